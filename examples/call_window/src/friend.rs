//! The other side on the embedded engine, whose cloud is this process: somebody who calls back.

use std::time::Duration;

use futures::StreamExt;
use tokio::sync::watch;
use zego_async::media::VideoRender;
use zego_async::{Change, Channel, Engine, Result, Room, Scenario, StreamId};

use crate::call::{Call, hung_up};
use crate::other::level_of;
use crate::pattern::{Pattern, SOUND};
use crate::screen::Controls;

pub(crate) const NAME: &str = "Bob";

/// A level below this is silence, of 100.
const SILENCE: f32 = 0.5;

/// Joins the room, sends a picture and a voice, and says whether it hears and sees the caller,
/// until the user hangs up.
pub(crate) async fn join(call: &Call, controls: watch::Receiver<Controls>) -> Result<()> {
    let engine = call
        .account
        .engine(&call.sdk)
        .scenario(Scenario::StandardVideoCall)
        .video_render(VideoRender::I420)
        .await?;
    let ended = tokio::select! {
        talked = talk(call, &engine) => talked,
        () = hung_up(controls) => Ok(()),
    };
    engine.destroy().await?;
    call.timeline.say(NAME, "is out of the room");
    ended
}

async fn talk(call: &Call, engine: &Engine) -> Result<()> {
    let camera = engine.video_sink(Channel::Main).await?;
    let microphone = engine.enable_custom_audio(Channel::Main).await?;
    let room = call.account.login(engine, &call.room, NAME).await?;
    let _preview = engine.preview().await?;
    camera.ready().await?;
    let _publication = room.publish(format!("{}-{NAME}", call.room)).await?;
    let mut loudspeaker = engine.audio_pull(SOUND).paced(Duration::from_millis(20))?;
    let pattern = Pattern::Evening;
    tokio::select! {
        failed = pattern.film(&camera, drop) => Err(failed),
        ended = microphone.paced(SOUND).send_stream(pattern.voice()) => ended.map(drop),
        () = async { while loudspeaker.next().await.is_some() {} } => Ok(()),
        ended = attend(call, &room) => ended,
    }
}

/// Plays the caller and says what changes, until it is dropped.
async fn attend(call: &Call, room: &Room) -> Result<()> {
    let say = |words: &str| call.timeline.say(NAME, words);
    let Some(stream) = caller(room).await else {
        return Ok(());
    };
    let playback = room.play(&stream).await?;
    let mut pictures = playback.video_frames()?;
    let mut sound = playback.sound_levels().await?;
    // A picture or a syllable may be late: it looks back at half a second.
    let mut clock = tokio::time::interval(Duration::from_millis(500));
    let (mut seen, mut heard) = (false, false);
    let mut said = "";
    loop {
        tokio::select! {
            Some(_) = pictures.next() => seen = true,
            Some(measured) = sound.next() => {
                heard |= level_of(&stream, &measured?).is_some_and(|level| level > SILENCE);
            }
            _ = clock.tick() => {
                let words = match (std::mem::take(&mut seen), std::mem::take(&mut heard)) {
                    (true, true) => "sees and hears the caller",
                    (true, false) => "sees the caller, hears nothing",
                    (false, true) => "hears the caller, sees nothing",
                    (false, false) => "sees and hears nothing",
                };
                if std::mem::replace(&mut said, words) != words {
                    say(words);
                }
            }
        }
    }
}

/// The caller's stream, as soon as there is one.
async fn caller(room: &Room) -> Option<StreamId> {
    let mut changes = room.streams();
    while let Some(change) = changes.next().await {
        if let Change::Reset(streams) | Change::Added(streams) = change.change
            && let Some(stream) = streams.into_iter().next()
        {
            return Some(stream.id);
        }
    }
    None
}
