//! The engine itself, this machine's devices and the network.

use std::ffi::{c_char, c_int, c_void};

use super::callbacks;
use crate::error::ErrorCode;
use crate::event::*;
use crate::ffi::slots::enter;
use crate::ffi::text::text;
use crate::ids::UserId;

callbacks! {
    zego_register_engine_state_update_callback => engine_state_update(state: c_int) {
        Event::EngineState(EngineStateChanged { state: EngineState::from_raw(state) })
    }

    zego_register_debug_error_callback => debug_error(
        error: c_int, function: *const c_char, info: *const c_char,
    ) {
        let code = ErrorCode::new(error);
        Event::DebugError(DebugError { code, function: text(function), info: text(info) })
    }

    zego_register_api_called_result_callback => api_called_result(
        error: c_int, function: *const c_char, info: *const c_char,
    ) {
        let code = ErrorCode::new(error);
        Event::ApiCalled(ApiCalled { code, function: text(function), info: text(info) })
    }

    zego_register_fatal_error_callback => fatal_error(error: c_int) {
        Event::FatalError(FatalError { code: ErrorCode::new(error) })
    }

    zego_register_recv_experimental_api_callback => experimental_api(content: *const c_char) {
        Event::ExperimentalApi(ExperimentalApiAnswer { content: text(content) })
    }

    zego_register_network_quality_callback => network_quality(
        user: *const c_char, upstream: c_int, downstream: c_int,
    ) {
        let user = text(user);
        Event::NetworkQuality(NetworkQuality {
            user: (!user.is_empty()).then(|| UserId::reported(user)),
            upstream: QualityLevel::from_raw(upstream),
            downstream: QualityLevel::from_raw(downstream),
        })
    }

    zego_register_network_mode_changed_callback => network_mode_changed(mode: c_int) {
        Event::NetworkMode(NetworkModeChanged { mode: NetworkMode::from_raw(mode) })
    }

    zego_register_local_device_exception_occurred_callback => local_device_exception(
        exception: c_int, device: c_int, id: *const c_char,
    ) {
        let device = DeviceKind::from_raw(device);
        Event::LocalDeviceException(LocalDeviceException { exception, device, id: text(id) })
    }

    zego_register_rtc_stats_callback => rtc_stats(stats: zego_sys::zego_rtc_stats_info) {
        Event::RtcStats(RtcStats {
            sent_kbps: stats.total_tx_bandwidth,
            received_kbps: stats.total_rx_bandwidth,
            sent_rtt: stats.avg_tx_rtt,
            received_rtt: stats.avg_rx_rtt,
            sent_packet_lost_rate: stats.avg_tx_packet_lost_rate,
            received_packet_lost_rate: stats.avg_rx_packet_lost_rate,
            peer_to_peer_delay: stats.avg_peer_to_peer_delay,
        })
    }
}

/// The end of an engine is not an event, but the keeper's own signal.
pub(super) fn register_uninit(
    api: &zego_sys::Api,
    handle: zego_sys::zego_handle,
    context: Option<*mut c_void>,
) {
    unsafe extern "C" fn engine_uninit(_handle: zego_sys::zego_handle, context: *mut c_void) {
        enter(context, |receiver, _| receiver.uninitialised());
    }

    let Some(register) = api.zego_register_engine_uninit_callback else {
        return;
    };
    // SAFETY: the trampoline has the signature that this registration takes, is a function of
    // this program, and takes its context as a number only.
    unsafe {
        match context {
            Some(context) => register(handle, Some(engine_uninit), context),
            None => register(handle, None, std::ptr::null_mut()),
        }
    }
}
