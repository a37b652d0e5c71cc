//! Async Rust binding for ZEGO Express, the SDK for real-time audio and video.
//!
//! Every call that finishes later is a future, everything that keeps happening is a `Stream`,
//! nothing is lost silently. With the feature `sim` all of it runs on an embedded engine, without
//! an account and without the native library.
//!
//! ```
//! # #[cfg(feature = "sim")]
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
//! use std::time::Duration;
//! use zego_async::Sdk;
//!
//! let sdk = Sdk::embedded(); // or Sdk::from_env() for the real library
//! let engine = sdk.engine(1).app_sign("0".repeat(64)).await?;
//! let room = engine.login_room("room1", "alice").timeout(Duration::from_secs(10)).await?;
//! let publication = room.publish("alice-camera").timeout(Duration::from_secs(10)).await?;
//! publication.stop().await?;
//! room.logout().await?;
//! engine.destroy().await?;
//! # Ok(()) }
//! # #[cfg(not(feature = "sim"))] fn main() {}
//! ```
//!
//! # Where to look
//!
//! - [`Sdk`] loads the library, [`Engine`] is one engine of it.
//! - [`Engine::login_room`] gives a [`Room`], [`Room::publish`] a [`Publication`], [`Room::play`]
//!   a [`Playback`]. Each of them stops what it stands for when its last clone goes.
//! - Events come as [`EventStream`]s from engine, room, publication and playback; who and what is
//!   in a room as [`UserRoster`] and [`StreamRoster`], which start with what is there.
//! - [`Error`] tells by [`ErrorKind`] and [`ErrorCode`] what went wrong.
//!
//! # What is promised
//!
//! - No control call blocks an executor thread; calls of one engine keep their order.
//! - Every operation resolves: when the engine goes, with [`ErrorKind::EngineGone`].
//! - Dropping a pending operation takes it back.
//! - Dropping handles never blocks, on no thread, inside or outside a runtime.
//! - A subscriber that doesn't read costs bounded memory and is told what it lost.
//! - Tokens and app signs appear in no log, error or `Debug`.
//!
//! tokio's time driver must be enabled; its I/O driver need not be.

#![deny(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod builder;
mod canvas;
mod config;
mod core;
mod engine;
mod error;
pub mod event;
mod ffi;
mod ids;
#[cfg(feature = "baseline")]
#[doc(hidden)]
pub mod inside;
mod lease;
mod login;
pub mod media;
mod message;
mod operation;
mod play;
mod preview;
mod publish;
mod raw_enum;
mod room;
mod sdk;
mod stats;
mod streams;
mod switch;
mod sync;
mod text;
mod token;

#[cfg(feature = "baseline")]
#[doc(hidden)]
pub use ffi::baseline;

pub use builder::EngineBuilder;
pub use canvas::Canvas;
pub use config::{CdnSource, Feature, LogConfig, ResourceMode, RoomMode, Scenario, ViewMode};
pub use engine::Engine;
pub use error::{Error, ErrorCode, ErrorKind, Result};
pub use event::{
    Channel, Event, PlayerState, PublisherState, RemoteStream, RoomState, RoomStateReason,
};
pub use ffi::RawEngine;
pub use ids::{RoomId, StreamId, User, UserId};
pub use login::LoginRoom;
pub use operation::{Operation, Request};
pub use play::{Play, Playback};
pub use preview::{Preview, StartPreview};
pub use publish::{Publication, Publish};
pub use room::Room;
pub use sdk::{LIBRARY_VARIABLE, Sdk};
pub use stats::EngineStats;
pub use streams::{Change, EventStream, Lagged, RoomChange, StreamRoster, UserRoster};
pub use switch::SwitchRoom;
pub use text::Text;
pub use token::{
    TokenFailure, TokenProvider, TokenProviderError, TokenPurpose, TokenRefused, TokenRequest,
    TokenRetry,
};

#[cfg(all(doctest, feature = "sim"))]
#[doc = include_str!("../README.md")]
mod readme {}

/// What fuzz targets call; not part of the interface.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzz {
    pub use crate::ffi::call_all;
}
