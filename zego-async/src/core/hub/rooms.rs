//! Rooms: from LOGINING to the end of the session, and the users and streams in between.

use super::*;
use crate::event::{
    RoomStateReason, RoomStreamExtraInfoUpdate, RoomStreamsUpdate, RoomUsersUpdate, UpdateType,
};
use crate::token::TokenFailure;

impl Hub {
    /// Whether this session in the room still lasts.
    pub(crate) fn is_in_room(&self, room: &RoomId, session: u64) -> bool {
        self.rooms
            .get(room)
            .is_some_and(|entry| entry.session == session)
    }

    pub(super) fn enter_room(
        &mut self,
        room: RoomId,
        user: User,
        session: u64,
        login: Outcome,
        effects: &mut Effects,
    ) {
        let entry = RoomEntry::new(user, session, Some(login));
        if self.rooms.get(&room).is_some() {
            // The SDK takes it only if that session is over.
            expect(&mut self.expected_losses, room.clone());
            self.left(&room, effects);
        }
        let before = self.rooms.insert(room, entry);
        debug_assert!(before.is_none(), "it was left");
    }

    /// The login was accepted under this sequence; its result may be there already.
    pub(crate) fn login_accepted(
        &mut self,
        room: &RoomId,
        session: u64,
        sequence: i32,
        effects: &mut Effects,
    ) {
        self.accept(effects);
        if let Some(entry) = self
            .rooms
            .get_mut(room)
            .filter(|entry| entry.session == session)
        {
            entry.sequence = Some(sequence);
        }
        let waiter = Waiter::Login {
            room: room.clone(),
            session,
        };
        if let Some((waiter, result)) = self.registry.accepted(CallKind::Login, sequence, waiter) {
            let verdict = self.answered(waiter, &result, effects);
            self.finish_over(verdict, effects);
        } else if !self.is_in_room(room, session) {
            // The session ended inside the call or right after it; no result will come.
            self.registry.cancel(CallKind::Login, sequence);
        }
    }

    /// The login was refused. The SDK will report it as failed all the same, twice: as a result,
    /// and as a state of the room, which may be logged in to by then.
    #[must_use = "it must be dropped with no lock held"]
    pub(crate) fn login_refused(
        &mut self,
        room: &RoomId,
        session: u64,
        code: ErrorCode,
        effects: &mut Effects,
    ) -> Option<Calling> {
        self.registry.refused(CallKind::Login);
        let early = self
            .early_failure
            .take_if(|(failure, _)| failure.code == code);
        if early.is_none() {
            let room = room.clone();
            expect(&mut self.refused_logins, RefusedLogin { room, code });
        }
        if self.is_in_room(room, session) {
            // By a late word that was taken for the call's own.
            self.left(room, effects);
        }
        self.refuse(effects)
    }

    /// The call under way has returned: a failure that came meanwhile wasn't its own.
    pub(super) fn settle_early_failure(&mut self, effects: &mut Effects) {
        let Some((failure, session)) = self.early_failure.take() else {
            return;
        };
        if session.is_some_and(|session| !self.is_in_room(&failure.room, session)) {
            return;
        }
        let verdict = self.room_state(&failure, false, effects);
        if verdict.typed {
            let event = Event::RoomState(failure);
            self.subscribers
                .publish_typed(&mut Some(event), &mut effects.wakers);
        }
        self.finish_over(verdict, effects);
    }

    /// A login that was never made: the library lacks the function, say.
    #[must_use = "it must be dropped with no lock held"]
    pub(crate) fn login_not_made(&mut self, effects: &mut Effects) -> Option<Calling> {
        self.registry.refused(CallKind::Login);
        self.refuse(effects)
    }

    /// A logout is about to be called.
    pub(crate) fn begin_logout(&mut self) {
        self.logged_out_inside = None;
    }

    /// The logout returned. If no LOGOUT came inside it the SDK had nothing to leave: one will come
    /// later, and if the session still stands, what ended it; neither is the end of a session that
    /// begins in between.
    pub(crate) fn logout_returned(&mut self, room: &RoomId, session: u64, effects: &mut Effects) {
        if self.logged_out_inside.take().as_ref() != Some(room) {
            expect(&mut self.expected_logouts, room.clone());
        }
        if self.is_in_room(room, session) {
            expect(&mut self.expected_losses, room.clone());
            self.left(room, effects);
        }
    }

    pub(super) fn room_state(
        &mut self,
        change: &RoomStateChanged,
        inside_call: bool,
        effects: &mut Effects,
    ) -> Verdict {
        let room = &change.room;
        let reason = change.reason;
        let begins = matches!(
            reason,
            RoomStateReason::Logining | RoomStateReason::Logined | RoomStateReason::Reconnected
        );
        match self.calling.as_deref() {
            Some(Calling::Login { room: target, .. }) if target == room => {
                if begins && (inside_call || self.rooms.get(room).is_none()) {
                    self.accept(effects);
                } else if inside_call && reason == RoomStateReason::LoginFailed {
                    return Verdict::NOT_REAL;
                }
            }
            _ => {}
        }
        if inside_call && reason == RoomStateReason::Logout {
            self.logged_out_inside = Some(room.clone());
        }
        if !inside_call {
            let of_refused_login = reason == RoomStateReason::LoginFailed
                && was_expected(&mut self.refused_logins, |refused| {
                    refused.code == change.code && refused.room == *room
                });
            let of_earlier_logout = reason == RoomStateReason::Logout
                && was_expected(&mut self.expected_logouts, |expected| expected == room);
            if of_refused_login || of_earlier_logout || self.is_late_loss(room, reason) {
                return Verdict::NOT_REAL;
            }
            if reason == RoomStateReason::LoginFailed
                && self.early_failure.is_none()
                && matches!(self.calling.as_deref(), Some(Calling::Login { room: target, .. }) if target == room)
            {
                let session = self.rooms.get(room).map(|entry| entry.session);
                self.early_failure = Some((change.clone(), session));
                return Verdict::NOT_REAL;
            }
        }
        let Some(entry) = self.rooms.get_mut(room) else {
            return Verdict::NOT_REAL;
        };
        match reason {
            RoomStateReason::LoginFailed if entry.login.is_none() => {
                return Verdict::NOT_REAL;
            }
            RoomStateReason::Logined | RoomStateReason::Reconnected => {
                // What was to be told of an earlier session would have been told by now.
                self.expected_losses.retain(|lost| lost != room);
                if let Some(login) = entry.login.take() {
                    effects.settle(login, Ok(()));
                }
            }
            _ => {}
        }
        match reason.state() {
            Some(RoomState::Disconnected) => {
                let tried = entry.tried(room);
                let error = match reason {
                    RoomStateReason::Logout => self.ended(logged_out),
                    _ => self.failed(tried, change.code),
                };
                self.leave_room(room, error, effects)
            }
            Some(state) => {
                entry.state = state;
                Verdict::REAL
            }
            None => Verdict::REAL,
        }
    }

    /// Whether the SDK tells only now of the loss of an earlier session.
    fn is_late_loss(&mut self, room: &RoomId, reason: RoomStateReason) -> bool {
        let is_loss = matches!(
            reason,
            RoomStateReason::LoginFailed
                | RoomStateReason::KickOut
                | RoomStateReason::ReconnectFailed
        );
        if !is_loss || self.expected_losses.is_empty() {
            return false;
        }
        let entry = self.rooms.get(room);
        let is_logged_in = entry.is_some_and(|entry| entry.login.is_none());
        !is_logged_in && was_expected(&mut self.expected_losses, |lost| lost == room)
    }

    pub(super) fn login_result(
        &mut self,
        room: &RoomId,
        session: u64,
        result: &CallResult,
        effects: &mut Effects,
    ) -> Verdict {
        let Some(entry) = self
            .rooms
            .get_mut(room)
            .filter(|entry| entry.session == session)
        else {
            return Verdict::REAL;
        };
        entry.sequence = None;
        if !result.code.is_success() {
            let tried = entry.tried(room);
            let error = self.failed(tried, result.code);
            // The state is still to come, and may find the next session here.
            let (room_id, code) = (room.clone(), result.code);
            expect(
                &mut self.refused_logins,
                RefusedLogin {
                    room: room_id,
                    code,
                },
            );
            return self.leave_room(room, error, effects);
        }
        if let Some(login) = entry.login.take() {
            entry.state = RoomState::Connected;
            effects.settle(login, Ok(()));
        }
        Verdict::REAL
    }

    /// The session is over: who waits for it, or for streams of it, waits no longer.
    fn leave_room(&mut self, room: &RoomId, error: Error, effects: &mut Effects) -> Verdict {
        let Some(mut entry) = self.rooms.remove(room) else {
            return Verdict::REAL;
        };
        if let Some(sequence) = entry.sequence {
            self.registry.cancel(CallKind::Login, sequence);
        }
        for request in self
            .registry
            .take_where(|waiter| waiter.is_of(entry.session))
        {
            refuse_caller(request, error.clone(), effects);
        }
        let outcome = Err(error);
        if let Some(login) = entry.login.take() {
            effects.settle(login, outcome.clone());
        }
        // A stream whose call hasn't returned yet is one of the room's too.
        let (publishing, playing) = match self.calling.as_deref_mut() {
            Some(Calling::Publish { entry, .. }) => (Some(entry), None),
            Some(Calling::Play { entry, .. }) => (None, Some(entry)),
            _ => (None, None),
        };
        for publication in self
            .publications
            .values_mut()
            .chain(publishing)
            .filter(|e| e.room.as_ref() == Some(room))
        {
            publication.orphaned = true;
            settle_all(&mut publication.waiters, &outcome, effects);
        }
        for playback in self
            .playbacks
            .values_mut()
            .chain(playing)
            .filter(|e| e.room.as_ref() == Some(room))
        {
            playback.orphaned = true;
            settle_all(&mut playback.waiters, &outcome, effects);
        }
        Verdict::ended(Over::Room(entry.session))
    }

    /// The session is over though no LOGOUT came.
    pub(crate) fn left(&mut self, room: &RoomId, effects: &mut Effects) {
        let error = self.ended(logged_out);
        let verdict = self.leave_room(room, error, effects);
        self.finish_over(verdict, effects);
    }

    /// Says on the room's state streams that its token was not renewed, which the SDK has no word
    /// for. Answers whether the session lasts.
    pub(crate) fn token_not_renewed(
        &mut self,
        room: &RoomId,
        session: u64,
        failure: TokenFailure,
        effects: &mut Effects,
    ) -> bool {
        if !self.is_in_room(room, session) {
            return false;
        }
        let change = RoomStateChanged {
            room: room.clone(),
            reason: RoomStateReason::TokenNotRenewed,
            code: failure.error.code().unwrap_or(ErrorCode::ROOM_NO_TOKEN),
            extended_data: "".into(),
            token_failure: Some(Arc::new(failure)),
        };
        self.subscribers
            .publish_typed(&mut Some(Event::RoomState(change)), &mut effects.wakers);
        true
    }

    pub(super) fn room_users(&mut self, update: &RoomUsersUpdate) -> Verdict {
        let Some(entry) = self.rooms.get_mut(&update.room) else {
            return Verdict::NOT_REAL;
        };
        for user in update.users.iter() {
            match update.update {
                UpdateType::Add => drop(entry.users.insert(user.id.clone(), user.clone())),
                UpdateType::Delete => drop(entry.users.remove(&user.id)),
                UpdateType::Unknown(_) => {}
            }
        }
        Verdict::REAL
    }

    pub(super) fn room_streams(&mut self, update: &RoomStreamsUpdate) -> Verdict {
        let Some(entry) = self.rooms.get_mut(&update.room) else {
            return Verdict::NOT_REAL;
        };
        for stream in update.streams.iter() {
            match update.update {
                UpdateType::Add => drop(entry.streams.insert(stream.id.clone(), stream.clone())),
                UpdateType::Delete => drop(entry.streams.remove(&stream.id)),
                UpdateType::Unknown(_) => {}
            }
        }
        Verdict::REAL
    }

    pub(super) fn room_stream_extra_info(&mut self, update: &RoomStreamExtraInfoUpdate) -> Verdict {
        let Some(entry) = self.rooms.get_mut(&update.room) else {
            return Verdict::NOT_REAL;
        };
        for stream in update.streams.iter() {
            if let Some(known) = entry.streams.get_mut(&stream.id) {
                known.extra_info = stream.extra_info.clone();
            }
        }
        Verdict::REAL
    }
}

impl Waiter {
    /// Whether it is a request in the room of this session.
    fn is_of(&self, session: u64) -> bool {
        matches!(self, Self::Caller { room: Some((_, of)), .. } if *of == session)
    }
}

impl RoomEntry {
    pub(super) fn new(user: User, session: u64, login: Option<Outcome>) -> Self {
        Self {
            session,
            state: RoomState::Connecting,
            user,
            login,
            sequence: None,
            users: BTreeMap::new(),
            streams: BTreeMap::new(),
        }
    }

    /// What ends when the session does, in an error's words.
    fn tried(&self, room: &RoomId) -> String {
        match self.login {
            Some(_) => format!("log in to {room:?} as {:?}", self.user.id),
            None => format!("room {room:?}"),
        }
    }
}

pub(super) fn logged_out() -> Error {
    Error::new(ErrorKind::LoggedOut, "the room was logged out of")
}
