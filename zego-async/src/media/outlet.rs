//! Where frames of one source come out: the pool they are copied into and the queues of all who
//! want them.

use std::sync::Arc;

use dashmap::DashMap;
use rustc_hash::FxBuildHasher;

use super::pool::Pool;
use super::queue::{FrameQueue, Put};
use crate::core::Wakers;
use crate::ids::StreamId;
use crate::sync::Mutex;

/// One source of frames. Its lock is held for one copy, and by nobody who waits.
pub(crate) struct Outlet<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    consumers: Vec<Consumer<T>>,
    pool: Pool,
}

struct Consumer<T> {
    queue: Arc<FrameQueue<T>>,
    /// The playback that it belongs to, 0 for what lasts as long as the engine.
    session: u64,
}

/// What became of a frame.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Published {
    /// How many consumers lost an older frame for it.
    pub(crate) dropped: u64,
}

impl<T> Default for Outlet<T> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                consumers: Vec::new(),
                pool: Pool::default(),
            }),
        }
    }
}

impl<T: Clone> Outlet<T> {
    /// Makes a frame if anybody wants it, and gives it to all who do. `count` is told what became
    /// of it before anybody can see it.
    pub(crate) fn publish(
        &self,
        make: impl FnOnce(&mut Pool) -> Option<T>,
        count: impl FnOnce(Published),
    ) {
        let mut published = Published::default();
        let mut wakers = Wakers::default();
        {
            let mut state = self.state.lock();
            let State { consumers, pool } = &mut *state;
            if consumers
                .iter()
                .any(|consumer| consumer.queue.is_abandoned())
            {
                consumers.retain(|consumer| !consumer.queue.is_abandoned());
            }
            let Some((last, others)) = consumers.split_last() else {
                return;
            };
            let Some(frame) = make(pool) else {
                return;
            };
            let mut put = |consumer: &Consumer<T>, frame| {
                let Put { waker, evicted } = consumer.queue.put(frame);
                waker.into_iter().for_each(|waker| wakers.push(waker));
                published.dropped += u64::from(evicted.is_some());
            };
            others
                .iter()
                .for_each(|consumer| put(consumer, frame.clone()));
            put(last, frame);
            count(published);
        }
        // Woken with no lock held.
        wakers.wake();
    }

    /// Adds a consumer.
    pub(crate) fn add(&self, queue: &Arc<FrameQueue<T>>, session: u64) {
        let mut state = self.state.lock();
        state
            .consumers
            .retain(|consumer| !consumer.queue.is_abandoned());
        state.consumers.push(Consumer {
            queue: queue.clone(),
            session,
        });
    }

    /// Ends the streams of one session, or all, and adds whom to wake, once no lock is held.
    pub(crate) fn finish(&self, session: Option<u64>, wakers: &mut Wakers) {
        self.state.lock().consumers.retain(|consumer| {
            let ends = session.is_none_or(|session| consumer.session == session);
            if ends {
                let waker = consumer.queue.finish();
                waker.into_iter().for_each(|waker| wakers.push(waker));
            }
            !ends
        });
    }

    pub(super) fn is_idle(&self) -> bool {
        self.state
            .lock()
            .consumers
            .iter()
            .all(|consumer| consumer.queue.is_abandoned())
    }
}

/// Outlets of many streams, by the stream's name. Threads of the SDK that bring frames of different
/// streams don't meet here.
pub(crate) struct Outlets<T> {
    // The quick hash may be made to collide by whoever chooses names; there are no more than the
    // streams that this program chose to play.
    by_stream: DashMap<StreamId, Arc<Outlet<T>>, FxBuildHasher>,
}

impl<T> Default for Outlets<T> {
    fn default() -> Self {
        Self {
            by_stream: DashMap::default(),
        }
    }
}

impl<T: Clone> Outlets<T> {
    /// The outlet of a stream, if anybody ever wanted it.
    pub(crate) fn get(&self, stream: &str) -> Option<Arc<Outlet<T>>> {
        self.by_stream
            .get(stream)
            .map(|outlet| Arc::clone(outlet.value()))
    }

    /// Adds a consumer of a stream.
    pub(crate) fn add(&self, stream: &StreamId, queue: &Arc<FrameQueue<T>>, session: u64) {
        // The one chance to forget streams that nobody reads any more.
        self.by_stream
            .retain(|name, outlet| name == stream || !outlet.is_idle());
        self.by_stream
            .entry(stream.clone())
            .or_default()
            .add(queue, session);
    }

    /// Ends the streams of one playback.
    pub(crate) fn finish(&self, stream: &StreamId, session: u64, wakers: &mut Wakers) {
        if let Some(outlet) = self.get(stream.as_str()) {
            outlet.finish(Some(session), wakers);
        }
    }

    /// Ends all streams.
    pub(crate) fn finish_all(&self, wakers: &mut Wakers) {
        self.by_stream.retain(|_, outlet| {
            outlet.finish(None, wakers);
            false
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::FrameStream;
    use bytes::Bytes;
    use futures::{FutureExt, StreamExt};

    fn reader(outlet: &Outlet<Bytes>, capacity: usize) -> FrameStream<Bytes> {
        let queue = FrameQueue::new(capacity);
        outlet.add(&queue, 1);
        FrameStream::new(queue, None)
    }

    #[test]
    fn a_frame_that_nobody_wants_is_not_copied() {
        let outlet = Outlet::<Bytes>::default();
        let gone = reader(&outlet, 3);
        drop(gone);
        outlet.publish(|_| panic!("was copied"), |_| panic!("was counted"));
    }

    #[test]
    fn all_consumers_share_one_copy_and_a_stalled_one_loses_only_its_own_frames() {
        let outlet = Outlet::default();
        let (mut quick, stalled) = (reader(&outlet, 3), reader(&outlet, 3));
        let mut dropped = 0;
        for n in 0..10u8 {
            let make = |pool: &mut Pool| Some(pool.copy(&[n; 100]));
            outlet.publish(make, |published| dropped += published.dropped);
            assert_eq!(quick.next().now_or_never().flatten().unwrap()[0], n);
        }
        assert_eq!((dropped, quick.lost(), stalled.lost()), (7, 0, 7));
        let mut again = reader(&outlet, 3);
        outlet.publish(|pool| Some(pool.copy(&[9; 100])), |_| ());
        let first = quick.next().now_or_never().flatten().unwrap();
        let second = again.next().now_or_never().flatten().unwrap();
        assert_eq!(first.as_ptr(), second.as_ptr());
    }

    #[test]
    fn only_the_streams_of_the_playback_that_is_over_end() {
        let outlets = Outlets::<u8>::default();
        let stream = StreamId::new("camera").unwrap();
        let (old, new) = (FrameQueue::new(1), FrameQueue::new(1));
        outlets.add(&stream, &old, 1);
        outlets.add(&stream, &new, 2);
        let mut wakers = Wakers::default();
        outlets.finish(&stream, 1, &mut wakers);
        let mut old = FrameStream::new(old, None);
        let mut new = FrameStream::new(new, None);
        assert_eq!(old.next().now_or_never(), Some(None));
        assert_eq!(new.next().now_or_never(), None);
        outlets.finish_all(&mut wakers);
        assert_eq!(new.next().now_or_never(), Some(None));
    }

    #[test]
    fn streams_that_nobody_reads_any_more_are_forgotten() {
        let outlets = Outlets::<u8>::default();
        for n in 0..100 {
            let queue = FrameQueue::new(1);
            outlets.add(&StreamId::new(format!("s{n}")).unwrap(), &queue, 1);
            drop(FrameStream::new(queue, None));
        }
        assert_eq!(outlets.by_stream.len(), 1);
    }
}
