//! What a callback costs the SDK's thread, against a bare C function that copies the same bytes.

use std::collections::VecDeque;
use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::AcqRel};
use std::time::Instant;

use bytes::Bytes;
use futures::{FutureExt, Stream, StreamExt};
use tokio::sync::mpsc;
use zego_async::baseline::{BorrowedState, Sink};
use zego_sim::{Frame, PreparedCallback};

use crate::compare::{Compared, in_turns, median};
use crate::stage::{self, Listener, PLAIN_USER, ROOM, STREAM, Stage, USER, block};

/// A state callback with one subscriber that isn't asleep, in nanoseconds. The reader has taken
/// what is there between the bursts.
pub(crate) fn state(rounds: usize, bursts: usize) -> Compared {
    const BURST: usize = 64;
    let stage = Stage::new();
    let _plain = stage.plain(CopiesOut::default());
    let mut states = stage.engine.room_states();
    let (ours, other) = (stage.state(), stage.plain_state());
    in_turns(
        rounds,
        || {
            median((0..bursts).map(|_| {
                let spent = burst(&ours, BURST);
                assert_eq!(drain(&mut states), BURST);
                spent
            }))
        },
        || median((0..bursts).map(|_| burst(&other, BURST))),
    )
}

/// A block of 10 ms of sound at 48 kHz, mono, with one consumer, in nanoseconds; against a copy
/// into a buffer that is used again.
pub(crate) fn sound(rounds: usize, bursts: usize) -> Compared {
    frames(rounds, bursts, 16, block(), CopiesOut::default(), || ())
}

/// The same against a copy into memory of its own, as somebody needs who reads it later.
pub(crate) fn kept_sound(rounds: usize, bursts: usize) -> Compared {
    frames(rounds, bursts, 16, block(), Keeps::default(), || ())
}

/// The same against a copy that is stamped and sent through a channel to one reader, as a program
/// does that knows only one engine and one stream.
pub(crate) fn sent_sound(rounds: usize, bursts: usize) -> Compared {
    let (sender, mut blocks) = mpsc::unbounded_channel();
    let read = move || while blocks.try_recv().is_ok() {};
    frames(rounds, bursts, 16, block(), Sends(sender), read)
}

/// A picture of 1920 × 1080 pixels in I420, with one consumer, in nanoseconds.
pub(crate) fn picture(rounds: usize, bursts: usize) -> Compared {
    let frame = Frame::Picture {
        stream: STREAM.into(),
        format: 1, // I420
        width: 1920,
        height: 1080,
        strides: [1920, 960, 960, 0],
        planes: [
            vec![0x55; 1920 * 1080],
            vec![0x55; 960 * 540],
            vec![0x55; 960 * 540],
            Vec::new(),
        ],
    };
    frames(rounds, bursts, 1, frame, CopiesOut::default(), || ())
}

fn frames(
    rounds: usize,
    bursts: usize,
    burst_len: usize,
    frame: Frame,
    sink: impl Sink,
    mut read_other: impl FnMut(),
) -> Compared {
    let listener = Listener::new();
    let cloud = &listener.cloud;
    let plain = stage::plain_engine(cloud, sink);
    let room = std::ffi::CString::new(ROOM).expect("no NUL");
    plain.login(&room, PLAIN_USER).expect("accepted");
    stage::wait_until("the plain engine is in the room", || {
        cloud.users(ROOM).len() == 2
    });
    let prepare = |user: &str| {
        let prepared = cloud.prepare_frame(user, frame.clone());
        prepared.expect("somebody listens")
    };
    let (ours, other) = (prepare(USER), prepare(PLAIN_USER));
    let mut sounds = listener.sound();
    let mut pictures = listener.playback.video_frames().expect("pictures");
    in_turns(
        rounds,
        || {
            median((0..bursts).map(|_| {
                let spent = burst(&ours, burst_len);
                assert!(drain(&mut sounds) + drain(&mut pictures) > 0);
                spent
            }))
        },
        || {
            median((0..bursts).map(|_| {
                let spent = burst(&other, burst_len);
                read_other();
                spent
            }))
        },
    )
}

/// What nothing that hands a block over safely and stamps it can do without, in nanoseconds: an
/// atomic change that nobody contends for, and a look at the clock.
pub(crate) fn least() -> [(&'static str, f64); 2] {
    let counter = AtomicUsize::new(0);
    let each = |act: &dyn Fn()| {
        median((0..500).map(|_| {
            let began = Instant::now();
            (0..1000).for_each(|_| act());
            began.elapsed().as_nanos() as f64 / 1000.0
        }))
    };
    let change = || {
        black_box(black_box(&counter).fetch_add(1, AcqRel));
    };
    let look = || {
        black_box(Instant::now());
    };
    [
        ("one atomic change that nobody contends for", each(&change)),
        ("one look at the clock", each(&look)),
    ]
}

/// Nanoseconds for one callback.
fn burst(callback: &PreparedCallback, times: usize) -> f64 {
    let began = Instant::now();
    (0..times).for_each(|_| callback.fire());
    began.elapsed().as_nanos() as f64 / times as f64
}

/// Takes all that is there; answers how much.
fn drain(stream: &mut (impl Stream + Unpin)) -> usize {
    let there = std::iter::from_fn(|| stream.next().now_or_never().flatten());
    there.map(|item| drop(black_box(item))).count()
}

/// Owns what it was told, as a program must that looks at it later: the last one is kept, texts
/// in memory of their own, media in a buffer that is used again.
#[derive(Default)]
struct CopiesOut {
    texts: Mutex<[Box<[u8]>; 2]>,
    media: Mutex<Vec<u8>>,
}

impl Sink for CopiesOut {
    fn state(&self, state: BorrowedState<'_>) {
        let texts = [state.room, state.extended_data];
        let copy = texts.map(|text| text.to_bytes().into());
        *self.texts.lock().expect("no panic") = copy;
    }

    fn sound(&self, data: &[u8]) {
        let mut media = self.media.lock().expect("no panic");
        media.clear();
        media.extend_from_slice(data);
        black_box(&mut *media);
    }

    fn picture(&self, planes: [&[u8]; 4]) {
        let mut media = self.media.lock().expect("no panic");
        media.clear();
        planes
            .iter()
            .for_each(|plane| media.extend_from_slice(plane));
        black_box(&mut *media);
    }
}

/// Keeps the last few blocks, each in memory of its own.
#[derive(Default)]
struct Keeps(Mutex<VecDeque<Box<[u8]>>>);

impl Sink for Keeps {
    fn sound(&self, data: &[u8]) {
        let mut kept = self.0.lock().expect("no panic");
        if kept.len() == 16 {
            kept.pop_front();
        }
        kept.push_back(data.into());
    }
}

/// Sends each block to a reader, with the time at which it came.
struct Sends(mpsc::UnboundedSender<(Instant, Bytes)>);

impl Sink for Sends {
    fn sound(&self, data: &[u8]) {
        let sent = self.0.send((Instant::now(), Bytes::copy_from_slice(data)));
        sent.expect("it is read");
    }
}
