//! Playing: from the request to PLAYING, or to the first state that says it won't come.

use std::fmt;
use std::future::IntoFuture;
use std::sync::Arc;
use std::time::Duration;

use tracing::Instrument;

use crate::canvas::Canvas;
use crate::config::{CdnSource, PlayConfig, ResourceMode, RoomMode};
use crate::core::{Calling, Outcome, PlaybackEntry, Scope};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::*;
use crate::ids::{RoomId, StreamId};
use crate::lease::{Lease, Leased};
use crate::operation::Operation;
use crate::streams::EventStream;

/// A playback that was asked for; awaiting it gives the [`Playback`].
///
/// It resolves when the SDK says PLAYING, and fails when it says NO_PLAY with a code. REQUESTING
/// with a code means that the SDK is trying again, for 20 minutes if nobody stops it, also when
/// there is no such stream, so set a [`timeout`](Self::timeout). Playing a stream that is played
/// already gives another handle to it; what else is set here is then not applied.
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops the stream again.
#[derive(Debug, Clone)]
#[must_use = "a stream is played when this is awaited"]
pub struct Play {
    engine: Engine,
    stream: Result<StreamId>,
    canvas: Option<Canvas>,
    config: PlayConfig,
    configured: bool,
    /// The session that it is asked for in.
    within: Option<(RoomId, u64)>,
    timeout: Option<Duration>,
}

impl Play {
    pub(crate) fn new(engine: Engine, within: Option<(RoomId, u64)>, stream: &str) -> Self {
        let multi = engine.core().room_mode == RoomMode::Multi;
        Self {
            engine,
            stream: StreamId::new(stream),
            canvas: None,
            config: PlayConfig {
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

    /// Where the SDK draws the picture, on platforms where it draws.
    pub fn canvas(mut self, canvas: Canvas) -> Self {
        self.canvas = Some(canvas);
        self
    }

    /// Which of ZEGO's networks the stream is played from.
    pub fn resource_mode(mut self, mode: ResourceMode) -> Self {
        self.config.resource_mode = mode;
        self.configured = true;
        self
    }

    /// The codec in which the stream is wanted.
    pub fn video_codec(mut self, codec: VideoCodec) -> Self {
        self.config.video_codec = codec;
        self.configured = true;
        self
    }

    /// Plays the stream of a CDN; the stream's id is then only a label.
    pub fn cdn(mut self, source: CdnSource) -> Self {
        self.config.cdn = Some(source);
        self.configured = true;
        self
    }

    /// Gives up after `timeout`, and stops the stream.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn play(plan: Plan) -> Result<Playback> {
        plan.config.check()?;
        let core = plan.engine.core().clone();
        core.call_for_outcome(move |outcome| start(plan, outcome))
            .await
    }
}

impl IntoFuture for Play {
    type Output = Result<Playback>;
    type IntoFuture = Operation<Playback>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            engine,
            stream,
            canvas,
            config,
            configured,
            within,
            timeout,
        } = self;
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => return Operation::new(String::new, None, async { Err(error) }),
        };
        let span = tracing::debug_span!("play", engine = engine.core().id, %stream);
        let tried = format!("play {stream:?}");
        let plan = Plan {
            engine,
            stream,
            canvas,
            config,
            configured,
            within,
        };
        Operation::new(move || tried, timeout, Self::play(plan).instrument(span))
    }
}

struct Plan {
    engine: Engine,
    stream: StreamId,
    canvas: Option<Canvas>,
    config: PlayConfig,
    configured: bool,
    within: Option<(RoomId, u64)>,
}

/// Makes the call, or joins what is played already. Runs on the lane.
fn start(plan: Plan, outcome: Outcome) -> Result<Playback> {
    let Plan {
        engine,
        stream,
        canvas,
        config,
        configured,
        within,
    } = plan;
    let core = engine.core().clone();
    if let Some((room, session)) = &within
        && !core.with_hub(|hub, _| hub.is_in_room(room, *session))
    {
        return Err(Error::session_over(format_args!("play {stream:?}"), room));
    }
    let room = within.map(|(room, _)| room);
    let session = core.with_hub(|hub, _| hub.new_session());
    let view = canvas.as_ref().map(Canvas::target);
    let lease = Lease::new(engine, Leased::Playback(stream.clone()), session);

    // The SDK says nothing when the same stream is played again: the answer is here.
    let joined = core.with_hub(|hub, effects| hub.join_playback(&stream, &lease, outcome, effects));
    let outcome = match joined {
        Ok(lease) => {
            return Ok(Playback { lease, stream });
        }
        Err(outcome) => outcome,
    };

    core.with_hub(|hub, _| {
        let room = room.or_else(|| hub.only_room());
        let entry = PlaybackEntry::new(&lease, room, outcome);
        hub.begin(Calling::Play {
            stream: stream.clone(),
            entry,
        });
    });
    core.keep_canvas(session, canvas);
    let answer = core
        .native
        .start_playing(&stream, view, configured.then_some(&config));
    match answer {
        Ok(code) if code.is_success() => {
            lease.arm();
            core.with_hub(|hub, effects| hub.accept(effects));
            tracing::debug!("playback accepted");
            return Ok(Playback { lease, stream });
        }
        Ok(code) => Err(Error::sdk(format_args!("play {stream:?}"), code)),
        Err(error) => Err(error),
    }
    .inspect_err(|_| {
        drop(core.with_hub(|hub, effects| hub.play_refused(&stream, session, effects)));
        core.let_canvas_go(session);
    })
}

/// A stream that is played. Cheap to clone.
///
/// When the last clone goes the stream is stopped, unless it was [`detach`](Self::detach)ed;
/// [`stop`](Self::stop) is the way that can be awaited. A stream that leaves the room isn't
/// stopped by itself: the SDK goes on asking for it.
#[derive(Clone)]
pub struct Playback {
    lease: Arc<Lease>,
    stream: StreamId,
}

impl Playback {
    /// The stream's name.
    pub fn stream(&self) -> &StreamId {
        &self.stream
    }

    /// The engine that plays it.
    pub fn engine(&self) -> &Engine {
        self.lease.engine()
    }

    /// Which playback of the stream it is.
    pub(crate) fn session(&self) -> u64 {
        self.lease.session()
    }

    /// Whose events belong to it.
    pub(crate) fn scope(&self) -> Scope {
        self.lease.scope()
    }

    /// The stream's state now.
    pub fn state(&self) -> PlayerState {
        self.engine().core().with_hub(|hub, _| {
            let entry = hub.playbacks.get(&self.stream);
            let entry = entry.filter(|entry| entry.session == self.lease.session());
            entry.map_or(PlayerState::NoPlay, |entry| entry.state)
        })
    }

    /// Stops playing. It is no error if it is stopped already.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the stream is stopped even if the future is dropped.
    #[doc(alias = "zego_express_stop_playing_stream")]
    pub async fn stop(&self) -> Result<()> {
        self.lease.release().await
    }

    /// Keeps playing when the last clone of this handle goes: until the room is left.
    pub fn detach(&self) {
        self.lease.detach();
    }

    /// State changes of this stream, until it is stopped.
    #[doc(alias = "zego_register_player_state_update_callback")]
    pub fn states(&self) -> EventStream<PlayerStateChanged> {
        self.events()
    }

    /// Figures of this stream, every 3 seconds.
    #[doc(alias = "zego_register_player_quality_update_callback")]
    pub fn quality(&self) -> EventStream<PlayerQuality> {
        self.events()
    }

    /// First frames that are received or rendered of this stream.
    #[doc(alias = "zego_register_player_recv_video_first_frame_callback")]
    pub fn first_frames(&self) -> EventStream<PlayerFirstFrame> {
        self.events()
    }

    /// Changes of the picture's size.
    #[doc(alias = "zego_register_player_video_size_changed_callback")]
    pub fn video_sizes(&self) -> EventStream<PlayerVideoSize> {
        self.events()
    }

    /// Sound or picture that breaks off and comes back.
    #[doc(alias = "zego_register_player_media_event_callback")]
    pub fn media_changes(&self) -> EventStream<PlayerMediaChanged> {
        self.events()
    }

    /// The publisher's camera, microphone and speaker.
    #[doc(alias = "zego_register_remote_mic_state_update_callback")]
    #[doc(alias = "zego_register_remote_camera_state_update_callback")]
    pub fn remote_devices(&self) -> EventStream<RemoteDeviceChanged> {
        self.events()
    }

    /// Steps on the way of this stream.
    #[doc(alias = "zego_register_player_stream_event_callback")]
    pub fn steps(&self) -> EventStream<PlayerStreamEvent> {
        self.events()
    }

    #[allow(private_bounds)]
    pub(crate) fn events<T: Payload>(&self) -> EventStream<T> {
        let core = self.engine().core();
        EventStream::new(core.subscribe(Some(&[T::TOPIC]), self.lease.scope()))
    }
}

impl fmt::Debug for Playback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Playback")
            .field("stream", &self.stream)
            .field("state", &self.state())
            .finish()
    }
}
