//! Who is in a room and which streams are there: streams that never leave their reader wrong.

use std::collections::{BTreeSet, VecDeque};
use std::pin::Pin;
use std::sync::{Arc, Weak};
use std::task::{Context, Poll, ready};

use futures::Stream;

use crate::core::{Core, EventBatch, EventReader, Hub, Scope, Taken};
use crate::event::{Event, RemoteStream, RoomState, Topic, UpdateType};
use crate::ids::{RoomId, User};

/// What changed among the users or streams of a room.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change<T> {
    /// Forget what you knew: these are there now.
    ///
    /// The first item of every stream, again after its reader fell behind, and empty at the end
    /// of the session.
    Reset(Vec<T>),
    /// These came.
    Added(Vec<T>),
    /// These went.
    Removed(Vec<T>),
    /// These are still there and say something new about themselves.
    Updated(Vec<T>),
}

/// A change in one room.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoomChange<T> {
    /// The room.
    pub room: RoomId,
    /// What changed in it.
    pub change: Change<T>,
}

/// What a roster is made of.
pub(crate) trait Member: Clone + Send + Sync + Unpin + 'static {
    const TOPICS: &'static [Topic];

    fn present(hub: &Hub, room: &RoomId) -> Vec<Self>;
    fn change(event: Event) -> Option<RoomChange<Self>>;
}

impl Member for User {
    const TOPICS: &'static [Topic] = &[Topic::RoomUsers, Topic::RoomState];

    fn present(hub: &Hub, room: &RoomId) -> Vec<Self> {
        hub.rooms
            .get(room)
            .map(|entry| entry.users.values().cloned().collect())
            .unwrap_or_default()
    }

    fn change(event: Event) -> Option<RoomChange<Self>> {
        match event {
            Event::RoomUsers(update) => moved(update.room, update.update, &update.users),
            other => left(other),
        }
    }
}

impl Member for RemoteStream {
    const TOPICS: &'static [Topic] = &[
        Topic::RoomStreams,
        Topic::RoomStreamExtraInfo,
        Topic::RoomState,
    ];

    fn present(hub: &Hub, room: &RoomId) -> Vec<Self> {
        let entry = hub.rooms.get(room);
        entry
            .map(|entry| entry.streams.values().cloned().collect())
            .unwrap_or_default()
    }

    fn change(event: Event) -> Option<RoomChange<Self>> {
        match event {
            Event::RoomStreams(update) => moved(update.room, update.update, &update.streams),
            Event::RoomStreamExtraInfo(update) => {
                let change = Change::Updated(update.streams.to_vec());
                Some(RoomChange {
                    room: update.room,
                    change,
                })
            }
            other => left(other),
        }
    }
}

fn moved<T: Clone>(room: RoomId, update: UpdateType, members: &[T]) -> Option<RoomChange<T>> {
    let change = match update {
        UpdateType::Add => Change::Added(members.to_vec()),
        UpdateType::Delete => Change::Removed(members.to_vec()),
        UpdateType::Unknown(_) => return None,
    };
    Some(RoomChange { room, change })
}

/// The end of a session empties its room.
fn left<T>(event: Event) -> Option<RoomChange<T>> {
    match event {
        Event::RoomState(change) if change.state() == Some(RoomState::Disconnected) => {
            Some(RoomChange {
                room: change.room,
                change: Change::Reset(Vec::new()),
            })
        }
        _ => None,
    }
}

/// The users of a room, or of all rooms: first who is there, then who comes and goes.
///
/// Others are seen only if the login asked for user status and theirs did too. A reader that
/// falls behind gets a [`Change::Reset`] with who is there now.
pub type UserRoster = Roster<User>;

/// The streams of others in a room, or in all rooms: first what is there, then what comes and
/// goes. A reader that falls behind gets a [`Change::Reset`] with what is there now.
pub type StreamRoster = Roster<RemoteStream>;

/// The stream behind [`UserRoster`] and [`StreamRoster`].
///
/// # Cancel safety
///
/// `next()` is cancel safe: a change is taken only when it is returned.
#[must_use = "streams do nothing unless polled"]
#[allow(private_bounds)]
pub struct Roster<T: Member> {
    core: Weak<Core>,
    scope: Scope,
    reader: EventReader,
    batch: EventBatch,
    /// Changes that are ready: one for each room after a reset.
    ready: VecDeque<RoomChange<T>>,
    /// The rooms that the reader has heard of.
    told: BTreeSet<RoomId>,
    done: bool,
}

#[allow(private_bounds)]
impl<T: Member> Roster<T> {
    pub(crate) fn new(core: &Arc<Core>, scope: Scope) -> Self {
        let (reader, present) =
            core.subscribe_with(Some(T::TOPICS), scope.clone(), |hub| present(hub, &scope));
        let mut roster = Self {
            core: Arc::downgrade(core),
            scope,
            reader,
            batch: EventBatch::default(),
            ready: VecDeque::new(),
            told: BTreeSet::new(),
            done: false,
        };
        roster.reset(present);
        roster
    }

    /// Tells of everything that is there, and of rooms that are not there any more.
    fn reset(&mut self, present: Vec<(RoomId, Vec<T>)>) {
        let now: BTreeSet<RoomId> = present.iter().map(|(room, _)| room.clone()).collect();
        for gone in self.told.difference(&now) {
            let change = Change::Reset(Vec::new());
            self.ready.push_back(RoomChange {
                room: gone.clone(),
                change,
            });
        }
        for (room, members) in present {
            self.ready.push_back(RoomChange {
                room,
                change: Change::Reset(members),
            });
        }
        self.told = now;
    }

    /// After a loss: the present state, in one step with emptying the queue.
    fn resync(&mut self) {
        self.batch.clear();
        let present = match self.core.upgrade() {
            Some(core) => core.with_hub(|hub, _| {
                self.reader.skip();
                present(hub, &self.scope)
            }),
            None => Vec::new(),
        };
        self.reset(present);
    }
}

/// What is there in the rooms of `scope`.
fn present<T: Member>(hub: &Hub, scope: &Scope) -> Vec<(RoomId, Vec<T>)> {
    match scope {
        Scope::Room { room, .. } if hub.lasts(scope) => {
            vec![(room.clone(), T::present(hub, room))]
        }
        Scope::Engine => {
            let rooms = hub.rooms.ids();
            rooms
                .map(|room| (room.clone(), T::present(hub, room)))
                .collect()
        }
        _ => Vec::new(),
    }
}

impl<T: Member> Stream for Roster<T> {
    type Item = RoomChange<T>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(change) = this.ready.pop_front() {
                return Poll::Ready(Some(change));
            }
            while let Some(event) = this.batch.next(Option::take, Option::clone) {
                if let Some(change) = event.and_then(T::change) {
                    if matches!(&change.change, Change::Reset(members) if members.is_empty()) {
                        this.told.remove(&change.room);
                    } else {
                        this.told.insert(change.room.clone());
                    }
                    return Poll::Ready(Some(change));
                }
            }
            if this.done {
                return Poll::Ready(None);
            }
            match ready!(super::poll_batch(&this.reader, &mut this.batch, cx)) {
                Taken::Items => {}
                Taken::Lost(_) => this.resync(),
                Taken::Finished => {
                    this.done = true;
                    // An engine that goes may not tell of each room.
                    this.reset(Vec::new());
                }
            }
        }
    }
}

impl<T: Member> std::fmt::Debug for Roster<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Roster")
            .field("rooms", &self.told)
            .finish_non_exhaustive()
    }
}
