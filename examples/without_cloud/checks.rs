//! The checks, each with an engine of its own that it destroys. A check's name is the sentence that
//! it proves.

use std::future::{Future, IntoFuture};
use std::time::Duration;

use crate::media::{
    a_media_player_plays_a_file_and_tells_its_states,
    custom_capture_starts_and_stops_with_the_preview, sound_levels_come_while_somebody_reads_them,
};
use futures::future::{BoxFuture, join_all};
use futures::{FutureExt, StreamExt};
use zego_async::{
    Change, Channel, Engine, Error, ErrorKind, LoginRoom, Result as Answer, Room, RoomState,
    RoomStateReason, Sdk,
};

pub(crate) const APP_ID: u32 = 1_234_567;

/// A room of this kind is logged in to by the engine itself; see the recordings.
const LOCAL: u32 = 1;
/// Far longer than a local login takes, far shorter than the SDK tries.
const SOON: Duration = Duration::from_millis(700);
const NO_TOKEN: i32 = 1_002_067;
const NOT_LOGGED_IN: i32 = 1_000_002;

pub(crate) type Outcome = Result<(), String>;
type Check = (&'static str, BoxFuture<'static, Outcome>);

macro_rules! checks {
    ($sdk:expr; $($check:ident,)*) => {
        vec![$((stringify!($check), $check($sdk.clone()).boxed())),*]
    };
}

macro_rules! ensure {
    ($holds:expr, $($reason:tt)*) => {
        if !$holds {
            return Err(format!($($reason)*));
        }
    };
}

pub(crate) fn all(sdk: &Sdk) -> Vec<Check> {
    checks![sdk;
        the_library_is_of_version_3_25,
        a_local_login_succeeds_and_says_so,
        states_come_in_order_from_login_to_logout,
        a_refused_login_does_not_disturb_the_room_that_is_logged_in,
        a_login_with_a_timeout_is_taken_back,
        a_dropped_login_is_taken_back,
        a_login_without_sign_and_token_fails_and_leaves_the_engine_free,
        ids_that_are_too_long_are_refused_before_the_sdk_sees_them,
        publishing_in_a_local_room_is_refused_with_a_code,
        a_pending_publication_and_playback_are_taken_back,
        logging_out_ends_what_is_pending_in_the_room,
        destroying_a_busy_engine_resolves_everything,
        an_engine_can_have_three_lives,
        a_second_engine_is_refused_while_there_is_one,
        a_preview_starts_and_stops,
        messages_that_break_a_rule_fail_and_others_are_unharmed,
        custom_capture_starts_and_stops_with_the_preview,
        sound_levels_come_while_somebody_reads_them,
        a_media_player_plays_a_file_and_tells_its_states,
    ]
}

async fn the_library_is_of_version_3_25(sdk: Sdk) -> Outcome {
    let version = sdk.version().map_err(told)?;
    ensure!(version.starts_with("3.25"), "version {version}");
    Ok(())
}

async fn a_local_login_succeeds_and_says_so(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let room = local(engine, "room1").await.map_err(told)?;
        ensure!(room.state() == RoomState::Connected, "{:?}", room.state());
        let mut users = room.users();
        let first = users.next().await.map(|change| change.change);
        ensure!(first == Some(Change::Reset(vec![])), "{first:?}");
        room.logout().await.map_err(told)?;
        ensure!(
            room.state() == RoomState::Disconnected,
            "{:?}",
            room.state()
        );
        Ok(())
    })
    .await
}

async fn states_come_in_order_from_login_to_logout(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let mut states = engine.room_states();
        let room = local(engine, "room1").await.map_err(told)?;
        room.logout().await.map_err(told)?;
        for expected in [
            RoomStateReason::Logining,
            RoomStateReason::Logined,
            RoomStateReason::Logout,
        ] {
            let state = states.next().await.ok_or("the states ended")?;
            let state = state.map_err(|lagged| format!("{lagged:?}"))?;
            ensure!(state.reason == expected, "{state:?} is not {expected:?}");
        }
        Ok(())
    })
    .await
}

async fn a_refused_login_does_not_disturb_the_room_that_is_logged_in(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let room = local(engine, "room1").await.map_err(told)?;
        let mut states = room.states();
        let refused = local(engine, "room2").await;
        failed_as(refused, ErrorKind::AlreadyLoggedIn)?;
        let refused = local(engine, "room1").await;
        failed_as(refused, ErrorKind::AlreadyLoggedIn)?;
        // The SDK's word that the refused login failed comes late.
        tokio::time::sleep(SOON).await;
        ensure!(room.state() == RoomState::Connected, "{:?}", room.state());
        let state = states.next().now_or_never();
        ensure!(state.is_none(), "the room was told of {state:?}");
        room.logout().await.map_err(told)
    })
    .await
}

async fn a_login_with_a_timeout_is_taken_back(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let login = engine.login_room("room1", "user1").timeout(SOON).await;
        failed_as(login, ErrorKind::Timeout)?;
        let room = local(engine, "room2").await.map_err(told)?;
        let rooms = engine.rooms();
        ensure!(rooms == [room.id().clone()], "left behind: {rooms:?}");
        room.logout().await.map_err(told)
    })
    .await
}

async fn a_dropped_login_is_taken_back(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let login = engine.login_room("room1", "user1").into_future();
        let dropped = tokio::time::timeout(SOON, login).await;
        ensure!(dropped.is_err(), "a login without a network ended");
        let room = local(engine, "room2").await.map_err(told)?;
        room.logout().await.map_err(told)
    })
    .await
}

async fn a_login_without_sign_and_token_fails_and_leaves_the_engine_free(sdk: Sdk) -> Outcome {
    let engine = sdk.engine(APP_ID).await.map_err(told)?;
    for _ in 0..2 {
        let login = engine.login_room("room1", "user1").await;
        failed_with(login, NO_TOKEN)?;
    }
    engine.destroy().await.map_err(told)
}

async fn ids_that_are_too_long_are_refused_before_the_sdk_sees_them(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let (room, user, stream) = ("r".repeat(128), "u".repeat(64), "s".repeat(256));
        failed_as(
            engine.login_room(room, "user1").await,
            ErrorKind::InvalidInput,
        )?;
        failed_as(
            engine.login_room("room1", user).await,
            ErrorKind::InvalidInput,
        )?;
        failed_as(engine.publish(&stream).await, ErrorKind::InvalidInput)?;
        failed_as(engine.play(&stream).await, ErrorKind::InvalidInput)
    })
    .await
}

async fn publishing_in_a_local_room_is_refused_with_a_code(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let room = local(engine, "room1").await.map_err(told)?;
        failed_with(room.publish("s1").await, NOT_LOGGED_IN)?;
        failed_with(room.play("s2").await, NOT_LOGGED_IN)?;
        room.logout().await.map_err(told)
    })
    .await
}

async fn a_pending_publication_and_playback_are_taken_back(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let _login = pending_login(engine).await;
        for _ in 0..2 {
            let publish = engine.publish("s1").channel(Channel::Aux).timeout(SOON);
            failed_as(publish.await, ErrorKind::Timeout)?;
            failed_as(engine.play("s2").timeout(SOON).await, ErrorKind::Timeout)?;
        }
        Ok(())
    })
    .await
}

async fn logging_out_ends_what_is_pending_in_the_room(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let login = pending_login(engine).await;
        let publish = tokio::spawn(engine.publish("s1").into_future());
        let play = tokio::spawn(engine.play("s2").into_future());
        tokio::time::sleep(SOON).await;
        login.abort();
        failed(joined(publish).await?)?;
        failed(joined(play).await?)?;
        Ok(())
    })
    .await
}

async fn destroying_a_busy_engine_resolves_everything(sdk: Sdk) -> Outcome {
    let engine = engine(&sdk).await?;
    let login = pending_login(&engine).await;
    let publish = tokio::spawn(engine.publish("s1").into_future());
    let plays: Vec<_> = ["s2", "s3"]
        .map(|stream| tokio::spawn(engine.play(stream).into_future()))
        .into();
    tokio::time::sleep(SOON).await;
    engine.destroy().await.map_err(told)?;
    failed_as(joined(login).await?, ErrorKind::EngineGone)?;
    failed_as(joined(publish).await?, ErrorKind::EngineGone)?;
    for play in join_all(plays).await {
        failed_as(
            play.map_err(|error| error.to_string())?,
            ErrorKind::EngineGone,
        )?;
    }
    failed_as(local(&engine, "room1").await, ErrorKind::EngineGone)
}

async fn an_engine_can_have_three_lives(sdk: Sdk) -> Outcome {
    for life in 1..=3 {
        with_engine(&sdk, async |engine| {
            let room = local(engine, "room1").await.map_err(told)?;
            ensure!(room.state() == RoomState::Connected, "life {life}");
            room.detach(); // destroying the engine has to log out
            Ok(())
        })
        .await?;
    }
    Ok(())
}

async fn a_second_engine_is_refused_while_there_is_one(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |_| {
        let second = sdk.engine(APP_ID).app_sign(sign()).await;
        failed(second)?;
        Ok(())
    })
    .await
}

async fn a_preview_starts_and_stops(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let preview = engine.preview().await.map_err(told)?;
        preview.stop().await.map_err(told)
    })
    .await
}

async fn messages_that_break_a_rule_fail_and_others_are_unharmed(sdk: Sdk) -> Outcome {
    with_engine(&sdk, async |engine| {
        let room = local(engine, "room1").await.map_err(told)?;
        failed(room.send_broadcast("").await)?;
        failed(room.send_command("c".repeat(2000), &[]).await)?;
        // A message that only the cloud could confirm stays open until the caller gives up.
        let sent = room.send_broadcast("hello").timeout(SOON).await;
        failed_as(sent, ErrorKind::Timeout)?;
        ensure!(room.state() == RoomState::Connected, "{:?}", room.state());
        room.logout().await.map_err(told)
    })
    .await
}

pub(crate) async fn with_engine(sdk: &Sdk, check: impl AsyncFnOnce(&Engine) -> Outcome) -> Outcome {
    let engine = engine(sdk).await?;
    let outcome = check(&engine).await;
    let destroyed = engine.destroy().await.map_err(told);
    outcome.and(destroyed)
}

async fn engine(sdk: &Sdk) -> Result<Engine, String> {
    sdk.engine(APP_ID).app_sign(sign()).await.map_err(told)
}

fn sign() -> String {
    "a".repeat(64)
}

fn local(engine: &Engine, room: &str) -> impl Future<Output = Answer<Room>> + use<> {
    let login: LoginRoom = engine.login_room(room, "user1").room_type(LOCAL);
    login.into_future()
}

/// A login that no network will answer, once the SDK works on it.
async fn pending_login(engine: &Engine) -> tokio::task::JoinHandle<Answer<Room>> {
    let mut states = engine.room_states();
    let login = tokio::spawn(engine.login_room("pending", "user1").into_future());
    states.next().await;
    login
}

async fn joined<T>(task: tokio::task::JoinHandle<Answer<T>>) -> Result<Answer<T>, String> {
    task.await.map_err(|error| error.to_string())
}

pub(crate) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn failed<T>(answer: Answer<T>) -> Result<Error, String> {
    match answer {
        Ok(_) => Err("succeeded".to_owned()),
        Err(error) => Ok(error),
    }
}

fn failed_as<T>(answer: Answer<T>, kind: ErrorKind) -> Outcome {
    let error = failed(answer)?;
    ensure!(
        error.kind() == kind,
        "{:?} instead of {kind:?}: {error}",
        error.kind()
    );
    Ok(())
}

fn failed_with<T>(answer: Answer<T>, code: i32) -> Outcome {
    let error = failed(answer)?;
    let found = error.code().map(i32::from);
    ensure!(found == Some(code), "{found:?} instead of {code}: {error}");
    Ok(())
}
