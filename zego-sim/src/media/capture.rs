//! Sound that the program captures by itself, on its way to observers and streams.

use std::sync::Arc;
use std::time::Duration;

use crate::event::Event;
use crate::outbox::When;

use super::channel::MAIN;
use super::desk::Desk;
use super::meter::Meter;
use super::process::Processor;
use super::settings::{Blocks, Settings};
use super::sink::Place;
use super::sound::{self, Sound};

/// The flows of captured sound through the program's hands.
#[derive(Default)]
pub(crate) struct Capturing {
    before: Option<Processor>,
    after: Option<Processor>,
    pub(super) meter: Meter,
    /// Something was captured since the audio and video part started.
    began: bool,
}

impl Desk {
    /// The program captured sound on a channel. What comes while the audio and video part doesn't
    /// run goes nowhere.
    pub(crate) fn capture(self: &Arc<Self>, channel: i32, sound: Sound) {
        if self.is_up() {
            self.on_audio_thread(When::In(Duration::ZERO), move |desk| {
                desk.captured(channel, sound);
            });
        }
    }

    fn captured(self: &Arc<Self>, channel: i32, mut sound: Sound) {
        let (processing, volume, muted) = {
            let settings: &Settings = &self.settings();
            (
                settings.processing,
                settings.capture_volume,
                settings.microphone_muted,
            )
        };
        match muted {
            true => sound.samples.fill(0),
            false => sound::amplify(&mut sound.samples, volume),
        }
        if channel == MAIN {
            if !std::mem::replace(&mut self.capturing().began, true) {
                self.tell_on_sdk_thread(Event::CapturedAudioFirst);
            }
            if let Some(blocks) = processing.captured {
                let known = self.capturing().before.take();
                let (changed, processor) = self.changed(known, &sound, blocks, Place::Captured);
                self.capturing().before = Some(processor);
                sound = changed;
            }
            if let Some(blocks) = processing.after_monitor {
                let known = self.capturing().after.take();
                let (changed, processor) = self.changed(known, &sound, blocks, Place::AfterMonitor);
                self.capturing().after = Some(processor);
                sound = changed;
            }
            if self.measures_sound() {
                self.capturing().meter.take(&sound);
            }
            self.render().captured.push(&sound);
        }
        self.record(channel, &sound);
        self.channel(channel).sound(self, &sound);
    }

    fn changed(
        &self,
        known: Option<Processor>,
        sound: &Sound,
        blocks: Blocks,
        place: Place<'_>,
    ) -> (Sound, Processor) {
        let mut processor = known
            .filter(|processor| processor.fits(sound.format, blocks))
            .unwrap_or_else(|| Processor::new(sound.format, blocks));
        let time = self.now_ms();
        let changed = processor.run(&sound.samples, |format, block| {
            self.with_sink(|sink| sink.process(place, format, block, time));
        });
        (changed, processor)
    }
}

impl Capturing {
    /// The audio and video part starts or stops: the next sound is the first one.
    pub(super) fn begin_anew(&mut self) {
        *self = Self::default();
    }
}
