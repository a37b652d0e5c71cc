//! An embedded engine with the C interface of ZEGO Express 3.25: everything a call needs between
//! engines of one process, with no account, no network and no native library.
//!
//! **No media and no message leaves the process.** What one engine publishes, only engines of the
//! same process can play. It behaves as the real engine was recorded to behave, callbacks inside
//! calls and on foreign threads included, so that programs and bindings can be tested against it;
//! it is not a way to talk to anybody.
//!
//! [`api`] hands out the functions as a [`zego_sys::Api`]; [`Cloud`] is what the engines meet in,
//! and what a test steers.
//!
//! ```
//! let api = zego_sim::api();
//! let create = api.zego_express_engine_create_handle()?;
//! let destroy = api.zego_express_engine_destroy_handle()?;
//! // SAFETY: the functions are called as the interface says.
//! unsafe {
//!     let engine = create();
//!     assert!(!engine.is_null());
//!     destroy(engine);
//! }
//! # Ok::<(), zego_sys::MissingFunction>(())
//! ```
//!
//! A test makes a [`Cloud`] of its own, gives its app id to the engines, and orders what goes
//! wrong; with a clock that it moves by hand, twenty minutes of retries take no time:
//!
//! ```
//! use std::time::Duration;
//! use zego_sim::{Cloud, Fault, Latency, Operation};
//!
//! let cloud = Cloud::new().with_manual_time();
//! cloud.set_latency(Latency::NONE);
//! cloud.fail_next(Operation::Login, Fault::Refuse(1_002_033));
//! // … an engine with `cloud.app_id()` logs in and is refused …
//! cloud.advance(Duration::from_secs(20 * 60));
//! assert_eq!(cloud.session_count(), 0);
//! ```

#![deny(unsafe_code)]

#[allow(unsafe_code)] // the only layer that speaks C
mod abi;
mod clock;
mod cloud;
mod codes;
mod engine;
mod event;
mod instance;
mod media;
mod outbox;
mod sdk_thread;
mod shared;

use zego_sys::Api;

pub use abi::{Frame, PreparedCallback};
#[cfg(feature = "steering")]
#[doc(hidden)]
pub use abi::{STEERING_SYMBOL, Steering, steer};
pub use cloud::{Cloud, Fault, Kick, Latency, Operation};
pub use event::{
    Event, List, MediaEvent, PlayQuality, PublishQuality, RoomExtra, RoomMessage, Stream, Text,
    User,
};

/// The functions of the embedded engine; every handle is an engine of its own.
pub fn api() -> Api {
    abi::table().clone()
}

/// The functions of the embedded engine as a library of one engine has them: `create_handle`
/// answers NULL, and NULL is the handle of the only engine.
pub fn single_instance_api() -> Api {
    abi::single_instance_table()
}

/// The C names of the functions that are modelled. The others answer 1000010, that their module
/// isn't included.
pub fn modelled() -> Vec<&'static str> {
    abi::modelled()
}

/// The table behind the exports of the shared library.
#[doc(hidden)]
pub fn exported() -> &'static Api {
    abi::exported_table()
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
