//! Custom audio: sound that the program captures, renders, observes and changes by itself.

use std::ffi::{c_int, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_audio_frame_param, zego_custom_audio_config, zego_custom_audio_process_config,
    zego_handle, zego_publish_channel,
};

use crate::codes::ILLEGAL_PARAMETER;
use crate::media::codec::Coded;
use crate::media::settings::{Blocks, Processing};

use super::bytes;
use super::handles::enter;

pub(super) fn install(api: &mut Api) {
    api.zego_express_enable_custom_audio_io = Some(enable_io);
    api.zego_express_send_custom_audio_capture_pcm_data = Some(send_pcm);
    api.zego_express_send_custom_audio_capture_aac_data = Some(send_aac);
    api.zego_express_send_custom_audio_capture_opus_data = Some(send_opus);
    api.zego_express_fetch_custom_audio_render_pcm_data = Some(fetch_pcm);
    api.zego_express_send_reference_audio_pcm_data = Some(send_reference);
    api.zego_express_start_audio_data_observer = Some(start_observer);
    api.zego_express_stop_audio_data_observer = Some(stop_observer);
    api.zego_express_enable_custom_audio_capture_processing = Some(process_captured);
    api.zego_express_enable_custom_audio_capture_processing_after_headphone_monitor =
        Some(process_after_monitor);
    api.zego_express_enable_custom_audio_remote_processing = Some(process_remote);
    api.zego_express_enable_custom_audio_playback_processing = Some(process_playback);
}

unsafe extern "C" fn enable_io(
    handle: zego_handle,
    enable: bool,
    _config: *mut zego_custom_audio_config,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        engine.instance.set_custom_audio(channel, enable)
    })
}

unsafe extern "C" fn send_pcm(
    handle: zego_handle,
    data: *mut u8,
    length: c_uint,
    param: zego_audio_frame_param,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for so many bytes, or NULL.
        let bytes = unsafe { bytes::read(data, length) };
        engine
            .instance
            .send_pcm(channel, param.sample_rate, param.channel, bytes)
    })
}

/// The longest specific config before a block of AAC.
const MOST_CONFIG: usize = 64;

unsafe extern "C" fn send_aac(
    handle: zego_handle,
    data: *mut u8,
    length: c_uint,
    config_length: c_uint,
    _time: c_ulonglong,
    _samples: c_uint,
    param: zego_audio_frame_param,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for so many bytes, or NULL.
        let bytes = unsafe { bytes::read(data, length) };
        let split = bytes.split_at_checked(config_length as usize);
        let Some((config, data)) = split.filter(|(config, _)| config.len() <= MOST_CONFIG) else {
            return ILLEGAL_PARAMETER;
        };
        let coded = Coded::Aac { config, data };
        engine
            .instance
            .send_coded(channel, param.sample_rate, param.channel, coded)
    })
}

unsafe extern "C" fn send_opus(
    handle: zego_handle,
    data: *mut u8,
    length: c_uint,
    _time: c_ulonglong,
    _samples: c_uint,
    param: zego_audio_frame_param,
    channel: zego_publish_channel,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for so many bytes, or NULL.
        let coded = Coded::Opus(unsafe { bytes::read(data, length) });
        engine
            .instance
            .send_coded(channel, param.sample_rate, param.channel, coded)
    })
}

unsafe extern "C" fn fetch_pcm(
    handle: zego_handle,
    data: *mut u8,
    length: c_uint,
    param: zego_audio_frame_param,
) -> c_int {
    enter(handle, |engine| {
        let mut samples = vec![0; length as usize / 2];
        let code = engine
            .instance
            .fetch_pcm(param.sample_rate, param.channel, &mut samples);
        // SAFETY: the interface asks for a place of so many bytes, or NULL.
        let place = unsafe { bytes::place(data, length) };
        for (to, sample) in place.chunks_exact_mut(2).zip(samples) {
            to.copy_from_slice(&sample.to_le_bytes());
        }
        code
    })
}

/// The far end for echo cancelling, which doesn't happen here.
unsafe extern "C" fn send_reference(
    handle: zego_handle,
    _data: *mut u8,
    _length: c_uint,
    _param: zego_audio_frame_param,
) -> c_int {
    enter(handle, |engine| engine.instance.desk().err().unwrap_or(0))
}

unsafe extern "C" fn start_observer(
    handle: zego_handle,
    mask: c_uint,
    param: zego_audio_frame_param,
) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .observe(mask, param.sample_rate, param.channel)
    })
}

unsafe extern "C" fn stop_observer(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.stop_observing())
}

unsafe extern "C" fn process_captured(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_audio_process_config,
) -> c_int {
    let function = "enableCustomAudioCaptureProcessing";
    // SAFETY: the interface asks for a config or NULL.
    unsafe { process(handle, function, enable, config, |p| &mut p.captured) }
}

unsafe extern "C" fn process_after_monitor(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_audio_process_config,
) -> c_int {
    let function = "enableCustomAudioCaptureProcessingAfterHeadphoneMonitor";
    // SAFETY: the interface asks for a config or NULL.
    unsafe { process(handle, function, enable, config, |p| &mut p.after_monitor) }
}

unsafe extern "C" fn process_remote(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_audio_process_config,
) -> c_int {
    let function = "enableCustomAudioRemoteProcessing";
    // SAFETY: the interface asks for a config or NULL.
    unsafe { process(handle, function, enable, config, |p| &mut p.remote) }
}

unsafe extern "C" fn process_playback(
    handle: zego_handle,
    enable: bool,
    config: *mut zego_custom_audio_process_config,
) -> c_int {
    let function = "enableCustomAudioPlaybackProcessing";
    // SAFETY: the interface asks for a config or NULL.
    unsafe { process(handle, function, enable, config, |p| &mut p.playback) }
}

/// # Safety
///
/// `config` is null or points to a config.
unsafe fn process(
    handle: zego_handle,
    function: &'static str,
    enable: bool,
    config: *const zego_custom_audio_process_config,
    place: fn(&mut Processing) -> &mut Option<Blocks>,
) -> c_int {
    // SAFETY: the caller vouches for it.
    let config = unsafe { config.as_ref() }.copied().unwrap_or_default();
    enter(handle, |engine| {
        let blocks = Blocks::described(config.sample_rate, config.channel, config.samples);
        engine
            .instance
            .set_processing(function, enable.then_some(blocks), place)
    })
}
