//! The cloud between the engines of this process: one realm for each app id, with its rooms,
//! users and streams. This is the handle that tests hold; the world behind it is in `world`.

mod members;
mod messages;
mod protocol;
mod steer;
mod streams;
mod token;
mod token_check;
mod world;

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::clock::Clock;
use crate::media::wire::Wires;
use crate::shared::shared;

pub(crate) use messages::Letter;
pub(crate) use protocol::{
    Answer, Change, Delivery, Entry, HEARTBEAT_LOST, Offer, Snapshot, StreamCard, ToEngine,
    delete_reason,
};
pub use steer::{Fault, Kick, Operation};

use world::World;

/// How long the cloud and the engines take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Latency {
    /// From a request to its answer, and from one user's act to the others' news of it.
    pub answer: Duration,
    /// From init until the engine's inside is up; a login isn't done before.
    pub warm_up: Duration,
    /// From the first need of sound or picture until that part of the engine runs.
    pub start_up: Duration,
    /// Between results that come one by one, those of refused calls among them.
    pub result_gap: Duration,
}

impl Latency {
    /// Everything at once; what comes on the SDK thread still comes there.
    pub const NONE: Self = Self {
        answer: Duration::ZERO,
        warm_up: Duration::ZERO,
        start_up: Duration::ZERO,
        result_gap: Duration::ZERO,
    };
}

impl Default for Latency {
    /// What was measured on the real engine, with an answer after 20 ms.
    fn default() -> Self {
        Self {
            answer: Duration::from_millis(20),
            warm_up: Duration::from_millis(80),
            start_up: Duration::from_millis(118),
            result_gap: Duration::from_millis(55),
        }
    }
}

/// The cloud of one app id, in this process. No media and no message leaves it.
///
/// Engines that are made with the app id meet in it; a test steers it.
///
/// ```
/// let cloud = zego_sim::Cloud::new();
/// cloud.set_latency(zego_sim::Latency::NONE);
/// assert!(cloud.users("room1").is_empty());
/// assert_ne!(cloud.app_id(), zego_sim::Cloud::new().app_id());
/// ```
#[derive(Clone)]
pub struct Cloud(Arc<Realm>);

pub(crate) struct Realm {
    app_id: u32,
    clock: Mutex<Arc<Clock>>,
    world: Mutex<World>,
    wires: Arc<Wires>,
}

/// A realm that is found by its app id: kept when somebody asked for it by that id.
pub(crate) enum Known {
    Kept(Cloud),
    Held(Weak<Realm>),
}

impl Cloud {
    /// A cloud with an app id that no other has, gone with its last handle and engine.
    #[allow(clippy::new_without_default)] // two clouds are never equal
    pub fn new() -> Self {
        let next = || shared().next_app_id.fetch_add(1, Ordering::Relaxed);
        let mut realms = shared()
            .realms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let mut app_id = next();
        while realms.contains_key(&app_id) {
            app_id = next();
        }
        let cloud = Self::make(app_id);
        realms.retain(|_, known| match known {
            Known::Held(realm) => realm.strong_count() > 0,
            Known::Kept(_) => true,
        });
        realms.insert(cloud.app_id(), Known::Held(Arc::downgrade(&cloud.0)));
        cloud
    }

    /// The cloud of that app id; it stays for as long as the process runs.
    pub fn of(app_id: u32) -> Self {
        let mut realms = shared()
            .realms
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        match realms.get(&app_id) {
            Some(Known::Kept(cloud)) => return cloud.clone(),
            Some(Known::Held(realm)) => {
                if let Some(realm) = realm.upgrade() {
                    return Self(realm);
                }
            }
            None => {}
        }
        let cloud = Self::make(app_id);
        realms.insert(app_id, Known::Kept(cloud.clone()));
        cloud
    }

    /// The app id that an engine needs to be in this cloud.
    pub fn app_id(&self) -> u32 {
        self.0.app_id
    }

    pub(crate) fn clock(&self) -> Arc<Clock> {
        let clock = self.0.clock.lock();
        clock.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The ways of the streams.
    pub(crate) fn wires(&self) -> Arc<Wires> {
        self.0.wires.clone()
    }

    fn make(app_id: u32) -> Self {
        Self(Arc::new(Realm {
            app_id,
            clock: Mutex::new(Clock::real()),
            world: Mutex::new(World::default()),
            wires: Arc::default(),
        }))
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.0.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Cloud {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cloud")
            .field("app_id", &self.app_id())
            .finish_non_exhaustive()
    }
}
