//! Models for loom: threads of the SDK and of the user meet in every order there is.
//!
//! Only what this crate's own lock and atomics guard is modelled; a missed wake-up or a deadlock
//! shows as a model that can't go on. Run by `make loom`.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use futures::FutureExt;
use loom::thread;
use tokio::sync::oneshot;

use super::direct::DirectCalls;
use super::effects::Effects;
use super::hub::{Calling, Hub, Waiter};
use super::keeper::Flag;
use super::{Lane, Scope};
use crate::error::{ErrorCode, ErrorKind, Result};
use crate::event::{CallKind, CallResult, Event, RoomStateChanged, RoomStateReason, Topic};
use crate::ids::{RoomId, User, UserId};
use crate::sync::{Mutex, Pool};

/// The hub as the core holds it.
#[derive(Default)]
struct Shared(Mutex<Hub>);

impl Shared {
    fn with<R>(&self, change: impl FnOnce(&mut Hub, &mut Effects) -> R) -> R {
        let mut effects = Effects::default();
        let result = change(&mut self.0.lock(), &mut effects);
        effects.run(|_, _| ());
        result
    }

    fn take(&self, event: Event) {
        self.with(|hub, effects| hub.take(&mut Some(event), false, effects));
    }
}

fn result(kind: CallKind, sequence: i32) -> Event {
    Event::CallResult(CallResult {
        kind,
        sequence,
        code: ErrorCode::SUCCESS,
        subject: "room1".into(),
        extended_data: "".into(),
    })
}

fn room_state(reason: RoomStateReason) -> Event {
    Event::RoomState(RoomStateChanged {
        room: room(),
        reason,
        code: ErrorCode::SUCCESS,
        extended_data: "".into(),
        token_failure: None,
    })
}

fn room() -> RoomId {
    RoomId::reported("room1")
}

type Answered = oneshot::Receiver<Result<CallResult>>;

/// A request as the lane makes it: begun, called, accepted.
fn request(shared: &Shared, sequence: i32) -> Answered {
    shared.with(|hub, _| hub.registry.begin(CallKind::SendBroadcast));
    let (answer, answered) = oneshot::channel();
    shared.with(|hub, effects| {
        let waiter = Waiter::Caller {
            tried: "send".to_owned(),
            answer,
            room: None,
            busy: None,
        };
        hub.request_accepted(CallKind::SendBroadcast, sequence, waiter, effects);
    });
    answered
}

#[test]
fn a_result_reaches_its_caller_whenever_it_comes_and_a_doubled_one_does_no_harm() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        shared.with(|hub, _| hub.registry.begin(CallKind::SendBroadcast));
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || {
                shared.take(result(CallKind::SendBroadcast, 2));
                shared.take(result(CallKind::SendBroadcast, 2));
            })
        };
        let answered = request(&shared, 2);
        shared.with(|hub, _| hub.registry.refused(CallKind::SendBroadcast));
        sdk.join().unwrap();
        assert!(answered.now_or_never().unwrap().unwrap().is_ok());
        assert_eq!(shared.with(|hub, _| hub.registry.len()), 0);
        assert_eq!(shared.with(|hub, _| hub.registry.counts().late), 1);
    });
}

#[test]
fn a_caller_that_goes_leaves_nothing_in_the_registry_whenever_its_result_comes() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let answered = request(&shared, 2);
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || shared.take(result(CallKind::SendBroadcast, 2)))
        };
        drop(answered);
        drop(shared.with(|hub, _| hub.registry.cancel(CallKind::SendBroadcast, 2)));
        sdk.join().unwrap();
        assert_eq!(shared.with(|hub, _| hub.registry.len()), 0);
    });
}

#[test]
fn an_engine_that_goes_answers_a_caller_whose_result_comes_at_the_same_time() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let answered = request(&shared, 2);
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || shared.take(result(CallKind::SendBroadcast, 2)))
        };
        shared.with(|hub, effects| hub.close(effects));
        sdk.join().unwrap();
        let answer = answered.now_or_never().unwrap().unwrap();
        assert!(answer.is_ok_and(|_| true) || shared.with(|hub, _| hub.closing));
    });
}

/// Begins a login as the lane does, before its call.
fn begin_login(shared: &Shared) -> (u64, oneshot::Receiver<Result<()>>) {
    let (outcome, settled) = oneshot::channel();
    let session = shared.with(|hub, _| {
        let session = hub.new_session();
        let user = User::reported(UserId::reported("alice"), "".into());
        hub.begin(Calling::Login {
            room: room(),
            user,
            session,
            outcome,
        });
        session
    });
    (session, settled)
}

#[test]
fn a_login_settles_once_whatever_comes_before_its_call_returns() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let (session, settled) = begin_login(&shared);
        shared.with(|hub, effects| {
            hub.take(
                &mut Some(room_state(RoomStateReason::Logining)),
                true,
                effects,
            );
        });
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || {
                shared.take(room_state(RoomStateReason::Logined));
                shared.take(result(CallKind::Login, 2));
            })
        };
        shared.with(|hub, effects| hub.login_accepted(&room(), session, 2, effects));
        sdk.join().unwrap();
        assert!(settled.now_or_never().unwrap().unwrap().is_ok());
        assert!(shared.with(|hub, _| hub.is_in_room(&room(), session)));
        assert_eq!(shared.with(|hub, _| hub.registry.len()), 0);
    });
}

#[test]
fn a_kick_that_crosses_an_accepted_login_or_request_leaves_nobody_waiting() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let (session, settled) = begin_login(&shared);
        shared.with(|hub, effects| {
            hub.take(
                &mut Some(room_state(RoomStateReason::Logining)),
                true,
                effects,
            );
        });
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || shared.take(room_state(RoomStateReason::KickOut)))
        };
        shared.with(|hub, effects| hub.login_accepted(&room(), session, 2, effects));
        shared.with(|hub, _| hub.registry.begin(CallKind::SendBroadcast));
        let (answer, answered) = oneshot::channel();
        shared.with(|hub, effects| {
            let room = Some((room(), session));
            let waiter = Waiter::Caller {
                tried: "send".to_owned(),
                answer,
                room,
                busy: None,
            };
            hub.request_accepted(CallKind::SendBroadcast, 2, waiter, effects);
        });
        sdk.join().unwrap();
        assert!(settled.now_or_never().unwrap().unwrap().is_err());
        assert!(answered.now_or_never().unwrap().unwrap().is_err());
        assert_eq!(shared.with(|hub, _| hub.registry.len()), 0);
    });
}

#[test]
fn a_snapshot_and_a_subscription_taken_in_one_step_miss_no_change() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let (session, _settled) = begin_login(&shared);
        shared.with(|hub, effects| {
            hub.take(
                &mut Some(room_state(RoomStateReason::Logining)),
                true,
                effects,
            );
        });
        let sdk = {
            let shared = shared.clone();
            thread::spawn(move || shared.take(room_state(RoomStateReason::Logined)))
        };
        let (reader, seen) = shared.with(|hub, _| {
            let scope = Scope::Room {
                room: room(),
                session,
            };
            let reader = hub.subscribers.add(&[Topic::RoomState], scope, 4);
            let seen = hub.rooms.get(&room()).map(|entry| entry.state);
            (reader, seen)
        });
        sdk.join().unwrap();
        let connected = seen == Some(crate::event::RoomState::Connected);
        assert_eq!(
            reader.len(),
            usize::from(!connected),
            "told once: then or now"
        );
    });
}

/// A job that counts that it ran, or that it was dropped without.
struct Job {
    ran: Arc<AtomicUsize>,
    dropped: Arc<AtomicUsize>,
}

impl Drop for Job {
    fn drop(&mut self) {
        self.dropped.fetch_add(1, SeqCst);
    }
}

fn lane_keeps_its_duty(is_gone: bool) {
    loom::model(move || {
        let lane = Lane::new(Pool { is_gone });
        let ran = Arc::new(AtomicUsize::new(0));
        let dropped = Arc::new(AtomicUsize::new(0));
        let ended = Arc::new(Flag::default());
        let push = |lane: &Arc<Lane>| {
            let job = Job {
                ran: ran.clone(),
                dropped: dropped.clone(),
            };
            lane.push(move || {
                job.ran.fetch_add(1, SeqCst);
            });
        };
        let other = {
            let lane = lane.clone();
            let ended = ended.clone();
            thread::spawn(move || lane.close(move || ended.raise()))
        };
        push(&lane);
        other.join().unwrap();
        // What is pushed after the end is let go of, at once.
        push(&lane);
        assert!(ended.wait(Duration::from_secs(60)), "the last job runs");
        assert!(ran.load(SeqCst) <= 1);
        assert_eq!(dropped.load(SeqCst), 2, "no job is left in the lane");
    });
}

#[test]
fn a_lane_that_closes_runs_its_last_job_and_forgets_none_of_the_others() {
    lane_keeps_its_duty(false);
}

#[test]
fn a_lane_whose_runtime_is_gone_still_does_its_duty() {
    lane_keeps_its_duty(true);
}

#[test]
fn two_that_close_a_lane_end_it_once() {
    loom::model(|| {
        let lane = Lane::new(Pool { is_gone: false });
        let ends = Arc::new(AtomicUsize::new(0));
        let ended = Arc::new(Flag::default());
        let close = |lane: &Arc<Lane>| {
            let (ends, ended) = (ends.clone(), ended.clone());
            lane.close(move || {
                ends.fetch_add(1, SeqCst);
                ended.raise();
            });
        };
        let other = {
            let lane = lane.clone();
            let (ends, ended) = (ends.clone(), ended.clone());
            thread::spawn(move || {
                lane.close(move || {
                    ends.fetch_add(1, SeqCst);
                    ended.raise();
                });
            })
        };
        close(&lane);
        other.join().unwrap();
        assert!(ended.wait(Duration::from_secs(60)));
        assert_eq!(ends.load(SeqCst), 1);
    });
}

#[test]
fn the_end_waits_for_frames_under_way_and_lets_no_other_in() {
    loom::model(|| {
        let calls = Arc::new(DirectCalls::default());
        let handle_is_gone = Arc::new(loom::sync::atomic::AtomicBool::new(false));
        let sender = {
            let (calls, handle_is_gone) = (calls.clone(), handle_is_gone.clone());
            thread::spawn(move || {
                if let Some(_passed) = calls.pass() {
                    assert!(
                        !handle_is_gone.load(SeqCst),
                        "a call on a handle that is gone"
                    );
                }
            })
        };
        assert!(calls.close(Duration::from_secs(60)));
        handle_is_gone.store(true, SeqCst);
        sender.join().unwrap();
        assert!(calls.pass().is_none());
    });
}

#[test]
fn the_error_of_a_closing_engine_is_that_it_goes() {
    loom::model(|| {
        let shared = Arc::new(Shared::default());
        let (session, settled) = begin_login(&shared);
        shared.with(|hub, effects| hub.login_accepted(&room(), session, 2, effects));
        let user = {
            let shared = shared.clone();
            thread::spawn(move || shared.with(|hub, _| hub.closing = true))
        };
        user.join().unwrap();
        shared.take(room_state(RoomStateReason::Logout));
        let error = settled.now_or_never().unwrap().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::EngineGone);
    });
}
