//! The embedded engine as `libZegoExpressEngine.so`: exports only, all of it is in `zego-sim`.
//!
//! A program that was written for the SDK loads it in the SDK's place; no media leaves the
//! process. With `ZEGO_SIM_SINGLE_INSTANCE=1` in the environment, `create_handle` answers NULL, as
//! libraries of one engine do.

#![allow(non_snake_case)] // the name of the file

use zego_sim::export_c_interface;

zego_sys::for_each_function!(export_c_interface);

/// How a test gets at the clouds of this library's engines.
#[cfg(feature = "steering")]
#[unsafe(no_mangle)]
pub extern "C" fn zego_sim_steering() -> zego_sim::Steering {
    zego_sim::Steering::own()
}
