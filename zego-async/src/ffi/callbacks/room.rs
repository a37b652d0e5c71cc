//! Rooms: state, users, streams, tokens.

use std::ffi::{c_char, c_int, c_uint};

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::*;
use crate::ffi::convert::{room_id, user};
use crate::ffi::text::{array, list, text};
use crate::ids::StreamId;

callbacks! {
    zego_register_room_state_update_callback => room_state_update(
        room: *const c_char, state: c_int, error: c_int, extended: *const c_char,
    ) {
        Event::RoomConnection(RoomConnectionChanged {
            room: room_id(room),
            state: RoomState::from_raw(state),
            code: ErrorCode::new(error),
            extended_data: text(extended),
        })
    }

    zego_register_room_state_changed_callback => room_state_changed(
        room: *const c_char, reason: c_int, error: c_int, extended: *const c_char,
    ) {
        Event::RoomState(RoomStateChanged {
            room: room_id(room),
            reason: RoomStateReason::from_raw(reason),
            code: ErrorCode::new(error),
            extended_data: text(extended),
            token_failure: None,
        })
    }

    zego_register_room_user_update_callback => room_user_update(
        room: *const c_char, update: c_int, users: *const zego_sys::zego_user, count: c_uint,
    ) {
        Event::RoomUsers(RoomUsersUpdate {
            room: room_id(room),
            update: UpdateType::from_raw(update),
            users: list(users, count).iter().map(user).collect(),
        })
    }

    zego_register_room_online_user_count_update_callback => room_online_user_count_update(
        room: *const c_char, count: c_int,
    ) {
        Event::OnlineUserCount(OnlineUserCount { room: room_id(room), count })
    }

    zego_register_room_stream_update_callback => room_stream_update(
        room: *const c_char,
        update: c_int,
        streams: *const zego_sys::zego_stream,
        count: c_uint,
        extended: *const c_char,
    ) {
        Event::RoomStreams(RoomStreamsUpdate {
            room: room_id(room),
            update: UpdateType::from_raw(update),
            streams: list(streams, count).iter().map(stream).collect(),
            extended_data: text(extended),
        })
    }

    zego_register_room_stream_extra_info_update_callback => room_stream_extra_info_update(
        room: *const c_char, streams: *const zego_sys::zego_stream, count: c_uint,
    ) {
        Event::RoomStreamExtraInfo(RoomStreamExtraInfoUpdate {
            room: room_id(room),
            streams: list(streams, count).iter().map(stream).collect(),
        })
    }

    zego_register_room_extra_info_update_callback => room_extra_info_update(
        room: *const c_char, entries: *const zego_sys::zego_room_extra_info, count: c_uint,
    ) {
        Event::RoomExtraInfo(RoomExtraInfoUpdate {
            room: room_id(room),
            entries: list(entries, count)
                .iter()
                .map(|entry| RoomExtraInfo {
                    key: array(&entry.key),
                    value: array(&entry.value),
                    user: user(&entry.update_user),
                    updated_at: entry.update_time,
                })
                .collect(),
        })
    }

    zego_register_room_token_will_expire_callback => room_token_will_expire(
        room: *const c_char, remaining: c_int,
    ) {
        Event::TokenWillExpire(TokenWillExpire { room: room_id(room), remaining_seconds: remaining })
    }
}

fn stream(stream: &zego_sys::zego_stream) -> RemoteStream {
    RemoteStream {
        id: StreamId::reported(array(&stream.stream_id)),
        user: user(&stream.user),
        extra_info: array(&stream.extra_info),
    }
}
