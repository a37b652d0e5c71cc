//! Sound that the SDK hands out.

use std::ffi::{c_char, c_uchar, c_uint};

use super::frames;
use crate::ffi::text::{bytes, list};
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
        media.remote_sound(bytes(stream), &sound(data, length, &param));
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use allocation_counter::measure;
    use futures::{FutureExt, StreamExt};

    use super::*;
    use crate::ffi::callbacks::probe::Probe;
    use crate::ffi::slots::Slot;
    use crate::ids::StreamId;
    use crate::media::{AudioFormat, FrameStream};

    fn arrive(slot: &Slot, pcm: &[u8], stream: &std::ffi::CStr) {
        let param = zego_sys::zego_audio_frame_param {
            sample_rate: 16000,
            channel: 1,
        };
        // SAFETY: pointer and length are those of a living slice, the text is C's.
        unsafe {
            player(
                std::ptr::null_mut(),
                pcm.as_ptr(),
                pcm.len() as c_uint,
                param,
                stream.as_ptr(),
                slot.context(),
            );
        }
    }

    #[test]
    fn in_the_steady_state_a_block_of_sound_costs_no_allocation() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let seat = probe
            .media
            .remote_audio
            .join(&StreamId::reported("voice"), 4, 1);
        let mut blocks = FrameStream::new(seat, None);
        let mut block = || {
            arrive(&slot, &[5; 320], c"voice");
            let block = blocks.next().now_or_never().flatten().expect("a block");
            assert_eq!(
                (block.format(), block.data()[319]),
                (AudioFormat::MONO_16K, 5)
            );
        };
        (0..100).for_each(|_| block());
        let used = measure(|| (0..1000).for_each(|_| block()));
        assert_eq!(used.count_total, 0);
        // Nobody listens to the others, and half a sample isn't sound.
        arrive(&slot, &[5; 320], c"another voice");
        arrive(&slot, &[5; 321], c"voice");
        let counts = probe.media.counts();
        assert_eq!((counts.received, counts.malformed), (1100, 1));
    }

    #[test]
    fn a_block_that_wakes_those_who_wait_for_a_mix_costs_no_allocation() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let reader = |mix: Mix| FrameStream::new(probe.media.mixes[mix as usize].join(4, 0), None);
        let mut readers = [Mix::Captured, Mix::Playback, Mix::Mixed].map(reader);
        let pcm = [5; 320];
        let param = zego_sys::zego_audio_frame_param {
            sample_rate: 16000,
            channel: 1,
        };
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        let mut block = || {
            for reader in &mut readers {
                assert!(reader.poll_next_unpin(&mut cx).is_pending());
            }
            for arrives in [captured, playback, mixed] {
                let (data, length) = (pcm.as_ptr(), pcm.len() as c_uint);
                // SAFETY: pointer and length are those of a living slice.
                unsafe { arrives(std::ptr::null_mut(), data, length, param, slot.context()) };
            }
            for reader in &mut readers {
                assert!(reader.poll_next_unpin(&mut cx).is_ready());
            }
        };
        (0..100).for_each(|_| block());
        let used = measure(|| (0..1000).for_each(|_| block()));
        assert_eq!((used.count_total, used.bytes_total), (0, 0));
        assert_eq!(probe.media.counts().received, 3300);
    }
}
