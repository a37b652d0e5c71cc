//! Devices and what is measured: lists, which are empty here, sound levels, spectra, performance,
//! and what is set of devices that don't exist.

use std::ffi::{c_int, c_uint};

use zego_sys::{
    Api, zego_audio_device_type, zego_audio_vad_stable_state_monitor_type, zego_device_info,
    zego_handle, zego_sound_level_config,
};

use super::handles::enter;
use super::put;

pub(super) fn install(api: &mut Api) {
    api.zego_express_get_audio_device_list = Some(get_audio_devices);
    api.zego_express_free_audio_device_list = Some(free_audio_devices);
    api.zego_express_get_video_device_list = Some(get_video_devices);
    api.zego_express_free_video_device_list = Some(free_video_devices);
    api.zego_express_start_sound_level_monitor = Some(start_levels);
    api.zego_express_start_sound_level_monitor_with_config = Some(start_levels_with_config);
    api.zego_express_stop_sound_level_monitor = Some(stop_levels);
    api.zego_express_start_audio_spectrum_monitor = Some(start_spectra);
    api.zego_express_stop_audio_spectrum_monitor = Some(stop_spectra);
    api.zego_express_start_performance_monitor = Some(start_performance);
    api.zego_express_stop_performance_monitor = Some(stop_performance);
    api.zego_express_start_audio_vad_stable_state_monitor = Some(watch_voice);
    api.zego_express_stop_audio_vad_stable_state_monitor = Some(unwatch_voice);
    api.zego_express_mute_speaker = Some(mute_speaker);
    api.zego_express_is_speaker_muted = Some(is_speaker_muted);
    api.zego_express_enable_audio_capture_device = Some(enable_audio_capture_device);
    api.zego_express_enable_aec = Some(enable_aec);
    api.zego_express_enable_agc = Some(enable_agc);
    api.zego_express_enable_ans = Some(enable_ans);
    api.zego_express_enable_headphone_aec = Some(enable_headphone_aec);
    api.zego_express_enable_transient_ans = Some(enable_transient_ans);
    api.zego_express_set_aec_mode = Some(set_aec_mode);
    api.zego_express_set_ans_mode = Some(set_ans_mode);
}

unsafe extern "C" fn get_audio_devices(
    handle: zego_handle,
    _kind: zego_audio_device_type,
    count: *mut c_int,
    list: *mut *mut zego_device_info,
) -> c_int {
    // SAFETY: the interface asks for places for a number and a list, or NULL.
    unsafe { no_devices(handle, "getAudioDeviceList", count, list) }
}

unsafe extern "C" fn free_audio_devices(
    handle: zego_handle,
    _list: *mut zego_device_info,
) -> c_int {
    told(handle, "freeAudioDeviceList")
}

unsafe extern "C" fn get_video_devices(
    handle: zego_handle,
    count: *mut c_int,
    list: *mut *mut zego_device_info,
) -> c_int {
    // SAFETY: the interface asks for places for a number and a list, or NULL.
    unsafe { no_devices(handle, "getVideoDeviceList", count, list) }
}

unsafe extern "C" fn free_video_devices(
    handle: zego_handle,
    _list: *mut zego_device_info,
) -> c_int {
    told(handle, "freeVideoDeviceList")
}

unsafe extern "C" fn start_levels(handle: zego_handle, ms: c_uint) -> c_int {
    enter(handle, |engine| engine.instance.monitor_levels(ms, false))
}

unsafe extern "C" fn start_levels_with_config(
    handle: zego_handle,
    config: zego_sound_level_config,
) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .monitor_levels(config.millisecond, config.enable_vad)
    })
}

unsafe extern "C" fn stop_levels(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.stop_levels())
}

unsafe extern "C" fn start_spectra(handle: zego_handle, ms: c_uint) -> c_int {
    enter(handle, |engine| engine.instance.monitor_spectra(ms))
}

unsafe extern "C" fn stop_spectra(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.stop_spectra())
}

unsafe extern "C" fn start_performance(handle: zego_handle, ms: c_uint) -> c_int {
    enter(handle, |engine| engine.instance.monitor_performance(ms))
}

unsafe extern "C" fn stop_performance(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.stop_performance())
}

unsafe extern "C" fn watch_voice(
    handle: zego_handle,
    source: zego_audio_vad_stable_state_monitor_type,
    ms: c_int,
) -> c_int {
    enter(handle, |engine| engine.instance.watch_voice(source, ms))
}

unsafe extern "C" fn unwatch_voice(
    handle: zego_handle,
    source: zego_audio_vad_stable_state_monitor_type,
) -> c_int {
    enter(handle, |engine| engine.instance.unwatch_voice(source))
}

unsafe extern "C" fn mute_speaker(handle: zego_handle, mute: bool) -> c_int {
    enter(handle, |engine| {
        engine
            .instance
            .set("muteSpeaker", |settings| settings.speaker_muted = mute)
    })
}

unsafe extern "C" fn is_speaker_muted(handle: zego_handle, is_muted: *mut bool) -> c_int {
    enter(handle, |engine| {
        let mut muted = false;
        let code = engine
            .instance
            .set("isSpeakerMuted", |settings| muted = settings.speaker_muted);
        // SAFETY: the interface asks for a place for a bool, or NULL.
        unsafe { put(is_muted, muted) };
        code
    })
}

/// Defines functions that are taken and change nothing: there is no device for them to change.
macro_rules! taken {
    ($($name:ident($type:ty) $told:literal;)*) => {$(
        unsafe extern "C" fn $name(handle: zego_handle, _: $type) -> c_int {
            enter(handle, |engine| engine.instance.set($told, |_| {}))
        }
    )*};
}

taken! {
    enable_audio_capture_device(bool) "enableAudioCaptureDevice";
    enable_aec(bool) "enableAEC";
    enable_agc(bool) "enableAGC";
    enable_ans(bool) "enableANS";
    enable_headphone_aec(bool) "enableHeadphoneAEC";
    enable_transient_ans(bool) "enableTransientANS";
    set_aec_mode(c_int) "setAECMode";
    set_ans_mode(c_int) "setANSMode";
}

/// # Safety
///
/// `count` and `list` are null or places for what they are named after.
unsafe fn no_devices(
    handle: zego_handle,
    function: &'static str,
    count: *mut c_int,
    list: *mut *mut zego_device_info,
) -> c_int {
    // SAFETY: the caller vouches for the places.
    unsafe {
        put(count, 0);
        put(list, std::ptr::null_mut());
    }
    told(handle, function)
}

fn told(handle: zego_handle, function: &'static str) -> c_int {
    enter(handle, |engine| {
        engine.instance.call(function, |_, _| Ok(()))
    })
}
