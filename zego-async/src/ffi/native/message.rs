//! Messages.

use super::{Called, Native, call, code};
use crate::error::{Error, Result};
use crate::ffi::text::{c_string, fill};
use crate::ids::{RoomId, User};

impl Native {
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
