//! What the tests of tokens share: a cloud that checks them, and the back end that issues them.

#![allow(dead_code)] // each test binary uses a part

use futures::{FutureExt, Stream, StreamExt};
use zego_async::{Engine, Sdk};
use zego_sim::{Cloud, Latency};
use zego_token::{Issuer, OsEntropy, RoomPrivileges};

use crate::support::within;

/// The server secret of every cloud here.
pub(crate) const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";

/// A cloud that checks tokens by a clock that the test moves, with the app's back end.
pub(crate) struct Office {
    pub(crate) cloud: Cloud,
}

impl Office {
    pub(crate) fn new() -> Self {
        let cloud = Cloud::new().with_manual_time();
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
    within(Sdk::embedded().engine(cloud.app_id()))
        .await
        .unwrap()
}

/// The next item of a stream, which must have one.
pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> S::Item {
    within(stream.next()).await.expect("the stream ended")
}

/// Whether a stream has nothing to say by now, though all that was due has been told.
pub(crate) fn is_quiet<S: Stream + Unpin>(stream: &mut S) -> bool {
    stream.next().now_or_never().is_none()
}
