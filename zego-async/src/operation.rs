//! The future behind every operation.

use std::future::{Future, IntoFuture};
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

/// A request that the SDK answers with a result; awaiting it gives the answer.
///
/// It is made when it is first polled. The SDK gives no answer while there is no network, so set
/// a [`timeout`](Self::timeout). One that was made in a room fails when the room is left, with
/// [`ErrorKind::LoggedOut`] or with what ended the session.
///
/// # Cancel safety
///
/// Dropping it before it is polled makes no request. A request that was made can't be taken back;
/// dropping the future only means not to wait for its answer.
#[must_use = "a request is made when it is awaited"]
pub struct Request<T> {
    tried: String,
    timeout: Option<Duration>,
    future: BoxFuture<'static, Result<T>>,
}

impl<T> Request<T> {
    pub(crate) fn new(
        tried: impl Into<String>,
        future: impl Future<Output = Result<T>> + Send + 'static,
    ) -> Self {
        Self {
            tried: tried.into(),
            timeout: None,
            future: Box::pin(future),
        }
    }

    /// Waits no longer than `timeout` for the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }
}

impl<T: Send + 'static> IntoFuture for Request<T> {
    type Output = Result<T>;
    type IntoFuture = Operation<T>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            tried,
            timeout,
            future,
        } = self;
        let Some(timeout) = timeout else {
            return Operation { future };
        };
        let future = Box::pin(async move {
            match tokio::time::timeout(timeout, future).await {
                Ok(result) => result,
                Err(_) => Err(Error::new(
                    ErrorKind::Timeout,
                    format!("{tried}: no answer within {timeout:?}"),
                )),
            }
        });
        Operation { future }
    }
}

impl<T> std::fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Request")
            .field("tried", &self.tried)
            .finish_non_exhaustive()
    }
}
