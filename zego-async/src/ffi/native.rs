//! The calls: one safe method for each C function in use, on the handle of one engine, by topic.
//!
//! A method checks what must fit into C's arrays, makes the call on the thread it is called on,
//! and returns the SDK's code. It marks the thread for as long as the call lasts, so that events
//! that come inside it are known as such.

mod audio_io;
mod device;
mod effects;
mod engine;
#[cfg(all(test, feature = "sim"))]
mod frames_in;
mod media_player;
mod message;
mod play;
mod preprocess;
mod publish;
mod recorder;
mod room;
mod video_io;

use std::ffi::{c_int, c_void};

use zego_sys::zego_handle;

use super::callbacks;
use super::library::Library;
use super::slots::Slot;
use crate::config::ViewMode;
use crate::error::{ErrorCode, Result};

/// One engine of a library, by its handle.
pub(crate) struct Native {
    library: Library,
    handle: Handle,
}

#[derive(Clone, Copy)]
struct Handle(zego_handle);

// SAFETY: the interface lets any thread call with any handle, and never reads through it here.
unsafe impl Send for Handle {}
// SAFETY: as above; the pointer itself is never changed.
unsafe impl Sync for Handle {}

/// The answer to a call that carries a sequence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Called {
    pub(crate) code: ErrorCode,
    pub(crate) sequence: i32,
}

/// With what an engine is initialised.
pub(crate) struct InitProfile<'a> {
    pub(crate) app_id: u32,
    pub(crate) app_sign: &'a str,
    pub(crate) scenario: i32,
}

/// Where a picture is drawn: a native window's number, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ViewTarget {
    pub(crate) window: usize,
    pub(crate) mode: ViewMode,
    pub(crate) background: u32,
}

/// Calls a function of the table on this engine's handle.
macro_rules! call {
    ($self:ident.$function:ident($($arg:expr),*)) => {{
        let function = $self.library.api.$function()?;
        let _mark = $crate::ffi::slots::CallMark::new();
        // SAFETY: the handle came from this library's `create_handle` and is destroyed last, by
        // its only owner; every pointer among the arguments comes from a reference or an owned
        // value of the calling method and outlives the call; the SDK copies what it keeps.
        unsafe { function($self.handle.0, $($arg),*) }
    }};
}
use call;
pub(crate) use video_io::CaptureKind;

impl Native {
    /// A new handle. NULL is valid: the one engine of a single-engine library.
    pub(crate) fn create(library: &Library) -> Result<Self> {
        let create = library.api.zego_express_engine_create_handle()?;
        // SAFETY: the function takes nothing.
        let handle = Handle(unsafe { create() });
        Ok(Self {
            library: library.clone(),
            handle,
        })
    }

    /// Whether this is the one engine of a single-engine library.
    pub(crate) fn is_only_instance(&self) -> bool {
        self.handle.0.is_null()
    }

    /// The handle, for calls that this crate doesn't make.
    pub(crate) fn raw_handle(&self) -> *mut c_void {
        self.handle.0
    }

    /// The table, for calls that this crate doesn't make.
    pub(crate) fn api(&self) -> &zego_sys::Api {
        &self.library.api
    }

    /// Gives the handle back. Nothing may be called on it after.
    pub(crate) fn destroy_handle(&self) {
        if self.is_only_instance() {
            return;
        }
        if let Some(destroy) = self.library.api.zego_express_engine_destroy_handle {
            // SAFETY: the handle came from this library's `create_handle`; the keeper calls this
            // once, after uninit, when it refuses every other call.
            unsafe { destroy(self.handle.0) };
        }
    }

    /// Registers every callback, to arrive in `slot`.
    pub(crate) fn register(&self, slot: &Slot) {
        callbacks::register(&self.library.api, self.handle.0, slot);
    }

    /// As [`register`](Self::register), by the number of a slot that may be given up already.
    #[cfg(any(test, fuzzing))]
    pub(super) fn register_context(&self, context: *mut c_void) {
        callbacks::register_context(&self.library.api, self.handle.0, context);
    }

    /// Takes every registration back.
    pub(crate) fn unregister(&self) {
        callbacks::unregister(&self.library.api, self.handle.0);
    }
}

/// What a call returned.
fn code(rc: c_int) -> ErrorCode {
    ErrorCode::new(rc)
}

fn canvas(view: ViewTarget) -> zego_sys::zego_canvas {
    zego_sys::zego_canvas {
        view: std::ptr::without_provenance_mut(view.window),
        view_mode: view.mode.raw(),
        // 0xRRGGBB fits into the C int.
        background_color: view.background as c_int,
        ..Default::default()
    }
}
