//! Publishing and preview.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_canvas, zego_handle, zego_publish_channel, zego_publisher_config};

use crate::engine::mute::Part;

use super::handles::enter;
use super::message::read_bytes;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_publishing_stream = Some(publish);
    api.zego_express_start_publishing_stream_with_config = Some(publish_with_config);
    api.zego_express_stop_publishing_stream = Some(stop_publishing);
    api.zego_express_start_preview = Some(start_preview);
    api.zego_express_stop_preview = Some(stop_preview);
    api.zego_express_send_sei = Some(send_sei);
    api.zego_express_mute_publish_stream_audio = Some(mute_audio);
    api.zego_express_mute_publish_stream_video = Some(mute_video);
    api.zego_express_enable_camera = Some(enable_camera);
}

unsafe extern "C" fn publish(
    handle: zego_handle,
    stream: *const c_char,
    channel: zego_publish_channel,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        engine.instance.publish(&stream, channel, "")
    })
}

unsafe extern "C" fn publish_with_config(
    handle: zego_handle,
    stream: *const c_char,
    config: zego_publisher_config,
    channel: zego_publish_channel,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        let room = text::read_array(&config.room_id);
        engine.instance.publish(&stream, channel, &room)
    })
}

unsafe extern "C" fn stop_publishing(handle: zego_handle, channel: zego_publish_channel) -> c_int {
    enter(handle, |engine| engine.instance.stop_publishing(channel))
}

unsafe extern "C" fn start_preview(
    handle: zego_handle,
    _canvas: *mut zego_canvas,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| engine.instance.start_preview(channel))
}

unsafe extern "C" fn stop_preview(handle: zego_handle, channel: zego_publish_channel) -> c_int {
    enter(handle, |engine| engine.instance.stop_preview(channel))
}

unsafe extern "C" fn mute_audio(
    handle: zego_handle,
    mute: bool,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .withhold("mutePublishStreamAudio", channel, Part::Audio, mute)
    })
}

unsafe extern "C" fn mute_video(
    handle: zego_handle,
    mute: bool,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .withhold("mutePublishStreamVideo", channel, Part::Video, mute)
    })
}

unsafe extern "C" fn enable_camera(
    handle: zego_handle,
    enable: bool,
    _notify: c_int,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .withhold("enableCamera", channel, Part::Camera, !enable)
    })
}

unsafe extern "C" fn send_sei(
    handle: zego_handle,
    data: *const u8,
    length: u32,
    channel: zego_publish_channel,
) -> c_int {
    // SAFETY: the interface asks for as many bytes as it counts, or NULL.
    let data = unsafe { read_bytes(data, length) };
    enter(handle, |engine| engine.instance.send_sei(channel, &data))
}
