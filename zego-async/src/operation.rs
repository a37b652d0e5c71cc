//! The future behind every operation.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::future::BoxFuture;
use pin_project_lite::pin_project;

use crate::error::{Error, ErrorKind, Result};

pin_project! {
    /// An operation that was asked for; it resolves on the first terminal state.
    ///
    /// It begins when it is first polled. Dropping it before it is done takes back what was asked
    /// for: a login is logged out, a publication or playback stopped. It always resolves: when
    /// the engine goes with [`ErrorKind::EngineGone`].
    #[must_use = "an operation does nothing until it is awaited"]
    pub struct Operation<T> {
        #[pin]
        future: BoxFuture<'static, Result<T>>,
    }
}

impl<T> Operation<T> {
    /// `future`, and no longer than `timeout`. `tried` says in an error what it was.
    pub(crate) fn new(
        tried: impl FnOnce() -> String + Send + 'static,
        timeout: Option<Duration>,
        future: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Self
    where
        T: Send + 'static,
    {
        let Some(timeout) = timeout else {
            return Self {
                future: Box::pin(future),
            };
        };
        Self {
            future: Box::pin(async move {
                match tokio::time::timeout(timeout, future).await {
                    Ok(result) => result,
                    Err(_) => Err(Error::new(
                        ErrorKind::Timeout,
                        format!("{}: not done within {timeout:?}, taken back", tried()),
                    )),
                }
            }),
        }
    }
}

impl<T> Future for Operation<T> {
    type Output = Result<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.project().future.poll(cx)
    }
}

impl<T> std::fmt::Debug for Operation<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Operation").finish_non_exhaustive()
    }
}
