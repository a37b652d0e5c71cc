//! The orders in which a thread of the SDK that brings frames can meet their readers.

use std::task::Wake;

use loom::sync::Notify;
use loom::thread;

use super::*;

impl Frame for Bytes {
    type Head = ();

    fn of(_head: (), bytes: Bytes) -> Self {
        bytes
    }
}

fn publish(outlet: &Outlet<Bytes>, byte: u8) {
    outlet.publish(|| Some(((), 1)), |buffer| buffer.extend_from_slice(&[byte]));
}

/// Wakes the thread that reads.
struct Woken(Notify);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.notify();
    }
}

/// Reads to the end.
fn read(outlet: &Outlet<Bytes>, place: usize) -> Vec<u8> {
    let woken = Arc::new(Woken(Notify::new()));
    let waker = woken.clone().into();
    let mut cx = Context::from_waker(&waker);
    let mut seen = Vec::new();
    loop {
        match outlet.poll_next(place, &mut cx) {
            Poll::Ready(Some(frame)) => seen.push(frame[0]),
            Poll::Ready(None) => return seen,
            Poll::Pending => woken.0.wait(),
        }
    }
}

#[test]
fn readers_each_see_every_frame_and_the_end_whenever_they_come() {
    loom::model(|| {
        let outlet = Arc::new(Outlet::<Bytes>::default());
        let places = [1, 1].map(|session| outlet.row.lock().join(4, session));
        let sdk = {
            let outlet = outlet.clone();
            thread::spawn(move || {
                publish(&outlet, 1);
                let mut wakers = Wakers::default();
                outlet.finish(Some(1), &mut wakers);
                wakers.wake();
                publish(&outlet, 2);
            })
        };
        for place in places {
            assert_eq!(read(&outlet, place), [1]);
        }
        sdk.join().unwrap();
    });
}

#[test]
fn a_frame_wakes_a_sleeping_reader_though_nothing_comes_after_it() {
    loom::model(|| {
        let outlet = Arc::new(Outlet::<Bytes>::default());
        let place = outlet.row.lock().join(4, 1);
        let sdk = {
            let outlet = outlet.clone();
            thread::spawn(move || publish(&outlet, 1))
        };
        let woken = Arc::new(Woken(Notify::new()));
        let waker = woken.clone().into();
        let mut cx = Context::from_waker(&waker);
        while outlet.poll_next(place, &mut cx).is_pending() {
            woken.0.wait();
        }
        sdk.join().unwrap();
    });
}

#[test]
fn a_reader_that_goes_while_frames_come_leaves_none_behind() {
    loom::model(|| {
        let outlet = Arc::new(Outlet::<Bytes>::default());
        let place = outlet.row.lock().join(4, 1);
        let sdk = {
            let outlet = outlet.clone();
            thread::spawn(move || (0..2).for_each(|byte| publish(&outlet, byte)))
        };
        outlet.leave(place);
        sdk.join().unwrap();
        assert!(outlet.row.lock().frames.is_empty());
    });
}

#[test]
fn an_end_that_crosses_a_large_copy_leaves_no_frame_and_no_reader_waiting() {
    loom::model(|| {
        let outlet = Arc::new(Outlet::<Bytes>::default());
        let place = outlet.row.lock().join(4, 1);
        let sdk = {
            let outlet = outlet.clone();
            thread::spawn(move || {
                let len = COPIED_UNDER_LOCK + 1;
                outlet.publish(|| Some(((), len)), |buffer| buffer.resize(len, 1));
            })
        };
        // The session's end, and that of a stream that was made too late.
        let mut wakers = Wakers::default();
        outlet.finish(Some(1), &mut wakers);
        outlet.end(place);
        let seen = read(&outlet, place);
        assert!(seen.is_empty() || seen == [1]);
        outlet.leave(place);
        sdk.join().unwrap();
        assert!(outlet.row.lock().frames.is_empty());
    });
}
