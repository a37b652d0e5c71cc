//! Checks of sound and picture, as far as an engine has them without a cloud.

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use zego_async::event::MediaState;
use zego_async::media::{AudioFormat, MediaSource, PixelFormat, VideoFrame};
use zego_async::{Channel, ErrorKind, Sdk};

use crate::checks::{Outcome, told, with_engine};

pub(crate) async fn custom_capture_starts_and_stops_with_the_preview(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let mut sink = engine.video_sink(Channel::Main).await.map_err(told)?;
        let grey = vec![128; 320 * 240 * 4];
        let frame = VideoFrame::new(PixelFormat::Bgra, 320, 240, grey).map_err(told)?;
        match sink.try_send(&frame).map_err(|error| error.kind()) {
            Err(ErrorKind::NotStarted) => {}
            other => return Err(format!("before the start: {other:?}")),
        }
        let preview = engine.preview().await.map_err(told)?;
        for _ in 0..5 {
            sink.send(frame.clone()).await.map_err(told)?;
        }
        preview.stop().await.map_err(told)?;
        match sink.send(frame).await.map_err(|error| error.kind()) {
            Err(ErrorKind::Stopped) => Ok(()),
            other => Err(format!("after the stop: {other:?}")),
        }
    })
    .await
}

pub(crate) async fn sound_levels_come_while_somebody_reads_them(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        // Without a sound card, sound is captured from the program.
        let sink = engine
            .enable_custom_audio(Channel::Main)
            .await
            .map_err(told)?;
        let _preview = engine.preview().await.map_err(told)?;
        let silence = vec![0; 640];
        let format = AudioFormat::mono(16_000).map_err(told)?;
        sink.send_pcm(format, &silence).map_err(told)?;
        let levels = engine.captured_sound_levels();
        let levels = levels.interval(Duration::from_millis(100)).await;
        let mut levels = levels.map_err(told)?;
        for _ in 0..3 {
            let level = levels.next().await.ok_or("the stream ended")?;
            let level = level.map_err(told)?.level;
            if !(0.0..=100.0).contains(&level) {
                return Err(format!("a level of {level}"));
            }
        }
        let often = engine.captured_sound_levels();
        match often.interval(Duration::from_millis(10)).await.err() {
            Some(error) if error.kind() == ErrorKind::InvalidInput => Ok(()),
            other => Err(format!("every 10 ms: {other:?}")),
        }
    })
    .await
}

pub(crate) async fn a_media_player_plays_a_file_and_tells_its_states(sdk: Sdk) -> Outcome {
    let file = std::env::temp_dir().join(format!("without-cloud-{}.wav", std::process::id()));
    std::fs::write(&file, tone()).map_err(told)?;
    let outcome = with_engine(&sdk, async |engine| {
        let player = engine.media_player().await.map_err(told)?;
        let missing = MediaSource::File("no-such-file.wav".into());
        if player.load(missing).await.is_ok() {
            return Err("loaded a file that isn't there".to_owned());
        }
        player
            .load(MediaSource::File(file.clone()))
            .await
            .map_err(told)?;
        let mut states = player.states();
        player.start().await.map_err(told)?;
        player.pause().await.map_err(told)?;
        player.resume().await.map_err(told)?;
        player
            .seek(Duration::from_millis(800))
            .await
            .map_err(told)?;
        let expected = [
            MediaState::Playing,
            MediaState::Paused,
            MediaState::Playing,
            MediaState::Ended,
        ];
        for expected in expected {
            let state = states
                .next()
                .await
                .ok_or("the stream ended")?
                .map_err(told)?
                .state;
            if state != expected {
                return Err(format!("{state:?} in the place of {expected:?}"));
            }
        }
        Ok(())
    })
    .await;
    std::fs::remove_file(&file).map_err(told)?;
    outcome
}

/// A second of a tone as a WAV file: 16 kHz, mono, 16 bits.
fn tone() -> Vec<u8> {
    let samples = (0..16_000).map(|at| {
        let phase = f64::from(at) * 440.0 / 16_000.0 * std::f64::consts::TAU;
        (phase.sin() * 9000.0) as i16
    });
    let mut file = Vec::with_capacity(44 + 32_000);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&32_036u32.to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&16_000u32.to_le_bytes());
    file.extend_from_slice(&32_000u32.to_le_bytes());
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&32_000u32.to_le_bytes());
    samples.for_each(|sample| file.extend_from_slice(&sample.to_le_bytes()));
    file
}
