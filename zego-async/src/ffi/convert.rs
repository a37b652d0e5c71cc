//! C structures to Rust values and back.

use std::ffi::c_char;

use super::text::{array, text};
use crate::ids::{RoomId, StreamId, User, UserId};

/// # Safety
///
/// As for [`text`].
pub(super) unsafe fn room_id(pointer: *const c_char) -> RoomId {
    // SAFETY: the caller's promise.
    RoomId::reported(unsafe { text(pointer) })
}

/// # Safety
///
/// As for [`text`].
pub(super) unsafe fn stream_id(pointer: *const c_char) -> StreamId {
    // SAFETY: the caller's promise.
    StreamId::reported(unsafe { text(pointer) })
}

pub(super) fn user(user: &zego_sys::zego_user) -> User {
    User::reported(
        UserId::reported(array(&user.user_id)),
        array(&user.user_name),
    )
}
