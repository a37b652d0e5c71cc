//! Text that the SDK gives: names, JSON, messages.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use smol_str::SmolStr;

/// Text that can't be changed, cheap to clone: up to 23 bytes lie in the value itself, as most
/// names do; longer ones are shared by all clones.
///
/// It is used as a `str`:
///
/// ```
/// use zego_async::Text;
///
/// let text = Text::from("room1");
/// assert!(text.starts_with("room") && text == "room1");
/// ```
#[derive(Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(SmolStr);

impl Text {
    pub(crate) const EMPTY: Self = Self(SmolStr::new_static(""));

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// A clone that is copied part by part; [`clone`](Clone::clone) counts with it.
    pub(crate) fn counted(&self) -> Self {
        Self(self.0.clone())
    }

    /// Whether it lies in memory that it shares with its clones, rather than in itself.
    #[inline]
    pub(crate) fn is_shared(&self) -> bool {
        self.0.is_heap_allocated()
    }
}

impl Clone for Text {
    #[inline]
    fn clone(&self) -> Self {
        crate::ffi::clone_text(self)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.0.as_str()
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.0.as_str()
    }
}

impl From<&str> for Text {
    #[inline]
    fn from(text: &str) -> Self {
        Self(SmolStr::new(text))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(SmolStr::from(text))
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.into()
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}
