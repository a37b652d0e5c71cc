//! Time as the engines of a cloud see it: the machine's clock, or one that a test moves by hand.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::sdk_thread::SdkThread;
use crate::shared::epoch;

/// A clock shared by a cloud and the SDK threads of its engines.
pub(crate) struct Clock {
    hand: Option<Mutex<Duration>>,
    /// When it began, in whole seconds since 1970; what a test moves by hand goes on from there.
    born: Duration,
    /// Counts the beginnings and ends of tasks, so that `advance` notices that something ran.
    tasks: AtomicU64,
    threads: Mutex<Vec<Weak<SdkThread>>>,
}

impl Clock {
    /// The machine's clock; all of them show the same time.
    pub(crate) fn real() -> Arc<Self> {
        Arc::new(Self::new(None))
    }

    /// A clock that stands still until `advance`.
    pub(crate) fn manual() -> Arc<Self> {
        Arc::new(Self::new(Some(Mutex::new(Duration::ZERO))))
    }

    fn new(hand: Option<Mutex<Duration>>) -> Self {
        Self {
            hand,
            born: Duration::from_secs(machine_time().as_secs()),
            tasks: AtomicU64::new(0),
            threads: Mutex::default(),
        }
    }

    pub(crate) fn is_manual(&self) -> bool {
        self.hand.is_some()
    }

    /// The time since the clock's beginning.
    pub(crate) fn now(&self) -> Duration {
        match &self.hand {
            Some(hand) => *hand.lock().unwrap_or_else(PoisonError::into_inner),
            None => epoch().elapsed(),
        }
    }

    /// The time since 1970.
    pub(crate) fn unix(&self) -> Duration {
        match self.hand {
            Some(_) => self.born + self.now(),
            None => machine_time(),
        }
    }

    /// Joins a thread to those that `advance` wakes and waits for.
    pub(crate) fn join(&self, thread: &Arc<SdkThread>) {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.retain(|known| known.strong_count() > 0);
        threads.push(Arc::downgrade(thread));
    }

    /// Takes a thread out again, when its engine is gone.
    pub(crate) fn part(&self, thread: &Arc<SdkThread>) {
        let mut threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.retain(|known| !std::ptr::eq(known.as_ptr(), Arc::as_ptr(thread)));
    }

    /// Notes that a task begins or ends.
    pub(crate) fn stir(&self) {
        self.tasks.fetch_add(1, Ordering::AcqRel);
    }

    /// Moves a manual clock forward, step by step from one due task to the next, and returns when
    /// everything that was due has been delivered. On the machine's clock it only waits.
    pub(crate) fn advance(&self, step: Duration) {
        let Some(hand) = &self.hand else {
            std::thread::sleep(step);
            return;
        };
        let target = self.now() + step;
        loop {
            self.settle();
            let next = self.threads().iter().filter_map(|t| t.next_due()).min();
            let mut now = hand.lock().unwrap_or_else(PoisonError::into_inner);
            match next {
                Some(due) if due <= target => *now = (*now).max(due),
                _ => {
                    *now = (*now).max(target);
                    return;
                }
            }
            drop(now);
            self.threads().iter().for_each(|thread| thread.wake());
        }
    }

    /// Returns when no thread has anything due.
    pub(crate) fn settle(&self) {
        loop {
            let before = self.tasks.load(Ordering::Acquire);
            let now = self.now();
            self.threads()
                .iter()
                .for_each(|thread| thread.wait_until_quiet(now));
            if self.tasks.load(Ordering::Acquire) == before {
                return;
            }
        }
    }

    fn threads(&self) -> Vec<Arc<SdkThread>> {
        let threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner);
        threads.iter().filter_map(Weak::upgrade).collect()
    }
}

fn machine_time() -> Duration {
    // A machine that believes to be before 1970 has no tokens to check.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}
