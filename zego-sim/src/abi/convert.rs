//! The model's values as C's structs.

use zego_sys as sys;

use crate::event::{List, RoomExtra, RoomMessage, Stream, Text, User};

use super::text::write_array;

/// A list kept alive for a call of C.
pub(super) struct LentList<T> {
    items: Option<Vec<T>>,
    pub(super) count: u32,
}

impl<T> LentList<T> {
    /// Converts the items, or keeps the null pointer with its count.
    pub(super) fn new<F>(list: &List<F>, convert: impl Fn(&F) -> T) -> Self {
        match list {
            List::Items(items) => Self {
                count: u32::try_from(items.len()).unwrap_or(u32::MAX),
                items: Some(items.iter().map(convert).collect()),
            },
            List::Null(count) => Self {
                items: None,
                count: *count,
            },
        }
    }

    /// The pointer for C, valid as long as this lives.
    pub(super) fn pointer(&self) -> *const T {
        self.items
            .as_ref()
            .map_or(std::ptr::null(), |items| items.as_ptr())
    }
}

pub(super) fn c_user(user: &User) -> sys::zego_user {
    let mut to = sys::zego_user::default();
    write_array(&user.id, &mut to.user_id);
    write_array(&user.name, &mut to.user_name);
    to
}

pub(super) fn c_stream(stream: &Stream) -> sys::zego_stream {
    let mut to = sys::zego_stream {
        user: c_user(&stream.user),
        ..Default::default()
    };
    write_array(&stream.id, &mut to.stream_id);
    write_array(&stream.extra_info, &mut to.extra_info);
    to
}

pub(super) fn c_room_extra(extra: &RoomExtra) -> sys::zego_room_extra_info {
    let mut to = sys::zego_room_extra_info {
        update_user: c_user(&extra.user),
        update_time: extra.time,
        ..Default::default()
    };
    write_array(&extra.key, &mut to.key);
    write_array(&extra.value, &mut to.value);
    to
}

pub(super) fn c_broadcast(message: &RoomMessage) -> sys::zego_broadcast_message_info {
    let mut to = sys::zego_broadcast_message_info {
        message_id: message.id,
        send_time: message.time,
        from_user: c_user(&message.user),
        ..Default::default()
    };
    write_array(&message.text, &mut to.message);
    to
}

pub(super) fn c_barrage(message: &RoomMessage) -> sys::zego_barrage_message_info {
    let mut to = sys::zego_barrage_message_info {
        send_time: message.time,
        from_user: c_user(&message.user),
        ..Default::default()
    };
    write_array(&message.text, &mut to.message);
    write_array(&Text::from(message.id.to_string()), &mut to.message_id);
    to
}
