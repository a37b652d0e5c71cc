//! What can be asked for over HTTP.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::Stream;
use serde::Deserialize;
use serde_json::{Value, json};
use zego_async::{RoomId, StreamId, UserId};
use zego_token::Issuer;

use crate::failure::Failure;
use crate::room_events::{remote_stream, room_events, user};
use crate::sessions::Sessions;
use crate::tokens;

type Shared = State<Arc<Sessions>>;

/// All routes.
pub(crate) fn routes(sessions: Arc<Sessions>, issuer: Option<Issuer>) -> Router {
    Router::new()
        .route("/rooms/{room}/join", post(join))
        .route("/rooms/{room}/leave", post(leave))
        .route("/rooms/{room}/publish", post(publish))
        .route("/rooms/{room}/users", get(users))
        .route("/rooms/{room}/streams", get(streams))
        .route("/rooms/{room}/events", get(events))
        .with_state(sessions)
        .merge(tokens::routes(issuer))
}

#[derive(Deserialize)]
struct Who {
    user: String,
}

#[derive(Deserialize)]
struct What {
    user: String,
    stream: String,
}

async fn join(
    State(sessions): Shared,
    Path(room): Path<String>,
    Json(who): Json<Who>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let (room, user) = (RoomId::new(room)?, UserId::new(who.user)?);
    sessions.join(&room, &user).await?;
    let joined = json!({ "room": room.as_str(), "user": user.as_str() });
    Ok((StatusCode::CREATED, Json(joined)))
}

async fn leave(
    State(sessions): Shared,
    Path(room): Path<String>,
    Json(who): Json<Who>,
) -> Result<StatusCode, Failure> {
    let (room, user) = (RoomId::new(room)?, UserId::new(who.user)?);
    sessions.leave(&room, &user).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn publish(
    State(sessions): Shared,
    Path(room): Path<String>,
    Json(what): Json<What>,
) -> Result<(StatusCode, Json<Value>), Failure> {
    let (room, user) = (RoomId::new(room)?, UserId::new(what.user)?);
    let stream = StreamId::new(what.stream)?;
    sessions.publish(&room, &user, &stream).await?;
    let published = json!({ "stream": stream.as_str(), "user": user.as_str() });
    Ok((StatusCode::CREATED, Json(published)))
}

/// Everybody in the room: an engine is told of others only, so this service's own are added.
async fn users(State(sessions): Shared, Path(room): Path<String>) -> Result<Json<Value>, Failure> {
    let mut all = BTreeMap::new();
    for (_, session) in sessions.in_room(&RoomId::new(room)?)? {
        for there in session
            .room
            .current_users()
            .into_iter()
            .chain(session.room.user())
        {
            all.insert(there.id.clone(), user(&there));
        }
    }
    Ok(Json(all.into_values().collect()))
}

/// All streams in the room, this service's own among them.
async fn streams(
    State(sessions): Shared,
    Path(room): Path<String>,
) -> Result<Json<Value>, Failure> {
    let mut all = BTreeMap::new();
    for (user, session) in sessions.in_room(&RoomId::new(room)?)? {
        for there in session.room.current_streams() {
            all.insert(there.id.clone(), remote_stream(&there));
        }
        for mine in session.published() {
            let id = mine.stream();
            let own = json!({ "id": id.as_str(), "user": user.as_str(), "extra_info": "" });
            all.entry(id.clone()).or_insert(own);
        }
    }
    Ok(Json(all.into_values().collect()))
}

/// What happens in the room, as one of this service's users sees it, until that user leaves.
async fn events(
    State(sessions): Shared,
    Path(room): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let here = sessions.in_room(&RoomId::new(room)?)?;
    let (_, session) = here.first().ok_or(Failure::NotInRoom)?;
    Ok(Sse::new(room_events(&session.room)).keep_alive(KeepAlive::default()))
}
