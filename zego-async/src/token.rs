//! Where tokens come from: a program's own back end, asked when a token is needed. When a token
//! is needed again is the business of `token/renewal.rs`; making tokens is that of a back end.

mod renewal;

use std::fmt;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{BoxFuture, Either, select};

use crate::config::{Secret, check_token};
use crate::core::Core;
use crate::error::{Error, ErrorKind, Result};
use crate::ids::{RoomId, UserId};

pub(crate) use renewal::{Renewal, renew};

/// Why a provider has no token: any error, or text.
pub type TokenProviderError = Box<dyn std::error::Error + Send + Sync>;

/// Gets tokens, usually from the program's own back end, which issues them.
///
/// It is set for an engine ([`EngineBuilder::token_provider`](crate::EngineBuilder::token_provider))
/// or for one login ([`LoginRoom::token_provider`](crate::LoginRoom::token_provider)). It is asked
/// at a login that brings no token of its own, and again when the SDK says that the token of a
/// room ends soon, 30 seconds before. A closure that returns a future is a provider:
///
/// ```
/// # #[cfg(feature = "sim")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
/// use zego_async::{Sdk, TokenRequest};
///
/// # async fn ask_my_back_end(_user: &str) -> Result<String, std::io::Error> { Ok("04AA".into()) }
/// let engine = Sdk::embedded()
///     .engine(1)
///     .token_provider(|request: TokenRequest| async move {
///         ask_my_back_end(request.user.as_str()).await
///     })
///     .await?;
/// let room = engine.login_room("room1", "alice").await?;
/// room.logout().await?;
/// # engine.destroy().await }
/// # #[cfg(not(feature = "sim"))] fn main() {}
/// ```
///
/// # When it fails
///
/// A login is failed by the first failure, with [`ErrorKind::TokenProvider`]: whoever awaits it
/// can try again. A renewal is tried again with growing pauses, as [`retry`](Self::retry) says,
/// and each failure is told on the state streams of the room and the engine, with the reason
/// [`TokenNotRenewed`](crate::RoomStateReason::TokenNotRenewed). The SDK checks a renewed token
/// only when the next stream is published.
///
/// A panic counts as a failure. What looks like a token in the text of a provider's error is
/// blotted out before the error is shown anywhere.
///
/// # Lifetime
///
/// Engine, rooms and renewals hold the provider, so it should hold none of them: they would keep
/// each other alive until the engine is destroyed.
pub trait TokenProvider: Send + Sync + 'static {
    /// A token for this user in this room.
    ///
    /// The future is dropped when the answer isn't wanted any more: the session or the engine is
    /// over, or it took too long.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<String, TokenProviderError>>;

    /// How often to ask, and how long to wait. It is looked at when the provider is set.
    fn retry(&self) -> TokenRetry {
        TokenRetry::default()
    }
}

impl<F, Answer, Token, Failure> TokenProvider for F
where
    F: Fn(TokenRequest) -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<Token, Failure>> + Send + 'static,
    Token: Into<String>,
    Failure: Into<TokenProviderError>,
{
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<String, TokenProviderError>> {
        let answer = self(request);
        async move { answer.await.map(Into::into).map_err(Into::into) }.boxed()
    }
}

/// One provider for several engines or logins.
impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<String, TokenProviderError>> {
        (**self).token(request)
    }

    fn retry(&self) -> TokenRetry {
        (**self).retry()
    }
}

/// What a [`TokenProvider`] is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TokenRequest {
    /// The room that the user logs in to or is in.
    pub room: RoomId,
    /// The user whom the token must be for.
    pub user: UserId,
    /// What the token is for.
    pub purpose: TokenPurpose,
    /// Which attempt this is, from 1.
    pub attempt: u32,
}

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TokenPurpose {
    /// To log in with.
    Login,
    /// To stay with: the token before ends soon.
    Renewal,
}

/// The error of a provider that is not to be asked again: the back end refuses the user a token.
///
/// ```
/// use zego_async::{TokenProviderError, TokenRefused};
///
/// fn answer(status: u16) -> Result<String, TokenProviderError> {
///     match status {
///         403 => Err(TokenRefused::new("this user may not call").into()),
///         _ => Err("the back end is not well".into()), // asked again
///     }
/// }
/// # assert!(answer(403).unwrap_err().is::<TokenRefused>());
/// # assert!(!answer(500).unwrap_err().is::<TokenRefused>());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {0}")]
pub struct TokenRefused(String);

impl TokenRefused {
    /// A refusal for this reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

/// How a renewal is tried again.
///
/// By default 8 attempts, 10 seconds for each answer, and pauses of 1, 2, 4, 8, 16, 30 and 30
/// seconds between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenRetry {
    attempts: u32,
    first_pause: Duration,
    longest_pause: Duration,
    patience: Duration,
}

impl Default for TokenRetry {
    fn default() -> Self {
        Self {
            attempts: 8,
            first_pause: Duration::from_secs(1),
            longest_pause: Duration::from_secs(30),
            patience: Duration::from_secs(10),
        }
    }
}

impl TokenRetry {
    /// How often the provider is asked for one renewal; once at least.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The pauses after failures: the first, doubled after each further one up to the longest.
    #[must_use]
    pub fn pauses(mut self, first: Duration, longest: Duration) -> Self {
        self.first_pause = first;
        self.longest_pause = longest;
        self
    }

    /// How long one answer may take, also at a login.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The pause after an attempt that failed; `None` after the last.
    fn pause_after(&self, attempt: u32) -> Option<Duration> {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        let pause = self.first_pause.saturating_mul(doubled);
        (attempt < self.attempts).then(|| pause.min(self.longest_pause))
    }
}

/// Why a token was not renewed; see
/// [`RoomStateChanged::token_failure`](crate::event::RoomStateChanged::token_failure).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TokenFailure {
    /// What went wrong.
    pub error: Error,
    /// Which attempt it was, from 1.
    pub attempt: u32,
    /// When the provider is asked again; `None` if it isn't.
    pub next_attempt_in: Option<Duration>,
}

/// A provider as it was set.
#[derive(Clone)]
pub(crate) struct Tokens {
    provider: Arc<dyn TokenProvider>,
    retry: TokenRetry,
}

/// Why there is no token.
struct NoToken {
    error: Error,
    /// It makes no sense to ask again.
    refused: bool,
}

impl Tokens {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        let retry = provider.retry();
        let provider = Arc::new(provider);
        Self { provider, retry }
    }

    /// The token for a login. Ends early when the engine goes.
    pub(crate) async fn for_login(
        &self,
        core: &Core,
        room: &RoomId,
        user: &UserId,
    ) -> Result<Secret> {
        let request = TokenRequest {
            room: room.clone(),
            user: user.clone(),
            purpose: TokenPurpose::Login,
            attempt: 1,
        };
        match select(pin!(self.ask(request)), pin!(core.gone())).await {
            Either::Left((answer, _)) => answer.map_err(|none| none.error),
            Either::Right(_) => Err(Error::engine_gone()),
        }
    }

    /// Asks once.
    async fn ask(&self, request: TokenRequest) -> Result<Secret, NoToken> {
        let failed = |reason: &dyn fmt::Display| {
            let (user, room) = (&request.user, &request.room);
            let text = without_tokens(&reason.to_string());
            let text = format!("get a token for {user:?} in {room:?}: {text}");
            Error::new(ErrorKind::TokenProvider, text)
        };
        let again = |error| NoToken {
            error,
            refused: false,
        };
        // A panic is said as a failure; nothing of the provider is looked at after it but the
        // provider itself, which is asked again.
        let answer = async { self.provider.token(request.clone()).await };
        let answer = std::panic::AssertUnwindSafe(answer).catch_unwind();
        let patience = self.retry.patience;
        let token = match tokio::time::timeout(patience, answer).await {
            Ok(Ok(Ok(token))) => Secret::new(token),
            Ok(Ok(Err(error))) => {
                return Err(NoToken {
                    refused: error.is::<TokenRefused>(),
                    error: failed(&error),
                });
            }
            Ok(Err(_panic)) => return Err(again(failed(&"the provider panicked"))),
            Err(_elapsed) => {
                let late = format!("no answer within {patience:?}");
                return Err(again(failed(&late)));
            }
        };
        if token.as_str().is_empty() {
            return Err(again(failed(&"the provider gave an empty token")));
        }
        check_token(token.as_str()).map_err(|error| again(failed(&error)))?;
        Ok(token)
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenProvider").finish_non_exhaustive()
    }
}

/// The least that a token04 can have.
const SHORTEST_TOKEN: usize = 40;

/// `text` with everything blotted out that looks like a token: `04` and what base64 follows it.
/// An error may quote the answer of a back end.
fn without_tokens(text: &str) -> String {
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("04") {
        let length = rest.as_bytes()[at..]
            .iter()
            .take_while(|byte| is_base64(**byte))
            .count();
        if length >= SHORTEST_TOKEN {
            shown += &rest[..at];
            shown += "***";
            rest = &rest[at + length..];
        } else {
            shown += &rest[..at + 2];
            rest = &rest[at + 2..];
        }
    }
    shown + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_end_with_the_attempts() {
        let pauses = |retry: TokenRetry| {
            let pauses = (1..).map_while(move |attempt| retry.pause_after(attempt));
            pauses.map(|pause| pause.as_secs()).collect::<Vec<_>>()
        };
        assert_eq!(pauses(TokenRetry::default()), [1, 2, 4, 8, 16, 30, 30]);
        assert!(pauses(TokenRetry::default().attempts(0)).is_empty());
        let second = Duration::from_secs(1);
        let many = TokenRetry::default().attempts(100).pauses(second, second);
        assert_eq!(pauses(many), [1; 99]);
    }

    #[test]
    fn what_looks_like_a_token_is_blotted_out_and_nothing_else() {
        let token = format!("04{}+/=", "Ab9".repeat(20));
        let quoted = format!("bad answer: {{\"token\":\"{token}\"}} at 04:04");
        assert_eq!(
            without_tokens(&quoted),
            "bad answer: {\"token\":\"***\"} at 04:04"
        );
        assert_eq!(without_tokens(&format!("{token} {token}")), "*** ***");
        let harmless = "status 404 from host 0404, 1004 bytes, é";
        assert_eq!(without_tokens(harmless), harmless);
    }
}
