//! One media player: a medium, how far it is, and the blocks of 10 ms in which it is heard.

use std::sync::Arc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::codes::OK;
use crate::event::{Event, MediaEvent};
use crate::outbox::When;

use super::desk::Desk;
use super::file::{Medium, Source};
use super::jitter::Jitter;
use super::resample::Converter;
use super::sink::Whose;
use super::sound::{self, Format, Sound};

/// The format in which a media player is heard, whatever it plays.
const HEARD: Format = Format {
    rate: 44_100,
    channels: 2,
};
const BLOCK: Duration = Duration::from_millis(10);
/// From a start or a resume to the first block, as recorded.
const FIRST_BLOCK: Duration = Duration::from_millis(15);
/// How far a player may fall behind before it leaves the lost time out.
const FAR_BEHIND: Duration = Duration::from_millis(200);
/// Speeds that are played; others leave it as it is.
const SPEEDS: std::ops::RangeInclusive<f32> = 0.3..=4.0;

/// States that the program is told.
pub(crate) mod state {
    pub(crate) const STOPPED: i32 = 0;
    pub(crate) const PLAYING: i32 = 1;
    pub(crate) const PAUSED: i32 = 2;
    pub(crate) const ENDED: i32 = 3;
}

/// What a player does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Nothing is loaded, or not yet.
    Empty,
    /// A medium is there and wasn't played yet.
    Loaded,
    /// It was played; it can be played again from its beginning, and from nowhere else.
    Stopped,
    Playing,
    Paused,
    Ended,
}

/// Who plays a medium, as the program knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The media player of that index.
    Player(i32),
    /// An effect of that number.
    Effect(u32),
}

/// A media player, or an effect, which is a small one.
pub(crate) struct Player {
    pub(crate) who: Who,
    inner: Mutex<Inner>,
    /// What it plays for the ears of this engine's user.
    pub(super) local: Mutex<Jitter>,
    /// What it plays into the publication of the main channel.
    pub(super) aux: Mutex<Jitter>,
}

/// What a player is and was told to do.
pub(crate) struct Inner {
    pub(crate) phase: Phase,
    medium: Option<Medium>,
    converter: Option<Converter>,
    /// Everything of the medium has been decoded.
    drained: bool,
    /// Distinguishes runs of blocks: a run that was stopped ends.
    run: u64,
    position_ms: f64,
    since_progress_ms: f64,
    pub(crate) speed: f32,
    /// How often it is played again; without an end when there is no number.
    pub(crate) left: Option<u32>,
    pub(crate) settings: PlayerSettings,
}

/// What lasts from one medium to the next.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PlayerSettings {
    pub(crate) play_volume: u32,
    pub(crate) publish_volume: u32,
    pub(crate) repeat: bool,
    pub(crate) interval_ms: u64,
    pub(crate) audio_data: bool,
    pub(crate) aux: bool,
    pub(crate) muted: bool,
}

impl PlayerSettings {
    fn of_volume(volume: u32) -> Self {
        Self {
            play_volume: volume,
            publish_volume: volume,
            repeat: false,
            interval_ms: 1000,
            audio_data: false,
            aux: false,
            muted: false,
        }
    }
}

impl Player {
    pub(super) fn new(who: Who) -> Arc<Self> {
        let volume = match who {
            Who::Player(_) => 60,
            Who::Effect(_) => 100,
        };
        Arc::new(Self {
            who,
            inner: Mutex::new(Inner {
                phase: Phase::Empty,
                medium: None,
                converter: None,
                drained: false,
                run: 0,
                position_ms: 0.0,
                since_progress_ms: 0.0,
                speed: 1.0,
                left: None,
                settings: PlayerSettings::of_volume(volume),
            }),
            local: Mutex::default(),
            aux: Mutex::default(),
        })
    }

    /// What it is and was told to do; not to be held while the program runs.
    pub(crate) fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens a medium, on a media thread, and tells how that went.
    pub(super) fn load(&self, desk: &Arc<Desk>, player: i32, source: Source, begin_ms: u64) {
        let opened = Medium::open(source).and_then(|mut medium| {
            match begin_ms == 0 || medium.seek(begin_ms) {
                true => Ok(medium),
                false => Err(super::file::refusal::FORMAT),
            }
        });
        let code = opened.as_ref().err().copied().unwrap_or(OK);
        let mut inner = self.inner();
        inner.speed = 1.0;
        match opened {
            Ok(medium) => {
                inner.take(medium, begin_ms);
                inner.phase = Phase::Loaded;
            }
            Err(_) => {
                inner.medium = None;
                inner.phase = Phase::Empty;
            }
        }
        drop(inner);
        desk.tell_on_sdk_thread(Event::Media(MediaEvent::PlayerLoaded { player, code }));
        if code != OK {
            desk.tell_on_sdk_thread(changed(self.who, state::STOPPED, code));
        }
    }

    /// Holds a medium that is open already.
    pub(super) fn hold(&self, medium: Medium) {
        let mut inner = self.inner();
        inner.take(medium, 0);
        inner.phase = Phase::Loaded;
    }

    /// Starts from where the medium stands; from its beginning after its end.
    pub(super) fn start(self: &Arc<Self>, desk: &Arc<Desk>) {
        let mut inner = self.inner();
        if inner.phase == Phase::Ended {
            inner.go_to(0);
        }
        inner.phase = Phase::Playing;
        inner.since_progress_ms = 0.0;
        inner.run += 1;
        let run = inner.run;
        drop(inner);
        desk.tell_on_sdk_thread(changed(self.who, state::PLAYING, OK));
        self.play_from_now_on(desk, run);
    }

    pub(super) fn pause(&self, desk: &Arc<Desk>) {
        let mut inner = self.inner();
        inner.phase = Phase::Paused;
        inner.run += 1;
        drop(inner);
        desk.tell_on_sdk_thread(changed(self.who, state::PAUSED, OK));
    }

    pub(super) fn resume(self: &Arc<Self>, desk: &Arc<Desk>) {
        let mut inner = self.inner();
        inner.phase = Phase::Playing;
        inner.run += 1;
        let run = inner.run;
        drop(inner);
        desk.tell_on_sdk_thread(changed(self.who, state::PLAYING, OK));
        self.play_from_now_on(desk, run);
    }

    /// Stops and goes back to the beginning; told by the caller.
    pub(super) fn stop(&self) {
        let mut inner = self.inner();
        inner.phase = Phase::Stopped;
        inner.run += 1;
        inner.go_to(0);
        drop(inner);
        for jitter in [&self.local, &self.aux] {
            jitter
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clear();
        }
    }

    /// The player goes: no block comes any more.
    pub(super) fn end(&self) {
        let mut inner = self.inner();
        inner.phase = Phase::Empty;
        inner.run += 1;
        inner.medium = None;
    }

    fn play_from_now_on(self: &Arc<Self>, desk: &Arc<Desk>, run: u64) {
        let player = self.clone();
        let due = desk.clock.now() + FIRST_BLOCK;
        desk.on_audio_thread(When::At(due), move |desk| player.tick(desk, run, due));
    }

    /// Hands out one block, and sees to the next one. Where the program renders sound by itself, it
    /// goes on as that pulls it.
    fn tick(self: &Arc<Self>, desk: &Arc<Desk>, run: u64, due: Duration) {
        if !self.plays_in(run) || !(desk.renders_by_pulling() || self.go_on(desk)) {
            return;
        }
        let now = desk.clock.now();
        let next = match now.saturating_sub(due) > FAR_BEHIND {
            true => now + BLOCK,
            false => due + BLOCK,
        };
        let player = self.clone();
        desk.on_audio_thread(When::At(next), move |desk| player.tick(desk, run, next));
    }

    /// The program pulled a block of sound.
    pub(super) fn pulled(self: &Arc<Self>, desk: &Arc<Desk>) {
        let run = {
            let inner = self.inner();
            (inner.phase == Phase::Playing).then_some(inner.run)
        };
        if let Some(run) = run {
            let player = self.clone();
            desk.on_audio_thread(When::In(Duration::ZERO), move |desk| {
                if player.plays_in(run) {
                    player.go_on(desk);
                }
            });
        }
    }

    fn plays_in(&self, run: u64) -> bool {
        let inner = self.inner();
        inner.run == run && inner.phase == Phase::Playing
    }

    /// Hands out one block; says whether there will be more.
    fn go_on(self: &Arc<Self>, desk: &Arc<Desk>) -> bool {
        let mut inner = self.inner();
        let before = inner.position_ms;
        let block = inner.next_block();
        let settings = inner.settings;
        let ended = block.is_none();
        inner.since_progress_ms += inner.position_ms - before;
        let told = ended || inner.since_progress_ms >= settings.interval_ms as f64;
        let ms = inner.position_ms.round() as u64;
        if told {
            inner.since_progress_ms = 0.0;
        }
        if ended {
            inner.phase = Phase::Ended;
        }
        drop(inner);
        if let Some(samples) = block {
            if let (true, Who::Player(player)) = (settings.audio_data, self.who) {
                desk.with_sink(|sink| sink.sound(Whose::MediaPlayer(player), HEARD, &samples));
            }
            self.mix_in(&settings, samples);
            if settings.aux {
                desk.publish_aux(self, HEARD);
            }
        }
        if let (true, Who::Player(player)) = (told && settings.interval_ms > 0, self.who) {
            desk.tell_on_sdk_thread(Event::Media(MediaEvent::PlayerProgress { player, ms }));
        }
        if ended {
            desk.tell_on_sdk_thread(changed(self.who, state::ENDED, OK));
        }
        !ended
    }

    fn mix_in(&self, settings: &PlayerSettings, samples: Vec<i16>) {
        let at = |volume| {
            let mut samples = samples.clone();
            sound::amplify(&mut samples, volume);
            Sound {
                format: HEARD,
                samples,
            }
        };
        let into = |jitter: &Mutex<Jitter>, sound: Sound| {
            let mut jitter = jitter.lock().unwrap_or_else(PoisonError::into_inner);
            jitter.push(&sound);
        };
        if !settings.muted {
            into(&self.local, at(settings.play_volume));
        }
        if settings.aux {
            into(&self.aux, at(settings.publish_volume));
        }
    }
}

impl Inner {
    /// How long the medium is, in milliseconds.
    pub(crate) fn duration_ms(&self) -> u64 {
        self.medium.as_ref().map_or(0, Medium::duration_ms)
    }

    /// Whether it plays into the publication.
    pub(super) fn publishes(&self) -> bool {
        self.phase == Phase::Playing && self.settings.aux
    }

    /// How far it is, in milliseconds.
    pub(crate) fn position_ms(&self) -> u64 {
        self.position_ms.round() as u64
    }

    /// Plays faster or slower from now on; a speed that can't be is left out. Its pitch goes with
    /// it.
    pub(crate) fn set_speed(&mut self, speed: f32) {
        if self.medium.is_some() && SPEEDS.contains(&speed) {
            self.speed = speed;
            self.converter = None;
        }
    }

    /// Goes to another place of the medium; says whether it can.
    pub(crate) fn seek(&mut self, ms: u64) -> bool {
        let can = match self.phase {
            Phase::Empty | Phase::Stopped | Phase::Ended => false,
            Phase::Loaded | Phase::Playing | Phase::Paused => ms <= self.duration_ms(),
        };
        can && self.go_to(ms)
    }

    fn take(&mut self, medium: Medium, begin_ms: u64) {
        self.medium = Some(medium);
        self.converter = None;
        self.drained = false;
        self.position_ms = begin_ms as f64;
    }

    fn go_to(&mut self, ms: u64) -> bool {
        let sought = self.medium.as_mut().is_some_and(|medium| medium.seek(ms));
        if sought {
            self.converter = None;
            self.drained = false;
            self.position_ms = ms as f64;
        }
        sought
    }

    /// The next 10 ms; `None` at the end of the medium.
    fn next_block(&mut self) -> Option<Vec<i16>> {
        let frames = HEARD.frames_of(0);
        if self.position_ms >= self.duration_ms() as f64 {
            let again = self.settings.repeat && self.left != Some(0) && self.duration_ms() > 0;
            self.left = self.left.map(|left| left.saturating_sub(1));
            if !(again && self.go_to(0)) {
                return None;
            }
        }
        let medium = self.medium.as_mut()?;
        let format = medium.format();
        let speed = self.speed;
        let converter = self.converter.get_or_insert_with(|| {
            // What is faster has more frames a second.
            let rate = (format.rate as f32 * speed).round() as u32;
            Converter::new(Format { rate, ..format }, HEARD)
        });
        while converter.frames() < frames && !self.drained {
            let samples = medium.more();
            self.drained = samples.is_empty();
            converter.push(&samples);
        }
        let samples = converter.pull(frames);
        let end = self.duration_ms() as f64;
        self.position_ms = (self.position_ms + 10.0 * f64::from(speed)).min(end);
        Some(samples)
    }
}

/// The event of a new state.
pub(super) fn changed(who: Who, state: i32, code: i32) -> Event {
    Event::Media(match who {
        Who::Player(player) => MediaEvent::PlayerState {
            player,
            state,
            code,
        },
        Who::Effect(effect) => MediaEvent::EffectState {
            player: super::effects::ONLY,
            effect,
            state,
            code,
        },
    })
}
