//! What happens to published streams.

use std::sync::Arc;

use crate::error::ErrorCode;
use crate::ids::StreamId;
use crate::raw_enum::raw_enum;
use crate::text::Text;

raw_enum! {
    /// One of the four channels on which an engine publishes.
    pub enum Channel {
        /// The first: camera and microphone, if nothing else is set.
        Main = 0,
        /// The second.
        Aux = 1,
        /// The third.
        Third = 2,
        /// The fourth.
        Fourth = 3,
    }
}

impl Channel {
    /// The channels that exist, in order.
    pub const ALL: [Self; 4] = [Self::Main, Self::Aux, Self::Third, Self::Fourth];
}

raw_enum! {
    /// Whether a stream is published.
    pub enum PublisherState {
        /// It isn't; with a code for good, without one because it was stopped.
        NoPublish = 0,
        /// It is being set up; with a code the SDK retries by itself.
        Requesting = 1,
        /// It is live.
        Publishing = 2,
    }
}

/// A published stream changed its state.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublisherStateChanged {
    /// The stream; empty where a call was refused before it had one.
    pub stream: StreamId,
    /// The new state.
    pub state: PublisherState,
    /// What went wrong, or success.
    pub code: ErrorCode,
    /// More about it, as JSON or empty; addresses of the stream if it also goes to a CDN.
    pub extended_data: Text,
}

raw_enum! {
    /// How good a connection is.
    pub enum QualityLevel {
        /// Nothing to improve.
        Excellent = 0,
        /// Good.
        Good = 1,
        /// Usable.
        Medium = 2,
        /// Hardly usable.
        Bad = 3,
        /// Not usable.
        Die = 4,
        /// Not known; the C interface has a number of its own for it.
        NotKnown = 5,
    }
}

raw_enum! {
    /// A video codec.
    pub enum VideoCodec {
        /// H.264, the default.
        H264 = 0,
        /// H.264 with layers.
        H264Svc = 1,
        /// VP8.
        Vp8 = 2,
        /// H.265.
        H265 = 3,
        /// H.264 as two streams.
        H264DualStream = 4,
        /// Not known; the C interface has a number of its own for it.
        NotKnown = 100,
    }
}

/// Figures of a published stream over the last 3 seconds.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublisherQuality {
    /// The stream.
    pub stream: StreamId,
    /// Captured pictures a second.
    pub video_capture_fps: f64,
    /// Encoded pictures a second.
    pub video_encode_fps: f64,
    /// Sent pictures a second.
    pub video_send_fps: f64,
    /// Video, in kilobits a second.
    pub video_kbps: f64,
    /// Captured audio blocks a second.
    pub audio_capture_fps: f64,
    /// Sent audio blocks a second.
    pub audio_send_fps: f64,
    /// Audio, in kilobits a second.
    pub audio_kbps: f64,
    /// Round trip to the server, in milliseconds.
    pub rtt: i32,
    /// Share of lost packets, 0 to 1.
    pub packet_lost_rate: f64,
    /// All of it in one word.
    pub level: QualityLevel,
    /// Whether the encoder runs in hardware.
    pub is_hardware_encode: bool,
    /// The codec in use.
    pub video_codec: VideoCodec,
    /// Bytes sent since the start.
    pub total_send_bytes: f64,
    /// Bytes of audio sent since the start.
    pub audio_send_bytes: f64,
    /// Bytes of video sent since the start.
    pub video_send_bytes: f64,
}

/// Which first frame of a publisher it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PublisherFrameKind {
    /// Audio was captured.
    AudioCaptured,
    /// Video was captured.
    VideoCaptured,
    /// Audio was sent.
    AudioSent,
    /// Video was sent.
    VideoSent,
    /// The preview was drawn.
    VideoRendered,
}

/// The first frame of a kind.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PublisherFirstFrame {
    /// Which.
    pub kind: PublisherFrameKind,
    /// The channel; `None` for captured audio, which all channels share.
    pub channel: Option<Channel>,
}

/// The size of the published picture changed.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PublisherVideoSize {
    /// The channel.
    pub channel: Channel,
    /// In pixels.
    pub width: i32,
    /// In pixels.
    pub height: i32,
}

/// The encoder went to another codec.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PublisherEncoderChanged {
    /// The channel.
    pub channel: Channel,
    /// The codec before.
    pub from: VideoCodec,
    /// The codec now.
    pub to: VideoCodec,
}

raw_enum! {
    /// Steps on the way of a stream.
    pub enum StreamStep {
        /// Publishing began.
        PublishStart = 100,
        /// Publishing succeeded.
        PublishSuccess = 101,
        /// Publishing failed.
        PublishFail = 102,
        /// Publishing is tried again.
        RetryPublishStart = 103,
        /// Publishing succeeded after a retry.
        RetryPublishSuccess = 104,
        /// A retry to publish failed.
        RetryPublishFail = 105,
        /// Publishing ended.
        PublishEnd = 106,
        /// Playing began.
        PlayStart = 200,
        /// Playing succeeded.
        PlaySuccess = 201,
        /// Playing failed.
        PlayFail = 202,
        /// Playing is tried again.
        RetryPlayStart = 203,
        /// Playing succeeded after a retry.
        RetryPlaySuccess = 204,
        /// A retry to play failed.
        RetryPlayFail = 205,
        /// Playing ended.
        PlayEnd = 206,
    }
}

/// A step on the way of a published stream.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublisherStreamEvent {
    /// The stream.
    pub stream: StreamId,
    /// The step.
    pub step: StreamStep,
    /// More about it, as JSON or empty.
    pub extra_info: Text,
}

/// One relay of a published stream to a CDN.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CdnRelay {
    /// Where to.
    pub url: Text,
    /// Whether it runs.
    pub state: RelayState,
    /// Why it changed, as the SDK's number.
    pub reason: i32,
    /// When, in milliseconds since 1970.
    pub changed_at: u64,
}

raw_enum! {
    /// Whether a relay to a CDN runs.
    pub enum RelayState {
        /// It doesn't.
        NoRelay = 0,
        /// It is being set up.
        Requesting = 1,
        /// It runs.
        Relaying = 2,
    }
}

/// Relays of a published stream to a CDN changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublisherRelayChanged {
    /// The stream.
    pub stream: StreamId,
    /// Its relays now.
    pub relays: Arc<[CdnRelay]>,
}

/// The encoder can't keep up.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PublisherLowFps {
    /// The channel.
    pub channel: Channel,
    /// The codec in use.
    pub codec: VideoCodec,
}
