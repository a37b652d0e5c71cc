//! Media players, effect players and recordings: states, results and progress.

use std::ffi::{c_char, c_int, c_uint, c_ulonglong};

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::*;
use crate::ffi::convert::stream_id;
use crate::ffi::text::array;
use crate::text::Text;

callbacks! {
    zego_register_media_player_state_update_callback => player_state(
        state: c_int, error: c_int, player: c_int,
    ) {
        Event::MediaPlayerState(MediaPlayerStateChanged {
            player,
            state: MediaState::from_raw(state),
            code: ErrorCode::new(error),
        })
    }

    zego_register_media_player_load_resource_callback => player_loaded(
        error: c_int, player: c_int,
    ) {
        Event::MediaPlayerLoaded(MediaPlayerLoaded { player, code: ErrorCode::new(error) })
    }

    zego_register_media_player_playing_progress_callback => player_progress(
        millis: c_ulonglong, player: c_int,
    ) {
        Event::MediaPlayerProgress(MediaPlayerProgress { player, millis })
    }

    zego_register_media_player_network_event_callback => player_network(
        event: c_int, player: c_int,
    ) {
        let waits = event == zego_sys::zego_media_player_network_event_buffer_begin;
        Event::MediaPlayerBuffering(MediaPlayerBuffering { player, waits })
    }

    zego_register_media_player_seek_to_callback => player_seek(
        sequence: c_int, error: c_int, _player: c_int,
    ) {
        result(CallKind::MediaPlayerSeek, sequence, error)
    }

    zego_register_audio_effect_play_state_update_callback => effect_state(
        effect: c_uint, state: c_int, error: c_int, _player: c_int,
    ) {
        Event::AudioEffectState(AudioEffectStateChanged {
            effect,
            state: MediaState::from_raw(state),
            code: ErrorCode::new(error),
        })
    }

    zego_register_audio_effect_player_load_resource_callback => effect_loaded(
        sequence: c_int, error: c_int, _player: c_int,
    ) {
        result(CallKind::AudioEffectLoad, sequence, error)
    }

    zego_register_audio_effect_player_seek_to_callback => effect_seek(
        sequence: c_int, error: c_int, _player: c_int,
    ) {
        result(CallKind::AudioEffectSeek, sequence, error)
    }

    zego_register_captured_data_record_state_update_callback => captured_record_state(
        state: c_int, error: c_int, config: zego_sys::zego_data_record_config, channel: c_int,
    ) {
        record_state(captured(channel), state, error, array(&config.file_path))
    }

    zego_register_captured_data_record_progress_update_callback => captured_record_progress(
        progress: zego_sys::zego_data_record_progress,
        _config: zego_sys::zego_data_record_config,
        channel: c_int,
    ) {
        record_progress(captured(channel), progress.duration, progress.current_file_size)
    }

    zego_register_remote_data_record_state_update_callback => remote_record_state(
        state: c_int, error: c_int, config: zego_sys::zego_data_record_config,
        stream: *const c_char,
    ) {
        let source = RecordSource::Stream(stream_id(stream));
        record_state(source, state, error, array(&config.file_path))
    }

    zego_register_remote_data_record_progress_update_callback => remote_record_progress(
        progress: zego_sys::zego_data_remote_record_progress,
        _config: zego_sys::zego_data_record_config,
        stream: *const c_char,
    ) {
        let source = RecordSource::Stream(stream_id(stream));
        record_progress(source, progress.duration, progress.current_file_size)
    }
}

fn captured(channel: c_int) -> RecordSource {
    RecordSource::Channel(Channel::from_raw(channel))
}

fn record_state(source: RecordSource, state: i32, error: i32, file: Text) -> Event {
    Event::RecordState(RecordStateChanged {
        source,
        state: RecordState::from_raw(state),
        code: ErrorCode::new(error),
        file,
    })
}

fn record_progress(source: RecordSource, millis: u64, bytes: u64) -> Event {
    Event::RecordProgress(RecordProgress {
        source,
        millis,
        bytes,
    })
}

fn result(kind: CallKind, sequence: i32, error: i32) -> Event {
    Event::CallResult(CallResult {
        kind,
        sequence,
        code: ErrorCode::new(error),
        subject: Text::default(),
        extended_data: Text::default(),
    })
}
