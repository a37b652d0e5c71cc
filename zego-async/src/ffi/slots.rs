//! The table from a callback's context number to who receives its events.
//!
//! The context that C keeps is a number, never an address, and a number is used once only. A
//! callback that comes after its engine is gone finds no receiver, is counted, and does nothing.

use std::cell::Cell;
use std::ffi::c_void;
use std::hash::{BuildHasherDefault, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};

use dashmap::DashMap;

use crate::event::Event;
use crate::media::MediaHub;

/// Takes the events of one engine, on whatever thread the SDK calls from.
pub(crate) trait Receiver: Send + Sync {
    /// An event arrived; `inside_call` tells that it came on the thread of a call, before that
    /// call returned.
    fn deliver(&self, event: Event, inside_call: bool);

    /// Where frames go.
    fn media(&self) -> &MediaHub;

    /// The engine says that it is uninitialised.
    fn uninitialised(&self);

    /// A callback panicked; its event is lost.
    fn panicked(&self);
}

type Slots = DashMap<usize, Arc<dyn Receiver>, BuildHasherDefault<Spread>>;

static SLOTS: LazyLock<Slots> = LazyLock::new(DashMap::default);
static NEXT: AtomicUsize = AtomicUsize::new(1);
static LATE: AtomicU64 = AtomicU64::new(0);

/// How many callbacks of this process came after their engine was gone.
pub(crate) fn late_callbacks() -> u64 {
    LATE.load(Relaxed)
}

/// Hashes numbers that count up, which nobody from outside chooses: one multiplication spreads
/// them over the table.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes
            .iter()
            .for_each(|&byte| self.write_usize(usize::from(byte)));
    }

    fn write_usize(&mut self, number: usize) {
        // The odd number nearest to 2^64 divided by the golden ratio.
        self.0 = (self.0 ^ number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// A place in the table; dropping it makes every later callback a counted no-op.
pub(crate) struct Slot(usize);

impl Slot {
    pub(crate) fn occupy(receiver: Arc<dyn Receiver>) -> Self {
        let key = NEXT.fetch_add(1, Relaxed);
        SLOTS.insert(key, receiver);
        Self(key)
    }

    pub(super) fn context(&self) -> *mut c_void {
        std::ptr::without_provenance_mut(self.0)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        SLOTS.remove(&self.0);
    }
}

/// The way of every callback: find the receiver, run `hand_over`, let no panic out.
pub(super) fn enter(context: *mut c_void, hand_over: impl FnOnce(&dyn Receiver, bool)) {
    // The guard of the table is released before anything is handed over.
    let receiver = SLOTS
        .get(&context.addr())
        .map(|entry| Arc::clone(entry.value()));
    let Some(receiver) = receiver else {
        LATE.fetch_add(1, Relaxed);
        return;
    };
    let inside = INSIDE_CALL.get();
    if catch_unwind(AssertUnwindSafe(|| hand_over(&*receiver, inside))).is_err() {
        receiver.panicked();
    }
    // The last reference to an engine may be this one: letting it go must not unwind either.
    let _ = catch_unwind(AssertUnwindSafe(move || drop(receiver)));
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
        fn deliver(&self, _event: Event, inside_call: bool) {
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
                receiver.deliver(event(), inside)
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
            receiver.deliver(event(), inside)
        });
        enter(std::ptr::null_mut(), |receiver, inside| {
            receiver.deliver(event(), inside)
        });
        assert!(late_callbacks() >= before + 2);
        assert!(probe.delivered.lock().is_empty());
        assert_eq!(Arc::strong_count(&probe), 1);
    }

    #[test]
    fn callbacks_on_the_thread_of_a_call_are_known_to_be_inside_it() {
        let probe = Arc::new(Probe::default());
        let slot = Slot::occupy(probe.clone());
        let context = slot.context().addr();
        let arrive = move || {
            let context = std::ptr::without_provenance_mut(context);
            enter(context, |receiver, inside| {
                receiver.deliver(event(), inside)
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
