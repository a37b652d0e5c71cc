//! What the engines of a process have in common: the clouds, the clock's beginning, and numbers
//! that nothing else has.
//!
//! A process may hold this crate twice, linked in and inside the shared library. With the feature
//! `steering` the linked copy takes over what the library's has, so that tests steer engines that
//! are used through the loaded file.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};
use std::sync::{LazyLock, Mutex};
use std::time::Instant;

use crate::cloud::Known;

pub(crate) struct Shared {
    pub(crate) realms: Mutex<BTreeMap<u32, Known>>,
    pub(crate) next_app_id: AtomicU32,
    next_number: AtomicU64,
    epoch: LazyLock<Instant>,
}

static OWN: Shared = Shared {
    realms: Mutex::new(BTreeMap::new()),
    next_app_id: AtomicU32::new(0x4000_0000),
    next_number: AtomicU64::new(1),
    epoch: LazyLock::new(Instant::now),
};

/// What this copy of the crate uses.
#[cfg(not(feature = "steering"))]
pub(crate) fn shared() -> &'static Shared {
    &OWN
}

/// What this copy of the crate uses: its own, unless it took over another's.
#[cfg(feature = "steering")]
pub(crate) fn shared() -> &'static Shared {
    ADOPTED.get_or_init(|| &OWN)
}

#[cfg(feature = "steering")]
static ADOPTED: std::sync::OnceLock<&'static Shared> = std::sync::OnceLock::new();

/// This copy's own.
#[cfg(feature = "steering")]
pub(crate) fn own() -> &'static Shared {
    &OWN
}

/// Uses another copy's from now on. `false` if this copy's own is in use already.
#[cfg(feature = "steering")]
pub(crate) fn adopt(other: &'static Shared) -> bool {
    std::ptr::eq(*ADOPTED.get_or_init(|| other), other)
}

/// A number that nothing else in the process has.
pub(crate) fn unique() -> u64 {
    shared().next_number.fetch_add(1, Relaxed)
}

/// From when the machine's clock counts.
pub(crate) fn epoch() -> Instant {
    *shared().epoch
}
