//! What the tests share: a cloud of their own, users with engines, and a deadline against hangs.

#![allow(dead_code)] // each test binary uses a part

pub(crate) mod sound;

use std::future::IntoFuture;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use futures::{Stream, StreamExt};
use zego_async::{Engine, Operation, Room, Sdk};
use zego_sim::{Cloud, Latency};

/// A deadline that only a hang reaches.
pub(crate) const HANG: Duration = Duration::from_secs(60);

/// What `future` gives, or a failure of the test that says it hangs.
pub(crate) async fn within<T>(future: impl IntoFuture<Output = T>) -> T {
    match tokio::time::timeout(HANG, future.into_future()).await {
        Ok(value) => value,
        Err(_) => panic!("hangs"),
    }
}

/// Waits until `holds`, which nothing tells of; fails if it never does.
pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    let started = std::time::Instant::now();
    while !holds() {
        assert!(started.elapsed() < HANG, "never: {what}");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The next item of a stream, which must have one.
pub(crate) async fn next<S: Stream + Unpin>(stream: &mut S) -> S::Item {
    within(stream.next()).await.expect("the stream ended")
}

/// The variable that names the embedded engine as a shared library, built with its feature
/// `steering`: then the tests use the engines of that file, as they would the SDK's.
const SHARED_LIBRARY: &str = "ZEGO_TEST_LIBRARY";

/// The shared library under test, whose clouds are steered from now on.
pub(crate) fn shared_library() -> Option<&'static Path> {
    static LIBRARY: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
        let path = PathBuf::from(std::env::var_os(SHARED_LIBRARY)?);
        zego_sim::steer(&path).unwrap();
        Some(path)
    });
    LIBRARY.as_deref()
}

/// The SDK under test: the embedded engine, linked in or loaded.
pub(crate) fn sdk() -> Sdk {
    match shared_library() {
        Some(path) => Sdk::load(path).unwrap(),
        None => Sdk::embedded(),
    }
}

/// A cloud that no other test meets, in which the engines of [`sdk`] are.
pub(crate) fn new_cloud() -> Cloud {
    shared_library();
    Cloud::new()
}

/// The same without latency.
pub(crate) fn cloud() -> Cloud {
    let cloud = new_cloud();
    cloud.set_latency(Latency::NONE);
    cloud
}

/// A user with an engine.
pub(crate) struct Party {
    pub(crate) sdk: Sdk,
    pub(crate) engine: Engine,
}

impl Party {
    pub(crate) async fn new(cloud: &Cloud) -> Self {
        let sdk = sdk();
        let engine = within(sdk.engine(cloud.app_id()).app_sign("0".repeat(64)))
            .await
            .unwrap();
        Self { sdk, engine }
    }

    pub(crate) fn login(&self, room: &str, user: &str) -> Operation<Room> {
        self.engine
            .login_room(room, user)
            .user_status_notify(true)
            .into_future()
    }
}
