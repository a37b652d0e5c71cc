//! Media players.

use bytes::Bytes;

use super::{Called, Native, call, code};
use crate::error::{Error, ErrorCode, Result};
use crate::ffi::text::c_string;
use crate::media::{PixelFormat, PlayerCommand, PlayerSetting};

impl Native {
    pub(crate) fn create_media_player(&self) -> Result<(ErrorCode, i32)> {
        let mut player = zego_sys::zego_media_player_instance_index_null;
        let rc = call!(self.zego_express_create_media_player(&mut player));
        Ok((code(rc), player))
    }

    pub(crate) fn destroy_media_player(&self, player: i32) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_destroy_media_player(player))))
    }

    pub(crate) fn load_media(&self, player: i32, path: &str) -> Result<ErrorCode> {
        let path = c_string("resource", path)?;
        Ok(code(call!(self.zego_express_media_player_load_resource(
            path.as_ptr(),
            player
        ))))
    }

    /// The caller keeps `data` for as long as the player may read it.
    pub(crate) fn load_media_data(&self, player: i32, data: &Bytes) -> Result<ErrorCode> {
        let length = i32::try_from(data.len())
            .map_err(|_| Error::invalid("media data", "is longer than 2 GiB"))?;
        // The interface lacks a `const`: the SDK only reads.
        Ok(code(call!(
            self.zego_express_media_player_load_resource_from_media_data(
                data.as_ptr().cast_mut(),
                length,
                0,
                player
            )
        )))
    }

    pub(crate) fn command_player(&self, player: i32, command: PlayerCommand) -> Result<ErrorCode> {
        let rc = match command {
            PlayerCommand::Start => call!(self.zego_express_media_player_start(player)),
            PlayerCommand::Stop => call!(self.zego_express_media_player_stop(player)),
            PlayerCommand::Pause => call!(self.zego_express_media_player_pause(player)),
            PlayerCommand::Resume => call!(self.zego_express_media_player_resume(player)),
        };
        Ok(code(rc))
    }

    pub(crate) fn seek_player(&self, player: i32, millis: u64) -> Result<Called> {
        let mut sequence = 0;
        let rc = call!(self.zego_express_media_player_seek_to(millis, player, &mut sequence));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn set_player(&self, player: i32, setting: PlayerSetting) -> Result<ErrorCode> {
        let rc = match setting {
            PlayerSetting::Volume(volume) => {
                call!(self.zego_express_media_player_set_volume(volume, player))
            }
            PlayerSetting::PlayVolume(volume) => {
                call!(self.zego_express_media_player_set_play_volume(volume, player))
            }
            PlayerSetting::PublishVolume(volume) => {
                call!(self.zego_express_media_player_set_publish_volume(volume, player))
            }
            PlayerSetting::Speed(speed) => {
                call!(self.zego_express_media_player_set_play_speed(speed, player))
            }
            PlayerSetting::Repeat(on) => {
                call!(self.zego_express_media_player_enable_repeat(on, player))
            }
            PlayerSetting::Aux(on) => {
                call!(self.zego_express_media_player_enable_aux(on, player))
            }
            PlayerSetting::MuteLocal(on) => {
                call!(self.zego_express_media_player_mute_local_audio(on, player))
            }
            PlayerSetting::ProgressInterval(millis) => {
                call!(self.zego_express_media_player_set_progress_interval(millis, player))
            }
            PlayerSetting::AudioFrames(on) => {
                call!(self.zego_express_media_player_enable_audio_data(on, player))
            }
            PlayerSetting::VideoFrames(on) => {
                let format = PixelFormat::I420.raw();
                call!(self.zego_express_media_player_enable_video_data(on, format, player))
            }
        };
        Ok(code(rc))
    }

    pub(crate) fn player_duration(&self, player: i32) -> Result<(ErrorCode, u64)> {
        let mut millis = 0;
        let rc = call!(self.zego_express_media_player_get_total_duration(player, &mut millis));
        Ok((code(rc), millis))
    }

    pub(crate) fn player_position(&self, player: i32) -> Result<(ErrorCode, u64)> {
        let mut millis = 0;
        let rc = call!(self.zego_express_media_player_get_current_progress(player, &mut millis));
        Ok((code(rc), millis))
    }
}
