//! What can go wrong, as one type: a kind to match on, the SDK's code, and words that say what was
//! tried.

mod code;
mod codes;

use std::borrow::Cow;
use std::fmt;

pub use code::ErrorCode;

/// The result of everything in this crate that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why something failed.
///
/// [`kind`](Error::kind) is what a program matches on, [`code`](Error::code) is the SDK's own
/// number where the SDK was asked, and the text says what was tried:
/// `log in to "room1" as "alice": 1002033 room error authentication failed`.
#[derive(Clone)]
pub struct Error {
    kind: ErrorKind,
    code: Option<ErrorCode>,
    message: Cow<'static, str>,
}

/// The kinds of failure that a program may want to tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument breaks a rule; the message names both. The SDK was not asked.
    InvalidInput,
    /// The engine was destroyed or is being destroyed.
    EngineGone,
    /// The time that the caller set is over. What was asked for is taken back.
    Timeout,
    /// The room was left while the operation was pending, or is left already.
    LoggedOut,
    /// The publication or playback was stopped while the operation was pending.
    Stopped,
    /// The SDK doesn't take frames yet; it asks for them when it captures.
    NotStarted,
    /// The operation needs a room that is logged in to.
    NotLoggedIn,
    /// The engine is in a room already, or in this one.
    AlreadyLoggedIn,
    /// The channel publishes another stream, or the stream is published elsewhere.
    AlreadyPublishing,
    /// The program's own [`TokenProvider`](crate::TokenProvider) gave no token.
    TokenProvider,
    /// App id, app sign or token were refused.
    Authentication,
    /// The server or another login with the same user id ended the session.
    KickedOut,
    /// The network or a server didn't answer in time.
    Network,
    /// A limit of the SDK or of the app is reached.
    LimitExceeded,
    /// Too many requests in too little time.
    RateLimited,
    /// What was to be sent could not be read.
    Source,
    /// The library, the platform or the build lacks what was asked for.
    NotSupported,
    /// The native library can't be loaded.
    Library,
    /// The SDK said no for another reason; the code says which.
    Sdk,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self {
            kind,
            code: None,
            message: message.into(),
        }
    }

    /// An argument that breaks a rule.
    pub(crate) fn invalid(field: &str, rule: impl fmt::Display) -> Self {
        Self::new(ErrorKind::InvalidInput, format!("{field}: {rule}"))
    }

    /// What the SDK answered to `tried`.
    pub(crate) fn sdk(tried: impl fmt::Display, code: ErrorCode) -> Self {
        Self {
            kind: code.kind(),
            code: Some(code),
            message: format!("{tried}: {code}").into(),
        }
    }

    /// What was `tried` belongs to a session that is over, perhaps with a newer one in its room.
    pub(crate) fn session_over(tried: impl fmt::Display, room: &crate::RoomId) -> Self {
        Self::new(
            ErrorKind::NotLoggedIn,
            format!("{tried}: the session in {room:?} is over"),
        )
    }

    pub(crate) fn engine_gone() -> Self {
        Self::new(ErrorKind::EngineGone, "the engine is gone")
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The SDK's code, where the SDK was asked and answered.
    pub fn code(&self) -> Option<ErrorCode> {
        self.code
    }

    /// Whether the same request may succeed later without a change.
    pub fn is_retryable(&self) -> bool {
        match self.code {
            Some(code) => code.is_retryable(),
            None => matches!(self.kind, ErrorKind::Timeout | ErrorKind::Network),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}({})", self.kind, self.message)
    }
}

impl std::error::Error for Error {}

impl From<zego_sys::MissingFunction> for Error {
    fn from(missing: zego_sys::MissingFunction) -> Self {
        Self::new(ErrorKind::NotSupported, missing.to_string())
    }
}

impl From<zego_sys::LoadError> for Error {
    fn from(error: zego_sys::LoadError) -> Self {
        Self::new(ErrorKind::Library, error.to_string())
    }
}
