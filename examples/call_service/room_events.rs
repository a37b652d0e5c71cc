//! The events of a room as server-sent events.

use std::convert::Infallible;

use axum::response::sse::Event;
use futures::{Stream, StreamExt, stream};
use serde_json::{Value, json};
use zego_async::event::{RemoteStream, RoomStateChanged};
use zego_async::{Change, Lagged, Room, RoomChange, User};

/// The room's states, users and streams until the session is over. Users and streams begin with
/// who and what is there, so a client that connects late or again misses nothing.
///
/// It holds the room only by its events: the session may end while somebody listens.
pub(crate) fn room_events(room: &Room) -> impl Stream<Item = Result<Event, Infallible>> + use<> {
    let states = room.states().map(state);
    let users = room.users().map(|it| change("users", it, user));
    let streams = room
        .streams()
        .map(|it| change("streams", it, remote_stream));
    stream::select(states, stream::select(users, streams))
        .map(|(name, data)| Ok(Event::default().event(name).data(data.to_string())))
}

pub(crate) fn user(user: &User) -> Value {
    json!({ "id": user.id.as_str(), "name": &*user.name })
}

pub(crate) fn remote_stream(stream: &RemoteStream) -> Value {
    json!({
        "id": stream.id.as_str(),
        "user": stream.user.id.as_str(),
        "extra_info": &*stream.extra_info,
    })
}

fn state(state: Result<RoomStateChanged, Lagged>) -> (&'static str, Value) {
    match state {
        Ok(state) => (
            "state",
            json!({ "reason": format!("{:?}", state.reason), "code": state.code.value() }),
        ),
        Err(Lagged(lost)) => ("lagged", json!({ "lost": lost })),
    }
}

fn change<T>(
    name: &'static str,
    change: RoomChange<T>,
    show: fn(&T) -> Value,
) -> (&'static str, Value) {
    let (kind, members) = match change.change {
        Change::Reset(members) => ("reset", members),
        Change::Added(members) => ("added", members),
        Change::Removed(members) => ("removed", members),
        Change::Updated(members) => ("updated", members),
        _ => ("other", Vec::new()),
    };
    let members: Vec<Value> = members.iter().map(show).collect();
    (name, json!({ kind: members }))
}
