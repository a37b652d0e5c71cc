//! Event streams and rosters: what each yields before it ends, or instead of ending.

use std::fmt::Debug;

use futures::{FutureExt, Stream, StreamExt};
use zego_async::event::{PlayerStateChanged, PublisherStateChanged, RoomStateChanged};
use zego_async::{Change, Lagged, RoomChange};
use zego_sim::{Cloud, Latency};

use crate::assert_table;
use crate::support::{Party, until, within};
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
    let cloud = Cloud::new().with_manual_time();
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

/// Everything that a stream has now, and whether it is over.
fn read<S: Stream + Unpin>(stream: &mut S, word: impl Fn(S::Item) -> String) -> String {
    let mut words: Vec<String> = Vec::new();
    loop {
        match stream.next().now_or_never() {
            Some(Some(item)) => {
                let word = word(item);
                if !word.is_empty() && words.last() != Some(&word) {
                    words.push(word);
                }
            }
            Some(None) => {
                words.push("end".to_owned());
                return words.join(" ");
            }
            None => return words.join(" "),
        }
    }
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_shows_on_every_stream_as_the_table_says() {
    let mut table = vec![vec!["fault".to_owned()]];
    table[0].extend(STREAMS.map(str::to_owned));
    for &trouble in Trouble::ALL.iter().filter(|trouble| trouble.strikes()) {
        table.push(row(trouble).await);
    }
    assert_table(&table, TABLE);
}
