//! Commands about devices and about pictures and sound: captured, observed, recorded, rendered.

use std::time::{Duration, Instant};

use zego_sys::*;

use super::{Understood, action, one, plain, yes_or_no};
use crate::script::{Action, Words};
use crate::session::Session;
use crate::tone;

const FEATURES: i32 = 28;
const FRAME_WIDTH: i32 = 320;
const FRAME_HEIGHT: i32 = 240;
const FRAME_EVERY: Duration = Duration::from_millis(33);
const BLOCK_EVERY: Duration = Duration::from_millis(20);
const BLOCKS_A_SECOND: u32 = 50;

pub(crate) fn understand(command: &str, words: &mut Words<'_>) -> Understood {
    Some(match command {
        "custom_capture" => custom_capture(words),
        "custom_audio" => custom_audio(words),
        "video_frame" => one(words.number("N"), |count| {
            action(move |session| send_frames(session, count))
        }),
        "capture_render" => capture_render(words),
        "pcm" => pcm(words),
        "fetch" => fetch(words),
        "observer" => observer(words),
        "stop_observer" => plain!(zego_express_stop_audio_data_observer()),
        "process_audio" => process_audio(words),
        "sound_level" => one(words.number("MS"), |interval| {
            plain!(zego_express_start_sound_level_monitor(interval))
        }),
        "stop_sound_level" => plain!(zego_express_stop_sound_level_monitor()),
        "spectrum" => one(words.number("MS"), |interval| {
            plain!(zego_express_start_audio_spectrum_monitor(interval))
        }),
        "stop_spectrum" => plain!(zego_express_stop_audio_spectrum_monitor()),
        "record" => record(words),
        "stop_record" => one(words.number("CHANNEL"), |channel| {
            plain!(zego_express_stop_recording_captured_data(channel))
        }),
        "features" => action(features),
        "devices" => action(devices),
        "mic_muted" => action(|session| {
            let mut yes = false;
            let rc = session.engine.zego_express_is_microphone_muted(&mut yes);
            yes_or_no(session, "is_microphone_muted", rc, yes);
        }),
        "mute_mic" => one(words.flag("B"), |mute| {
            plain!(zego_express_mute_microphone(mute))
        }),
        "capture_volume" => one(words.number("V"), |volume| {
            plain!(zego_express_set_capture_volume(volume))
        }),
        "perf" => one(words.number("MS"), |interval| {
            plain!(zego_express_start_performance_monitor(interval))
        }),
        "stop_perf" => plain!(zego_express_stop_performance_monitor()),
        _ => return None,
    })
}

fn custom_capture(words: &mut Words<'_>) -> Result<Action, String> {
    let (on, channel) = (words.flag("ON")?, words.number("CHANNEL")?);
    let mut config = zego_custom_video_capture_config {
        buffer_type: zego_video_buffer_type_raw_data,
    };
    plain!(zego_express_enable_custom_video_capture(
        on,
        &mut config,
        channel
    ))
}

fn custom_audio(words: &mut Words<'_>) -> Result<Action, String> {
    let (on, channel) = (words.flag("ON")?, words.number("CHANNEL")?);
    let mut config = zego_custom_audio_config {
        source_type: zego_audio_source_type_custom,
    };
    plain!(zego_express_enable_custom_audio_io(
        on,
        &mut config,
        channel
    ))
}

/// Sends pictures, each of another grey; only the first call is written.
fn send_frames(session: &mut Session, count: u32) {
    let began = Instant::now();
    let mut picture = vec![0; (FRAME_WIDTH * FRAME_HEIGHT * 4) as usize];
    session.paced(count, FRAME_EVERY, |engine, n| {
        picture.fill((n * 8) as u8);
        let frame = zego_video_frame_param {
            format: zego_video_frame_format_bgra32,
            strides: [FRAME_WIDTH * 4, 0, 0, 0],
            width: FRAME_WIDTH,
            height: FRAME_HEIGHT,
            ..Default::default()
        };
        let time = began.elapsed().as_millis() as u64;
        let rc = engine.zego_express_send_custom_video_capture_raw_data(
            &picture,
            picture.len() as u32,
            frame,
            time,
            1000,
            0,
        );
        if n == 0 {
            let name = "send_custom_video_capture_raw_data";
            session.recorder.call(name, &[("rc", rc.into())]);
        }
    });
}

fn capture_render(words: &mut Words<'_>) -> Result<Action, String> {
    let on = words.flag("ON")?;
    let mut config = zego_custom_video_render_config {
        buffer_type: zego_video_buffer_type_raw_data,
        frame_format_series: words.number("SERIES")?,
        enable_engine_render: false,
    };
    plain!(zego_express_enable_custom_video_render(on, &mut config))
}

/// Sends blocks of 20 ms of the tone; only the first call is written.
fn pcm(words: &mut Words<'_>) -> Result<Action, String> {
    let (count, rate): (u32, u32) = (words.number("N")?, words.number("RATE")?);
    let samples = (rate / BLOCKS_A_SECOND) as usize;
    action(move |session| {
        session.paced(count, BLOCK_EVERY, |engine, n| {
            let first = n as usize * samples;
            let mut block: Vec<u8> = tone::samples(rate, first, samples)
                .flat_map(i16::to_le_bytes)
                .collect();
            let length = block.len() as u32;
            let rc = engine.zego_express_send_custom_audio_capture_pcm_data(
                &mut block[..],
                length,
                mono(rate),
                0,
            );
            if n == 0 {
                let name = "send_custom_audio_capture_pcm_data";
                session.recorder.call(name, &[("rc", rc.into())]);
            }
        });
    })
}

/// Pulls blocks of 20 ms of what would be heard; the first call and the last one are written.
fn fetch(words: &mut Words<'_>) -> Result<Action, String> {
    let (count, rate): (u32, u32) = (words.number("N")?, words.number("RATE")?);
    let mut block = vec![0; (rate / BLOCKS_A_SECOND * 2) as usize];
    action(move |session| {
        session.paced(count, BLOCK_EVERY, |engine, n| {
            let length = block.len() as u32;
            let rc = engine.zego_express_fetch_custom_audio_render_pcm_data(
                &mut block[..],
                length,
                mono(rate),
            );
            if n == 0 || n + 1 == count {
                let name = "fetch_custom_audio_render_pcm_data";
                let fields = [("rc", rc.into()), ("rms", tone::loudness(&block).into())];
                session.recorder.call(name, &fields);
            }
        });
    })
}

fn mono(rate: u32) -> zego_audio_frame_param {
    zego_audio_frame_param {
        sample_rate: rate.cast_signed(),
        channel: zego_audio_channel_mono,
    }
}

fn observer(words: &mut Words<'_>) -> Result<Action, String> {
    let bits = words.number("BITS")?;
    let format = zego_audio_frame_param {
        sample_rate: words.number("RATE")?,
        channel: words.number("CHANNELS")?,
    };
    plain!(zego_express_start_audio_data_observer(bits, format))
}

fn process_audio(words: &mut Words<'_>) -> Result<Action, String> {
    let on = words.flag("ON")?;
    let mut config = zego_custom_audio_process_config {
        sample_rate: words.number("RATE")?,
        channel: words.number("CHANNELS")?,
        samples: words.number("SAMPLES")?,
    };
    plain!(zego_express_enable_custom_audio_capture_processing(
        on,
        &mut config
    ))
}

fn record(words: &mut Words<'_>) -> Result<Action, String> {
    let config = zego_data_record_config {
        file_path: words.text_within("PATH", 1023)?.in_array(),
        record_type: words.number("TYPE")?,
    };
    let channel = words.number("CHANNEL")?;
    plain!(zego_express_start_recording_captured_data(config, channel))
}

fn features(session: &mut Session) {
    for feature in 0..FEATURES {
        let mut yes = false;
        let rc = session
            .engine
            .zego_express_is_feature_supported(feature, &mut yes);
        let fields = [
            ("feature", feature.into()),
            ("rc", rc.into()),
            ("yes", i32::from(yes).into()),
        ];
        session.recorder.call("is_feature_supported", &fields);
    }
}

fn devices(session: &mut Session) {
    for kind in [zego_audio_device_type_input, zego_audio_device_type_output] {
        let (rc, count, list) = session.engine.audio_devices(kind);
        let fields = [
            ("type", kind.into()),
            ("rc", rc.into()),
            ("count", count.into()),
        ];
        session.recorder.call("get_audio_device_list", &fields);
        session.engine.free_audio_devices(list);
    }
    let (rc, count, list) = session.engine.video_devices();
    let fields = [("rc", rc.into()), ("count", count.into())];
    session.recorder.call("get_video_device_list", &fields);
    session.engine.free_video_devices(list);
}
