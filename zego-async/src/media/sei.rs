//! Bytes that go along with a stream: SEI.

use super::check;
use crate::error::{Error, Result};
use crate::event::Sei;
use crate::play::Playback;
use crate::publish::Publication;
use crate::streams::EventStream;

/// The longest SEI.
const MAX_SEI: usize = 4096;

impl Publication {
    /// Sends supplemental information along with the pictures: 1 to 4096 bytes, about 30 times a
    /// second at most. It may be lost, as pictures may.
    ///
    /// The SDK copies the bytes before this returns; it never waits.
    #[doc(alias = "zego_express_send_sei")]
    pub fn send_sei(&self, data: &[u8]) -> Result<()> {
        if data.is_empty() || data.len() > MAX_SEI {
            return Err(Error::invalid(
                "SEI",
                format_args!("has {} bytes, must have 1 to {MAX_SEI}", data.len()),
            ));
        }
        let (core, channel) = (self.engine().core(), self.channel());
        let code = core.direct(|native| native.send_sei(data, channel))?;
        check(code, format_args!("send SEI on {:?}", self.stream()))
    }
}

impl Playback {
    /// Supplemental information that the publisher sends along. None comes while the stream's
    /// video is muted here.
    #[doc(alias = "zego_register_player_recv_sei_callback")]
    pub fn sei(&self) -> EventStream<Sei> {
        self.events()
    }
}
