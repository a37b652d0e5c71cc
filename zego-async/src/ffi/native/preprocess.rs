//! Echo, gain and noise; what video and sound are made into; SEI; processing by the program.

use super::audio_io::param;
use super::video_io::length;
use super::{Native, call, code};
use crate::error::{ErrorCode, Result};
use crate::event::{Channel, VideoCodec};
use crate::media::{
    AecMode, AnsMode, AudioChannels, AudioCodec, AudioConfig, AudioFormat, Stage, VideoConfig,
};

impl Native {
    pub(crate) fn enable_aec(&self, on: bool) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_enable_aec(on))))
    }

    pub(crate) fn set_aec_mode(&self, mode: AecMode) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_set_aec_mode(mode.raw()))))
    }

    pub(crate) fn enable_agc(&self, on: bool) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_enable_agc(on))))
    }

    pub(crate) fn enable_ans(&self, on: bool) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_enable_ans(on))))
    }

    pub(crate) fn set_ans_mode(&self, mode: AnsMode) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_set_ans_mode(mode.raw()))))
    }

    pub(crate) fn set_video_config(
        &self,
        config: &VideoConfig,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let native = zego_sys::zego_video_config {
            capture_width: config.capture_size.0 as i32,
            capture_height: config.capture_size.1 as i32,
            encode_width: config.encode_size.0 as i32,
            encode_height: config.encode_size.1 as i32,
            fps: config.fps as i32,
            bitrate: config.kbps as i32,
            codec_id: config.codec.raw(),
            key_frame_interval: config.key_frame_seconds as i32,
        };
        Ok(code(call!(
            self.zego_express_set_video_config(native, channel.raw())
        )))
    }

    pub(crate) fn video_config(&self, channel: Channel) -> Result<(ErrorCode, VideoConfig)> {
        let mut native = zego_sys::zego_video_config::default();
        let rc = call!(self.zego_express_get_video_config(channel.raw(), &mut native));
        let size = |side: i32| u32::try_from(side).unwrap_or(0);
        let config = VideoConfig {
            capture_size: (size(native.capture_width), size(native.capture_height)),
            encode_size: (size(native.encode_width), size(native.encode_height)),
            fps: size(native.fps),
            kbps: size(native.bitrate),
            codec: VideoCodec::from_raw(native.codec_id),
            key_frame_seconds: size(native.key_frame_interval),
        };
        Ok((code(rc), config))
    }

    pub(crate) fn set_audio_config(
        &self,
        config: &AudioConfig,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let native = zego_sys::zego_audio_config {
            bitrate: config.kbps as i32,
            channel: config.channels.raw(),
            codec_id: config.codec.raw(),
        };
        Ok(code(call!(self.zego_express_set_audio_config_by_channel(
            native,
            channel.raw()
        ))))
    }

    pub(crate) fn audio_config(&self, channel: Channel) -> Result<(ErrorCode, AudioConfig)> {
        let mut native = zego_sys::zego_audio_config::default();
        let rc = call!(self.zego_express_get_audio_config_by_channel(channel.raw(), &mut native));
        let config = AudioConfig {
            kbps: u32::try_from(native.bitrate).unwrap_or(0),
            channels: AudioChannels::from_raw(native.channel),
            codec: AudioCodec::from_raw(native.codec_id),
        };
        Ok((code(rc), config))
    }

    /// Hands SEI over; the SDK copies it before it returns.
    pub(crate) fn send_sei(&self, data: &[u8], channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_send_sei(
            data.as_ptr(),
            length(data)?,
            channel.raw()
        ))))
    }

    /// Has the SDK hand sound to the program before it goes on, or no longer.
    pub(crate) fn enable_processing(
        &self,
        stage: Stage,
        on: bool,
        format: AudioFormat,
        samples: u32,
    ) -> Result<ErrorCode> {
        let native = param(format);
        let mut config = zego_sys::zego_custom_audio_process_config {
            sample_rate: native.sample_rate,
            channel: native.channel,
            samples: samples as i32,
        };
        let rc = match stage {
            Stage::Captured => {
                call!(self.zego_express_enable_custom_audio_capture_processing(on, &mut config))
            }
            Stage::Remote => {
                call!(self.zego_express_enable_custom_audio_remote_processing(on, &mut config))
            }
            Stage::Playback => {
                call!(self.zego_express_enable_custom_audio_playback_processing(on, &mut config))
            }
        };
        Ok(code(rc))
    }
}
