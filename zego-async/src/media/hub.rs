//! What the SDK's media threads meet: where frames go, apart from everything else that is known.
//!
//! Nothing here takes the lock of rooms and events. A frame finds its outlet by channel or by the
//! stream's name, is copied once, and is shared.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use super::encoded::{EncodedFormat, EncodedFrame};
use super::frame::{Flip, PixelFormat, Rotation, Shape, VideoFrame};
use super::gate::{Gate, Phase};
use super::outlet::{Outlet, Outlets, Published};
use super::pcm::{AudioFormat, AudioFrame, check_pcm};
use super::pool::Pool;
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
    pub(crate) preview: [Outlet<VideoFrame>; 4],
    /// Sound of played streams.
    pub(crate) remote_audio: Outlets<AudioFrame>,
    /// Sound that is captured, played and both, mixed.
    pub(crate) mixes: [Outlet<AudioFrame>; 3],
    /// Pictures of media players, by the player's number.
    pub(crate) player_video: [Outlet<VideoFrame>; PLAYERS],
    /// Sound of media players, by the player's number.
    pub(crate) player_audio: [Outlet<AudioFrame>; PLAYERS],
    /// Custom capture, by channel.
    pub(crate) gates: [Gate; 4],
    /// Channels that take their sound from an audio sink.
    pub(crate) audio_sinks: [AtomicBool; 4],
    /// Channels whose sound comes from the program though there is no sink: the SDK changes that
    /// only while nothing runs.
    pub(crate) sinks_left_on: [AtomicBool; 4],
    /// Hooks that change sound on its way.
    pub(crate) hooks: Hooks,
    counts: Counts,
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

#[derive(Default)]
struct Counts {
    received: AtomicU64,
    dropped: AtomicU64,
    malformed: AtomicU64,
    sent: AtomicU64,
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

/// A picture in the SDK's memory, for the length of a callback.
pub(crate) struct Picture<'a> {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) strides: [i32; 4],
    pub(crate) rotation: i32,
    pub(crate) flip: i32,
    pub(crate) planes: [&'a [u8]; 4],
}

/// An encoded picture in the SDK's memory, for the length of a callback.
pub(crate) struct EncodedPicture<'a> {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) rotation: i32,
    pub(crate) key_frame: bool,
    pub(crate) sei: &'a [u8],
    pub(crate) timestamp_ms: u64,
    pub(crate) data: &'a [u8],
}

/// Sound in the SDK's memory, for the length of a callback.
pub(crate) struct Sound<'a> {
    pub(crate) rate: i32,
    pub(crate) channels: i32,
    pub(crate) data: &'a [u8],
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
            counts: Counts::default(),
        }
    }
}

impl MediaHub {
    /// The time on the clock of this engine's frames.
    pub(crate) fn now(&self) -> Duration {
        self.epoch.elapsed()
    }

    /// The preview's outlet of a channel that exists.
    pub(crate) fn preview(&self, channel: Channel) -> Option<&Outlet<VideoFrame>> {
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

    pub(crate) fn remote_picture(&self, stream: &str, picture: &Picture<'_>) {
        if let Some(outlet) = self.remote_video.get(stream) {
            self.picture(&outlet, picture);
        }
    }

    pub(crate) fn preview_picture(&self, channel: Channel, picture: &Picture<'_>) {
        if let Some(outlet) = self.preview(channel) {
            self.picture(outlet, picture);
        }
    }

    /// Gives a picture to all who want it.
    pub(crate) fn picture(&self, outlet: &Outlet<VideoFrame>, picture: &Picture<'_>) {
        let now = self.now();
        let make = |pool: &mut Pool| {
            let frame = picture.copy(pool);
            self.well_formed(frame.map(|frame| frame.with_timestamp(now)))
        };
        outlet.publish(make, |published| self.count(published));
    }

    pub(crate) fn remote_encoded(&self, stream: &str, picture: &EncodedPicture<'_>) {
        if let Some(outlet) = self.remote_encoded.get(stream) {
            let make = |pool: &mut Pool| self.well_formed(picture.copy(pool));
            outlet.publish(make, |published| self.count(published));
        }
    }

    pub(crate) fn remote_sound(&self, stream: &str, sound: &Sound<'_>) {
        if let Some(outlet) = self.remote_audio.get(stream) {
            self.sound(&outlet, sound);
        }
    }

    pub(crate) fn player_picture(&self, player: i32, picture: &Picture<'_>) {
        if let Some(outlet) = usize::try_from(player)
            .ok()
            .and_then(|at| self.player_video.get(at))
        {
            self.picture(outlet, picture);
        }
    }

    pub(crate) fn player_sound(&self, player: i32, sound: &Sound<'_>) {
        if let Some(outlet) = usize::try_from(player)
            .ok()
            .and_then(|at| self.player_audio.get(at))
        {
            self.sound(outlet, sound);
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

    pub(crate) fn mix(&self, mix: Mix, sound: &Sound<'_>) {
        self.sound(&self.mixes[mix as usize], sound);
    }

    /// Gives sound to all who want it.
    pub(crate) fn sound(&self, outlet: &Outlet<AudioFrame>, sound: &Sound<'_>) {
        let now = self.now();
        let make = |pool: &mut Pool| {
            let format = AudioFormat::reported(sound.rate, sound.channels);
            let block = check_pcm(format, sound.data)
                .is_ok()
                .then(|| AudioFrame::trusted(format, pool.copy(sound.data)).with_timestamp(now));
            self.well_formed(block)
        };
        outlet.publish(make, |published| self.count(published));
    }

    /// Lets the program change sound on its way.
    pub(crate) fn process(&self, stage: Stage, lent: Lent<'_>) {
        self.hooks.run(stage, lent);
    }

    /// A frame was handed to the SDK.
    pub(crate) fn sent(&self) {
        self.counts.sent.fetch_add(1, Relaxed);
    }

    pub(crate) fn counts(&self) -> MediaCounts {
        MediaCounts {
            received: self.counts.received.load(Relaxed),
            dropped: self.counts.dropped.load(Relaxed),
            malformed: self.counts.malformed.load(Relaxed),
            sent: self.counts.sent.load(Relaxed),
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

    fn count(&self, published: Published) {
        self.counts.received.fetch_add(1, Relaxed);
        if published.dropped > 0 {
            self.counts.dropped.fetch_add(published.dropped, Relaxed);
        }
    }

    fn well_formed<T>(&self, frame: Option<T>) -> Option<T> {
        if frame.is_none() {
            self.counts.malformed.fetch_add(1, Relaxed);
        }
        frame
    }
}

impl Picture<'_> {
    /// The one copy. `None` if the picture isn't what it says.
    fn copy(&self, pool: &mut Pool) -> Option<VideoFrame> {
        let side = |side: i32| u32::try_from(side).unwrap_or(0);
        let shape = Shape {
            format: PixelFormat::from_raw(self.format),
            width: side(self.width),
            height: side(self.height),
            strides: self.strides.map(side),
        };
        shape.check().ok()?;
        for plane in 0..shape.format.planes() {
            // The last row needn't have the gap that the others end with.
            let row = shape.format.row_bytes(plane, shape.width);
            let gap = (shape.strides[plane] as usize).saturating_sub(row);
            if self.planes[plane].len() + gap < shape.plane_len(plane) {
                return None;
            }
        }
        let data = pool.fill(shape.len(), |buffer| {
            for plane in 0..shape.format.planes() {
                let end = buffer.len() + shape.plane_len(plane);
                let there = self.planes[plane].len().min(shape.plane_len(plane));
                buffer.extend_from_slice(&self.planes[plane][..there]);
                buffer.resize(end, 0);
            }
        });
        Some(
            VideoFrame::trusted(shape, data)
                .with_rotation(Rotation::from_raw(self.rotation))
                .with_flip(Flip::from_raw(self.flip)),
        )
    }
}

impl EncodedPicture<'_> {
    fn copy(&self, pool: &mut Pool) -> Option<EncodedFrame> {
        let side = |side: i32| u32::try_from(side).ok();
        if self.data.is_empty() {
            return None;
        }
        let data = pool.copy(self.data);
        let format = EncodedFormat::from_raw(self.format);
        let frame = EncodedFrame::trusted(format, side(self.width)?, side(self.height)?, data);
        let frame = match self.sei {
            [] => frame,
            sei => frame.with_sei(pool.copy(sei)),
        };
        Some(
            frame
                .key_frame(self.key_frame)
                .with_rotation(Rotation::from_raw(self.rotation))
                .with_timestamp(Duration::from_millis(self.timestamp_ms)),
        )
    }
}
