//! Measuring sound: levels, speech and spectra, switched on in the SDK for as long as somebody
//! wants to know.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use futures::Stream;

use super::check;
use crate::core::{Core, Scope};
use crate::engine::Engine;
use crate::error::{Error, ErrorCode, Result};
use crate::event::{
    CapturedSoundLevel, CapturedSpectrum, CapturedSpeech, Payload, RemoteSoundLevels,
    RemoteSpectra, RemoteSpeech, VoiceActivity,
};
use crate::ffi::Native;
use crate::operation::Operation;
use crate::play::Playback;
use crate::streams::{EventStream, Lagged};

impl Engine {
    /// How loud the captured sound is, every 100 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_sound_level_monitor")]
    #[doc(alias = "zego_register_captured_sound_level_update_callback")]
    pub fn captured_sound_levels(&self) -> Measure<CapturedSoundLevel> {
        Measure::new(self.core(), Monitor::Levels, Scope::Engine)
    }

    /// How loud all played streams are, every 100 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_sound_level_monitor")]
    #[doc(alias = "zego_register_remote_sound_level_update_callback")]
    pub fn remote_sound_levels(&self) -> Measure<RemoteSoundLevels> {
        Measure::new(self.core(), Monitor::Levels, Scope::Engine)
    }

    /// Whether somebody speaks at this machine, every 100 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_sound_level_monitor_with_config")]
    #[doc(alias = "zego_register_captured_sound_level_info_update_callback")]
    pub fn captured_speech(&self) -> Measure<CapturedSpeech> {
        Measure::new(self.core(), Monitor::Speech, Scope::Engine)
    }

    /// Who of the played streams speaks, every 100 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_sound_level_monitor_with_config")]
    #[doc(alias = "zego_register_remote_sound_level_info_update_callback")]
    pub fn remote_speech(&self) -> Measure<RemoteSpeech> {
        Measure::new(self.core(), Monitor::Speech, Scope::Engine)
    }

    /// The spectrum of the captured sound, every 500 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_audio_spectrum_monitor")]
    #[doc(alias = "zego_register_captured_audio_spectrum_update_callback")]
    pub fn captured_spectra(&self) -> Measure<CapturedSpectrum> {
        Measure::new(self.core(), Monitor::Spectra, Scope::Engine)
    }

    /// The spectra of all played streams, every 500 ms or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_audio_spectrum_monitor")]
    #[doc(alias = "zego_register_remote_audio_spectrum_update_callback")]
    pub fn remote_spectra(&self) -> Measure<RemoteSpectra> {
        Measure::new(self.core(), Monitor::Spectra, Scope::Engine)
    }

    /// Says when the captured sound becomes speech for good, or stops to be: looked at over
    /// 3 seconds, or [as asked](Measure::interval).
    #[doc(alias = "zego_express_start_audio_vad_stable_state_monitor")]
    #[doc(alias = "zego_register_audio_vad_state_update_callback")]
    pub fn voice_activity(&self) -> Measure<VoiceActivity> {
        Measure::new(self.core(), Monitor::Voice, Scope::Engine)
    }
}

impl Playback {
    /// How loud this stream is, every 100 ms or [as asked](Measure::interval), until it is
    /// stopped. What comes may tell of other streams too.
    #[doc(alias = "zego_register_remote_sound_level_update_callback")]
    pub fn sound_levels(&self) -> Measure<RemoteSoundLevels> {
        Measure::new(self.engine().core(), Monitor::Levels, self.scope())
    }
}

/// A measurement that is to begin; awaiting it gives the stream of what is measured.
///
/// The SDK measures once for the whole engine, from the first stream to the last. With several
/// streams it measures as often as the most eager of them asked for, and all get all of it.
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops measuring again.
#[must_use = "measuring begins when this is awaited"]
pub struct Measure<T> {
    core: Arc<Core>,
    monitor: Monitor,
    scope: Scope,
    interval: Duration,
    measured: PhantomData<fn() -> T>,
}

/// What is measured, as a stream. Measuring goes on for as long as it lives; it doesn't keep the
/// engine alive.
///
/// # Cancel safety
///
/// `next()` is cancel safe.
#[must_use = "streams do nothing unless polled"]
pub struct Measured<T> {
    events: EventStream<T>,
    _part: Part,
}

#[allow(private_bounds)]
impl<T: Payload> Measure<T> {
    fn new(core: &Arc<Core>, monitor: Monitor, scope: Scope) -> Self {
        Self {
            core: core.clone(),
            monitor,
            scope,
            interval: monitor.default_interval(),
            measured: PhantomData,
        }
    }

    /// How often: 100 ms to 3 s for levels and speech, 10 ms to 1 minute for spectra, 0.1 s to
    /// 1 minute of looking for voice activity.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    async fn start(self) -> Result<Measured<T>> {
        let (least, most) = self.monitor.limits();
        if self.interval < least || self.interval > most {
            return Err(Error::invalid(
                "interval",
                format_args!("is {:?}, must be {least:?} to {most:?}", self.interval),
            ));
        }
        let lane = self.core.lane.clone();
        lane.call(move || {
            let queue = self.core.subscribe(Some(&[T::TOPIC]), self.scope);
            let events = EventStream::new(queue);
            let millis = u32::try_from(self.interval.as_millis()).unwrap_or(u32::MAX);
            let part = Part::begin(&self.core, self.monitor, millis)?;
            Ok(Measured {
                events,
                _part: part,
            })
        })
        .await?
    }
}

impl<T: Payload> IntoFuture for Measure<T> {
    type Output = Result<Measured<T>>;
    type IntoFuture = Operation<Measured<T>>;

    fn into_future(self) -> Self::IntoFuture {
        Operation::new(String::new, None, self.start())
    }
}

impl<T> Stream for Measured<T> {
    type Item = Result<T, Lagged>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.get_mut().events).poll_next(cx)
    }
}

impl<T> fmt::Debug for Measure<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Measure")
            .field("monitor", &self.monitor)
            .field("interval", &self.interval)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Measured<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Measured").field(&self.events).finish()
    }
}

/// What the SDK measures. Speech is measured along with the levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Monitor {
    Levels,
    Speech,
    Spectra,
    Voice,
}

impl Monitor {
    fn default_interval(self) -> Duration {
        Duration::from_millis(match self {
            Self::Levels | Self::Speech => 100,
            Self::Spectra => 500,
            Self::Voice => 3000,
        })
    }

    fn limits(self) -> (Duration, Duration) {
        let millis = match self {
            Self::Levels | Self::Speech => (100, 3000),
            Self::Spectra => (10, 60_000),
            Self::Voice => (100, 60_000),
        };
        (
            Duration::from_millis(millis.0),
            Duration::from_millis(millis.1),
        )
    }

    /// The SDK's monitor that it belongs to.
    fn group(self) -> usize {
        match self {
            Self::Levels | Self::Speech => 0,
            Self::Spectra => 1,
            Self::Voice => 2,
        }
    }
}

/// Who has what measured, and how often.
#[derive(Default)]
pub(crate) struct Monitors {
    next: u64,
    wanted: Vec<Wanted>,
}

struct Wanted {
    id: u64,
    monitor: Monitor,
    millis: u32,
}

/// How one of the SDK's monitors runs: how often, and whether it looks for speech.
type Setting = Option<(u32, bool)>;

impl Monitors {
    fn setting(&self, group: usize) -> Setting {
        let of_group = || self.wanted.iter().filter(|it| it.monitor.group() == group);
        let millis = of_group().map(|it| it.millis).min()?;
        let speech = of_group().any(|it| it.monitor == Monitor::Speech);
        Some((millis, speech))
    }

    fn add(&mut self, monitor: Monitor, millis: u32) -> (u64, Option<Setting>) {
        let before = self.setting(monitor.group());
        self.next += 1;
        let id = self.next;
        self.wanted.push(Wanted {
            id,
            monitor,
            millis,
        });
        let after = self.setting(monitor.group());
        (id, (before != after).then_some(after))
    }

    fn remove(&mut self, id: u64) -> Option<(Monitor, Setting)> {
        let at = self.wanted.iter().position(|it| it.id == id)?;
        let monitor = self.wanted[at].monitor;
        let before = self.setting(monitor.group());
        self.wanted.swap_remove(at);
        let after = self.setting(monitor.group());
        (before != after).then_some((monitor, after))
    }
}

/// One stream's part in a monitor, given up when it is dropped.
struct Part {
    core: Weak<Core>,
    id: u64,
}

impl Part {
    /// Runs on the lane.
    fn begin(core: &Arc<Core>, monitor: Monitor, millis: u32) -> Result<Self> {
        let (id, setting) = core.monitors.lock().add(monitor, millis);
        let started = match setting {
            None => Ok(()),
            Some(setting) => apply(&core.native, monitor, setting)
                .and_then(|code| check(code, format_args!("measure sound: {monitor:?}"))),
        };
        if let Err(error) = started {
            core.monitors.lock().remove(id);
            return Err(error);
        }
        Ok(Self {
            core: Arc::downgrade(core),
            id,
        })
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let Some(core) = self.core.upgrade() else {
            return;
        };
        let (lane, id) = (core.lane.clone(), self.id);
        lane.push(move || {
            let changed = core.monitors.lock().remove(id);
            let Some((monitor, setting)) = changed else {
                return;
            };
            let told = apply(&core.native, monitor, setting);
            if !matches!(told, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, ?monitor, ?told, "sound is still measured");
            }
        });
    }
}

fn apply(native: &Native, monitor: Monitor, setting: Setting) -> Result<ErrorCode> {
    match (monitor, setting) {
        (Monitor::Levels | Monitor::Speech, Some((millis, speech))) => {
            native.start_sound_levels(millis, speech)
        }
        (Monitor::Levels | Monitor::Speech, None) => native.stop_sound_levels(),
        (Monitor::Spectra, Some((millis, _))) => native.start_spectra(millis),
        (Monitor::Spectra, None) => native.stop_spectra(),
        (Monitor::Voice, Some((millis, _))) => native.start_voice_activity(millis),
        (Monitor::Voice, None) => native.stop_voice_activity(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_monitor_runs_as_often_as_the_most_eager_wants_and_stops_with_the_last() {
        let mut monitors = Monitors::default();
        let (slow, set) = monitors.add(Monitor::Levels, 1000);
        assert_eq!(set, Some(Some((1000, false))));
        let (eager, set) = monitors.add(Monitor::Speech, 200);
        assert_eq!(set, Some(Some((200, true))));
        let (same, set) = monitors.add(Monitor::Levels, 500);
        assert_eq!(set, None);
        let (_, set) = monitors.add(Monitor::Spectra, 10);
        assert_eq!(set, Some(Some((10, false))));
        let left = monitors.remove(eager).map(|(_, setting)| setting);
        assert_eq!(left, Some(Some((500, false))));
        let left = monitors.remove(same).map(|(_, setting)| setting);
        assert_eq!(left, Some(Some((1000, false))));
        let left = monitors.remove(slow).map(|(_, setting)| setting);
        assert_eq!(left, Some(None));
        assert!(monitors.remove(slow).is_none());
    }
}
