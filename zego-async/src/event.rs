//! Everything the SDK tells by itself, as owned values that are cheap to clone.
//!
//! [`Event`] is what [`Engine::events`](crate::Engine::events) yields: all of it, exactly as the
//! SDK sent it. The typed streams of engine, room, publication and playback carry the structures
//! inside it.

mod capture;
mod component;
mod engine;
mod message;
mod play;
mod publish;
mod room;
mod sound;

pub use capture::*;
pub use component::*;
pub use engine::*;
pub use message::*;
pub use play::*;
pub use publish::*;
pub use room::*;
pub use sound::*;

use std::sync::Arc;

use crate::error::ErrorCode;
use crate::text::Text;

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident($($payload:tt)+),)*) => {
        /// One callback of the SDK.
        #[derive(Debug, Clone)]
        #[non_exhaustive]
        pub enum Event {
            $($(#[$doc])* $variant($($payload)+),)*
        }

        /// What an [`Event`] is about; the key under which subscribers wait for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Topic {
            $($variant,)*
        }

        impl Topic {
            pub(crate) const COUNT: usize = [$(Self::$variant),*].len();
        }

        impl Event {
            pub(crate) fn topic(&self) -> Topic {
                match self {
                    $(Self::$variant(_) => Topic::$variant,)*
                }
            }
        }

        $(
            impl Payload for events!(@inner $($payload)+) {
                const TOPIC: Topic = Topic::$variant;

                fn of(event: &mut Option<Event>) -> Option<Self> {
                    match event.take() {
                        Some(Event::$variant(payload)) => {
                            Some(events!(@unbox payload, $($payload)+))
                        }
                        _ => None,
                    }
                }

                fn of_shared(event: &Option<Event>) -> Option<Self> {
                    match event {
                        Some(Event::$variant(payload)) => {
                            Some(events!(@copy payload, $($payload)+))
                        }
                        _ => None,
                    }
                }
            }
        )*
    };
    (@inner Arc<$inner:ty>) => { $inner };
    (@inner $inner:ty) => { $inner };
    (@unbox $payload:ident, Arc<$inner:ty>) => { Arc::unwrap_or_clone($payload) };
    (@unbox $payload:ident, $inner:ty) => { $payload };
    (@copy $payload:ident, Arc<$inner:ty>) => { (**$payload).clone() };
    (@copy $payload:ident, $inner:ty) => { $payload.clone() };
}

/// A structure that one kind of event carries, and so one that a stream can be made of.
pub(crate) trait Payload: Sized + Send + 'static {
    const TOPIC: Topic;

    fn of(event: &mut Option<Event>) -> Option<Self>;
    fn of_shared(event: &Option<Event>) -> Option<Self>;
}

events! {
    /// A room's connection changed, with the reason.
    RoomState(RoomStateChanged),
    /// The same in the older words of the SDK, without the reason.
    RoomConnection(RoomConnectionChanged),
    /// Users came or left.
    RoomUsers(RoomUsersUpdate),
    /// Streams of others appeared or went.
    RoomStreams(RoomStreamsUpdate),
    /// Streams of others changed their extra information.
    RoomStreamExtraInfo(RoomStreamExtraInfoUpdate),
    /// The room's own extra information changed.
    RoomExtraInfo(RoomExtraInfoUpdate),
    /// How many users are in the room, every 30 seconds.
    OnlineUserCount(OnlineUserCount),
    /// The token of a room ends soon.
    TokenWillExpire(TokenWillExpire),
    /// A call that carries a sequence was answered.
    CallResult(CallResult),
    /// A published stream changed its state.
    PublisherState(PublisherStateChanged),
    /// Figures of a published stream, every 3 seconds.
    PublisherQuality(Arc<PublisherQuality>),
    /// The first frame of a kind was captured or sent.
    PublisherFirstFrame(PublisherFirstFrame),
    /// The size of the published picture changed.
    PublisherVideoSize(PublisherVideoSize),
    /// The encoder went to another codec.
    PublisherEncoderChanged(PublisherEncoderChanged),
    /// Steps on the way of a published stream.
    PublisherStreamEvent(PublisherStreamEvent),
    /// Relays of a published stream to a CDN changed.
    PublisherRelay(PublisherRelayChanged),
    /// The encoder can't keep up.
    PublisherLowFps(PublisherLowFps),
    /// A played stream changed its state.
    PlayerState(PlayerStateChanged),
    /// Figures of a played stream, every 3 seconds.
    PlayerQuality(Arc<PlayerQuality>),
    /// The first frame of a kind was received or rendered.
    PlayerFirstFrame(PlayerFirstFrame),
    /// The size of a played picture changed.
    PlayerVideoSize(PlayerVideoSize),
    /// Sound or picture of a played stream broke off or came back.
    PlayerMedia(PlayerMediaChanged),
    /// Steps on the way of a played stream.
    PlayerStreamEvent(PlayerStreamEvent),
    /// The decoder can't keep up.
    PlayerLowFps(PlayerLowFps),
    /// A played stream changed over to another, after a request to switch.
    PlayerSwitched(PlayerSwitched),
    /// A publisher's camera, microphone or speaker changed.
    RemoteDevice(RemoteDeviceChanged),
    /// The audio and video module started or went idle.
    EngineState(EngineStateChanged),
    /// The SDK complains about a call.
    DebugError(DebugError),
    /// A call was made, with its code.
    ApiCalled(ApiCalled),
    /// The SDK can't go on.
    FatalError(FatalError),
    /// The answer of an experimental interface.
    ExperimentalApi(ExperimentalApiAnswer),
    /// How good the network of a user is, every 2 seconds.
    NetworkQuality(NetworkQuality),
    /// The kind of the network changed.
    NetworkMode(NetworkModeChanged),
    /// A microphone, speaker or camera of this machine fails.
    LocalDeviceException(LocalDeviceException),
    /// Traffic of this engine, every 3 seconds.
    RtcStats(RtcStats),
    /// Broadcast messages of others.
    BroadcastMessages(BroadcastMessages),
    /// Barrage messages of others.
    BarrageMessages(BarrageMessages),
    /// A custom command of another user.
    CustomCommand(CustomCommand),
    /// The SDK starts or stops to take frames of custom capture.
    VideoCapture(VideoCaptureChanged),
    /// The SDK wants something of custom capture.
    CaptureDemand(CaptureDemand),
    /// How loud the captured sound is.
    CapturedSoundLevel(CapturedSoundLevel),
    /// How loud the played streams are.
    RemoteSoundLevels(RemoteSoundLevels),
    /// Whether the captured sound is speech.
    CapturedSpeech(CapturedSpeech),
    /// Which played streams are speech.
    RemoteSpeech(RemoteSpeech),
    /// The spectrum of the captured sound.
    CapturedSpectrum(CapturedSpectrum),
    /// The spectra of the played streams.
    RemoteSpectra(RemoteSpectra),
    /// The captured sound went over to speech, or away from it, for good.
    VoiceActivity(VoiceActivity),
    /// Supplemental information of a played stream.
    Sei(Sei),
    /// A media player changed its state.
    MediaPlayerState(MediaPlayerStateChanged),
    /// A media player has loaded something, or couldn't.
    MediaPlayerLoaded(MediaPlayerLoaded),
    /// How far a media player is.
    MediaPlayerProgress(MediaPlayerProgress),
    /// A media player waits for the network, or goes on.
    MediaPlayerBuffering(MediaPlayerBuffering),
    /// An audio effect changed its state.
    AudioEffectState(AudioEffectStateChanged),
    /// A recording changed its state.
    RecordState(RecordStateChanged),
    /// How far a recording is.
    RecordProgress(RecordProgress),
}

/// Which call a [`CallResult`] answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallKind {
    /// Log in to a room.
    Login,
    /// Log out of a room, or of all.
    Logout,
    /// Set a room's extra information.
    SetRoomExtraInfo,
    /// Set a published stream's extra information.
    SetStreamExtraInfo,
    /// Add or remove a relay to a CDN.
    UpdateCdnUrl,
    /// Send a broadcast message.
    SendBroadcast,
    /// Send a barrage message.
    SendBarrage,
    /// Send a custom command.
    SendCommand,
    /// Upload the SDK's logs.
    UploadLog,
    /// Move a media player.
    MediaPlayerSeek,
    /// Move an audio effect.
    AudioEffectSeek,
    /// Load an audio effect.
    AudioEffectLoad,
}

/// The answer to a call that carries a sequence.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CallResult {
    /// Which call was answered.
    pub kind: CallKind,
    /// The call's sequence; sequences of different kinds count apart.
    pub sequence: i32,
    /// The outcome.
    pub code: ErrorCode,
    /// What came with it: the room of a login, the id of a message; empty if nothing did.
    pub subject: Text,
    /// More about it, as JSON or empty.
    pub extended_data: Text,
}
