//! What media players, effect players and recordings tell.

use crate::error::ErrorCode;
use crate::ids::StreamId;
use crate::raw_enum::raw_enum;
use crate::text::Text;

use super::Channel;

raw_enum! {
    /// Whether a media player or an effect plays.
    #[doc(alias = "zego_media_player_state")]
    #[doc(alias = "zego_audio_effect_play_state")]
    pub enum MediaState {
        /// It doesn't.
        NoPlay = 0,
        /// It does.
        Playing = 1,
        /// It is halted and can go on.
        Paused = 2,
        /// It came to its end.
        Ended = 3,
    }
}

/// A media player changed its state.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct MediaPlayerStateChanged {
    /// The player's number.
    pub player: i32,
    /// The new state.
    pub state: MediaState,
    /// What went wrong, or success.
    pub code: ErrorCode,
}

/// A media player has loaded something, or couldn't.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct MediaPlayerLoaded {
    /// The player's number.
    pub player: i32,
    /// What went wrong, or success.
    pub code: ErrorCode,
}

/// How far a media player is.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct MediaPlayerProgress {
    /// The player's number.
    pub player: i32,
    /// In milliseconds from the beginning.
    pub millis: u64,
}

/// A media player waits for the network, or goes on.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct MediaPlayerBuffering {
    /// The player's number.
    pub player: i32,
    /// Whether it waits.
    pub waits: bool,
}

/// An audio effect changed its state.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct AudioEffectStateChanged {
    /// The effect's number.
    pub effect: u32,
    /// The new state.
    pub state: MediaState,
    /// What went wrong, or success.
    pub code: ErrorCode,
}

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RecordSource {
    /// What a channel captures.
    Channel(Channel),
    /// A stream that is played.
    Stream(StreamId),
}

raw_enum! {
    /// Whether something is recorded.
    #[doc(alias = "zego_data_record_state")]
    pub enum RecordState {
        /// It isn't; with a code it can't be.
        NoRecord = 0,
        /// It is.
        Recording = 1,
        /// The file is complete.
        Success = 2,
    }
}

/// A recording changed its state.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordStateChanged {
    /// What is recorded.
    pub source: RecordSource,
    /// The new state.
    pub state: RecordState,
    /// What went wrong, or success.
    pub code: ErrorCode,
    /// The file.
    pub file: Text,
}

/// How far a recording is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordProgress {
    /// What is recorded.
    pub source: RecordSource,
    /// In milliseconds.
    pub millis: u64,
    /// Bytes of the file until now.
    pub bytes: u64,
}
