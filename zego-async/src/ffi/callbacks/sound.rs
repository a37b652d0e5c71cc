//! What is measured of sound, and SEI.

use std::ffi::{c_char, c_int, c_uchar, c_uint};

use bytes::Bytes;

use super::callbacks;
use crate::event::*;
use crate::ffi::convert::stream_id;
use crate::ffi::text::{array, list};
use crate::ids::StreamId;

callbacks! {
    zego_register_captured_sound_level_update_callback => captured_level(
        info: *const zego_sys::zego_sound_level_info,
    ) {
        let level = list(info, 1).first().map_or(0.0, |info| info.sound_level);
        Event::CapturedSoundLevel(CapturedSoundLevel { level })
    }

    zego_register_remote_sound_level_update_callback => remote_levels(
        infos: *const zego_sys::zego_sound_level_info, count: c_uint,
    ) {
        let level = |info: &zego_sys::zego_sound_level_info| SoundLevel {
            stream: StreamId::reported(array(&info.stream_id)),
            level: info.sound_level,
        };
        let levels = list(infos, count).iter().map(level).collect();
        Event::RemoteSoundLevels(RemoteSoundLevels { levels })
    }

    zego_register_captured_sound_level_info_update_callback => captured_speech(
        info: *const zego_sys::zego_sound_level_info,
    ) {
        let info = list(info, 1).first();
        Event::CapturedSpeech(CapturedSpeech {
            speech: info.is_some_and(|info| info.vad == zego_sys::zego_audio_vad_type_speech),
            level: info.map_or(0.0, |info| info.sound_level),
        })
    }

    zego_register_remote_sound_level_info_update_callback => remote_speech(
        infos: *const zego_sys::zego_sound_level_info, count: c_uint,
    ) {
        let speech = |info: &zego_sys::zego_sound_level_info| Speech {
            stream: StreamId::reported(array(&info.stream_id)),
            speech: info.vad == zego_sys::zego_audio_vad_type_speech,
            level: info.sound_level,
        };
        let streams = list(infos, count).iter().map(speech).collect();
        Event::RemoteSpeech(RemoteSpeech { streams })
    }

    zego_register_captured_audio_spectrum_update_callback => captured_spectrum(
        info: *const zego_sys::zego_audio_spectrum_info,
    ) {
        let info = list(info, 1).first();
        let bands = info.map_or(&[][..], |info| list(info.spectrum_list, info.spectrum_count));
        Event::CapturedSpectrum(CapturedSpectrum { bands: bands.into() })
    }

    zego_register_remote_audio_spectrum_update_callback => remote_spectra(
        infos: *const zego_sys::zego_audio_spectrum_info, count: c_uint,
    ) {
        let spectrum = |info: &zego_sys::zego_audio_spectrum_info| Spectrum {
            stream: StreamId::reported(array(&info.stream_id)),
            bands: list(info.spectrum_list, info.spectrum_count).into(),
        };
        let spectra = list(infos, count).iter().map(spectrum).collect();
        Event::RemoteSpectra(RemoteSpectra { spectra })
    }

    zego_register_audio_vad_state_update_callback => voice_activity(
        source: c_int, state: c_int,
    ) {
        let source = VoiceSource::from_raw(source);
        Event::VoiceActivity(VoiceActivity { source, state: VoiceState::from_raw(state) })
    }

    zego_register_player_recv_sei_callback => sei(
        stream: *const c_char, data: *const c_uchar, length: c_uint,
    ) {
        let data = Bytes::copy_from_slice(list(data, length));
        Event::Sei(Sei { stream: stream_id(stream), data })
    }
}
