//! What the tests of tokens share: a cloud that checks them, and the back end that issues them.

#![allow(dead_code)] // each test binary uses a part

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::future::BoxFuture;
use futures::{FutureExt, Stream, StreamExt};
use tokio::sync::Notify;
use tokio::time::Instant;
use zego_async::{
    Engine, Event, EventStream, Feature, TokenProvider, TokenProviderError, TokenPurpose,
    TokenRefused, TokenRequest, TokenRetry,
};
use zego_sim::{Cloud, Latency};
use zego_token::{Issuer, OsEntropy, RoomPrivileges};

use crate::support::{new_cloud, within};

/// How long the tokens of these tests are good.
pub(crate) const HOUR: Duration = Duration::from_secs(3600);

/// How long before a token's end the program is told.
pub(crate) const WARNING: Duration = Duration::from_secs(30);

/// The server secret of every cloud here.
pub(crate) const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";

/// A cloud that checks tokens by a clock that the test moves, with the app's back end.
pub(crate) struct Office {
    pub(crate) cloud: Cloud,
}

impl Office {
    pub(crate) fn new() -> Self {
        let cloud = new_cloud().with_manual_time();
        cloud.set_latency(Latency::NONE);
        cloud.set_server_secret(SECRET.parse().unwrap());
        Self { cloud }
    }

    /// An issuer of the cloud's app, by the cloud's clock.
    pub(crate) fn issuer(&self) -> Issuer {
        let clock = self.cloud.clone();
        let now = move || clock.unix_seconds();
        let secret = SECRET.parse().unwrap();
        Issuer::with_sources(self.cloud.app_id(), secret, now, OsEntropy).unwrap()
    }

    /// A token for an hour.
    pub(crate) fn token(&self, user: &str) -> String {
        self.issuer().token_for(user).issue().unwrap().into()
    }

    /// A token for alice for an hour, with these privileges.
    pub(crate) fn privileged(&self, privileges: RoomPrivileges) -> String {
        let issuer = self.issuer();
        let token = issuer.token_for("alice").privileges(privileges);
        token.issue().unwrap().into()
    }
}

/// An engine without an app sign.
pub(crate) async fn engine(cloud: &Cloud) -> Engine {
    within(crate::support::sdk().engine(cloud.app_id()))
        .await
        .unwrap()
}

/// Whether a stream has nothing to say by now, though all that was due has been told.
pub(crate) fn is_quiet<S: Stream + Unpin>(stream: &mut S) -> bool {
    stream.next().now_or_never().is_none()
}

/// What the back end answers.
pub(crate) enum Answer {
    Token(String),
    /// A token that is good for so long.
    Good(Duration),
    Failure(&'static str),
    Refusal,
    Panic,
    /// A good token, once the test says so.
    Later(Arc<Notify>),
}

/// A provider that answers as the test tells it, else with a good token, and notes when it was
/// asked for what.
pub(crate) struct BackEnd {
    issuer: Issuer,
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<(TokenRequest, Instant)>>,
    retry: TokenRetry,
    /// Held by each answer that is under way.
    under_way: Arc<()>,
}

impl BackEnd {
    pub(crate) fn new(office: &Office) -> Arc<Self> {
        Self::that_retries(office, TokenRetry::default())
    }

    pub(crate) fn that_retries(office: &Office, retry: TokenRetry) -> Arc<Self> {
        Arc::new(Self {
            issuer: office.issuer(),
            answers: Mutex::default(),
            asked: Mutex::default(),
            retry,
            under_way: Arc::default(),
        })
    }

    pub(crate) fn will(&self, answers: impl IntoIterator<Item = Answer>) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// The purposes and attempts for which it was asked.
    pub(crate) fn asked(&self) -> Vec<(TokenPurpose, u32)> {
        let asked = self.asked.lock().unwrap();
        asked
            .iter()
            .map(|(it, _)| (it.purpose, it.attempt))
            .collect()
    }

    /// The rooms for which it was asked.
    pub(crate) fn asked_for(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap();
        asked.iter().map(|(it, _)| it.room.to_string()).collect()
    }

    /// When it was asked for renewals, in seconds after the first of them.
    pub(crate) fn renewals_at(&self) -> Vec<u64> {
        let asked = self.asked.lock().unwrap();
        let renewals = asked
            .iter()
            .filter(|(it, _)| it.purpose == TokenPurpose::Renewal);
        let times: Vec<Instant> = renewals.map(|(_, at)| *at).collect();
        times.iter().map(|at| (*at - times[0]).as_secs()).collect()
    }

    /// Whether an answer is being waited for.
    pub(crate) fn is_busy(&self) -> bool {
        Arc::strong_count(&self.under_way) > 1
    }

    async fn answer(&self, request: TokenRequest) -> Result<String, TokenProviderError> {
        let _under_way = self.under_way.clone();
        self.asked
            .lock()
            .unwrap()
            .push((request.clone(), Instant::now()));
        let answer = self.answers.lock().unwrap().pop_front();
        match answer {
            Some(Answer::Token(token)) => return Ok(token),
            Some(Answer::Good(lifetime)) => {
                let token = self
                    .issuer
                    .token_for(request.user.as_str())
                    .lifetime(lifetime);
                return Ok(token.issue()?.into());
            }
            Some(Answer::Failure(words)) => return Err(words.into()),
            Some(Answer::Refusal) => return Err(TokenRefused::new("may not call").into()),
            Some(Answer::Panic) => panic!("the back end's own mistake"),
            Some(Answer::Later(go)) => go.notified().await,
            None => {}
        }
        Ok(self.issuer.token_for(request.user.as_str()).issue()?.into())
    }
}

impl TokenProvider for BackEnd {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<String, TokenProviderError>> {
        self.answer(request).boxed()
    }

    fn retry(&self) -> TokenRetry {
        self.retry
    }
}

/// Waits until the SDK has been given a new token, and the cloud has it.
pub(crate) async fn renewed(engine: &Engine, events: &mut EventStream) {
    let renewal =
        |event: &Event| matches!(event, Event::ApiCalled(call) if &*call.function == "renewToken");
    while !renewal(&crate::support::next(events).await.unwrap()) {}
    // Calls are made one after the other: when this one is, the renewal is over.
    let _ = within(engine.is_feature_supported(Feature::Audio)).await;
}
