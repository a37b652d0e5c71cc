//! Pictures in: custom capture of a channel as a sink.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::Sink;

use super::encoded::EncodedFrame;
use super::frame::VideoFrame;
use super::gate::Gate;
use super::{Phase, check, known};
use crate::core::{Core, Scope};
use crate::engine::Engine;
use crate::error::{Error, ErrorCode, ErrorKind, Result};
use crate::event::{CaptureDemand, Channel, Payload};
use crate::ffi::{CaptureKind, Native};
use crate::streams::EventStream;

impl Engine {
    /// Has a channel take raw pictures from the program instead of a camera.
    ///
    /// Call it before the channel is previewed or published, and leave the camera switched on:
    /// [`EngineBuilder::camera`](crate::EngineBuilder::camera) switches custom capture off too.
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// use zego_async::Channel;
    /// use zego_async::media::{PixelFormat, VideoFrame};
    ///
    /// let sink = engine.video_sink(Channel::Main).await?;
    /// let preview = engine.preview().await?;
    /// sink.ready().await?;
    /// let grey = VideoFrame::new(PixelFormat::I420, 640, 360, vec![128; 640 * 360 * 3 / 2])?;
    /// sink.try_send(&grey)?;
    /// # drop(preview);
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    #[doc(alias = "zego_express_enable_custom_video_capture")]
    pub async fn video_sink(&self, channel: Channel) -> Result<VideoSink> {
        VideoSink::open(self, channel).await
    }

    /// Has a channel take encoded pictures from the program instead of a camera; otherwise as
    /// [`video_sink`](Self::video_sink).
    #[doc(alias = "zego_express_enable_custom_video_capture")]
    pub async fn encoded_video_sink(&self, channel: Channel) -> Result<VideoSink<EncodedFrame>> {
        VideoSink::open(self, channel).await
    }
}

/// The place of a channel's camera: pictures that are sent here are captured by the channel.
///
/// The SDK takes pictures between its own capture start and capture stop, which come with the
/// preview or with publishing. As a [`Sink`] it waits for the start; after the stop it refuses
/// with [`ErrorKind::Stopped`](crate::ErrorKind::Stopped) until the channel captures again. The
/// SDK copies a picture before the call returns; no queue lies in between. Send about as many
/// pictures a second as the channel's video config says.
///
/// A channel has one sink at a time. When it is dropped, the channel's custom capture is switched
/// off. It keeps the engine alive.
pub struct VideoSink<F = VideoFrame> {
    lease: Arc<Lease>,
    frames: PhantomData<fn(F)>,
}

struct Lease {
    engine: Engine,
    channel: Channel,
}

/// A kind of picture that a channel can capture.
pub(crate) trait Capturable: Send + 'static {
    const KIND: CaptureKind;

    fn timestamp(&self) -> Option<Duration>;

    fn send(&self, native: &Native, time: Duration, channel: Channel) -> Result<ErrorCode>;
}

impl Capturable for VideoFrame {
    const KIND: CaptureKind = CaptureKind::Raw;

    fn timestamp(&self) -> Option<Duration> {
        self.timestamp()
    }

    fn send(&self, native: &Native, time: Duration, channel: Channel) -> Result<ErrorCode> {
        native.send_video(self, time, channel)
    }
}

impl Capturable for EncodedFrame {
    const KIND: CaptureKind = CaptureKind::Encoded;

    fn timestamp(&self) -> Option<Duration> {
        self.timestamp()
    }

    fn send(&self, native: &Native, time: Duration, channel: Channel) -> Result<ErrorCode> {
        native.send_encoded_video(self, time, channel)
    }
}

#[allow(private_bounds)]
impl<F: Capturable> VideoSink<F> {
    async fn open(engine: &Engine, channel: Channel) -> Result<Self> {
        known(channel)?;
        let sink = engine.clone();
        let opened = engine.core().lane.call(move || {
            let core = sink.core().clone();
            gate(&core, channel)?.take()?;
            // From here on the lease gives the place back.
            let lease = Lease {
                engine: sink,
                channel,
            };
            let code = core.native.enable_video_capture(Some(F::KIND), channel)?;
            check(code, format_args!("capture {channel:?} from the program"))?;
            Ok(Self {
                lease: Arc::new(lease),
                frames: PhantomData,
            })
        });
        opened.await?
    }

    /// The channel.
    pub fn channel(&self) -> Channel {
        self.lease.channel
    }

    /// Whether the SDK takes pictures now.
    pub fn is_capturing(&self) -> bool {
        self.gate().is_ok_and(|gate| gate.phase() == Phase::Open)
    }

    /// Waits until the SDK takes pictures: until the channel is previewed or published. An error
    /// if it has stopped taking them.
    ///
    /// # Cancel safety
    ///
    /// It is cancel safe: it only waits.
    pub async fn ready(&self) -> Result<()> {
        poll_fn(|cx| match self.gate() {
            Ok(gate) => gate.poll_open(cx),
            Err(error) => Poll::Ready(Err(error)),
        })
        .await
    }

    /// Hands a picture to the SDK, which copies it before this returns. Never waits.
    ///
    /// An error of kind [`NotStarted`](crate::ErrorKind::NotStarted) says that the SDK doesn't
    /// take pictures yet, [`Stopped`](crate::ErrorKind::Stopped) that it doesn't any more.
    #[doc(alias = "zego_express_send_custom_video_capture_raw_data")]
    #[doc(alias = "zego_express_send_custom_video_capture_encoded_data")]
    pub fn try_send(&self, frame: &F) -> Result<()> {
        self.gate()?.phase().check()?;
        let core = self.core();
        let time = frame.timestamp().unwrap_or_else(|| core.media.now());
        let code = core.direct(|native| frame.send(native, time, self.channel()))?;
        if code.kind() == ErrorKind::NotStarted {
            // It took pictures until now: its word that it stopped is on the way.
            Phase::Stopped.check()?;
        }
        check(code, format_args!("send a picture on {:?}", self.channel()))?;
        core.media.sent();
        Ok(())
    }

    /// What the SDK wants: key frames, fewer bits, more pictures.
    #[doc(alias = "zego_register_custom_video_capture_request_key_frame_callback")]
    #[doc(alias = "zego_register_custom_video_capture_encoded_data_traffic_control_callback")]
    pub fn demands(&self) -> EventStream<CaptureDemand> {
        let scope = Scope::Channel(self.channel());
        EventStream::new(self.core().subscribe(Some(&[CaptureDemand::TOPIC]), scope))
    }

    fn core(&self) -> &Arc<Core> {
        self.lease.engine.core()
    }

    fn gate(&self) -> Result<&Gate> {
        gate(self.core(), self.channel())
    }
}

impl<F: Capturable> Sink<F> for VideoSink<F> {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.gate()?.poll_open(cx)
    }

    fn start_send(self: Pin<&mut Self>, frame: F) -> Result<()> {
        self.try_send(&frame)
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (core, channel) = (self.engine.core().clone(), self.channel);
        self.engine.core().lane.push(move || {
            let off = core.native.enable_video_capture(None, channel);
            if !matches!(off, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, ?channel, ?off, "custom capture stays on");
            }
            if let Some(gate) = core.media.gate(channel) {
                gate.leave();
            }
        });
    }
}

impl<F> fmt::Debug for VideoSink<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VideoSink")
            .field("channel", &self.lease.channel)
            .finish_non_exhaustive()
    }
}

fn gate(core: &Core, channel: Channel) -> Result<&Gate> {
    core.media
        .gate(channel)
        .ok_or_else(|| Error::invalid("channel", "is not one of the four"))
}
