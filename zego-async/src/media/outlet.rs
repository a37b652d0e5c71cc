//! Where frames of one source come out: copied once, and read by all who want them.
//!
//! A frame costs the SDK's thread one lock and one copy, however many readers there are. Making a
//! shared frame of the copy is the readers' work, and so is to let go of it.

#[cfg(all(test, loom))]
mod models;
mod row;
#[cfg(all(test, not(loom)))]
mod tests;

use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use row::Row;

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
    row: Mutex<Row<F>>,
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

impl<F: Frame> Default for Outlet<F> {
    fn default() -> Self {
        Self {
            row: Mutex::default(),
        }
    }
}

impl<F: Frame> Outlet<F> {
    /// Puts a frame in, if anybody wants it. `look` says what it is and how long, or that it isn't
    /// what it says; `write` copies it into an empty buffer that has room for it, and
    /// mustn't panic: a small frame has its place among the others by then.
    pub(crate) fn publish(
        &self,
        look: impl FnOnce() -> Option<(F::Head, usize)>,
        write: impl FnOnce(&mut BytesMut),
    ) {
        self.publish_locked(self.row.lock(), look, write);
    }

    /// The same if it is this stream's; gives both back if it isn't.
    #[inline]
    pub(super) fn publish_of<L, W>(&self, stream: &[u8], look: L, write: W) -> Option<(L, W)>
    where
        L: FnOnce() -> Option<(F::Head, usize)>,
        W: FnOnce(&mut BytesMut),
    {
        let row = self.row.lock();
        match &row.stream {
            Some(own) if own.as_str().as_bytes() == stream => {}
            _ => return Some((look, write)),
        }
        self.publish_locked(row, look, write);
        None
    }

    #[inline]
    fn publish_locked<'a>(
        &'a self,
        mut row: MutexGuard<'a, Row<F>>,
        look: impl FnOnce() -> Option<(F::Head, usize)>,
        write: impl FnOnce(&mut BytesMut),
    ) {
        if !row.is_wanted() {
            return;
        }
        let Some((head, len)) = look() else {
            row.counts.malformed += 1;
            return;
        };
        let _evicted = if len <= COPIED_UNDER_LOCK {
            let buffer = row.pool.take_last(len);
            let evicted = row.put(head, buffer);
            write(row.newest(len));
            evicted
        } else {
            let mut buffer = row.pool.take(len);
            let turn = row.turn;
            drop(row);
            write(&mut buffer);
            row = self.row.lock();
            if row.turn != turn || !row.is_wanted() {
                // Whoever wanted it went meanwhile.
                drop(row);
                return drop(buffer);
            }
            row.put(head, buffer)
        };
        let wakers = row.wakers.take();
        // Woken and dropped with no lock held.
        drop(row);
        if let Some(wakers) = wakers {
            self.wake(wakers);
        }
    }

    #[cold]
    fn wake(&self, wakers: Wakers) {
        if let Some(room) = wakers.wake_and_keep_room() {
            self.row.lock().wakers = room;
        }
    }

    /// A reader of what comes from now on.
    pub(crate) fn join(self: &Arc<Self>, capacity: usize, session: u64) -> Seat<F> {
        let mut row = self.row.lock();
        let place = row.join(capacity, session);
        drop(row);
        Seat::new(self.clone(), place)
    }

    /// The same if it is this stream's, or nobody's and `may_become`: then it becomes this stream's.
    pub(super) fn join_of(
        self: &Arc<Self>,
        stream: &StreamId,
        may_become: bool,
        capacity: usize,
        session: u64,
    ) -> Option<Seat<F>> {
        let mut row = self.row.lock();
        if row.stream.as_ref() != Some(stream) {
            if !may_become || !row.is_free() {
                return None;
            }
            row.stream = Some(stream.clone());
        }
        let place = row.join(capacity, session);
        drop(row);
        Some(Seat::new(self.clone(), place))
    }

    /// Ends the streams of one session, or all, and adds whom to wake, once no lock is held.
    pub(crate) fn finish(&self, session: Option<u64>, wakers: &mut Wakers) {
        let mut row = self.row.lock();
        for at in 0..row.readers.len() {
            let ends = row.readers[at]
                .as_ref()
                .is_some_and(|place| session.is_none_or(|session| place.session == session));
            if ends {
                row.end_place(at, wakers);
            }
        }
        let forgotten = row.forget();
        drop(row);
        drop(forgotten);
    }

    /// The same if it is this stream's.
    pub(super) fn finish_of(&self, stream: &StreamId, session: u64, wakers: &mut Wakers) {
        if self.row.lock().stream.as_ref() == Some(stream) {
            self.finish(Some(session), wakers);
        }
    }

    pub(crate) fn counts(&self) -> Counts {
        self.row.lock().counts
    }

    #[cfg(all(test, not(loom)))]
    pub(crate) fn is_idle(&self) -> bool {
        !self.row.lock().is_wanted()
    }
}

impl<F: Frame> Source<F> for Outlet<F> {
    fn poll_next(&self, place: usize, cx: &mut Context<'_>) -> Poll<Option<F>> {
        let mut guard = self.row.lock();
        let row = &mut *guard;
        let end = row.end();
        // never: a place is given up only when its seat is dropped
        let reader = row.readers[place].as_mut().expect("a place");
        if let Some(rest) = &mut reader.rest {
            return Poll::Ready(rest.pop_front());
        }
        if reader.next < end {
            let number = reader.next;
            reader.next += 1;
            return Poll::Ready(Some(row.read(number)));
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
        let mut row = self.row.lock();
        let capacity = capacity.max(1);
        let end = row.end();
        let mut too_old = None;
        if let Some(reader) = &mut row.readers[place] {
            reader.capacity = capacity;
            let too_many = match &mut reader.rest {
                Some(rest) => {
                    let too_many = rest.len().saturating_sub(capacity);
                    too_old = Some(rest.drain(..too_many).collect::<Vec<_>>());
                    too_many as u64
                }
                None => {
                    let too_many = (end - reader.next).saturating_sub(capacity as u64);
                    reader.next += too_many;
                    too_many
                }
            };
            reader.lost += too_many;
            row.counts.dropped += too_many;
        }
        if row.is_wanted() {
            row.make_room(capacity);
        }
        let forgotten = row.forget();
        drop(row);
        drop((too_old, forgotten));
    }

    fn lost(&self, place: usize) -> u64 {
        let row = self.row.lock();
        row.readers[place].as_ref().map_or(0, |place| place.lost)
    }

    fn end(&self, place: usize) {
        let mut wakers = Wakers::default();
        let mut row = self.row.lock();
        row.end_place(place, &mut wakers);
        let forgotten = row.forget();
        drop(row);
        drop(forgotten);
        wakers.wake();
    }

    fn leave(&self, place: usize) {
        let mut row = self.row.lock();
        let left = row.readers[place].take();
        let forgotten = row.forget();
        drop(row);
        drop((left, forgotten));
    }
}
