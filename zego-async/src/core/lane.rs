//! The ordered queue of an engine's control calls.
//!
//! The SDK's control calls block, for up to half a second, so none of them runs on an executor
//! thread. They run one after the other in the order in which they were asked for, on tokio's
//! blocking pool for as long as there is work; an idle engine has no thread. Where the runtime is
//! gone a thread of its own does what is left.

use std::cell::Cell;
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
            if !answer.is_closed()
                && let Err(unwanted) = answer.send(call())
            {
                // Nobody waits any more: dropping the result takes back what it stands for, before
                // what was asked for since.
                let _first = First::new();
                drop(unwanted);
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
        match First::is_asked_for() {
            true => state.jobs.push_front(Box::new(job)),
            false => state.jobs.push_back(Box::new(job)),
        }
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
const LINGER: Duration = Duration::from_micros(100);

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

thread_local! {
    static FIRST: Cell<bool> = const { Cell::new(false) };
}

/// While it lives, what this thread pushes comes before everything else.
struct First;

impl First {
    fn new() -> Self {
        FIRST.set(true);
        Self
    }

    fn is_asked_for() -> bool {
        FIRST.get()
    }
}

impl Drop for First {
    fn drop(&mut self) {
        FIRST.set(false);
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

    /// Asks the lane for something when it is dropped, as a handle does that nobody wants.
    struct TakesBack(Arc<Lane>, mpsc::Sender<&'static str>);

    impl Drop for TakesBack {
        fn drop(&mut self) {
            let told = self.1.clone();
            self.0.push(move || {
                let _ = told.send("taken back");
            });
        }
    }

    #[tokio::test]
    async fn what_nobody_waits_for_is_taken_back_before_what_was_asked_for_since() {
        let lane = Lane::new(Pool::current());
        let (tell, told) = mpsc::channel();
        let (begin, began) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let first = {
            let (lane, tell) = (lane.clone(), tell.clone());
            lane.clone().ask(move || {
                let _ = begin.send(());
                let _ = released.recv();
                TakesBack(lane, tell)
            })
        };
        began.recv().unwrap();
        drop(first);
        let second = lane.ask(move || {
            let _ = tell.send("asked for");
        });
        drop(release);
        second.await.unwrap();
        assert_eq!(told.iter().collect::<Vec<_>>(), ["taken back", "asked for"]);
    }
}
