//! Buffers that are used again: what makes the steady state free of allocations.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};

/// How many buffers a pool keeps, if it isn't asked for more. A consumer that holds more frames than
/// this costs an allocation for each frame beyond.
const LIMIT: usize = 32;

/// How many buffers more than a reader's frames there are: those that it looks at.
const AT_HAND: usize = 8;

/// Buffers of one source of frames. A buffer is free again when its last frame is dropped.
#[derive(Default)]
pub(crate) struct Pool {
    /// In the order in which they came back. Of some, frames are still held.
    buffers: VecDeque<BytesMut>,
    /// How many frames may wait for a reader.
    waiting: usize,
}

impl Pool {
    /// Keeps as many buffers as there are frames when a reader is so many behind.
    pub(crate) fn keep_for(&mut self, frames: usize) {
        self.waiting = self.waiting.max(frames);
    }

    /// How many buffers there are.
    #[cfg(all(test, not(loom)))]
    pub(super) fn len(&self) -> usize {
        self.buffers.len()
    }

    fn limit(&self) -> usize {
        LIMIT.max(self.waiting + AT_HAND)
    }

    /// An empty buffer that has room for `len` bytes.
    pub(crate) fn take(&mut self, len: usize) -> BytesMut {
        let mut buffer = self.take_last(len);
        self.fit(&mut buffer, len);
        buffer
    }

    /// The buffer that came back last, which is what the caches know best, or one with room for
    /// `len` bytes. It may still be in use or too small: put it where it is to stay, then call
    /// [`fit`](Self::fit), since what was changed just now is slow to move.
    #[inline]
    pub(crate) fn take_last(&mut self, len: usize) -> BytesMut {
        let last = self.buffers.pop_back();
        last.unwrap_or_else(|| BytesMut::with_capacity(len))
    }

    /// Makes room for `len` bytes in a buffer that `take_last` gave. If it is too small, or frames of
    /// it are still held, another takes its place.
    #[inline]
    pub(crate) fn fit(&mut self, buffer: &mut BytesMut, len: usize) {
        if !buffer.try_reclaim(len) {
            self.buffers.push_back(std::mem::take(buffer));
            *buffer = self.take_any(len);
        }
    }

    /// Any buffer that has room for `len` bytes.
    #[cold]
    fn take_any(&mut self, len: usize) -> BytesMut {
        // What came back first is most likely free.
        for _ in 0..self.buffers.len() {
            let Some(mut buffer) = self.buffers.pop_front() else {
                break;
            };
            if buffer.try_reclaim(len) {
                return buffer;
            }
            self.buffers.push_back(buffer);
        }
        BytesMut::with_capacity(len)
    }

    /// What was written into a buffer, to be shared. The buffer comes back by itself.
    pub(crate) fn share(&mut self, mut buffer: BytesMut) -> Bytes {
        let bytes = buffer.split().freeze();
        self.give_back(buffer);
        bytes
    }

    /// A buffer whose content nobody wants.
    pub(crate) fn give_back(&mut self, mut buffer: BytesMut) {
        buffer.clear();
        if self.buffers.len() >= self.limit() {
            // The pool lets go of one; frames of it live on by themselves.
            self.buffers.pop_front();
        }
        self.buffers.push_back(buffer);
    }

    /// `len` bytes, written by `write` into an empty buffer that has room for them.
    pub(crate) fn fill(&mut self, len: usize, write: impl FnOnce(&mut BytesMut)) -> Bytes {
        let mut buffer = self.take(len);
        write(&mut buffer);
        self.share(buffer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(pool: &mut Pool, data: &[u8]) -> Bytes {
        pool.fill(data.len(), |buffer| buffer.extend_from_slice(data))
    }

    #[test]
    fn a_buffer_is_used_again_when_its_last_frame_is_dropped() {
        let mut pool = Pool::default();
        let first = copy(&mut pool, &[1; 1000]);
        let address = first.as_ptr();
        let second = copy(&mut pool, &[2; 1000]);
        assert_ne!(second.as_ptr(), address);
        drop(first.clone());
        drop(first);
        let third = copy(&mut pool, &[3; 1000]);
        assert_eq!(third.as_ptr(), address);
        assert_eq!((second[0], third[999]), (2, 3));
    }

    #[test]
    fn a_buffer_whose_content_nobody_wants_is_empty_when_it_is_used_again() {
        let mut pool = Pool::default();
        let mut buffer = pool.take(100);
        buffer.extend_from_slice(&[1; 100]);
        let address = buffer.as_ptr();
        pool.give_back(buffer);
        let again = copy(&mut pool, &[2; 50]);
        assert_eq!((again.as_ptr(), &again[..]), (address, &[2; 50][..]));
    }

    #[test]
    fn frames_that_are_kept_for_ever_do_not_let_the_pool_grow() {
        let mut pool = Pool::default();
        let kept: Vec<_> = (0..100u8).map(|n| copy(&mut pool, &[n; 10])).collect();
        assert_eq!(pool.buffers.len(), LIMIT);
        assert!(kept.iter().zip(0..).all(|(bytes, n)| **bytes == [n; 10]));
    }
}
