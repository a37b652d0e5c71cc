//! How many instructions the hot paths take, with a bound for each: counts don't depend on the
//! machine's mood. Needs valgrind; `make bench-instructions` runs it.
//!
//! The program runs itself under callgrind, once with few rounds and once with many; what a round
//! takes is the difference, so that neither start nor end counts.

#[path = "costs/stage.rs"]
#[allow(dead_code)] // a part is used
mod stage;

use std::hint::black_box;
use std::process::{Command, ExitCode};

use futures::{FutureExt, StreamExt};
use stage::{Listener, Stage, USER, block};

const FEW: u64 = 200;
const MANY: u64 = 1200;
/// Events in a round, read together as they come.
const BURST: u64 = 16;

/// A hot path by its name, and how many instructions one event of it may take. The bounds are
/// a fifth above what was measured on x86-64 with the compiler named in BENCHMARKS.md.
const BOUNDS: [(&str, u64); 4] = [
    ("callback to next, one subscriber", 1_136),
    ("callback to next, eight subscribers", 2_854),
    ("callback without a subscriber", 792),
    ("10 ms of sound, callback to next", 1_380),
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [path, rounds] = arguments.as_slice()
        && let (Ok(path), Ok(rounds)) = (path.parse(), rounds.parse())
    {
        run(path, rounds);
        return ExitCode::SUCCESS;
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        return ExitCode::SUCCESS;
    }
    if Command::new("valgrind").arg("--version").output().is_err() {
        eprintln!("valgrind is not installed: no instruction was counted, no bound was checked");
        return ExitCode::FAILURE;
    }
    let mut too_many = false;
    for (path, (name, bound)) in BOUNDS.iter().enumerate() {
        let taken = (count(path, MANY) - count(path, FEW)) / ((MANY - FEW) * BURST);
        let verdict = if taken <= *bound { "ok" } else { "TOO MANY" };
        too_many |= taken > *bound;
        println!("{taken}\tat most {bound}\t{verdict}\t{name}");
    }
    match too_many {
        true => ExitCode::FAILURE,
        false => ExitCode::SUCCESS,
    }
}

/// Instructions of this program on its main thread, for so many rounds of a path.
fn count(path: usize, rounds: u64) -> u64 {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(["--toggle-collect=*instructions*rounds_of*", "--"])
        .arg(program)
        .args([path.to_string(), rounds.to_string()])
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{text}");
    let collected = text.lines().find_map(|line| line.split_once("Collected :"));
    let collected = collected.expect("callgrind tells").1.trim();
    collected.parse().expect("a number")
}

fn run(path: usize, rounds: u64) {
    match path {
        3 => run_sound(rounds),
        _ => run_state(path, rounds),
    }
}

fn run_sound(rounds: u64) {
    let listener = Listener::new();
    let mut sound = listener.sound();
    let block = listener.cloud.prepare_frame(USER, block());
    let block = block.expect("somebody listens");
    rounds_of(rounds, &mut || {
        (0..BURST).for_each(|_| block.fire());
        for _ in 0..BURST {
            black_box(sound.next().now_or_never().expect("it is there"));
        }
    });
}

fn run_state(path: usize, rounds: u64) {
    let stage = Stage::new();
    let subscribers = [1, 8, 0][path];
    let mut streams: Vec<_> = (0..subscribers)
        .map(|_| stage.engine.room_states())
        .collect();
    let state = stage.state();
    rounds_of(rounds, &mut || {
        (0..BURST).for_each(|_| state.fire());
        for states in &mut streams {
            for _ in 0..BURST {
                black_box(states.next().now_or_never().expect("it is there"));
            }
        }
    });
}

/// Only what happens in here is counted.
#[inline(never)]
fn rounds_of(rounds: u64, round: &mut dyn FnMut()) {
    (0..rounds).for_each(|_| round());
}
