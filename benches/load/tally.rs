//! What is counted: how much each source sent and in what time, what each consumer got, and the
//! libraries' own counters of losses.

use std::ops::AddAssign;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use zego_async::EngineStats;

/// One of the two kinds of flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pictures,
    Voices,
}

/// The number of what is sent before the count begins.
pub(crate) const UNCOUNTED: u32 = u32::MAX;

/// When the count begins: as soon as every consumer got something.
#[derive(Default)]
pub(crate) struct Signal {
    met: AtomicUsize,
    started: AtomicBool,
}

impl Signal {
    pub(crate) fn new() -> Arc<Self> {
        Arc::default()
    }

    /// One more consumer got something.
    pub(crate) fn meet(&self) {
        self.met.fetch_add(1, SeqCst);
    }

    pub(crate) fn met(&self) -> usize {
        self.met.load(SeqCst)
    }

    pub(crate) fn start(&self) {
        self.started.store(true, SeqCst);
    }

    pub(crate) fn has_started(&self) -> bool {
        self.started.load(SeqCst)
    }
}

/// What one source sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) kind: Kind,
    pub(crate) count: u64,
    pub(crate) took: Duration,
}

/// What one consumer got of a numbered flow.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    pub(crate) kind: Kind,
    /// In their turn and as they were sent.
    pub(crate) received: u64,
    /// Those that were passed over.
    pub(crate) missing: u64,
    /// Others than were sent: changed, doubled, out of turn.
    pub(crate) wrong: u64,
    /// What the stream itself says that it lost, of all that came, counted or not.
    pub(crate) lost: u64,
    next: u64,
    met: bool,
}

impl Tally {
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            kind,
            received: 0,
            missing: 0,
            wrong: 0,
            lost: 0,
            next: 0,
            met: false,
        }
    }

    /// Takes the next of the flow; `None` is one that is not as it was sent. Tells whether it was
    /// the last of `all`.
    pub(crate) fn take(&mut self, number: Option<u32>, all: u64, signal: &Signal) -> bool {
        if !std::mem::replace(&mut self.met, true) {
            signal.meet();
        }
        match number {
            Some(UNCOUNTED) if self.next == 0 => {}
            Some(number) if number != UNCOUNTED && u64::from(number) >= self.next => {
                self.missing += u64::from(number) - self.next;
                self.next = u64::from(number) + 1;
                self.received += 1;
            }
            _ => self.wrong += 1,
        }
        self.next >= all
    }

    /// The flow has ended, and this is what the stream says of it.
    pub(crate) fn end(mut self, all: u64, lost: u64) -> Self {
        self.missing += all.saturating_sub(self.next);
        self.lost = lost;
        self
    }
}

/// What engines counted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counters {
    pub(crate) sent: u64,
    pub(crate) received: u64,
    pub(crate) dropped: u64,
    pub(crate) malformed: u64,
    pub(crate) panics: u64,
}

impl AddAssign<EngineStats> for Counters {
    fn add_assign(&mut self, stats: EngineStats) {
        self.sent += stats.sent_frames;
        self.received += stats.received_frames;
        self.dropped += stats.dropped_frames;
        self.malformed += stats.malformed_frames;
        self.panics += stats.panicked_callbacks;
    }
}
