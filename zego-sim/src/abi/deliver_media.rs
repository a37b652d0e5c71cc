//! What components tell, as calls of the registered functions.

use std::ffi::c_uint;

use zego_sys as sys;

use crate::event::{MediaEvent, Text};

use super::deliver::call;
use super::handles::Ears;
use super::text::{Lent, write_array};

pub(super) fn deliver(ears: &Ears, event: &MediaEvent) {
    match event {
        MediaEvent::PlayerLoaded { player, code } => {
            call!(ears, media_player_load_resource, *code, *player);
        }
        MediaEvent::PlayerState {
            player,
            state,
            code,
        } => call!(ears, media_player_state_update, *state, *code, *player),
        MediaEvent::PlayerProgress { player, ms } => {
            call!(ears, media_player_playing_progress, *ms, *player);
        }
        MediaEvent::PlayerSought {
            player,
            sequence,
            code,
        } => call!(ears, media_player_seek_to, *sequence, *code, *player),
        MediaEvent::EffectLoaded {
            player,
            sequence,
            code,
        } => call!(
            ears,
            audio_effect_player_load_resource,
            *sequence,
            *code,
            *player
        ),
        MediaEvent::EffectSought {
            player,
            sequence,
            code,
        } => call!(ears, audio_effect_player_seek_to, *sequence, *code, *player),
        MediaEvent::EffectState {
            player,
            effect,
            state,
            code,
        } => call!(
            ears,
            audio_effect_play_state_update,
            *effect,
            *state,
            *code,
            *player
        ),
        MediaEvent::MixerStarted { code, sequence } => {
            call!(ears, mixer_start_result, *code, *sequence, c"".as_ptr());
        }
        MediaEvent::MixerStopped { code, sequence } => {
            call!(ears, mixer_stop_result, *code, *sequence);
        }
        MediaEvent::KeyFrameWanted { channel } => {
            call!(ears, custom_video_capture_request_key_frame, *channel);
        }
        MediaEvent::TrafficControl {
            channel,
            width,
            height,
            fps,
            kbps,
        } => {
            let info = sys::zego_traffic_control_info {
                width: *width,
                height: *height,
                fps: *fps,
                bitrate: *kbps,
            };
            call!(
                ears,
                custom_video_capture_encoded_data_traffic_control,
                info,
                *channel
            );
        }
        _ => deliver_measured(ears, event),
    }
}

fn deliver_measured(ears: &Ears, event: &MediaEvent) {
    match event {
        MediaEvent::RecordState {
            channel,
            state,
            code,
            path,
            kind,
        } => {
            let config = record_config(path, *kind);
            call!(
                ears,
                captured_data_record_state_update,
                *state,
                *code,
                config,
                *channel
            );
        }
        MediaEvent::RecordProgress {
            channel,
            ms,
            bytes,
            path,
            kind,
        } => {
            let progress = sys::zego_data_record_progress {
                duration: *ms,
                current_file_size: *bytes,
                ..Default::default()
            };
            let config = record_config(path, *kind);
            call!(
                ears,
                captured_data_record_progress_update,
                progress,
                config,
                *channel
            );
        }
        MediaEvent::RemoteRecordState {
            stream,
            state,
            code,
            path,
            kind,
        } => {
            let (stream, config) = (Lent::new(stream), record_config(path, *kind));
            call!(
                ears,
                remote_data_record_state_update,
                *state,
                *code,
                config,
                stream.pointer(),
            );
        }
        MediaEvent::RemoteRecordProgress {
            stream,
            ms,
            bytes,
            path,
            kind,
        } => {
            let progress = sys::zego_data_remote_record_progress {
                duration: *ms,
                current_file_size: *bytes,
                ..Default::default()
            };
            let (stream, config) = (Lent::new(stream), record_config(path, *kind));
            call!(
                ears,
                remote_data_record_progress_update,
                progress,
                config,
                stream.pointer(),
            );
        }
        MediaEvent::CapturedLevel { level, voice } => {
            let level = c_level(&Text::from(""), *level, *voice);
            call!(ears, captured_sound_level_update, &raw const level);
            call!(ears, captured_sound_level_info_update, &raw const level);
        }
        MediaEvent::RemoteLevels { levels } => {
            let levels: Vec<_> = levels
                .iter()
                .map(|(stream, level, voice)| c_level(stream, *level, *voice))
                .collect();
            let count = levels.len() as c_uint;
            call!(ears, remote_sound_level_update, levels.as_ptr(), count);
            call!(ears, remote_sound_level_info_update, levels.as_ptr(), count);
        }
        MediaEvent::CapturedSpectrum { bands } => {
            let mut bands = bands.clone();
            let spectrum = c_spectrum(&Text::from(""), &mut bands);
            call!(ears, captured_audio_spectrum_update, &raw const spectrum);
        }
        MediaEvent::RemoteSpectra { spectra } => {
            let mut bands: Vec<Vec<f32>> = spectra.iter().map(|(_, b)| b.clone()).collect();
            let lent: Vec<_> = spectra
                .iter()
                .zip(&mut bands)
                .map(|((stream, _), bands)| c_spectrum(stream, bands))
                .collect();
            let count = lent.len() as c_uint;
            call!(ears, remote_audio_spectrum_update, lent.as_ptr(), count);
        }
        MediaEvent::Voice { source, voice } => {
            call!(ears, audio_vad_state_update, *source, (*voice).into());
        }
        MediaEvent::Performance {
            cpu_app,
            cpu_system,
            memory_app,
            memory_system,
            memory_app_mb,
        } => {
            let status = sys::zego_performance_status {
                cpu_usage_app: *cpu_app,
                cpu_usage_system: *cpu_system,
                memory_usage_app: *memory_app,
                memory_usage_system: *memory_system,
                memory_used_app: *memory_app_mb,
            };
            call!(ears, performance_status_update, status);
        }
        _ => {}
    }
}

fn record_config(path: &Text, kind: i32) -> sys::zego_data_record_config {
    let mut config = sys::zego_data_record_config {
        record_type: kind,
        ..Default::default()
    };
    write_array(path, &mut config.file_path);
    config
}

fn c_level(stream: &Text, level: f32, voice: bool) -> sys::zego_sound_level_info {
    let mut info = sys::zego_sound_level_info {
        sound_level: level,
        vad: voice.into(),
        ..Default::default()
    };
    write_array(stream, &mut info.stream_id);
    info
}

/// The spectrum points into `bands`.
fn c_spectrum(stream: &Text, bands: &mut [f32]) -> sys::zego_audio_spectrum_info {
    let mut info = sys::zego_audio_spectrum_info {
        spectrum_list: bands.as_mut_ptr(),
        spectrum_count: bands.len() as c_uint,
        ..Default::default()
    };
    write_array(stream, &mut info.stream_id);
    info
}
