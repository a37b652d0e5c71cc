//! Pictures from a publisher's custom capture to the players' custom render.

mod media_support;

use media_support::{Engine, Heard, Picture, call, quick_cloud, text};
use zego_sys::*;

const I420: i32 = zego_video_frame_format_i420;
const BGRA: i32 = zego_video_frame_format_bgra32;

/// A red picture in I420.
fn red(width: usize, height: usize) -> Vec<u8> {
    let chroma = width.div_ceil(2) * height.div_ceil(2);
    [
        vec![81; width * height],
        vec![90; chroma],
        vec![240; chroma],
    ]
    .concat()
}

fn picture(engine: &Engine) -> (String, Picture) {
    engine.wait(|heard| match heard {
        Heard::Picture(stream, picture) => Some((stream.clone(), picture.clone())),
        _ => None,
    })
}

#[test]
fn a_picture_reaches_the_player_as_it_was_sent() {
    let cloud = quick_cloud();
    let (alice, bob) = (
        Engine::in_room(&cloud, "room1", "alice"),
        Engine::in_room(&cloud, "room1", "bob"),
    );
    alice.publish("stream1");
    bob.render(1);
    bob.play("stream1");
    let sent = red(64, 36);
    assert_eq!(alice.send_picture(I420, 64, 36, &sent), 0);
    let first = bob.wait(|heard| match heard {
        Heard::FirstVideo(stream) => Some(stream.clone()),
        _ => None,
    });
    let size = bob.wait(|heard| match heard {
        Heard::Size(stream, width, height) => Some((stream.clone(), *width, *height)),
        _ => None,
    });
    let (stream, shown) = picture(&bob);
    assert_eq!((first.as_str(), stream.as_str()), ("stream1", "stream1"));
    assert_eq!(size, ("stream1".to_owned(), 64, 36));
    assert_eq!((shown.format, shown.width, shown.height), (I420, 64, 36));
    assert_eq!(shown.strides, [64, 32, 32, 0]);
    assert_eq!(shown.planes.concat(), sent);
}

#[test]
fn each_player_gets_the_format_it_asked_for() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    alice.publish("stream1");
    let players: Vec<Engine> = (0..2)
        .map(|series| {
            let player = Engine::in_room(&cloud, "room1", &format!("player{series}"));
            player.render(series);
            player.play("stream1");
            player
        })
        .collect();
    let pixel = [30, 20, 250, 255];
    assert_eq!(alice.send_picture(BGRA, 8, 6, &pixel.repeat(48)), 0);
    let (_, bgra) = picture(&players[0]);
    assert_eq!(
        (bgra.format, bgra.planes[0].as_slice()),
        (BGRA, &*pixel.repeat(48))
    );
    let (_, i420) = picture(&players[1]);
    assert_eq!(i420.format, I420);
    assert!(
        i420.planes[0].iter().all(|y| y.abs_diff(93) <= 3),
        "{:?}",
        i420.planes[0]
    );
    assert!(
        i420.planes[2].iter().all(|v| v.abs_diff(228) <= 3),
        "{:?}",
        i420.planes[2]
    );
}

#[test]
fn a_picture_before_its_gate_is_open_is_refused() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    alice.capture();
    assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 1_011_001);
    alice.publish("stream1");
    assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 0);
    assert_eq!(call!(alice, zego_express_stop_publishing_stream(0)), 0);
    alice.wait(|heard| matches!(heard, Heard::CaptureStop(0)).then_some(()));
    assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 1_011_001);
}

#[test]
fn a_picture_that_cannot_be_is_refused() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    alice.publish("stream1");
    let bytes = red(64, 36);
    for (format, width, height, bytes) in [
        (99, 64, 36, &bytes[..]),
        (I420, 0, 36, &bytes[..]),
        (I420, 64, -36, &bytes[..]),
        (I420, 64, 36, &bytes[1..]),
        (I420, 64, 36, &[]),
    ] {
        assert_eq!(alice.send_picture(format, width, height, bytes), 1_011_010);
    }
}

#[test]
fn a_preview_is_rendered_where_the_program_asked_for_it() {
    let cloud = quick_cloud();
    let alice = Engine::new(&cloud);
    alice.capture();
    alice.render(0);
    assert_eq!(
        call!(
            alice,
            zego_express_enable_captured_video_custom_video_render(true, 0)
        ),
        0
    );
    assert_eq!(
        call!(alice, zego_express_start_preview(std::ptr::null_mut(), 0)),
        0
    );
    alice.wait(|heard| matches!(heard, Heard::CaptureStart(0)).then_some(()));
    assert_eq!(alice.send_picture(I420, 16, 16, &red(16, 16)), 0);
    let shown = alice.wait(|heard| match heard {
        Heard::Captured(0, picture) => Some(picture.clone()),
        _ => None,
    });
    assert_eq!((shown.format, shown.planes[0].len()), (BGRA, 16 * 16 * 4));
    assert!(
        shown.planes[0][2] > 240 && shown.planes[0][0] < 15,
        "{:?}",
        &shown.planes[0][..4]
    );
}

#[test]
fn no_picture_comes_after_playing_stopped() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.render(1);
    bob.play("stream1");
    assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 0);
    picture(&bob);
    let stream = text("stream1");
    assert_eq!(
        call!(bob, zego_express_stop_playing_stream(stream.as_ptr())),
        0
    );
    bob.rest();
    for _ in 0..10 {
        assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 0);
    }
    cloud.settle();
    let more = bob.rest();
    assert!(
        !more.iter().any(|heard| matches!(heard, Heard::Picture(..))),
        "{more:?}"
    );
}

#[test]
fn a_muted_picture_is_not_sent_and_comes_back() {
    let cloud = quick_cloud();
    let alice = Engine::in_room(&cloud, "room1", "alice");
    let bob = Engine::in_room(&cloud, "room1", "bob");
    alice.publish("stream1");
    bob.render(1);
    bob.play("stream1");
    assert_eq!(
        call!(alice, zego_express_mute_publish_stream_video(true, 0)),
        0
    );
    assert_eq!(alice.send_picture(I420, 32, 32, &red(32, 32)), 0);
    assert_eq!(
        call!(alice, zego_express_mute_publish_stream_video(false, 0)),
        0
    );
    assert_eq!(alice.send_picture(I420, 64, 36, &red(64, 36)), 0);
    assert_eq!(picture(&bob).1.width, 64);
}
