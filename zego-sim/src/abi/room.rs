//! Rooms: login, logout, switch and token.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_handle, zego_room_config, zego_user};

use crate::engine::identity::Identity;
use crate::engine::session::RoomConfig;

use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_login_room = Some(login);
    api.zego_express_login_room_with_callback = Some(login_with_callback);
    api.zego_express_logout_room = Some(logout);
    api.zego_express_logout_room_with_callback = Some(logout_with_callback);
    api.zego_express_logout_all_room = Some(logout_all);
    api.zego_express_logout_all_room_with_callback = Some(logout_all_with_callback);
    api.zego_express_switch_room = Some(switch);
    api.zego_express_renew_token = Some(renew_token);
}

unsafe extern "C" fn login(
    handle: zego_handle,
    room: *const c_char,
    user: zego_user,
    config: *mut zego_room_config,
) -> c_int {
    // SAFETY: the interface asks for a text and a config, or NULL for either.
    let (room, config) = unsafe { (text::read(room), read_config(config)) };
    enter(handle, |engine| {
        engine
            .instance
            .login(room, read_user(&user), config, false)
            .0
    })
}

unsafe extern "C" fn login_with_callback(
    handle: zego_handle,
    room: *const c_char,
    user: zego_user,
    config: *mut zego_room_config,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for a text and a config, or NULL for either.
    let (room, config) = unsafe { (text::read(room), read_config(config)) };
    enter(handle, |engine| {
        let answer = engine.instance.login(room, read_user(&user), config, true);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn logout(handle: zego_handle, room: *const c_char) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let room = unsafe { text::read(room) };
    enter(handle, |engine| {
        engine.instance.logout(room.as_deref(), false).0
    })
}

unsafe extern "C" fn logout_with_callback(
    handle: zego_handle,
    room: *const c_char,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let room = unsafe { text::read(room) };
    enter(handle, |engine| {
        let answer = engine.instance.logout(room.as_deref(), true);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn logout_all(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.logout_all(false).0)
}

unsafe extern "C" fn logout_all_with_callback(handle: zego_handle, sequence: *mut c_int) -> c_int {
    enter(handle, |engine| {
        let answer = engine.instance.logout_all(true);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { give(answer, sequence) }
    })
}

unsafe extern "C" fn switch(
    handle: zego_handle,
    from: *const c_char,
    to: *const c_char,
    config: *mut zego_room_config,
) -> c_int {
    // SAFETY: the interface asks for two texts and a config, or NULL for any.
    let (from, to, config) = unsafe {
        (
            text::read_or_empty(from),
            text::read_or_empty(to),
            read_config(config),
        )
    };
    enter(handle, |engine| engine.instance.switch(&from, &to, config))
}

unsafe extern "C" fn renew_token(
    handle: zego_handle,
    room: *const c_char,
    token: *const c_char,
) -> c_int {
    // SAFETY: the interface asks for two texts, or NULL.
    let (room, token) = unsafe { (text::read_or_empty(room), text::read_or_empty(token)) };
    enter(handle, |engine| engine.instance.renew_token(&room, &token))
}

pub(super) fn read_user(user: &zego_user) -> Identity {
    Identity {
        id: text::read_array(&user.user_id),
        name: text::read_array(&user.user_name),
    }
}

/// # Safety
///
/// `config` is null or points to a room config.
unsafe fn read_config(config: *const zego_room_config) -> RoomConfig {
    // SAFETY: the caller vouches for it.
    let Some(config) = (unsafe { config.as_ref() }) else {
        return RoomConfig::default();
    };
    RoomConfig {
        max_members: config.max_member_count,
        notify_users: config.is_user_status_notify,
        token: text::read_array(&config.token),
        room_type: config.room_type,
    }
}

/// Gives the sequence back through its pointer and the code as the call's answer.
///
/// # Safety
///
/// `sequence` is null or points to a place for a number.
pub(super) unsafe fn give((code, number): (i32, i32), sequence: *mut c_int) -> c_int {
    if !sequence.is_null() {
        // SAFETY: the caller vouches for the place.
        unsafe { *sequence = number };
    }
    code
}
