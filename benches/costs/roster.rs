//! Rooms of many users and streams that arrive and leave, with a reader that keeps up and one
//! that falls behind and starts over.

use std::time::Instant;

use futures::{FutureExt, StreamExt};
use zego_async::{Change, Room, Sdk};
use zego_sim::{Cloud, Event, List, PreparedCallback, Stream, User};

use crate::compare::{Compared, in_turns};
use crate::stage::{self, ROOM, USER};

/// How many come or go with one callback.
const TOGETHER: usize = 10;
/// Fewer than a large room's callbacks: a reader that doesn't read falls behind.
const CAPACITY: usize = 8;

/// Microseconds for one user of a room of `large` users and a tenth as many streams, against a
/// room of `small`.
pub(crate) fn large_room(rounds: usize, large: usize, small: usize) -> Compared {
    let runtime = stage::runtime();
    let cloud = stage::cloud();
    let room = runtime.block_on(async {
        let engine = Sdk::embedded()
            .engine(cloud.app_id())
            .app_sign("0".repeat(64))
            .event_capacity(CAPACITY);
        let engine = engine.await.expect("an engine");
        engine.login_room(ROOM, USER).await.expect("a room")
    });
    let of = |users| Crowd::new(&cloud, users);
    let (many, few) = (of(large), of(small));
    in_turns(
        rounds,
        || many.come_and_go(&room) / large as f64,
        || {
            (0..large / small)
                .map(|_| few.come_and_go(&room))
                .sum::<f64>()
                / large as f64
        },
    )
}

struct Crowd {
    users: usize,
    streams: usize,
    come: Vec<PreparedCallback>,
    go: Vec<PreparedCallback>,
}

impl Crowd {
    fn new(cloud: &Cloud, count: usize) -> Self {
        let user = |number: usize| User::new(format!("user-{number:05}"), format!("User {number}"));
        let users: Vec<User> = (0..count).map(user).collect();
        let stream = |number: usize| Stream {
            user: user(number),
            id: format!("stream-{number:05}").into(),
            extra_info: "".into(),
        };
        let streams: Vec<Stream> = (0..count / 10).map(stream).collect();
        let callbacks = |update| {
            let users = users.chunks(TOGETHER).map(|users| Event::RoomUsers {
                room: ROOM.into(),
                update,
                users: List::from(users.to_vec()),
            });
            let streams = streams.chunks(TOGETHER).map(|streams| Event::RoomStreams {
                room: ROOM.into(),
                update,
                streams: List::from(streams.to_vec()),
                extended: "".into(),
            });
            let prepare = |event| cloud.prepare(USER, &event).expect("somebody listens");
            users.chain(streams).map(prepare).collect()
        };
        Self {
            users: users.len(),
            streams: streams.len(),
            come: callbacks(0),
            go: callbacks(1),
        }
    }

    /// All come, then all go; microseconds.
    fn come_and_go(&self, room: &Room) -> f64 {
        let began = Instant::now();
        let (mut users, mut streams) = (room.users(), room.streams());
        let mut late = room.users();
        for callbacks in [&self.come, &self.go] {
            for callback in callbacks {
                callback.fire();
                while users.next().now_or_never().is_some() {}
                while streams.next().now_or_never().is_some() {}
            }
            if std::ptr::eq(callbacks, &self.come) {
                let told = room.users().next().now_or_never().flatten();
                let Some(Change::Reset(there)) = told.map(|told| told.change) else {
                    panic!("a stream of users starts with who is there");
                };
                assert_eq!(there.len(), self.users);
                assert_eq!(room.current_streams().len(), self.streams);
                // Told of the first who came, or of all again if that was too many.
                while late.next().now_or_never().is_some() {}
            }
        }
        let took = began.elapsed().as_nanos() as f64 / 1000.0;
        assert!(room.current_users().is_empty());
        took
    }
}
