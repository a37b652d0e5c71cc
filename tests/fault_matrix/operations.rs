//! Pending operations: what each resolves with.

use std::time::Duration;

use tokio::task::JoinHandle;
use zego_async::{Error, ErrorCode, ErrorKind, Feature, Publication, Result, Room};
use zego_sim::{Cloud, Fault, Latency, Operation};

use crate::assert_table;
use crate::support::{HANG, Party, new_cloud, until, within};
use crate::troubles::{PATIENCE, Trouble};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pending {
    Login,
    Switch,
    Publish,
    Play,
    Broadcast,
    Barrage,
    Command,
    RoomExtra,
    StreamExtra,
    RenewToken,
    Logout,
}

impl Pending {
    const ALL: &[Self] = &[
        Self::Login,
        Self::Switch,
        Self::Publish,
        Self::Play,
        Self::Broadcast,
        Self::Barrage,
        Self::Command,
        Self::RoomExtra,
        Self::StreamExtra,
        Self::RenewToken,
        Self::Logout,
    ];

    fn function(self) -> &'static str {
        match self {
            Self::Login => "loginRoom",
            Self::Switch => "switchRoom",
            Self::Publish => "startPublishingStream",
            Self::Play => "startPlayingStream",
            Self::Broadcast => "sendBroadcastMessage",
            Self::Barrage => "sendBarrageMessage",
            Self::Command => "sendCustomCommand",
            Self::RoomExtra => "setRoomExtraInfo",
            Self::StreamExtra => "setStreamExtraInfo",
            Self::RenewToken => "renewToken",
            Self::Logout => "logoutRoom",
        }
    }

    fn operation(self) -> Option<Operation> {
        match self {
            Self::Login | Self::Switch => Some(Operation::Login),
            Self::Publish => Some(Operation::Publish),
            Self::Play => Some(Operation::Play),
            Self::Broadcast | Self::Barrage | Self::Command | Self::RoomExtra => {
                Some(Operation::Message)
            }
            Self::StreamExtra | Self::RenewToken | Self::Logout => None,
        }
    }
}

/// Alice in her room, bob with a stream in the same, and time that stands still.
struct Scene {
    cloud: Cloud,
    alice: Party,
    bob: Party,
    room: Option<Room>,
    publication: Option<Publication>,
    /// Keeps bob in the room, and his stream there.
    _bobs: Option<(Room, Publication)>,
}

impl Scene {
    async fn set(pending: Pending) -> Self {
        let cloud = new_cloud().with_manual_time();
        // Results that come one by one stay away until time passes.
        let result_gap = Duration::from_secs(1);
        cloud.set_latency(Latency {
            result_gap,
            ..Latency::NONE
        });
        let (alice, bob) = (Party::new(&cloud).await, Party::new(&cloud).await);
        let mut scene = Self {
            cloud,
            alice,
            bob,
            room: None,
            publication: None,
            _bobs: None,
        };
        if pending != Pending::Login {
            let bobs_room = within(scene.bob.login("room1", "bob")).await.unwrap();
            let bobs_camera = within(bobs_room.publish("bob-camera")).await.unwrap();
            scene._bobs = Some((bobs_room, bobs_camera));
            scene.room = Some(within(scene.alice.login("room1", "alice")).await.unwrap());
        }
        if pending == Pending::StreamExtra {
            let publication = within(scene.room().publish("camera")).await.unwrap();
            scene.publication = Some(publication);
        }
        scene.cloud.settle();
        scene
    }

    fn room(&self) -> Room {
        self.room.clone().expect("alice is in a room")
    }

    /// Asks for the operation, and returns when it is pending or over.
    async fn begin(&self, pending: Pending) -> JoinHandle<Result<()>> {
        let engine = self.alice.engine.clone();
        let (room, publication) = (self.room.clone(), self.publication.clone());
        let task = tokio::spawn(async move {
            let room = || room.clone().expect("alice is in a room");
            match pending {
                Pending::Login => engine
                    .login_room("room1", "alice")
                    .await
                    .map(|it| it.detach()),
                Pending::Switch => room().switch_to("room2").await.map(|it| it.detach()),
                Pending::Publish => room().publish("camera").await.map(|it| it.detach()),
                Pending::Play => room().play("bob-camera").await.map(|it| it.detach()),
                Pending::Broadcast => room().send_broadcast("hello").await.map(drop),
                Pending::Barrage => room().send_barrage("hello").await.map(drop),
                Pending::Command => room().send_command("hello", &[]).await,
                Pending::RoomExtra => room().set_extra_info("key", "value").await,
                Pending::StreamExtra => {
                    publication
                        .expect("published")
                        .set_extra_info("value")
                        .await
                }
                Pending::RenewToken => room().renew_token("token").await,
                Pending::Logout => room().logout().await,
            }
        });
        let engine = &self.alice.engine;
        until("it is pending or over", || {
            task.is_finished() || engine.stats().pending_operations > 0
        })
        .await;
        // A call that goes the same way: the one before it has returned.
        let _ = within(engine.is_feature_supported(Feature::Audio)).await;
        task
    }
}

/// Runs a cell: what the user of a pending operation sees.
async fn cell(trouble: Trouble, pending: Pending) -> String {
    match tokio::time::timeout(HANG, run_cell(trouble, pending)).await {
        Ok(cell) => cell,
        Err(_) => "hangs".to_owned(),
    }
}

async fn run_cell(trouble: Trouble, pending: Pending) -> String {
    let scene = Scene::set(pending).await;
    let (cloud, engine) = (&scene.cloud, &scene.alice.engine);
    trouble.order(cloud, pending.function(), pending.operation());
    if trouble == Trouble::OfflineAndBack {
        // The operation is asked for without a network.
        cloud.go_offline();
        cloud.settle();
    }
    let task = scene.begin(pending).await;
    if trouble.strikes() {
        trouble.strike(cloud, engine).await;
    }
    cloud.settle();
    let is_over = || task.is_finished() || engine.stats().pending_operations == 0;
    let mut when = "";
    if !is_over() {
        cloud.advance(Duration::from_secs(2));
    }
    if !is_over() {
        cloud.advance(PATIENCE);
        when = "later ";
    }
    let mut cell = match is_over() {
        true => format!("{when}{}", outcome(within(task).await.unwrap())),
        false => {
            // It waits for an answer that never comes; with its engine it ends.
            within(engine.destroy()).await.unwrap();
            match within(task).await.unwrap() {
                Err(error) if error.kind() == ErrorKind::EngineGone => "waits".to_owned(),
                other => format!("waits, then {}", outcome(other)),
            }
        }
    };
    within(engine.destroy()).await.unwrap();
    within(scene.bob.engine.destroy()).await.unwrap();
    let left = [
        ("engines", cloud.engine_count()),
        ("sessions", cloud.session_count()),
        ("streams", cloud.stream_count()),
        ("playbacks", cloud.playback_count()),
        ("pending", engine.stats().pending_operations),
        ("panics", engine.stats().panicked_callbacks as usize),
    ];
    for (what, _) in left.iter().filter(|(_, count)| *count > 0) {
        cell += &format!(", leaves {what}");
    }
    cell
}

fn outcome(result: Result<()>) -> String {
    match result {
        Ok(()) => "ok".to_owned(),
        Err(error) => failure(&error),
    }
}

fn failure(error: &Error) -> String {
    match error.code() {
        Some(code) => format!("{:?} {}", error.kind(), code.value()),
        None => format!("{:?}", error.kind()),
    }
}

/// A row for each fault, a column for each operation. `later` is after the SDK gave up or the late
/// answer came; `waits` is for an answer that never comes: such an operation ends with its
/// deadline or with its engine.
const TABLE: &str = include_str!("operations.txt");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_at_every_pending_operation_ends_as_the_table_says() {
    let mut heading = vec!["fault".to_owned()];
    heading.extend(Pending::ALL.iter().map(|pending| format!("{pending:?}")));
    let mut table = vec![heading];
    // One after the other: moving the time blocks, and would count against the deadline of others.
    for &trouble in Trouble::ALL {
        let mut row = vec![format!("{trouble:?}")];
        for &pending in Pending::ALL {
            row.push(cell(trouble, pending).await);
        }
        table.push(row);
    }
    assert_table(&table, TABLE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_is_never_answered_ends_with_its_deadline_and_leaves_nothing_pending() {
    let soon = Duration::from_millis(20);
    for &pending in Pending::ALL {
        let Some(operation) = pending.operation() else {
            continue;
        };
        let scene = Scene::set(pending).await;
        let (cloud, engine) = (&scene.cloud, &scene.alice.engine);
        cloud.fail_next(operation, Fault::Hold);
        let room = scene.room.clone();
        let room = || room.clone().expect("alice is in a room");
        let error = match pending {
            Pending::Login => within(engine.login_room("room1", "alice").timeout(soon))
                .await
                .err(),
            Pending::Switch => within(room().switch_to("room2").timeout(soon)).await.err(),
            Pending::Publish => within(room().publish("camera").timeout(soon)).await.err(),
            Pending::Play => within(room().play("bob-camera").timeout(soon)).await.err(),
            Pending::Broadcast => within(room().send_broadcast("hello").timeout(soon))
                .await
                .err(),
            Pending::Barrage => within(room().send_barrage("hello").timeout(soon))
                .await
                .err(),
            Pending::Command => within(room().send_command("hello", &[]).timeout(soon))
                .await
                .err(),
            _ => within(room().set_extra_info("key", "value").timeout(soon))
                .await
                .err(),
        };
        let error = error.unwrap_or_else(|| panic!("{pending:?} was held"));
        assert_eq!(error.kind(), ErrorKind::Timeout, "{pending:?}");
        until("nothing is pending", || {
            engine.stats().pending_operations == 0
        })
        .await;
        within(engine.destroy()).await.unwrap();
        within(scene.bob.engine.destroy()).await.unwrap();
    }
}

/// The SDK's own word for these is REQUESTING: it tries again by itself.
fn is_retried(pending: Pending, code: ErrorCode) -> bool {
    match pending {
        Pending::Publish => code == ErrorCode::PUBLISHER_ERROR_NETWORK_INTERRUPT,
        Pending::Play => matches!(
            code,
            ErrorCode::PLAYER_PLAY_STREAM_NOT_EXIST | ErrorCode::PLAYER_ERROR_NETWORK_INTERRUPT
        ),
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refusal_with_any_documented_code_resolves_with_that_code_unless_the_sdk_retries() {
    for pending in [
        Pending::Login,
        Pending::Publish,
        Pending::Play,
        Pending::Command,
    ] {
        let scene = Scene::set(pending).await;
        let (cloud, engine) = (&scene.cloud, &scene.alice.engine);
        let operation = pending.operation().expect("it can be refused");
        for &code in ErrorCode::ALL.iter().filter(|code| !code.is_success()) {
            cloud.fail_next(operation, Fault::Refuse(code.value()));
            let task = scene.begin(pending).await;
            cloud.settle();
            if is_retried(pending, code) {
                assert_eq!(engine.stats().pending_operations, 1, "{pending:?} {code}");
                cloud.advance(PATIENCE);
                let error = within(task).await.unwrap().unwrap_err();
                assert_ne!(error.code(), Some(code), "the SDK's last word is another");
            } else {
                let error = within(task).await.unwrap().unwrap_err();
                assert_eq!(error.code(), Some(code), "{pending:?}");
                assert_eq!(error.kind(), code.kind(), "{pending:?} {code}");
            }
        }
        assert_eq!(engine.stats().pending_operations, 0);
        within(engine.destroy()).await.unwrap();
        within(scene.bob.engine.destroy()).await.unwrap();
    }
}
