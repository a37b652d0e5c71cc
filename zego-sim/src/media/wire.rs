//! The way of one stream from its publisher to those who play it, inside this process.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::sdk_thread::Tag;

use super::encoded::Encoded;
use super::inlet::Inlet;
use super::picture::Picture;
use super::sound::Sound;

/// All streams of a cloud, by their ids.
#[derive(Default)]
pub(crate) struct Wires(Mutex<HashMap<String, Weak<Wire>>>);

/// One stream's way, alive as long as somebody publishes or plays it.
#[derive(Default)]
pub(crate) struct Wire {
    ends: Mutex<Vec<Arc<Inlet>>>,
    /// Somebody can't begin before the next key frame.
    key_frame_wanted: AtomicBool,
}

impl Wires {
    /// The way of that stream.
    pub(crate) fn get(&self, stream: &str) -> Arc<Wire> {
        let mut wires = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(wire) = wires.get(stream).and_then(Weak::upgrade) {
            return wire;
        }
        wires.retain(|_, wire| wire.strong_count() > 0);
        let wire = Arc::new(Wire::default());
        wires.insert(stream.to_owned(), Arc::downgrade(&wire));
        wire
    }
}

impl Wire {
    /// Lets a player take part.
    pub(crate) fn join(&self, inlet: &Arc<Inlet>) {
        self.ends().push(inlet.clone());
        self.want_key_frame();
    }

    /// Lets a player go.
    pub(crate) fn part(&self, tag: Tag) {
        self.ends().retain(|inlet| inlet.tag != tag);
    }

    /// A picture for every player.
    pub(crate) fn picture(&self, picture: &Arc<Picture>) {
        let ends = self.ends();
        ends.iter().for_each(|inlet| inlet.picture(picture));
    }

    /// An encoded picture for every player.
    pub(crate) fn encoded(&self, encoded: &Arc<Encoded>) {
        let ends = self.ends();
        ends.iter().for_each(|inlet| inlet.encoded(encoded));
    }

    /// Somebody can't begin, or go on, before the next key frame of encoded pictures.
    pub(crate) fn want_key_frame(&self) {
        self.key_frame_wanted.store(true, Ordering::Relaxed);
    }

    /// Whether the publisher of encoded pictures is to be asked for a key frame: once, and not if
    /// it sends one by itself.
    pub(crate) fn lacks_key_frame(&self, sent: &Encoded) -> bool {
        self.key_frame_wanted.swap(false, Ordering::Relaxed) && !sent.is_key_frame
    }

    /// A block of sound for every player.
    pub(crate) fn sound(&self, sound: &Sound) {
        let ends = self.ends();
        ends.iter().for_each(|inlet| inlet.sound(sound));
    }

    fn ends(&self) -> MutexGuard<'_, Vec<Arc<Inlet>>> {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
