//! Tokens for clients that log in themselves.
//!
//! Whoever gets a token for a user is that user, so a real service takes the user from its own
//! session and not from the request.

use std::path::Path;

use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};
use zego_token::{Issuer, RoomPrivileges, ServerSecret};

use crate::failure::Failure;

/// Where the server secret is looked for when no file is named.
const SECRET_VARIABLE: &str = "ZEGO_SERVER_SECRET";

/// The issuer of the app's tokens, if there is a secret.
pub(crate) fn issuer(
    app_id: u32,
    secret_file: Option<&Path>,
) -> Result<Option<Issuer>, Box<dyn std::error::Error>> {
    let secret = match secret_file {
        Some(file) => ServerSecret::from_file(file)?,
        None if std::env::var_os(SECRET_VARIABLE).is_none() => return Ok(None),
        None => ServerSecret::from_env(SECRET_VARIABLE)?,
    };
    Ok(Some(Issuer::new(app_id, secret)?))
}

pub(crate) fn routes(issuer: Option<Issuer>) -> Router {
    Router::new()
        .route("/token", post(token))
        .with_state(issuer)
}

#[derive(Deserialize)]
struct Bearer {
    user: String,
    /// The only room that the token is for; any if not named.
    room: Option<String>,
}

async fn token(
    State(issuer): State<Option<Issuer>>,
    Json(bearer): Json<Bearer>,
) -> Result<Json<Value>, Failure> {
    let issuer = issuer.ok_or(Failure::NoSecret)?;
    let mut request = issuer.token_for(bearer.user);
    if let Some(room) = bearer.room {
        request = request.privileges(RoomPrivileges::new(room).allow_login().allow_publish());
    }
    let token = request.issue()?;
    Ok(Json(
        json!({ "token": token.as_str(), "expires_at": token.expires_at() }),
    ))
}
