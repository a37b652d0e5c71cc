//! The way around this crate: the table and the handle, for functions that it doesn't wrap.

use std::ffi::c_void;
use std::fmt;

use crate::engine::Engine;

/// An engine's C functions and handle, borrowed from the [`Engine`].
pub struct RawEngine<'a> {
    engine: &'a Engine,
}

impl Engine {
    /// The engine's C functions and handle, for what this crate doesn't wrap.
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// // SAFETY: nothing is registered, and the engine is not destroyed meanwhile.
    /// let code = unsafe {
    ///     let raw = engine.raw();
    ///     raw.api().zego_express_enable_debug_assistant()?(raw.handle(), false)
    /// };
    /// # let _ = code;
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    ///
    /// # Safety
    ///
    /// The caller keeps the rules of the C interface, registers none of the callbacks that this
    /// crate registers, neither creates nor destroys with the handle, makes no call once
    /// [`destroy`](Self::destroy) was asked for, and none from inside a callback.
    pub unsafe fn raw(&self) -> RawEngine<'_> {
        RawEngine { engine: self }
    }
}

impl RawEngine<'_> {
    /// The table of the library's functions.
    pub fn api(&self) -> &zego_sys::Api {
        self.engine.core().native.api()
    }

    /// The engine's handle; NULL in a single-engine build.
    pub fn handle(&self) -> *mut c_void {
        self.engine.core().native.raw_handle()
    }
}

impl fmt::Debug for RawEngine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawEngine").finish_non_exhaustive()
    }
}
