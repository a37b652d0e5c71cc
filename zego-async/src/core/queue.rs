//! The queue between the SDK's threads and those who want to hear the same: bounded, and honest
//! about what each of them lost.
//!
//! An item is put in once, however many readers there are: the SDK's thread doesn't pay for them.
//! Each reader takes copies at its own pace, the last one the items themselves.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::effects::Wakers;
use crate::sync::Mutex;

/// How many items a reader copies at once while others still want them: the writer may have to
/// wait for it.
const MAX_COPIES: usize = 32;

/// A bounded queue. The writer never waits for readers to read: when one is too slow the oldest
/// items go, and it is told how many.
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    capacity: usize,
}

struct State<T> {
    items: VecDeque<T>,
    /// The number of the first item; all that were ever put in are numbered in their order.
    first: u64,
    /// By the place of each reader; `None` where one has left.
    readers: Vec<Option<Place>>,
    /// How many of them are here.
    joined: usize,
    /// How many readers have a waker here.
    asleep: usize,
    /// No more items will come.
    finished: bool,
}

/// Where a reader is.
struct Place {
    /// The number of the item that it wants next.
    next: u64,
    waker: Option<Waker>,
}

/// One reader of a queue; it leaves when it is dropped.
pub(crate) struct Reader<T> {
    queue: Arc<Queue<T>>,
    place: usize,
}

/// What a reader gets.
pub(crate) enum Taken {
    /// Items were moved into the reader's batch.
    Items,
    /// This many items were lost before those that are still here.
    Lost(u64),
    /// No more will come.
    Finished,
}

impl<T> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Arc<Self> {
        let state = State {
            items: VecDeque::new(),
            first: 0,
            readers: Vec::new(),
            joined: 0,
            asleep: 0,
            finished: false,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            capacity: capacity.max(1),
        })
    }

    /// A new reader, of what is put in from now on.
    pub(crate) fn join(self: &Arc<Self>) -> Reader<T> {
        let mut state = self.state.lock();
        let next = state.end();
        let free = state.readers.iter().position(Option::is_none);
        let place = free.unwrap_or(state.readers.len());
        if place == state.readers.len() {
            state.readers.push(None);
        }
        state.readers[place] = Some(Place { next, waker: None });
        state.joined += 1;
        Reader {
            queue: self.clone(),
            place,
        }
    }

    /// Puts `item` in and adds whom to wake, once no lock is held. Answers for how many readers
    /// an item was lost.
    #[inline]
    pub(crate) fn put(&self, item: T, wakers: &mut Wakers) -> u64 {
        let mut guard = self.state.lock();
        let state = &mut *guard;
        if state.finished || state.joined == 0 {
            return 0;
        }
        let mut lost = 0;
        if state.items.len() >= self.capacity {
            state.items.pop_front();
            let slow = state.places().filter(|place| place.next <= state.first);
            lost = slow.count() as u64;
            state.first += 1;
        }
        state.items.push_back(item);
        state.rouse(wakers);
        lost
    }

    /// Says that no more items will come; readers still get those that are here.
    pub(crate) fn finish(&self, wakers: &mut Wakers) {
        let mut state = self.state.lock();
        state.finished = true;
        state.rouse(wakers);
    }

    pub(crate) fn has_readers(&self) -> bool {
        self.state.lock().joined > 0
    }

    /// How many items wait for the slowest reader.
    pub(crate) fn len(&self) -> usize {
        self.state.lock().items.len()
    }

    #[cfg(test)]
    fn is_unlocked(&self) -> bool {
        self.state.try_lock().is_some()
    }
}

impl<T> State<T> {
    fn end(&self) -> u64 {
        self.first + self.items.len() as u64
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.readers.iter().flatten()
    }

    /// Takes out whom to wake.
    fn rouse(&mut self, wakers: &mut Wakers) {
        if self.asleep > 0 {
            self.asleep = 0;
            let places = self.readers.iter_mut().flatten();
            places
                .filter_map(|place| place.waker.take())
                .for_each(|waker| wakers.push(waker));
        }
    }

    /// How many items at the front nobody but the reader at `place` wants.
    fn unwanted_by_others(&self, place: usize) -> usize {
        let readers = self.readers.iter().enumerate();
        let others = readers.filter(|&(at, _)| at != place);
        let slowest = others.filter_map(|(_, other)| Some(other.as_ref()?.next));
        match slowest.min() {
            Some(next) => next.saturating_sub(self.first) as usize,
            None => self.items.len(),
        }
    }

    /// Takes `count` items off the front.
    fn take_front(&mut self, count: usize) -> impl Iterator<Item = T> {
        self.first += count as u64;
        self.items.drain(..count)
    }
}

impl<T: Clone> Reader<T> {
    /// Moves what is here into the reader's empty `batch`.
    pub(crate) fn poll_take(&self, batch: &mut VecDeque<T>, cx: &mut Context<'_>) -> Poll<Taken> {
        debug_assert!(batch.is_empty());
        let mut guard = self.queue.state.lock();
        let state = &mut *guard;
        let (first, end) = (state.first, state.end());
        // never: a place is given up only when its reader is dropped
        let place = state.readers[self.place].as_mut().expect("a place");
        if place.next < first {
            let lost = first - place.next;
            place.next = first;
            return Poll::Ready(Taken::Lost(lost));
        }
        if place.next < end {
            let (from, count) = ((place.next - first) as usize, (end - place.next) as usize);
            state.take(self.place, from, count, batch);
            return Poll::Ready(Taken::Items);
        }
        if state.finished {
            return Poll::Ready(Taken::Finished);
        }
        let known = place.waker.as_ref();
        if !known.is_some_and(|waker| waker.will_wake(cx.waker())) {
            let before = place.waker.replace(cx.waker().clone());
            state.asleep += usize::from(before.is_none());
            drop(guard);
            drop(before);
        }
        Poll::Pending
    }
}

impl<T: Clone> State<T> {
    /// Gives the reader at `place` the `count` items from `from` on, or as many as it may copy.
    fn take(&mut self, place: usize, from: usize, count: usize, batch: &mut VecDeque<T>) {
        let free = match from {
            0 => self.unwanted_by_others(place).min(count),
            _ => 0,
        };
        let copies = (count - free).min(MAX_COPIES);
        if free == self.items.len() {
            self.first += free as u64;
            std::mem::swap(&mut self.items, batch);
        } else {
            batch.extend(self.take_front(free));
            batch.extend(self.items.range(from..from + copies).cloned());
        }
        if let Some(place) = &mut self.readers[place] {
            place.next += (free + copies) as u64;
        }
    }
}

impl<T> Reader<T> {
    /// Forgets what is here, losses included: the reader is about to be told the present state.
    pub(crate) fn skip(&self) {
        let mut state = self.queue.state.lock();
        let end = state.end();
        let unwanted = state.unwanted_by_others(self.place);
        let forgotten: Vec<T> = state.take_front(unwanted).collect();
        if let Some(place) = &mut state.readers[self.place] {
            place.next = end;
        }
        drop(state);
        drop(forgotten);
    }

    /// How many items wait for it.
    pub(crate) fn len(&self) -> usize {
        let state = self.queue.state.lock();
        match &state.readers[self.place] {
            Some(place) => (state.end() - place.next.max(state.first)) as usize,
            None => 0,
        }
    }
}

impl<T> Drop for Reader<T> {
    fn drop(&mut self) {
        let mut state = self.queue.state.lock();
        let left = state.readers[self.place].take();
        state.joined -= 1;
        let sleeps = left.as_ref().is_some_and(|place| place.waker.is_some());
        state.asleep -= usize::from(sleeps);
        let unwanted = state.unwanted_by_others(self.place);
        let forgotten: Vec<T> = state.take_front(unwanted).collect();
        if state.joined == 0 {
            state.items = VecDeque::new();
        }
        // A waker belongs to the user: what dropping it does may come back here.
        drop(state);
        drop((left, forgotten));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
    use std::task::Wake;

    use super::*;

    fn put<T>(queue: &Queue<T>, item: T) -> u64 {
        queue.put(item, &mut Wakers::default())
    }

    fn take(reader: &Reader<u32>, batch: &mut VecDeque<u32>) -> Poll<Taken> {
        reader.poll_take(batch, &mut Context::from_waker(Waker::noop()))
    }

    /// Everything that a reader gets at once; a loss is the negative number of what was lost.
    fn read(reader: &Reader<u32>) -> Vec<i64> {
        let mut all = Vec::new();
        let mut batch = VecDeque::new();
        while let Poll::Ready(taken) = take(reader, &mut batch) {
            match taken {
                Taken::Items => all.extend(batch.drain(..).map(i64::from)),
                Taken::Lost(lost) => all.push(-(lost as i64)),
                Taken::Finished => break,
            }
        }
        all
    }

    #[test]
    fn a_reader_that_falls_behind_is_told_how_much_it_lost_and_keeps_the_newest() {
        let queue = Queue::new(3);
        let reader = queue.join();
        let lost: u64 = (0..5).map(|item| put(&queue, item)).sum();
        assert_eq!(lost, 2);
        assert_eq!(read(&reader), [-2, 2, 3, 4]);
    }

    #[test]
    fn a_slow_reader_loses_alone_and_readers_get_what_came_after_they_joined() {
        let queue = Queue::new(3);
        let (quick, slow) = (queue.join(), queue.join());
        put(&queue, 0);
        put(&queue, 1);
        assert_eq!(read(&quick), [0, 1]);
        let late = queue.join();
        let lost: u64 = (2..6).map(|item| put(&queue, item)).sum();
        assert_eq!(
            lost, 5,
            "0, 1 and 2 of the slow one, 2 of the quick and of the late one"
        );
        assert_eq!(read(&quick), [-1, 3, 4, 5]);
        assert_eq!(read(&late), [-1, 3, 4, 5]);
        assert_eq!(read(&slow), [-3, 3, 4, 5]);
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn many_readers_each_get_everything_in_order_whatever_their_pace() {
        let queue = Queue::new(1000);
        let readers: Vec<_> = (0..4).map(|_| queue.join()).collect();
        let mut got = vec![Vec::new(); 4];
        for item in 0..500 {
            put(&queue, item);
            for (pace, reader) in readers.iter().enumerate() {
                if item % (pace as u32 * 50 + 1) == 0 {
                    got[pace].extend(read(reader));
                }
            }
        }
        for (got, reader) in got.iter_mut().zip(&readers) {
            got.extend(read(reader));
            assert_eq!(*got, (0..500).collect::<Vec<_>>());
        }
        assert_eq!(queue.len(), 0);
    }

    #[test]
    fn what_is_in_the_queue_at_its_end_is_still_read() {
        let queue = Queue::new(3);
        let reader = queue.join();
        put(&queue, 1);
        queue.finish(&mut Wakers::default());
        put(&queue, 2);
        let mut batch = VecDeque::new();
        assert!(matches!(
            take(&reader, &mut batch),
            Poll::Ready(Taken::Items)
        ));
        assert_eq!(batch, [1]);
        batch.clear();
        assert!(matches!(
            take(&reader, &mut batch),
            Poll::Ready(Taken::Finished)
        ));
    }

    #[test]
    fn what_nobody_reads_any_more_is_not_held() {
        let queue = Queue::new(3);
        let (stays, leaves) = (queue.join(), queue.join());
        put(&queue, 1);
        assert_eq!(read(&stays), [1]);
        assert_eq!(queue.len(), 1);
        drop(leaves);
        assert_eq!(queue.len(), 0);
        put(&queue, 2);
        drop(stays);
        put(&queue, 3);
        assert_eq!(queue.len(), 0);
        assert!(!queue.has_readers());
    }

    #[test]
    fn a_reader_that_skips_gets_only_what_comes_later() {
        let queue = Queue::new(3);
        let (other, reader) = (queue.join(), queue.join());
        (0..5).for_each(|item| {
            put(&queue, item);
        });
        reader.skip();
        put(&queue, 5);
        assert_eq!(read(&reader), [5]);
        assert_eq!(read(&other), [-3, 3, 4, 5]);
    }

    #[test]
    fn everybody_who_sleeps_is_woken_once() {
        struct Counts(AtomicUsize);
        impl Wake for Counts {
            fn wake(self: Arc<Self>) {
                self.0.fetch_add(1, Relaxed);
            }
        }
        let queue = Queue::new(3);
        let readers = [queue.join(), queue.join()];
        let woken = Arc::new(Counts(AtomicUsize::new(0)));
        let waker = Waker::from(woken.clone());
        for reader in &readers {
            let polled = reader.poll_take(&mut VecDeque::new(), &mut Context::from_waker(&waker));
            assert!(polled.is_pending());
        }
        for item in 0..2 {
            let mut wakers = Wakers::default();
            queue.put(item, &mut wakers);
            wakers.wake();
        }
        assert_eq!(woken.0.load(Relaxed), 2);
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
        let queue = Queue::new(3);
        let reader = queue.join();
        let dropped = Arc::new(AtomicUsize::new(0));
        let mut batch = VecDeque::new();
        for _ in 0..2 {
            let waker = Waker::from(Arc::new(LooksWhenDropped(queue.clone(), dropped.clone())));
            let polled = reader.poll_take(&mut batch, &mut Context::from_waker(&waker));
            assert!(polled.is_pending());
        }
        assert_eq!(
            dropped.load(Relaxed),
            1,
            "the second took the first one's place"
        );
        drop(reader);
        assert_eq!(dropped.load(Relaxed), 2);
    }
}
