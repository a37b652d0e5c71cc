//! Media under load: pictures of 1080p thirty times a second from one publisher to four players,
//! and 200 voices in blocks of 10 ms, at the same time, through the binding on the embedded engine.
//!
//! `make bench-media` runs it on two cores for 30 seconds. Every picture and every block is
//! numbered; each consumer tells which it got. It fails, loudly, when one was lost, doubled or
//! changed, when a source couldn't keep its pace, and when memory grew.
//!
//! What "200 voices" are: 200 engines, each with a publication of its own whose sound is sent at
//! its pace by `AudioSink::paced`, in 20 rooms. In each room one more engine plays all ten voices
//! and reads each by itself, as a recorder or a server for speech does. So a second brings 20,000
//! blocks in and 20,000 blocks out. The pictures are in a room of their own: five engines.
//!
//! `cargo bench --bench load -- 5` runs for 5 seconds.

mod gauge;
mod pictures;
mod report;
mod tally;
mod voices;

use std::alloc::System;
use std::process::ExitCode;
use std::time::Duration;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};
use zego_async::{Engine, EngineBuilder, Sdk};
use zego_sim::{Cloud, Latency};

use gauge::Gauge;
use tally::{Signal, Tally};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How long it runs if nothing else is asked for.
const SECONDS: u64 = 30;
/// How long what is under way may take to arrive, once everything is sent.
const UNDER_WAY: Duration = Duration::from_secs(5);
/// How long everybody may take to hear and see the first of everything.
const LEAD_IN: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this too, and measures nothing.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    let seconds = arguments.iter().find_map(|argument| argument.parse().ok());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("a runtime");
    let faults = runtime.block_on(run(seconds.unwrap_or(SECONDS)));
    match faults {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Runs for so many seconds, tells what came of it, and how much was wrong.
async fn run(seconds: u64) -> usize {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    let sdk = Sdk::embedded();
    let signal = Signal::new();
    let began = Instant::now();
    let mut pictures = pictures::Scene::new(&sdk, &cloud).await;
    let mut voices = voices::Scene::new(&sdk, &cloud).await;
    println!(
        "{} engines in {} rooms, made in {:.1} s",
        cloud.engine_count(),
        voices::ROOMS + 1,
        began.elapsed().as_secs_f64()
    );
    let mut readers = JoinSet::new();
    pictures.read(&mut readers, &signal, seconds);
    voices.read(&mut readers, &signal, seconds);
    let consumers = readers.len();
    let mut senders = JoinSet::new();
    pictures.send(&mut senders, &signal);
    voices.send(&mut senders, &signal);

    let deadline = Instant::now() + LEAD_IN;
    while signal.met() < consumers {
        assert!(
            Instant::now() < deadline,
            "only {} of {consumers} consumers ever got anything",
            signal.met()
        );
        sleep(Duration::from_millis(10)).await;
    }
    let gauge = Gauge::start(ALLOCATOR);
    signal.start();
    let mut sent = Vec::new();
    while let Some(source) = senders.join_next().await {
        sent.push(source.expect("a source doesn't panic"));
    }
    let gauged = gauge.stop();
    let mut got = Vec::new();
    collect(&mut readers, Some(Instant::now() + UNDER_WAY), &mut got).await;
    // Streams end with their playbacks; who still waits gets what is there, and the end.
    pictures.stop().await;
    voices.stop().await;
    collect(&mut readers, None, &mut got).await;
    let counters = [pictures.counters(), voices.counters()];
    let faults = report::tell(seconds, &sent, &got, counters, &gauged);
    sdk.shutdown().await.expect("every engine ends");
    faults
}

async fn collect(readers: &mut JoinSet<Tally>, deadline: Option<Instant>, got: &mut Vec<Tally>) {
    loop {
        let next = match deadline {
            Some(deadline) => timeout_at(deadline, readers.join_next()).await,
            None => Ok(readers.join_next().await),
        };
        match next {
            Ok(Some(tally)) => got.push(tally.expect("a reader doesn't panic")),
            Ok(None) | Err(_) => return,
        }
    }
}

/// What a kind of engine is made with, besides the app.
type With = fn(EngineBuilder) -> EngineBuilder;

async fn engine(sdk: &Sdk, cloud: &Cloud, with: With) -> Engine {
    let builder = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
    with(builder).await.expect("an engine")
}
