//! What can be set for an engine, a login, a publication and a playback.

use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::event::VideoCodec;
use crate::ids::{RoomId, no_nul, text_fits};
use crate::raw_enum::raw_enum;

/// A token or an app sign: readable for the SDK, never in logs, errors or `Debug`.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { "***" })
    }
}

raw_enum! {
    /// What the engine is used for; it sets quality, codecs and devices to match.
    pub enum Scenario {
        /// For everything.
        Default = 3,
        /// Calls with video, 360p at 15 pictures a second.
        StandardVideoCall = 4,
        /// Calls with video, 540p at 24 pictures a second.
        HighQualityVideoCall = 5,
        /// Chat rooms with voice; the camera is off.
        StandardChatroom = 6,
        /// Chat rooms with better sound; the camera is off.
        HighQualityChatroom = 7,
        /// Broadcasts, 540p at 24 pictures a second.
        Broadcast = 8,
        /// Singing together; the camera is off.
        Karaoke = 9,
        /// Calls without video; the camera is off.
        StandardVoiceCall = 10,
    }
}

raw_enum! {
    /// Something that not every library and platform can do.
    pub enum Feature {
        /// Sound.
        Audio = 0,
        /// Pictures.
        Video = 1,
        /// The media player.
        MediaPlayer = 2,
        /// Recording to files.
        Recorder = 3,
        /// Publishing files.
        MediaDataPublisher = 4,
        /// Data beside the pictures.
        Sei = 5,
        /// The SDK's own camera capture.
        VideoCapture = 6,
        /// Pictures that the program captures.
        CustomVideoCapture = 7,
        /// The SDK's own drawing.
        VideoRender = 8,
        /// Pictures that the program draws.
        CustomVideoRender = 9,
        /// Encrypted streams.
        StreamEncryption = 12,
        /// Screen capture.
        ScreenCapture = 26,
    }
}

/// Whether the engine may be in several rooms at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum RoomMode {
    /// One room at a time.
    #[default]
    Single,
    /// Several rooms, with the same user in all of them. The app must be allowed to.
    Multi,
}

/// Where the SDK writes its own logs. On Linux it writes none until this is set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogConfig {
    /// The folder, at most 511 bytes of UTF-8.
    pub folder: PathBuf,
    /// The size of one file in bytes: 0 for no logs, else 1 to 100 MiB; 5 MiB if not set.
    pub max_bytes: u64,
    /// How many files are kept: 3 to 20; 3 if not set.
    pub files: u32,
}

impl LogConfig {
    /// Logs into `folder`, three files of 5 MiB.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            max_bytes: 5 << 20,
            files: 3,
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        let path = self
            .folder
            .to_str()
            .ok_or_else(|| Error::invalid("log folder", "is not UTF-8"))?;
        text_fits("log folder", path, 511)?;
        if self.max_bytes != 0 && !(1 << 20..=100 << 20).contains(&self.max_bytes) {
            return Err(Error::invalid("log size", "must be 0 or 1 to 100 MiB"));
        }
        if !(3..=20).contains(&self.files) {
            return Err(Error::invalid("log files", "must be 3 to 20"));
        }
        Ok(())
    }
}

/// How a login is made.
#[derive(Debug, Clone, Default)]
pub(crate) struct RoomConfig {
    pub(crate) max_members: u32,
    pub(crate) user_status_notify: bool,
    pub(crate) token: Secret,
    pub(crate) capability_negotiation: u32,
    pub(crate) room_type: u32,
}

impl RoomConfig {
    pub(crate) fn check(&self) -> Result<()> {
        check_token(self.token.as_str())
    }
}

pub(crate) fn check_token(token: &str) -> Result<()> {
    text_fits("token", token, 2047)
}

/// How a stream is published.
#[derive(Debug, Clone, Default)]
pub(crate) struct PublishConfig {
    pub(crate) room: Option<RoomId>,
    pub(crate) force_synchronous_network_time: bool,
    pub(crate) censorship_mode: i32,
    pub(crate) censor_flag: i32,
    pub(crate) codec_negotiation: i32,
    pub(crate) title: String,
}

impl PublishConfig {
    pub(crate) fn check(&self) -> Result<()> {
        text_fits("stream title", &self.title, 255)
    }
}

raw_enum! {
    /// Which of ZEGO's networks a stream is played from.
    pub enum ResourceMode {
        /// What the console says.
        Default = 0,
        /// A CDN.
        OnlyCdn = 1,
        /// The low-latency live network.
        OnlyL3 = 2,
        /// The real-time network.
        OnlyRtc = 3,
        /// Chosen by a configuration of its own.
        Custom = 5,
    }
}

/// A stream of a CDN; the stream's id is then only a label.
///
/// Its `Debug` shows neither the parameters nor what follows a `?` in the url.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CdnSource {
    /// Where it is, at most 1023 bytes.
    pub url: String,
    /// Parameters that prove the right to play, at most 511 bytes.
    pub auth_param: String,
}

impl CdnSource {
    /// The stream at `url`.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            auth_param: String::new(),
        }
    }
}

impl fmt::Debug for CdnSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, query) = match self.url.split_once('?') {
            Some((address, _)) => (address, "?***"),
            None => (self.url.as_str(), ""),
        };
        let auth_param = if self.auth_param.is_empty() {
            "none"
        } else {
            "***"
        };
        f.debug_struct("CdnSource")
            .field("url", &format_args!("{address}{query}"))
            .field("auth_param", &format_args!("{auth_param}"))
            .finish()
    }
}

/// How a stream is played.
#[derive(Debug, Clone)]
pub(crate) struct PlayConfig {
    pub(crate) room: Option<RoomId>,
    pub(crate) resource_mode: ResourceMode,
    pub(crate) video_codec: VideoCodec,
    pub(crate) cdn: Option<CdnSource>,
}

impl Default for PlayConfig {
    fn default() -> Self {
        Self {
            room: None,
            resource_mode: ResourceMode::Default,
            video_codec: VideoCodec::NotKnown,
            cdn: None,
        }
    }
}

impl PlayConfig {
    pub(crate) fn check(&self) -> Result<()> {
        let Some(cdn) = &self.cdn else { return Ok(()) };
        text_fits("CDN url", &cdn.url, 1023)?;
        text_fits("CDN auth", &cdn.auth_param, 511)
    }
}

raw_enum! {
    /// How a picture fills its view.
    pub enum ViewMode {
        /// All of the picture, with bars where the shapes differ.
        AspectFit = 0,
        /// All of the view, with the picture cut where the shapes differ.
        AspectFill = 1,
        /// All of both, with the picture stretched.
        ScaleToFill = 2,
    }
}

/// The engine's settings as the SDK wants them: `key=value;key=value`.
pub(crate) fn advanced_config(pairs: &[(String, String)]) -> Result<String> {
    let mut text = String::new();
    for (key, value) in pairs {
        let field = "advanced config";
        for (part, name) in [(key, "key"), (value, "value")] {
            if part.contains([';', '=']) {
                return Err(Error::invalid(
                    field,
                    format_args!("the {name} {part:?} has ';' or '='"),
                ));
            }
            no_nul(field, part)?;
        }
        if key.is_empty() {
            return Err(Error::invalid(field, "a key must not be empty"));
        }
        text += &format!("{key}={value};");
    }
    text_fits("advanced config", &text, 2047)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_the_text_that_the_sdk_wants_and_separators_in_them_are_refused() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let text = advanced_config(&[pair("room_retry_time", "60"), pair("max_channels", "20")]);
        assert_eq!(text.unwrap(), "room_retry_time=60;max_channels=20;");
        let error = advanced_config(&[pair("a", "1;b=2")]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "advanced config: the value \"1;b=2\" has ';' or '='"
        );
        let error = advanced_config(&[pair("a", &"x".repeat(2047))]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "advanced config: has 2050 bytes, at most 2047 are allowed"
        );
    }

    #[test]
    fn a_token_is_never_shown() {
        let config = RoomConfig {
            token: Secret::new("04secret"),
            ..Default::default()
        };
        assert!(!format!("{config:?}").contains("04secret"));
    }

    #[test]
    fn what_proves_the_right_to_a_cdn_stream_is_never_shown() {
        let mut source = CdnSource::new("rtmp://cdn/live/s1?sign=secret");
        source.auth_param = "key=secret".to_owned();
        let shown = format!("{source:?}");
        assert!(shown.contains("rtmp://cdn/live/s1"), "{shown}");
        assert!(!shown.contains("secret"), "{shown}");
    }
}
