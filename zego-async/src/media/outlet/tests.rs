//! What readers of one outlet see of its frames.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use futures::{FutureExt, StreamExt};

use super::*;
use crate::media::FrameStream;

impl Frame for Bytes {
    type Head = ();

    fn of(_head: (), bytes: Bytes) -> Self {
        bytes
    }
}

fn publish(outlet: &Outlet<Bytes>, byte: u8, len: usize) {
    outlet.publish(|| Some(((), len)), |buffer| buffer.resize(len, byte));
}

fn reader(outlet: &Arc<Outlet<Bytes>>, capacity: usize) -> FrameStream<Bytes> {
    FrameStream::new(outlet.join(capacity, 1), None)
}

fn next(stream: &mut FrameStream<Bytes>) -> Option<u8> {
    let next = stream.next().now_or_never().expect("something is there");
    next.map(|bytes| bytes[0])
}

fn taken(stream: &mut FrameStream<Bytes>) -> Vec<u8> {
    let there = std::iter::from_fn(|| stream.next().now_or_never().flatten());
    there.map(|bytes| bytes[0]).collect()
}

#[test]
fn a_frame_that_nobody_wants_is_not_copied() {
    let outlet = Arc::default();
    drop(reader(&outlet, 3));
    outlet.publish(|| panic!("was looked at"), |_| panic!("was copied"));
    assert_eq!(outlet.counts(), Counts::default());
}

#[test]
fn the_newest_frames_win_and_the_others_are_counted() {
    let outlet = Arc::default();
    let mut stream = reader(&outlet, 3);
    (0..10).for_each(|n| publish(&outlet, n, 100));
    assert_eq!((stream.lost(), outlet.counts().dropped), (7, 7));
    assert_eq!(taken(&mut stream), [7, 8, 9]);
}

#[test]
fn all_readers_share_one_copy_and_a_stalled_one_loses_only_its_own_frames() {
    let outlet = Arc::default();
    let (mut quick, stalled) = (reader(&outlet, 3), reader(&outlet, 3));
    for n in 0..10 {
        publish(&outlet, n, 100);
        assert_eq!(next(&mut quick), Some(n));
    }
    assert_eq!((quick.lost(), stalled.lost()), (0, 7));
    let counts = outlet.counts();
    assert_eq!((counts.received, counts.dropped), (10, 7));
    let mut again = reader(&outlet, 3);
    publish(&outlet, 9, 100);
    let first = quick.next().now_or_never().flatten().unwrap();
    let second = again.next().now_or_never().flatten().unwrap();
    assert_eq!(first.as_ptr(), second.as_ptr());
}

#[test]
fn frames_that_are_kept_stay_as_they_are_while_longer_ones_come() {
    let outlet = Arc::default();
    let (mut keeps, _stalled) = (reader(&outlet, 3), reader(&outlet, 2));
    let lengths = (1..=200).map(|n| n * COPIED_UNDER_LOCK / 190);
    let kept: Vec<_> = lengths
        .zip(0..)
        .map(|(len, byte)| {
            publish(&outlet, byte, len);
            let frame = keeps.next().now_or_never().flatten().expect("a frame");
            (frame, vec![byte; len])
        })
        .collect();
    assert!(kept.iter().all(|(frame, published)| frame == published));
}

#[test]
fn frames_of_a_reader_that_falls_behind_are_whole_whatever_their_length() {
    let outlet = Arc::default();
    let mut stream = reader(&outlet, 5);
    for round in 0..20 {
        let lengths: Vec<usize> = (1..=9).map(|n| (n * 37 + round * 101) % 900 + 1).collect();
        (0..)
            .zip(&lengths)
            .for_each(|(n, &len)| publish(&outlet, n, len));
        let there: Vec<_> = std::iter::from_fn(|| stream.next().now_or_never().flatten()).collect();
        let newest: Vec<_> = (4..)
            .zip(&lengths[4..])
            .map(|(n, &len)| vec![n; len])
            .collect();
        assert!(there.iter().eq(&newest));
    }
}

#[test]
fn each_reader_sees_every_frame_though_others_are_at_other_places() {
    let outlet = Arc::default();
    let mut readers: Vec<_> = (0..3).map(|_| reader(&outlet, 50)).collect();
    for n in 0..30 {
        publish(&outlet, n, 10);
        if n == 10 {
            assert_eq!(next(&mut readers[0]), Some(0));
            assert_eq!(next(&mut readers[1]), Some(0));
            assert_eq!(next(&mut readers[1]), Some(1));
        }
    }
    assert_eq!(taken(&mut readers[1]), (2..30).collect::<Vec<_>>());
    assert_eq!(taken(&mut readers[0]), (1..30).collect::<Vec<_>>());
    drop(readers.remove(0));
    assert_eq!(taken(&mut readers[1]), (0..30).collect::<Vec<_>>());
    let row = outlet.row.lock();
    assert_eq!((row.frames.len(), row.from), (0, 30));
}

#[test]
fn a_capacity_may_be_as_large_as_a_number_and_a_smaller_one_lets_the_oldest_go() {
    let outlet = Arc::default();
    let mut stream = reader(&outlet, 3).with_capacity(usize::MAX);
    (0..200).for_each(|n| publish(&outlet, n, 10));
    assert_eq!((next(&mut stream), stream.lost()), (Some(0), 0));
    let mut stream = stream.with_capacity(2);
    assert_eq!((next(&mut stream), stream.lost()), (Some(198), 197));
}

#[test]
fn what_is_there_at_the_end_is_still_read_and_nothing_that_comes_after() {
    let outlet = Arc::default();
    let (mut over, mut goes_on) = (
        reader(&outlet, 3),
        FrameStream::new(outlet.join(3, 2), None),
    );
    publish(&outlet, 1, 10);
    outlet.finish(Some(1), &mut Wakers::default());
    publish(&outlet, 2, 10);
    assert_eq!((next(&mut over), next(&mut over)), (Some(1), None));
    assert_eq!(taken(&mut goes_on), [1, 2]);
    outlet.finish(None, &mut Wakers::default());
    assert_eq!((next(&mut goes_on), over.lost()), (None, 0));
    publish(&outlet, 3, 10);
    assert_eq!(outlet.counts().received, 2);
}

#[test]
fn a_frame_and_the_end_wake_each_reader_that_sleeps_once() {
    #[derive(Default)]
    struct Woken(AtomicUsize);
    impl std::task::Wake for Woken {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Relaxed);
        }
    }
    let (outlet, woken) = (Arc::default(), Arc::new(Woken::default()));
    let waker = woken.clone().into();
    let mut streams = [reader(&outlet, 3), reader(&outlet, 3)];
    let poll =
        |stream: &mut FrameStream<Bytes>| stream.poll_next_unpin(&mut Context::from_waker(&waker));
    assert!(streams.iter_mut().all(|stream| poll(stream).is_pending()));
    (0..2).for_each(|n| publish(&outlet, n, 10));
    assert_eq!(woken.0.load(Relaxed), 2);
    let [first, _] = &mut streams;
    (0..2).for_each(|_| assert!(poll(first).is_ready()));
    assert!(poll(first).is_pending());
    outlet.finish(None, &mut { Wakers::default() });
    let mut wakers = Wakers::default();
    let mut late = reader(&outlet, 3);
    assert!(poll(&mut late).is_pending());
    outlet.finish(None, &mut wakers);
    wakers.wake();
    assert_eq!(woken.0.load(Relaxed), 3);
}

#[test]
fn a_stream_that_was_dropped_holds_no_frames() {
    let outlet = Arc::default();
    let (gone, mut stays) = (reader(&outlet, 3), reader(&outlet, 3));
    publish(&outlet, 1, 100);
    assert_eq!(next(&mut stays), Some(1));
    drop(gone);
    assert!(outlet.row.lock().frames.is_empty());
    drop(stays);
    assert!(outlet.is_idle());
}

#[test]
fn a_large_frame_is_copied_with_no_lock_held() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let mut stream = reader(&outlet, 3);
    let len = COPIED_UNDER_LOCK + 1;
    let copy = |buffer: &mut BytesMut| {
        assert!(outlet.row.try_lock().is_some());
        buffer.resize(len, 5);
    };
    outlet.publish(|| Some(((), len)), copy);
    assert_eq!(next(&mut stream), Some(5));
}

#[test]
fn a_large_frame_that_nobody_wants_any_more_when_it_is_copied_is_dropped() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let mut stream = Some(reader(&outlet, 3));
    let len = COPIED_UNDER_LOCK + 1;
    let copy = |buffer: &mut BytesMut| {
        buffer.resize(len, 5);
        stream.take();
    };
    outlet.publish(|| Some(((), len)), copy);
    assert!(outlet.row.lock().frames.is_empty());
}

#[test]
fn a_large_frame_that_is_copied_while_the_outlet_becomes_another_streams_is_dropped() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let stream = |name| StreamId::new(name).unwrap();
    let join = |name| outlet.join_of(&stream(name), true, 3, 1);
    let mut first = join("first");
    assert!(first.is_some() && join("second").is_none());
    assert!(outlet.join_of(&stream("first"), false, 3, 1).is_some());
    let mut second = None;
    let len = COPIED_UNDER_LOCK + 1;
    let copy = |buffer: &mut BytesMut| {
        buffer.resize(len, 5);
        drop(first.take());
        second = join("second").map(|seat| FrameStream::new(seat, None));
    };
    assert!(
        outlet
            .publish_of(b"first", || Some(((), len)), copy)
            .is_none()
    );
    let mut second = second.expect("it was free");
    assert!(second.next().now_or_never().is_none());
    assert_eq!(outlet.counts().received, 0);
}

#[test]
fn a_large_frame_that_is_copied_while_its_readers_go_is_not_for_those_who_come_then() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let mut early = Some(reader(&outlet, 3));
    let mut late = None;
    let len = COPIED_UNDER_LOCK + 1;
    let copy = |buffer: &mut BytesMut| {
        buffer.resize(len, 5);
        early.take();
        late = Some(reader(&outlet, 3));
    };
    outlet.publish(|| Some(((), len)), copy);
    let mut late = late.expect("it came");
    assert!(late.next().now_or_never().is_none());
}

#[test]
fn a_stream_may_end_twice_and_what_was_there_is_read_once() {
    for others in [0, 1] {
        let outlet = Arc::new(Outlet::<Bytes>::default());
        let _others: Vec<_> = (0..others)
            .map(|_| FrameStream::new(outlet.join(9, 2), None))
            .collect();
        let seat = outlet.join(3, 1);
        publish(&outlet, 1, 10);
        outlet.finish(Some(1), &mut Wakers::default());
        publish(&outlet, 2, 10);
        seat.finish();
        let mut stream = FrameStream::new(seat, None);
        assert_eq!((next(&mut stream), next(&mut stream)), (Some(1), None));
    }
}

#[test]
fn a_smaller_capacity_of_a_stream_that_has_ended_loses_only_what_goes() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let stream = reader(&outlet, 9);
    let _other = FrameStream::new(outlet.join(9, 2), None);
    (0..4).for_each(|n| publish(&outlet, n, 10));
    outlet.finish(Some(1), &mut Wakers::default());
    (4..9).for_each(|n| publish(&outlet, n, 10));
    let mut stream = stream.with_capacity(1);
    assert_eq!((stream.lost(), outlet.counts().dropped), (3, 3));
    assert_eq!((next(&mut stream), next(&mut stream)), (Some(3), None));
}

#[test]
fn an_outlet_that_nobody_reads_keeps_no_memory() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let mut streams = [reader(&outlet, 50), reader(&outlet, 50)];
    (0..20).for_each(|n| publish(&outlet, n, 1000));
    assert_eq!(taken(&mut streams[0]).len(), 20);
    outlet.finish(None, &mut Wakers::default());
    let row = outlet.row.lock();
    assert_eq!((row.frames.capacity(), row.pool.len()), (0, 0));
}

#[test]
fn in_the_steady_state_sleeping_readers_and_a_stalled_one_cost_no_allocation() {
    let outlet = Arc::new(Outlet::<Bytes>::default());
    let mut quick: Vec<_> = (0..8).map(|_| reader(&outlet, 50)).collect();
    let stalled = reader(&outlet, 50);
    let mut cx = Context::from_waker(std::task::Waker::noop());
    let mut frame = || {
        for stream in &mut quick {
            assert!(stream.poll_next_unpin(&mut cx).is_pending());
        }
        publish(&outlet, 5, 960);
        for stream in &mut quick {
            assert!(stream.poll_next_unpin(&mut cx).is_ready());
        }
    };
    (0..200).for_each(|_| frame());
    let used = allocation_counter::measure(|| (0..1000).for_each(|_| frame()));
    assert_eq!((used.count_total, stalled.lost()), (0, 1150));
}
