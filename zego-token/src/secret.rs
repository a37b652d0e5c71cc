//! The app's server secret, the one key of token04. Nothing here prints it.

use alloc::sync::Arc;
use core::fmt;
use core::str::FromStr;

use zeroize::Zeroizing;

use crate::error::SecretError;

/// How many characters a server secret has.
pub const SECRET_CHARS: usize = 32;

/// The server secret of a ZEGO app: 32 printable ASCII characters from the
/// project's page in the ZEGO console.
///
/// The characters themselves are the AES-256 key; they look like hexadecimal
/// but are never decoded. Whoever has the secret can issue tokens for any user
/// of the app, so it belongs on the server only.
///
/// The secret is wiped from memory when the last clone goes, `Debug` shows
/// nothing of it, and there is no way to compare or print it.
///
/// ```
/// use zego_token::ServerSecret;
///
/// let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
/// assert_eq!(format!("{secret:?}"), "ServerSecret(redacted)");
/// assert!("fa94dd0f".parse::<ServerSecret>().is_err());
/// # Ok::<(), zego_token::SecretError>(())
/// ```
#[doc(alias = "serverSecret")]
#[derive(Clone)]
pub struct ServerSecret {
    // Behind a pointer, so that a move leaves no copy of the key on the stack.
    key: Arc<Zeroizing<[u8; SECRET_CHARS]>>,
}

impl ServerSecret {
    /// Takes the secret as text. The caller's text is copied and stays the
    /// caller's to wipe.
    ///
    /// # Errors
    ///
    /// [`SecretError::Length`] unless there are exactly 32 bytes,
    /// [`SecretError::Character`] when one of them is not a printable ASCII
    /// character (a space or a line end isn't).
    pub fn new(text: &str) -> Result<Self, SecretError> {
        if text.len() != SECRET_CHARS {
            return Err(SecretError::Length { found: text.len() });
        }
        if let Some(position) = text.bytes().position(|byte| !byte.is_ascii_graphic()) {
            return Err(SecretError::Character { position });
        }
        let mut key = Arc::new(Zeroizing::new([0; SECRET_CHARS]));
        // never: nobody else has the pointer yet
        let only = Arc::get_mut(&mut key).expect("a new pointer is the only one");
        only.copy_from_slice(text.as_bytes());
        Ok(Self { key })
    }

    /// Reads the secret from an environment variable of this process.
    ///
    /// # Errors
    ///
    /// [`SecretError::VariableNotSet`] when there is no such variable or it is
    /// not Unicode; otherwise those of [`new`](Self::new).
    #[cfg(feature = "std")]
    pub fn from_env(variable: &str) -> Result<Self, SecretError> {
        let text = std::env::var(variable).map_err(|_| SecretError::VariableNotSet {
            variable: variable.into(),
        })?;
        Self::new(&Zeroizing::new(text))
    }

    /// Reads the secret from a file that holds it and nothing else; one line
    /// end after it is allowed.
    ///
    /// # Errors
    ///
    /// [`SecretError::File`] when the file can't be read, [`SecretError::Length`]
    /// or [`SecretError::Character`] when it holds something else. No more than
    /// the first few bytes of a file that is too long are read.
    #[cfg(feature = "std")]
    pub fn from_file(path: impl AsRef<std::path::Path>) -> Result<Self, SecretError> {
        use std::io::Read as _;

        // The secret, "\r\n", and one byte that shows that there is more.
        const MOST: usize = SECRET_CHARS + 3;

        let path = path.as_ref();
        let unreadable = |error: std::io::Error| SecretError::File {
            path: path.into(),
            reason: error.kind(),
        };
        let file = std::fs::File::open(path).map_err(unreadable)?;
        let mut bytes = Zeroizing::new(alloc::vec::Vec::with_capacity(MOST));
        file.take(MOST as u64)
            .read_to_end(&mut bytes)
            .map_err(unreadable)?;
        let text = core::str::from_utf8(&bytes).map_err(|error| SecretError::Character {
            position: error.valid_up_to(),
        })?;
        let text = text.strip_suffix('\n').unwrap_or(text);
        Self::new(text.strip_suffix('\r').unwrap_or(text))
    }

    pub(crate) fn key(&self) -> &[u8; SECRET_CHARS] {
        &self.key
    }
}

impl fmt::Debug for ServerSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerSecret(redacted)")
    }
}

impl FromStr for ServerSecret {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";

    #[test]
    fn the_characters_are_the_key_and_are_not_decoded() {
        let secret = ServerSecret::new(SECRET).unwrap();
        assert_eq!(secret.key(), SECRET.as_bytes());
    }

    #[test]
    fn a_secret_of_another_length_is_refused_with_the_length() {
        let long = format!("{SECRET}0");
        for text in ["", &SECRET[1..], long.as_str()] {
            let refused = ServerSecret::new(text).unwrap_err();
            assert_eq!(refused, SecretError::Length { found: text.len() });
        }
    }

    #[test]
    fn a_character_outside_printable_ascii_is_refused_with_its_position() {
        for (text, position) in [
            ("fa94dd0f974cf2e293728a526b02827\n", 31),
            ("fa94 d0f974cf2e293728a526b028271", 4),
            ("é94dd0f974cf2e293728a526b028271", 0),
        ] {
            assert_eq!(text.len(), SECRET_CHARS);
            let refused = ServerSecret::new(text).unwrap_err();
            assert_eq!(refused, SecretError::Character { position });
        }
    }

    #[test]
    fn neither_debug_nor_an_error_shows_the_secret() {
        let secret = ServerSecret::new(SECRET).unwrap();
        assert!(!format!("{secret:?}").contains("fa94"));
        let refused = ServerSecret::new(&SECRET[1..]).unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("a94dd0f"));
    }
}
