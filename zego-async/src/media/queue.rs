//! The queue between an SDK thread and one consumer of frames: newest wins, losses are counted.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::task::{Context, Poll, Waker};

use futures::Stream;
use futures::stream::FusedStream;

use crate::sync::Mutex;

/// How many places are made in advance, at most: a second of sound.
const MOST_RESERVED: usize = 100;

/// A bounded queue with one reader; the writer never waits.
pub(crate) struct FrameQueue<T> {
    state: Mutex<State<T>>,
    lost: AtomicU64,
    /// Nobody reads any more. Set under the lock, and looked at without it.
    abandoned: AtomicBool,
}

struct State<T> {
    frames: VecDeque<T>,
    capacity: usize,
    waker: Option<Waker>,
    finished: bool,
}

/// What became of a frame that was put in.
pub(crate) struct Put<T> {
    pub(crate) waker: Option<Waker>,
    /// A frame that had to go for it.
    pub(crate) evicted: Option<T>,
}

impl<T> FrameQueue<T> {
    pub(crate) fn new(capacity: usize) -> Arc<Self> {
        let capacity = capacity.max(1);
        let state = State {
            frames: VecDeque::with_capacity(capacity),
            capacity,
            waker: None,
            finished: false,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            lost: AtomicU64::new(0),
            abandoned: AtomicBool::new(false),
        })
    }

    pub(crate) fn put(&self, frame: T) -> Put<T> {
        let mut state = self.state.lock();
        if state.finished || self.is_abandoned() {
            return Put {
                waker: None,
                evicted: None,
            };
        }
        let evicted = match state.frames.len() >= state.capacity {
            true => {
                self.lost.fetch_add(1, Relaxed);
                state.frames.pop_front()
            }
            false => None,
        };
        state.frames.push_back(frame);
        Put {
            waker: state.waker.take(),
            evicted,
        }
    }

    /// No more frames will come; the reader still gets those that are here.
    pub(crate) fn finish(&self) -> Option<Waker> {
        let mut state = self.state.lock();
        state.finished = true;
        state.waker.take()
    }

    pub(crate) fn is_abandoned(&self) -> bool {
        self.abandoned.load(Relaxed)
    }

    /// Nobody reads any more.
    pub(super) fn abandon(&self) {
        let (frames, waker) = {
            let mut state = self.state.lock();
            self.abandoned.store(true, Relaxed);
            (std::mem::take(&mut state.frames), state.waker.take())
        };
        drop((frames, waker));
    }

    fn set_capacity(&self, capacity: usize) {
        let mut state = self.state.lock();
        state.capacity = capacity.max(1);
        let more = state.capacity.saturating_sub(state.frames.len());
        // Room for more comes when it is needed.
        state.frames.reserve(more.min(MOST_RESERVED));
        while state.frames.len() > state.capacity {
            state.frames.pop_front();
            self.lost.fetch_add(1, Relaxed);
        }
    }

    fn poll_next(&self, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = self.state.lock();
        if let Some(frame) = state.frames.pop_front() {
            return Poll::Ready(Some(frame));
        }
        if state.finished {
            return Poll::Ready(None);
        }
        let known = state.waker.as_ref();
        if !known.is_some_and(|waker| waker.will_wake(cx.waker())) {
            let before = state.waker.replace(cx.waker().clone());
            // What dropping a waker does is the user's: no lock is held meanwhile.
            drop(state);
            drop(before);
        }
        Poll::Pending
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
    queue: Arc<FrameQueue<T>>,
    /// What the stream keeps switched on in the SDK.
    _keeps_on: Option<Box<dyn std::any::Any + Send + Sync>>,
    done: bool,
}

impl<T> FrameStream<T> {
    pub(crate) fn new(
        queue: Arc<FrameQueue<T>>,
        keeps_on: Option<Box<dyn std::any::Any + Send + Sync>>,
    ) -> Self {
        Self {
            queue,
            _keeps_on: keeps_on,
            done: false,
        }
    }

    /// Holds this many frames for a consumer that is slow: at least 1. More mean fewer losses and
    /// more delay. If not set, 4 pictures or 50 blocks of sound are held.
    pub fn with_capacity(self, frames: usize) -> Self {
        self.queue.set_capacity(frames);
        self
    }

    /// How many frames this consumer has lost because it was too slow.
    pub fn lost(&self) -> u64 {
        self.queue.lost.load(Relaxed)
    }
}

impl<T> Stream for FrameStream<T> {
    type Item = T;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let frame = std::task::ready!(self.queue.poll_next(cx));
        self.done = frame.is_none();
        Poll::Ready(frame)
    }
}

impl<T> FusedStream for FrameStream<T> {
    fn is_terminated(&self) -> bool {
        self.done
    }
}

impl<T> Drop for FrameStream<T> {
    fn drop(&mut self) {
        self.queue.abandon();
    }
}

impl<T> fmt::Debug for FrameStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrameStream")
            .field("lost", &self.lost())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{FutureExt, StreamExt};

    #[test]
    fn the_newest_frames_win_and_the_others_are_counted() {
        let queue = FrameQueue::new(3);
        let mut stream = FrameStream::new(queue.clone(), None);
        let evicted: Vec<_> = (0..10).filter_map(|n| queue.put(n).evicted).collect();
        assert_eq!(evicted, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(stream.lost(), 7);
        let taken: Vec<_> = std::iter::from_fn(|| stream.next().now_or_never().flatten()).collect();
        assert_eq!(taken, [7, 8, 9]);
    }

    #[test]
    fn a_capacity_may_be_as_large_as_a_number() {
        let queue = FrameQueue::new(3);
        let mut stream = FrameStream::new(queue.clone(), None).with_capacity(usize::MAX);
        (0..1000).for_each(|n| drop(queue.put(n)));
        assert_eq!(
            (stream.next().now_or_never(), stream.lost()),
            (Some(Some(0)), 0)
        );
    }

    #[test]
    fn what_is_there_at_the_end_is_still_read() {
        let queue = FrameQueue::new(3);
        let mut stream = FrameStream::new(queue.clone(), None);
        queue.put(1);
        queue.finish();
        queue.put(2);
        assert_eq!(stream.next().now_or_never(), Some(Some(1)));
        assert_eq!(stream.next().now_or_never(), Some(None));
        assert!(stream.is_terminated());
    }

    #[test]
    fn a_stream_that_was_dropped_holds_no_frames() {
        let queue = FrameQueue::new(3);
        let frame = Arc::new(());
        let stream = FrameStream::new(queue.clone(), None);
        queue.put(frame.clone());
        drop(stream);
        queue.put(frame.clone());
        assert_eq!(Arc::strong_count(&frame), 1);
        assert!(queue.is_abandoned());
    }
}
