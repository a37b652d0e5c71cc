//! The model of one engine, without C and without threads: what a call changes, what it answers
//! and what it tells. `Instance` runs it under a lock.

pub(crate) mod capture;
pub(crate) mod identity;
pub(crate) mod lifecycle;
pub(crate) mod message;
pub(crate) mod mute;
pub(crate) mod play;
pub(crate) mod publish;
pub(crate) mod quality;
pub(crate) mod receive;
pub(crate) mod sequence;
pub(crate) mod session;
pub(crate) mod settings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use crate::cloud::Cloud;
use crate::codes::NO_ENGINE;
use crate::media::desk::Desk;
use crate::sdk_thread::Tag;
use crate::shared::unique;

use capture::Capture;
use mute::Withheld;
use play::Playback;
use publish::Publication;
use sequence::Sequences;
use session::Session;
use settings::Settings;

/// The gap between results that come one by one, as recorded.
const RESULT_GAP: Duration = Duration::from_millis(55);

/// What a handle stands for, with or without an engine.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) sequences: Sequences,
    pub(crate) multi_room: bool,
    pub(crate) settings: BTreeMap<String, String>,
    pub(crate) life: Option<Life>,
}

/// An engine from init to uninit.
pub(crate) struct Life {
    /// Distinguishes the lives of a handle, so that late answers find their own only.
    pub(crate) number: u64,
    pub(crate) cloud: Cloud,
    pub(crate) has_app_sign: bool,
    /// When the engine's inside is up; a login is not done before.
    pub(crate) warm_at: Duration,
    pub(crate) settings: Settings,
    pub(crate) sessions: Vec<Session>,
    pub(crate) publications: BTreeMap<i32, Publication>,
    /// What each channel published last, for the event of a publication that is refused.
    pub(crate) last_published: BTreeMap<i32, String>,
    /// What was set for the streams of each channel.
    pub(crate) stream_extras: BTreeMap<i32, String>,
    /// What each channel keeps back from its stream.
    pub(crate) withheld: BTreeMap<i32, Withheld>,
    pub(crate) last_broadcast: Option<Duration>,
    pub(crate) playbacks: Vec<Playback>,
    pub(crate) previews: BTreeSet<i32>,
    pub(crate) captures: BTreeMap<i32, Capture>,
    /// The audio and video part runs.
    pub(crate) running: bool,
    /// Pictures and sound.
    pub(crate) desk: Arc<Desk>,
}

impl State {
    /// The engine, for a call named `function`: refused when there is none, or when the cloud was
    /// told to refuse that call.
    pub(crate) fn life(&mut self, function: &'static str) -> Result<&mut Life, i32> {
        let life = self.life.as_mut().ok_or(NO_ENGINE)?;
        match life.cloud.take_refusal(function) {
            Some(code) => Err(code),
            None => Ok(life),
        }
    }

    /// The engine of that number, if it still lives.
    pub(crate) fn same_life(&mut self, number: u64) -> Option<&mut Life> {
        self.life.as_mut().filter(|life| life.number == number)
    }

    /// How far apart results of this engine come.
    pub(crate) fn result_gap(&self) -> Duration {
        self.life
            .as_ref()
            .map_or(RESULT_GAP, |life| life.cloud.latency().result_gap)
    }

    /// How long the SDK goes on trying by itself.
    pub(crate) fn retry_time(&self, setting: &str) -> Duration {
        let seconds = self.settings.get(setting).and_then(|v| v.parse().ok());
        Duration::from_secs(seconds.unwrap_or(20 * 60))
    }
}

impl Life {
    /// The member of the room, pending or not.
    pub(crate) fn session(&mut self, room: &str) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|s| s.room == room)
    }

    /// The member with that tag.
    pub(crate) fn session_by_tag(&mut self, tag: Tag) -> Option<&mut Session> {
        self.sessions.iter_mut().find(|s| s.tag == tag)
    }

    /// The publication with that tag.
    pub(crate) fn publication(&mut self, tag: Tag) -> Option<&mut Publication> {
        self.publications.values_mut().find(|p| p.tag == tag)
    }

    /// The playback with that tag.
    pub(crate) fn playback(&mut self, tag: Tag) -> Option<&mut Playback> {
        self.playbacks.iter_mut().find(|p| p.tag == tag)
    }
}

/// A fresh tag for tasks and messages of one thing.
pub(crate) fn new_tag() -> Tag {
    Tag(unique())
}
