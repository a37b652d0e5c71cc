//! From login to LOGINED to logout, without the cloud's latency.

use std::ffi::CString;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Instant;

use zego_async::baseline::{BorrowedState, Sink};

use crate::compare::{Compared, in_turns, median};
use crate::stage::{self, Stage, USER};

/// Against raw C calls and a condition variable, in microseconds for one round trip.
pub(crate) fn login_and_logout(rounds: usize, trips: usize) -> Compared {
    let stage = Stage::new();
    stage
        .runtime
        .block_on(stage.room.logout())
        .expect("left before the measurement");
    let logined = Arc::new(Logined::default());
    let plain = stage::plain_engine(&stage.cloud, Tells(logined.clone()));
    let (ours, other) = ("room-of-ours", CString::new("room-of-c").expect("no NUL"));
    in_turns(
        rounds,
        || {
            stage.runtime.block_on(async {
                let mut took = Vec::with_capacity(trips);
                for _ in 0..trips {
                    let began = Instant::now();
                    let room = stage.engine.login_room(ours, USER).await.expect("a room");
                    room.logout().await.expect("left");
                    took.push(began.elapsed().as_nanos() as f64 / 1000.0);
                }
                median(took)
            })
        },
        || {
            median((0..trips).map(|_| {
                let began = Instant::now();
                plain.login(&other, "plain").expect("accepted");
                logined.wait();
                plain.logout(&other).expect("left");
                began.elapsed().as_nanos() as f64 / 1000.0
            }))
        },
    )
}

#[derive(Default)]
struct Logined {
    told: Mutex<bool>,
    change: Condvar,
}

impl Logined {
    fn wait(&self) {
        let mut told = self.told.lock().expect("no panic");
        while !*told {
            told = self.change.wait(told).expect("no panic");
        }
        *told = false;
    }
}

struct Tells(Arc<Logined>);

impl Sink for Tells {
    fn state(&self, state: BorrowedState<'_>) {
        if state.reason == 1 {
            *self.0.told.lock().expect("no panic") = true;
            self.0.change.notify_all();
        }
    }
}
