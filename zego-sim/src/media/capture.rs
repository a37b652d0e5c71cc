//! Sound that the program captures by itself, on its way to observers and streams.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use crate::event::Event;
use crate::outbox::When;

use super::channel::MAIN;
use super::desk::Desk;
use super::meter::Meter;
use super::mix::{Mix, sums};
use super::player::Player;
use super::process::Processor;
use super::recorder::Recorded;
use super::settings::{Blocks, Settings};
use super::sink::Place;
use super::sound::{self, Format, Sound, clamp};
use super::voice::source;

/// How long after captured sound the program counts as the one that captures.
const CAPTURED_LATELY: Duration = Duration::from_millis(100);

/// How much captured sound waits for the observers, as recorded.
const OBSERVED_MS: u32 = 400;

/// The flows of captured sound through the program's hands.
#[derive(Default)]
pub(crate) struct Capturing {
    before: Option<Processor>,
    after: Option<Processor>,
    pub(super) meter: Meter,
    aux: Option<Mix>,
    captured_at: Option<Duration>,
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
            self.capturing().captured_at = Some(self.clock.now());
            if !std::mem::replace(&mut self.capturing().began, true) {
                self.tell_on_sdk_thread(Event::CapturedAudioFirst);
            }
            self.watch(source::CAPTURED, &sound);
            if let Some(blocks) = processing.captured {
                let known = self.capturing().before.take();
                let (changed, processor) = self.changed(known, &sound, blocks, Place::Captured);
                self.capturing().before = Some(processor);
                sound = changed;
            }
            self.watch(source::PROCESSED, &sound);
            if let Some(blocks) = processing.after_monitor {
                let known = self.capturing().after.take();
                let (changed, processor) = self.changed(known, &sound, blocks, Place::AfterMonitor);
                self.capturing().after = Some(processor);
                sound = changed;
            }
            if self.measures_sound() {
                self.capturing().meter.take(&sound);
            }
            let mut render = self.render();
            render.captured.push(&sound);
            render.captured.shorten(OBSERVED_MS);
        }
        if channel == MAIN {
            self.add_aux(&mut sound);
        }
        self.write_recorded(&Recorded::Channel(channel), &sound);
        self.channel(channel).sound(self, &sound);
    }

    /// Adds what players and effects play into the publication, 10 ms at a time.
    fn add_aux(&self, sound: &mut Sound) {
        let voices = self.voices();
        if voices.is_empty() {
            return;
        }
        let format = sound.format;
        let mut capturing = self.capturing();
        let mut mix = match capturing.aux.take() {
            Some(mix) if mix.to() == format => mix,
            _ => Mix::new(format),
        };
        let frames = format.frames_of(0);
        for block in sound.samples.chunks_exact_mut(frames * format.channels) {
            let take = |voice: &Arc<Player>| {
                let mut aux = voice.aux.lock().unwrap_or_else(PoisonError::into_inner);
                aux.take(0)
            };
            let sounds: Vec<Sound> = voices.iter().filter_map(take).collect();
            let added = mix.mix(&sums(sounds.iter()), frames);
            for (sample, more) in block.iter_mut().zip(added) {
                *sample = clamp(i32::from(*sample) + i32::from(more));
            }
        }
        capturing.aux = Some(mix);
    }

    /// Publishes what is played into the publication while the program captures no sound: the
    /// first player that does so sets the pace.
    pub(super) fn publish_aux(self: &Arc<Self>, player: &Arc<Player>, format: Format) {
        let now = self.clock.now();
        let captured = self.capturing().captured_at;
        if captured.is_some_and(|at| now.saturating_sub(at) < CAPTURED_LATELY) {
            return;
        }
        let voices = self.voices();
        let first = voices.iter().find(|voice| voice.inner().publishes());
        if first.is_some_and(|first| Arc::ptr_eq(first, player)) {
            let samples = vec![0; format.frames_of(0) * format.channels];
            let mut sound = Sound { format, samples };
            self.add_aux(&mut sound);
            self.channel(MAIN).sound(self, &sound);
        }
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
