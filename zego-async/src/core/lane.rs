//! The ordered queue of an engine's control calls.
//!
//! The SDK's control calls block, for up to half a second, so none of them runs on an executor
//! thread. They run one after the other in the order in which they were asked for, on tokio's
//! blocking pool for as long as there is work; an idle engine has no thread. Where the runtime is
//! gone a thread of its own does what is left.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
#[cfg(not(loom))]
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::sync::atomic::{
    AtomicUsize,
    Ordering::{Acquire, Release},
};
use crate::sync::{Mutex, MutexGuard, Pool, spawn_thread};

type Job = Box<dyn FnOnce() + Send>;

pub(crate) struct Lane {
    pool: Pool,
    state: Mutex<State>,
    /// How many jobs there are, to be looked at without the lock.
    waiting: AtomicUsize,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Job>,
    draining: bool,
    closed: bool,
}

impl Lane {
    pub(crate) fn new(pool: Pool) -> Arc<Self> {
        Arc::new(Self {
            pool,
            state: Mutex::default(),
            waiting: AtomicUsize::new(0),
        })
    }

    /// Runs a task on the engine's runtime.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        drop(self.pool.spawn(task));
    }

    /// Runs `call` after everything that was asked for before, and waits for what it returns.
    ///
    /// If the future is dropped before the call began, it is not made; if it is dropped later,
    /// the call is made and its result dropped.
    pub(crate) async fn call<R: Send + 'static>(
        self: &Arc<Self>,
        call: impl FnOnce() -> R + Send + 'static,
    ) -> Result<R> {
        self.ask(call).await.map_err(|_| Error::engine_gone())
    }

    /// As [`call`](Self::call), but asked for at once. The answer fails when the engine goes.
    pub(crate) fn ask<R: Send + 'static>(
        self: &Arc<Self>,
        call: impl FnOnce() -> R + Send + 'static,
    ) -> oneshot::Receiver<R> {
        let (answer, wait) = oneshot::channel();
        self.push(move || {
            if !answer.is_closed() {
                // If nobody waits any more, dropping the result takes back what it stands for.
                drop(answer.send(call()));
            }
        });
        wait
    }

    /// As [`call`](Self::call), but once polled the call is made even if the future is dropped
    /// before its turn came: for what ends something.
    pub(crate) async fn call_surely<R: Send + 'static>(
        self: &Arc<Self>,
        call: impl FnOnce() -> R + Send + 'static,
    ) -> Result<R> {
        let (answer, wait) = oneshot::channel();
        self.push(move || drop(answer.send(call())));
        wait.await.map_err(|_| Error::engine_gone())
    }

    /// Runs `job` after everything that was asked for before, unless the lane is closed.
    pub(crate) fn push(self: &Arc<Self>, job: impl FnOnce() + Send + 'static) {
        let mut state = self.state.lock();
        if state.closed {
            drop(state);
            // What the job holds may come back here when it is dropped.
            return drop(job);
        }
        state.jobs.push_back(Box::new(job));
        self.waiting.store(state.jobs.len(), Release);
        self.start(state);
    }

    /// Lets nothing more in, forgets what hasn't begun, and runs `last` when what runs is done.
    /// Only the first call does anything.
    pub(crate) fn close(self: &Arc<Self>, last: impl FnOnce() + Send + 'static) {
        let mut state = self.state.lock();
        if state.closed {
            return;
        }
        state.closed = true;
        let forgotten = std::mem::take(&mut state.jobs);
        state.jobs.push_back(Box::new(last));
        self.waiting.store(1, Release);
        self.start(state);
        drop(forgotten);
    }

    fn start(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        if state.draining {
            return;
        }
        state.draining = true;
        drop(state);
        let drain = Drain {
            lane: Some(self.clone()),
        };
        // A runtime that shuts down drops the closure without running it; `Drain` sees to that.
        drop(self.pool.spawn_blocking(move || drain.run()));
    }

    fn work_off(&self) {
        let mut lingered = false;
        loop {
            let job = {
                let mut state = self.state.lock();
                match state.jobs.pop_front() {
                    Some(job) => {
                        self.waiting.store(state.jobs.len(), Release);
                        job
                    }
                    None if !state.closed && !lingered => {
                        drop(state);
                        self.linger();
                        lingered = true;
                        continue;
                    }
                    None => {
                        state.draining = false;
                        return;
                    }
                }
            };
            lingered = false;
            if catch_unwind(AssertUnwindSafe(job)).is_err() {
                tracing::error!(
                    "a control call panicked; its caller is told that the engine is gone"
                );
            }
        }
    }
}

/// How long a thread that has run out of calls looks out for the next. Calls come in flocks (stop,
/// log out, log in), and to be found awake saves each of them the waking of a thread, which takes
/// longer than most calls.
#[cfg(not(loom))]
const LINGER: Duration = Duration::from_micros(50);

impl Lane {
    /// Looks out for the next call, and lets others have the core meanwhile.
    #[cfg(not(loom))]
    fn linger(&self) {
        let until = Instant::now() + LINGER;
        while self.waiting.load(Acquire) == 0 && Instant::now() < until {
            std::thread::yield_now();
        }
    }

    /// loom knows no time: one look stands for all.
    #[cfg(loom)]
    fn linger(&self) {
        if self.waiting.load(Acquire) == 0 {
            loom::thread::yield_now();
        }
    }
}

/// The duty to work the queue off, which can't be lost.
struct Drain {
    lane: Option<Arc<Lane>>,
}

impl Drain {
    fn run(mut self) {
        if let Some(lane) = self.lane.take() {
            lane.work_off();
        }
    }
}

impl Drop for Drain {
    fn drop(&mut self) {
        if let Some(lane) = self.lane.take() {
            let spawned = spawn_thread("zego-async-last-calls", move || lane.work_off());
            if let Err(error) = spawned {
                tracing::error!(%error, "no thread for the engine's last calls");
            }
        }
    }
}

#[cfg(all(test, not(loom)))]
mod tests {
    use std::sync::mpsc;

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn what_must_be_done_is_done_though_its_future_was_dropped_before_its_turn() {
        let lane = Lane::new(Pool::current());
        let (release, released) = mpsc::channel::<()>();
        lane.push(move || {
            let _ = released.recv();
        });
        let made = Arc::new(Mutex::new(Vec::new()));
        let note = |what: &'static str| {
            let made = made.clone();
            move || made.lock().push(what)
        };
        assert!(lane.call(note("login")).now_or_never().is_none());
        assert!(lane.call_surely(note("logout")).now_or_never().is_none());
        drop(release);
        lane.call(|| ()).await.expect("the lane is open");
        assert_eq!(*made.lock(), ["logout"]);
    }
}
