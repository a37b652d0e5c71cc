//! The switch of custom video capture; frames are the business of `media`.

use std::ffi::{c_int, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_custom_video_capture_config, zego_handle, zego_publish_channel,
    zego_video_frame_param,
};

use super::handles::enter;

pub(super) fn install(api: &mut Api) {
    api.zego_express_enable_custom_video_capture = Some(enable_capture);
    api.zego_express_send_custom_video_capture_raw_data = Some(send_raw_frame);
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
    _data: *const u8,
    _length: c_uint,
    _param: zego_video_frame_param,
    _time: c_ulonglong,
    _time_scale: c_uint,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| engine.instance.check_capture(channel))
}
