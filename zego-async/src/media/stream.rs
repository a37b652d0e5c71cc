//! Frames as a stream: one reader's seat at an outlet.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures::Stream;
use futures::stream::FusedStream;

/// What a reader does with the place that it has at an outlet, whatever frames come out there.
pub(crate) trait Source<T>: Send + Sync {
    fn poll_next(&self, place: usize, cx: &mut Context<'_>) -> Poll<Option<T>>;
    fn set_capacity(&self, place: usize, capacity: usize);
    fn lost(&self, place: usize) -> u64;
    /// No more frames come; those that are here are still read.
    fn end(&self, place: usize);
    /// Nobody reads any more.
    fn leave(&self, place: usize);
}

/// A reader's place at an outlet, left when it is dropped.
pub(crate) struct Seat<T> {
    source: Arc<dyn Source<T>>,
    place: usize,
}

impl<T> Seat<T> {
    pub(super) fn new(source: Arc<dyn Source<T>>, place: usize) -> Self {
        Self { source, place }
    }

    /// No more frames come; those that are here are still read.
    pub(crate) fn finish(&self) {
        self.source.end(self.place);
    }
}

impl<T> Drop for Seat<T> {
    fn drop(&mut self) {
        self.source.leave(self.place);
    }
}

/// A stream of frames. The newest win: a consumer that is too slow loses the oldest frames, which
/// are [counted](Self::lost); it never holds up the SDK or another consumer.
///
/// Frames come from the moment the stream was made. It ends with what it belongs to: the playback,
/// the player, the engine; it keeps none of them alive. Frames are shared by all streams of the
/// same source, not copied.
///
/// # Cancel safety
///
/// `next()` is cancel safe: a frame is taken only when it is returned.
#[must_use = "streams do nothing unless polled"]
pub struct FrameStream<T> {
    seat: Seat<T>,
    /// What the stream keeps switched on in the SDK.
    _keeps_on: Option<Box<dyn std::any::Any + Send + Sync>>,
    done: bool,
}

impl<T> FrameStream<T> {
    pub(crate) fn new(
        seat: Seat<T>,
        keeps_on: Option<Box<dyn std::any::Any + Send + Sync>>,
    ) -> Self {
        Self {
            seat,
            _keeps_on: keeps_on,
            done: false,
        }
    }

    /// Holds this many frames for a consumer that is slow: at least 1. More mean fewer losses and
    /// more delay. If not set, 4 pictures or 50 blocks of sound are held.
    pub fn with_capacity(self, frames: usize) -> Self {
        self.seat.source.set_capacity(self.seat.place, frames);
        self
    }

    /// How many frames this consumer has lost because it was too slow.
    pub fn lost(&self) -> u64 {
        self.seat.source.lost(self.seat.place)
    }
}

impl<T> Stream for FrameStream<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let polled = self.seat.source.poll_next(self.seat.place, cx);
        let frame = std::task::ready!(polled);
        self.done = frame.is_none();
        Poll::Ready(frame)
    }
}

impl<T> FusedStream for FrameStream<T> {
    fn is_terminated(&self) -> bool {
        self.done
    }
}

impl<T> fmt::Debug for FrameStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameStream")
            .field("lost", &self.lost())
            .finish_non_exhaustive()
    }
}
