//! Pictures and sounds as the program wants them encoded, the microphone's mute and the capture
//! volume: set and read back, with the few values that the engine refuses.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::codes::*;
use crate::instance::Instance;

/// More bits a second than the engine takes, in thousands.
const MOST_VIDEO_KBPS: i32 = 50_000;
const MOST_AUDIO_KBPS: i32 = 192;
const LAST_AUDIO_CODEC: i32 = 6;
/// Scenarios whose picture is larger.
const HIGH_QUALITY_VIDEO_CALL: i32 = 5;
const BROADCAST: i32 = 8;

/// How a channel's picture is captured and encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VideoConfig {
    pub(crate) capture_width: i32,
    pub(crate) capture_height: i32,
    pub(crate) encode_width: i32,
    pub(crate) encode_height: i32,
    pub(crate) fps: i32,
    pub(crate) kbps: i32,
    pub(crate) codec: i32,
    pub(crate) key_frame_seconds: i32,
}

/// How a channel's sound is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AudioConfig {
    pub(crate) kbps: i32,
    pub(crate) channels: i32,
    pub(crate) codec: i32,
}

/// The settings of one engine.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    scenario: i32,
    video: BTreeMap<i32, VideoConfig>,
    audio: BTreeMap<i32, AudioConfig>,
    pub(crate) microphone_muted: bool,
    pub(crate) capture_volume: Option<i32>,
}

impl Settings {
    pub(crate) fn new(scenario: i32) -> Self {
        Self {
            scenario,
            ..Self::default()
        }
    }

    /// A scenario overwrites what was set for pictures.
    pub(crate) fn set_scenario(&mut self, scenario: i32) {
        self.scenario = scenario;
        self.video.clear();
    }

    pub(crate) fn video(&self, channel: i32) -> VideoConfig {
        let set = self.video.get(&channel).copied();
        set.unwrap_or_else(|| VideoConfig::of(self.scenario))
    }

    pub(crate) fn audio(&self, channel: i32) -> AudioConfig {
        let set = self.audio.get(&channel).copied();
        set.unwrap_or_default()
    }
}

impl VideoConfig {
    fn of(scenario: i32) -> Self {
        let (width, height, fps, kbps) = match scenario {
            HIGH_QUALITY_VIDEO_CALL | BROADCAST => (960, 540, 24, 1500),
            _ => (640, 360, 15, 600),
        };
        Self {
            capture_width: width,
            capture_height: height,
            encode_width: width,
            encode_height: height,
            fps,
            kbps,
            codec: 0,
            key_frame_seconds: 2,
        }
    }
}

impl Default for AudioConfig {
    fn default() -> Self {
        Self {
            kbps: 48,
            channels: 1,
            codec: 2,
        }
    }
}

impl Instance {
    pub(crate) fn set_video_config(self: &Arc<Self>, channel: i32, config: VideoConfig) -> i32 {
        self.call("setVideoConfig", |state, _| {
            let life = state.life("setVideoConfig")?;
            if config.kbps > MOST_VIDEO_KBPS {
                return Err(BITRATE);
            }
            life.settings.video.insert(channel, config);
            Ok(())
        })
    }

    /// What is set, or what an engine begins with when there is none.
    pub(crate) fn video_config(self: &Arc<Self>, channel: i32) -> VideoConfig {
        let mut config = VideoConfig::of(0);
        self.call("GetVideoConfig", |state, _| {
            if let Some(life) = &state.life {
                config = life.settings.video(channel);
            }
            Ok(())
        });
        config
    }

    pub(crate) fn set_audio_config(self: &Arc<Self>, channel: i32, config: AudioConfig) -> i32 {
        self.call("setAudioConfig", |state, _| {
            let life = state.life("setAudioConfig")?;
            if config.codec > LAST_AUDIO_CODEC {
                return Err(NO_MODULE);
            }
            if config.kbps > MOST_AUDIO_KBPS {
                return Err(BITRATE);
            }
            life.settings.audio.insert(channel, config);
            Ok(())
        })
    }

    /// As for the picture.
    pub(crate) fn audio_config(self: &Arc<Self>, channel: i32) -> AudioConfig {
        let mut config = AudioConfig::default();
        self.call("getAudioConfig", |state, _| {
            if let Some(life) = &state.life {
                config = life.settings.audio(channel);
            }
            Ok(())
        });
        config
    }

    /// Mutes the microphone on every channel; players of the streams are told.
    pub(crate) fn mute_microphone(self: &Arc<Self>, mute: bool) -> i32 {
        self.call("muteMicrophone", |state, out| {
            let life = state.life("muteMicrophone")?;
            life.settings.microphone_muted = mute;
            for (channel, publication) in &life.publications {
                let mut withheld = life.withheld.get(channel).copied().unwrap_or_default();
                withheld.audio |= mute;
                let (cloud, tag) = (life.cloud.clone(), publication.tag);
                out.then(move |_| cloud.withhold(tag, withheld));
            }
            Ok(())
        })
    }

    pub(crate) fn is_microphone_muted(self: &Arc<Self>) -> bool {
        let mut muted = false;
        self.call("isMicrophoneMuted", |state, _| {
            muted = state
                .life
                .as_ref()
                .is_some_and(|l| l.settings.microphone_muted);
            Ok(())
        });
        muted
    }

    /// The engine takes any number; 0 to 200 means something.
    pub(crate) fn set_capture_volume(self: &Arc<Self>, volume: i32) -> i32 {
        self.call("setCaptureVolume", |state, _| {
            let life = state.life("setCaptureVolume")?;
            life.settings.capture_volume = Some(volume.clamp(0, 200));
            Ok(())
        })
    }
}
