//! Sending messages in a room, and setting what the room says of itself.

use crate::error::{Error, ErrorKind, Result};
use crate::event::{CallKind, CallResult};
use crate::ffi::{Called, Native};
use crate::ids::{User, text_fits};
use crate::operation::Request;
use crate::room::Room;
use crate::text::Text;

impl Room {
    /// Sends a message to everybody in the room but this user; the answer is the message's
    /// number. Reliable and in order.
    ///
    /// 1 to 1024 bytes, more if ZEGO raised the app's limit; the library takes 10239 at most. One
    /// user may send 2 a second, a room 10; faster ones fail with [`ErrorKind::RateLimited`].
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// # let room = engine.login_room("messages", "alice").await?;
    /// use std::time::Duration;
    ///
    /// let number = room.send_broadcast("hello").timeout(Duration::from_secs(5)).await?;
    /// println!("sent as {number}");
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    #[doc(alias = "zego_express_send_broadcast_message")]
    pub fn send_broadcast(&self, text: impl Into<String>) -> Request<u64> {
        let (room, text) = (self.id().clone(), text.into());
        self.request(
            CallKind::SendBroadcast,
            "send a broadcast message",
            check_message("broadcast message", &text, 10239),
            move |native| native.send_broadcast(&room, &text),
            |result| {
                result
                    .subject
                    .parse()
                    .map_err(|_| Error::new(ErrorKind::Sdk, "the SDK gave the message no number"))
            },
        )
    }

    /// Sends a message to everybody in the room but this user, which may be lost under load; the
    /// answer is the message's name.
    ///
    /// 1 to 1024 bytes, more if ZEGO raised the app's limit; the library takes 10239 at most. A
    /// room takes 20 a second.
    #[doc(alias = "zego_express_send_barrage_message")]
    pub fn send_barrage(&self, text: impl Into<String>) -> Request<Text> {
        let (room, text) = (self.id().clone(), text.into());
        self.request(
            CallKind::SendBarrage,
            "send a barrage message",
            check_message("barrage message", &text, 10239),
            move |native| native.send_barrage(&room, &text),
            |result| Ok(result.subject),
        )
    }

    /// Sends a command to some users of the room, or to all but this one if `to` is empty.
    ///
    /// 1 to 1023 bytes (measured on the real engine), 200 a second to one user, 10 to several.
    #[doc(alias = "zego_express_send_custom_command")]
    pub fn send_command(&self, command: impl Into<String>, to: &[User]) -> Request<()> {
        let (room, command, to) = (self.id().clone(), command.into(), to.to_vec());
        self.request(
            CallKind::SendCommand,
            "send a custom command",
            check_message("custom command", &command, 1023),
            move |native| native.send_command(&room, &command, &to),
            |_| Ok(()),
        )
    }

    /// Sets one entry of the room's extra information, which everybody else is told of.
    ///
    /// The key has 1 to 127 bytes, the value up to 4095. A room has one key; the last value
    /// written wins, so wait for the answer before the next.
    #[doc(alias = "zego_express_set_room_extra_info")]
    pub fn set_extra_info(&self, key: impl Into<String>, value: impl Into<String>) -> Request<()> {
        let (room, key, value) = (self.id().clone(), key.into(), value.into());
        let checked = check_message("room extra info key", &key, 127)
            .and_then(|()| text_fits("room extra info value", &value, 4095));
        self.request(
            CallKind::SetRoomExtraInfo,
            "set the extra info",
            checked,
            move |native| native.set_room_extra_info(&room, &key, &value),
            |_| Ok(()),
        )
    }

    fn request<T: Send + 'static>(
        &self,
        kind: CallKind,
        what: &str,
        checked: Result<()>,
        call: impl FnOnce(&Native) -> Result<Called> + Send + 'static,
        answer: fn(CallResult) -> Result<T>,
    ) -> Request<T> {
        let (core, session) = (self.engine().core().clone(), Some(self.session()));
        let tried = format!("{what} in {:?}", self.id());
        Request::new(tried.clone(), async move {
            checked?;
            answer(core.call_in_room(session, kind, tried, call).await?)
        })
    }
}

fn check_message(field: &str, text: &str, max: usize) -> Result<()> {
    if text.is_empty() {
        return Err(Error::invalid(field, "must not be empty"));
    }
    text_fits(field, text, max)
}
