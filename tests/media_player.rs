//! Media players: loading, playing, seeking, and where their sound goes, over the embedded engine.

use std::path::PathBuf;
use std::time::Duration;

use futures::StreamExt;
use zego_async::event::MediaState;
use zego_async::media::{MediaPlayer, MediaSource};
use zego_async::{Engine, ErrorKind};

mod support;
use support::{Party, cloud, next, within};

/// A WAV file of a tone: 16 kHz, mono.
fn wav(time: Duration) -> Vec<u8> {
    let count = (time.as_secs_f64() * 16_000.0) as u32;
    let mut file = Vec::new();
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + 2 * count).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    file.extend_from_slice(&16_000u32.to_le_bytes());
    file.extend_from_slice(&32_000u32.to_le_bytes());
    file.extend_from_slice(b"\x02\0\x10\0data");
    file.extend_from_slice(&(2 * count).to_le_bytes());
    for at in 0..count {
        let sample = (f64::from(at) * 440.0 / 16_000.0 * std::f64::consts::TAU).sin() * 9000.0;
        file.extend_from_slice(&(sample as i16).to_le_bytes());
    }
    file
}

/// The file on disk, gone with this.
struct File(PathBuf);

impl File {
    fn new(name: &str, time: Duration) -> Self {
        let name = format!("zego-async-{}-{name}.wav", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, wav(time)).unwrap();
        Self(path)
    }

    fn source(&self) -> MediaSource {
        MediaSource::File(self.0.clone())
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

async fn player() -> (Engine, MediaPlayer) {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    let player = within(engine.media_player()).await.unwrap();
    (engine, player)
}

#[tokio::test]
async fn a_player_loads_plays_pauses_goes_on_seeks_and_stops() {
    let (_engine, player) = player().await;
    let file = File::new("states", Duration::from_secs(30));
    let mut states = player.states();
    within(player.set_progress_interval(Duration::from_millis(100)))
        .await
        .unwrap();
    let mut progress = player.progress();
    within(player.load(file.source())).await.unwrap();
    assert_eq!(within(player.duration()).await.unwrap().as_secs(), 30);
    within(player.start()).await.unwrap();
    let first = next(&mut progress).await.unwrap();
    assert!(first.millis < 20_000);
    within(player.pause()).await.unwrap();
    within(player.resume()).await.unwrap();
    within(player.seek(Duration::from_secs(20))).await.unwrap();
    let position = within(player.position()).await.unwrap();
    assert!(position >= Duration::from_secs(20), "{position:?}");
    within(player.stop()).await.unwrap();
    let mut seen = Vec::new();
    while seen.last() != Some(&MediaState::NoPlay) {
        seen.push(next(&mut states).await.unwrap().state);
    }
    use MediaState::{NoPlay, Paused, Playing};
    assert_eq!(seen, [Playing, Paused, Playing, NoPlay]);
}

#[tokio::test]
async fn what_cannot_be_loaded_or_done_fails_and_the_player_stays_usable() {
    let (_engine, player) = player().await;
    let missing = MediaSource::File("no such file.wav".into());
    let error = within(player.load(missing)).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1008006));
    let error = within(player.start()).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1008003));
    assert!(within(player.pause()).await.is_err());
    for bad in [0.2, 4.1, f32::NAN] {
        let error = within(player.set_speed(bad)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
    let memory = MediaSource::Memory(wav(Duration::from_secs(1)).into());
    within(player.load(memory)).await.unwrap();
    within(player.start()).await.unwrap();
}

#[tokio::test]
async fn the_sound_of_a_player_can_be_had_and_ends_with_the_player() {
    let (_engine, player) = player().await;
    let file = File::new("sound", Duration::from_secs(30));
    within(player.load(file.source())).await.unwrap();
    let mut blocks = within(player.audio_frames()).await.unwrap();
    within(player.start()).await.unwrap();
    let loud = async { while next(&mut blocks).await.rms() < 0.05 {} };
    within(loud).await;
    let mut states = player.states();
    drop(player);
    within(blocks.collect::<Vec<_>>()).await;
    while within(states.next()).await.is_some() {}
}

#[tokio::test]
async fn volumes_and_the_way_into_the_publication_are_set_and_wrong_ones_refused_by_name() {
    let (_engine, player) = player().await;
    within(player.set_aux(true)).await.unwrap();
    within(player.mute_local(true)).await.unwrap();
    within(player.set_repeat(true)).await.unwrap();
    within(player.set_speed(1.5)).await.unwrap();
    within(player.set_volume(200)).await.unwrap();
    for refused in [
        within(player.set_volume(201)).await,
        within(player.set_play_volume(201)).await,
        within(player.set_publish_volume(201)).await,
    ] {
        let error = refused.unwrap_err();
        assert_eq!(error.to_string(), "volume: is 201, must be 0 to 200");
    }
}

#[tokio::test]
async fn there_are_ten_players_and_a_place_is_free_again_when_one_goes() {
    let cloud = cloud();
    let engine = Party::new(&cloud).await.engine;
    let mut players = Vec::new();
    for index in 0..10 {
        let player = within(engine.media_player()).await.unwrap();
        assert_eq!(player.index(), index);
        players.push(player);
    }
    let error = within(engine.media_player()).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1008030));
    players.remove(3);
    assert_eq!(within(engine.media_player()).await.unwrap().index(), 3);
}

#[tokio::test]
async fn what_a_player_cannot_do_now_is_refused_at_once_with_the_code_of_the_sdk() {
    let (_engine, player) = player().await;
    let code = |error: zego_async::Error| error.code().map(|code| code.value());
    let memory = MediaSource::Memory(wav(Duration::from_secs(30)).into());
    within(player.load(memory)).await.unwrap();
    let stopped = within(player.stop()).await.unwrap_err();
    let resumed = within(player.resume()).await.unwrap_err();
    assert_eq!(
        (code(stopped), code(resumed)),
        (Some(1008099), Some(1008099))
    );
    within(player.start()).await.unwrap();
    assert_eq!(
        code(within(player.start()).await.unwrap_err()),
        Some(1008014)
    );
    within(player.pause()).await.unwrap();
    assert_eq!(
        code(within(player.pause()).await.unwrap_err()),
        Some(1008099)
    );
    within(player.resume()).await.unwrap();
    within(player.stop()).await.unwrap();
    // What was played can be played again, from its beginning.
    within(player.start()).await.unwrap();
}

#[tokio::test]
async fn a_player_stops_when_the_room_is_left_and_can_be_started_again() {
    let (engine, player) = player().await;
    let room = within(engine.login_room("room", "alice")).await.unwrap();
    let memory = MediaSource::Memory(wav(Duration::from_secs(30)).into());
    within(player.load(memory)).await.unwrap();
    within(player.start()).await.unwrap();
    let mut states = player.states();
    within(room.logout()).await.unwrap();
    assert_eq!(next(&mut states).await.unwrap().state, MediaState::NoPlay);
    assert_eq!(within(player.position()).await.unwrap(), Duration::ZERO);
    within(player.start()).await.unwrap();
}

#[tokio::test]
async fn with_a_sink_in_the_place_of_the_microphone_a_player_goes_on_as_sound_is_pulled() {
    let (engine, player) = player().await;
    let _sink = within(engine.enable_custom_audio(zego_async::Channel::Main))
        .await
        .unwrap();
    let memory = MediaSource::Memory(wav(Duration::from_secs(30)).into());
    within(player.load(memory)).await.unwrap();
    within(player.start()).await.unwrap();
    let mut pull = engine.audio_pull(zego_async::media::AudioFormat::MONO_16K);
    assert_eq!(within(player.position()).await.unwrap(), Duration::ZERO);
    for _ in 0..10 {
        pull.fetch(Duration::from_millis(20)).unwrap();
    }
    // What was pulled is 200 ms; the player follows on a thread of its own.
    let there = async {
        while player.position().await.unwrap() < Duration::from_millis(200) {
            tokio::task::yield_now().await;
        }
    };
    within(there).await;
    assert_eq!(
        within(player.position()).await.unwrap(),
        Duration::from_millis(200)
    );
}

#[tokio::test]
async fn an_address_is_a_source_that_the_embedded_engine_says_it_does_not_have() {
    let (_engine, player) = player().await;
    let source = MediaSource::Url("https://example.com/song.mp3".to_owned());
    let error = within(player.load(source)).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(1000010));
}

#[tokio::test]
async fn what_a_player_plays_into_the_publication_is_heard_by_others() {
    let cloud = cloud();
    let alice = Party::new(&cloud).await.engine;
    let bob = Party::new(&cloud).await.engine;
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let _publication = within(at_alice.publish("music")).await.unwrap();
    let playback = within(at_bob.play("music")).await.unwrap();
    let mut blocks = within(playback.audio_frames()).await.unwrap();
    let player = within(alice.media_player()).await.unwrap();
    let memory = MediaSource::Memory(wav(Duration::from_secs(30)).into());
    within(player.load(memory)).await.unwrap();
    within(player.set_aux(true)).await.unwrap();
    within(player.set_publish_volume(200)).await.unwrap();
    within(player.start()).await.unwrap();
    within(async { while next(&mut blocks).await.rms() < 0.2 {} }).await;
    within(player.set_publish_volume(0)).await.unwrap();
    within(async { while next(&mut blocks).await.rms() > 0.0 {} }).await;
}

#[tokio::test]
async fn pictures_and_snapshots_of_a_player_are_what_the_embedded_engine_says_it_does_not_have() {
    let (_engine, player) = player().await;
    let code = |error: zego_async::Error| error.code().map(|code| code.value());
    let snapshot = within(player.snapshot()).await.unwrap_err();
    let frames = within(player.video_frames()).await.unwrap_err();
    assert_eq!(
        (code(snapshot), code(frames)),
        (Some(1000010), Some(1000010))
    );
}

#[tokio::test]
async fn nobody_waits_for_a_player_whose_engine_goes() {
    let (engine, player) = player().await;
    let file = File::new("gone", Duration::from_secs(30));
    within(player.load(file.source())).await.unwrap();
    within(engine.destroy()).await.unwrap();
    let error = within(player.start()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
    assert!(within(player.states().next()).await.is_none());
}
