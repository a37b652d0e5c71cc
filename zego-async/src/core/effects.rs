//! What follows from an event, done when no lock is held: wakers to wake, results to hand out.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
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

    /// Takes all out, if there are any.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<Self> {
        // The others come after the first.
        self.first.is_some().then(|| std::mem::take(self))
    }

    /// As [`wake`](Self::wake), and gives back the room for several wakers, if there is any.
    #[inline]
    pub(crate) fn wake_and_keep_room(self) -> Option<Self> {
        let Self { first, mut others } = self;
        if others.capacity() > 0 {
            go_on(surely(
                first.into_iter().chain(others.drain(..)),
                Waker::wake,
            ));
            return Some(Self {
                first: None,
                others,
            });
        }
        if let Some(alone) = first {
            alone.wake();
        }
        None
    }

    /// Wakes all. If a waker panics, that goes on when the others are woken.
    #[inline]
    pub(crate) fn wake(self) {
        let Self { first, others } = self;
        if others.capacity() > 0 {
            return go_on(surely(first.into_iter().chain(others), Waker::wake));
        }
        if let Some(alone) = first {
            alone.wake();
        }
    }
}

type Panic = Box<dyn Any + Send>;

/// Does `act` to each, also when it panics for one of them: what is woken is the user's, and one
/// task must not leave another asleep. Gives the first panic.
#[cold]
fn surely<T>(items: impl Iterator<Item = T>, mut act: impl FnMut(T)) -> Option<Panic> {
    let mut panic = None;
    for item in items {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| act(item))) {
            panic.get_or_insert(payload);
        }
    }
    panic
}

/// On a thread of the SDK the trampoline catches and counts it; elsewhere it is the caller's.
fn go_on(panic: Option<Panic>) {
    if let Some(payload) = panic {
        resume_unwind(payload);
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

    /// Does all that was collected, which is none after it; `playback_over` ends the frames of a
    /// playback. A waiter that has gone is no error: nobody is interested any more.
    #[inline]
    pub(crate) fn run(&mut self, playback_over: impl Fn(&StreamId, u64)) {
        if self.others.capacity() > 0 || self.wakers.others.capacity() > 0 {
            return run_others(std::mem::take(self), playback_over);
        }
        if let Some(alone) = self.wakers.first.take() {
            alone.wake();
        }
    }
}

#[cold]
fn run_others(effects: Effects, playback_over: impl Fn(&StreamId, u64)) {
    let Effects { wakers, others } = effects;
    let panic = surely(others.into_iter(), |effect| match effect {
        Effect::Settle(waiter, outcome) => drop(waiter.send(outcome)),
        Effect::Answer(waiter, answer) => drop(waiter.send(answer)),
        Effect::PlaybackOver(stream, session) => playback_over(&stream, session),
        Effect::LetGo(calling) => drop(calling),
    });
    let woken = catch_unwind(AssertUnwindSafe(|| wakers.wake()));
    go_on(panic.or(woken.err()));
}
