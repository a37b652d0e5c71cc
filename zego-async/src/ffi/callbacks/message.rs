//! Messages of others.

use std::ffi::{c_char, c_uint};

use super::callbacks;
use crate::event::*;
use crate::ffi::convert::{room_id, user};
use crate::ffi::text::{array, list, text};

callbacks! {
    zego_register_im_recv_broadcast_message_callback => recv_broadcast(
        room: *const c_char,
        messages: *const zego_sys::zego_broadcast_message_info,
        count: c_uint,
    ) {
        Event::BroadcastMessages(BroadcastMessages {
            room: room_id(room),
            messages: list(messages, count)
                .iter()
                .map(|message| BroadcastMessage {
                    id: message.message_id,
                    text: array(&message.message),
                    from: user(&message.from_user),
                    sent_at: message.send_time,
                })
                .collect(),
        })
    }

    zego_register_im_recv_barrage_message_callback => recv_barrage(
        room: *const c_char,
        messages: *const zego_sys::zego_barrage_message_info,
        count: c_uint,
    ) {
        Event::BarrageMessages(BarrageMessages {
            room: room_id(room),
            messages: list(messages, count)
                .iter()
                .map(|message| BarrageMessage {
                    id: array(&message.message_id),
                    text: array(&message.message),
                    from: user(&message.from_user),
                    sent_at: message.send_time,
                })
                .collect(),
        })
    }

    zego_register_im_recv_custom_command_callback => recv_command(
        room: *const c_char, from: zego_sys::zego_user, command: *const c_char,
    ) {
        Event::CustomCommand(CustomCommand {
            room: room_id(room),
            from: user(&from),
            command: text(command),
        })
    }
}
