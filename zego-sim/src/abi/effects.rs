//! The effect player.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_audio_effect_play_config, zego_audio_effect_player_instance_index, zego_handle,
};

use crate::media::effects::Start;
use crate::media::settings::heard;

use super::handles::enter;
use super::{put, text};

type Index = zego_audio_effect_player_instance_index;

pub(super) fn install(api: &mut Api) {
    api.zego_express_create_audio_effect_player = Some(create);
    api.zego_express_destroy_audio_effect_player = Some(destroy);
    api.zego_express_audio_effect_player_load_resource = Some(load);
    api.zego_express_audio_effect_player_unload_resource = Some(unload);
    api.zego_express_audio_effect_player_start = Some(start);
    api.zego_express_audio_effect_player_stop = Some(stop);
    api.zego_express_audio_effect_player_pause = Some(pause);
    api.zego_express_audio_effect_player_resume = Some(resume);
    api.zego_express_audio_effect_player_stop_all = Some(stop_all);
    api.zego_express_audio_effect_player_pause_all = Some(pause_all);
    api.zego_express_audio_effect_player_resume_all = Some(resume_all);
    api.zego_express_audio_effect_player_seek_to = Some(seek);
    api.zego_express_audio_effect_player_set_volume = Some(set_volume);
    api.zego_express_audio_effect_player_set_volume_all = Some(set_volume_all);
    api.zego_express_audio_effect_player_set_play_speed = Some(set_speed);
    api.zego_express_audio_effect_player_get_total_duration = Some(get_duration);
    api.zego_express_audio_effect_player_get_current_progress = Some(get_progress);
}

unsafe extern "C" fn create(handle: zego_handle, index: *mut Index) -> c_int {
    enter(handle, |engine| {
        let (code, made) = engine.instance.create_effects();
        // SAFETY: the interface asks for a place for an index, or NULL.
        unsafe { put(index, made) };
        code
    })
}

unsafe extern "C" fn destroy(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.destroy_effects(index))
}

unsafe extern "C" fn load(
    handle: zego_handle,
    id: c_uint,
    path: *const c_char,
    index: Index,
    sequence: *mut c_int,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let path = unsafe { text::read_or_empty(path) };
    enter(handle, |engine| {
        let (code, number) = engine.instance.load_effect(index, id, &path);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { put(sequence, number) };
        code
    })
}

unsafe extern "C" fn unload(handle: zego_handle, id: c_uint, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.unload_effect(index, id))
}

unsafe extern "C" fn start(
    handle: zego_handle,
    id: c_uint,
    path: *const c_char,
    config: *mut zego_audio_effect_play_config,
    index: Index,
) -> c_int {
    // SAFETY: the interface asks for a text and a config, or NULL for either.
    let (path, config) = unsafe { (text::read(path), config.as_ref()) };
    let start = Start {
        path: path.filter(|path| !path.is_empty()),
        times: config.map_or(1, |config| config.play_count),
        published: config.is_some_and(|config| config.is_publish_out),
    };
    enter(handle, |engine| {
        engine.instance.start_effect(index, id, start)
    })
}

unsafe extern "C" fn stop(handle: zego_handle, id: c_uint, index: Index) -> c_int {
    let function = "audioEffectPlayerStop";
    enter(handle, |engine| {
        engine.instance.stop_effects(function, index, Some(id))
    })
}

unsafe extern "C" fn pause(handle: zego_handle, id: c_uint, index: Index) -> c_int {
    let function = "audioEffectPlayerPause";
    enter(handle, |engine| {
        engine.instance.pause_effects(function, index, Some(id))
    })
}

unsafe extern "C" fn resume(handle: zego_handle, id: c_uint, index: Index) -> c_int {
    let function = "audioEffectPlayerResume";
    enter(handle, |engine| {
        engine.instance.resume_effects(function, index, Some(id))
    })
}

unsafe extern "C" fn stop_all(handle: zego_handle, index: Index) -> c_int {
    let function = "audioEffectPlayerStopAll";
    enter(handle, |engine| {
        engine.instance.stop_effects(function, index, None)
    })
}

unsafe extern "C" fn pause_all(handle: zego_handle, index: Index) -> c_int {
    let function = "audioEffectPlayerPauseAll";
    enter(handle, |engine| {
        engine.instance.pause_effects(function, index, None)
    })
}

unsafe extern "C" fn resume_all(handle: zego_handle, index: Index) -> c_int {
    let function = "audioEffectPlayerResumeAll";
    enter(handle, |engine| {
        engine.instance.resume_effects(function, index, None)
    })
}

unsafe extern "C" fn seek(
    handle: zego_handle,
    id: c_uint,
    ms: c_ulonglong,
    index: Index,
    sequence: *mut c_int,
) -> c_int {
    enter(handle, |engine| {
        let (code, number) = engine.instance.seek_effect(index, id, ms);
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { put(sequence, number) };
        code
    })
}

unsafe extern "C" fn set_volume(
    handle: zego_handle,
    id: c_uint,
    volume: c_int,
    index: Index,
) -> c_int {
    volume_of(
        handle,
        "audioEffectPlayerSetVolume",
        Some(id),
        volume,
        index,
    )
}

unsafe extern "C" fn set_volume_all(handle: zego_handle, volume: c_int, index: Index) -> c_int {
    volume_of(handle, "audioEffectPlayerSetVolumeAll", None, volume, index)
}

unsafe extern "C" fn set_speed(handle: zego_handle, id: c_uint, speed: f32, index: Index) -> c_int {
    enter(handle, |engine| {
        let function = "audioEffectPlayerSetPlaySpeed";
        engine
            .instance
            .set_effects(function, index, Some(id), |inner| inner.set_speed(speed))
    })
}

unsafe extern "C" fn get_duration(
    handle: zego_handle,
    id: c_uint,
    index: Index,
    duration: *mut c_ulonglong,
) -> c_int {
    enter(handle, |engine| {
        let (code, ms) = engine
            .instance
            .read_effect(index, id, |inner| inner.duration_ms());
        // SAFETY: the interface asks for a place for the value, or NULL.
        unsafe { put(duration, ms) };
        code
    })
}

unsafe extern "C" fn get_progress(
    handle: zego_handle,
    id: c_uint,
    index: Index,
    progress: *mut c_ulonglong,
) -> c_int {
    enter(handle, |engine| {
        let (code, ms) = engine
            .instance
            .read_effect(index, id, |inner| inner.position_ms());
        // SAFETY: the interface asks for a place for the value, or NULL.
        unsafe { put(progress, ms) };
        code
    })
}

fn volume_of(
    handle: zego_handle,
    function: &'static str,
    id: Option<u32>,
    volume: c_int,
    index: Index,
) -> c_int {
    enter(handle, |engine| {
        engine.instance.set_effects(function, index, id, |inner| {
            inner.settings.play_volume = heard(volume);
            inner.settings.publish_volume = heard(volume);
        })
    })
}
