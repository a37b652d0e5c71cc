//! The orders in which those who put events into a queue can meet its readers.

use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

use loom::thread;

use super::*;

/// Blocks a modelled thread until it is woken.
struct Parker(loom::sync::Notify);

impl Wake for Parker {
    fn wake(self: Arc<Self>) {
        self.0.notify();
    }
}

/// Reads a queue to its end as a task does: Pending means to sleep until woken.
fn read_to_the_end(reader: &Reader<u32>) -> (Vec<u32>, u64) {
    let parker = Arc::new(Parker(loom::sync::Notify::new()));
    let waker = Waker::from(parker.clone());
    let mut cx = Context::from_waker(&waker);
    let (mut batch, mut read, mut lost) = (Batch::default(), Vec::new(), 0);
    loop {
        match reader.poll_take(&mut batch, &mut cx) {
            Poll::Ready(Taken::Items) => read.extend(std::iter::from_fn(|| {
                batch.next(|&mut item| item, |&item| item)
            })),
            Poll::Ready(Taken::Lost(more)) => lost += more,
            Poll::Ready(Taken::Finished) => return (read, lost),
            Poll::Pending => parker.0.wait(),
        }
    }
}

fn put(queue: &Queue<u32>, mut item: u32) {
    let mut wakers = Wakers::default();
    queue.put(&mut item, &mut wakers);
    wakers.wake();
}

fn finish(queue: &Queue<u32>) {
    let mut wakers = Wakers::default();
    queue.finish(&mut wakers);
    wakers.wake();
}

#[test]
fn a_reader_sees_every_item_or_is_told_of_its_loss_and_then_the_end() {
    loom::model(|| {
        let queue = Queue::new(1);
        let reader = queue.join();
        let writer = {
            let queue = queue.clone();
            thread::spawn(move || {
                put(&queue, 1);
                put(&queue, 2);
                finish(&queue);
            })
        };
        let (read, lost) = read_to_the_end(&reader);
        writer.join().unwrap();
        assert_eq!(read.len() as u64 + lost, 2, "{read:?}");
        assert_eq!(read.last(), Some(&2), "the newest is kept");
        assert!(read.is_sorted());
    });
}

#[test]
fn an_item_wakes_a_sleeping_reader_though_nothing_comes_after_it() {
    loom::model(|| {
        let queue = Queue::new(1);
        let reader = queue.join();
        let writer = {
            let queue = queue.clone();
            thread::spawn(move || put(&queue, 1))
        };
        let parker = Arc::new(Parker(loom::sync::Notify::new()));
        let waker = Waker::from(parker.clone());
        let (mut batch, mut cx) = (Batch::default(), Context::from_waker(&waker));
        while reader.poll_take(&mut batch, &mut cx).is_pending() {
            parker.0.wait();
        }
        assert_eq!(batch.next(|&mut item| item, |&item| item), Some(1));
        writer.join().unwrap();
    });
}

#[test]
fn two_writers_and_an_end_leave_no_reader_asleep() {
    loom::model(|| {
        let queue = Queue::new(2);
        let reader = queue.join();
        let writers = [1, 2].map(|item| {
            let queue = queue.clone();
            thread::spawn(move || match item {
                1 => put(&queue, 1),
                _ => finish(&queue),
            })
        });
        let (read, lost) = read_to_the_end(&reader);
        writers
            .into_iter()
            .for_each(|writer| writer.join().unwrap());
        // What comes after the end is not taken.
        assert!(read.len() <= 1 && lost == 0);
    });
}

#[test]
fn a_reader_that_goes_while_events_come_leaves_nothing_in_the_queue() {
    loom::model(|| {
        let queue = Queue::new(2);
        let reader = queue.join();
        let writer = {
            let queue = queue.clone();
            thread::spawn(move || put(&queue, 1))
        };
        let mut batch = Batch::default();
        let _ = reader.poll_take(&mut batch, &mut Context::from_waker(Waker::noop()));
        drop(reader);
        writer.join().unwrap();
        assert_eq!(queue.len(), 0);
    });
}

#[test]
fn readers_that_share_a_queue_each_see_every_item_and_the_end() {
    loom::model(|| {
        let queue = Queue::new(2);
        let (here, there) = (queue.join(), queue.join());
        let other = thread::spawn(move || read_to_the_end(&there));
        let writer = {
            let queue = queue.clone();
            thread::spawn(move || {
                put(&queue, 1);
                put(&queue, 2);
                finish(&queue);
            })
        };
        assert_eq!(read_to_the_end(&here), (vec![1, 2], 0));
        assert_eq!(other.join().unwrap(), (vec![1, 2], 0));
        writer.join().unwrap();
        assert_eq!(queue.len(), 0);
    });
}
