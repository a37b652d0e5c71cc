//! Buffers that are used again: what makes the steady state free of allocations.

use bytes::{Bytes, BytesMut};

/// How many buffers a pool keeps. A consumer that holds more frames than this costs an allocation
/// for each frame beyond.
const LIMIT: usize = 32;

/// Buffers of one source of frames. A buffer is free again when its last frame is dropped.
#[derive(Default)]
pub(crate) struct Pool {
    buffers: Vec<BytesMut>,
    next: usize,
}

impl Pool {
    /// `len` bytes, written by `write` into an empty buffer that has room for them.
    pub(crate) fn fill(&mut self, len: usize, write: impl FnOnce(&mut BytesMut)) -> Bytes {
        let buffer = self.free(len);
        write(buffer);
        buffer.split().freeze()
    }

    /// A copy of `data`.
    pub(crate) fn copy(&mut self, data: &[u8]) -> Bytes {
        self.fill(data.len(), |buffer| buffer.extend_from_slice(data))
    }

    fn free(&mut self, len: usize) -> &mut BytesMut {
        let count = self.buffers.len();
        for step in 0..count {
            let at = (self.next + step) % count;
            if self.buffers[at].try_reclaim(len) {
                self.next = at;
                return &mut self.buffers[at];
            }
        }
        let at = if count < LIMIT {
            self.buffers.push(BytesMut::with_capacity(len));
            count
        } else {
            // Everything is in use: the pool lets go of one, its frames live on by themselves.
            let at = (self.next + 1) % count;
            self.buffers[at] = BytesMut::with_capacity(len);
            at
        };
        self.next = at;
        &mut self.buffers[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_used_again_when_its_last_frame_is_dropped() {
        let mut pool = Pool::default();
        let first = pool.copy(&[1; 1000]);
        let address = first.as_ptr();
        let second = pool.copy(&[2; 1000]);
        assert_ne!(second.as_ptr(), address);
        drop(first.clone());
        drop(first);
        let third = pool.copy(&[3; 1000]);
        assert_eq!(third.as_ptr(), address);
        assert_eq!((second[0], third[999]), (2, 3));
    }

    #[test]
    fn frames_that_are_kept_for_ever_do_not_let_the_pool_grow() {
        let mut pool = Pool::default();
        let kept: Vec<_> = (0..100u8).map(|n| pool.copy(&[n; 10])).collect();
        assert_eq!(pool.buffers.len(), LIMIT);
        assert!(kept.iter().zip(0..).all(|(bytes, n)| **bytes == [n; 10]));
    }
}
