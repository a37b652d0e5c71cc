//! Clones of texts, copied in whole words.
//!
//! A text's bytes and its length are parts of one value, and an ordinary clone is copied part by part:
//! in pieces of one, four and eight bytes. Whoever moves it on at once, as into an event, reads
//! larger pieces than were written, and the processor waits until all of them have arrived. That
//! took a fifth of the time of a callback, and a tenth of that of a reader among several.

use std::mem::{MaybeUninit, forget, transmute};

use crate::text::Text;

/// What a clone of a text consists of. Nobody lets go of it before it is a text again. Unlike plain
/// numbers, such words keep what belongs to a pointer, and may be without a value, as the gaps are
/// that a text has inside.
pub(super) struct Words([MaybeUninit<usize>; size_of::<Text>() / size_of::<usize>()]);

const _: () = assert!(align_of::<Text>() == align_of::<Words>());

impl Words {
    #[inline]
    pub(super) fn of_clone(text: &Text) -> Self {
        if text.is_shared() {
            let counted = text.counted();
            debug_assert_eq!(counted.as_ptr(), text.as_ptr());
            forget(counted);
        }
        // What isn't on the heap owns nothing, by `SmolStr::is_heap_allocated`; what is points to a
        // count, which is higher by one now: the bytes of the text are those of a clone, too.
        // SAFETY: a text is as large as its words, is aligned as they are, and words may be anything.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clone_says_what_its_text_says_however_that_is_held() {
        // In itself, in itself to the last byte, without memory of its own, and on the heap.
        let spaces = format!("\n{}", " ".repeat(30));
        for said in ["", "room1", &"x".repeat(23), &spaces, &"x".repeat(24)] {
            let text = Text::from(said);
            let clones = [text.clone(), text.clone()];
            drop(text);
            assert_eq!(clones, [said, said].map(Text::from));
        }
    }

    #[test]
    fn a_long_text_is_shared_by_its_clones_and_let_go_of_by_the_last() {
        let said = "x".repeat(100);
        let used = allocation_counter::measure(|| {
            let text = Text::from(said.as_str());
            let clones = [text.clone(), text.clone()];
            assert!(clones.iter().all(|it| it.as_ptr() == text.as_ptr()));
            drop(text);
            assert_eq!(clones[1].as_str(), said);
        });
        assert_eq!((used.count_total, used.count_current), (1, 0));
    }
}
