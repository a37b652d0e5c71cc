//! Streams: who publishes which, who plays or wants it, and what is kept back.

use std::sync::Arc;
use std::time::Duration;

use crate::codes::*;
use crate::engine::mute::Withheld;
use crate::event::{Event, Text};
use crate::instance::Instance;
use crate::sdk_thread::Tag;

use super::Cloud;
use super::protocol::{ADD, Answer, DELETE, Offer, STOPPED, StreamCard, ToEngine, delete_reason};
use super::steer::{Fault, Operation};
use super::world::{Line, LiveStream, Wish, World};

/// States of a publisher's camera and microphone.
const DEVICE_OPEN: i32 = 0;

const DEVICE_DISABLED: i32 = 9;

const DEVICE_MUTED: i32 = 10;

impl Cloud {
    /// A stream that a member wants to publish.
    pub(crate) fn publish(&self, instance: &Arc<Instance>, number: u64, offer: Offer) {
        let instance = Arc::downgrade(instance);
        let line = Line { number, instance };
        self.world().publish(self, &line, offer);
    }

    /// A stream is published no more, or not after all.
    pub(crate) fn unpublish(&self, tag: Tag) {
        let mut world = self.world();
        world.remove_streams(|stream| stream.tag == tag, STOPPED);
    }

    /// A publisher keeps parts of its stream back, or lets them go: its players are told.
    pub(crate) fn withhold(&self, tag: Tag, withheld: Withheld) {
        let mut world = self.world();
        let Some(live) = world.streams.iter_mut().find(|s| s.tag == tag) else {
            return;
        };
        let before = std::mem::replace(&mut live.withheld, withheld);
        let stream = live.card.id.clone();
        for wish in world.wishes.iter().filter(|w| w.stream == stream) {
            world.tell_withheld(wish, before);
        }
    }

    /// Data for whoever plays a stream.
    pub(crate) fn send_sei(&self, tag: Tag, data: &[u8]) {
        let world = self.world();
        let Some(live) = world.streams.iter().find(|s| s.tag == tag) else {
            return;
        };
        for wish in world.wishes.iter().filter(|w| w.stream == live.card.id) {
            let (stream, data) = (Text::from(&wish.stream), data.to_vec());
            let (tag, event) = (Some(wish.tag), Event::Sei { stream, data });
            wish.line
                .send(world.latency.answer, ToEngine::Tell { tag, event });
        }
    }

    /// A stream that a member wants to play.
    pub(crate) fn play(&self, instance: &Arc<Instance>, number: u64, tag: Tag, stream: &str) {
        let instance = Arc::downgrade(instance);
        self.world().play(Line { number, instance }, tag, stream);
    }

    /// A stream is played no more, or not after all.
    pub(crate) fn stop_playing(&self, tag: Tag) {
        self.world().wishes.retain(|wish| wish.tag != tag);
    }
}

impl World {
    pub(super) fn tell_streams(
        &self,
        room: &str,
        but: u64,
        update: i32,
        cards: &[StreamCard],
        extended: &str,
    ) {
        if cards.is_empty() {
            return;
        }
        for member in self.others(room, but) {
            let message = ToEngine::Streams {
                tag: member.entry.tag,
                update,
                streams: cards.to_vec(),
                extended: extended.to_owned(),
            };
            member.line.send(self.latency.answer, message);
        }
    }

    fn publish(&mut self, cloud: &Cloud, line: &Line, offer: Offer) {
        let Offer {
            tag,
            session,
            stream,
            extra_info,
            withheld,
        } = offer;
        if self.offline {
            return;
        }
        let fault = self.take_fault(Operation::Publish);
        let Some(member) = self.members.iter().find(|m| m.entry.tag == session) else {
            return;
        };
        if !member.connected {
            return;
        }
        let allowed = self.token_check.may_publish(cloud, member, &stream);
        let (room, user) = (member.entry.room.clone(), member.entry.user.clone());
        let known = self.streams.iter().find(|s| s.card.id == stream);
        let again = known.is_some_and(|known| known.tag == tag);
        let code = match fault {
            Some(Fault::Hold) => return,
            Some(Fault::Refuse(code)) => code,
            _ if again => OK,
            _ => match allowed {
                Ok(()) if known.is_some() => STREAM_ID_TAKEN,
                Ok(()) => OK,
                Err(code) => code,
            },
        };
        if code == OK && !again {
            let card = StreamCard {
                user,
                id: stream.clone(),
                extra_info,
            };
            self.tell_streams(&room, line.number, ADD, std::slice::from_ref(&card), "");
            self.streams.push(LiveStream {
                tag,
                session,
                room,
                card,
                withheld,
            });
        }
        let refused = Answer::refused(code);
        self.answer(line, fault, Duration::ZERO, refused, |answer| {
            ToEngine::Publish { tag, answer }
        });
        if code == OK {
            self.answer_wishes(&stream, OK);
        }
    }

    /// Takes streams away: the others are told, their players go on asking.
    pub(super) fn remove_streams(&mut self, which: impl Fn(&LiveStream) -> bool, why: i32) {
        let mut gone = Vec::new();
        self.streams.retain(|stream| {
            let goes = which(stream);
            if goes {
                let card = stream.card.clone();
                gone.push((stream.room.clone(), stream.session, card));
            }
            !goes
        });
        for (room, session, card) in gone {
            let owner = self.members.iter().find(|m| m.entry.tag == session);
            let but = owner.map_or(0, |m| m.line.number);
            let told = owner.is_none_or(|m| !m.forgotten);
            let cards = [card];
            if told {
                let extended = delete_reason(&cards, why);
                self.tell_streams(&room, but, DELETE, &cards, &extended);
            }
            self.answer_wishes(&cards[0].id, PLAY_INTERRUPTED);
        }
    }

    /// Tells everybody who plays or wants a stream how it is.
    pub(super) fn answer_wishes(&self, stream: &str, code: i32) {
        for wish in self.wishes.iter().filter(|wish| wish.stream == stream) {
            let (tag, answer) = (wish.tag, Answer::refused(code));
            wish.line
                .send(self.latency.answer, ToEngine::Play { tag, answer });
            if code == OK {
                self.tell_withheld(wish, Withheld::default());
            }
        }
    }

    /// Tells a player which parts its publisher keeps back, where that differs from `before`.
    fn tell_withheld(&self, wish: &Wish, before: Withheld) {
        let Some(live) = self.streams.iter().find(|s| s.card.id == wish.stream) else {
            return;
        };
        let now = live.withheld;
        let stream = || Text::from(&wish.stream);
        let mut events = Vec::new();
        if now.audio != before.audio {
            let (stream, state) = (stream(), if now.audio { DEVICE_MUTED } else { DEVICE_OPEN });
            events.push(Event::RemoteMicrophone { stream, state });
        }
        if (now.video, now.camera) != (before.video, before.camera) {
            let state = match (now.camera, now.video) {
                (true, _) => DEVICE_DISABLED,
                (false, true) => DEVICE_MUTED,
                (false, false) => DEVICE_OPEN,
            };
            let stream = stream();
            events.push(Event::RemoteCamera { stream, state });
        }
        for event in events {
            let tag = Some(wish.tag);
            wish.line
                .send(self.latency.answer, ToEngine::Tell { tag, event });
        }
    }

    fn play(&mut self, line: Line, tag: Tag, stream: &str) {
        if self.offline {
            return;
        }
        let fault = self.take_fault(Operation::Play);
        let live = self.streams.iter().find(|s| s.card.id == stream);
        let code = match fault {
            Some(Fault::Hold) => return,
            Some(Fault::Refuse(code)) => code,
            _ if live.is_some_and(|s| self.is_connected(s.session)) => OK,
            _ => NO_SUCH_STREAM,
        };
        self.wishes.retain(|wish| wish.tag != tag);
        if matches!(code, OK | NO_SUCH_STREAM) {
            let stream = stream.to_owned();
            self.wishes.push(Wish {
                tag,
                line: line.clone(),
                stream,
            });
        }
        let answer = Answer::refused(code);
        self.answer(&line, fault, Duration::ZERO, answer, |answer| {
            ToEngine::Play { tag, answer }
        });
        if let Some(wish) = self.wishes.iter().find(|w| w.tag == tag && code == OK) {
            self.tell_withheld(wish, Withheld::default());
        }
    }

    fn is_connected(&self, session: Tag) -> bool {
        self.members
            .iter()
            .any(|m| m.entry.tag == session && m.connected)
    }
}
