//! Sound from a publisher's custom capture to what the players observe and pull.

mod media_support;

use std::time::Duration;

use media_support::{Engine, Flow, Heard, call, quick_cloud, text, tone};
use zego_sim::Cloud;
use zego_sys::*;

/// Sends a tone in blocks of 20 ms at the pace of a microphone, by the cloud's own clock.
fn send_tone(cloud: &Cloud, engine: &Engine, pitch: f64, rate: i32, blocks: usize) {
    let count = (rate / 50) as usize;
    for block in 0..blocks {
        let samples = tone(pitch, rate, block * count, count);
        assert_eq!(engine.send_pcm(rate, 1, &samples), 0);
        cloud.advance(Duration::from_millis(20));
    }
}

/// Collects so many blocks of one flow.
fn blocks(engine: &Engine, wanted: Flow, count: usize) -> Vec<(i32, i32, Vec<i16>)> {
    let mut blocks = Vec::new();
    while blocks.len() < count {
        blocks.push(engine.wait(|heard| match heard {
            Heard::Sound(flow, rate, channels, samples) if *flow == wanted => {
                Some((*rate, *channels, samples.clone()))
            }
            _ => None,
        }));
    }
    blocks
}

fn rises(samples: &[i16]) -> usize {
    samples.windows(2).filter(|w| w[0] < 0 && w[1] >= 0).count()
}

fn loudness(samples: &[i16]) -> f64 {
    let power: f64 = samples.iter().map(|s| f64::from(*s).powi(2)).sum();
    (power / samples.len().max(1) as f64).sqrt()
}

#[test]
fn a_tone_reaches_the_observer_of_a_player_in_blocks_of_ten_milliseconds() {
    let cloud = quick_cloud().with_manual_time();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.play("stream1");
    bob.observe(8, 48_000, 1);
    send_tone(&cloud, &alice, 500.0, 16_000, 40);
    let heard = blocks(&bob, Flow::Player("stream1".to_owned()), 60);
    assert!(heard.iter().all(|(rate, channels, samples)| {
        (*rate, *channels, samples.len()) == (48_000, 1, 480)
    }));
    // The first blocks hold the silence before the tone.
    let sound: Vec<i16> = heard[5..55]
        .iter()
        .flat_map(|(_, _, s)| s.clone())
        .collect();
    let rises = rises(&sound);
    assert!(
        (245..=252).contains(&rises),
        "500 Hz for half a second: {rises}"
    );
    assert!(
        (5200.0..6000.0).contains(&loudness(&sound)),
        "{}",
        loudness(&sound)
    );
}

#[test]
fn what_is_pulled_is_the_sum_of_all_streams() {
    let cloud = quick_cloud();
    let publishers: Vec<Engine> = ["a", "b"]
        .into_iter()
        .map(|user| {
            let engine = Engine::in_room(&cloud, "room1", user);
            engine.publish(user);
            engine
        })
        .collect();
    let bob = Engine::in_room(&cloud, "room1", "bob");
    bob.custom_audio();
    bob.play("a");
    bob.play("b");
    let mut heard = Vec::new();
    for _ in 0..20 {
        assert_eq!(publishers[0].send_pcm(16_000, 1, &[1000; 320]), 0);
        assert_eq!(publishers[1].send_pcm(16_000, 1, &[300; 320]), 0);
        cloud.settle();
        let (code, samples) = bob.fetch_pcm(16_000, 1, 320);
        assert_eq!(code, 0);
        heard.extend(samples);
    }
    assert_eq!(heard.iter().max(), Some(&1300));
    let together = heard.iter().filter(|sample| **sample == 1300).count();
    assert!(together > 3000, "{together}");
}

#[test]
fn volumes_and_mutes_change_what_is_pulled() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.custom_audio();
    bob.play("stream1");
    let stream = text("stream1");
    let pull = || {
        let mut last = Vec::new();
        for _ in 0..10 {
            assert_eq!(alice.send_pcm(16_000, 1, &[1000; 320]), 0);
            cloud.settle();
            last = bob.fetch_pcm(16_000, 1, 320).1;
        }
        last[160]
    };
    assert_eq!(pull(), 1000);
    assert_eq!(
        call!(bob, zego_express_set_play_volume(stream.as_ptr(), 50)),
        0
    );
    assert_eq!(pull(), 500);
    assert_eq!(
        call!(bob, zego_express_set_play_volume(stream.as_ptr(), 100)),
        0
    );
    assert_eq!(call!(alice, zego_express_set_capture_volume(200)), 0);
    assert_eq!(pull(), 2000);
    assert_eq!(call!(alice, zego_express_mute_microphone(true)), 0);
    pull();
    pull();
    assert_eq!(pull(), 0);
    assert_eq!(call!(alice, zego_express_mute_microphone(false)), 0);
    pull();
    assert_eq!(
        call!(
            bob,
            zego_express_mute_play_stream_audio(stream.as_ptr(), true)
        ),
        0
    );
    pull();
    assert_eq!(pull(), 0);
}

#[test]
fn without_custom_audio_there_is_nothing_to_send_to_or_pull_from() {
    let cloud = quick_cloud();
    let alice = Engine::new(&cloud);
    assert_eq!(alice.send_pcm(16_000, 1, &[1; 320]), 1_012_002);
    assert_eq!(alice.fetch_pcm(16_000, 1, 320), (1_012_003, vec![0; 320]));
}

#[test]
fn what_a_program_pulls_drives_its_observers() {
    let cloud = quick_cloud();
    let alice = Engine::new(&cloud);
    alice.custom_audio();
    alice.observe(7, 16_000, 1);
    cloud.settle();
    for _ in 0..20 {
        assert_eq!(alice.send_pcm(16_000, 1, &[700; 320]), 0);
        cloud.settle();
        assert_eq!(alice.fetch_pcm(16_000, 1, 320).0, 0);
    }
    cloud.settle();
    let heard = alice.rest();
    let of = |wanted: Flow| {
        let blocks = heard.iter().filter_map(|heard| match heard {
            Heard::Sound(flow, _, _, samples) if *flow == wanted => Some(samples.clone()),
            _ => None,
        });
        blocks.collect::<Vec<_>>()
    };
    // What was captured is gathered for 40 ms first.
    assert_eq!(of(Flow::Captured), vec![vec![700; 160]; 38]);
    assert_eq!(of(Flow::Mixed).last(), Some(&vec![700; 160]));
    assert_eq!(of(Flow::Playback), vec![vec![0; 160]; 40]);
}

#[test]
fn quality_counts_what_was_sent_and_received() {
    let cloud = quick_cloud().with_manual_time();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.play("stream1");
    for _ in 0..30 {
        let picture = vec![0; 16 * 16 * 4];
        assert_eq!(
            alice.send_picture(zego_video_frame_format_bgra32, 16, 16, &picture),
            0
        );
        assert_eq!(alice.send_pcm(16_000, 1, &[0; 320]), 0);
        cloud.settle();
    }
    cloud.advance(Duration::from_millis(3100));
    let sent = alice.wait(|heard| match heard {
        Heard::PublishQuality(_, video, audio) => Some((*video, *audio)),
        _ => None,
    });
    let received = bob.wait(|heard| match heard {
        Heard::PlayQuality(_, video, audio) => Some((*video, *audio)),
        _ => None,
    });
    assert_eq!(sent, (10.0, 10.0));
    assert_eq!(received, (10.0, 10.0));
}
