//! Published streams.

use std::ffi::{c_char, c_int, c_uint};
use std::sync::Arc;

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::*;
use crate::ffi::convert::stream_id;
use crate::ffi::text::{array, list, text};

callbacks! {
    zego_register_publisher_state_update_callback => publisher_state_update(
        stream: *const c_char, state: c_int, error: c_int, extended: *const c_char,
    ) {
        Event::PublisherState(PublisherStateChanged {
            stream: stream_id(stream),
            state: PublisherState::from_raw(state),
            code: ErrorCode::new(error),
            extended_data: text(extended),
        })
    }

    zego_register_publisher_quality_update_callback => publisher_quality_update(
        stream: *const c_char, quality: zego_sys::zego_publish_stream_quality,
    ) {
        Event::PublisherQuality(Arc::new(PublisherQuality {
            stream: stream_id(stream),
            video_capture_fps: quality.video_capture_fps,
            video_encode_fps: quality.video_encode_fps,
            video_send_fps: quality.video_send_fps,
            video_kbps: quality.video_kbps,
            audio_capture_fps: quality.audio_capture_fps,
            audio_send_fps: quality.audio_send_fps,
            audio_kbps: quality.audio_kbps,
            rtt: quality.rtt,
            packet_lost_rate: quality.packet_lost_rate,
            level: QualityLevel::from_raw(quality.level),
            is_hardware_encode: quality.is_hardware_encode,
            video_codec: VideoCodec::from_raw(quality.video_codec_id),
            total_send_bytes: quality.total_send_bytes,
            audio_send_bytes: quality.audio_send_bytes,
            video_send_bytes: quality.video_send_bytes,
        }))
    }

    zego_register_publisher_captured_audio_first_frame_callback => captured_audio_first_frame() {
        first_frame(PublisherFrameKind::AudioCaptured, None)
    }

    zego_register_publisher_captured_video_first_frame_callback => captured_video_first_frame(
        channel: c_int,
    ) {
        first_frame(PublisherFrameKind::VideoCaptured, Some(channel))
    }

    zego_register_publisher_send_audio_first_frame_callback => send_audio_first_frame(
        channel: c_int,
    ) {
        first_frame(PublisherFrameKind::AudioSent, Some(channel))
    }

    zego_register_publisher_send_video_first_frame_callback => send_video_first_frame(
        channel: c_int,
    ) {
        first_frame(PublisherFrameKind::VideoSent, Some(channel))
    }

    zego_register_publisher_render_video_first_frame_callback => render_video_first_frame(
        channel: c_int,
    ) {
        first_frame(PublisherFrameKind::VideoRendered, Some(channel))
    }

    zego_register_publisher_video_size_changed_callback => video_size_changed(
        width: c_int, height: c_int, channel: c_int,
    ) {
        let channel = Channel::from_raw(channel);
        Event::PublisherVideoSize(PublisherVideoSize { channel, width, height })
    }

    zego_register_publisher_video_encoder_changed_callback => video_encoder_changed(
        from: c_int, to: c_int, channel: c_int,
    ) {
        Event::PublisherEncoderChanged(PublisherEncoderChanged {
            channel: Channel::from_raw(channel),
            from: VideoCodec::from_raw(from),
            to: VideoCodec::from_raw(to),
        })
    }

    zego_register_publisher_stream_event_callback => publisher_stream_event(
        step: c_int, stream: *const c_char, extra: *const c_char,
    ) {
        Event::PublisherStreamEvent(PublisherStreamEvent {
            stream: stream_id(stream),
            step: StreamStep::from_raw(step),
            extra_info: text(extra),
        })
    }

    zego_register_publisher_relay_cdn_state_update_callback => relay_cdn_state_update(
        stream: *const c_char, relays: *const zego_sys::zego_stream_relay_cdn_info, count: c_uint,
    ) {
        Event::PublisherRelay(PublisherRelayChanged {
            stream: stream_id(stream),
            relays: list(relays, count)
                .iter()
                .map(|relay| CdnRelay {
                    url: array(&relay.url),
                    state: RelayState::from_raw(relay.state),
                    reason: relay.update_reason,
                    changed_at: relay.state_time,
                })
                .collect(),
        })
    }

    zego_register_publisher_low_fps_warning_callback => publisher_low_fps_warning(
        codec: c_int, channel: c_int,
    ) {
        Event::PublisherLowFps(PublisherLowFps {
            channel: Channel::from_raw(channel),
            codec: VideoCodec::from_raw(codec),
        })
    }
}

fn first_frame(kind: PublisherFrameKind, channel: Option<i32>) -> Event {
    let channel = channel.map(Channel::from_raw);
    Event::PublisherFirstFrame(PublisherFirstFrame { kind, channel })
}
