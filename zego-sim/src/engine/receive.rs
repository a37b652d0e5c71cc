//! What the cloud tells an engine, turned into state and events on the SDK thread.

use std::sync::Arc;

use crate::cloud::{Answer, Change, Delivery, Snapshot, StreamCard, ToEngine};
use crate::codes::*;
use crate::event::{Event, List, Stream, Text};
use crate::instance::Instance;
use crate::outbox::Outbox;
use crate::sdk_thread::Tag;

use super::identity::Identity;
use super::session::{self, EarlyNews, Phase, old_state, reason};
use super::{State, play, publish, quality};

const ADD: i32 = 0;
const DELETE: i32 = 1;

impl Instance {
    /// Takes a message for the engine of that number; one for an engine that is gone is nothing.
    pub(crate) fn receive(self: &Arc<Self>, number: u64, message: ToEngine) {
        self.update(|state, out| {
            if state.same_life(number).is_none() {
                return;
            }
            match message {
                ToEngine::Login { tag, answer } => state.login_answered(tag, &answer, out),
                ToEngine::Publish { tag, answer } => state.publish_answered(tag, &answer, out),
                ToEngine::Play { tag, answer } => state.play_answered(tag, &answer, out),
                ToEngine::Connection { tag, change } => state.connection(tag, change, out),
                ToEngine::Users { tag, update, users } => state.users(tag, update, &users, out),
                ToEngine::Streams {
                    tag,
                    update,
                    streams,
                    extended,
                } => {
                    state.streams(tag, update, &streams, &extended, out);
                }
                ToEngine::StreamExtra { tag, stream } => state.stream_extra(tag, &stream, out),
                ToEngine::Tell { tag, event } => {
                    if tag.is_none_or(|tag| state.knows(tag)) {
                        out.tell(event);
                    }
                }
            }
        });
    }
}

impl State {
    fn login_answered(&mut self, tag: Tag, answer: &Answer, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let Some(session) = life.session_by_tag(tag) else {
            return;
        };
        if session.phase != Phase::Pending {
            return;
        }
        let extended = format!("{{\"room_session_id\":{}}}", answer.session);
        let room = session.room.clone();
        let result = session.login.take().map(|sequence| Event::LoginResult {
            room: Text::from(&room),
            code: answer.code,
            sequence,
            extended: Text::from(&extended),
        });
        let mut told = Vec::new();
        if answer.code == OK {
            session.phase = Phase::LoggedIn;
            out.cancel(tag);
            told.push(old_state(&room, session::state::CONNECTED, OK, &extended));
            told.push(session::changed(&room, reason::LOGINED, OK, &extended));
        } else {
            let mut lost = Outbox::default();
            self.lose(tag, reason::LOGIN_FAILED, answer.code, &extended, &mut lost);
            told.append(&mut lost.events);
            out.after.append(&mut lost.after);
        }
        match answer.delivery {
            Delivery::Usual => told.extend(result),
            Delivery::ResultFirst => {
                told.splice(0..0, result);
            }
            Delivery::WithoutResult => {}
        }
        for _ in 0..answer.times {
            told.iter().cloned().for_each(|event| out.tell(event));
        }
        if answer.code == OK {
            self.show(tag, &answer.snapshot, out);
            self.show_early_news(tag, out);
            if !answer.snapshot.extras.is_empty() {
                out.tell(Event::RoomExtras {
                    room: Text::from(&room),
                    extras: List::Items(answer.snapshot.extras.clone()),
                });
            }
            self.resume(&room, out);
        }
    }

    fn publish_answered(&mut self, tag: Tag, answer: &Answer, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let Some(publication) = life.publication(tag) else {
            return;
        };
        match answer.code {
            OK if publication.publishing && answer.times < 2 => return,
            OK => {
                publication.publishing = true;
                quality::watch_publication(tag, out);
                let event = publish::changed(&publication.stream, publish::state::PUBLISHING, OK);
                for _ in 0..answer.times {
                    out.tell(event.clone());
                }
            }
            PUBLISH_INTERRUPTED => {
                publication.publishing = false;
                out.tell(publish::changed(
                    &publication.stream,
                    publish::state::REQUESTING,
                    PUBLISH_INTERRUPTED,
                ));
                self.wait_for_publication(tag, out);
            }
            // Late, for a publication that runs by now.
            PUBLISH_TIMEOUT if publication.publishing => return,
            code => {
                let channel = life
                    .publications
                    .iter()
                    .find(|(_, p)| p.tag == tag)
                    .map(|(channel, _)| *channel);
                if let Some(ended) = channel.and_then(|c| life.publications.remove(&c)) {
                    publish::end(ended, code, life.cloud.clone(), out);
                }
            }
        }
        self.gate_capture(out);
    }

    fn play_answered(&mut self, tag: Tag, answer: &Answer, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let Some(playback) = life.playback(tag) else {
            return;
        };
        match answer.code {
            OK if playback.playing && answer.times < 2 => return,
            OK => {
                playback.playing = true;
                quality::watch_playback(tag, out);
                let event = play::changed(&playback.stream, play::state::PLAYING, OK);
                for _ in 0..answer.times {
                    out.tell(event.clone());
                }
            }
            code @ (NO_SUCH_STREAM | PLAY_INTERRUPTED) => {
                let waited = !std::mem::take(&mut playback.playing);
                out.tell(play::changed(
                    &playback.stream,
                    play::state::REQUESTING,
                    code,
                ));
                if !waited {
                    self.wait_for_playback(tag, out);
                }
            }
            // Late, for a playback that runs by now.
            PLAY_FAILED if playback.playing => return,
            code => {
                if let Some(at) = life.playbacks.iter().position(|p| p.tag == tag) {
                    let ended = life.playbacks.remove(at);
                    play::end(ended, code, life.cloud.clone(), out);
                }
            }
        }
        self.gate_capture(out);
    }

    fn connection(&mut self, tag: Tag, change: Change, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let number = life.number;
        let Some(session) = life.session_by_tag(tag) else {
            return;
        };
        let room = session.room.clone();
        match change {
            Change::Lost if session.phase == Phase::LoggedIn => {
                session.phase = Phase::Reconnecting;
                out.tell(old_state(
                    &room,
                    session::state::CONNECTING,
                    RECONNECTING,
                    "{}",
                ));
                out.tell(session::changed(
                    &room,
                    reason::RECONNECTING,
                    RECONNECTING,
                    "{}",
                ));
                // Before the streams' own patience: with the room they end together.
                let patience = self.retry_time("room_retry_time");
                out.later(patience, Some(tag), move |instance| {
                    let change = Change::GaveUp;
                    instance.receive(number, ToEngine::Connection { tag, change });
                });
                self.interrupt(&room, out);
            }
            Change::Back(snapshot) if session.phase == Phase::Reconnecting => {
                session.phase = Phase::LoggedIn;
                out.cancel(tag);
                out.tell(old_state(&room, session::state::CONNECTED, OK, "{}"));
                out.tell(session::changed(&room, reason::RECONNECTED, OK, "{}"));
                self.show(tag, &snapshot, out);
                self.resume(&room, out);
            }
            Change::GaveUp if session.phase == Phase::Reconnecting => {
                self.lose(tag, reason::RECONNECT_FAILED, RECONNECT_TIMEOUT, "{}", out);
            }
            Change::Kicked { code, extended } => {
                self.lose(tag, reason::KICK_OUT, code, &extended, out);
            }
            _ => {}
        }
    }

    /// Streams of a room whose connection is lost go on asking.
    fn interrupt(&mut self, room: &str, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let (mut publications, mut playbacks) = (Vec::new(), Vec::new());
        for publication in life.publications.values_mut() {
            publication.asked &= publication.room != room;
            if publication.room == room && std::mem::take(&mut publication.publishing) {
                let (stream, state) = (&publication.stream, publish::state::REQUESTING);
                out.tell(publish::changed(stream, state, PUBLISH_INTERRUPTED));
                publications.push(publication.tag);
            }
        }
        for playback in &mut life.playbacks {
            playback.asked &= playback.room != room;
            if playback.room == room && std::mem::take(&mut playback.playing) {
                let (stream, state) = (&playback.stream, play::state::REQUESTING);
                out.tell(play::changed(stream, state, PLAY_INTERRUPTED));
                playbacks.push(playback.tag);
            }
        }
        for tag in publications {
            self.wait_for_publication(tag, out);
        }
        for tag in playbacks {
            self.wait_for_playback(tag, out);
        }
        self.gate_capture(out);
    }

    /// Streams of a room that is entered, or entered again, ask the cloud.
    fn resume(&mut self, room: &str, out: &mut Outbox) {
        let Some(life) = &self.life else { return };
        for publication in life.publications.values().filter(|p| p.room == room) {
            let tag = publication.tag;
            out.then(move |instance| instance.offer(tag));
        }
        for playback in life.playbacks.iter().filter(|p| p.room == room) {
            let tag = playback.tag;
            out.then(move |instance| instance.request(tag));
        }
    }

    /// Tells the difference between what the program knows of a room and what is there.
    fn show(&mut self, tag: Tag, snapshot: &Snapshot, out: &mut Outbox) {
        let Some(session) = self.life.as_mut().and_then(|life| life.session_by_tag(tag)) else {
            return;
        };
        let gone = |known: &Identity| !snapshot.users.contains(known);
        let left: Vec<Identity> = session.users.iter().filter(|u| gone(u)).cloned().collect();
        let came: Vec<Identity> = without(&snapshot.users, &session.users, |a, b| a == b);
        let ended = without(&session.streams, &snapshot.streams, |a, b| a.id == b.id);
        let began = without(&snapshot.streams, &session.streams, |a, b| a.id == b.id);
        let extended = crate::cloud::delete_reason(&ended, crate::cloud::HEARTBEAT_LOST);
        self.users(tag, DELETE, &left, out);
        self.users(tag, ADD, &came, out);
        self.streams(tag, DELETE, &ended, &extended, out);
        self.streams(tag, ADD, &began, "", out);
    }

    /// Tells what the answer to the login is too old to know.
    fn show_early_news(&mut self, tag: Tag, out: &mut Outbox) {
        let session = self.life.as_mut().and_then(|life| life.session_by_tag(tag));
        for news in session.map_or_else(Vec::new, |session| std::mem::take(&mut session.early)) {
            match news {
                EarlyNews::Users(update, users) => self.users(tag, update, &users, out),
                EarlyNews::Streams(update, streams, extended) => {
                    self.streams(tag, update, &streams, &extended, out);
                }
            }
        }
    }

    fn users(&mut self, tag: Tag, update: i32, users: &[Identity], out: &mut Outbox) {
        let Some(session) = self.life.as_mut().and_then(|life| life.session_by_tag(tag)) else {
            return;
        };
        if users.is_empty() || !session.config.notify_users {
            return;
        }
        if session.phase == Phase::Pending {
            let news = EarlyNews::Users(update, users.to_vec());
            return session.early.push(news);
        }
        session.users.retain(|known| !users.contains(known));
        if update == ADD {
            session.users.extend_from_slice(users);
        }
        out.tell(Event::RoomUsers {
            room: Text::from(&session.room),
            update,
            users: List::Items(users.iter().map(Into::into).collect()),
        });
    }

    fn streams(
        &mut self,
        tag: Tag,
        update: i32,
        streams: &[StreamCard],
        extended: &str,
        out: &mut Outbox,
    ) {
        let Some(session) = self.life.as_mut().and_then(|life| life.session_by_tag(tag)) else {
            return;
        };
        if streams.is_empty() {
            return;
        }
        if session.phase == Phase::Pending {
            let news = EarlyNews::Streams(update, streams.to_vec(), extended.to_owned());
            return session.early.push(news);
        }
        session
            .streams
            .retain(|known| !streams.iter().any(|s| s.id == known.id));
        if update == ADD {
            session.streams.extend_from_slice(streams);
        }
        out.tell(Event::RoomStreams {
            room: Text::from(&session.room),
            update,
            streams: List::Items(streams.iter().map(Stream::from).collect()),
            extended: extended.into(),
        });
    }

    fn stream_extra(&mut self, tag: Tag, stream: &StreamCard, out: &mut Outbox) {
        let Some(session) = self.life.as_mut().and_then(|life| life.session_by_tag(tag)) else {
            return;
        };
        if let Some(known) = session.streams.iter_mut().find(|s| s.id == stream.id) {
            known.extra_info.clone_from(&stream.extra_info);
        }
        out.tell(Event::RoomStreamExtra {
            room: Text::from(&session.room),
            streams: List::Items(vec![stream.into()]),
        });
    }

    fn knows(&mut self, tag: Tag) -> bool {
        self.life
            .as_mut()
            .is_some_and(|life| life.session_by_tag(tag).is_some() || life.playback(tag).is_some())
    }
}

fn without<T: Clone>(all: &[T], known: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<T> {
    all.iter()
        .filter(|item| !known.iter().any(|other| same(item, other)))
        .cloned()
        .collect()
}
