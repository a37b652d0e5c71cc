//! What runs on while a stream does: its quality every 3 seconds, and the end of the SDK's
//! patience while it is interrupted.

use std::sync::Arc;
use std::time::Duration;

use crate::cloud::{Answer, ToEngine};
use crate::codes::*;
use crate::event::{Event, PlayQuality, PublishQuality};
use crate::instance::Instance;
use crate::outbox::Outbox;
use crate::sdk_thread::Tag;

use super::{Life, State};

/// How often the program is told.
const EVERY: Duration = Duration::from_secs(3);

impl State {
    /// A stream waits: for its first answer, or for the network to be back.
    pub(crate) fn wait_for_publication(&self, tag: Tag, out: &mut Outbox) {
        let Some(life) = &self.life else { return };
        let number = life.number;
        out.cancel(tag);
        out.later(
            self.retry_time("av_retry_time"),
            Some(tag),
            move |instance| {
                let answer = Answer::refused(PUBLISH_TIMEOUT);
                instance.receive(number, ToEngine::Publish { tag, answer });
            },
        );
    }

    /// As for a publication.
    pub(crate) fn wait_for_playback(&self, tag: Tag, out: &mut Outbox) {
        let Some(life) = &self.life else { return };
        let number = life.number;
        out.cancel(tag);
        out.later(
            self.retry_time("av_retry_time"),
            Some(tag),
            move |instance| {
                let answer = Answer::refused(PLAY_FAILED);
                instance.receive(number, ToEngine::Play { tag, answer });
            },
        );
    }
}

/// A publication runs: nothing is waited for, and its quality is told from now on.
pub(crate) fn watch_publication(tag: Tag, out: &mut Outbox) {
    out.cancel(tag);
    tell_later(tag, Instance::tell_publish_quality, out);
}

/// As for a publication.
pub(crate) fn watch_playback(tag: Tag, out: &mut Outbox) {
    out.cancel(tag);
    tell_later(tag, Instance::tell_play_quality, out);
}

fn tell_later(tag: Tag, tell: fn(&Arc<Instance>, Tag), out: &mut Outbox) {
    out.later(EVERY, Some(tag), move |instance| tell(instance, tag));
}

impl Instance {
    fn tell_publish_quality(self: &Arc<Self>, tag: Tag) {
        self.update(|state, out| {
            let Some(life) = &mut state.life else { return };
            let rtt = life.round_trip();
            let counted = life.desk.publish_quality(tag);
            let Some(publication) = life.publication(tag).filter(|p| p.publishing) else {
                return;
            };
            out.tell(Event::PublisherQuality {
                stream: (&publication.stream).into(),
                quality: PublishQuality { rtt, ..counted },
            });
            tell_later(tag, Instance::tell_publish_quality, out);
        });
    }

    fn tell_play_quality(self: &Arc<Self>, tag: Tag) {
        self.update(|state, out| {
            let Some(life) = &mut state.life else { return };
            let rtt = life.round_trip();
            let counted = life.desk.play_quality(tag);
            let Some(playback) = life.playback(tag).filter(|p| p.playing) else {
                return;
            };
            out.tell(Event::PlayerQuality {
                stream: (&playback.stream).into(),
                quality: PlayQuality {
                    rtt,
                    mute_video: playback.video_muted,
                    mute_audio: playback.audio_muted,
                    ..counted
                },
            });
            tell_later(tag, Instance::tell_play_quality, out);
        });
    }
}

impl Life {
    fn round_trip(&self) -> i32 {
        let both_ways = self.cloud.latency().answer * 2;
        i32::try_from(both_ways.as_millis()).unwrap_or(i32::MAX)
    }
}
