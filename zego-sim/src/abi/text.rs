//! Texts across the C interface: reads that end at a bound or the first zero, and copies into
//! fixed arrays.

use std::borrow::Cow;
use std::ffi::{CStr, CString, c_char};

use crate::event::Text;

/// The text behind a pointer, broken UTF-8 replaced; `None` for the null pointer.
///
/// # Safety
///
/// `text` is null or points to a text that ends with zero.
pub(super) unsafe fn read(text: *const c_char) -> Option<String> {
    if text.is_null() {
        return None;
    }
    // SAFETY: the caller vouches for a text that ends with zero.
    let text = unsafe { CStr::from_ptr(text) };
    Some(text.to_string_lossy().into_owned())
}

/// As `read`, with the null pointer as the empty text.
///
/// # Safety
///
/// As for `read`.
pub(super) unsafe fn read_or_empty(text: *const c_char) -> String {
    // SAFETY: the caller vouches for it.
    unsafe { read(text) }.unwrap_or_default()
}

/// The text in an array: up to the first zero, or all of it.
pub(super) fn read_array(array: &[c_char]) -> String {
    let bytes: Vec<u8> = array
        .iter()
        .map(|&c| u8::from_ne_bytes(c.to_ne_bytes()))
        .take_while(|&byte| byte != 0)
        .collect();
    match String::from_utf8_lossy(&bytes) {
        Cow::Borrowed(text) => text.to_owned(),
        Cow::Owned(text) => text,
    }
}

/// Writes a text into an array that is all zero, cut so that a zero stays behind it.
pub(super) fn write_array(text: &Text, array: &mut [c_char]) {
    let room = array.len().saturating_sub(1);
    let bytes = text.as_bytes().unwrap_or_default();
    for (to, &from) in array[..room].iter_mut().zip(bytes) {
        *to = c_char::from_ne_bytes([from]);
    }
}

/// A text kept alive for a call of C.
pub(super) struct Lent(Option<CString>);

impl Lent {
    /// Keeps a copy of `text` up to its first zero.
    pub(super) fn new(text: &Text) -> Self {
        Self(text.as_bytes().map(|bytes| {
            let end = bytes.iter().position(|&byte| byte == 0);
            let bytes = &bytes[..end.unwrap_or(bytes.len())];
            CString::new(bytes).unwrap_or_default()
        }))
    }

    /// The pointer for C, valid as long as this lives.
    pub(super) fn pointer(&self) -> *const c_char {
        self.0
            .as_ref()
            .map_or(std::ptr::null(), |text| text.as_ptr())
    }
}
