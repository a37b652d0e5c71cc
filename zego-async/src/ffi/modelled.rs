//! The SDK as loom's models of whole engines need it: a table that counts what is asked of each
//! handle, and whose uninit tells of itself inside the call, as the real one does.

use std::collections::HashMap;
use std::ffi::{c_int, c_void};
use std::sync::{LazyLock, Mutex, MutexGuard};

use zego_sys::{Api, zego_handle, zego_on_engine_uninit};

use super::Library;

/// What a handle was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) stopped_publishing: u32,
    pub(crate) uninitialised: u32,
    pub(crate) destroyed: u32,
}

#[derive(Default)]
struct Engine {
    asked: Asked,
    /// The uninit callback and the number of its context.
    tell: Option<(zego_on_engine_uninit, usize)>,
}

/// Not loom's: it is never held where a thread may change, and what it guards is no model's.
static ENGINES: LazyLock<Mutex<HashMap<usize, Engine>>> = LazyLock::new(Mutex::default);

fn engines() -> MutexGuard<'static, HashMap<usize, Engine>> {
    // never: nothing panics with the lock held
    ENGINES.lock().expect("the table of handles")
}

fn asked(handle: zego_handle, count: impl FnOnce(&mut Asked)) {
    count(&mut engines().entry(handle.addr()).or_default().asked);
}

/// What the handle was asked for since it was made.
pub(crate) fn asked_of(handle: *mut c_void) -> Asked {
    engines()
        .get(&handle.addr())
        .map_or_else(Asked::default, |it| it.asked)
}

/// The library of these engines.
pub(crate) fn library() -> Library {
    let mut api = Api::empty();
    api.zego_express_engine_create_handle = Some(create);
    api.zego_express_engine_destroy_handle = Some(destroy);
    api.zego_express_engine_uninit_async = Some(uninit);
    api.zego_express_stop_publishing_stream = Some(stop_publishing);
    api.zego_register_engine_uninit_callback = Some(register);
    Library::from_api(api)
}

unsafe extern "C" fn create() -> zego_handle {
    let mut engines = engines();
    let handle = engines.len() + 1;
    engines.insert(handle, Engine::default());
    std::ptr::without_provenance_mut(handle)
}

unsafe extern "C" fn destroy(handle: zego_handle) {
    asked(handle, |it| it.destroyed += 1);
}

unsafe extern "C" fn stop_publishing(handle: zego_handle, _channel: c_int) -> c_int {
    asked(handle, |it| it.stopped_publishing += 1);
    0
}

unsafe extern "C" fn uninit(handle: zego_handle) -> c_int {
    asked(handle, |it| it.uninitialised += 1);
    let tell = engines().get(&handle.addr()).and_then(|it| it.tell);
    if let Some((Some(callback), context)) = tell {
        // SAFETY: it was registered with this context, which is a number that is never read
        // through.
        unsafe { callback(handle, std::ptr::without_provenance_mut(context)) };
    }
    0
}

unsafe extern "C" fn register(
    handle: zego_handle,
    callback: zego_on_engine_uninit,
    context: *mut c_void,
) {
    let tell = callback.map(|callback| (Some(callback), context.addr()));
    engines().entry(handle.addr()).or_default().tell = tell;
}
