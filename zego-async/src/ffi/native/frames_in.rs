//! Tests of the way in, from a sink to the C function: a frame is neither copied nor allocated for.
//!
//! The functions that take frames are our own here: what the embedded engine copies and allocates
//! is its business, and the rest of the engine is its.

use std::cell::Cell;
use std::ffi::{c_int, c_uchar, c_uint, c_ulonglong};
use std::time::Duration;

use allocation_counter::{AllocationInfo, measure};
use futures::StreamExt;
use tokio::runtime::{Builder, Runtime};
use zego_sys::{
    zego_audio_frame_param, zego_handle, zego_publish_channel, zego_video_encoded_frame_param,
    zego_video_frame_param,
};

use crate::media::{AudioFormat, AudioFrame, EncodedFormat, EncodedFrame, EncodedSound};
use crate::media::{PixelFormat, VideoFrame, VideoRender};
use crate::{Channel, Engine, Sdk};

thread_local! {
    /// Where the last frame lay that this thread handed over, and how many there were.
    static TAKEN: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

fn take(data: *const c_uchar) -> c_int {
    TAKEN.set((data.addr(), TAKEN.get().1 + 1));
    0
}

unsafe extern "C" fn raw_picture(
    _: zego_handle,
    data: *const c_uchar,
    _: c_uint,
    _: zego_video_frame_param,
    _: c_ulonglong,
    _: c_uint,
    _: zego_publish_channel,
) -> c_int {
    take(data)
}

unsafe extern "C" fn encoded_picture(
    _: zego_handle,
    data: *const c_uchar,
    _: c_uint,
    _: zego_video_encoded_frame_param,
    _: f64,
    _: zego_publish_channel,
) -> c_int {
    take(data)
}

unsafe extern "C" fn pcm(
    _: zego_handle,
    data: *mut c_uchar,
    _: c_uint,
    _: zego_audio_frame_param,
    _: zego_publish_channel,
) -> c_int {
    take(data)
}

unsafe extern "C" fn aac(
    _: zego_handle,
    data: *mut c_uchar,
    _: c_uint,
    _: c_uint,
    _: c_ulonglong,
    _: c_uint,
    _: zego_audio_frame_param,
    _: zego_publish_channel,
) -> c_int {
    take(data)
}

unsafe extern "C" fn opus(
    _: zego_handle,
    data: *mut c_uchar,
    _: c_uint,
    _: c_ulonglong,
    _: c_uint,
    _: zego_audio_frame_param,
    _: zego_publish_channel,
) -> c_int {
    take(data)
}

/// Takes reference sound, and gives the mix: it leaves the place as it is.
unsafe extern "C" fn other_pcm(
    _: zego_handle,
    data: *mut c_uchar,
    _: c_uint,
    _: zego_audio_frame_param,
) -> c_int {
    take(data)
}

/// An engine that takes frames with these functions, on a runtime of its own.
fn engine(render: VideoRender) -> (Runtime, Engine) {
    let mut api = zego_sim::api();
    api.zego_express_send_custom_video_capture_raw_data = Some(raw_picture);
    api.zego_express_send_custom_video_capture_encoded_data = Some(encoded_picture);
    api.zego_express_send_custom_audio_capture_pcm_data = Some(pcm);
    api.zego_express_send_custom_audio_capture_aac_data = Some(aac);
    api.zego_express_send_custom_audio_capture_opus_data = Some(opus);
    api.zego_express_send_reference_audio_pcm_data = Some(other_pcm);
    api.zego_express_fetch_custom_audio_render_pcm_data = Some(other_pcm);
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let builder = Sdk::from_api(api).engine(1).app_sign("0".repeat(64));
    let engine = runtime.block_on(async { builder.video_render(render).await });
    (runtime, engine.unwrap())
}

/// Sends a thousand frames after the first hundred; each must be handed over where it lies.
fn in_the_steady_state(lies_at: &[u8], mut send: impl FnMut()) {
    let before = TAKEN.get().1;
    (0..100).for_each(|_| send());
    assert_eq!(TAKEN.get(), (lies_at.as_ptr().addr(), before + 100));
    none(measure(|| (0..1000).for_each(|_| send())));
    assert_eq!(TAKEN.get(), (lies_at.as_ptr().addr(), before + 1100));
}

fn none(used: AllocationInfo) {
    assert_eq!((used.count_total, used.bytes_total), (0, 0));
}

#[test]
fn a_raw_picture_goes_in_without_an_allocation_or_a_copy() {
    let (runtime, engine) = engine(VideoRender::I420);
    let sink = runtime.block_on(engine.video_sink(Channel::Main)).unwrap();
    let _preview = runtime.block_on(async { engine.preview().await });
    runtime.block_on(sink.ready()).unwrap();
    let grey = VideoFrame::new(PixelFormat::I420, 64, 36, vec![128; 64 * 36 * 3 / 2]).unwrap();
    in_the_steady_state(grey.data(), || sink.try_send(&grey).unwrap());
}

#[test]
fn an_encoded_picture_goes_in_without_an_allocation_or_a_copy() {
    let (runtime, engine) = engine(VideoRender::Encoded);
    let sink = runtime.block_on(engine.encoded_video_sink(Channel::Main));
    let sink = sink.unwrap();
    let _preview = runtime.block_on(async { engine.preview().await });
    runtime.block_on(sink.ready()).unwrap();
    let frame = EncodedFrame::new(EncodedFormat::H264AnnexB, 64, 36, vec![7; 500]).unwrap();
    let frame = frame.key_frame(true).with_sei(vec![8; 50]);
    in_the_steady_state(frame.data(), || sink.try_send(&frame).unwrap());
}

#[test]
fn sound_goes_in_without_an_allocation_or_a_copy_as_pcm_aac_and_opus() {
    let (runtime, engine) = engine(VideoRender::I420);
    let sink = runtime.block_on(engine.enable_custom_audio(Channel::Main));
    let sink = sink.unwrap();
    let format = AudioFormat::MONO_48K;
    let block = AudioFrame::from_samples(format, &[5; 480]).unwrap();
    in_the_steady_state(block.data(), || sink.try_send(&block).unwrap());
    in_the_steady_state(block.data(), || sink.send_reference(&block).unwrap());
    let time = Duration::from_secs(1_700_000_000);
    let encoded = [
        EncodedSound::aac(format, 1024, time, 2, vec![6; 200]).unwrap(),
        EncodedSound::opus(format, 480, time, vec![6; 100]).unwrap(),
    ];
    for block in encoded {
        in_the_steady_state(block.data(), || sink.send_encoded(&block).unwrap());
    }
}

#[test]
fn paced_sound_goes_in_without_an_allocation_for_a_block() {
    let (runtime, engine) = engine(VideoRender::I420);
    let sink = runtime.block_on(engine.enable_custom_audio(Channel::Main));
    let sink = sink.unwrap();
    // Time passes as soon as nothing else is to be done.
    runtime.block_on(async { tokio::time::pause() });
    // Pieces that are no whole blocks, so that some of each waits for the next.
    let pieces = futures::stream::repeat([3; 700]);
    let mut sending = Box::pin(sink.paced(AudioFormat::MONO_48K).send_stream(pieces));
    let mut send_until = |blocks: usize| {
        let done = std::future::poll_fn(|cx| {
            assert!(sending.as_mut().poll(cx).is_pending(), "it has no end");
            match TAKEN.get().1 >= blocks {
                true => std::task::Poll::Ready(()),
                false => std::task::Poll::Pending,
            }
        });
        runtime.block_on(done);
    };
    let before = TAKEN.get().1;
    send_until(before + 100);
    none(measure(|| send_until(before + 1100)));
}

#[test]
fn the_mix_is_pulled_without_an_allocation_for_a_block() {
    const BLOCK: Duration = Duration::from_millis(20);
    let (runtime, engine) = engine(VideoRender::I420);
    let mut pull = engine.audio_pull(AudioFormat::STEREO_48K);
    let fetch = |pull: &mut crate::media::AudioPull, blocks: usize| {
        for _ in 0..blocks {
            assert_eq!(pull.fetch(BLOCK).unwrap().data().len(), 3840);
        }
    };
    fetch(&mut pull, 100);
    none(measure(|| fetch(&mut pull, 1000)));
    runtime.block_on(async { tokio::time::pause() });
    let mut blocks = pull.paced(BLOCK).unwrap();
    let mut read = |count: usize| {
        let reading = async {
            for _ in 0..count {
                let block = blocks.next().await.expect("it goes on");
                assert_eq!(block.unwrap().data().len(), 3840);
            }
        };
        runtime.block_on(reading);
    };
    read(100);
    none(measure(|| read(1000)));
}
