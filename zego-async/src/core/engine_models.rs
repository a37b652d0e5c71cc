//! Models for loom of whole engines: handles that go, are taken up again, and the end that follows,
//! in every order that their threads can meet in.
//!
//! The count itself is std's and taken to be right. What is modelled is what hangs on it: each
//! thread may be stopped right before a handle goes or is looked for.

use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::time::Duration;

use futures::FutureExt;
use loom::sync::atomic::AtomicUsize;
use loom::thread;
use tokio::sync::oneshot;

use super::keeper::{self, Flag};
use super::{Calling, Core, Lane, PublicationEntry, Scope, Taken, Waiter};
use crate::config::RoomMode;
use crate::engine::Engine;
use crate::error::ErrorKind;
use crate::event::{CallKind, Channel, Topic};
use crate::ffi::modelled::{self, Asked};
use crate::ffi::{Native, Receiver};
use crate::ids::StreamId;
use crate::lease::{Lease, Leased};
use crate::sdk::Sdk;
use crate::sync::{Mutex, Pool};

/// Longer than any model, which knows no time.
const LONG: Duration = Duration::from_secs(60);

/// An engine on the counting table, and what is raised when it is gone.
fn engine() -> (Engine, Arc<Flag>) {
    let library = modelled::library();
    let native = Native::create(&library).unwrap();
    let lane = Lane::new(Pool { is_gone: false });
    let core = Core::new(native, lane, RoomMode::Single, None, 4);
    let gone = Arc::new(Flag::default());
    *core.on_gone.lock() = Some(Box::new({
        let gone = gone.clone();
        move || gone.raise()
    }));
    // The SDK says so within the call; it would find the engine by its slot, which no model has.
    core.uninitialised();
    (Engine::new(core, Sdk::of_model(library), None), gone)
}

/// Where loom may stop a thread: the count of handles is no point of its own.
fn anywhere() {
    AtomicUsize::new(0).load(SeqCst);
}

fn asked(core: &Core) -> Asked {
    modelled::asked_of(core.native.raw_handle())
}

#[test]
fn handles_that_go_on_two_threads_end_their_engine_once_and_whole() {
    loom::model(|| {
        let (engine, gone) = engine();
        let core = engine.core().clone();
        let other = {
            let engine = engine.clone();
            thread::spawn(move || {
                anywhere();
                drop(engine);
            })
        };
        anywhere();
        drop(engine);
        assert!(gone.wait(LONG), "the last handle ends it");
        other.join().unwrap();
        let ended = Asked {
            uninitialised: 1,
            destroyed: 1,
            ..Asked::default()
        };
        assert_eq!(asked(&core), ended);
    });
}

#[test]
fn a_runtime_that_goes_and_a_last_handle_that_goes_end_an_engine_once() {
    loom::model(|| {
        let (engine, gone) = engine();
        let core = engine.core().clone();
        // The keeper's task, which its runtime drops.
        let keeper = keeper::keep(core.clone());
        let mut keeper = Box::pin(keeper);
        assert!((&mut keeper).now_or_never().is_none());
        let runtime = thread::spawn(move || drop(keeper));
        anywhere();
        drop(engine);
        assert!(gone.wait(LONG));
        runtime.join().unwrap();
        assert_eq!((asked(&core).uninitialised, asked(&core).destroyed), (1, 1));
    });
}

#[test]
fn whoever_waits_and_listens_is_told_when_the_engine_ends_meanwhile() {
    loom::model(|| {
        let (engine, gone) = engine();
        let core = engine.core().clone();
        let ends = {
            let core = core.clone();
            thread::spawn(move || core.close())
        };
        let reader = core.subscribe(Some(&[Topic::RoomState]), Scope::Engine);
        let (answer, answered) = oneshot::channel();
        let asked_in_time = core.with_hub(|hub, effects| {
            if hub.closing {
                return false;
            }
            hub.registry.begin(CallKind::SendBroadcast);
            let waiter = Waiter::Caller {
                tried: "send".to_owned(),
                answer,
                room: None,
                busy: None,
            };
            hub.request_accepted(CallKind::SendBroadcast, 2, waiter, effects);
            true
        });
        assert!(gone.wait(LONG));
        ends.join().unwrap();
        // `on_gone` is called after everybody was told.
        let told = answered.now_or_never().unwrap();
        match asked_in_time {
            true => assert_eq!(told.unwrap().unwrap_err().kind(), ErrorKind::EngineGone),
            false => assert!(told.is_err()),
        }
        let mut batch = Default::default();
        let mut cx = std::task::Context::from_waker(std::task::Waker::noop());
        let taken = reader.poll_take(&mut batch, &mut cx);
        assert!(matches!(taken, std::task::Poll::Ready(Taken::Finished)));
        drop(engine);
    });
}

#[test]
fn a_publication_asked_for_again_while_its_last_handle_goes_runs_on_or_stops_but_never_both() {
    loom::model(|| {
        let (engine, _gone) = engine();
        let core = engine.core().clone();
        let stream = StreamId::reported("camera");
        let what = Leased::Publication {
            stream: stream.clone(),
            channel: Channel::Main,
        };
        let session = core.with_hub(|hub, _| hub.new_session());
        let first = Lease::new(engine.clone(), what.clone(), session);
        let (outcome, _settled) = oneshot::channel();
        core.with_hub(|hub, effects| {
            let entry = PublicationEntry::new(&first, Channel::Main, None, outcome);
            let stream = stream.clone();
            hub.begin(Calling::Publish { stream, entry });
            hub.accept(effects);
        });
        first.arm();
        let goes = thread::spawn(move || {
            anywhere();
            drop(first);
        });

        // Somebody else asks for the same, on the lane as every control call.
        let joined = Arc::new(Mutex::new(None));
        let done = Arc::new(Flag::default());
        core.lane.push({
            let (core, joined) = (core.clone(), joined.clone());
            let (engine, stream) = (engine.clone(), stream.clone());
            move || {
                let (outcome, _settled) = oneshot::channel();
                let answer = core.with_hub(|hub, effects| {
                    let session = hub.new_session();
                    let newcomer = Lease::new(engine, what, session);
                    let channel = Channel::Main;
                    hub.join_publication(&stream, channel, &newcomer, outcome, effects)
                });
                *joined.lock() = answer.ok();
            }
        });
        goes.join().unwrap();
        core.lane.push({
            let done = done.clone();
            move || done.raise()
        });
        assert!(done.wait(LONG));

        let lease = joined.lock().take();
        let runs = core.with_hub(|hub, _| hub.is_published(&stream, session));
        assert_eq!(lease.is_some(), runs, "who has a handle has a publication");
        assert_eq!(asked(&core).stopped_publishing, u32::from(!runs));
        // The end of the engine is another model.
        lease.iter().for_each(|lease| lease.detach());
        std::mem::forget(engine);
    });
}
