//! The audio effect player: short sounds, several at a time.

use std::collections::HashSet;
use std::fmt;
use std::future::IntoFuture;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use super::check;
use super::device::percent;
use super::media_player::{PlayerCommand, refused, settled};
use crate::core::{Core, Scope};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::{AudioEffectStateChanged, CallKind, Payload};
use crate::ffi::{Called, Native};
use crate::operation::{Operation, Request};
use crate::streams::EventStream;
use crate::sync::Mutex;

impl Engine {
    /// Makes the audio effect player; the SDK has one at a time.
    ///
    /// ```no_run
    /// # async fn f(engine: zego_async::Engine) -> zego_async::Result<()> {
    /// let effects = engine.effect_player().await?;
    /// effects.load(1, "ding.wav").await?;
    /// effects.start(1).publish(true).await?;
    /// # Ok(()) }
    /// ```
    #[doc(alias = "zego_express_create_audio_effect_player")]
    pub async fn effect_player(&self) -> Result<EffectPlayer> {
        let engine = self.clone();
        let made = self.core().lane.call(move || {
            let (code, player) = engine.core().native.create_effect_player()?;
            check(code, "create an audio effect player")?;
            let lease = Arc::new(Lease {
                engine,
                player,
                loading: Arc::default(),
            });
            Ok(EffectPlayer { lease })
        });
        made.await?
    }
}

/// Plays short sounds, each under a number of the caller's. Cheap to clone; it is destroyed when
/// the last clone goes. It keeps the engine alive. Where an [`AudioSink`](super::AudioSink) takes
/// the place of the microphone, pulling is its clock, as of a [`MediaPlayer`](super::MediaPlayer).
#[derive(Clone)]
pub struct EffectPlayer {
    lease: Arc<Lease>,
}

struct Lease {
    engine: Engine,
    player: i32,
    /// Effects whose load hasn't been answered yet.
    loading: Arc<Mutex<HashSet<u32>>>,
}

/// A load whose result hasn't come yet, whether or not anybody waits for it.
struct Loading {
    all: Arc<Mutex<HashSet<u32>>>,
    effect: u32,
}

impl Loading {
    fn begin(lease: &Arc<Lease>, effect: u32) -> Result<Self> {
        let all = lease.loading.clone();
        if !all.lock().insert(effect) {
            return Err(Error::invalid(
                "effect",
                format_args!("{effect} is being loaded already"),
            ));
        }
        Ok(Self { all, effect })
    }
}

impl Drop for Loading {
    fn drop(&mut self) {
        self.all.lock().remove(&self.effect);
    }
}

impl EffectPlayer {
    /// Loads a file of up to 30 seconds as an effect; 15 can be loaded. One that is loaded already
    /// is refused (1014001).
    ///
    /// One that is just being loaded, also for a future that was dropped, is refused by name before
    /// the SDK sees it: the SDK would mix up the two results.
    #[doc(alias = "zego_express_audio_effect_player_load_resource")]
    pub fn load(&self, effect: u32, file: impl AsRef<Path>) -> Request<()> {
        let file = path(file.as_ref());
        let lease = self.lease.clone();
        let tried = format!("load effect {effect}");
        Request::new(tried.clone(), async move {
            let loading = Box::new(Loading::begin(&lease, effect)?);
            let (core, player) = (lease.engine.core(), lease.player);
            let call = move |native: &Native| native.load_effect(player, effect, &file?);
            core.call_alone(CallKind::AudioEffectLoad, tried, loading, call)
                .await
                .map(drop)
        })
    }

    /// Forgets what was loaded.
    #[doc(alias = "zego_express_audio_effect_player_unload_resource")]
    pub async fn unload(&self, effect: u32) -> Result<()> {
        let player = self.lease.player;
        self.core()
            .control(format!("unload effect {effect}"), move |native| {
                native.unload_effect(player, effect)
            })
            .await
    }

    /// Starts an effect, and waits until it plays.
    #[doc(alias = "zego_express_audio_effect_player_start")]
    pub fn start(&self, effect: u32) -> StartEffect {
        StartEffect {
            lease: self.lease.clone(),
            effect,
            file: None,
            count: 1,
            publish: false,
        }
    }

    /// Stops an effect. The SDK tells no state of it.
    #[doc(alias = "zego_express_audio_effect_player_stop")]
    pub async fn stop(&self, effect: u32) -> Result<()> {
        self.command(effect, PlayerCommand::Stop).await
    }

    /// Halts an effect.
    #[doc(alias = "zego_express_audio_effect_player_pause")]
    pub async fn pause(&self, effect: u32) -> Result<()> {
        self.command(effect, PlayerCommand::Pause).await
    }

    /// Lets an effect go on.
    #[doc(alias = "zego_express_audio_effect_player_resume")]
    pub async fn resume(&self, effect: u32) -> Result<()> {
        self.command(effect, PlayerCommand::Resume).await
    }

    async fn command(&self, effect: u32, command: PlayerCommand) -> Result<()> {
        let player = self.lease.player;
        self.core()
            .control(format!("{command:?} effect {effect}"), move |native| {
                native.command_effect(player, effect, command)
            })
            .await
    }

    /// Goes to a place of an effect, and waits until it is there.
    #[doc(alias = "zego_express_audio_effect_player_seek_to")]
    pub fn seek(&self, effect: u32, to: Duration) -> Request<()> {
        let millis = to.as_millis() as u64;
        self.request(
            format!("seek effect {effect}"),
            CallKind::AudioEffectSeek,
            move |native, player| native.seek_effect(player, effect, millis),
        )
    }

    /// How loud an effect is, 0 to 200; 100 as it is.
    #[doc(alias = "zego_express_audio_effect_player_set_volume")]
    pub async fn set_volume(&self, effect: u32, volume: u32) -> Result<()> {
        let (player, volume) = (self.lease.player, percent(volume, 200)?);
        self.core()
            .control(
                format!("set the volume of effect {effect}"),
                move |native| native.set_effect_volume(player, effect, volume),
            )
            .await
    }

    /// State changes of all effects, until the engine goes.
    #[doc(alias = "zego_register_audio_effect_play_state_update_callback")]
    pub fn states(&self) -> EventStream<AudioEffectStateChanged> {
        let topics = Some(&[AudioEffectStateChanged::TOPIC][..]);
        EventStream::new(self.core().subscribe(topics, Scope::Engine))
    }

    fn request(
        &self,
        tried: String,
        kind: CallKind,
        call: impl FnOnce(&Native, i32) -> Result<Called> + Send + 'static,
    ) -> Request<()> {
        let lease = self.lease.clone();
        Request::new(tried.clone(), async move {
            let player = lease.player;
            let core = lease.engine.core();
            core.call_for_result(kind, tried, move |native| call(native, player))
                .await
                .map(drop)
        })
    }

    fn core(&self) -> &Arc<Core> {
        self.lease.engine.core()
    }
}

/// An effect that is to be started; awaiting it waits until it plays.
///
/// # Cancel safety
///
/// It begins when it is first polled. Once begun, the effect plays even if the future is dropped.
#[must_use = "an effect starts when this is awaited"]
pub struct StartEffect {
    lease: Arc<Lease>,
    effect: u32,
    file: Option<PathBuf>,
    count: u32,
    publish: bool,
}

impl StartEffect {
    /// Plays a file that wasn't loaded before.
    pub fn file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// How often it is played; once if not set, 0 for ever.
    pub fn count(mut self, count: u32) -> Self {
        self.count = count;
        self
    }

    /// Mixes it into what is published too.
    pub fn publish(mut self, on: bool) -> Self {
        self.publish = on;
        self
    }

    async fn run(self) -> Result<()> {
        let Self {
            lease,
            effect,
            file,
            count,
            publish,
        } = self;
        let file = file.as_deref().map(path).transpose()?;
        let (outcome, started) = oneshot::channel();
        let core = lease.engine.core().clone();
        core.lane
            .clone()
            .call(move || {
                let ticket = core.with_hub(|hub, _| hub.begin_effect(effect, outcome));
                let code =
                    core.native
                        .start_effect(lease.player, effect, file.as_deref(), count, publish);
                let called =
                    code.and_then(|code| check(code, format_args!("start effect {effect}")));
                refused(&core, Some(ticket), called)
            })
            .await??;
        settled(started).await
    }
}

impl IntoFuture for StartEffect {
    type Output = Result<()>;
    type IntoFuture = Operation<()>;

    fn into_future(self) -> Self::IntoFuture {
        Operation::new(String::new, None, self.run())
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (core, player) = (self.engine.core().clone(), self.player);
        self.engine.core().lane.push(move || {
            let destroyed = core.native.destroy_effect_player(player);
            if !matches!(destroyed, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, ?destroyed, "the effect player stays");
            }
            core.with_hub(|hub, effects| hub.effects_stopped(effects));
        });
    }
}

impl fmt::Debug for EffectPlayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EffectPlayer").finish_non_exhaustive()
    }
}

impl fmt::Debug for StartEffect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StartEffect")
            .field("effect", &self.effect)
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

fn path(file: &Path) -> Result<String> {
    let file = file
        .to_str()
        .ok_or_else(|| Error::invalid("file", "has a name that is not UTF-8"))?;
    crate::ids::text_fits("file", file, 1023)?;
    Ok(file.to_owned())
}
