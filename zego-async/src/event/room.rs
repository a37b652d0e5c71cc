//! What happens in rooms.

use std::sync::Arc;

use crate::error::ErrorCode;
use crate::ids::{RoomId, StreamId, User};
use crate::raw_enum::raw_enum;
use crate::text::Text;
use crate::token::TokenFailure;

raw_enum! {
    /// Whether the room is connected.
    pub enum RoomState {
        /// Not in the room.
        Disconnected = 0,
        /// Logging in, or reconnecting.
        Connecting = 1,
        /// In the room.
        Connected = 2,
    }
}

raw_enum! {
    /// Why a room's state changed.
    pub enum RoomStateReason {
        /// The login began.
        Logining = 0,
        /// The login succeeded.
        Logined = 1,
        /// The login failed; the SDK doesn't retry.
        LoginFailed = 2,
        /// The connection broke; the SDK retries by itself.
        Reconnecting = 3,
        /// The connection is back; streams resume by themselves.
        Reconnected = 4,
        /// The SDK gave up; the user is out of the room.
        ReconnectFailed = 5,
        /// The server or another login with the same user id ended the session.
        KickOut = 6,
        /// The user logged out.
        Logout = 7,
        /// Logging out failed.
        LogoutFailed = 8,
        /// The token ends soon and couldn't be renewed. Not a word of the SDK's: this crate says it
        /// when a [`TokenProvider`](crate::TokenProvider) fails. The room stays as it is.
        TokenNotRenewed = -1,
    }
}

impl RoomStateReason {
    /// The state that the room is in after a change for this reason; `None` where it stays.
    pub const fn state(self) -> Option<RoomState> {
        match self {
            Self::Logining | Self::Reconnecting => Some(RoomState::Connecting),
            Self::Logined | Self::Reconnected => Some(RoomState::Connected),
            Self::LoginFailed | Self::ReconnectFailed | Self::KickOut | Self::Logout => {
                Some(RoomState::Disconnected)
            }
            Self::LogoutFailed | Self::TokenNotRenewed | Self::Unknown(_) => None,
        }
    }
}

/// A room's state changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomStateChanged {
    /// The room.
    pub room: RoomId,
    /// Why it changed, which also tells the new state.
    pub reason: RoomStateReason,
    /// What went wrong, or success. With [`TokenNotRenewed`](RoomStateReason::TokenNotRenewed)
    /// the SDK's answer to the new token, or 1002067, no token, when there was none to give it.
    pub code: ErrorCode,
    /// More about it, as JSON or empty; after a kick the server's own words.
    pub extended_data: Text,
    /// With [`TokenNotRenewed`](RoomStateReason::TokenNotRenewed), what happened.
    pub token_failure: Option<Arc<TokenFailure>>,
}

impl RoomStateChanged {
    /// The state after the change; `None` where it stays as it was.
    pub fn state(&self) -> Option<RoomState> {
        self.reason.state()
    }
}

/// A room's state in the SDK's older words.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomConnectionChanged {
    /// The room.
    pub room: RoomId,
    /// The new state.
    pub state: RoomState,
    /// What went wrong, or success.
    pub code: ErrorCode,
    /// More about it, as JSON or empty.
    pub extended_data: Text,
}

raw_enum! {
    /// Whether a list tells of what came or of what went.
    pub enum UpdateType {
        /// They came.
        Add = 0,
        /// They went.
        Delete = 1,
    }
}

/// Users came or left.
///
/// Told only if the login asked for it; the first list after a login has everybody who is there.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomUsersUpdate {
    /// The room.
    pub room: RoomId,
    /// Whether they came or left.
    pub update: UpdateType,
    /// Who.
    pub users: Arc<[User]>,
}

/// A stream of another user in the room.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemoteStream {
    /// The stream's name, with which it is played.
    pub id: StreamId,
    /// Who publishes it.
    pub user: User,
    /// The publisher's extra information about the stream; empty if there is none.
    pub extra_info: Text,
}

/// Streams of others appeared or went.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomStreamsUpdate {
    /// The room.
    pub room: RoomId,
    /// Whether they appeared or went.
    pub update: UpdateType,
    /// Which.
    pub streams: Arc<[RemoteStream]>,
    /// More about it, as JSON or empty; for streams that went, why.
    pub extended_data: Text,
}

/// Streams of others changed their extra information.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomStreamExtraInfoUpdate {
    /// The room.
    pub room: RoomId,
    /// The streams, with what they say now.
    pub streams: Arc<[RemoteStream]>,
}

/// One entry of a room's extra information.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomExtraInfo {
    /// The entry's name.
    pub key: Text,
    /// What it says.
    pub value: Text,
    /// Who set it.
    pub user: User,
    /// When, in milliseconds since 1970.
    pub updated_at: u64,
}

/// Others changed the room's extra information.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RoomExtraInfoUpdate {
    /// The room.
    pub room: RoomId,
    /// The entries, with what they say now.
    pub entries: Arc<[RoomExtraInfo]>,
}

/// How many users are in a room. Told every 30 seconds; inexact above 500.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OnlineUserCount {
    /// The room.
    pub room: RoomId,
    /// How many, this user among them.
    pub count: i32,
}

/// A room's token ends soon: renew it with [`Room::renew_token`](crate::Room::renew_token).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TokenWillExpire {
    /// The room.
    pub room: RoomId,
    /// Seconds that remain; the SDK tells 30 seconds before the end.
    pub remaining_seconds: i32,
}
