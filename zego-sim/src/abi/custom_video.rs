//! The switch of custom video capture; frames are the business of `media`.

use std::ffi::c_int;

use zego_sys::{Api, zego_custom_video_capture_config, zego_handle, zego_publish_channel};

use super::handles::enter;

pub(super) fn install(api: &mut Api) {
    api.zego_express_enable_custom_video_capture = Some(enable_capture);
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
