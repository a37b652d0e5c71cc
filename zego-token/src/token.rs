//! The packing of a token: `04`, base64, expiry, initialization vector,
//! ciphertext, mode. What the ciphertext hides is not this module's business.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::cipher::{self, Mode};
use crate::claims::Claims;
use crate::error::TokenError;
use crate::secret::ServerSecret;

/// The longest token that the SDK can carry, in bytes.
pub const MAX_TOKEN_BYTES: usize = 2047;

const PREFIX: &str = "04";
const MODE_GCM: u8 = 1;
const MODE_CBC: u8 = 0;

/// A token: what a back end hands to its client and the client to the SDK.
///
/// Get one from an [`Issuer`](crate::Issuer), or read one with
/// [`parse`](Self::parse), which needs no secret and therefore proves nothing.
///
/// Whoever holds a token can log in with it, so `Debug` doesn't show it;
/// `Display` and [`as_str`](Self::as_str) do.
#[derive(Clone)]
pub struct Token {
    text: String,
    expires_at: i64,
    mode: Mode,
    iv: Vec<u8>,
    ciphertext: Vec<u8>,
}

impl Token {
    /// Takes a token apart without decrypting it.
    ///
    /// # Errors
    ///
    /// [`TokenError::Prefix`], [`TooLong`](TokenError::TooLong),
    /// [`Base64`](TokenError::Base64), [`Length`](TokenError::Length) or
    /// [`Mode`](TokenError::Mode).
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let cut = |part| TokenError::Length { part };

        let encoded = text.strip_prefix(PREFIX).ok_or(TokenError::Prefix)?;
        if text.len() > MAX_TOKEN_BYTES {
            let length = text.len();
            return Err(TokenError::TooLong { length });
        }
        let bytes = STANDARD.decode(encoded).map_err(|_| TokenError::Base64)?;

        let (expires_at, rest) = bytes.split_first_chunk().ok_or(cut("expiry"))?;
        let (iv, rest) = split_counted(rest).ok_or(cut("iv"))?;
        let (ciphertext, rest) = split_counted(rest).ok_or(cut("ciphertext"))?;
        let mode = match *rest {
            [] | [MODE_CBC] => Mode::Cbc,
            [MODE_GCM] => Mode::Gcm,
            [byte] => return Err(TokenError::Mode { byte }),
            _ => return Err(cut("mode")),
        };
        if iv.len() != mode.iv_bytes() {
            return Err(cut("iv"));
        }
        if !mode.has_ciphertext_of(ciphertext.len()) {
            return Err(cut("ciphertext"));
        }
        Ok(Self {
            text: text.into(),
            expires_at: i64::from_be_bytes(*expires_at),
            mode,
            iv: iv.into(),
            ciphertext: ciphertext.into(),
        })
    }

    /// Decrypts what the token says and checks that it is well formed and that
    /// its expiry was not changed. Whether it is for your app and user and still
    /// good is what a [`Verifier`](crate::Verifier) checks.
    ///
    /// Under [`Mode::Cbc`] nothing proves that the answer is what was issued.
    ///
    /// # Errors
    ///
    /// [`TokenError::Decryption`], [`Json`](TokenError::Json),
    /// [`Claim`](TokenError::Claim) or
    /// [`ExpiryChanged`](TokenError::ExpiryChanged).
    pub fn open(&self, secret: &ServerSecret) -> Result<Claims, TokenError> {
        let plaintext = cipher::decrypt(self.mode, secret, &self.iv, &self.ciphertext)
            .ok_or(TokenError::Decryption)?;
        let claims = Claims::from_json(&plaintext)?;
        if claims.expires_at() != self.expires_at {
            return Err(TokenError::ExpiryChanged);
        }
        Ok(claims)
    }

    /// When the token expires, in Unix seconds, as it says outside its
    /// encrypted part: proven only for a token that was issued here or
    /// [opened](Self::open).
    #[must_use]
    pub fn expires_at(&self) -> i64 {
        self.expires_at
    }

    /// How the token is encrypted.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The text to hand to the client.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text to hand to the client.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Packs the parts. `None` when one is longer than its length field can
    /// say.
    pub(crate) fn pack(
        expires_at: i64,
        mode: Mode,
        iv: Vec<u8>,
        ciphertext: Vec<u8>,
    ) -> Option<Self> {
        let mut bytes = Vec::with_capacity(8 + 2 + iv.len() + 2 + ciphertext.len() + 1);
        bytes.extend(expires_at.to_be_bytes());
        for part in [&iv, &ciphertext] {
            bytes.extend(u16::try_from(part.len()).ok()?.to_be_bytes());
            bytes.extend(part);
        }
        match mode {
            Mode::Gcm => bytes.push(MODE_GCM),
            // The older generators write no mode byte, so no reader needs one.
            Mode::Cbc => {}
        }
        let mut text = String::from(PREFIX);
        STANDARD.encode_string(bytes, &mut text);
        Some(Self {
            text,
            expires_at,
            mode,
            iv,
            ciphertext,
        })
    }
}

impl FromStr for Token {
    type Err = TokenError;

    fn from_str(text: &str) -> Result<Self, TokenError> {
        Self::parse(text)
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires_at", &self.expires_at)
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

impl AsRef<str> for Token {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.text
    }
}

/// A part with its big-endian length before it, and what follows.
fn split_counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    rest.split_at_checked(u16::from_be_bytes(*length).into())
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    fn text_of(bytes: &[u8]) -> String {
        alloc::format!("04{}", STANDARD.encode(bytes))
    }

    fn packed(expires_at: i64, iv: usize, ciphertext: usize, rest: &[u8]) -> String {
        let mut bytes = expires_at.to_be_bytes().to_vec();
        for length in [iv, ciphertext] {
            bytes.extend(u16::try_from(length).unwrap().to_be_bytes());
            bytes.extend(vec![7; length]);
        }
        bytes.extend(rest);
        text_of(&bytes)
    }

    #[track_caller]
    fn assert_refused(text: &str, reason: TokenError) {
        assert_eq!(Token::parse(text).unwrap_err(), reason);
    }

    #[test]
    fn without_a_mode_byte_or_with_zero_it_is_cbc_and_with_one_gcm() {
        let parse = |text: String| Token::parse(&text).unwrap();
        assert_eq!(parse(packed(5, 16, 32, &[])).mode(), Mode::Cbc);
        assert_eq!(parse(packed(5, 16, 32, &[0])).mode(), Mode::Cbc);
        let gcm = parse(packed(-5, 12, 17, &[1]));
        assert_eq!((gcm.mode(), gcm.expires_at()), (Mode::Gcm, -5));
    }

    #[test]
    fn another_prefix_is_refused_before_anything_else() {
        for text in ["", "0", "03AAAA", "14AAAA", " 04AAAA", "é"] {
            assert_refused(text, TokenError::Prefix);
        }
    }

    #[test]
    fn base64_must_be_standard_padded_and_canonical() {
        let good = packed(0x7fff_ffff_ffff_ffff, 16, 16, &[]);
        assert!(Token::parse(&good).is_ok());
        assert!(good.ends_with('='));
        let unpadded = good.trim_end_matches('=');
        for text in [
            unpadded,
            &good.replace('/', "_"),
            "04A",
            "04 AAAA",
            "04AAAA\n",
        ] {
            assert_refused(text, TokenError::Base64);
        }
    }

    #[test]
    fn every_cut_is_refused_with_the_part_that_is_cut() {
        let bytes = STANDARD.decode(&packed(5, 12, 20, &[1])[2..]).unwrap();
        let part_at = |length| match length {
            0..8 => "expiry",
            8..22 => "iv",
            22..44 => "ciphertext",
            // Without its mode byte it is a CBC token, whose iv is longer.
            _ => "iv",
        };
        for length in 0..bytes.len() {
            let part = part_at(length);
            assert_refused(&text_of(&bytes[..length]), TokenError::Length { part });
        }
    }

    #[test]
    fn lengths_that_the_mode_does_not_have_are_refused() {
        let length = |part| TokenError::Length { part };
        assert_refused(&packed(5, 16, 32, &[1]), length("iv"));
        assert_refused(&packed(5, 12, 32, &[0]), length("iv"));
        assert_refused(&packed(5, 0, 32, &[]), length("iv"));
        assert_refused(&packed(5, 12, 15, &[1]), length("ciphertext"));
        assert_refused(&packed(5, 16, 0, &[]), length("ciphertext"));
        assert_refused(&packed(5, 16, 31, &[]), length("ciphertext"));
        assert_refused(&packed(5, 12, 16, &[1, 0]), length("mode"));
    }

    #[test]
    fn an_unknown_mode_is_refused_with_its_byte() {
        assert_refused(&packed(5, 12, 16, &[2]), TokenError::Mode { byte: 2 });
    }

    #[test]
    fn a_token_longer_than_the_sdk_takes_is_refused() {
        let long = packed(5, 12, 1600, &[1]);
        let length = long.len();
        assert!(length > MAX_TOKEN_BYTES);
        assert_refused(&long, TokenError::TooLong { length });
    }
}
