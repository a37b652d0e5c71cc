//! The end of the process in the middle of anything: a child of each kind ends within a deadline,
//! with the status that its end has without an engine. It neither hangs nor crashes.

mod support;

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use futures::StreamExt;
use support::{HANG, Party, new_cloud, within};
use tokio::runtime::Builder;
use zego_sim::{Cloud, Fault, Latency, Operation};

/// Tells a child how to end, and in the middle of what.
const END: &str = "ZEGO_TEST_END";
const MIDDLE: &str = "ZEGO_TEST_MIDDLE";

/// How a process ends.
const ENDS: [&str; 4] = ["return", "exit", "panic", "SIGTERM"];

/// What it is in the middle of.
const MIDDLES: [&str; 8] = [
    "creating an engine",
    "logging in",
    "being logged in",
    "publishing and playing",
    "an event storm",
    "logging out",
    "destroying",
    "dropping everything",
];

#[test]
fn a_process_that_ends_in_the_middle_of_anything_neither_hangs_nor_crashes() {
    if let (Ok(end), Ok(middle)) = (std::env::var(END), std::env::var(MIDDLE)) {
        return child(&end, &middle);
    }
    for end in ENDS {
        for middle in MIDDLES {
            let case = format!("{end} in the middle of {middle}");
            let (status, said) = run(end, middle, &case);
            let as_expected = match end {
                "return" => status.success(),
                "exit" => status.code() == Some(7),
                "panic" => status.code() == Some(101),
                _ => is_signal(status, 15),
            };
            assert!(as_expected, "{case}: {status}\n{said}");
        }
    }
}

/// Starts a child, lets it get into the middle of something, and waits for its end.
fn run(end: &str, middle: &str, case: &str) -> (ExitStatus, String) {
    let this = std::env::current_exe().unwrap();
    let mut child = Command::new(this)
        .args(["a_process_that_ends", "--nocapture", "--test-threads=1"])
        .env(END, end)
        .env(MIDDLE, middle)
        .env("RUST_BACKTRACE", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    if end == "SIGTERM" {
        let mut line = String::new();
        while !line.contains("in the middle") {
            line.clear();
            assert!(
                said.read_line(&mut line).unwrap() > 0,
                "{case}: never got there"
            );
        }
        let kill = Command::new("sh")
            .args(["-c", &format!("kill -TERM {}", child.id())])
            .status();
        assert!(kill.unwrap().success());
    }
    let status = wait(&mut child, case);
    let mut text = String::new();
    said.read_to_string(&mut text).unwrap();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    (status, text)
}

fn wait(child: &mut Child, case: &str) -> ExitStatus {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if started.elapsed() > HANG {
            child.kill().unwrap();
            panic!("{case}: hangs");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
fn is_signal(status: ExitStatus, signal: i32) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(signal)
}

#[cfg(not(unix))]
fn is_signal(status: ExitStatus, _signal: i32) -> bool {
    !status.success()
}

/// The child: gets into the middle of something and ends there.
fn child(end: &str, middle: &str) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let cloud = new_cloud();
        cloud.set_latency(Latency {
            answer: Duration::from_millis(1),
            ..Latency::NONE
        });
        let held = get_into(middle, &cloud).await;
        println!("in the middle");
        match end {
            "return" => drop(held),
            "exit" => std::process::exit(7),
            "panic" => panic!("asked for"),
            _ => std::future::pending().await,
        }
    });
}

/// What is alive when the process ends.
type Held = Box<dyn std::any::Any>;

async fn get_into(middle: &str, cloud: &Cloud) -> Held {
    if middle == "creating an engine" {
        let cloud = cloud.clone();
        let creating = tokio::spawn(async move { Party::new(&cloud).await });
        tokio::task::yield_now().await;
        return Box::new(creating);
    }
    let (alice, bob) = (Party::new(cloud).await, Party::new(cloud).await);
    if middle == "logging in" {
        cloud.fail_next(Operation::Login, Fault::Hold);
        let login = tokio::spawn(alice.login("room1", "alice"));
        tokio::time::sleep(Duration::from_millis(20)).await;
        return Box::new((alice, bob, login));
    }
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let bobs = within(bob.login("room1", "bob")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    let playback = within(bobs.play("camera")).await.unwrap();
    let reader = tokio::spawn({
        let mut events = alice.engine.events();
        async move { while events.next().await.is_some() {} }
    });
    let all = (alice, bob, room, bobs, publication, playback, reader);
    match middle {
        "publishing and playing" | "being logged in" => {}
        "an event storm" => {
            let cloud = cloud.clone();
            std::thread::spawn(move || {
                loop {
                    for count in 0..50 {
                        let room = "room1".into();
                        cloud.inject("alice", zego_sim::Event::RoomOnlineCount { room, count });
                    }
                    std::thread::sleep(Duration::from_millis(1));
                }
            });
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        "logging out" => {
            let room = all.2.clone();
            let leaving = tokio::spawn(async move { room.logout().await });
            return Box::new((all, leaving));
        }
        "destroying" => {
            let engine = all.0.engine.clone();
            let going = tokio::spawn(async move { engine.destroy().await });
            return Box::new((all, going));
        }
        "dropping everything" => {
            drop(all);
            return Box::new(());
        }
        other => panic!("{other}?"),
    }
    Box::new(all)
}

#[cfg(target_os = "linux")]
#[test]
fn a_library_that_was_loaded_stays_until_the_process_ends() {
    let library = support::shared_library().map_or_else(build_library, Path::to_owned);
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    for _ in 0..20 {
        runtime.block_on(async {
            let sdk = zego_async::Sdk::load(&library).unwrap();
            let engine = within(sdk.engine(1).app_sign("0".repeat(64)))
                .await
                .unwrap();
            within(engine.login_room("room1", "alice")).await.unwrap();
            // The last handles go here; the engine ends in the background.
        });
    }
    drop(runtime);
    let mapped = std::fs::read_to_string("/proc/self/maps").unwrap();
    assert!(mapped.contains("libZegoExpressEngine.so"));
}

/// The embedded engine as a file.
#[cfg(target_os = "linux")]
fn build_library() -> PathBuf {
    let target = std::env::current_exe().unwrap();
    // target/debug/deps/this-test
    let target = target.ancestors().nth(3).unwrap().to_owned();
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "zego-sim-cdylib", "--target-dir"])
        .arg(&target)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success());
    target.join("debug/libZegoExpressEngine.so")
}
