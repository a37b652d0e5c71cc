//! A call from end to end: log in, publish, play, hang up.

mod support;

use futures::StreamExt;
use support::{Party, within};
use zego_async::{Change, ErrorKind, PlayerState, PublisherState, RoomState};

#[tokio::test]
async fn two_users_log_in_publish_play_and_hang_up() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let bob = Party::new(&cloud).await;

    let room_a = within(alice.login("room1", "alice")).await.unwrap();
    let mut streams = room_a.streams();
    assert_eq!(
        within(streams.next()).await.unwrap().change,
        Change::Reset(vec![])
    );
    assert_eq!(room_a.state(), RoomState::Connected);

    let room_b = within(bob.login("room1", "bob")).await.unwrap();
    let publication = within(room_b.publish("bob-camera")).await.unwrap();
    assert_eq!(publication.state(), PublisherState::Publishing);

    let Change::Added(added) = within(streams.next()).await.unwrap().change else {
        panic!("a stream was to be added")
    };
    assert_eq!(added[0].id, "bob-camera");
    assert_eq!(added[0].user.id, "bob");

    let playback = within(room_a.play(&added[0].id)).await.unwrap();
    assert_eq!(playback.state(), PlayerState::Playing);

    within(publication.stop()).await.unwrap();
    let Change::Removed(removed) = within(streams.next()).await.unwrap().change else {
        panic!("a stream was to be removed")
    };
    assert_eq!(removed[0].id, "bob-camera");
    within(playback.stop()).await.unwrap();
    within(room_a.logout()).await.unwrap();
    within(room_b.logout()).await.unwrap();
    within(alice.engine.destroy()).await.unwrap();
    within(bob.engine.destroy()).await.unwrap();
    let refused = within(alice.login("room1", "alice")).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::EngineGone);
}
