//! The call from the login to the goodbye. This is the part to copy.

use std::error::Error;
use std::future::pending;
use std::time::Duration;

use futures::StreamExt;
use tokio::sync::watch;
use zego_async::media::VideoRender;
use zego_async::{Engine, RoomStateReason, Scenario, Sdk};

use crate::account::Account;
use crate::other;
use crate::own::{self, Source};
use crate::pattern::Pattern;
use crate::screen::{Controls, Screen};
use crate::timeline::Timeline;

/// How long login and publication may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a call needs.
pub(crate) struct Call {
    pub(crate) sdk: Sdk,
    pub(crate) account: Account,
    pub(crate) room: String,
    pub(crate) user: String,
    /// What to send in place of the machine's camera and microphone.
    pub(crate) pattern: Option<Pattern>,
    pub(crate) timeline: Timeline,
}

/// Holds the call until the user hangs up, or until something ends it, which is an error.
pub(crate) async fn hold(
    call: &Call,
    screen: &Screen,
    controls: watch::Receiver<Controls>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    screen.status("Starting");
    // The engine hands pictures out instead of drawing them: the window draws.
    let engine = call
        .account
        .engine(&call.sdk)
        .scenario(Scenario::StandardVideoCall)
        .video_render(VideoRender::I420)
        .await?;
    // Whatever ends the call, the rest is dropped and so taken back: a login that is pending, what
    // is published and played.
    let ended = tokio::select! {
        talked = talk(call, &engine, screen, controls.clone()) => talked,
        () = hung_up(controls) => Ok(()),
        words = thrown_out(&engine) => Err(words.into()),
    };
    if ended.is_ok() {
        screen.status("Hanging up");
    }
    engine.destroy().await?;
    call.timeline.say(&call.user, "is out of the room");
    ended
}

/// Waits until the user hangs up.
pub(crate) async fn hung_up(mut controls: watch::Receiver<Controls>) {
    // It fails if the window is gone, and then nobody is on the phone either.
    let _ = controls.wait_for(|controls| controls.hung_up).await;
}

async fn talk(
    call: &Call,
    engine: &Engine,
    screen: &Screen,
    controls: watch::Receiver<Controls>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let source = Source::open(engine, call.pattern).await?;
    screen.change(|scene| scene.own.name.clone_from(&call.user));
    // The user sees the own picture while the login is under way.
    let preview = engine.preview().await?;
    let enter = async {
        screen.status(format_args!("Entering the room {}", call.room));
        let login = call.account.login(engine, &call.room, &call.user);
        let room = login.timeout(PATIENCE).await?;
        let stream = format!("{}-{}", call.room, call.user);
        let publication = room.publish(stream).timeout(PATIENCE).await?;
        call.timeline
            .say(&call.user, "is in the room and publishes");
        tokio::try_join!(
            other::follow(&room, screen, call.timeline),
            own::obey(&source, &publication, controls, screen),
        )
    };
    tokio::try_join!(
        enter,
        source.film(&preview, screen),
        source.sound(engine),
        own::measure(engine, screen),
    )?;
    Ok(())
}

/// Waits until the session is ended by somebody else, and says how.
async fn thrown_out(engine: &Engine) -> String {
    let mut states = engine.room_states();
    while let Some(state) = states.next().await {
        match state {
            Ok(state) if state.reason == RoomStateReason::KickOut => {
                return format!("kicked out: {}", state.code);
            }
            Ok(state) if state.reason == RoomStateReason::ReconnectFailed => {
                return format!("the connection is lost: {}", state.code);
            }
            // A refused login is the login's own word.
            _ => {}
        }
    }
    pending().await
}
