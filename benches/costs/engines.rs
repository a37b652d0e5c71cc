//! Many engines in one process, each in a room, publishing and playing.

use std::time::{Duration, Instant};

use futures::{FutureExt, StreamExt};
use tokio::runtime::Runtime;
use zego_async::event::RoomStateChanged;
use zego_async::{Engine, EventStream, Playback, Publication, Room, Sdk};
use zego_sim::{Cloud, Event, PreparedCallback};

use crate::compare::{Compared, in_turns, median};
use crate::stage;

/// Events that each engine gets before they are read.
const BURST: usize = 64;

/// What so many engines cost.
pub(crate) struct Cost {
    pub(crate) engines: usize,
    /// To make one, log it in, publish and play: milliseconds.
    pub(crate) create_ms: f64,
    /// Of the process that neither the embedded engine nor the start of the process made.
    pub(crate) threads: usize,
    /// For one event on the SDK's thread, when it brings many for one engine and then many for
    /// the next: nanoseconds, against one engine of the same process.
    pub(crate) in_bursts: Compared,
    /// The same when each event is for another engine, so that the caches know none of them.
    pub(crate) in_turn: Compared,
}

struct Party {
    _engine: Engine,
    _room: Room,
    _publication: Publication,
    _playback: Playback,
    states: EventStream<RoomStateChanged>,
    fire: PreparedCallback,
}

pub(crate) fn cost(engines: usize, rounds: usize) -> Cost {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        // The pool's threads go soon: those that an idle engine would keep are what is counted.
        .thread_keep_alive(Duration::from_millis(50))
        .build()
        .expect("a runtime");
    let (cloud, sdk) = (stage::cloud(), Sdk::embedded());
    let before = threads();
    let began = Instant::now();
    let mut parties: Vec<Party> = (0..engines)
        .map(|number| party(&runtime, &cloud, &sdk, number))
        .collect();
    let create_ms = began.elapsed().as_secs_f64() * 1000.0 / engines as f64;
    std::thread::sleep(Duration::from_millis(300));
    let threads = threads().saturating_sub(before);
    let bursts = (4096 / (BURST * engines)).max(1);
    let parties = std::cell::RefCell::new(&mut parties);
    let measured = |all: fn(&mut [Party]) -> f64| {
        in_turns(
            rounds,
            || median((0..bursts).map(|_| all(&mut parties.borrow_mut()))),
            || median((0..bursts * engines).map(|_| all(&mut parties.borrow_mut()[..1]))),
        )
    };
    let (in_bursts, in_turn) = (measured(in_bursts), measured(in_turn));
    runtime.block_on(sdk.shutdown()).expect("all engines go");
    Cost {
        engines,
        create_ms,
        threads,
        in_bursts,
        in_turn,
    }
}

/// Events for one engine, which are read, then as many for the next: nanoseconds for one.
fn in_bursts(parties: &mut [Party]) -> f64 {
    let took = parties.iter_mut().map(|party| {
        let began = Instant::now();
        (0..BURST).for_each(|_| party.fire.fire());
        let took = began.elapsed();
        party.read();
        took
    });
    each(took.sum(), parties.len())
}

/// One event for each engine in turn, again and again, before any is read: nanoseconds for one.
fn in_turn(parties: &mut [Party]) -> f64 {
    let began = Instant::now();
    for _ in 0..BURST {
        parties.iter().for_each(|party| party.fire.fire());
    }
    let took = began.elapsed();
    parties.iter_mut().for_each(Party::read);
    each(took, parties.len())
}

fn each(took: Duration, engines: usize) -> f64 {
    took.as_nanos() as f64 / (BURST * engines) as f64
}

impl Party {
    /// Reads what a turn brought.
    fn read(&mut self) {
        let there = std::iter::from_fn(|| self.states.next().now_or_never().flatten());
        assert_eq!(there.count(), BURST);
    }
}

fn party(runtime: &Runtime, cloud: &Cloud, sdk: &Sdk, number: usize) -> Party {
    let user = format!("user-{number}");
    let (room, stream) = (format!("room-{number}"), format!("stream-{number}"));
    let (engine, room, publication, playback) = runtime.block_on(async {
        let engine = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
        let engine = engine.await.expect("an engine");
        let room = engine.login_room(&room, &user).await.expect("a room");
        let publication = room.publish(&stream).await.expect("a publication");
        let playback = room.play(&stream).await.expect("a playback");
        (engine, room, publication, playback)
    });
    let event = Event::RoomStateChanged {
        room: room.id().as_str().into(),
        reason: 4, // reconnected
        code: 0,
        extended: "{}".into(),
    };
    Party {
        states: engine.room_states(),
        fire: cloud.prepare(&user, &event).expect("somebody listens"),
        _engine: engine,
        _room: room,
        _publication: publication,
        _playback: playback,
    }
}

/// Threads of this process, without those of the embedded engine.
fn threads() -> usize {
    let tasks = std::fs::read_dir("/proc/self/task").expect("Linux");
    let names =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    names.filter(|name| !name.starts_with("zego-sim")).count()
}
