//! Sound that the SDK hands out.

use std::ffi::{c_char, c_uchar, c_uint};

use super::frames;
use crate::ffi::text::{list, name};
use crate::media::{Mix, Sound};

frames! {
    zego_register_captured_audio_data_callback => captured |media| (
        data: *const c_uchar, length: c_uint, param: zego_sys::zego_audio_frame_param,
    ) {
        media.mix(Mix::Captured, &sound(data, length, &param));
    }

    zego_register_playback_audio_data_callback => playback |media| (
        data: *const c_uchar, length: c_uint, param: zego_sys::zego_audio_frame_param,
    ) {
        media.mix(Mix::Playback, &sound(data, length, &param));
    }

    zego_register_mixed_audio_data_callback => mixed |media| (
        data: *const c_uchar, length: c_uint, param: zego_sys::zego_audio_frame_param,
    ) {
        media.mix(Mix::Mixed, &sound(data, length, &param));
    }

    zego_register_player_audio_data_callback => player |media| (
        data: *const c_uchar, length: c_uint, param: zego_sys::zego_audio_frame_param,
        stream: *const c_char,
    ) {
        media.remote_sound(name(stream), &sound(data, length, &param));
    }
}

/// The sound behind C's pointer.
///
/// # Safety
///
/// `data` is NULL or shows `length` bytes that stay valid for `'a`.
pub(super) unsafe fn sound<'a>(
    data: *const c_uchar,
    length: c_uint,
    param: &zego_sys::zego_audio_frame_param,
) -> Sound<'a> {
    Sound {
        rate: param.sample_rate,
        channels: param.channel,
        // SAFETY: the caller's promise.
        data: unsafe { list(data, length) },
    }
}
