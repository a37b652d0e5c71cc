//! Microphones, speakers and cameras; volumes, mutes, levels and spectra.

use std::ffi::c_int;

use super::{Native, call, code};
use crate::error::{ErrorCode, Result};
use crate::event::{Channel, VoiceSource};
use crate::ffi::text::{array, c_string, list};
use crate::ids::StreamId;
use crate::media::{AudioDeviceKind, Device};

impl Native {
    pub(crate) fn audio_devices(&self, kind: AudioDeviceKind) -> Result<(ErrorCode, Vec<Device>)> {
        let (mut count, mut first) = (0, std::ptr::null_mut());
        let rc = call!(self.zego_express_get_audio_device_list(kind.raw(), &mut count, &mut first));
        // SAFETY: the SDK's list, which is given back below and nowhere else.
        let devices = unsafe { devices(first, count) };
        if !first.is_null() {
            call!(self.zego_express_free_audio_device_list(first));
        }
        Ok((code(rc), devices))
    }

    pub(crate) fn video_devices(&self) -> Result<(ErrorCode, Vec<Device>)> {
        let (mut count, mut first) = (0, std::ptr::null_mut());
        let rc = call!(self.zego_express_get_video_device_list(&mut count, &mut first));
        // SAFETY: the SDK's list, which is given back below and nowhere else.
        let devices = unsafe { devices(first, count) };
        if !first.is_null() {
            call!(self.zego_express_free_video_device_list(first));
        }
        Ok((code(rc), devices))
    }

    pub(crate) fn use_audio_device(&self, kind: AudioDeviceKind, id: &str) -> Result<ErrorCode> {
        let id = c_string("device id", id)?;
        Ok(code(call!(
            self.zego_express_use_audio_device(kind.raw(), id.as_ptr())
        )))
    }

    pub(crate) fn use_video_device(&self, id: &str, channel: Channel) -> Result<ErrorCode> {
        let id = c_string("device id", id)?;
        Ok(code(call!(self.zego_express_use_video_device(
            id.as_ptr(),
            channel.raw()
        ))))
    }

    pub(crate) fn audio_device_volume(
        &self,
        kind: AudioDeviceKind,
        id: &str,
    ) -> Result<(ErrorCode, i32)> {
        let id = c_string("device id", id)?;
        let mut volume = 0;
        let rc =
            call!(self.zego_express_get_audio_device_volume(kind.raw(), id.as_ptr(), &mut volume));
        Ok((code(rc), volume))
    }

    pub(crate) fn set_audio_device_volume(
        &self,
        kind: AudioDeviceKind,
        id: &str,
        volume: i32,
    ) -> Result<ErrorCode> {
        let id = c_string("device id", id)?;
        Ok(code(call!(self.zego_express_set_audio_device_volume(
            kind.raw(),
            id.as_ptr(),
            volume
        ))))
    }

    pub(crate) fn mute_microphone(&self, mute: bool) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_mute_microphone(mute))))
    }

    pub(crate) fn is_microphone_muted(&self) -> Result<(ErrorCode, bool)> {
        let mut muted = false;
        let rc = call!(self.zego_express_is_microphone_muted(&mut muted));
        Ok((code(rc), muted))
    }

    pub(crate) fn mute_speaker(&self, mute: bool) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_mute_speaker(mute))))
    }

    pub(crate) fn is_speaker_muted(&self) -> Result<(ErrorCode, bool)> {
        let mut muted = false;
        let rc = call!(self.zego_express_is_speaker_muted(&mut muted));
        Ok((code(rc), muted))
    }

    pub(crate) fn set_capture_volume(&self, volume: i32) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_set_capture_volume(volume))))
    }

    pub(crate) fn set_play_volume(&self, stream: &StreamId, volume: i32) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        Ok(code(call!(
            self.zego_express_set_play_volume(stream.as_ptr(), volume)
        )))
    }

    pub(crate) fn set_all_play_volume(&self, volume: i32) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_set_all_play_stream_volume(volume)
        )))
    }

    pub(crate) fn mute_play_audio(&self, stream: &StreamId, mute: bool) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        Ok(code(call!(self.zego_express_mute_play_stream_audio(
            stream.as_ptr(),
            mute
        ))))
    }

    pub(crate) fn mute_play_video(&self, stream: &StreamId, mute: bool) -> Result<ErrorCode> {
        let stream = c_string("stream id", stream.as_str())?;
        Ok(code(call!(self.zego_express_mute_play_stream_video(
            stream.as_ptr(),
            mute
        ))))
    }

    pub(crate) fn mute_publish_audio(&self, mute: bool, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_mute_publish_stream_audio(
            mute,
            channel.raw()
        ))))
    }

    pub(crate) fn mute_publish_video(&self, mute: bool, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_mute_publish_stream_video(
            mute,
            channel.raw()
        ))))
    }

    pub(crate) fn start_sound_levels(&self, millis: u32, speech: bool) -> Result<ErrorCode> {
        let config = zego_sys::zego_sound_level_config {
            millisecond: millis,
            enable_vad: speech,
        };
        Ok(code(call!(
            self.zego_express_start_sound_level_monitor_with_config(config)
        )))
    }

    pub(crate) fn stop_sound_levels(&self) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_stop_sound_level_monitor())))
    }

    pub(crate) fn start_spectra(&self, millis: u32) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_start_audio_spectrum_monitor(millis)
        )))
    }

    pub(crate) fn stop_spectra(&self) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_stop_audio_spectrum_monitor())))
    }

    pub(crate) fn start_voice_activity(&self, millis: u32) -> Result<ErrorCode> {
        let source = VoiceSource::Captured.raw();
        let millis = c_int::try_from(millis).unwrap_or(c_int::MAX);
        Ok(code(call!(
            self.zego_express_start_audio_vad_stable_state_monitor(source, millis)
        )))
    }

    pub(crate) fn stop_voice_activity(&self) -> Result<ErrorCode> {
        let source = VoiceSource::Captured.raw();
        Ok(code(call!(
            self.zego_express_stop_audio_vad_stable_state_monitor(source)
        )))
    }
}

/// # Safety
///
/// `first` is NULL or the first of `count` valid entries.
unsafe fn devices(first: *const zego_sys::zego_device_info, count: c_int) -> Vec<Device> {
    let count = u32::try_from(count).unwrap_or(0);
    // SAFETY: the caller's promise.
    unsafe { list(first, count) }
        .iter()
        .map(|info| Device {
            id: array(&info.device_id),
            name: array(&info.device_name),
            extra_info: array(&info.device_extra_info),
        })
        .collect()
}
