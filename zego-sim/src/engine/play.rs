//! Playing: the streams that the program plays or waits for.

use std::sync::Arc;

use crate::cloud::{Answer, Cloud, ToEngine};
use crate::codes::*;
use crate::event::Event;
use crate::instance::Instance;
use crate::outbox::Outbox;
use crate::sdk_thread::Tag;

use super::identity::check_stream_id;
use super::session::Phase;
use super::{State, new_tag};

/// How many streams an engine plays at once, unless `max_channels` says otherwise.
const MOST_PLAYED: usize = 20;

/// States of a playback.
pub(crate) mod state {
    pub(crate) const NONE: i32 = 0;
    pub(crate) const REQUESTING: i32 = 1;
    pub(crate) const PLAYING: i32 = 2;
}

/// A stream that is played or waited for.
pub(crate) struct Playback {
    pub(crate) tag: Tag,
    pub(crate) stream: String,
    pub(crate) room: String,
    pub(crate) playing: bool,
    /// The cloud was asked, since the room was entered or came back.
    pub(crate) asked: bool,
    /// 0 to 200, 100 as it came.
    pub(crate) volume: i32,
    pub(crate) audio_muted: bool,
    pub(crate) video_muted: bool,
}

impl Instance {
    /// Plays a stream; `room` is the one of the config form.
    pub(crate) fn play(self: &Arc<Self>, stream: &str, room: &str) -> i32 {
        self.call("startPlayingStream", |state, out| {
            let multi_room = state.multi_room;
            let most = state.settings.get("max_channels");
            let most = most.and_then(|v| v.parse().ok()).unwrap_or(MOST_PLAYED);
            let life = state.life("startPlayingStream")?;
            if multi_room && room.is_empty() {
                return Err(PLAY_NO_ROOM);
            }
            check_stream_id(stream)?;
            if life.playbacks.iter().any(|p| p.stream == stream) {
                return Ok(());
            }
            let Some(room) = life.room_for_streams(room) else {
                out.tell(changed(stream, state::NONE, NOT_LOGGED_IN));
                return Err(NOT_LOGGED_IN);
            };
            let one_too_many = life.playbacks.len() >= most;
            let tag = new_tag();
            out.tell(changed(stream, state::REQUESTING, OK));
            life.playbacks.push(Playback {
                tag,
                stream: stream.to_owned(),
                room,
                playing: false,
                asked: false,
                volume: 100,
                audio_muted: false,
                video_muted: false,
            });
            if one_too_many {
                // Told as if it began, and taken back a moment later.
                let number = life.number;
                let gap = state.result_gap();
                out.later(gap, Some(tag), move |instance| {
                    let answer = Answer::refused(TOO_MANY_PLAYED);
                    instance.receive(number, ToEngine::Play { tag, answer });
                });
                return Ok(());
            }
            // In this order: the answer may come before the next line would run.
            state.wait_for_playback(tag, out);
            out.then(move |instance| instance.request(tag));
            Ok(())
        })
    }

    /// Stops playing; a stream that isn't played is fine. `stream` is `None` for the null pointer.
    pub(crate) fn stop_playing(self: &Arc<Self>, stream: Option<&str>) -> i32 {
        self.call("stopPlayingStream", |state, out| {
            let life = state.life("stopPlayingStream")?;
            let stream = stream.ok_or(STREAM_ID_EMPTY)?;
            if let Some(at) = life.playbacks.iter().position(|p| p.stream == stream) {
                let playback = life.playbacks.remove(at);
                end(playback, OK, life.cloud.clone(), out);
            }
            Ok(())
        })
    }

    /// Asks the cloud for the stream, once its room is entered.
    pub(crate) fn request(self: &Arc<Self>, tag: Tag) {
        self.look(|state| {
            let Some(life) = &mut state.life else { return };
            let number = life.number;
            let cloud = life.cloud.clone();
            let Some(playback) = life.playback(tag) else {
                return;
            };
            let (room, stream) = (playback.room.clone(), playback.stream.clone());
            if life
                .session(&room)
                .is_none_or(|session| session.phase != Phase::LoggedIn)
            {
                return;
            }
            // Once: the call and the login's answer may both get here.
            let first = life
                .playback(tag)
                .map(|p| !std::mem::replace(&mut p.asked, true));
            if first == Some(true) {
                cloud.play(self, number, tag, &stream);
            }
        });
    }
}

impl State {
    /// Ends all playbacks, or those of one room.
    pub(crate) fn stop_playbacks(&mut self, room: Option<&str>, code: i32, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let (ended, kept) = std::mem::take(&mut life.playbacks)
            .into_iter()
            .partition(|p| room.is_none_or(|room| p.room == room));
        life.playbacks = kept;
        let ended: Vec<Playback> = ended;
        for playback in ended {
            end(playback, code, life.cloud.clone(), out);
        }
    }
}

/// Tells that a playback ended and takes the request from the cloud.
pub(crate) fn end(playback: Playback, code: i32, cloud: Cloud, out: &mut Outbox) {
    out.tell(changed(&playback.stream, state::NONE, code));
    out.cancel(playback.tag);
    out.then(move |_| cloud.stop_playing(playback.tag));
}

pub(crate) fn changed(stream: &str, state: i32, code: i32) -> Event {
    Event::PlayerState {
        stream: stream.into(),
        state,
        code,
        extended: "{}".into(),
    }
}
