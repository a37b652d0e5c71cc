//! Counters of an engine.

use std::time::Duration;

/// What an engine has counted since it was created; [`Engine::stats`](crate::Engine::stats).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct EngineStats {
    /// Callbacks that arrived.
    pub callbacks: u64,
    /// Callbacks that panicked; their events are lost. Other than 0 is a bug of this crate.
    pub panicked_callbacks: u64,
    /// Callbacks of any engine of this process that came after their engine was gone.
    pub late_callbacks: u64,
    /// Results that came before their call returned, and were kept for it.
    pub parked_results: u64,
    /// Results that nobody waited for: of refused calls, of futures that were dropped, doubled.
    pub late_results: u64,
    /// Events that subscribers lost because they were too slow; each was told how many.
    pub lagged_events: u64,
    /// Events that wait in the fullest queue now.
    pub deepest_queue: usize,
    /// Operations that wait for an event or a result now.
    pub pending_operations: usize,
    /// Pictures and blocks of sound that arrived and that somebody wanted.
    pub received_frames: u64,
    /// Frames that streams lost because their readers were too slow, over all streams.
    pub dropped_frames: u64,
    /// Frames of the SDK that are not as long as they say; nobody got them.
    pub malformed_frames: u64,
    /// Pictures and blocks of sound that were handed to the SDK.
    pub sent_frames: u64,
    /// Blocks of sound that went through processing hooks.
    pub processed_blocks: u64,
    /// How long processing hooks have run altogether, on threads of the SDK.
    pub processing_time: Duration,
    /// The longest run of a processing hook.
    pub longest_processing: Duration,
    /// Processing hooks that panicked; they are not called any more.
    pub panicked_hooks: u64,
}
