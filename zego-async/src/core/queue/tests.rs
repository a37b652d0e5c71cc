//! What readers of one queue see of its items.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::task::Wake;

use super::*;

fn put<T: Default>(queue: &Queue<T>, mut item: T) -> u64 {
    queue.put(&mut item, &mut Wakers::default())
}

fn take(reader: &Reader<u32>, batch: &mut Batch<u32>) -> Poll<Taken> {
    reader.poll_take(batch, &mut Context::from_waker(Waker::noop()))
}

fn drain(batch: &mut Batch<u32>) -> Vec<i64> {
    std::iter::from_fn(|| batch.next(|&mut item| item.into(), |&item| item.into())).collect()
}

/// Everything that a reader gets at once; a loss is the negative number of what was lost.
fn read(reader: &Reader<u32>) -> Vec<i64> {
    let mut all = Vec::new();
    let mut batch = Batch::default();
    while let Poll::Ready(taken) = take(reader, &mut batch) {
        match taken {
            Taken::Items => all.extend(drain(&mut batch)),
            Taken::Lost(lost) => all.push(-(lost as i64)),
            Taken::Finished => break,
        }
    }
    all
}

#[test]
fn a_reader_that_falls_behind_is_told_how_much_it_lost_and_keeps_the_newest() {
    let queue = Queue::new(3);
    let reader = queue.join();
    let lost: u64 = (0..5).map(|item| put(&queue, item)).sum();
    assert_eq!(lost, 2);
    assert_eq!(read(&reader), [-2, 2, 3, 4]);
}

#[test]
fn a_slow_reader_loses_alone_and_readers_get_what_came_after_they_joined() {
    let queue = Queue::new(3);
    let (quick, slow) = (queue.join(), queue.join());
    put(&queue, 0);
    put(&queue, 1);
    assert_eq!(read(&quick), [0, 1]);
    let late = queue.join();
    let lost: u64 = (2..6).map(|item| put(&queue, item)).sum();
    assert_eq!(
        lost, 5,
        "0, 1 and 2 of the slow one, 2 of the quick and of the late one"
    );
    assert_eq!(read(&quick), [-1, 3, 4, 5]);
    assert_eq!(read(&late), [-1, 3, 4, 5]);
    assert_eq!(read(&slow), [-3, 3, 4, 5]);
    assert_eq!(queue.len(), 0);
}

#[test]
fn many_readers_each_get_everything_in_order_whatever_their_pace() {
    let queue = Queue::new(1000);
    let readers: Vec<_> = (0..4).map(|_| queue.join()).collect();
    let mut got = vec![Vec::new(); 4];
    for item in 0..500 {
        put(&queue, item);
        for (pace, reader) in readers.iter().enumerate() {
            if item % (pace as u32 * 50 + 1) == 0 {
                got[pace].extend(read(reader));
            }
        }
    }
    for (got, reader) in got.iter_mut().zip(&readers) {
        got.extend(read(reader));
        assert_eq!(*got, (0..500).collect::<Vec<_>>());
    }
    assert_eq!(queue.len(), 0);
}

#[test]
fn what_is_in_the_queue_at_its_end_is_still_read() {
    let queue = Queue::new(3);
    let reader = queue.join();
    put(&queue, 1);
    queue.finish(&mut Wakers::default());
    put(&queue, 2);
    let mut batch = Batch::default();
    assert!(matches!(
        take(&reader, &mut batch),
        Poll::Ready(Taken::Items)
    ));
    assert_eq!(drain(&mut batch), [1]);
    assert!(matches!(
        take(&reader, &mut batch),
        Poll::Ready(Taken::Finished)
    ));
}

#[test]
fn what_nobody_reads_any_more_is_not_held() {
    let queue = Queue::new(3);
    let (stays, leaves) = (queue.join(), queue.join());
    put(&queue, 1);
    assert_eq!(read(&stays), [1]);
    assert_eq!(queue.len(), 1);
    drop(leaves);
    assert_eq!(queue.len(), 0);
    put(&queue, 2);
    drop(stays);
    put(&queue, 3);
    assert_eq!(queue.len(), 0);
    assert!(!queue.has_readers());
}

#[test]
fn readers_share_what_they_take_and_one_alone_takes_the_items_themselves() {
    let item = Arc::new(());
    let queue = Queue::new(3);
    let (one, other) = (queue.join(), queue.join());
    let put = || {
        queue.put(&mut item.clone(), &mut Wakers::default());
    };
    let mut cx = Context::from_waker(Waker::noop());
    let (mut batch, mut others) = (Batch::default(), Batch::default());
    put();
    let _ = one.poll_take(&mut batch, &mut cx);
    let _ = other.poll_take(&mut others, &mut cx);
    assert_eq!(Arc::strong_count(&item), 2, "of the block of both");
    let look = |batch: &mut Batch<Arc<()>>| batch.next(|_| "own", |_| "shared");
    assert_eq!(
        (look(&mut batch), look(&mut others)),
        (Some("shared"), Some("shared"))
    );
    assert_eq!(Arc::strong_count(&item), 1);
    drop(other);
    put();
    let _ = one.poll_take(&mut batch, &mut cx);
    assert_eq!(look(&mut batch), Some("own"));
    assert_eq!(look(&mut batch), None);
    assert_eq!(Arc::strong_count(&item), 1);
}

#[test]
fn a_reader_that_skips_gets_only_what_comes_later() {
    let queue = Queue::new(3);
    let (other, reader) = (queue.join(), queue.join());
    (0..5).for_each(|item| {
        put(&queue, item);
    });
    reader.skip();
    put(&queue, 5);
    assert_eq!(read(&reader), [5]);
    assert_eq!(read(&other), [-3, 3, 4, 5]);
}

#[test]
fn everybody_who_sleeps_is_woken_once() {
    struct Counts(AtomicUsize);
    impl Wake for Counts {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Relaxed);
        }
    }
    let queue = Queue::new(3);
    let readers = [queue.join(), queue.join()];
    let woken = Arc::new(Counts(AtomicUsize::new(0)));
    let waker = Waker::from(woken.clone());
    for reader in &readers {
        let polled = reader.poll_take(&mut Batch::default(), &mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    for mut item in 0..2 {
        let mut wakers = Wakers::default();
        queue.put(&mut item, &mut wakers);
        wakers.wake();
    }
    assert_eq!(woken.0.load(Relaxed), 2);
}

/// A waker that looks at the queue when it is dropped, as one does that holds the last handle
/// of an engine.
struct LooksWhenDropped(Arc<Queue<u32>>, Arc<AtomicUsize>);

impl Wake for LooksWhenDropped {
    fn wake(self: Arc<Self>) {}
}

impl Drop for LooksWhenDropped {
    fn drop(&mut self) {
        assert!(self.0.is_unlocked(), "dropped under the lock");
        self.1.fetch_add(1, Relaxed);
    }
}

#[test]
fn a_waker_is_dropped_with_no_lock_held() {
    let queue = Queue::new(3);
    let reader = queue.join();
    let dropped = Arc::new(AtomicUsize::new(0));
    let mut batch = Batch::default();
    for _ in 0..2 {
        let waker = Waker::from(Arc::new(LooksWhenDropped(queue.clone(), dropped.clone())));
        let polled = reader.poll_take(&mut batch, &mut Context::from_waker(&waker));
        assert!(polled.is_pending());
    }
    assert_eq!(
        dropped.load(Relaxed),
        1,
        "the second took the first one's place"
    );
    drop(reader);
    assert_eq!(dropped.load(Relaxed), 2);
}

#[test]
fn room_for_a_burst_is_given_back_when_it_is_read() {
    let queue = Queue::new(1000);
    let reader = queue.join();
    for _ in 0..3 {
        (0..500).for_each(|item| assert_eq!(put(&queue, item), 0));
        let mut batch = Batch::default();
        assert!(matches!(
            take(&reader, &mut batch),
            Poll::Ready(Taken::Items)
        ));
        assert_eq!(drain(&mut batch).len(), 500);
        assert!(batch.own.capacity() <= KEPT);
        assert!(queue.state.lock().open.capacity() <= KEPT);
        assert!(take(&reader, &mut batch).is_pending());
    }
}

#[test]
fn a_reader_is_close_behind_if_it_takes_few_items_again_and_again_and_finds_some_each_time() {
    let queue = Queue::new(100);
    let reader = queue.join();
    let mut batch = Batch::default();
    let mut close = |items| {
        (0..items).for_each(|item| {
            put(&queue, item);
        });
        let _ = take(&reader, &mut batch);
        drain(&mut batch);
        batch.few > 1
    };
    assert_eq!([1, 1, 1].map(&mut close), [false, true, true]);
    assert_eq!([0, 1, 1].map(&mut close), [false, false, true], "it slept");
    assert_eq!(
        [20, 1, 1].map(&mut close),
        [false, false, true],
        "many came"
    );
}

#[test]
fn an_item_stays_with_who_has_it_unless_a_reader_wants_it() {
    let queue = Queue::new(3);
    let mut item = 7;
    let mut put = |queue: &Queue<u32>| {
        queue.put(&mut item, &mut Wakers::default());
        std::mem::replace(&mut item, 7)
    };
    assert_eq!(put(&queue), 7, "nobody reads");
    let reader = queue.join();
    assert_eq!(put(&queue), 0, "it was taken");
    queue.finish(&mut Wakers::default());
    assert_eq!(put(&queue), 7, "it came after the end");
    assert_eq!(read(&reader), [7]);
}
