//! Callbacks of the SDK: each copies what it is given into an owned event, hands it over and
//! returns. No call into the SDK, no user code, no waiting happens here.

mod audio;
mod capture;
mod component;
mod engine;
#[cfg(any(test, fuzzing))]
pub(crate) mod made_up;
mod message;
mod player;
mod player_frames;
mod processing;
mod publisher;
mod results;
mod room;
mod sound;
mod video;

use std::ffi::c_void;

use zego_sys::{Api, zego_handle};

use super::slots::{Slot, enter};
use crate::event::Event;

/// Declares trampolines and one function that registers all of them, or takes all of them back.
///
/// A registration function that the library lacks is passed over: its events don't exist there.
macro_rules! callbacks {
    ($($register:ident => $name:ident($($arg:ident: $ty:ty),* $(,)?) $body:block)*) => {
        $(
            unsafe extern "C" fn $name(
                _handle: zego_sys::zego_handle,
                $($arg: $ty,)*
                context: *mut std::ffi::c_void,
            ) {
                // SAFETY: what the pointers among the arguments show is valid until this
                // function returns, by the contract of the interface; everything is copied.
                #[allow(unused_unsafe)]
                $crate::ffi::callbacks::hand_over(context, || unsafe { $body });
            }
        )*

        pub(super) fn register(
            api: &zego_sys::Api,
            handle: zego_sys::zego_handle,
            context: Option<*mut std::ffi::c_void>,
        ) {
            $(
                if let Some(register) = api.$register {
                    // SAFETY: the trampoline has the signature that this registration takes, is
                    // a function of this program, and takes its context as a number only.
                    unsafe {
                        match context {
                            Some(context) => register(handle, Some($name), context),
                            None => register(handle, None, std::ptr::null_mut()),
                        }
                    }
                }
            )*
        }
    };
}
use callbacks;

/// As [`callbacks!`], for media: what arrives goes to the media hub, past the lock of everything
/// else.
macro_rules! frames {
    ($($register:ident => $name:ident |$media:ident| ($($arg:ident: $ty:ty),* $(,)?) $body:block)*) => {
        $(
            unsafe extern "C" fn $name(
                _handle: zego_sys::zego_handle,
                $($arg: $ty,)*
                context: *mut std::ffi::c_void,
            ) {
                crate::ffi::slots::enter(context, |receiver, _inside_call| {
                    let $media = receiver.media();
                    // SAFETY: what the pointers among the arguments show is valid until this
                    // function returns, by the contract of the interface; everything is copied.
                    #[allow(unused_unsafe)]
                    unsafe { $body }
                });
            }
        )*

        pub(super) fn register(
            api: &zego_sys::Api,
            handle: zego_sys::zego_handle,
            context: Option<*mut std::ffi::c_void>,
        ) {
            $(
                if let Some(register) = api.$register {
                    // SAFETY: the trampoline has the signature that this registration takes, is
                    // a function of this program, and takes its context as a number only.
                    unsafe {
                        match context {
                            Some(context) => register(handle, Some($name), context),
                            None => register(handle, None, std::ptr::null_mut()),
                        }
                    }
                }
            )*
        }
    };
}
use frames;

/// Registers every callback of the engine, to arrive in `slot`.
pub(super) fn register(api: &Api, handle: zego_handle, slot: &Slot) {
    each(api, handle, Some(slot.context()));
}

/// As [`register`], by the number of a slot that may be given up already.
#[cfg(any(test, fuzzing))]
pub(super) fn register_context(api: &Api, handle: zego_handle, context: *mut c_void) {
    each(api, handle, Some(context));
}

/// Takes every registration back.
pub(super) fn unregister(api: &Api, handle: zego_handle) {
    each(api, handle, None);
}

fn each(api: &Api, handle: zego_handle, context: Option<*mut c_void>) {
    engine::register(api, handle, context);
    room::register(api, handle, context);
    publisher::register(api, handle, context);
    player::register(api, handle, context);
    message::register(api, handle, context);
    results::register(api, handle, context);
    video::register(api, handle, context);
    capture::register(api, handle, context);
    audio::register(api, handle, context);
    player_frames::register(api, handle, context);
    component::register(api, handle, context);
    processing::register(api, handle, context);
    sound::register(api, handle, context);
    engine::register_uninit(api, handle, context);
}

fn hand_over(context: *mut c_void, make: impl FnOnce() -> Event) {
    enter(context, |receiver, inside_call| {
        receiver.deliver(&mut Some(make()), inside_call)
    });
}

/// A receiver for tests of trampolines.
#[cfg(any(test, fuzzing))]
pub(super) mod probe {
    use crate::event::Event;
    use crate::ffi::slots::Receiver;
    use crate::media::MediaHub;

    #[derive(Default)]
    pub(in crate::ffi) struct Probe {
        pub(in crate::ffi) media: MediaHub,
    }

    impl Receiver for Probe {
        fn deliver(&self, _event: &mut Option<Event>, _inside_call: bool) {}

        fn media(&self) -> &MediaHub {
            &self.media
        }

        fn uninitialised(&self) {}

        fn panicked(&self) {
            panic!("a trampoline panicked");
        }
    }
}
