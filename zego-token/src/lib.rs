//! token04 for ZEGO back ends: issue the tokens with which clients log in, and
//! verify them.
//!
//! # What a token is for
//!
//! An app that talks over ZEGO has two sides. The *client* (a phone, a browser,
//! a bot) logs in to a room with ZEGO's SDK. Your *back end* decides who may.
//! The token is the back end's word, carried by the client:
//!
//! 1. In the ZEGO console your project has an **app id**, a number, and a
//!    **server secret**, 32 characters. The secret stays on the back end.
//! 2. The client asks your back end for a token, in whatever way it signs in
//!    there. The back end makes sure who it is and issues a token for its
//!    **user id**; that needs no call to ZEGO.
//! 3. The client hands the token to the SDK when it logs in, under the same user
//!    id. ZEGO's servers know the secret too, and check the token.
//! 4. Shortly before the token expires (30 seconds), the SDK tells the client,
//!    which fetches a new one in the same way. A client that doesn't stays in
//!    its room, but can't log in or publish anew.
//!
//! # Step 2 in code
//!
//! ```
//! use zego_token::{Issuer, ServerSecret};
//!
//! # fn user_of_the_session() -> &'static str { "alice" }
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Once, at start; see also `ServerSecret::from_env` and `from_file`.
//! let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
//! let issuer = Issuer::new(1_234_567_890, secret)?;
//!
//! // For each request.
//! let user_id = user_of_the_session();
//! let token = issuer.token_for(user_id).issue()?;
//!
//! // What the client gets.
//! let answer = format!(r#"{{"token":"{token}","expires_at":{}}}"#, token.expires_at());
//! # assert!(answer.starts_with(r#"{"token":"04"#));
//! # Ok(())
//! # }
//! ```
//!
//! Take the user id from your own session, never from the request: whoever gets
//! a token for `alice` is `alice`, and a second login as `alice` throws the first
//! one out.
//!
//! # What a token allows
//!
//! A *basic* token lets its user into every room and lets it publish every
//! stream. With [`RoomPrivileges`] it allows one room, and there login,
//! publishing, and if you like certain streams only. ZEGO's support must switch
//! that on for the app first.
//!
//! ```
//! use std::time::Duration;
//! use zego_token::{Issuer, RoomPrivileges};
//!
//! # let secret: zego_token::ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
//! # let issuer = Issuer::new(1, secret)?;
//! let token = issuer
//!     .token_for("alice")
//!     .lifetime(Duration::from_secs(2 * 3600))
//!     .privileges(
//!         RoomPrivileges::new("room1")
//!             .allow_login()
//!             .allow_publish()
//!             .only_streams(["room1_alice"]),
//!     )
//!     .issue()?;
//! # assert_eq!(token.mode(), zego_token::Mode::Gcm);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Verifying
//!
//! A client may show its token to your own servers as well; a [`Verifier`] says
//! whether it is good, and if not precisely why. To find out why ZEGO refuses a
//! token, look into it with [`Token::open`], or with the command:
//!
//! ```text
//! cargo install zego-token --features cli
//! export ZEGO_SERVER_SECRET=...      # or --secret-file PATH
//! zego-token generate --app-id 1234567890 --user-id alice
//! zego-token inspect 04AAAA...
//! zego-token verify --app-id 1234567890 --user-id alice 04AAAA...
//! ```
//!
//! # Security
//!
//! - Tokens are encrypted with AES-256-GCM, and a verifier refuses AES-CBC unless
//!   told to [accept](Verifier::accept_cbc) it: a CBC token can be changed
//!   without a trace. ZEGO itself accepts both.
//! - Secrets are wiped from memory after use. No `Debug` and no error shows a
//!   secret, a token, or anything that a token encrypts.
//! - GCM's vectors are random, which is safe for some 2^32 tokens under one
//!   secret; an app that issues more should change its secret in time.
//! - A token can't be taken back. Keep lifetimes short, and to throw a user out
//!   use ZEGO's server API.
//!
//! # Features
//!
//! - `std` (default): the operating system's clock and randomness, and secrets
//!   from environment variables and files. Without it the crate needs `alloc`,
//!   and [`Issuer::with_sources`] and [`Verifier::with_clock`] take yours.
//! - `cli`: the command `zego-token`.
//!
//! # The format
//!
//! `04`, then in padded standard base64: the expiry (8 bytes, big endian, Unix
//! seconds), the initialization vector and the ciphertext (each after its length
//! in 2 bytes, big endian), and one byte for the mode: 1 for AES-256-GCM with 12
//! bytes of vector and the tag at the ciphertext's end, 0 or no byte at all for
//! AES-256-CBC with 16 bytes of vector and PKCS#7 padding. The key is the secret
//! as it is written. Inside is JSON: `app_id`, `user_id`, `nonce`, `ctime`,
//! `expire`, and `payload`, a string that is empty or itself holds JSON.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

extern crate alloc;

mod cipher;
mod claims;
mod error;
mod issue;
mod payload;
mod rules;
mod secret;
mod source;
mod token;
mod verify;

pub use cipher::Mode;
pub use claims::{Claims, KeyOrder};
pub use error::{EntropyError, IssueError, SecretError, TokenError};
pub use issue::{DEFAULT_LIFETIME, Issuer, TokenRequest};
pub use payload::RoomPrivileges;
pub use secret::{SECRET_CHARS, ServerSecret};
pub use source::{Clock, Entropy};
#[cfg(feature = "std")]
pub use source::{OsEntropy, SystemClock};
pub use token::{MAX_TOKEN_BYTES, Token};
pub use verify::Verifier;

/// Compiles the README's example with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
