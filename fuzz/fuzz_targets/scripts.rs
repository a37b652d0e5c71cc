//! Scripts of calls to the embedded engine with faults in between, in time that is moved by hand:
//! every operation ends, those that the SDK answers within its own patience, the others with the
//! engine. After the engine went nothing is logged in, published or held; what is allocated and
//! not freed, the sanitizer tells.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use tokio::task::JoinHandle;
use zego_async::baseline::occupied_slots;
use zego_async::inside::Held;
use zego_async::{Feature, Publication, Result, Room, Sdk};
use zego_sim::{Cloud, Fault, Kick, Latency, Operation};

mod threads;

/// A deadline that only a hang reaches.
const HANG: Duration = Duration::from_secs(20);

/// Longer than the SDK tries by itself, and than what is late here.
const PATIENCE: Duration = Duration::from_secs(21 * 60);

fuzz_target!(|script: &[u8]| {
    threads::leaves_none(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .expect("a runtime");
        runtime.block_on(run(&script[..script.len().min(64)]));
    });
});

async fn run(script: &[u8]) {
    let cloud = Cloud::new().with_manual_time();
    cloud.set_latency(Latency::NONE);
    let engine = Sdk::embedded()
        .engine(cloud.app_id())
        .app_sign("0".repeat(64));
    let engine = within(engine.into_future()).await.expect("an engine");
    // Those that the SDK answers whatever happens, and those that wait for what may never come.
    let mut pending: Vec<JoinHandle<Result<()>>> = Vec::new();
    let mut waiting: Vec<JoinHandle<Result<()>>> = Vec::new();
    let mut rooms: Vec<Room> = Vec::new();
    let mut publications: Vec<Publication> = Vec::new();
    for &step in script {
        match step % 32 {
            0..=2 => pending.push(spawn(engine.login_room("room1", "alice"))),
            3 => pending.push(spawn(engine.login_room("room2", "alice"))),
            4..=6 => {
                let login = engine
                    .login_room("room1", "alice")
                    .timeout(Duration::from_millis(20));
                rooms.extend(within(login.into_future()).await);
            }
            7 => {
                let publish = engine.publish("camera").timeout(Duration::from_millis(20));
                publications.extend(within(publish.into_future()).await);
            }
            8 => pending.push(spawn(engine.publish("camera"))),
            9 => pending.push(spawn(engine.play("camera"))),
            10 => drop(rooms.pop()),
            11 => drop(publications.pop()),
            12 => drop(pending.pop().map(|task| task.abort())),
            13 => within(engine.logout_all_rooms()).await.unwrap_or(()),
            14 => {
                if let Some(room) = rooms.last() {
                    waiting.push(spawn(room.send_command("hello", &[])));
                }
            }
            15 => {
                if let Some(room) = rooms.last() {
                    pending.push(spawn(room.switch_to("room2")));
                }
            }
            16 => order(&cloud, Fault::Hold, step),
            17 => order(&cloud, Fault::Refuse(1002033), step),
            18 => order(&cloud, Fault::Late(Duration::from_secs(9)), step),
            19 => order(&cloud, Fault::Twice, step),
            20 => order(&cloud, Fault::WithoutResult, step),
            21 => order(&cloud, Fault::ResultFirst, step),
            22 => cloud.go_offline(),
            23 => cloud.go_online(),
            24 => cloud.disconnect("alice"),
            25 => cloud.reconnect("alice"),
            26 => cloud.give_up("alice"),
            27 => cloud.kick("alice", Kick::SameUser),
            28 => cloud.remove_stream("camera"),
            29 => cloud.refuse_next_call("loginRoom", 1002001),
            30 => tokio::task::yield_now().await,
            _ => cloud.advance(Duration::from_secs(u64::from(step))),
        }
    }
    // Every call that was asked for is made, and then the SDK's patience passes.
    tokio::task::yield_now().await;
    within(engine.is_feature_supported(Feature::Audio))
        .await
        .expect("an answer");
    cloud.advance(PATIENCE);
    for task in pending {
        if let Err(error) = within(task).await {
            assert!(error.is_cancelled(), "{error}");
        }
    }
    within(engine.destroy()).await.expect("the engine goes");
    for task in waiting {
        if let Err(error) = within(task).await {
            assert!(error.is_cancelled(), "{error}");
        }
    }
    assert_eq!(Held::by(&engine), Held::NOTHING);
    assert_eq!(occupied_slots(), 0);
    assert_eq!(engine.stats().pending_operations, 0);
    assert_eq!(engine.stats().panicked_callbacks, 0);
    let left = cloud.engine_count()
        + cloud.session_count()
        + cloud.stream_count()
        + cloud.playback_count();
    assert_eq!(left, 0, "left in the cloud");
}

fn spawn<T: Send + 'static>(
    operation: impl IntoFuture<IntoFuture = zego_async::Operation<T>>,
) -> JoinHandle<Result<()>> {
    let operation = operation.into_future();
    tokio::spawn(async move {
        // What began is dropped here, and so stopped again.
        operation.await.map(drop)
    })
}

fn order(cloud: &Cloud, fault: Fault, step: u8) {
    let operation = match step / 32 % 4 {
        0 => Operation::Login,
        1 => Operation::Publish,
        2 => Operation::Play,
        _ => Operation::Message,
    };
    cloud.fail_next(operation, fault);
}

async fn within<T>(future: impl Future<Output = T>) -> T {
    match tokio::time::timeout(HANG, future).await {
        Ok(value) => value,
        Err(_) => panic!("hangs"),
    }
}
