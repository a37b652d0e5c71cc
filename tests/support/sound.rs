//! A call between two users with sound, and the tone that is heard in it.

use std::future::IntoFuture;

use zego_async::media::{AudioFormat, AudioSink};
use zego_async::{Channel, Engine, Playback, Publication, Room};
use zego_sim::Cloud;

use super::{Party, within};

/// Alice publishes from a sink, Bob plays it; neither has a sound card.
pub(crate) struct SoundCall {
    pub(crate) alice: Engine,
    pub(crate) bob: Engine,
    pub(crate) sink: AudioSink,
    pub(crate) bob_sink: AudioSink,
    pub(crate) publication: Publication,
    pub(crate) playback: Playback,
    _rooms: [Room; 2],
}

impl SoundCall {
    pub(crate) async fn begin(cloud: &Cloud) -> Self {
        let alice = Party::new(cloud).await.engine;
        let bob = Party::new(cloud).await.engine;
        let sink = within(alice.enable_custom_audio(Channel::Main)).await;
        let bob_sink = within(bob.enable_custom_audio(Channel::Main)).await;
        let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
        let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
        let publication = within(at_alice.publish("voice")).await.unwrap();
        let playback = within(at_bob.play("voice")).await.unwrap();
        Self {
            alice,
            bob,
            sink: sink.unwrap(),
            bob_sink: bob_sink.unwrap(),
            publication,
            playback,
            _rooms: [at_alice, at_bob],
        }
    }
}

/// A second of a tone of `pitch` Hz, of which full scale is an amplitude of 32,767.
pub(crate) fn tone(format: AudioFormat, pitch: f64, amplitude: f64) -> Vec<u8> {
    let rate = format.rate().hz();
    let channels = format.frame_bytes() / 2;
    (0..rate)
        .flat_map(|n| {
            let turn = f64::from(n) * pitch / f64::from(rate);
            let sample = (turn * std::f64::consts::TAU).sin() * amplitude;
            std::iter::repeat_n((sample as i16).to_le_bytes(), channels).flatten()
        })
        .collect()
}

/// Sends the sound again and again, for as long as the other future takes.
pub(crate) async fn while_sending<T>(
    sink: &AudioSink,
    format: AudioFormat,
    sound: &[u8],
    other: impl IntoFuture<Output = T>,
) -> T {
    let source = futures::stream::repeat(sound);
    tokio::select! {
        value = within(other) => value,
        sent = sink.paced(format).send_stream(source) => panic!("it ended: {sent:?}"),
    }
}
