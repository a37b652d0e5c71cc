//! Sound that is encoded before the SDK gets it, heard on the other side, over the embedded engine.

use std::time::Duration;

use futures::StreamExt;
use opus_pure::{Application, OpusEncoder};
use zego_async::ErrorKind;
use zego_async::media::{AudioFormat, AudioFrame, EncodedSound, FrameStream};

mod support;
use support::sound::SoundCall;
use support::{cloud, next, within};

/// Half a second of 440 Hz as AAC-LC, 48 kHz, mono, in ADTS frames; made with FFmpeg's encoder at
/// 24 kbit/s (`tests/fixtures/README.md`).
const AAC: &[u8] = include_bytes!("fixtures/tone-440.aac");
/// What describes it to a decoder.
const AAC_CONFIG: [u8; 2] = [0x11, 0x88];
const FORMAT: AudioFormat = AudioFormat::MONO_48K;

/// The frames of the file without their ADTS headers.
fn aac_frames() -> Vec<&'static [u8]> {
    let (mut frames, mut rest) = (Vec::new(), AAC);
    while let [0xff, 0xf1, _, a, b, c, ..] = *rest {
        let length = (usize::from(a & 3) << 11) | (usize::from(b) << 3) | usize::from(c >> 5);
        frames.push(&rest[7..length]);
        rest = &rest[length..];
    }
    assert!(rest.is_empty());
    frames
}

fn aac(config: &[u8], frame: &[u8]) -> EncodedSound {
    let data = [config, frame].concat();
    let config = config.len() as u32;
    EncodedSound::aac(FORMAT, 1024, Duration::ZERO, config, data).unwrap()
}

/// Half a second of 440 Hz as Opus, in packets of 20 ms.
fn opus_packets() -> Vec<EncodedSound> {
    let mut encoder = OpusEncoder::new(48_000, 1, Application::Audio).unwrap();
    let mut packets = Vec::new();
    for packet in 0..25 {
        let samples: Vec<i16> = (packet * 960..(packet + 1) * 960)
            .map(|at| f64::from(at) * 440.0 / 48e3 * std::f64::consts::TAU)
            .map(|turn| (turn.sin() * 8000.0) as i16)
            .collect();
        let mut data = vec![0; 1500];
        let length = encoder.encode_s16(&samples, 960, &mut data).unwrap();
        data.truncate(length);
        packets.push(EncodedSound::opus(FORMAT, 960, Duration::ZERO, data).unwrap());
    }
    packets
}

/// How often the samples of a second cross zero upwards.
fn pitch(samples: &[i16]) -> usize {
    let rising = samples.windows(2).filter(|two| two[0] < 0 && two[1] >= 0);
    rising.count() * 48_000 / samples.len()
}

/// Sends blocks at the pace of `each` for ever, and gives a fifth of a second of what is heard.
async fn heard(
    call: &SoundCall,
    blocks: &[EncodedSound],
    each: Duration,
    frames: &mut FrameStream<AudioFrame>,
) -> Vec<i16> {
    let sending = async {
        let mut pace = tokio::time::interval(each);
        for block in blocks.iter().cycle() {
            pace.tick().await;
            call.sink.send_encoded(block).unwrap();
        }
    };
    let hearing = async {
        let mut samples: Vec<i16> = Vec::new();
        while samples.len() < 9600 {
            let frame = next(frames).await;
            match frame.rms() > 0.1 {
                true => samples.extend(frame.samples()),
                false => samples.clear(),
            }
        }
        samples
    };
    tokio::select! {
        samples = within(hearing) => samples,
        () = sending => unreachable!("it goes on for ever"),
    }
}

#[tokio::test]
async fn a_tone_that_is_sent_as_aac_is_heard_by_the_player() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut frames = within(call.playback.audio_frames().format(FORMAT))
        .await
        .unwrap();
    // The config comes once, before everything.
    call.sink.send_encoded(&aac(&AAC_CONFIG, &[])).unwrap();
    // The first frames of the file are the encoder's own delay.
    let blocks: Vec<_> = aac_frames()[4..]
        .iter()
        .map(|frame| aac(&[], frame))
        .collect();
    let each = Duration::from_secs_f64(1024.0 / 48_000.0);
    let samples = heard(&call, &blocks, each, &mut frames).await;
    assert!(
        (400..=480).contains(&pitch(&samples)),
        "{}",
        pitch(&samples)
    );
}

#[tokio::test]
async fn a_tone_that_is_sent_as_opus_is_heard_by_the_player() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut frames = within(call.playback.audio_frames().format(FORMAT))
        .await
        .unwrap();
    let each = Duration::from_millis(20);
    let samples = heard(&call, &opus_packets(), each, &mut frames).await;
    assert!(
        (400..=480).contains(&pitch(&samples)),
        "{}",
        pitch(&samples)
    );
}

#[tokio::test]
async fn what_cannot_be_decoded_is_refused_and_harms_nothing() {
    let cloud = cloud();
    let call = SoundCall::begin(&cloud).await;
    let mut frames = within(call.playback.audio_frames().format(FORMAT))
        .await
        .unwrap();
    // A config that describes no AAC-LC, and an Opus packet that claims more than it has.
    let nonsense = [
        aac(&[0xff, 0xff], &[1, 2, 3]),
        EncodedSound::opus(FORMAT, 960, Duration::ZERO, &[0x03][..]).unwrap(),
    ];
    for block in nonsense {
        let error = call.sink.send_encoded(&block).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert_eq!(error.code().map(|code| code.value()), Some(1_000_017));
    }
    let each = Duration::from_millis(20);
    heard(&call, &opus_packets(), each, &mut frames).await;
    within(call.playback.stop()).await.unwrap();
    within(frames.collect::<Vec<_>>()).await;
}
