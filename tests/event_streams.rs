//! What subscribers get: where streams begin, what lag does, and what strange callbacks become.

mod support;

use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use futures::{FutureExt, StreamExt};
use support::{Party, next, until, within};
use zego_async::event::{OnlineUserCount, UpdateType};
use zego_async::{Change, Event, RoomId, RoomState, RoomStateReason};
use zego_sim::{Event as Raw, List, Stream, Text, User};

#[tokio::test]
async fn a_stream_of_users_or_streams_made_long_after_the_login_starts_with_what_is_there() {
    let cloud = support::cloud();
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let room_b = within(bob.login("room1", "bob")).await.unwrap();
    let _publication = within(room_b.publish("bob-camera")).await.unwrap();
    let room = within(alice.login("room1", "alice")).await.unwrap();
    until("the lists are there", || {
        room.current_users().len() == 1 && room.current_streams().len() == 1
    })
    .await;

    let Change::Reset(users) = next(&mut room.users()).await.change else {
        panic!("no reset")
    };
    assert_eq!(
        users
            .iter()
            .map(|user| user.id.as_str())
            .collect::<Vec<_>>(),
        ["bob"]
    );
    let Change::Reset(streams) = next(&mut alice.engine.room_streams()).await.change else {
        panic!("no reset")
    };
    assert_eq!(streams[0].id, "bob-camera");
    assert_eq!(streams[0].user.id, "bob");
}

#[tokio::test]
async fn a_stream_made_before_the_login_hears_of_everything_in_order() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let mut states = alice.engine.room_states();
    let room = within(alice.login("room1", "alice")).await.unwrap();
    within(room.logout()).await.unwrap();
    let mut reasons = Vec::new();
    for _ in 0..3 {
        reasons.push(next(&mut states).await.unwrap().reason);
    }
    use RoomStateReason::*;
    assert_eq!(reasons, [Logining, Logined, Logout]);
}

#[tokio::test]
async fn a_subscriber_that_never_reads_costs_bounded_memory_and_learns_that_it_lagged() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    let engine = sdk
        .engine(cloud.app_id())
        .app_sign("0".repeat(64))
        .event_capacity(16);
    let engine = within(engine).await.unwrap();
    let room = within(engine.login_room("room1", "alice")).await.unwrap();
    let mut counts = room.online_user_counts();
    let mut reads_all = engine.online_user_counts();
    for count in 0..1000 {
        cloud.inject(
            "alice",
            Raw::RoomOnlineCount {
                room: "room1".into(),
                count,
            },
        );
        assert_eq!(next(&mut reads_all).await.unwrap().count, count);
    }
    assert!(engine.stats().deepest_queue <= 16);
    let lagged = next(&mut counts).await.unwrap_err();
    assert_eq!(lagged.0, 1000 - 16);
    let OnlineUserCount { count, .. } = next(&mut counts).await.unwrap();
    assert_eq!(count, 1000 - 16, "the oldest that is left");
    assert_eq!(engine.stats().lagged_events, 1000 - 16);
}

#[tokio::test]
async fn a_roster_that_falls_behind_is_reset_to_what_is_there_now() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    let engine = sdk
        .engine(cloud.app_id())
        .app_sign("0".repeat(64))
        .event_capacity(4);
    let engine = within(engine).await.unwrap();
    let room = within(engine.login_room("room1", "alice")).await.unwrap();
    let mut users = room.users();
    assert_eq!(next(&mut users).await.change, Change::Reset(vec![]));
    for number in 0..20 {
        let list = List::from(vec![User::new(format!("user{number}"), "")]);
        let added = number % 2 == 0 || number > 15;
        for update in if added { &[0][..] } else { &[0, 1] } {
            let event = Raw::RoomUsers {
                room: "room1".into(),
                update: *update,
                users: list.clone(),
            };
            cloud.inject("alice", event);
        }
    }
    until("all have come", || room.current_users().len() == 12).await;
    let Change::Reset(now) = next(&mut users).await.change else {
        panic!("no reset")
    };
    assert_eq!(now, room.current_users());
    assert!(
        users.next().now_or_never().is_none(),
        "nothing is told twice"
    );
}

#[tokio::test]
async fn null_texts_null_lists_broken_utf8_and_unknown_values_do_no_harm() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let mut events = alice.engine.events();
    let broken = Text::bytes(*b"a\xffb");

    cloud.inject(
        "alice",
        Raw::RoomUsers {
            room: Text::NULL,
            update: 0,
            users: List::Null(7),
        },
    );
    let users = List::from(vec![User::new(broken.clone(), Text::NULL)]);
    cloud.inject(
        "alice",
        Raw::RoomUsers {
            room: "room1".into(),
            update: 77,
            users,
        },
    );
    let stream = Stream {
        user: User::default(),
        id: broken,
        extra_info: Text::NULL,
    };
    let streams = List::from(vec![stream]);
    let extended = Text::NULL;
    cloud.inject(
        "alice",
        Raw::RoomStreams {
            room: "room1".into(),
            update: 0,
            streams,
            extended,
        },
    );

    let mut wanted = Vec::new();
    while wanted.len() < 3 {
        let event = next(&mut events).await.unwrap();
        if matches!(event, Event::RoomUsers(_) | Event::RoomStreams(_)) {
            wanted.push(event);
        }
    }
    let [
        Event::RoomUsers(null),
        Event::RoomUsers(unknown),
        Event::RoomStreams(streams),
    ] = &wanted[..]
    else {
        panic!("{wanted:?}")
    };
    assert_eq!((null.room.as_str(), null.users.len()), ("", 0));
    assert_eq!(unknown.update, UpdateType::Unknown(77));
    assert_eq!(unknown.users[0].id, "a\u{fffd}b");
    assert_eq!(streams.streams[0].id, "a\u{fffd}b");
    assert_eq!(alice.engine.stats().panicked_callbacks, 0);
    assert_eq!(room.state(), RoomState::Connected);
}

#[tokio::test]
async fn two_engines_in_one_process_do_not_see_each_others_events() {
    let cloud = support::cloud();
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let mut of_alice = alice.engine.events();
    let room = within(bob.login("room1", "bob")).await.unwrap();
    within(room.logout()).await.unwrap();
    within(bob.engine.destroy()).await.unwrap();
    assert!(of_alice.next().now_or_never().is_none());
    within(alice.engine.destroy()).await.unwrap();
    let mut rooms = Vec::<RoomId>::new();
    while let Some(event) = within(of_alice.next()).await {
        if let Event::RoomState(change) = event.unwrap() {
            rooms.push(change.room);
        }
    }
    assert_eq!(rooms, Vec::<RoomId>::new());
}

struct Panics;

impl Wake for Panics {
    fn wake(self: Arc<Self>) {
        panic!("asked for");
    }
}

#[tokio::test]
async fn a_waker_that_panics_leaves_no_other_task_asleep() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let _room = within(alice.login("room1", "alice")).await.unwrap();
    let mut never_woken = alice.engine.room_states();
    let waker = Waker::from(Arc::new(Panics));
    let mut cx = Context::from_waker(&waker);
    assert!(never_woken.poll_next_unpin(&mut cx).is_pending());
    let mut states = alice.engine.room_states();
    let of_the_same = tokio::spawn(async move { states.next().await.is_some() });
    let mut events = alice.engine.events();
    let of_all = tokio::spawn(async move { events.next().await.is_some() });
    tokio::task::yield_now().await;
    cloud.disconnect("alice");
    assert!(within(of_the_same).await.unwrap());
    assert!(within(of_all).await.unwrap());
    until("its panic is counted", || {
        alice.engine.stats().panicked_callbacks == 1
    })
    .await;
}

#[tokio::test]
async fn a_waker_that_panics_does_not_keep_an_engine_from_its_end() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let mut states = alice.engine.room_states();
    let waker = Waker::from(Arc::new(Panics));
    let polled = states.poll_next_unpin(&mut Context::from_waker(&waker));
    assert!(polled.is_pending());
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let mut users = room.users();
    within(alice.engine.destroy()).await.unwrap();
    assert_eq!(cloud.engine_count(), 0);
    while within(users.next()).await.is_some() {}
}
