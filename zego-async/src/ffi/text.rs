//! Text between Rust and C.

use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char};

use super::words::Words;
use crate::error::{Error, Result};
use crate::text::Text;

/// The text at `pointer`, bad UTF-8 replaced; empty for NULL.
///
/// # Safety
///
/// `pointer` is NULL or points to text that ends with NUL and stays valid during the call.
#[inline]
pub(super) unsafe fn text(pointer: *const c_char) -> Text {
    if pointer.is_null() {
        return Text::default();
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
    // SAFETY: the caller's promise.
    let bytes = unsafe { bytes(pointer) };
    match bytes.is_ascii() {
        // SAFETY: ASCII is UTF-8.
        true => unsafe { std::str::from_utf8_unchecked(bytes) },
        false => std::str::from_utf8(bytes).unwrap_or(""),
    }
}

/// The text at `pointer` as it is; empty for NULL.
///
/// # Safety
///
/// As for [`name`].
pub(super) unsafe fn bytes<'a>(pointer: *const c_char) -> &'a [u8] {
    match pointer.is_null() {
        true => &[],
        // SAFETY: the caller's promise.
        false => unsafe { CStr::from_ptr(pointer) }.to_bytes(),
    }
}

/// The text in an array, up to its first NUL or its end, bad UTF-8 replaced.
pub(super) fn array<const N: usize>(array: &[c_char; N]) -> Text {
    let len = array.iter().position(|&c| c == 0).unwrap_or(N);
    // SAFETY: `c_char` and `u8` have the same size and every bit pattern is valid for both; the
    // slice lies within the array, which is borrowed for as long as the slice lives.
    let bytes = unsafe { std::slice::from_raw_parts(array.as_ptr().cast::<u8>(), len) };
    lossy(bytes)
}

#[inline]
fn lossy(bytes: &[u8]) -> Text {
    let [first, .., last] = bytes else {
        return made(bytes);
    };
    if bytes.len() > MAX_RECENT_LEN {
        return made(bytes);
    }
    // Names tend to differ in their ends and lengths.
    let mix = bytes.len() * 7 + usize::from(*first) * 3 + usize::from(*last);
    let known = RECENT.try_with(|recent| {
        let place = &mut recent.borrow_mut()[mix % RECENT_TEXTS];
        if place.as_bytes() != bytes {
            *place = made(bytes);
        }
        Words::of_clone(place)
    });
    match known {
        Ok(words) => words.into_text(),
        // While the thread ends there is nothing to remember texts in any more.
        Err(_) => made(bytes),
    }
}

thread_local! {
    /// The texts that came last on this thread. The same few names of rooms, streams and users
    /// come with nearly every callback: to know one again costs less than to make it, and long
    /// ones are shared.
    static RECENT: RefCell<[Text; RECENT_TEXTS]> =
        const { RefCell::new([const { Text::EMPTY }; RECENT_TEXTS]) };
}

/// How many texts a thread remembers, and of what length at most.
const RECENT_TEXTS: usize = 16;
const MAX_RECENT_LEN: usize = 64;

#[cold]
fn made(bytes: &[u8]) -> Text {
    if bytes.is_ascii() {
        // Nearly all names: much cheaper to see than UTF-8.
        // SAFETY: ASCII is UTF-8.
        return unsafe { std::str::from_utf8_unchecked(bytes) }.into();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned().into(),
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
    fn texts_are_whole_whatever_their_length_and_bad_utf_8_is_replaced() {
        for len in [0, 1, 22, 23, 24, 100_000] {
            let text = "x".repeat(len);
            assert_eq!(lossy(text.as_bytes()), *text);
        }
        assert_eq!(lossy(b"a\xffb"), "a\u{fffd}b");
    }

    #[test]
    fn a_long_text_that_came_before_is_shared() {
        let long = b"a-stream-with-a-name-of-37-characters";
        let texts: Vec<_> = (0..3).map(|_| lossy(long)).collect();
        assert!(texts.iter().all(|text| text.as_ptr() == texts[0].as_ptr()));
        assert_eq!(texts[2].as_bytes(), long);
    }

    #[test]
    fn a_text_that_differs_is_not_taken_for_one_that_came_before() {
        // The same length and ends, so the same place.
        for text in ["room1", "rxxx1", "room1", "r", "", "r"] {
            assert_eq!(lossy(text.as_bytes()), *text);
        }
    }

    #[test]
    fn short_texts_cost_no_allocation() {
        let used = allocation_counter::measure(|| drop(lossy(b"the-room-of-23-bytes-id")));
        assert_eq!(used.count_total, 0);
    }
}
