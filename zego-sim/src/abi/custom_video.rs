//! Custom video: pictures that the program captures and renders by itself.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_custom_video_capture_config, zego_custom_video_render_config, zego_handle,
    zego_publish_channel, zego_video_frame_param,
};

use crate::media::calls::Described;

use super::bytes;
use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_enable_custom_video_capture = Some(enable_capture);
    api.zego_express_send_custom_video_capture_raw_data = Some(send_raw_frame);
    api.zego_express_enable_custom_video_render = Some(enable_render);
    api.zego_express_enable_captured_video_custom_video_render = Some(enable_captured_render);
    api.zego_express_enable_remote_video_custom_video_render = Some(enable_remote_render);
}

unsafe extern "C" fn enable_capture(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_video_capture_config,
    channel: zego_publish_channel,
) -> c_int {
    // SAFETY: the interface asks for a config or NULL.
    let buffer_type = unsafe { config.as_ref() }.map_or(0, |config| config.buffer_type);
    enter(handle, |engine| {
        engine
            .instance
            .set_custom_capture(channel, enable.then_some(buffer_type))
    })
}

unsafe extern "C" fn send_raw_frame(
    handle: zego_handle,
    data: *const u8,
    length: c_uint,
    param: zego_video_frame_param,
    time: c_ulonglong,
    _time_scale: c_uint,
    channel: zego_publish_channel,
) -> c_int {
    let described = Described {
        format: param.format,
        width: param.width,
        height: param.height,
        strides: param.strides,
        rotation: param.rotation,
        time,
    };
    enter(handle, |engine| {
        // SAFETY: the interface asks for so many bytes, or NULL.
        let bytes = unsafe { bytes::read(data, length) };
        engine.instance.send_picture(channel, &described, bytes)
    })
}

unsafe extern "C" fn enable_render(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_video_render_config,
) -> c_int {
    // SAFETY: the interface asks for a config or NULL.
    let series = unsafe { config.as_ref() }.map_or(0, |config| config.frame_format_series);
    enter(handle, |engine| {
        engine.instance.set_custom_render(enable.then_some(series))
    })
}

unsafe extern "C" fn enable_captured_render(
    handle: zego_handle,
    enable: bool,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        engine.instance.set_captured_render(channel, enable)
    })
}

unsafe extern "C" fn enable_remote_render(
    handle: zego_handle,
    enable: bool,
    stream: *const c_char,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        engine.instance.set_remote_render(&stream, enable)
    })
}
