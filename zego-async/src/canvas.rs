//! A window that the SDK draws into, on platforms where it draws.

use std::fmt;
use std::sync::Arc;

use raw_window_handle::{HasWindowHandle, RawWindowHandle};

use crate::config::ViewMode;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::ViewTarget;

/// A view into which the SDK draws a preview or a played stream.
///
/// The window is kept alive as long as the SDK may draw into it: until what is drawn was stopped,
/// or the engine is gone. It is let go of on a thread of tokio's blocking pool. On Linux the
/// public library draws nothing; take the frames instead.
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

#[cfg(all(test, feature = "sim"))]
mod tests {
    use std::sync::{Weak, mpsc};
    use std::time::Duration;

    use futures::FutureExt;
    use raw_window_handle::{HandleError, WindowHandle};

    use super::*;
    use crate::core::Core;

    /// A window that says, when it goes, how much the SDK still plays and previews.
    struct Window {
        core: Weak<Core>,
        went: mpsc::Sender<usize>,
    }

    impl HasWindowHandle for Window {
        fn window_handle(&self) -> Result<WindowHandle<'_>, HandleError> {
            Err(HandleError::Unavailable)
        }
    }

    impl Drop for Window {
        fn drop(&mut self) {
            let drawn = self.core.upgrade().map_or(0, |core| {
                core.with_hub(|hub, _| hub.playbacks.len() + hub.previews.len())
            });
            let _ = self.went.send(drawn);
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_window_outlives_what_the_sdk_draws_into_it_also_when_its_handle_is_detached() {
        let engine = crate::Sdk::embedded()
            .engine(1)
            .app_sign("0".repeat(64))
            .await
            .unwrap();
        let (went, gone) = mpsc::channel();
        let canvas = || {
            let window = Window {
                core: Arc::downgrade(engine.core()),
                went: went.clone(),
            };
            let target = ViewTarget {
                window: 7,
                mode: ViewMode::AspectFit,
                background: 0,
            };
            Canvas {
                _window: Arc::new(window),
                target,
            }
        };
        let hang = Duration::from_secs(60);

        let preview = engine.preview().canvas(canvas()).await.unwrap();
        drop(preview);
        assert_eq!(gone.recv_timeout(hang), Ok(0), "a preview that was dropped");

        let _room = engine.login_room("windows", "alice").await.unwrap();
        let play = engine.play("nobody").canvas(canvas());
        let tried = play.timeout(Duration::from_millis(50)).await;
        assert_eq!(tried.unwrap_err().kind(), ErrorKind::Timeout);
        assert_eq!(gone.recv_timeout(hang), Ok(0), "a playback taken back");

        let preview = engine.preview().canvas(canvas()).await.unwrap();
        preview.detach();
        drop(preview);
        // Whatever dropping it asked for is done when the lane has come this far.
        engine.core().lane.call(|| ()).await.unwrap();
        assert!(gone.try_recv().is_err(), "the SDK draws on");
        engine.destroy().await.unwrap();
        gone.recv_timeout(hang)
            .expect("an engine that is gone draws nothing");
        assert!(engine.destroy().now_or_never().is_some());
    }
}
