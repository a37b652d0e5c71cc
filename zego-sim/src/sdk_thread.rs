//! The thread on which an engine tells what it did not do inside a call: a queue of tasks, each
//! due at a time. The thread lives while its engine does or while tasks remain.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Clock;
use crate::outbox::When;

/// What is run on the thread; no lock is held meanwhile.
pub(crate) type Task = Box<dyn FnOnce() + Send>;

/// Groups tasks, so that those of a thing that ended can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Tag(pub(crate) u64);

/// One engine's SDK thread.
pub(crate) struct SdkThread {
    name: &'static str,
    queue: Mutex<Queue>,
    /// Rings for the worker: a new task, the clock moved, the engine ended.
    work: Condvar,
    /// Rings for those who wait, if anybody does: a task was finished or taken back.
    done: Condvar,
}

struct Queue {
    tasks: BinaryHeap<Reverse<Entry>>,
    posted: u64,
    /// When the last task of the serial queue is due.
    serial_due: Duration,
    clock: Arc<Clock>,
    /// A worker is there, or about to be.
    employed: bool,
    /// Which thread it is, once it runs.
    worker: Option<this_thread::Mark>,
    /// The worker waits for `work`. Ringing costs a call of the system, so it is done only then.
    asleep: bool,
    /// How many wait for `done`.
    watchers: usize,
    busy: bool,
    /// An engine is alive: the thread waits for tasks instead of ending.
    stay: bool,
}

struct Entry {
    due: Duration,
    order: u64,
    tag: Option<Tag>,
    /// Is carried out even when its engine ended.
    outlives: bool,
    task: Task,
}

impl SdkThread {
    /// A thread that starts with its first task.
    pub(crate) fn new() -> Arc<Self> {
        Self::named("zego-sim-sdk")
    }

    /// As `new`, for a thread of another name.
    pub(crate) fn named(name: &'static str) -> Arc<Self> {
        Arc::new(Self {
            name,
            queue: Mutex::new(Queue {
                tasks: BinaryHeap::new(),
                posted: 0,
                serial_due: Duration::ZERO,
                clock: Clock::real(),
                employed: false,
                worker: None,
                asleep: false,
                watchers: 0,
                busy: false,
                stay: false,
            }),
            work: Condvar::new(),
            done: Condvar::new(),
        })
    }

    /// An engine begins: its tasks follow `clock`, and the thread stays.
    pub(crate) fn begin(self: &Arc<Self>, clock: &Arc<Clock>) {
        let mut queue = self.lock();
        queue.follow(clock.clone());
        queue.stay = true;
        drop(queue);
        clock.join(self);
    }

    /// The engine ended: of its tasks only results of calls are left, and the thread goes when
    /// the last of them is told.
    pub(crate) fn end(self: &Arc<Self>) {
        let mut queue = self.lock();
        let clock = queue.clock.clone();
        queue.follow(Clock::real());
        queue.stay = false;
        queue.tasks.retain(|Reverse(entry)| entry.outlives);
        self.took_back(&queue);
        drop(queue);
        clock.part(self);
        self.work.notify_all();
    }

    /// Runs `task` when it is due; tasks that are due together keep their order.
    pub(crate) fn post(self: &Arc<Self>, when: When, tag: Option<Tag>, task: Task) {
        let mut queue = self.lock();
        let now = queue.clock.now();
        let due = match when {
            When::In(delay) => now + delay,
            When::At(due) => due.max(now),
        };
        queue.push(due, tag, false, task);
        self.employ(queue);
    }

    /// Runs `task` after the tasks posted this way before it, `gap` after the last of them.
    pub(crate) fn post_serial(self: &Arc<Self>, gap: Duration, task: Task) {
        let mut queue = self.lock();
        let due = queue.serial_due.max(queue.clock.now()) + gap;
        queue.serial_due = due;
        queue.push(due, None, true, task);
        self.employ(queue);
    }

    /// Takes back what was posted with `tag`.
    pub(crate) fn cancel(&self, tag: Tag) {
        let mut queue = self.lock();
        queue.tasks.retain(|Reverse(entry)| entry.tag != Some(tag));
        self.took_back(&queue);
    }

    /// Runs `task` behind the row of results, `gap` after the last of them, and returns when it
    /// has run. On the SDK thread itself, and where only a test moves the clock, nothing is waited
    /// for: the row is emptied at once.
    pub(crate) fn finish_row(self: &Arc<Self>, gap: Duration, task: Task) {
        let mut queue = self.lock();
        if queue.worker == Some(this_thread::mark()) {
            let row = queue.take_row();
            drop(queue);
            row.into_iter().for_each(|task| task());
            task();
            return;
        }
        if queue.clock.is_manual() {
            let row = queue.take_row();
            row.into_iter()
                .for_each(|task| queue.push(Duration::ZERO, None, true, task));
            queue.serial_due = Duration::ZERO;
        }
        let finished = Arc::new(Mutex::new(false));
        let mark = finished.clone();
        let due = match queue.clock.is_manual() {
            true => Duration::ZERO,
            false => queue.serial_due.max(queue.clock.now()) + gap,
        };
        let task: Task = Box::new(move || {
            task();
            *mark.lock().unwrap_or_else(PoisonError::into_inner) = true;
        });
        queue.push(due, None, true, task);
        self.employ(queue);
        let mut queue = self.lock();
        while !*finished.lock().unwrap_or_else(PoisonError::into_inner) {
            queue = self.wait_for_done(queue);
        }
    }

    /// When the next task is due.
    pub(crate) fn next_due(&self) -> Option<Duration> {
        self.lock().tasks.peek().map(|Reverse(entry)| entry.due)
    }

    /// Lets the thread look at its clock again.
    pub(crate) fn wake(&self) {
        drop(self.lock());
        self.work.notify_all();
    }

    /// Returns when no task is running or due at `now`; at once when this is the SDK thread.
    pub(crate) fn wait_until_quiet(&self, now: Duration) {
        let mut queue = self.lock();
        if queue.worker == Some(this_thread::mark()) {
            return;
        }
        while queue.busy || queue.tasks.peek().is_some_and(|Reverse(e)| e.due <= now) {
            queue = self.wait_for_done(queue);
        }
    }

    /// Waits until a task was finished or taken back.
    fn wait_for_done<'a>(&self, mut queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        queue.watchers += 1;
        let mut queue = self
            .done
            .wait(queue)
            .unwrap_or_else(PoisonError::into_inner);
        queue.watchers -= 1;
        queue
    }

    /// Tasks were taken back, maybe those that somebody waits for: no worker will ring for them.
    fn took_back(&self, queue: &Queue) {
        if queue.watchers > 0 {
            self.done.notify_all();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sees to it that somebody works on the queue.
    fn employ(self: &Arc<Self>, mut queue: MutexGuard<'_, Queue>) {
        if !queue.employed {
            let thread = self.clone();
            let started = std::thread::Builder::new()
                .name(self.name.to_owned())
                .spawn(move || thread.work());
            // A machine without a free thread runs the task when one comes with a later post.
            queue.employed = started.is_ok();
        }
        let asleep = std::mem::take(&mut queue.asleep);
        drop(queue);
        if asleep {
            self.work.notify_all();
        }
    }

    fn work(self: Arc<Self>) {
        let mut queue = self.lock();
        queue.worker = Some(this_thread::mark());
        loop {
            let now = queue.clock.now();
            match queue.tasks.peek().map(|Reverse(entry)| entry.due) {
                Some(due) if due <= now => {
                    let Some(Reverse(entry)) = queue.tasks.pop() else {
                        continue;
                    };
                    let clock = queue.clock.clone();
                    queue.busy = true;
                    drop(queue);
                    clock.stir();
                    // A task that panics is a mistake of the model; the others still get their turn.
                    let _ = catch_unwind(AssertUnwindSafe(entry.task));
                    queue = self.lock();
                    queue.busy = false;
                    clock.stir();
                    if queue.watchers > 0 {
                        self.done.notify_all();
                    }
                }
                Some(due) if !queue.clock.is_manual() => {
                    queue.asleep = true;
                    let (guard, _) = self
                        .work
                        .wait_timeout(queue, due - now)
                        .unwrap_or_else(PoisonError::into_inner);
                    queue = guard;
                    queue.asleep = false;
                }
                None if !queue.stay => {
                    (queue.employed, queue.worker) = (false, None);
                    return;
                }
                _ => {
                    queue.asleep = true;
                    queue = self
                        .work
                        .wait(queue)
                        .unwrap_or_else(PoisonError::into_inner);
                    queue.asleep = false;
                }
            }
        }
    }
}

impl Queue {
    fn push(&mut self, due: Duration, tag: Option<Tag>, outlives: bool, task: Task) {
        self.posted += 1;
        let order = self.posted;
        self.tasks.push(Reverse(Entry {
            due,
            order,
            tag,
            outlives,
            task,
        }));
    }

    /// Takes the results that wait in the row, in their order.
    fn take_row(&mut self) -> Vec<Task> {
        let all = std::mem::take(&mut self.tasks).into_sorted_vec();
        let (row, rest): (Vec<_>, Vec<_>) =
            all.into_iter().rev().partition(|Reverse(e)| e.outlives);
        self.tasks = rest.into();
        row.into_iter().map(|Reverse(entry)| entry.task).collect()
    }

    /// Changes the clock; what is left to wait stays the same.
    fn follow(&mut self, clock: Arc<Clock>) {
        let (before, after) = (self.clock.now(), clock.now());
        let moved = |due: Duration| after + due.saturating_sub(before);
        self.serial_due = moved(self.serial_due);
        self.tasks = std::mem::take(&mut self.tasks)
            .into_iter()
            .map(|Reverse(mut entry)| {
                entry.due = moved(entry.due);
                Reverse(entry)
            })
            .collect();
        self.clock = clock;
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.order == other.order
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.due, self.order).cmp(&(other.due, other.order))
    }
}

/// Which thread this is.
#[cfg(not(feature = "steering"))]
mod this_thread {
    pub(super) type Mark = std::thread::ThreadId;

    pub(super) fn mark() -> Mark {
        std::thread::current().id()
    }
}

/// Which thread this is, in the system's words: threads of two copies of std in one process may
/// have the same `ThreadId`.
#[cfg(feature = "steering")]
mod this_thread {
    pub(super) type Mark = std::path::PathBuf;

    pub(super) fn mark() -> Mark {
        // never: every thread of a Linux process has it, and this feature is for Linux
        std::fs::read_link("/proc/thread-self").expect("a thread")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    const HANG: Duration = Duration::from_secs(60);

    /// Lets somebody wait for a due task that no worker has come to yet, and calls `take_back`.
    fn wait_for_a_task_that_goes(take_back: impl FnOnce(&Arc<SdkThread>, Tag)) {
        let (thread, clock, tag) = (SdkThread::new(), Clock::manual(), Tag(1));
        thread.begin(&clock);
        thread
            .lock()
            .push(Duration::ZERO, Some(tag), false, Box::new(|| ()));
        let (quiet, told) = mpsc::channel();
        std::thread::spawn({
            let thread = thread.clone();
            move || {
                thread.wait_until_quiet(Duration::ZERO);
                quiet.send(()).unwrap();
            }
        });
        while thread.lock().watchers == 0 {
            std::thread::yield_now();
        }
        take_back(&thread, tag);
        told.recv_timeout(HANG).expect("it waits for nothing");
    }

    #[test]
    fn who_waits_for_a_task_is_told_when_it_is_taken_back() {
        wait_for_a_task_that_goes(|thread, tag| thread.cancel(tag));
    }

    #[test]
    fn who_waits_for_a_task_is_told_when_its_engine_ends() {
        wait_for_a_task_that_goes(|thread, _| thread.end());
    }
}
