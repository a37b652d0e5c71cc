//! The other side of the call on the embedded engine: who answers, who doesn't, and what the
//! cloud does to the caller.

use std::time::Duration;

use clap::ValueEnum;
use tokio::time::sleep;
use zego_async::{ErrorCode, Result, Scenario, Sdk};
use zego_sim::{Cloud, Fault, Kick, Operation};

use crate::Options;
use crate::account::Account;

/// Between two things that the other side does.
const PAUSE: Duration = Duration::from_millis(400);

/// What happens to the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scene {
    /// The other side answers, talks, and leaves.
    Answered,
    /// Nobody answers.
    NoAnswer,
    /// The caller hangs up while it rings.
    HangUpWhileRinging,
    /// The caller hangs up while the login is under way.
    HangUpInLogin,
    /// A server kicks the caller out in the middle of the call.
    Kicked,
    /// The cloud refuses the login.
    Refused,
    /// The cloud never answers the login.
    Silence,
    /// The other side answers and stays, until the caller hangs up with Ctrl-C.
    Endless,
}

impl Scene {
    /// All that end by themselves.
    pub(crate) const ALL: [Self; 7] = [
        Self::Answered,
        Self::NoAnswer,
        Self::HangUpWhileRinging,
        Self::HangUpInLogin,
        Self::Kicked,
        Self::Refused,
        Self::Silence,
    ];

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Answered => "the other side answers, talks, and leaves",
            Self::NoAnswer => "nobody answers",
            Self::HangUpWhileRinging => "the caller hangs up while it rings",
            Self::HangUpInLogin => "the caller hangs up while the login is under way",
            Self::Kicked => "a server kicks the caller out in the middle of the call",
            Self::Refused => "the cloud refuses the login",
            Self::Silence => "the cloud never answers the login",
            Self::Endless => "the other side stays until the caller hangs up with Ctrl-C",
        }
    }

    /// Makes the cloud ready for what is to happen.
    pub(crate) fn prepare(self, sdk: &Sdk, options: &Options) -> Stage {
        let cloud = Cloud::of(options.account.app_id());
        match self {
            Self::Refused => {
                let code = ErrorCode::ROOM_ERROR_AUTHENTICATION_FAILED.value();
                cloud.fail_next(Operation::Login, Fault::Refuse(code));
            }
            Self::Silence | Self::HangUpInLogin => cloud.fail_next(Operation::Login, Fault::Hold),
            _ => {}
        }
        Stage {
            scene: self,
            cloud,
            sdk: sdk.clone(),
            account: options.account.clone(),
            room: options.room.clone(),
            caller: options.user.clone(),
        }
    }
}

/// A scene that is played.
pub(crate) struct Stage {
    scene: Scene,
    cloud: Cloud,
    sdk: Sdk,
    account: Account,
    room: String,
    caller: String,
}

impl Stage {
    /// What the other side does. Ends only if something is wrong.
    pub(crate) async fn other_side(&self) -> Result<()> {
        if matches!(self.scene, Scene::Answered | Scene::Kicked | Scene::Endless) {
            self.answer().await?;
        }
        std::future::pending().await
    }

    /// When the caller hangs up without Ctrl-C.
    pub(crate) async fn caller_hangs_up(&self) {
        match self.scene {
            Scene::HangUpInLogin => sleep(PAUSE).await,
            Scene::HangUpWhileRinging => {
                self.rings().await;
                sleep(PAUSE).await;
            }
            _ => std::future::pending().await,
        }
    }

    async fn answer(&self) -> Result<()> {
        let engine = self.account.engine(&self.sdk);
        let engine = engine.scenario(Scenario::StandardVoiceCall).await?;
        self.rings().await;
        sleep(PAUSE).await;
        let room = self.account.login(&engine, &self.room, "other").await?;
        let publication = room.publish("other-voice").await?;
        sleep(PAUSE).await;
        match self.scene {
            Scene::Kicked => {
                let reason = "the room is closed".to_owned();
                self.cloud.kick(&self.caller, Kick::Server(reason));
            }
            Scene::Endless => std::future::pending().await,
            _ => {}
        }
        publication.stop().await?;
        room.logout().await?;
        engine.destroy().await
    }

    /// Waits until the caller publishes, which is the ring.
    async fn rings(&self) {
        while self.cloud.streams(&self.room).is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
    }
}
