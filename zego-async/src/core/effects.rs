//! What follows from an event, done when no lock is held: wakers to wake, results to hand out.

use std::task::Waker;

use tokio::sync::oneshot;

use super::hub::Calling;
use crate::error::Result;
use crate::event::CallResult;
use crate::ids::StreamId;

pub(crate) type Outcome = oneshot::Sender<Result<()>>;
pub(crate) type Answer = oneshot::Sender<Result<CallResult>>;

/// Whom to wake. Nearly always one at most, which takes no memory from the heap.
#[derive(Default)]
pub(crate) struct Wakers {
    first: Option<Waker>,
    others: Vec<Waker>,
}

impl Wakers {
    pub(crate) fn push(&mut self, waker: Waker) {
        match self.first {
            None => self.first = Some(waker),
            Some(_) => self.others.push(waker),
        }
    }

    #[inline]
    pub(crate) fn wake(self) {
        if let Some(first) = self.first {
            first.wake();
        }
        if self.others.capacity() > 0 {
            self.others.into_iter().for_each(Waker::wake);
        }
    }
}

/// Collected under the hub's lock, run after it.
#[derive(Default)]
#[must_use = "wakers and results wait until it is run"]
pub(crate) struct Effects {
    pub(crate) wakers: Wakers,
    /// Few events have any.
    others: Vec<Effect>,
}

enum Effect {
    Settle(Outcome, Result<()>),
    Answer(Answer, Result<CallResult>),
    PlaybackOver(StreamId, u64),
    LetGo(Calling),
}

impl Effects {
    pub(crate) fn settle(&mut self, waiter: Outcome, outcome: Result<()>) {
        self.others.push(Effect::Settle(waiter, outcome));
    }

    pub(crate) fn answer(&mut self, waiter: Answer, answer: Result<CallResult>) {
        self.others.push(Effect::Answer(waiter, answer));
    }

    /// A playback ended: its frames end too.
    pub(crate) fn playback_over(&mut self, stream: StreamId, session: u64) {
        self.others.push(Effect::PlaybackOver(stream, session));
    }

    /// A call that nothing will come of: who waits for it is woken when it is dropped.
    pub(crate) fn let_go(&mut self, calling: Calling) {
        self.others.push(Effect::LetGo(calling));
    }

    /// Does everything; `playback_over` ends the frames of a playback. A waiter that has gone is
    /// no error: nobody is interested any more.
    #[inline]
    pub(crate) fn run(self, playback_over: impl Fn(&StreamId, u64)) {
        let Self { wakers, others } = self;
        if others.capacity() > 0 {
            run_others(others, playback_over);
        }
        wakers.wake();
    }
}

#[cold]
fn run_others(effects: Vec<Effect>, playback_over: impl Fn(&StreamId, u64)) {
    for effect in effects {
        match effect {
            Effect::Settle(waiter, outcome) => drop(waiter.send(outcome)),
            Effect::Answer(waiter, answer) => drop(waiter.send(answer)),
            Effect::PlaybackOver(stream, session) => playback_over(&stream, session),
            Effect::LetGo(calling) => drop(calling),
        }
    }
}
