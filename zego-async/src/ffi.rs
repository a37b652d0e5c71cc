//! The only part of the crate that touches C: calls into the table, callbacks out of it, and the
//! conversion of what goes either way, down to how its texts are copied.
//!
//! Nothing here decides anything. Calls return what the SDK returned; callbacks become owned
//! events and are handed to the [`Receiver`] that stands in the slot named by the context.

#![allow(unsafe_code)]

#[cfg(feature = "baseline")]
#[doc(hidden)]
pub mod baseline;
mod callbacks;
mod convert;
mod library;
#[cfg(all(test, loom))]
pub(crate) mod modelled;
mod native;
mod place;
mod raw;
mod slots;
mod text;
mod words;

pub(crate) use library::Library;
pub(crate) use native::{Called, CaptureKind, InitProfile, Native, ViewTarget};
pub use raw::RawEngine;
pub(crate) use slots::{Receiver, Slot, late_callbacks};
pub(crate) use words::clone_text;

#[cfg(fuzzing)]
pub use callbacks::made_up::call_all;
