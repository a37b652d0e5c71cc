//! What engines and the cloud say to each other.

use crate::codes::OK;
use crate::engine::identity::Identity;
use crate::engine::mute::Withheld;
use crate::engine::session::RoomConfig;
use crate::event::{self, Event, RoomExtra};
use crate::sdk_thread::Tag;

/// Why a stream was taken from the others, as the extended data numbers it.
pub(crate) const STOPPED: i32 = 1;

pub(crate) const HEARTBEAT_LOST: i32 = 2;

pub(crate) const SAME_USER: i32 = 3;

pub(crate) const KICKED: i32 = 4;

pub(crate) const REMOVED: i32 = 6;

/// A message from the cloud to an engine.
#[derive(Debug, Clone)]
pub(crate) enum ToEngine {
    Login {
        tag: Tag,
        answer: Answer,
    },
    Publish {
        tag: Tag,
        answer: Answer,
    },
    Play {
        tag: Tag,
        answer: Answer,
    },
    Connection {
        tag: Tag,
        change: Change,
    },
    Users {
        tag: Tag,
        update: i32,
        users: Vec<Identity>,
    },
    Streams {
        tag: Tag,
        update: i32,
        streams: Vec<StreamCard>,
        extended: String,
    },
    StreamExtra {
        tag: Tag,
        stream: StreamCard,
    },
    /// An event as it is; with a tag, only while that session or playback lasts.
    Tell {
        tag: Option<Tag>,
        event: Event,
    },
}

/// An answer to a login, a publication or a playback.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    /// The number of the session, in the extended data.
    pub(crate) session: u64,
    pub(crate) delivery: Delivery,
    /// How often the program is told.
    pub(crate) times: u32,
    pub(crate) snapshot: Snapshot,
}

/// In which order a login's result comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Usual,
    ResultFirst,
    WithoutResult,
}

/// A change of a member's connection.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Lost,
    Back(Snapshot),
    GaveUp,
    Kicked { code: i32, extended: String },
}

/// What is in a room, for one of its members.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) users: Vec<Identity>,
    pub(crate) streams: Vec<StreamCard>,
    pub(crate) extras: Vec<RoomExtra>,
}

/// A stream as the members of its room know it.
#[derive(Debug, Clone)]
pub(crate) struct StreamCard {
    pub(crate) user: Identity,
    pub(crate) id: String,
    pub(crate) extra_info: String,
}

/// A request to be let into a room.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) tag: Tag,
    pub(crate) room: String,
    pub(crate) user: Identity,
    pub(crate) config: RoomConfig,
    /// The engine has an app sign, which is asked for before the token.
    pub(crate) signed: bool,
}

/// A stream that a member wants to publish.
pub(crate) struct Offer {
    pub(crate) tag: Tag,
    pub(crate) session: Tag,
    pub(crate) stream: String,
    pub(crate) extra_info: String,
    pub(crate) withheld: Withheld,
}

pub(crate) const ADD: i32 = 0;

pub(crate) const DELETE: i32 = 1;

impl Answer {
    /// An answer with that code, which may be none.
    pub(crate) fn refused(code: i32) -> Self {
        Self {
            code,
            session: 0,
            delivery: Delivery::Usual,
            times: 1,
            snapshot: Snapshot::default(),
        }
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self::refused(OK)
    }
}

impl From<&StreamCard> for event::Stream {
    fn from(card: &StreamCard) -> Self {
        Self {
            user: (&card.user).into(),
            id: (&card.id).into(),
            extra_info: (&card.extra_info).into(),
        }
    }
}

/// The extended data of streams that went.
pub(crate) fn delete_reason(streams: &[StreamCard], code: i32) -> String {
    let reasons: Vec<String> = streams
        .iter()
        .map(|s| format!("{{\"stream_id\":\"{}\",\"code\":{code}}}", s.id))
        .collect();
    format!("{{\"stream_delete_reason\":[{}]}}", reasons.join(","))
}
