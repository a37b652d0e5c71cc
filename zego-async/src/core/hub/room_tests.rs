//! Sessions in rooms whose calls and events come on two threads, in the orders that this allows.

use tokio::sync::oneshot;

use super::tests::{begin_login, result, state, take};
use super::*;
use crate::event::{RoomStateReason, Topic};

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
    drop(hub.login_refused(room, 0, ErrorCode::new(code), &mut effects));
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

/// A session that has begun.
fn log_in(hub: &mut Hub) -> (RoomId, u64) {
    let (room, session, _) = begin_login(hub);
    take(hub, state(&room, RoomStateReason::Logining, 0), true);
    take(hub, state(&room, RoomStateReason::Logined, 0), false);
    (room, session)
}

/// A login that the SDK has taken and not yet answered.
fn log_in_again(hub: &mut Hub) -> u64 {
    let (room, session, _) = begin_login(hub);
    take(hub, state(&room, RoomStateReason::Logining, 0), true);
    session
}

fn log_out_silently(hub: &mut Hub, room: &RoomId, session: u64) {
    let mut effects = Effects::default();
    hub.begin_logout();
    hub.logout_returned(room, session, &mut effects);
    effects.run(|_, _| ());
}

#[test]
fn a_login_that_is_over_by_its_result_does_not_take_the_next_along() {
    let mut hub = Hub::default();
    let (room, mut waits) = login_while_one_waits(&mut hub);
    let failed = state(&room, RoomStateReason::LoginFailed, 1002033);
    take(&mut hub, failed, false);
    take(&mut hub, result(&room, 2, 1002033), false);
    assert!(waits.try_recv().expect("settled").is_err());
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    assert!(hub.is_in_room(&room, 2));
}

#[test]
fn a_result_that_comes_before_its_state_does_not_let_that_state_end_the_next_session() {
    let mut hub = Hub::default();
    let (room, session, _settled) = begin_login(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logining, 0), true);
    hub.login_accepted(&room, session, 2, &mut Effects::default());
    take(&mut hub, result(&room, 2, 1002033), false);
    let again = log_in_again(&mut hub);
    let failed = state(&room, RoomStateReason::LoginFailed, 1002033);
    take(&mut hub, failed, false);
    assert!(hub.is_in_room(&room, again));
}

#[test]
fn a_logout_that_finds_its_room_lost_is_told_late_and_ends_no_newer_session() {
    let mut hub = Hub::default();
    let (room, session) = log_in(&mut hub);
    let mut effects = Effects::default();
    hub.begin_logout();
    let kick = state(&room, RoomStateReason::KickOut, 1002050);
    take(&mut hub, kick, false);
    hub.logout_returned(&room, session, &mut effects);
    effects.run(|_, _| ());
    let again = log_in_again(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logout, 0), false);
    assert!(hub.is_in_room(&room, again));
    take(&mut hub, state(&room, RoomStateReason::Logined, 0), false);
    hub.begin_logout();
    take(&mut hub, state(&room, RoomStateReason::Logout, 0), true);
    hub.logout_returned(&room, again, &mut Effects::default());
    let third = log_in_again(&mut hub);
    take(&mut hub, state(&room, RoomStateReason::Logout, 0), false);
    assert!(!hub.is_in_room(&room, third), "none is expected any more");
}

#[test]
fn a_loss_that_is_told_late_ends_no_newer_session_until_that_is_logged_in() {
    for reason in [
        RoomStateReason::KickOut,
        RoomStateReason::ReconnectFailed,
        RoomStateReason::LoginFailed,
    ] {
        for silent_logout in [true, false] {
            let mut hub = Hub::default();
            let (room, session) = log_in(&mut hub);
            if silent_logout {
                log_out_silently(&mut hub, &room, session);
            }
            let again = log_in_again(&mut hub);
            let lost = state(&room, reason, 1002050);
            take(&mut hub, lost.clone(), false);
            assert!(hub.is_in_room(&room, again), "{reason:?}");
            take(&mut hub, state(&room, RoomStateReason::Logined, 0), false);
            let kick = state(&room, RoomStateReason::KickOut, 1002050);
            take(&mut hub, kick, false);
            assert!(!hub.is_in_room(&room, again), "its own");
        }
    }
}

#[test]
fn a_session_that_another_takes_the_place_of_is_over_for_all_who_wait_and_listen() {
    let mut hub = Hub::default();
    let (room, session) = log_in(&mut hub);
    let scope = Scope::Room {
        room: room.clone(),
        session,
    };
    let events = hub.subscribers.add(&[Topic::RoomState], scope, 8);
    let (answer, mut answered) = oneshot::channel();
    let waiter = Waiter::Caller {
        tried: "send".into(),
        answer,
        room: Some((room.clone(), session)),
        busy: None,
    };
    hub.registry.begin(CallKind::SendCommand);
    hub.request_accepted(CallKind::SendCommand, 7, waiter, &mut Effects::default());
    let again = log_in_again(&mut hub);
    assert!(answered.try_recv().expect("answered").is_err());
    let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
    let taken = events.poll_take(&mut Default::default(), &mut cx);
    assert!(matches!(
        taken,
        std::task::Poll::Ready(super::super::queue::Taken::Finished)
    ));
    assert_eq!(events.len(), 0);
    assert!(hub.is_in_room(&room, again));
}
