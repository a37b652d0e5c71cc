//! What stands between the call and its window: what there is to see, and what the user wants.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use winit::event_loop::EventLoopProxy;
use zego_async::media::VideoFrame;

/// What there is to see.
#[derive(Clone, Default)]
pub(crate) struct Scene {
    /// What is going on, in words.
    pub(crate) status: String,
    pub(crate) own: View,
    pub(crate) other: View,
}

/// One side of the call.
#[derive(Clone, Default)]
pub(crate) struct View {
    pub(crate) name: String,
    pub(crate) picture: Option<VideoFrame>,
    /// How loud the side is, 0 to 1.
    pub(crate) level: f32,
    pub(crate) camera_off: bool,
    pub(crate) microphone_off: bool,
}

/// What the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Controls {
    pub(crate) microphone: bool,
    pub(crate) camera: bool,
    pub(crate) hung_up: bool,
}

/// What wakes the window.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    /// There is something new to see.
    Changed,
    /// The call is over.
    Over,
}

/// The call's side of the window. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Screen {
    shared: Arc<Mutex<Shared>>,
    window: EventLoopProxy<Word>,
}

#[derive(Default)]
struct Shared {
    scene: Scene,
    /// The window has been told and hasn't looked yet.
    told: bool,
}

impl Screen {
    pub(crate) fn new(window: EventLoopProxy<Word>) -> Self {
        Self {
            shared: Arc::default(),
            window,
        }
    }

    /// Changes what there is to see. Never waits for the window.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Scene)) {
        let told = {
            let mut shared = self.lock();
            change(&mut shared.scene);
            std::mem::replace(&mut shared.told, true)
        };
        if !told {
            self.tell(Word::Changed);
        }
    }

    pub(crate) fn status(&self, words: impl fmt::Display) {
        self.change(|scene| scene.status = words.to_string());
    }

    /// What there is to see now. Cheap: pictures are shared.
    pub(crate) fn look(&self) -> Scene {
        let mut shared = self.lock();
        shared.told = false;
        shared.scene.clone()
    }

    /// Says that the window may close.
    pub(crate) fn over(&self) {
        self.tell(Word::Over);
    }

    fn tell(&self, word: Word) {
        // A window that is gone needn't know.
        let _ = self.window.send_event(word);
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Controls {
    fn default() -> Self {
        Self {
            microphone: true,
            camera: true,
            hung_up: false,
        }
    }
}
