//! Who a user is, and which ids the engine accepts.

use crate::codes::*;
use crate::event;

/// A user as the engine and the cloud know one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) id: String,
    pub(crate) name: String,
}

impl From<&Identity> for event::User {
    fn from(user: &Identity) -> Self {
        Self::new(&user.id, &user.name)
    }
}

/// Refuses a user id with the code for what is wrong with it.
pub(crate) fn check_user_id(id: &str) -> Result<(), i32> {
    match id.len() {
        0 => Err(USER_ID_EMPTY),
        64.. => Err(USER_ID_TOO_LONG),
        _ if id.bytes().all(is_room_character) => Ok(()),
        _ => Err(USER_ID_CHARACTER),
    }
}

/// Refuses a user name that is too long; any other is taken, the empty one too.
pub(crate) fn check_user_name(name: &str) -> Result<(), i32> {
    match name.len() {
        256.. => Err(USER_NAME_TOO_LONG),
        _ => Ok(()),
    }
}

/// Refuses a room id with the code for what is wrong with it.
pub(crate) fn check_room_id(id: &str) -> Result<(), i32> {
    match id.len() {
        0 => Err(ROOM_ID_EMPTY),
        128.. => Err(ROOM_ID_TOO_LONG),
        _ if id.bytes().all(is_room_character) => Ok(()),
        _ => Err(ROOM_ID_CHARACTER),
    }
}

/// Refuses a stream id with the code for what is wrong with it.
pub(crate) fn check_stream_id(id: &str) -> Result<(), i32> {
    match id.len() {
        0 => Err(STREAM_ID_EMPTY),
        256.. => Err(STREAM_ID_TOO_LONG),
        _ if id.bytes().all(is_stream_character) => Ok(()),
        _ => Err(STREAM_ID_CHARACTER),
    }
}

fn is_room_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"~!@#$%^&*()_+=-`;',.<>\\".contains(&byte)
}

fn is_stream_character(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}
