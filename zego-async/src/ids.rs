//! Names of rooms, users and streams, checked against the SDK's rules before it sees them.
//!
//! The rules were measured on the real engine where it checks, and taken from the documentation
//! where only the cloud does.

use std::borrow::Borrow;
use std::fmt;

use crate::error::{Error, Result};
use crate::text::Text;

/// Characters besides letters and digits that room and user ids may have.
const ID_PUNCTUATION: &str = "~!@#$%^&*()_+=-`;',.<>\\";
/// User names may have one more.
const NAME_PUNCTUATION: &str = "~!@#$%^&*()_+=-`;',.<>/\\";

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $field:literal, $max:literal, $allowed:expr, $described:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Text);

        impl $name {
            /// Longest valid length, in bytes.
            pub const MAX_LEN: usize = $max;

            /// Checks the text; the error names the rule that it breaks.
            pub fn new(text: impl AsRef<str>) -> Result<Self> {
                let text = text.as_ref();
                check($field, text, $max, $allowed, $described)?;
                Ok(Self(text.into()))
            }

            /// What the SDK reported, as it is.
            pub(crate) fn reported(text: impl Into<Text>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                &*self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                &*self.0 == *other
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Error;

            fn try_from(text: &str) -> Result<Self> {
                Self::new(text)
            }
        }

        impl std::str::FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                Self::new(text)
            }
        }
    };
}

id! {
    /// The name of a room: 1 to 127 bytes of letters, digits and ``~!@#$%^&*()_+=-`;',.<>\``.
    ///
    /// Avoid `%` if browsers take part.
    RoomId, "room id", 127, |c| c.is_ascii_alphanumeric() || ID_PUNCTUATION.contains(c),
    "ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>\\"
}

id! {
    /// The name of a user: 1 to 63 bytes of letters, digits and ``~!@#$%^&*()_+=-`;',.<>\``.
    ///
    /// It is unique in the whole app: a second login with it kicks the first one out.
    UserId, "user id", 63, |c| c.is_ascii_alphanumeric() || ID_PUNCTUATION.contains(c),
    "ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>\\"
}

id! {
    /// The name of a stream: 1 to 255 bytes of letters, digits, `_` and `-`.
    ///
    /// It is unique in the whole app.
    StreamId, "stream id", 255, |c| c.is_ascii_alphanumeric() || c == '_' || c == '-',
    "ASCII letters, digits, _ and -"
}

/// A user as others in the room see it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct User {
    /// The unique name.
    pub id: UserId,
    /// The name to show, up to 255 bytes.
    pub name: Text,
}

impl User {
    /// A user with a name to show. The SDK takes up to 255 bytes of any text without NUL.
    pub fn new(id: impl AsRef<str>, name: impl AsRef<str>) -> Result<Self> {
        let id = UserId::new(id)?;
        let name = name.as_ref();
        if !name.is_empty() {
            let allowed = |c: char| {
                !c.is_ascii()
                    || c.is_ascii_alphanumeric()
                    || c == ' '
                    || NAME_PUNCTUATION.contains(c)
            };
            check(
                "user name",
                name,
                255,
                allowed,
                "letters, digits, spaces and ~!@#$%^&*()_+=-`;',.<>/\\",
            )?;
        }
        Ok(Self {
            id,
            name: name.into(),
        })
    }

    pub(crate) fn reported(id: UserId, name: Text) -> Self {
        Self { id, name }
    }
}

fn check(
    field: &str,
    text: &str,
    max: usize,
    allowed: impl Fn(char) -> bool,
    described: &str,
) -> Result<()> {
    if text.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    text_fits(field, text, max)?;
    match text.chars().find(|&c| !allowed(c)) {
        Some(c) => Err(Error::invalid(
            field,
            format_args!("has {c:?}; allowed are {described}"),
        )),
        None => Ok(()),
    }
}

/// A text that goes into a C array of `max` + 1 bytes: not longer, and without NUL.
pub(crate) fn text_fits(field: &str, text: &str, max: usize) -> Result<()> {
    if text.len() > max {
        let len = text.len();
        return Err(Error::invalid(
            field,
            format_args!("has {len} bytes, at most {max} are allowed"),
        ));
    }
    no_nul(field, text)
}

/// A text that goes to C as a whole.
pub(crate) fn no_nul(field: &str, text: &str) -> Result<()> {
    match text.bytes().position(|byte| byte == 0) {
        Some(at) => Err(Error::invalid(
            field,
            format_args!("has a NUL at byte {at}"),
        )),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn refusal<T: fmt::Debug>(result: Result<T>) -> String {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        error.to_string()
    }

    #[test]
    fn ids_of_the_longest_length_pass_and_one_byte_more_is_refused_with_field_and_rule() {
        assert!(RoomId::new("r".repeat(127)).is_ok());
        assert_eq!(
            refusal(RoomId::new("r".repeat(128))),
            "room id: has 128 bytes, at most 127 are allowed"
        );
        assert!(UserId::new("u".repeat(63)).is_ok());
        assert_eq!(
            refusal(UserId::new("u".repeat(64))),
            "user id: has 64 bytes, at most 63 are allowed"
        );
        assert!(StreamId::new("s".repeat(255)).is_ok());
        assert_eq!(
            refusal(StreamId::new("s".repeat(256))),
            "stream id: has 256 bytes, at most 255 are allowed"
        );
    }

    #[test]
    fn empty_ids_and_illegal_characters_are_refused_with_field_and_rule() {
        assert_eq!(refusal(RoomId::new("")), "room id: must not be empty");
        assert!(refusal(RoomId::new("room?")).starts_with("room id: has '?'; allowed are"));
        assert!(refusal(UserId::new("al ice")).starts_with("user id: has ' '; allowed are"));
        assert!(refusal(StreamId::new("a.b")).starts_with("stream id: has '.'; allowed are"));
        assert!(refusal(StreamId::new("straße")).contains("'ß'"));
        assert_eq!(
            refusal(User::new("alice", "a\0b")),
            "user name: has a NUL at byte 1"
        );
        assert!(RoomId::new("room%~`\\").is_ok());
    }
}
