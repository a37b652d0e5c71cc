//! What the cloud knows and does: members of rooms, streams, and who waits for which. It tells
//! engines by messages to their SDK threads and never calls into them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::codes::*;
use crate::engine::identity::Identity;
use crate::engine::session::RoomConfig;
use crate::engine::unique;
use crate::event::{self, Event, RoomExtra};
use crate::instance::Instance;
use crate::outbox::When;
use crate::sdk_thread::Tag;

use super::steer::{Fault, Operation};
use super::{Cloud, Latency};

/// How many rooms one engine may be in.
const MOST_ROOMS: usize = 5;
/// When the others are told that a user is gone whose connection was lost.
const HEARTBEAT: Duration = Duration::from_secs(90);
/// How often the members of a room are told how many they are.
const COUNT_EVERY: Duration = Duration::from_secs(30);

/// Why a stream was taken from the others, as the extended data numbers it.
pub(crate) const STOPPED: i32 = 1;
pub(crate) const HEARTBEAT_LOST: i32 = 2;
pub(crate) const SAME_USER: i32 = 3;
pub(crate) const KICKED: i32 = 4;
pub(crate) const REMOVED: i32 = 6;

/// A message from the cloud to an engine.
#[derive(Debug, Clone)]
pub(crate) enum ToEngine {
    Login {
        tag: Tag,
        answer: Answer,
    },
    Publish {
        tag: Tag,
        answer: Answer,
    },
    Play {
        tag: Tag,
        answer: Answer,
    },
    Connection {
        tag: Tag,
        change: Change,
    },
    Users {
        tag: Tag,
        update: i32,
        users: Vec<Identity>,
    },
    Streams {
        tag: Tag,
        update: i32,
        streams: Vec<StreamCard>,
        extended: String,
    },
    StreamExtra {
        tag: Tag,
        stream: StreamCard,
    },
    /// An event as it is; with a tag, only while that session lasts.
    Tell {
        tag: Option<Tag>,
        event: Event,
    },
}

/// An answer to a login, a publication or a playback.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) code: i32,
    /// The number of the session, in the extended data.
    pub(crate) session: u64,
    pub(crate) delivery: Delivery,
    /// How often the program is told.
    pub(crate) times: u32,
    pub(crate) snapshot: Snapshot,
}

/// In which order a login's result comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Delivery {
    Usual,
    ResultFirst,
    WithoutResult,
}

/// A change of a member's connection.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    Lost,
    Back(Snapshot),
    GaveUp,
    Kicked { code: i32, extended: String },
}

/// What is in a room, for one of its members.
#[derive(Debug, Clone, Default)]
pub(crate) struct Snapshot {
    pub(crate) users: Vec<Identity>,
    pub(crate) streams: Vec<StreamCard>,
    pub(crate) extras: Vec<RoomExtra>,
}

/// A stream as the members of its room know it.
#[derive(Debug, Clone)]
pub(crate) struct StreamCard {
    pub(crate) user: Identity,
    pub(crate) id: String,
    pub(crate) extra_info: String,
}

/// A request to be let into a room.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) tag: Tag,
    pub(crate) room: String,
    pub(crate) user: Identity,
    pub(crate) config: RoomConfig,
}

/// A stream that a member wants to publish.
pub(crate) struct Offer {
    pub(crate) tag: Tag,
    pub(crate) session: Tag,
    pub(crate) stream: String,
    pub(crate) extra_info: String,
}

/// The way to an engine.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) instance: Weak<Instance>,
}

pub(super) struct Member {
    pub(super) line: Line,
    pub(super) entry: Entry,
    pub(super) connected: bool,
    /// The others were told that this member is gone.
    pub(super) forgotten: bool,
    pub(super) token_expired: bool,
}

pub(super) struct LiveStream {
    pub(super) tag: Tag,
    pub(super) session: Tag,
    pub(super) room: String,
    pub(super) card: StreamCard,
}

pub(super) struct Wish {
    pub(super) tag: Tag,
    pub(super) line: Line,
    pub(super) stream: String,
}

/// Everything behind a cloud's lock.
#[derive(Default)]
pub(super) struct World {
    pub(super) latency: Latency,
    pub(super) offline: bool,
    pub(super) faults: VecDeque<(Operation, Fault)>,
    pub(super) refusals: VecDeque<(String, i32)>,
    pub(super) lines: Vec<Line>,
    pub(super) members: Vec<Member>,
    pub(super) streams: Vec<LiveStream>,
    pub(super) wishes: Vec<Wish>,
    /// Logins that wait for a network.
    pub(super) stranded: Vec<(Line, Entry)>,
    pub(super) extras: BTreeMap<String, Vec<RoomExtra>>,
    pub(super) messages: u64,
}

impl Cloud {
    pub(crate) fn engine_came(&self, instance: &Arc<Instance>, number: u64) {
        let instance = Arc::downgrade(instance);
        self.world().lines.push(Line { number, instance });
    }

    /// An engine is gone: whatever it had is taken from the others.
    pub(crate) fn engine_went(&self, number: u64) {
        let mut world = self.world();
        world.lines.retain(|line| line.number != number);
        world.wishes.retain(|wish| wish.line.number != number);
        world.stranded.retain(|(line, _)| line.number != number);
        let mine = |m: &&Member| m.line.number == number;
        let tags: Vec<Tag> = world
            .members
            .iter()
            .filter(mine)
            .map(|m| m.entry.tag)
            .collect();
        for tag in tags {
            world.remove_member(tag, STOPPED);
        }
    }

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

    /// A new token for a session.
    pub(crate) fn renew(&self, tag: Tag, token: &str) {
        if let Some(member) = self.world().member(tag) {
            member.entry.config.token = token.to_owned();
            member.token_expired = false;
        }
    }

    /// A stream that a member wants to publish.
    pub(crate) fn publish(&self, instance: &Arc<Instance>, number: u64, offer: Offer) {
        let instance = Arc::downgrade(instance);
        self.world().publish(&Line { number, instance }, offer);
    }

    /// A stream is published no more, or not after all.
    pub(crate) fn unpublish(&self, tag: Tag) {
        let mut world = self.world();
        world.remove_streams(|stream| stream.tag == tag, STOPPED);
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

    /// The refusal that a test ordered for the next call of that name.
    pub(crate) fn take_refusal(&self, function: &str) -> Option<i32> {
        let mut world = self.world();
        let at = world
            .refusals
            .iter()
            .position(|(name, _)| name == function)?;
        world.refusals.remove(at).map(|(_, code)| code)
    }

    /// How long things take.
    pub fn latency(&self) -> Latency {
        self.world().latency
    }
}

impl World {
    pub(super) fn enter(&mut self, cloud: &Cloud, line: Line, entry: Entry, warm_at: Duration) {
        let tag = entry.tag;
        let fault = self.take_fault(Operation::Login);
        let code = match fault {
            Some(Fault::Hold) => return,
            Some(Fault::Refuse(code)) => code,
            _ => self.check_entry(&line, &entry),
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
                token_expired: false,
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

    fn tell_streams(
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

    /// The connected members of a room on other engines.
    pub(super) fn others(&self, room: &str, but: u64) -> impl Iterator<Item = &Member> {
        self.members
            .iter()
            .filter(move |m| m.entry.room == room && m.line.number != but && m.connected)
    }

    /// What a member may know of its room.
    pub(super) fn snapshot(&self, tag: Tag) -> Snapshot {
        let Some(me) = self.members.iter().find(|m| m.entry.tag == tag) else {
            return Snapshot::default();
        };
        let there = |m: &&Member| {
            m.entry.room == me.entry.room && m.line.number != me.line.number && !m.forgotten
        };
        let visible = |m: &&Member| m.entry.config.notify_users;
        let present: Vec<&Member> = self.members.iter().filter(there).collect();
        Snapshot {
            extras: self.extras.get(&me.entry.room).cloned().unwrap_or_default(),
            users: present
                .iter()
                .copied()
                .filter(visible)
                .map(|m| m.entry.user.clone())
                .collect(),
            streams: self
                .streams
                .iter()
                .filter(|s| present.iter().any(|m| m.entry.tag == s.session))
                .map(|s| s.card.clone())
                .collect(),
        }
    }

    fn publish(&mut self, line: &Line, offer: Offer) {
        let Offer {
            tag,
            session,
            stream,
            extra_info,
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
        let expired = member.token_expired;
        let (room, user) = (member.entry.room.clone(), member.entry.user.clone());
        let known = self.streams.iter().find(|s| s.card.id == stream);
        let again = known.is_some_and(|known| known.tag == tag);
        let code = match fault {
            Some(Fault::Hold) => return,
            Some(Fault::Refuse(code)) => code,
            _ if again => OK,
            _ if known.is_some() => STREAM_ID_TAKEN,
            _ if expired => TOKEN_EXPIRED,
            _ => OK,
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
    }

    fn is_connected(&self, session: Tag) -> bool {
        self.members
            .iter()
            .any(|m| m.entry.tag == session && m.connected)
    }

    /// Sends an answer as the fault that was ordered wants it.
    pub(super) fn answer(
        &self,
        line: &Line,
        fault: Option<Fault>,
        wait: Duration,
        mut answer: Answer,
        message: impl FnOnce(Answer) -> ToEngine,
    ) {
        let mut delay = wait + self.latency.answer;
        match fault {
            Some(Fault::Late(more)) => delay += more,
            Some(Fault::Twice) => answer.times = 2,
            Some(Fault::ResultFirst) => answer.delivery = Delivery::ResultFirst,
            Some(Fault::WithoutResult) => answer.delivery = Delivery::WithoutResult,
            Some(Fault::Refuse(_) | Fault::Hold) | None => {}
        }
        line.send(delay, message(answer));
    }

    pub(super) fn take_fault(&mut self, operation: Operation) -> Option<Fault> {
        let at = self.faults.iter().position(|(of, _)| *of == operation)?;
        self.faults.remove(at).map(|(_, fault)| fault)
    }

    pub(super) fn member(&mut self, tag: Tag) -> Option<&mut Member> {
        self.members.iter_mut().find(|m| m.entry.tag == tag)
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

const ADD: i32 = 0;
const DELETE: i32 = 1;

impl Line {
    /// Puts a message on the way to the engine.
    pub(super) fn send(&self, delay: Duration, message: ToEngine) {
        let (number, instance) = (self.number, self.instance.clone());
        self.run(delay, None, move || {
            if let Some(instance) = instance.upgrade() {
                instance.receive(number, message);
            }
        });
    }

    /// Does something of the cloud's on the engine's SDK thread.
    pub(super) fn run(
        &self,
        delay: Duration,
        tag: Option<Tag>,
        work: impl FnOnce() + Send + 'static,
    ) {
        if let Some(instance) = self.instance.upgrade() {
            instance.sdk().post(When::In(delay), tag, Box::new(work));
        }
    }
}

impl Answer {
    /// An answer with that code, which may be none.
    pub(crate) fn refused(code: i32) -> Self {
        Self {
            code,
            session: 0,
            delivery: Delivery::Usual,
            times: 1,
            snapshot: Snapshot::default(),
        }
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self::refused(OK)
    }
}

impl From<&StreamCard> for event::Stream {
    fn from(card: &StreamCard) -> Self {
        Self {
            user: (&card.user).into(),
            id: (&card.id).into(),
            extra_info: (&card.extra_info).into(),
        }
    }
}

/// The extended data of streams that went.
pub(crate) fn delete_reason(streams: &[StreamCard], code: i32) -> String {
    let reasons: Vec<String> = streams
        .iter()
        .map(|s| format!("{{\"stream_id\":\"{}\",\"code\":{code}}}", s.id))
        .collect();
    format!("{{\"stream_delete_reason\":[{}]}}", reasons.join(","))
}
