//! What a run takes of the machine: processor time, by whose threads it was, and memory, looked at
//! ten times a second. Read from `/proc`, so Linux only.

use std::alloc::System;
use std::collections::BTreeMap;
use std::fs::read_to_string;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use stats_alloc::StatsAlloc;

/// How often memory is looked at in a second.
pub(crate) const A_SECOND: usize = 10;
/// Ticks of the kernel's clock in a second, as `/proc` counts processor time on Linux.
const TICKS: f64 = 100.0;

/// A run that is being looked at.
pub(crate) struct Gauge {
    began: Instant,
    before: Machine,
    allocator: &'static StatsAlloc<System>,
    allocations: usize,
    over: Arc<AtomicBool>,
    watch: JoinHandle<Vec<Memory>>,
}

/// What was seen of it.
pub(crate) struct Gauged {
    pub(crate) took: Duration,
    /// Seconds of processor time by the name of the threads.
    pub(crate) threads: BTreeMap<String, f64>,
    /// Processor time of this process and of all others, in processors.
    pub(crate) own: f64,
    pub(crate) others: f64,
    pub(crate) load_before: String,
    pub(crate) load_after: String,
    pub(crate) allocations: usize,
    /// As it was looked at, ten times a second.
    pub(crate) memory: Vec<Memory>,
}

/// Memory at one time, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Memory {
    /// Of the process, as the system sees it.
    pub(crate) resident: f64,
    /// What was allocated and not freed.
    pub(crate) held: f64,
}

struct Machine {
    threads: BTreeMap<String, f64>,
    own: f64,
    busy: f64,
    load: String,
}

impl Gauge {
    pub(crate) fn start(allocator: &'static StatsAlloc<System>) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let ends = over.clone();
        let watch = move || {
            let mut seen = vec![Memory::now(allocator)];
            while !ends.load(SeqCst) {
                std::thread::sleep(Duration::from_secs(1) / A_SECOND as u32);
                seen.push(Memory::now(allocator));
            }
            seen
        };
        Self {
            before: Machine::now(),
            allocator,
            allocations: allocator.stats().allocations,
            over,
            watch: std::thread::spawn(watch),
            began: Instant::now(),
        }
    }

    pub(crate) fn stop(self) -> Gauged {
        let took = self.began.elapsed();
        self.over.store(true, SeqCst);
        let (before, now) = (self.before, Machine::now());
        let spent = |name: &String| before.threads.get(name).copied().unwrap_or(0.0);
        let threads = now.threads.iter().map(|(name, seconds)| {
            let seconds = (seconds - spent(name)).max(0.0);
            (name.clone(), seconds)
        });
        let own = now.own - before.own;
        Gauged {
            took,
            threads: threads.collect(),
            own: own / took.as_secs_f64(),
            others: (now.busy - before.busy - own).max(0.0) / took.as_secs_f64(),
            load_before: before.load,
            load_after: now.load,
            allocations: self.allocator.stats().allocations - self.allocations,
            memory: self.watch.join().expect("it only reads"),
        }
    }
}

impl Memory {
    fn now(allocator: &StatsAlloc<System>) -> Self {
        let status = read_to_string("/proc/self/status").expect("Linux");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let resident = line.map_or(0.0, |line| numbers(line)[0] * 1024.0);
        let stats = allocator.stats();
        Self {
            resident,
            held: stats.bytes_allocated as f64 - stats.bytes_deallocated as f64,
        }
    }
}

impl Machine {
    fn now() -> Self {
        let mut threads = BTreeMap::new();
        for task in std::fs::read_dir("/proc/self/task").expect("Linux") {
            let path = task.expect("Linux").path();
            // A thread may end while it is looked at.
            let name = read_to_string(path.join("comm")).unwrap_or_default();
            // In nanoseconds: what most threads spend here is less than a tick.
            let spent = read_to_string(path.join("schedstat")).unwrap_or_default();
            let seconds = numbers(&spent).first().map_or(0.0, |nanos| nanos / 1e9);
            *threads.entry(name.trim().to_owned()).or_default() += seconds;
        }
        let machine = read_to_string("/proc/stat").expect("Linux");
        let ticks = numbers(machine.lines().next().expect("a line"));
        let idle = ticks[4] + ticks[5];
        let busy = ticks.iter().take(9).sum::<f64>() - idle;
        let own = read_to_string("/proc/self/stat").expect("Linux");
        let load = read_to_string("/proc/loadavg").expect("Linux");
        Self {
            threads,
            own: spent(&own),
            busy: busy / TICKS,
            load: load.split(' ').next().unwrap_or_default().to_owned(),
        }
    }
}

/// The processor time in a line of `/proc/…/stat`, in seconds.
fn spent(stat: &str) -> f64 {
    // The name in parentheses may hold anything; what is counted comes behind it.
    let behind = stat.rsplit_once(')').map_or("", |(_, behind)| behind);
    let fields = numbers(behind);
    (fields[11] + fields[12]) / TICKS
}

/// The words of a line as numbers, those that are none as zero.
fn numbers(line: &str) -> Vec<f64> {
    let words = line.split_whitespace();
    words.map(|word| word.parse().unwrap_or(0.0)).collect()
}
