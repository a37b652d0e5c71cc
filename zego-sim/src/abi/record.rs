//! Recording what is captured, and what is played.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_data_record_config, zego_handle, zego_publish_channel};

use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_recording_captured_data = Some(start);
    api.zego_express_stop_recording_captured_data = Some(stop);
    api.zego_express_start_recording_remote_data = Some(start_remote);
    api.zego_express_stop_recording_remote_data = Some(stop_remote);
}

unsafe extern "C" fn start(
    handle: zego_handle,
    config: zego_data_record_config,
    channel: zego_publish_channel,
) -> c_int {
    let path = text::read_array(&config.file_path);
    enter(handle, |engine| {
        engine
            .instance
            .record_channel(channel, &path, config.record_type)
    })
}

unsafe extern "C" fn stop(handle: zego_handle, channel: zego_publish_channel) -> c_int {
    enter(handle, |engine| {
        engine.instance.stop_recording_channel(channel)
    })
}

unsafe extern "C" fn start_remote(
    handle: zego_handle,
    config: zego_data_record_config,
    stream: *const c_char,
) -> c_int {
    let path = text::read_array(&config.file_path);
    // SAFETY: the interface asks for a C string or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        engine
            .instance
            .record_stream(&stream, &path, config.record_type)
    })
}

unsafe extern "C" fn stop_remote(handle: zego_handle, stream: *const c_char) -> c_int {
    // SAFETY: the interface asks for a C string or NULL.
    let stream = unsafe { text::read_or_empty(stream) };
    enter(handle, |engine| {
        engine.instance.stop_recording_stream(&stream)
    })
}
