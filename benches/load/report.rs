//! What came of a run: a table that can be pasted, and everything that is wrong with it.

use std::time::Duration;

use crate::gauge::{self, Gauged, Memory};
use crate::tally::{Counters, Kind, Sent, Tally};
use crate::{pictures, voices};

/// How much longer than it sounds a source may take: one block or picture in a hundred.
const PACE: f64 = 1.01;
/// By how much memory may grow in the middle one of all seconds: what measuring wavers by.
const RESIDENT: f64 = 0.1 * MIB;
const HELD: f64 = 0.01 * MIB;
/// By how much it may grow altogether. When the machine stalls, pictures wait, and the buffers in
/// which they did are kept for the next use: up to 32 of a source.
const KEPT: f64 = 32.0 * pictures::LENGTH as f64;
const MIB: f64 = 1024.0 * 1024.0;

/// Prints everything. Tells how many things are wrong.
pub(crate) fn tell(
    seconds: u64,
    sent: &[Sent],
    got: &[Tally],
    counters: [Counters; 2],
    gauged: &Gauged,
) -> usize {
    let flows = [
        Flow::of(Kind::Pictures, sent, got, counters[0]),
        Flow::of(Kind::Voices, sent, got, counters[1]),
    ];
    println!("\n{}", table(&flows));
    println!("{}\n", machine(gauged));
    let mut faults: Vec<String> = flows.iter().flat_map(|flow| flow.faults(seconds)).collect();
    faults.extend(growth(&gauged.memory));
    for fault in &faults {
        println!("FAILED: {fault}");
    }
    if faults.is_empty() {
        println!("No loss, no growth.");
    }
    faults.len()
}

/// One kind of flow, summed up.
struct Flow {
    name: &'static str,
    sources: usize,
    consumers: usize,
    /// What should have been sent each second, and in how many bytes each.
    a_second: u64,
    bytes: usize,
    sent: u64,
    /// What the consumers together were to get.
    due: u64,
    received: u64,
    missing: u64,
    wrong: u64,
    lost: u64,
    quickest: Duration,
    slowest: Duration,
    counters: Counters,
}

impl Flow {
    fn of(kind: Kind, sent: &[Sent], got: &[Tally], counters: Counters) -> Self {
        let sent: Vec<_> = sent.iter().filter(|sent| sent.kind == kind).collect();
        let got: Vec<_> = got.iter().filter(|tally| tally.kind == kind).collect();
        let (name, sources, consumers, a_second, bytes) = match kind {
            Kind::Pictures => {
                let (players, bytes) = (pictures::PLAYERS, pictures::LENGTH);
                ("1080p pictures", 1, players, pictures::A_SECOND, bytes)
            }
            Kind::Voices => {
                let voices = voices::VOICES;
                let (a_second, bytes) = (voices::A_SECOND, voices::LENGTH);
                ("blocks of sound", voices, voices, a_second, bytes)
            }
        };
        let all: u64 = sent.iter().map(|sent| sent.count).sum();
        let took = sent.iter().map(|sent| sent.took);
        Self {
            name,
            sources,
            consumers,
            a_second,
            bytes,
            sent: all,
            due: all / sources as u64 * consumers as u64,
            received: got.iter().map(|tally| tally.received).sum(),
            missing: got.iter().map(|tally| tally.missing).sum(),
            wrong: got.iter().map(|tally| tally.wrong).sum(),
            lost: got.iter().map(|tally| tally.lost).sum(),
            quickest: took.clone().min().unwrap_or_default(),
            slowest: took.max().unwrap_or_default(),
            counters,
        }
    }

    /// What is wrong with it.
    fn faults(&self, seconds: u64) -> Vec<String> {
        let name = self.name;
        let mut faults = Vec::new();
        let mut none = |count: u64, what: &str| {
            if count > 0 {
                faults.push(format!("{name}: {count} {what}"));
            }
        };
        none(self.due.abs_diff(self.received), "not as many as were sent");
        none(self.missing, "never arrived");
        none(self.wrong, "arrived changed, doubled or out of turn");
        none(self.lost, "lost by streams, as they count it");
        none(self.counters.dropped, "dropped, as the engines count them");
        none(self.counters.malformed, "malformed");
        none(self.counters.panics, "callbacks panicked");
        if self.slowest.as_secs_f64() > seconds as f64 * PACE {
            let slowest = self.slowest.as_secs_f64();
            faults.push(format!(
                "{name}: what sounds or shows for {seconds} s took a source {slowest:.2} s to send"
            ));
        }
        faults
    }
}

fn table(flows: &[Flow; 2]) -> String {
    let row = |what: &str, cell: &dyn Fn(&Flow) -> String| {
        format!("| {what} | {} | {} |\n", cell(&flows[0]), cell(&flows[1]))
    };
    let rate = |flow: &Flow, count: u64| {
        let seconds = flow.slowest.as_secs_f64();
        let bytes = count as f64 * flow.bytes as f64 / seconds / 1e6;
        format!("{:.0} a second, {bytes:.1} MB/s", count as f64 / seconds)
    };
    let mut table = row("", &|flow| flow.name.to_owned());
    table += "|---|---|---|\n";
    table += &row("sources, consumers", &|flow| {
        format!("{}, {}", flow.sources, flow.consumers)
    });
    table += &row("asked of each source", &|flow| {
        format!("{} a second", flow.a_second)
    });
    table += &row("sent", &|flow| flow.sent.to_string());
    table += &row("in", &|flow| rate(flow, flow.sent));
    table += &row("a source took, quickest to slowest", &|flow| {
        let (quickest, slowest) = (flow.quickest.as_secs_f64(), flow.slowest.as_secs_f64());
        format!("{quickest:.2} to {slowest:.2} s")
    });
    table += &row("to be received", &|flow| flow.due.to_string());
    table += &row("received, whole and in turn", &|flow| {
        flow.received.to_string()
    });
    table += &row("out", &|flow| rate(flow, flow.received));
    table += &row("never arrived", &|flow| flow.missing.to_string());
    table += &row("changed, doubled, out of turn", &|flow| {
        flow.wrong.to_string()
    });
    table += &row("`lost()` of the streams", &|flow| flow.lost.to_string());
    table += &row("`dropped_frames`, `malformed_frames`", &|flow| {
        let Counters {
            dropped, malformed, ..
        } = flow.counters;
        format!("{dropped}, {malformed}")
    });
    table += &row(
        "`sent_frames`, `received_frames`, with the lead-in",
        &|flow| format!("{}, {}", flow.counters.sent, flow.counters.received),
    );
    table
}

fn machine(gauged: &Gauged) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let mut threads: Vec<_> = gauged.threads.iter().collect();
    threads.sort_by(|a, b| b.1.total_cmp(a.1));
    let seconds = gauged.took.as_secs_f64();
    let threads: Vec<String> = threads
        .iter()
        .filter(|(_, spent)| **spent / seconds >= 0.005)
        .map(|(name, spent)| format!("{name} {:.2}", *spent / seconds))
        .collect();
    let mib = |bytes: f64| format!("{:.1}", bytes / MIB);
    let memory = &gauged.memory;
    let curve = |of: Of| {
        let step = (memory.len() / 10).max(1);
        let points: Vec<String> = memory.iter().step_by(step).map(|m| mib(of(m))).collect();
        points.join(" ")
    };
    format!(
        "{seconds:.1} s on {cores} cores. Processors in use: {:.2} by this process, {:.2} by \
         others; load average {} to {}.\nBy threads: {}.\nAllocations: {:.0} a second, of the \
         embedded engine, the binding and this program.\nResident, MiB, from start to end: {}\n\
         Held, MiB, from start to end: {}",
        gauged.own,
        gauged.others,
        gauged.load_before,
        gauged.load_after,
        threads.join(", "),
        gauged.allocations as f64 / seconds,
        curve(|memory| memory.resident),
        curve(|memory| memory.held),
    )
}

/// One figure of memory.
type Of = fn(&Memory) -> f64;

/// What grew, second by second or altogether.
fn growth(memory: &[Memory]) -> Vec<String> {
    let kinds: [(_, Of, _); 2] = [
        ("resident memory", |memory| memory.resident, RESIDENT),
        ("memory in use", |memory| memory.held, HELD),
    ];
    let mut faults = Vec::new();
    for (what, of, most) in kinds {
        let mut seconds: Vec<f64> = memory
            .windows(gauge::A_SECOND + 1)
            .map(|second| of(&second[gauge::A_SECOND]) - of(&second[0]))
            .collect();
        seconds.sort_by(f64::total_cmp);
        // A single step doesn't move the middle one; what is lost all the time does.
        let middle = seconds.get(seconds.len() / 2).copied().unwrap_or(0.0);
        if middle > most {
            let middle = middle / 1024.0;
            faults.push(format!("{what} grows by {middle:.1} KiB a second"));
        }
        let last = &memory[memory.len() * 2 / 3..];
        let end = last.iter().map(of).fold(f64::INFINITY, f64::min);
        let grown = end - memory.first().map_or(0.0, of);
        if grown > KEPT {
            faults.push(format!("{what} grew by {:.1} MiB", grown / MIB));
        }
    }
    faults
}
