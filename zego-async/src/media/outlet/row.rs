//! The row of an outlet's frames, and the places that readers have in it.

use std::collections::VecDeque;
use std::task::Waker;

use bytes::BytesMut;

use super::{Counts, Frame};
use crate::core::Wakers;
use crate::ids::StreamId;
use crate::media::pool::Pool;

/// All frames that ever came are numbered in their order.
pub(super) struct Row<F: Frame> {
    /// The stream whose frames these are, if they are a stream's.
    pub(super) stream: Option<StreamId>,
    /// How often there was somebody who wanted frames after nobody did: a copy that began before
    /// isn't for those who came then.
    pub(super) turn: u64,
    /// What somebody still wants, oldest first.
    pub(super) frames: VecDeque<Held<F>>,
    /// The number of the first of them.
    pub(super) from: u64,
    /// By the place of each reader; `None` where one has left.
    pub(super) readers: Vec<Option<Place<F>>>,
    pub(super) pool: Pool,
    /// Room for wakers, when several readers sleep.
    pub(super) wakers: Wakers,
    pub(super) counts: Counts,
}

/// A frame that waits for its readers.
pub(super) enum Held<F: Frame> {
    /// As it is copied, before or after it was put in: nobody has read it yet.
    Raw(F::Head, BytesMut),
    /// As its readers share it.
    Made(F),
}

/// Where a reader is.
pub(super) struct Place<F> {
    /// The number of the frame that it wants next.
    pub(super) next: u64,
    /// How many frames are held for it.
    pub(super) capacity: usize,
    pub(super) lost: u64,
    pub(super) waker: Option<Waker>,
    /// The playback that it belongs to, 0 for what lasts as long as the engine.
    pub(super) session: u64,
    /// What is left to read, once no more comes.
    pub(super) rest: Option<VecDeque<F>>,
}

/// How many places are made in advance, at most: a second of sound.
const MOST_RESERVED: usize = 100;

impl<F: Frame> Default for Row<F> {
    fn default() -> Self {
        Self {
            stream: None,
            turn: 0,
            frames: VecDeque::new(),
            from: 0,
            readers: Vec::new(),
            pool: Pool::default(),
            wakers: Wakers::default(),
            counts: Counts::default(),
        }
    }
}

impl<F: Frame> Row<F> {
    pub(super) fn end(&self) -> u64 {
        self.from + self.frames.len() as u64
    }

    /// Those that wait for more.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Place<F>> {
        let readers = self.readers.iter().flatten();
        readers.filter(|place| place.rest.is_none())
    }

    pub(super) fn is_wanted(&self) -> bool {
        self.waiting().next().is_some()
    }

    /// Nobody has a place here.
    pub(super) fn is_free(&self) -> bool {
        self.readers.iter().all(Option::is_none)
    }

    pub(super) fn join(&mut self, capacity: usize, session: u64) -> usize {
        if !self.is_wanted() {
            self.turn += 1;
        }
        let reader = Place {
            next: self.end(),
            capacity: capacity.max(1),
            lost: 0,
            waker: None,
            session,
            rest: None,
        };
        self.make_room(capacity);
        let free = self.readers.iter().position(Option::is_none);
        let place = free.unwrap_or(self.readers.len());
        match self.readers.get_mut(place) {
            Some(free) => *free = Some(reader),
            None => self.readers.push(Some(reader)),
        }
        place
    }

    /// Makes room in advance; for more it comes when it is needed.
    pub(super) fn make_room(&mut self, capacity: usize) {
        let capacity = capacity.min(MOST_RESERVED);
        self.frames
            .reserve(capacity.saturating_sub(self.frames.len()));
        self.pool.keep_for(capacity);
    }

    /// Puts a frame in, whose bytes may follow under the same lock. Gives one that had to go for it,
    /// and notes whom to wake.
    #[inline(always)]
    pub(super) fn put(&mut self, head: F::Head, buffer: BytesMut) -> Option<Held<F>> {
        let end = self.end();
        let mut lost = 0;
        let readers = self.readers.iter_mut().flatten();
        for reader in readers.filter(|place| place.rest.is_none()) {
            if end - reader.next >= reader.capacity as u64 {
                reader.next += 1;
                reader.lost += 1;
                lost += 1;
            }
            if let Some(waker) = reader.waker.take() {
                self.wakers.push(waker);
            }
        }
        let evicted = match lost {
            0 => None,
            _ => self.evict(),
        };
        self.frames.push_back(Held::Raw(head, buffer));
        self.counts.received += 1;
        self.counts.dropped += lost;
        evicted
    }

    /// The buffer of the frame that was put in just now, with room for `len` bytes.
    #[inline]
    pub(super) fn newest(&mut self, len: usize) -> &mut BytesMut {
        match self.frames.back_mut() {
            Some(Held::Raw(_, buffer)) => {
                self.pool.fit(buffer, len);
                buffer
            }
            // never: a frame was put in under this lock, and nobody has read it
            _ => unreachable!("a frame as it is copied"),
        }
    }

    /// Takes out the oldest frame if nobody wants it any more. Its buffer is used again if nobody
    /// ever read it.
    #[cold]
    pub(super) fn evict(&mut self) -> Option<Held<F>> {
        if self.from >= self.oldest_wanted() {
            return None;
        }
        self.from += 1;
        match self.frames.pop_front()? {
            Held::Raw(_, buffer) => {
                self.pool.give_back(buffer);
                None
            }
            made => Some(made),
        }
    }

    /// The number of the oldest frame that somebody wants.
    pub(super) fn oldest_wanted(&self) -> u64 {
        let end = self.end();
        self.waiting().map(|place| place.next).min().unwrap_or(end)
    }

    /// The frame of this number, for a reader who no longer wants it.
    pub(super) fn read(&mut self, number: u64) -> F {
        if self.from < number || self.oldest_wanted() <= number {
            return self.share((number - self.from) as usize);
        }
        self.from += 1;
        // never: a frame stays as long as somebody wants it
        let first = self.frames.pop_front().expect("a frame");
        first.made(&mut self.pool)
    }

    /// A frame that others want too.
    pub(super) fn share(&mut self, at: usize) -> F {
        let held = &mut self.frames[at];
        let frame = match held {
            Held::Made(frame) => return frame.clone(),
            Held::Raw(head, buffer) => F::of(head.clone(), self.pool.share(std::mem::take(buffer))),
        };
        *held = Held::Made(frame.clone());
        frame
    }

    /// No more frames come for this reader, who still gets those that are here.
    pub(super) fn end_place(&mut self, place: usize, wakers: &mut Wakers) {
        let reader = self.readers[place].as_ref();
        let Some(reader) = reader.filter(|reader| reader.rest.is_none()) else {
            return;
        };
        let next = reader.next;
        let first = (next - self.from) as usize;
        let rest = (first..self.frames.len())
            .map(|at| self.share(at))
            .collect();
        if let Some(reader) = &mut self.readers[place] {
            reader.rest = Some(rest);
            reader
                .waker
                .take()
                .into_iter()
                .for_each(|waker| wakers.push(waker));
        }
    }

    /// Takes out what nobody wants any more: frames, and all room once there is no reader.
    pub(super) fn forget(&mut self) -> Forgotten<F> {
        if !self.is_wanted() {
            self.from = self.end();
            return Forgotten {
                frames: std::mem::take(&mut self.frames),
                pool: std::mem::take(&mut self.pool),
            };
        }
        let unwanted = (self.oldest_wanted() - self.from) as usize;
        self.from += unwanted as u64;
        let mut frames = VecDeque::new();
        for held in self.frames.drain(..unwanted) {
            match held {
                Held::Raw(_, buffer) => self.pool.give_back(buffer),
                made => frames.push_back(made),
            }
        }
        Forgotten {
            frames,
            pool: Pool::default(),
        }
    }
}

/// What nobody wants any more.
#[must_use = "it is dropped with no lock held"]
#[allow(dead_code)] // It is only dropped.
pub(super) struct Forgotten<F: Frame> {
    frames: VecDeque<Held<F>>,
    pool: Pool,
}

impl<F: Frame> Held<F> {
    pub(super) fn made(self, pool: &mut Pool) -> F {
        match self {
            Self::Raw(head, buffer) => F::of(head, pool.share(buffer)),
            Self::Made(frame) => frame,
        }
    }
}
