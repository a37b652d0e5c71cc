//! What most measurements need: a cloud without latency, an engine of the binding in a room, and
//! a plain engine of C calls in the same room.

use std::ffi::CString;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use zego_async::baseline::{PlainEngine, Sink};
use zego_async::media::{AudioFrame, FrameStream, VideoRender};
use zego_async::{Engine, Playback, Publication, Room, Sdk};
use zego_sim::{Cloud, Event, Frame, Latency, PreparedCallback};

/// More events than any measurement has on the way at once: nothing is lost while measuring.
pub(crate) const CAPACITY: usize = 1 << 20;
pub(crate) const ROOM: &str = "room-of-the-benchmark";
pub(crate) const USER: &str = "alice";
pub(crate) const STREAM: &str = "stream-of-the-benchmark";
pub(crate) const PLAIN_USER: &str = "plain";

/// A user of the binding, in a room.
pub(crate) struct Stage {
    pub(crate) runtime: Runtime,
    pub(crate) cloud: Cloud,
    pub(crate) engine: Engine,
    pub(crate) room: Room,
}

impl Stage {
    pub(crate) fn new() -> Self {
        let runtime = runtime();
        let cloud = cloud();
        let sdk = Sdk::embedded();
        let (engine, room) = runtime.block_on(async {
            let engine = sdk
                .engine(cloud.app_id())
                .app_sign("0".repeat(64))
                .event_capacity(CAPACITY);
            let engine = engine.await.expect("an engine");
            let room = engine.login_room(ROOM, USER).await.expect("a room");
            (engine, room)
        });
        Self {
            runtime,
            cloud,
            engine,
            room,
        }
    }

    /// A plain engine in the same room.
    pub(crate) fn plain(&self, sink: impl Sink) -> PlainEngine {
        let plain = plain_engine(&self.cloud, sink);
        let room = CString::new(ROOM).expect("no NUL");
        plain.login(&room, PLAIN_USER).expect("accepted");
        wait_until("the plain engine is in the room", || {
            self.cloud.users(ROOM).len() == 2
        });
        self.cloud.settle();
        plain
    }

    /// The callback that tells the binding's engine of a state.
    pub(crate) fn state(&self) -> PreparedCallback {
        prepared_state(&self.cloud, USER)
    }

    /// The same for the plain engine.
    pub(crate) fn plain_state(&self) -> PreparedCallback {
        prepared_state(&self.cloud, PLAIN_USER)
    }
}

/// A user of the binding that plays a stream, its own.
pub(crate) struct Listener {
    pub(crate) runtime: Runtime,
    pub(crate) cloud: Cloud,
    pub(crate) playback: Playback,
    _room: Room,
    _publication: Publication,
}

impl Listener {
    pub(crate) fn new() -> Self {
        let runtime = runtime();
        let cloud = cloud();
        let (room, playback, publication) = runtime.block_on(async {
            let engine = Sdk::embedded()
                .engine(cloud.app_id())
                .app_sign("0".repeat(64))
                .video_render(VideoRender::I420);
            let room = engine.await.expect("an engine").login_room(ROOM, USER);
            let room = room.await.expect("a room");
            let publication = room.publish(STREAM).await.expect("a publication");
            let playback = room.play(STREAM).await.expect("a playback");
            (room, playback, publication)
        });
        Self {
            runtime,
            cloud,
            playback,
            _room: room,
            _publication: publication,
        }
    }

    /// The stream's sound.
    pub(crate) fn sound(&self) -> FrameStream<AudioFrame> {
        let sound = self.playback.audio_frames().into_future();
        self.runtime.block_on(sound).expect("sound")
    }
}

/// A block of 10 ms of sound at 48 kHz, mono.
pub(crate) fn block() -> Frame {
    Frame::Sound {
        stream: STREAM.into(),
        rate: 48_000,
        channels: 1,
        data: vec![0x55; 960],
    }
}

/// Tasks and this thread share one thread, so that the other core is the SDK's.
pub(crate) fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime")
}

pub(crate) fn cloud() -> Cloud {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    cloud
}

pub(crate) fn plain_engine(cloud: &Cloud, sink: impl Sink) -> PlainEngine {
    PlainEngine::new(&zego_sim::api(), cloud.app_id(), sink).expect("a plain engine")
}

fn prepared_state(cloud: &Cloud, user: &str) -> PreparedCallback {
    let event = Event::RoomStateChanged {
        room: ROOM.into(),
        reason: 4, // reconnected: the room is there before and after
        code: 0,
        extended: "{}".into(),
    };
    cloud.prepare(user, &event).expect("somebody listens")
}

pub(crate) fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_micros(100));
    }
}
