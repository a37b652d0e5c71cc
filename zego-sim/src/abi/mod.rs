//! The C interface over the model, and the only place with `unsafe`: arguments come in as C has
//! them, go on as owned values, and events go out through the registered callbacks.

mod bytes;
mod callbacks;
mod convert;
mod custom_audio;
mod custom_video;
mod deliver;
mod deliver_media;
mod devices;
mod effects;
mod engine;
mod exports;
mod fallback;
mod handles;
mod media_player;
mod message;
mod mixer;
mod player;
mod prepared;
mod publisher;
mod record;
mod room;
mod settings;
mod sink;
#[cfg(feature = "steering")]
mod steering;
mod stream_list;
mod text;

pub use prepared::{Frame, PreparedCallback};
#[cfg(feature = "steering")]
pub use steering::{STEERING_SYMBOL, Steering, steer};

use std::sync::LazyLock;

use zego_sys::Api;

static TABLE: LazyLock<Api> = LazyLock::new(|| {
    let mut api = fallback::table();
    callbacks::install(&mut api);
    engine::install(&mut api);
    room::install(&mut api);
    settings::install(&mut api);
    stream_list::install(&mut api);
    publisher::install(&mut api);
    player::install(&mut api);
    message::install(&mut api);
    custom_video::install(&mut api);
    custom_audio::install(&mut api);
    media_player::install(&mut api);
    devices::install(&mut api);
    mixer::install(&mut api);
    effects::install(&mut api);
    record::install(&mut api);
    api
});

/// All functions of the interface, with as many engines as handles are made.
pub(crate) fn table() -> &'static Api {
    &TABLE
}

/// The same, but `create_handle` answers NULL: there is one engine.
pub(crate) fn single_instance_table() -> Api {
    let mut api = TABLE.clone();
    engine::install_single_instance(&mut api);
    api
}

/// What the shared library exports: engines by handle, or the only one behind NULL where the
/// environment asks for it.
pub(crate) fn exported_table() -> &'static Api {
    static EXPORTED: LazyLock<Api> = LazyLock::new(|| {
        eprintln!("zego-sim: the embedded engine is loaded; no media leaves this process");
        match std::env::var_os("ZEGO_SIM_SINGLE_INSTANCE") {
            Some(value) if value != "0" => single_instance_table(),
            _ => TABLE.clone(),
        }
    });
    &EXPORTED
}

/// The names of the functions that do more than to answer that they aren't there.
pub(crate) fn modelled() -> Vec<&'static str> {
    fallback::replaced_in(&TABLE)
}

/// Gives a value back through its pointer.
///
/// # Safety
///
/// `place` is null or points to a place for such a value.
unsafe fn put<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: the caller vouches for the place.
        unsafe { *place = value };
    }
}
