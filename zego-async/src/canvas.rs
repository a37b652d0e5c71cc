//! A window that the SDK draws into, on platforms where it draws.

use std::fmt;
use std::sync::Arc;

use raw_window_handle::{HasWindowHandle, RawWindowHandle};

use crate::config::ViewMode;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::ViewTarget;

/// A view into which the SDK draws a preview or a played stream.
///
/// It keeps the window alive as long as the SDK may draw into it. On Linux the public library
/// draws nothing; take the frames instead.
#[derive(Clone)]
#[doc(alias = "zego_canvas")]
pub struct Canvas {
    _window: Arc<dyn HasWindowHandle + Send + Sync>,
    target: ViewTarget,
}

impl Canvas {
    /// The whole of `window`, with the picture fitted into it on black.
    ///
    /// Fails where the windowing system gives no handle, or one that the SDK doesn't know.
    pub fn new<W: HasWindowHandle + Send + Sync + 'static>(window: Arc<W>) -> Result<Self> {
        let handle = window.window_handle().map_err(|error| {
            Error::new(
                ErrorKind::NotSupported,
                format!("the window gives no handle: {error}"),
            )
        })?;
        let number = match handle.as_raw() {
            RawWindowHandle::Win32(handle) => handle.hwnd.get() as usize,
            RawWindowHandle::AppKit(handle) => handle.ns_view.as_ptr() as usize,
            RawWindowHandle::UiKit(handle) => handle.ui_view.as_ptr() as usize,
            RawWindowHandle::Xlib(handle) => handle.window as usize,
            RawWindowHandle::Xcb(handle) => handle.window.get() as usize,
            RawWindowHandle::AndroidNdk(handle) => handle.a_native_window.as_ptr() as usize,
            other => {
                let message = format!("the SDK can't draw into a window of this kind: {other:?}");
                return Err(Error::new(ErrorKind::NotSupported, message));
            }
        };
        let target = ViewTarget {
            window: number,
            mode: ViewMode::AspectFit,
            background: 0,
        };
        Ok(Self {
            _window: window,
            target,
        })
    }

    /// How the picture fills the view.
    pub fn view_mode(mut self, mode: ViewMode) -> Self {
        self.target.mode = mode;
        self
    }

    /// The colour around the picture, as `0xRRGGBB`.
    pub fn background(mut self, color: u32) -> Self {
        self.target.background = color & 0x00FF_FFFF;
        self
    }

    pub(crate) fn target(&self) -> ViewTarget {
        self.target
    }
}

impl fmt::Debug for Canvas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Canvas")
            .field("view_mode", &self.target.mode)
            .finish_non_exhaustive()
    }
}
