//! Levels, spectra, recordings and effects, over the embedded engine.

use std::future::IntoFuture;
use std::path::PathBuf;
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use zego_async::event::{MediaState, RecordSource, RecordState};
use zego_async::media::{AudioFormat, AudioSink};
use zego_async::{Channel, Engine, ErrorKind, Preview};

mod support;
use support::sound::{tone, while_sending};
use support::{Party, cloud, next, within};

const FORMAT: AudioFormat = AudioFormat::MONO_16K;

/// An engine whose main channel captures what it is sent.
struct Speaker {
    engine: Engine,
    voice: AudioSink,
    _preview: Preview,
}

async fn speaker() -> Speaker {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    let voice = within(engine.enable_custom_audio(Channel::Main))
        .await
        .unwrap();
    let preview = within(engine.preview()).await.unwrap();
    Speaker {
        engine,
        voice,
        _preview: preview,
    }
}

/// 440 Hz at a quarter of full scale.
fn voice() -> Vec<u8> {
    tone(FORMAT, 440.0, 8000.0)
}

/// Sends it for as long as the other future takes.
async fn while_sounding<T>(sink: &AudioSink, other: impl IntoFuture<Output = T>) -> T {
    while_sending(sink, FORMAT, &voice(), other).await
}

/// A name for a file that nobody else has, gone with this.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("zego-async-{}-{name}", std::process::id())))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn the_level_of_what_is_captured_rises_with_the_voice_and_ends_with_the_engine() {
    let speaker = speaker().await;
    let mut levels = within(speaker.engine.captured_sound_levels())
        .await
        .unwrap();
    let mut often = within(
        speaker
            .engine
            .captured_sound_levels()
            .interval(Duration::from_millis(200)),
    )
    .await
    .unwrap();
    let loud = async {
        while next(&mut levels).await.unwrap().level < 1.0 {}
        while next(&mut often).await.unwrap().level < 1.0 {}
    };
    while_sounding(&speaker.voice, loud).await;
    let short = speaker.engine.captured_sound_levels();
    let error = within(short.interval(Duration::from_millis(99))).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::InvalidInput);
    within(speaker.engine.destroy()).await.unwrap();
    while within(levels.next()).await.is_some() {}
}

#[tokio::test]
async fn the_spectrum_of_what_is_captured_has_bands() {
    let speaker = speaker().await;
    let spectra = speaker.engine.captured_spectra();
    let mut spectra = within(spectra.interval(Duration::from_millis(100)))
        .await
        .unwrap();
    let bands = async { next(&mut spectra).await.unwrap().bands.len() };
    assert_eq!(while_sounding(&speaker.voice, bands).await, 64);
}

#[tokio::test]
async fn a_recording_begins_with_the_sound_and_its_file_is_complete_when_it_was_stopped() {
    let speaker = speaker().await;
    let file = File::new("recording.aac");
    let record = speaker.engine.record(Channel::Main, &file.0);
    let recording = while_sounding(&speaker.voice, record).await.unwrap();
    let mut states = recording.states();
    let mut progress = recording.progress();
    let again = within(speaker.engine.record(Channel::Main, &file.0)).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::InvalidInput);
    while_sounding(&speaker.voice, async {
        assert!(next(&mut progress).await.unwrap().millis > 0);
    })
    .await;
    within(recording.stop()).await.unwrap();
    within(recording.stop()).await.unwrap();
    let last = next(&mut states).await.unwrap();
    assert_eq!(last.state, RecordState::Success);
    assert!(within(states.next()).await.is_none());
    assert!(std::fs::metadata(&file.0).unwrap().len() > 1000);
}

#[tokio::test]
async fn a_file_that_cannot_be_recorded_is_refused_by_name() {
    let speaker = speaker().await;
    for file in ["sound.txt", "sound.AAC", "sound"] {
        let error = within(speaker.engine.record(Channel::Main, file)).await;
        let error = error.unwrap_err().to_string();
        let wanted = format!("file: is {file:?}, must end in");
        assert!(error.starts_with(&wanted), "{error}");
    }
}

#[tokio::test]
async fn a_recording_that_is_not_begun_in_time_is_taken_back() {
    let speaker = speaker().await;
    let file = File::new("never.aac");
    let record = speaker.engine.record(Channel::Main, &file.0);
    let error = within(record.timeout(Duration::from_millis(50))).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Timeout);
    // The place is free again.
    let record = speaker.engine.record(Channel::Main, &file.0);
    let recording = while_sounding(&speaker.voice, record).await.unwrap();
    within(recording.stop()).await.unwrap();
}

#[tokio::test]
async fn a_played_stream_is_recorded_as_it_sounds_with_states_and_progress_of_its_own() {
    let cloud = cloud();
    let alice = Party::new(&cloud).await.engine;
    let bob = Party::new(&cloud).await.engine;
    let voice = within(alice.enable_custom_audio(Channel::Main))
        .await
        .unwrap();
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let publication = within(at_alice.publish("voice")).await.unwrap();
    let playback = within(at_bob.play("voice")).await.unwrap();
    let file = File::new("remote.aac");
    let recording = while_sounding(&voice, playback.record(&file.0))
        .await
        .unwrap();
    assert_eq!(
        recording.source(),
        &RecordSource::Stream(playback.stream().clone())
    );
    let mut states = recording.states();
    let mut progress = recording.progress();
    let told = async { next(&mut progress).await.unwrap() };
    let told = while_sounding(&voice, told).await;
    assert_eq!(&told.source, recording.source());
    assert!(told.millis > 500 && told.bytes > 16_000, "{told:?}");
    // It ends with the playback, and its file is complete.
    within(playback.stop()).await.unwrap();
    assert_eq!(next(&mut states).await.unwrap().state, RecordState::Success);
    assert!(within(states.next()).await.is_none());
    let sound = std::fs::read(&file.0).unwrap();
    let rising = sound[44..]
        .chunks_exact(2)
        .map(|two| i16::from_le_bytes([two[0], two[1]]))
        .scan(0, |before, sample| {
            let rises = *before < 0 && sample >= 0;
            *before = sample;
            Some(usize::from(rises))
        })
        .sum::<usize>();
    let pitch = rising * 16_000 / ((sound.len() - 44) / 2);
    assert!((430..=450).contains(&pitch), "{pitch}");
    drop(publication);
}

#[tokio::test]
async fn a_stream_that_is_not_played_any_more_is_not_recorded() {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    let room = within(engine.login_room("room", "bob")).await.unwrap();
    let other = Party::new(&cloud).await.engine;
    let there = within(other.login_room("room", "alice")).await.unwrap();
    let _published = within(there.publish("voice")).await.unwrap();
    let playback = within(room.play("voice")).await.unwrap();
    within(playback.stop()).await.unwrap();
    let file = File::new("not-played.aac");
    let error = within(playback.record(&file.0)).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1004011));
    assert!(!file.0.exists());
}

#[tokio::test]
async fn effects_are_loaded_and_started_and_what_fails_says_why() {
    let speaker = speaker().await;
    let effects = within(speaker.engine.effect_player()).await.unwrap();
    let second = within(speaker.engine.effect_player()).await.unwrap_err();
    assert_eq!(second.code().map(|code| code.value()), Some(1014004));
    let error = within(effects.load(2, "no such file.wav"))
        .await
        .unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1014001));
    let error = within(effects.start(9)).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1014002));

    let (first, second) = futures::join!(
        within(effects.load(3, "nowhere.wav")),
        within(effects.load(3, "nowhere.wav"))
    );
    let error = second.unwrap_err().to_string();
    assert_eq!(error, "effect: 3 is being loaded already");
    assert_eq!(
        first.unwrap_err().code().map(|code| code.value()),
        Some(1014001)
    );

    // Nobody waits for it any more, but the SDK still loads: until it is done there is no other.
    let mut dropped = effects.load(4, "nowhere.wav").into_future();
    while speaker.engine.stats().pending_operations == 0 && (&mut dropped).now_or_never().is_none()
    {
    }
    drop(dropped);
    let error = loop {
        let error = within(effects.load(4, "nowhere.wav")).await.unwrap_err();
        if error.to_string() != "effect: 4 is being loaded already" {
            break error;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(error.code().map(|code| code.value()), Some(1014001));

    let file = File::new("effect.wav");
    let (pcm, mut wav) = (voice(), Vec::new());
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(36 + pcm.len() as u32).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0\0\x7d\0\0\x02\0\x10\0data");
    wav.extend_from_slice(&(pcm.len() as u32).to_le_bytes());
    wav.extend_from_slice(&pcm);
    std::fs::write(&file.0, wav).unwrap();
    within(effects.load(1, &file.0)).await.unwrap();
    let mut states = effects.states();
    within(effects.start(1)).await.unwrap();
    let change = next(&mut states).await.unwrap();
    assert_eq!((change.effect, change.state), (1, MediaState::Playing));
    within(effects.stop(1)).await.unwrap();
    drop(effects);
    within(speaker.engine.effect_player()).await.unwrap();
}
