//! Media players.

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulonglong};

use zego_sys::{
    Api, zego_handle, zego_media_player_instance_index, zego_media_player_resource,
    zego_multimedia_load_type_memory,
};

use crate::media::file::Source;
use crate::media::player::{Phase, state};
use crate::media::settings::heard;

use super::bytes;
use super::handles::enter;
use super::{put, text};

type Index = zego_media_player_instance_index;

pub(super) fn install(api: &mut Api) {
    api.zego_express_create_media_player = Some(create);
    api.zego_express_destroy_media_player = Some(destroy);
    api.zego_express_media_player_load_resource = Some(load);
    api.zego_express_media_player_load_resource_with_position = Some(load_from);
    api.zego_express_media_player_load_resource_from_media_data = Some(load_memory);
    api.zego_express_media_player_load_resource_with_config = Some(load_with_config);
    api.zego_express_media_player_start = Some(start);
    api.zego_express_media_player_pause = Some(pause);
    api.zego_express_media_player_resume = Some(resume);
    api.zego_express_media_player_stop = Some(stop);
    api.zego_express_media_player_seek_to = Some(seek);
    api.zego_express_media_player_enable_repeat = Some(enable_repeat);
    api.zego_express_media_player_enable_aux = Some(enable_aux);
    api.zego_express_media_player_enable_audio_data = Some(enable_audio_data);
    api.zego_express_media_player_mute_local_audio = Some(mute_local);
    api.zego_express_media_player_set_volume = Some(set_volume);
    api.zego_express_media_player_set_play_volume = Some(set_play_volume);
    api.zego_express_media_player_set_publish_volume = Some(set_publish_volume);
    api.zego_express_media_player_get_play_volume = Some(get_play_volume);
    api.zego_express_media_player_get_publish_volume = Some(get_publish_volume);
    api.zego_express_media_player_set_play_speed = Some(set_speed);
    api.zego_express_media_player_set_progress_interval = Some(set_interval);
    api.zego_express_media_player_get_total_duration = Some(get_duration);
    api.zego_express_media_player_get_current_progress = Some(get_progress);
    api.zego_express_media_player_get_current_state = Some(get_state);
    api.zego_express_media_player_get_audio_track_count = Some(get_tracks);
}

unsafe extern "C" fn create(handle: zego_handle, index: *mut Index) -> c_int {
    enter(handle, |engine| {
        let (code, made) = engine.instance.create_media_player();
        // SAFETY: the interface asks for a place for an index, or NULL.
        unsafe { put(index, made) };
        code
    })
}

unsafe extern "C" fn destroy(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.destroy_media_player(index))
}

unsafe extern "C" fn load(handle: zego_handle, path: *const c_char, index: Index) -> c_int {
    // SAFETY: the call keeps to the interface as this one does.
    unsafe { load_from(handle, path, 0, index) }
}

unsafe extern "C" fn load_from(
    handle: zego_handle,
    path: *const c_char,
    position: c_long,
    index: Index,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let path = unsafe { text::read_or_empty(path) };
    enter(handle, |engine| {
        let begin = u64::try_from(position).unwrap_or(0);
        engine
            .instance
            .load_medium(index, Source::File(path), begin)
    })
}

unsafe extern "C" fn load_memory(
    handle: zego_handle,
    data: *mut u8,
    length: c_int,
    position: c_long,
    index: Index,
) -> c_int {
    enter(handle, |engine| {
        let length = c_uint::try_from(length).unwrap_or(0);
        // SAFETY: the interface asks for so many bytes, or NULL.
        let memory = unsafe { bytes::read(data, length) }.to_vec();
        let begin = u64::try_from(position).unwrap_or(0);
        engine
            .instance
            .load_medium(index, Source::Memory(memory), begin)
    })
}

unsafe extern "C" fn load_with_config(
    handle: zego_handle,
    resource: *mut zego_media_player_resource,
    index: Index,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for a description, or NULL.
        let source = match unsafe { resource.as_ref() } {
            None => Source::File(String::new()),
            Some(r) if r.load_type == zego_multimedia_load_type_memory => {
                let length = c_uint::try_from(r.memory_length).unwrap_or(0);
                // SAFETY: the description names so many bytes, or NULL.
                Source::Memory(unsafe { bytes::read(r.memory, length) }.to_vec())
            }
            Some(r) => Source::File(text::read_array(&r.file_path)),
        };
        // SAFETY: as above.
        let position = unsafe { resource.as_ref() }.map_or(0, |r| r.start_position);
        let begin = u64::try_from(position).unwrap_or(0);
        engine.instance.load_medium(index, source, begin)
    })
}

unsafe extern "C" fn start(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.start_player(index))
}

unsafe extern "C" fn pause(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.pause_player(index))
}

unsafe extern "C" fn resume(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.resume_player(index))
}

unsafe extern "C" fn stop(handle: zego_handle, index: Index) -> c_int {
    enter(handle, |engine| engine.instance.stop_player(index))
}

unsafe extern "C" fn seek(
    handle: zego_handle,
    ms: c_ulonglong,
    index: Index,
    sequence: *mut c_int,
) -> c_int {
    enter(handle, |engine| {
        // SAFETY: the interface asks for a sequence, or NULL.
        let given = unsafe { sequence.as_ref() }.copied().unwrap_or(0);
        let (code, used) = engine.instance.seek_player(index, ms, given);
        // SAFETY: as above.
        unsafe { put(sequence, used) };
        code
    })
}

/// Defines functions that set something of a player: the name that the program is told, the
/// arguments, and what is set.
macro_rules! setters {
    ($($name:ident($arg:ident: $type:ty) $told:literal => |$inner:ident| $set:expr;)*) => {$(
        unsafe extern "C" fn $name(handle: zego_handle, $arg: $type, index: Index) -> c_int {
            enter(handle, |engine| {
                engine.instance.set_player($told, index, |$inner| $set)
            })
        }
    )*};
}

setters! {
    enable_repeat(on: bool) "MediaPlayerEnableRepeat" => |inner| inner.settings.repeat = on;
    enable_aux(on: bool) "MediaPlayerEnableAux" => |inner| inner.settings.aux = on;
    enable_audio_data(on: bool) "MediaPlayerEnableAudioData" => |inner| {
        inner.settings.audio_data = on;
    };
    mute_local(on: bool) "MediaPlayerMuteLocalAudio" => |inner| inner.settings.muted = on;
    set_volume(volume: c_int) "MediaPlayerSetVolume" => |inner| {
        inner.settings.play_volume = heard(volume);
        inner.settings.publish_volume = heard(volume);
    };
    set_play_volume(volume: c_int) "MediaPlayerSetPlayVolume" => |inner| {
        inner.settings.play_volume = heard(volume);
    };
    set_publish_volume(volume: c_int) "MediaPlayerSetPublishVolume" => |inner| {
        inner.settings.publish_volume = heard(volume);
    };
    set_speed(speed: f32) "MediaPlayerSetPlaySpeed" => |inner| inner.set_speed(speed);
    set_interval(ms: c_ulonglong) "MediaPlayerSetProgressInterval" => |inner| {
        inner.settings.interval_ms = ms;
    };
}

/// Defines functions that read something of a player through a pointer.
macro_rules! getters {
    ($($name:ident($type:ty) $function:literal $told:literal => |$inner:ident| $get:expr;)*) => {$(
        unsafe extern "C" fn $name(handle: zego_handle, index: Index, place: *mut $type) -> c_int {
            enter(handle, |engine| {
                let (code, value) =
                    engine
                        .instance
                        .read_player($function, $told, index, |$inner| $get);
                // SAFETY: the interface asks for a place for the value, or NULL.
                unsafe { put(place, value) };
                code
            })
        }
    )*};
}

getters! {
    get_duration(c_ulonglong) "MediaPlayerGetTotalDuration" true => |inner| inner.duration_ms();
    get_progress(c_ulonglong) "MediaPlayerGetCurrentProgress" false => |inner| inner.position_ms();
    get_play_volume(c_int) "MediaPlayerGetPlayVolume" false => |inner| {
        inner.settings.play_volume.cast_signed()
    };
    get_publish_volume(c_int) "MediaPlayerGetPublishVolume" false => |inner| {
        inner.settings.publish_volume.cast_signed()
    };
    get_state(c_int) "MediaPlayerGetCurrentState" false => |inner| match inner.phase {
        Phase::Empty | Phase::Loaded | Phase::Stopped => state::STOPPED,
        Phase::Playing => state::PLAYING,
        Phase::Paused => state::PAUSED,
        Phase::Ended => state::ENDED,
    };
    get_tracks(c_uint) "MediaPlayerGetAudioTrackCount" false => |inner| {
        u32::from(inner.phase != Phase::Empty)
    };
}
