//! Words of the SDK that are still to come and are not about what stands there by then.

use crate::error::ErrorCode;
use crate::ids::RoomId;

/// A login that the SDK refused and will yet report as failed.
pub(super) struct RefusedLogin {
    pub(super) room: RoomId,
    pub(super) code: ErrorCode,
}

/// How many words that are still to come are remembered.
const MAX_EXPECTED: usize = 64;

/// Remembers something that is still to come, forgetting the oldest rather than growing.
pub(super) fn expect<T>(list: &mut Vec<T>, item: T) {
    if list.len() == MAX_EXPECTED {
        list.remove(0);
    }
    list.push(item);
}

/// Whether something was expected; it is not any more.
pub(super) fn was_expected<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool) -> bool {
    match list.iter().position(is) {
        Some(at) => {
            list.remove(at);
            true
        }
        None => false,
    }
}
