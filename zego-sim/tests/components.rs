//! Media players, effects, recordings and monitors, driven through the C interface.

mod media_support;

use std::path::PathBuf;

use media_support::{Engine, Heard, call, quick_cloud, text, tone};
use zego_sys::*;

/// A folder of its own for a test, gone with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("zego-sim-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    /// A WAV file of so many milliseconds of a tone at 16 kHz.
    fn wav(&self, name: &str, ms: usize) -> String {
        let samples = tone(440.0, 16_000, 0, 16 * ms);
        let data: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
        let mut file = Vec::new();
        file.extend(b"RIFF");
        file.extend((36 + data.len() as u32).to_le_bytes());
        file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
        file.extend(16_000u32.to_le_bytes());
        file.extend(32_000u32.to_le_bytes());
        file.extend([2, 0, 16, 0]);
        file.extend(b"data");
        file.extend((data.len() as u32).to_le_bytes());
        file.extend(data);
        let path = self.path(name);
        std::fs::write(&path, file).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn player(engine: &Engine) -> i32 {
    let mut index = -1;
    assert_eq!(
        call!(engine, zego_express_create_media_player(&mut index)),
        0
    );
    index
}

fn load(engine: &Engine, index: i32, path: &str) -> i32 {
    let path = text(path);
    let code = call!(
        engine,
        zego_express_media_player_load_resource(path.as_ptr(), index)
    );
    assert_eq!(code, 0);
    engine.wait(|heard| match heard {
        Heard::Loaded(at, code) if *at == index => Some(*code),
        _ => None,
    })
}

fn player_state(engine: &Engine, wanted: i32) {
    engine.wait(|heard| {
        matches!(heard, Heard::Player(_, state, 0) if *state == wanted).then_some(())
    });
}

#[test]
fn a_file_is_played_to_its_end_in_blocks_of_ten_milliseconds() {
    let folder = Folder::new("to-its-end");
    let cloud = quick_cloud();
    let engine = Engine::new(&cloud);
    let index = player(&engine);
    assert_eq!(load(&engine, index, &folder.wav("tone.wav", 200)), 0);
    let mut duration = 0;
    call!(
        engine,
        zego_express_media_player_get_total_duration(index, &mut duration)
    );
    assert_eq!(duration, 200);
    call!(
        engine,
        zego_express_media_player_enable_audio_data(true, index)
    );
    assert_eq!(call!(engine, zego_express_media_player_start(index)), 0);
    let mut blocks = Vec::new();
    engine.wait(|heard| {
        if let Heard::Played(_, rate, channels, samples) = heard {
            blocks.push((*rate, *channels, samples.len()));
        }
        matches!(heard, Heard::Player(_, 3, 0)).then_some(())
    });
    assert_eq!(blocks, vec![(44_100, 2, 882); 20]);
}

#[test]
fn what_is_no_medium_is_refused_with_its_reason() {
    let folder = Folder::new("no-medium");
    let engine = Engine::new(&quick_cloud());
    let index = player(&engine);
    let text_file = folder.path("text.wav");
    std::fs::write(&text_file, "not a sound").unwrap();
    assert_eq!(load(&engine, index, &folder.path("nowhere.wav")), 1_008_006);
    assert_eq!(load(&engine, index, ""), 1_008_005);
    assert_eq!(load(&engine, index, &text_file), 1_008_005);
    assert_eq!(
        call!(engine, zego_express_media_player_start(index)),
        1_008_003
    );
}

#[test]
fn a_player_goes_where_it_is_sent() {
    let folder = Folder::new("seek");
    let engine = Engine::new(&quick_cloud());
    let index = player(&engine);
    load(&engine, index, &folder.wav("tone.wav", 500));
    let mut sequence = 0;
    let seek = |ms, sequence: &mut i32| {
        call!(
            engine,
            zego_express_media_player_seek_to(ms, index, sequence)
        )
    };
    assert_eq!(seek(450, &mut sequence), 0);
    let mut progress = 0;
    call!(
        engine,
        zego_express_media_player_get_current_progress(index, &mut progress)
    );
    assert_eq!(progress, 450);
    assert_eq!(seek(501, &mut sequence), 1_008_016);
    call!(engine, zego_express_media_player_start(index));
    player_state(&engine, 3);
}

#[test]
fn a_medium_played_into_the_publication_is_heard_by_the_players_of_the_stream() {
    let folder = Folder::new("aux");
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.start_publishing("stream1");
    bob.play("stream1");
    bob.observe(8, 16_000, 1);
    let index = player(&alice);
    load(&alice, index, &folder.wav("tone.wav", 2000));
    call!(alice, zego_express_media_player_set_volume(100, index));
    call!(alice, zego_express_media_player_enable_aux(true, index));
    call!(alice, zego_express_media_player_start(index));
    bob.wait(|heard| match heard {
        Heard::Sound(_, _, _, samples) => samples.iter().any(|s| *s > 7000).then_some(()),
        _ => None,
    });
}

#[test]
fn an_effect_plays_as_often_as_asked_and_ends() {
    let folder = Folder::new("effect");
    let engine = Engine::new(&quick_cloud());
    let mut index = -1;
    assert_eq!(
        call!(engine, zego_express_create_audio_effect_player(&mut index)),
        0
    );
    let path = text(&folder.wav("tone.wav", 50));
    let mut config = zego_audio_effect_play_config {
        play_count: 2,
        is_publish_out: false,
    };
    let code = call!(
        engine,
        zego_express_audio_effect_player_start(7, path.as_ptr(), &mut config, index)
    );
    assert_eq!(code, 0);
    for wanted in [1, 3] {
        let state = engine.wait(|heard| match heard {
            Heard::Effect(7, state, code) => Some((*state, *code)),
            _ => None,
        });
        assert_eq!(state, (wanted, 0));
    }
}

#[test]
fn a_recording_is_a_wav_file_of_what_was_captured() {
    let folder = Folder::new("record");
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    alice.publish("stream1");
    let path = folder.path("out.aac");
    let config = zego_data_record_config {
        file_path: media_support::array(&path),
        record_type: 1,
    };
    assert_eq!(
        call!(alice, zego_express_start_recording_captured_data(config, 0)),
        0
    );
    let sent = tone(440.0, 16_000, 0, 3200);
    for block in sent.chunks(320) {
        assert_eq!(alice.send_pcm(16_000, 1, block), 0);
    }
    cloud.settle();
    assert_eq!(
        call!(alice, zego_express_stop_recording_captured_data(0)),
        0
    );
    for wanted in [1, 2] {
        let state = alice.wait(|heard| match heard {
            Heard::Record(state, code) => Some((*state, *code)),
            _ => None,
        });
        assert_eq!(state, (wanted, 0));
    }
    let file = std::fs::read(&path).unwrap();
    assert_eq!((&file[..4], &file[8..12]), (&b"RIFF"[..], &b"WAVE"[..]));
    assert_eq!(media_support::samples(&file[44..]), sent);
}

#[test]
fn levels_follow_the_loudness_of_what_is_captured_and_played() {
    let cloud = quick_cloud().with_manual_time();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.play("stream1");
    assert_eq!(call!(alice, zego_express_start_sound_level_monitor(100)), 0);
    assert_eq!(call!(bob, zego_express_start_sound_level_monitor(100)), 0);
    for block in tone(440.0, 16_000, 0, 1600).chunks(320) {
        assert_eq!(alice.send_pcm(16_000, 1, block), 0);
    }
    cloud.settle();
    cloud.advance(std::time::Duration::from_millis(150));
    let captured = alice.wait(|heard| match heard {
        Heard::CapturedLevel(level) => Some(*level),
        _ => None,
    });
    let (stream, remote) = bob.wait(|heard| match heard {
        Heard::RemoteLevel(stream, level) => Some((stream.clone(), *level)),
        _ => None,
    });
    assert_eq!(stream, "stream1");
    assert!((24.0..25.0).contains(&captured), "{captured}");
    assert_eq!(captured, remote);
}

#[test]
fn encoded_pictures_go_to_players_that_take_them_as_they_are() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    let mut config = zego_custom_video_render_config {
        buffer_type: zego_video_buffer_type_encoded_data,
        ..Default::default()
    };
    assert_eq!(
        call!(
            bob,
            zego_express_enable_custom_video_render(true, &mut config)
        ),
        0
    );
    bob.play("stream1");
    let data = [0, 0, 0, 1, 0x65, 1, 2, 3];
    let param = zego_video_encoded_frame_param {
        format: 1,
        is_key_frame: true,
        rotation: 0,
        width: 640,
        height: 360,
        sei_data: std::ptr::null(),
        sei_data_length: 0,
        is_external_clock: false,
    };
    let length = data.len() as u32;
    let code = call!(
        alice,
        zego_express_send_custom_video_capture_encoded_data(data.as_ptr(), length, param, 40.0, 0)
    );
    assert_eq!(code, 0);
    let (stream, bytes, time) = bob.wait(|heard| match heard {
        Heard::Encoded(stream, bytes, time) => Some((stream.clone(), bytes.clone(), *time)),
        _ => None,
    });
    assert_eq!(
        (stream.as_str(), bytes.as_slice(), time),
        ("stream1", &data[..], 40)
    );
}
