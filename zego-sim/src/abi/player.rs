//! Playing.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_canvas, zego_handle, zego_player_config};

use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_playing_stream = Some(play);
    api.zego_express_start_playing_stream_with_config = Some(play_with_config);
    api.zego_express_stop_playing_stream = Some(stop_playing);
}

unsafe extern "C" fn play(
    handle: zego_handle,
    stream: *const c_char,
    _canvas: *mut zego_canvas,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| engine.instance.play(&stream, ""))
}

unsafe extern "C" fn play_with_config(
    handle: zego_handle,
    stream: *const c_char,
    _canvas: *mut zego_canvas,
    config: zego_player_config,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        let room = text::read_array(&config.room_id);
        engine.instance.play(&stream, &room)
    })
}

unsafe extern "C" fn stop_playing(handle: zego_handle, stream: *const c_char) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read(stream) };
    enter(handle, |engine| {
        engine.instance.stop_playing(stream.as_deref())
    })
}
