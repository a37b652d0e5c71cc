//! The sound that is heard: every 10 ms a block of each stream that is played, mixed, observed,
//! and pulled by programs that render by themselves.
//!
//! A program that pulls is the clock of all this; without one, a thread of the engine is, as long
//! as something is played.

use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::sync::{Arc, MutexGuard, PoisonError};
use std::time::Duration;

use crate::outbox::When;
use crate::sdk_thread::Tag;

use super::desk::Desk;
use super::jitter::Jitter;
use super::mix::{Mix, Sum, sums};
use super::player::Player;
use super::process::Processor;
use super::resample::Converter;
use super::settings::{Blocks, Observers};
use super::sink::{Place, Whose};
use super::sound::{self, Format, Sound, clamp};

const BLOCK: Duration = Duration::from_millis(10);
/// How long after a pull the program counts as the clock.
const PULLED_LATELY: Duration = Duration::from_millis(300);
/// How close turns may come that make up for late ones. All at once they would be more than a
/// program that is as late can take in.
const LEAST_GAP: Duration = Duration::from_micros(2500);
/// How far the engine's own clock may fall behind before it leaves blocks out.
const FAR_BEHIND: Duration = Duration::from_millis(800);

/// What is between the streams and the ears.
#[derive(Default)]
pub(crate) struct Render {
    /// The number of the next block.
    block: u64,
    /// When the last pull was.
    pulled: Option<Duration>,
    /// What was captured and waits for the observers.
    pub(super) captured: Jitter,
    streams: HashMap<Tag, Converter>,
    playback: Option<(Processor, Converter)>,
    observed: Option<Mix>,
    observed_capture: Option<Converter>,
    pull: Option<Mix>,
    pulled_ahead: Vec<i16>,
}

/// What one turn brings, to be handed out with no lock held.
struct Turn {
    format: Format,
    players: Vec<(String, Vec<i16>)>,
    playback: Vec<i16>,
    /// Nothing where nothing was captured.
    captured: Option<Vec<i16>>,
    observers: Observers,
}

impl Desk {
    /// Starts or goes on with turns of the engine's own, while somebody wants them.
    pub(crate) fn keep_pace(self: &Arc<Self>) {
        if self.wants_turns() && !self.ticking.swap(true, Ordering::AcqRel) {
            for inlet in self.played() {
                inlet.jitter().clear();
            }
            let due = self.clock.now() + BLOCK;
            self.on_audio_thread(When::At(due), move |desk| desk.tick(due));
        }
    }

    /// Pulls sound for a program that renders by itself, as much as fits.
    pub(crate) fn pull(self: &Arc<Self>, format: Format, samples: &mut [i16]) {
        let mut filled = 0;
        while filled < samples.len() {
            {
                let mut render = self.render();
                render.pulled = Some(self.clock.now());
                if render.pull.as_ref().map(|mix| mix.to()) != Some(format) {
                    render.pull = Some(Mix::new(format));
                    render.pulled_ahead.clear();
                }
                let there = render.pulled_ahead.len().min(samples.len() - filled);
                let ahead = render.pulled_ahead.drain(..there);
                samples[filled..filled + there]
                    .iter_mut()
                    .zip(ahead)
                    .for_each(|(to, from)| *to = from);
                filled += there;
            }
            if filled < samples.len() {
                let made = self.turn(Some(format));
                if made.is_empty() {
                    samples[filled..].fill(0);
                    return;
                }
                self.render().pulled_ahead.extend(made);
            }
        }
    }

    fn tick(self: &Arc<Self>, due: Duration) {
        if !self.wants_turns() {
            self.ticking.store(false, Ordering::Release);
            // Somebody may have begun to want them just now, and seen that there were some.
            self.keep_pace();
            return;
        }
        let now = self.clock.now();
        let pulled = self.render().pulled;
        if pulled.is_none_or(|at| now.saturating_sub(at) > PULLED_LATELY) {
            self.turn(None);
        }
        let next = match now.saturating_sub(due) > FAR_BEHIND {
            true => now + BLOCK,
            false => due + BLOCK,
        };
        let at = next.max(now + LEAST_GAP);
        self.on_audio_thread(When::At(at), move |desk| desk.tick(next));
    }

    fn wants_turns(&self) -> bool {
        // Media players go on with the pulling, where there is one.
        let plays = match self.renders_by_pulling() {
            true => !self.played().is_empty(),
            false => self.plays_any(),
        };
        if !self.is_up() || !plays {
            return false;
        }
        let settings = self.settings();
        settings.observers.any()
    }

    /// One block of everything. The mix for a pull, in its format, is the answer.
    fn turn(self: &Arc<Self>, pull: Option<Format>) -> Vec<i16> {
        let (observers, processing, speaker_muted) = {
            let settings = self.settings();
            (
                settings.observers,
                settings.processing,
                settings.speaker_muted,
            )
        };
        let block = {
            let mut render = self.render();
            render.block += 1;
            render.block
        };
        let mut sounds = Vec::new();
        for inlet in self.played() {
            let plays = inlet.plays();
            let Some(mut sound) = inlet.jitter().take(block).filter(|_| !plays.mute_audio) else {
                continue;
            };
            inlet.played.fetch_add(1, Ordering::Relaxed);
            sound::amplify(&mut sound.samples, plays.volume);
            sounds.push((inlet.tag, inlet.stream.clone(), sound));
        }
        if pull.is_some() {
            let voices = self.voices();
            voices.iter().for_each(|voice| voice.pulled(self));
        }
        let local: Vec<Sound> = self.local_sounds(block);
        let mut made = Vec::new();
        let mut turn = None;
        {
            let mut render = self.render();
            let is_heard = pull.is_some() || observers.plays();
            let sums = match is_heard && !speaker_muted {
                true => sums(sounds.iter().map(|(_, _, sound)| sound).chain(&local)),
                false => Vec::new(),
            };
            if let (Some(format), Some(mix)) = (pull, &mut render.pull) {
                made = mix.mix(&sums, format.frames_of(block));
            }
            if let Some(format) = observers.format.filter(|_| observers.any()) {
                turn = Some(render.observe(block, format, observers, sounds, &sums));
            }
        }
        if let (Some(blocks), Some(format)) = (processing.playback, pull) {
            self.process_playback(format, &mut made, blocks);
        }
        if let Some(turn) = turn {
            match pull {
                // The program's own thread must not be the one that its observers run on.
                Some(_) => self.on_audio_thread(When::In(Duration::ZERO), move |desk| {
                    desk.hand_out(&turn);
                }),
                None => self.hand_out(&turn),
            }
        }
        made
    }

    /// What the media players of this engine are heard with.
    fn local_sounds(&self, block: u64) -> Vec<Sound> {
        let take = |player: &Arc<Player>| {
            let mut local = player.local.lock().unwrap_or_else(PoisonError::into_inner);
            local.take(block)
        };
        self.voices().iter().filter_map(take).collect()
    }

    fn hand_out(&self, turn: &Turn) {
        let Turn {
            format,
            players,
            playback,
            captured,
            observers,
        } = turn;
        self.with_sink(|sink| {
            if let (true, Some(captured)) = (observers.captured, captured) {
                sink.sound(Whose::Captured, *format, captured);
            }
            for (stream, samples) in players {
                sink.sound(Whose::Player(stream), *format, samples);
            }
            if observers.playback {
                sink.sound(Whose::Playback, *format, playback);
            }
            if observers.mixed {
                let mut mixed = playback.clone();
                for (sample, more) in mixed.iter_mut().zip(captured.iter().flatten()) {
                    *sample = clamp(i32::from(*sample) + i32::from(*more));
                }
                sink.sound(Whose::Mixed, *format, &mixed);
            }
        });
    }

    /// Lets the program change what is pulled.
    fn process_playback(&self, format: Format, samples: &mut Vec<i16>, blocks: Blocks) {
        let known = self.render().playback.take();
        let (mut processor, mut back) = known
            .filter(|(processor, back)| processor.fits(format, blocks) && back.to() == format)
            .unwrap_or_else(|| {
                let back = Converter::new(blocks.format, format);
                (Processor::new(format, blocks), back)
            });
        let frames = samples.len() / format.channels;
        let time = self.now_ms();
        let changed = processor.run(samples, |format, block| {
            self.with_sink(|sink| sink.process(Place::Playback, format, block, time));
        });
        back.push(&changed.samples);
        *samples = back.pull(frames);
        self.render().playback = Some((processor, back));
    }

    pub(super) fn render(&self) -> MutexGuard<'_, Render> {
        self.render.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Render {
    fn observe(
        &mut self,
        block: u64,
        format: Format,
        observers: Observers,
        sounds: Vec<(Tag, String, Sound)>,
        sums: &[Sum],
    ) -> Turn {
        let frames = format.frames_of(block);
        let mut players = Vec::new();
        if observers.player {
            self.streams
                .retain(|tag, _| sounds.iter().any(|(known, _, _)| known == tag));
            for (tag, stream, sound) in sounds {
                if sound.format == format {
                    self.streams.remove(&tag);
                    players.push((stream, sound.samples));
                    continue;
                }
                let converter = fitting(self.streams.entry(tag), sound.format, format);
                converter.push(&sound.samples);
                players.push((stream, converter.pull(frames)));
            }
        }
        if self.observed.as_ref().map(|mix| mix.to()) != Some(format) {
            self.observed = Some(Mix::new(format));
            self.observed_capture = None;
        }
        let playback = match &mut self.observed {
            Some(mix) if observers.plays() => mix.mix(sums, frames),
            _ => Vec::new(),
        };
        let captured = match observers.captures() {
            true => self.captured_block(block, format, frames),
            false => None,
        };
        Turn {
            format,
            players,
            playback,
            captured,
            observers,
        }
    }

    fn captured_block(&mut self, block: u64, format: Format, frames: usize) -> Option<Vec<i16>> {
        let sound = self.captured.take(block)?;
        let known = self.observed_capture.take();
        let mut converter = known
            .filter(|converter| converter.from() == sound.format)
            .unwrap_or_else(|| Converter::new(sound.format, format));
        converter.push(&sound.samples);
        let samples = converter.pull(frames);
        self.observed_capture = Some(converter);
        Some(samples)
    }
}

/// The converter in that place, made anew when the formats are others.
fn fitting(
    place: std::collections::hash_map::Entry<'_, Tag, Converter>,
    from: Format,
    to: Format,
) -> &mut Converter {
    let converter = place.or_insert_with(|| Converter::new(from, to));
    if (converter.from(), converter.to()) != (from, to) {
        *converter = Converter::new(from, to);
    }
    converter
}
