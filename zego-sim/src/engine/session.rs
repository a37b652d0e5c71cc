//! Rooms: login, logout, switch and token, as the program calls them. What the cloud answers is
//! in `receive`.

use std::sync::Arc;
use std::time::Duration;

use crate::cloud::{Answer, Entry, ToEngine};
use crate::codes::*;
use crate::event::{Event, Stream, Text};
use crate::instance::Instance;
use crate::outbox::{Outbox, When};
use crate::sdk_thread::Tag;

use super::identity::{Identity, check_room_id, check_user_id, check_user_name};
use super::{State, new_tag};

/// Values of the older room state.
pub(crate) mod state {
    pub(crate) const DISCONNECTED: i32 = 0;
    pub(crate) const CONNECTING: i32 = 1;
    pub(crate) const CONNECTED: i32 = 2;
}

/// Why a room's state changed.
pub(crate) mod reason {
    pub(crate) const LOGINING: i32 = 0;
    pub(crate) const LOGINED: i32 = 1;
    pub(crate) const LOGIN_FAILED: i32 = 2;
    pub(crate) const RECONNECTING: i32 = 3;
    pub(crate) const RECONNECTED: i32 = 4;
    pub(crate) const RECONNECT_FAILED: i32 = 5;
    pub(crate) const KICK_OUT: i32 = 6;
    pub(crate) const LOGOUT: i32 = 7;
    pub(crate) const LOGOUT_FAILED: i32 = 8;
}

/// A kind of room that the engine logs in to by itself, without the cloud.
const LOCAL_ROOM: u32 = 1;

/// How long the engine takes to log in without the cloud.
const LOCAL_LOGIN: Duration = Duration::from_millis(5);

/// What a login asks for.
#[derive(Debug, Clone, Default)]
pub(crate) struct RoomConfig {
    pub(crate) max_members: u32,
    pub(crate) notify_users: bool,
    pub(crate) token: String,
    pub(crate) room_type: u32,
}

/// How far a login got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    Pending,
    LoggedIn,
    Reconnecting,
}

/// The engine's side of being in a room.
pub(crate) struct Session {
    pub(crate) tag: Tag,
    pub(crate) room: String,
    pub(crate) user: Identity,
    pub(crate) config: RoomConfig,
    pub(crate) phase: Phase,
    /// The sequence of the login, while its result is owed.
    pub(crate) login: Option<i32>,
    /// Other users, as told to the program.
    pub(crate) users: Vec<Identity>,
    /// Other users' streams, as told to the program.
    pub(crate) streams: Vec<crate::cloud::StreamCard>,
    /// What changed in the room between the cloud's answer to the login and its arrival.
    pub(crate) early: Vec<EarlyNews>,
}

/// News of a room that come while its login is pending; told after it.
pub(crate) enum EarlyNews {
    Users(i32, Vec<Identity>),
    Streams(i32, Vec<crate::cloud::StreamCard>, String),
}

/// Where a login was refused.
enum Refusal {
    /// Before the room layer, with the extended text of the later state event.
    Early(i32, &'static str),
    /// In the room layer.
    Room(i32),
}

impl Instance {
    /// Logs in; `room` is `None` for the null pointer. Answers the code and the sequence. With
    /// `owed`, the result is told with that sequence.
    pub(crate) fn login(
        self: &Arc<Self>,
        room: Option<String>,
        user: Identity,
        config: RoomConfig,
        owed: bool,
    ) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("loginRoom", |state, out| {
            let shown = room.clone().unwrap_or_default();
            let refusal = match state.check_login(room.as_deref(), &user) {
                Ok(()) => {
                    sequence = state.sequences.room();
                    match check_room(&shown, &config) {
                        Ok(()) => {
                            state.enter(shown, user, config, owed.then_some(sequence), out);
                            return Ok(());
                        }
                        Err(code) => Refusal::Room(code),
                    }
                }
                Err(refusal) => {
                    sequence = state.sequences.refused();
                    refusal
                }
            };
            let (code, shown, extended) = match refusal {
                Refusal::Early(code, "") | Refusal::Room(code) => (code, shown, ""),
                // Nobody to log in: the room isn't named either.
                Refusal::Early(code, extended) => (code, String::new(), extended),
            };
            let gap = state.result_gap();
            if owed {
                out.in_row(
                    gap,
                    Event::LoginResult {
                        room: Text::from(&shown),
                        code,
                        sequence,
                        extended: "".into(),
                    },
                );
            }
            out.in_row(gap, changed(&shown, reason::LOGIN_FAILED, code, extended));
            Err(code)
        });
        (code, sequence)
    }

    /// Logs out of one room; `room` is `None` for the null pointer. With no room at all, one that
    /// was never entered is left as well. A call that leaves nothing says nothing of its own end.
    pub(crate) fn logout(self: &Arc<Self>, room: Option<&str>, owed: bool) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("logoutRoom", |state, out| {
            let gap = state.result_gap();
            let checked = state.check_logout(room);
            out.quiet = room.is_some();
            let room = room.unwrap_or_default();
            match checked {
                Ok(()) => sequence = state.sequences.room(),
                Err(_) => sequence = state.sequences.refused(),
            }
            let code = checked.err().unwrap_or(OK);
            if owed {
                out.in_row(gap, logged_out(room, code, sequence));
            }
            if code != OK {
                out.in_row(gap, changed(room, reason::LOGOUT_FAILED, code, ""));
                return Err(code);
            }
            match state.leave(room, out) {
                true => out.quiet = false,
                false => out.in_row(gap, changed(room, reason::LOGOUT, OK, "")),
            }
            Ok(())
        });
        (code, sequence)
    }

    /// Logs out of every room.
    pub(crate) fn logout_all(self: &Arc<Self>, owed: bool) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("logoutRoom", |state, out| {
            let gap = state.result_gap();
            let rooms: Vec<String> = match state.life("logoutRoom") {
                Ok(life) => life.sessions.iter().map(|s| s.room.clone()).collect(),
                Err(code) => {
                    sequence = state.sequences.refused();
                    if owed {
                        out.in_row(gap, logged_out("", code, sequence));
                    }
                    return Err(code);
                }
            };
            sequence = state.sequences.room();
            state.leave_all(&rooms, out);
            if owed {
                out.in_row(gap, logged_out("", OK, sequence));
            }
            Ok(())
        });
        (code, sequence)
    }

    /// Leaves one room and enters another in one step.
    pub(crate) fn switch(self: &Arc<Self>, from: &str, to: &str, config: RoomConfig) -> i32 {
        self.call("switchRoom", |state, out| {
            let user = state.check_switch(from, to).map_err(|(code, shown)| {
                out.tell(changed(shown, reason::LOGIN_FAILED, code, ""));
                code
            })?;
            state.leave_for(from, out);
            state.enter(to.to_owned(), user, config, None, out);
            Ok(())
        })
    }

    /// Gives the cloud a new token for the room.
    pub(crate) fn renew_token(self: &Arc<Self>, room: &str, token: &str) -> i32 {
        self.call("renewToken", |state, out| {
            let life = state.life("renewToken").map_err(|code| match code {
                NO_ENGINE => NOT_IN_THAT_ROOM,
                code => code,
            })?;
            let session = life.session(room).ok_or(NOT_IN_THAT_ROOM)?;
            session.config.token = token.to_owned();
            let (tag, token) = (session.tag, token.to_owned());
            let cloud = life.cloud.clone();
            out.then(move |_| cloud.renew(tag, &token));
            Ok(())
        })
    }
}

impl Instance {
    /// The streams of a room as far as this engine knows: its own, and the others'.
    pub(crate) fn streams_of(&self, room: &str) -> (Vec<Stream>, Vec<Stream>) {
        self.look(|state| {
            let Some(life) = &mut state.life else {
                return Default::default();
            };
            let published = life.publications.iter().filter(|(_, p)| p.room == room);
            let published: Vec<(i32, String)> = published
                .filter(|(_, p)| p.publishing)
                .map(|(channel, p)| (*channel, p.stream.clone()))
                .collect();
            let extras = life.stream_extras.clone();
            let Some(session) = life.session(room) else {
                return Default::default();
            };
            let own = published.iter().map(|(channel, id)| Stream {
                user: (&session.user).into(),
                id: id.into(),
                extra_info: extras.get(channel).map(Text::from).unwrap_or_default(),
            });
            (
                own.collect(),
                session.streams.iter().map(Stream::from).collect(),
            )
        })
    }
}

impl State {
    fn check_login(&mut self, room: Option<&str>, user: &Identity) -> Result<(), Refusal> {
        let multi_room = self.multi_room;
        let early = |code| Refusal::Early(code, "");
        let life = self.life("loginRoom").map_err(early)?;
        let room = room.ok_or(early(ROOM_ID_EMPTY))?;
        check_user_id(&user.id).map_err(|code| Refusal::Early(code, "user id error"))?;
        check_user_name(&user.name).map_err(|code| Refusal::Early(code, "user name error"))?;
        if life.sessions.iter().any(|s| s.user.id != user.id) {
            return Err(early(OTHER_USER));
        }
        if multi_room {
            match life.session(room) {
                Some(_) => Err(early(ROOM_ID_IN_USE)),
                None => Ok(()),
            }
        } else if life.sessions.is_empty() {
            Ok(())
        } else {
            Err(early(ALREADY_IN_A_ROOM))
        }
    }

    fn check_logout(&mut self, room: Option<&str>) -> Result<(), i32> {
        let life = self.life("logoutRoom")?;
        let room = room.ok_or(ROOM_ID_EMPTY)?;
        match life.session(room).is_some() || life.sessions.is_empty() {
            true => Ok(()),
            false => Err(NOT_IN_THAT_ROOM),
        }
    }

    /// Refuses a switch with a code and the room that is shown with it.
    fn check_switch<'a>(&mut self, from: &str, to: &'a str) -> Result<Identity, (i32, &'a str)> {
        let life = self.life("switchRoom").map_err(|code| (code, to))?;
        check_room_id(to).map_err(|code| (code, ""))?;
        check_room_id(from).map_err(|code| (code, ""))?;
        let user = match life.session(from) {
            Some(session) => session.user.clone(),
            None => return Err((NOT_IN_THAT_ROOM, to)),
        };
        match life.session(to) {
            Some(_) => Err((ROOM_ID_IN_USE, to)),
            None => Ok(user),
        }
    }

    /// Begins to be in a room: tells so, and asks the cloud once that is told.
    fn enter(
        &mut self,
        room: String,
        user: Identity,
        config: RoomConfig,
        login: Option<i32>,
        out: &mut Outbox,
    ) {
        let patience = self.retry_time("room_retry_time");
        let Some(life) = &mut self.life else { return };
        let tag = new_tag();
        out.tell(old_state(&room, state::CONNECTING, OK, "{}"));
        out.tell(changed(&room, reason::LOGINING, OK, ""));
        life.sessions.push(Session {
            tag,
            room,
            user,
            config,
            phase: Phase::Pending,
            login,
            users: Vec::new(),
            streams: Vec::new(),
            early: Vec::new(),
        });
        out.then(move |instance| instance.knock(tag, patience));
    }

    /// Stops being in a room, as its user wished; says whether there was anything to leave.
    fn leave(&mut self, room: &str, out: &mut Outbox) -> bool {
        let only = self.multi_room.then_some(room);
        let Some(session) = self.take_session(room) else {
            return false;
        };
        session.tell_left(out);
        self.part(session.tag, out);
        self.stop_publications(only, OK, out);
        self.stop_playbacks(only, OK, out);
        if only.is_none() {
            self.stop_previews(out);
            self.stop_players(out);
        }
        true
    }

    /// Leaves all rooms, then ends what is left of the streams.
    fn leave_all(&mut self, rooms: &[String], out: &mut Outbox) {
        for room in rooms {
            if let Some(session) = self.take_session(room) {
                session.tell_left(out);
                self.part(session.tag, out);
            }
        }
        self.stop_publications(None, OK, out);
        self.stop_playbacks(None, OK, out);
        self.stop_previews(out);
        if !rooms.is_empty() {
            self.stop_players(out);
        }
    }

    /// Leaves a room for another: its streams end first, and the preview goes on.
    fn leave_for(&mut self, room: &str, out: &mut Outbox) {
        let only = self.multi_room.then_some(room);
        self.stop_playbacks(only, OK, out);
        self.stop_publications(only, OK, out);
        if let Some(session) = self.take_session(room) {
            session.tell_left(out);
            self.part(session.tag, out);
        }
    }

    fn take_session(&mut self, room: &str) -> Option<Session> {
        let life = self.life.as_mut()?;
        let at = life.sessions.iter().position(|s| s.room == room)?;
        Some(life.sessions.remove(at))
    }

    /// Being in a room ended for a reason of the cloud's: the streams end with `code`.
    pub(crate) fn lose(
        &mut self,
        tag: Tag,
        why: i32,
        code: i32,
        extended: &str,
        out: &mut Outbox,
    ) -> Option<Session> {
        let multi_room = self.multi_room;
        let life = self.life.as_mut()?;
        let at = life.sessions.iter().position(|s| s.tag == tag)?;
        let session = life.sessions.remove(at);
        out.tell(old_state(
            &session.room,
            state::DISCONNECTED,
            code,
            extended,
        ));
        out.tell(changed(&session.room, why, code, extended));
        let only = multi_room.then_some(session.room.as_str());
        self.stop_publications(only, NOT_LOGGED_IN, out);
        self.stop_playbacks(only, NOT_LOGGED_IN, out);
        self.part(tag, out);
        Some(session)
    }

    fn part(&mut self, tag: Tag, out: &mut Outbox) {
        let Some(life) = &self.life else { return };
        let cloud = life.cloud.clone();
        out.cancel(tag);
        out.then(move |_| cloud.leave(tag));
    }
}

impl Instance {
    /// Asks to be let in, when the login wasn't taken back meanwhile.
    fn knock(self: &Arc<Self>, tag: Tag, patience: Duration) {
        self.update(|state, out| {
            let Some(life) = &mut state.life else { return };
            let number = life.number;
            let cloud = life.cloud.clone();
            let has_app_sign = life.has_app_sign;
            let warm_at = life.warm_at;
            let moment = LOCAL_LOGIN.min(cloud.latency().answer);
            let local_at = warm_at.max(cloud.clock().now() + moment);
            let Some(session) = life.session_by_tag(tag) else {
                return;
            };
            let local = if !has_app_sign && session.config.token.is_empty() {
                Some(Answer::refused(NO_TOKEN))
            } else if session.config.room_type == LOCAL_ROOM {
                Some(Answer::default())
            } else {
                None
            };
            match local {
                Some(answer) => out.at(local_at, Some(tag), move |instance| {
                    instance.receive(number, ToEngine::Login { tag, answer });
                }),
                None => {
                    let entry = Entry {
                        tag,
                        room: session.room.clone(),
                        user: session.user.clone(),
                        config: session.config.clone(),
                        signed: has_app_sign,
                    };
                    // Before the request: the answer may be there before this lock is free.
                    let instance = self.clone();
                    let give_up = move || {
                        let answer = Answer::refused(RECONNECT_TIMEOUT);
                        instance.receive(number, ToEngine::Login { tag, answer });
                    };
                    let (when, give_up) = (When::In(patience), Box::new(give_up));
                    self.sdk().post(when, Some(tag), give_up);
                    cloud.enter(self, number, entry, warm_at);
                }
            }
        });
    }
}

impl Session {
    /// Whether publishing and playing may begin.
    pub(crate) fn carries_streams(&self) -> bool {
        self.config.room_type != LOCAL_ROOM
    }

    /// The two events of a room that was left.
    pub(crate) fn tell_left(&self, out: &mut Outbox) {
        out.tell(old_state(&self.room, state::DISCONNECTED, OK, "{}"));
        out.tell(changed(&self.room, reason::LOGOUT, OK, ""));
    }
}

/// What the room layer checks of a login.
fn check_room(room: &str, config: &RoomConfig) -> Result<(), i32> {
    check_room_id(room)?;
    match config.room_type {
        0 | LOCAL_ROOM => Ok(()),
        _ => Err(ILLEGAL_PARAMETER),
    }
}

pub(crate) fn old_state(room: &str, state: i32, code: i32, extended: &str) -> Event {
    Event::RoomState {
        room: room.into(),
        state,
        code,
        extended: extended.into(),
    }
}

pub(crate) fn changed(room: &str, reason: i32, code: i32, extended: &str) -> Event {
    Event::RoomStateChanged {
        room: room.into(),
        reason,
        code,
        extended: extended.into(),
    }
}

fn logged_out(room: &str, code: i32, sequence: i32) -> Event {
    Event::LogoutResult {
        room: room.into(),
        code,
        sequence,
        extended: "".into(),
    }
}
