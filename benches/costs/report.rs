//! The table of what was measured, for people: on the terminal, and as BENCHMARKS.md.

use std::fmt::Write;
use std::process::Command;

use crate::compare::Compared;

/// One line of the table.
pub(crate) struct Row {
    pub(crate) number: &'static str,
    pub(crate) measured: String,
    pub(crate) against: &'static str,
    pub(crate) reach: Reach,
    pub(crate) ratio: f64,
    /// Both figures and the spread, for colour.
    pub(crate) colour: String,
}

/// What a ratio is to reach.
#[derive(Clone, Copy)]
pub(crate) enum Reach {
    AtLeast(f64),
    AtMost(f64),
}

impl Reach {
    fn holds(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(bound) => ratio >= bound,
            Self::AtMost(bound) => ratio <= bound,
        }
    }
}

impl std::fmt::Display for Reach {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AtLeast(bound) => write!(f, "≥ {bound}"),
            Self::AtMost(f64::INFINITY) => f.write_str("only told"),
            Self::AtMost(bound) => write!(f, "≤ {bound}"),
        }
    }
}

impl Row {
    pub(crate) fn new(
        number: &'static str,
        measured: impl Into<String>,
        against: &'static str,
        reach: Reach,
        compared: &Compared,
        unit: &str,
    ) -> Self {
        let (from, to) = compared.spread();
        let (ours, other) = (figure(compared.ours), figure(compared.other));
        let row = Self {
            number,
            measured: measured.into(),
            against,
            reach,
            ratio: compared.ratio(),
            colour: format!("{ours} to {other} {unit}; half of the turns {from:.2} to {to:.2}"),
        };
        println!(
            "{}\t{:.2} ({})\t{}\t{}",
            row.number, row.ratio, row.reach, row.measured, row.colour
        );
        row
    }

    /// For what is counted and not measured in turns.
    pub(crate) fn counted(
        number: &'static str,
        measured: impl Into<String>,
        against: &'static str,
        reach: Reach,
        ratio: f64,
        colour: String,
    ) -> Self {
        let row = Self {
            number,
            measured: measured.into(),
            against,
            reach,
            ratio,
            colour,
        };
        println!(
            "{}\t{:.2} ({})\t{}\t{}",
            row.number, row.ratio, row.reach, row.measured, row.colour
        );
        row
    }
}

fn figure(value: f64) -> String {
    match value {
        1e6.. => format!("{:.2} million", value / 1e6),
        100.0.. => format!("{value:.0}"),
        _ => format!("{value:.1}"),
    }
}

/// Everything that BENCHMARKS.md says, from one or more runs of all rows.
pub(crate) fn markdown(runs: &[Vec<Row>], cold_start: &str) -> String {
    let mut text = String::from(
        "# What the binding costs\n\n\
         Written by `make bench`. A figure is a ratio between two ways to do the same, measured\n\
         in turns (ABAB) in one process on one machine; the median of the turns counts. Absolute\n\
         times are colour: they belong to the machine and its mood.\n\n\
         The SDK's side is the embedded engine's: a C callback whose arguments were made in\n\
         advance is fired on a foreign thread, so that nothing of the engine's own work is in the\n\
         figure. The other side of a comparison gets its callbacks in the same way, and makes\n\
         the same owned event of them by the same code (`zego_async::baseline`).\n\n",
    );
    let _ = write!(text, "{}\n\n", machine());
    let columns: String = (1..=runs.len())
        .map(|run| format!(" run {run} |"))
        .collect();
    let lines: String = runs.iter().map(|_| "---|").collect();
    let _ = writeln!(
        text,
        "| # | measured | against, in the same run | to reach |{columns} reached | of the last run |"
    );
    let _ = writeln!(text, "|---|---|---|---|{lines}---|---|");
    let last = runs.last().map(Vec::as_slice).unwrap_or_default();
    for (at, row) in last.iter().enumerate() {
        let of_runs: Vec<f64> = runs.iter().map(|run| run[at].ratio).collect();
        let figures: String = of_runs
            .iter()
            .map(|ratio| format!(" {ratio:.2} |"))
            .collect();
        let reached = match row.reach {
            Reach::AtMost(f64::INFINITY) => "",
            reach if of_runs.iter().all(|&ratio| reach.holds(ratio)) => "yes",
            _ => "**no**",
        };
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |{figures} {reached} | {} |",
            row.number, row.measured, row.against, row.reach, row.colour
        );
    }
    text.push_str(NOTES);
    text.push_str(cold_start);
    text
}

fn machine() -> String {
    let of = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let unknown = || "unknown".to_owned();
    let cpu = std::fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(':')?.1.trim().to_owned())
        });
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = std::fs::read_to_string("/proc/loadavg").ok();
    let load = load.and_then(|text| Some(text.split_once(' ')?.0.to_owned()));
    let dirty = of(
        "git",
        &[
            "status",
            "--porcelain",
            "--",
            "zego-async",
            "zego-sim",
            "benches",
        ],
    );
    format!(
        "Machine: {}, {cores} cores, {}; load when the table was written: {}. Compiler: {}. \
         Commit: {}{}.",
        cpu.unwrap_or_else(unknown),
        of("uname", &["-sr"]).unwrap_or_else(unknown),
        load.unwrap_or_else(unknown),
        of("rustc", &["--version"]).unwrap_or_else(unknown),
        of("git", &["rev-parse", "--short", "HEAD"]).unwrap_or_else(unknown),
        if dirty.is_some() {
            ", with changes"
        } else {
            ""
        },
    )
}

const NOTES: &str = "
## How each is measured

- **1, 2** A thread fires callbacks as fast as it can; the readers are tasks of a runtime with one
  thread. From the first callback to the last event read. Nothing is lost on either side: the
  queues hold all events of a turn. The event is a change of a room's state with two texts.
- **3** One event each millisecond, read by a task that sleeps in between: most of the time is the
  kernel's, to wake the reader's thread. A quantile is of each turn of 500 events, and the median of
  the turns counts, but p99.9, which is of all turns together.
- **4** Bursts of callbacks whose events are read between the bursts, so that no reader sleeps and
  no wake-up is in the figure: that costs what the executor's waker costs, and is in rows 1 to 3.
  The bare function copies the texts into memory of their own and keeps the last, and copies
  media into one buffer that it uses again, so that nobody could read a block later. Further
  lines compare with a function that keeps sixteen blocks, each in memory of its own, and with one
  that stamps a copy and sends it to a reader that it knows. What an atomic change and the clock
  take by themselves says how much of a target is left for everything else.
- **5** The raw side logs in on its own thread, waits for LOGINED with a condition variable and
  logs out. The binding makes both calls on tokio's blocking pool, never on the executor. The
  thread that made a call looks out for the next one for 100 µs, and round trips that follow each
  other at once, as here, find it awake; a call after a pause wakes a thread, some 10 µs.
- **6** The time of the callback that brings a result: it is matched with its waiter, who is woken.
  A result alone finds cold caches, those of a row warm ones: below 1 says that, and no more.
- **7** Engines of the embedded engine, each in a room of its own, publishing and playing. In
  bursts: 64 events for one engine, which are read, then as many for the next. For another one each
  time, and all read at the end: the caches know neither the engine nor the arguments of the
  callback, which is told and not judged.
  Bytes are what the process holds less what the same number of engines holds that are used by
  plain C calls for the same; counted by an allocator in a process of its own. Threads are those
  of the process less those of the embedded engine.
- **8** All users and a tenth as many streams arrive, ten with each callback, and leave again;
  queues hold 8 events, so one of the readers falls behind and starts over with who is there.

## Where it stands

What was worked on last, what it gained, and what misses its target:

- **1, 2** Were 0.45 and 0.53. Names of rooms, streams and users lie in the event instead of being
  counted on both cores; the table of engines takes two atomic changes instead of four and a
  hash; what several readers want is shared in blocks instead of copied for each under the lock.
  On a machine whose cores are far from each other they were 0.5 and 0.9 again. A queue lies in the
  cache by who writes what now: what both sides write to is one line instead of three. A reader that
  is close behind the writer, which made each of them wait for the other with every event, lets some
  gather for less than a microsecond. A text is copied in whole words.
- **4, state** Was 2.1, a quarter of it the processor waiting for its own writes: what is copied
  in small pieces and read at once in larger ones isn't there yet. Texts are copied in whole words,
  events move without a look at them, and the room is found by a look at all, which are few. Of
  240 cycles without a subscriber 160 are left; half of those are six atomic changes and two texts.
- **4, sound** Misses, and must: the target leaves a quarter of the bare function, and the clock that
  stamps a block takes as much as the whole of it. Entering an engine that may go at any moment takes
  two atomic changes, the lock of the readers' row two. A block is put into its row before it is
  copied, so that nothing is moved that was just written: from 5.5 to 4.5, and 1.3 of a function
  that knows its one reader. For a stream with 100 blocks a second that is a hundred-thousandth of
  a core.
- **5** Was 2.2. An operation sleeps through the return of its call and is woken once, by its
  outcome; the next call finds the thread of the last awake. There is one waking of a thread more
  than on the raw side, which makes its calls on the thread that waits: where wakings are all that
  a round trip consists of, that is half of it. It reached its target on two machines, with 0.5 to
  0.9 on the last, where the raw side took 49 µs, most likely to wake an idle core; it is 1.5 to 2.5
  on one where the raw side takes 20 to 50.
- **7, 1,000 engines** Was 1.24 to 1.44: each queue kept room for a burst, and found it cold. Room
  for more than 16 events is given back when they are read, and what an event needs of its engine
  lies in a dozen lines of the cache instead of twenty. What is left is the first event of a burst,
  which finds them in no cache: 0.3 µs, and 1.05, on a machine where nobody else uses the caches;
  1.2 µs, and 1.1 to 1.35, on one where others do. Row 7 was 8 to 22 in turn before events of
  other rooms stopped to allocate.
- **8** `linear` is read as at most twice the cost for a user; the users of a room are kept sorted.

Repeat it with `make bench`, on a machine that does nothing else. `cargo bench --bench costs -- 1
4` measures single rows, `make bench-instructions` counts the instructions of the hot paths.

";
