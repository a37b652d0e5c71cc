//! Publishing: from the request to PUBLISHING, or to the first state that says it won't come.

use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use tracing::Instrument;

use crate::config::{PublishConfig, RoomMode};
use crate::core::{Calling, Outcome, PublicationEntry};
use crate::engine::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::event::*;
use crate::ffi::Native;
use crate::ids::{RoomId, StreamId, text_fits};
use crate::lease::{Lease, Leased};
use crate::operation::{Operation, Request};
use crate::streams::EventStream;

/// A publication that was asked for; awaiting it gives the [`Publication`].
///
/// It resolves when the SDK says PUBLISHING, and fails when it says NO_PUBLISH with a code.
/// REQUESTING with a code means that the SDK is trying again, for 20 minutes if nobody stops it,
/// so set a [`timeout`](Self::timeout). Publishing a stream that is published already on the same
/// channel gives another handle to it; what else is set here is then not applied, as in the SDK.
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops the stream again.
#[derive(Debug, Clone)]
#[must_use = "a stream is published when this is awaited"]
pub struct Publish {
    engine: Engine,
    stream: Result<StreamId>,
    channel: Channel,
    config: PublishConfig,
    configured: bool,
    /// The session that it is asked for in.
    within: Option<(RoomId, u64)>,
    timeout: Option<Duration>,
}

impl Publish {
    pub(crate) fn new(engine: Engine, within: Option<(RoomId, u64)>, stream: &str) -> Self {
        let multi = engine.core().room_mode == RoomMode::Multi;
        Self {
            engine,
            stream: StreamId::new(stream),
            channel: Channel::Main,
            // One room needs no name; naming it is refused by older servers.
            config: PublishConfig {
                room: within
                    .as_ref()
                    .map(|(room, _)| room.clone())
                    .filter(|_| multi),
                ..Default::default()
            },
            configured: multi,
            within,
            timeout: None,
        }
    }

    /// The channel; [`Channel::Main`] if not set.
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    /// A title that others see, up to 255 bytes.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.config.title = title.into();
        self.configured = true;
        self
    }

    /// Whether the stream carries network time, for players that align several streams.
    pub fn synchronous_network_time(mut self, on: bool) -> Self {
        self.config.force_synchronous_network_time = on;
        self.configured = true;
        self
    }

    /// What of the stream is examined by a content review, as the SDK's numbers: the mode (0
    /// nothing, 1 audio, 2 video, 3 both) and the flag agreed on with ZEGO.
    pub fn censorship(mut self, mode: i32, flag: i32) -> Self {
        self.config.censorship_mode = mode;
        self.config.censor_flag = flag;
        self.configured = true;
        self
    }

    /// How the codec is agreed on, as the SDK's number: 0 not, 1 by all users, 2 by publishers.
    pub fn codec_negotiation(mut self, kind: i32) -> Self {
        self.config.codec_negotiation = kind;
        self.configured = true;
        self
    }

    /// Gives up after `timeout`, and stops the stream.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn publish(plan: Plan) -> Result<Publication> {
        if let Channel::Unknown(number) = plan.channel {
            return Err(Error::invalid(
                "channel",
                format_args!("{number} is not one of the four"),
            ));
        }
        plan.config.check()?;
        let core = plan.engine.core().clone();
        core.call_for_outcome(move |outcome| start(plan, outcome))
            .await
    }
}

impl IntoFuture for Publish {
    type Output = Result<Publication>;
    type IntoFuture = Operation<Publication>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            engine,
            stream,
            channel,
            config,
            configured,
            within,
            timeout,
        } = self;
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => return Operation::new(String::new, None, async { Err(error) }),
        };
        let span = tracing::debug_span!("publish", engine = engine.core().id, %stream, ?channel);
        let tried = format!("publish {stream:?}");
        let plan = Plan {
            engine,
            stream,
            channel,
            config,
            configured,
            within,
        };
        Operation::new(move || tried, timeout, Self::publish(plan).instrument(span))
    }
}

struct Plan {
    engine: Engine,
    stream: StreamId,
    channel: Channel,
    config: PublishConfig,
    configured: bool,
    within: Option<(RoomId, u64)>,
}

/// Makes the call, or joins what is published already. Runs on the lane.
fn start(plan: Plan, outcome: Outcome) -> Result<Publication> {
    let Plan {
        engine,
        stream,
        channel,
        config,
        configured,
        within,
    } = plan;
    let core = engine.core().clone();
    if let Some((room, session)) = &within
        && !core.with_hub(|hub, _| hub.is_in_room(room, *session))
    {
        return Err(Error::session_over(
            format_args!("publish {stream:?}"),
            room,
        ));
    }
    let room = within.map(|(room, _)| room);
    let session = core.with_hub(|hub, _| hub.new_session());
    let what = Leased::Publication {
        stream: stream.clone(),
        channel,
    };
    let lease = Lease::new(engine, what, session);

    if let Some(other) = core.with_hub(|hub, _| hub.published_in_another(&stream, room.as_ref())) {
        return Err(Error::new(
            ErrorKind::AlreadyPublishing,
            format!("publish {stream:?}: it is published in {other:?}"),
        ));
    }

    // The SDK says nothing when the same stream is published again: the answer is here.
    let joined = core
        .with_hub(|hub, effects| hub.join_publication(&stream, channel, &lease, outcome, effects));
    let outcome = match joined {
        Ok(lease) => {
            return Ok(Publication {
                lease,
                stream,
                channel,
            });
        }
        Err(outcome) => outcome,
    };

    // The SDK takes a stream on two channels and then tells of both under one name.
    if let Some(other) = core.with_hub(|hub, _| hub.published_on_another(&stream, channel)) {
        return Err(Error::new(
            ErrorKind::AlreadyPublishing,
            format!("publish {stream:?} on {channel:?}: it is published on {other:?}"),
        ));
    }

    core.with_hub(|hub, _| {
        let room = room.or_else(|| hub.only_room());
        let entry = PublicationEntry::new(&lease, channel, room, outcome);
        hub.begin(Calling::Publish {
            stream: stream.clone(),
            entry,
        });
    });
    let answer = core
        .native
        .start_publishing(&stream, channel, configured.then_some(&config));
    match answer {
        Ok(code) if code.is_success() => {
            lease.arm();
            core.with_hub(|hub, effects| hub.accept(effects));
            tracing::debug!("publication accepted");
            Ok(Publication {
                lease,
                stream,
                channel,
            })
        }
        Ok(code) => {
            drop(core.with_hub(|hub, effects| hub.publish_refused(&stream, session, effects)));
            Err(Error::sdk(format_args!("publish {stream:?}"), code))
        }
        Err(error) => {
            drop(core.with_hub(|hub, effects| hub.publish_refused(&stream, session, effects)));
            Err(error)
        }
    }
}

/// A stream that is published. Cheap to clone.
///
/// When the last clone goes the stream is stopped, unless it was [`detach`](Self::detach)ed;
/// [`stop`](Self::stop) is the way that can be awaited.
#[derive(Clone)]
pub struct Publication {
    lease: Arc<Lease>,
    stream: StreamId,
    channel: Channel,
}

impl Publication {
    /// The stream's name.
    pub fn stream(&self) -> &StreamId {
        &self.stream
    }

    /// The channel that it is published on.
    pub fn channel(&self) -> Channel {
        self.channel
    }

    /// The engine that publishes it.
    pub fn engine(&self) -> &Engine {
        self.lease.engine()
    }

    /// The stream's state now.
    pub fn state(&self) -> PublisherState {
        self.engine().core().with_hub(|hub, _| {
            let entry = hub.publications.get(&self.stream);
            let entry = entry.filter(|entry| entry.session == self.lease.session());
            entry.map_or(PublisherState::NoPublish, |entry| entry.state)
        })
    }

    /// Stops the stream. It is no error if it is stopped already.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the stream is stopped even if the future is dropped.
    #[doc(alias = "zego_express_stop_publishing_stream")]
    pub async fn stop(&self) -> Result<()> {
        self.lease.release().await
    }

    /// Keeps the stream when the last clone of this handle goes: it is published until its room
    /// is left.
    pub fn detach(&self) {
        self.lease.detach();
    }

    /// Says something about the stream to everybody in the room, up to 1024 bytes.
    #[doc(alias = "zego_express_set_stream_extra_info")]
    pub fn set_extra_info(&self, info: impl Into<String>) -> Request<()> {
        let (core, channel, info) = (self.engine().core().clone(), self.channel, info.into());
        let (stream, session) = (self.stream.clone(), self.lease.session());
        let tried = format!("set the extra info of {:?}", self.stream);
        Request::new(tried.clone(), async move {
            text_fits("stream extra info", &info, 1024)?;
            // The SDK takes it for the channel, which may publish something else by now.
            let hub = core.clone();
            let call = move |native: &Native| match hub
                .with_hub(|hub, _| hub.is_published(&stream, session))
            {
                true => native.set_stream_extra_info(&info, channel),
                false => Err(Error::new(
                    ErrorKind::Stopped,
                    format!("set the extra info of {stream:?}: it is not published any more"),
                )),
            };
            core.call_for_result(CallKind::SetStreamExtraInfo, tried, call)
                .await
                .map(drop)
        })
    }

    /// State changes of this stream, until it is stopped.
    #[doc(alias = "zego_register_publisher_state_update_callback")]
    pub fn states(&self) -> EventStream<PublisherStateChanged> {
        self.events()
    }

    /// Figures of this stream, every 3 seconds.
    #[doc(alias = "zego_register_publisher_quality_update_callback")]
    pub fn quality(&self) -> EventStream<PublisherQuality> {
        self.events()
    }

    /// First frames that are captured or sent on this channel.
    #[doc(alias = "zego_register_publisher_captured_video_first_frame_callback")]
    pub fn first_frames(&self) -> EventStream<PublisherFirstFrame> {
        self.events()
    }

    /// Changes of the picture's size on this channel.
    #[doc(alias = "zego_register_publisher_video_size_changed_callback")]
    pub fn video_sizes(&self) -> EventStream<PublisherVideoSize> {
        self.events()
    }

    /// Steps on the way of this stream.
    #[doc(alias = "zego_register_publisher_stream_event_callback")]
    pub fn steps(&self) -> EventStream<PublisherStreamEvent> {
        self.events()
    }

    #[allow(private_bounds)]
    fn events<T: Payload>(&self) -> EventStream<T> {
        let core = self.engine().core();
        EventStream::new(core.subscribe(Some(&[T::TOPIC]), self.lease.scope()))
    }
}

impl fmt::Debug for Publication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Publication")
            .field("stream", &self.stream)
            .field("channel", &self.channel)
            .field("state", &self.state())
            .finish()
    }
}
