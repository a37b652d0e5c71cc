//! Buffers that are used again, so that a flow of pictures asks the allocator for nothing.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// How many buffers wait for their next use; those beyond are freed.
const MOST_IDLE: usize = 32;

static IDLE: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Bytes whose memory goes back to the pool when they are dropped.
#[derive(Debug, Default)]
pub(crate) struct Buffer(Vec<u8>);

impl Buffer {
    /// A copy of `bytes`.
    pub(crate) fn copy_of(bytes: &[u8]) -> Self {
        let mut buffer = take(bytes.len());
        buffer.clear();
        buffer.extend_from_slice(bytes);
        Self(buffer)
    }

    /// A buffer of that length, with whatever it held before.
    pub(crate) fn of_length(length: usize) -> Self {
        let mut buffer = take(length);
        buffer.resize(length, 0);
        Self(buffer)
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let buffer = std::mem::take(&mut self.0);
        let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MOST_IDLE && buffer.capacity() > 0 {
            idle.push(buffer);
        }
    }
}

impl Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Buffer {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

/// The idle buffer that fits best, or a new one.
fn take(length: usize) -> Vec<u8> {
    let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let fits =
        |buffer: &Vec<u8>| buffer.capacity() >= length && buffer.capacity() / 2 <= length.max(4096);
    match idle.iter().rposition(fits) {
        Some(at) => idle.swap_remove(at),
        None => {
            drop(idle);
            Vec::with_capacity(length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_that_was_dropped_serves_again() {
        // An odd size, so that no other test takes it.
        let length = 1_234_567;
        let first = Buffer::of_length(length);
        let place = first.as_ptr();
        drop(first);
        assert_eq!(Buffer::copy_of(&vec![7; length]).as_ptr(), place);
    }
}
