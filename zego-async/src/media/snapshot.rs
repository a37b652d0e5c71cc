//! Snapshots: one picture of a stream, of what a channel captures, or of a media player.
//!
//! The SDK has calls for them (`take_play_stream_snapshot`, `take_publish_stream_snapshot`,
//! `media_player_take_snapshot`). None of them is behind these functions: in the C interface their
//! results carry the picture as a bare `void *`, which is a bitmap of the platform or BGRA, and say
//! neither its size nor who frees it. Nothing safe can be made of that. A snapshot here is the next
//! picture that the SDK hands out to be rendered, which says all that and is copied once.

use futures::StreamExt;

use super::frame::VideoFrame;
use super::media_player::MediaPlayer;
use super::stream::FrameStream;
use crate::error::{Error, ErrorKind, Result};
use crate::play::Playback;
use crate::preview::Preview;
use crate::publish::Publication;

impl Playback {
    /// The next picture of the stream.
    ///
    /// It is taken from [`video_frames`](Self::video_frames) and needs the same setting: the SDK's
    /// own call gives a picture without its size. With no video in the stream it waits until the
    /// stream ends.
    ///
    /// # Cancel safety
    ///
    /// It is cancel safe: it only looks.
    #[doc(alias = "zego_express_take_play_stream_snapshot")]
    pub async fn snapshot(&self) -> Result<VideoFrame> {
        first(self.video_frames()?, "the stream was stopped").await
    }
}

impl Preview {
    /// The next picture that the channel captures.
    ///
    /// It is taken from the channel's pictures as [`video_frames`](Self::video_frames) is, and needs
    /// the same setting: the SDK's own call gives a picture without its size. While nothing is
    /// captured it waits, until the preview stops. It is of what a camera captures; see
    /// [`Engine::preview_frames`](crate::Engine::preview_frames) for channels with a sink.
    ///
    /// # Cancel safety
    ///
    /// It is cancel safe: it only looks.
    #[doc(alias = "zego_express_take_publish_stream_snapshot")]
    pub async fn snapshot(&self) -> Result<VideoFrame> {
        first(self.own_frames()?, "the preview was stopped").await
    }
}

impl Publication {
    /// The next picture that the channel captures; as [`Preview::snapshot`]. The SDK hands such
    /// pictures out only while the channel is previewed: without a preview it is an error of kind
    /// [`NotStarted`](ErrorKind::NotStarted).
    ///
    /// # Cancel safety
    ///
    /// It is cancel safe: it only looks.
    #[doc(alias = "zego_express_take_publish_stream_snapshot")]
    pub async fn snapshot(&self) -> Result<VideoFrame> {
        let (engine, channel) = (self.engine(), self.channel());
        let session = engine
            .core()
            .with_hub(|hub, _| hub.preview_session(channel));
        let Some(session) = session else {
            return Err(Error::new(
                ErrorKind::NotStarted,
                format!("snapshot: {channel:?} isn't previewed, and has pictures only then"),
            ));
        };
        let frames = engine.captured_frames(channel, session)?;
        first(frames, "the preview was stopped").await
    }
}

impl MediaPlayer {
    /// The next picture of what is played.
    ///
    /// It is taken from [`video_frames`](Self::video_frames): the SDK's own call gives a picture
    /// without its size. A medium without pictures has none: it waits until the player goes.
    ///
    /// # Cancel safety
    ///
    /// It is cancel safe: it only looks.
    #[doc(alias = "zego_express_media_player_take_snapshot")]
    pub async fn snapshot(&self) -> Result<VideoFrame> {
        first(self.video_frames().await?, "the media player went").await
    }
}

async fn first(frames: FrameStream<VideoFrame>, over: &str) -> Result<VideoFrame> {
    let next = frames.with_capacity(1).next().await;
    next.ok_or_else(|| {
        Error::new(
            ErrorKind::Stopped,
            format!("snapshot: {over} before a picture came"),
        )
    })
}
