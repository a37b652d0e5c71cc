//! Messages, and the extra information of rooms and streams.

use std::ffi::{c_char, c_int};

use zego_sys::{
    Api, zego_handle, zego_publish_channel, zego_room_send_transparent_message, zego_user,
};

use crate::engine::identity::Identity;

use super::handles::enter;
use super::room::{give, read_user};
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_send_broadcast_message = Some(send_broadcast);
    api.zego_express_send_barrage_message = Some(send_barrage);
    api.zego_express_send_custom_command = Some(send_command);
    api.zego_express_send_transparent_message = Some(send_transparent);
    api.zego_express_set_room_extra_info = Some(set_room_extra);
    api.zego_express_set_stream_extra_info = Some(set_stream_extra);
}

unsafe extern "C" fn send_broadcast(
    handle: zego_handle,
    room: *const c_char,
    message: *const c_char,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for two texts, or NULL.
    let (room, text) = unsafe { (text::read_or_empty(room), text::read_or_empty(message)) };
    enter(handle, |engine| {
        let answer = engine.instance.broadcast(&room, &text);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn send_barrage(
    handle: zego_handle,
    room: *const c_char,
    message: *const c_char,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for two texts, or NULL.
    let (room, text) = unsafe { (text::read_or_empty(room), text::read_or_empty(message)) };
    enter(handle, |engine| {
        let answer = engine.instance.barrage(&room, &text);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn send_command(
    handle: zego_handle,
    room: *const c_char,
    command: *const c_char,
    users: *mut zego_user,
    user_count: u32,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for two texts or NULL, and for as many users as it counts.
    let (room, text, to) = unsafe {
        (
            text::read_or_empty(room),
            text::read_or_empty(command),
            read_users(users, user_count),
        )
    };
    enter(handle, |engine| {
        let answer = engine.instance.command(&room, &text, to);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn send_transparent(
    handle: zego_handle,
    room: *const c_char,
    message: *mut zego_room_send_transparent_message,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for a text and a message, or NULL for either.
    let (room, message) = unsafe { (text::read_or_empty(room), message.as_ref()) };
    let (content, mode, to) = match message {
        // SAFETY: the message holds as many bytes and users as it counts.
        Some(message) => unsafe {
            (
                read_bytes(message.content, message.content_length),
                message.send_mode,
                read_users(message.recv_user_list, message.recv_user_list_count),
            )
        },
        None => (Vec::new(), 0, Vec::new()),
    };
    enter(handle, |engine| {
        let answer = engine.instance.transparent(&room, &content, mode, to);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn set_room_extra(
    handle: zego_handle,
    room: *const c_char,
    key: *const c_char,
    value: *const c_char,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for three texts, or NULL.
    let (room, key, value) = unsafe {
        (
            text::read_or_empty(room),
            text::read_or_empty(key),
            text::read_or_empty(value),
        )
    };
    enter(handle, |engine| {
        let answer = engine.instance.set_room_extra(&room, &key, &value);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn set_stream_extra(
    handle: zego_handle,
    extra_info: *const c_char,
    channel: zego_publish_channel,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let text = unsafe { text::read_or_empty(extra_info) };
    enter(handle, |engine| {
        let answer = engine.instance.set_stream_extra(&text, channel);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

/// # Safety
///
/// `users` is null or points to `count` users.
unsafe fn read_users(users: *const zego_user, count: u32) -> Vec<Identity> {
    if users.is_null() {
        return Vec::new();
    }
    // SAFETY: the caller vouches for the count.
    let users = unsafe { std::slice::from_raw_parts(users, count as usize) };
    users.iter().map(read_user).collect()
}

/// # Safety
///
/// `bytes` is null or points to `count` bytes.
pub(super) unsafe fn read_bytes(bytes: *const u8, count: u32) -> Vec<u8> {
    if bytes.is_null() {
        return Vec::new();
    }
    // SAFETY: the caller vouches for the count.
    unsafe { std::slice::from_raw_parts(bytes, count as usize) }.to_vec()
}
