//! What is pending: what settles it, what takes it back, and what must not touch it.

mod support;

use std::future::IntoFuture;
use std::time::Duration;

use futures::{FutureExt, StreamExt};
use support::{Party, next, until, within};
use zego_async::event::CallKind;
use zego_async::{
    Channel, ErrorCode, ErrorKind, Event, PlayerState, PublisherState, RoomState, RoomStateReason,
};
use zego_sim::{Fault, Operation};

/// Short enough to wait for, long enough for the call to be made.
const SOON: Duration = Duration::from_millis(200);

#[tokio::test]
async fn a_refused_login_does_not_disturb_the_room_that_is_logged_in() {
    let alice = Party::new(&support::cloud()).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let mut events = alice.engine.events();
    let mut states = room.states();

    let refused = within(alice.login("room1", "alice")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::AlreadyLoggedIn);
    assert_eq!(refused.code(), Some(ErrorCode::ROOM_COUNT_EXCEED));
    assert_eq!(
        refused.to_string().split(':').next(),
        Some("log in to \"room1\" as \"alice\"")
    );

    // The SDK reports the refusal twice more, both times as if it were about the room.
    let (mut result, mut state) = (false, false);
    while !(result && state) {
        match next(&mut events).await.unwrap() {
            Event::CallResult(it) if it.kind == CallKind::Login => result = true,
            Event::RoomState(it) if it.reason == RoomStateReason::LoginFailed => state = true,
            _ => {}
        }
    }
    assert_eq!(room.state(), RoomState::Connected);
    assert!(
        states.next().now_or_never().is_none(),
        "the room's state stream told of it"
    );

    within(room.logout()).await.unwrap();
    let last = next(&mut states).await.unwrap();
    assert_eq!(last.reason, RoomStateReason::Logout);
    assert!(within(states.next()).await.is_none(), "the session is over");
}

#[tokio::test]
async fn a_refused_logins_late_report_does_not_fail_a_newer_login_to_the_same_room() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let mut events = alice.engine.events();
    let code = ErrorCode::ROOM_ERROR_AUTHENTICATION_FAILED;
    cloud.refuse_next_call("loginRoom", code.value());
    let refused = within(alice.login("room1", "alice")).await.unwrap_err();
    assert_eq!(refused.code(), Some(code));

    // The newer login is still pending when the late report of the refused one comes.
    cloud.fail_next(Operation::Login, Fault::Late(Duration::from_secs(1)));
    let login = tokio::spawn(alice.login("room1", "alice"));
    loop {
        match next(&mut events).await.unwrap() {
            Event::RoomState(it) if it.reason == RoomStateReason::LoginFailed => break,
            _ => {}
        }
    }
    assert!(!login.is_finished());
    let room = within(login).await.unwrap().unwrap();
    assert_eq!(room.state(), RoomState::Connected);
}

#[tokio::test]
async fn an_accepted_login_that_fails_fails_with_the_clouds_code() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    cloud.fail_next(Operation::Login, Fault::Refuse(1002033));
    let error = within(alice.login("room1", "alice")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert_eq!(
        error.to_string(),
        "log in to \"room1\" as \"alice\": 1002033 room error authentication failed"
    );
    assert!(alice.engine.rooms().is_empty());
    within(alice.login("room1", "alice")).await.unwrap();
}

#[tokio::test]
async fn a_login_settles_on_its_state_without_a_result_and_on_its_result_before_its_state() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    for fault in [Fault::WithoutResult, Fault::ResultFirst, Fault::Twice] {
        cloud.fail_next(Operation::Login, fault);
        let room = within(alice.login("room1", "alice")).await.unwrap();
        assert_eq!(room.state(), RoomState::Connected, "{fault:?}");
        within(room.logout()).await.unwrap();
    }
}

#[tokio::test]
async fn dropping_a_pending_login_logs_out_again() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    cloud.fail_next(Operation::Login, Fault::Hold);
    let mut states = alice.engine.room_states();
    let error = within(alice.engine.login_room("room1", "alice").timeout(SOON))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(
        error
            .to_string()
            .starts_with("log in to \"room1\" as \"alice\": not done within")
    );
    assert_eq!(
        next(&mut states).await.unwrap().reason,
        RoomStateReason::Logining
    );
    assert_eq!(
        next(&mut states).await.unwrap().reason,
        RoomStateReason::Logout
    );
    assert!(alice.engine.rooms().is_empty());
    assert_eq!(alice.engine.stats().pending_operations, 0);
    until("nobody is in the room", || cloud.session_count() == 0).await;
    within(alice.login("room1", "alice")).await.unwrap();
}

#[tokio::test]
async fn a_deadline_in_select_leaves_no_publication_and_no_playback_behind() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    cloud.fail_next(Operation::Publish, Fault::Hold);
    tokio::select! {
        _ = room.publish("camera").into_future() => panic!("held"),
        () = tokio::time::sleep(SOON) => {}
    }
    tokio::select! {
        _ = room.play("nobody").into_future() => panic!("nobody publishes it"),
        () = tokio::time::sleep(SOON) => {}
    }
    until("both are taken back", || {
        cloud.stream_count() + cloud.playback_count() == 0
    })
    .await;
    until("nothing is pending", || {
        alice.engine.stats().pending_operations == 0
    })
    .await;
    // What was taken back can be asked for again.
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn a_login_dropped_before_its_first_poll_was_never_made() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    drop(alice.login("room1", "alice"));
    within(alice.login("room2", "alice")).await.unwrap();
    assert_eq!(cloud.users("room1"), Vec::<String>::new());
}

#[tokio::test]
async fn publishing_what_is_published_and_playing_what_plays_is_answered() {
    let cloud = support::cloud();
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let first = within(room.publish("camera")).await.unwrap();
    let second = within(room.publish("camera")).await.unwrap();
    assert_eq!(second.state(), PublisherState::Publishing);
    drop(first);

    let other = within(room.publish("screen").into_future())
        .await
        .unwrap_err();
    assert_eq!(other.kind(), ErrorKind::AlreadyPublishing);
    within(room.publish("screen").channel(Channel::Aux))
        .await
        .unwrap();

    let again = room.publish("camera").channel(Channel::Third);
    let error = within(again).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyPublishing);
    assert_eq!(second.state(), PublisherState::Publishing);

    let room_b = within(bob.login("room1", "bob")).await.unwrap();
    let first = within(room_b.play("camera")).await.unwrap();
    let second = within(room_b.play("camera")).await.unwrap();
    drop(first);
    // One handle of two is gone: nothing stops.
    assert_eq!(second.state(), PlayerState::Playing);
    assert_eq!(cloud.playback_count(), 1);
    drop(second);
    until("the playback stops with its last handle", || {
        cloud.playback_count() == 0
    })
    .await;
}

#[tokio::test]
async fn two_pending_playbacks_of_one_stream_settle_together_and_dropping_one_keeps_the_other() {
    let cloud = support::cloud();
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let mut first = room.play("camera").into_future();
    let second = tokio::spawn(room.play("camera").into_future());
    assert!(tokio::time::timeout(SOON, &mut first).await.is_err());
    drop(first);
    let room_b = within(bob.login("room1", "bob")).await.unwrap();
    let _publication = within(room_b.publish("camera")).await.unwrap();
    let playback = within(second).await.unwrap().unwrap();
    assert_eq!(playback.state(), PlayerState::Playing);
}

#[tokio::test]
async fn logging_out_during_a_pending_login_settles_the_login() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    cloud.fail_next(Operation::Login, Fault::Hold);
    let login = tokio::spawn(alice.login("room1", "alice"));
    until("the login is pending", || alice.engine.rooms().len() == 1).await;
    within(alice.engine.logout_room("room1")).await.unwrap();
    let error = within(login).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoggedOut);
}

#[tokio::test]
async fn leaving_the_room_settles_what_is_being_published_and_played_in_it() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    cloud.fail_next(Operation::Publish, Fault::Hold);
    let publish = tokio::spawn(room.publish("camera").into_future());
    let play = tokio::spawn(room.play("nobody").into_future());
    until("both are pending", || {
        alice.engine.stats().pending_operations == 2
    })
    .await;
    within(room.logout()).await.unwrap();
    let error = within(publish).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoggedOut);
    let error = within(play).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LoggedOut);
}

#[tokio::test]
async fn destroying_while_logging_in_resolves_the_login_with_engine_gone() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    cloud.fail_next(Operation::Login, Fault::Hold);
    let login = tokio::spawn(alice.login("room1", "alice"));
    until("the login is pending", || alice.engine.rooms().len() == 1).await;
    within(alice.engine.destroy()).await.unwrap();
    let error = within(login).await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
    assert_eq!(cloud.session_count(), 0);
}

#[tokio::test]
async fn destroying_while_publishing_and_playing_resolves_both_with_engine_gone() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    cloud.fail_next(Operation::Publish, Fault::Hold);
    let publish = tokio::spawn(room.publish("camera").into_future());
    let play = tokio::spawn(room.play("nobody").into_future());
    until("both are pending", || {
        alice.engine.stats().pending_operations == 2
    })
    .await;
    within(alice.engine.destroy()).await.unwrap();
    assert_eq!(
        within(publish).await.unwrap().unwrap_err().kind(),
        ErrorKind::EngineGone
    );
    assert_eq!(
        within(play).await.unwrap().unwrap_err().kind(),
        ErrorKind::EngineGone
    );
    assert_eq!(
        cloud.stream_count() + cloud.playback_count() + cloud.session_count(),
        0
    );
    assert_eq!(cloud.engine_count(), 0);
}
