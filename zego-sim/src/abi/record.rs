//! Recording what is captured.

use std::ffi::c_int;

use zego_sys::{Api, zego_data_record_config, zego_handle, zego_publish_channel};

use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_recording_captured_data = Some(start);
    api.zego_express_stop_recording_captured_data = Some(stop);
}

unsafe extern "C" fn start(
    handle: zego_handle,
    config: zego_data_record_config,
    channel: zego_publish_channel,
) -> c_int {
    let path = text::read_array(&config.file_path);
    enter(handle, |engine| {
        engine.instance.record(channel, &path, config.record_type)
    })
}

unsafe extern "C" fn stop(handle: zego_handle, channel: zego_publish_channel) -> c_int {
    enter(handle, |engine| engine.instance.stop_recording(channel))
}
