//! The calls: one safe method for each C function in use, on the handle of one engine.
//!
//! A method checks what must fit into C's arrays, makes the call on the thread it is called on,
//! and returns the SDK's code. It marks the thread for as long as the call lasts, so that events
//! that come inside it are known as such.

use std::ffi::{c_int, c_void};

use zego_sys::zego_handle;

use super::callbacks;
use super::library::Library;
use super::slots::{CallMark, Slot};
use super::text::{c_string, fill, fill_exact};
use crate::config::{LogConfig, PlayConfig, PublishConfig, RoomConfig, ViewMode};
use crate::error::{Error, ErrorCode, Result};
use crate::event::Channel;
use crate::ids::{RoomId, StreamId, User};

/// One engine of a library, by its handle.
pub(crate) struct Native {
    library: Library,
    handle: Handle,
}

#[derive(Clone, Copy)]
struct Handle(zego_handle);

// SAFETY: the interface lets any thread call with any handle, and never reads through it here.
unsafe impl Send for Handle {}
// SAFETY: as above; the pointer itself is never changed.
unsafe impl Sync for Handle {}

/// The answer to a call that carries a sequence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Called {
    pub(crate) code: ErrorCode,
    pub(crate) sequence: i32,
}

/// With what an engine is initialised.
pub(crate) struct InitProfile<'a> {
    pub(crate) app_id: u32,
    pub(crate) app_sign: &'a str,
    pub(crate) scenario: i32,
}

/// Where a picture is drawn: a native window's number, and how.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ViewTarget {
    pub(crate) window: usize,
    pub(crate) mode: ViewMode,
    pub(crate) background: u32,
}

/// Calls a function of the table on this engine's handle.
macro_rules! call {
    ($self:ident.$function:ident($($arg:expr),*)) => {{
        let function = $self.library.api.$function()?;
        let _mark = CallMark::new();
        // SAFETY: the handle came from this library's `create_handle` and is destroyed last, by
        // its only owner; every pointer among the arguments comes from a reference or an owned
        // value of the calling method and outlives the call; the SDK copies what it keeps.
        unsafe { function($self.handle.0, $($arg),*) }
    }};
}

impl Native {
    /// A new handle. NULL is valid: the one engine of a single-engine library.
    pub(crate) fn create(library: &Library) -> Result<Self> {
        let create = library.api.zego_express_engine_create_handle()?;
        // SAFETY: the function takes nothing.
        let handle = Handle(unsafe { create() });
        Ok(Self {
            library: library.clone(),
            handle,
        })
    }

    /// Whether this is the one engine of a single-engine library.
    pub(crate) fn is_only_instance(&self) -> bool {
        self.handle.0.is_null()
    }

    /// The handle, for calls that this crate doesn't make.
    pub(crate) fn raw_handle(&self) -> *mut c_void {
        self.handle.0
    }

    /// The table, for calls that this crate doesn't make.
    pub(crate) fn api(&self) -> &zego_sys::Api {
        &self.library.api
    }

    /// Gives the handle back. Nothing may be called on it after.
    pub(crate) fn destroy_handle(&self) {
        if self.is_only_instance() {
            return;
        }
        if let Some(destroy) = self.library.api.zego_express_engine_destroy_handle {
            // SAFETY: the handle came from this library's `create_handle`; the keeper calls this
            // once, after uninit, when it refuses every other call.
            unsafe { destroy(self.handle.0) };
        }
    }

    /// Registers every callback, to arrive in `slot`.
    pub(crate) fn register(&self, slot: &Slot) {
        callbacks::register(&self.library.api, self.handle.0, slot);
    }

    /// Takes every registration back.
    pub(crate) fn unregister(&self) {
        callbacks::unregister(&self.library.api, self.handle.0);
    }

    pub(crate) fn set_room_mode(&self, multi: bool) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_set_room_mode(c_int::from(multi))
        )))
    }

    pub(crate) fn set_log_config(&self, log: &LogConfig) -> Result<ErrorCode> {
        let log = log_config(log)?;
        Ok(code(call!(self.zego_express_set_log_config(log))))
    }

    pub(crate) fn set_engine_config(&self, advanced: &str) -> Result<ErrorCode> {
        let mut config = zego_sys::zego_engine_config::default();
        fill("advanced config", &mut config.advanced_config, advanced)?;
        if self
            .library
            .api
            .zego_express_set_engine_config_with_instance
            .is_some()
        {
            Ok(code(call!(
                self.zego_express_set_engine_config_with_instance(config)
            )))
        } else {
            Ok(code(call!(self.zego_express_set_engine_config(config))))
        }
    }

    pub(crate) fn init(&self, profile: &InitProfile<'_>) -> Result<ErrorCode> {
        let mut native = zego_sys::zego_engine_profile {
            app_id: profile.app_id,
            scenario: profile.scenario,
            ..Default::default()
        };
        fill_exact(&mut native.app_sign, profile.app_sign);
        Ok(code(call!(
            self.zego_express_engine_init_with_profile(native)
        )))
    }

    /// Ends the engine. Blocks for a tenth of a second and more.
    pub(crate) fn uninit(&self) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_engine_uninit_async())))
    }

    pub(crate) fn is_feature_supported(&self, feature: i32) -> Result<(ErrorCode, bool)> {
        let mut supported = false;
        let rc = call!(self.zego_express_is_feature_supported(feature, &mut supported));
        Ok((code(rc), supported))
    }

    pub(crate) fn login(&self, room: &RoomId, user: &User, config: &RoomConfig) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let mut native_user = zego_sys::zego_user::default();
        fill("user id", &mut native_user.user_id, user.id.as_str())?;
        fill("user name", &mut native_user.user_name, &user.name)?;
        let mut config = room_config(config)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_login_room_with_callback(
            room.as_ptr(),
            native_user,
            &mut config,
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn logout(&self, room: &RoomId) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_logout_room_with_callback(room.as_ptr(), &mut sequence));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn switch_room(
        &self,
        from: &RoomId,
        to: &RoomId,
        config: &RoomConfig,
    ) -> Result<ErrorCode> {
        let from = c_string("room id", from.as_str())?;
        let to = c_string("room id", to.as_str())?;
        let mut config = room_config(config)?;
        Ok(code(call!(self.zego_express_switch_room(
            from.as_ptr(),
            to.as_ptr(),
            &mut config
        ))))
    }

    pub(crate) fn renew_token(&self, room: &RoomId, token: &str) -> Result<ErrorCode> {
        let room = c_string("room id", room.as_str())?;
        let token = c_string("token", token)?;
        Ok(code(call!(
            self.zego_express_renew_token(room.as_ptr(), token.as_ptr())
        )))
    }

    pub(crate) fn start_publishing(
        &self,
        stream: &StreamId,
        channel: Channel,
        config: Option<&PublishConfig>,
    ) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        let Some(config) = config else {
            return Ok(code(call!(self.zego_express_start_publishing_stream(
                stream.as_ptr(),
                channel.raw()
            ))));
        };
        let mut native = zego_sys::zego_publisher_config {
            force_synchronous_network_time: c_int::from(config.force_synchronous_network_time),
            stream_censorship_mode: config.censorship_mode,
            stream_censor_flag: config.censor_flag,
            codec_negotiation_type: config.codec_negotiation,
            ..Default::default()
        };
        if let Some(room) = &config.room {
            fill("room id", &mut native.room_id, room.as_str())?;
        }
        fill("stream title", &mut native.stream_title, &config.title)?;
        Ok(code(call!(
            self.zego_express_start_publishing_stream_with_config(
                stream.as_ptr(),
                native,
                channel.raw()
            )
        )))
    }

    pub(crate) fn stop_publishing(&self, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_stop_publishing_stream(channel.raw())
        )))
    }

    pub(crate) fn start_preview(
        &self,
        view: Option<ViewTarget>,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let mut canvas = view.map(canvas);
        let canvas = canvas
            .as_mut()
            .map_or(std::ptr::null_mut(), std::ptr::from_mut);
        Ok(code(call!(
            self.zego_express_start_preview(canvas, channel.raw())
        )))
    }

    pub(crate) fn stop_preview(&self, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_stop_preview(channel.raw()))))
    }

    pub(crate) fn start_playing(
        &self,
        stream: &StreamId,
        view: Option<ViewTarget>,
        config: Option<&PlayConfig>,
    ) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        let mut canvas = view.map(canvas);
        let canvas = canvas
            .as_mut()
            .map_or(std::ptr::null_mut(), std::ptr::from_mut);
        let Some(config) = config else {
            return Ok(code(call!(
                self.zego_express_start_playing_stream(stream.as_ptr(), canvas)
            )));
        };
        let mut cdn = match &config.cdn {
            Some(cdn) => {
                let mut native = zego_sys::zego_cdn_config::default();
                fill("CDN url", &mut native.url, &cdn.url)?;
                fill("CDN auth", &mut native.auth_param, &cdn.auth_param)?;
                Some(native)
            }
            None => None,
        };
        let mut native = zego_sys::zego_player_config {
            resource_mode: config.resource_mode.raw(),
            cdn_config: cdn
                .as_mut()
                .map_or(std::ptr::null_mut(), std::ptr::from_mut),
            video_codec_id: config.video_codec.raw(),
            source_resource_type: zego_sys::zego_resource_type_rtc,
            ..Default::default()
        };
        if let Some(room) = &config.room {
            fill("room id", &mut native.room_id, room.as_str())?;
        }
        Ok(code(call!(
            self.zego_express_start_playing_stream_with_config(stream.as_ptr(), canvas, native)
        )))
    }

    pub(crate) fn stop_playing(&self, stream: &StreamId) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        Ok(code(call!(
            self.zego_express_stop_playing_stream(stream.as_ptr())
        )))
    }

    pub(crate) fn enable_camera(&self, on: bool, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_enable_camera(
            on,
            zego_sys::zego_exp_notify_device_state_mode_open,
            channel.raw()
        ))))
    }

    pub(crate) fn set_stream_extra_info(&self, info: &str, channel: Channel) -> Result<Called> {
        let info = c_string("stream extra info", info)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_set_stream_extra_info(
            info.as_ptr(),
            channel.raw(),
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn set_room_extra_info(
        &self,
        room: &RoomId,
        key: &str,
        value: &str,
    ) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let key = c_string("room extra info key", key)?;
        let value = c_string("room extra info value", value)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_set_room_extra_info(
            room.as_ptr(),
            key.as_ptr(),
            value.as_ptr(),
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn send_broadcast(&self, room: &RoomId, text: &str) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let text = c_string("broadcast message", text)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_send_broadcast_message(
            room.as_ptr(),
            text.as_ptr(),
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn send_barrage(&self, room: &RoomId, text: &str) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let text = c_string("barrage message", text)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_send_barrage_message(
            room.as_ptr(),
            text.as_ptr(),
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn send_command(&self, room: &RoomId, text: &str, to: &[User]) -> Result<Called> {
        let room = c_string("room id", room.as_str())?;
        let text = c_string("custom command", text)?;
        let mut users = Vec::with_capacity(to.len());
        for user in to {
            let mut native = zego_sys::zego_user::default();
            fill("user id", &mut native.user_id, user.id.as_str())?;
            fill("user name", &mut native.user_name, &user.name)?;
            users.push(native);
        }
        let count = u32::try_from(users.len())
            .map_err(|_| Error::invalid("receivers of the command", "are too many"))?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_send_custom_command(
            room.as_ptr(),
            text.as_ptr(),
            users.as_mut_ptr(),
            count,
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }
}

fn code(rc: c_int) -> ErrorCode {
    ErrorCode::new(rc)
}

fn room_config(config: &RoomConfig) -> Result<zego_sys::zego_room_config> {
    let mut native = zego_sys::zego_room_config {
        max_member_count: config.max_members,
        is_user_status_notify: config.user_status_notify,
        capability_negotiation_types: config.capability_negotiation,
        room_type: config.room_type,
        ..Default::default()
    };
    fill("token", &mut native.token, config.token.as_str())?;
    Ok(native)
}

fn log_config(log: &LogConfig) -> Result<zego_sys::zego_log_config> {
    let mut native = zego_sys::zego_log_config {
        log_size: log.max_bytes,
        log_count: log.files,
        ..Default::default()
    };
    let path = log
        .folder
        .to_str()
        .ok_or_else(|| Error::invalid("log folder", "is not UTF-8"))?;
    fill("log folder", &mut native.log_path, path)?;
    Ok(native)
}

fn canvas(view: ViewTarget) -> zego_sys::zego_canvas {
    zego_sys::zego_canvas {
        view: std::ptr::without_provenance_mut(view.window),
        view_mode: view.mode.raw(),
        // 0xRRGGBB fits into the C int.
        background_color: view.background as c_int,
        ..Default::default()
    }
}
