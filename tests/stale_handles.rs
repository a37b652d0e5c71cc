//! Handles of sessions that are over, and futures of what ends something that nobody waits for:
//! neither may touch, or spare, what is there now.

mod support;

use std::future::IntoFuture;

use futures::FutureExt;
use support::{Party, until, within};
use zego_async::{ErrorKind, RoomMode, RoomState};

#[tokio::test]
async fn a_room_handle_of_a_session_that_is_over_touches_nothing_of_the_newer_one() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let old = within(alice.login("room1", "alice")).await.unwrap();
    within(alice.engine.logout_room("room1")).await.unwrap();
    let new = within(alice.login("room1", "alice")).await.unwrap();

    let over = ErrorKind::NotLoggedIn;
    let sent = within(old.send_broadcast("late")).await.unwrap_err();
    assert_eq!(sent.kind(), over);
    assert_eq!(
        sent.to_string(),
        "send a broadcast message in \"room1\": the session in \"room1\" is over"
    );
    let renewed = within(old.renew_token("04late")).await.unwrap_err();
    assert_eq!(renewed.kind(), over);
    let published = within(old.publish("camera")).await.unwrap_err();
    assert_eq!(published.kind(), over);
    assert_eq!(within(old.play("other")).await.unwrap_err().kind(), over);
    assert_eq!(cloud.stream_count(), 0);

    drop(old);
    within(new.send_broadcast("in time")).await.unwrap();
    assert_eq!(new.state(), RoomState::Connected);
}

#[tokio::test]
async fn a_room_handle_does_not_publish_in_the_room_that_the_engine_went_on_to() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let before = within(alice.login("room1", "alice")).await.unwrap();
    let _now = within(before.switch_to("room2")).await.unwrap();
    let refused = within(before.publish("camera")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::NotLoggedIn);
    assert_eq!(cloud.stream_count(), 0);
}

#[tokio::test]
async fn a_stream_published_in_one_room_is_refused_in_another() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    let builder = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
    let engine = within(builder.room_mode(RoomMode::Multi)).await.unwrap();
    let a = within(engine.login_room("a", "alice")).await.unwrap();
    let b = within(engine.login_room("b", "alice")).await.unwrap();
    let _camera = within(a.publish("camera")).await.unwrap();
    let refused = within(b.publish("camera")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::AlreadyPublishing);
    assert_eq!(
        refused.to_string(),
        "publish \"camera\": it is published in \"a\""
    );
    within(a.publish("camera")).await.expect("another handle");
}

#[tokio::test]
async fn a_publication_that_is_over_says_nothing_about_what_its_channel_publishes_now() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let old = within(room.publish("first")).await.unwrap();
    within(old.stop()).await.unwrap();
    let _new = within(room.publish("second")).await.unwrap();
    let refused = within(old.set_extra_info("about the first")).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Stopped);
}

#[tokio::test]
async fn once_asked_for_the_end_comes_though_nobody_waits_for_it() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let camera = within(room.publish("camera")).await.unwrap();
    room.detach();
    camera.detach();
    let _ = camera.stop().now_or_never();
    until("the stream stops", || cloud.stream_count() == 0).await;
    let _ = room.logout().now_or_never();
    until("the room is left", || cloud.session_count() == 0).await;
}

#[tokio::test]
async fn a_shutdown_that_was_given_up_can_be_waited_for_again() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let _room = within(alice.login("room1", "alice")).await.unwrap();
    let _ = alice.sdk.shutdown().now_or_never();
    within(alice.sdk.shutdown()).await.expect("all go");
    assert_eq!(cloud.engine_count(), 0);
    let refused = within(alice.engine.login_room("room1", "alice").into_future()).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::EngineGone);
}
