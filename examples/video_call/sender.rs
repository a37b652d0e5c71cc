//! B's side of the call: camera and microphone are the program, what they capture is published.

use std::collections::VecDeque;
use std::error::Error;
use std::time::Duration;

use tokio::time::{MissedTickBehavior, interval, timeout};
use zego_async::media::{AudioFormat, VideoFrame, VideoSink};
use zego_async::{Channel, Scenario};

use crate::{Call, events, picture, snapshot, tone};

/// How many of the last pictures B remembers, to keep the one that A kept.
const REMEMBERED: usize = 45;

/// Publishes until `until` says that it is enough, and which picture the other side kept.
pub(crate) async fn send(
    call: &Call,
    user: &str,
    until: impl Future<Output = Option<u16>>,
) -> Result<(), Box<dyn Error>> {
    let say = |what: &str| call.timeline.say("B", what);

    // The engine, and what stands for its camera and its microphone. Before the login, since the
    // SDK opens the machine's own as soon as it needs one.
    let engine = call.account.engine(&call.sdk);
    let engine = engine.scenario(Scenario::StandardVideoCall).await?;
    let followed = events::follow(&engine, "B", call.timeline);
    let camera = engine.video_sink(Channel::Main).await?;
    let microphone = engine.enable_custom_audio(Channel::Main).await?;

    // Into the room, and live.
    let login = call.account.login(&engine, &call.room, user);
    let room = login.timeout(call.patience).await?;
    say("is in the room");
    let preview = engine.preview().await?;
    timeout(call.patience, camera.ready()).await??;
    let stream = format!("{user}-camera");
    let publication = room.publish(stream).timeout(call.patience).await?;
    say("is live");

    // Picture and sound, until it is enough.
    let mut sent = VecDeque::new();
    let kept = tokio::select! {
        failed = pictures(&camera, &mut sent) => return Err(failed.into()),
        failed = microphone.paced(AudioFormat::MONO_48K).send_stream(tone::blocks()) => {
            return Err(format!("the tone ended: {failed:?}").into());
        }
        kept = until => kept,
    };
    let number = kept.or_else(|| sent.back().map(|(number, _)| *number));
    if let Some((_, frame)) = sent.iter().find(|(sent, _)| Some(*sent) == number) {
        snapshot::save(frame, call.out.join("local.png")).await?;
    }

    // The way out is the way in, backwards. Dropping the handles would do the same, later.
    publication.stop().await?;
    preview.stop().await?;
    room.logout().await?;
    engine.destroy().await?;
    followed.await?;
    say("is gone");
    Ok(())
}

/// Sends the moving picture at its pace; comes back only if that fails.
async fn pictures(camera: &VideoSink, sent: &mut VecDeque<(u16, VideoFrame)>) -> zego_async::Error {
    let mut clock = interval(Duration::from_secs(1) / picture::FPS);
    clock.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut number = 0u16;
    loop {
        clock.tick().await;
        let frame = match picture::draw(number, picture::WIDTH, picture::HEIGHT) {
            Ok(frame) => frame,
            Err(error) => return error,
        };
        if let Err(error) = camera.try_send(&frame) {
            return error;
        }
        sent.push_back((number, frame));
        if sent.len() > REMEMBERED {
            sent.pop_front();
        }
        number = number.wrapping_add(1);
    }
}
