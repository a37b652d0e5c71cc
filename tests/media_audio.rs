//! Sound between engines: PCM in, observed, pulled and processed sound out, over the embedded
//! engine.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use zego_async::media::{AudioFormat, AudioFrame, AudioSink, FrameStream, Stage, VideoConfig};
use zego_async::{Channel, ErrorKind};

mod support;
use support::sound::{SoundCall, tone, while_sending};
use support::{Party, cloud, next, until, within};

/// Sends 440 Hz, a fifth of full scale, for as long as the other future takes.
async fn while_sounding<T>(sink: &AudioSink, other: impl Future<Output = T>) -> T {
    let format = AudioFormat::MONO_48K;
    while_sending(sink, format, &tone(format, 440.0, 6500.0), other).await
}

/// The first block that is loud.
async fn loud(blocks: &mut FrameStream<AudioFrame>) -> AudioFrame {
    loop {
        let block = next(blocks).await;
        if block.rms() > 0.1 {
            return block;
        }
    }
}

#[tokio::test]
async fn a_voice_arrives_at_the_player_in_the_format_that_was_asked_for() {
    for format in [AudioFormat::MONO_16K, AudioFormat::STEREO_48K] {
        let cloud = cloud();
        let call = SoundCall::begin(&cloud).await;
        let mut blocks = within(call.playback.audio_frames().format(format))
            .await
            .unwrap();
        let block = while_sounding(&call.sink, loud(&mut blocks)).await;
        assert_eq!(block.format(), format);
        assert_eq!(block.duration(), Duration::from_millis(10));
        assert!(block.rms() < 0.2, "{}", block.rms());
        assert!(call.alice.stats().sent_frames > 0);
    }
}

#[tokio::test]
async fn the_mix_of_what_is_played_can_be_pulled_at_its_own_pace() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut pull = call.bob.audio_pull(AudioFormat::MONO_16K);
    let silence = pull.fetch(Duration::from_millis(20)).unwrap();
    assert_eq!((silence.rms(), silence.data().len()), (0.0, 640));
    let mut blocks = pull.paced(Duration::from_millis(20)).unwrap();
    let sounding = async {
        loop {
            let block = next(&mut blocks).await.unwrap();
            if block.rms() > 0.1 {
                return block;
            }
        }
    };
    let block = while_sounding(&call.sink, sounding).await;
    assert_eq!(block.format(), AudioFormat::MONO_16K);
    within(call.bob.destroy()).await.unwrap();
    while let Some(block) = within(blocks.next()).await {
        block.unwrap();
    }
}

#[tokio::test]
async fn what_is_captured_and_played_can_be_observed_by_many_in_one_format() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let format = AudioFormat::MONO_16K;
    let mut captured = within(call.alice.captured_audio().format(format))
        .await
        .unwrap();
    let mut mixed = within(call.alice.mixed_audio().format(format))
        .await
        .unwrap();
    let other = call.alice.playback_audio().format(AudioFormat::STEREO_48K);
    let error = within(other).await.unwrap_err();
    assert!(error.to_string().starts_with("audio format: is"), "{error}");
    // Without a sound card it is pulling that makes the SDK observe.
    let pull = call.alice.audio_pull(format);
    let mut pulling = pull.paced(Duration::from_millis(20)).unwrap();
    let both = async {
        let observed = async { (loud(&mut captured).await, loud(&mut mixed).await) };
        tokio::select! {
            both = observed => both,
            error = async { loop { next(&mut pulling).await.unwrap(); } } => error,
        }
    };
    let (captured_block, mixed_block) = while_sounding(&call.sink, both).await;
    assert_eq!(captured_block.format(), format);
    assert_eq!(mixed_block.format(), format);
    drop((captured, mixed));
    // The observer is off: another format may be asked for.
    let other = call.alice.captured_audio().format(AudioFormat::STEREO_48K);
    let _observed = within(other).await.unwrap();
}

#[tokio::test]
async fn a_sink_that_is_dropped_in_a_call_can_be_had_again_and_none_can_be_opened_late() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut blocks = within(call.playback.audio_frames()).await.unwrap();
    let SoundCall { alice, sink, .. } = &call;
    let again = within(alice.enable_custom_audio(Channel::Main)).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::InvalidInput);
    while_sounding(sink, loud(&mut blocks)).await;
    // The SDK changes where sound comes from only while nothing runs.
    for _ in 0..2 {
        let late = within(alice.enable_custom_audio(Channel::Aux)).await;
        let code = late.unwrap_err().code().map(|code| code.value());
        assert_eq!(code, Some(1011003));
    }
    let SoundCall {
        alice,
        sink,
        playback: _playback,
        ..
    } = call;
    drop(sink);
    let sink = within(alice.enable_custom_audio(Channel::Main))
        .await
        .unwrap();
    // More than can have been left over from before.
    let many = async {
        for _ in 0..60 {
            loud(&mut blocks).await;
        }
    };
    while_sounding(&sink, many).await;
}

#[tokio::test]
async fn streams_of_sound_end_with_the_playback_and_with_the_engine() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let blocks = within(call.playback.audio_frames()).await.unwrap();
    let captured = within(call.bob.captured_audio()).await.unwrap();
    within(call.playback.stop()).await.unwrap();
    within(blocks.collect::<Vec<_>>()).await;
    let late = within(call.playback.audio_frames()).await.unwrap();
    assert!(within(late.collect::<Vec<_>>()).await.is_empty());
    within(call.bob.destroy()).await.unwrap();
    within(captured.collect::<Vec<_>>()).await;
    let error = within(call.bob.captured_audio()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
    let silence = AudioFrame::from_samples(AudioFormat::MONO_16K, &[0; 160]).unwrap();
    let error = call.bob_sink.try_send(&silence).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
}

#[tokio::test]
async fn single_streams_are_refused_at_rates_that_the_sdk_does_not_have_for_them() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    for hz in [8000, 22050, 24000] {
        let format = AudioFormat::mono(hz).unwrap();
        let error = within(call.playback.audio_frames().format(format)).await;
        assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput, "{hz}");
    }
}

#[tokio::test]
async fn a_hook_hears_and_changes_what_is_captured_and_a_panic_in_it_harms_nobody() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let heard = Arc::new(AtomicU64::new(0));
    let counter = heard.clone();
    let format = AudioFormat::MONO_16K;
    let hook = call
        .alice
        .process_audio(Stage::Captured, format, 160, move |block| {
            block.map(|_| 0);
            if counter.fetch_add(1, Relaxed) == 20 {
                panic!("asked for");
            }
        });
    let hook = within(hook).await.unwrap();
    let again = call
        .alice
        .process_audio(Stage::Captured, format, 160, |_| ());
    assert_eq!(
        within(again).await.unwrap_err().kind(),
        ErrorKind::InvalidInput
    );
    let silenced = until("the hook panicked", || {
        call.alice.stats().panicked_hooks == 1
    });
    while_sounding(&call.sink, silenced).await;
    let stats = call.alice.stats();
    assert_eq!((heard.load(Relaxed), stats.processed_blocks), (21, 21));
    assert!(stats.processing_time >= stats.longest_processing);
    // The sound goes on, as it is now.
    let mut blocks = within(call.playback.audio_frames()).await.unwrap();
    while_sounding(&call.sink, loud(&mut blocks)).await;
    drop(hook);
}

#[tokio::test]
async fn a_stream_that_is_muted_or_turned_down_is_silent_at_the_player() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut blocks = within(call.playback.audio_frames()).await.unwrap();
    while_sounding(&call.sink, loud(&mut blocks)).await;
    within(call.publication.mute_audio(true)).await.unwrap();
    let silent = async {
        // What was under way may still sound.
        while next(&mut blocks).await.rms() > 0.0 {}
    };
    while_sounding(&call.sink, silent).await;
    within(call.publication.mute_audio(false)).await.unwrap();
    while_sounding(&call.sink, loud(&mut blocks)).await;
    let error = within(call.playback.set_volume(201)).await.unwrap_err();
    assert_eq!(error.to_string(), "volume: is 201, must be 0 to 200");
    within(call.playback.set_volume(50)).await.unwrap();
}

#[tokio::test]
async fn the_config_of_video_is_as_documented_and_as_it_was_set() {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    let config = within(engine.video_config(Channel::Main)).await.unwrap();
    assert_eq!(config.encode_size, VideoConfig::P360.encode_size);
    within(engine.set_video_config(Channel::Main, VideoConfig::P720))
        .await
        .unwrap();
    let config = within(engine.video_config(Channel::Main)).await.unwrap();
    assert_eq!(config.encode_size, (1280, 720));
    let wrong = VideoConfig { fps: 0, ..config };
    let error = within(engine.set_video_config(Channel::Main, wrong)).await;
    assert_eq!(error.unwrap_err().to_string(), "fps: is 0, must be 1 to 60");
}

#[tokio::test]
async fn a_paced_source_takes_as_long_as_it_sounds_and_dropping_it_stops_it() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let format = AudioFormat::MONO_16K;
    let sound = tone(format, 440.0, 6500.0);
    let sound = &sound[..format.bytes_of(Duration::from_millis(105)).unwrap()];
    let started = std::time::Instant::now();
    let sent = within(call.sink.paced(format).send_reader(sound)).await;
    assert_eq!(sent.unwrap(), Duration::from_millis(105));
    // Six blocks of 20 ms, the first at once.
    assert!(started.elapsed() >= Duration::from_millis(99));
    let before = call.alice.stats().sent_frames;
    assert_eq!(before, 6);
    let endless = futures::stream::repeat(sound);
    let mut speaking = Box::pin(call.sink.paced(format).send_stream(endless));
    assert!(speaking.as_mut().now_or_never().is_none());
    drop(speaking);
    let said = call.alice.stats().sent_frames;
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(call.alice.stats().sent_frames, said);
}
