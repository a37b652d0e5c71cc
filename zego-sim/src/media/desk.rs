//! The media of one engine from init to uninit: its channels, the streams it plays, what the
//! program set, and the threads on which pictures and sound are handed out.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::clock::Clock;
use crate::cloud::Cloud;
use crate::engine::Life;
use crate::engine::play::Playback;
use crate::event::{Event, PlayQuality, PublishQuality};
use crate::instance::Instance;
use crate::outbox::When;
use crate::sdk_thread::{SdkThread, Tag};

use super::capture::Capturing;
use super::channel::{Channel, MAIN};
use super::effects::Effects;
use super::inlet::Inlet;
use super::monitor::Monitors;
use super::picture::Series;
use super::player::{Phase, Player, Who};
use super::recorder::Recordings;
use super::render::Render;
use super::settings::{Plays, Processing, Settings, heard};
use super::sink::Sink;
use super::voice::Watches;
use super::wire::Wire;

/// One engine's media.
pub(crate) struct Desk {
    instance: Weak<Instance>,
    cloud: Cloud,
    pub(super) clock: Arc<Clock>,
    audio: Arc<SdkThread>,
    video: Arc<SdkThread>,
    /// Nothing is told any more.
    ended: AtomicBool,
    /// The audio and video part runs.
    up: AtomicBool,
    channels: Mutex<BTreeMap<i32, Arc<Channel>>>,
    inlets: Mutex<Vec<Arc<Inlet>>>,
    players: Mutex<Vec<Arc<Player>>>,
    effects: Mutex<Effects>,
    recordings: Mutex<Recordings>,
    /// Whether a stream that is played is recorded.
    pub(super) records_streams: AtomicBool,
    /// When the audio and video part runs.
    starts_at: Mutex<Duration>,
    /// A component asked for the audio and video part; it runs from then on.
    wanted: AtomicBool,
    settings: Mutex<Settings>,
    monitors: Mutex<Monitors>,
    watches: Mutex<Watches>,
    capturing: Mutex<Capturing>,
    pub(super) render: Mutex<Render>,
    pub(super) ticking: AtomicBool,
}

impl Desk {
    pub(crate) fn new(instance: &Arc<Instance>, cloud: &Cloud) -> Arc<Self> {
        let clock = cloud.clock();
        let thread = |name| {
            let thread = SdkThread::named(name);
            thread.begin(&clock);
            thread
        };
        Arc::new(Self {
            instance: Arc::downgrade(instance),
            cloud: cloud.clone(),
            audio: thread("zego-sim-audio"),
            video: thread("zego-sim-video"),
            clock,
            ended: AtomicBool::new(false),
            up: AtomicBool::new(false),
            channels: Mutex::default(),
            inlets: Mutex::default(),
            players: Mutex::default(),
            effects: Mutex::default(),
            recordings: Mutex::default(),
            records_streams: AtomicBool::new(false),
            starts_at: Mutex::default(),
            wanted: AtomicBool::new(false),
            settings: Mutex::default(),
            monitors: Mutex::default(),
            watches: Mutex::default(),
            capturing: Mutex::default(),
            render: Mutex::default(),
            ticking: AtomicBool::new(false),
        })
    }

    /// Follows what the engine publishes and plays by now, and how.
    pub(crate) fn follow(self: &Arc<Self>, life: &Life) {
        {
            let mut settings = self.settings();
            settings.microphone_muted = life.settings.microphone_muted;
            settings.capture_volume = heard(life.settings.capture_volume.unwrap_or(100));
        }
        for (number, channel) in self.known_channels() {
            channel.withhold(life.withheld.get(&number).copied().unwrap_or_default());
            if !life.publications.get(&number).is_some_and(|p| p.publishing) {
                channel.connect(self, None);
            }
        }
        for (number, publication) in &life.publications {
            if publication.publishing {
                let stream = (publication.tag, &*publication.stream);
                self.channel(*number).connect(self, Some(stream));
            }
        }
        self.follow_playbacks(&life.playbacks);
        self.record_only(|stream| life.playbacks.iter().any(|p| *p.stream == *stream));
        self.keep_pace();
    }

    fn follow_playbacks(self: &Arc<Self>, playbacks: &[Playback]) {
        let mut inlets = self.inlets();
        inlets.retain(|inlet| {
            let plays = |p: &Playback| p.tag == inlet.tag && p.playing;
            let stays = playbacks.iter().any(plays);
            if !stays {
                inlet.close();
            }
            stays
        });
        for playback in playbacks.iter().filter(|p| p.playing) {
            let known = inlets.iter().find(|inlet| inlet.tag == playback.tag);
            let inlet = known.cloned().unwrap_or_else(|| {
                let wire = self.wire(&playback.stream);
                let inlet = Inlet::new(playback.tag, &playback.stream, self, wire);
                inlets.push(inlet.clone());
                inlet
            });
            inlet.set_plays(Plays {
                volume: heard(playback.volume),
                mute_audio: playback.audio_muted,
                mute_video: playback.video_muted,
            });
        }
    }

    /// The audio and video part started or stopped.
    pub(crate) fn set_up(self: &Arc<Self>, up: bool) {
        self.up.store(up, Ordering::Release);
        if !up {
            self.settings().kept_processing = Processing::default();
        }
        self.capturing().begin_anew();
        self.keep_pace();
    }

    /// Whether the audio and video part runs.
    pub(crate) fn is_up(&self) -> bool {
        self.up.load(Ordering::Acquire)
    }

    /// Whether the audio and video part has to run for what the program set.
    pub(crate) fn needs_to_run(&self) -> bool {
        self.settings().observers.any() || self.wanted.load(Ordering::Relaxed) || self.records_any()
    }

    /// A component needs the audio and video part from now on.
    pub(super) fn want_to_run(&self) {
        self.wanted.store(true, Ordering::Relaxed);
    }

    /// What is told at intervals.
    pub(super) fn monitors(&self) -> MutexGuard<'_, Monitors> {
        self.monitors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a voice is looked for.
    pub(super) fn watches(&self) -> MutexGuard<'_, Watches> {
        self.watches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The media players.
    pub(super) fn players(&self) -> MutexGuard<'_, Vec<Arc<Player>>> {
        self.players.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The media player of that index.
    pub(super) fn player(&self, index: i32) -> Option<Arc<Player>> {
        let players = self.players();
        let that = |player: &&Arc<Player>| player.who == Who::Player(index);
        players.iter().find(that).cloned()
    }

    /// The effects.
    pub(super) fn effects(&self) -> MutexGuard<'_, Effects> {
        self.effects.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that plays a medium: players and effects.
    pub(super) fn voices(&self) -> Vec<Arc<Player>> {
        let mut voices = self.players().clone();
        voices.extend(self.effects().all());
        voices
    }

    /// What is recorded.
    pub(super) fn recordings(&self) -> MutexGuard<'_, Recordings> {
        let recordings = self.recordings.lock();
        recordings.unwrap_or_else(PoisonError::into_inner)
    }

    /// The audio and video part will run at that time.
    pub(crate) fn starts_at(&self, due: Duration) {
        let mut starts_at = self
            .starts_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *starts_at = due;
    }

    /// When the audio and video part runs: a time that may be past.
    pub(crate) fn runs_at(&self) -> Duration {
        *self
            .starts_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Now, or when the audio and video part runs, if that is later. A time and not a while to
    /// wait, so that what is asked for in turn is done in turn.
    pub(super) fn once_up(&self) -> Duration {
        self.runs_at().max(self.clock.now())
    }

    /// The engine ends: when this returns, nothing is handed out any more.
    pub(crate) fn end(&self) {
        self.ended.store(true, Ordering::Release);
        for inlet in std::mem::take(&mut *self.inlets()) {
            inlet.close();
        }
        for voice in self.voices() {
            voice.end();
        }
        self.players().clear();
        *self.recordings() = Recordings::default();
        for thread in [&self.audio, &self.video] {
            thread.end();
            thread.wait_until_quiet(Duration::ZERO);
        }
    }

    /// What the program set.
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The channel of that number.
    pub(crate) fn channel(&self, number: i32) -> Arc<Channel> {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        let channel = channels.entry(number);
        channel.or_insert_with(|| Channel::new(number)).clone()
    }

    /// Whether the program renders sound by itself: its pulling is the clock then.
    pub(super) fn renders_by_pulling(&self) -> bool {
        self.channel(MAIN).has_custom_audio()
    }

    /// The channels that were used so far.
    pub(crate) fn known_channels(&self) -> Vec<(i32, Arc<Channel>)> {
        let channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.iter().map(|(n, c)| (*n, c.clone())).collect()
    }

    /// The streams that are played.
    pub(super) fn played(&self) -> Vec<Arc<Inlet>> {
        self.inlets().clone()
    }

    /// The flows of captured sound; not to be held while the program runs.
    pub(super) fn capturing(&self) -> MutexGuard<'_, Capturing> {
        let capturing = self.capturing.lock();
        capturing.unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether anything is heard: a stream or a media player.
    pub(super) fn plays_any(&self) -> bool {
        let playing = |player: &Arc<Player>| player.inner().phase == Phase::Playing;
        !self.inlets().is_empty() || self.voices().iter().any(playing)
    }

    /// The figures of a publication, counted since they were asked for last.
    pub(crate) fn publish_quality(&self, tag: Tag) -> PublishQuality {
        let channels = self.known_channels();
        let quality = channels.iter().find_map(|(_, c)| c.quality(tag));
        quality.unwrap_or_default()
    }

    /// The figures of a playback, counted since they were asked for last.
    pub(crate) fn play_quality(&self, tag: Tag) -> PlayQuality {
        let inlet = self.inlets().iter().find(|inlet| inlet.tag == tag).cloned();
        inlet.map_or_else(PlayQuality::default, |inlet| inlet.quality())
    }

    /// In which series the program renders a stream, when it does.
    pub(super) fn renders(&self, stream: &str) -> Option<Series> {
        let settings = self.settings();
        settings
            .render
            .filter(|_| !settings.unrendered.contains(stream))
    }

    /// Whether the program takes a stream's pictures encoded.
    pub(super) fn renders_encoded(&self, stream: &str) -> bool {
        let settings = self.settings();
        settings.render_encoded && !settings.unrendered.contains(stream)
    }

    /// In which series the program renders what a channel captures, when it does.
    pub(super) fn renders_captured(&self, channel: i32) -> Option<Series> {
        let settings = self.settings();
        settings
            .render
            .filter(|_| settings.render_captured.contains(&channel))
    }

    /// The way of a stream through the cloud.
    pub(super) fn wire(&self, stream: &str) -> Arc<Wire> {
        self.cloud.wires().get(stream)
    }

    /// The engine's time in milliseconds.
    pub(super) fn now_ms(&self) -> f64 {
        self.clock.now().as_secs_f64() * 1000.0
    }

    /// Tells the program on this thread, while the engine lives.
    pub(super) fn tell(&self, event: &Event) {
        if let Some(instance) = self.alive() {
            instance.tell(event);
        }
    }

    /// Tells the program on the SDK thread, while the engine lives.
    pub(super) fn tell_on_sdk_thread(self: &Arc<Self>, event: Event) {
        let now = When::In(Duration::ZERO);
        self.on_sdk_thread(now, move |desk| desk.tell(&event));
    }

    /// Hands something to the program on this thread, while the engine lives.
    pub(super) fn with_sink(&self, hand: impl FnOnce(&dyn Sink)) {
        if let Some(instance) = self.alive() {
            hand(instance.sink());
        }
    }

    /// Does `work` on the SDK thread.
    pub(super) fn on_sdk_thread(
        self: &Arc<Self>,
        when: When,
        work: impl FnOnce(&Arc<Self>) + Send + 'static,
    ) {
        if let Some(instance) = self.alive() {
            let desk = Arc::downgrade(self);
            let task = move || with(&desk, work);
            instance.sdk().post(when, None, Box::new(task));
        }
    }

    /// Does `work` on the thread for sound.
    pub(super) fn on_audio_thread(
        self: &Arc<Self>,
        when: When,
        work: impl FnOnce(&Arc<Self>) + Send + 'static,
    ) {
        self.on(&self.audio, when, work);
    }

    /// Does `work` on the thread for pictures.
    pub(super) fn on_video_thread(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Self>) + Send + 'static,
    ) {
        self.on(&self.video, When::In(Duration::ZERO), work);
    }

    fn on(
        self: &Arc<Self>,
        thread: &Arc<SdkThread>,
        when: When,
        work: impl FnOnce(&Arc<Self>) + Send + 'static,
    ) {
        if !self.ended.load(Ordering::Acquire) {
            let desk = Arc::downgrade(self);
            thread.post(when, None, Box::new(move || with(&desk, work)));
        }
    }

    fn alive(&self) -> Option<Arc<Instance>> {
        match self.ended.load(Ordering::Acquire) {
            true => None,
            false => self.instance.upgrade(),
        }
    }

    fn inlets(&self) -> MutexGuard<'_, Vec<Arc<Inlet>>> {
        self.inlets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn with(desk: &Weak<Desk>, work: impl FnOnce(&Arc<Desk>)) {
    if let Some(desk) = desk.upgrade()
        && !desk.ended.load(Ordering::Acquire)
    {
        work(&desk);
    }
}
