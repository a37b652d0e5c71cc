//! Events as calls of the registered functions: owned values become C's texts and structs for the
//! time of the call. An event nobody registered for is nothing.

use zego_sys as sys;

use crate::event::{Event, Text};

use super::convert::{LentList, c_barrage, c_broadcast, c_room_extra, c_stream, c_user};
use super::handles::Ears;
use super::text::{Lent, write_array};

/// Calls the function registered in a slot with the handle, the arguments and its context.
macro_rules! call {
    ($ears:expr, $slot:ident, $($argument:expr),* $(,)?) => {
        if let Some((Some(function), context)) = $ears.$slot.get() {
            // SAFETY: the program registered the function for this callback; the arguments have
            // the interface's types and live until the call returns.
            unsafe { function($ears.handle(), $($argument,)* context.pointer()) }
        }
    };
}
pub(super) use call;

pub(super) fn deliver(ears: &Ears, event: &Event) {
    match event {
        Event::ApiCalled { code, function } => {
            let function = Lent::new(&Text::from(*function));
            call!(
                ears,
                api_called_result,
                *code,
                function.pointer(),
                c"".as_ptr()
            );
        }
        Event::DebugError {
            code,
            function,
            info,
        } => {
            let (function, info) = (Lent::new(function), Lent::new(info));
            call!(ears, debug_error, *code, function.pointer(), info.pointer());
        }
        Event::EngineState { state } => call!(ears, engine_state_update, *state),
        Event::EngineUninit => call!(ears, engine_uninit,),
        Event::FatalError { code } => call!(ears, fatal_error, *code),
        Event::CaptureStart { channel } => call!(ears, custom_video_capture_start, *channel),
        Event::CaptureStop { channel } => call!(ears, custom_video_capture_stop, *channel),
        Event::Media(event) => super::deliver_media::deliver(ears, event),
        Event::RemoteCamera { stream, state } => {
            let stream = Lent::new(stream);
            call!(ears, remote_camera_state_update, stream.pointer(), *state);
        }
        Event::RemoteMicrophone { stream, state } => {
            let stream = Lent::new(stream);
            call!(ears, remote_mic_state_update, stream.pointer(), *state);
        }
        Event::NetworkQuality {
            user,
            uplink,
            downlink,
        } => {
            let user = Lent::new(user);
            call!(ears, network_quality, user.pointer(), *uplink, *downlink);
        }
        _ => deliver_room(ears, event),
    }
}

fn deliver_room(ears: &Ears, event: &Event) {
    match event {
        Event::RoomState {
            room,
            state,
            code,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            call!(
                ears,
                room_state_update,
                room.pointer(),
                *state,
                *code,
                extended.pointer()
            );
        }
        Event::RoomStateChanged {
            room,
            reason,
            code,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            call!(
                ears,
                room_state_changed,
                room.pointer(),
                *reason,
                *code,
                extended.pointer()
            );
        }
        Event::LoginResult {
            room,
            code,
            sequence,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            call!(
                ears,
                room_login_result,
                *code,
                extended.pointer(),
                room.pointer(),
                *sequence
            );
        }
        Event::LogoutResult {
            room,
            code,
            sequence,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            call!(
                ears,
                room_logout_result,
                *code,
                extended.pointer(),
                room.pointer(),
                *sequence
            );
        }
        Event::RoomUsers {
            room,
            update,
            users,
        } => {
            let room = Lent::new(room);
            let users = LentList::new(users, c_user);
            call!(
                ears,
                room_user_update,
                room.pointer(),
                *update,
                users.pointer(),
                users.count
            );
        }
        Event::RoomStreams {
            room,
            update,
            streams,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            let streams = LentList::new(streams, c_stream);
            call!(
                ears,
                room_stream_update,
                room.pointer(),
                *update,
                streams.pointer(),
                streams.count,
                extended.pointer(),
            );
        }
        Event::RoomStreamExtra { room, streams } => {
            let room = Lent::new(room);
            let streams = LentList::new(streams, c_stream);
            call!(
                ears,
                room_stream_extra_info_update,
                room.pointer(),
                streams.pointer(),
                streams.count,
            );
        }
        Event::RoomExtras { room, extras } => {
            let room = Lent::new(room);
            let extras = LentList::new(extras, c_room_extra);
            call!(
                ears,
                room_extra_info_update,
                room.pointer(),
                extras.pointer(),
                extras.count,
            );
        }
        Event::RoomOnlineCount { room, count } => {
            let room = Lent::new(room);
            call!(ears, room_online_user_count_update, room.pointer(), *count);
        }
        Event::TokenWillExpire { room, seconds } => {
            let room = Lent::new(room);
            call!(ears, room_token_will_expire, room.pointer(), *seconds);
        }
        Event::RoomExtraResult {
            room,
            key,
            code,
            sequence,
        } => {
            let (room, key) = (Lent::new(room), Lent::new(key));
            call!(
                ears,
                room_set_room_extra_info_result,
                *code,
                room.pointer(),
                key.pointer(),
                *sequence,
            );
        }
        _ => deliver_stream(ears, event),
    }
}

fn deliver_stream(ears: &Ears, event: &Event) {
    match event {
        Event::PublisherState {
            stream,
            state,
            code,
            extended,
        } => {
            let (stream, extended) = (Lent::new(stream), Lent::new(extended));
            call!(
                ears,
                publisher_state_update,
                stream.pointer(),
                *state,
                *code,
                extended.pointer(),
            );
        }
        Event::PublisherQuality { stream, quality } => {
            let stream = Lent::new(stream);
            let quality = sys::zego_publish_stream_quality {
                video_capture_fps: quality.video_capture_fps,
                video_encode_fps: quality.video_send_fps,
                video_send_fps: quality.video_send_fps,
                video_kbps: quality.video_kbps,
                audio_capture_fps: quality.audio_capture_fps,
                audio_send_fps: quality.audio_send_fps,
                audio_kbps: quality.audio_kbps,
                rtt: quality.rtt,
                packet_lost_rate: quality.packet_lost_rate,
                total_send_bytes: quality.audio_bytes + quality.video_bytes,
                audio_send_bytes: quality.audio_bytes,
                video_send_bytes: quality.video_bytes,
                ..Default::default()
            };
            call!(ears, publisher_quality_update, stream.pointer(), quality);
        }
        Event::StreamExtraResult { code, sequence } => {
            call!(
                ears,
                publisher_update_stream_extra_info_result,
                *code,
                *sequence
            );
        }
        Event::CapturedAudioFirst => call!(ears, publisher_captured_audio_first_frame,),
        Event::CapturedVideoFirst { channel } => {
            call!(ears, publisher_captured_video_first_frame, *channel);
        }
        Event::SentAudioFirst { channel } => {
            call!(ears, publisher_send_audio_first_frame, *channel);
        }
        Event::SentVideoFirst { channel } => {
            call!(ears, publisher_send_video_first_frame, *channel);
        }
        Event::RenderedCaptureFirst { channel } => {
            call!(ears, publisher_render_video_first_frame, *channel);
        }
        Event::CapturedVideoSize {
            channel,
            width,
            height,
        } => {
            call!(
                ears,
                publisher_video_size_changed,
                *width,
                *height,
                *channel
            );
        }
        Event::PlayerState {
            stream,
            state,
            code,
            extended,
        } => {
            let (stream, extended) = (Lent::new(stream), Lent::new(extended));
            call!(
                ears,
                player_state_update,
                stream.pointer(),
                *state,
                *code,
                extended.pointer(),
            );
        }
        Event::PlayerQuality { stream, quality } => {
            let stream = Lent::new(stream);
            let quality = sys::zego_play_stream_quality {
                video_recv_fps: quality.video_recv_fps,
                video_dejitter_fps: quality.video_recv_fps,
                video_decode_fps: quality.video_recv_fps,
                video_render_fps: quality.video_render_fps,
                video_kbps: quality.video_kbps,
                audio_recv_fps: quality.audio_recv_fps,
                audio_dejitter_fps: quality.audio_recv_fps,
                audio_decode_fps: quality.audio_recv_fps,
                audio_render_fps: quality.audio_render_fps,
                audio_kbps: quality.audio_kbps,
                rtt: quality.rtt,
                packet_lost_rate: quality.packet_lost_rate,
                delay: quality.delay,
                peer_to_peer_delay: quality.delay,
                mos: 5.0,
                total_recv_bytes: quality.audio_bytes + quality.video_bytes,
                audio_recv_bytes: quality.audio_bytes,
                video_recv_bytes: quality.video_bytes,
                mute_video: quality.mute_video.into(),
                mute_audio: quality.mute_audio.into(),
                ..Default::default()
            };
            call!(ears, player_quality_update, stream.pointer(), quality);
        }
        Event::ReceivedAudioFirst { stream } => {
            let stream = Lent::new(stream);
            call!(ears, player_recv_audio_first_frame, stream.pointer());
        }
        Event::ReceivedVideoFirst { stream } => {
            let stream = Lent::new(stream);
            call!(ears, player_recv_video_first_frame, stream.pointer());
        }
        Event::RenderedVideoFirst { stream } => {
            let stream = Lent::new(stream);
            call!(ears, player_render_video_first_frame, stream.pointer());
        }
        Event::ReceivedVideoSize {
            stream,
            width,
            height,
        } => {
            let stream = Lent::new(stream);
            call!(
                ears,
                player_video_size_changed,
                stream.pointer(),
                *width,
                *height
            );
        }
        Event::Sei { stream, data } => {
            let length = u32::try_from(data.len()).unwrap_or(u32::MAX);
            let mut info = sys::zego_media_side_info {
                sei_data: data.as_ptr(),
                sei_data_length: length,
                ..Default::default()
            };
            write_array(stream, &mut info.stream_id);
            let stream = Lent::new(stream);
            call!(
                ears,
                player_recv_sei,
                stream.pointer(),
                data.as_ptr(),
                length
            );
            call!(ears, player_recv_media_side_info, info);
        }
        _ => deliver_message(ears, event),
    }
}

fn deliver_message(ears: &Ears, event: &Event) {
    match event {
        Event::Broadcasts { room, messages } => {
            let room = Lent::new(room);
            let messages = LentList::new(messages, c_broadcast);
            call!(
                ears,
                im_recv_broadcast_message,
                room.pointer(),
                messages.pointer(),
                messages.count,
            );
        }
        Event::Barrages { room, messages } => {
            let room = Lent::new(room);
            let messages = LentList::new(messages, c_barrage);
            call!(
                ears,
                im_recv_barrage_message,
                room.pointer(),
                messages.pointer(),
                messages.count,
            );
        }
        Event::Command { room, user, text } => {
            let (room, text) = (Lent::new(room), Lent::new(text));
            call!(
                ears,
                im_recv_custom_command,
                room.pointer(),
                c_user(user),
                text.pointer(),
            );
        }
        Event::Transparent {
            room,
            user,
            content,
        } => {
            let room = Lent::new(room);
            let message = sys::zego_room_recv_transparent_message {
                send_user: c_user(user),
                content: content.as_ptr(),
                content_length: u32::try_from(content.len()).unwrap_or(u32::MAX),
            };
            call!(
                ears,
                recv_room_transparent_message,
                room.pointer(),
                &raw const message
            );
        }
        Event::BroadcastResult {
            room,
            id,
            code,
            sequence,
        } => {
            let room = Lent::new(room);
            call!(
                ears,
                im_send_broadcast_message_result,
                room.pointer(),
                *id,
                *code,
                *sequence,
            );
        }
        Event::BarrageResult {
            room,
            id,
            code,
            sequence,
        } => {
            let (room, id) = (Lent::new(room), Lent::new(id));
            call!(
                ears,
                im_send_barrage_message_result,
                room.pointer(),
                id.pointer(),
                *code,
                *sequence,
            );
        }
        Event::CommandResult {
            room,
            code,
            sequence,
        } => {
            let room = Lent::new(room);
            call!(
                ears,
                im_send_custom_command_result,
                room.pointer(),
                *code,
                *sequence
            );
        }
        Event::TransparentResult {
            room,
            code,
            sequence,
        } => {
            let room = Lent::new(room);
            call!(
                ears,
                send_transparent_message_result,
                room.pointer(),
                *code,
                *sequence
            );
        }
        _ => {}
    }
}
