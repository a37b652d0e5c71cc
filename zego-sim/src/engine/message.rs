//! Messages to a room and extra information of rooms and streams, as the program sends them.

use std::sync::Arc;
use std::time::Duration;

use crate::cloud::{Cloud, Letter};
use crate::codes::*;
use crate::event::{Event, Text};
use crate::instance::Instance;
use crate::sdk_thread::Tag;

use super::identity::Identity;
use super::session::Phase;
use super::{Life, State};

/// How long a user waits between two broadcast messages.
const BROADCAST_GAP: Duration = Duration::from_millis(500);
/// Room messages are shorter than this.
const MESSAGE_LIMIT: usize = 10_240;
/// Custom commands are shorter than this.
const COMMAND_LIMIT: usize = 1024;
/// Keys and values of room extra information are shorter than this.
const EXTRA_KEY_LIMIT: usize = 128;
const EXTRA_VALUE_LIMIT: usize = 4096;

impl Instance {
    /// Sends a message to everybody in the room, reliably.
    pub(crate) fn broadcast(self: &Arc<Self>, room: &str, text: &str) -> (i32, i32) {
        let letter = Letter::Broadcast(text.to_owned());
        self.send("sendBroadcastMessage", room, letter, |life, now| {
            life.check_message_room(room)?;
            check_text(text)?;
            let too_soon = |last| now < last + BROADCAST_GAP;
            if life.last_broadcast.is_some_and(too_soon) {
                return Err(BROADCAST_TOO_OFTEN);
            }
            if text.len() >= MESSAGE_LIMIT {
                return Err(MESSAGE_TOO_LONG);
            }
            life.last_broadcast = Some(now);
            Ok(())
        })
    }

    /// Sends a message to everybody in the room that may get lost.
    pub(crate) fn barrage(self: &Arc<Self>, room: &str, text: &str) -> (i32, i32) {
        let letter = Letter::Barrage(text.to_owned());
        self.send("sendBarrageMessage", room, letter, |life, _| {
            life.check_message_room(room)?;
            check_text(text)?;
            match text.len() {
                MESSAGE_LIMIT.. => Err(MESSAGE_TOO_LONG),
                _ => Ok(()),
            }
        })
    }

    /// Sends a command to some users of the room, or to all when none is named.
    pub(crate) fn command(
        self: &Arc<Self>,
        room: &str,
        text: &str,
        to: Vec<Identity>,
    ) -> (i32, i32) {
        let letter = Letter::Command(text.to_owned(), to);
        self.send("sendCustomCommand", room, letter, |life, _| {
            life.check_message_room(room)?;
            check_text(text)?;
            match text.len() {
                COMMAND_LIMIT.. => Err(MESSAGE_TOO_LONG),
                _ => Ok(()),
            }
        })
    }

    /// Sends bytes to some users of the room, to its server, or to both.
    pub(crate) fn transparent(
        self: &Arc<Self>,
        room: &str,
        content: &[u8],
        mode: i32,
        to: Vec<Identity>,
    ) -> (i32, i32) {
        // The server is nobody here; what is for it alone reaches no user.
        let to = (mode != 1).then_some(to);
        let letter = Letter::Transparent(content.to_vec(), to);
        self.send("sendTransparentMessage", room, letter, |life, _| {
            life.check_message_room(room)?;
            match content {
                [] => Err(MESSAGE_EMPTY),
                _ => Ok(()),
            }
        })
    }

    /// Sets a piece of the room's extra information.
    pub(crate) fn set_room_extra(
        self: &Arc<Self>,
        room: &str,
        key: &str,
        value: &str,
    ) -> (i32, i32) {
        let letter = Letter::Extra(key.to_owned(), value.to_owned());
        self.send("setRoomExtraInfo", room, letter, |life, _| {
            let session = life.session(room).ok_or(NOT_IN_THAT_ROOM)?;
            session.check_entered()?;
            match (key.len(), value.len()) {
                (0, _) => Err(EXTRA_KEY_EMPTY),
                (EXTRA_KEY_LIMIT.., _) => Err(EXTRA_KEY_TOO_LONG),
                (_, EXTRA_VALUE_LIMIT..) => Err(EXTRA_VALUE_TOO_LONG),
                _ => Ok(()),
            }
        })
    }

    /// Sets the extra information of what a channel publishes now or later.
    pub(crate) fn set_stream_extra(self: &Arc<Self>, text: &str, channel: i32) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("setStreamExtraInfo", |state, out| {
            let gap = state.result_gap();
            let life = match state.life("setStreamExtraInfo") {
                Ok(life) => life,
                Err(code) => {
                    sequence = state.sequences.refused();
                    return Err(code);
                }
            };
            life.stream_extras.insert(channel, text.to_owned());
            let published = life.publications.get(&channel).map(|p| p.tag);
            let cloud = life.cloud.clone();
            let text = text.to_owned();
            sequence = state.sequences.single();
            let result = Event::StreamExtraResult { code: OK, sequence };
            out.in_row(gap, result);
            if let Some(tag) = published {
                out.then(move |_| cloud.set_stream_extra(tag, &text));
            }
            Ok(())
        });
        (code, sequence)
    }

    fn send(
        self: &Arc<Self>,
        function: &'static str,
        room: &str,
        letter: Letter,
        check: impl FnOnce(&mut Life, Duration) -> Result<(), i32>,
    ) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call(function, |state, out| {
            let gap = state.result_gap();
            let checked = state.check_sending(function, &letter, check);
            match checked.and_then(|()| state.sender(room)) {
                Ok((tag, cloud)) => {
                    sequence = state.sequences.message();
                    out.then(move |_| cloud.post(tag, letter, sequence));
                    Ok(())
                }
                Err(code) => {
                    sequence = state.sequences.refused();
                    out.in_row(gap, letter.result(&Text::from(room), 0, code, sequence));
                    Err(code)
                }
            }
        });
        (code, sequence)
    }
}

impl State {
    fn check_sending(
        &mut self,
        function: &'static str,
        letter: &Letter,
        check: impl FnOnce(&mut Life, Duration) -> Result<(), i32>,
    ) -> Result<(), i32> {
        // Without an engine nobody is in a room, and that is what is said.
        let outside = match letter {
            Letter::Extra(..) => NOT_IN_THAT_ROOM,
            _ => NOT_LOGGED_IN,
        };
        let life = self.life(function).map_err(|code| match code {
            NO_ENGINE => outside,
            code => code,
        })?;
        let now = life.cloud.clock().now();
        check(life, now)
    }

    fn sender(&mut self, room: &str) -> Result<(Tag, Cloud), i32> {
        let life = self.life.as_mut().ok_or(NOT_LOGGED_IN)?;
        let cloud = life.cloud.clone();
        let session = life.session(room).ok_or(MESSAGE_OTHER_ROOM)?;
        Ok((session.tag, cloud))
    }
}

impl Life {
    fn check_message_room(&mut self, room: &str) -> Result<(), i32> {
        if self.sessions.is_empty() {
            return Err(NOT_LOGGED_IN);
        }
        self.session(room)
            .ok_or(MESSAGE_OTHER_ROOM)?
            .check_entered()
    }
}

impl super::session::Session {
    /// Refuses what needs a room that is entered and connected.
    fn check_entered(&self) -> Result<(), i32> {
        match self.phase {
            Phase::LoggedIn => Ok(()),
            Phase::Pending | Phase::Reconnecting => Err(RECONNECTING),
        }
    }
}

fn check_text(text: &str) -> Result<(), i32> {
    match text {
        "" => Err(MESSAGE_EMPTY),
        _ => Ok(()),
    }
}
