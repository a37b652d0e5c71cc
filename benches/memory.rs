//! How many bytes the binding holds for an engine that is in a room, publishes and plays: what
//! the process holds with such engines, less what it holds with as many that are used by plain C
//! calls for the same. Prints a line for each number of engines.

use std::alloc::System;
use std::ffi::CString;
use std::time::{Duration, Instant};

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};
use zego_async::Sdk;
use zego_async::baseline::{Nothing, PlainEngine};
use zego_sim::{Cloud, Latency};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    // What is made once in a process is made before.
    let _ = (binding(1), plain(1));
    for engines in [1, 10, 100, 1000] {
        let bytes = binding(engines) - plain(engines);
        println!("{engines}\t{:.0}", bytes / engines as f64);
    }
}

fn held() -> f64 {
    let stats = ALLOCATOR.stats();
    stats.bytes_allocated as f64 - stats.bytes_deallocated as f64
}

fn cloud() -> Cloud {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    cloud
}

/// Waits until every engine publishes and plays, and nothing more is to be told.
fn settle(cloud: &Cloud, engines: usize) {
    let began = Instant::now();
    while cloud.stream_count() < engines || cloud.playback_count() < engines {
        assert!(began.elapsed() < Duration::from_secs(60), "not there");
        std::thread::sleep(Duration::from_millis(1));
    }
    cloud.settle();
    std::thread::sleep(Duration::from_millis(100));
}

fn binding(engines: usize) -> f64 {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    let (cloud, sdk) = (cloud(), Sdk::embedded());
    let before = held();
    let mut all = Vec::with_capacity(engines);
    runtime.block_on(async {
        for number in 0..engines {
            let (room, stream) = (format!("room-{number}"), format!("stream-{number}"));
            let engine = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
            let engine = engine.await.expect("an engine");
            let room = engine.login_room(&room, format!("user-{number}"));
            let room = room.await.expect("a room");
            let publication = room.publish(&stream).await.expect("a publication");
            let playback = room.play(&stream).await.expect("a playback");
            all.push((engine, room, publication, playback));
        }
    });
    settle(&cloud, engines);
    let held = held() - before;
    runtime.block_on(sdk.shutdown()).expect("all engines go");
    held
}

fn plain(engines: usize) -> f64 {
    let (cloud, api) = (cloud(), zego_sim::api());
    let before = held();
    let mut all = Vec::with_capacity(engines);
    for number in 0..engines {
        let text = |text: String| CString::new(text).expect("no NUL");
        let room = text(format!("room-{number}"));
        let stream = text(format!("stream-{number}"));
        let engine = PlainEngine::new(&api, cloud.app_id(), Nothing).expect("an engine");
        engine
            .login(&room, &format!("user-{number}"))
            .expect("accepted");
        let began = Instant::now();
        while cloud.session_count() <= number {
            assert!(began.elapsed() < Duration::from_secs(60), "not logged in");
            std::thread::sleep(Duration::from_micros(100));
        }
        engine.publish(&stream).expect("accepted");
        engine.play(&stream).expect("accepted");
        all.push(engine);
    }
    settle(&cloud, engines);
    held() - before
}
