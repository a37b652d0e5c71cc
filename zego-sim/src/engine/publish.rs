//! Publishing: what the program starts and stops on a channel.

use std::sync::Arc;

use crate::cloud::{Cloud, Offer};
use crate::codes::*;
use crate::event::Event;
use crate::instance::Instance;
use crate::outbox::Outbox;
use crate::sdk_thread::Tag;

use super::identity::check_stream_id;
use super::session::Phase;
use super::{State, new_tag};

/// The most bytes that go along with a frame.
const SEI_LIMIT: usize = 4096;

/// States of a publication.
pub(crate) mod state {
    pub(crate) const NONE: i32 = 0;
    pub(crate) const REQUESTING: i32 = 1;
    pub(crate) const PUBLISHING: i32 = 2;
}

/// A stream that a channel publishes or tries to.
pub(crate) struct Publication {
    pub(crate) tag: Tag,
    pub(crate) stream: String,
    pub(crate) room: String,
    pub(crate) publishing: bool,
    /// The cloud was asked, since the room was entered or came back.
    pub(crate) asked: bool,
}

impl Instance {
    /// Publishes on a channel; `room` is the one of the config form.
    pub(crate) fn publish(self: &Arc<Self>, stream: &str, channel: i32, room: &str) -> i32 {
        self.call("startPublishingStream", |state, out| {
            let multi_room = state.multi_room;
            let life = state.life("startPublishingStream")?;
            if multi_room && room.is_empty() {
                return Err(PUBLISH_NO_ROOM);
            }
            check_stream_id(stream)?;
            let Some(room) = life.room_for_streams(room) else {
                // The channel is idle from here on, whatever it did in another room.
                let shown = life.last_published.get(&channel).cloned();
                out.tell(changed(
                    &shown.unwrap_or_default(),
                    state::NONE,
                    NOT_LOGGED_IN,
                ));
                if let Some(ended) = life.publications.remove(&channel) {
                    withdraw(ended.tag, life.cloud.clone(), out);
                    state.gate_capture(out);
                }
                return Err(NOT_LOGGED_IN);
            };
            if let Some(running) = life.publications.get(&channel) {
                return match running.stream == stream {
                    true => Ok(()),
                    false => Err(CHANNEL_BUSY),
                };
            }
            life.last_published.insert(channel, stream.to_owned());
            let tag = new_tag();
            out.tell(changed(stream, state::REQUESTING, OK));
            life.publications.insert(
                channel,
                Publication {
                    tag,
                    stream: stream.to_owned(),
                    room,
                    publishing: false,
                    asked: false,
                },
            );
            // In this order: the answer may come before the next line would run.
            state.wait_for_publication(tag, out);
            out.then(move |instance| instance.offer(tag));
            Ok(())
        })
    }

    /// Stops what a channel publishes; nothing to stop is fine.
    pub(crate) fn stop_publishing(self: &Arc<Self>, channel: i32) -> i32 {
        self.call("stopPublishingStream", |state, out| {
            let life = state.life("stopPublishingStream")?;
            if let Some(publication) = life.publications.remove(&channel) {
                let cloud = life.cloud.clone();
                end(publication, OK, cloud, out);
                state.gate_capture(out);
            }
            Ok(())
        })
    }

    /// Sends data along with a channel's video. Nothing is said of it: what is too long, or sent
    /// while nothing is published, is lost.
    pub(crate) fn send_sei(self: &Arc<Self>, channel: i32, data: &[u8]) -> i32 {
        self.look(|state| {
            let Ok(life) = state.life("sendSEI") else {
                return NO_ENGINE;
            };
            let published = life.publications.get(&channel).filter(|p| p.publishing);
            if let Some(publication) = published.filter(|_| (1..=SEI_LIMIT).contains(&data.len())) {
                life.cloud.send_sei(publication.tag, data);
            }
            OK
        })
    }

    /// Asks the cloud to take the stream, once its room is entered.
    pub(crate) fn offer(self: &Arc<Self>, tag: Tag) {
        self.look(|state| {
            let Some(life) = &mut state.life else { return };
            let number = life.number;
            let cloud = life.cloud.clone();
            let running = life.publications.iter().find(|(_, p)| p.tag == tag);
            let Some((channel, publication)) = running else {
                return;
            };
            let extra_info = life.stream_extras.get(channel).cloned();
            let withheld = life.withheld.get(channel).copied();
            let (room, stream) = (publication.room.clone(), publication.stream.clone());
            let Some(session) = life.session(&room) else {
                return;
            };
            if session.phase == Phase::LoggedIn {
                let offer = Offer {
                    tag,
                    session: session.tag,
                    stream,
                    extra_info: extra_info.unwrap_or_default(),
                    withheld: withheld.unwrap_or_default(),
                };
                // Once: the call and the login's answer may both get here.
                let first = life
                    .publication(tag)
                    .map(|p| !std::mem::replace(&mut p.asked, true));
                if first != Some(true) {
                    return;
                }
                cloud.publish(self, number, offer);
            }
        });
    }
}

impl super::Life {
    /// The room in which a stream may begin: the named one, or the only one.
    pub(crate) fn room_for_streams(&self, named: &str) -> Option<String> {
        self.sessions
            .iter()
            .find(|s| s.carries_streams() && (named.is_empty() || s.room == named))
            .map(|s| s.room.clone())
    }
}

impl State {
    /// Ends all publications, or those of one room.
    pub(crate) fn stop_publications(&mut self, room: Option<&str>, code: i32, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let channels: Vec<i32> = life
            .publications
            .iter()
            .filter(|(_, p)| room.is_none_or(|room| p.room == room))
            .map(|(channel, _)| *channel)
            .collect();
        for channel in channels {
            if let Some(publication) = life.publications.remove(&channel) {
                end(publication, code, life.cloud.clone(), out);
            }
        }
        self.gate_capture(out);
    }
}

/// Tells that a publication ended and takes it from the cloud.
pub(crate) fn end(publication: Publication, code: i32, cloud: Cloud, out: &mut Outbox) {
    out.tell(changed(&publication.stream, state::NONE, code));
    withdraw(publication.tag, cloud, out);
}

fn withdraw(tag: Tag, cloud: Cloud, out: &mut Outbox) {
    out.cancel(tag);
    out.then(move |_| cloud.unpublish(tag));
}

pub(crate) fn changed(stream: &str, state: i32, code: i32) -> Event {
    Event::PublisherState {
        stream: stream.into(),
        state,
        code,
        extended: "{}".into(),
    }
}
