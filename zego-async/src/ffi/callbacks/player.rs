//! Played streams.

use std::ffi::{c_char, c_int};
use std::sync::Arc;

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::*;
use crate::ffi::convert::stream_id;
use crate::ffi::text::text;

callbacks! {
    zego_register_player_state_update_callback => player_state_update(
        stream: *const c_char, state: c_int, error: c_int, extended: *const c_char,
    ) {
        Event::PlayerState(PlayerStateChanged {
            stream: stream_id(stream),
            state: PlayerState::from_raw(state),
            code: ErrorCode::new(error),
            extended_data: text(extended),
        })
    }

    zego_register_player_quality_update_callback => player_quality_update(
        stream: *const c_char, quality: zego_sys::zego_play_stream_quality,
    ) {
        Event::PlayerQuality(Arc::new(PlayerQuality {
            stream: stream_id(stream),
            video_recv_fps: quality.video_recv_fps,
            video_decode_fps: quality.video_decode_fps,
            video_render_fps: quality.video_render_fps,
            video_kbps: quality.video_kbps,
            video_break_rate: quality.video_break_rate,
            audio_recv_fps: quality.audio_recv_fps,
            audio_decode_fps: quality.audio_decode_fps,
            audio_render_fps: quality.audio_render_fps,
            audio_kbps: quality.audio_kbps,
            audio_break_rate: quality.audio_break_rate,
            mos: quality.mos,
            rtt: quality.rtt,
            packet_lost_rate: quality.packet_lost_rate,
            peer_to_peer_delay: quality.peer_to_peer_delay,
            peer_to_peer_packet_lost_rate: quality.peer_to_peer_packet_lost_rate,
            level: QualityLevel::from_raw(quality.level),
            delay: quality.delay,
            av_timestamp_diff: quality.av_timestamp_diff,
            is_hardware_decode: quality.is_hardware_decode,
            video_codec: VideoCodec::from_raw(quality.video_codec_id),
            total_recv_bytes: quality.total_recv_bytes,
            audio_recv_bytes: quality.audio_recv_bytes,
            video_recv_bytes: quality.video_recv_bytes,
        }))
    }

    zego_register_player_recv_audio_first_frame_callback => recv_audio_first_frame(
        stream: *const c_char,
    ) {
        first_frame(PlayerFrameKind::AudioReceived, stream_id(stream))
    }

    zego_register_player_recv_video_first_frame_callback => recv_video_first_frame(
        stream: *const c_char,
    ) {
        first_frame(PlayerFrameKind::VideoReceived, stream_id(stream))
    }

    zego_register_player_render_video_first_frame_callback => render_video_first_frame(
        stream: *const c_char,
    ) {
        first_frame(PlayerFrameKind::VideoRendered, stream_id(stream))
    }

    zego_register_player_render_camera_video_first_frame_callback => render_camera_first_frame(
        stream: *const c_char,
    ) {
        first_frame(PlayerFrameKind::CameraVideoRendered, stream_id(stream))
    }

    zego_register_player_video_size_changed_callback => player_video_size_changed(
        stream: *const c_char, width: c_int, height: c_int,
    ) {
        Event::PlayerVideoSize(PlayerVideoSize { stream: stream_id(stream), width, height })
    }

    zego_register_player_media_event_callback => player_media_event(
        stream: *const c_char, event: c_int,
    ) {
        let state = PlayerMediaState::from_raw(event);
        Event::PlayerMedia(PlayerMediaChanged { stream: stream_id(stream), state })
    }

    zego_register_player_stream_event_callback => player_stream_event(
        step: c_int, stream: *const c_char, extra: *const c_char,
    ) {
        Event::PlayerStreamEvent(PlayerStreamEvent {
            stream: stream_id(stream),
            step: StreamStep::from_raw(step),
            extra_info: text(extra),
        })
    }

    zego_register_player_low_fps_warning_callback => player_low_fps_warning(
        codec: c_int, stream: *const c_char,
    ) {
        let codec = VideoCodec::from_raw(codec);
        Event::PlayerLowFps(PlayerLowFps { stream: stream_id(stream), codec })
    }

    zego_register_player_switched_callback => player_switched(
        stream: *const c_char, error: c_int,
    ) {
        let code = ErrorCode::new(error);
        Event::PlayerSwitched(PlayerSwitched { stream: stream_id(stream), code })
    }

    zego_register_remote_camera_state_update_callback => remote_camera(
        stream: *const c_char, state: c_int,
    ) {
        remote_device(RemoteDeviceKind::Camera, stream_id(stream), state)
    }

    zego_register_remote_mic_state_update_callback => remote_microphone(
        stream: *const c_char, state: c_int,
    ) {
        remote_device(RemoteDeviceKind::Microphone, stream_id(stream), state)
    }

    zego_register_remote_speaker_state_update_callback => remote_speaker(
        stream: *const c_char, state: c_int,
    ) {
        remote_device(RemoteDeviceKind::Speaker, stream_id(stream), state)
    }
}

fn first_frame(kind: PlayerFrameKind, stream: crate::ids::StreamId) -> Event {
    Event::PlayerFirstFrame(PlayerFirstFrame { stream, kind })
}

fn remote_device(device: RemoteDeviceKind, stream: crate::ids::StreamId, state: i32) -> Event {
    let state = RemoteDeviceState::from_raw(state);
    Event::RemoteDevice(RemoteDeviceChanged {
        stream,
        device,
        state,
    })
}
