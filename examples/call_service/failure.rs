//! What a request is answered when it fails: a status, and the words and the code of the error.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use zego_async::{Error, ErrorKind};
use zego_token::IssueError;

/// Why a request failed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// This service has nobody, or not this user, in the room.
    NotInRoom,
    /// The user is in a room already, or on the way to one.
    AlreadyIn,
    /// All four channels of the user's engine publish.
    NoChannel,
    /// The service has no server secret, so it issues no tokens.
    NoSecret,
    /// The token can't be issued.
    Token(IssueError),
    /// The SDK said no, or the input breaks a rule.
    Refused(Error),
}

impl From<IssueError> for Failure {
    fn from(error: IssueError) -> Self {
        Self::Token(error)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, words, code) = match self {
            Self::NotInRoom => (StatusCode::NOT_FOUND, "not in this room".to_owned(), None),
            Self::AlreadyIn => (
                StatusCode::CONFLICT,
                "the user is in a room already".to_owned(),
                None,
            ),
            Self::NoChannel => (
                StatusCode::CONFLICT,
                "all channels of the user publish".to_owned(),
                None,
            ),
            Self::NoSecret => (
                StatusCode::NOT_IMPLEMENTED,
                "this service has no server secret".to_owned(),
                None,
            ),
            Self::Token(IssueError::Entropy(error)) => {
                (StatusCode::SERVICE_UNAVAILABLE, error.to_string(), None)
            }
            Self::Token(error) => (StatusCode::BAD_REQUEST, error.to_string(), None),
            Self::Refused(error) => (
                status(error.kind()),
                error.to_string(),
                error.code().map(|code| code.value()),
            ),
        };
        (status, Json(json!({ "error": words, "code": code }))).into_response()
    }
}

fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::InvalidInput => StatusCode::BAD_REQUEST,
        ErrorKind::Authentication => StatusCode::FORBIDDEN,
        ErrorKind::NotLoggedIn => StatusCode::NOT_FOUND,
        ErrorKind::AlreadyLoggedIn | ErrorKind::AlreadyPublishing => StatusCode::CONFLICT,
        ErrorKind::LoggedOut | ErrorKind::KickedOut | ErrorKind::Stopped => StatusCode::CONFLICT,
        ErrorKind::LimitExceeded | ErrorKind::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::EngineGone => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::NotSupported => StatusCode::NOT_IMPLEMENTED,
        ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::BAD_GATEWAY,
    }
}
