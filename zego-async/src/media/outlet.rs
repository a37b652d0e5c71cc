//! Where frames of one source come out: copied once, and read by all who want them.
//!
//! A frame costs the SDK's thread one lock and one copy, however many readers there are. Making a
//! shared frame of the copy is the readers' work, and so is to let go of it.

use std::collections::VecDeque;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use bytes::{Bytes, BytesMut};

use super::pool::Pool;
use super::stream::{Seat, Source};
use crate::core::Wakers;
use crate::ids::StreamId;
use crate::sync::{Mutex, MutexGuard};

/// What comes out of an outlet.
pub(crate) trait Frame: Clone + Send + Sync + 'static {
    /// All of it but its bytes.
    type Head: Clone + Send + 'static;

    fn of(head: Self::Head, bytes: Bytes) -> Self;
}

/// One source of frames.
pub(crate) struct Outlet<F: Frame> {
    state: Mutex<State<F>>,
}

/// All frames that ever came are numbered in their order.
struct State<F: Frame> {
    /// The stream whose frames these are, if they are a stream's.
    stream: Option<StreamId>,
    /// How often it became another stream's.
    turn: u64,
    /// What somebody still wants, oldest first.
    frames: VecDeque<Held<F>>,
    /// The number of the first of them.
    from: u64,
    /// By the place of each reader; `None` where one has left.
    readers: Vec<Option<Place<F>>>,
    pool: Pool,
    counts: Counts,
}

/// A frame that waits for its readers.
enum Held<F: Frame> {
    /// As it was copied: nobody has read it yet.
    Raw(F::Head, BytesMut),
    /// As its readers share it.
    Made(F),
}

/// Where a reader is.
struct Place<F> {
    /// The number of the frame that it wants next.
    next: u64,
    /// How many frames are held for it.
    capacity: usize,
    lost: u64,
    waker: Option<Waker>,
    /// The playback that it belongs to, 0 for what lasts as long as the engine.
    session: u64,
    /// What is left to read, once no more comes.
    rest: Option<VecDeque<F>>,
}

/// What became of an outlet's frames.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Came, and somebody wanted them.
    pub(crate) received: u64,
    /// Were lost by a reader that was too slow.
    pub(crate) dropped: u64,
    /// Weren't what they said.
    pub(crate) malformed: u64,
}

impl Counts {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            received: self.received + other.received,
            dropped: self.dropped + other.dropped,
            malformed: self.malformed + other.malformed,
        }
    }
}

/// Up to how many bytes a frame is copied under the lock: sound is, pictures aren't, whose readers
/// would wait for the copy.
const COPIED_UNDER_LOCK: usize = 8 * 1024;

/// How many places are made in advance, at most: a second of sound.
const MOST_RESERVED: usize = 100;

impl<F: Frame> Default for Outlet<F> {
    fn default() -> Self {
        let state = State {
            stream: None,
            turn: 0,
            frames: VecDeque::new(),
            from: 0,
            readers: Vec::new(),
            pool: Pool::default(),
            counts: Counts::default(),
        };
        Self {
            state: Mutex::new(state),
        }
    }
}

impl<F: Frame> Outlet<F> {
    /// Puts a frame in, if anybody wants it. `look` says what it is and how long, or that it isn't
    /// what it says; `write` copies it into an empty buffer that has room for it.
    pub(crate) fn publish(
        &self,
        look: impl FnOnce() -> Option<(F::Head, usize)>,
        write: impl FnOnce(&mut BytesMut),
    ) {
        self.publish_locked(self.state.lock(), look, write);
    }

    /// The same if it is this stream's; gives both back if it isn't.
    #[inline]
    pub(super) fn publish_of<L, W>(&self, stream: &[u8], look: L, write: W) -> Option<(L, W)>
    where
        L: FnOnce() -> Option<(F::Head, usize)>,
        W: FnOnce(&mut BytesMut),
    {
        let state = self.state.lock();
        match &state.stream {
            Some(own) if own.as_str().as_bytes() == stream => {}
            _ => return Some((look, write)),
        }
        self.publish_locked(state, look, write);
        None
    }

    #[inline]
    fn publish_locked<'a>(
        &'a self,
        mut state: MutexGuard<'a, State<F>>,
        look: impl FnOnce() -> Option<(F::Head, usize)>,
        write: impl FnOnce(&mut BytesMut),
    ) {
        if !state.is_wanted() {
            return;
        }
        let Some((head, len)) = look() else {
            state.counts.malformed += 1;
            return;
        };
        let mut buffer = state.pool.take(len);
        if len <= COPIED_UNDER_LOCK {
            write(&mut buffer);
        } else {
            let turn = state.turn;
            drop(state);
            write(&mut buffer);
            state = self.state.lock();
            if state.turn != turn || !state.is_wanted() {
                // Whoever wanted it went meanwhile.
                return;
            }
        }
        let mut wakers = Wakers::default();
        let evicted = state.put(Held::Raw(head, buffer), &mut wakers);
        // Woken and dropped with no lock held.
        drop(state);
        drop(evicted);
        wakers.wake();
    }

    /// A reader of what comes from now on.
    pub(crate) fn join(self: &Arc<Self>, capacity: usize, session: u64) -> Seat<F> {
        let mut state = self.state.lock();
        let place = state.join(capacity, session);
        drop(state);
        Seat::new(self.clone(), place)
    }

    /// The same if it is this stream's, or nobody's: then it becomes this stream's.
    pub(super) fn join_of(
        self: &Arc<Self>,
        stream: &StreamId,
        capacity: usize,
        session: u64,
    ) -> Option<Seat<F>> {
        let mut state = self.state.lock();
        if state.stream.as_ref() != Some(stream) {
            if !state.is_free() {
                return None;
            }
            state.stream = Some(stream.clone());
            state.turn += 1;
        }
        let place = state.join(capacity, session);
        drop(state);
        Some(Seat::new(self.clone(), place))
    }

    /// Ends the streams of one session, or all, and adds whom to wake, once no lock is held.
    pub(crate) fn finish(&self, session: Option<u64>, wakers: &mut Wakers) {
        let mut state = self.state.lock();
        for at in 0..state.readers.len() {
            let ends = state.readers[at].as_ref().is_some_and(|place| {
                place.rest.is_none() && session.is_none_or(|session| place.session == session)
            });
            if ends {
                state.finish(at, wakers);
            }
        }
        let forgotten = state.forget();
        drop(state);
        drop(forgotten);
    }

    /// The same if it is this stream's.
    pub(super) fn finish_of(&self, stream: &StreamId, session: u64, wakers: &mut Wakers) {
        if self.state.lock().stream.as_ref() == Some(stream) {
            self.finish(Some(session), wakers);
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        self.state.lock().counts
    }

    #[cfg(all(test, not(loom)))]
    pub(crate) fn is_idle(&self) -> bool {
        !self.state.lock().is_wanted()
    }
}

impl<F: Frame> Source<F> for Outlet<F> {
    fn poll_next(&self, place: usize, cx: &mut Context<'_>) -> Poll<Option<F>> {
        let mut guard = self.state.lock();
        let state = &mut *guard;
        let end = state.end();
        // never: a place is given up only when its seat is dropped
        let reader = state.readers[place].as_mut().expect("a place");
        if let Some(rest) = &mut reader.rest {
            return Poll::Ready(rest.pop_front());
        }
        if reader.next < end {
            let number = reader.next;
            reader.next += 1;
            return Poll::Ready(Some(state.read(number)));
        }
        let known = reader.waker.as_ref();
        if !known.is_some_and(|waker| waker.will_wake(cx.waker())) {
            let before = reader.waker.replace(cx.waker().clone());
            // What dropping a waker does is the user's: no lock is held meanwhile.
            drop(guard);
            drop(before);
        }
        Poll::Pending
    }

    fn set_capacity(&self, place: usize, capacity: usize) {
        let mut state = self.state.lock();
        let end = state.end();
        if let Some(reader) = &mut state.readers[place] {
            reader.capacity = capacity.max(1);
            let too_many = (end - reader.next).saturating_sub(reader.capacity as u64);
            reader.next += too_many;
            reader.lost += too_many;
            state.counts.dropped += too_many;
        }
        state.reserve(capacity);
        let forgotten = state.forget();
        drop(state);
        drop(forgotten);
    }

    fn lost(&self, place: usize) -> u64 {
        let state = self.state.lock();
        state.readers[place].as_ref().map_or(0, |place| place.lost)
    }

    fn finish(&self, place: usize) {
        let mut wakers = Wakers::default();
        let mut state = self.state.lock();
        state.finish(place, &mut wakers);
        let forgotten = state.forget();
        drop(state);
        drop(forgotten);
        wakers.wake();
    }

    fn leave(&self, place: usize) {
        let mut state = self.state.lock();
        let left = state.readers[place].take();
        let forgotten = state.forget();
        drop(state);
        drop((left, forgotten));
    }
}

impl<F: Frame> State<F> {
    fn end(&self) -> u64 {
        self.from + self.frames.len() as u64
    }

    /// Those that wait for more.
    fn waiting(&self) -> impl Iterator<Item = &Place<F>> {
        let readers = self.readers.iter().flatten();
        readers.filter(|place| place.rest.is_none())
    }

    fn is_wanted(&self) -> bool {
        self.waiting().next().is_some()
    }

    /// Nobody has a place here.
    fn is_free(&self) -> bool {
        self.readers.iter().all(Option::is_none)
    }

    fn join(&mut self, capacity: usize, session: u64) -> usize {
        let reader = Place {
            next: self.end(),
            capacity: capacity.max(1),
            lost: 0,
            waker: None,
            session,
            rest: None,
        };
        self.reserve(capacity);
        let free = self.readers.iter().position(Option::is_none);
        let place = free.unwrap_or(self.readers.len());
        match self.readers.get_mut(place) {
            Some(free) => *free = Some(reader),
            None => self.readers.push(Some(reader)),
        }
        place
    }

    /// Makes room in advance; for more it comes when it is needed.
    fn reserve(&mut self, capacity: usize) {
        let more = capacity.saturating_sub(self.frames.len());
        self.frames.reserve(more.min(MOST_RESERVED));
    }

    /// Puts a frame in. Gives one that had to go for it, and whom to wake.
    #[inline]
    fn put(&mut self, frame: Held<F>, wakers: &mut Wakers) -> Option<Held<F>> {
        let end = self.end();
        let mut lost = 0;
        let readers = self.readers.iter_mut().flatten();
        for reader in readers.filter(|place| place.rest.is_none()) {
            if end - reader.next >= reader.capacity as u64 {
                reader.next += 1;
                reader.lost += 1;
                lost += 1;
            }
            reader
                .waker
                .take()
                .into_iter()
                .for_each(|waker| wakers.push(waker));
        }
        let evicted = match lost {
            0 => None,
            _ => self.evict(),
        };
        self.frames.push_back(frame);
        self.counts.received += 1;
        self.counts.dropped += lost;
        evicted
    }

    /// Takes out the oldest frame if nobody wants it any more. Its buffer is used again if nobody
    /// ever read it.
    #[cold]
    fn evict(&mut self) -> Option<Held<F>> {
        if self.from >= self.oldest_wanted() {
            return None;
        }
        self.from += 1;
        match self.frames.pop_front()? {
            Held::Raw(_, buffer) => {
                self.pool.give_back(buffer);
                None
            }
            made => Some(made),
        }
    }

    /// The number of the oldest frame that somebody wants.
    fn oldest_wanted(&self) -> u64 {
        let end = self.end();
        self.waiting().map(|place| place.next).min().unwrap_or(end)
    }

    /// The frame of this number, for a reader who no longer wants it.
    fn read(&mut self, number: u64) -> F {
        if self.from < number || self.oldest_wanted() <= number {
            return self.share((number - self.from) as usize);
        }
        self.from += 1;
        // never: a frame stays as long as somebody wants it
        let first = self.frames.pop_front().expect("a frame");
        first.made(&mut self.pool)
    }

    /// A frame that others want too.
    fn share(&mut self, at: usize) -> F {
        let held = &mut self.frames[at];
        let frame = match held {
            Held::Made(frame) => return frame.clone(),
            Held::Raw(head, buffer) => F::of(head.clone(), self.pool.share(std::mem::take(buffer))),
        };
        *held = Held::Made(frame.clone());
        frame
    }

    /// No more frames come for this reader, who still gets those that are here.
    fn finish(&mut self, place: usize, wakers: &mut Wakers) {
        let Some(next) = self.readers[place].as_ref().map(|reader| reader.next) else {
            return;
        };
        let first = (next - self.from) as usize;
        let rest = (first..self.frames.len())
            .map(|at| self.share(at))
            .collect();
        if let Some(reader) = &mut self.readers[place] {
            reader.rest = Some(rest);
            reader
                .waker
                .take()
                .into_iter()
                .for_each(|waker| wakers.push(waker));
        }
    }

    /// Takes out what nobody wants any more, to be dropped with no lock held.
    fn forget(&mut self) -> VecDeque<Held<F>> {
        let unwanted = (self.oldest_wanted() - self.from) as usize;
        self.from += unwanted as u64;
        self.frames.drain(..unwanted).collect()
    }
}

impl<F: Frame> Held<F> {
    fn made(self, pool: &mut Pool) -> F {
        match self {
            Self::Raw(head, buffer) => F::of(head, pool.share(buffer)),
            Self::Made(frame) => frame,
        }
    }
}

#[cfg(all(test, loom))]
mod models;
#[cfg(all(test, not(loom)))]
mod tests;
