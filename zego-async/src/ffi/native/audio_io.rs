//! Sound in and out as memory.

use super::video_io::length;
use super::{Native, call, code};
use crate::error::{ErrorCode, Result};
use crate::event::Channel;
use crate::media::{AudioFormat, EncodedSound, SoundCodec};

impl Native {
    /// Has a channel take its sound from the program instead of a microphone, or no longer.
    pub(crate) fn enable_custom_audio(&self, on: bool, channel: Channel) -> Result<ErrorCode> {
        let mut config = zego_sys::zego_custom_audio_config {
            source_type: zego_sys::zego_audio_source_type_custom,
        };
        Ok(code(call!(self.zego_express_enable_custom_audio_io(
            on,
            &mut config,
            channel.raw()
        ))))
    }

    /// Hands PCM over; the SDK copies it before it returns.
    pub(crate) fn send_pcm(
        &self,
        format: AudioFormat,
        data: &[u8],
        channel: Channel,
    ) -> Result<ErrorCode> {
        // The interface lacks a `const`: the SDK only reads.
        Ok(code(call!(
            self.zego_express_send_custom_audio_capture_pcm_data(
                data.as_ptr().cast_mut(),
                length(data)?,
                param(format),
                channel.raw()
            )
        )))
    }

    /// Hands encoded sound over; the SDK copies it before it returns.
    pub(crate) fn send_encoded_audio(
        &self,
        sound: &EncodedSound,
        channel: Channel,
    ) -> Result<ErrorCode> {
        let (data, length) = (sound.data().as_ptr().cast_mut(), length(sound.data())?);
        let time = u64::try_from(sound.timestamp().as_millis()).unwrap_or(u64::MAX);
        let (samples, param) = (sound.samples(), param(sound.format()));
        let rc = match sound.codec() {
            SoundCodec::Aac { config_len } => {
                call!(self.zego_express_send_custom_audio_capture_aac_data(
                    data,
                    length,
                    config_len,
                    time,
                    samples,
                    param,
                    channel.raw()
                ))
            }
            SoundCodec::Opus => call!(self.zego_express_send_custom_audio_capture_opus_data(
                data,
                length,
                time,
                samples,
                param,
                channel.raw()
            )),
        };
        Ok(code(rc))
    }

    /// Takes the mix of everything that is played: fills `data`.
    pub(crate) fn fetch_pcm(&self, format: AudioFormat, data: &mut [u8]) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_fetch_custom_audio_render_pcm_data(
                data.as_mut_ptr(),
                length(data)?,
                param(format)
            )
        )))
    }

    /// Tells what is played by other means, for echo cancellation.
    pub(crate) fn send_reference_pcm(&self, format: AudioFormat, data: &[u8]) -> Result<ErrorCode> {
        // The interface lacks a `const`: the SDK only reads.
        Ok(code(call!(
            self.zego_express_send_reference_audio_pcm_data(
                data.as_ptr().cast_mut(),
                length(data)?,
                param(format)
            )
        )))
    }

    /// Starts observing, or changes what is observed: bit 0 captured, 1 playback, 2 mixed, 3 each
    /// played stream.
    pub(crate) fn start_audio_observer(&self, bits: u32, format: AudioFormat) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_start_audio_data_observer(
            bits,
            param(format)
        ))))
    }

    pub(crate) fn stop_audio_observer(&self) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_stop_audio_data_observer())))
    }
}

pub(super) fn param(format: AudioFormat) -> zego_sys::zego_audio_frame_param {
    zego_sys::zego_audio_frame_param {
        sample_rate: format.rate().raw(),
        channel: format.channels().raw(),
    }
}
