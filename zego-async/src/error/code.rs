//! One error code of the SDK, with its name and what it means for the caller.

use std::fmt;

use super::ErrorKind;

/// An error code as the SDK reports it; [`ErrorCode::SUCCESS`] is no error.
///
/// Every code of 3.25 has a constant here; a code that isn't known keeps its number.
///
/// ```
/// use zego_async::ErrorCode;
///
/// let code = ErrorCode::new(1002033);
/// assert_eq!(code, ErrorCode::ROOM_ERROR_AUTHENTICATION_FAILED);
/// assert_eq!(code.name(), Some("ROOM_ERROR_AUTHENTICATION_FAILED"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(i32);

macro_rules! error_codes {
    ($($name:ident = $value:literal,)*) => {
        impl ErrorCode {
            $(
                #[doc = concat!("`", stringify!($name), "`, ", $value)]
                pub const $name: Self = Self::new($value);
            )*
            /// No error.
            pub const SUCCESS: Self = Self::new(0);

            /// Every code that has a name, in order of value.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code's name in the C interface without its prefix, `None` for an unknown code.
            pub const fn name(self) -> Option<&'static str> {
                match self.value() {
                    $($value => Some(stringify!($name)),)*
                    _ => None,
                }
            }
        }
    };
}
pub(super) use error_codes;

impl ErrorCode {
    /// The code with this number.
    pub const fn new(value: i32) -> Self {
        Self(value)
    }

    /// The number.
    pub const fn value(self) -> i32 {
        self.0
    }

    /// Whether this is [`ErrorCode::SUCCESS`].
    pub const fn is_success(self) -> bool {
        self.0 == 0
    }

    /// Whether the same request may succeed later without a change: the network, a timeout, a
    /// rate limit or a server was in the way.
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            Self::ROOM_ERROR_CONNECT_FAILED
                | Self::ROOM_ERROR_LOGIN_TIMEOUT
                | Self::ROOM_CONNECT_TEMPORARY_BROKEN
                | Self::ROOM_DISCONNECT
                | Self::ROOM_RETRY_TIMEOUT
                | Self::PUBLISHER_PUBLISH_STREAM_FAILED
                | Self::PUBLISHER_ERROR_NETWORK_INTERRUPT
                | Self::PUBLISHER_ERROR_RETRY_TIMEOUT
                | Self::PUBLISHER_ERROR_REPETITIVE_PUBLISH_STREAM
                | Self::PLAYER_PLAY_STREAM_FAILED
                | Self::PLAYER_PLAY_STREAM_NOT_EXIST
                | Self::PLAYER_ERROR_NETWORK_INTERRUPT
                | Self::IM_SEND_FAILED
        ) || matches!(self.kind(), ErrorKind::RateLimited)
    }

    /// The kind of failure that this code tells of.
    pub const fn kind(self) -> ErrorKind {
        match self.0 {
            1000001 => ErrorKind::EngineGone,
            1000002 | 1002002 => ErrorKind::NotLoggedIn,
            1000006 | 1000010 => ErrorKind::NotSupported,
            1002001 | 1002064 => ErrorKind::AlreadyLoggedIn,
            1000014..=1000019 | 1000055 | 1002005..=1002017 => ErrorKind::InvalidInput,
            1001000..=1001005
            | 1002033
            | 1002067
            | 1002074..=1002080
            | 1002082
            | 1003072
            | 1004003 => ErrorKind::Authentication,
            1002030..=1002031 | 1002051..=1002053 | 1003020..=1003021 | 1004020..=1004021 => {
                ErrorKind::Network
            }
            1002050 | 1002055..=1002057 => ErrorKind::KickedOut,
            1002071..=1002073 | 1009015 => ErrorKind::RateLimited,
            1002034..=1002035 | 1002037 | 1004010 | 1008030 => ErrorKind::LimitExceeded,
            1011001 => ErrorKind::NotStarted,
            1003023 | 1003028 => ErrorKind::AlreadyPublishing,
            _ => ErrorKind::Sdk,
        }
    }
}

impl From<ErrorCode> for i32 {
    fn from(code: ErrorCode) -> Self {
        code.0
    }
}

impl fmt::Display for ErrorCode {
    /// The number and, where it is known, the name in words: `1002033 room error authentication failed`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        match self.name() {
            Some(name) => write!(f, " {}", name.to_lowercase().replace('_', " ")),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorCode({self})")
    }
}
