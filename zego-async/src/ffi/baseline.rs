//! What the benchmarks compare the binding with: an engine that is used through plain C calls,
//! with the barest callbacks. Not part of the interface, and not there without its feature.

use std::ffi::{CStr, c_char, c_int, c_uchar, c_uint, c_void};
use std::slice;

use zego_sys::{Api, zego_handle};

use super::text::{fill, fill_exact, text};
use crate::error::{ErrorCode, Result};
use crate::event::{Event, RoomStateChanged, RoomStateReason};
use crate::ids::RoomId;

/// How many engines of this process have a place in the table of receivers.
pub fn occupied_slots() -> usize {
    super::slots::occupied()
}

/// A change of a room's state as C gives it: borrowed for the time of the callback.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct BorrowedState<'a> {
    pub room: &'a CStr,
    pub reason: i32,
    pub code: i32,
    pub extended_data: &'a CStr,
}

impl BorrowedState<'_> {
    /// The same owned event that the binding makes of it, made in the same way.
    pub fn to_event(&self) -> Event {
        // SAFETY: both are texts that end with NUL, by their type.
        let (room, extended_data) =
            unsafe { (text(self.room.as_ptr()), text(self.extended_data.as_ptr())) };
        Event::RoomState(RoomStateChanged {
            room: RoomId::reported(room),
            reason: RoomStateReason::from_raw(self.reason),
            code: ErrorCode::new(self.code),
            extended_data,
            token_failure: None,
        })
    }
}

/// What a plain program does in its callbacks.
pub trait Sink: Send + Sync + 'static {
    /// A room's state changed.
    fn state(&self, _state: BorrowedState<'_>) {}
    /// Sound of a played stream.
    fn sound(&self, _data: &[u8]) {}
    /// A picture of a played stream, plane by plane.
    fn picture(&self, _planes: [&[u8]; 4]) {}
}

/// A program that is told of everything and does nothing.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

impl Sink for Nothing {}

/// An engine without this binding: the calls as they are, and a sink behind the callbacks.
pub struct PlainEngine {
    api: Api,
    handle: zego_handle,
}

// SAFETY: the interface lets any thread call with any handle.
unsafe impl Send for PlainEngine {}
// SAFETY: as above.
unsafe impl Sync for PlainEngine {}

impl PlainEngine {
    /// An engine of the app, whose callbacks go to `sink`. The sink is never freed, since nothing
    /// here says when the last callback has come.
    pub fn new<S: Sink>(api: &Api, app_id: u32, sink: S) -> Result<Self> {
        let context: *mut c_void = std::ptr::from_ref(Box::leak(Box::new(sink)))
            .cast_mut()
            .cast();
        let mut profile = zego_sys::zego_engine_profile {
            app_id,
            scenario: zego_sys::zego_scenario_default,
            ..Default::default()
        };
        fill_exact(&mut profile.app_sign, &"0".repeat(64));
        let create = api.zego_express_engine_create_handle()?;
        // SAFETY: the functions are called as the interface says; the callbacks have the
        // signatures that their registrations take, and their context lives for ever.
        let (handle, code) = unsafe {
            let handle = create();
            api.zego_register_room_state_changed_callback()?(handle, Some(state::<S>), context);
            api.zego_register_player_audio_data_callback()?(handle, Some(sound::<S>), context);
            api.zego_register_custom_video_render_remote_frame_data_callback()?(
                handle,
                Some(picture::<S>),
                context,
            );
            (
                handle,
                api.zego_express_engine_init_with_profile()?(handle, profile),
            )
        };
        let engine = Self {
            api: api.clone(),
            handle,
        };
        engine.done("create the engine", code).map(|()| engine)
    }

    /// Logs in; returns as soon as the call does.
    pub fn login(&self, room: &CStr, user: &str) -> Result<()> {
        let mut native_user = zego_sys::zego_user::default();
        fill("user id", &mut native_user.user_id, user)?;
        fill("user name", &mut native_user.user_name, user)?;
        let mut config = zego_sys::zego_room_config::default();
        let mut sequence = 0;
        let login = self.api.zego_express_login_room_with_callback()?;
        // SAFETY: the pointers outlive the call, which copies what it keeps.
        let code = unsafe {
            login(
                self.handle,
                room.as_ptr(),
                native_user,
                &mut config,
                &mut sequence,
            )
        };
        self.done("log in", code)
    }

    /// Logs out.
    pub fn logout(&self, room: &CStr) -> Result<()> {
        let mut sequence = 0;
        let logout = self.api.zego_express_logout_room_with_callback()?;
        // SAFETY: as for the login.
        let code = unsafe { logout(self.handle, room.as_ptr(), &mut sequence) };
        self.done("log out", code)
    }

    /// Publishes a stream; returns as soon as the call does.
    pub fn publish(&self, stream: &CStr) -> Result<()> {
        let publish = self.api.zego_express_start_publishing_stream()?;
        // SAFETY: as for the login.
        let code = unsafe {
            publish(
                self.handle,
                stream.as_ptr(),
                zego_sys::zego_publish_channel_main,
            )
        };
        self.done("publish", code)
    }

    /// Plays a stream, without a view; returns as soon as the call does.
    pub fn play(&self, stream: &CStr) -> Result<()> {
        let play = self.api.zego_express_start_playing_stream()?;
        // SAFETY: as for the login; the view is NULL, which means none.
        let code = unsafe { play(self.handle, stream.as_ptr(), std::ptr::null_mut()) };
        self.done("play", code)
    }

    fn done(&self, tried: &str, code: c_int) -> Result<()> {
        match ErrorCode::new(code) {
            code if code.is_success() => Ok(()),
            code => Err(crate::Error::sdk(tried, code)),
        }
    }
}

impl Drop for PlainEngine {
    fn drop(&mut self) {
        // SAFETY: the handle is this engine's own, and nothing is called with it after.
        unsafe {
            if let Some(uninit) = self.api.zego_express_engine_uninit_async {
                uninit(self.handle);
            }
            if let Some(destroy) = self.api.zego_express_engine_destroy_handle {
                destroy(self.handle);
            }
        }
    }
}

impl std::fmt::Debug for PlainEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlainEngine").finish_non_exhaustive()
    }
}

/// # Safety
///
/// `context` is the sink that the callback was registered with; sinks are never freed.
unsafe fn sink<'a, S: Sink>(context: *mut c_void) -> &'a S {
    // SAFETY: the caller's promise.
    unsafe { &*context.cast::<S>() }
}

unsafe extern "C" fn state<S: Sink>(
    _handle: zego_handle,
    room: *const c_char,
    reason: c_int,
    error: c_int,
    extended: *const c_char,
    context: *mut c_void,
) {
    // SAFETY: the interface gives texts that end with NUL, valid until this returns; the context
    // is the registered one.
    unsafe {
        sink::<S>(context).state(BorrowedState {
            room: CStr::from_ptr(room),
            reason,
            code: error,
            extended_data: CStr::from_ptr(extended),
        });
    }
}

unsafe extern "C" fn sound<S: Sink>(
    _handle: zego_handle,
    data: *const c_uchar,
    length: c_uint,
    _param: zego_sys::zego_audio_frame_param,
    _stream: *const c_char,
    context: *mut c_void,
) {
    // SAFETY: the interface gives `length` bytes, valid until this returns; the context is the
    // registered one.
    unsafe { sink::<S>(context).sound(slice::from_raw_parts(data, length as usize)) };
}

unsafe extern "C" fn picture<S: Sink>(
    _handle: zego_handle,
    _stream: *const c_char,
    data: *mut *mut c_uchar,
    lengths: *mut c_uint,
    _param: zego_sys::zego_video_frame_param,
    context: *mut c_void,
) {
    // SAFETY: the interface gives four planes with their lengths, valid until this returns, NULL
    // where the format lacks one; the context is the registered one.
    unsafe {
        let planes = std::array::from_fn(|plane| {
            let (data, length) = (*data.add(plane), *lengths.add(plane));
            match data.is_null() {
                true => &[][..],
                false => slice::from_raw_parts(data.cast_const(), length as usize),
            }
        });
        sink::<S>(context).picture(planes);
    }
}
