//! Pictures that the SDK hands out.

use std::ffi::{c_char, c_int, c_uchar, c_uint};

use super::frames;
use crate::event::Channel;
use crate::ffi::text::{bytes, list};
use crate::media::{EncodedPicture, Picture, PixelFormat};

frames! {
    zego_register_custom_video_render_remote_frame_data_callback => remote_frame |media| (
        stream: *const c_char, data: *mut *mut c_uchar, lengths: *mut c_uint,
        param: zego_sys::zego_video_frame_param,
    ) {
        media.remote_picture(bytes(stream), &picture(data.cast(), lengths, &param, 0));
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
        media.remote_encoded(bytes(stream), &EncodedPicture {
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use allocation_counter::measure;
    use futures::{FutureExt, StreamExt};

    use super::*;
    use crate::ffi::callbacks::probe::Probe;
    use crate::ffi::slots::Slot;
    use crate::ids::StreamId;
    use crate::media::{FrameStream, VideoFrame};

    const WIDTH: i32 = 64;
    const HEIGHT: i32 = 36;

    fn param(format: PixelFormat, strides: [i32; 4]) -> zego_sys::zego_video_frame_param {
        zego_sys::zego_video_frame_param {
            format: format.raw(),
            strides,
            width: WIDTH,
            height: HEIGHT,
            rotation: 90,
        }
    }

    /// Calls the trampoline as the SDK does.
    fn arrive(slot: &Slot, planes: &mut [&mut [u8]], param: zego_sys::zego_video_frame_param) {
        let mut lengths = [0; 4];
        let mut pointers = [std::ptr::null_mut(); 4];
        for (at, plane) in planes.iter_mut().enumerate() {
            lengths[at] = plane.len() as c_uint;
            pointers[at] = plane.as_mut_ptr();
        }
        // SAFETY: pointers and lengths are those of living slices.
        unsafe {
            remote_frame(
                std::ptr::null_mut(),
                c"camera".as_ptr(),
                pointers.as_mut_ptr(),
                lengths.as_mut_ptr(),
                param,
                slot.context(),
            );
        }
    }

    fn watch(probe: &Probe, capacity: usize) -> FrameStream<VideoFrame> {
        let stream = StreamId::reported("camera");
        FrameStream::new(probe.media.remote_video.join(&stream, capacity, 1), None)
    }

    #[test]
    fn a_picture_of_the_sdk_arrives_with_its_planes_strides_and_rotation() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let mut frames = watch(&probe, 4);
        let (mut y, mut u, mut v) = ([1; 80 * 36], [2; 40 * 18], [3; 40 * 18]);
        // The last row of V ends with its pixels, not with its stride.
        let v_len = 40 * 17 + 32;
        arrive(
            &slot,
            &mut [&mut y, &mut u, &mut v[..v_len]],
            param(PixelFormat::I420, [80, 40, 40, 0]),
        );
        let frame = frames.next().now_or_never().flatten().expect("a frame");
        assert_eq!((frame.width(), frame.height()), (64, 36));
        assert_eq!(frame.strides(), [80, 40, 40]);
        assert_eq!(frame.rotation().raw(), 90);
        assert_eq!(frame.plane(0), y);
        assert_eq!(frame.plane(1), u);
        assert_eq!(frame.plane(2)[..v_len], v[..v_len]);
    }

    #[test]
    fn pictures_that_are_not_as_long_as_they_say_are_counted_and_given_to_nobody() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let mut frames = watch(&probe, 4);
        let mut short = [1; 64 * 35];
        arrive(
            &slot,
            &mut [&mut short, &mut [], &mut []],
            param(PixelFormat::I420, [64, 32, 32, 0]),
        );
        arrive(
            &slot,
            &mut [&mut short],
            param(PixelFormat::Bgra, [1, 0, 0, 0]),
        );
        arrive(
            &slot,
            &mut [&mut short],
            param(PixelFormat::from_raw(99), [64; 4]),
        );
        arrive(&slot, &mut [], param(PixelFormat::Bgra, [256, 0, 0, 0]));
        assert_eq!(probe.media.counts().malformed, 4);
        assert!(frames.next().now_or_never().is_none());
    }

    #[test]
    fn in_the_steady_state_a_picture_costs_no_allocation() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let (mut quick, stalled) = (watch(&probe, 4), watch(&probe, 4));
        let mut pixels = vec![7; 256 * 36];
        let mut frame = || {
            arrive(
                &slot,
                &mut [&mut pixels],
                param(PixelFormat::Bgra, [256, 0, 0, 0]),
            );
            let frame = quick.next().now_or_never().flatten();
            assert_eq!(frame.map(|frame| frame.data()[0]), Some(7));
            assert!(quick.next().now_or_never().is_none());
        };
        (0..100).for_each(|_| frame());
        let used = measure(|| (0..1000).for_each(|_| frame()));
        assert_eq!((used.count_total, used.bytes_total), (0, 0));
        assert_eq!(stalled.lost(), 1096);
        assert_eq!(probe.media.counts().dropped, 1096);
    }

    #[test]
    fn an_encoded_picture_costs_no_allocation_though_key_frames_are_larger() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let reader = || {
            let stream = StreamId::reported("camera");
            FrameStream::new(probe.media.remote_encoded.join(&stream, 4, 1), None)
        };
        let (mut quick, stalled) = (reader(), reader());
        let (data, sei) = ([6; 20_000], [8; 100]);
        let mut number = 0usize;
        let mut frame = || {
            number += 1;
            let is_key_frame = number % 30 == 1;
            let length = match is_key_frame {
                true => data.len(),
                false => 1500 + number % 7 * 100,
            };
            let param = zego_sys::zego_video_encoded_frame_param {
                width: WIDTH,
                height: HEIGHT,
                is_key_frame,
                sei_data: sei.as_ptr(),
                sei_data_length: (number % 3 * 50) as c_uint,
                ..Default::default()
            };
            // SAFETY: pointers and lengths are those of living slices, the text is C's.
            unsafe {
                encoded_frame(
                    std::ptr::null_mut(),
                    data.as_ptr(),
                    length as c_uint,
                    param,
                    number as u64,
                    c"camera".as_ptr(),
                    slot.context(),
                );
            }
            let frame = quick.next().now_or_never().flatten().expect("a frame");
            assert_eq!(frame.is_key_frame(), is_key_frame);
            assert_eq!(
                (frame.data().len(), frame.sei().len()),
                (length, number % 3 * 50)
            );
        };
        (0..300).for_each(|_| frame());
        let used = measure(|| (0..1000).for_each(|_| frame()));
        assert_eq!((used.count_total, used.bytes_total), (0, 0));
        assert_eq!(stalled.lost(), 1296);
    }
}
