//! The border to C, and the only place of this example with `unsafe`: the calls of the interface
//! as methods, and the callbacks that write what they are given into the trace.

use std::ffi::{CStr, c_char, c_void};
use std::path::Path;
use std::ptr::null_mut;
use std::slice;

use serde_json::Value;
use zego_sys::*;

use crate::script::Text;
use crate::trace::{self, Block};

/// What a call answers where the library lacks the function.
const NO_MODULE: i32 = ZEGO_ERRCODE_COMMON_SDK_NO_MODULE;

/// Opens the library that the command line names.
pub(crate) fn load(path: &Path) -> Result<Api, String> {
    // SAFETY: the user named this file as the engine to run.
    unsafe { Api::load(path) }.map_err(|error| error.to_string())
}

/// One engine through the C interface.
pub(crate) struct Engine {
    api: Api,
    handle: zego_handle,
}

/// A value that a call takes, in C's own shape.
trait Lower {
    type C;
    fn lower(self) -> Self::C;
}

macro_rules! lowered_as_it_is {
    ($($ty:ty),*) => { $(impl Lower for $ty {
        type C = $ty;
        fn lower(self) -> $ty {
            self
        }
    })* };
}

lowered_as_it_is!(
    bool,
    i32,
    u32,
    u64,
    f32,
    zego_audio_config,
    zego_audio_frame_param,
    zego_data_record_config,
    zego_engine_config,
    zego_engine_profile,
    zego_mixer_task,
    zego_publisher_config,
    zego_user,
    zego_video_config,
    zego_video_frame_param
);

impl Lower for &Text {
    type C = *const c_char;
    fn lower(self) -> *const c_char {
        self.as_ptr()
    }
}

impl<T> Lower for &mut T {
    type C = *mut T;
    fn lower(self) -> *mut T {
        self
    }
}

impl<T> Lower for Option<&mut T> {
    type C = *mut T;
    fn lower(self) -> *mut T {
        self.map_or(null_mut(), |value| value)
    }
}

impl Lower for &[u8] {
    type C = *const u8;
    fn lower(self) -> *const u8 {
        self.as_ptr()
    }
}

impl<T> Lower for &mut [T] {
    type C = *mut T;
    fn lower(self) -> *mut T {
        self.as_mut_ptr()
    }
}

macro_rules! calls {
    ($($name:ident($($arg:ident: $ty:ty),*);)*) => {
        impl Engine {
            $(
                pub(crate) fn $name(&self, $($arg: $ty),*) -> i32 {
                    let Ok(function) = self.api.$name() else { return NO_MODULE };
                    // SAFETY: the table's function has this signature, the handle is the one that
                    // the library gave out, and every pointer comes from a borrow that outlives
                    // the call and is as long as the length beside it says.
                    unsafe { function(self.handle, $(Lower::lower($arg)),*) }
                }
            )*
        }
    };
}

calls! {
    zego_express_engine_init_with_profile(profile: zego_engine_profile);
    zego_express_engine_uninit_async();
    zego_express_set_engine_config(config: zego_engine_config);
    zego_express_set_room_mode(mode: i32);
    zego_express_set_room_scenario(scenario: i32);
    zego_express_get_increase_seq();

    zego_express_login_room_with_callback(room: &Text, user: zego_user, config: &mut zego_room_config, sequence: &mut i32);
    zego_express_logout_room_with_callback(room: &Text, sequence: &mut i32);
    zego_express_logout_all_room_with_callback(sequence: &mut i32);
    zego_express_switch_room(from: &Text, to: &Text, config: Option<&mut zego_room_config>);
    zego_express_renew_token(room: &Text, token: &Text);
    zego_express_set_room_extra_info(room: &Text, key: &Text, value: &Text, sequence: &mut i32);
    zego_express_send_broadcast_message(room: &Text, message: &Text, sequence: &mut i32);
    zego_express_send_barrage_message(room: &Text, message: &Text, sequence: &mut i32);
    zego_express_send_custom_command(room: &Text, command: &Text, users: &mut [zego_user], count: u32, sequence: &mut i32);

    zego_express_start_publishing_stream(stream: &Text, channel: i32);
    zego_express_start_publishing_stream_with_config(stream: &Text, config: zego_publisher_config, channel: i32);
    zego_express_stop_publishing_stream(channel: i32);
    zego_express_start_playing_stream(stream: &Text, canvas: Option<&mut zego_canvas>);
    zego_express_stop_playing_stream(stream: &Text);
    zego_express_set_play_volume(stream: &Text, volume: i32);
    zego_express_set_stream_extra_info(info: &Text, channel: i32, sequence: &mut i32);
    zego_express_send_sei(data: &[u8], length: u32, channel: i32);
    zego_express_start_preview(canvas: Option<&mut zego_canvas>, channel: i32);
    zego_express_stop_preview(channel: i32);
    zego_express_set_video_config(config: zego_video_config, channel: i32);
    zego_express_get_video_config(channel: i32, config: &mut zego_video_config);
    zego_express_set_audio_config(config: zego_audio_config);
    zego_express_get_audio_config(config: &mut zego_audio_config);
    zego_express_start_mixer_task(task: zego_mixer_task, sequence: &mut i32);

    zego_express_enable_custom_video_capture(on: bool, config: &mut zego_custom_video_capture_config, channel: i32);
    zego_express_send_custom_video_capture_raw_data(data: &[u8], length: u32, frame: zego_video_frame_param, time: u64, scale: u32, channel: i32);
    zego_express_enable_custom_video_render(on: bool, config: &mut zego_custom_video_render_config);
    zego_express_enable_custom_audio_io(on: bool, config: &mut zego_custom_audio_config, channel: i32);
    zego_express_send_custom_audio_capture_pcm_data(data: &mut [u8], length: u32, format: zego_audio_frame_param, channel: i32);
    zego_express_fetch_custom_audio_render_pcm_data(data: &mut [u8], length: u32, format: zego_audio_frame_param);
    zego_express_enable_custom_audio_capture_processing(on: bool, config: &mut zego_custom_audio_process_config);
    zego_express_start_audio_data_observer(bits: u32, format: zego_audio_frame_param);
    zego_express_stop_audio_data_observer();
    zego_express_start_sound_level_monitor(interval: u32);
    zego_express_stop_sound_level_monitor();
    zego_express_start_audio_spectrum_monitor(interval: u32);
    zego_express_stop_audio_spectrum_monitor();
    zego_express_start_recording_captured_data(config: zego_data_record_config, channel: i32);
    zego_express_stop_recording_captured_data(channel: i32);

    zego_express_is_feature_supported(feature: i32, yes: &mut bool);
    zego_express_is_microphone_muted(yes: &mut bool);
    zego_express_mute_microphone(mute: bool);
    zego_express_set_capture_volume(volume: i32);
    zego_express_start_performance_monitor(interval: u32);
    zego_express_stop_performance_monitor();

    zego_express_create_media_player(index: &mut i32);
    zego_express_destroy_media_player(index: i32);
    zego_express_media_player_load_resource(path: &Text, index: i32);
    zego_express_media_player_start(index: i32);
    zego_express_media_player_pause(index: i32);
    zego_express_media_player_resume(index: i32);
    zego_express_media_player_stop(index: i32);
    zego_express_media_player_seek_to(millisecond: u64, index: i32, sequence: &mut i32);
    zego_express_media_player_get_total_duration(index: i32, millisecond: &mut u64);
    zego_express_media_player_get_current_progress(index: i32, millisecond: &mut u64);
    zego_express_media_player_enable_audio_data(on: bool, index: i32);
    zego_express_media_player_enable_aux(on: bool, index: i32);
    zego_express_media_player_enable_repeat(on: bool, index: i32);
    zego_express_media_player_set_volume(volume: i32, index: i32);
    zego_express_media_player_set_play_speed(speed: f32, index: i32);
    zego_express_media_player_set_progress_interval(interval: u64, index: i32);

    zego_express_create_audio_effect_player(index: &mut i32);
    zego_express_destroy_audio_effect_player(index: i32);
    zego_express_audio_effect_player_load_resource(effect: u32, path: &Text, index: i32, sequence: &mut i32);
    zego_express_audio_effect_player_start(effect: u32, path: &Text, config: &mut zego_audio_effect_play_config, index: i32);
    zego_express_audio_effect_player_stop(effect: u32, index: i32);
}

impl Engine {
    pub(crate) fn new(api: Api) -> Self {
        let handle = null_mut();
        Self { api, handle }
    }

    /// Makes the handle that all later calls take, and says whether it is NULL.
    pub(crate) fn create_handle(&mut self) -> bool {
        if let Ok(create) = self.api.zego_express_engine_create_handle() {
            // SAFETY: the function takes nothing.
            self.handle = unsafe { create() };
        }
        self.handle.is_null()
    }

    pub(crate) fn version(&self) -> (i32, String) {
        let mut version = std::ptr::null();
        let Ok(function) = self.api.zego_express_get_version() else {
            return (NO_MODULE, String::new());
        };
        // SAFETY: the library stores a pointer to a string of its own, which it never frees.
        unsafe {
            let rc = function(self.handle, &mut version);
            (rc, text(version))
        }
    }

    /// Asks for a list that the engine allocates: return code, count, and the list, to be freed.
    pub(crate) fn audio_devices(&self, kind: i32) -> (i32, i32, Owed<zego_device_info>) {
        let (mut count, mut list) = (0, Owed(null_mut()));
        let Ok(function) = self.api.zego_express_get_audio_device_list() else {
            return (NO_MODULE, count, list);
        };
        // SAFETY: the library writes to both before the call returns, and to nothing else.
        let rc = unsafe { function(self.handle, kind, &mut count, &mut list.0) };
        (rc, count, list)
    }

    pub(crate) fn free_audio_devices(&self, list: Owed<zego_device_info>) {
        if let Ok(free) = self.api.zego_express_free_audio_device_list() {
            // SAFETY: the list came from `audio_devices`, and being owed it is freed once.
            unsafe { free(self.handle, list.0) };
        }
    }

    /// The same for the video devices.
    pub(crate) fn video_devices(&self) -> (i32, i32, Owed<zego_device_info>) {
        let (mut count, mut list) = (0, Owed(null_mut()));
        let Ok(function) = self.api.zego_express_get_video_device_list() else {
            return (NO_MODULE, count, list);
        };
        // SAFETY: the library writes to both before the call returns, and to nothing else.
        let rc = unsafe { function(self.handle, &mut count, &mut list.0) };
        (rc, count, list)
    }

    pub(crate) fn free_video_devices(&self, list: Owed<zego_device_info>) {
        if let Ok(free) = self.api.zego_express_free_video_device_list() {
            // SAFETY: the list came from `video_devices`, and being owed it is freed once.
            unsafe { free(self.handle, list.0) };
        }
    }

    /// Asks for a room's streams: return code, and whether no list came. A list is given back.
    pub(crate) fn room_streams(&self, room: &Text, kind: i32) -> (i32, bool) {
        let mut list = null_mut();
        let Ok(function) = self.api.zego_express_get_room_stream_list() else {
            return (NO_MODULE, true);
        };
        // SAFETY: the room's name outlives the call, and the library writes to `list` before it
        // returns.
        let rc = unsafe { function(self.handle, room.as_ptr(), kind, &mut list) };
        if let (false, Ok(free)) = (
            list.is_null(),
            self.api.zego_express_free_room_stream_list(),
        ) {
            // SAFETY: the list came from the call above, and is freed once.
            unsafe { free(self.handle, list) };
        }
        (rc, list.is_null())
    }
}

/// A list that has to be given back to the engine.
pub(crate) struct Owed<T>(*mut T);

/// A callback's argument, as the trace shows it.
trait Shown {
    /// # Safety
    ///
    /// A pointer is NULL or to a string that ends with a NUL.
    unsafe fn shown(self) -> Value;
}

impl Shown for i32 {
    unsafe fn shown(self) -> Value {
        self.into()
    }
}

impl Shown for u32 {
    unsafe fn shown(self) -> Value {
        self.into()
    }
}

impl Shown for u64 {
    unsafe fn shown(self) -> Value {
        self.into()
    }
}

impl Shown for *const c_char {
    unsafe fn shown(self) -> Value {
        // SAFETY: the caller says so.
        unsafe { text(self) }.into()
    }
}

/// # Safety
///
/// The pointer is NULL or to a string that ends with a NUL.
unsafe fn text(pointer: *const c_char) -> String {
    if pointer.is_null() {
        return String::new();
    }
    // SAFETY: not NULL, so a string, the caller says.
    let text = unsafe { CStr::from_ptr(pointer) };
    text.to_string_lossy().into_owned()
}

/// # Safety
///
/// The pointer is NULL or to `length` bytes, which nobody changes while the slice is looked at.
unsafe fn bytes<'a>(pointer: *const u8, length: u32) -> &'a [u8] {
    if pointer.is_null() {
        return &[];
    }
    // SAFETY: not NULL, so as many bytes, the caller says.
    unsafe { slice::from_raw_parts(pointer, length as usize) }
}

/// Registers callbacks whose arguments go into the trace, in the order of the list at the end. The
/// callback's name in the trace is that of the function that registers it.
macro_rules! events {
    ($engine:ident: $($register:ident($($arg:ident: $ty:ty),*) [$($shown:ident),*];)*) => { $({
        unsafe extern "C" fn callback(_: zego_handle, $($arg: $ty,)* _: *mut c_void) {
            if let Some(recorder) = trace::current() {
                #[allow(unused_unsafe)] // some callbacks bring nothing that could dangle
                // SAFETY: the interface promises strings that live as long as the callback runs.
                let fields = unsafe { [$((stringify!($shown), $shown.shown())),*] };
                recorder.callback(event_name(stringify!($register)), &fields);
            }
        }
        if let Ok(register) = $engine.api.$register() {
            // SAFETY: the callback has the signature that the interface gives to it, and needs no
            // context.
            unsafe { register($engine.handle, Some(callback), null_mut()) };
        }
    })* };
}

/// Registers callbacks that bring blocks of media: the flow's name in the trace, and of a block its
/// length, two numbers, and the samples where they are 16-bit PCM.
macro_rules! flows {
    ($engine:ident: $($register:ident($($arg:ident: $ty:ty),*) $flow:literal =>
        $len:expr, $a:expr, $b:expr, $pcm:expr;)*) => { $({
        unsafe extern "C" fn callback(_: zego_handle, $($arg: $ty,)* _: *mut c_void) {
            if let Some(recorder) = trace::current() {
                #[allow(unused_unsafe)] // some callbacks bring nothing that could dangle
                // SAFETY: the interface promises that what it points to lives as long as the
                // callback runs, and is as long as it says.
                let (len, a, b, pcm) = unsafe { ($len, $a, $b, $pcm) };
                let block = Block { len: i64::from(len), a: i64::from(a), b: i64::from(b) };
                recorder.block($flow, block, pcm);
            }
        }
        if let Ok(register) = $engine.api.$register() {
            // SAFETY: the callback has the signature that the interface gives to it, and needs no
            // context.
            unsafe { register($engine.handle, Some(callback), null_mut()) };
        }
    })* };
}

fn event_name(register: &'static str) -> &'static str {
    let name = register.strip_prefix("zego_register_").unwrap_or(register);
    name.strip_suffix("_callback").unwrap_or(name)
}

impl Engine {
    /// Has every event of control written into the trace.
    #[rustfmt::skip]
    pub(crate) fn register_events(&self) {
        events! { self:
            zego_register_api_called_result_callback(error: i32, func: *const c_char, _info: *const c_char) [error, func];
            zego_register_debug_error_callback(error: i32, func: *const c_char, _info: *const c_char) [error, func];
            zego_register_engine_state_update_callback(state: i32) [state];
            zego_register_engine_uninit_callback() [];
            zego_register_fatal_error_callback(error: i32) [error];

            zego_register_room_state_update_callback(room: *const c_char, state: i32, error: i32, ext: *const c_char) [room, state, error, ext];
            zego_register_room_state_changed_callback(room: *const c_char, reason: i32, error: i32, ext: *const c_char) [room, reason, error, ext];
            zego_register_room_login_result_callback(error: i32, ext: *const c_char, room: *const c_char, seq: i32) [room, error, seq, ext];
            zego_register_room_logout_result_callback(error: i32, ext: *const c_char, room: *const c_char, seq: i32) [room, error, seq, ext];
            zego_register_room_user_update_callback(room: *const c_char, update: i32, _users: *const zego_user, count: u32) [room, update, count];
            zego_register_room_online_user_count_update_callback(room: *const c_char, count: i32) [room, count];
            zego_register_room_stream_update_callback(room: *const c_char, update: i32, _streams: *const zego_stream, count: u32, ext: *const c_char) [room, update, count, ext];
            zego_register_room_stream_extra_info_update_callback(room: *const c_char, _streams: *const zego_stream, count: u32) [room, count];
            zego_register_room_extra_info_update_callback(room: *const c_char, _infos: *const zego_room_extra_info, count: u32) [room, count];
            zego_register_room_token_will_expire_callback(room: *const c_char, seconds: i32) [room, seconds];
            zego_register_room_set_room_extra_info_result_callback(error: i32, room: *const c_char, key: *const c_char, seq: i32) [room, key, error, seq];

            zego_register_im_send_broadcast_message_result_callback(room: *const c_char, _message: u64, error: i32, seq: i32) [room, error, seq];
            zego_register_im_send_barrage_message_result_callback(room: *const c_char, _message: *const c_char, error: i32, seq: i32) [room, error, seq];
            zego_register_im_send_custom_command_result_callback(room: *const c_char, error: i32, seq: i32) [room, error, seq];
            zego_register_im_recv_broadcast_message_callback(room: *const c_char, _messages: *const zego_broadcast_message_info, count: u32) [room, count];
            zego_register_im_recv_barrage_message_callback(room: *const c_char, _messages: *const zego_barrage_message_info, count: u32) [room, count];
            zego_register_im_recv_custom_command_callback(room: *const c_char, _from: zego_user, command: *const c_char) [room, command];

            zego_register_publisher_state_update_callback(stream: *const c_char, state: i32, error: i32, ext: *const c_char) [stream, state, error, ext];
            zego_register_publisher_update_stream_extra_info_result_callback(error: i32, seq: i32) [error, seq];
            zego_register_publisher_video_size_changed_callback(width: i32, height: i32, channel: i32) [width, height, channel];
            zego_register_player_state_update_callback(stream: *const c_char, state: i32, error: i32, ext: *const c_char) [stream, state, error, ext];
            zego_register_player_recv_audio_first_frame_callback(stream: *const c_char) [stream];
            zego_register_player_recv_video_first_frame_callback(stream: *const c_char) [stream];
            zego_register_player_render_video_first_frame_callback(stream: *const c_char) [stream];
            zego_register_player_video_size_changed_callback(stream: *const c_char, width: i32, height: i32) [stream, width, height];
            zego_register_mixer_start_result_callback(error: i32, seq: i32, _ext: *const c_char) [error, seq];
            zego_register_mixer_stop_result_callback(error: i32, seq: i32) [error, seq];

            zego_register_custom_video_capture_start_callback(channel: i32) [channel];
            zego_register_custom_video_capture_stop_callback(channel: i32) [channel];
            zego_register_local_device_exception_occurred_callback(exception: i32, device: i32, id: *const c_char) [exception, device, id];
            zego_register_captured_data_record_state_update_callback(state: i32, error: i32, _config: zego_data_record_config, channel: i32) [state, error, channel];

            zego_register_media_player_state_update_callback(state: i32, error: i32, index: i32) [index, state, error];
            zego_register_media_player_network_event_callback(event: i32, index: i32) [index, event];
            zego_register_media_player_load_resource_callback(error: i32, index: i32) [index, error];
            zego_register_media_player_seek_to_callback(seq: i32, error: i32, index: i32) [index, seq, error];
            zego_register_media_player_playing_progress_callback(ms: u64, index: i32) [index, ms];
            zego_register_audio_effect_play_state_update_callback(id: u32, state: i32, error: i32, _index: i32) [id, state, error];
            zego_register_audio_effect_player_load_resource_callback(seq: i32, error: i32, _index: i32) [seq, error];
        }
        self.register_sound_level_event();
    }

    /// Has every block of media counted, and the first ones written into the trace; with them the
    /// events that say that pictures have begun to flow.
    #[rustfmt::skip]
    pub(crate) fn register_media(&self) {
        events! { self:
            zego_register_publisher_captured_video_first_frame_callback(channel: i32) [channel];
            zego_register_publisher_render_video_first_frame_callback(channel: i32) [channel];
        }
        flows! { self:
            zego_register_captured_audio_data_callback(data: *const u8, len: u32, format: zego_audio_frame_param) "captured_audio_data" => len, format.sample_rate, format.channel, bytes(data, len);
            zego_register_playback_audio_data_callback(data: *const u8, len: u32, format: zego_audio_frame_param) "playback_audio_data" => len, format.sample_rate, format.channel, bytes(data, len);
            zego_register_mixed_audio_data_callback(data: *const u8, len: u32, format: zego_audio_frame_param) "mixed_audio_data" => len, format.sample_rate, format.channel, bytes(data, len);
            zego_register_player_audio_data_callback(data: *const u8, len: u32, format: zego_audio_frame_param, _stream: *const c_char) "player_audio_data" => len, format.sample_rate, format.channel, bytes(data, len);
            zego_register_process_captured_audio_data_callback(data: *mut u8, len: u32, format: *mut zego_audio_frame_param, _time: f64) "process_captured_audio_data" => len, (*format).sample_rate, (*format).channel, bytes(data, len);
            zego_register_media_player_audio_frame_callback(data: *mut u8, len: u32, format: zego_audio_frame_param, _index: i32) "media_player_audio_frame" => len, format.sample_rate, format.channel, bytes(data, len);
            zego_register_custom_video_render_captured_frame_data_callback(_data: *mut *mut u8, len: *mut u32, frame: zego_video_frame_param, _flip: i32, _channel: i32) "custom_video_render_captured_frame_data" => *len, frame.width, frame.format, &[];
            zego_register_custom_video_render_remote_frame_data_callback(_stream: *const c_char, _data: *mut *mut u8, len: *mut u32, frame: zego_video_frame_param) "custom_video_render_remote_frame_data" => *len, frame.width, frame.format, &[];
            zego_register_captured_sound_level_update_callback(level: *const zego_sound_level_info) "captured_sound_level" => 0, (*level).sound_level as i32, 0, &[];
            zego_register_captured_audio_spectrum_update_callback(spectrum: *const zego_audio_spectrum_info) "captured_audio_spectrum_update" => (*spectrum).spectrum_count, 0, 0, &[];
            zego_register_performance_status_update_callback(_status: zego_performance_status) "performance_status_update" => 0, 0, 0, &[];
            zego_register_captured_data_record_progress_update_callback(_progress: zego_data_record_progress, _config: zego_data_record_config, _channel: i32) "captured_data_record_progress" => 0, 0, 0, &[];
        }
    }

    fn register_sound_level_event(&self) {
        unsafe extern "C" fn callback(
            _: zego_handle,
            level: *const zego_sound_level_info,
            _: *mut c_void,
        ) {
            // SAFETY: the interface promises one level that lives as long as the callback runs.
            let level = unsafe { &*level };
            let tenths = (level.sound_level * 10.0) as i64;
            let fields = [("level_x10", tenths.into()), ("vad", level.vad.into())];
            if let Some(recorder) = trace::current() {
                recorder.callback("captured_sound_level_update", &fields);
            }
        }
        if let Ok(register) = self
            .api
            .zego_register_captured_sound_level_update_callback()
        {
            // SAFETY: the callback has the signature that the interface gives to it, and needs no
            // context.
            unsafe { register(self.handle, Some(callback), null_mut()) };
        }
    }
}
