//! Publishing and the preview.

use std::ffi::c_int;

use super::{Called, Native, ViewTarget, call, canvas, code};
use crate::config::PublishConfig;
use crate::error::{ErrorCode, Result};
use crate::event::Channel;
use crate::ffi::text::{c_string, fill};
use crate::ids::StreamId;

impl Native {
    pub(crate) fn start_publishing(
        &self,
        stream: &StreamId,
        channel: Channel,
        config: Option<&PublishConfig>,
    ) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        let Some(config) = config else {
            return Ok(code(call!(self.zego_express_start_publishing_stream(
                stream.as_ptr(),
                channel.raw()
            ))));
        };
        let mut native = zego_sys::zego_publisher_config {
            force_synchronous_network_time: c_int::from(config.force_synchronous_network_time),
            stream_censorship_mode: config.censorship_mode,
            stream_censor_flag: config.censor_flag,
            codec_negotiation_type: config.codec_negotiation,
            ..Default::default()
        };
        if let Some(room) = &config.room {
            fill("room id", &mut native.room_id, room.as_str())?;
        }
        fill("stream title", &mut native.stream_title, &config.title)?;
        Ok(code(call!(
            self.zego_express_start_publishing_stream_with_config(
                stream.as_ptr(),
                native,
                channel.raw()
            )
        )))
    }

    pub(crate) fn stop_publishing(&self, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_stop_publishing_stream(channel.raw())
        )))
    }

    pub(crate) fn start_preview(
        &self,
        view: Option<ViewTarget>,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let mut canvas = view.map(canvas);
        let canvas = canvas
            .as_mut()
            .map_or(std::ptr::null_mut(), std::ptr::from_mut);
        Ok(code(call!(
            self.zego_express_start_preview(canvas, channel.raw())
        )))
    }

    pub(crate) fn stop_preview(&self, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_stop_preview(channel.raw()))))
    }

    pub(crate) fn set_stream_extra_info(&self, info: &str, channel: Channel) -> Result<Called> {
        let info = c_string("stream extra info", info)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_set_stream_extra_info(
            info.as_ptr(),
            channel.raw(),
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }
}
