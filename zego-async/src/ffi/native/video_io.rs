//! Custom capture and custom rendering of video.

use std::time::Duration;

use super::{Native, call, code};
use crate::error::{Error, ErrorCode, Result};
use crate::event::Channel;
use crate::media::{EncodedFrame, VideoFrame, VideoRender};

impl Native {
    /// Switches custom capture of a channel on, for encoded or raw pictures, or off.
    pub(crate) fn enable_video_capture(
        &self,
        kind: Option<CaptureKind>,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let buffer_type = match kind {
            Some(CaptureKind::Encoded) => zego_sys::zego_video_buffer_type_encoded_data,
            _ => zego_sys::zego_video_buffer_type_raw_data,
        };
        let mut config = zego_sys::zego_custom_video_capture_config { buffer_type };
        Ok(code(call!(self.zego_express_enable_custom_video_capture(
            kind.is_some(),
            &mut config,
            channel.raw()
        ))))
    }

    /// Hands a picture over; the SDK copies it before it returns.
    pub(crate) fn send_video(
        &self,
        frame: &VideoFrame,
        time: Duration,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let shape = frame.shape();
        let param = zego_sys::zego_video_frame_param {
            format: shape.format.raw(),
            strides: shape.strides.map(|stride| stride as i32),
            width: shape.width as i32,
            height: shape.height as i32,
            rotation: frame.rotation().raw(),
        };
        Ok(code(call!(
            self.zego_express_send_custom_video_capture_raw_data(
                frame.data().as_ptr(),
                length(frame.data())?,
                param,
                millis(time),
                MILLISECONDS,
                channel.raw()
            )
        )))
    }

    /// Hands an encoded picture over; the SDK copies it before it returns.
    pub(crate) fn send_encoded_video(
        &self,
        frame: &EncodedFrame,
        time: Duration,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let param = zego_sys::zego_video_encoded_frame_param {
            format: frame.format().raw(),
            is_key_frame: frame.is_key_frame(),
            rotation: frame.rotation().raw(),
            width: frame.width() as i32,
            height: frame.height() as i32,
            sei_data: match frame.sei().is_empty() {
                true => std::ptr::null(),
                false => frame.sei().as_ptr(),
            },
            sei_data_length: length(frame.sei())?,
            is_external_clock: false,
        };
        Ok(code(call!(
            self.zego_express_send_custom_video_capture_encoded_data(
                frame.data().as_ptr(),
                length(frame.data())?,
                param,
                time.as_secs_f64() * 1000.0,
                channel.raw()
            )
        )))
    }

    /// Has the SDK hand pictures out instead of drawing them.
    pub(crate) fn enable_video_render(&self, render: VideoRender) -> Result<ErrorCode> {
        let (buffer_type, series) = match render {
            VideoRender::I420 => (
                zego_sys::zego_video_buffer_type_raw_data,
                zego_sys::zego_video_frame_format_series_yuv,
            ),
            VideoRender::Bgra => (
                zego_sys::zego_video_buffer_type_raw_data,
                zego_sys::zego_video_frame_format_series_rgb,
            ),
            VideoRender::Encoded => (
                zego_sys::zego_video_buffer_type_encoded_data,
                zego_sys::zego_video_frame_format_series_yuv,
            ),
        };
        let mut config = zego_sys::zego_custom_video_render_config {
            buffer_type,
            frame_format_series: series,
            enable_engine_render: false,
        };
        Ok(code(call!(self.zego_express_enable_custom_video_render(
            true,
            &mut config
        ))))
    }

    /// Has the SDK hand out what a channel captures, too.
    pub(crate) fn enable_captured_render(&self, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_enable_captured_video_custom_video_render(true, channel.raw())
        )))
    }
}

/// What a channel's custom capture takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CaptureKind {
    Raw,
    Encoded,
}

/// The scale of times: a thousand to a second.
const MILLISECONDS: u32 = 1000;

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// The length of a frame as C counts it.
pub(super) fn length(data: &[u8]) -> Result<u32> {
    u32::try_from(data.len()).map_err(|_| Error::invalid("data", "is longer than 4 GiB"))
}
