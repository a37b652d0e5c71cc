//! What the SDK's media threads meet: where frames go, apart from everything else that is known.
//!
//! Nothing here takes the lock of rooms and events. A frame finds its outlet by channel or by the
//! stream's name, is copied once, and is shared.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use bytes::BytesMut;

use super::arrived::{Arrival, EncodedPicture, Picture, Sound};
use super::encoded::EncodedFrame;
use super::frame::VideoFrame;
use super::gate::{Gate, Phase};
use super::outlet::{self, Frame};
use super::outlets::{Outlets, Sole};
use super::pcm::AudioFrame;
use super::process::{Hooks, Lent, Stage};
use crate::core::Wakers;
use crate::event::Channel;
use crate::ids::StreamId;

/// All media of one engine.
pub(crate) struct MediaHub {
    /// The clock of frames that arrive begins here.
    epoch: Instant,
    /// Pictures of played streams.
    pub(crate) remote_video: Outlets<VideoFrame>,
    /// Pictures of played streams, undecoded.
    pub(crate) remote_encoded: Outlets<EncodedFrame>,
    /// Pictures of the preview, by channel.
    pub(crate) preview: [Sole<VideoFrame>; 4],
    /// Sound of played streams.
    pub(crate) remote_audio: Outlets<AudioFrame>,
    /// Sound that is captured, played and both, mixed.
    pub(crate) mixes: [Sole<AudioFrame>; 3],
    /// Pictures of media players, by the player's number.
    pub(crate) player_video: [Sole<VideoFrame>; PLAYERS],
    /// Sound of media players, by the player's number.
    pub(crate) player_audio: [Sole<AudioFrame>; PLAYERS],
    /// Custom capture, by channel.
    pub(crate) gates: [Gate; 4],
    /// Channels that take their sound from an audio sink.
    pub(crate) audio_sinks: [AtomicBool; 4],
    /// Channels whose sound comes from the program though there is no sink: the SDK changes that
    /// only while nothing runs.
    pub(crate) sinks_left_on: [AtomicBool; 4],
    /// Hooks that change sound on its way.
    pub(crate) hooks: Hooks,
    /// Frames that were handed to the SDK.
    sent: AtomicU64,
}

/// How many media players the SDK has at most.
const PLAYERS: usize = 10;

/// Which sound of this machine is observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mix {
    Captured = 0,
    Playback = 1,
    Mixed = 2,
}

/// What has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MediaCounts {
    pub(crate) received: u64,
    pub(crate) dropped: u64,
    pub(crate) malformed: u64,
    pub(crate) sent: u64,
    pub(crate) processed: u64,
    pub(crate) processing_time: Duration,
    pub(crate) longest_processing: Duration,
    pub(crate) panicked_hooks: u64,
}

impl Default for MediaHub {
    fn default() -> Self {
        Self {
            epoch: Instant::now(),
            remote_video: Outlets::default(),
            remote_encoded: Outlets::default(),
            preview: Default::default(),
            remote_audio: Outlets::default(),
            mixes: Default::default(),
            player_video: Default::default(),
            player_audio: Default::default(),
            gates: Default::default(),
            audio_sinks: Default::default(),
            sinks_left_on: Default::default(),
            hooks: Hooks::default(),
            sent: AtomicU64::new(0),
        }
    }
}

impl MediaHub {
    /// The time on the clock of this engine's frames.
    pub(crate) fn now(&self) -> Duration {
        self.epoch.elapsed()
    }

    /// The preview's outlet of a channel that exists.
    pub(crate) fn preview(&self, channel: Channel) -> Option<&Sole<VideoFrame>> {
        self.preview.get(usize::try_from(channel.raw()).ok()?)
    }

    /// The gate of a channel that exists.
    pub(crate) fn gate(&self, channel: Channel) -> Option<&Gate> {
        self.gates.get(usize::try_from(channel.raw()).ok()?)
    }

    pub(crate) fn capture(&self, channel: Channel, phase: Phase) {
        if let Some(gate) = self.gate(channel) {
            let mut wakers = Wakers::default();
            gate.turn(phase)
                .into_iter()
                .for_each(|waker| wakers.push(waker));
            wakers.wake();
        }
    }

    pub(crate) fn remote_picture(&self, stream: &[u8], picture: &Picture<'_>) {
        let write = |buffer: &mut BytesMut| picture.copy(buffer);
        let look = || picture.look(self.now());
        self.remote_video.publish(stream, look, write);
    }

    pub(crate) fn preview_picture(&self, channel: Channel, picture: &Picture<'_>) {
        self.picture(self.preview(channel), picture);
    }

    pub(crate) fn remote_encoded(&self, stream: &[u8], picture: &EncodedPicture<'_>) {
        let write = |buffer: &mut BytesMut| picture.copy(buffer);
        self.remote_encoded
            .publish(stream, || picture.look(), write);
    }

    pub(crate) fn remote_sound(&self, stream: &[u8], sound: &Sound<'_>) {
        let write = |buffer: &mut BytesMut| sound.copy(buffer);
        let look = || sound.look(|| Arrival::now(self.epoch));
        self.remote_audio.publish(stream, look, write);
    }

    pub(crate) fn player_picture(&self, player: i32, picture: &Picture<'_>) {
        let at = usize::try_from(player).ok();
        self.picture(at.and_then(|at| self.player_video.get(at)), picture);
    }

    pub(crate) fn player_sound(&self, player: i32, sound: &Sound<'_>) {
        let at = usize::try_from(player).ok();
        self.sound(at.and_then(|at| self.player_audio.get(at)), sound);
    }

    pub(crate) fn mix(&self, mix: Mix, sound: &Sound<'_>) {
        self.sound(self.mixes.get(mix as usize), sound);
    }

    /// Gives a picture to all who want it.
    fn picture(&self, outlet: Option<&Sole<VideoFrame>>, picture: &Picture<'_>) {
        if let Some(outlet) = outlet.and_then(Sole::get) {
            outlet.publish(|| picture.look(self.now()), |buffer| picture.copy(buffer));
        }
    }

    /// Gives sound to all who want it.
    fn sound(&self, outlet: Option<&Sole<AudioFrame>>, sound: &Sound<'_>) {
        if let Some(outlet) = outlet.and_then(Sole::get) {
            outlet.publish(
                || sound.look(|| Arrival::now(self.epoch)),
                |buffer| sound.copy(buffer),
            );
        }
    }

    /// A preview is over: the streams of frames that are its own end.
    pub(crate) fn preview_over(&self, channel: Channel, session: u64) {
        if let Some(outlet) = self.preview(channel) {
            let mut wakers = Wakers::default();
            outlet.finish(Some(session), &mut wakers);
            wakers.wake();
        }
    }

    /// A media player is gone: its streams of frames end.
    pub(crate) fn player_over(&self, player: i32, session: u64) {
        let Ok(at) = usize::try_from(player) else {
            return;
        };
        if let (Some(video), Some(audio)) = (self.player_video.get(at), self.player_audio.get(at)) {
            let mut wakers = Wakers::default();
            video.finish(Some(session), &mut wakers);
            audio.finish(Some(session), &mut wakers);
            wakers.wake();
        }
    }

    /// Lets the program change sound on its way.
    pub(crate) fn process(&self, stage: Stage, lent: Lent<'_>) {
        self.hooks.run(stage, lent);
    }

    /// A frame was handed to the SDK.
    pub(crate) fn sent(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    pub(crate) fn counts(&self) -> MediaCounts {
        let streams = self
            .remote_video
            .counts()
            .chain(self.remote_encoded.counts());
        let outlets = streams.chain(self.remote_audio.counts());
        let pictures = counts(self.preview.iter().chain(&self.player_video));
        let sounds = counts(self.mixes.iter().chain(&self.player_audio));
        let all = outlets.chain(pictures).chain(sounds);
        let all = all.fold(outlet::Counts::default(), outlet::Counts::plus);
        MediaCounts {
            received: all.received,
            dropped: all.dropped,
            malformed: all.malformed,
            sent: self.sent.load(Relaxed),
            processed: self.hooks.runs(),
            processing_time: self.hooks.time(),
            longest_processing: self.hooks.longest(),
            panicked_hooks: self.hooks.panicked(),
        }
    }

    /// A playback is over: its streams of frames end.
    pub(crate) fn playback_over(&self, stream: &StreamId, session: u64) {
        let mut wakers = Wakers::default();
        self.remote_video.finish(stream, session, &mut wakers);
        self.remote_encoded.finish(stream, session, &mut wakers);
        self.remote_audio.finish(stream, session, &mut wakers);
        wakers.wake();
    }

    /// The engine is gone: all streams of frames end, all sinks refuse.
    pub(crate) fn close(&self) {
        let mut wakers = Wakers::default();
        self.remote_video.finish_all(&mut wakers);
        self.remote_encoded.finish_all(&mut wakers);
        self.remote_audio.finish_all(&mut wakers);
        let pictures = self.preview.iter().chain(&self.player_video);
        pictures.for_each(|outlet| outlet.finish(None, &mut wakers));
        let sounds = self.mixes.iter().chain(&self.player_audio);
        sounds.for_each(|outlet| outlet.finish(None, &mut wakers));
        let gates = self.gates.iter().flat_map(|gate| gate.turn(Phase::Gone));
        gates.for_each(|waker| wakers.push(waker));
        // Everything has ended before the first is told.
        wakers.wake();
        self.hooks.clear_all();
    }
}

fn counts<'a, F: Frame>(
    outlets: impl Iterator<Item = &'a Sole<F>>,
) -> impl Iterator<Item = outlet::Counts> {
    outlets.filter_map(|outlet| Some(outlet.get()?.counts()))
}
