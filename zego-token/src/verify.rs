//! Verifying tokens: is it genuine, for this app and this user, and still good?

use alloc::sync::Arc;
use core::fmt;

use crate::cipher::Mode;
use crate::claims::Claims;
use crate::error::TokenError;
use crate::secret::ServerSecret;
use crate::source::Clock;
#[cfg(feature = "std")]
use crate::source::SystemClock;
use crate::token::Token;

/// Verifies the tokens of one app. ZEGO's servers do this at login; your own
/// need it when a client presents its token to them, and tests do.
///
/// ```
/// use zego_token::{Issuer, ServerSecret, TokenError, Verifier};
///
/// # let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
/// let token = Issuer::new(1, secret.clone())?.token_for("alice").issue()?;
///
/// let verifier = Verifier::new(1, secret);
/// let claims = verifier.verify(token.as_str(), "alice")?;
/// claims.check_login("room1")?;
///
/// let stolen = verifier.verify(token.as_str(), "mallory");
/// assert_eq!(stolen.unwrap_err(), TokenError::WrongUser);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Log the reason of a refusal, but don't tell it to whoever presented the
/// token; see [`TokenError`].
#[derive(Clone)]
pub struct Verifier {
    app_id: u32,
    secret: ServerSecret,
    accepts_cbc: bool,
    clock: Arc<dyn Clock>,
}

impl Verifier {
    /// A verifier with the operating system's clock.
    #[cfg(feature = "std")]
    #[must_use]
    pub fn new(app_id: u32, secret: ServerSecret) -> Self {
        Self::with_clock(app_id, secret, SystemClock)
    }

    /// A verifier with a clock of your own.
    #[must_use]
    pub fn with_clock(app_id: u32, secret: ServerSecret, clock: impl Clock + 'static) -> Self {
        Self {
            app_id,
            secret,
            accepts_cbc: false,
            clock: Arc::new(clock),
        }
    }

    /// Accepts tokens in [`Mode::Cbc`] too, as ZEGO's servers do.
    ///
    /// Nothing in such a token proves that it is as it was issued: who can try
    /// often enough and learns why each try failed can make one up. Accept them
    /// only while generators that can't do GCM are in use.
    #[must_use]
    pub fn accept_cbc(mut self) -> Self {
        self.accepts_cbc = true;
        self
    }

    /// Verifies a token that `user_id` presents and returns what it says. Its
    /// payload is not judged; for that there are [`Claims::check_login`] and
    /// [`Claims::check_publish`].
    ///
    /// A token is good before the second at which it expires, not in it. When it
    /// was issued is not looked at, so an issuer's clock may be ahead.
    ///
    /// # Errors
    ///
    /// The first reason against it: those of [`Token::parse`],
    /// [`CbcNotAccepted`](TokenError::CbcNotAccepted), those of [`Token::open`],
    /// then [`WrongApp`](TokenError::WrongApp), [`WrongUser`](TokenError::WrongUser)
    /// and [`Expired`](TokenError::Expired).
    pub fn verify(&self, token: &str, user_id: &str) -> Result<Claims, TokenError> {
        let token = Token::parse(token)?;
        if token.mode() == Mode::Cbc && !self.accepts_cbc {
            return Err(TokenError::CbcNotAccepted);
        }
        let claims = token.open(&self.secret)?;
        if claims.app_id() != self.app_id {
            return Err(TokenError::WrongApp);
        }
        if claims.user_id() != user_id {
            return Err(TokenError::WrongUser);
        }
        let now = self.clock.unix_seconds();
        let expires_at = claims.expires_at();
        if now >= expires_at {
            return Err(TokenError::Expired { expires_at, now });
        }
        Ok(claims)
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("app_id", &self.app_id)
            .field("accepts_cbc", &self.accepts_cbc)
            .finish_non_exhaustive()
    }
}
