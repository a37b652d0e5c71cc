//! Handles and what stands behind them. A handle is a number in a pointer's place; nothing is
//! ever read through it, so one that is wrong or late finds no engine and harms nothing.

use std::ffi::{c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};

use dashmap::DashMap;
use zego_sys::{zego_handle, zego_rect, zego_screen_capture_source_info};

use crate::codes::{NO_ENGINE, NO_MODULE};
use crate::event::Event;
use crate::instance::{Instance, Listener};
use crate::shared::unique;

use super::callbacks::Callbacks;
use super::prepared::{Frame, PreparedCallback};

/// A handle's engine and the callbacks that were registered with it.
pub(crate) struct Engine {
    pub(crate) instance: Arc<Instance>,
    pub(crate) callbacks: Arc<Ears>,
}

/// Hears an engine's events with the callbacks of its handle.
pub(crate) struct Ears {
    handle: usize,
    callbacks: Callbacks,
}

impl std::ops::Deref for Ears {
    type Target = Callbacks;

    fn deref(&self) -> &Callbacks {
        &self.callbacks
    }
}

impl Ears {
    /// The handle as callbacks get it.
    pub(super) fn handle(&self) -> zego_handle {
        std::ptr::without_provenance_mut::<c_void>(self.handle)
    }
}

impl Listener for Ears {
    fn hear(&self, event: &Event) {
        super::deliver::deliver(self, event);
    }

    fn prepare(&self, event: &Event) -> Option<PreparedCallback> {
        super::prepared::event(self, event)
    }

    fn prepare_frame(&self, frame: Frame) -> Option<PreparedCallback> {
        super::prepared::frame(self, frame)
    }
}

/// The engine behind NULL: the only one of a single-instance library.
static DEFAULT: LazyLock<Arc<Engine>> = LazyLock::new(|| Engine::new(0));
/// Calls of different engines don't meet here.
static ENGINES: LazyLock<DashMap<usize, Arc<Engine>>> = LazyLock::new(DashMap::default);

impl Engine {
    fn new(handle: usize) -> Arc<Self> {
        let callbacks = Arc::new(Ears {
            handle,
            callbacks: Callbacks::new(),
        });
        Arc::new(Self {
            instance: Instance::new(callbacks.clone()),
            callbacks,
        })
    }
}

/// Makes a handle of its own.
pub(super) fn create() -> zego_handle {
    // Far from zero and aligned, so that nobody takes it for a small number.
    let handle = (unique() as usize).wrapping_add(0x5A0).wrapping_mul(64);
    ENGINES.insert(handle, Engine::new(handle));
    std::ptr::without_provenance_mut(handle)
}

/// Ends what stands behind a handle; NULL stays, since it was never made.
pub(super) fn destroy(handle: zego_handle) {
    if let Some((_, engine)) = ENGINES.remove(&handle.addr())
        && engine.instance.look(|state| state.life.is_some())
    {
        engine.instance.uninit();
    }
}

/// Runs `body` with what stands behind a handle. No panic leaves it, and a handle that is unknown
/// answers that there is no engine.
pub(super) fn enter<T: Reply>(handle: zego_handle, body: impl FnOnce(&Engine) -> T) -> T {
    catch_unwind(AssertUnwindSafe(|| {
        let engine = if handle.is_null() {
            Some(DEFAULT.clone())
        } else {
            let engine = ENGINES.get(&handle.addr());
            engine.map(|engine| engine.clone())
        };
        match engine {
            Some(engine) => body(&engine),
            None => T::of(NO_ENGINE),
        }
    }))
    .unwrap_or_else(|_| T::of(INNER_ERROR))
}

/// What a call answers when the model itself failed.
const INNER_ERROR: c_int = 1_000_090;

/// What a function of the interface returns, when all it can say is a code.
pub(super) trait Reply: Sized {
    /// The answer that carries `code`, or the empty one.
    fn of(code: c_int) -> Self;

    /// The answer of a function that isn't modelled.
    fn not_modelled() -> Self {
        Self::of(NO_MODULE)
    }
}

impl Reply for c_int {
    fn of(code: c_int) -> Self {
        code
    }
}

impl Reply for () {
    fn of(_: c_int) -> Self {}
}

impl Reply for zego_handle {
    fn of(_: c_int) -> Self {
        std::ptr::null_mut()
    }
}

impl Reply for *mut zego_screen_capture_source_info {
    fn of(_: c_int) -> Self {
        std::ptr::null_mut()
    }
}

impl Reply for zego_rect {
    fn of(_: c_int) -> Self {
        Self::default()
    }
}
