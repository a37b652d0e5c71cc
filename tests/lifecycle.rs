//! How engines begin and end, and what dropping does where.

mod support;

use std::future::IntoFuture;
use std::sync::mpsc;
use std::time::Duration;

use futures::StreamExt;
use support::{HANG, Party, next, until, within};
use tokio::runtime::Builder;
use zego_async::{Engine, ErrorCode, ErrorKind, RoomMode, Sdk};
use zego_sim::{Cloud, Fault, Operation};

#[tokio::test]
async fn destroying_an_engine_whose_init_was_refused_waits_for_nothing() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    cloud.refuse_next_call(
        "createEngine",
        ErrorCode::ENGINE_APPID_INCORRECT_OR_NOT_ONLINE.value(),
    );
    let error = within(sdk.engine(cloud.app_id()).app_sign("0".repeat(64)))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Authentication);
    assert!(
        error.to_string().starts_with("create the engine: 1001"),
        "{error}"
    );
    within(sdk.shutdown()).await.expect("all go");
    assert_eq!(cloud.engine_count(), 0);
}

#[tokio::test]
async fn an_engine_lives_three_times_and_its_rooms_are_new_each_time() {
    let cloud = support::cloud();
    for _ in 0..3 {
        let alice = Party::new(&cloud).await;
        let room = within(alice.login("room1", "alice")).await.unwrap();
        let _publication = within(room.publish("camera")).await.unwrap();
        within(alice.engine.destroy()).await.unwrap();
        within(alice.engine.destroy()).await.unwrap();
        assert_eq!(
            cloud.engine_count() + cloud.session_count() + cloud.stream_count(),
            0
        );
    }
}

#[tokio::test]
async fn everything_a_call_does_happens_with_events_inside_calls_and_nothing_deadlocks() {
    let cloud = support::cloud();
    let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
    let mut events = alice.engine.events();
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let room_b = within(bob.login("room1", "bob")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    let _other = within(room_b.publish("bob-camera")).await.unwrap();
    let playback = within(room.play("bob-camera")).await.unwrap();
    within(playback.stop()).await.unwrap();
    within(publication.stop()).await.unwrap();
    let _publication = within(room.publish("camera")).await.unwrap();
    within(room.logout()).await.unwrap();
    let room = within(alice.login("room2", "alice")).await.unwrap();
    let _publication = within(room.publish("camera")).await.unwrap();
    within(alice.engine.destroy()).await.unwrap();
    let mut told = 0;
    while let Some(event) = within(events.next()).await {
        event.unwrap();
        told += 1;
    }
    assert!(told > 20, "only {told} events");
}

#[tokio::test]
async fn handles_keep_the_engine_and_the_last_one_ends_it() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    let mut events = alice.engine.events();
    drop(alice);
    drop(room.clone());
    assert_eq!(cloud.engine_count(), 1);
    // The publication holds the engine, but not the room.
    drop(room);
    until("the room is left", || cloud.session_count() == 0).await;
    assert_eq!(cloud.engine_count(), 1);
    drop(publication);
    until("the engine ends", || cloud.engine_count() == 0).await;
    while within(events.next()).await.is_some() {}
}

#[tokio::test]
async fn detached_handles_leave_what_they_stood_for_to_the_engine() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    publication.detach();
    room.detach();
    drop((publication, room));
    // A call that goes the same way shows that nothing was asked for before it.
    within(
        alice
            .engine
            .is_feature_supported(zego_async::Feature::Audio),
    )
    .await
    .unwrap();
    assert_eq!((cloud.session_count(), cloud.stream_count()), (1, 1));
    within(alice.engine.destroy()).await.unwrap();
    assert_eq!((cloud.session_count(), cloud.stream_count()), (0, 0));
}

/// A runtime of its own, an engine on it, and the cloud that the engine is in.
fn engine_on_its_own_runtime() -> (tokio::runtime::Runtime, Cloud, Engine) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_time()
        .build()
        .unwrap();
    let cloud = support::cloud();
    let engine = runtime.block_on(async {
        let alice = Party::new(&cloud).await;
        let room = within(alice.login("room1", "alice")).await.unwrap();
        room.detach();
        alice.engine
    });
    (runtime, cloud, engine)
}

/// Waits outside of any runtime.
fn ends(cloud: &Cloud) {
    let started = std::time::Instant::now();
    while cloud.engine_count() + cloud.session_count() > 0 {
        assert!(started.elapsed() < HANG, "the engine never ends");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn the_last_handle_may_be_dropped_outside_of_a_runtime() {
    let (runtime, cloud, engine) = engine_on_its_own_runtime();
    drop(engine);
    ends(&cloud);
    drop(runtime);
}

#[test]
fn the_last_handle_may_be_dropped_after_its_runtime_is_gone() {
    let (runtime, cloud, engine) = engine_on_its_own_runtime();
    drop(runtime);
    ends(&cloud);
    assert!(engine.is_destroyed());
    drop(engine);
}

#[test]
fn an_engine_ends_with_a_runtime_that_goes_before_it_ran_anything_of_the_engine() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let cloud = support::cloud();
    // This runtime runs other tasks only when this future waits, which it doesn't do again.
    let engine = runtime.block_on(async { Party::new(&cloud).await.engine });
    drop(runtime);
    ends(&cloud);
    assert!(engine.is_destroyed());
}

#[test]
fn the_last_handle_may_be_dropped_by_a_task_that_its_runtimes_shutdown_drops() {
    let (runtime, cloud, engine) = engine_on_its_own_runtime();
    runtime.spawn(async move {
        std::future::pending::<()>().await;
        drop(engine);
    });
    runtime.shutdown_background();
    ends(&cloud);
}

#[test]
fn the_last_handle_may_be_dropped_inside_a_current_thread_runtime() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let cloud = support::cloud();
    runtime.block_on(async {
        let alice = Party::new(&cloud).await;
        within(alice.login("room1", "alice"))
            .await
            .unwrap()
            .detach();
    });
    drop(runtime);
    ends(&cloud);
}

#[test]
fn the_last_handle_may_be_dropped_on_an_sdk_thread() {
    let (runtime, cloud, engine) = engine_on_its_own_runtime();
    let mut states = engine.room_states();
    // The waker runs on the SDK's thread: it drops the last handle there.
    let (send, handle) = mpsc::channel();
    send.send(engine).unwrap();
    let waker = DropsWhenWoken::waker(handle);
    let mut cx = std::task::Context::from_waker(&waker);
    assert!(states.poll_next_unpin(&mut cx).is_pending());
    cloud.disconnect("alice");
    ends(&cloud);
    drop(runtime);
}

struct DropsWhenWoken(std::sync::Mutex<mpsc::Receiver<Engine>>);

impl DropsWhenWoken {
    fn waker(engine: mpsc::Receiver<Engine>) -> std::task::Waker {
        std::sync::Arc::new(Self(std::sync::Mutex::new(engine))).into()
    }
}

impl std::task::Wake for DropsWhenWoken {
    fn wake(self: std::sync::Arc<Self>) {
        drop(self.0.lock().unwrap().try_recv());
    }
}

#[test]
fn two_runtimes_may_share_one_engine() {
    let (runtime, cloud, engine) = engine_on_its_own_runtime();
    let other = Builder::new_current_thread().enable_time().build().unwrap();
    other.block_on(async {
        within(engine.logout_all_rooms()).await.unwrap();
        within(engine.login_room("room2", "alice"))
            .await
            .unwrap()
            .detach();
        assert_eq!(cloud.users("room2"), ["alice"]);
        within(engine.destroy()).await.unwrap();
    });
    ends(&cloud);
    drop(runtime);
}

#[tokio::test]
async fn shutdown_waits_for_every_engine() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    let mut engines = Vec::new();
    for number in 0..4 {
        let engine = within(sdk.engine(cloud.app_id()).app_sign("0".repeat(64)))
            .await
            .unwrap();
        let user = format!("user{number}");
        within(engine.login_room("room1", user))
            .await
            .unwrap()
            .detach();
        engines.push(engine);
    }
    within(sdk.shutdown()).await.expect("all go");
    assert_eq!(cloud.engine_count() + cloud.session_count(), 0);
    assert!(engines.iter().all(Engine::is_destroyed));
}

#[tokio::test]
async fn a_library_of_one_instance_refuses_a_second_engine_until_the_first_is_gone() {
    let cloud = support::cloud();
    let sdk = Sdk::from_api(zego_sim::single_instance_api());
    let builder = sdk.engine(cloud.app_id()).app_sign("0".repeat(64));
    let first = within(builder.clone()).await.unwrap();
    let error = within(builder.clone()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LimitExceeded);
    assert!(error.to_string().contains("one engine"), "{error}");
    within(first.login_room("room1", "alice")).await.unwrap();
    within(first.destroy()).await.unwrap();
    let second = within(builder).await.unwrap();
    within(second.destroy()).await.unwrap();
}

#[tokio::test]
async fn over_long_and_illegal_input_is_refused_with_field_and_rule_before_the_sdk_sees_it() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let mut errors = alice.engine.debug_errors();
    let login = |room: &str, user: &str| within(alice.login(room, user));
    let cases = [
        (
            login(&"r".repeat(128), "alice").await,
            "room id: has 128 bytes, at most 127",
        ),
        (login("", "alice").await, "room id: must not be empty"),
        (login("room?", "alice").await, "room id: has '?'"),
        (
            login("room1", &"u".repeat(64)).await,
            "user id: has 64 bytes, at most 63",
        ),
        (
            within(
                alice
                    .engine
                    .login_room("room1", "alice")
                    .token("t".repeat(2048)),
            )
            .await,
            "token: has 2048 bytes, at most 2047",
        ),
        (
            within(
                alice
                    .engine
                    .login_room("room1", "alice")
                    .user_name("n".repeat(256)),
            )
            .await,
            "user name: has 256 bytes, at most 255",
        ),
    ];
    for (result, words) in cases {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().starts_with(words), "{error}");
    }
    let room = within(alice.login("room1", "alice")).await.unwrap();
    let error = within(room.publish("s".repeat(256)).into_future())
        .await
        .unwrap_err();
    assert!(
        error.to_string().starts_with("stream id: has 256 bytes"),
        "{error}"
    );
    let channel = zego_async::Channel::Unknown(99);
    let error = within(room.publish("camera").channel(channel))
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "channel: 99 is not one of the four");
    for (sign, words) in [
        ("short", "app sign: has 5 bytes"),
        (&"x".repeat(64), "app sign: must be"),
    ] {
        let error = within(alice.sdk.engine(1).app_sign(sign))
            .await
            .unwrap_err();
        assert!(error.to_string().starts_with(words), "{error}");
    }
    let error = within(alice.sdk.engine(0)).await.unwrap_err();
    assert_eq!(error.to_string(), "app id: must not be 0");
    // The SDK complains of every call that it refuses; it was asked nothing that it refused.
    within(alice.engine.destroy()).await.unwrap();
    assert!(within(errors.next()).await.is_none());
}

#[tokio::test]
async fn several_rooms_at_once_and_one_user_in_all_of_them() {
    let cloud = support::cloud();
    let sdk = support::sdk();
    let builder = sdk
        .engine(cloud.app_id())
        .app_sign("0".repeat(64))
        .room_mode(RoomMode::Multi);
    let engine = within(builder).await.unwrap();
    let first = within(engine.login_room("room1", "alice")).await.unwrap();
    let second = within(engine.login_room("room2", "alice")).await.unwrap();
    let error = within(engine.login_room("room3", "bob")).await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::COMMON_USER_NOT_SAME));
    let publication = within(second.publish("camera")).await.unwrap();
    assert_eq!(cloud.streams("room2"), ["camera"]);
    within(first.logout()).await.unwrap();
    assert_eq!(publication.state(), zego_async::PublisherState::Publishing);
    within(engine.destroy()).await.unwrap();
}

#[tokio::test]
async fn switching_rooms_leaves_the_old_one_and_dropping_the_switch_leaves_both() {
    let cloud = support::cloud();
    let alice = Party::new(&cloud).await;
    let first = within(alice.login("room1", "alice")).await.unwrap();
    let mut states = first.states();
    let second = within(first.switch_to("room2")).await.unwrap();
    assert_eq!(cloud.users("room2"), ["alice"]);
    next(&mut states).await.unwrap();
    assert!(
        within(states.next()).await.is_none(),
        "the old session is over"
    );
    drop(first);
    let error = within(second.switch_to("room2")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyLoggedIn);
    assert_eq!(second.state(), zego_async::RoomState::Connected);
    cloud.fail_next(Operation::Login, Fault::Hold);
    let switch = second
        .switch_to("room3")
        .timeout(Duration::from_millis(200));
    assert_eq!(within(switch).await.unwrap_err().kind(), ErrorKind::Timeout);
    until("nobody is anywhere", || cloud.session_count() == 0).await;
}
