//! What can go wrong, one type per task: having a secret, issuing a token,
//! reading one. No error carries a secret or anything that was encrypted.

use alloc::string::String;

use crate::token::MAX_TOKEN_BYTES;

/// Why there is no usable server secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    /// It doesn't have 32 characters.
    #[error("the server secret must have exactly 32 ASCII characters, this one has {found} bytes")]
    Length {
        /// How many bytes were given (of a file, no more than 35 are looked at).
        found: usize,
    },
    /// It holds something else than printable ASCII characters.
    #[error(
        "the server secret must consist of printable ASCII characters; byte {position} is none"
    )]
    Character {
        /// Where, counted from 0.
        position: usize,
    },
    /// The environment variable is not there, or is not Unicode.
    #[error(
        "the environment variable {variable} with the server secret is not set, or not Unicode"
    )]
    VariableNotSet {
        /// Its name.
        variable: String,
    },
    /// The file can't be read.
    #[cfg(feature = "std")]
    #[error("the file {} with the server secret can't be read: {reason}", .path.display())]
    File {
        /// Which file.
        path: std::path::PathBuf,
        /// What the operating system said.
        reason: std::io::ErrorKind,
    },
}

/// Why no token was issued.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IssueError {
    /// An input breaks a rule of ZEGO's, so a token made of it would be refused
    /// later, or would mean something else.
    #[error("{field} {rule}")]
    Input {
        /// The input, named as in this crate's functions.
        field: &'static str,
        /// The rule it breaks, as the end of a sentence that begins with the
        /// field.
        rule: &'static str,
    },
    /// The finished token is longer than the SDK can take.
    #[error(
        "the token would have {length} bytes, the SDK takes at most {MAX_TOKEN_BYTES}: use a shorter payload or fewer streams"
    )]
    TooLong {
        /// How many bytes it would have.
        length: usize,
    },
    /// There is no randomness to be had.
    #[error(transparent)]
    Entropy(#[from] EntropyError),
}

/// The source of randomness failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the source of randomness failed")]
pub struct EntropyError;

/// Why a token is not valid: the first reason that was found. The variants are
/// in the order of the steps: taking apart, decrypting, judging, and then what
/// [`Claims::check_login`](crate::Claims::check_login) and
/// [`check_publish`](crate::Claims::check_publish) add.
///
/// The reasons are for your logs. Don't send them to whoever presented the
/// token: where CBC tokens are accepted, telling apart
/// [`Decryption`](Self::Decryption) and [`Json`](Self::Json) helps an attacker
/// to forge one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// It doesn't begin with `04`, so it is no token or one of another version.
    #[error("the token doesn't begin with 04")]
    Prefix,
    /// It has more bytes than the SDK can carry.
    #[error("the token has {length} bytes, more than the {MAX_TOKEN_BYTES} that the SDK takes")]
    TooLong {
        /// How many bytes it has.
        length: usize,
    },
    /// What follows `04` is not padded standard base64.
    #[error("the token is not valid base64 after its prefix")]
    Base64,
    /// A part is cut off, too long, or of a length that the mode doesn't have.
    #[error("the length of the token's {part} is wrong")]
    Length {
        /// Which part: `expiry`, `iv`, `ciphertext` or `mode`.
        part: &'static str,
    },
    /// The byte that says how it is encrypted is neither 0 (CBC) nor 1 (GCM).
    #[error("the token's mode byte is {byte}, known are 0 (CBC) and 1 (GCM)")]
    Mode {
        /// The byte.
        byte: u8,
    },
    /// It is encrypted with AES-CBC, and the verifier was not told to accept
    /// that.
    #[error("the token is encrypted with AES-CBC, which is not accepted here")]
    CbcNotAccepted,
    /// It can't be decrypted: another secret, or changed on its way. (With CBC
    /// another secret may also show as [`Json`](Self::Json).)
    #[error("the token can't be decrypted: another secret, or not the original")]
    Decryption,
    /// What was encrypted is not a JSON object.
    #[error("the token's content is not a JSON object")]
    Json,
    /// A field is missing, or has a type or a value that it can't have.
    #[error("the token's field {field} is missing or has a wrong type or value")]
    Claim {
        /// Which field of the JSON.
        field: &'static str,
    },
    /// The expiry in front of the encrypted part is not the one inside it, so
    /// somebody changed it.
    #[error("the token's expiry was changed after it was issued")]
    ExpiryChanged,
    /// It was issued for another app.
    #[error("the token was issued for another app")]
    WrongApp,
    /// It was issued for another user.
    #[error("the token was issued for another user")]
    WrongUser,
    /// Its time is over.
    #[error("the token expired at {expires_at} (Unix seconds), now it is {now}")]
    Expired {
        /// When it expired, in Unix seconds.
        expires_at: i64,
        /// What the verifier's clock says, in Unix seconds.
        now: i64,
    },
    /// Its payload is not one of privileges, so it can't be said what it allows.
    #[error("the token's payload doesn't state privileges: {field} is missing or wrong")]
    Privileges {
        /// Which field of the payload, or `payload` when it is not a JSON object.
        field: &'static str,
    },
    /// Its privileges are for another room.
    #[error("the token is for another room")]
    WrongRoom,
    /// Its privileges don't include logging in.
    #[error("the token doesn't allow logging in to the room")]
    LoginNotAllowed,
    /// Its privileges don't include publishing.
    #[error("the token doesn't allow publishing")]
    PublishNotAllowed,
    /// Its privileges allow publishing other streams only.
    #[error("the token doesn't allow publishing this stream")]
    WrongStream,
}

impl TokenError {
    /// A short name of the reason that stays the same between versions, for
    /// metrics and for machines: `expired`, `wrong_user`, …
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Prefix => "prefix",
            Self::TooLong { .. } => "too_long",
            Self::Base64 => "base64",
            Self::Length { .. } => "length",
            Self::Mode { .. } => "mode",
            Self::CbcNotAccepted => "cbc_not_accepted",
            Self::Decryption => "decryption",
            Self::Json => "json",
            Self::Claim { .. } => "claim",
            Self::ExpiryChanged => "expiry_changed",
            Self::WrongApp => "wrong_app",
            Self::WrongUser => "wrong_user",
            Self::Expired { .. } => "expired",
            Self::Privileges { .. } => "privileges",
            Self::WrongRoom => "wrong_room",
            Self::LoginNotAllowed => "login_not_allowed",
            Self::PublishNotAllowed => "publish_not_allowed",
            Self::WrongStream => "wrong_stream",
        }
    }
}
