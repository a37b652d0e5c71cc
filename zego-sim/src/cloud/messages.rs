//! Messages between the members of a room, and the extra information of rooms and streams.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::codes::{EXTRA_TOO_MANY_KEYS, OK};
use crate::engine::identity::Identity;
use crate::event::{Event, List, RoomExtra, RoomMessage, Text, User};
use crate::sdk_thread::Tag;

use super::Cloud;
use super::protocol::ToEngine;
use super::steer::{Fault, Operation};
use super::world::World;

/// What a member sends to its room.
#[derive(Debug, Clone)]
pub(crate) enum Letter {
    Broadcast(String),
    Barrage(String),
    /// For the named users, or for all when none is named.
    Command(String, Vec<Identity>),
    /// As a command; `None` is for the server only.
    Transparent(Vec<u8>, Option<Vec<Identity>>),
    /// A key and a value of the room's extra information.
    Extra(String, String),
}

impl Letter {
    /// The event that tells the sender what became of it.
    pub(crate) fn result(&self, room: &Text, id: u64, code: i32, sequence: i32) -> Event {
        let room = room.clone();
        match self {
            Self::Broadcast(_) => Event::BroadcastResult {
                room,
                id,
                code,
                sequence,
            },
            Self::Barrage(_) => {
                let id = match code {
                    OK => Text::from(id.to_string()),
                    _ => Text::from(""),
                };
                Event::BarrageResult {
                    room,
                    id,
                    code,
                    sequence,
                }
            }
            Self::Command(..) => Event::CommandResult {
                room,
                code,
                sequence,
            },
            Self::Transparent(..) => Event::TransparentResult {
                room,
                code,
                sequence,
            },
            Self::Extra(key, _) => Event::RoomExtraResult {
                room,
                key: key.into(),
                code,
                sequence,
            },
        }
    }
}

impl Cloud {
    /// Takes a message of a member to its room; nothing comes of it without a network.
    pub(crate) fn post(&self, from: Tag, letter: Letter, sequence: i32) {
        self.world().post(from, letter, sequence);
    }

    /// Tells the others what a stream's publisher says of it.
    pub(crate) fn set_stream_extra(&self, publication: Tag, text: &str) {
        let mut world = self.world();
        let delay = world.latency.answer;
        let Some(live) = world.streams.iter_mut().find(|s| s.tag == publication) else {
            return;
        };
        live.card.extra_info = text.to_owned();
        let (room, session, card) = (live.room.clone(), live.session, live.card.clone());
        let owner = world.members.iter().find(|m| m.entry.tag == session);
        let but = owner.map_or(0, |m| m.line.number);
        for member in world.others(&room, but) {
            let message = ToEngine::StreamExtra {
                tag: member.entry.tag,
                stream: card.clone(),
            };
            member.line.send(delay, message);
        }
    }
}

impl World {
    fn post(&mut self, from: Tag, letter: Letter, sequence: i32) {
        let Some(sender) = self.members.iter().find(|m| m.entry.tag == from) else {
            return;
        };
        if self.offline || !sender.connected {
            return;
        }
        let line = sender.line.clone();
        let room = sender.entry.room.clone();
        let user = User::from(&sender.entry.user);
        self.messages += 1;
        let id = self.messages;
        let fault = self.take_fault(Operation::Message);
        let (code, more, times) = match fault {
            Some(Fault::Hold | Fault::WithoutResult) => (OK, Duration::ZERO, 0),
            Some(Fault::Refuse(code)) => (code, Duration::ZERO, 1),
            Some(Fault::Late(more)) => (OK, more, 1),
            Some(Fault::Twice) => (OK, Duration::ZERO, 2),
            Some(Fault::ResultFirst) | None => (OK, Duration::ZERO, 1),
        };
        let code = match &letter {
            Letter::Extra(key, _) if code == OK && self.has_other_extra(&room, key) => {
                EXTRA_TOO_MANY_KEYS
            }
            _ => code,
        };
        let result = letter.result(&Text::from(&room), id, code, sequence);
        if code == OK && fault != Some(Fault::Hold) {
            self.hand_out(&room, line.number, &user, id, letter);
        }
        for _ in 0..times {
            let event = result.clone();
            let message = ToEngine::Tell {
                tag: Some(from),
                event,
            };
            line.send(self.latency.answer + more, message);
        }
    }

    /// A room takes one key of extra information.
    fn has_other_extra(&self, room: &str, key: &str) -> bool {
        let known = self.extras.get(room);
        known.is_some_and(|known| known.iter().any(|extra| extra.key != Text::from(key)))
    }

    fn hand_out(&mut self, room: &str, but: u64, user: &User, id: u64, letter: Letter) {
        let time = now_ms();
        let message = |text: String| RoomMessage {
            text: text.into(),
            id,
            time,
            user: user.clone(),
        };
        let to = Text::from(room);
        let (event, only) = match letter {
            Letter::Broadcast(text) => {
                let messages = List::Items(vec![message(text)]);
                (Event::Broadcasts { room: to, messages }, Vec::new())
            }
            Letter::Barrage(text) => {
                let messages = List::Items(vec![message(text)]);
                (Event::Barrages { room: to, messages }, Vec::new())
            }
            Letter::Command(text, only) => {
                let (user, text) = (user.clone(), text.into());
                let room = to;
                (Event::Command { room, user, text }, only)
            }
            Letter::Transparent(content, Some(only)) => {
                let (room, user) = (to, user.clone());
                let event = Event::Transparent {
                    room,
                    user,
                    content,
                };
                (event, only)
            }
            Letter::Transparent(_, None) => return,
            Letter::Extra(key, value) => {
                let extra = RoomExtra {
                    key: key.into(),
                    value: value.into(),
                    user: user.clone(),
                    time,
                };
                let known = self.extras.entry(room.to_owned()).or_default();
                known.retain(|other| other.key != extra.key);
                known.push(extra.clone());
                let extras = List::Items(vec![extra]);
                (Event::RoomExtras { room: to, extras }, Vec::new())
            }
        };
        for member in self.others(room, but) {
            let named = only.is_empty() || only.iter().any(|u| u.id == member.entry.user.id);
            if named {
                let (tag, event) = (Some(member.entry.tag), event.clone());
                member
                    .line
                    .send(self.latency.answer, ToEngine::Tell { tag, event });
            }
        }
    }
}

fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| {
        u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
    })
}
