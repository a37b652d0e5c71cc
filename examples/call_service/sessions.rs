//! Who is in which room: one engine for each user.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::StreamExt;
use zego_async::{
    Channel, Engine, Publication, Result, Room, RoomId, Scenario, Sdk, StreamId, UserId,
};

use crate::account::Account;
use crate::failure::Failure;

/// How long the cloud may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The sessions of this service.
pub(crate) struct Sessions {
    sdk: Sdk,
    account: Account,
    users: Mutex<HashMap<UserId, Slot>>,
}

/// A user's place. It is taken before the login begins: a second login with the same user would
/// kick the first one out.
enum Slot {
    Joining,
    In(Session),
}

/// A user in a room.
#[derive(Clone)]
pub(crate) struct Session {
    engine: Engine,
    pub(crate) room: Room,
    published: Vec<Publication>,
}

impl Sessions {
    pub(crate) fn new(sdk: Sdk, account: Account) -> Self {
        Self {
            sdk,
            account,
            users: Mutex::default(),
        }
    }

    /// Logs the user in to the room with an engine of their own.
    pub(crate) async fn join(
        self: &Arc<Self>,
        room: &RoomId,
        user: &UserId,
    ) -> Result<(), Failure> {
        let place = Place::take(self, user)?;
        let engine = self.account.engine(&self.sdk);
        let engine = engine.scenario(Scenario::StandardVoiceCall).await?;
        let login = self.account.login(&engine, room.as_str(), user.as_str());
        let room = login.timeout(PATIENCE).await?;
        place.fill(Session {
            engine,
            room: room.clone(),
            published: Vec::new(),
        });
        self.forget_when_over(&room, user);
        Ok(())
    }

    /// Takes the user out of the room, and waits until the engine is gone.
    pub(crate) async fn leave(&self, room: &RoomId, user: &UserId) -> Result<(), Failure> {
        let session = {
            let mut users = self.users();
            let session = in_room(&users, room, user)?;
            users.remove(user);
            session
        };
        session.room.logout().await?;
        session.engine.destroy().await?;
        Ok(())
    }

    /// Publishes a stream of the user, on the next channel that is free.
    pub(crate) async fn publish(
        &self,
        room: &RoomId,
        user: &UserId,
        stream: &StreamId,
    ) -> Result<(), Failure> {
        let session = in_room(&self.users(), room, user)?;
        let taken = |channel: &Channel| session.published.iter().any(|it| it.channel() == *channel);
        let channel = Channel::ALL.into_iter().find(|channel| !taken(channel));
        let channel = channel.ok_or(Failure::NoChannel)?;
        let publish = session.room.publish(stream).channel(channel);
        let publication = publish.timeout(PATIENCE).await?;
        match self.users().get_mut(user) {
            Some(Slot::In(session)) if session.room.id() == room => {
                session.published.push(publication);
                Ok(())
            }
            _ => Err(Failure::NotInRoom),
        }
    }

    /// Everybody of this service who is in the room.
    pub(crate) fn in_room(&self, room: &RoomId) -> Result<Vec<(UserId, Session)>, Failure> {
        let users = self.users();
        let here = users.iter().filter_map(|(user, slot)| match slot {
            Slot::In(session) if session.room.id() == room => Some((user.clone(), session.clone())),
            _ => None,
        });
        match here.collect::<Vec<_>>() {
            nobody if nobody.is_empty() => Err(Failure::NotInRoom),
            here => Ok(here),
        }
    }

    /// Ends every session and waits until every engine is gone.
    pub(crate) async fn close(&self) -> zego_async::Result<()> {
        self.users().clear();
        self.sdk.shutdown().await
    }

    /// A kick or a lost connection ends the session here too. The task holds neither the room nor
    /// the sessions, so it keeps nothing alive.
    fn forget_when_over(self: &Arc<Self>, room: &Room, user: &UserId) {
        let mut states = room.states();
        let (sessions, user) = (Arc::downgrade(self), user.clone());
        tokio::spawn(async move {
            while states.next().await.is_some() {}
            let Some(sessions) = sessions.upgrade() else {
                return;
            };
            if let Entry::Occupied(slot) = sessions.users().entry(user)
                && let Slot::In(session) = slot.get()
                && session.room.user().is_none()
            {
                slot.remove();
            }
        });
    }

    fn users(&self) -> MutexGuard<'_, HashMap<UserId, Slot>> {
        self.users.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_room(
    users: &HashMap<UserId, Slot>,
    room: &RoomId,
    user: &UserId,
) -> Result<Session, Failure> {
    match users.get(user) {
        Some(Slot::In(session)) if session.room.id() == room => Ok(session.clone()),
        _ => Err(Failure::NotInRoom),
    }
}

impl Session {
    pub(crate) fn published(&self) -> &[Publication] {
        &self.published
    }
}

/// A place that is free again when the login comes to nothing, also when its request is cut off.
struct Place<'a> {
    sessions: &'a Sessions,
    user: UserId,
    filled: bool,
}

impl<'a> Place<'a> {
    fn take(sessions: &'a Sessions, user: &UserId) -> Result<Self, Failure> {
        match sessions.users().entry(user.clone()) {
            Entry::Occupied(_) => return Err(Failure::AlreadyIn),
            Entry::Vacant(place) => place.insert(Slot::Joining),
        };
        Ok(Self {
            sessions,
            user: user.clone(),
            filled: false,
        })
    }

    fn fill(mut self, session: Session) {
        self.filled = true;
        let slot = Slot::In(session);
        self.sessions.users().insert(self.user.clone(), slot);
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if !self.filled {
            self.sessions.users().remove(&self.user);
        }
    }
}
