//! Clones of texts, copied in whole words.
//!
//! A text's bytes and its length are parts of one value, and a clone as such is copied part by part:
//! in pieces of one, four and eight bytes. Whoever moves it on at once, as into an event, reads
//! larger pieces than were written, and the processor waits until all of them have arrived. That
//! took a fifth of the time of a callback, and a tenth of that of a reader among several.

use std::mem::{MaybeUninit, forget, transmute};

use crate::text::Text;

/// What a clone of a text consists of. Nobody lets go of it before it is a text again.
pub(super) struct Words([MaybeUninit<usize>; size_of::<Text>() / size_of::<usize>()]);

const _: () = assert!(align_of::<Text>() == align_of::<Words>());

impl Words {
    #[inline]
    pub(super) fn of_clone(text: &Text) -> Self {
        if text.is_shared() {
            forget(text.counted());
        }
        // SAFETY: a text is as large as its words and aligned as they are, and words may be
        // anything. Its bytes are those of a clone, too: what both share was counted, or there is
        // nothing that they share.
        unsafe { std::ptr::from_ref(text).cast::<Self>().read() }
    }

    #[inline]
    pub(super) fn into_text(self) -> Text {
        // SAFETY: they were made of a clone of a text, and can't be used again.
        unsafe { transmute(self.0) }
    }
}

/// A clone of the text.
#[inline]
pub(crate) fn clone_text(text: &Text) -> Text {
    Words::of_clone(text).into_text()
}
