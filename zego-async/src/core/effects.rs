//! What follows from an event, done when no lock is held: wakers to wake, results to hand out.

use std::task::Waker;

use tokio::sync::oneshot;

use crate::error::Result;
use crate::event::CallResult;
use crate::ids::StreamId;

pub(crate) type Outcome = oneshot::Sender<Result<()>>;
pub(crate) type Answer = oneshot::Sender<Result<CallResult>>;

/// Collected under the hub's lock, run after it.
#[derive(Default)]
#[must_use = "wakers and results wait until it is run"]
pub(crate) struct Effects {
    pub(crate) wakers: Vec<Waker>,
    outcomes: Vec<(Outcome, Result<()>)>,
    answers: Vec<(Answer, Result<CallResult>)>,
    /// Playbacks that ended: their frames end too.
    pub(super) playbacks_over: Vec<(StreamId, u64)>,
}

impl Effects {
    pub(crate) fn settle(&mut self, waiter: Outcome, outcome: Result<()>) {
        self.outcomes.push((waiter, outcome));
    }

    pub(crate) fn answer(&mut self, waiter: Answer, answer: Result<CallResult>) {
        self.answers.push((waiter, answer));
    }

    pub(crate) fn playback_over(&mut self, stream: StreamId, session: u64) {
        self.playbacks_over.push((stream, session));
    }

    /// A waiter that has gone is no error: nobody is interested any more.
    pub(crate) fn run(self) {
        for (waiter, outcome) in self.outcomes {
            let _ = waiter.send(outcome);
        }
        for (waiter, answer) in self.answers {
            let _ = waiter.send(answer);
        }
        for waker in self.wakers {
            waker.wake();
        }
    }
}
