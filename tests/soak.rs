//! Many lives of engines, ended at random points, and steady calls: memory, threads, file
//! descriptors, slots and registry entries stay flat. A few seconds here; `make soak` runs it for
//! long with `ZEGO_SOAK_SECONDS` and `ZEGO_SOAK_LIVES`, and prints the curve.

#![cfg(target_os = "linux")]

mod support;

use std::future::IntoFuture;
use std::time::{Duration, Instant};

use futures::{FutureExt, StreamExt};
use support::{Party, new_cloud, until, within};
use zego_async::Engine;
use zego_async::baseline::occupied_slots;
use zego_async::inside::Held;
use zego_sim::{Cloud, Fault, Latency, Operation};

/// What must not grow.
#[derive(Debug, Clone, Copy)]
struct Sample {
    resident_kib: u64,
    threads: u64,
    descriptors: u64,
    /// Engines in the table that callbacks find theirs by.
    slots: usize,
    /// Waiters, parked results and calls under way, of the engines that are looked at.
    registry_entries: usize,
}

impl Sample {
    fn now(engines: &[&Engine]) -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let field = |name: &str| {
            let line = status.lines().find(|line| line.starts_with(name)).unwrap();
            line.split_whitespace().nth(1).unwrap().parse().unwrap()
        };
        Self {
            resident_kib: field("VmRSS:"),
            threads: field("Threads:"),
            descriptors: std::fs::read_dir("/proc/self/fd").unwrap().count() as u64,
            slots: occupied_slots(),
            registry_entries: engines
                .iter()
                .map(|engine| Held::by(engine).registry_entries)
                .sum(),
        }
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.map_or(otherwise, |value| {
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name}: {value:?} is no number"))
    })
}

/// One life: as far as the dice let it come, dropped or destroyed there.
async fn life(cloud: &Cloud, dice: &mut Dice) {
    let reach = dice.throw(10);
    if dice.throw(4) == 0 {
        let operations = [Operation::Login, Operation::Publish, Operation::Play];
        let faults = [
            Fault::Hold,
            Fault::Refuse(1002033),
            Fault::Twice,
            Fault::WithoutResult,
        ];
        let operation = operations[dice.throw(3) as usize];
        cloud.fail_next(operation, faults[dice.throw(4) as usize]);
    }
    let patience = Duration::from_millis(50);
    let alice = Party::new(cloud).await;
    let engine = alice.engine.clone();
    let mut events = engine.events();
    if reach >= 1 {
        let mut login = alice
            .engine
            .login_room("room1", "alice")
            .timeout(patience)
            .into_future();
        if reach == 1 {
            // Dropped after its first poll, in the middle of the call.
            drop((&mut login).now_or_never());
        } else if let Ok(room) = within(login).await {
            let _states = room.states();
            let mut publish = room.publish("camera").timeout(patience).into_future();
            if reach == 2 {
                drop((&mut publish).now_or_never());
            } else if reach > 3 {
                let publication = within(publish).await.ok();
                let playback = match reach {
                    4 => None,
                    _ => within(room.play("camera").timeout(patience)).await.ok(),
                };
                let _ = within(room.send_command("hello", &[]).timeout(patience)).await;
                match reach {
                    6 => drop((publication, playback)),
                    7 => within(room.logout()).await.unwrap(),
                    8 => cloud.kick("alice", zego_sim::Kick::SameUser),
                    _ => {}
                }
            }
        }
    }
    drop(alice);
    if dice.throw(2) == 0 {
        within(engine.destroy()).await.unwrap();
        assert_eq!(Held::by(&engine), Held::NOTHING);
    } else {
        drop(engine);
    }
    while within(events.next()).await.is_some() {}
}

#[test]
fn lives_of_engines_and_steady_calls_leave_nothing_behind() {
    // A busy engine needs one thread of the pool. On a machine that lets threads wait, tokio starts
    // more, up to 512, and keeps them as long as there is work; so that what grows is seen, it may
    // not.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(soak());
}

async fn soak() {
    let lives = setting("ZEGO_SOAK_LIVES", 300);
    let seconds = setting("ZEGO_SOAK_SECONDS", 3);
    let mut dice = Dice(0x5eed);
    let cloud = new_cloud();
    cloud.set_latency(Latency::NONE);

    // What is set up once is set up before the first sample.
    for _ in 0..lives / 4 {
        life(&cloud, &mut dice).await;
    }
    let first = quiet(&cloud).await;
    for number in 1..=lives {
        life(&cloud, &mut dice).await;
        if number % (lives / 10).max(1) == 0 {
            println!("lives {number:6} {:?}", Sample::now(&[]));
        }
    }
    let after_lives = quiet(&cloud).await;
    assert_flat("lives", first, after_lives);

    // One engine that works on and on.
    let alice = Party::new(&cloud).await;
    let bob = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let bobs = within(bob.login("room1", "bob")).await.unwrap();
    let mut commands = bobs.custom_commands();
    let never_read = bobs.custom_commands();
    let started = Instant::now();
    let (mut calls, mut told) = (0u64, 0);
    let mut warm = None;
    let engines = [&alice.engine, &bob.engine];
    while started.elapsed() < Duration::from_secs(seconds) {
        for _ in 0..100 {
            within(room.send_command("hello", &[])).await.unwrap();
            within(commands.next()).await.unwrap().unwrap();
            let publication = within(room.publish("camera")).await.unwrap();
            let playback = within(bobs.play("camera")).await.unwrap();
            within(playback.stop()).await.unwrap();
            within(publication.stop()).await.unwrap();
            calls += 5;
        }
        if warm.is_none() && started.elapsed() >= Duration::from_secs(seconds) / 4 {
            warm = Some(Sample::now(&engines));
        }
        if started.elapsed().as_secs() * 10 / seconds.max(1) > told {
            told = started.elapsed().as_secs() * 10 / seconds.max(1);
            println!("calls {calls:7} {:?}", Sample::now(&engines));
        }
    }
    let stats = alice.engine.stats();
    assert_eq!((stats.pending_operations, stats.panicked_callbacks), (0, 0));
    assert!(bob.engine.stats().deepest_queue <= 1024);
    let last = Sample::now(&engines);
    assert_flat("calls", warm.unwrap_or(last), last);
    drop(never_read);
    within(alice.engine.destroy()).await.unwrap();
    within(bob.engine.destroy()).await.unwrap();
    println!(
        "{calls} calls and {lives} lives, at last {:?}",
        quiet(&cloud).await
    );
}

/// A sample when every engine is gone.
async fn quiet(cloud: &Cloud) -> Sample {
    until("every engine is gone", || {
        cloud.engine_count() + occupied_slots() == 0
    })
    .await;
    assert_eq!(
        cloud.session_count() + cloud.stream_count() + cloud.playback_count(),
        0
    );
    Sample::now(&[])
}

/// Memory may wobble by what the allocator keeps; a leak of a hundred bytes a life is more.
fn assert_flat(what: &str, before: Sample, after: Sample) {
    let slack = 6 * 1024;
    assert!(
        after.resident_kib < before.resident_kib + slack
            && after.threads <= before.threads + 4
            && after.descriptors <= before.descriptors
            && after.slots == before.slots
            && after.registry_entries == 0,
        "{what}: {before:?}, then {after:?}"
    );
}
