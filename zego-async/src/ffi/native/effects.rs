//! The audio effect player.

use super::{Called, Native, call, code};
use crate::error::{ErrorCode, Result};
use crate::ffi::text::c_string;
use crate::media::PlayerCommand;

impl Native {
    pub(crate) fn create_effect_player(&self) -> Result<(ErrorCode, i32)> {
        let mut player = zego_sys::zego_audio_effect_player_instance_index_null;
        let rc = call!(self.zego_express_create_audio_effect_player(&mut player));
        Ok((code(rc), player))
    }

    pub(crate) fn destroy_effect_player(&self, player: i32) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_destroy_audio_effect_player(player)
        )))
    }

    pub(crate) fn load_effect(&self, player: i32, effect: u32, path: &str) -> Result<Called> {
        let path = c_string("file", path)?;
        let mut sequence = 0;
        let rc = call!(self.zego_express_audio_effect_player_load_resource(
            effect,
            path.as_ptr(),
            player,
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn unload_effect(&self, player: i32, effect: u32) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_audio_effect_player_unload_resource(effect, player)
        )))
    }

    /// Starts an effect from a file, or one that was loaded.
    pub(crate) fn start_effect(
        &self,
        player: i32,
        effect: u32,
        path: Option<&str>,
        count: u32,
        publish: bool,
    ) -> Result<ErrorCode> {
        let path = path.map(|path| c_string("file", path)).transpose()?;
        let mut config = zego_sys::zego_audio_effect_play_config {
            play_count: count,
            is_publish_out: publish,
        };
        Ok(code(call!(self.zego_express_audio_effect_player_start(
            effect,
            path.as_ref().map_or(std::ptr::null(), |path| path.as_ptr()),
            &mut config,
            player
        ))))
    }

    /// Stops, pauses or resumes an effect that was started.
    pub(crate) fn command_effect(
        &self,
        player: i32,
        effect: u32,
        command: PlayerCommand,
    ) -> Result<ErrorCode> {
        let rc = match command {
            PlayerCommand::Pause => {
                call!(self.zego_express_audio_effect_player_pause(effect, player))
            }
            PlayerCommand::Resume | PlayerCommand::Start => {
                call!(self.zego_express_audio_effect_player_resume(effect, player))
            }
            PlayerCommand::Stop => {
                call!(self.zego_express_audio_effect_player_stop(effect, player))
            }
        };
        Ok(code(rc))
    }

    pub(crate) fn seek_effect(&self, player: i32, effect: u32, millis: u64) -> Result<Called> {
        let mut sequence = 0;
        let rc = call!(self.zego_express_audio_effect_player_seek_to(
            effect,
            millis,
            player,
            &mut sequence
        ));
        Ok(Called {
            code: code(rc),
            sequence,
        })
    }

    pub(crate) fn set_effect_volume(
        &self,
        player: i32,
        effect: u32,
        volume: i32,
    ) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_audio_effect_player_set_volume(effect, volume, player)
        )))
    }
}
