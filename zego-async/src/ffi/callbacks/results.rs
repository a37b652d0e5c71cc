//! Answers to calls that carry a sequence.

use std::ffi::{c_char, c_int, c_ulonglong};

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::{CallKind, CallResult, Event};
use crate::ffi::text::text;
use crate::text::Text;

callbacks! {
    zego_register_room_login_result_callback => room_login_result(
        error: c_int, extended: *const c_char, room: *const c_char, sequence: c_int,
    ) {
        result(CallKind::Login, sequence, error, text(room), text(extended))
    }

    zego_register_room_logout_result_callback => room_logout_result(
        error: c_int, extended: *const c_char, room: *const c_char, sequence: c_int,
    ) {
        result(CallKind::Logout, sequence, error, text(room), text(extended))
    }

    zego_register_room_set_room_extra_info_result_callback => room_set_room_extra_info_result(
        error: c_int, room: *const c_char, _key: *const c_char, sequence: c_int,
    ) {
        result(CallKind::SetRoomExtraInfo, sequence, error, text(room), Text::default())
    }

    zego_register_publisher_update_stream_extra_info_result_callback => stream_extra_info_result(
        error: c_int, sequence: c_int,
    ) {
        result(CallKind::SetStreamExtraInfo, sequence, error, Text::default(), Text::default())
    }

    zego_register_publisher_update_cdn_url_result_callback => cdn_url_result(
        stream: *const c_char, error: c_int, sequence: c_int,
    ) {
        result(CallKind::UpdateCdnUrl, sequence, error, text(stream), Text::default())
    }

    zego_register_im_send_broadcast_message_result_callback => broadcast_result(
        _room: *const c_char, message: c_ulonglong, error: c_int, sequence: c_int,
    ) {
        result(CallKind::SendBroadcast, sequence, error, message.to_string().into(), Text::default())
    }

    zego_register_im_send_barrage_message_result_callback => barrage_result(
        _room: *const c_char, message: *const c_char, error: c_int, sequence: c_int,
    ) {
        result(CallKind::SendBarrage, sequence, error, text(message), Text::default())
    }

    zego_register_im_send_custom_command_result_callback => command_result(
        room: *const c_char, error: c_int, sequence: c_int,
    ) {
        result(CallKind::SendCommand, sequence, error, text(room), Text::default())
    }

    zego_register_upload_log_result_callback => upload_log_result(
        sequence: c_int, error: c_int,
    ) {
        result(CallKind::UploadLog, sequence, error, Text::default(), Text::default())
    }
}

fn result(kind: CallKind, sequence: i32, error: i32, subject: Text, extended_data: Text) -> Event {
    let code = ErrorCode::new(error);
    Event::CallResult(CallResult {
        kind,
        sequence,
        code,
        subject,
        extended_data,
    })
}
