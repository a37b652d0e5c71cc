//! What custom capture is told: when to send, and what.

use std::ffi::c_int;

use super::callbacks;
use crate::event::*;

callbacks! {
    zego_register_custom_video_capture_start_callback => capture_start(channel: c_int) {
        Event::VideoCapture(VideoCaptureChanged {
            channel: Channel::from_raw(channel),
            started: true,
        })
    }

    zego_register_custom_video_capture_stop_callback => capture_stop(channel: c_int) {
        Event::VideoCapture(VideoCaptureChanged {
            channel: Channel::from_raw(channel),
            started: false,
        })
    }

    zego_register_custom_video_capture_request_key_frame_callback => request_key_frame(
        channel: c_int,
    ) {
        demand(channel, CaptureDemandKind::KeyFrame)
    }

    zego_register_custom_video_capture_encoded_data_traffic_control_callback => traffic(
        info: zego_sys::zego_traffic_control_info, channel: c_int,
    ) {
        demand(channel, CaptureDemandKind::Traffic {
            width: info.width,
            height: info.height,
            fps: info.fps,
            kbps: info.bitrate,
        })
    }

    zego_register_custom_video_capture_frame_rate_callback => frame_rate(
        fps: c_int, channel: c_int,
    ) {
        demand(channel, CaptureDemandKind::FrameRate(fps))
    }
}

fn demand(channel: c_int, kind: CaptureDemandKind) -> Event {
    let channel = Channel::from_raw(channel);
    Event::CaptureDemand(CaptureDemand { channel, kind })
}
