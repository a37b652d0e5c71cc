//! Handles, init and uninit, version and what may be set before.

use std::ffi::{c_char, c_int};

use zego_sys::{
    Api, zego_engine_config, zego_engine_profile, zego_feature_type, zego_geo_fence_type,
    zego_handle, zego_log_config, zego_room_mode, zego_scenario,
};

use super::handles::{self, enter};
use super::text;

/// The version of the engine whose behaviour was recorded.
const VERSION: &std::ffi::CStr = c"3.25.0.51516";

pub(super) fn install(api: &mut Api) {
    api.zego_express_engine_create_handle = Some(create_handle);
    api.zego_express_engine_destroy_handle = Some(destroy_handle);
    api.zego_express_engine_init_with_profile = Some(init);
    api.zego_express_engine_init = Some(init_old);
    api.zego_express_engine_uninit_async = Some(uninit);
    api.zego_express_get_version = Some(get_version);
    api.zego_express_set_room_mode = Some(set_room_mode);
    api.zego_express_set_engine_config = Some(set_engine_config);
    api.zego_express_set_engine_config_with_instance = Some(set_engine_config);
    api.zego_express_set_log_config = Some(set_log_config);
    api.zego_express_set_geo_fence = Some(set_geo_fence);
    api.zego_express_set_room_scenario = Some(set_room_scenario);
    api.zego_express_is_feature_supported = Some(is_feature_supported);
    api.zego_express_get_increase_seq = Some(get_increase_seq);
    api.zego_express_enable_debug_assistant = Some(enable_debug_assistant);
}

/// Puts in what makes a library of one engine.
pub(super) fn install_single_instance(api: &mut Api) {
    api.zego_express_engine_create_handle = Some(create_no_handle);
}

unsafe extern "C" fn create_handle() -> zego_handle {
    handles::create()
}

unsafe extern "C" fn create_no_handle() -> zego_handle {
    std::ptr::null_mut()
}

unsafe extern "C" fn destroy_handle(handle: zego_handle) {
    enter(handle, |_| handles::destroy(handle));
}

unsafe extern "C" fn init(handle: zego_handle, profile: zego_engine_profile) -> c_int {
    enter(handle, |engine| {
        let app_sign = text::read_array(&profile.app_sign);
        engine
            .instance
            .init(profile.app_id, &app_sign, profile.scenario)
    })
}

unsafe extern "C" fn init_old(
    handle: zego_handle,
    app_id: u32,
    app_sign: *const c_char,
    _is_test_env: bool,
    scenario: zego_scenario,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let app_sign = unsafe { text::read_or_empty(app_sign) };
    enter(handle, |engine| {
        engine.instance.init(app_id, &app_sign, scenario)
    })
}

unsafe extern "C" fn uninit(handle: zego_handle) -> c_int {
    enter(handle, |engine| engine.instance.uninit())
}

unsafe extern "C" fn get_version(_handle: zego_handle, version: *mut *const c_char) -> c_int {
    if !version.is_null() {
        // SAFETY: the interface asks for a place for a pointer; the text is static.
        unsafe { *version = VERSION.as_ptr() };
    }
    0
}

unsafe extern "C" fn set_room_mode(handle: zego_handle, mode: zego_room_mode) -> c_int {
    enter(handle, |engine| engine.instance.set_room_mode(mode != 0))
}

unsafe extern "C" fn set_engine_config(handle: zego_handle, config: zego_engine_config) -> c_int {
    enter(handle, |engine| {
        let settings = text::read_array(&config.advanced_config);
        engine.instance.set_config(&settings)
    })
}

unsafe extern "C" fn set_log_config(handle: zego_handle, _config: zego_log_config) -> c_int {
    enter(handle, |engine| {
        engine.instance.call("setLogConfig", |_, _| Ok(()))
    })
}

unsafe extern "C" fn set_geo_fence(
    handle: zego_handle,
    _kind: zego_geo_fence_type,
    _areas: *const c_int,
    _area_count: c_int,
) -> c_int {
    enter(handle, |engine| engine.instance.set_geo_fence())
}

unsafe extern "C" fn set_room_scenario(handle: zego_handle, scenario: zego_scenario) -> c_int {
    enter(handle, |engine| engine.instance.set_scenario(scenario))
}

unsafe extern "C" fn is_feature_supported(
    handle: zego_handle,
    feature: zego_feature_type,
    is_supported: *mut bool,
) -> c_int {
    enter(handle, |engine| {
        let mut supported = false;
        let code = engine.instance.call("isFeatureSupported", |state, _| {
            state.life("isFeatureSupported")?;
            supported = crate::engine::lifecycle::SUPPORTED_FEATURES.contains(&feature);
            Ok(())
        });
        if !is_supported.is_null() {
            // SAFETY: the interface asks for a place for a bool.
            unsafe { *is_supported = supported };
        }
        code
    })
}

unsafe extern "C" fn get_increase_seq(handle: zego_handle) -> c_int {
    enter(handle, |engine| {
        engine.instance.look(|state| state.sequences.single())
    })
}

unsafe extern "C" fn enable_debug_assistant(handle: zego_handle, _enable: bool) -> c_int {
    enter(handle, |engine| {
        engine.instance.call("enableDebugAssistant", |state, _| {
            state.life("enableDebugAssistant").map(|_| ())
        })
    })
}
