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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use allocation_counter::measure;

    use super::*;
    use crate::ffi::callbacks::probe::Probe;
    use crate::ffi::slots::Slot;
    use crate::media::SoundBlock;

    #[test]
    fn sound_that_a_hook_changes_costs_no_allocation_and_no_copy() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let hook = |block: &mut SoundBlock<'_>| block.map(|sample| sample + 1);
        let hooks = &probe.media.hooks;
        for stage in [Stage::Captured, Stage::Remote, Stage::Playback] {
            hooks.set(stage, Box::new(hook)).unwrap();
        }
        let mut pcm = [0; 320];
        let mut param = zego_sys::zego_audio_frame_param {
            sample_rate: 16000,
            channel: 1,
        };
        let mut block = || {
            let (handle, length) = (std::ptr::null_mut(), pcm.len() as c_uint);
            let (data, param) = (pcm.as_mut_ptr(), &raw mut param);
            // SAFETY: pointers and lengths are those of living values, the text is C's.
            unsafe {
                captured(handle, data, length, param, 0.0, slot.context());
                remote(
                    handle,
                    data,
                    length,
                    param,
                    c"voice".as_ptr(),
                    0.0,
                    slot.context(),
                );
                playback(handle, data, length, param, 0.0, slot.context());
            }
        };
        (0..100).for_each(|_| block());
        let used = measure(|| (0..1000).for_each(|_| block()));
        assert_eq!((used.count_total, used.bytes_total), (0, 0));
        let counts = probe.media.counts();
        assert_eq!((counts.processed, counts.panicked_hooks), (3300, 0));
        assert!(pcm.chunks(2).all(|sample| sample == 3300i16.to_le_bytes()));
    }
}
