//! What happens, line by line: when, to whom, what.

use std::fmt::Display;
use std::time::Instant;

/// Prints lines with the time since it was made. Cheap to clone; all clones share the clock.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timeline {
    start: Instant,
}

impl Timeline {
    pub(crate) fn start() -> Self {
        Self {
            start: Instant::now(),
        }
    }

    /// One line: `who` did or saw `what`.
    pub(crate) fn say(&self, who: impl Display, what: impl Display) {
        let seconds = self.start.elapsed().as_secs_f64();
        println!("{seconds:8.3} s  {who:<8} {what}");
    }
}
