//! Writes the trace: one line for each call and callback, in the order in which they happened, and
//! the counts of the media flows. Knows nothing of the engine.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::tone;

/// A line's fields in the order in which they are printed.
pub(crate) type Fields<'a> = &'a [(&'a str, Value)];

static RECORDER: OnceLock<Recorder> = OnceLock::new();

/// Starts the trace of this process. The calling thread is the one that is called `caller`.
///
/// There is one trace a process, since a C callback of an engine that is being left has nothing
/// else to find its way by.
pub(crate) fn start(out: Box<dyn Write + Send>) -> &'static Recorder {
    RECORDER.get_or_init(|| Recorder {
        began: Instant::now(),
        caller: thread::current().id(),
        state: Mutex::new(State {
            out,
            failure: None,
            during: None,
            flows: BTreeMap::new(),
        }),
    })
}

/// The trace that has been started, for callbacks; none before any is started.
pub(crate) fn current() -> Option<&'static Recorder> {
    RECORDER.get()
}

/// The trace of this process.
pub(crate) struct Recorder {
    began: Instant,
    caller: ThreadId,
    state: Mutex<State>,
}

struct State {
    out: Box<dyn Write + Send>,
    failure: Option<io::Error>,
    during: Option<&'static str>,
    flows: BTreeMap<&'static str, Flow>,
}

/// What came of one kind of media since the last `stats`.
struct Flow {
    blocks: u64,
    first: Block,
    bytes: u64,
    first_at: Duration,
    last_at: Duration,
    loudness: i64,
}

/// One block of media: what of it is worth a line.
#[derive(Clone, Copy)]
pub(crate) struct Block {
    pub(crate) len: i64,
    pub(crate) a: i64,
    pub(crate) b: i64,
}

impl Recorder {
    /// Says inside of which call the caller's thread is from now on.
    pub(crate) fn enter(&self, call: Option<&'static str>) {
        self.state().during = call;
    }

    /// A call has returned.
    pub(crate) fn call(&self, name: &str, fields: Fields<'_>) {
        self.state().line(self.began, "call", name, fields);
    }

    /// A callback has come, on the thread that this is called on.
    pub(crate) fn callback(&self, name: &str, fields: Fields<'_>) {
        let mut state = self.state();
        let line = [self.place(&state), fields.to_vec()].concat();
        state.line(self.began, "cb", name, &line);
    }

    /// A block of media has come. The first one since the last `stats` gets a line. `pcm` is the
    /// block where it has a loudness.
    pub(crate) fn block(&self, flow: &'static str, block: Block, pcm: &[u8]) {
        let now = self.began.elapsed();
        let mut state = self.state();
        let counted = state.flows.entry(flow).or_insert(Flow {
            blocks: 0,
            first: block,
            bytes: 0,
            first_at: now,
            last_at: now,
            loudness: 0,
        });
        counted.blocks += 1;
        counted.bytes += block.len.unsigned_abs();
        counted.last_at = now;
        counted.loudness = tone::loudness(pcm);
        if counted.blocks == 1 {
            let mut line = self.place(&state);
            line.extend(block.fields());
            state.line(self.began, "cb", flow, &line);
        }
    }

    /// Writes a line for each flow of media since the last time, and begins to count anew.
    pub(crate) fn stats(&self) {
        let mut state = self.state();
        for (name, flow) in std::mem::take(&mut state.flows) {
            let span = flow.last_at - flow.first_at;
            let mut line = vec![("n", flow.blocks.into())];
            line.extend(flow.first.fields());
            line.push(("bytes", flow.bytes.into()));
            line.push(("span_ms", (span.as_millis() as u64).into()));
            line.push(("rms", flow.loudness.into()));
            state.line(self.began, "stat", name, &line);
        }
    }

    /// Ends the trace, and says whether all of it could be written.
    pub(crate) fn finish(&self) -> io::Result<()> {
        let mut state = self.state();
        state.write("{\"end\":true}\n");
        state.failure.take().map_or(Ok(()), Err)
    }

    /// The fields that say on which thread a callback came, and inside of which call.
    fn place(&self, state: &State) -> Vec<(&'static str, Value)> {
        if thread::current().id() != self.caller {
            return vec![("thread", "sdk".into())];
        }
        let during = state.during.map(|call| ("during", call.into()));
        [("thread", "caller".into())]
            .into_iter()
            .chain(during)
            .collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Block {
    fn fields(self) -> [(&'static str, Value); 3] {
        [
            ("len", self.len.into()),
            ("a", self.a.into()),
            ("b", self.b.into()),
        ]
    }
}

impl State {
    fn line(&mut self, began: Instant, kind: &str, name: &str, fields: Fields<'_>) {
        let mut line = format!("{{\"t\":{}", began.elapsed().as_millis());
        for (key, value) in [(kind, &Value::from(name))]
            .into_iter()
            .chain(fields.iter().map(|(key, value)| (*key, value)))
        {
            // Writing to a String cannot fail.
            let _ = write!(line, ",\"{key}\":{value}");
        }
        line.push_str("}\n");
        self.write(&line);
    }

    /// Writes at once, so that a trace is whole up to the point where an engine crashed.
    fn write(&mut self, line: &str) {
        let written = self
            .out
            .write_all(line.as_bytes())
            .and_then(|()| self.out.flush());
        if let Err(error) = written {
            self.failure.get_or_insert(error);
        }
    }
}
