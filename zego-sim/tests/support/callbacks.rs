//! The callbacks that a test program registers: each writes one line of text.

use std::ffi::{c_char, c_int, c_void};

use zego_sys::{
    zego_broadcast_message_info, zego_handle, zego_play_stream_quality,
    zego_publish_stream_quality, zego_stream, zego_user,
};

use super::{Heard, array, streams, text};

/// Writes a line for the program behind a context.
///
/// # Safety
///
/// `context` is what `register` handed over.
unsafe fn hear(context: *mut c_void, text: String) {
    // SAFETY: the caller vouches for the context, which is never freed.
    unsafe { &*context.cast::<Heard>() }.hear(text);
}

pub(super) unsafe extern "C" fn api_called(
    _: zego_handle,
    code: c_int,
    function: *const c_char,
    _: *const c_char,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("api {} {code}", text(function))) }
}

pub(super) unsafe extern "C" fn debug_error(
    _: zego_handle,
    code: c_int,
    function: *const c_char,
    _: *const c_char,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("error {} {code}", text(function))) }
}

pub(super) unsafe extern "C" fn engine_uninit(_: zego_handle, context: *mut c_void) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, "gone".to_owned()) }
}

pub(super) unsafe extern "C" fn room_state_changed(
    _: zego_handle,
    room: *const c_char,
    reason: c_int,
    code: c_int,
    _: *const c_char,
    context: *mut c_void,
) {
    const REASONS: [&str; 9] = [
        "LOGINING",
        "LOGINED",
        "LOGIN_FAILED",
        "RECONNECTING",
        "RECONNECTED",
        "RECONNECT_FAILED",
        "KICK_OUT",
        "LOGOUT",
        "LOGOUT_FAILED",
    ];
    let named = usize::try_from(reason).ok().and_then(|at| REASONS.get(at));
    let reason = named.map_or(reason.to_string(), |name| (*name).to_owned());
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("{} {reason} {code}", text(room))) }
}

pub(super) unsafe extern "C" fn login_result(
    _: zego_handle,
    code: c_int,
    _: *const c_char,
    room: *const c_char,
    sequence: c_int,
    context: *mut c_void,
) {
    let sign = if sequence < 0 { "-" } else { "+" };
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("login {} {code} {sign}", text(room))) }
}

pub(super) unsafe extern "C" fn logout_result(
    _: zego_handle,
    code: c_int,
    _: *const c_char,
    room: *const c_char,
    _: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("logout {} {code}", text(room))) }
}

pub(super) unsafe extern "C" fn users_updated(
    _: zego_handle,
    room: *const c_char,
    update: c_int,
    list: *const zego_user,
    count: u32,
    context: *mut c_void,
) {
    let users = if list.is_null() {
        vec!["NULL".to_owned(); count as usize]
    } else {
        // SAFETY: the engine keeps to the interface.
        let users = unsafe { std::slice::from_raw_parts(list, count as usize) };
        users.iter().map(|user| array(&user.user_id)).collect()
    };
    let sign = ["+", "-"][update as usize];
    // SAFETY: the engine keeps to the interface.
    unsafe {
        hear(
            context,
            format!("{} users {sign}{}", text(room), users.join(",")),
        )
    }
}

pub(super) unsafe extern "C" fn streams_updated(
    _: zego_handle,
    room: *const c_char,
    update: c_int,
    list: *const zego_stream,
    count: u32,
    extended: *const c_char,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    let (ids, extended) = unsafe { (streams(list, count), text(extended)) };
    let why = extended.rsplit("\"code\":").next().unwrap_or_default();
    let why = why.trim_end_matches(['}', ']']);
    let sign = ["+", "-"][update as usize];
    // SAFETY: the engine keeps to the interface.
    unsafe {
        hear(
            context,
            format!("{} streams {sign}{} {why}", text(room), ids.join(","))
                .trim_end()
                .to_owned(),
        )
    }
}

pub(super) unsafe extern "C" fn online_count(
    _: zego_handle,
    room: *const c_char,
    count: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("{} online {count}", text(room))) }
}

pub(super) unsafe extern "C" fn token_will_expire(
    _: zego_handle,
    room: *const c_char,
    seconds: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("{} token {seconds} s", text(room))) }
}

pub(super) unsafe extern "C" fn publisher_state(
    _: zego_handle,
    stream: *const c_char,
    state: c_int,
    code: c_int,
    _: *const c_char,
    context: *mut c_void,
) {
    let state = ["NO_PUBLISH", "REQUESTING", "PUBLISHING"][state as usize];
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("publish {} {state} {code}", text(stream))) }
}

pub(super) unsafe extern "C" fn publisher_quality(
    _: zego_handle,
    stream: *const c_char,
    _: zego_publish_stream_quality,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("publish quality {}", text(stream))) }
}

pub(super) unsafe extern "C" fn player_state(
    _: zego_handle,
    stream: *const c_char,
    state: c_int,
    code: c_int,
    _: *const c_char,
    context: *mut c_void,
) {
    let state = ["NO_PLAY", "REQUESTING", "PLAYING"][state as usize];
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("play {} {state} {code}", text(stream))) }
}

pub(super) unsafe extern "C" fn player_quality(
    _: zego_handle,
    stream: *const c_char,
    _: zego_play_stream_quality,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("play quality {}", text(stream))) }
}

pub(super) unsafe extern "C" fn sei(
    _: zego_handle,
    stream: *const c_char,
    data: *const u8,
    length: u32,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    let data = unsafe { std::slice::from_raw_parts(data, length as usize) };
    let data = String::from_utf8_lossy(data);
    // SAFETY: as above.
    unsafe { hear(context, format!("sei {} {data}", text(stream))) }
}

pub(super) unsafe extern "C" fn microphone(
    _: zego_handle,
    stream: *const c_char,
    state: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("microphone {} {state}", text(stream))) }
}

pub(super) unsafe extern "C" fn broadcast(
    _: zego_handle,
    room: *const c_char,
    list: *const zego_broadcast_message_info,
    count: u32,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    let messages = unsafe { std::slice::from_raw_parts(list, count as usize) };
    for message in messages {
        let (from, said) = (array(&message.from_user.user_id), array(&message.message));
        // SAFETY: as above.
        unsafe { hear(context, format!("{} {from} says {said}", text(room))) }
    }
}

pub(super) unsafe extern "C" fn command(
    _: zego_handle,
    room: *const c_char,
    user: zego_user,
    said: *const c_char,
    context: *mut c_void,
) {
    let from = array(&user.user_id);
    // SAFETY: the engine keeps to the interface.
    unsafe {
        hear(
            context,
            format!("{} {from} commands {}", text(room), text(said)),
        )
    }
}

pub(super) unsafe extern "C" fn broadcast_result(
    _: zego_handle,
    room: *const c_char,
    _: u64,
    code: c_int,
    _: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("{} broadcast sent {code}", text(room))) }
}

pub(super) unsafe extern "C" fn command_result(
    _: zego_handle,
    room: *const c_char,
    code: c_int,
    _: c_int,
    context: *mut c_void,
) {
    // SAFETY: the engine keeps to the interface.
    unsafe { hear(context, format!("{} command sent {code}", text(room))) }
}
