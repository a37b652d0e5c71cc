//! Orders of events and calls that the SDK really has, one by one.

use futures::FutureExt;
use tokio::sync::oneshot;

use super::*;
use crate::event::{PublisherStateChanged, RoomStateChanged, RoomStateReason};

pub(super) fn begin_login(hub: &mut Hub) -> (RoomId, u64, oneshot::Receiver<Result<()>>) {
    let (outcome, settled) = oneshot::channel();
    let room = RoomId::reported("room1");
    let session = hub.new_session();
    let user = User::reported(UserId::reported("alice"), "".into());
    hub.begin(Calling::Login {
        room: room.clone(),
        user,
        session,
        outcome,
    });
    (room, session, settled)
}

pub(super) fn take(hub: &mut Hub, event: Event, inside_call: bool) {
    let mut effects = Effects::default();
    hub.take(&mut Some(event), inside_call, &mut effects);
    effects.run(|_, _| ());
}

pub(super) fn state(room: &RoomId, reason: RoomStateReason, code: i32) -> Event {
    Event::RoomState(RoomStateChanged {
        room: room.clone(),
        reason,
        code: ErrorCode::new(code),
        extended_data: "".into(),
        token_failure: None,
    })
}

pub(super) fn result(room: &RoomId, sequence: i32, code: i32) -> Event {
    Event::CallResult(CallResult {
        kind: CallKind::Login,
        sequence,
        code: ErrorCode::new(code),
        subject: room.as_str().into(),
        extended_data: "".into(),
    })
}

#[test]
fn a_login_result_that_arrives_before_the_call_returns_settles_the_login() {
    for code in [0, 1002033] {
        let mut hub = Hub::default();
        let (room, session, settled) = begin_login(&mut hub);
        take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
        take(&mut hub, result(&room, 2, code), false);
        let mut effects = Effects::default();
        hub.login_accepted(&room, session, 2, &mut effects);
        effects.run(|_, _| ());
        let outcome = settled
            .now_or_never()
            .expect("settled")
            .expect("not dropped");
        assert_eq!(outcome.is_ok(), code == 0);
        assert_eq!(hub.is_in_room(&room, session), code == 0);
        assert_eq!(hub.registry.len(), 0);
    }
}

#[test]
fn everything_before_the_call_returns_and_then_the_accepted_call_leaves_the_room_logged_in() {
    let mut hub = Hub::default();
    let (room, session, settled) = begin_login(&mut hub);
    // Even without LOGINING, which some callback was to tell and didn't.
    take(&mut hub, state(&room, RoomStateReason::Logined, 0), false);
    assert!(
        settled
            .now_or_never()
            .expect("settled")
            .expect("not dropped")
            .is_ok()
    );
    let mut effects = Effects::default();
    hub.login_accepted(&room, session, 2, &mut effects);
    effects.run(|_, _| ());
    assert!(hub.is_in_room(&room, session));
    take(&mut hub, result(&room, 2, 0), false);
    assert_eq!(hub.registry.len(), 0);
}

#[test]
fn a_logout_that_the_sdk_tells_late_does_not_end_a_newer_session() {
    let mut hub = Hub::default();
    hub.logout_returned(&RoomId::reported("room1"), 1, &mut Effects::default());
    let (room, session, _settled) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    take(&mut hub, state(&room, RoomStateReason::Logout, 0), false);
    assert!(hub.is_in_room(&room, session));
    take(&mut hub, state(&room, RoomStateReason::Logout, 0), false);
    assert!(!hub.is_in_room(&room, session));
}

#[test]
fn a_request_in_a_room_that_is_left_before_its_call_returns_does_not_wait() {
    let mut hub = Hub::default();
    let (room, session, _settled) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    hub.registry.begin(CallKind::SendBroadcast);
    take(
        &mut hub,
        state(&room, RoomStateReason::KickOut, 1002050),
        false,
    );
    let (answer, answered) = oneshot::channel();
    let waiter = Waiter::Caller {
        tried: "send".into(),
        answer,
        room: Some((room, session)),
        busy: None,
    };
    let mut effects = Effects::default();
    hub.request_accepted(CallKind::SendBroadcast, 2, waiter, &mut effects);
    effects.run(|_, _| ());
    let answer = answered
        .now_or_never()
        .expect("answered")
        .expect("not dropped");
    assert_eq!(answer.unwrap_err().kind(), ErrorKind::LoggedOut);
    assert_eq!(hub.registry.len(), 0);
}

#[test]
fn a_sequence_that_the_sdk_gives_twice_leaves_nobody_waiting() {
    let mut hub = Hub::default();
    let mut answers = Vec::new();
    for _ in 0..2 {
        let (answer, answered) = oneshot::channel();
        answers.push(answered);
        let waiter = Waiter::Caller {
            tried: "send".into(),
            answer,
            room: None,
            busy: None,
        };
        let mut effects = Effects::default();
        hub.registry.begin(CallKind::SendCommand);
        hub.request_accepted(CallKind::SendCommand, 7, waiter, &mut effects);
        effects.run(|_, _| ());
    }
    let first = answers.remove(0).now_or_never().expect("answered");
    assert_eq!(
        first.expect("not dropped").unwrap_err().kind(),
        ErrorKind::Sdk
    );
    assert!(
        answers.remove(0).now_or_never().is_none(),
        "the second waits"
    );
}

#[test]
fn a_stop_that_the_sdk_tells_late_does_not_end_a_newer_publication() {
    let mut hub = Hub::default();
    let stream = StreamId::reported("camera");
    let state = |state, code| {
        Event::PublisherState(PublisherStateChanged {
            stream: stream.clone(),
            state,
            code: ErrorCode::new(code),
            extended_data: "".into(),
        })
    };
    let publish = |hub: &mut Hub, session| {
        let (outcome, settled) = oneshot::channel();
        let entry = PublicationEntry {
            session,
            channel: Channel::Main,
            room: None,
            state: PublisherState::Requesting,
            waiters: vec![outcome],
            lease: Weak::new(),
            orphaned: false,
        };
        hub.begin(Calling::Publish {
            stream: stream.clone(),
            entry,
        });
        take(hub, state(PublisherState::Requesting, 0), true);
        settled
    };
    let mut effects = Effects::default();
    let mut stopped = publish(&mut hub, 1);
    hub.publication_stopped(&stream, 1, &mut effects);
    effects.run(|_, _| ());
    assert!(matches!(stopped.try_recv(), Ok(Err(_))));

    let mut again = publish(&mut hub, 2);
    take(&mut hub, state(PublisherState::NoPublish, 0), false);
    assert!(hub.is_published(&stream, 2), "it was the first one's");
    take(&mut hub, state(PublisherState::Publishing, 0), false);
    assert!(matches!(again.try_recv(), Ok(Ok(()))));
    take(&mut hub, state(PublisherState::NoPublish, 0), false);
    assert!(!hub.is_published(&stream, 2));

    // Told late, but before anything new began.
    let _third = publish(&mut hub, 3);
    let mut effects = Effects::default();
    hub.publication_stopped(&stream, 3, &mut effects);
    effects.run(|_, _| ());
    take(&mut hub, state(PublisherState::NoPublish, 0), false);
    let _fourth = publish(&mut hub, 4);
    take(&mut hub, state(PublisherState::NoPublish, 0), false);
    assert!(!hub.is_published(&stream, 4));
}
