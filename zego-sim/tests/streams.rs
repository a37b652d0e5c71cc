//! Publishing and playing as the cloud makes them: states, retries, refusals, quality.

mod support;

use std::time::Duration;

use support::{Program, still_cloud};
use zego_sim::{Cloud, Fault, Operation};

const SECOND: Duration = Duration::from_secs(1);

/// Two users in a room, who have told all they had to tell.
fn two_users(cloud: &Cloud) -> [Program; 2] {
    let programs = ["alice", "bob"].map(|user| {
        let program = Program::in_cloud(cloud);
        assert_eq!(program.login("room1", user), 0);
        program
    });
    cloud.settle();
    programs.iter().for_each(|program| drop(program.take()));
    programs
}

#[test]
fn a_stream_is_published_and_played() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);

    assert_eq!(alice.publish("s1", 0), 0);
    cloud.settle();
    assert_eq!(bob.play("s1"), 0);
    cloud.settle();

    assert_eq!(
        alice.take(),
        ["publish s1 REQUESTING 0", "publish s1 PUBLISHING 0"]
    );
    assert_eq!(
        bob.take(),
        [
            "room1 streams +s1",
            "play s1 REQUESTING 0",
            "play s1 PLAYING 0",
        ]
    );
    assert_eq!((cloud.stream_count(), cloud.playback_count()), (1, 1));

    bob.stop_playing("s1");
    alice.stop_publishing(0);
    cloud.settle();
    assert_eq!(bob.take(), ["play s1 NO_PLAY 0", "room1 streams -s1 1"]);
    assert_eq!((cloud.stream_count(), cloud.playback_count()), (0, 0));
}

#[test]
fn a_stream_that_is_not_there_is_asked_for_until_it_comes() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    bob.play("s1");
    cloud.settle();
    assert_eq!(
        bob.take(),
        ["play s1 REQUESTING 0", "play s1 REQUESTING 1004002"]
    );

    cloud.advance(60 * SECOND);
    bob.take();
    alice.publish("s1", 0);
    cloud.settle();
    assert_eq!(bob.take(), ["room1 streams +s1", "play s1 PLAYING 0"]);

    alice.stop_publishing(0);
    cloud.settle();
    assert_eq!(
        bob.take(),
        ["room1 streams -s1 1", "play s1 REQUESTING 1004020"]
    );
}

#[test]
fn asking_for_a_stream_that_never_comes_ends_when_the_sdks_patience_does() {
    let cloud = still_cloud();
    let [_, bob] = two_users(&cloud);
    bob.play("s1");
    cloud.advance(20 * 60 * SECOND);
    assert!(bob.take().contains(&"play s1 NO_PLAY 1004001".to_owned()));
    assert_eq!(cloud.playback_count(), 0);
}

#[test]
fn a_stream_id_is_taken_once_in_the_whole_cloud() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    cloud.settle();
    bob.take();

    assert_eq!(bob.publish("s1", 0), 0);
    cloud.settle();

    assert_eq!(
        bob.take(),
        ["publish s1 REQUESTING 0", "publish s1 NO_PUBLISH 1003028"]
    );
    assert_eq!(cloud.streams("room1"), ["s1"]);
    assert_eq!(bob.publish("s2", 0), 0, "the channel is free again");
}

#[test]
fn what_runs_already_is_started_again_without_a_word() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    bob.play("s1");
    cloud.settle();
    alice.take();
    bob.take();

    assert_eq!((alice.publish("s1", 0), bob.play("s1")), (0, 0));
    assert_eq!(alice.publish("s2", 0), 1_003_023);
    cloud.settle();

    assert_eq!(alice.take(), ["error startPublishingStream 1003023"]);
    assert_eq!(bob.take(), [""; 0]);
}

#[test]
fn a_refusal_by_the_cloud_is_final_and_a_held_answer_is_not() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    cloud.fail_next(Operation::Publish, Fault::Refuse(1_003_025));
    cloud.fail_next(Operation::Play, Fault::Refuse(1_004_025));
    alice.publish("s1", 0);
    bob.play("s2");
    cloud.settle();
    assert!(
        alice
            .take()
            .contains(&"publish s1 NO_PUBLISH 1003025".to_owned())
    );
    assert!(bob.take().contains(&"play s2 NO_PLAY 1004025".to_owned()));

    cloud.fail_next(Operation::Publish, Fault::Hold);
    alice.publish("s1", 0);
    cloud.advance(60 * SECOND);
    let told = alice.take();
    assert!(
        !told.iter().any(|line| line.contains("PUBLISHING")),
        "{told:?}"
    );
    assert_eq!(cloud.stream_count(), 0);
}

#[test]
fn a_call_can_be_refused_at_once() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    cloud.refuse_next_call("startPublishingStream", 1_003_025);
    cloud.refuse_next_call("startPlayingStream", 1_004_025);

    assert_eq!(alice.publish("s1", 0), 1_003_025);
    assert_eq!(bob.play("s1"), 1_004_025);

    assert_eq!((alice.publish("s1", 0), bob.play("s1")), (0, 0));
}

#[test]
fn an_answer_comes_late_or_twice_when_told_to() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    cloud.fail_next(Operation::Publish, Fault::Late(10 * SECOND));
    alice.publish("s1", 0);
    cloud.advance(9 * SECOND);
    assert_eq!(alice.take(), ["publish s1 REQUESTING 0"]);
    cloud.advance(SECOND);
    assert_eq!(alice.take(), ["publish s1 PUBLISHING 0"]);

    bob.take();
    cloud.fail_next(Operation::Play, Fault::Twice);
    bob.play("s1");
    cloud.settle();
    assert_eq!(
        bob.take(),
        [
            "play s1 REQUESTING 0",
            "play s1 PLAYING 0",
            "play s1 PLAYING 0",
        ]
    );
}

#[test]
fn a_late_answer_to_what_was_stopped_is_nothing() {
    let cloud = still_cloud();
    let [alice, _] = two_users(&cloud);
    cloud.fail_next(Operation::Publish, Fault::Late(SECOND));
    alice.publish("s1", 0);
    alice.stop_publishing(0);
    alice.publish("s2", 0);
    cloud.advance(2 * SECOND);

    assert_eq!(
        alice.take(),
        [
            "publish s1 REQUESTING 0",
            "publish s1 NO_PUBLISH 0",
            "publish s2 REQUESTING 0",
            "publish s2 PUBLISHING 0",
        ]
    );
    assert_eq!(cloud.streams("room1"), ["s2"]);
}

#[test]
fn a_stream_that_a_server_removes_is_gone_for_the_others() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    bob.play("s1");
    cloud.settle();
    bob.take();

    cloud.remove_stream("s1");
    cloud.settle();

    let told = bob.take();
    assert!(told.contains(&"room1 streams -s1 6".to_owned()), "{told:?}");
    assert!(
        told.contains(&"play s1 REQUESTING 1004020".to_owned()),
        "{told:?}"
    );
}

#[test]
fn quality_is_told_every_three_seconds_while_a_stream_runs() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    cloud.settle();
    bob.play("s1");
    cloud.settle();
    alice.take();
    bob.take();

    cloud.advance(10 * SECOND);

    assert_eq!(alice.take(), ["publish quality s1"; 3]);
    assert_eq!(bob.take(), ["play quality s1"; 3]);
    alice.stop_publishing(0);
    bob.stop_playing("s1");
    cloud.settle();
    alice.take();
    bob.take();
    cloud.advance(10 * SECOND);
    assert_eq!((alice.take().len(), bob.take().len()), (0, 0));
}

#[test]
fn more_streams_than_the_limit_are_taken_back_a_moment_later() {
    let cloud = still_cloud();
    let [_, bob] = two_users(&cloud);
    for at in 0..20 {
        assert_eq!(bob.play(&format!("s{at}")), 0);
    }
    assert_eq!(bob.play("s20"), 0);
    cloud.settle();
    let told = bob.take();
    assert!(
        told.contains(&"play s20 NO_PLAY 1004010".to_owned()),
        "{told:?}"
    );
    assert!(
        !told.contains(&"play s19 NO_PLAY 1004010".to_owned()),
        "{told:?}"
    );
}

#[test]
fn sei_and_mutes_reach_whoever_plays() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    bob.play("s1");
    cloud.settle();
    bob.take();

    assert_eq!(alice.send_sei(b"mark", 0), 0);
    assert_eq!(
        alice.send_sei(&[b'x'; 4097], 0),
        0,
        "too long: lost, not refused"
    );
    alice.mute_published_audio(0, true);
    alice.mute_published_audio(0, true);
    alice.mute_published_audio(0, false);
    cloud.settle();

    assert_eq!(
        bob.take(),
        ["sei s1 mark", "microphone s1 10", "microphone s1 0"]
    );
}

#[test]
fn logging_out_ends_every_stream_on_the_callers_thread() {
    let cloud = still_cloud();
    let [alice, bob] = two_users(&cloud);
    alice.publish("s1", 0);
    alice.publish("s2", 1);
    alice.play("s3");
    cloud.settle();
    alice.take();
    bob.take();

    alice.logout("room1");

    let here = std::thread::current().id();
    let inside = alice.lines().into_iter().filter(|line| line.thread == here);
    let inside: Vec<String> = inside.map(|line| line.text).collect();
    assert_eq!(
        inside,
        [
            "room1 LOGOUT 0",
            "publish s1 NO_PUBLISH 0",
            "publish s2 NO_PUBLISH 0",
            "play s3 NO_PLAY 0",
            "api logoutRoom 0",
        ]
    );
    cloud.settle();
    assert_eq!((cloud.stream_count(), cloud.playback_count()), (0, 0));
    let mut told = bob.take();
    told.sort();
    assert_eq!(
        told,
        [
            "room1 streams -s1 1",
            "room1 streams -s2 1",
            "room1 users -alice",
        ]
    );
}
