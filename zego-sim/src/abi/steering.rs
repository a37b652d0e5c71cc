//! How a test steers the engines of the shared library: the library's copy of this crate hands its
//! clouds to the copy that is linked into the test. Behind the feature `steering`.

use std::any::TypeId;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::OnceLock;

use crate::cloud::Cloud;
use crate::shared::{self, Shared};

/// The name under which the shared library exports [`Steering`].
pub const STEERING_SYMBOL: &str = "zego_sim_steering";

/// What one copy of this crate hands to another.
#[repr(C)]
#[derive(Debug)]
pub struct Steering {
    build: u64,
    shared: *const Shared,
}

impl Steering {
    /// What this copy has.
    #[allow(clippy::new_without_default)] // no two are of use
    pub fn own() -> Self {
        Self {
            build: build(),
            shared: shared::own(),
        }
    }
}

/// What differs between two compilations of this crate by version, features or compiler.
fn build() -> u64 {
    let mut hasher = DefaultHasher::new();
    TypeId::of::<Cloud>().hash(&mut hasher);
    TypeId::of::<Shared>().hash(&mut hasher);
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    hasher.finish()
}

/// Opens the shared library at `path`, built with its feature `steering`, and steers its engines
/// from now on. To be called before anything else of this crate.
///
/// The file must be the embedded engine and hold the same compilation of this crate, as it does
/// when cargo built both in one go. One of other features, versions or compilers is refused; that
/// the sources are the same can't be seen, which is why only this repository's tests, whose make
/// targets build both, have the feature.
pub fn steer(path: &Path) -> Result<(), String> {
    // It stays until the process ends: its clouds are used from now on.
    static STEERED: OnceLock<libloading::Library> = OnceLock::new();
    // SAFETY: the file is the embedded engine, by the make target that names it; nothing runs when
    // it opens.
    let opened = unsafe { libloading::Library::new(path) };
    let opened = opened.map_err(|error| format!("{}: {error}", path.display()))?;
    if STEERED.set(opened).is_err() {
        return Err("a library is steered already".to_owned());
    }
    let library = STEERED.wait();
    // SAFETY: the library exports the function with this signature; see the crate `cdylib`.
    let export = unsafe { library.get::<extern "C" fn() -> Steering>(STEERING_SYMBOL) };
    let steering = export.map_err(|error| format!("{}: {error}", path.display()))?();
    if steering.build != build() {
        return Err(format!("{}: of another build", path.display()));
    }
    // SAFETY: the pointer is to a static of a library that is never closed, and the type has the
    // same layout there, since the make target built both in one go
    // from the same sources, and `build` tells that compiler and features are the same.
    let other = unsafe { &*steering.shared };
    match shared::adopt(other) {
        true => Ok(()),
        false => Err("clouds of this process are in use already".to_owned()),
    }
}
