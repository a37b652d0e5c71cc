//! The faults: some are ordered before an operation begins, some strike while it is pending.

use std::time::Duration;

use zego_async::{Engine, ErrorCode};
use zego_sim::{Cloud, Event, Fault, Kick, List, Operation, User};

use crate::support::within;

/// Longer than the SDK tries by itself.
pub(crate) const PATIENCE: Duration = Duration::from_secs(21 * 60);

/// Long enough for what is late here, and shorter than the SDK's patience.
const LATE: Duration = Duration::from_secs(5 * 60);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    None,
    CallRefused,
    Refused,
    Late,
    Twice,
    NoResult,
    ResultFirst,
    NeverAnswered,
    Offline,
    OfflineAndBack,
    ConnectionLost,
    LostAndBack,
    ReconnectFailed,
    KickedBySameUser,
    KickedByServer,
    KickedForToken,
    KickedForSession,
    TokenExpires,
    StreamRemoved,
    StrayStorm,
    LeftRoom,
    EngineGone,
}

impl Trouble {
    pub(crate) const ALL: &[Self] = &[
        Self::None,
        Self::CallRefused,
        Self::Refused,
        Self::Late,
        Self::Twice,
        Self::NoResult,
        Self::ResultFirst,
        Self::NeverAnswered,
        Self::Offline,
        Self::OfflineAndBack,
        Self::ConnectionLost,
        Self::LostAndBack,
        Self::ReconnectFailed,
        Self::KickedBySameUser,
        Self::KickedByServer,
        Self::KickedForToken,
        Self::KickedForSession,
        Self::TokenExpires,
        Self::StreamRemoved,
        Self::StrayStorm,
        Self::LeftRoom,
        Self::EngineGone,
    ];

    /// What is ordered before the operation begins. What strikes later needs something pending,
    /// so the operation isn't answered until then.
    pub(crate) fn order(self, cloud: &Cloud, function: &str, operation: Option<Operation>) {
        let fault = match self {
            Self::None | Self::OfflineAndBack => return,
            Self::CallRefused => {
                let code = ErrorCode::COMMON_INNER_NULLPTR.value();
                return cloud.refuse_next_call(function, code);
            }
            Self::Refused => Fault::Refuse(ErrorCode::COMMON_APP_ACCESS_DENIED_ERROR.value()),
            Self::Late => Fault::Late(LATE),
            Self::Twice => Fault::Twice,
            Self::NoResult => Fault::WithoutResult,
            Self::ResultFirst => Fault::ResultFirst,
            _ => Fault::Hold,
        };
        if let Some(operation) = operation {
            cloud.fail_next(operation, fault);
        }
    }

    /// Whether it happens while something is pending or running.
    pub(crate) fn strikes(self) -> bool {
        self as u8 >= Self::Offline as u8
    }

    /// What happens to "alice", who is in "room1", while something is pending or running.
    pub(crate) async fn strike(self, cloud: &Cloud, engine: &Engine) {
        match self {
            Self::Offline => cloud.go_offline(),
            Self::OfflineAndBack => {
                cloud.go_offline();
                cloud.advance(LATE);
                cloud.go_online();
            }
            Self::ConnectionLost => cloud.disconnect("alice"),
            Self::LostAndBack => {
                cloud.disconnect("alice");
                cloud.advance(LATE);
                cloud.reconnect("alice");
            }
            Self::ReconnectFailed => cloud.give_up("alice"),
            Self::KickedBySameUser => cloud.kick("alice", Kick::SameUser),
            Self::KickedByServer => cloud.kick("alice", Kick::Server("rude".to_owned())),
            Self::KickedForToken => cloud.kick("alice", Kick::TokenExpired),
            Self::KickedForSession => cloud.kick("alice", Kick::Session),
            Self::TokenExpires => {
                cloud.kick_on_token_expiry(true);
                cloud.expire_token("alice", Duration::from_secs(60));
            }
            Self::StreamRemoved => {
                cloud.remove_stream("bob-camera");
                cloud.remove_stream("camera");
            }
            Self::StrayStorm => storm(cloud),
            Self::LeftRoom => within(engine.logout_all_rooms()).await.unwrap(),
            Self::EngineGone => within(engine.destroy()).await.unwrap(),
            _ => {}
        }
    }
}

/// More than any queue holds: results that nobody asked for, states of streams and rooms that
/// nobody has, values that no header names, and users by the thousand.
fn storm(cloud: &Cloud) {
    for number in 0..2000 {
        let unknown = ErrorCode::COMMON_INNER_NULLPTR.value();
        let sequence = 1_000_000 + number;
        let events = [
            Event::LoginResult {
                room: "room1".into(),
                code: unknown,
                sequence,
                extended: "".into(),
            },
            Event::BroadcastResult {
                room: "room1".into(),
                id: 0,
                code: unknown,
                sequence,
            },
            Event::RoomStateChanged {
                room: "elsewhere".into(),
                reason: 2,
                code: unknown,
                extended: "".into(),
            },
            Event::RoomStateChanged {
                room: "room1".into(),
                reason: 77,
                code: unknown,
                extended: "".into(),
            },
            Event::PublisherState {
                stream: "nobody's".into(),
                state: 0,
                code: unknown,
                extended: "".into(),
            },
            Event::PlayerState {
                stream: "bob-camera".into(),
                state: 77,
                code: unknown,
                extended: "".into(),
            },
            Event::RoomUsers {
                room: "room1".into(),
                update: i32::from(number % 2 == 1),
                users: List::from(vec![User::new("guest", "")]),
            },
        ];
        for event in events {
            cloud.inject("alice", event);
        }
    }
}
