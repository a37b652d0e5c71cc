//! Rooms as the cloud makes them: who hears of whom, and how a stay ends.

mod support;

use std::time::Duration;

use support::{Program, still_cloud};
use zego_sim::{Fault, Kick, Operation};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_login_is_told_in_the_order_of_the_recordings() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);

    assert_eq!(alice.login("room1", "alice"), 0);
    cloud.settle();

    assert_eq!(
        alice.take(),
        ["room1 LOGINING 0", "room1 LOGINED 0", "login room1 0 +"]
    );
    assert_eq!(cloud.users("room1"), ["alice"]);
}

#[test]
fn what_a_call_causes_is_told_on_the_callers_thread_before_it_returns() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    alice.publish("s1", 0);
    alice.logout("room1");
    cloud.settle();

    let here = std::thread::current().id();
    for line in alice.lines() {
        let inside = ["LOGINING", "REQUESTING", "NO_PUBLISH", "LOGOUT 0", "api "];
        let expected = inside.iter().any(|word| line.text.contains(word));
        assert_eq!(line.thread == here, expected, "{line:?}");
    }
}

#[test]
fn users_hear_of_each_other_and_of_streams_that_were_there_before() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    alice.login("room1", "alice");
    cloud.settle();
    alice.publish("s1", 0);
    cloud.settle();
    alice.take();

    bob.login("room1", "bob");
    cloud.settle();
    assert_eq!(alice.take(), ["room1 users +bob"]);
    assert_eq!(
        bob.take(),
        [
            "room1 LOGINING 0",
            "room1 LOGINED 0",
            "login room1 0 +",
            "room1 users +alice",
            "room1 streams +s1",
        ]
    );
    assert_eq!(bob.stream_list("room1"), ["s1"]);

    alice.stop_publishing(0);
    alice.logout("room1");
    cloud.settle();
    assert_eq!(bob.take(), ["room1 streams -s1 1", "room1 users -alice"]);
    assert_eq!(bob.stream_list("room1"), [""; 0]);
}

#[test]
fn what_happens_in_a_room_while_a_login_to_it_is_pending_is_told_after_the_login() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    cloud.fail_next(Operation::Login, Fault::Late(SECOND));
    alice.login("room1", "alice");
    cloud.settle();
    bob.login("room1", "bob");
    cloud.settle();
    bob.publish("s1", 0);
    cloud.settle();
    assert_eq!(alice.take(), ["room1 LOGINING 0"]);

    cloud.advance(SECOND);
    assert_eq!(
        alice.take(),
        [
            "room1 LOGINED 0",
            "login room1 0 +",
            "room1 users +bob",
            "room1 streams +s1",
        ]
    );
    assert_eq!(alice.stream_list("room1"), ["s1"]);
}

#[test]
fn another_room_hears_nothing() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    bob.login("room2", "bob");
    cloud.settle();
    bob.take();

    alice.login("room1", "alice");
    cloud.settle();
    alice.publish("s1", 0);
    alice.broadcast("room1", "hello");
    cloud.settle();

    assert_eq!(bob.take(), [""; 0]);
}

#[test]
fn a_login_that_the_cloud_refuses_tells_the_state_before_the_result() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    cloud.fail_next(Operation::Login, Fault::Refuse(1_002_033));

    assert_eq!(alice.login("room1", "alice"), 0);
    cloud.settle();

    assert_eq!(
        alice.take(),
        [
            "room1 LOGINING 0",
            "room1 LOGIN_FAILED 1002033",
            "login room1 1002033 +",
        ]
    );
    assert_eq!(cloud.session_count(), 0);
    assert_eq!(alice.login("room1", "alice"), 0);
    cloud.settle();
    assert!(alice.heard().contains(&"room1 LOGINED 0".to_owned()));
}

#[test]
fn a_login_that_is_never_answered_ends_when_the_sdks_patience_does() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    cloud.fail_next(Operation::Login, Fault::Hold);
    alice.login("room1", "alice");

    cloud.advance(20 * 60 * SECOND - SECOND);
    assert_eq!(alice.take(), ["room1 LOGINING 0"]);
    cloud.advance(SECOND);
    assert_eq!(
        alice.take(),
        ["room1 LOGIN_FAILED 1002053", "login room1 1002053 +"]
    );
}

#[test]
fn the_sdks_patience_can_be_set() {
    let cloud = still_cloud();
    let alice = Program::new();
    alice.config("room_retry_time=5;av_retry_time=7;");
    assert_eq!(alice.init(cloud.app_id(), ""), 0);
    cloud.fail_next(Operation::Login, Fault::Hold);
    alice.login_with("room1", "alice", "token", 0);
    cloud.advance(5 * SECOND);
    assert!(
        alice
            .take()
            .contains(&"room1 LOGIN_FAILED 1002053".to_owned())
    );

    alice.login_with("room1", "alice", "token", 0);
    cloud.fail_next(Operation::Publish, Fault::Hold);
    alice.publish("s1", 0);
    cloud.advance(7 * SECOND);
    assert!(
        alice
            .take()
            .contains(&"publish s1 NO_PUBLISH 1003021".to_owned())
    );
}

#[test]
fn a_pending_login_that_is_taken_back_leaves_nothing_and_has_no_result() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    cloud.go_offline();
    alice.login("room1", "alice");
    alice.logout("room1");
    cloud.go_online();
    cloud.advance(SECOND);

    assert_eq!(
        alice.take(),
        ["room1 LOGINING 0", "room1 LOGOUT 0", "logout room1 0"]
    );
    assert_eq!(cloud.session_count(), 0);
}

#[test]
fn a_login_that_waits_for_a_network_succeeds_when_it_is_there() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    cloud.go_offline();
    alice.login("room1", "alice");
    alice.publish("s1", 0);
    cloud.advance(60 * SECOND);
    assert_eq!(
        alice.take(),
        ["room1 LOGINING 0", "publish s1 REQUESTING 0"]
    );

    cloud.go_online();
    cloud.settle();
    assert_eq!(
        alice.take(),
        [
            "room1 LOGINED 0",
            "login room1 0 +",
            "publish s1 PUBLISHING 0",
        ]
    );
}

#[test]
fn without_app_sign_and_token_a_login_fails() {
    let cloud = still_cloud();
    let alice = Program::new();
    assert_eq!(alice.init(cloud.app_id(), ""), 0);
    assert_eq!(alice.login("room1", "alice"), 0);
    cloud.settle();
    assert!(alice.take().contains(&"login room1 1002067 +".to_owned()));
}

#[test]
fn the_same_user_elsewhere_throws_the_first_one_out() {
    let cloud = still_cloud();
    let (first, second) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    first.login("room1", "alice");
    cloud.settle();
    first.publish("s1", 0);
    cloud.settle();
    first.take();

    second.login("room2", "alice");
    cloud.settle();

    assert_eq!(
        first.take(),
        ["room1 KICK_OUT 1002050", "publish s1 NO_PUBLISH 1000002"]
    );
    assert_eq!(cloud.users("room1"), [""; 0]);
    assert_eq!(cloud.users("room2"), ["alice"]);
    assert_eq!(cloud.stream_count(), 0);
}

#[test]
fn each_kind_of_kick_has_its_code() {
    for (kick, code) in [
        (Kick::SameUser, 1_002_050),
        (Kick::Server("rude".to_owned()), 1_002_055),
        (Kick::TokenExpired, 1_002_056),
        (Kick::Session, 1_002_057),
    ] {
        let cloud = still_cloud();
        let alice = Program::in_cloud(&cloud);
        alice.login("room1", "alice");
        cloud.settle();
        cloud.kick("alice", kick);
        cloud.settle();
        assert!(alice.take().contains(&format!("room1 KICK_OUT {code}")));
        assert_eq!(cloud.session_count(), 0);
    }
}

#[test]
fn a_connection_that_is_back_within_90_seconds_is_not_noticed_by_others() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    alice.login("room1", "alice");
    bob.login("room1", "bob");
    cloud.settle();
    alice.publish("s1", 0);
    bob.play("s1");
    cloud.settle();
    alice.take();
    bob.take();

    cloud.disconnect("alice");
    cloud.settle();
    assert_eq!(
        alice.take(),
        [
            "room1 RECONNECTING 1002051",
            "publish s1 REQUESTING 1003020",
        ]
    );
    assert_eq!(bob.take(), ["play s1 REQUESTING 1004020"]);
    cloud.reconnect("alice");
    cloud.settle();
    assert_eq!(
        alice.take(),
        ["room1 RECONNECTED 0", "publish s1 PUBLISHING 0"]
    );
    assert_eq!(bob.take(), ["play s1 PLAYING 0"]);
}

#[test]
fn a_connection_lost_for_longer_is_told_to_the_others_and_told_again_on_return() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    alice.login("room1", "alice");
    bob.login("room1", "bob");
    cloud.settle();
    alice.publish("s1", 0);
    cloud.settle();
    bob.take();

    cloud.disconnect("alice");
    cloud.advance(89 * SECOND);
    assert!(!bob.heard().iter().any(|line| line.contains("alice")));
    cloud.advance(SECOND);
    let told = bob.take();
    assert!(told.contains(&"room1 users -alice".to_owned()), "{told:?}");
    assert!(told.contains(&"room1 streams -s1 2".to_owned()), "{told:?}");

    cloud.reconnect("alice");
    cloud.settle();
    assert_eq!(bob.take(), ["room1 users +alice", "room1 streams +s1"]);
}

#[test]
fn a_connection_that_never_comes_back_ends_the_stay() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    alice.publish("s1", 0);
    cloud.settle();
    alice.take();

    cloud.disconnect("alice");
    cloud.advance(20 * 60 * SECOND);

    let told = alice.take();
    let end = [
        "room1 RECONNECT_FAILED 1002053",
        "publish s1 NO_PUBLISH 1000002",
    ];
    assert!(told.ends_with(&end.map(str::to_owned)), "{told:?}");
    assert_eq!((cloud.session_count(), cloud.stream_count()), (0, 0));
}

#[test]
fn a_token_is_warned_of_30_seconds_before_its_end_and_refuses_new_streams_after() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    cloud.settle();
    alice.take();

    cloud.expire_token("alice", 100 * SECOND);
    cloud.advance(69 * SECOND);
    assert!(!alice.take().iter().any(|line| line.contains("token")));
    cloud.advance(SECOND);
    assert_eq!(alice.take(), ["room1 token 30 s"]);
    cloud.advance(31 * SECOND);
    alice.publish("s1", 0);
    cloud.settle();
    assert!(
        alice
            .take()
            .contains(&"publish s1 NO_PUBLISH 1002078".to_owned())
    );

    alice.renew_token("room1", "new");
    alice.publish("s1", 0);
    cloud.settle();
    assert!(alice.take().contains(&"publish s1 PUBLISHING 0".to_owned()));
}

#[test]
fn a_renewed_token_does_not_expire_when_the_old_one_would() {
    let cloud = still_cloud();
    cloud.kick_on_token_expiry(true);
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    cloud.settle();
    cloud.expire_token("alice", 40 * SECOND);
    cloud.advance(15 * SECOND);
    alice.renew_token("room1", "new");
    cloud.advance(60 * SECOND);
    assert_eq!(cloud.users("room1"), ["alice"]);

    cloud.expire_token("alice", SECOND);
    cloud.advance(SECOND);
    assert!(alice.take().contains(&"room1 KICK_OUT 1002056".to_owned()));
}

#[test]
fn several_rooms_are_entered_with_one_user_up_to_five() {
    let cloud = still_cloud();
    let alice = Program::new();
    assert_eq!(alice.room_mode(1), 0);
    assert_eq!(alice.init(cloud.app_id(), &"a".repeat(64)), 0);
    for room in ["r1", "r2", "r3", "r4", "r5", "r6"] {
        assert_eq!(alice.login(room, "alice"), 0);
    }
    cloud.settle();
    let told = alice.take();
    assert!(told.contains(&"r5 LOGINED 0".to_owned()), "{told:?}");
    assert!(
        told.contains(&"r6 LOGIN_FAILED 1002037".to_owned()),
        "{told:?}"
    );

    assert_eq!(alice.login("r1", "alice"), 1_002_064);
    assert_eq!(alice.login("r7", "bob"), 1_000_020);
    assert_eq!(alice.publish("s1", 0), 1_003_071);
    assert_eq!(alice.publish_in("s1", 0, "r1"), 0);
    assert_eq!(alice.publish_in("s2", 1, "r2"), 0);
    cloud.settle();
    alice.logout("r1");
    assert_eq!(
        (cloud.streams("r1"), cloud.streams("r2").len()),
        (vec![], 1)
    );
}

#[test]
fn the_number_of_users_is_told_every_30_seconds() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    alice.login("room1", "alice");
    bob.login("room1", "bob");
    cloud.settle();
    alice.take();
    cloud.advance(61 * SECOND);
    assert_eq!(alice.take(), ["room1 online 2", "room1 online 2"]);
}

#[test]
fn messages_reach_the_others_and_commands_whom_they_name() {
    let cloud = still_cloud();
    let programs = ["alice", "bob", "carol"].map(|user| {
        let program = Program::in_cloud(&cloud);
        program.login("room1", user);
        cloud.settle();
        program
    });
    let [alice, bob, carol] = &programs;
    programs.iter().for_each(|program| drop(program.take()));

    assert_eq!(alice.broadcast("room1", "hello"), 0);
    assert_eq!(alice.broadcast("room1", "again"), 1_009_015);
    assert_eq!(alice.command("room1", "wave", &["bob"]), 0);
    cloud.settle();

    assert_eq!(
        bob.take(),
        ["room1 alice says hello", "room1 alice commands wave"]
    );
    assert_eq!(carol.take(), ["room1 alice says hello"]);
    let told = alice.take();
    assert!(
        told.contains(&"room1 broadcast sent 0".to_owned()),
        "{told:?}"
    );
    assert!(
        told.contains(&"room1 command sent 0".to_owned()),
        "{told:?}"
    );
    assert!(!told.iter().any(|line| line.contains("says")), "{told:?}");

    cloud.advance(SECOND / 2);
    assert_eq!(alice.broadcast("room1", "again"), 0);
}
