//! Custom video: pictures that the program captures and renders by itself.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_custom_video_capture_config, zego_custom_video_render_config, zego_handle,
    zego_publish_channel, zego_video_buffer_type_encoded_data, zego_video_encoded_frame_param,
    zego_video_frame_param,
};

use crate::media::calls::{Described, Taken};
use crate::media::encoded::Encoded;

use super::bytes;
use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_enable_custom_video_capture = Some(enable_capture);
    api.zego_express_send_custom_video_capture_raw_data = Some(send_raw_frame);
    api.zego_express_send_custom_video_capture_encoded_data = Some(send_encoded_frame);
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

unsafe extern "C" fn send_encoded_frame(
    handle: zego_handle,
    data: *const u8,
    length: c_uint,
    param: zego_video_encoded_frame_param,
    time: f64,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for so many bytes, or NULL, here and in the description.
        let (data, sei) = unsafe {
            (
                bytes::read(data, length),
                bytes::read(param.sei_data, param.sei_data_length),
            )
        };
        let encoded = Encoded {
            format: param.format,
            is_key_frame: param.is_key_frame,
            rotation: param.rotation,
            width: param.width,
            height: param.height,
            time: time.max(0.0) as u64,
            data: data.to_vec(),
            sei: sei.to_vec(),
        };
        engine.instance.send_encoded(channel, encoded)
    })
}

unsafe extern "C" fn enable_render(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_video_render_config,
) -> c_int {
    // SAFETY: the interface asks for a config or NULL.
    let taken = match unsafe { config.as_ref() } {
        Some(config) if config.buffer_type == zego_video_buffer_type_encoded_data => Taken::Encoded,
        Some(config) => Taken::Raw(config.frame_format_series),
        None => Taken::Raw(0),
    };
    enter(handle, |engine| {
        engine.instance.set_custom_render(enable.then_some(taken))
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
