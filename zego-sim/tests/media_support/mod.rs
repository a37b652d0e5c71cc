//! Engines for tests, driven through the C interface, with what their callbacks brought.

#![allow(dead_code)] // not every test needs everything

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_void};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use zego_sim::{Cloud, Latency};
use zego_sys::*;

/// Longer than anything takes; only a hang comes to its end.
const PATIENCE: Duration = Duration::from_secs(20);

/// What a callback brought.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Heard {
    Publishing(String, i32),
    Playing(String, i32),
    CaptureStart(i32),
    CaptureStop(i32),
    Room(i32),
    FirstVideo(String),
    FirstAudio(String),
    Size(String, i32, i32),
    Picture(String, Picture),
    Captured(i32, Picture),
    Sound(Flow, i32, i32, Vec<i16>),
    PlayQuality(String, f64, f64),
    PublishQuality(String, f64, f64),
    Encoded(String, Vec<u8>, u64),
    Loaded(i32, i32),
    Player(i32, i32, i32),
    Played(i32, i32, i32, Vec<i16>),
    Effect(u32, i32, i32),
    Record(i32, i32),
    CapturedLevel(f32),
    RemoteLevel(String, f32),
}

/// Whose sound came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flow {
    Captured,
    Playback,
    Mixed,
    Player(String),
}

/// A picture as a render callback had it.
#[derive(Clone, PartialEq)]
pub(crate) struct Picture {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) strides: [i32; 4],
    pub(crate) rotation: i32,
    pub(crate) planes: Vec<Vec<u8>>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}x{} of format {}",
            self.width, self.height, self.format
        )
    }
}

/// An engine that is in a room.
pub(crate) struct Engine {
    pub(crate) api: Api,
    pub(crate) handle: zego_handle,
    heard: Receiver<Heard>,
    /// Alive as long as the engine: callbacks find it through their context.
    _context: Arc<Mutex<Sender<Heard>>>,
}

/// A cloud in which everything happens at once.
pub(crate) fn quick_cloud() -> Cloud {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    cloud
}

/// Calls a function of the engine's table with the engine's handle.
macro_rules! call {
    ($engine:expr, $function:ident($($argument:expr),* $(,)?)) => {{
        let function = $engine.api.$function().expect(stringify!($function));
        // SAFETY: the arguments are what the interface asks for, and live long enough.
        unsafe { function($engine.handle, $($argument),*) }
    }};
}
pub(crate) use call;

impl Engine {
    /// An engine that logged in to `room` as `user`.
    pub(crate) fn in_room(cloud: &Cloud, room: &str, user: &str) -> Self {
        let engine = Self::new(cloud);
        let room = text(room);
        let mut identity = zego_user::default();
        write(&mut identity.user_id, user);
        write(&mut identity.user_name, user);
        let code = call!(
            engine,
            zego_express_login_room(room.as_ptr(), identity, std::ptr::null_mut())
        );
        assert_eq!(code, 0);
        engine.wait(|heard| matches!(heard, Heard::Room(1)).then_some(()));
        engine
    }

    /// An engine in no room.
    pub(crate) fn new(cloud: &Cloud) -> Self {
        let api = zego_sim::api();
        let create = api.zego_express_engine_create_handle().unwrap();
        // SAFETY: the function takes nothing.
        let handle = unsafe { create() };
        let (sender, heard) = channel();
        let engine = Self {
            api,
            handle,
            heard,
            _context: Arc::new(Mutex::new(sender)),
        };
        engine.register();
        let mut profile = zego_engine_profile {
            app_id: cloud.app_id(),
            ..Default::default()
        };
        profile.app_sign = [c_char::from_ne_bytes([b'a']); 64];
        assert_eq!(
            call!(engine, zego_express_engine_init_with_profile(profile)),
            0
        );
        engine
    }

    /// Publishes with custom capture and custom audio, and waits until frames may be sent.
    pub(crate) fn publish(&self, stream: &str) {
        self.capture();
        self.start_publishing(stream);
        self.wait(|heard| matches!(heard, Heard::CaptureStart(0)).then_some(()));
    }

    /// Captures by itself from now on.
    pub(crate) fn capture(&self) {
        let mut video = zego_custom_video_capture_config { buffer_type: 1 };
        let code = call!(
            self,
            zego_express_enable_custom_video_capture(true, &mut video, 0)
        );
        assert_eq!(code, 0);
        let mut audio = zego_custom_audio_config { source_type: 1 };
        let code = call!(
            self,
            zego_express_enable_custom_audio_io(true, &mut audio, 0)
        );
        assert_eq!(code, 0);
    }

    /// Publishes whatever there is.
    pub(crate) fn start_publishing(&self, stream: &str) {
        let stream = text(stream);
        let code = call!(
            self,
            zego_express_start_publishing_stream(stream.as_ptr(), 0)
        );
        assert_eq!(code, 0);
    }

    /// Plays a stream, and waits until it does.
    pub(crate) fn play(&self, stream: &str) {
        let id = text(stream);
        let canvas = std::ptr::null_mut();
        let code = call!(self, zego_express_start_playing_stream(id.as_ptr(), canvas));
        assert_eq!(code, 0);
        self.wait(|heard| (*heard == Heard::Playing(stream.to_owned(), 2)).then_some(()));
    }

    /// Renders pictures by itself: 0 as BGRA, 1 as I420.
    pub(crate) fn render(&self, series: i32) {
        let mut config = zego_custom_video_render_config {
            buffer_type: 1,
            frame_format_series: series,
            enable_engine_render: false,
        };
        let code = call!(
            self,
            zego_express_enable_custom_video_render(true, &mut config)
        );
        assert_eq!(code, 0);
    }

    /// Captures sound by itself and pulls what is heard, on the main channel.
    pub(crate) fn custom_audio(&self) {
        let mut audio = zego_custom_audio_config { source_type: 1 };
        let code = call!(
            self,
            zego_express_enable_custom_audio_io(true, &mut audio, 0)
        );
        assert_eq!(code, 0);
    }

    /// Observes sound: 1 captured, 2 playback, 4 mixed, 8 streams.
    pub(crate) fn observe(&self, mask: u32, rate: i32, channels: i32) {
        let format = zego_audio_frame_param {
            sample_rate: rate,
            channel: channels,
        };
        let code = call!(self, zego_express_start_audio_data_observer(mask, format));
        assert_eq!(code, 0);
    }

    /// Sends a picture; answers the code.
    pub(crate) fn send_picture(&self, format: i32, width: i32, height: i32, bytes: &[u8]) -> i32 {
        let param = zego_video_frame_param {
            format,
            width,
            height,
            ..Default::default()
        };
        let length = bytes.len() as c_uint;
        call!(
            self,
            zego_express_send_custom_video_capture_raw_data(
                bytes.as_ptr(),
                length,
                param,
                0,
                1000,
                0
            )
        )
    }

    /// Sends samples; answers the code.
    pub(crate) fn send_pcm(&self, rate: i32, channels: i32, samples: &[i16]) -> i32 {
        let mut bytes: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
        let format = zego_audio_frame_param {
            sample_rate: rate,
            channel: channels,
        };
        let length = bytes.len() as c_uint;
        call!(
            self,
            zego_express_send_custom_audio_capture_pcm_data(bytes.as_mut_ptr(), length, format, 0)
        )
    }

    /// Pulls what is heard; answers the code and the samples.
    pub(crate) fn fetch_pcm(&self, rate: i32, channels: i32, count: usize) -> (i32, Vec<i16>) {
        let mut bytes = vec![0xAA; count * 2];
        let format = zego_audio_frame_param {
            sample_rate: rate,
            channel: channels,
        };
        let length = bytes.len() as c_uint;
        let code = call!(
            self,
            zego_express_fetch_custom_audio_render_pcm_data(bytes.as_mut_ptr(), length, format)
        );
        (code, samples(&bytes))
    }

    /// Waits for a callback that `wanted` answers something to; drops those before it.
    pub(crate) fn wait<T>(&self, mut wanted: impl FnMut(&Heard) -> Option<T>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let heard = self.heard.recv_timeout(left).expect("the callback comes");
            if let Some(found) = wanted(&heard) {
                return found;
            }
        }
    }

    /// What came and wasn't waited for.
    pub(crate) fn rest(&self) -> Vec<Heard> {
        self.heard.try_iter().collect()
    }

    fn register(&self) {
        let context = Arc::as_ptr(&self._context).cast_mut().cast::<c_void>();
        macro_rules! register {
            ($($register:ident: |$($name:ident: $type:ty),*| $heard:expr;)*) => {$({
                unsafe extern "C" fn callback(
                    _: zego_handle,
                    $($name: $type,)*
                    context: *mut c_void,
                ) {
                    // SAFETY: the context lives as long as the engine; pointers are the
                    // interface's and valid while the callback runs.
                    let (heard, sender) = unsafe {
                        ($heard, &*context.cast::<Mutex<Sender<Heard>>>())
                    };
                    if let Ok(sender) = sender.lock() {
                        let _ = sender.send(heard);
                    }
                }
                let register = self.api.$register().unwrap();
                // SAFETY: the function has the callback's type; the context outlives the engine.
                unsafe { register(self.handle, Some(callback), context) };
            })*};
        }
        register! {
            zego_register_publisher_state_update_callback:
                |stream: *const c_char, state: c_int, _code: c_int, _extended: *const c_char|
                Heard::Publishing(read(stream), state);
            zego_register_player_state_update_callback:
                |stream: *const c_char, state: c_int, _code: c_int, _extended: *const c_char|
                Heard::Playing(read(stream), state);
            zego_register_room_state_changed_callback:
                |_room: *const c_char, reason: c_int, _code: c_int, _extended: *const c_char|
                Heard::Room(reason);
            zego_register_custom_video_capture_start_callback:
                |channel: c_int| Heard::CaptureStart(channel);
            zego_register_custom_video_capture_stop_callback:
                |channel: c_int| Heard::CaptureStop(channel);
            zego_register_player_recv_video_first_frame_callback:
                |stream: *const c_char| Heard::FirstVideo(read(stream));
            zego_register_player_recv_audio_first_frame_callback:
                |stream: *const c_char| Heard::FirstAudio(read(stream));
            zego_register_player_video_size_changed_callback:
                |stream: *const c_char, width: c_int, height: c_int|
                Heard::Size(read(stream), width, height);
            zego_register_custom_video_render_remote_frame_data_callback:
                |stream: *const c_char, data: *mut *mut u8, length: *mut c_uint,
                    param: zego_video_frame_param|
                Heard::Picture(read(stream), picture(data, length, param));
            zego_register_custom_video_render_captured_frame_data_callback:
                |data: *mut *mut u8, length: *mut c_uint, param: zego_video_frame_param,
                    _flip: c_int, channel: c_int|
                Heard::Captured(channel, picture(data, length, param));
            zego_register_captured_audio_data_callback:
                |data: *const u8, length: c_uint, format: zego_audio_frame_param|
                sound(Flow::Captured, data, length, format);
            zego_register_playback_audio_data_callback:
                |data: *const u8, length: c_uint, format: zego_audio_frame_param|
                sound(Flow::Playback, data, length, format);
            zego_register_mixed_audio_data_callback:
                |data: *const u8, length: c_uint, format: zego_audio_frame_param|
                sound(Flow::Mixed, data, length, format);
            zego_register_player_audio_data_callback:
                |data: *const u8, length: c_uint, format: zego_audio_frame_param,
                    stream: *const c_char|
                sound(Flow::Player(read(stream)), data, length, format);
            zego_register_custom_video_render_remote_frame_encoded_data_callback:
                |data: *const u8, length: c_uint, _param: zego_video_encoded_frame_param,
                    time: std::ffi::c_ulonglong, stream: *const c_char|
                Heard::Encoded(read(stream), bytes(data, length), time);
            zego_register_media_player_load_resource_callback:
                |code: c_int, index: c_int| Heard::Loaded(index, code);
            zego_register_media_player_state_update_callback:
                |state: c_int, code: c_int, index: c_int| Heard::Player(index, state, code);
            zego_register_media_player_audio_frame_callback:
                |data: *mut u8, length: c_uint, format: zego_audio_frame_param, index: c_int|
                Heard::Played(
                    index,
                    format.sample_rate,
                    format.channel,
                    samples(&bytes(data, length))
                );
            zego_register_audio_effect_play_state_update_callback:
                |effect: c_uint, state: c_int, code: c_int, _index: c_int|
                Heard::Effect(effect, state, code);
            zego_register_captured_data_record_state_update_callback:
                |state: c_int, code: c_int, _config: zego_data_record_config, _channel: c_int|
                Heard::Record(state, code);
            zego_register_captured_sound_level_update_callback:
                |level: *const zego_sound_level_info| Heard::CapturedLevel((*level).sound_level);
            zego_register_remote_sound_level_update_callback:
                |levels: *const zego_sound_level_info, _count: c_uint|
                Heard::RemoteLevel(
                    read((*levels).stream_id.as_ptr()),
                    (*levels).sound_level
                );
            zego_register_player_quality_update_callback:
                |stream: *const c_char, quality: zego_play_stream_quality|
                Heard::PlayQuality(read(stream), quality.video_recv_fps, quality.audio_recv_fps);
            zego_register_publisher_quality_update_callback:
                |stream: *const c_char, quality: zego_publish_stream_quality|
                Heard::PublishQuality(
                    read(stream),
                    quality.video_send_fps,
                    quality.audio_send_fps
                );
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        let destroy = self.api.zego_express_engine_destroy_handle();
        if let Ok(destroy) = destroy {
            // SAFETY: the handle was made by this library.
            unsafe { destroy(self.handle) };
        }
    }
}

/// A text for C.
pub(crate) fn text(text: &str) -> CString {
    CString::new(text).unwrap()
}

/// Samples from bytes.
pub(crate) fn samples(bytes: &[u8]) -> Vec<i16> {
    let pairs = bytes.chunks_exact(2);
    pairs.map(|p| i16::from_le_bytes([p[0], p[1]])).collect()
}

/// A tone, `count` samples of it from the one of that number on.
pub(crate) fn tone(pitch: f64, rate: i32, first: usize, count: usize) -> Vec<i16> {
    let step = std::f64::consts::TAU * pitch / f64::from(rate);
    (first..first + count)
        .map(|n| ((step * n as f64).sin() * 8000.0) as i16)
        .collect()
}

/// A text in an array.
pub(crate) fn array<const N: usize>(text: &str) -> [c_char; N] {
    let mut array = [0; N];
    write(&mut array, text);
    array
}

/// # Safety
///
/// `data` points to so many bytes.
unsafe fn bytes(data: *const u8, length: c_uint) -> Vec<u8> {
    // SAFETY: the caller vouches for it.
    unsafe { std::slice::from_raw_parts(data, length as usize) }.to_vec()
}

fn write(array: &mut [c_char], text: &str) {
    for (to, from) in array.iter_mut().zip(text.bytes()) {
        *to = c_char::from_ne_bytes([from]);
    }
}

/// # Safety
///
/// `text` points to a text that ends with zero.
unsafe fn read(text: *const c_char) -> String {
    // SAFETY: the caller vouches for it.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_string_lossy().into_owned()
}

/// # Safety
///
/// `data` points to so many bytes.
unsafe fn sound(
    flow: Flow,
    data: *const u8,
    length: c_uint,
    format: zego_audio_frame_param,
) -> Heard {
    // SAFETY: the caller vouches for it.
    let bytes = unsafe { std::slice::from_raw_parts(data, length as usize) };
    Heard::Sound(flow, format.sample_rate, format.channel, samples(bytes))
}

/// # Safety
///
/// `data` and `length` point to as many planes as the format has.
unsafe fn picture(
    data: *mut *mut u8,
    length: *mut c_uint,
    param: zego_video_frame_param,
) -> Picture {
    let planes = if param.format == zego_video_frame_format_i420 {
        3
    } else {
        1
    };
    let planes = (0..planes).map(|at| {
        // SAFETY: the caller vouches for the planes.
        let (plane, length) = unsafe { (*data.add(at), *length.add(at)) };
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts(plane, length as usize) }.to_vec()
    });
    Picture {
        format: param.format,
        width: param.width,
        height: param.height,
        strides: param.strides,
        rotation: param.rotation,
        planes: planes.collect(),
    }
}
