//! The SDK as loom's models of whole engines need it: a table that counts what is asked of each
//! handle and calls nobody back. What callbacks go through has models of its own.

use std::collections::HashMap;
use std::ffi::{c_int, c_void};
use std::sync::{LazyLock, Mutex, MutexGuard};

use zego_sys::{Api, zego_handle};

use super::Library;

/// What a handle was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) stopped_publishing: u32,
    pub(crate) uninitialised: u32,
    pub(crate) destroyed: u32,
}

/// Not loom's: it is never held where a thread may change, and what it guards is no model's.
static ENGINES: LazyLock<Mutex<HashMap<usize, Asked>>> = LazyLock::new(Mutex::default);

fn engines() -> MutexGuard<'static, HashMap<usize, Asked>> {
    // never: nothing panics with the lock held
    ENGINES.lock().expect("the table of handles")
}

fn asked(handle: zego_handle, count: impl FnOnce(&mut Asked)) {
    count(engines().entry(handle.addr()).or_default());
}

/// What the handle was asked for since it was made.
pub(crate) fn asked_of(handle: *mut c_void) -> Asked {
    engines().get(&handle.addr()).copied().unwrap_or_default()
}

/// The library of these engines.
pub(crate) fn library() -> Library {
    let mut api = Api::empty();
    api.zego_express_engine_create_handle = Some(create);
    api.zego_express_engine_destroy_handle = Some(destroy);
    api.zego_express_engine_uninit_async = Some(uninit);
    api.zego_express_stop_publishing_stream = Some(stop_publishing);
    Library::from_api(api)
}

unsafe extern "C" fn create() -> zego_handle {
    let mut engines = engines();
    let handle = engines.len() + 1;
    engines.insert(handle, Asked::default());
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
    0
}
