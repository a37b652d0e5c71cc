//! The other side of the call: whoever publishes in the room, as the window shows it.

use std::time::Duration;

use futures::StreamExt;
use zego_async::event::{RemoteDeviceKind, RemoteDeviceState, RemoteSoundLevels, RemoteStream};
use zego_async::{Change, Playback, Result, Room, StreamId, StreamRoster};

use crate::meter::shown;
use crate::screen::{Screen, View};
use crate::timeline::Timeline;

/// How long a stream may take to play.
const PATIENCE: Duration = Duration::from_secs(30);

/// Plays the first stream of the room for as long as it is there, then the next one, until the
/// session is over.
pub(crate) async fn follow(room: &Room, screen: &Screen, timeline: Timeline) -> Result<()> {
    let mut roster = room.streams();
    let mut there = Vec::new();
    loop {
        let Some(stream) = there.first().cloned() else {
            screen.status("Waiting for the other side");
            if !update(&mut roster, &mut there).await {
                return Ok(());
            }
            continue;
        };
        let played = tokio::select! {
            played = play(room, &stream, screen, timeline) => Some(played),
            () = gone(&mut roster, &mut there, &stream) => None,
        };
        screen.change(|scene| scene.other = View::default());
        timeline.say("other", format_args!("{} is gone", stream.user.id));
        if let Some(played) = played {
            played?;
            there.retain(|it: &RemoteStream| it.id != stream.id);
        }
    }
}

/// Takes in what changed; false if the session is over.
async fn update(roster: &mut StreamRoster, there: &mut Vec<RemoteStream>) -> bool {
    match roster.next().await.map(|changed| changed.change) {
        None => return false,
        Some(Change::Reset(now)) => *there = now,
        Some(Change::Added(streams)) => there.extend(streams),
        Some(Change::Removed(gone)) => {
            there.retain(|it| gone.iter().all(|gone| gone.id != it.id));
        }
        Some(_) => {}
    }
    true
}

/// Waits until a stream isn't there any more.
async fn gone(roster: &mut StreamRoster, there: &mut Vec<RemoteStream>, stream: &RemoteStream) {
    while there.iter().any(|it| it.id == stream.id) && update(roster, there).await {}
}

async fn play(
    room: &Room,
    stream: &RemoteStream,
    screen: &Screen,
    timeline: Timeline,
) -> Result<()> {
    screen.status(format_args!("Connecting to {}", stream.user.id));
    let playback = room.play(&stream.id).timeout(PATIENCE).await?;
    timeline.say("other", format_args!("{} is there", stream.user.id));
    screen.change(|scene| {
        scene.status = format!("In a call with {}", stream.user.id);
        scene.other = View {
            name: stream.user.name.to_string(),
            ..View::default()
        };
    });
    watch(&playback, screen).await
}

/// Shows picture, level and what is switched off, until the playback is over.
async fn watch(playback: &Playback, screen: &Screen) -> Result<()> {
    let mut pictures = playback.video_frames()?;
    let mut sound = playback.sound_levels().await?;
    let mut devices = playback.remote_devices();
    loop {
        tokio::select! {
            Some(picture) = pictures.next() => {
                screen.change(|scene| scene.other.picture = Some(picture));
            }
            Some(measured) = sound.next() => {
                // It tells of all streams that are played.
                if let Some(level) = level_of(playback.stream(), &measured?) {
                    screen.change(|scene| scene.other.level = shown(level));
                }
            }
            Some(device) = devices.next() => {
                let device = device?;
                let off = device.state != RemoteDeviceState::Open;
                screen.change(|scene| match device.device {
                    RemoteDeviceKind::Camera => scene.other.camera_off = off,
                    RemoteDeviceKind::Microphone => scene.other.microphone_off = off,
                    _ => {}
                });
            }
            else => return Ok(()),
        }
    }
}

/// How loud one of the streams is.
pub(crate) fn level_of(stream: &StreamId, measured: &RemoteSoundLevels) -> Option<f32> {
    let level = measured.levels.iter().find(|it| it.stream == *stream);
    level.map(|it| it.level)
}
