//! Streams whose calls and events come on two threads, in the orders that this allows.

use futures::FutureExt;
use tokio::sync::oneshot;

use super::tests::{begin_login, state, take};
use super::*;
use crate::event::{PlayerStateChanged, PublisherStateChanged, RoomStateReason};

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

#[test]
fn a_lost_stream_that_is_stopped_before_its_end_is_told_does_not_end_a_newer_one() {
    for told_of_the_kick in [true, false] {
        let mut hub = Hub::default();
        let (room, ..) = begin_login(&mut hub);
        take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
        let lost = begin_publish(&mut hub, &room);
        take(&mut hub, publisher(PublisherState::Requesting, 0), true);
        if told_of_the_kick {
            let kick = state(&room, RoomStateReason::KickOut, 1002050);
            take(&mut hub, kick, false);
        }
        // The SDK has nothing to stop any more, and says nothing inside the call.
        let mut effects = Effects::default();
        hub.publication_stopped(&StreamId::reported("camera"), 1, &mut effects);
        effects.run(|_, _| ());
        assert!(
            lost.now_or_never()
                .expect("settled")
                .expect("kept")
                .is_err()
        );

        let mut again = begin_publish(&mut hub, &room);
        take(&mut hub, publisher(PublisherState::Requesting, 0), true);
        take(
            &mut hub,
            publisher(PublisherState::NoPublish, 1000002),
            false,
        );
        take(&mut hub, publisher(PublisherState::Publishing, 0), false);
        assert!(matches!(again.try_recv(), Ok(Ok(()))));
    }
}

#[test]
fn the_events_of_a_lost_stream_end_when_it_begins_again() {
    let mut hub = Hub::default();
    let (room, ..) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    let _lost = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Requesting, 0), true);
    let scope = Scope::Publication {
        stream: StreamId::reported("camera"),
        channel: Channel::Main,
        session: 1,
    };
    let events = hub
        .subscribers
        .add(&[crate::event::Topic::PublisherState], scope, 8);
    let kick = state(&room, RoomStateReason::KickOut, 1002050);
    take(&mut hub, kick, false);
    let _again = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Requesting, 0), true);
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let taken = events.poll_take(&mut Default::default(), &mut cx);
    assert!(matches!(
        taken,
        std::task::Poll::Ready(super::super::queue::Taken::Finished)
    ));
}

#[test]
fn a_refused_call_leaves_what_stands_under_its_name_for_its_own_end() {
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
    let stream = StreamId::reported("camera");
    let mut effects = Effects::default();

    let _refused = begin_publish(&mut hub, &room);
    take(
        &mut hub,
        publisher(PublisherState::NoPublish, 1000002),
        true,
    );
    drop(hub.publish_refused(&stream, 9, &mut effects));
    let mut published = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Requesting, 0), true);
    take(
        &mut hub,
        publisher(PublisherState::NoPublish, 1000002),
        false,
    );
    take(&mut hub, publisher(PublisherState::Publishing, 0), false);
    assert!(matches!(published.try_recv(), Ok(Ok(()))));

    let _refused = begin_play(&mut hub, &room);
    take(&mut hub, player(PlayerState::NoPlay, 1000002), true);
    drop(hub.play_refused(&stream, 9, &mut effects));
    let mut played = begin_play(&mut hub, &room);
    take(&mut hub, player(PlayerState::Requesting, 0), true);
    take(&mut hub, player(PlayerState::NoPlay, 1000002), false);
    take(&mut hub, player(PlayerState::Playing, 0), false);
    assert!(matches!(played.try_recv(), Ok(Ok(()))));
    effects.run(|_, _| ());
}

#[test]
fn a_call_that_a_late_word_seemed_to_accept_and_that_is_refused_leaves_nothing_behind() {
    let mut hub = Hub::default();
    let room = RoomId::reported("room1");
    let stream = StreamId::reported("camera");
    let mut effects = Effects::default();
    let published = begin_publish(&mut hub, &room);
    take(&mut hub, publisher(PublisherState::Requesting, 0), false);
    drop(hub.publish_refused(&stream, 1, &mut effects));
    let played = begin_play(&mut hub, &room);
    take(&mut hub, player(PlayerState::Requesting, 0), false);
    drop(hub.play_refused(&stream, 1, &mut effects));
    effects.run(|_, _| ());
    assert!(hub.publications.is_empty() && hub.playbacks.is_empty());
    for settled in [published, played] {
        let outcome = settled.now_or_never().expect("nobody waits");
        assert!(outcome.expect("kept").is_err());
    }
}
