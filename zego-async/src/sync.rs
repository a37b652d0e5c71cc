//! The lock of this crate, one that a panic elsewhere doesn't close, the line of the cache that it
//! may begin, and what else loom replaces when the crate is compiled with `--cfg loom`: atomics,
//! waiting and threads.
//!
//! Whatever threads of the SDK and of the user meet in uses these, so that the models in
//! `models.rs` beside each try every order in which they can meet.

use std::sync::PoisonError;
use std::time::Duration;

#[cfg(loom)]
use loom::sync as imp;
#[cfg(not(loom))]
use std::sync as imp;

use imp::Condvar;

pub(crate) use imp::{MutexGuard, atomic};

/// A mutex whose guard is always given: every critical section here leaves its data whole, so a
/// panic in one of them says nothing about the data.
#[derive(Debug, Default)]
pub(crate) struct Mutex<T>(imp::Mutex<T>);

impl<T> Mutex<T> {
    #[cfg(not(loom))]
    pub(crate) const fn new(value: T) -> Self {
        Self(imp::Mutex::new(value))
    }

    #[cfg(loom)]
    pub(crate) fn new(value: T) -> Self {
        Self(imp::Mutex::new(value))
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The guard, if nobody has it: for tests that prove that no lock is held.
    #[cfg(test)]
    pub(crate) fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        match self.0.try_lock() {
            Ok(guard) => Some(guard),
            Err(std::sync::TryLockError::Poisoned(poisoned)) => Some(poisoned.into_inner()),
            Err(std::sync::TryLockError::WouldBlock) => None,
        }
    }
}

/// Begins a line of the processor's cache, so that what is first in it lies together.
#[derive(Default)]
#[repr(align(64))]
pub(crate) struct Line<T>(pub(crate) T);

/// Wakes threads that wait for a change of what a [`Mutex`] guards.
#[derive(Default)]
pub(crate) struct Bell(Condvar);

impl Bell {
    pub(crate) fn ring(&self) {
        self.0.notify_all();
    }

    /// Lets the guard go and waits, no longer than `deadline`; loom knows no time and waits on.
    pub(crate) fn wait<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        deadline: Duration,
    ) -> MutexGuard<'a, T> {
        let waited = self.0.wait_timeout(guard, deadline);
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Lets other threads go on for a moment.
pub(crate) fn pause() {
    #[cfg(not(loom))]
    std::thread::sleep(Duration::from_millis(1));
    #[cfg(loom)]
    loom::thread::yield_now();
}

/// Lets less than a microsecond pass: long for two cores, short for a thread that would sleep.
pub(crate) fn breathe() {
    #[cfg(not(loom))]
    (0..16).for_each(|_| std::hint::spin_loop());
}

/// A thread of its own for work that nothing else does any more.
pub(crate) fn spawn_thread(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> std::io::Result<()> {
    #[cfg(not(loom))]
    return std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop);
    #[cfg(loom)]
    {
        let _ = name;
        drop(loom::thread::spawn(work));
        Ok(())
    }
}

/// Where blocking calls run: tokio's pool.
#[cfg(not(loom))]
pub(crate) type Pool = tokio::runtime::Handle;

/// A pool as loom's models need it: one that works, or one whose runtime is gone and that drops
/// what it is given.
#[cfg(loom)]
pub(crate) struct Pool {
    pub(crate) is_gone: bool,
}

/// In the place of tokio's handle of what was spawned.
#[cfg(loom)]
pub(crate) struct Spawned;

#[cfg(loom)]
impl Pool {
    pub(crate) fn spawn_blocking(&self, work: impl FnOnce() + Send + 'static) -> Spawned {
        match self.is_gone {
            true => drop(work),
            false => drop(loom::thread::spawn(work)),
        }
        Spawned
    }

    /// Tasks are tokio's own; no model has any.
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) -> Spawned {
        drop(task);
        Spawned
    }
}

#[cfg(loom)]
impl From<tokio::runtime::Handle> for Pool {
    fn from(_: tokio::runtime::Handle) -> Self {
        Self { is_gone: false }
    }
}
