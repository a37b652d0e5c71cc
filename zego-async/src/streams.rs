//! Streams of events, and streams of who and what is in a room.

mod roster;

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures::Stream;
use futures::stream::FusedStream;

use crate::core::{EventBatch, EventReader, Taken};
use crate::event::{Event, Payload};

pub use roster::{Change, RoomChange, StreamRoster, UserRoster};

/// Events that were lost because their reader was too slow for its queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} events were lost because they were not read in time")]
pub struct Lagged(pub u64);

impl From<Lagged> for crate::Error {
    fn from(lagged: Lagged) -> Self {
        Self::new(crate::ErrorKind::LimitExceeded, lagged.to_string())
    }
}

/// A stream of events of one kind.
///
/// It buffers events from the moment it was made. Its queue is bounded: a reader that falls
/// behind loses the oldest events and gets `Err(Lagged(n))` in their place. It ends when what it
/// belongs to is over: the engine, the room session, the publication or the playback; it doesn't
/// keep any of them alive.
///
/// # Cancel safety
///
/// `next()` is cancel safe: an event is taken only when it is returned.
#[must_use = "streams do nothing unless polled"]
pub struct EventStream<T = Event> {
    reader: EventReader,
    batch: EventBatch,
    /// What it yields of an event of its own, and of one that others read too.
    pick: Pick<T>,
    done: bool,
}

type Pick<T> = (
    fn(&mut Option<Event>) -> Option<T>,
    fn(&Option<Event>) -> Option<T>,
);

impl EventStream<Event> {
    /// Every event as it is.
    pub(crate) fn raw(reader: EventReader) -> Self {
        Self {
            reader,
            batch: EventBatch::default(),
            pick: (Option::take, Option::clone),
            done: false,
        }
    }
}

#[allow(private_bounds)]
impl<T: Payload> EventStream<T> {
    pub(crate) fn new(reader: EventReader) -> Self {
        Self {
            reader,
            batch: EventBatch::default(),
            pick: (T::of, T::of_shared),
            done: false,
        }
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<T, Lagged>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            let (of, of_shared) = this.pick;
            while let Some(picked) = this.batch.next(of, of_shared) {
                if let Some(picked) = picked {
                    return Poll::Ready(Some(Ok(picked)));
                }
            }
            if this.done {
                return Poll::Ready(None);
            }
            match ready!(poll_batch(&this.reader, &mut this.batch, cx)) {
                Taken::Items => {}
                Taken::Lost(lost) => return Poll::Ready(Some(Err(Lagged(lost)))),
                Taken::Finished => this.done = true,
            }
        }
    }
}

/// Takes what is there for a stream. As with tokio's own channels, a stream that always has
/// something lets other tasks of its thread run now and then.
fn poll_batch(reader: &EventReader, batch: &mut EventBatch, cx: &mut Context<'_>) -> Poll<Taken> {
    let turn = ready!(tokio::task::coop::poll_proceed(cx));
    let taken = ready!(reader.poll_take(batch, cx));
    turn.made_progress();
    Poll::Ready(taken)
}

impl<T> FusedStream for EventStream<T> {
    fn is_terminated(&self) -> bool {
        self.done && self.batch.is_empty()
    }
}

impl<T> std::fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventStream")
            .field("waiting", &self.reader.len())
            .finish()
    }
}
