//! Pictures that the program encoded by itself: they go to the players as they are, and only to
//! those that take them encoded.

use std::sync::Arc;

use crate::codes::*;
use crate::instance::Instance;

/// One encoded picture.
pub(crate) struct Encoded {
    /// As the interface numbers codecs and their framings.
    pub(crate) format: i32,
    pub(crate) is_key_frame: bool,
    pub(crate) rotation: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// The program's time of the picture, in milliseconds.
    pub(crate) time: u64,
    pub(crate) data: Vec<u8>,
    /// What the program sent along with it.
    pub(crate) sei: Vec<u8>,
}

impl Instance {
    /// Takes an encoded picture that the program captured.
    pub(crate) fn send_encoded(self: &Arc<Self>, channel: i32, encoded: Encoded) -> i32 {
        let gate = self.look(|state| {
            let life = state.life.as_ref().ok_or(NO_ENGINE)?;
            life.open_captures()
                .find(|open| *open == channel)
                .ok_or(CAPTURE_NOT_STARTED)?;
            Ok(life.desk.clone())
        });
        let desk = match gate {
            Ok(desk) => desk,
            Err(code) => return code,
        };
        if encoded.data.is_empty() || encoded.width <= 0 || encoded.height <= 0 {
            return CAPTURE_FORMAT;
        }
        desk.channel(channel).encoded(&desk, &Arc::new(encoded));
        OK
    }
}
