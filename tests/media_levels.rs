//! Measured sound, over the embedded engine: how loud it is, whether it is speech, and which
//! frequencies it has, from what one engine captures to what another one plays.

use std::sync::Arc;
use std::time::Duration;

use futures::{Stream, StreamExt};
use zego_async::ErrorKind;
use zego_async::event::{VoiceSource, VoiceState};
use zego_async::media::{AudioFormat, AudioSink};

mod support;
use support::sound::{SoundCall, tone, while_sending};
use support::{Party, cloud, next, within};

/// As often as the SDK tells of levels at most.
const OFTEN: Duration = Duration::from_millis(100);
/// The amplitude of the tone that is half of full scale.
const HALF: f64 = 16_384.0;

/// Sends a tone of this pitch and amplitude for as long as the other future takes.
async fn while_sounding<T>(
    sink: &AudioSink,
    (pitch, amplitude): (f64, f64),
    other: impl Future<Output = T>,
) -> T {
    let format = AudioFormat::MONO_48K;
    while_sending(sink, format, &tone(format, pitch, amplitude), other).await
}

/// Which band is the strongest of what sounds, as a share of all bands: once three spectra in a row
/// say the same, and other than `before`. What is told first may be silence or an earlier tone, for
/// as long as the machine takes to bring the sound through.
async fn peak(mut spectra: impl Stream<Item = Arc<[f32]>> + Unpin, before: Option<f64>) -> f64 {
    let (mut latest, mut times) = (None, 0);
    while times < 2 {
        let bands = next(&mut spectra).await;
        assert_eq!(bands.len(), 64);
        let strongest = (0..bands.len()).max_by(|a, b| bands[*a].total_cmp(&bands[*b]));
        let peak = strongest
            .filter(|&band| bands.iter().any(|&other| other < bands[band]))
            .map(|band| band as f64 / bands.len() as f64);
        times = match peak == latest {
            true => times + usize::from(peak.is_some() && peak != before),
            false => 0,
        };
        latest = peak;
    }
    latest.expect("it sounds")
}

#[tokio::test]
async fn a_tone_of_half_the_amplitude_is_half_as_loud_at_both_ends() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut captured = within(call.alice.captured_sound_levels().interval(OFTEN))
        .await
        .unwrap();
    let mut played = within(call.playback.sound_levels().interval(OFTEN))
        .await
        .unwrap();
    while_sounding(&call.sink, (440.0, HALF), async {
        loop {
            let level = next(&mut captured).await.unwrap().level;
            assert!(level < 56.0, "{level}");
            if level > 45.0 {
                break;
            }
        }
        loop {
            let told = next(&mut played).await.unwrap();
            let level = told.levels.iter().find(|it| it.stream == "voice");
            let level = level.expect("the stream that is played is told of").level;
            assert!(level < 56.0, "{level}");
            if level > 45.0 {
                break;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn speech_is_told_while_it_sounds_and_not_in_silence() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut captured = within(call.alice.captured_speech().interval(OFTEN))
        .await
        .unwrap();
    let mut played = within(call.bob.remote_speech().interval(OFTEN))
        .await
        .unwrap();
    let silent = next(&mut captured).await.unwrap();
    assert!(!silent.speech && silent.level == 0.0, "{silent:?}");
    while_sounding(&call.sink, (300.0, HALF), async {
        while !next(&mut captured).await.unwrap().speech {}
        loop {
            let told = next(&mut played).await.unwrap();
            if told.streams.iter().any(|s| s.stream == "voice" && s.speech) {
                break;
            }
        }
    })
    .await;
    while next(&mut captured).await.unwrap().speech {}
}

#[tokio::test]
async fn the_spectrum_of_a_high_tone_has_its_strongest_band_higher_up() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let every = Duration::from_millis(50);
    let mut captured = within(call.alice.captured_spectra().interval(every))
        .await
        .unwrap();
    let mut played = within(call.bob.remote_spectra().interval(every))
        .await
        .unwrap();
    let mut peaks: Vec<(f64, f64)> = Vec::new();
    for pitch in [2000.0, 6000.0] {
        let before = peaks.last().copied().unzip();
        let found = while_sounding(&call.sink, (pitch, HALF), async {
            let told = captured.by_ref().map(|told| told.unwrap().bands);
            let here = peak(told, before.0).await;
            let told = played.by_ref().map(|told| {
                let spectra = told.unwrap().spectra;
                assert!(spectra.len() <= 1, "of one stream");
                spectra.first().map(|it| it.bands.clone())
            });
            let there = peak(told.filter_map(std::future::ready), before.1).await;
            (here, there)
        })
        .await;
        peaks.push(found);
    }
    assert!(peaks[0].0 > 0.0 && peaks[0].1 > 0.0, "{peaks:?}");
    assert!(peaks[1].0 > peaks[0].0 * 2.0, "{peaks:?}");
    assert!(peaks[1].1 > peaks[0].1 * 2.0, "{peaks:?}");
}

#[tokio::test]
async fn intervals_that_the_sdk_refuses_are_refused_by_name() {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    for millis in [99, 3001] {
        let asked = engine.captured_sound_levels();
        let refused = within(asked.interval(Duration::from_millis(millis))).await;
        assert_eq!(refused.unwrap_err().kind(), ErrorKind::InvalidInput);
    }
    let refused = within(engine.captured_spectra().interval(Duration::from_millis(9))).await;
    let refused = refused.unwrap_err().to_string();
    assert!(refused.contains("interval"), "{refused}");
}

#[tokio::test]
async fn measuring_goes_on_for_the_others_when_one_stream_of_levels_is_dropped() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let eager = within(call.alice.captured_sound_levels().interval(OFTEN))
        .await
        .unwrap();
    let slower = call.alice.captured_sound_levels();
    let mut slower = within(slower.interval(OFTEN * 2)).await.unwrap();
    next(&mut slower).await.unwrap();
    drop(eager);
    while_sounding(&call.sink, (440.0, HALF), async {
        while next(&mut slower).await.unwrap().level < 45.0 {}
    })
    .await;
}

#[tokio::test]
async fn a_voice_that_begins_and_ends_is_told_once_it_lasts() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let voice = call.alice.voice_activity();
    let mut voice = within(voice.interval(OFTEN)).await.unwrap();
    for (pitch, amplitude, state) in [
        (300.0, HALF, VoiceState::Speech),
        (300.0, 0.0, VoiceState::Noise),
        (300.0, HALF, VoiceState::Speech),
    ] {
        let told = while_sounding(&call.sink, (pitch, amplitude), next(&mut voice)).await;
        let told = told.unwrap();
        assert_eq!((told.source, told.state), (VoiceSource::Captured, state));
    }
}
