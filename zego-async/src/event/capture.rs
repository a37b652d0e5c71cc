//! What the SDK wants of custom capture.

use super::Channel;

/// The SDK starts or stops to take frames of custom capture.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct VideoCaptureChanged {
    /// The channel.
    pub channel: Channel,
    /// Whether it takes frames now.
    pub started: bool,
}

/// The SDK wants something of who captures.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct CaptureDemand {
    /// The channel.
    pub channel: Channel,
    /// What it wants.
    pub kind: CaptureDemandKind,
}

/// What the SDK wants of who captures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaptureDemandKind {
    /// A key frame, as soon as possible: somebody began to watch or lost pictures.
    KeyFrame,
    /// Encoded pictures of this kind, since the network doesn't carry more, or does again.
    Traffic {
        /// In pixels.
        width: i32,
        /// In pixels.
        height: i32,
        /// Pictures a second.
        fps: i32,
        /// Kilobits a second.
        kbps: i32,
    },
    /// This many pictures a second.
    FrameRate(i32),
}
