//! Rooms.

use super::{Called, Native, call, code};
use crate::config::RoomConfig;
use crate::error::{ErrorCode, Result};
use crate::ffi::text::{c_string, fill};
use crate::ids::{RoomId, User};

impl Native {
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
