//! Threads that a round of a target began end before the round does: what a thread holds that is
//! about to end, the sanitizer finds no root of.

use std::thread;
use std::time::{Duration, Instant};

/// A deadline that only a thread that stays reaches.
const HANG: Duration = Duration::from_secs(20);

/// Runs a round and waits until the process has no more threads than before it.
pub fn leaves_none(round: impl FnOnce()) {
    let before = count();
    round();
    let began = Instant::now();
    while count() > before {
        assert!(began.elapsed() < HANG, "a thread stays");
        thread::sleep(Duration::from_micros(50));
    }
}

fn count() -> usize {
    std::fs::read_dir("/proc/self/task")
        .expect("the process's threads")
        .count()
}
