//! Settings of pictures and sounds.

use std::ffi::c_int;

use zego_sys::{
    Api, zego_audio_config, zego_handle, zego_publish_channel, zego_publish_channel_main,
    zego_video_config,
};

use crate::engine::settings::{AudioConfig, VideoConfig};

use super::handles::enter;

pub(super) fn install(api: &mut Api) {
    api.zego_express_set_video_config = Some(set_video);
    api.zego_express_get_video_config = Some(get_video);
    api.zego_express_set_audio_config = Some(set_audio);
    api.zego_express_set_audio_config_by_channel = Some(set_audio_by_channel);
    api.zego_express_get_audio_config = Some(get_audio);
    api.zego_express_get_audio_config_by_channel = Some(get_audio_by_channel);
    api.zego_express_mute_microphone = Some(mute_microphone);
    api.zego_express_is_microphone_muted = Some(is_microphone_muted);
    api.zego_express_set_capture_volume = Some(set_capture_volume);
    api.zego_express_get_capture_volume = Some(get_capture_volume);
}

unsafe extern "C" fn set_video(
    handle: zego_handle,
    config: zego_video_config,
    channel: zego_publish_channel,
) -> c_int {
    let config = VideoConfig {
        capture_width: config.capture_width,
        capture_height: config.capture_height,
        encode_width: config.encode_width,
        encode_height: config.encode_height,
        fps: config.fps,
        kbps: config.bitrate,
        codec: config.codec_id,
        key_frame_seconds: config.key_frame_interval,
    };
    enter(handle, |engine| {
        engine.instance.set_video_config(channel, config)
    })
}

unsafe extern "C" fn get_video(
    handle: zego_handle,
    channel: zego_publish_channel,
    config: *mut zego_video_config,
) -> c_int {
    enter(handle, |engine| {
        let set = engine.instance.video_config(channel);
        if !config.is_null() {
            // SAFETY: the interface asks for a place for a config.
            unsafe {
                *config = zego_video_config {
                    capture_width: set.capture_width,
                    capture_height: set.capture_height,
                    encode_width: set.encode_width,
                    encode_height: set.encode_height,
                    fps: set.fps,
                    bitrate: set.kbps,
                    codec_id: set.codec,
                    key_frame_interval: set.key_frame_seconds,
                }
            };
        }
        0
    })
}

unsafe extern "C" fn set_audio(handle: zego_handle, config: zego_audio_config) -> c_int {
    // SAFETY: the call keeps to the interface as this one does.
    unsafe { set_audio_by_channel(handle, config, zego_publish_channel_main) }
}

unsafe extern "C" fn set_audio_by_channel(
    handle: zego_handle,
    config: zego_audio_config,
    channel: zego_publish_channel,
) -> c_int {
    let config = AudioConfig {
        kbps: config.bitrate,
        channels: config.channel,
        codec: config.codec_id,
    };
    enter(handle, |engine| {
        engine.instance.set_audio_config(channel, config)
    })
}

unsafe extern "C" fn get_audio(handle: zego_handle, config: *mut zego_audio_config) -> c_int {
    // SAFETY: the call keeps to the interface as this one does.
    unsafe { get_audio_by_channel(handle, zego_publish_channel_main, config) }
}

unsafe extern "C" fn get_audio_by_channel(
    handle: zego_handle,
    channel: zego_publish_channel,
    config: *mut zego_audio_config,
) -> c_int {
    enter(handle, |engine| {
        let set = engine.instance.audio_config(channel);
        if !config.is_null() {
            // SAFETY: the interface asks for a place for a config.
            unsafe {
                *config = zego_audio_config {
                    bitrate: set.kbps,
                    channel: set.channels,
                    codec_id: set.codec,
                }
            };
        }
        0
    })
}

unsafe extern "C" fn mute_microphone(handle: zego_handle, mute: bool) -> c_int {
    enter(handle, |engine| engine.instance.mute_microphone(mute))
}

unsafe extern "C" fn is_microphone_muted(handle: zego_handle, is_mute: *mut bool) -> c_int {
    enter(handle, |engine| {
        let muted = engine.instance.is_microphone_muted();
        if !is_mute.is_null() {
            // SAFETY: the interface asks for a place for a bool.
            unsafe { *is_mute = muted };
        }
        0
    })
}

unsafe extern "C" fn set_capture_volume(handle: zego_handle, volume: c_int) -> c_int {
    enter(handle, |engine| engine.instance.set_capture_volume(volume))
}

unsafe extern "C" fn get_capture_volume(handle: zego_handle, volume: *mut c_int) -> c_int {
    enter(handle, |engine| {
        let set = engine.instance.look(|state| {
            state
                .life
                .as_ref()
                .and_then(|life| life.settings.capture_volume)
        });
        if !volume.is_null() {
            // SAFETY: the interface asks for a place for a number.
            unsafe { *volume = set.unwrap_or(100) };
        }
        0
    })
}
