//! The queue between the SDK's threads and those who want to hear the same: bounded, and honest
//! about what each of them lost.
//!
//! An item is put in once, however many readers there are: the SDK's thread doesn't pay for them.
//! One reader alone takes the items themselves. Several share them: what has come since the last
//! time is sealed into a block, of which each reader takes a reference, so that nobody copies
//! anything while the writer waits.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use super::effects::Wakers;
use crate::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use crate::sync::{Mutex, breathe};

/// A bounded queue. The writer never waits for readers to read: when one is too slow the oldest
/// items go, and it is told how many. A block stays until its last item goes, so that memory may
/// hold up to twice as many items as the queue.
///
/// Laid out by who touches what, since a line of the cache that the writer's and a reader's core
/// both write to costs each of them more than all their work on it: what every item needs lies in
/// one line with the lock, and what readers need in the next.
#[repr(C, align(64))]
pub(crate) struct Queue<T> {
    state: Mutex<State<T>>,
    /// How many readers there are; changed under the lock.
    readers: AtomicUsize,
}

/// All items that were ever put in are numbered in their order.
#[repr(C)]
struct State<T> {
    /// What came after what is sealed.
    open: VecDeque<T>,
    /// The number of the first item of `open`.
    open_from: u64,
    /// Items before this one are lost, or nobody wants them any more.
    oldest: u64,
    /// How many readers have a waker here.
    asleep: u32,
    /// No more items will come.
    finished: bool,
    /// Whether there is a reader, as the queue's `readers` says, where the writer looks anyway.
    is_read: bool,
    /// How many items were open when they were last handed out, within reason.
    usual: u8,
    /// How many items wait at most.
    capacity: usize,
    /// What several readers share, oldest first.
    sealed: VecDeque<Block<T>>,
    /// By the place of each reader; `None` where one has left.
    readers: Vec<Option<Place>>,
}

/// Items that don't move any more.
struct Block<T> {
    items: Arc<VecDeque<T>>,
    /// The number of its first item.
    from: u64,
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
    /// Items are in the reader's batch.
    Items,
    /// This many items were lost before those that are still here.
    Lost(u64),
    /// No more will come.
    Finished,
}

/// What a reader has taken and not yet looked at.
pub(crate) struct Batch<T> {
    /// Its own items. They are taken where they lie and go together with the last: to take each
    /// out would move it once more.
    own: VecDeque<T>,
    /// How many of its own were taken.
    taken: usize,
    /// A block, and how many of its items were looked at.
    shared: Option<(Arc<VecDeque<T>>, usize)>,
    /// How often in a row its reader, alone, took few items at once.
    few: u8,
}

impl<T: Default> Queue<T> {
    pub(crate) fn new(capacity: usize) -> Arc<Self> {
        let state = State {
            sealed: VecDeque::new(),
            open: VecDeque::new(),
            usual: 0,
            open_from: 0,
            oldest: 0,
            readers: Vec::new(),
            asleep: 0,
            finished: false,
            is_read: false,
            capacity: capacity.max(1),
        };
        Arc::new(Self {
            state: Mutex::new(state),
            readers: AtomicUsize::new(0),
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
        state.is_read = true;
        self.readers.fetch_add(1, Relaxed);
        Reader {
            queue: self.clone(),
            place,
        }
    }

    /// Takes the item, if anybody wants it, and leaves the default in its place. Adds whom to wake,
    /// once no lock is held, and answers for how many readers an item was lost.
    #[inline]
    pub(crate) fn put(&self, item: &mut T, wakers: &mut Wakers) -> u64 {
        let mut guard = self.state.lock();
        let state = &mut *guard;
        if state.finished || !state.is_read {
            return 0;
        }
        let lost = match state.len() >= state.capacity {
            true => state.lose_one(),
            false => 0,
        };
        if state.open.capacity() == 0 {
            state.open.reserve(state.usual.into());
        }
        state.open.push_back(std::mem::take(item));
        state.rouse(wakers);
        lost
    }

    /// Says that no more items will come; readers still get those that are here.
    pub(crate) fn finish(&self, wakers: &mut Wakers) {
        let mut state = self.state.lock();
        state.finished = true;
        state.rouse(wakers);
    }

    /// Whether there is a reader. Only who holds off new ones can rely on it.
    pub(crate) fn has_readers(&self) -> bool {
        self.readers.load(Relaxed) > 0
    }

    /// How many items wait for the slowest reader.
    pub(crate) fn len(&self) -> usize {
        self.state.lock().len()
    }

    #[cfg(test)]
    fn is_unlocked(&self) -> bool {
        self.state.try_lock().is_some()
    }
}

impl<T> State<T> {
    fn end(&self) -> u64 {
        self.open_from + self.open.len() as u64
    }

    fn len(&self) -> usize {
        (self.end() - self.oldest) as usize
    }

    fn places(&self) -> impl Iterator<Item = &Place> {
        self.readers.iter().flatten()
    }

    /// Takes out whom to wake.
    #[inline]
    fn rouse(&mut self, wakers: &mut Wakers) {
        if self.asleep > 0 {
            self.asleep = 0;
            let places = self.readers.iter_mut().flatten();
            places
                .filter_map(|place| place.waker.take())
                .for_each(|waker| wakers.push(waker));
        }
    }

    /// Lets the oldest item go, and answers for how many readers it is lost.
    #[cold]
    fn lose_one(&mut self) -> u64 {
        let oldest = self.oldest;
        let slow = self.places().filter(|place| place.next <= oldest).count();
        self.oldest += 1;
        // Under the lock: the writer has no other place for it.
        drop(self.forget());
        slow as u64
    }

    /// Sets `oldest` to what the slowest reader wants, and takes out what nobody does.
    fn forget_read(&mut self) -> Forgotten<T> {
        let slowest = self.places().map(|place| place.next).min();
        self.oldest = self.oldest.max(slowest.unwrap_or(self.end()));
        self.forget()
    }

    /// Takes out what is older than `oldest`. A block goes when all of it is.
    fn forget(&mut self) -> Forgotten<T> {
        let mut forgotten = Forgotten {
            blocks: Vec::new(),
            items: VecDeque::new(),
        };
        while self
            .sealed
            .front()
            .is_some_and(|block| block.end() <= self.oldest)
        {
            forgotten.blocks.extend(self.sealed.pop_front());
        }
        let old = self.oldest.saturating_sub(self.open_from) as usize;
        match old {
            0 => {}
            all if all == self.open.len() => forgotten.items = std::mem::take(&mut self.open),
            some => forgotten.items.extend(self.open.drain(..some)),
        }
        self.open_from += old as u64;
        forgotten
    }

    /// Hands items from `next` on to a reader; there are some. Answers where it is then.
    fn hand_out(&mut self, next: u64, alone: bool, batch: &mut Batch<T>) -> u64 {
        if alone && next == self.open_from {
            let end = self.end();
            self.usual = usual(self.open.len());
            std::mem::swap(&mut self.open, &mut batch.own);
            if usize::from(self.usual) > KEPT {
                self.open = VecDeque::new();
            }
            (self.open_from, self.oldest) = (end, end);
            return end;
        }
        if next >= self.open_from {
            self.usual = usual(self.open.len());
            let items = std::mem::take(&mut self.open);
            let block = Block {
                items: Arc::new(items),
                from: self.open_from,
            };
            self.open_from = block.end();
            self.sealed.push_back(block);
        }
        let at = self.sealed.partition_point(|block| block.end() <= next);
        let block = &self.sealed[at];
        batch.shared = Some((block.items.clone(), (next - block.from) as usize));
        block.end()
    }
}

/// Fewer items than so many are hardly worth the way of two lines of the cache from core to core. A
/// reader that takes so few again and again lets some gather.
const FEW: u64 = 8;

/// How much room is made in advance, at most, for what comes next.
const MAX_ROOM: u8 = 64;

fn usual(items: usize) -> u8 {
    u8::try_from(items).map_or(MAX_ROOM, |items| items.min(MAX_ROOM))
}

/// Room for more items than so many is given back when they are read: of many queues, few are full
/// at the same time, and memory that was used just now is what the caches know.
const KEPT: usize = 16;

/// What nobody wants any more; readers drop it with no lock held.
#[must_use = "it is dropped with no lock held"]
#[allow(dead_code)] // It is only dropped.
struct Forgotten<T> {
    blocks: Vec<Block<T>>,
    items: VecDeque<T>,
}

impl<T> Block<T> {
    fn end(&self) -> u64 {
        self.from + self.items.len() as u64
    }
}

impl<T> Reader<T> {
    /// Fills the reader's empty `batch` with what is here.
    pub(crate) fn poll_take(&self, batch: &mut Batch<T>, cx: &mut Context<'_>) -> Poll<Taken> {
        debug_assert!(batch.is_empty());
        if batch.few > 1 {
            // It is close behind the writer, and each waits for the other with every item.
            breathe();
        }
        let mut guard = self.queue.state.lock();
        let state = &mut *guard;
        let (oldest, end) = (state.oldest, state.end());
        // never: a place is given up only when its reader is dropped
        let place = state.readers[self.place].as_mut().expect("a place");
        let next = place.next;
        if next < oldest {
            place.next = oldest;
            return Poll::Ready(Taken::Lost(oldest - next));
        }
        if next < end {
            let alone = self.queue.readers.load(Relaxed) == 1;
            batch.few = match alone && end - next < FEW {
                true => batch.few.saturating_add(1),
                false => 0,
            };
            let now_at = state.hand_out(next, alone, batch);
            if let Some(place) = &mut state.readers[self.place] {
                place.next = now_at;
            }
            if !state.sealed.is_empty() {
                let forgotten = state.forget_read();
                drop(guard);
                drop(forgotten);
            }
            return Poll::Ready(Taken::Items);
        }
        batch.few = 0;
        if state.finished {
            return Poll::Ready(Taken::Finished);
        }
        let known = place.waker.as_ref();
        if !known.is_some_and(|waker| waker.will_wake(cx.waker())) {
            let before = place.waker.replace(cx.waker().clone());
            state.asleep += u32::from(before.is_none());
            drop(guard);
            drop(before);
        }
        Poll::Pending
    }

    /// Forgets what is here, losses included: the reader is about to be told the present state.
    pub(crate) fn skip(&self) {
        let mut state = self.queue.state.lock();
        let end = state.end();
        if let Some(place) = &mut state.readers[self.place] {
            place.next = end;
        }
        let forgotten = state.forget_read();
        drop(state);
        drop(forgotten);
    }

    /// How many items wait for it.
    pub(crate) fn len(&self) -> usize {
        let state = self.queue.state.lock();
        match &state.readers[self.place] {
            Some(place) => (state.end() - place.next.max(state.oldest)) as usize,
            None => 0,
        }
    }
}

impl<T> Drop for Reader<T> {
    fn drop(&mut self) {
        let mut state = self.queue.state.lock();
        let left = state.readers[self.place].take();
        state.is_read = self.queue.readers.fetch_sub(1, Relaxed) > 1;
        let sleeps = left.as_ref().is_some_and(|place| place.waker.is_some());
        state.asleep -= u32::from(sleeps);
        let forgotten = state.forget_read();
        // A waker belongs to the user: what dropping it does may come back here.
        drop(state);
        drop((left, forgotten));
    }
}

impl<T> Batch<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.shared.is_none()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Lets go of its own items, which all were taken, and keeps their room if it is little.
    fn let_go(&mut self) {
        match self.own.capacity() > KEPT {
            true => self.own = VecDeque::new(),
            false => self.own.clear(),
        }
        self.taken = 0;
    }

    /// The next item: itself, to be taken, or a look at one that others want too.
    #[inline]
    pub(crate) fn next<R>(
        &mut self,
        own: impl FnOnce(&mut T) -> R,
        look: impl FnOnce(&T) -> R,
    ) -> Option<R> {
        if let Some(item) = self.own.get_mut(self.taken) {
            let taken = own(item);
            self.taken += 1;
            if self.taken == self.own.len() {
                self.let_go();
            }
            return Some(taken);
        }
        let (block, at) = self.shared.as_mut()?;
        let looked = block.get(*at).map(look);
        *at += 1;
        if *at >= block.len() {
            self.shared = None;
        }
        looked
    }
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self {
            own: VecDeque::new(),
            taken: 0,
            shared: None,
            few: 0,
        }
    }
}

#[cfg(all(test, loom))]
mod models;
#[cfg(test)]
mod tests;
