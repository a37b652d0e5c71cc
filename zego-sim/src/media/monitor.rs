//! What is told at intervals while the program wants it: sound levels, spectra, and how busy the
//! machine is.

use std::sync::Arc;
use std::time::Duration;

use crate::codes::*;
use crate::event::{Event, MediaEvent, Text};
use crate::instance::Instance;
use crate::outbox::When;

use super::desk::Desk;
use super::load::Load;

/// The intervals that are taken, in milliseconds.
const LEVELS: std::ops::RangeInclusive<u32> = 100..=3000;
const SPECTRA: std::ops::RangeFrom<u32> = 10..;
const PERFORMANCE: std::ops::RangeInclusive<u32> = 1000..=10_000;

/// The monitors of an engine: each has a number that tells its run from those that were stopped.
#[derive(Debug, Default)]
pub(crate) struct Monitors {
    levels: Option<u64>,
    voice: bool,
    spectra: Option<u64>,
    performance: Option<(u64, Load)>,
    runs: u64,
}

/// What a monitor tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Levels,
    Spectra,
    Performance,
}

impl Instance {
    /// Tells sound levels every so many milliseconds; with `voice`, also whether a voice is heard.
    pub(crate) fn monitor_levels(self: &Arc<Self>, ms: u32, voice: bool) -> i32 {
        let taken = LEVELS.contains(&ms);
        let code = if taken { OK } else { LEVEL_INTERVAL };
        self.monitor("startSoundLevelMonitor", Kind::Levels, ms, voice, code)
    }

    /// Tells spectra every so many milliseconds.
    pub(crate) fn monitor_spectra(self: &Arc<Self>, ms: u32) -> i32 {
        let taken = SPECTRA.contains(&ms);
        let code = if taken { OK } else { SPECTRUM_INTERVAL };
        self.monitor("startAudioSpectrumMonitor", Kind::Spectra, ms, false, code)
    }

    /// Tells how busy the machine is every so many milliseconds.
    pub(crate) fn monitor_performance(self: &Arc<Self>, ms: u32) -> i32 {
        let taken = PERFORMANCE.contains(&ms);
        let code = if taken { OK } else { PERFORMANCE_INTERVAL };
        self.monitor(
            "startPerformanceMonitor",
            Kind::Performance,
            ms,
            false,
            code,
        )
    }

    pub(crate) fn stop_levels(self: &Arc<Self>) -> i32 {
        self.stop_monitor("stopSoundLevelMonitor", |m| m.levels = None)
    }

    pub(crate) fn stop_spectra(self: &Arc<Self>) -> i32 {
        self.stop_monitor("stopAudioSpectrumMonitor", |m| m.spectra = None)
    }

    pub(crate) fn stop_performance(self: &Arc<Self>) -> i32 {
        self.stop_monitor("stopPerformanceMonitor", |m| m.performance = None)
    }

    fn monitor(
        self: &Arc<Self>,
        function: &'static str,
        kind: Kind,
        ms: u32,
        voice: bool,
        code: i32,
    ) -> i32 {
        self.call(function, |state, _| {
            let desk = &state.life(function)?.desk;
            if code != OK {
                return Err(code);
            }
            let mut monitors = desk.monitors();
            monitors.runs += 1;
            let run = monitors.runs;
            match kind {
                Kind::Levels => (monitors.levels, monitors.voice) = (Some(run), voice),
                Kind::Spectra => monitors.spectra = Some(run),
                Kind::Performance => monitors.performance = Some((run, Load::now())),
            }
            drop(monitors);
            desk.measure_later(kind, run, Duration::from_millis(ms.into()));
            Ok(())
        })
    }

    /// Stopping succeeds even where there is no engine.
    fn stop_monitor(
        self: &Arc<Self>,
        function: &'static str,
        stop: impl FnOnce(&mut Monitors),
    ) -> i32 {
        self.call(function, |state, _| {
            if let Some(life) = &state.life {
                stop(&mut life.desk.monitors());
            }
            Ok(())
        })
    }
}

impl Desk {
    /// Whether anybody wants the sound to be measured.
    pub(super) fn measures_sound(&self) -> bool {
        let monitors = self.monitors();
        monitors.levels.is_some() || monitors.spectra.is_some()
    }

    fn measure_later(self: &Arc<Self>, kind: Kind, run: u64, every: Duration) {
        self.on_sdk_thread(When::In(every), move |desk| desk.measure(kind, run, every));
    }

    fn measure(self: &Arc<Self>, kind: Kind, run: u64, every: Duration) {
        let mut monitors = self.monitors();
        let runs = match kind {
            Kind::Levels => monitors.levels,
            Kind::Spectra => monitors.spectra,
            Kind::Performance => monitors.performance.as_ref().map(|(run, _)| *run),
        };
        if runs != Some(run) {
            return;
        }
        let voice = monitors.voice;
        let performance = match (&mut monitors.performance, kind) {
            (Some((_, load)), Kind::Performance) => Some(load.since()),
            _ => None,
        };
        drop(monitors);
        self.measure_later(kind, run, every);
        match kind {
            Kind::Levels if self.is_up() => self.tell_levels(voice),
            Kind::Spectra if self.is_up() => self.tell_spectra(),
            _ => {}
        }
        if let Some(event) = performance {
            self.tell(&Event::Media(event));
        }
    }

    fn tell_levels(&self, voice: bool) {
        let captured = self.capturing().meter.level();
        self.tell(&Event::Media(MediaEvent::CapturedLevel {
            level: captured.level,
            voice: voice && captured.voice,
        }));
        let levels: Vec<(Text, f32, bool)> = self
            .played()
            .iter()
            .map(|inlet| {
                let level = inlet.meter().level();
                (Text::from(&inlet.stream), level.level, voice && level.voice)
            })
            .collect();
        if !levels.is_empty() {
            self.tell(&Event::Media(MediaEvent::RemoteLevels { levels }));
        }
    }

    fn tell_spectra(&self) {
        let bands = self.capturing().meter.spectrum();
        self.tell(&Event::Media(MediaEvent::CapturedSpectrum { bands }));
        let spectra: Vec<(Text, Vec<f32>)> = self
            .played()
            .iter()
            .map(|inlet| (Text::from(&inlet.stream), inlet.meter().spectrum()))
            .collect();
        if !spectra.is_empty() {
            self.tell(&Event::Media(MediaEvent::RemoteSpectra { spectra }));
        }
    }
}
