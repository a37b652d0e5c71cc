//! What the program set of sound and picture, for the engine and for each stream that it plays.

use std::collections::BTreeSet;

use super::picture::Series;
use super::sound::Format;

/// The settings of an engine.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The series of custom render; `None` while that is off.
    pub(crate) render: Option<Series>,
    /// The program takes pictures encoded, as they were sent.
    pub(crate) render_encoded: bool,
    /// Channels whose captured pictures the program renders.
    pub(crate) render_captured: BTreeSet<i32>,
    pub(crate) microphone_muted: bool,
    pub(crate) speaker_muted: bool,
    /// 0 to 200; 100 leaves the sound as it is.
    pub(crate) capture_volume: u32,
    /// Streams whose pictures the program doesn't render, though it renders.
    pub(crate) unrendered: BTreeSet<String>,
    pub(crate) observers: Observers,
    pub(crate) processing: Processing,
    /// The blocks that processing began with since the audio and video part runs.
    pub(crate) kept_processing: Processing,
}

/// How one stream is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Plays {
    /// 0 to 200; 100 leaves the sound as it is.
    pub(crate) volume: u32,
    pub(crate) mute_video: bool,
    pub(crate) mute_audio: bool,
}

/// Which blocks of sound the program observes, and in which format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Observers {
    pub(crate) captured: bool,
    pub(crate) playback: bool,
    pub(crate) mixed: bool,
    pub(crate) player: bool,
    pub(crate) format: Option<Format>,
}

/// Where the program changes sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Processing {
    pub(crate) captured: Option<Blocks>,
    pub(crate) after_monitor: Option<Blocks>,
    pub(crate) remote: Option<Blocks>,
    pub(crate) playback: Option<Blocks>,
}

/// Blocks that the program changes: their format and frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blocks {
    pub(crate) format: Format,
    pub(crate) frames: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            render: None,
            render_encoded: false,
            render_captured: BTreeSet::new(),
            microphone_muted: false,
            speaker_muted: false,
            capture_volume: 100,
            unrendered: BTreeSet::new(),
            observers: Observers::default(),
            processing: Processing::default(),
            kept_processing: Processing::default(),
        }
    }
}

impl Default for Plays {
    fn default() -> Self {
        Self {
            volume: 100,
            mute_video: false,
            mute_audio: false,
        }
    }
}

impl Observers {
    /// The observers of that mask.
    pub(crate) fn of(mask: u32, format: Option<Format>) -> Self {
        Self {
            captured: mask & 1 != 0,
            playback: mask & 2 != 0,
            mixed: mask & 4 != 0,
            player: mask & 8 != 0,
            format,
        }
    }

    /// Whether what is captured is observed, alone or mixed.
    pub(crate) fn captures(&self) -> bool {
        self.format.is_some() && (self.captured || self.mixed)
    }

    /// Whether what is played is observed as one, alone or mixed.
    pub(crate) fn plays(&self) -> bool {
        self.format.is_some() && (self.playback || self.mixed)
    }

    /// Whether anything is observed.
    pub(crate) fn any(&self) -> bool {
        self.format.is_some() && (self.captured || self.playback || self.mixed || self.player)
    }
}

/// The frames of a block that the program changes.
const FRAMES: std::ops::RangeInclusive<i32> = 160..=2048;

impl Blocks {
    /// The blocks that a program describes; without a frame count that can be, 10 ms.
    pub(crate) fn described(rate: i32, channels: i32, frames: i32) -> Self {
        let usual = Format {
            rate: 48_000,
            channels: 1,
        };
        let format = Format::described(rate, channels).unwrap_or(usual);
        let frames = match FRAMES.contains(&frames) {
            true => frames.unsigned_abs() as usize,
            false => (format.rate / 100) as usize,
        };
        Self { format, frames }
    }
}

/// The volumes that are heard; what is beyond is taken for the nearest.
const VOLUMES: std::ops::RangeInclusive<i32> = 0..=200;

/// A volume as it is heard.
pub(crate) fn heard(volume: i32) -> u32 {
    volume
        .clamp(*VOLUMES.start(), *VOLUMES.end())
        .unsigned_abs()
}
