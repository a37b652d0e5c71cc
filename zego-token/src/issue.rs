//! Issuing tokens: from an app, its secret and a user to a [`Token`].

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec;
use core::fmt;
use core::time::Duration;

use crate::cipher::{self, Mode};
use crate::claims::{Claims, KeyOrder};
use crate::error::IssueError;
use crate::payload::RoomPrivileges;
use crate::rules;
use crate::secret::ServerSecret;
use crate::source::{Clock, Entropy};
#[cfg(feature = "std")]
use crate::source::{OsEntropy, SystemClock};
use crate::token::{MAX_TOKEN_BYTES, Token};

/// How long a token is good when nothing else is said: one hour, as in ZEGO's
/// samples.
pub const DEFAULT_LIFETIME: Duration = Duration::from_secs(3600);

/// Issues the tokens of one app. Make one when the back end starts and share
/// it; it is cheap to clone and needs no lock.
///
/// ```
/// use std::time::Duration;
/// use zego_token::{Issuer, RoomPrivileges, ServerSecret};
///
/// # let secret = || "fa94dd0f974cf2e293728a526b028271".parse::<ServerSecret>();
/// let issuer = Issuer::new(1_234_567_890, secret()?)?;
///
/// // Any room, for one hour.
/// let basic = issuer.token_for("alice").issue()?;
/// assert!(basic.as_str().starts_with("04"));
///
/// // One room, for as long as the lesson takes.
/// let lesson = issuer
///     .token_for("alice")
///     .lifetime(Duration::from_secs(45 * 60))
///     .privileges(RoomPrivileges::new("lesson7").allow_login().allow_publish())
///     .issue()?;
/// # assert!(lesson.expires_at() < basic.expires_at());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "generateToken04")]
#[derive(Clone)]
pub struct Issuer {
    app_id: u32,
    secret: ServerSecret,
    mode: Mode,
    key_order: KeyOrder,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl Issuer {
    /// An issuer with the operating system's clock and randomness.
    ///
    /// # Errors
    ///
    /// [`IssueError::Input`] when the app id is 0.
    #[cfg(feature = "std")]
    pub fn new(app_id: u32, secret: ServerSecret) -> Result<Self, IssueError> {
        Self::with_sources(app_id, secret, SystemClock, OsEntropy)
    }

    /// An issuer with a clock and a source of randomness of your own, for tests
    /// and where there is no operating system.
    ///
    /// ```
    /// use zego_token::{EntropyError, Issuer, ServerSecret};
    ///
    /// // The same token every time: for tests only.
    /// let clock = || 1_619_769_776;
    /// let no_entropy = |buffer: &mut [u8]| {
    ///     buffer.fill(7);
    ///     Ok::<(), EntropyError>(())
    /// };
    /// # let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
    /// let issuer = Issuer::with_sources(1, secret, clock, no_entropy)?;
    /// let token = issuer.token_for("demo").issue()?;
    /// assert_eq!(token.expires_at(), 1_619_773_376);
    /// assert_eq!(token.as_str(), issuer.token_for("demo").issue()?.as_str());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`IssueError::Input`] when the app id is 0.
    pub fn with_sources(
        app_id: u32,
        secret: ServerSecret,
        clock: impl Clock + 'static,
        entropy: impl Entropy + 'static,
    ) -> Result<Self, IssueError> {
        if app_id == 0 {
            return Err(IssueError::Input {
                field: "app_id",
                rule: "must not be 0",
            });
        }
        Ok(Self {
            app_id,
            secret,
            mode: Mode::default(),
            key_order: KeyOrder::default(),
            clock: Arc::new(clock),
            entropy: Arc::new(entropy),
        })
    }

    /// Encrypts in this mode from now on; [`Mode::Gcm`] when not said.
    #[must_use]
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = mode;
        self
    }

    /// Writes the keys in this order from now on; [`KeyOrder::Node`] when not
    /// said. ZEGO reads both.
    #[must_use]
    pub fn key_order(mut self, order: KeyOrder) -> Self {
        self.key_order = order;
        self
    }

    /// Begins a token for a user: the same id with which the client will log in.
    ///
    /// The id has 1 to 63 bytes of ASCII letters, digits and
    /// ``~!@#$%^&*()_+=-`;',.<>\``, which is checked when the token is issued.
    pub fn token_for(&self, user_id: impl Into<String>) -> TokenRequest<'_> {
        TokenRequest {
            issuer: self,
            user_id: user_id.into(),
            lifetime: DEFAULT_LIFETIME,
            payload: Payload::Basic,
        }
    }
}

impl fmt::Debug for Issuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issuer")
            .field("app_id", &self.app_id)
            .field("mode", &self.mode)
            .field("key_order", &self.key_order)
            .finish_non_exhaustive()
    }
}

/// A token about to be issued; begin with [`Issuer::token_for`].
#[must_use = "nothing is issued before `issue` is called"]
pub struct TokenRequest<'a> {
    issuer: &'a Issuer,
    user_id: String,
    lifetime: Duration,
    payload: Payload,
}

impl TokenRequest<'_> {
    /// How long the token is good from now on; [`DEFAULT_LIFETIME`] when not
    /// said. Whole seconds, one at least. ZEGO's advice is the time that the
    /// user is expected to stay in the room.
    #[doc(alias = "effectiveTimeInSeconds")]
    pub fn lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = lifetime;
        self
    }

    /// States what the token allows, in place of any payload set before. Without
    /// it, it is a basic token: every room, every stream.
    pub fn privileges(mut self, privileges: RoomPrivileges) -> Self {
        self.payload = Payload::Privileges(privileges);
        self
    }

    /// Puts any text in place of any payload set before, for payloads that this
    /// crate has no builder for. The text is not checked; the empty text makes a
    /// basic token.
    pub fn payload_text(mut self, text: impl Into<String>) -> Self {
        self.payload = Payload::Text(text.into());
        self
    }

    /// Issues the token.
    ///
    /// # Errors
    ///
    /// [`IssueError::Input`] with the field and the rule it breaks,
    /// [`IssueError::TooLong`] when all this doesn't fit into a token,
    /// [`IssueError::Entropy`] when there is no randomness.
    #[doc(alias = "generateToken04")]
    pub fn issue(self) -> Result<Token, IssueError> {
        let issuer = self.issuer;
        rules::user_id(&self.user_id)?;
        let lifetime = whole_seconds(self.lifetime)?;
        let payload = match self.payload {
            Payload::Basic => String::new(),
            Payload::Privileges(privileges) => privileges.to_text()?,
            Payload::Text(text) => text,
        };
        let issued_at = issuer.clock.unix_seconds();
        let expires_at = issued_at.checked_add(lifetime).ok_or(TOO_LATE)?;

        let mut iv = vec![0; issuer.mode.iv_bytes()];
        issuer.entropy.fill(&mut iv)?;
        let mut nonce = [0; 4];
        issuer.entropy.fill(&mut nonce)?;
        let claims = Claims {
            app_id: issuer.app_id,
            user_id: self.user_id,
            nonce: i32::from_be_bytes(nonce),
            issued_at,
            expires_at,
            payload,
        };
        let json = claims.to_json(issuer.key_order);
        let too_long = |length| IssueError::TooLong { length };
        // What the JSON alone would take in base64 already says that it can't fit.
        if json.len() / 3 * 4 > MAX_TOKEN_BYTES {
            return Err(too_long(json.len() / 3 * 4));
        }
        // never: the iv was made for the mode, and the JSON is short
        let ciphertext = cipher::encrypt(issuer.mode, &issuer.secret, &iv, &json)
            .expect("the iv is as long as the mode wants it");
        // never: both parts are far shorter than 64 KiB
        let token = Token::pack(expires_at, issuer.mode, iv, ciphertext)
            .expect("the parts fit their length fields");
        if token.as_str().len() > MAX_TOKEN_BYTES {
            return Err(too_long(token.as_str().len()));
        }
        Ok(token)
    }
}

impl fmt::Debug for TokenRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("issuer", self.issuer)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

enum Payload {
    Basic,
    Privileges(RoomPrivileges),
    Text(String),
}

const TOO_LATE: IssueError = IssueError::Input {
    field: "lifetime",
    rule: "ends later than a token can say",
};

fn whole_seconds(lifetime: Duration) -> Result<i64, IssueError> {
    if lifetime.as_secs() == 0 || lifetime.subsec_nanos() != 0 {
        return Err(IssueError::Input {
            field: "lifetime",
            rule: "must be whole seconds, one at least",
        });
    }
    i64::try_from(lifetime.as_secs()).map_err(|_| TOO_LATE)
}
