//! The engine itself.

use std::ffi::c_int;

use super::{InitProfile, Native, call, code};
use crate::config::LogConfig;
use crate::error::{Error, ErrorCode, Result};
use crate::event::Channel;
use crate::ffi::text::{fill, fill_exact};

impl Native {
    pub(crate) fn set_room_mode(&self, multi: bool) -> Result<ErrorCode> {
        Ok(code(call!(
            self.zego_express_set_room_mode(c_int::from(multi))
        )))
    }

    pub(crate) fn set_log_config(&self, log: &LogConfig) -> Result<ErrorCode> {
        let log = log_config(log)?;
        Ok(code(call!(self.zego_express_set_log_config(log))))
    }

    pub(crate) fn set_engine_config(&self, advanced: &str) -> Result<ErrorCode> {
        let mut config = zego_sys::zego_engine_config::default();
        fill("advanced config", &mut config.advanced_config, advanced)?;
        if self
            .library
            .api
            .zego_express_set_engine_config_with_instance
            .is_some()
        {
            Ok(code(call!(
                self.zego_express_set_engine_config_with_instance(config)
            )))
        } else {
            Ok(code(call!(self.zego_express_set_engine_config(config))))
        }
    }

    pub(crate) fn init(&self, profile: &InitProfile<'_>) -> Result<ErrorCode> {
        let mut native = zego_sys::zego_engine_profile {
            app_id: profile.app_id,
            scenario: profile.scenario,
            ..Default::default()
        };
        fill_exact(&mut native.app_sign, profile.app_sign);
        Ok(code(call!(
            self.zego_express_engine_init_with_profile(native)
        )))
    }

    /// Ends the engine. Blocks for a tenth of a second and more.
    pub(crate) fn uninit(&self) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_engine_uninit_async())))
    }

    pub(crate) fn is_feature_supported(&self, feature: i32) -> Result<(ErrorCode, bool)> {
        let mut supported = false;
        let rc = call!(self.zego_express_is_feature_supported(feature, &mut supported));
        Ok((code(rc), supported))
    }

    pub(crate) fn enable_camera(&self, on: bool, channel: Channel) -> Result<ErrorCode> {
        Ok(code(call!(self.zego_express_enable_camera(
            on,
            zego_sys::zego_exp_notify_device_state_mode_open,
            channel.raw()
        ))))
    }
}

fn log_config(log: &LogConfig) -> Result<zego_sys::zego_log_config> {
    let mut native = zego_sys::zego_log_config {
        log_size: log.max_bytes,
        log_count: log.files,
        ..Default::default()
    };
    let path = log
        .folder
        .to_str()
        .ok_or_else(|| Error::invalid("log folder", "is not UTF-8"))?;
    fill("log folder", &mut native.log_path, path)?;
    Ok(native)
}
