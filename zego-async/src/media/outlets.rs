//! Outlets that are made when they are first wanted: one, or one for each stream.

use std::hash::Hasher;
use std::sync::{Arc, OnceLock};

use bytes::BytesMut;
use rustc_hash::FxHasher;

use super::outlet::{Counts, Frame, Outlet};
use super::stream::Seat;
use crate::core::Wakers;
use crate::ids::StreamId;
use crate::sync::Mutex;
use crate::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// The outlet of what there is one of. As long as nobody wanted it, a frame costs a look.
pub(crate) struct Sole<F: Frame>(OnceLock<Arc<Outlet<F>>>);

impl<F: Frame> Default for Sole<F> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<F: Frame> Sole<F> {
    /// The outlet, if anybody ever wanted it.
    pub(crate) fn get(&self) -> Option<&Arc<Outlet<F>>> {
        self.0.get()
    }

    /// A reader of what comes from now on.
    pub(crate) fn join(&self, capacity: usize, session: u64) -> Seat<F> {
        self.0.get_or_init(Arc::default).join(capacity, session)
    }

    /// Ends the streams of one session, or all, and adds whom to wake, once no lock is held.
    pub(crate) fn finish(&self, session: Option<u64>, wakers: &mut Wakers) {
        if let Some(outlet) = self.get() {
            outlet.finish(session, wakers);
        }
    }
}

/// Outlets of many streams, by the stream's name.
///
/// A thread that brings a frame finds its outlet without a lock, and threads that bring frames of
/// different streams don't meet here: an outlet stays where it is as long as the engine lasts, and
/// becomes another stream's when nobody wants it any more.
pub(crate) struct Outlets<F: Frame> {
    chains: OnceLock<Box<[Chain<F>; CHAINS]>>,
    adding: Mutex<()>,
}

/// Outlets whose streams' names have the same hash, in part.
type Chain<F> = OnceLock<Box<Link<F>>>;

struct Link<F: Frame> {
    /// Of the stream's name; says only where it isn't worth looking.
    hash: AtomicU64,
    outlet: Arc<Outlet<F>>,
    next: Chain<F>,
}

const CHAINS: usize = 64;

impl<F: Frame> Default for Outlets<F> {
    fn default() -> Self {
        Self {
            chains: OnceLock::new(),
            adding: Mutex::default(),
        }
    }
}

impl<F: Frame> Outlets<F> {
    /// As [`Outlet::publish`], for the stream of that name, if anybody wants it.
    #[inline]
    pub(crate) fn publish(
        &self,
        stream: &[u8],
        look: impl FnOnce() -> Option<(F::Head, usize)>,
        write: impl FnOnce(&mut BytesMut),
    ) {
        let mut work = (look, write);
        let hash = hash(stream);
        for link in self.chain(hash) {
            if link.hash.load(Relaxed) == hash {
                match link.outlet.publish_of(stream, work.0, work.1) {
                    None => return,
                    Some(not_its) => work = not_its,
                }
            }
        }
    }

    /// A reader of what comes of a stream from now on.
    pub(crate) fn join(&self, stream: &StreamId, capacity: usize, session: u64) -> Seat<F> {
        let _adding = self.adding.lock();
        let hash = hash(stream.as_str().as_bytes());
        // Its own, before one that may become its own.
        for may_become in [false, true] {
            for link in self.chain(hash) {
                let joined = link.outlet.join_of(stream, may_become, capacity, session);
                if let Some(seat) = joined {
                    link.hash.store(hash, Relaxed);
                    return seat;
                }
            }
        }
        let outlet = Arc::new(Outlet::default());
        let seat = outlet.join_of(stream, true, capacity, session);
        // never: a new outlet is nobody's
        let seat = seat.expect("a seat");
        let link = Link {
            hash: AtomicU64::new(hash),
            outlet,
            next: OnceLock::new(),
        };
        let chains = self
            .chains
            .get_or_init(|| Box::new([const { OnceLock::new() }; CHAINS]));
        let mut end = &chains[which(hash)];
        while let Some(link) = end.get() {
            end = &link.next;
        }
        // Nobody else adds meanwhile.
        end.get_or_init(|| Box::new(link));
        seat
    }

    /// Ends the streams of one playback.
    pub(crate) fn finish(&self, stream: &StreamId, session: u64, wakers: &mut Wakers) {
        for link in self.chain(hash(stream.as_str().as_bytes())) {
            link.outlet.finish_of(stream, session, wakers);
        }
    }

    /// Ends all streams.
    pub(crate) fn finish_all(&self, wakers: &mut Wakers) {
        self.outlets()
            .for_each(|outlet| outlet.finish(None, wakers));
    }

    pub(crate) fn counts(&self) -> impl Iterator<Item = Counts> {
        self.outlets().map(|outlet| outlet.counts())
    }

    fn chain(&self, hash: u64) -> Links<'_, F> {
        Links(self.chains.get().map(|chains| &chains[which(hash)]))
    }

    fn outlets(&self) -> impl Iterator<Item = &Outlet<F>> {
        let chains = self
            .chains
            .get()
            .into_iter()
            .flat_map(|chains| chains.iter());
        chains
            .flat_map(|chain| Links(Some(chain)))
            .map(|link| &*link.outlet)
    }
}

/// The links of a chain.
struct Links<'a, F: Frame>(Option<&'a Chain<F>>);

impl<'a, F: Frame> Iterator for Links<'a, F> {
    type Item = &'a Link<F>;

    fn next(&mut self) -> Option<&'a Link<F>> {
        let link = self.0?.get()?;
        self.0 = Some(&link.next);
        Some(link)
    }
}

// The quick hash may be made to collide by whoever chooses names; there are no more than the
// streams that this program chose to play.
fn hash(stream: &[u8]) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(stream);
    hasher.finish()
}

fn which(hash: u64) -> usize {
    hash as usize % CHAINS
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use futures::{FutureExt, StreamExt};

    use super::*;
    use crate::media::FrameStream;

    fn stream(name: impl Into<String>) -> StreamId {
        StreamId::new(name.into()).unwrap()
    }

    fn reader(outlets: &Outlets<Bytes>, name: &str, session: u64) -> FrameStream<Bytes> {
        FrameStream::new(outlets.join(&stream(name), 3, session), None)
    }

    fn publish(outlets: &Outlets<Bytes>, name: &str, byte: u8) {
        let write = |buffer: &mut BytesMut| buffer.resize(10, byte);
        outlets.publish(name.as_bytes(), || Some(((), 10)), write);
    }

    fn next(stream: &mut FrameStream<Bytes>) -> Option<Option<u8>> {
        let next = stream.next().now_or_never()?;
        Some(next.map(|bytes| bytes[0]))
    }

    #[test]
    fn a_frame_comes_to_the_readers_of_its_stream_among_many() {
        let outlets = Outlets::default();
        publish(&outlets, "s0", 1);
        let names: Vec<_> = (0..200).map(|n| format!("s{n}")).collect();
        let mut readers: Vec<_> = names.iter().map(|name| reader(&outlets, name, 1)).collect();
        for (n, name) in (0..).zip(&names) {
            publish(&outlets, name, n);
        }
        publish(&outlets, "another", 7);
        for (n, reader) in (0..).zip(&mut readers) {
            assert_eq!((next(reader), next(reader)), (Some(Some(n)), None));
        }
        let received: u64 = outlets.counts().map(|counts| counts.received).sum();
        assert_eq!(received, 200);
    }

    #[test]
    fn only_the_streams_of_the_playback_that_is_over_end() {
        let outlets = Outlets::default();
        let (mut old, mut new) = (reader(&outlets, "camera", 1), reader(&outlets, "camera", 2));
        let mut wakers = Wakers::default();
        outlets.finish(&stream("camera"), 1, &mut wakers);
        assert_eq!((next(&mut old), next(&mut new)), (Some(None), None));
        outlets.finish_all(&mut wakers);
        assert_eq!(next(&mut new), Some(None));
    }

    #[test]
    fn an_outlet_that_nobody_reads_any_more_becomes_another_streams() {
        let outlets = Outlets::default();
        let kept = reader(&outlets, "kept", 1);
        // Under miri fewer, since it is slow.
        for n in 0..if cfg!(miri) { 300 } else { 10_000 } {
            let name = format!("s{n}");
            let mut frames = reader(&outlets, &name, 1);
            publish(&outlets, &name, 5);
            assert_eq!(next(&mut frames), Some(Some(5)));
        }
        assert!(outlets.outlets().count() <= CHAINS + 1);
        let mut kept = kept;
        publish(&outlets, "s0", 6);
        publish(&outlets, "kept", 7);
        assert_eq!((next(&mut kept), next(&mut kept)), (Some(Some(7)), None));
    }
}
