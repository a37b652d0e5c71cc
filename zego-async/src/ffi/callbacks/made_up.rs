//! Callbacks with made-up arguments, for tests and fuzzing: a table of registration functions that
//! call what is registered at once, with arguments drawn from a row of bytes.
//!
//! The arguments keep the contract of the interface and nothing beyond it: a pointer is NULL, then
//! its count is any number, or it shows as many items as its count says; texts end with NUL and
//! need not be UTF-8, arrays in structures need not end; numbers and enums are any number.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::{c_char, c_uchar, c_void};
use std::sync::Arc;

use zego_sys::{Api, zego_handle};

use super::probe::Probe;
use crate::ffi::library::Library;
use crate::ffi::native::Native;
use crate::ffi::slots::Slot;

/// Calls every trampoline once, with arguments drawn from `bytes`, zeros once they are used up.
#[cfg_attr(not(fuzzing), allow(unreachable_pub))]
pub fn call_all(bytes: &[u8]) {
    let probe = Arc::new(Probe::default());
    let slot = Slot::occupy(probe);
    let Ok(native) = Native::create(&Library::from_api(table())) else {
        return;
    };
    SOURCE.with_borrow_mut(|source| *source = Source::new(bytes));
    native.register(&slot);
    // The slot is given up: what comes now is late.
    let context = slot.context();
    drop(slot);
    native.register_context(context);
    native.unregister();
}

/// Where arguments are drawn from, and where what they show lives until the callback returns.
struct Source {
    bytes: Vec<u8>,
    at: usize,
    last_was_null: bool,
    shown: Vec<Box<dyn Any>>,
}

thread_local! {
    static SOURCE: RefCell<Source> = RefCell::new(Source::new(&[]));
}

/// How many items a list has at most, and so how many bytes a text.
const ITEMS: usize = if cfg!(miri) { 3 } else { 8 };
const BYTES: usize = if cfg!(miri) { 12 } else { 64 };

impl Source {
    fn new(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.to_vec(),
            at: 0,
            last_was_null: false,
            shown: Vec::new(),
        }
    }

    fn byte(&mut self) -> u8 {
        let byte = self.bytes.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        byte
    }

    fn number(&mut self) -> u64 {
        // Small ones often, since those are what enums and counts are.
        match self.byte() {
            small @ 0..=199 => u64::from(small) % 16,
            200..=219 => u64::MAX,
            220..=229 => i32::MAX as u64,
            230..=239 => i32::MIN as u64,
            _ => u64::from_le_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    /// Fills an array of a structure, sometimes to its last byte.
    fn array<const N: usize>(&mut self) -> [c_char; N] {
        let len = match self.byte() {
            255 => N,
            len => usize::from(len) % (BYTES.min(N)),
        };
        let seed = self.byte();
        let mut array = [0; N];
        for (at, place) in array[..len].iter_mut().enumerate() {
            *place = seed.wrapping_add(at as u8).max(1) as c_char;
        }
        array
    }

    /// Keeps `items` until the callback returns, and shows them.
    fn show<T: 'static>(&mut self, items: Vec<T>) -> *mut T {
        let len = items.len();
        let pointer = Box::into_raw(items.into_boxed_slice()).cast::<T>();
        self.shown.push(Box::new(Shown { pointer, len }));
        pointer
    }

    /// NULL, or a pointer to items that `make` makes.
    fn list<T: 'static>(&mut self, count: usize, mut make: impl FnMut(&mut Self) -> T) -> *mut T {
        self.last_was_null = self.byte().is_multiple_of(4);
        if self.last_was_null {
            return std::ptr::null_mut();
        }
        let items = (0..count).map(|_| make(self)).collect();
        // Items may have had lists of their own.
        self.last_was_null = false;
        self.show(items)
    }
}

/// Items behind a raw pointer, so that no reference to them is moved while C's pointer is used.
struct Shown<T> {
    pointer: *mut T,
    len: usize,
}

impl<T> Drop for Shown<T> {
    fn drop(&mut self) {
        let items = std::ptr::slice_from_raw_parts_mut(self.pointer, self.len);
        // SAFETY: pointer and length are those of a boxed slice that `show` gave up to this.
        drop(unsafe { Box::from_raw(items) });
    }
}

/// An argument of a callback, drawn from the source.
trait MadeUp {
    fn draw(source: &mut Source) -> Self;
}

macro_rules! numbers {
    ($($ty:ty)*) => {$(
        impl MadeUp for $ty {
            fn draw(source: &mut Source) -> Self {
                source.number() as $ty
            }
        }
    )*};
}
numbers!(i32 u64 f64);

impl MadeUp for u32 {
    /// Mostly a count of what the pointer before it shows.
    fn draw(source: &mut Source) -> Self {
        match source.last_was_null {
            true => source.number() as u32,
            false => (source.number() % (ITEMS as u64 + 1)) as u32,
        }
    }
}

impl MadeUp for *const c_char {
    fn draw(source: &mut Source) -> Self {
        let text = source.array::<BYTES>();
        source.last_was_null = source.byte().is_multiple_of(8);
        if source.last_was_null {
            return std::ptr::null();
        }
        let mut text = text.to_vec();
        text.push(0);
        source.show(text)
    }
}

impl MadeUp for *const c_uchar {
    fn draw(source: &mut Source) -> Self {
        source.list(ITEMS, Source::byte)
    }
}

impl MadeUp for *mut c_uchar {
    fn draw(source: &mut Source) -> Self {
        source.list(ITEMS, Source::byte)
    }
}

/// The planes of a picture, four at most.
impl MadeUp for *mut *mut c_uchar {
    fn draw(source: &mut Source) -> Self {
        source.list(4, |source| source.list(BYTES, Source::byte))
    }
}

/// The lengths of the planes: NULL planes are looked at before their lengths.
impl MadeUp for *mut u32 {
    fn draw(source: &mut Source) -> Self {
        source.list(4, |source| u32::from(source.byte()) % (BYTES as u32 + 1))
    }
}

/// Structures: what is set is drawn, the rest is zero.
macro_rules! structures {
    ($($ty:ident |$it:ident, $source:ident| $set:block)*) => {$(
        impl MadeUp for zego_sys::$ty {
            fn draw($source: &mut Source) -> Self {
                #[allow(unused_mut)]
                let mut $it = zego_sys::$ty::default();
                $set
                $it
            }
        }

        impl MadeUp for *const zego_sys::$ty {
            fn draw(source: &mut Source) -> Self {
                source.list(ITEMS, <zego_sys::$ty as MadeUp>::draw)
            }
        }

        impl MadeUp for *mut zego_sys::$ty {
            fn draw(source: &mut Source) -> Self {
                source.list(1, <zego_sys::$ty as MadeUp>::draw)
            }
        }
    )*};
}

structures! {
    zego_user |it, source| {
        it.user_id = source.array();
        it.user_name = source.array();
    }
    zego_stream |it, source| {
        it.user = MadeUp::draw(source);
        it.stream_id = source.array();
        it.extra_info = source.array();
    }
    zego_room_extra_info |it, source| {
        it.key = source.array();
        it.value = source.array();
        it.update_user = MadeUp::draw(source);
        it.update_time = source.number();
    }
    zego_broadcast_message_info |it, source| {
        it.message = source.array();
        it.message_id = source.number();
        it.from_user = MadeUp::draw(source);
    }
    zego_barrage_message_info |it, source| {
        it.message = source.array();
        it.message_id = source.array();
        it.from_user = MadeUp::draw(source);
    }
    zego_stream_relay_cdn_info |it, source| {
        it.url = source.array();
        it.state = MadeUp::draw(source);
    }
    zego_sound_level_info |it, source| {
        it.stream_id = source.array();
        it.sound_level = source.number() as f32;
    }
    zego_audio_spectrum_info |it, source| {
        it.stream_id = source.array();
        it.spectrum_list = source.list(ITEMS, |source| source.number() as f32);
        it.spectrum_count = MadeUp::draw(source);
    }
    zego_publish_stream_quality |it, source| {
        it.rtt = MadeUp::draw(source);
        it.level = MadeUp::draw(source);
    }
    zego_play_stream_quality |it, source| {
        it.rtt = MadeUp::draw(source);
        it.level = MadeUp::draw(source);
    }
    zego_rtc_stats_info |it, source| {
        it.avg_tx_rtt = MadeUp::draw(source);
    }
    zego_traffic_control_info |it, source| {
        it.width = MadeUp::draw(source);
        it.bitrate = MadeUp::draw(source);
    }
    zego_audio_frame_param |it, source| {
        it.sample_rate = MadeUp::draw(source);
        it.channel = MadeUp::draw(source);
    }
    zego_video_frame_param |it, source| {
        it.format = MadeUp::draw(source);
        it.strides = std::array::from_fn(|_| MadeUp::draw(source));
        it.width = MadeUp::draw(source);
        it.height = MadeUp::draw(source);
        it.rotation = MadeUp::draw(source);
    }
    zego_video_encoded_frame_param |it, source| {
        it.format = MadeUp::draw(source);
        it.is_key_frame = source.byte() > 127;
        it.sei_data = MadeUp::draw(source);
        it.sei_data_length = MadeUp::draw(source);
    }
}

/// A registration function that calls the callback at once.
trait CallsAtOnce {
    fn stub() -> Self;
}

macro_rules! stubs {
    ($($name:ident($($arg:ident)*))*) => {$(
        unsafe extern "C" fn $name<$($arg: MadeUp),*>(
            handle: zego_handle,
            callback: Option<unsafe extern "C" fn(zego_handle, $($arg,)* *mut c_void)>,
            context: *mut c_void,
        ) {
            let Some(callback) = callback else { return };
            #[allow(non_snake_case)]
            let ($($arg,)*) = SOURCE.with_borrow_mut(|_source| ($($arg::draw(_source),)*));
            // SAFETY: the arguments keep the contract of the interface, as the module says.
            unsafe { callback(handle, $($arg,)* context) };
            SOURCE.with_borrow_mut(|source| source.shown.clear());
        }

        impl<$($arg: MadeUp),*> CallsAtOnce for unsafe extern "C" fn(
            zego_handle,
            Option<unsafe extern "C" fn(zego_handle, $($arg,)* *mut c_void)>,
            *mut c_void,
        ) {
            fn stub() -> Self {
                $name::<$($arg),*>
            }
        }
    )*};
}

stubs! {
    none()
    one(A)
    two(A B)
    three(A B C)
    four(A B C D)
    five(A B C D E)
    six(A B C D E F)
}

macro_rules! table {
    ($($register:ident)*) => {
        /// The registration functions that call at once, and a handle that is nothing.
        fn table() -> Api {
            unsafe extern "C" fn create() -> zego_handle {
                std::ptr::without_provenance_mut(1)
            }

            let mut api = Api::empty();
            api.zego_express_engine_create_handle = Some(create);
            $(api.$register = Some(CallsAtOnce::stub());)*
            api
        }
    };
}

table! {
    zego_register_api_called_result_callback
    zego_register_audio_vad_state_update_callback
    zego_register_captured_audio_data_callback
    zego_register_captured_audio_spectrum_update_callback
    zego_register_captured_sound_level_info_update_callback
    zego_register_captured_sound_level_update_callback
    zego_register_custom_video_capture_encoded_data_traffic_control_callback
    zego_register_custom_video_capture_frame_rate_callback
    zego_register_custom_video_capture_request_key_frame_callback
    zego_register_custom_video_capture_start_callback
    zego_register_custom_video_capture_stop_callback
    zego_register_custom_video_render_captured_frame_data_callback
    zego_register_custom_video_render_remote_frame_data_callback
    zego_register_custom_video_render_remote_frame_encoded_data_callback
    zego_register_debug_error_callback
    zego_register_engine_state_update_callback
    zego_register_engine_uninit_callback
    zego_register_fatal_error_callback
    zego_register_im_recv_barrage_message_callback
    zego_register_im_recv_broadcast_message_callback
    zego_register_im_recv_custom_command_callback
    zego_register_im_send_barrage_message_result_callback
    zego_register_im_send_broadcast_message_result_callback
    zego_register_im_send_custom_command_result_callback
    zego_register_local_device_exception_occurred_callback
    zego_register_mixed_audio_data_callback
    zego_register_network_mode_changed_callback
    zego_register_network_quality_callback
    zego_register_playback_audio_data_callback
    zego_register_player_audio_data_callback
    zego_register_player_low_fps_warning_callback
    zego_register_player_media_event_callback
    zego_register_player_quality_update_callback
    zego_register_player_recv_audio_first_frame_callback
    zego_register_player_recv_sei_callback
    zego_register_player_recv_video_first_frame_callback
    zego_register_player_render_camera_video_first_frame_callback
    zego_register_player_render_video_first_frame_callback
    zego_register_player_state_update_callback
    zego_register_player_stream_event_callback
    zego_register_player_switched_callback
    zego_register_player_video_size_changed_callback
    zego_register_process_captured_audio_data_callback
    zego_register_process_playback_audio_data_callback
    zego_register_process_remote_audio_data_callback
    zego_register_publisher_captured_audio_first_frame_callback
    zego_register_publisher_captured_video_first_frame_callback
    zego_register_publisher_low_fps_warning_callback
    zego_register_publisher_quality_update_callback
    zego_register_publisher_relay_cdn_state_update_callback
    zego_register_publisher_render_video_first_frame_callback
    zego_register_publisher_send_audio_first_frame_callback
    zego_register_publisher_send_video_first_frame_callback
    zego_register_publisher_state_update_callback
    zego_register_publisher_stream_event_callback
    zego_register_publisher_update_cdn_url_result_callback
    zego_register_publisher_update_stream_extra_info_result_callback
    zego_register_publisher_video_encoder_changed_callback
    zego_register_publisher_video_size_changed_callback
    zego_register_recv_experimental_api_callback
    zego_register_remote_audio_spectrum_update_callback
    zego_register_remote_camera_state_update_callback
    zego_register_remote_mic_state_update_callback
    zego_register_remote_sound_level_info_update_callback
    zego_register_remote_sound_level_update_callback
    zego_register_remote_speaker_state_update_callback
    zego_register_room_extra_info_update_callback
    zego_register_room_login_result_callback
    zego_register_room_logout_result_callback
    zego_register_room_online_user_count_update_callback
    zego_register_room_set_room_extra_info_result_callback
    zego_register_room_state_changed_callback
    zego_register_room_state_update_callback
    zego_register_room_stream_extra_info_update_callback
    zego_register_room_stream_update_callback
    zego_register_room_token_will_expire_callback
    zego_register_room_user_update_callback
    zego_register_rtc_stats_callback
    zego_register_upload_log_result_callback
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_trampoline_takes_nothing_at_all_and_whatever_the_contract_allows() {
        call_all(&[]);
        for seed in 0..if cfg!(miri) { 1 } else { 400u32 } {
            // A row of bytes that looks like none, the same each time.
            let mut state = seed.wrapping_mul(2_654_435_761).max(1);
            let bytes: Vec<u8> = std::iter::repeat_with(|| {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                state as u8
            })
            .take(8192)
            .collect();
            call_all(&bytes);
        }
    }

    #[test]
    fn the_table_calls_every_callback_that_this_crate_registers() {
        let text = [
            include_str!("audio.rs"),
            include_str!("capture.rs"),
            include_str!("engine.rs"),
            include_str!("message.rs"),
            include_str!("player.rs"),
            include_str!("processing.rs"),
            include_str!("publisher.rs"),
            include_str!("results.rs"),
            include_str!("room.rs"),
            include_str!("sound.rs"),
            include_str!("video.rs"),
        ]
        .concat();
        let registered = text.matches("_callback =>").count() + 1;
        let api = table();
        let stubbed = zego_sys::FUNCTION_NAMES.len() - api.missing().len() - 1;
        assert_eq!(stubbed, registered);
    }
}
