//! Guests who publish sound and picture for a moment, so that there is something to record.

use std::time::Duration;

use futures::future::try_join_all;
use zego_async::media::{AudioFormat, PixelFormat, VideoFrame, VideoSink};
use zego_async::{Channel, Scenario, Sdk};

use crate::account::Account;
use crate::timeline::Timeline;
use crate::{Failure, PATIENCE};

const FORMAT: AudioFormat = AudioFormat::MONO_48K;
const VISIT: Duration = Duration::from_millis(1500);
const PICTURE: Duration = Duration::from_millis(66);

/// Lets `count` guests come, publish and leave.
pub(crate) async fn visit(
    sdk: &Sdk,
    account: &Account,
    room: &str,
    count: usize,
    timeline: Timeline,
) -> Result<(), Failure> {
    let guest = |number: usize| async move {
        let user = format!("guest-{number}");
        let scenario = Scenario::StandardVideoCall;
        let engine = account.engine(sdk).scenario(scenario).await?;
        let voice = engine.enable_custom_audio(Channel::Main).await?;
        let camera = engine.video_sink(Channel::Main).await?;
        let room = account.login(&engine, room, &user).await?;
        let stream = format!("{user}-camera");
        let publication = room.publish(&stream).timeout(PATIENCE).await?;
        timeline.say(&user, format_args!("publishes {stream}"));
        let tone = tone(440.0 * number as f64);
        let picture = green()?;
        tokio::select! {
            spoken = voice.paced(FORMAT).send_reader(&tone[..]) => { spoken?; }
            filmed = film(&camera, &picture) => filmed?,
        }
        publication.stop().await?;
        timeline.say(&user, "leaves");
        room.logout().await?;
        engine.destroy().await?;
        Ok::<_, Failure>(())
    };
    try_join_all((1..=count).map(guest)).await.map(drop)
}

/// Sends the picture again and again, until something goes wrong.
async fn film(camera: &VideoSink, picture: &VideoFrame) -> Result<(), Failure> {
    camera.ready().await?;
    let mut clock = tokio::time::interval(PICTURE);
    loop {
        clock.tick().await;
        camera.try_send(picture)?;
    }
}

fn tone(pitch: f64) -> Vec<u8> {
    let rate = f64::from(FORMAT.rate().hz());
    let count = (VISIT.as_secs_f64() * rate) as usize;
    let sample = |at: usize| (at as f64 * pitch / rate * std::f64::consts::TAU).sin() * 8000.0;
    (0..count)
        .flat_map(|at| (sample(at) as i16).to_le_bytes())
        .collect()
}

fn green() -> zego_async::Result<VideoFrame> {
    let pixels = [0, 200, 0, 255].repeat(160 * 90);
    VideoFrame::new(PixelFormat::Bgra, 160, 90, pixels)
}
