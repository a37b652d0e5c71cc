//! What happens to played streams.

use super::{QualityLevel, StreamStep, VideoCodec};
use crate::error::ErrorCode;
use crate::ids::StreamId;
use crate::raw_enum::raw_enum;
use crate::text::Text;

raw_enum! {
    /// Whether a stream is played.
    pub enum PlayerState {
        /// It isn't; with a code for good, without one because it was stopped.
        NoPlay = 0,
        /// It is being set up; with a code the SDK retries by itself.
        Requesting = 1,
        /// It plays.
        Playing = 2,
    }
}

/// A played stream changed its state.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerStateChanged {
    /// The stream.
    pub stream: StreamId,
    /// The new state.
    pub state: PlayerState,
    /// What went wrong, or success.
    pub code: ErrorCode,
    /// More about it, as JSON or empty.
    pub extended_data: Text,
}

/// Figures of a played stream over the last 3 seconds.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerQuality {
    /// The stream.
    pub stream: StreamId,
    /// Received pictures a second.
    pub video_recv_fps: f64,
    /// Decoded pictures a second.
    pub video_decode_fps: f64,
    /// Rendered pictures a second.
    pub video_render_fps: f64,
    /// Video, in kilobits a second.
    pub video_kbps: f64,
    /// Share of the time in which the picture stood still, 0 to 1.
    pub video_break_rate: f64,
    /// Received audio blocks a second.
    pub audio_recv_fps: f64,
    /// Decoded audio blocks a second.
    pub audio_decode_fps: f64,
    /// Rendered audio blocks a second.
    pub audio_render_fps: f64,
    /// Audio, in kilobits a second.
    pub audio_kbps: f64,
    /// Share of the time without sound, 0 to 1.
    pub audio_break_rate: f64,
    /// Opinion score, -1 (not known) to 5.
    pub mos: f64,
    /// Round trip to the server, in milliseconds.
    pub rtt: i32,
    /// Share of lost packets, 0 to 1.
    pub packet_lost_rate: f64,
    /// From the publisher to here, in milliseconds.
    pub peer_to_peer_delay: i32,
    /// Share of packets lost from the publisher to here, 0 to 1.
    pub peer_to_peer_packet_lost_rate: f64,
    /// All of it in one word.
    pub level: QualityLevel,
    /// From reception to rendering, in milliseconds.
    pub delay: i32,
    /// By how much the picture is behind the sound, in milliseconds.
    pub av_timestamp_diff: i32,
    /// Whether the decoder runs in hardware.
    pub is_hardware_decode: bool,
    /// The codec in use.
    pub video_codec: VideoCodec,
    /// Bytes received since the start.
    pub total_recv_bytes: f64,
    /// Bytes of audio received since the start.
    pub audio_recv_bytes: f64,
    /// Bytes of video received since the start.
    pub video_recv_bytes: f64,
}

/// Which first frame of a player it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PlayerFrameKind {
    /// Audio was received.
    AudioReceived,
    /// Video was received.
    VideoReceived,
    /// A picture was drawn or handed to the renderer.
    VideoRendered,
    /// A picture of the publisher's camera was drawn.
    CameraVideoRendered,
}

/// The first frame of a kind.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerFirstFrame {
    /// The stream.
    pub stream: StreamId,
    /// Which.
    pub kind: PlayerFrameKind,
}

/// The size of a played picture changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerVideoSize {
    /// The stream.
    pub stream: StreamId,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
}

raw_enum! {
    /// Sound or picture of a played stream broke off or came back.
    pub enum PlayerMediaState {
        /// No more sound.
        AudioBreakBegin = 0,
        /// Sound again.
        AudioBreakEnd = 1,
        /// No more picture.
        VideoBreakBegin = 2,
        /// Picture again.
        VideoBreakEnd = 3,
    }
}

/// Sound or picture of a played stream broke off or came back.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerMediaChanged {
    /// The stream.
    pub stream: StreamId,
    /// What happened.
    pub state: PlayerMediaState,
}

/// A step on the way of a played stream.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerStreamEvent {
    /// The stream.
    pub stream: StreamId,
    /// The step.
    pub step: StreamStep,
    /// More about it, as JSON or empty.
    pub extra_info: Text,
}

/// The decoder can't keep up.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerLowFps {
    /// The stream.
    pub stream: StreamId,
    /// The codec in use.
    pub codec: VideoCodec,
}

/// A played stream changed over to another.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PlayerSwitched {
    /// The stream.
    pub stream: StreamId,
    /// The outcome.
    pub code: ErrorCode,
}
