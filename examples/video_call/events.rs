//! What the SDK tells a side of the call, on the timeline.

use futures::StreamExt;
use tokio::task::JoinHandle;
use zego_async::event::Event;
use zego_async::{Engine, ErrorCode};

use crate::timeline::Timeline;

/// Prints the engine's events until the engine is gone. It doesn't keep the engine alive.
pub(crate) fn follow(engine: &Engine, who: &'static str, timeline: Timeline) -> JoinHandle<()> {
    let mut events = engine.events();
    tokio::spawn(async move {
        while let Some(event) = events.next().await {
            match event {
                Ok(event) => {
                    if let Some(words) = words(&event) {
                        timeline.say(who, format_args!("· {words}"));
                    }
                }
                Err(lagged) => timeline.say(who, lagged),
            }
        }
    })
}

/// What is worth a line.
fn words(event: &Event) -> Option<String> {
    Some(match event {
        Event::RoomState(it) => format!("room {}: {:?}{}", it.room, it.reason, code(it.code)),
        Event::RoomUsers(it) => {
            let users: Vec<_> = it.users.iter().map(|user| user.id.as_str()).collect();
            format!("users {:?}: {}", it.update, users.join(", "))
        }
        Event::RoomStreams(it) => {
            let streams: Vec<_> = it.streams.iter().map(|stream| stream.id.as_str()).collect();
            format!("streams {:?}: {}", it.update, streams.join(", "))
        }
        Event::PublisherState(it) => format!("{}: {:?}{}", it.stream, it.state, code(it.code)),
        Event::PlayerState(it) => format!("{}: {:?}{}", it.stream, it.state, code(it.code)),
        Event::PublisherFirstFrame(it) => format!("first frame: {:?}", it.kind),
        Event::PlayerFirstFrame(it) => format!("first frame of {}: {:?}", it.stream, it.kind),
        Event::PublisherQuality(it) => format!(
            "quality of {}: {:.0} pictures/s, {:.0} kbit/s, {:?}",
            it.stream, it.video_send_fps, it.video_kbps, it.level
        ),
        Event::PlayerQuality(it) => format!(
            "quality of {}: {:.0} pictures/s, {:.0} kbit/s, {:?}",
            it.stream, it.video_recv_fps, it.video_kbps, it.level
        ),
        Event::EngineState(it) => format!("engine {:?}", it.state),
        _ => return None,
    })
}

fn code(code: ErrorCode) -> String {
    match code.is_success() {
        true => String::new(),
        false => format!(" ({code})"),
    }
}
