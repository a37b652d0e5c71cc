//! Handles, lives of an engine, threads, and what only a test would send.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use support::{Program, still_cloud};
use zego_sim::{Cloud, Event, Fault, Latency, List, Operation, Text};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn a_function_that_is_not_modelled_says_so_and_is_not_listed() {
    let api = zego_sim::api();
    assert_eq!(api.missing(), [""; 0], "every function is there");
    let modelled = zego_sim::modelled();
    assert!(modelled.contains(&"zego_express_login_room_with_callback"));
    assert!(modelled.contains(&"zego_register_room_state_changed_callback"));
    let not_modelled = "zego_express_enable_beautify";
    assert!(zego_sys::FUNCTION_NAMES.contains(&not_modelled));
    assert!(!modelled.contains(&not_modelled));
}

#[test]
fn handles_are_engines_of_their_own() {
    let cloud = still_cloud();
    let (alice, bob) = (Program::in_cloud(&cloud), Program::in_cloud(&cloud));
    assert_eq!(cloud.engine_count(), 2);
    alice.login("room1", "alice");
    cloud.settle();
    assert_eq!(bob.take(), [""; 0]);

    alice.destroy_handle();
    assert_eq!(cloud.engine_count(), 1);
    assert_eq!(
        alice.login("room1", "alice"),
        1_000_001,
        "a dead handle finds no engine"
    );
    alice.destroy_handle();
    assert_eq!(bob.login("room1", "bob"), 0);
}

#[test]
fn uninit_ends_everything_before_it_returns() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    alice.publish("s1", 0);
    alice.play("s2");
    cloud.settle();
    alice.take();

    assert_eq!(alice.uninit(), 0);

    assert_eq!(
        alice.take(),
        [
            "publish s1 NO_PUBLISH 0",
            "play s2 NO_PLAY 0",
            "room1 LOGOUT 0",
            "gone",
        ]
    );
    let left = (
        cloud.engine_count(),
        cloud.session_count(),
        cloud.stream_count(),
        cloud.playback_count(),
    );
    assert_eq!(left, (0, 0, 0, 0));
    assert_eq!(alice.uninit(), 0);
    assert_eq!(alice.take(), [""; 0], "nothing was there to go");
}

#[test]
fn an_answer_for_an_engine_that_is_gone_does_not_reach_the_next_one() {
    let cloud = Cloud::new();
    cloud.set_latency(Latency {
        answer: Duration::from_millis(50),
        ..Latency::NONE
    });
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    alice.uninit();
    assert_eq!(alice.init(cloud.app_id(), &"a".repeat(64)), 0);
    alice.take();
    alice.login("room2", "alice");
    alice.wait_for("login room2 0 +");
    assert_eq!(
        alice.take(),
        ["room2 LOGINING 0", "room2 LOGINED 0", "login room2 0 +"]
    );
}

#[test]
fn a_callback_may_call_back_into_its_engine() {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    let alice = Program::in_cloud(&cloud);
    let inner = alice.clone();
    alice.on_hearing(move |text| match text {
        "room1 LOGINED 0" => assert_eq!(inner.publish("s1", 0), 0),
        "publish s1 REQUESTING 0" => assert_eq!(inner.play("s2"), 0),
        "publish s1 PUBLISHING 0" => assert_eq!(inner.logout("room1"), 0),
        "room1 LOGOUT 0" => assert_eq!(inner.uninit(), 0),
        _ => {}
    });

    alice.login("room1", "alice");

    alice.wait_for("gone");
    // What the logout had yet to tell comes after the engine that it was told inside of.
    alice.wait_for("play s2 NO_PLAY 0");
    assert_eq!(cloud.session_count(), 0);
}

#[test]
fn many_engines_on_many_threads_leave_nothing_behind() {
    let cloud = Cloud::new();
    cloud.set_latency(Latency::NONE);
    let lives = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..4)
        .map(|thread| {
            let (cloud, lives) = (cloud.clone(), lives.clone());
            std::thread::spawn(move || {
                let user = format!("user{thread}");
                let program = Program::new();
                for life in 0..25 {
                    assert_eq!(program.init(cloud.app_id(), &"a".repeat(64)), 0);
                    program.login("room1", &user);
                    program.publish(&format!("{user}-{life}"), 0);
                    program.play(&format!("user{}-{life}", (thread + 1) % 4));
                    if life % 3 == 0 {
                        program.wait_for("room1 LOGINED 0");
                    }
                    if life % 2 == 0 {
                        program.logout("room1");
                    }
                    assert_eq!(program.uninit(), 0);
                    lives.fetch_add(1, Ordering::Relaxed);
                }
                let gone = program.take().iter().filter(|line| *line == "gone").count();
                program.destroy_handle();
                gone
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().expect("no panic"), 25);
    }
    assert_eq!(lives.load(Ordering::Relaxed), 100);
    assert_eq!((cloud.engine_count(), cloud.session_count()), (0, 0));
    assert_eq!((cloud.stream_count(), cloud.playback_count()), (0, 0));
}

#[test]
fn a_refused_login_is_told_later_even_when_the_room_is_entered_meanwhile() {
    let cloud = still_cloud();
    cloud.set_latency(Latency {
        result_gap: Duration::from_millis(50),
        ..Latency::NONE
    });
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    cloud.settle();
    alice.take();

    assert_eq!(alice.login("room1", "alice"), 1_002_001);
    alice.logout("room1");
    alice.login("room1", "alice");
    cloud.advance(SECOND);

    let told = alice.take();
    let place = |text: &str| told.iter().position(|line| line == text);
    assert!(
        place("room1 LOGINED 0") < place("login room1 1002001 -"),
        "{told:?}"
    );
    assert!(
        place("login room1 1002001 -") < place("room1 LOGIN_FAILED 1002001"),
        "{told:?}"
    );
    assert_eq!(cloud.users("room1"), ["alice"]);
}

#[test]
fn results_come_first_twice_or_never_when_told_to() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    for (fault, told) in [
        (
            Fault::ResultFirst,
            &["room1 LOGINING 0", "login room1 0 +", "room1 LOGINED 0"][..],
        ),
        (
            Fault::WithoutResult,
            &["room1 LOGINING 0", "room1 LOGINED 0"],
        ),
        (
            Fault::Twice,
            &[
                "room1 LOGINING 0",
                "room1 LOGINED 0",
                "login room1 0 +",
                "room1 LOGINED 0",
                "login room1 0 +",
            ],
        ),
    ] {
        cloud.fail_next(Operation::Login, fault);
        alice.login("room1", "alice");
        cloud.settle();
        assert_eq!(alice.take(), told, "{fault:?}");
        alice.logout("room1");
        cloud.settle();
        alice.take();
    }
}

#[test]
fn events_that_no_engine_would_send_arrive_as_they_are() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    cloud.settle();
    alice.take();

    let unknown = Event::RoomStateChanged {
        room: Text::NULL,
        reason: 99,
        code: -1,
        extended: Text::NULL,
    };
    let broken = Event::RoomStateChanged {
        room: Text::bytes(*b"\xffroom"),
        reason: 1,
        code: 0,
        extended: Text::from(""),
    };
    let lying = Event::RoomUsers {
        room: Text::from("room1"),
        update: 0,
        users: List::Null(2),
    };
    for event in [unknown, broken, lying] {
        cloud.inject("alice", event);
    }
    cloud.settle();

    assert_eq!(
        alice.take(),
        [
            "NULL 99 -1",
            "\u{fffd}room LOGINED 0",
            "room1 users +NULL,NULL",
        ]
    );
}

#[test]
fn an_engine_that_is_in_no_room_can_be_told_something_too() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    cloud.inject_everywhere(&Event::EngineUninit);
    cloud.settle();
    assert_eq!(alice.take(), ["gone"]);
    assert_eq!(alice.login("room1", "alice"), 0, "it was only told so");
}

#[test]
fn a_storm_of_events_is_told_to_the_last_one() {
    let cloud = still_cloud();
    let alice = Program::in_cloud(&cloud);
    alice.login("room1", "alice");
    cloud.settle();
    alice.take();
    for count in 0..10_000 {
        let room = Text::from("room1");
        cloud.inject("alice", Event::RoomOnlineCount { room, count });
    }
    cloud.settle();
    let told = alice.take();
    assert_eq!(told.len(), 10_000);
    assert_eq!(told[9_999], "room1 online 9999");
}

#[test]
fn a_library_of_one_engine_answers_null_and_takes_it() {
    let api = zego_sim::single_instance_api();
    let cloud = still_cloud();
    let first = Program::with(api.clone());
    assert_eq!(first.init(cloud.app_id(), &"a".repeat(64)), 0);
    assert_eq!(first.init(cloud.app_id(), &"a".repeat(64)), 0);
    assert_eq!(cloud.engine_count(), 1);
    first.login_with("room1", "alice", "", 1);
    cloud.settle();
    assert!(first.heard().contains(&"login room1 0 +".to_owned()));
    assert_eq!(first.uninit(), 0);
    first.wait_for("gone");
}

#[test]
fn without_an_engine_a_login_is_refused_with_its_result_on_the_sdk_thread() {
    let alice = Program::new();
    assert_eq!(alice.login("room1", "alice"), 1_000_001);
    alice.wait_for("room1 LOGIN_FAILED 1000001");
    let here = std::thread::current().id();
    let late: Vec<_> = alice
        .lines()
        .into_iter()
        .filter(|l| l.thread != here)
        .collect();
    let late: Vec<_> = late.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        late,
        ["login room1 1000001 -", "room1 LOGIN_FAILED 1000001"]
    );
}
