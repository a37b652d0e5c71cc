//! Sound and picture: frames in as sinks, frames out as streams.
//!
//! # Pictures
//!
//! A [`VideoSink`] puts pictures into a channel in place of a camera, a [`FrameStream`] of
//! [`VideoFrame`]s takes them out of a playback or a preview. Pictures come out only of an engine
//! that was made with [`video_render`](crate::EngineBuilder::video_render).
//!
//! # Sound
//!
//! An [`AudioSink`] puts PCM into a channel in place of a microphone, at once or
//! [paced](PacedAudio) from any stream or reader. Streams of [`AudioFrame`]s come from a playback
//! or from what is captured, played or both; an [`AudioPull`] takes the mix of all playbacks at
//! its own pace, which is what a server without a sound card does.
//!
//! # Costs
//!
//! A frame that comes in is handed to the SDK as it is, on the caller's thread. A frame that comes
//! out is copied once, into a buffer that is used again, and shared by all who want it. In the
//! steady state there is no allocation for a frame. Queues are short and the newest frames win:
//! [`FrameStream::lost`] and [`EngineStats::dropped_frames`](crate::EngineStats) count the others.

mod arrived;
mod audio_sink;
mod beat;
mod config;
mod device;
mod effects;
mod encoded;
mod frame;
mod gate;
mod hub;
mod media_player;
mod monitor;
mod observe;
mod outlet;
mod outlets;
mod paced;
mod pcm;
mod pool;
mod process;
mod pull;
mod recorder;
mod sei;
mod snapshot;
mod sound;
mod stream;
mod video_out;
mod video_sink;

pub use audio_sink::AudioSink;
pub use config::{AecMode, AnsMode, AudioCodec, AudioConfig, VideoConfig};
pub use device::{AudioDeviceKind, AvailableDevices, Device, Devices};
pub use effects::{EffectPlayer, StartEffect};
pub use encoded::{EncodedFormat, EncodedFrame};
pub use frame::{Flip, PixelFormat, Rotation, VideoFrame};
pub use media_player::{MediaPlayer, MediaSource};
pub use monitor::{Measure, Measured};
pub use observe::ObserveAudio;
pub use paced::PacedAudio;
pub use pcm::{AudioChannels, AudioFormat, AudioFrame, SampleRate};
pub use process::{ProcessingHook, SoundBlock, Stage};
pub use pull::AudioPull;
pub use recorder::{Record, RecordKind, Recording};
pub use sound::{EncodedSound, SoundCodec};
pub use stream::FrameStream;
pub use video_out::VideoRender;
pub use video_sink::VideoSink;

pub(crate) use arrived::{EncodedPicture, Picture, Sound};
pub(crate) use gate::Phase;
pub(crate) use hub::{MediaHub, Mix};
pub(crate) use media_player::{PlayerCommand, PlayerSetting};
pub(crate) use monitor::Monitors;
pub(crate) use observe::Observers;
pub(crate) use process::Lent;

use crate::error::{Error, ErrorCode, Result};
use crate::event::Channel;

/// How many pictures a stream holds for a consumer that is slow.
pub(crate) const PICTURES: usize = 4;
/// How many blocks of sound a stream holds for a consumer that is slow: half a second and more.
pub(crate) const BLOCKS: usize = 50;

/// Refuses a channel that isn't one of the four.
pub(crate) fn known(channel: Channel) -> Result<()> {
    match channel {
        Channel::Unknown(number) => Err(Error::invalid(
            "channel",
            format_args!("{number} is not one of the four"),
        )),
        _ => Ok(()),
    }
}

/// An error if the SDK refused what was tried.
pub(crate) fn check(code: ErrorCode, tried: impl std::fmt::Display) -> Result<()> {
    match code.is_success() {
        true => Ok(()),
        false => Err(Error::sdk(tried, code)),
    }
}
