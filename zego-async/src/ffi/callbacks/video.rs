//! Pictures that the SDK hands out.

use std::ffi::{c_char, c_int, c_uchar, c_uint};

use super::frames;
use crate::event::Channel;
use crate::ffi::text::{list, name};
use crate::media::{EncodedPicture, Picture, PixelFormat};

frames! {
    zego_register_custom_video_render_remote_frame_data_callback => remote_frame |media| (
        stream: *const c_char, data: *mut *mut c_uchar, lengths: *mut c_uint,
        param: zego_sys::zego_video_frame_param,
    ) {
        media.remote_picture(name(stream), &picture(data.cast(), lengths, &param, 0));
    }

    zego_register_custom_video_render_captured_frame_data_callback => captured_frame |media| (
        data: *mut *mut c_uchar, lengths: *mut c_uint, param: zego_sys::zego_video_frame_param,
        flip: c_int, channel: c_int,
    ) {
        let channel = Channel::from_raw(channel);
        media.preview_picture(channel, &picture(data.cast(), lengths, &param, flip));
    }

    zego_register_custom_video_render_remote_frame_encoded_data_callback => encoded_frame |media| (
        data: *const c_uchar, length: c_uint, param: zego_sys::zego_video_encoded_frame_param,
        time: u64, stream: *const c_char,
    ) {
        media.remote_encoded(name(stream), &EncodedPicture {
            format: param.format,
            width: param.width,
            height: param.height,
            rotation: param.rotation,
            key_frame: param.is_key_frame,
            sei: list(param.sei_data, param.sei_data_length),
            timestamp_ms: time,
            data: list(data, length),
        });
    }
}

/// The picture behind C's pointers.
///
/// # Safety
///
/// `data` and `lengths` are NULL or show as many pointers and lengths as the format has planes;
/// each pointer shows its length of bytes. All of it stays valid for `'a`.
pub(super) unsafe fn picture<'a>(
    data: *const *const c_uchar,
    lengths: *const c_uint,
    param: &zego_sys::zego_video_frame_param,
    flip: c_int,
) -> Picture<'a> {
    let mut planes: [&[u8]; 4] = [&[]; 4];
    let count = PixelFormat::from_raw(param.format).planes();
    if !data.is_null() && !lengths.is_null() {
        for (at, plane) in planes.iter_mut().enumerate().take(count) {
            // SAFETY: the caller's promise: `at` is less than the number of planes.
            *plane = unsafe { list(*data.add(at), *lengths.add(at)) };
        }
    }
    Picture {
        format: param.format,
        width: param.width,
        height: param.height,
        strides: param.strides,
        rotation: param.rotation,
        flip,
        planes,
    }
}
