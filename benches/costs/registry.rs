//! Results of calls when many are in flight.

use std::task::{Context, Poll, Waker};
use std::time::Instant;

use zego_async::Operation;
use zego_sim::{Event, Fault, PreparedCallback};

use crate::compare::{Compared, in_turns};
use crate::stage::{ROOM, Stage, USER, wait_until};

/// Nanoseconds on the SDK's thread for one result: with `many` in flight, against one.
pub(crate) fn many_in_flight(rounds: usize, many: usize, alone: usize) -> Compared {
    let stage = Stage::new();
    let mut requests = Requests {
        stage: &stage,
        sequence: 0,
    };
    // Both closures ask for requests, one after the other.
    let requests = std::cell::RefCell::new(&mut requests);
    in_turns(
        rounds,
        || requests.borrow_mut().cost_of(many),
        || {
            let costs = (0..alone).map(|_| requests.borrow_mut().cost_of(1));
            costs.sum::<f64>() / alone as f64
        },
    )
}

struct Requests<'a> {
    stage: &'a Stage,
    /// Of the last request.
    sequence: i32,
}

impl Requests<'_> {
    /// Makes `count` requests, then lets all their results come.
    fn cost_of(&mut self, count: usize) -> f64 {
        let _entered = self.stage.runtime.enter();
        let mut cx = Context::from_waker(Waker::noop());
        let mut waiting: Vec<Operation<()>> = Vec::with_capacity(count);
        for _ in 0..count {
            self.stage
                .cloud
                .fail_next(zego_sim::Operation::Message, Fault::Hold);
            let request = self.stage.room.send_command("hello", &[]);
            let mut request = request.into_future();
            assert!(Future::poll(std::pin::Pin::new(&mut request), &mut cx).is_pending());
            waiting.push(request);
        }
        wait_until("all calls are made", || {
            // A request registers its place when it is polled after its call.
            for request in &mut waiting {
                assert!(Future::poll(std::pin::Pin::new(request), &mut cx).is_pending());
            }
            self.stage.engine.stats().pending_operations == count
        });
        let callbacks: Vec<PreparedCallback> = (0..count).map(|_| self.next_result()).collect();
        let began = Instant::now();
        callbacks.iter().for_each(PreparedCallback::fire);
        let took = began.elapsed().as_nanos() as f64 / count as f64;
        for mut request in waiting {
            let answer = Future::poll(std::pin::Pin::new(&mut request), &mut cx);
            assert!(matches!(answer, Poll::Ready(Ok(()))));
        }
        took
    }

    fn next_result(&mut self) -> PreparedCallback {
        self.sequence += 1;
        let event = Event::CommandResult {
            room: ROOM.into(),
            code: 0,
            sequence: self.sequence,
        };
        let prepared = self.stage.cloud.prepare(USER, &event);
        prepared.expect("somebody listens")
    }
}
