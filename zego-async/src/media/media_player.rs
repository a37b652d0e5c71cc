//! Media players: files, addresses and memory, played here and into what is published.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::oneshot;

use super::device::percent;
use super::frame::VideoFrame;
use super::outlet::Frame;
use super::outlets::Sole;
use super::pcm::AudioFrame;
use super::stream::FrameStream;
use super::{BLOCKS, PICTURES, check};
use crate::core::{Core, Scope};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::{
    CallKind, MediaPlayerBuffering, MediaPlayerProgress, MediaPlayerStateChanged, MediaState,
    Payload,
};
use crate::ffi::Native;
use crate::operation::Request;
use crate::streams::EventStream;
use crate::sync::Mutex;

/// What a media player plays.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum MediaSource {
    /// A file of this machine.
    File(std::path::PathBuf),
    /// An address: http, https and what else the SDK knows.
    Url(String),
    /// A whole file in memory.
    Memory(Bytes),
}

impl Engine {
    /// Makes a media player; the SDK has 10 at most at a time and refuses more (1008030).
    ///
    /// ```no_run
    /// # async fn f(engine: zego_async::Engine) -> zego_async::Result<()> {
    /// use zego_async::media::MediaSource;
    ///
    /// let player = engine.media_player().await?;
    /// player.load(MediaSource::File("jingle.wav".into())).await?;
    /// player.set_aux(true).await?; // also into what the main channel publishes
    /// player.start().await?;
    /// # Ok(()) }
    /// ```
    #[doc(alias = "zego_express_create_media_player")]
    pub async fn media_player(&self) -> Result<MediaPlayer> {
        let engine = self.clone();
        let made = self.core().lane.call(move || {
            let core = engine.core().clone();
            let (code, player) = core.native.create_media_player()?;
            check(code, "create a media player")?;
            let session = core.with_hub(|hub, _| hub.player_created(player));
            Ok(MediaPlayer {
                lease: Arc::new(Lease {
                    engine,
                    player,
                    session,
                    memory: Mutex::default(),
                    audio: AtomicUsize::new(0),
                    video: AtomicUsize::new(0),
                }),
            })
        });
        made.await?
    }
}

/// A media player. Cheap to clone; it is destroyed when the last clone goes. It keeps the engine
/// alive. In an engine that is in one room at a time it stops when the room is left.
///
/// While the main channel's sound comes from an [`AudioSink`](super::AudioSink), the pulling is its
/// clock: it plays as fast as [`audio_pull`](Engine::audio_pull) takes sound, and not at all while
/// nobody pulls. (So the SDK was recorded; ZEGO's documentation doesn't say it.)
#[derive(Clone)]
pub struct MediaPlayer {
    lease: Arc<Lease>,
}

struct Lease {
    engine: Engine,
    player: i32,
    session: u64,
    /// What is played from memory, which the SDK may read until something else is loaded.
    memory: Mutex<Vec<Bytes>>,
    /// How many streams of frames there are.
    audio: AtomicUsize,
    video: AtomicUsize,
}

/// What a player is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlayerCommand {
    Start,
    Stop,
    Pause,
    Resume,
}

/// What of a player is set.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PlayerSetting {
    Volume(i32),
    PlayVolume(i32),
    PublishVolume(i32),
    Speed(f32),
    Repeat(bool),
    Aux(bool),
    MuteLocal(bool),
    ProgressInterval(u64),
    AudioFrames(bool),
    VideoFrames(bool),
}

impl MediaPlayer {
    /// The SDK's number of the player.
    pub fn index(&self) -> i32 {
        self.lease.player
    }

    /// Loads what is to be played, and waits until it is known to be playable. Loads of one player
    /// are answered one after the other.
    #[doc(alias = "zego_express_media_player_load_resource")]
    #[doc(alias = "zego_express_media_player_load_resource_from_media_data")]
    pub fn load(&self, source: MediaSource) -> Request<()> {
        let lease = self.lease.clone();
        Request::new("load media", async move {
            let path = match &source {
                MediaSource::Memory(_) => None,
                MediaSource::Url(url) => Some(url.clone()),
                MediaSource::File(file) => Some(
                    file.to_str()
                        .ok_or_else(|| Error::invalid("file", "has a name that is not UTF-8"))?
                        .to_owned(),
                ),
            };
            if let Some(path) = &path {
                crate::ids::text_fits("resource", path, 2047)?;
            }
            let (outcome, loaded) = oneshot::channel();
            let core = lease.engine.core().clone();
            core.lane
                .clone()
                .call(move || {
                    let player = lease.player;
                    let ticket = core.with_hub(|hub, _| hub.begin_load(player, outcome));
                    let code = match (&path, source) {
                        (Some(path), _) => core.native.load_media(player, path),
                        (None, MediaSource::Memory(data)) => {
                            let code = core.native.load_media_data(player, &data);
                            // What was loaded before may be read until this one is: both stay.
                            let mut memory = lease.memory.lock();
                            if memory.len() > 1 {
                                memory.remove(0);
                            }
                            memory.push(data);
                            code
                        }
                        (None, _) => return Ok(()),
                    };
                    refused(
                        &core,
                        ticket,
                        code.and_then(|code| check(code, "load media")),
                    )
                })
                .await??;
            settled(loaded).await
        })
    }

    /// Plays from the beginning what is loaded, and waits until it plays. The SDK refuses it while
    /// it plays or is paused (1008014), and with nothing loaded (1008003).
    #[doc(alias = "zego_express_media_player_start")]
    pub fn start(&self) -> Request<()> {
        self.command(PlayerCommand::Start, MediaState::Playing)
    }

    /// Halts, and waits until it has. The SDK refuses it unless it plays (1008099).
    #[doc(alias = "zego_express_media_player_pause")]
    pub fn pause(&self) -> Request<()> {
        self.command(PlayerCommand::Pause, MediaState::Paused)
    }

    /// Goes on, and waits until it plays. The SDK refuses it unless it is paused (1008099).
    #[doc(alias = "zego_express_media_player_resume")]
    pub fn resume(&self) -> Request<()> {
        self.command(PlayerCommand::Resume, MediaState::Playing)
    }

    /// Stops. The SDK refuses it if it neither plays nor is paused (1008099).
    #[doc(alias = "zego_express_media_player_stop")]
    pub fn stop(&self) -> Request<()> {
        self.command(PlayerCommand::Stop, MediaState::NoPlay)
    }

    fn command(&self, command: PlayerCommand, wanted: MediaState) -> Request<()> {
        let lease = self.lease.clone();
        let tried = format!("{command:?} media player {}", lease.player);
        Request::new(tried.clone(), async move {
            let (outcome, reached) = oneshot::channel();
            let core = lease.engine.core().clone();
            core.lane
                .clone()
                .call(move || {
                    let player = lease.player;
                    let ticket = core.with_hub(|hub, _| hub.begin_state(player, wanted, outcome));
                    let code = core.native.command_player(player, command);
                    let called = code.and_then(|code| check(code, tried));
                    if let (Ok(()), Some(ticket)) = (&called, ticket) {
                        core.with_hub(|hub, effects| {
                            hub.state_taken(player, ticket, wanted, effects);
                        });
                    }
                    refused(&core, ticket, called)
                })
                .await??;
            settled(reached).await
        })
    }

    /// Goes to a place, and waits until it is there.
    #[doc(alias = "zego_express_media_player_seek_to")]
    pub fn seek(&self, to: Duration) -> Request<()> {
        let (lease, millis) = (self.lease.clone(), to.as_millis() as u64);
        let tried = format!("seek media player {}", lease.player);
        Request::new(tried.clone(), async move {
            let player = lease.player;
            let call = move |native: &Native| native.seek_player(player, millis);
            let core = lease.engine.core();
            core.call_for_result(CallKind::MediaPlayerSeek, tried, call)
                .await
                .map(drop)
        })
    }

    /// How long the loaded medium is.
    #[doc(alias = "zego_express_media_player_get_total_duration")]
    pub async fn duration(&self) -> Result<Duration> {
        let player = self.lease.player;
        let call = move |native: &Native| native.player_duration(player);
        let millis = self.core().read("get the duration", call).await?;
        Ok(Duration::from_millis(millis))
    }

    /// Where the player is.
    #[doc(alias = "zego_express_media_player_get_current_progress")]
    pub async fn position(&self) -> Result<Duration> {
        let player = self.lease.player;
        let call = move |native: &Native| native.player_position(player);
        let millis = self.core().read("get the position", call).await?;
        Ok(Duration::from_millis(millis))
    }

    /// How loud it is here and in what is published, 0 to 200; 60 if not set.
    #[doc(alias = "zego_express_media_player_set_volume")]
    pub async fn set_volume(&self, volume: u32) -> Result<()> {
        self.set(PlayerSetting::Volume(percent(volume, 200)?)).await
    }

    /// How loud it is here, 0 to 200.
    #[doc(alias = "zego_express_media_player_set_play_volume")]
    pub async fn set_play_volume(&self, volume: u32) -> Result<()> {
        self.set(PlayerSetting::PlayVolume(percent(volume, 200)?))
            .await
    }

    /// How loud it is in what is published, 0 to 200.
    #[doc(alias = "zego_express_media_player_set_publish_volume")]
    pub async fn set_publish_volume(&self, volume: u32) -> Result<()> {
        self.set(PlayerSetting::PublishVolume(percent(volume, 200)?))
            .await
    }

    /// How fast it plays, 0.3 to 4; 1 as it is.
    #[doc(alias = "zego_express_media_player_set_play_speed")]
    pub async fn set_speed(&self, speed: f32) -> Result<()> {
        if !(0.3..=4.0).contains(&speed) {
            return Err(Error::invalid(
                "speed",
                format_args!("is {speed}, must be 0.3 to 4"),
            ));
        }
        self.set(PlayerSetting::Speed(speed)).await
    }

    /// Begins again at the end, for ever.
    #[doc(alias = "zego_express_media_player_enable_repeat")]
    pub async fn set_repeat(&self, on: bool) -> Result<()> {
        self.set(PlayerSetting::Repeat(on)).await
    }

    /// Mixes its sound into what the main channel publishes.
    #[doc(alias = "zego_express_media_player_enable_aux")]
    pub async fn set_aux(&self, on: bool) -> Result<()> {
        self.set(PlayerSetting::Aux(on)).await
    }

    /// Doesn't let it be heard here.
    #[doc(alias = "zego_express_media_player_mute_local_audio")]
    pub async fn mute_local(&self, mute: bool) -> Result<()> {
        self.set(PlayerSetting::MuteLocal(mute)).await
    }

    /// How often [`progress`](Self::progress) tells; every second if not set.
    #[doc(alias = "zego_express_media_player_set_progress_interval")]
    pub async fn set_progress_interval(&self, interval: Duration) -> Result<()> {
        let millis = interval.as_millis() as u64;
        self.set(PlayerSetting::ProgressInterval(millis)).await
    }

    async fn set(&self, setting: PlayerSetting) -> Result<()> {
        let player = self.lease.player;
        let tried = format!("set {setting:?} of media player {player}");
        self.core()
            .control(tried, move |native| native.set_player(player, setting))
            .await
    }

    /// State changes, until the player is destroyed.
    #[doc(alias = "zego_register_media_player_state_update_callback")]
    pub fn states(&self) -> EventStream<MediaPlayerStateChanged> {
        self.events()
    }

    /// How far it is, every second or as [set](Self::set_progress_interval).
    #[doc(alias = "zego_register_media_player_playing_progress_callback")]
    pub fn progress(&self) -> EventStream<MediaPlayerProgress> {
        self.events()
    }

    /// When it waits for the network, and when it goes on.
    #[doc(alias = "zego_register_media_player_network_event_callback")]
    pub fn buffering(&self) -> EventStream<MediaPlayerBuffering> {
        self.events()
    }

    /// Its sound from now on, in the format of the medium.
    #[doc(alias = "zego_express_media_player_enable_audio_data")]
    pub async fn audio_frames(&self) -> Result<FrameStream<AudioFrame>> {
        self.frames(Kind::Audio, BLOCKS, |core, player| {
            core.media.player_audio.get(player)
        })
        .await
    }

    /// Its pictures from now on, as I420.
    #[doc(alias = "zego_express_media_player_enable_video_data")]
    pub async fn video_frames(&self) -> Result<FrameStream<VideoFrame>> {
        self.frames(Kind::Video, PICTURES, |core, player| {
            core.media.player_video.get(player)
        })
        .await
    }

    async fn frames<F: Frame>(
        &self,
        kind: Kind,
        capacity: usize,
        outlet: fn(&Core, usize) -> Option<&Sole<F>>,
    ) -> Result<FrameStream<F>> {
        let lease = self.lease.clone();
        let made = self.core().lane.call(move || {
            let core = lease.engine.core().clone();
            let outlet = usize::try_from(lease.player)
                .ok()
                .and_then(|player| outlet(&core, player))
                .ok_or_else(|| Error::invalid("media player", "has a number that is unknown"))?;
            let seat = outlet.join(capacity, lease.session);
            if kind.count(&lease).fetch_add(1, SeqCst) == 0 {
                let code = core.native.set_player(lease.player, kind.setting(true));
                if let Err(error) = code.and_then(|code| check(code, "hand frames out")) {
                    kind.count(&lease).fetch_sub(1, SeqCst);
                    return Err(error);
                }
            }
            let part = Part {
                lease: Arc::downgrade(&lease),
                kind,
            };
            Ok(FrameStream::new(seat, Some(Box::new(part))))
        });
        made.await?
    }

    fn core(&self) -> &Arc<Core> {
        self.lease.engine.core()
    }

    #[allow(private_bounds)]
    fn events<T: Payload>(&self) -> EventStream<T> {
        let scope = Scope::MediaPlayer {
            player: self.lease.player,
            session: self.lease.session,
        };
        EventStream::new(self.core().subscribe(Some(&[T::TOPIC]), scope))
    }
}

/// Which frames of a player.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Audio,
    Video,
}

impl Kind {
    fn count(self, lease: &Lease) -> &AtomicUsize {
        match self {
            Self::Audio => &lease.audio,
            Self::Video => &lease.video,
        }
    }

    fn setting(self, on: bool) -> PlayerSetting {
        match self {
            Self::Audio => PlayerSetting::AudioFrames(on),
            Self::Video => PlayerSetting::VideoFrames(on),
        }
    }
}

/// One stream's part in a player's frames, given up when it is dropped.
struct Part {
    lease: std::sync::Weak<Lease>,
    kind: Kind,
}

impl Drop for Part {
    fn drop(&mut self) {
        let Some(lease) = self.lease.upgrade() else {
            return;
        };
        let (lane, kind) = (lease.engine.core().lane.clone(), self.kind);
        lane.push(move || {
            if kind.count(&lease).fetch_sub(1, SeqCst) == 1 {
                let native = &lease.engine.core().native;
                let off = native.set_player(lease.player, kind.setting(false));
                tracing::debug!(player = lease.player, ?off, "frames of a media player off");
            }
        });
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (core, player, session) = (self.engine.core().clone(), self.player, self.session);
        // The SDK may read it until the player is destroyed.
        let memory = std::mem::take(&mut *self.memory.lock());
        self.engine.core().lane.push(move || {
            let destroyed = core.native.destroy_media_player(player);
            if !matches!(destroyed, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, player, ?destroyed, "media player stays");
            }
            core.with_hub(|hub, effects| hub.player_destroyed(player, session, effects));
            core.media.player_over(player, session);
            drop(memory);
        });
    }
}

impl fmt::Debug for MediaPlayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaPlayer")
            .field("index", &self.lease.player)
            .finish_non_exhaustive()
    }
}

/// Gives the place of who waits up if the call was refused.
pub(super) fn refused(core: &Core, ticket: Option<u64>, called: Result<()>) -> Result<()> {
    if let (Err(_), Some(ticket)) = (&called, ticket) {
        core.with_hub(|hub, _| hub.give_up(ticket));
    }
    called
}

/// What was settled; an engine that goes settles nothing more.
pub(super) async fn settled(outcome: oneshot::Receiver<Result<()>>) -> Result<()> {
    outcome.await.unwrap_or_else(|_| Err(Error::engine_gone()))
}
