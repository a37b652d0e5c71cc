//! What the binding costs, each time against the same done without it, in one run.
//!
//! `cargo bench --bench costs` measures everything, `-- 1 4` only these rows, `-- --write FILE`
//! writes the table of all rows, measured twice.

mod cold_start;
mod compare;
mod engines;
mod events;
mod latency;
mod memory;
mod registry;
mod report;
mod roster;
mod round_trip;
mod sdk_thread;
mod stage;

use report::Reach::{AtLeast, AtMost};
use report::Row;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` runs this too, and measures nothing.
    if !arguments.iter().any(|argument| argument == "--bench") {
        return;
    }
    let write = arguments.iter().position(|argument| argument == "--write");
    if let Some(at) = write {
        let file = arguments.get(at + 1).expect("--write takes a file");
        let runs = [rows(&[]), rows(&[])];
        let text = report::markdown(&runs, &cold_start::section());
        std::fs::write(file, text).expect("the file can be written");
        return;
    }
    let numbers: Vec<&str> = arguments
        .iter()
        .map(String::as_str)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    rows(&numbers);
    if numbers.is_empty() || numbers.contains(&"9") {
        println!("{}", cold_start::section());
    }
}

/// Measures the rows of these numbers, or all.
fn rows(numbers: &[&str]) -> Vec<Row> {
    let wanted = |number: &str| numbers.is_empty() || numbers.contains(&number);
    let mut rows = Vec::new();
    if wanted("1") {
        rows.push(Row::new(
            "1",
            "events a second to `Stream::next`, one subscriber",
            "tokio `mpsc::unbounded_channel`",
            AtLeast(0.8),
            &events::one_subscriber(31, 100_000),
            "events a second",
        ));
    }
    if wanted("2") {
        rows.push(Row::new(
            "2",
            "the same, 8 subscribers",
            "tokio `broadcast` of `Arc`s",
            AtLeast(1.0),
            &events::many_subscribers(31, 50_000, 8),
            "events a second",
        ));
    }
    if wanted("3") {
        rows.extend(latency::quantiles(40).iter().map(|quantile| {
            let reach = if quantile.name == "p99" {
                1.25
            } else {
                f64::INFINITY
            };
            Row::new(
                "3",
                format!("latency at 1,000 events a second, {}", quantile.name),
                "as in 1",
                AtMost(reach),
                &quantile.compared,
                "µs",
            )
        }));
    }
    if wanted("4") {
        let sound = sdk_thread::sound(15, 500);
        let bare = sound.other;
        let measured = [
            ("a state callback", 2.0, sdk_thread::state(15, 500)),
            ("10 ms of sound", 1.25, sound),
            ("a picture of 1080p", 1.1, sdk_thread::picture(15, 40)),
        ];
        rows.extend(measured.iter().map(|(what, reach, compared)| {
            Row::new(
                "4",
                format!("time on the SDK's thread for {what}"),
                "a bare function that copies the same bytes",
                AtMost(*reach),
                compared,
                "ns",
            )
        }));
        let told = [
            (
                "a bare function that keeps each block in memory of its own",
                sdk_thread::kept_sound(15, 500),
            ),
            (
                "a bare function that stamps a copy and sends it through tokio's `mpsc`",
                sdk_thread::sent_sound(15, 500),
            ),
        ];
        rows.extend(told.iter().map(|(against, compared)| {
            Row::new(
                "4",
                "time on the SDK's thread for 10 ms of sound",
                against,
                AtMost(f64::INFINITY),
                compared,
                "ns",
            )
        }));
        rows.extend(sdk_thread::least().map(|(what, nanoseconds)| {
            Row::counted(
                "4",
                what,
                "the bare function that copies a block of sound",
                AtMost(f64::INFINITY),
                nanoseconds / bare,
                format!("{nanoseconds:.1} ns"),
            )
        }));
    }
    if wanted("5") {
        rows.push(Row::new(
            "5",
            "login, LOGINED, logout, no latency",
            "raw C calls and a condition variable",
            AtMost(1.5),
            &round_trip::login_and_logout(31, 100),
            "µs",
        ));
    }
    if wanted("6") {
        rows.push(Row::new(
            "6",
            "a result with 10,000 in flight",
            "1 in flight",
            AtMost(1.2),
            &registry::many_in_flight(5, 10_000, 500),
            "ns",
        ));
    }
    if wanted("7") {
        rows.extend(many_engines());
    }
    if wanted("8") {
        rows.push(Row::new(
            "8",
            "a user of a room of 10,000 users and 1,000 streams",
            "of 100 users and 10 streams",
            AtMost(2.0),
            &roster::large_room(5, 10_000, 100),
            "µs",
        ));
    }
    rows
}

fn many_engines() -> Vec<Row> {
    let mut rows = Vec::new();
    for engines in [10, 100, 1000] {
        let cost = engines::cost(engines, 25);
        let patterns = [
            ("in bursts", 1.2, &cost.in_bursts),
            ("for another one each time", f64::INFINITY, &cost.in_turn),
        ];
        rows.extend(patterns.map(|(pattern, reach, compared)| {
            Row::new(
                "7",
                format!("an event with {} engines, {pattern}", cost.engines),
                "1 engine",
                AtMost(reach),
                compared,
                "ns",
            )
        }));
        rows.push(Row::counted(
            "7",
            format!("threads of {} engines at rest", cost.engines),
            "none",
            AtMost(0.0),
            cost.threads as f64,
            format!("made in {:.2} ms each", cost.create_ms),
        ));
    }
    let bytes = memory::bytes();
    let one = bytes[0].1;
    rows.extend(bytes.iter().skip(1).map(|&(engines, each)| {
        Row::counted(
            "7",
            format!("bytes for each of {engines} engines"),
            "1 engine",
            AtMost(1.0),
            each / one,
            format!("{each:.0} to {one:.0} bytes"),
        )
    }));
    rows
}
