//! What the cloud knows: engines, members of rooms, streams, and who waits for which. It tells
//! engines by messages to their SDK threads and never calls into them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Weak};
use std::time::Duration;

use crate::engine::mute::Withheld;
use crate::event::RoomExtra;
use crate::instance::Instance;
use crate::outbox::When;
use crate::sdk_thread::Tag;

use super::protocol::{Answer, Delivery, Entry, STOPPED, Snapshot, StreamCard, ToEngine};
use super::steer::{Fault, Operation};
use super::token::Standing;
use super::token_check::TokenCheck;
use super::{Cloud, Latency};

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
    pub(super) standing: Standing,
}

pub(super) struct LiveStream {
    pub(super) tag: Tag,
    pub(super) session: Tag,
    pub(super) room: String,
    pub(super) card: StreamCard,
    pub(super) withheld: Withheld,
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
    pub(super) kick_on_expiry: bool,
    pub(super) token_check: TokenCheck,
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

    pub(super) fn sessions_of(&self, user: &str) -> Vec<Tag> {
        let sessions = self.members.iter().filter(|m| m.entry.user.id == user);
        sessions.map(|m| m.entry.tag).collect()
    }

    pub(super) fn member(&mut self, tag: Tag) -> Option<&mut Member> {
        self.members.iter_mut().find(|m| m.entry.tag == tag)
    }
}
