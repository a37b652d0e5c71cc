//! Messages that others sent in rooms.

use std::sync::Arc;

use crate::ids::{RoomId, User};
use crate::text::Text;

/// A message to everybody in the room. Reliable and in order.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BroadcastMessage {
    /// The server's number of it.
    pub id: u64,
    /// What was sent.
    pub text: Text,
    /// Who sent it.
    pub from: User,
    /// When, in milliseconds since 1970.
    pub sent_at: u64,
}

/// Broadcast messages that arrived together, at most 50.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BroadcastMessages {
    /// The room.
    pub room: RoomId,
    /// The messages, in order.
    pub messages: Arc<[BroadcastMessage]>,
}

/// A message to everybody in the room that may be lost under load.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BarrageMessage {
    /// The server's name of it.
    pub id: Text,
    /// What was sent.
    pub text: Text,
    /// Who sent it.
    pub from: User,
    /// When, in milliseconds since 1970.
    pub sent_at: u64,
}

/// Barrage messages that arrived together.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BarrageMessages {
    /// The room.
    pub room: RoomId,
    /// The messages, in order.
    pub messages: Arc<[BarrageMessage]>,
}

/// A command to this user, or to several.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CustomCommand {
    /// The room.
    pub room: RoomId,
    /// Who sent it.
    pub from: User,
    /// What was sent.
    pub command: Text,
}
