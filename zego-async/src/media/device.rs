//! Microphones, speakers and cameras of this machine; volumes and mutes.

use std::fmt;

use super::known;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Channel;
use crate::play::Playback;
use crate::publish::Publication;
use crate::raw_enum::raw_enum;
use crate::text::Text;

raw_enum! {
    /// A kind of audio device.
    #[doc(alias = "zego_audio_device_type")]
    pub enum AudioDeviceKind {
        /// A microphone.
        Microphone = 0,
        /// A loudspeaker.
        Speaker = 1,
    }
}

/// A microphone, speaker or camera.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
#[doc(alias = "zego_device_info")]
pub struct Device {
    /// What it is called by to be used.
    pub id: Text,
    /// What people call it.
    pub name: Text,
    /// More about it, as JSON or empty.
    pub extra_info: Text,
}

/// The devices of the machine that an engine runs on. A machine without any has empty lists, and
/// that is no error: sound and picture then come from the program.
#[derive(Clone)]
pub struct Devices {
    engine: Engine,
}

/// What devices there are. As text it says what of it is missing, and where sound and picture come
/// from instead.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AvailableDevices {
    /// The microphones.
    pub microphones: Vec<Device>,
    /// The loudspeakers.
    pub speakers: Vec<Device>,
    /// The cameras.
    pub cameras: Vec<Device>,
}

impl fmt::Display for AvailableDevices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kinds = [
            (
                "microphone",
                &self.microphones,
                "sound comes from an audio sink only",
            ),
            (
                "loudspeaker",
                &self.speakers,
                "sound is heard by pulling it only",
            ),
            (
                "camera",
                &self.cameras,
                "pictures come from a video sink only",
            ),
        ];
        for (at, (kind, devices, instead)) in kinds.into_iter().enumerate() {
            let comma = if at == 0 { "" } else { "; " };
            match &devices[..] {
                [] => write!(f, "{comma}no {kind}: {instead}")?,
                [one] => write!(f, "{comma}{kind} {:?}", one.name)?,
                [first, more @ ..] => {
                    write!(f, "{comma}{kind} {:?} and {} more", first.name, more.len())?;
                }
            }
        }
        Ok(())
    }
}

impl Engine {
    /// Microphones, speakers and cameras.
    pub fn devices(&self) -> Devices {
        Devices {
            engine: self.clone(),
        }
    }

    /// How loud all played streams are, 0 to 200; 100 as they are.
    #[doc(alias = "zego_express_set_all_play_stream_volume")]
    pub async fn set_all_play_volume(&self, volume: u32) -> Result<()> {
        let volume = percent(volume, 200)?;
        self.core()
            .control("set the volume of all streams", move |native| {
                native.set_all_play_volume(volume)
            })
            .await
    }
}

impl Devices {
    /// The microphones.
    #[doc(alias = "zego_express_get_audio_device_list")]
    pub async fn microphones(&self) -> Result<Vec<Device>> {
        self.audio(AudioDeviceKind::Microphone).await
    }

    /// The loudspeakers.
    #[doc(alias = "zego_express_get_audio_device_list")]
    pub async fn speakers(&self) -> Result<Vec<Device>> {
        self.audio(AudioDeviceKind::Speaker).await
    }

    async fn audio(&self, kind: AudioDeviceKind) -> Result<Vec<Device>> {
        self.engine
            .core()
            .read(format!("list devices: {kind:?}"), move |native| {
                native.audio_devices(kind)
            })
            .await
    }

    /// The cameras.
    #[doc(alias = "zego_express_get_video_device_list")]
    pub async fn cameras(&self) -> Result<Vec<Device>> {
        self.engine
            .core()
            .read("list cameras", |native| native.video_devices())
            .await
    }

    /// All of them, to be shown or logged: where nothing else is set, the SDK uses what the system
    /// calls its default, and nothing on a machine that has none, which is no error.
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// let devices = engine.devices().available().await?;
    /// println!("{devices}"); // no microphone: sound comes from an audio sink only; no …
    /// # assert!(devices.to_string().starts_with("no microphone: "));
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    #[doc(alias = "zego_express_get_audio_device_list")]
    #[doc(alias = "zego_express_get_video_device_list")]
    pub async fn available(&self) -> Result<AvailableDevices> {
        Ok(AvailableDevices {
            microphones: self.microphones().await?,
            speakers: self.speakers().await?,
            cameras: self.cameras().await?,
        })
    }

    /// Uses this microphone.
    #[doc(alias = "zego_express_use_audio_device")]
    pub async fn use_microphone(&self, id: impl Into<String>) -> Result<()> {
        self.use_audio(AudioDeviceKind::Microphone, id.into()).await
    }

    /// Uses this loudspeaker.
    #[doc(alias = "zego_express_use_audio_device")]
    pub async fn use_speaker(&self, id: impl Into<String>) -> Result<()> {
        self.use_audio(AudioDeviceKind::Speaker, id.into()).await
    }

    async fn use_audio(&self, kind: AudioDeviceKind, id: String) -> Result<()> {
        crate::ids::text_fits("device id", &id, 255)?;
        self.engine
            .core()
            .control(format!("use {kind:?} {id:?}"), move |native| {
                native.use_audio_device(kind, &id)
            })
            .await
    }

    /// Has a channel use this camera.
    #[doc(alias = "zego_express_use_video_device")]
    pub async fn use_camera(&self, id: impl Into<String>, channel: Channel) -> Result<()> {
        known(channel)?;
        let id = id.into();
        crate::ids::text_fits("device id", &id, 255)?;
        self.engine
            .core()
            .control(format!("use camera {id:?}"), move |native| {
                native.use_video_device(&id, channel)
            })
            .await
    }

    /// Switches a channel's camera on or off. Off also stops custom capture of the channel.
    #[doc(alias = "zego_express_enable_camera")]
    pub async fn enable_camera(&self, on: bool, channel: Channel) -> Result<()> {
        known(channel)?;
        self.engine
            .core()
            .control("switch the camera", move |native| {
                native.enable_camera(on, channel)
            })
            .await
    }

    /// Sends silence on all channels, or sound again. The microphone goes on capturing.
    #[doc(alias = "zego_express_mute_microphone")]
    pub async fn mute_microphone(&self, mute: bool) -> Result<()> {
        self.engine
            .core()
            .control("mute the microphone", move |native| {
                native.mute_microphone(mute)
            })
            .await
    }

    /// Whether the microphone is muted.
    #[doc(alias = "zego_express_is_microphone_muted")]
    pub async fn is_microphone_muted(&self) -> Result<bool> {
        self.engine
            .core()
            .read("ask for the microphone", |native| {
                native.is_microphone_muted()
            })
            .await
    }

    /// Plays nothing, or sound again.
    #[doc(alias = "zego_express_mute_speaker")]
    pub async fn mute_speaker(&self, mute: bool) -> Result<()> {
        self.engine
            .core()
            .control("mute the speaker", move |native| native.mute_speaker(mute))
            .await
    }

    /// Whether the loudspeaker is muted.
    #[doc(alias = "zego_express_is_speaker_muted")]
    pub async fn is_speaker_muted(&self) -> Result<bool> {
        self.engine
            .core()
            .read("ask for the speaker", |native| native.is_speaker_muted())
            .await
    }

    /// How loud a device is set in the system, 0 to 100.
    #[doc(alias = "zego_express_get_audio_device_volume")]
    pub async fn volume(&self, kind: AudioDeviceKind, id: impl Into<String>) -> Result<u32> {
        let id = id.into();
        let volume = self
            .engine
            .core()
            .read(format!("get the volume of {id:?}"), move |native| {
                native.audio_device_volume(kind, &id)
            })
            .await?;
        Ok(u32::try_from(volume).unwrap_or(0))
    }

    /// Sets how loud a device is in the system, 0 to 100.
    #[doc(alias = "zego_express_set_audio_device_volume")]
    pub async fn set_volume(
        &self,
        kind: AudioDeviceKind,
        id: impl Into<String>,
        volume: u32,
    ) -> Result<()> {
        let (id, volume) = (id.into(), percent(volume, 100)?);
        self.engine
            .core()
            .control(format!("set the volume of {id:?}"), move |native| {
                native.set_audio_device_volume(kind, &id, volume)
            })
            .await
    }

    /// How loud captured sound is sent, 0 to 200; 100 as it is.
    #[doc(alias = "zego_express_set_capture_volume")]
    pub async fn set_capture_volume(&self, volume: u32) -> Result<()> {
        let volume = percent(volume, 200)?;
        self.engine
            .core()
            .control("set the capture volume", move |native| {
                native.set_capture_volume(volume)
            })
            .await
    }
}

impl Playback {
    /// How loud the stream is, 0 to 200; 100 as it is. Forgotten when it is stopped.
    #[doc(alias = "zego_express_set_play_volume")]
    pub async fn set_volume(&self, volume: u32) -> Result<()> {
        let (stream, volume) = (self.stream().clone(), percent(volume, 200)?);
        let tried = format!("set the volume of {stream:?}");
        self.engine()
            .core()
            .control(tried, move |native| native.set_play_volume(&stream, volume))
            .await
    }

    /// Receives no sound of the stream, or sound again. Forgotten when it is stopped.
    #[doc(alias = "zego_express_mute_play_stream_audio")]
    pub async fn mute_audio(&self, mute: bool) -> Result<()> {
        let stream = self.stream().clone();
        let tried = format!("mute the sound of {stream:?}");
        self.engine()
            .core()
            .control(tried, move |native| native.mute_play_audio(&stream, mute))
            .await
    }

    /// Receives no pictures of the stream, or pictures again. No SEI comes meanwhile. Forgotten
    /// when it is stopped.
    #[doc(alias = "zego_express_mute_play_stream_video")]
    pub async fn mute_video(&self, mute: bool) -> Result<()> {
        let stream = self.stream().clone();
        let tried = format!("mute the video of {stream:?}");
        self.engine()
            .core()
            .control(tried, move |native| native.mute_play_video(&stream, mute))
            .await
    }
}

impl Publication {
    /// Sends silence, or sound again.
    #[doc(alias = "zego_express_mute_publish_stream_audio")]
    pub async fn mute_audio(&self, mute: bool) -> Result<()> {
        let channel = self.channel();
        let tried = format!("mute the sound of {:?}", self.stream());
        self.engine()
            .core()
            .control(tried, move |native| {
                native.mute_publish_audio(mute, channel)
            })
            .await
    }

    /// Sends no pictures, or pictures again. SEI is still sent.
    #[doc(alias = "zego_express_mute_publish_stream_video")]
    pub async fn mute_video(&self, mute: bool) -> Result<()> {
        let channel = self.channel();
        let tried = format!("mute the video of {:?}", self.stream());
        self.engine()
            .core()
            .control(tried, move |native| {
                native.mute_publish_video(mute, channel)
            })
            .await
    }
}

impl fmt::Debug for Devices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Devices").finish_non_exhaustive()
    }
}

/// A volume as C takes it.
pub(super) fn percent(volume: u32, max: u32) -> Result<i32> {
    if volume > max {
        return Err(Error::invalid(
            "volume",
            format_args!("is {volume}, must be 0 to {max}"),
        ));
    }
    Ok(volume as i32)
}
