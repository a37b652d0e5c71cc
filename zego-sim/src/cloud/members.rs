//! Who is in which room: coming, going, being thrown out, and what the others hear of it.

use std::sync::Arc;
use std::time::Duration;

use crate::codes::*;
use crate::event::Event;
use crate::instance::Instance;
use crate::sdk_thread::Tag;
use crate::shared::unique;

use super::Cloud;
use super::protocol::{
    ADD, Answer, Change, DELETE, Entry, HEARTBEAT_LOST, SAME_USER, STOPPED, StreamCard, ToEngine,
    delete_reason,
};
use super::steer::{Fault, Operation};
use super::token::Standing;
use super::world::{Line, Member, World};

/// How many rooms one engine may be in.
const MOST_ROOMS: usize = 5;

/// When the others are told that a user is gone whose connection was lost.
const HEARTBEAT: Duration = Duration::from_secs(90);

/// How often the members of a room are told how many they are.
const COUNT_EVERY: Duration = Duration::from_secs(30);

impl Cloud {
    /// A login; the answer comes after the usual time, and not before `warm_at`.
    pub(crate) fn enter(
        &self,
        instance: &Arc<Instance>,
        number: u64,
        entry: Entry,
        warm_at: Duration,
    ) {
        let instance = Arc::downgrade(instance);
        let line = Line { number, instance };
        let mut world = self.world();
        if world.offline {
            world.stranded.push((line, entry));
        } else {
            world.enter(self, line, entry, warm_at);
        }
    }

    /// A logout, or a login taken back.
    pub(crate) fn leave(&self, tag: Tag) {
        let mut world = self.world();
        world.stranded.retain(|(_, entry)| entry.tag != tag);
        world.remove_member(tag, STOPPED);
    }
}

impl World {
    pub(super) fn enter(&mut self, cloud: &Cloud, line: Line, entry: Entry, warm_at: Duration) {
        let tag = entry.tag;
        let fault = self.take_fault(Operation::Login);
        let admitted = self.token_check.admit(cloud, &entry);
        let token_left = admitted.ok().flatten();
        let code = match fault {
            Some(Fault::Hold) => return,
            Some(Fault::Refuse(code)) => code,
            _ => match admitted {
                Ok(_) => self.check_entry(&line, &entry),
                Err(code) => code,
            },
        };
        let mut answer = Answer {
            session: unique(),
            ..Answer::refused(code)
        };
        if code == OK {
            self.displace(&line, &entry);
            self.members.push(Member {
                line: line.clone(),
                entry,
                connected: true,
                forgotten: false,
                standing: Standing::new(token_left.is_some()),
            });
            self.announce(tag);
            answer.snapshot = self.snapshot(tag);
            self.count_later(cloud, &line, tag);
        }
        let warming = warm_at.saturating_sub(cloud.clock().now());
        self.answer(&line, fault, warming, answer, |answer| ToEngine::Login {
            tag,
            answer,
        });
        if let Some(left) = token_left {
            self.run_out(cloud, tag, left, warming + self.latency.answer);
        }
    }

    fn check_entry(&self, line: &Line, entry: &Entry) -> i32 {
        let in_room = self.members.iter().filter(|m| m.entry.room == entry.room);
        let others = in_room.filter(|m| m.entry.user.id != entry.user.id).count();
        let own = self.members.iter().filter(|m| m.line.number == line.number);
        let limit = entry.config.max_members as usize;
        if limit > 0 && others >= limit {
            ROOM_FULL
        } else if own.count() >= MOST_ROOMS {
            TOO_MANY_ROOMS
        } else {
            OK
        }
    }

    /// A user is in the cloud once: a login on another engine ends the older ones.
    fn displace(&mut self, line: &Line, entry: &Entry) {
        let older: Vec<Tag> = self
            .members
            .iter()
            .filter(|m| m.entry.user.id == entry.user.id && m.line.number != line.number)
            .map(|m| m.entry.tag)
            .collect();
        for tag in older {
            self.kick(tag, KICKED_SAME_USER, "{}".to_owned(), SAME_USER);
        }
    }

    /// Throws a member out, told so.
    pub(super) fn kick(&mut self, tag: Tag, code: i32, extended: String, why: i32) {
        let delay = self.latency.answer;
        if let Some(member) = self.member(tag) {
            let change = Change::Kicked { code, extended };
            member
                .line
                .send(delay, ToEngine::Connection { tag, change });
        }
        self.remove_member(tag, why);
    }

    pub(super) fn remove_member(&mut self, tag: Tag, why: i32) {
        self.remove_streams(|stream| stream.session == tag, why);
        let Some(at) = self.members.iter().position(|m| m.entry.tag == tag) else {
            return;
        };
        let member = self.members.remove(at);
        if !member.forgotten {
            self.tell_users(&member, DELETE);
        }
        if !self
            .members
            .iter()
            .any(|m| m.entry.room == member.entry.room)
        {
            self.extras.remove(&member.entry.room);
        }
    }

    /// Tells the others in the room of a member and its streams.
    pub(super) fn announce(&mut self, tag: Tag) {
        let Some(at) = self.members.iter().position(|m| m.entry.tag == tag) else {
            return;
        };
        let member = &self.members[at];
        self.tell_users(member, ADD);
        let streams = self.streams.iter().filter(|s| s.session == tag);
        let cards: Vec<StreamCard> = streams.map(|s| s.card.clone()).collect();
        self.tell_streams(&member.entry.room, member.line.number, ADD, &cards, "");
    }

    fn tell_users(&self, about: &Member, update: i32) {
        if !about.entry.config.notify_users {
            return;
        }
        for member in self.others(&about.entry.room, about.line.number) {
            let message = ToEngine::Users {
                tag: member.entry.tag,
                update,
                users: vec![about.entry.user.clone()],
            };
            member.line.send(self.latency.answer, message);
        }
    }

    /// Tells a member the size of its room now and then.
    fn count_later(&self, cloud: &Cloud, line: &Line, tag: Tag) {
        let cloud = cloud.clone();
        let again = line.clone();
        line.run(COUNT_EVERY, None, move || {
            let world = cloud.world();
            let Some(me) = world.members.iter().find(|m| m.entry.tag == tag) else {
                return;
            };
            if me.connected {
                let room = &me.entry.room;
                let count = world
                    .members
                    .iter()
                    .filter(|m| m.entry.room == *room)
                    .count();
                let count = i32::try_from(count).unwrap_or(i32::MAX);
                let event = Event::RoomOnlineCount {
                    room: room.into(),
                    count,
                };
                me.line.send(
                    Duration::ZERO,
                    ToEngine::Tell {
                        tag: Some(tag),
                        event,
                    },
                );
            }
            world.count_later(&cloud, &again, tag);
        });
    }

    /// Tells the others, once a heartbeat has been missing for long.
    pub(super) fn forget_later(&self, cloud: &Cloud, tag: Tag) {
        let Some(member) = self.members.iter().find(|m| m.entry.tag == tag) else {
            return;
        };
        let cloud = cloud.clone();
        member.line.run(HEARTBEAT, Some(tag), move || {
            let mut world = cloud.world();
            let Some(at) = world.members.iter().position(|m| m.entry.tag == tag) else {
                return;
            };
            if world.members[at].connected || world.members[at].forgotten {
                return;
            }
            world.members[at].forgotten = true;
            let (member, world) = (&world.members[at], &world);
            world.tell_users(member, DELETE);
            let streams = world.streams.iter().filter(|s| s.session == tag);
            let cards: Vec<StreamCard> = streams.map(|s| s.card.clone()).collect();
            let extended = delete_reason(&cards, HEARTBEAT_LOST);
            world.tell_streams(
                &member.entry.room,
                member.line.number,
                DELETE,
                &cards,
                &extended,
            );
        });
    }
}
