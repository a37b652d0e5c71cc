//! What the engine tells of itself, of devices and of the network.

use super::QualityLevel;
use crate::error::ErrorCode;
use crate::ids::{StreamId, UserId};
use crate::raw_enum::raw_enum;
use crate::text::Text;

raw_enum! {
    /// Whether the audio and video module runs.
    pub enum EngineState {
        /// It runs: something is previewed, published or played.
        Started = 0,
        /// It is idle.
        Stopped = 1,
    }
}

/// The audio and video module started or went idle.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct EngineStateChanged {
    /// The new state.
    pub state: EngineState,
}

/// What the SDK says about a call that it refused.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DebugError {
    /// Why.
    pub code: ErrorCode,
    /// The call, in the SDK's spelling.
    pub function: Text,
    /// More about it.
    pub info: Text,
}

/// A call that was made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApiCalled {
    /// The outcome.
    pub code: ErrorCode,
    /// The call, in the SDK's spelling.
    pub function: Text,
    /// More about it.
    pub info: Text,
}

/// The SDK can't go on.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FatalError {
    /// Why.
    pub code: ErrorCode,
}

/// The answer of an experimental interface.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ExperimentalApiAnswer {
    /// The answer, as JSON.
    pub content: Text,
}

/// How good the network of a user is.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct NetworkQuality {
    /// The user; `None` for this one.
    pub user: Option<UserId>,
    /// What the user sends.
    pub upstream: QualityLevel,
    /// What the user receives.
    pub downstream: QualityLevel,
}

raw_enum! {
    /// The kind of network.
    pub enum NetworkMode {
        /// None.
        Offline = 0,
        /// Not known; the C interface has a number of its own for it.
        NotKnown = 1,
        /// Cable.
        Ethernet = 2,
        /// Wi-Fi.
        Wifi = 3,
        /// 2G.
        Cellular2G = 4,
        /// 3G.
        Cellular3G = 5,
        /// 4G.
        Cellular4G = 6,
        /// 5G.
        Cellular5G = 7,
    }
}

/// The kind of the network changed.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct NetworkModeChanged {
    /// The kind now.
    pub mode: NetworkMode,
}

raw_enum! {
    /// Which device of this machine it is.
    pub enum DeviceKind {
        /// Not known; the C interface has a number of its own for it.
        NotKnown = 0,
        /// A camera.
        Camera = 1,
        /// A microphone.
        Microphone = 2,
        /// A speaker.
        Speaker = 3,
        /// Audio devices as a whole.
        AudioDevice = 4,
        /// The session of the audio system.
        AudioSession = 5,
    }
}

/// A device of this machine fails.
///
/// Usual on servers without a sound card, where custom audio is the way.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocalDeviceException {
    /// What is wrong, as the SDK's number.
    pub exception: i32,
    /// Which device.
    pub device: DeviceKind,
    /// The device's name in the system, or empty.
    pub id: Text,
}

/// Which device of a publisher it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RemoteDeviceKind {
    /// The camera.
    Camera,
    /// The microphone.
    Microphone,
    /// The speaker.
    Speaker,
}

raw_enum! {
    /// What a publisher's device does.
    pub enum RemoteDeviceState {
        /// It works.
        Open = 0,
        /// It fails in a way the SDK has no word for.
        GenericError = 1,
        /// Its identifier is wrong.
        InvalidId = 2,
        /// The system doesn't allow it.
        NoAuthorization = 3,
        /// A camera without pictures.
        ZeroFps = 4,
        /// Another program has it.
        InUseByOther = 5,
        /// It was unplugged.
        Unplugged = 6,
        /// It restarted.
        RebootRequired = 7,
        /// The system's media services are gone.
        SystemMediaServicesLost = 8,
        /// It is switched off.
        Disabled = 9,
        /// It is muted.
        Muted = 10,
    }
}

/// A publisher's camera, microphone or speaker changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RemoteDeviceChanged {
    /// The publisher's stream.
    pub stream: StreamId,
    /// Which device.
    pub device: RemoteDeviceKind,
    /// What it does now.
    pub state: RemoteDeviceState,
}

/// Traffic of this engine.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct RtcStats {
    /// Sent, in kilobits a second.
    pub sent_kbps: f64,
    /// Received, in kilobits a second.
    pub received_kbps: f64,
    /// Average round trip of what is sent, in milliseconds.
    pub sent_rtt: u32,
    /// Average round trip of what is received, in milliseconds.
    pub received_rtt: u32,
    /// Share of lost packets of what is sent, 0 to 1.
    pub sent_packet_lost_rate: f64,
    /// Share of lost packets of what is received, 0 to 1.
    pub received_packet_lost_rate: f64,
    /// Average time from publisher to player, in milliseconds.
    pub peer_to_peer_delay: u32,
}
