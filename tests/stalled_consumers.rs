//! A consumer of frames that stalls: it loses the oldest, and nobody else notices, neither a
//! thread of the SDK nor another consumer, of this engine or another. Counted, over the embedded
//! engine.

use futures::{FutureExt, StreamExt};
use zego_async::media::{
    AudioFormat, AudioFrame, EncodedFormat, EncodedFrame, FrameStream, PixelFormat, VideoFrame,
    VideoRender,
};
use zego_async::{Channel, Engine, Playback, Publication, Room};
use zego_sim::Cloud;

mod support;
use support::{cloud, next, within};

/// How many frames are sent, and how many of them the stalled consumer holds.
const SENT: u64 = 100;
const HELD: u64 = 3;

/// Alice publishes; Bob and Carol play it.
struct Scene {
    bob: Engine,
    at_bob: Playback,
    at_carol: Playback,
    _alice: (Engine, Publication),
    _carol: Engine,
    _rooms: Vec<Room>,
}

async fn user(cloud: &Cloud, render: VideoRender) -> Engine {
    let sdk = support::sdk();
    let builder = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
    within(builder.video_render(render)).await.unwrap()
}

/// Alice is there already, with what she sends from.
async fn scene(cloud: &Cloud, alice: Engine, render: VideoRender) -> Scene {
    let (bob, carol) = (user(cloud, render).await, user(cloud, render).await);
    let room = within(alice.login_room("room", "alice")).await.unwrap();
    let publication = within(room.publish("stream")).await.unwrap();
    let mut rooms = vec![room];
    let mut playbacks = Vec::new();
    for (engine, name) in [(&bob, "bob"), (&carol, "carol")] {
        let room = within(engine.login_room("room", name)).await.unwrap();
        playbacks.push(within(room.play("stream")).await.unwrap());
        rooms.push(room);
    }
    let [at_bob, at_carol] = playbacks.try_into().unwrap();
    Scene {
        bob,
        at_bob,
        at_carol,
        _alice: (alice, publication),
        _carol: carol,
        _rooms: rooms,
    }
}

/// The streams of those who read: Bob's stalled one is never read while frames are sent.
struct Readers<T> {
    stalled: FrameStream<T>,
    quick: FrameStream<T>,
    elsewhere: FrameStream<T>,
}

impl<T> Readers<T> {
    /// Sends frames, so many at once, and has the others read each, before the next are sent.
    async fn pass(&mut self, at_once: u8, mut send: impl FnMut(u8), number: impl Fn(&T) -> u8) {
        let numbers: Vec<u8> = (0..SENT as u8).collect();
        for some in numbers.chunks(at_once.into()) {
            some.iter().for_each(|&n| send(n));
            for n in some {
                assert_eq!(number(&next(&mut self.quick).await), *n);
                assert_eq!(number(&next(&mut self.elsewhere).await), *n);
            }
        }
    }

    /// Only the stalled one has lost anything: the oldest.
    fn check(self, bob: &Engine, number: impl Fn(&T) -> u8) {
        let stats = bob.stats();
        assert_eq!(stats.received_frames, SENT, "the SDK was held up");
        assert_eq!(self.stalled.lost(), SENT - HELD);
        assert_eq!((self.quick.lost(), self.elsewhere.lost()), (0, 0));
        assert_eq!(stats.dropped_frames, SENT - HELD);
        let held = self.stalled.take(HELD as usize).collect::<Vec<_>>();
        let held = held.now_or_never().expect("they are there");
        let newest: Vec<u8> = (SENT as u8 - HELD as u8..SENT as u8).collect();
        assert_eq!(held.iter().map(number).collect::<Vec<_>>(), newest);
    }
}

#[tokio::test]
async fn a_reader_of_pictures_that_stalls_loses_the_oldest_and_slows_nobody() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::I420).await;
    let sink = within(alice.video_sink(Channel::Main)).await.unwrap();
    let scene = scene(&cloud, alice, VideoRender::I420).await;
    within(sink.ready()).await.unwrap();
    let mut readers = Readers {
        stalled: scene.at_bob.video_frames().unwrap(),
        quick: scene.at_bob.video_frames().unwrap(),
        elsewhere: scene.at_carol.video_frames().unwrap(),
    };
    readers.stalled = readers.stalled.with_capacity(HELD as usize);
    let send = |n| {
        let picture = VideoFrame::new(PixelFormat::I420, 64, 48, vec![n; 64 * 48 * 3 / 2]);
        sink.try_send(&picture.unwrap()).unwrap();
    };
    let number = |picture: &VideoFrame| picture.plane(0)[64 * 47];
    readers.pass(1, send, number).await;
    readers.check(&scene.bob, number);
}

#[tokio::test]
async fn a_reader_of_encoded_pictures_that_stalls_loses_the_oldest_and_slows_nobody() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::Encoded).await;
    let sink = within(alice.encoded_video_sink(Channel::Main)).await;
    let sink = sink.unwrap();
    let scene = scene(&cloud, alice, VideoRender::Encoded).await;
    within(sink.ready()).await.unwrap();
    let mut readers = Readers {
        stalled: scene.at_bob.encoded_video_frames().unwrap(),
        quick: scene.at_bob.encoded_video_frames().unwrap(),
        elsewhere: scene.at_carol.encoded_video_frames().unwrap(),
    };
    readers.stalled = readers.stalled.with_capacity(HELD as usize);
    let send = |n: u8| {
        let frame = EncodedFrame::new(EncodedFormat::H264AnnexB, 64, 48, vec![n; 300]);
        sink.try_send(&frame.unwrap().key_frame(n.is_multiple_of(30)))
            .unwrap();
    };
    let number = |frame: &EncodedFrame| frame.data()[299];
    readers.pass(1, send, number).await;
    readers.check(&scene.bob, number);
}

#[tokio::test]
async fn a_reader_of_sound_that_stalls_loses_the_oldest_and_slows_nobody() {
    let cloud = cloud();
    let alice = user(&cloud, VideoRender::I420).await;
    let sink = within(alice.enable_custom_audio(Channel::Main)).await;
    let sink = sink.unwrap();
    let scene = scene(&cloud, alice, VideoRender::I420).await;
    let mut readers = Readers {
        stalled: within(scene.at_bob.audio_frames()).await.unwrap(),
        quick: within(scene.at_bob.audio_frames()).await.unwrap(),
        elsewhere: within(scene.at_carol.audio_frames()).await.unwrap(),
    };
    readers.stalled = readers.stalled.with_capacity(HELD as usize);
    let send = |n: u8| {
        let block = AudioFrame::from_samples(AudioFormat::MONO_48K, &[n.into(); 480]);
        sink.try_send(&block.unwrap()).unwrap();
    };
    let number = |block: &AudioFrame| block.data()[958];
    // An engine gathers some sound before it plays the first of it.
    readers.pass(10, send, number).await;
    readers.check(&scene.bob, number);
}
