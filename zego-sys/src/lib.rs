//! Raw FFI of the C interface of ZEGO Express 3.25: its types, its constants, and [`Api`], the
//! table of its functions loaded at run time.
//!
//! There is no policy here, nothing is checked and nothing waits; `zego-async` is the crate to
//! call from programs. Nothing of ZEGO's is in this crate either: the interface is described by
//! our own header, `include/zego_express.h`, and the native library is opened by [`Api::load`].
//!
//! Names are those of the C interface. Enumerations are plain integers, since a library may send
//! values that its header doesn't name. Every function but `zego_express_engine_create_handle`
//! takes the engine's handle first; NULL is a valid handle, that of a single-engine build.

#[macro_use]
mod functions;

mod api;
mod bindings;
mod load;

pub use api::{Api, FUNCTION_NAMES, MissingFunction};
pub use bindings::*;
pub use load::{LIBRARY_NAME, LoadError};

/// The version of the interface that this crate describes.
pub const INTERFACE_VERSION: &str = "3.25";

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
