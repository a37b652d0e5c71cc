//! What is measured of sound, and what comes along with media.

use std::sync::Arc;

use bytes::Bytes;

use crate::ids::StreamId;
use crate::raw_enum::raw_enum;

/// How loud the captured sound is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CapturedSoundLevel {
    /// 0 to 100, linear.
    pub level: f32,
}

/// How loud a played stream is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct SoundLevel {
    /// The stream.
    pub stream: StreamId,
    /// 0 to 100, linear.
    pub level: f32,
}

/// How loud the played streams are.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RemoteSoundLevels {
    /// One for each stream.
    pub levels: Arc<[SoundLevel]>,
}

/// Whether somebody speaks at this machine, with how loud it is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CapturedSpeech {
    /// Whether the captured sound is speech.
    pub speech: bool,
    /// 0 to 100, linear.
    pub level: f32,
}

/// Whether somebody speaks in a played stream.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Speech {
    /// The stream.
    pub stream: StreamId,
    /// Whether its sound is speech.
    pub speech: bool,
    /// 0 to 100, linear.
    pub level: f32,
}

/// Who of the played streams speaks.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RemoteSpeech {
    /// One for each stream.
    pub streams: Arc<[Speech]>,
}

/// The spectrum of the captured sound.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CapturedSpectrum {
    /// Energy from low to high frequencies, 0 to 2^30.
    pub bands: Arc<[f32]>,
}

/// The spectrum of a played stream.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Spectrum {
    /// The stream.
    pub stream: StreamId,
    /// Energy from low to high frequencies, 0 to 2^30.
    pub bands: Arc<[f32]>,
}

/// The spectra of the played streams.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RemoteSpectra {
    /// One for each stream.
    pub spectra: Arc<[Spectrum]>,
}

raw_enum! {
    /// What the captured sound has been for the last seconds.
    pub enum VoiceState {
        /// Noise or silence.
        Noise = 0,
        /// Speech.
        Speech = 1,
    }
}

raw_enum! {
    /// Where voice is looked for.
    pub enum VoiceSource {
        /// In what is captured.
        Captured = 0,
        /// In what custom processing made of it.
        Processed = 1,
    }
}

/// The captured sound went over to speech, or away from it, for good.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct VoiceActivity {
    /// Where it was looked for.
    pub source: VoiceSource,
    /// What it is now.
    pub state: VoiceState,
}

/// Supplemental information that a publisher sent along with its video.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Sei {
    /// The stream.
    pub stream: StreamId,
    /// What was sent; after 16 bytes of UUID if the publisher uses the user's type of SEI.
    pub data: Bytes,
}
