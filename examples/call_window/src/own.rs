//! This side of the call: what it publishes, as the window shows it.

use std::time::Duration;

use futures::StreamExt;
use tokio::sync::watch;
use zego_async::media::{AudioSink, VideoFrame, VideoSink};
use zego_async::{Channel, Engine, Preview, Publication, Result};

use crate::meter::shown;
use crate::pattern::{Pattern, SOUND};
use crate::screen::{Controls, Screen};

/// Where picture and sound of this side come from.
pub(crate) enum Source {
    /// The machine's camera and microphone.
    Devices,
    /// The program.
    Pattern(Pattern, VideoSink, AudioSink),
}

impl Source {
    /// Call it before anything is previewed or published: the SDK opens the machine's own devices
    /// as soon as it needs them.
    pub(crate) async fn open(engine: &Engine, pattern: Option<Pattern>) -> Result<Self> {
        Ok(match pattern {
            None => Self::Devices,
            Some(pattern) => Self::Pattern(
                pattern,
                engine.video_sink(Channel::Main).await?,
                engine.enable_custom_audio(Channel::Main).await?,
            ),
        })
    }

    /// Shows this side's pictures while there are any; those of the program are sent as well.
    pub(crate) async fn film(&self, preview: &Preview, screen: &Screen) -> Result<()> {
        let show = |frame: VideoFrame| screen.change(|scene| scene.own.picture = Some(frame));
        match self {
            Self::Devices => {
                let mut pictures = preview.video_frames()?;
                while let Some(frame) = pictures.next().await {
                    show(frame);
                }
                Ok(())
            }
            // The SDK hands out only what its own camera captures.
            Self::Pattern(pattern, camera, _) => {
                camera.ready().await?;
                Err(pattern.film(camera, show).await)
            }
        }
    }

    /// Sends the program's sound and fetches what is played, in place of microphone and
    /// loudspeaker; where the machine has its own, there is nothing to do.
    pub(crate) async fn sound(&self, engine: &Engine) -> Result<()> {
        let Self::Pattern(pattern, _, microphone) = self else {
            return std::future::pending().await;
        };
        let mut loudspeaker = engine.audio_pull(SOUND).paced(Duration::from_millis(20))?;
        tokio::select! {
            ended = microphone.paced(SOUND).send_stream(pattern.voice()) => ended.map(drop),
            () = async { while loudspeaker.next().await.is_some() {} } => Ok(()),
        }
    }

    /// Switches the camera: everybody in the room is told.
    async fn show(&self, publication: &Publication, on: bool) -> Result<()> {
        match self {
            Self::Devices => {
                let devices = publication.engine().devices();
                devices.enable_camera(on, Channel::Main).await
            }
            // Without the camera there would be no custom capture any more.
            Self::Pattern(..) => publication.mute_video(!on).await,
        }
    }
}

/// Does what the user wants, until the user wants nothing more.
pub(crate) async fn obey(
    source: &Source,
    publication: &Publication,
    mut controls: watch::Receiver<Controls>,
    screen: &Screen,
) -> Result<()> {
    let devices = publication.engine().devices();
    let mut done = Controls::default();
    loop {
        let wanted = *controls.borrow_and_update();
        if wanted.microphone != done.microphone {
            devices.mute_microphone(!wanted.microphone).await?;
        }
        if wanted.camera != done.camera {
            source.show(publication, wanted.camera).await?;
        }
        done = wanted;
        screen.change(|scene| {
            scene.own.microphone_off = !wanted.microphone;
            scene.own.camera_off = !wanted.camera;
        });
        if controls.changed().await.is_err() {
            return Ok(());
        }
    }
}

/// Shows how loud this side is, while there is an engine.
pub(crate) async fn measure(engine: &Engine, screen: &Screen) -> Result<()> {
    let mut levels = engine.captured_sound_levels().await?;
    while let Some(captured) = levels.next().await {
        let level = shown(captured?.level);
        screen.change(|scene| scene.own.level = level);
    }
    Ok(())
}
