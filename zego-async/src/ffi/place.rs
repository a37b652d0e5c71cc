//! One place of the table of receivers: taken, used by callbacks and given up, without a lock.
//!
//! Its whole state is one number: how many callbacks are inside, whether a receiver is here and may
//! be called, and how often the place was taken before. A callback counts itself in, looks whether
//! the place is still that of its engine, and counts itself out. Whoever is the last to leave a
//! place that was given up lets the receiver go, and nobody waits for anybody.

#[cfg(loom)]
use loom::cell::UnsafeCell;
#[cfg(not(loom))]
use std::cell::UnsafeCell;

use crate::sync::atomic::{
    AtomicUsize,
    Ordering::{AcqRel, Acquire, Relaxed, Release},
};

/// How many bits of a place's state count the callbacks inside. With 64 bits that is as many as a
/// Linux has threads; with 32, a thousand of one engine at once, more than addresses leave stacks for.
const INSIDE_BITS: u32 = if usize::BITS == 64 { 22 } else { 10 };
const INSIDE: usize = (1 << INSIDE_BITS) - 1;
/// Callbacks may call the receiver.
const OPEN: usize = 1 << INSIDE_BITS;
/// There is a receiver, called or not.
const HELD: usize = 1 << (INSIDE_BITS + 1);
const TURN_SHIFT: u32 = INSIDE_BITS + 2;

/// How many bits a turn has.
pub(super) const TURN_BITS: u32 = if usize::BITS == 64 { 40 } else { 20 };
/// The last turn: a place that has had it is not taken again.
pub(super) const LAST_TURN: usize = (1 << TURN_BITS) - 1;

const _: () = assert!(TURN_SHIFT + TURN_BITS <= usize::BITS);

/// Alone on its line of the cache: callbacks of other engines count elsewhere.
#[repr(align(64))]
pub(super) struct Place<T> {
    state: AtomicUsize,
    receiver: UnsafeCell<Option<T>>,
}

// SAFETY: a receiver is reached from other threads by shared reference (`T: Sync`) and dropped on
// any of them (`T: Send`); the state lets nobody write to it while somebody else reaches it.
unsafe impl<T: Send + Sync> Sync for Place<T> {}

impl<T> Place<T> {
    pub(super) fn new() -> Self {
        Self {
            state: AtomicUsize::new(0),
            receiver: UnsafeCell::new(None),
        }
    }

    /// Puts a receiver in and opens the place for its next turn, which is told.
    ///
    /// # Safety
    ///
    /// The place is empty, and this is the only call of `take` for it until it is empty again.
    pub(super) unsafe fn take(&self, receiver: T) -> usize {
        // SAFETY: an empty place isn't open, so no callback reaches the receiver, and nobody
        // else puts one in, by the caller's promise.
        unsafe { self.write(|place| *place = Some(receiver)) };
        let mut before = self.state.load(Relaxed);
        loop {
            // Those inside came late for an earlier turn, and will leave.
            let turn = (before >> TURN_SHIFT) + 1;
            let now = (before & INSIDE) | OPEN | HELD | turn << TURN_SHIFT;
            match self
                .state
                .compare_exchange_weak(before, now, Release, Relaxed)
            {
                Ok(_) => return turn,
                Err(changed) => before = changed,
            }
        }
    }

    /// Lets a callback in, if the place is open and it is this turn.
    pub(super) fn enter(&self, turn: usize) -> Result<Inside<'_, T>, Left<T>> {
        let before = self.state.fetch_add(1, Acquire);
        let inside = Inside(self);
        match before & OPEN != 0 && before >> TURN_SHIFT == turn {
            true => Ok(inside),
            false => Err(inside.leave()),
        }
    }

    /// How often it was taken.
    pub(super) fn turn(&self) -> usize {
        self.state.load(Relaxed) >> TURN_SHIFT
    }

    /// Closes the place: no callback comes in any more.
    pub(super) fn close(&self) -> Left<T> {
        self.state.fetch_and(!OPEN, AcqRel);
        self.empty()
    }

    /// Takes the receiver out if the place is closed and nobody is inside; where somebody is, that
    /// one will do it.
    fn empty(&self) -> Left<T> {
        let state = self.state.load(Relaxed);
        let to_empty = state & (INSIDE | OPEN | HELD) == HELD;
        let emptied = to_empty
            && self
                .state
                .compare_exchange(state, state & !HELD, Acquire, Relaxed)
                .is_ok();
        if !emptied {
            return Left(None);
        }
        // SAFETY: only one call gets here for a turn, since it took HELD away, and at that moment
        // the place was closed and nobody inside: nobody reaches the receiver, or will.
        Left(unsafe { self.write(Option::take) })
    }

    /// # Safety
    ///
    /// Nobody else reaches the receiver.
    unsafe fn write<R>(&self, change: impl FnOnce(&mut Option<T>) -> R) -> R {
        // SAFETY: the caller's promise.
        #[cfg(not(loom))]
        return change(unsafe { &mut *self.receiver.get() });
        // SAFETY: as above.
        #[cfg(loom)]
        self.receiver
            .with_mut(|receiver| change(unsafe { &mut *receiver }))
    }
}

/// A receiver that left its place, to be dropped; none for all who are not the last to leave.
#[must_use = "it is dropped where a panic of its own does no harm"]
pub(super) struct Left<T>(pub(super) Option<T>);

/// A callback inside a place.
pub(super) struct Inside<'a, T>(&'a Place<T>);

impl<T> Inside<'_, T> {
    /// Calls the receiver.
    pub(super) fn with<R>(&self, call: impl FnOnce(&T) -> R) -> R {
        let reach = |receiver: *const Option<T>| {
            // SAFETY: the place was open when this one came in, so the receiver is there; it is
            // written to only when nobody is inside.
            let receiver = unsafe { &*receiver };
            // never: as above
            call(receiver.as_ref().expect("a receiver"))
        };
        #[cfg(not(loom))]
        return reach(self.0.receiver.get());
        #[cfg(loom)]
        self.0.receiver.with(reach)
    }

    pub(super) fn leave(self) -> Left<T> {
        let before = self.0.state.fetch_sub(1, Release);
        match before & (INSIDE | OPEN | HELD) == HELD | 1 {
            true => self.0.empty(),
            false => Left(None),
        }
    }
}

#[cfg(all(test, loom))]
mod models {
    use loom::sync::Arc;
    use loom::thread;

    use super::*;

    /// Counts how often it is dropped.
    struct Receiver(Arc<AtomicUsize>);

    impl Drop for Receiver {
        fn drop(&mut self) {
            self.0.fetch_add(1, Relaxed);
        }
    }

    /// A callback of `turn`; answers whether it was let in.
    fn callback(place: &Place<Receiver>, turn: usize) -> bool {
        match place.enter(turn) {
            Ok(inside) => {
                inside.with(|receiver| assert_eq!(receiver.0.load(Relaxed), 0, "dropped in use"));
                drop(inside.leave());
                true
            }
            Err(left) => {
                drop(left);
                false
            }
        }
    }

    #[test]
    fn a_receiver_is_dropped_once_and_never_while_a_callback_uses_it() {
        loom::model(|| {
            let dropped = Arc::new(AtomicUsize::new(0));
            let place = Arc::new(Place::new());
            // SAFETY: a new place is empty, and this is the only call.
            let turn = unsafe { place.take(Receiver(dropped.clone())) };
            let callbacks: Vec<_> = (0..2)
                .map(|_| {
                    let place = place.clone();
                    thread::spawn(move || callback(&place, turn))
                })
                .collect();
            drop(place.close());
            for callback in callbacks {
                let _ = callback.join();
            }
            assert_eq!(dropped.load(Relaxed), 1);
            assert!(!callback(&place, turn));
        });
    }

    #[test]
    fn a_late_callback_never_reaches_the_receiver_of_the_next_turn() {
        loom::model(|| {
            let dropped = Arc::new(AtomicUsize::new(0));
            let place = Arc::new(Place::new());
            // SAFETY: a new place is empty, and this is the only call until it is empty again.
            let first = unsafe { place.take(Receiver(Arc::new(AtomicUsize::new(0)))) };
            let late = {
                let place = place.clone();
                thread::spawn(move || match place.enter(first) {
                    Ok(inside) => inside.leave().0.is_some(),
                    Err(left) => left.0.is_some(),
                })
            };
            let emptied = place.close().0.is_some();
            if emptied {
                // SAFETY: it is empty, and nobody else takes it.
                let second = unsafe { place.take(Receiver(dropped.clone())) };
                assert!(callback(&place, second));
                drop(place.close());
            }
            let by_late = late.join().expect("no panic");
            if emptied {
                assert_eq!(dropped.load(Relaxed), 1, "by one of them");
            } else {
                assert!(by_late, "the last to leave empties it");
            }
        });
    }
}
