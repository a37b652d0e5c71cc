//! Sound that the SDK lends to the program to change it.

use std::ffi::{c_char, c_double, c_uchar, c_uint};

use super::frames;
use crate::ffi::text::name;
use crate::media::{Lent, MediaHub, Stage};

frames! {
    zego_register_process_captured_audio_data_callback => captured |media| (
        data: *mut c_uchar, length: c_uint, param: *mut zego_sys::zego_audio_frame_param,
        time: c_double,
    ) {
        process(media, Stage::Captured, data, length, param, "", time);
    }

    zego_register_process_remote_audio_data_callback => remote |media| (
        data: *mut c_uchar, length: c_uint, param: *mut zego_sys::zego_audio_frame_param,
        stream: *const c_char, time: c_double,
    ) {
        process(media, Stage::Remote, data, length, param, name(stream), time);
    }

    zego_register_process_playback_audio_data_callback => playback |media| (
        data: *mut c_uchar, length: c_uint, param: *mut zego_sys::zego_audio_frame_param,
        time: c_double,
    ) {
        process(media, Stage::Playback, data, length, param, "", time);
    }
}

/// Lends the sound behind C's pointers to the program.
///
/// # Safety
///
/// `data` is NULL or shows `length` bytes, `param` is NULL or shows a format; both stay valid
/// during the call, and nobody else looks at the bytes meanwhile.
unsafe fn process(
    media: &MediaHub,
    stage: Stage,
    data: *mut c_uchar,
    length: c_uint,
    param: *const zego_sys::zego_audio_frame_param,
    stream: &str,
    time: c_double,
) {
    if data.is_null() || param.is_null() {
        return;
    }
    // SAFETY: the caller's promise; both were looked at for NULL.
    let (data, param) = unsafe {
        (
            std::slice::from_raw_parts_mut(data, length as usize),
            &*param,
        )
    };
    media.process(
        stage,
        Lent {
            rate: param.sample_rate,
            channels: param.channel,
            data,
            stream,
            timestamp_ms: time,
        },
    );
}
