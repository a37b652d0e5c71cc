//! Playing.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_canvas, zego_handle, zego_player_config};

use crate::engine::mute::Part;

use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_playing_stream = Some(play);
    api.zego_express_start_playing_stream_with_config = Some(play_with_config);
    api.zego_express_stop_playing_stream = Some(stop_playing);
    api.zego_express_set_play_volume = Some(set_volume);
    api.zego_express_set_all_play_stream_volume = Some(set_all_volumes);
    api.zego_express_mute_play_stream_audio = Some(mute_audio);
    api.zego_express_mute_play_stream_video = Some(mute_video);
    api.zego_express_mute_all_play_stream_audio = Some(mute_all_audio);
    api.zego_express_mute_all_play_audio_streams = Some(mute_all_audio);
    api.zego_express_mute_all_play_stream_video = Some(mute_all_video);
    api.zego_express_mute_all_play_video_streams = Some(mute_all_video);
    api.zego_express_update_playing_canvas = Some(update_canvas);
    api.zego_express_enable_hardware_decoder = Some(enable_hardware_decoder);
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

unsafe extern "C" fn set_volume(
    handle: zego_handle,
    stream: *const c_char,
    volume: c_int,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        let stream = Some(stream.as_str());
        engine
            .instance
            .set_play_volume("setPlayStreamVolume", stream, volume)
    })
}

unsafe extern "C" fn set_all_volumes(handle: zego_handle, volume: c_int) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .set_play_volume("setAllPlayStreamVolume", None, volume)
    })
}

unsafe extern "C" fn mute_audio(handle: zego_handle, stream: *const c_char, mute: bool) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        let stream = Some(stream.as_str());
        engine
            .instance
            .mute_playback("mutePlayStreamAudio", stream, Part::Audio, mute)
    })
}

unsafe extern "C" fn mute_video(handle: zego_handle, stream: *const c_char, mute: bool) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        let stream = Some(stream.as_str());
        engine
            .instance
            .mute_playback("mutePlayStreamVideo", stream, Part::Video, mute)
    })
}

unsafe extern "C" fn mute_all_audio(handle: zego_handle, mute: bool) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .mute_playback("muteAllPlayStreamAudio", None, Part::Audio, mute)
    })
}

unsafe extern "C" fn mute_all_video(handle: zego_handle, mute: bool) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .mute_playback("muteAllPlayStreamVideo", None, Part::Video, mute)
    })
}

unsafe extern "C" fn update_canvas(
    handle: zego_handle,
    _stream: *const c_char,
    _canvas: *mut zego_canvas,
) -> c_int {
    enter(handle, |engine| {
        engine.instance.accept("updatePlayingCanvas")
    })
}

unsafe extern "C" fn enable_hardware_decoder(handle: zego_handle, _enable: bool) -> c_int {
    enter(handle, |engine| {
        engine.instance.accept("enableHardwareDecoder")
    })
}
