//! A's side of the call: it hears of the stream, plays it, and looks and listens closely.

use std::error::Error;
use std::time::Duration;

use futures::StreamExt;
use tokio::time::timeout;
use zego_async::event::RemoteStream;
use zego_async::media::{AudioFormat, VideoRender};
use zego_async::{Change, Channel, Playback, Room, Scenario};

use crate::progress::Progress;
use crate::verdict::Verdict;
use crate::{Call, events, snapshot};

/// Plays the other side's stream for as long as the call wants, and judges it.
pub(crate) async fn watch(call: &Call, user: &str) -> Result<Verdict, Box<dyn Error>> {
    let say = |what: &str| call.timeline.say("A", what);

    // The engine hands pictures out instead of drawing them. Its microphone and loudspeaker are
    // the program, so that a machine without a sound card will do.
    let engine = call.account.engine(&call.sdk);
    let engine = engine
        .scenario(Scenario::StandardVideoCall)
        .video_render(VideoRender::I420)
        .await?;
    let followed = events::follow(&engine, "A", call.timeline);
    let _microphone = engine.enable_custom_audio(Channel::Main).await?;

    let login = call.account.login(&engine, &call.room, user);
    let room = login.timeout(call.patience).await?;
    say("is in the room");

    // The room's streams begin with what is there: it doesn't matter who came first.
    let stream = timeout(call.patience, first_stream(&room))
        .await
        .map_err(|_| format!("nobody published within {:?}", call.patience))?
        .ok_or("the session ended before anybody published")?;
    say(&format!("hears of {} by {}", stream.id, stream.user.id));
    let playback = room.play(&stream.id).timeout(call.patience).await?;
    say("plays it");

    let verdict = look_and_listen(call, &playback).await?;
    if let Some(frame) = &verdict.frame {
        snapshot::save(frame, call.out.join("remote.png")).await?;
    }

    playback.stop().await?;
    room.logout().await?;
    engine.destroy().await?;
    followed.await?;
    say("is gone");
    Ok(verdict)
}

async fn first_stream(room: &Room) -> Option<RemoteStream> {
    let mut changes = room.streams();
    while let Some(change) = changes.next().await {
        if let Change::Reset(streams) | Change::Added(streams) = change.change
            && let Some(stream) = streams.into_iter().next()
        {
            return Some(stream);
        }
    }
    None
}

/// Takes pictures and sound until there is enough of both, or until patience ends.
async fn look_and_listen(call: &Call, playback: &Playback) -> Result<Verdict, Box<dyn Error>> {
    let mut pictures = playback.video_frames()?;
    let mut sound = playback
        .audio_frames()
        .format(AudioFormat::MONO_48K)
        .await?;
    // The loudspeaker: the SDK plays only what is fetched. It has a task of its own, which ends with
    // the engine, since it can't wait while a picture is looked at.
    let loudspeaker = playback.engine().audio_pull(AudioFormat::MONO_48K);
    let loudspeaker = loudspeaker.paced(Duration::from_millis(20))?;
    tokio::spawn(loudspeaker.for_each(|_played| std::future::ready(())));

    let mut verdict = Verdict::new(call.seconds);
    let mut progress = Progress::new(call.timeline, "A");
    let looking = async {
        while !verdict.is_complete() {
            tokio::select! {
                Some(picture) = pictures.next() => verdict.look(picture),
                Some(block) = sound.next() => verdict.listen(&block),
                else => return Err("the stream ended".into()),
            }
            progress.show(verdict.share(), &verdict);
        }
        Ok::<_, Box<dyn Error>>(())
    };
    match timeout(call.patience, looking).await {
        // What is missing is for the verdict to say.
        Ok(Ok(())) | Err(_) => {}
        Ok(Err(error)) => return Err(error),
    }
    progress.finish();
    Ok(verdict)
}
