//! The queue between the SDK's threads and one subscriber: bounded, and honest about what it lost.

use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use crate::sync::Mutex;

/// A bounded queue with one reader. The writer never waits: when the reader is too slow the
/// oldest items go, and the reader is told how many.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
}

struct State<T> {
    items: VecDeque<T>,
    lost: u64,
    waker: Option<Waker>,
    /// No more items will come.
    finished: bool,
    /// Nobody reads any more.
    abandoned: bool,
}

/// What the reader gets.
pub(crate) enum Taken {
    /// Items were moved into the reader's batch.
    Items,
    /// This many items were lost before those that are still here.
    Lost(u64),
    /// No more will come.
    Finished,
}

/// What became of an item that was put in.
pub(crate) struct Put {
    /// Whom to wake, once no lock is held.
    pub(crate) waker: Option<Waker>,
    /// Whether an older item had to go for it.
    pub(crate) lost: bool,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Self {
        let state = State {
            items: VecDeque::new(),
            lost: 0,
            waker: None,
            finished: false,
            abandoned: false,
        };
        Self {
            state: Mutex::new(state),
            capacity: capacity.max(1),
        }
    }

    /// Puts `item` in.
    pub(crate) fn put(&self, item: T) -> Put {
        let mut state = self.state.lock();
        if state.abandoned || state.finished {
            return Put {
                waker: None,
                lost: false,
            };
        }
        let full = state.items.len() >= self.capacity;
        if full {
            state.items.pop_front();
            state.lost += 1;
        }
        state.items.push_back(item);
        Put {
            waker: state.waker.take(),
            lost: full,
        }
    }

    /// Says that no more items will come; the reader still gets those that are here.
    pub(crate) fn finish(&self) -> Option<Waker> {
        let mut state = self.state.lock();
        state.finished = true;
        state.waker.take()
    }

    /// Says that nobody reads any more.
    pub(crate) fn abandon(&self) {
        let mut state = self.state.lock();
        state.abandoned = true;
        let items = std::mem::take(&mut state.items);
        let waker = state.waker.take();
        // A waker belongs to the user: what dropping it does may come back here.
        drop(state);
        drop((items, waker));
    }

    pub(crate) fn is_abandoned(&self) -> bool {
        self.state.lock().abandoned
    }

    #[cfg(test)]
    fn is_unlocked(&self) -> bool {
        self.state.try_lock().is_some()
    }

    /// How many items wait.
    pub(crate) fn len(&self) -> usize {
        self.state.lock().items.len()
    }

    /// Forgets what is here, losses included: the reader is about to be told the present state.
    pub(crate) fn clear(&self) {
        let mut state = self.state.lock();
        state.items.clear();
        state.lost = 0;
    }

    /// Moves everything that is here into the reader's empty `batch`.
    pub(crate) fn poll_take(&self, batch: &mut VecDeque<T>, cx: &mut Context<'_>) -> Poll<Taken> {
        debug_assert!(batch.is_empty());
        let mut state = self.state.lock();
        if state.lost > 0 {
            return Poll::Ready(Taken::Lost(std::mem::take(&mut state.lost)));
        }
        if !state.items.is_empty() {
            std::mem::swap(&mut state.items, batch);
            return Poll::Ready(Taken::Items);
        }
        if state.finished {
            return Poll::Ready(Taken::Finished);
        }
        let known = state.waker.as_ref();
        if !known.is_some_and(|waker| waker.will_wake(cx.waker())) {
            let before = state.waker.replace(cx.waker().clone());
            drop(state);
            drop(before);
        }
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::task::Wake;

    use super::*;

    fn take(queue: &Queue<u32>, batch: &mut VecDeque<u32>) -> Poll<Taken> {
        queue.poll_take(batch, &mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_reader_that_falls_behind_is_told_how_much_it_lost_and_keeps_the_newest() {
        let queue = Queue::new(3);
        let lost = (0..5).filter(|&item| queue.put(item).lost).count();
        assert_eq!(lost, 2);
        let mut batch = VecDeque::new();
        assert!(matches!(
            take(&queue, &mut batch),
            Poll::Ready(Taken::Lost(2))
        ));
        assert!(matches!(
            take(&queue, &mut batch),
            Poll::Ready(Taken::Items)
        ));
        assert_eq!(batch, [2, 3, 4]);
    }

    #[test]
    fn what_is_in_the_queue_at_its_end_is_still_read() {
        let queue = Queue::new(3);
        queue.put(1);
        queue.finish();
        queue.put(2);
        let mut batch = VecDeque::new();
        assert!(matches!(
            take(&queue, &mut batch),
            Poll::Ready(Taken::Items)
        ));
        assert_eq!(batch, [1]);
        batch.clear();
        assert!(matches!(
            take(&queue, &mut batch),
            Poll::Ready(Taken::Finished)
        ));
    }

    #[test]
    fn a_queue_that_nobody_reads_holds_nothing() {
        let queue = Queue::new(3);
        queue.put(1);
        queue.abandon();
        queue.put(2);
        assert_eq!(queue.len(), 0);
    }

    /// A waker that looks at the queue when it is dropped, as one does that holds the last handle
    /// of an engine.
    struct LooksWhenDropped(Arc<Queue<u32>>, Arc<AtomicUsize>);

    impl Wake for LooksWhenDropped {
        fn wake(self: Arc<Self>) {}
    }

    impl Drop for LooksWhenDropped {
        fn drop(&mut self) {
            assert!(self.0.is_unlocked(), "dropped under the lock");
            self.1.fetch_add(1, Relaxed);
        }
    }

    #[test]
    fn a_waker_is_dropped_with_no_lock_held() {
        let queue = Arc::new(Queue::new(3));
        let dropped = Arc::new(AtomicUsize::new(0));
        let mut batch = VecDeque::new();
        for _ in 0..2 {
            let waker = Waker::from(Arc::new(LooksWhenDropped(queue.clone(), dropped.clone())));
            let polled = queue.poll_take(&mut batch, &mut Context::from_waker(&waker));
            assert!(polled.is_pending());
        }
        assert_eq!(
            dropped.load(Relaxed),
            1,
            "the second took the first one's place"
        );
        queue.abandon();
        assert_eq!(dropped.load(Relaxed), 2);
    }
}
