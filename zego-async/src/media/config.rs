//! What is made of picture and sound before they are sent: sizes, rates, codecs, and the care for
//! echo, gain and noise.

use super::known;
use super::pcm::AudioChannels;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::{Channel, VideoCodec};
use crate::raw_enum::raw_enum;

/// How a channel's pictures are captured and encoded.
///
/// ```
/// use zego_async::media::VideoConfig;
///
/// let config = VideoConfig { fps: 30, ..VideoConfig::P720 };
/// assert_eq!(config.encode_size, (1280, 720));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "zego_video_config")]
pub struct VideoConfig {
    /// Width and height that are captured; counts only until the preview starts.
    pub capture_size: (u32, u32),
    /// Width and height that are sent; even numbers.
    pub encode_size: (u32, u32),
    /// Pictures a second, 1 to 60.
    pub fps: u32,
    /// Kilobits a second.
    pub kbps: u32,
    /// The codec.
    pub codec: VideoCodec,
    /// Seconds from one key frame to the next, 2 to 5; 0 leaves it to the SDK.
    pub key_frame_seconds: u32,
}

impl VideoConfig {
    /// 320 × 180 at 15 pictures and 300 kbit a second.
    pub const P180: Self = Self::preset(320, 180, 300);
    /// 480 × 270 at 15 pictures and 400 kbit a second.
    pub const P270: Self = Self::preset(480, 270, 400);
    /// 640 × 360 at 15 pictures and 600 kbit a second; what the SDK does if nothing is set.
    pub const P360: Self = Self::preset(640, 360, 600);
    /// 960 × 540 at 15 pictures and 1200 kbit a second.
    pub const P540: Self = Self::preset(960, 540, 1200);
    /// 1280 × 720 at 15 pictures and 1500 kbit a second.
    pub const P720: Self = Self::preset(1280, 720, 1500);
    /// 1920 × 1080 at 15 pictures and 3000 kbit a second.
    pub const P1080: Self = Self::preset(1920, 1080, 3000);

    const fn preset(width: u32, height: u32, kbps: u32) -> Self {
        Self {
            capture_size: (width, height),
            encode_size: (width, height),
            fps: 15,
            kbps,
            codec: VideoCodec::H264,
            key_frame_seconds: 2,
        }
    }

    fn check(&self) -> Result<()> {
        for (field, (width, height)) in [
            ("capture size", self.capture_size),
            ("encode size", self.encode_size),
        ] {
            let fits = |side: u32| (2..=8192).contains(&side) && side.is_multiple_of(2);
            if !fits(width) || !fits(height) {
                return Err(Error::invalid(
                    field,
                    format_args!("is {width}x{height}, must be even numbers up to 8192"),
                ));
            }
        }
        if !(1..=60).contains(&self.fps) {
            return Err(Error::invalid(
                "fps",
                format_args!("is {}, must be 1 to 60", self.fps),
            ));
        }
        if self.kbps == 0 || self.kbps > 100_000 {
            return Err(Error::invalid(
                "kbps",
                format_args!("is {}, must be 1 to 100000", self.kbps),
            ));
        }
        match self.key_frame_seconds {
            0 | 2..=5 => Ok(()),
            other => Err(Error::invalid(
                "key frame seconds",
                format_args!("are {other}, must be 2 to 5, or 0"),
            )),
        }
    }
}

raw_enum! {
    /// An audio codec, as the SDK names them.
    #[doc(alias = "zego_audio_codec_id")]
    pub enum AudioCodec {
        /// What the scenario says.
        Default = 0,
        /// For CDN and real time alike.
        Normal = 1,
        /// For CDN and real time alike, the second kind.
        Normal2 = 2,
        /// For CDN and real time alike, the third kind.
        Normal3 = 3,
        /// Low delay; real time only.
        Low = 4,
        /// Low delay, the second kind; real time only.
        Low2 = 5,
        /// Low delay, the third kind; real time only.
        Low3 = 6,
    }
}

/// How a channel's sound is encoded. Channels and codec count only until it is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(alias = "zego_audio_config")]
pub struct AudioConfig {
    /// Kilobits a second: 16, 32, 48, 64, 128, 192 and others that the codec can do.
    pub kbps: u32,
    /// One channel or two.
    pub channels: AudioChannels,
    /// The codec.
    pub codec: AudioCodec,
}

impl AudioConfig {
    /// 16 kbit a second, mono.
    pub const BASIC: Self = Self::preset(16, AudioChannels::Mono);
    /// 48 kbit a second, mono; what the SDK does if nothing is set.
    pub const STANDARD: Self = Self::preset(48, AudioChannels::Mono);
    /// 56 kbit a second, stereo.
    pub const STANDARD_STEREO: Self = Self::preset(56, AudioChannels::Stereo);
    /// 128 kbit a second, mono.
    pub const HIGH: Self = Self::preset(128, AudioChannels::Mono);
    /// 192 kbit a second, stereo.
    pub const HIGH_STEREO: Self = Self::preset(192, AudioChannels::Stereo);

    const fn preset(kbps: u32, channels: AudioChannels) -> Self {
        Self {
            kbps,
            channels,
            codec: AudioCodec::Default,
        }
    }

    fn check(&self) -> Result<()> {
        if self.kbps == 0 || self.kbps > 512 {
            return Err(Error::invalid(
                "kbps",
                format_args!("is {}, must be 1 to 512", self.kbps),
            ));
        }
        if let AudioChannels::Unknown(count) = self.channels {
            return Err(Error::invalid(
                "channels",
                format_args!("are {count}, must be 1 or 2"),
            ));
        }
        if let AudioCodec::Unknown(number) = self.codec {
            return Err(Error::invalid(
                "audio codec",
                format_args!("{number} is not one that has a name"),
            ));
        }
        Ok(())
    }
}

raw_enum! {
    /// How echo is cancelled.
    #[doc(alias = "zego_aec_mode")]
    pub enum AecMode {
        /// All of it goes, and some of the voice with it.
        Aggressive = 0,
        /// In between.
        Medium = 1,
        /// The voice stays whole; some echo may stay too.
        Soft = 2,
        /// By a trained model.
        Ai = 3,
        /// By a trained model that removes more.
        AiAggressive = 4,
        /// By a trained model, in between.
        AiBalanced = 5,
    }
}

raw_enum! {
    /// How noise is suppressed.
    #[doc(alias = "zego_ans_mode")]
    pub enum AnsMode {
        /// A little.
        Soft = 0,
        /// In between.
        Medium = 1,
        /// Much, which the voice suffers from.
        Aggressive = 2,
        /// By a trained model.
        Ai = 3,
        /// By a trained model, in between.
        AiBalanced = 4,
        /// By a trained model that adds little delay.
        AiLowLatency = 5,
        /// By a trained model that removes more.
        AiAggressive = 6,
    }
}

impl Engine {
    /// Sets how a channel's pictures are captured and encoded.
    #[doc(alias = "zego_express_set_video_config")]
    pub async fn set_video_config(&self, channel: Channel, config: VideoConfig) -> Result<()> {
        known(channel)?;
        config.check()?;
        let tried = format!("set the video config of {channel:?}");
        self.core()
            .control(tried, move |native| {
                native.set_video_config(&config, channel)
            })
            .await
    }

    /// How a channel's pictures are captured and encoded.
    #[doc(alias = "zego_express_get_video_config")]
    pub async fn video_config(&self, channel: Channel) -> Result<VideoConfig> {
        known(channel)?;
        let tried = format!("get the video config of {channel:?}");
        self.core()
            .read(tried, move |native| native.video_config(channel))
            .await
    }

    /// Sets how a channel's sound is encoded.
    #[doc(alias = "zego_express_set_audio_config_by_channel")]
    #[doc(alias = "zego_express_set_audio_config")]
    pub async fn set_audio_config(&self, channel: Channel, config: AudioConfig) -> Result<()> {
        known(channel)?;
        config.check()?;
        let tried = format!("set the audio config of {channel:?}");
        self.core()
            .control(tried, move |native| {
                native.set_audio_config(&config, channel)
            })
            .await
    }

    /// How a channel's sound is encoded.
    #[doc(alias = "zego_express_get_audio_config_by_channel")]
    pub async fn audio_config(&self, channel: Channel) -> Result<AudioConfig> {
        known(channel)?;
        let tried = format!("get the audio config of {channel:?}");
        self.core()
            .read(tried, move |native| native.audio_config(channel))
            .await
    }

    /// Cancels the echo of the loudspeaker in this way, or not at all.
    #[doc(alias = "zego_express_enable_aec")]
    #[doc(alias = "zego_express_set_aec_mode")]
    pub async fn set_echo_cancellation(&self, mode: Option<AecMode>) -> Result<()> {
        if let Some(mode) = mode {
            self.core()
                .control("set the echo cancellation", move |native| {
                    native.set_aec_mode(mode)
                })
                .await?;
        }
        self.core()
            .control("switch the echo cancellation", move |native| {
                native.enable_aec(mode.is_some())
            })
            .await
    }

    /// Evens out how loud the captured sound is, or leaves it.
    #[doc(alias = "zego_express_enable_agc")]
    pub async fn set_gain_control(&self, on: bool) -> Result<()> {
        self.core()
            .control("switch the gain control", move |native| {
                native.enable_agc(on)
            })
            .await
    }

    /// Suppresses noise in this way, or not at all.
    #[doc(alias = "zego_express_enable_ans")]
    #[doc(alias = "zego_express_set_ans_mode")]
    pub async fn set_noise_suppression(&self, mode: Option<AnsMode>) -> Result<()> {
        if let Some(mode) = mode {
            self.core()
                .control("set the noise suppression", move |native| {
                    native.set_ans_mode(mode)
                })
                .await?;
        }
        self.core()
            .control("switch the noise suppression", move |native| {
                native.enable_ans(mode.is_some())
            })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presets_are_valid_and_what_is_wrong_with_a_config_is_named() {
        let preset = VideoConfig::P360;
        for config in [
            VideoConfig::P180,
            VideoConfig::P270,
            preset,
            VideoConfig::P540,
            VideoConfig::P720,
            VideoConfig::P1080,
        ] {
            config.check().unwrap();
        }
        let error = |config: VideoConfig| config.check().unwrap_err().to_string();
        let encode_size = (641, 360);
        assert!(
            error(VideoConfig {
                encode_size,
                ..preset
            })
            .starts_with("encode size: is 641x360")
        );
        assert!(error(VideoConfig { fps: 0, ..preset }).starts_with("fps: is 0"));
        assert!(error(VideoConfig { kbps: 0, ..preset }).starts_with("kbps: is 0"));
        let key_frame_seconds = 1;
        assert!(
            error(VideoConfig {
                key_frame_seconds,
                ..preset
            })
            .contains("must be 2 to 5")
        );
        let sound = AudioConfig {
            kbps: 0,
            ..AudioConfig::HIGH
        };
        assert!(
            sound
                .check()
                .unwrap_err()
                .to_string()
                .starts_with("kbps: is 0")
        );
    }
}
