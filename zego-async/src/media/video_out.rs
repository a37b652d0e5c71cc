//! Pictures out: custom rendering of playbacks and of the preview as streams.

use super::encoded::EncodedFrame;
use super::frame::VideoFrame;
use super::stream::{FrameStream, Seat};
use super::{PICTURES, known};
use crate::core::Core;
use crate::engine::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::event::Channel;
use crate::play::Playback;
use crate::preview::Preview;

/// As what the SDK hands pictures out; a setting of the whole engine, made with
/// [`EngineBuilder::video_render`](crate::EngineBuilder::video_render).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "zego_custom_video_render_config")]
pub enum VideoRender {
    /// Three planes of Y, U and V.
    I420,
    /// One plane of blue, green, red and alpha.
    Bgra,
    /// As they were sent, undecoded: for recorders and relays.
    Encoded,
}

impl Playback {
    /// The stream's pictures from now on, until it is stopped.
    ///
    /// An error if the engine was made without
    /// [`video_render`](crate::EngineBuilder::video_render), or with
    /// [`VideoRender::Encoded`].
    #[doc(alias = "zego_register_custom_video_render_remote_frame_data_callback")]
    pub fn video_frames(&self) -> Result<FrameStream<VideoFrame>> {
        let core = self.engine().core();
        needs_raw(core)?;
        let (stream, session) = (self.stream(), self.session());
        let seat = core.media.remote_video.join(stream, PICTURES, session);
        if !core.with_hub(|hub, _| hub.is_played(stream, session)) {
            seat.finish();
        }
        Ok(FrameStream::new(seat, None))
    }

    /// The stream's pictures from now on as they were sent, until it is stopped.
    ///
    /// An error if the engine was made without [`VideoRender::Encoded`].
    #[doc(alias = "zego_register_custom_video_render_remote_frame_encoded_data_callback")]
    pub fn encoded_video_frames(&self) -> Result<FrameStream<EncodedFrame>> {
        let core = self.engine().core();
        if core.render != Some(VideoRender::Encoded) {
            return Err(not_rendered("VideoRender::Encoded"));
        }
        let (stream, session) = (self.stream(), self.session());
        let seat = core.media.remote_encoded.join(stream, PICTURES, session);
        if !core.with_hub(|hub, _| hub.is_played(stream, session)) {
            seat.finish();
        }
        Ok(FrameStream::new(seat, None))
    }
}

impl Preview {
    /// The pictures that the channel captures, from now on; see [`Engine::preview_frames`].
    #[doc(alias = "zego_register_custom_video_render_captured_frame_data_callback")]
    pub fn video_frames(&self) -> Result<FrameStream<VideoFrame>> {
        self.engine().preview_frames(self.channel())
    }

    /// As [`video_frames`](Self::video_frames), until this preview stops.
    pub(super) fn own_frames(&self) -> Result<FrameStream<VideoFrame>> {
        self.engine()
            .captured_frames(self.channel(), self.session())
    }
}

impl Engine {
    /// The pictures that a channel captures while it is previewed, until the engine goes.
    ///
    /// The SDK hands out only what its own camera captures: on the real engine none was seen to
    /// come of a channel with a [`VideoSink`](super::VideoSink), though it was asked for them. Who
    /// sends them has them. The embedded engine, which has no camera, hands out those.
    ///
    /// An error if the engine was made without
    /// [`video_render`](crate::EngineBuilder::video_render), or with
    /// [`VideoRender::Encoded`].
    #[doc(alias = "zego_register_custom_video_render_captured_frame_data_callback")]
    pub fn preview_frames(&self, channel: Channel) -> Result<FrameStream<VideoFrame>> {
        let seat = self.captured(channel, 0)?;
        if self.core().is_closing() {
            seat.finish();
        }
        Ok(FrameStream::new(seat, None))
    }

    /// The pictures that a channel captures, until the preview of that session stops.
    pub(super) fn captured_frames(
        &self,
        channel: Channel,
        session: u64,
    ) -> Result<FrameStream<VideoFrame>> {
        let seat = self.captured(channel, session)?;
        let now = self.core().with_hub(|hub, _| hub.preview_session(channel));
        if now != Some(session) {
            seat.finish();
        }
        Ok(FrameStream::new(seat, None))
    }

    fn captured(&self, channel: Channel, session: u64) -> Result<Seat<VideoFrame>> {
        known(channel)?;
        let core = self.core();
        needs_raw(core)?;
        let outlet = core.media.preview(channel);
        // never: it is one of the four
        Ok(outlet.expect("an outlet").join(PICTURES, session))
    }
}

fn needs_raw(core: &Core) -> Result<()> {
    match core.render {
        Some(VideoRender::I420 | VideoRender::Bgra) => Ok(()),
        _ => Err(not_rendered("VideoRender::I420 or VideoRender::Bgra")),
    }
}

fn not_rendered(wanted: &str) -> Error {
    Error::new(
        ErrorKind::InvalidInput,
        format!("video frames: the engine must be made with video_render({wanted})"),
    )
}
