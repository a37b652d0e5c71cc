//! Event streams and rosters: what each yields before it ends, or instead of ending.

use std::fmt::Debug;
use std::future::IntoFuture;

use futures::{FutureExt, Stream, StreamExt};
use zego_async::event::{PlayerStateChanged, PublisherStateChanged, RoomStateChanged};
use zego_async::{Change, Feature, Lagged, RoomChange};
use zego_sim::{Latency, Operation};

use crate::assert_table;
use crate::support::{Party, new_cloud, until, within};
use crate::troubles::{PATIENCE, Trouble};

const STREAMS: [&str; 7] = [
    "room.states",
    "room.users",
    "room.streams",
    "publication.states",
    "playback.states",
    "engine.room_states",
    "engine.events",
];

/// Alice publishes and plays in a room with bob, reads nothing, and then has this trouble.
async fn row(trouble: Trouble) -> Vec<String> {
    let cloud = new_cloud().with_manual_time();
    cloud.set_latency(Latency::NONE);
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let bobs_room = within(bob.login("room1", "bob")).await.unwrap();
    let _bobs_camera = within(bobs_room.publish("bob-camera")).await.unwrap();
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    let playback = within(room.play("bob-camera")).await.unwrap();
    until("the lists are there", || {
        room.current_users().len() == 1 && room.current_streams().len() == 1
    })
    .await;
    cloud.settle();

    let engine = &alice.engine;
    let mut streams = (
        room.states(),
        room.users(),
        room.streams(),
        publication.states(),
        playback.states(),
        engine.room_states(),
        engine.events(),
    );
    trouble.strike(&cloud, engine).await;
    cloud.settle();
    cloud.advance(PATIENCE);

    let told = vec![
        format!("{trouble:?}"),
        read(&mut streams.0, |it: Result<RoomStateChanged, _>| {
            word(it, |it| it.reason)
        }),
        read(&mut streams.1, roster),
        read(&mut streams.2, roster),
        read(&mut streams.3, |it: Result<PublisherStateChanged, _>| {
            word(it, |it| it.state)
        }),
        read(&mut streams.4, |it: Result<PlayerStateChanged, _>| {
            word(it, |it| it.state)
        }),
        read(&mut streams.5, |it: Result<RoomStateChanged, _>| {
            word(it, |it| it.reason)
        }),
        // What it yields is the SDK's own; here it counts whether it lags and ends.
        read(&mut streams.6, |it| {
            it.err().map(|_| "Lagged".to_owned()).unwrap_or_default()
        }),
    ];
    within(engine.destroy()).await.unwrap();
    within(bob.engine.destroy()).await.unwrap();
    assert!(within(streams.5.by_ref().count()).await < usize::MAX);
    assert_eq!(
        cloud.session_count() + cloud.stream_count(),
        0,
        "{trouble:?}"
    );
    told
}

/// The engine's streams, made before alice asks for something whose answer has this trouble.
async fn row_of_answers(trouble: Trouble) -> Vec<String> {
    let mut told = vec![format!("{trouble:?}")];
    for operation in [Operation::Login, Operation::Publish, Operation::Play] {
        let cloud = new_cloud().with_manual_time();
        cloud.set_latency(Latency::NONE);
        let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
        let bobs_room = within(bob.login("room1", "bob")).await.unwrap();
        let _bobs_camera = within(bobs_room.publish("bob-camera")).await.unwrap();
        let engine = &alice.engine;
        let login = alice.login("room1", "alice");
        let mut login = Some(async move { login.await.map(|it| it.detach()) });
        if operation != Operation::Login {
            within(login.take().expect("not asked for yet"))
                .await
                .unwrap();
        }
        cloud.settle();
        let mut streams = (
            engine.room_states(),
            engine.room_users(),
            engine.room_streams(),
            engine.publisher_states(),
            engine.player_states(),
        );
        let function = match operation {
            Operation::Login => "loginRoom",
            Operation::Publish => "startPublishingStream",
            _ => "startPlayingStream",
        };
        trouble.order(&cloud, function, Some(operation));
        let asking = match operation {
            Operation::Login => tokio::spawn(login.expect("not asked for yet")),
            Operation::Publish => {
                let publish = engine.publish("camera").into_future();
                tokio::spawn(async move { publish.await.map(|it| it.detach()) })
            }
            _ => {
                let play = engine.play("bob-camera").into_future();
                tokio::spawn(async move { play.await.map(|it| it.detach()) })
            }
        };
        until("it is pending or over", || {
            asking.is_finished() || engine.stats().pending_operations > 0
        })
        .await;
        // A call that goes the same way: the one before it has returned.
        let _ = within(engine.is_feature_supported(Feature::Audio)).await;
        cloud.settle();
        cloud.advance(PATIENCE);
        let all = |words: Vec<String>| words.join(" ");
        match operation {
            Operation::Login => told.extend([
                all(read_all(&mut streams.0, |it| word(it, |it| it.reason))),
                all(read_all(&mut streams.1, roster)),
                all(read_all(&mut streams.2, roster)),
            ]),
            Operation::Publish => {
                told.push(all(read_all(&mut streams.3, |it| word(it, |it| it.state))));
            }
            _ => told.push(all(read_all(&mut streams.4, |it| word(it, |it| it.state)))),
        }
        let _ = within(asking).await.unwrap();
        within(engine.destroy()).await.unwrap();
        within(bob.engine.destroy()).await.unwrap();
        assert_eq!(cloud.session_count() + cloud.stream_count(), 0);
    }
    told
}

/// What a stream has now, the same in a row once, and whether it is over.
fn read<S: Stream + Unpin>(stream: &mut S, word: impl Fn(S::Item) -> String) -> String {
    let mut words = read_all(stream, word);
    words.dedup();
    words.join(" ")
}

/// Everything that a stream has now, and whether it is over.
fn read_all<S: Stream + Unpin>(stream: &mut S, word: impl Fn(S::Item) -> String) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    loop {
        match stream.next().now_or_never() {
            Some(Some(item)) => words.push(word(item)),
            Some(None) => words.push("end".to_owned()),
            None => break,
        }
        if words.last().is_some_and(|word| word == "end") {
            break;
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn word<T, W: Debug>(item: Result<T, Lagged>, word: impl Fn(&T) -> W) -> String {
    match item {
        Ok(item) => format!("{:?}", word(&item)),
        Err(_) => "Lagged".to_owned(),
    }
}

fn roster<T>(change: RoomChange<T>) -> String {
    match change.change {
        Change::Reset(members) => format!("={}", members.len()),
        Change::Added(members) => format!("+{}", members.len()),
        Change::Removed(members) => format!("-{}", members.len()),
        Change::Updated(members) => format!("~{}", members.len()),
        _ => "?".to_owned(),
    }
}

/// A row for each fault that strikes, a column for each stream. Rosters: `=n` starts anew with n,
/// `+n` came, `-n` went. `end` is the end of the stream; without it the stream goes on.
const TABLE: &str = include_str!("streams.txt");

/// The same for faults of answers: what the engine's streams tell of the operation that has it.
const ANSWERS: &str = include_str!("answers.txt");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_shows_on_every_stream_as_the_table_says() {
    let mut table = vec![vec!["fault".to_owned()]];
    table[0].extend(STREAMS.map(str::to_owned));
    for &trouble in Trouble::ALL.iter().filter(|trouble| trouble.strikes()) {
        table.push(row(trouble).await);
    }
    assert_table(&table, TABLE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_of_an_answer_shows_on_the_engines_streams_as_the_table_says() {
    let mut table = vec![vec!["fault".to_owned()]];
    table[0].extend(
        [
            "login: room_states",
            "login: room_users",
            "login: room_streams",
            "publish: publisher_states",
            "play: player_states",
        ]
        .map(str::to_owned),
    );
    for &trouble in Trouble::ALL.iter().filter(|trouble| !trouble.strikes()) {
        table.push(row_of_answers(trouble).await);
    }
    assert_table(&table, ANSWERS);
}
