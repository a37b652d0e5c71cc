//! Calls past the lane: frames go in on the caller's thread, any number at once, until the engine
//! goes.

use std::time::{Duration, Instant};

use crate::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use crate::sync::pause;

/// Set when no more calls may begin.
const CLOSED: usize = 1 << (usize::BITS - 1);

/// Counts the calls under way, so that the engine's end can wait for them. No call waits for
/// another.
#[derive(Default)]
pub(super) struct DirectCalls {
    state: AtomicUsize,
}

impl DirectCalls {
    /// Leave for one call, as long as the value lives. `None` when the engine goes.
    pub(super) fn pass(&self) -> Option<Passed<'_>> {
        let passed = Passed(self);
        let before = self.state.fetch_add(1, SeqCst);
        (before & CLOSED == 0).then_some(passed)
    }

    /// Lets no more calls begin and waits for those under way. Called on a blocking thread.
    /// Tells whether all of them are done.
    pub(super) fn close(&self, deadline: Duration) -> bool {
        self.state.fetch_or(CLOSED, SeqCst);
        let until = Instant::now() + deadline;
        while self.state.load(SeqCst) != CLOSED {
            if Instant::now() > until {
                return false;
            }
            pause();
        }
        true
    }
}

/// Leave to make a call.
pub(super) struct Passed<'a>(&'a DirectCalls);

impl Drop for Passed<'_> {
    fn drop(&mut self) {
        self.0.state.fetch_sub(1, SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_waits_for_calls_under_way_and_no_call_begins_after_it() {
        let calls = DirectCalls::default();
        let under_way = calls.pass().expect("open");
        assert!(!calls.close(Duration::ZERO));
        assert!(calls.pass().is_none());
        drop(under_way);
        assert!(calls.close(Duration::ZERO));
        assert!(calls.pass().is_none());
        assert!(calls.close(Duration::ZERO));
    }
}
