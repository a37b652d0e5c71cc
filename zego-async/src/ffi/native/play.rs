//! Playing.

use super::{Native, ViewTarget, call, canvas, code};
use crate::config::PlayConfig;
use crate::error::{ErrorCode, Result};
use crate::ffi::text::{c_string, fill};
use crate::ids::StreamId;

impl Native {
    pub(crate) fn start_playing(
        &self,
        stream: &StreamId,
        view: Option<ViewTarget>,
        config: Option<&PlayConfig>,
    ) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        let mut canvas = view.map(canvas);
        let canvas = canvas
            .as_mut()
            .map_or(std::ptr::null_mut(), std::ptr::from_mut);
        let Some(config) = config else {
            return Ok(code(call!(
                self.zego_express_start_playing_stream(stream.as_ptr(), canvas)
            )));
        };
        let mut cdn = match &config.cdn {
            Some(cdn) => {
                let mut native = zego_sys::zego_cdn_config::default();
                fill("CDN url", &mut native.url, &cdn.url)?;
                fill("CDN auth", &mut native.auth_param, &cdn.auth_param)?;
                Some(native)
            }
            None => None,
        };
        let mut native = zego_sys::zego_player_config {
            resource_mode: config.resource_mode.raw(),
            cdn_config: cdn
                .as_mut()
                .map_or(std::ptr::null_mut(), std::ptr::from_mut),
            video_codec_id: config.video_codec.raw(),
            source_resource_type: zego_sys::zego_resource_type_rtc,
            ..Default::default()
        };
        if let Some(room) = &config.room {
            fill("room id", &mut native.room_id, room.as_str())?;
        }
        Ok(code(call!(
            self.zego_express_start_playing_stream_with_config(stream.as_ptr(), canvas, native)
        )))
    }

    pub(crate) fn stop_playing(&self, stream: &StreamId) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        Ok(code(call!(
            self.zego_express_stop_playing_stream(stream.as_ptr())
        )))
    }
}
