//! How far something is: a bar on a terminal, a line at each quarter elsewhere.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr};

use crate::timeline::Timeline;

const WIDTH: usize = 30;
const STEPS_ELSEWHERE: f64 = 4.0;

/// Shows a share of 0 to 1 as it grows.
pub(crate) struct Progress {
    timeline: Timeline,
    who: &'static str,
    terminal: bool,
    shown: Option<usize>,
}

impl Progress {
    pub(crate) fn new(timeline: Timeline, who: &'static str) -> Self {
        Self {
            timeline,
            who,
            terminal: stderr().is_terminal(),
            shown: None,
        }
    }

    /// Shows it where it has grown by a step.
    pub(crate) fn show(&mut self, share: f64, words: impl Display) {
        let steps = if self.terminal {
            WIDTH as f64
        } else {
            STEPS_ELSEWHERE
        };
        let step = (share.clamp(0.0, 1.0) * steps) as usize;
        if self.shown.replace(step) == Some(step) {
            return;
        }
        if self.terminal {
            let bar = "#".repeat(step);
            let _ = write!(stderr(), "\r[{bar:WIDTH$}] {words}  ");
        } else {
            let percent = 100.0 * step as f64 / steps;
            self.timeline
                .say(self.who, format_args!("{percent:.0} %: {words}"));
        }
    }

    /// Ends the line of the bar.
    pub(crate) fn finish(&self) {
        if self.terminal {
            let _ = writeln!(stderr());
        }
    }
}
