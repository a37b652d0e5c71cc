//! Bytes across the C interface: what a program lends for the time of a call.

use std::ffi::c_uint;

/// The bytes behind a pointer; none behind NULL.
///
/// # Safety
///
/// `data` is null or points to `length` bytes that stay as they are as long as the answer is used.
pub(super) unsafe fn read<'a>(data: *const u8, length: c_uint) -> &'a [u8] {
    if data.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: the caller vouches for the bytes.
    unsafe { std::slice::from_raw_parts(data, length as usize) }
}

/// A place for bytes behind a pointer; no place behind NULL.
///
/// # Safety
///
/// `data` is null or points to `length` bytes that nobody else uses as long as the answer is used.
pub(super) unsafe fn place<'a>(data: *mut u8, length: c_uint) -> &'a mut [u8] {
    if data.is_null() || length == 0 {
        return &mut [];
    }
    // SAFETY: the caller vouches for the place.
    unsafe { std::slice::from_raw_parts_mut(data, length as usize) }
}

/// The bytes of samples, as they lie in memory.
pub(super) fn of_samples(samples: &[i16]) -> Vec<u8> {
    let mut bytes = vec![0; samples.len() * 2];
    for (bytes, sample) in bytes.chunks_exact_mut(2).zip(samples) {
        bytes.copy_from_slice(&sample.to_le_bytes());
    }
    bytes
}
