//! What one engine knows: its rooms, publications and playbacks, who waits for what, and who
//! listens. One lock guards all of it; it is never held across a call of the SDK or a wake-up.
//!
//! Events change it here and nowhere else, so a snapshot and a subscription taken under one lock
//! agree with each other.

mod components;
mod expected;
mod publications;
mod room_table;
#[cfg(test)]
mod room_tests;
mod rooms;
#[cfg(test)]
mod stream_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Weak};

use components::Components;
use expected::{RefusedLogin, expect, was_expected};
use room_table::Rooms;

use super::effects::{Answer, Effects, Outcome};
use super::pending::Registry;
use super::subscribers::{Scope, Subscribers};
use crate::error::{Error, ErrorCode, ErrorKind, Result};
use crate::event::{
    CallKind, CallResult, Channel, Event, PlayerState, PublisherState, RemoteStream, RoomState,
    RoomStateChanged,
};
use crate::ids::{RoomId, StreamId, User, UserId};
use crate::lease::{Lease, Leased};

/// What most events need comes first, in two lines of the cache with the lock.
#[derive(Default)]
#[repr(C)]
pub(crate) struct Hub {
    /// Destruction has begun: whatever ends now ends because the engine goes.
    pub(crate) closing: bool,
    /// How many callbacks came.
    pub(crate) callbacks: u64,
    /// The call under way: the first event that it causes makes its entry.
    calling: Option<Box<Calling>>,
    pub(crate) rooms: Rooms,
    /// Rooms whose last session was lost, which the SDK tells later.
    expected_losses: Vec<RoomId>,
    pub(crate) subscribers: Subscribers,
    next_session: u64,
    pub(crate) publications: BTreeMap<StreamId, PublicationEntry>,
    pub(crate) playbacks: BTreeMap<StreamId, PlaybackEntry>,
    pub(crate) previews: HashMap<Channel, PreviewEntry>,
    refused_logins: Vec<RefusedLogin>,
    /// A failed login to the room of the call under way: whether it is that call's shows when it
    /// returns. With the session that stood in the room when it came.
    early_failure: Option<(RoomStateChanged, Option<u64>)>,
    /// Rooms that were logged out of without being in them: the SDK tells of it later.
    expected_logouts: Vec<RoomId>,
    /// The room of which LOGOUT came inside the last call.
    logged_out_inside: Option<RoomId>,
    expected_stops: Vec<publications::Stop>,
    pub(crate) registry: Registry<Waiter>,
    components: Components,
}

/// A room that is logged in to, or is being logged in to. What most events need comes first.
#[repr(C)]
pub(crate) struct RoomEntry {
    pub(crate) session: u64,
    pub(crate) state: RoomState,
    login: Option<Outcome>,
    sequence: Option<i32>,
    pub(crate) user: User,
    pub(crate) users: BTreeMap<UserId, User>,
    pub(crate) streams: BTreeMap<StreamId, RemoteStream>,
}

/// A stream that is published, or is being set up.
pub(crate) struct PublicationEntry {
    pub(crate) session: u64,
    pub(crate) channel: Channel,
    pub(crate) room: Option<RoomId>,
    pub(crate) state: PublisherState,
    waiters: Vec<Outcome>,
    lease: Weak<Lease>,
    /// Its room is over; the SDK's word about the stream itself is still to come.
    orphaned: bool,
}

/// A stream that is played, or is being set up.
pub(crate) struct PlaybackEntry {
    pub(crate) session: u64,
    pub(crate) room: Option<RoomId>,
    pub(crate) state: PlayerState,
    waiters: Vec<Outcome>,
    lease: Weak<Lease>,
    orphaned: bool,
}

/// A channel that captures for a preview.
pub(crate) struct PreviewEntry {
    pub(crate) session: u64,
    pub(crate) lease: Weak<Lease>,
}

/// A call that is being made and will, if the SDK accepts it, make an entry.
pub(crate) enum Calling {
    Login {
        room: RoomId,
        user: User,
        session: u64,
        outcome: Outcome,
    },
    Publish {
        stream: StreamId,
        entry: PublicationEntry,
    },
    Play {
        stream: StreamId,
        entry: PlaybackEntry,
    },
}

/// Who waits for a [`CallResult`].
pub(crate) enum Waiter {
    /// The login of this session.
    Login { room: RoomId, session: u64 },
    /// A caller; one that asked for something in a room, no longer than its session there.
    Caller {
        tried: String,
        answer: Answer,
        room: Option<(RoomId, u64)>,
        /// What is busy until the result comes, whoever waits for it; only dropped.
        #[allow(dead_code)]
        busy: Option<Busy>,
    },
}

/// Frees something when it is dropped.
pub(crate) type Busy = Box<dyn std::any::Any + Send>;

/// What the subscribers of typed streams are told of an event.
pub(crate) struct Verdict {
    /// It tells of real state, not of a call that was refused.
    typed: bool,
    /// A session that it ended.
    over: Option<Over>,
}

enum Over {
    Room(u64),
    Publication(u64),
    Playback(u64),
}

impl Hub {
    pub(crate) fn new_session(&mut self) -> u64 {
        self.next_session += 1;
        self.next_session
    }

    /// Takes an event in: changes the state, settles who waits, tells who listens.
    ///
    /// It is lent rather than given: each move on the way to a queue would copy it.
    #[inline]
    pub(crate) fn take(
        &mut self,
        event: &mut Option<Event>,
        inside_call: bool,
        effects: &mut Effects,
    ) {
        let Some(told) = event.as_ref() else { return };
        let verdict = match told {
            Event::RoomState(change) => self.room_state(change, inside_call, effects),
            Event::RoomUsers(update) => self.room_users(update),
            Event::RoomStreams(update) => self.room_streams(update),
            Event::RoomStreamExtraInfo(update) => self.room_stream_extra_info(update),
            Event::PublisherState(change) => self.publisher_state(change, inside_call, effects),
            Event::PlayerState(change) => self.player_state(change, inside_call, effects),
            Event::CallResult(result) => self.call_result(result, effects),
            Event::MediaPlayerLoaded(loaded) => {
                self.media_player_loaded(loaded, effects);
                Verdict::REAL
            }
            Event::MediaPlayerState(change) => {
                self.media_player_state(change, effects);
                Verdict::REAL
            }
            Event::AudioEffectState(change) => {
                self.effect_state(change, effects);
                Verdict::REAL
            }
            _ => Verdict::REAL,
        };
        let recorded = match told {
            Event::RecordState(change) => Some(change.clone()),
            _ => None,
        };
        self.subscribers
            .publish(event, verdict.typed, &mut effects.wakers);
        // After it is told, since the end of a recording ends its streams.
        if let Some(change) = recorded {
            self.record_state(&change, effects);
        }
        self.finish_over(verdict, effects);
    }

    fn call_result(&mut self, result: &CallResult, effects: &mut Effects) -> Verdict {
        match self.registry.arrived(result) {
            Some(waiter) => self.answered(waiter, result, effects),
            None => Verdict::REAL,
        }
    }

    /// Hands a result to its waiter.
    pub(crate) fn answered(
        &mut self,
        waiter: Waiter,
        result: &CallResult,
        effects: &mut Effects,
    ) -> Verdict {
        match waiter {
            Waiter::Login { room, session } => self.login_result(&room, session, result, effects),
            Waiter::Caller { tried, answer, .. } => {
                let outcome = match result.code.is_success() {
                    true => Ok(result.clone()),
                    false => Err(Error::sdk(tried, result.code)),
                };
                effects.answer(answer, outcome);
                Verdict::REAL
            }
        }
    }

    /// A request was accepted under this sequence; its result may be there already, and its room
    /// may be left already.
    pub(crate) fn request_accepted(
        &mut self,
        kind: CallKind,
        sequence: i32,
        waiter: Waiter,
        effects: &mut Effects,
    ) {
        let is_over = match &waiter {
            Waiter::Caller {
                room: Some((room, session)),
                ..
            } => !self.is_in_room(room, *session),
            _ => false,
        };
        let there = self.registry.accepted(kind, sequence, waiter);
        for displaced in self.registry.take_displaced() {
            let tried = format!("sequence {sequence} was given to another call");
            let error = Error::new(ErrorKind::Sdk, tried);
            refuse_caller(displaced, error, effects);
        }
        match there {
            Some((waiter, result)) => {
                self.answered(waiter, &result, effects);
            }
            None if is_over => {
                let error = self.ended(rooms::logged_out);
                if let Some(waiter) = self.registry.cancel(kind, sequence) {
                    refuse_caller(waiter, error, effects);
                }
            }
            None => {}
        }
    }

    /// The call `calling` is about to be made.
    pub(crate) fn begin(&mut self, calling: Calling) {
        if matches!(calling, Calling::Login { .. }) {
            self.registry.begin(CallKind::Login);
        }
        self.calling = Some(Box::new(calling));
    }

    /// As [`begin`](Self::begin), for a login that has no result of its own.
    pub(crate) fn begin_switch(&mut self, calling: Calling) {
        self.calling = Some(Box::new(calling));
    }

    /// The call returned with success: its entry exists now, made by an event or here.
    pub(crate) fn accept(&mut self, effects: &mut Effects) {
        let Some(calling) = self.calling.take() else {
            return;
        };
        // A failure that came early is that of the session which stood there then, or its own.
        match &self.early_failure {
            Some((_, Some(_))) => {
                self.settle_early_failure(effects);
                self.enter(*calling, effects);
            }
            _ => {
                self.enter(*calling, effects);
                self.settle_early_failure(effects);
            }
        }
    }

    /// The call was refused, or couldn't be made. What is given back wakes its caller when it is
    /// dropped: let it go when no lock is held.
    #[must_use = "it must be dropped with no lock held"]
    pub(crate) fn refuse(&mut self, effects: &mut Effects) -> Option<Calling> {
        let calling = self.calling.take();
        self.settle_early_failure(effects);
        calling.map(|calling| *calling)
    }

    /// The entry of a call that the SDK accepted. An entry that stood in its place is over.
    fn enter(&mut self, calling: Calling, effects: &mut Effects) {
        match calling {
            Calling::Login {
                room,
                user,
                session,
                outcome,
            } => {
                self.enter_room(room, user, session, outcome, effects);
            }
            Calling::Publish { stream, entry } => self.enter_publication(stream, entry, effects),
            Calling::Play { stream, entry } => self.enter_playback(stream, entry, effects),
        }
    }

    /// Ends the event streams of what is over.
    fn finish_over(&mut self, verdict: Verdict, effects: &mut Effects) {
        if let Some(over) = verdict.over {
            self.subscribers
                .finish_scope(|scope| over.ends(scope), &mut effects.wakers);
        }
    }

    /// Whether what stands there is of this session.
    pub(crate) fn stands(&self, what: &Leased, session: u64) -> bool {
        let stands = match what {
            Leased::Room(room) => self.rooms.get(room).map(|it| it.session),
            Leased::Publication { stream, .. } => {
                self.publications.get(stream).map(|it| it.session)
            }
            Leased::Playback(stream) => self.playbacks.get(stream).map(|it| it.session),
            Leased::Preview(channel) => self.previews.get(channel).map(|it| it.session),
        };
        stands == Some(session)
    }

    /// The error for something that ended without a code: it was stopped, or the engine goes.
    fn ended(&self, error: impl FnOnce() -> Error) -> Error {
        if self.closing {
            Error::engine_gone()
        } else {
            error()
        }
    }

    /// The error for something that ended with `code`.
    fn failed(&self, tried: impl std::fmt::Display, code: ErrorCode) -> Error {
        self.ended(|| Error::sdk(tried, code))
    }

    /// The engine is gone: everybody who waits is told, every stream ends.
    pub(crate) fn close(&mut self, effects: &mut Effects) {
        self.closing = true;
        let gone = || Err(Error::engine_gone());
        for mut entry in self.rooms.take_all() {
            if let Some(login) = entry.login.take() {
                effects.settle(login, gone());
            }
        }
        let publications = std::mem::take(&mut self.publications)
            .into_values()
            .flat_map(|entry| entry.waiters);
        let playbacks = std::mem::take(&mut self.playbacks)
            .into_values()
            .flat_map(|entry| entry.waiters);
        for waiter in publications.chain(playbacks) {
            effects.settle(waiter, gone());
        }
        for waiter in self.registry.drain() {
            refuse_caller(waiter, Error::engine_gone(), effects);
        }
        self.close_components(effects);
        self.previews.clear();
        if let Some(calling) = self.calling.take() {
            effects.let_go(*calling);
        }
        self.subscribers.finish_all(&mut effects.wakers);
    }

    /// Whether what a scope is about is still there.
    pub(crate) fn lasts(&self, scope: &Scope) -> bool {
        match scope {
            Scope::Engine | Scope::Channel(_) => true,
            Scope::MediaPlayer { player, session } => self.has_player(*player, *session),
            Scope::Recording { source, session } => {
                let entry = self.components.recordings.get(source);
                entry.is_some_and(|entry| entry.session == *session)
            }
            Scope::Room { room, session } => self.is_in_room(room, *session),
            Scope::Publication {
                stream, session, ..
            } => self.is_published(stream, *session),
            Scope::Playback { stream, session } => self.is_played(stream, *session),
        }
    }

    /// Whether somebody holds a handle to it.
    pub(crate) fn is_held(&self, what: &Leased) -> bool {
        let lease = match what {
            Leased::Room(_) => None,
            Leased::Publication { stream, .. } => self.publications.get(stream).map(|it| &it.lease),
            Leased::Playback(stream) => self.playbacks.get(stream).map(|it| &it.lease),
            Leased::Preview(channel) => self.previews.get(channel).map(|it| &it.lease),
        };
        lease.is_some_and(|lease| lease.strong_count() > 0)
    }

    /// How many operations wait for an event or a result.
    pub(crate) fn pending(&self) -> usize {
        let rooms = self.rooms.iter();
        let logins = rooms.filter(|(_, entry)| entry.login.is_some()).count();
        let publications: usize = self.publications.values().map(|e| e.waiters.len()).sum();
        let playbacks: usize = self.playbacks.values().map(|e| e.waiters.len()).sum();
        // A login's own result may still be on its way, or never come, when the login is done.
        let callers = self.registry.count(Waiter::is_caller);
        logins + publications + playbacks + callers
    }

    /// The room that a stream belongs to when none is named: the only one there is.
    pub(crate) fn only_room(&self) -> Option<RoomId> {
        let mut rooms = self.rooms.ids();
        match (rooms.next(), rooms.next()) {
            (Some(room), None) => Some(room.clone()),
            _ => None,
        }
    }
}

impl Waiter {
    fn is_caller(&self) -> bool {
        matches!(self, Self::Caller { .. })
    }
}

impl Verdict {
    const REAL: Self = Self {
        typed: true,
        over: None,
    };
    /// Of a call that was refused or a session that is over, or too late to be true.
    const NOT_REAL: Self = Self {
        typed: false,
        over: None,
    };

    fn ended(over: Over) -> Self {
        Self {
            typed: true,
            over: Some(over),
        }
    }
}

impl Over {
    fn ends(&self, scope: &Scope) -> bool {
        match (self, scope) {
            (Self::Room(over), Scope::Room { session, .. })
            | (Self::Publication(over), Scope::Publication { session, .. })
            | (Self::Playback(over), Scope::Playback { session, .. }) => over == session,
            _ => false,
        }
    }
}

/// No result will come: a caller is told why. A login has its outcome from its room.
fn refuse_caller(waiter: Waiter, error: Error, effects: &mut Effects) {
    if let Waiter::Caller { answer, .. } = waiter {
        effects.answer(answer, Err(error));
    }
}

/// A result for everybody who waits for one outcome.
fn settle_all(waiters: &mut Vec<Outcome>, outcome: &Result<()>, effects: &mut Effects) {
    for waiter in waiters.drain(..) {
        effects.settle(waiter, outcome.clone());
    }
}
