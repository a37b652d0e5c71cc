//! Pictures between engines: custom capture in, custom rendering out, over the embedded engine.

use std::time::Duration;

use futures::{FutureExt, SinkExt, StreamExt};
use zego_async::event::CaptureDemandKind;
use zego_async::media::{
    EncodedFormat, EncodedFrame, FrameStream, PixelFormat, VideoFrame, VideoRender, VideoSink,
};
use zego_async::{Channel, Engine, ErrorKind, Playback, Publication, Room};
use zego_sim::Cloud;

mod support;
use support::{cloud, next, until, within};

/// A user with an engine that hands pictures out.
async fn user(cloud: &Cloud, render: VideoRender) -> Engine {
    let sdk = support::sdk();
    let builder = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
    within(builder.video_render(render)).await.unwrap()
}

/// Alice publishes from a sink, Bob plays it.
struct Call {
    alice: Engine,
    bob: Engine,
    sink: VideoSink,
    publication: Publication,
    playback: Playback,
    _rooms: [Room; 2],
}

async fn call(cloud: &Cloud, render: VideoRender) -> Call {
    let (alice, bob) = (user(cloud, render).await, user(cloud, render).await);
    let sink = within(alice.video_sink(Channel::Main)).await.unwrap();
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let publication = within(at_alice.publish("camera")).await.unwrap();
    let playback = within(at_bob.play("camera")).await.unwrap();
    within(sink.ready()).await.unwrap();
    Call {
        alice,
        bob,
        sink,
        publication,
        playback,
        _rooms: [at_alice, at_bob],
    }
}

/// A picture of one grey.
fn grey(luma: u8) -> VideoFrame {
    let mut planes = vec![luma; 64 * 48];
    planes.resize(64 * 48 * 3 / 2, 128);
    VideoFrame::new(PixelFormat::I420, 64, 48, planes).unwrap()
}

/// Sends pictures until one has arrived, which is the one that is given.
async fn first_of(
    sink: &VideoSink,
    frames: &mut FrameStream<VideoFrame>,
    picture: &VideoFrame,
) -> VideoFrame {
    let sending = async {
        loop {
            sink.try_send(picture).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::select! {
        frame = next(frames) => frame,
        () = sending => unreachable!("it goes on for ever"),
    }
}

#[tokio::test]
async fn a_picture_arrives_at_the_player_as_it_was_sent() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::I420).await;
    let mut frames = call.playback.video_frames().unwrap();
    let frame = first_of(&call.sink, &mut frames, &grey(77)).await;
    assert_eq!(frame.format(), PixelFormat::I420);
    assert_eq!((frame.width(), frame.height()), (64, 48));
    let row = frame.strides()[0] as usize;
    for line in frame.plane(0).chunks(row) {
        assert!(line[..64].iter().all(|&luma| luma.abs_diff(77) <= 2));
    }
    assert!(frame.timestamp().is_some());
    assert!(call.alice.stats().sent_frames > 0);
    assert!(call.bob.stats().received_frames > 0);
}

#[tokio::test]
async fn every_format_that_can_be_sent_arrives_in_the_layout_that_was_asked_for() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::Bgra).await;
    let mut frames = call.playback.video_frames().unwrap().with_capacity(1);
    for format in PixelFormat::ALL {
        // White in every format: the largest luma and neutral colours.
        let frame = match format.planes() {
            1 => {
                let bytes = format.row_bytes(0, 64) * 48;
                VideoFrame::new(format, 64, 48, vec![255; bytes])
            }
            _ => {
                let chroma: usize = (1..format.planes())
                    .map(|plane| format.row_bytes(plane, 64) * format.rows(plane, 48))
                    .sum();
                let mut data = vec![235; 64 * 48];
                data.resize(64 * 48 + chroma, 128);
                VideoFrame::new(format, 64, 48, data)
            }
        };
        let frame = first_of(&call.sink, &mut frames, &frame.unwrap()).await;
        assert_eq!(frame.format(), PixelFormat::Bgra, "from {format:?}");
        let white = frame.plane(0)[..64 * 4]
            .chunks(4)
            .all(|pixel| pixel[..3].iter().all(|&colour| colour > 245));
        assert!(white, "from {format:?}: {:?}", &frame.plane(0)[..8]);
    }
}

#[tokio::test]
async fn a_sink_waits_for_capture_start_and_refuses_after_capture_stop() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::I420).await;
    let mut sink = within(alice.video_sink(Channel::Main)).await.unwrap();
    let error = sink.try_send(&grey(1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotStarted);
    assert!(sink.send(grey(1)).now_or_never().is_none());

    let preview = within(alice.preview()).await.unwrap();
    within(sink.send(grey(1))).await.unwrap();
    assert!(sink.is_capturing());

    within(preview.stop()).await.unwrap();
    until("capture stops", || !sink.is_capturing()).await;
    let error = within(sink.send(grey(1))).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Stopped);

    let _again = within(alice.preview()).await.unwrap();
    until("capture starts again", || sink.is_capturing()).await;
    within(sink.send(grey(1))).await.unwrap();

    within(alice.destroy()).await.unwrap();
    let error = sink.try_send(&grey(1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
}

#[tokio::test]
async fn a_channel_has_one_sink_and_a_new_one_when_it_was_dropped() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::I420).await;
    let sink = within(alice.video_sink(Channel::Main)).await.unwrap();
    let error = within(alice.video_sink(Channel::Main)).await.unwrap_err();
    assert_eq!(error.to_string(), "channel: has a video sink already");
    let _other = within(alice.video_sink(Channel::Aux)).await.unwrap();
    drop(sink);
    within(alice.encoded_video_sink(Channel::Main))
        .await
        .unwrap();
    let unknown = Channel::from_raw(99);
    let error = within(alice.video_sink(unknown)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn streams_of_pictures_end_with_the_playback_and_with_the_engine() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::I420).await;
    let mut frames = call.playback.video_frames().unwrap();
    let mut preview = call.bob.preview_frames(Channel::Main).unwrap();
    within(call.playback.stop()).await.unwrap();
    assert!(within(frames.by_ref().collect::<Vec<_>>()).await.len() <= 4);
    assert!(preview.next().now_or_never().is_none());
    within(call.bob.destroy()).await.unwrap();
    assert!(within(preview.next()).await.is_none());
    let mut late = call.bob.preview_frames(Channel::Main).unwrap();
    assert!(within(late.next()).await.is_none());
    let mut late = call.playback.video_frames().unwrap();
    assert!(within(late.next()).await.is_none());
}

#[tokio::test]
async fn pictures_are_refused_by_name_where_the_engine_was_made_without_them() {
    let cloud = cloud();
    let plain = support::Party::new(&cloud).await;
    let error = plain.engine.preview_frames(Channel::Main).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().contains("video_render("), "{error}");
    let encoded = user(&cloud, VideoRender::Encoded).await;
    assert!(encoded.preview_frames(Channel::Main).is_err());
}

#[tokio::test]
async fn a_snapshot_is_the_next_picture() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::I420).await;
    let sending = async {
        loop {
            call.sink.try_send(&grey(200)).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let snapshot = tokio::select! {
        snapshot = within(call.playback.snapshot()) => snapshot.unwrap(),
        () = sending => unreachable!("it goes on for ever"),
    };
    assert!(snapshot.plane(0)[0].abs_diff(200) <= 2);
    within(call.playback.stop()).await.unwrap();
    let error = within(call.playback.snapshot()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Stopped);
}

#[tokio::test]
async fn what_a_channel_captures_can_be_seen_while_it_is_previewed() {
    let cloud = cloud();
    for render in [VideoRender::I420, VideoRender::Bgra] {
        let alice = user(&cloud, render).await;
        let sink = within(alice.video_sink(Channel::Main)).await.unwrap();
        let preview = within(alice.preview()).await.unwrap();
        within(sink.ready()).await.unwrap();
        let mut frames = preview.video_frames().unwrap();
        let frame = first_of(&sink, &mut frames, &grey(90)).await;
        assert_eq!((frame.width(), frame.height()), (64, 48));
        let wanted = match render {
            VideoRender::I420 => PixelFormat::I420,
            _ => PixelFormat::Bgra,
        };
        assert_eq!(frame.format(), wanted);
    }
}

#[tokio::test]
async fn a_snapshot_of_what_is_captured_comes_while_it_is_previewed_and_ends_with_the_preview() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::I420).await;
    let error = within(call.publication.snapshot()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotStarted);
    let preview = within(call.alice.preview()).await.unwrap();
    // Before anything is sent: a picture under way would answer.
    let (waiting, stopped) =
        within(futures::future::join(preview.snapshot(), preview.stop())).await;
    stopped.unwrap();
    assert_eq!(waiting.unwrap_err().kind(), ErrorKind::Stopped);
    let late = within(preview.snapshot()).await.unwrap_err();
    assert_eq!(late.kind(), ErrorKind::Stopped);
    let preview = within(call.alice.preview()).await.unwrap();
    let sending = async {
        loop {
            call.sink.try_send(&grey(60)).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let both = async {
        within(preview.snapshot())
            .await
            .and(within(call.publication.snapshot()).await)
    };
    let snapshot = tokio::select! {
        snapshot = both => snapshot.unwrap(),
        () = sending => unreachable!("it goes on for ever"),
    };
    assert!(snapshot.plane(0)[0].abs_diff(60) <= 2);
}

#[tokio::test]
async fn a_preview_ends_with_its_room_and_can_be_had_again() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::I420).await;
    let sink = within(alice.video_sink(Channel::Main)).await.unwrap();
    let room = within(alice.login_room("room", "alice")).await.unwrap();
    let preview = within(alice.preview()).await.unwrap();
    within(sink.ready()).await.unwrap();
    let (waiting, left) = within(futures::future::join(preview.snapshot(), room.logout())).await;
    left.unwrap();
    assert_eq!(waiting.unwrap_err().kind(), ErrorKind::Stopped);
    within(preview.stop()).await.unwrap();
    let _again = within(alice.preview()).await.unwrap();
    until("the sink is asked for pictures again", || {
        sink.try_send(&grey(1)).is_ok()
    })
    .await;
}

#[tokio::test]
async fn encoded_pictures_arrive_as_they_were_sent() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::Encoded).await;
    let bob = user(&cloud, VideoRender::Encoded).await;
    let sink = within(alice.encoded_video_sink(Channel::Main))
        .await
        .unwrap();
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let _publication = within(at_alice.publish("camera")).await.unwrap();
    let playback = within(at_bob.play("camera")).await.unwrap();
    within(sink.ready()).await.unwrap();
    let mut frames = playback.encoded_video_frames().unwrap();
    let sent = EncodedFrame::new(
        EncodedFormat::H264AnnexB,
        64,
        48,
        &[0, 0, 0, 1, 0x65, 9][..],
    );
    let sent = sent.unwrap().key_frame(true);
    let sending = async {
        loop {
            sink.try_send(&sent).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let frame = tokio::select! {
        frame = next(&mut frames) => frame,
        () = sending => unreachable!("it goes on for ever"),
    };
    assert_eq!(frame.data(), sent.data());
    assert_eq!(frame.format(), EncodedFormat::H264AnnexB);
    assert!(frame.is_key_frame());
}

#[tokio::test]
async fn a_key_frame_is_asked_for_when_somebody_begins_to_play_and_traffic_when_it_changes() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::Encoded).await;
    let bob = user(&cloud, VideoRender::Encoded).await;
    let sink = within(alice.encoded_video_sink(Channel::Main))
        .await
        .unwrap();
    let mut demands = sink.demands();
    let at_alice = within(alice.login_room("room", "alice")).await.unwrap();
    let at_bob = within(bob.login_room("room", "bob")).await.unwrap();
    let _publication = within(at_alice.publish("camera")).await.unwrap();
    within(sink.ready()).await.unwrap();
    let frame = |key| {
        let frame = EncodedFrame::new(EncodedFormat::H265AnnexB, 64, 48, &[0, 0, 0, 1, 2][..]);
        frame.unwrap().key_frame(key)
    };
    sink.try_send(&frame(true)).unwrap();
    let _playback = within(at_bob.play("camera")).await.unwrap();
    let sending = async {
        loop {
            sink.try_send(&frame(false)).unwrap();
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    let demand = tokio::select! {
        demand = next(&mut demands) => demand.unwrap(),
        () = sending => unreachable!("it goes on for ever"),
    };
    assert_eq!(demand.channel, Channel::Main);
    assert_eq!(demand.kind, CaptureDemandKind::KeyFrame);
    let less = zego_sim::MediaEvent::TrafficControl {
        channel: 0,
        width: 32,
        height: 24,
        fps: 10,
        kbps: 90,
    };
    cloud.inject("alice", zego_sim::Event::Media(less));
    let wanted = CaptureDemandKind::Traffic {
        width: 32,
        height: 24,
        fps: 10,
        kbps: 90,
    };
    assert_eq!(next(&mut demands).await.unwrap().kind, wanted);
}

#[tokio::test]
async fn sei_reaches_the_players_of_the_stream_in_order() {
    let cloud = cloud();
    let call = call(&cloud, VideoRender::I420).await;
    let mut sei = call.playback.sei();
    for number in 0..10u8 {
        call.publication.send_sei(&[number; 5]).unwrap();
    }
    for number in 0..10u8 {
        let received = next(&mut sei).await.unwrap();
        assert_eq!(received.data[..], [number; 5]);
        assert_eq!(received.stream, *call.playback.stream());
    }
    for bad in [&[][..], &[0; 4097]] {
        let error = call.publication.send_sei(bad).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
}
