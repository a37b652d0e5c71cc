//! What a test may do to the cloud, and what it may see of it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use crate::abi::{Frame, PreparedCallback};
use crate::clock::Clock;
use crate::codes::*;
use crate::event::Event;
use crate::instance::Instance;

use super::protocol::{Change, KICKED, REMOVED, SAME_USER, ToEngine};
use super::{Cloud, Latency};

/// What an ordered fault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// The answer to a login.
    Login,
    /// The answer to a publication.
    Publish,
    /// The answer to a playback.
    Play,
    /// The result of sending a message, of any kind.
    Message,
}

/// What goes wrong with an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The cloud refuses, after the usual time.
    Refuse(i32),
    /// No answer ever comes.
    Hold,
    /// The answer comes so much later.
    Late(Duration),
    /// The program is told twice.
    Twice,
    /// A login's state changes, but its result never comes.
    WithoutResult,
    /// A login's result comes before its state changes.
    ResultFirst,
}

/// Why the cloud throws a user out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kick {
    /// The same user logged in elsewhere (1002050).
    SameUser,
    /// A server asked for it, with a reason that is passed on (1002055).
    Server(String),
    /// The token expired (1002056).
    TokenExpired,
    /// The session is broken (1002057).
    Session,
}

impl Cloud {
    /// Sets how long everything takes from now on.
    pub fn set_latency(&self, latency: Latency) {
        self.world().latency = latency;
    }

    /// Stops the clock: from now on time passes with [`Cloud::advance`] only. To be called before
    /// an engine is made with this app id; those that are there keep the machine's clock.
    pub fn with_manual_time(self) -> Self {
        *self
            .0
            .clock
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Clock::manual();
        self
    }

    /// Lets time pass and returns when everything that was due has been told. With the machine's
    /// clock it sleeps. Not to be called inside a callback.
    pub fn advance(&self, step: Duration) {
        self.clock().advance(step);
    }

    /// Waits until the engines have told everything that is due by now.
    pub fn settle(&self) {
        self.clock().settle();
    }

    /// Cuts the network: nothing is answered, whoever is in a room loses the connection.
    pub fn go_offline(&self) {
        self.world().offline = true;
        for user in self.all_users() {
            self.disconnect(&user);
        }
    }

    /// Restores the network: logins that waited are answered, connections come back.
    pub fn go_online(&self) {
        let mut world = self.world();
        world.offline = false;
        for (line, entry) in std::mem::take(&mut world.stranded) {
            world.enter(self, line, entry, Duration::ZERO);
        }
        drop(world);
        for user in self.all_users() {
            self.reconnect(&user);
        }
    }

    /// The next call with that name, such as `loginRoom`, is refused at once with that code.
    pub fn refuse_next_call(&self, function: &str, code: i32) {
        let refusal = (function.to_owned(), code);
        self.world().refusals.push_back(refusal);
    }

    /// Something goes wrong with the next operation of that kind; orders queue up.
    pub fn fail_next(&self, operation: Operation, fault: Fault) {
        self.world().faults.push_back((operation, fault));
    }

    /// The user's connection breaks; the engine goes on trying.
    pub fn disconnect(&self, user: &str) {
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            let delay = world.latency.answer;
            let Some(member) = world.member(tag).filter(|m| m.connected) else {
                continue;
            };
            member.connected = false;
            let change = Change::Lost;
            member
                .line
                .send(delay, ToEngine::Connection { tag, change });
            let streams = world.streams.iter().filter(|s| s.session == tag);
            let streams: Vec<String> = streams.map(|s| s.card.id.clone()).collect();
            for stream in streams {
                world.answer_wishes(&stream, PLAY_INTERRUPTED);
            }
            world.forget_later(self, tag);
        }
    }

    /// The user's connection is back.
    pub fn reconnect(&self, user: &str) {
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            let delay = world.latency.answer;
            let Some(member) = world.member(tag).filter(|m| !m.connected) else {
                continue;
            };
            member.connected = true;
            let line = member.line.clone();
            if std::mem::take(&mut member.forgotten) {
                world.announce(tag);
            }
            let change = Change::Back(world.snapshot(tag));
            line.send(delay, ToEngine::Connection { tag, change });
        }
    }

    /// The engine's attempts to reconnect came to nothing; the user is out of the room.
    pub fn give_up(&self, user: &str) {
        self.disconnect(user);
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            let delay = world.latency.answer;
            if let Some(member) = world.member(tag) {
                let change = Change::GaveUp;
                member
                    .line
                    .send(delay, ToEngine::Connection { tag, change });
            }
            world.remove_member(tag, super::HEARTBEAT_LOST);
        }
    }

    /// Throws a user out of every room.
    pub fn kick(&self, user: &str, kick: Kick) {
        let (code, extended, why) = match kick {
            Kick::SameUser => (KICKED_SAME_USER, "{}".to_owned(), SAME_USER),
            Kick::Server(reason) => {
                let reason = reason.replace('\\', "\\\\").replace('"', "\\\"");
                let extended = format!("{{\"custom_kickout_message\":\"{reason}\"}}");
                (KICKED_BY_SERVER, extended, KICKED)
            }
            Kick::TokenExpired => (KICKED_TOKEN_EXPIRED, "{}".to_owned(), KICKED),
            Kick::Session => (KICKED_SESSION, "{}".to_owned(), KICKED),
        };
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            world.kick(tag, code, extended.clone(), why);
        }
    }

    /// Takes a stream away as a server can; its publisher is not told.
    pub fn remove_stream(&self, stream: &str) {
        self.world()
            .remove_streams(|live| live.card.id == stream, REMOVED);
    }

    /// Tells a user's engine something that the cloud would not say.
    pub fn inject(&self, user: &str, event: Event) {
        let world = self.world();
        for tag in world.sessions_of(user) {
            if let Some(member) = world.members.iter().find(|m| m.entry.tag == tag) {
                let (tag, event) = (None, event.clone());
                member
                    .line
                    .send(Duration::ZERO, ToEngine::Tell { tag, event });
            }
        }
    }

    /// The C callback that tells a user's engine of `event`, with its arguments made already, to
    /// be fired on any thread. For measurements: nothing of the model runs when it is fired.
    ///
    /// `None` if the user is in no room, nothing is registered for it, or the event is none of
    /// room state, users, streams and result of a command.
    pub fn prepare(&self, user: &str, event: &Event) -> Option<PreparedCallback> {
        self.engine_of(user)?.listener().prepare(event)
    }

    /// As [`prepare`](Self::prepare), for a frame of a played stream.
    pub fn prepare_frame(&self, user: &str, frame: Frame) -> Option<PreparedCallback> {
        self.engine_of(user)?.listener().prepare_frame(frame)
    }

    /// Tells every engine of this cloud something, whether or not it is in a room.
    pub fn inject_everywhere(&self, event: &Event) {
        let world = self.world();
        for line in &world.lines {
            let (tag, event) = (None, event.clone());
            line.send(Duration::ZERO, ToEngine::Tell { tag, event });
        }
    }

    /// The users in a room, in the order in which they came.
    pub fn users(&self, room: &str) -> Vec<String> {
        let world = self.world();
        let there = world.members.iter().filter(|m| m.entry.room == room);
        there.map(|m| m.entry.user.id.clone()).collect()
    }

    /// The streams in a room, in the order in which they began.
    pub fn streams(&self, room: &str) -> Vec<String> {
        let world = self.world();
        let there = world.streams.iter().filter(|s| s.room == room);
        there.map(|s| s.card.id.clone()).collect()
    }

    /// How many engines are alive with this app id.
    pub fn engine_count(&self) -> usize {
        self.world().lines.len()
    }

    /// How many times users are in rooms.
    pub fn session_count(&self) -> usize {
        self.world().members.len()
    }

    /// How many streams are published, in all rooms.
    pub fn stream_count(&self) -> usize {
        self.world().streams.len()
    }

    /// How many streams are played or waited for, on all engines.
    pub fn playback_count(&self) -> usize {
        self.world().wishes.len()
    }

    fn engine_of(&self, user: &str) -> Option<Arc<Instance>> {
        let world = self.world();
        let member = world.members.iter().find(|m| m.entry.user.id == user)?;
        member.line.instance.upgrade()
    }

    fn all_users(&self) -> BTreeSet<String> {
        let world = self.world();
        world
            .members
            .iter()
            .map(|m| m.entry.user.id.clone())
            .collect()
    }
}
