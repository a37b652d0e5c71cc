//! Text between Rust and C.

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char};
use std::sync::Arc;

use crate::error::{Error, Result};

/// The text at `pointer`, bad UTF-8 replaced; empty for NULL.
///
/// # Safety
///
/// `pointer` is NULL or points to text that ends with NUL and stays valid during the call.
pub(super) unsafe fn text(pointer: *const c_char) -> Arc<str> {
    if pointer.is_null() {
        return Arc::default();
    }
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(pointer) };
    lossy(text.to_bytes())
}

/// The name at `pointer`, borrowed; empty for NULL and for bad UTF-8, which no name has.
///
/// # Safety
///
/// As for [`text`], and the text stays valid for `'a`.
pub(super) unsafe fn name<'a>(pointer: *const c_char) -> &'a str {
    if pointer.is_null() {
        return "";
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(pointer) }.to_str().unwrap_or("")
}

/// The text in an array, up to its first NUL or its end, bad UTF-8 replaced.
pub(super) fn array<const N: usize>(array: &[c_char; N]) -> Arc<str> {
    let len = array.iter().position(|&c| c == 0).unwrap_or(N);
    // SAFETY: `c_char` and `u8` have the same size and every bit pattern is valid for both; the
    // slice lies within the array, which is borrowed for as long as the slice lives.
    let bytes = unsafe { std::slice::from_raw_parts(array.as_ptr().cast::<u8>(), len) };
    lossy(bytes)
}

fn lossy(bytes: &[u8]) -> Arc<str> {
    if bytes.is_empty() {
        return Arc::default();
    }
    // While the thread ends there is nothing to remember texts in any more.
    let known = RECENT.try_with(|recent| recent.borrow_mut().share(bytes));
    known.unwrap_or_else(|_| owned(bytes))
}

fn owned(bytes: &[u8]) -> Arc<str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => String::from_utf8_lossy(bytes).into(),
    }
}

thread_local! {
    static RECENT: RefCell<Recent> = const { RefCell::new(Recent([const { None }; RECENT_TEXTS])) };
}

/// How many texts a thread remembers, and of what length at most.
const RECENT_TEXTS: usize = 16;
const MAX_RECENT_LEN: usize = 64;

/// The texts that came last on this thread. The same few names of rooms, streams and users come
/// with nearly every callback: sharing them spares an allocation each time.
struct Recent([Option<Arc<str>>; RECENT_TEXTS]);

impl Recent {
    fn share(&mut self, bytes: &[u8]) -> Arc<str> {
        let [first, .., last] = bytes else {
            return owned(bytes);
        };
        if bytes.len() > MAX_RECENT_LEN {
            return owned(bytes);
        }
        // Names tend to differ in their ends and lengths.
        let mix = bytes.len() * 7 + usize::from(*first) * 3 + usize::from(*last);
        let place = &mut self.0[mix % RECENT_TEXTS];
        if let Some(known) = place
            && known.as_bytes() == bytes
        {
            return known.clone();
        }
        let text = owned(bytes);
        *place = Some(text.clone());
        text
    }
}

/// The `count` items at `pointer`; none for NULL, whatever the count says.
///
/// # Safety
///
/// `pointer` is NULL or points to `count` valid items that stay so for `'a`.
pub(super) unsafe fn list<'a, T>(pointer: *const T, count: u32) -> &'a [T] {
    if pointer.is_null() || count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts(pointer, count as usize) }
}

/// Puts `text` into a C array that ends with NUL. What doesn't fit is an error; nothing is cut.
pub(super) fn fill<const N: usize>(field: &str, array: &mut [c_char; N], text: &str) -> Result<()> {
    crate::ids::text_fits(field, text, N - 1)?;
    fill_exact(array, text);
    Ok(())
}

/// Puts `text` into a C array that it may fill to the last byte, without a NUL.
pub(super) fn fill_exact<const N: usize>(array: &mut [c_char; N], text: &str) {
    *array = [0; N];
    for (to, from) in array.iter_mut().zip(text.bytes()) {
        *to = from as c_char;
    }
}

/// `text` with a NUL at its end, for the length of a call.
pub(super) fn c_string(field: &str, text: &str) -> Result<CString> {
    CString::new(text).map_err(|error| {
        Error::invalid(
            field,
            format_args!("has a NUL at byte {}", error.nul_position()),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_comes_again_is_shared_and_one_that_differs_is_not_taken_for_it() {
        let (first, again) = (lossy(b"room1"), lossy(b"room1"));
        assert!(Arc::ptr_eq(&first, &again));
        // The same length and ends, so the same place.
        assert_eq!(&*lossy(b"rxxx1"), "rxxx1");
        assert_eq!(&*lossy(b"room1"), "room1");
        assert_eq!(&*lossy(b"r"), "r");
        assert_eq!(&*lossy(b""), "");
        assert_eq!(&*lossy(b"a\xffb"), "a\u{fffd}b");
    }

    #[test]
    fn long_texts_are_not_remembered() {
        let long = [b'x'; MAX_RECENT_LEN + 1];
        assert!(!Arc::ptr_eq(&lossy(&long), &lossy(&long)));
    }
}
