//! What is held inside, counted for this repository's soak test and fuzz targets. Not part of the
//! interface, and not there without its feature. How many slots are in use is in `baseline`.

use crate::engine::Engine;

/// How much an engine holds of what must not grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Waiters, parked results and calls under way in the registry of pending calls.
    pub registry_entries: usize,
    /// Rooms that are logged in to.
    pub rooms: usize,
    /// Streams that are published.
    pub publications: usize,
    /// Streams that are played.
    pub playbacks: usize,
}

impl Held {
    /// As an engine holds it that is new or gone.
    pub const NOTHING: Self = Self {
        registry_entries: 0,
        rooms: 0,
        publications: 0,
        playbacks: 0,
    };

    /// What `engine` holds now.
    pub fn by(engine: &Engine) -> Self {
        engine.core().with_hub(|hub, _| Self {
            registry_entries: hub.registry.entries(),
            rooms: hub.rooms.iter().count(),
            publications: hub.publications.len(),
            playbacks: hub.playbacks.len(),
        })
    }
}
