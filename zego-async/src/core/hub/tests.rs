//! Orders of events and calls that the SDK really has, one by one.

use futures::FutureExt;
use tokio::sync::oneshot;

use super::*;
use crate::event::{PlayerStateChanged, PublisherStateChanged, RoomStateChanged, RoomStateReason};

fn begin_login(hub: &mut Hub) -> (RoomId, u64, oneshot::Receiver<Result<()>>) {
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

fn take(hub: &mut Hub, event: Event, inside_call: bool) {
    let mut effects = Effects::default();
    hub.take(&mut Some(event), inside_call, &mut effects);
    effects.run(|_, _| ());
}

fn state(room: &RoomId, reason: RoomStateReason, code: i32) -> Event {
    Event::RoomState(RoomStateChanged {
        room: room.clone(),
        reason,
        code: ErrorCode::new(code),
        extended_data: "".into(),
        token_failure: None,
    })
}

fn result(room: &RoomId, sequence: i32, code: i32) -> Event {
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
    let (room, session, _settled) = begin_login(&mut hub);
    hub.expect_logout(&room);
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

/// A stream that is asked for in a room, and whoever waits for it.
fn begin_publish(hub: &mut Hub, room: &RoomId) -> oneshot::Receiver<Result<()>> {
    let (outcome, settled) = oneshot::channel();
    let entry = PublicationEntry {
        session: 1,
        channel: Channel::Main,
        room: Some(room.clone()),
        state: PublisherState::Requesting,
        waiters: vec![outcome],
        lease: Weak::new(),
        orphaned: false,
    };
    let stream = StreamId::reported("camera");
    hub.begin(Calling::Publish { stream, entry });
    settled
}

fn begin_play(hub: &mut Hub, room: &RoomId) -> oneshot::Receiver<Result<()>> {
    let (outcome, settled) = oneshot::channel();
    let entry = PlaybackEntry {
        session: 1,
        room: Some(room.clone()),
        state: PlayerState::Requesting,
        waiters: vec![outcome],
        lease: Weak::new(),
        orphaned: false,
    };
    let stream = StreamId::reported("camera");
    hub.begin(Calling::Play { stream, entry });
    settled
}

fn publisher(state: PublisherState, code: i32) -> Event {
    Event::PublisherState(PublisherStateChanged {
        stream: StreamId::reported("camera"),
        state,
        code: ErrorCode::new(code),
        extended_data: "".into(),
    })
}

fn player(state: PlayerState, code: i32) -> Event {
    Event::PlayerState(PlayerStateChanged {
        stream: StreamId::reported("camera"),
        state,
        code: ErrorCode::new(code),
        extended_data: "".into(),
    })
}

/// A hub in a room, whose SDK tells of the end on one thread while a call is made on another.
fn end_while_a_call_is_made(
    begin: fn(&mut Hub, &RoomId) -> oneshot::Receiver<Result<()>>,
    on_another_thread: &[Event],
    inside_the_call: Event,
) -> Error {
    let mut hub = Hub::default();
    let (room, ..) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    take(&mut hub, state(&room, RoomStateReason::Logined, 0), false);
    let settled = begin(&mut hub, &room);
    for event in on_another_thread {
        take(&mut hub, event.clone(), false);
    }
    take(&mut hub, inside_the_call, true);
    let mut effects = Effects::default();
    hub.accept(&mut effects);
    effects.run(|_, _| ());
    assert!(hub.publications.is_empty() && hub.playbacks.is_empty());
    let outcome = settled.now_or_never().expect("nobody waits");
    outcome.expect("not dropped").unwrap_err()
}

#[test]
fn a_stream_that_ends_before_its_call_returns_leaves_nobody_waiting() {
    let kick = state(
        &RoomId::reported("room1"),
        RoomStateReason::KickOut,
        1002050,
    );
    let over = publisher(PublisherState::NoPublish, 1000002);
    let requesting = publisher(PublisherState::Requesting, 0);
    let error = end_while_a_call_is_made(
        begin_publish,
        &[kick.clone(), over.clone()],
        requesting.clone(),
    );
    assert_eq!(error.code(), Some(ErrorCode::new(1002050)));
    let error = end_while_a_call_is_made(begin_publish, &[over], requesting);
    assert_eq!(error.kind(), ErrorKind::NotLoggedIn);

    let over = player(PlayerState::NoPlay, 1000002);
    let requesting = player(PlayerState::Requesting, 0);
    let error = end_while_a_call_is_made(begin_play, &[kick, over.clone()], requesting.clone());
    assert_eq!(error.code(), Some(ErrorCode::new(1002050)));
    let error = end_while_a_call_is_made(begin_play, &[over], requesting);
    assert_eq!(error.kind(), ErrorKind::NotLoggedIn);
}

#[test]
fn a_stream_whose_room_ends_before_its_call_returns_does_not_wait_for_the_streams_own_end() {
    let mut hub = Hub::default();
    let (room, ..) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    let settled = begin_publish(&mut hub, &room);
    let kick = state(&room, RoomStateReason::KickOut, 1002050);
    take(&mut hub, kick, false);
    let outcome = settled.now_or_never().expect("nobody waits");
    assert!(outcome.expect("not dropped").is_err());
}

#[test]
fn a_stream_that_is_live_before_its_call_has_told_of_it_stays_live() {
    let mut hub = Hub::default();
    let room = RoomId::reported("room1");
    let stream = StreamId::reported("camera");
    let published = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Publishing, 0), false);
    take(&mut hub, publisher(PublisherState::Requesting, 0), true);
    assert!(
        published
            .now_or_never()
            .expect("settled")
            .expect("kept")
            .is_ok()
    );
    assert_eq!(hub.publications[&stream].state, PublisherState::Publishing);
    // On the SDK's own thread it is the network that went.
    take(&mut hub, publisher(PublisherState::Requesting, 0), false);
    assert_eq!(hub.publications[&stream].state, PublisherState::Requesting);

    let played = begin_play(&mut hub, &room);
    take(&mut hub, player(PlayerState::Playing, 0), false);
    take(&mut hub, player(PlayerState::Requesting, 0), true);
    assert!(
        played
            .now_or_never()
            .expect("settled")
            .expect("kept")
            .is_ok()
    );
    assert_eq!(hub.playbacks[&stream].state, PlayerState::Playing);
    take(&mut hub, player(PlayerState::Requesting, 0), false);
    assert_eq!(hub.playbacks[&stream].state, PlayerState::Requesting);
}

#[test]
fn a_stream_that_begins_again_is_not_ended_by_the_late_word_of_one_whose_room_was_lost() {
    let mut hub = Hub::default();
    let (room, ..) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    let _lost = (begin_publish(&mut hub, &room), {
        take(&mut hub, publisher(PublisherState::Requesting, 0), true);
        begin_play(&mut hub, &room)
    });
    take(&mut hub, player(PlayerState::Requesting, 0), true);
    let kick = state(&room, RoomStateReason::KickOut, 1002050);
    take(&mut hub, kick, false);

    let mut published = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Requesting, 0), true);
    take(
        &mut hub,
        publisher(PublisherState::NoPublish, 1000002),
        false,
    );
    take(&mut hub, publisher(PublisherState::Publishing, 0), false);
    assert!(matches!(published.try_recv(), Ok(Ok(()))));
    take(
        &mut hub,
        publisher(PublisherState::NoPublish, 1000002),
        false,
    );
    assert!(hub.publications.is_empty(), "its own end");

    let mut played = begin_play(&mut hub, &room);
    take(&mut hub, player(PlayerState::Requesting, 0), true);
    take(&mut hub, player(PlayerState::NoPlay, 1000002), false);
    take(&mut hub, player(PlayerState::Playing, 0), false);
    assert!(matches!(played.try_recv(), Ok(Ok(()))));
    take(&mut hub, player(PlayerState::NoPlay, 1000002), false);
    assert!(hub.playbacks.is_empty(), "its own end");
}

/// A login that waits, and another to the same room that is being called and will be refused.
fn login_while_one_waits(hub: &mut Hub) -> (RoomId, oneshot::Receiver<Result<()>>) {
    let (room, session, waits) = begin_login(hub);
    take(hub, state(&room, RoomStateReason::Logining, 0), true);
    hub.login_accepted(&room, session, 2, &mut Effects::default());
    let (..) = begin_login(hub);
    (room, waits)
}

fn refuse_login(hub: &mut Hub, room: &RoomId, code: i32) {
    let mut effects = Effects::default();
    drop(hub.login_refused(room, ErrorCode::new(code), &mut effects));
    effects.run(|_, _| ());
}

#[test]
fn the_failure_of_a_refused_login_that_comes_before_its_call_returns_does_not_end_the_login_that_waits()
 {
    let mut hub = Hub::default();
    let (room, mut waits) = login_while_one_waits(&mut hub);
    let refused = state(&room, RoomStateReason::LoginFailed, 1002001);
    take(&mut hub, refused.clone(), false);
    refuse_login(&mut hub, &room, 1002001);
    assert!(waits.try_recv().is_err(), "it waits");
    // And the word that has come is waited for no longer.
    take(&mut hub, refused, false);
    let error = waits.try_recv().expect("settled").unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::new(1002001)));
}

#[test]
fn a_login_that_fails_while_another_is_refused_ends_with_its_own_failure() {
    let mut hub = Hub::default();
    let (room, mut waits) = login_while_one_waits(&mut hub);
    let states = hub
        .subscribers
        .add(&[crate::event::Topic::RoomState], Scope::Engine, 8);
    let failed = state(&room, RoomStateReason::LoginFailed, 1002033);
    take(&mut hub, failed, false);
    assert_eq!((waits.try_recv().is_err(), states.len()), (true, 0));
    refuse_login(&mut hub, &room, 1002001);
    let error = waits.try_recv().expect("settled").unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::new(1002033)));
    assert_eq!(states.len(), 1, "it is told");
    let refused = state(&room, RoomStateReason::LoginFailed, 1002001);
    take(&mut hub, refused, false);
    assert_eq!(states.len(), 1);
}
