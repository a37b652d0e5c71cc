//! The call itself. This is the part to copy.

use std::fmt;
use std::time::Duration;

use futures::StreamExt;
use tokio::time::timeout;
use zego_async::{
    Change, Engine, ErrorCode, LoginRoom, Result, Room, RoomStateReason, StreamId, StreamRoster,
};

use crate::timeline::Timeline;

/// What a call needs.
pub(crate) struct Call {
    pub(crate) login: LoginRoom,
    /// The stream that this side publishes.
    pub(crate) stream: String,
    /// How long the login may take, and the publication.
    pub(crate) setup_timeout: Duration,
    /// How long it rings.
    pub(crate) ring_timeout: Duration,
}

/// How a call ends.
pub(crate) enum Ending {
    NoAnswer,
    HungUp,
    OtherLeft,
    KickedOut(ErrorCode),
    ConnectionLost(ErrorCode),
}

/// A call, from the login to its end. Whatever ends it, the rest is dropped and so taken back:
/// a login that is pending, a ring that nobody answered, what is published and played.
pub(crate) async fn call(
    engine: &Engine,
    call: Call,
    hang_up: impl Future<Output = ()>,
    timeline: Timeline,
) -> Result<Ending> {
    tokio::select! {
        biased;
        ending = thrown_out(engine) => Ok(ending),
        () = hang_up => Ok(Ending::HungUp),
        ending = talk(call, timeline) => ending,
    }
}

async fn talk(call: Call, timeline: Timeline) -> Result<Ending> {
    let room = call.login.timeout(call.setup_timeout).await?;
    timeline.say("caller", "is in the room");
    let _publication = room
        .publish(call.stream)
        .timeout(call.setup_timeout)
        .await?;
    timeline.say("caller", "publishes, it rings");

    let mut streams = room.streams();
    let Ok(theirs) = timeout(call.ring_timeout, first(&mut streams)).await else {
        return Ok(Ending::NoAnswer);
    };
    let _playback = room.play(&theirs).timeout(call.setup_timeout).await?;
    timeline.say("caller", format_args!("plays {theirs}: in the call"));

    gone(&mut streams, &theirs, &room).await;
    Ok(Ending::OtherLeft)
}

/// The first stream that the other side has or gets.
async fn first(streams: &mut StreamRoster) -> StreamId {
    while let Some(change) = streams.next().await {
        if let Change::Reset(streams) | Change::Added(streams) = change.change
            && let Some(stream) = streams.into_iter().next()
        {
            return stream.id;
        }
    }
    // The session is over; why, `thrown_out` tells.
    std::future::pending().await
}

/// Waits until the stream has gone, while the session lasts.
async fn gone(streams: &mut StreamRoster, stream: &StreamId, room: &Room) {
    while let Some(change) = streams.next().await {
        let there = match change.change {
            Change::Removed(gone) => gone.iter().all(|it| it.id != *stream),
            Change::Reset(now) => now.iter().any(|it| it.id == *stream) || !connected(room),
            _ => true,
        };
        if !there {
            return;
        }
    }
    std::future::pending().await
}

fn connected(room: &Room) -> bool {
    room.state() != zego_async::RoomState::Disconnected
}

/// Waits until the session is ended by somebody else, at any stage of the call.
async fn thrown_out(engine: &Engine) -> Ending {
    let mut states = engine.room_states();
    while let Some(state) = states.next().await {
        match state {
            Ok(state) if state.reason == RoomStateReason::KickOut => {
                return Ending::KickedOut(state.code);
            }
            Ok(state) if state.reason == RoomStateReason::ReconnectFailed => {
                return Ending::ConnectionLost(state.code);
            }
            // A refused login is the login's own word.
            _ => {}
        }
    }
    std::future::pending().await
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => write!(f, "nobody answered"),
            Self::HungUp => write!(f, "hung up"),
            Self::OtherLeft => write!(f, "the other side left"),
            Self::KickedOut(code) => write!(f, "kicked out: {code}"),
            Self::ConnectionLost(code) => write!(f, "the connection is lost: {code}"),
        }
    }
}
