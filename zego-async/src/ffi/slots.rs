//! The table from a callback's context number to who receives its events.
//!
//! The context that C keeps is a number, never an address, and a number is used once only. A
//! callback that comes after its engine is gone finds no receiver, is counted, and does nothing.

use std::cell::Cell;
use std::ffi::c_void;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::place::{LAST_TURN, Left, Place, TURN_BITS};
use crate::event::Event;
use crate::media::MediaHub;

/// Takes the events of one engine, on whatever thread the SDK calls from.
pub(crate) trait Receiver: Send + Sync {
    /// An event arrived, to be taken out by who keeps it; `inside_call` tells that it came on the
    /// thread of a call, before that call returned.
    fn deliver(&self, event: &mut Option<Event>, inside_call: bool);

    /// Where frames go.
    fn media(&self) -> &MediaHub;

    /// The engine says that it is uninitialised.
    fn uninitialised(&self);

    /// A callback panicked; its event is lost.
    fn panicked(&self);
}

static TABLE: Table<Arc<dyn Receiver>> = Table::new();
static LATE: AtomicU64 = AtomicU64::new(0);

/// How many callbacks of this process came after their engine was gone.
pub(crate) fn late_callbacks() -> u64 {
    LATE.load(Relaxed)
}

/// How many bits of a context number tell the place; the others tell the turn.
const PLACE_BITS: u32 = if usize::BITS == 64 { 16 } else { 12 };
const MAX_PLACES: usize = 1 << PLACE_BITS;
/// Places come in pieces of so many, when they are first needed.
const SEGMENT: usize = 128;

const _: () = assert!(PLACE_BITS + TURN_BITS <= usize::BITS);

/// Places that stay where they are for as long as the process lives. There are as many as there
/// were engines at once.
struct Table<T> {
    segments: [OnceLock<Box<[Place<T>; SEGMENT]>>; MAX_PLACES / SEGMENT],
    free: Mutex<Free>,
}

struct Free {
    /// Places that were used and are empty.
    places: Vec<usize>,
    /// How many were ever used.
    used: usize,
}

impl<T> Table<T> {
    const fn new() -> Self {
        let free = Free {
            places: Vec::new(),
            used: 0,
        };
        Self {
            segments: [const { OnceLock::new() }; MAX_PLACES / SEGMENT],
            free: Mutex::new(free),
        }
    }

    /// The place of a number, if it was ever used.
    fn place(&self, number: usize) -> Option<&Place<T>> {
        let at = number % MAX_PLACES;
        Some(&self.segments[at / SEGMENT].get()?[at % SEGMENT])
    }

    /// Gives the receiver a number that no other ever had.
    ///
    /// # Panics
    ///
    /// If 65,536 engines live at once, or 4,096 where addresses have 32 bits.
    fn occupy(&self, receiver: T) -> usize {
        let at = {
            let mut free = self.free();
            match free.places.pop() {
                Some(at) => at,
                None => {
                    assert!(free.used < MAX_PLACES, "{MAX_PLACES} engines are the most");
                    free.used += 1;
                    free.used - 1
                }
            }
        };
        let segment = self.segments[at / SEGMENT]
            .get_or_init(|| Box::new(std::array::from_fn(|_| Place::new())));
        // SAFETY: the place came from the list of empty ones, where it is once, or was never used.
        let turn = unsafe { segment[at % SEGMENT].take(receiver) };
        turn << PLACE_BITS | at
    }

    /// Frees the place that this receiver left, and gives it out to be dropped.
    fn emptied(&self, place: &Place<T>, number: usize, left: Left<T>) -> Option<T> {
        let receiver = left.0?;
        if place.turn() < LAST_TURN {
            self.free().places.push(number % MAX_PLACES);
        }
        Some(receiver)
    }

    fn free(&self) -> MutexGuard<'_, Free> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the table; dropping it makes every later callback a counted no-op.
pub(crate) struct Slot(usize);

impl Slot {
    pub(crate) fn occupy(receiver: Arc<dyn Receiver>) -> Self {
        Self(TABLE.occupy(receiver))
    }

    pub(super) fn context(&self) -> *mut c_void {
        std::ptr::without_provenance_mut(self.0)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if let Some(place) = TABLE.place(self.0) {
            let left = place.close();
            drop(TABLE.emptied(place, self.0, left));
        }
    }
}

/// How many engines have a place.
#[cfg(feature = "baseline")]
pub(crate) fn occupied() -> usize {
    let free = TABLE.free();
    free.used - free.places.len()
}

/// The way of every callback: find the receiver, run `hand_over`, let no panic out.
pub(super) fn enter(context: *mut c_void, hand_over: impl FnOnce(&dyn Receiver, bool)) {
    let number = context.addr();
    let Some(place) = TABLE.place(number) else {
        LATE.fetch_add(1, Relaxed);
        return;
    };
    let left = match place.enter(number >> PLACE_BITS) {
        Ok(inside) => {
            inside.with(|receiver| {
                let inside_call = INSIDE_CALL.get();
                let handed = AssertUnwindSafe(|| hand_over(&**receiver, inside_call));
                if catch_unwind(handed).is_err() {
                    receiver.panicked();
                }
            });
            inside.leave()
        }
        Err(left) => {
            LATE.fetch_add(1, Relaxed);
            left
        }
    };
    if left.0.is_some() {
        // The last reference to an engine may be this one: letting it go must not unwind either.
        let let_go = || drop(TABLE.emptied(place, number, left));
        let _ = catch_unwind(AssertUnwindSafe(let_go));
    }
}

thread_local! {
    static INSIDE_CALL: Cell<bool> = const { Cell::new(false) };
}

/// Marks this thread as inside a call of the SDK for as long as it lives.
pub(super) struct CallMark {
    before: bool,
}

impl CallMark {
    pub(super) fn new() -> Self {
        Self {
            before: INSIDE_CALL.replace(true),
        }
    }
}

impl Drop for CallMark {
    fn drop(&mut self) {
        INSIDE_CALL.set(self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sync::Mutex;

    /// Counts what arrives, and panics on request.
    #[derive(Default)]
    struct Probe {
        panics: bool,
        delivered: Mutex<Vec<bool>>,
        media: MediaHub,
        panicked: AtomicU64,
    }

    impl Receiver for Probe {
        fn deliver(&self, _event: &mut Option<Event>, inside_call: bool) {
            assert!(!self.panics, "asked for");
            self.delivered.lock().push(inside_call);
        }

        fn media(&self) -> &MediaHub {
            &self.media
        }

        fn uninitialised(&self) {}

        fn panicked(&self) {
            self.panicked.fetch_add(1, Relaxed);
        }
    }

    fn event() -> Event {
        Event::FatalError(crate::event::FatalError {
            code: crate::ErrorCode::new(1),
        })
    }

    #[test]
    fn a_panic_in_a_callback_does_not_cross_into_c_and_is_counted() {
        let probe = Arc::new(Probe {
            panics: true,
            ..Default::default()
        });
        let slot = Slot::occupy(probe.clone());
        extern "C" fn as_c_calls_it(context: *mut c_void) {
            enter(context, |receiver, inside| {
                receiver.deliver(&mut Some(event()), inside)
            });
        }
        as_c_calls_it(slot.context());
        as_c_calls_it(slot.context());
        assert_eq!(probe.panicked.load(Relaxed), 2);
    }

    #[test]
    fn a_callback_that_comes_after_its_engine_is_gone_is_counted_and_does_nothing() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let context = slot.context();
        drop(slot);
        let before = late_callbacks();
        enter(context, |receiver, inside| {
            receiver.deliver(&mut Some(event()), inside)
        });
        enter(std::ptr::null_mut(), |receiver, inside| {
            receiver.deliver(&mut Some(event()), inside)
        });
        assert!(late_callbacks() >= before + 2);
        assert!(probe.delivered.lock().is_empty());
        assert_eq!(Arc::strong_count(&probe), 1);
    }

    #[test]
    fn a_number_is_used_once_though_its_place_is_used_again() {
        let table = Table::new();
        let first = table.occupy(Arc::new(()));
        let place = table.place(first).expect("it was used");
        let left = place.close();
        assert!(table.emptied(place, first, left).is_some());
        let second = table.occupy(Arc::new(()));
        assert_ne!(first, second);
        assert!(std::ptr::eq(place, table.place(second).expect("as above")));
        assert!(place.enter(first >> PLACE_BITS).is_err());
        let inside = place.enter(second >> PLACE_BITS).ok().expect("open");
        assert!(inside.leave().0.is_none());
    }

    #[test]
    fn a_receiver_lives_until_the_last_callback_has_left_it() {
        let table = Table::new();
        let receiver = Arc::new(());
        let number = table.occupy(receiver.clone());
        let place = table.place(number).expect("it was used");
        let (one, other) = (place.enter(1).ok(), place.enter(1).ok());
        assert!(place.close().0.is_none());
        assert!(one.expect("open").leave().0.is_none());
        assert!(place.enter(1).is_err_and(|left| left.0.is_none()));
        assert_eq!(Arc::strong_count(&receiver), 2);
        assert!(other.expect("open").leave().0.is_some());
        assert_eq!(Arc::strong_count(&receiver), 1);
    }

    #[test]
    fn callbacks_on_the_thread_of_a_call_are_known_to_be_inside_it() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let context = slot.context().addr();
        let arrive = move || {
            let context = std::ptr::without_provenance_mut(context);
            enter(context, |receiver, inside| {
                receiver.deliver(&mut Some(event()), inside)
            });
        };
        arrive();
        {
            let _mark = CallMark::new();
            arrive();
            std::thread::spawn(arrive).join().unwrap();
        }
        arrive();
        assert_eq!(*probe.delivered.lock(), [false, true, false, false]);
    }
}
