//! The preview: capturing on a channel before, or without, publishing.

use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use crate::canvas::Canvas;
use crate::core::PreviewEntry;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Channel;
use crate::lease::{Lease, Leased};
use crate::operation::Operation;

/// A preview that was asked for; awaiting it gives the [`Preview`].
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops the preview again.
#[derive(Debug, Clone)]
#[must_use = "a preview starts when this is awaited"]
pub struct StartPreview {
    engine: Engine,
    channel: Channel,
    canvas: Option<Canvas>,
    timeout: Option<Duration>,
}

impl StartPreview {
    pub(crate) fn new(engine: Engine) -> Self {
        Self {
            engine,
            channel: Channel::Main,
            canvas: None,
            timeout: None,
        }
    }

    /// The channel; [`Channel::Main`] if not set.
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// Where the SDK draws the picture, on platforms where it draws.
    pub fn canvas(mut self, canvas: Canvas) -> Self {
        self.canvas = Some(canvas);
        self
    }

    /// Gives up after `timeout`, and stops the preview.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn start(self) -> Result<Preview> {
        if let Channel::Unknown(number) = self.channel {
            return Err(Error::invalid(
                "channel",
                format_args!("{number} is not one of the four"),
            ));
        }
        let lane = self.engine.core().lane.clone();
        lane.call(move || start(self)).await?
    }
}

impl IntoFuture for StartPreview {
    type Output = Result<Preview>;
    type IntoFuture = Operation<Preview>;

    fn into_future(self) -> Self::IntoFuture {
        let (timeout, tried) = (self.timeout, format!("preview {:?}", self.channel));
        Operation::new(move || tried, timeout, self.start())
    }
}

/// Makes the call. Runs on the lane.
fn start(plan: StartPreview) -> Result<Preview> {
    let StartPreview {
        engine,
        channel,
        canvas,
        timeout: _,
    } = plan;
    let core = engine.core().clone();
    let session = core.with_hub(|hub, _| hub.new_session());
    let view = canvas.as_ref().map(Canvas::target);
    let lease = Lease::new(engine, Leased::Preview(channel), session);
    if let Some(lease) = core.with_hub(|hub, _| hub.join_preview(channel, &lease)) {
        return Ok(Preview { lease, channel });
    }
    core.keep_canvas(session, canvas);
    let started = match core.native.start_preview(view, channel) {
        Ok(code) if code.is_success() => Ok(()),
        Ok(code) => Err(Error::sdk(format_args!("preview {channel:?}"), code)),
        Err(error) => Err(error),
    };
    started.inspect_err(|_| core.let_canvas_go(session))?;
    lease.arm();
    core.with_hub(|hub, _| {
        let entry = PreviewEntry {
            session,
            lease: Arc::downgrade(&lease),
        };
        hub.previews.insert(channel, entry);
    });
    Ok(Preview { lease, channel })
}

/// A channel that captures. Cheap to clone; it stops when the last clone goes.
#[derive(Clone)]
pub struct Preview {
    lease: Arc<Lease>,
    channel: Channel,
}

impl Preview {
    /// The channel.
    pub fn channel(&self) -> Channel {
        self.channel
    }

    pub(crate) fn session(&self) -> u64 {
        self.lease.session()
    }

    /// The engine that captures.
    pub fn engine(&self) -> &Engine {
        self.lease.engine()
    }

    /// Stops capturing, unless the channel publishes. No error if it is stopped already.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the preview is stopped even if the future is dropped.
    #[doc(alias = "zego_express_stop_preview")]
    pub async fn stop(&self) -> Result<()> {
        self.lease.release().await
    }

    /// Keeps capturing when the last clone of this handle goes: until the engine is destroyed.
    pub fn detach(&self) {
        self.lease.detach();
    }
}

impl fmt::Debug for Preview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Preview")
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
