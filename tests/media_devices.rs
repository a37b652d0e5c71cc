//! Devices of a machine that has none, what is done to captured sound, and how it is encoded, over
//! the embedded engine.

use std::time::Duration;

use zego_async::media::{
    AecMode, AnsMode, AudioChannels, AudioCodec, AudioConfig, AudioFormat, AudioFrame,
};
use zego_async::{Channel, Engine, ErrorKind};

mod support;
use support::{Party, cloud, within};

async fn engine() -> Engine {
    Party::new(&cloud()).await.engine
}

#[tokio::test]
async fn on_a_machine_without_devices_the_lists_are_empty_and_it_is_said_what_takes_their_place() {
    let engine = engine().await;
    let devices = within(engine.devices().available()).await.unwrap();
    assert!(devices.microphones.is_empty());
    assert!(devices.speakers.is_empty());
    assert!(devices.cameras.is_empty());
    assert_eq!(
        devices.to_string(),
        "no microphone: sound comes from an audio sink only; no loudspeaker: sound is heard by \
         pulling it only; no camera: pictures come from a video sink only"
    );
}

#[tokio::test]
async fn without_devices_a_call_can_be_made_with_the_defaults() {
    let cloud = cloud();
    let (alice, bob) = (
        Party::new(&cloud).await.engine,
        Party::new(&cloud).await.engine,
    );
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let publication = within(at_alice.publish("stream")).await.unwrap();
    let playback = within(at_bob.play("stream")).await.unwrap();
    within(playback.stop()).await.unwrap();
    within(publication.stop()).await.unwrap();
}

#[tokio::test]
async fn microphone_and_speaker_are_muted_until_they_are_unmuted() {
    let engine = engine().await;
    let devices = engine.devices();
    for mute in [true, false] {
        within(devices.mute_microphone(mute)).await.unwrap();
        within(devices.mute_speaker(mute)).await.unwrap();
        assert_eq!(within(devices.is_microphone_muted()).await.unwrap(), mute);
        assert_eq!(within(devices.is_speaker_muted()).await.unwrap(), mute);
    }
    within(devices.enable_camera(false, Channel::Main))
        .await
        .unwrap();
    within(devices.enable_camera(true, Channel::Main))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_muted_speaker_is_silent_where_sound_is_pulled() {
    let cloud = cloud();
    let (alice, bob) = (
        Party::new(&cloud).await.engine,
        Party::new(&cloud).await.engine,
    );
    let sink = within(alice.enable_custom_audio(Channel::Main))
        .await
        .unwrap();
    let _bobs = within(bob.enable_custom_audio(Channel::Main))
        .await
        .unwrap();
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let _publication = within(at_alice.publish("voice")).await.unwrap();
    let _playback = within(at_bob.play("voice")).await.unwrap();
    let format = AudioFormat::MONO_16K;
    let loud = AudioFrame::from_samples(format, &[9000; 320]).unwrap();
    let mut pull = bob.audio_pull(format);
    let mut pulled = || {
        sink.try_send(&loud).unwrap();
        pull.fetch(Duration::from_millis(20)).unwrap().rms()
    };
    let pulled_until = async |pulled: &mut dyn FnMut() -> f32, audible: bool| {
        while (pulled() > 0.1) != audible {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    within(pulled_until(&mut pulled, true)).await;
    within(bob.devices().mute_speaker(true)).await.unwrap();
    within(pulled_until(&mut pulled, false)).await;
    within(bob.devices().mute_speaker(false)).await.unwrap();
    within(pulled_until(&mut pulled, true)).await;
}

#[tokio::test]
async fn echo_noise_and_gain_are_set_in_every_way_the_sdk_has() {
    use AecMode as Echo;
    use AnsMode as Noise;
    let engine = engine().await;
    for mode in [Echo::Aggressive, Echo::Medium, Echo::Soft, Echo::Ai] {
        within(engine.set_echo_cancellation(Some(mode)))
            .await
            .unwrap();
    }
    for mode in [Noise::Soft, Noise::Medium, Noise::Aggressive, Noise::Ai] {
        within(engine.set_noise_suppression(Some(mode)))
            .await
            .unwrap();
    }
    within(engine.set_echo_cancellation(None)).await.unwrap();
    within(engine.set_noise_suppression(None)).await.unwrap();
    for on in [true, false] {
        within(engine.set_gain_control(on)).await.unwrap();
    }
}

#[tokio::test]
async fn every_preset_of_sound_is_as_it_was_set_and_wrong_ones_are_refused_by_name() {
    let engine = engine().await;
    for preset in [
        AudioConfig::BASIC,
        AudioConfig::STANDARD,
        AudioConfig::STANDARD_STEREO,
        AudioConfig::HIGH,
        AudioConfig::HIGH_STEREO,
    ] {
        within(engine.set_audio_config(Channel::Main, preset))
            .await
            .unwrap();
        assert_eq!(
            within(engine.audio_config(Channel::Main)).await.unwrap(),
            preset
        );
    }
    let of = |kbps, channels, codec| AudioConfig {
        kbps,
        channels,
        codec,
    };
    for (wrong, field) in [
        (
            of(0, AudioChannels::Mono, AudioCodec::Default),
            "kbps: is 0",
        ),
        (
            of(48, AudioChannels::Unknown(3), AudioCodec::Default),
            "channels: are 3",
        ),
        (
            of(48, AudioChannels::Mono, AudioCodec::Unknown(9)),
            "audio codec: 9",
        ),
    ] {
        let error = within(engine.set_audio_config(Channel::Main, wrong))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().starts_with(field), "{error}");
    }
}
