//! How an engine is made.

use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

use crate::config::{LogConfig, RoomMode, Scenario, Secret, advanced_config};
use crate::core::{Core, Lane, keeper};
use crate::engine::Engine;
use crate::error::{Error, ErrorCode, ErrorKind, Result};
use crate::event::Channel;
use crate::ffi::{InitProfile, Native};
use crate::media::VideoRender;
use crate::operation::Operation;
use crate::sdk::{OnlyInstance, Sdk};
use crate::token::{TokenProvider, Tokens};

/// How many events a stream holds for a reader that is slow, if nothing else is set.
const DEFAULT_CAPACITY: usize = 1024;

/// Makes an engine; awaiting it gives the [`Engine`].
///
/// ```
/// # #[cfg(feature = "sim")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
/// use zego_async::{Scenario, Sdk};
///
/// let sign = "0".repeat(64);
/// let engine = Sdk::embedded()
///     .engine(1)
///     .app_sign(&sign)
///     .scenario(Scenario::HighQualityVideoCall)
///     .advanced("room_retry_time", "60")
///     .await?;
/// engine.destroy().await?;
/// # Ok(()) }
/// # #[cfg(not(feature = "sim"))] fn main() {}
/// ```
#[derive(Debug, Clone)]
#[must_use = "an engine is made when its builder is awaited"]
pub struct EngineBuilder {
    sdk: Sdk,
    app_id: u32,
    app_sign: Secret,
    scenario: Scenario,
    room_mode: RoomMode,
    log: Option<LogConfig>,
    advanced: Vec<(String, String)>,
    camera: bool,
    render: Option<VideoRender>,
    capacity: usize,
    timeout: Option<Duration>,
    tokens: Option<Tokens>,
}

impl EngineBuilder {
    pub(crate) fn new(sdk: Sdk, app_id: u32) -> Self {
        Self {
            sdk,
            app_id,
            app_sign: Secret::default(),
            scenario: Scenario::Default,
            room_mode: RoomMode::Single,
            log: None,
            advanced: Vec::new(),
            camera: true,
            render: None,
            capacity: DEFAULT_CAPACITY,
            timeout: None,
            tokens: None,
        }
    }

    /// Proves the app by its sign, 64 hexadecimal digits from the console.
    ///
    /// Without it each login needs a token, which is the better way: a sign in a client can be
    /// read by everybody who has the client.
    pub fn app_sign(mut self, sign: impl Into<String>) -> Self {
        self.app_sign = Secret::new(sign);
        self
    }

    /// Who gets the tokens: asked at each login that brings none, and again before one ends.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Tokens::new(provider));
        self
    }

    /// What the engine is used for; [`Scenario::Default`] if not set.
    #[doc(alias = "zego_express_set_room_scenario")]
    pub fn scenario(mut self, scenario: Scenario) -> Self {
        self.scenario = scenario;
        self
    }

    /// Whether the engine may be in several rooms at once; it may not if this is not set.
    #[doc(alias = "zego_express_set_room_mode")]
    pub fn room_mode(mut self, mode: RoomMode) -> Self {
        self.room_mode = mode;
        self
    }

    /// Where the SDK writes its own logs.
    #[doc(alias = "zego_express_set_log_config")]
    pub fn log(mut self, log: LogConfig) -> Self {
        self.log = Some(log);
        self
    }

    /// Adds a setting of the SDK by its name, such as `room_retry_time` or `max_channels`.
    ///
    /// All settings together have at most 2047 bytes.
    #[doc(alias = "zego_express_set_engine_config")]
    pub fn advanced(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.advanced.push((key.into(), value.into()));
        self
    }

    /// Whether channels capture from a camera; they do if this is not set.
    ///
    /// Programs that send only sound switch it off: video is billed even when it is black.
    #[doc(alias = "zego_express_enable_camera")]
    pub fn camera(mut self, on: bool) -> Self {
        self.camera = on;
        self
    }

    /// Has the SDK hand out the pictures of playbacks and previews instead of drawing them; needed
    /// by [`Playback::video_frames`](crate::Playback::video_frames). It doesn't if this is not
    /// set.
    ///
    /// The SDK wants to know before anything is previewed or played, and for all streams alike.
    /// On Linux it draws nothing: this is the only way to see anything.
    #[doc(alias = "zego_express_enable_custom_video_render")]
    pub fn video_render(mut self, render: VideoRender) -> Self {
        self.render = Some(render);
        self
    }

    /// How many events a stream holds for a reader that is slow; 1024 if not set.
    pub fn event_capacity(mut self, events: usize) -> Self {
        self.capacity = events;
        self
    }

    /// Gives up after `timeout`; what was made until then is destroyed.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    fn check(&self) -> Result<()> {
        if self.app_id == 0 {
            return Err(Error::invalid("app id", "must not be 0"));
        }
        let sign = self.app_sign.as_str();
        if !sign.is_empty() {
            if sign.len() != 64 {
                let len = sign.len();
                return Err(Error::invalid(
                    "app sign",
                    format_args!("has {len} bytes, must have 64"),
                ));
            }
            if !sign.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err(Error::invalid(
                    "app sign",
                    "must be hexadecimal digits only",
                ));
            }
        }
        if self.capacity == 0 {
            return Err(Error::invalid("event capacity", "must not be 0"));
        }
        self.log.as_ref().map_or(Ok(()), LogConfig::check)
    }

    async fn make(self) -> Result<Engine> {
        self.check()?;
        let advanced = advanced_config(&self.advanced)?;
        let runtime = Handle::try_current().map_err(|_| {
            Error::new(
                ErrorKind::InvalidInput,
                "an engine must be made inside a tokio runtime",
            )
        })?;
        let lane = Lane::new(pool(&runtime));
        let (sdk, tokens) = (self.sdk.clone(), self.tokens.clone());
        let made = lane
            .clone()
            .call(move || self.create(&lane, &advanced))
            .await??;
        let core = made.claim().ok_or_else(Error::engine_gone)?;
        sdk.add_engine(&core);
        runtime.spawn(keeper::keep(core.clone()));
        Ok(Engine::new(core, sdk, tokens))
    }

    /// The calls, in the order that the SDK wants. Runs on the lane.
    fn create(self, lane: &Arc<Lane>, advanced: &str) -> Result<Unclaimed> {
        let native = Native::create(self.sdk.library())?;
        let only = match native.is_only_instance() {
            true => Some(OnlyInstance::take(self.sdk.library())?),
            false => None,
        };
        let core = Core::new(
            native,
            lane.clone(),
            self.room_mode,
            self.render,
            self.capacity,
        );
        *core.on_gone.lock() = Some(Box::new(move || drop(only)));
        core.listen();
        match self.configure(&core.native, advanced) {
            Ok(()) => Ok(Unclaimed(Some(core))),
            Err(error) => {
                core.abandon();
                Err(error)
            }
        }
    }

    fn configure(&self, native: &Native, advanced: &str) -> Result<()> {
        let ok = |tried: &str, code: ErrorCode| match code.is_success() {
            true => Ok(()),
            false => Err(Error::sdk(tried, code)),
        };
        if let Some(log) = &self.log {
            ok("set the log folder", native.set_log_config(log)?)?;
        }
        let multi = self.room_mode == RoomMode::Multi;
        // The mode outlives engines in the library: it is set each time, where it can be.
        match native.set_room_mode(multi) {
            Ok(code) => ok("set the room mode", code)?,
            Err(error) if multi => return Err(error),
            Err(_) => {}
        }
        if !advanced.is_empty() {
            ok(
                "set the advanced config",
                native.set_engine_config(advanced)?,
            )?;
        }
        let profile = InitProfile {
            app_id: self.app_id,
            app_sign: self.app_sign.as_str(),
            scenario: self.scenario.raw(),
        };
        ok("create the engine", native.init(&profile)?)?;
        if let Some(render) = self.render {
            ok("hand pictures out", native.enable_video_render(render)?)?;
            if render != VideoRender::Encoded {
                hand_captured_out(native);
            }
        }
        if !self.camera {
            for channel in Channel::ALL {
                ok(
                    "switch the camera off",
                    native.enable_camera(false, channel)?,
                )?;
            }
        }
        Ok(())
    }
}

/// Has the SDK hand out what channels capture, too, which is a setting of its own. A library that
/// can't does everything else, so that is told and no error.
fn hand_captured_out(native: &Native) {
    for channel in Channel::ALL {
        let on = native.enable_captured_render(channel);
        if !matches!(on, Ok(code) if code.is_success()) {
            tracing::warn!(?channel, ?on, "there will be no pictures of the preview");
        }
    }
}

#[cfg(not(loom))]
fn pool(runtime: &Handle) -> crate::sync::Pool {
    runtime.clone()
}

#[cfg(loom)]
fn pool(runtime: &Handle) -> crate::sync::Pool {
    runtime.clone().into()
}

impl IntoFuture for EngineBuilder {
    type Output = Result<Engine>;
    type IntoFuture = Operation<Engine>;

    fn into_future(self) -> Self::IntoFuture {
        let timeout = self.timeout;
        Operation::new(|| "create the engine".to_owned(), timeout, self.make())
    }
}

/// An engine that nobody has a handle to yet: dropped before it is claimed, it ends.
struct Unclaimed(Option<Arc<Core>>);

impl Unclaimed {
    fn claim(mut self) -> Option<Arc<Core>> {
        self.0.take()
    }
}

impl Drop for Unclaimed {
    fn drop(&mut self) {
        if let Some(core) = &self.0 {
            core.close();
        }
    }
}
