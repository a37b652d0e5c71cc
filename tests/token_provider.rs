//! A token provider over the life of sessions: asked at logins and before the ends of tokens, by
//! an engine, a login or a change of rooms, and let go of with the session.

mod support;
mod tokens;

use std::sync::{Arc, Mutex};

use support::{next, until, within};
use tokens::{Answer, BackEnd, HOUR, Office, WARNING, renewed};
use tokio::sync::Notify;
use zego_async::TokenPurpose::{Login, Renewal};
use zego_async::{Engine, ErrorKind, Room, RoomMode, TokenProvider, TokenRequest};

/// An engine with this provider and without an app sign.
async fn engine(office: &Office, provider: impl TokenProvider) -> Engine {
    let engine = support::sdk().engine(office.cloud.app_id());
    within(engine.token_provider(provider)).await.unwrap()
}

/// Alice in room1, with a token of this back end.
async fn room(office: &Office, back_end: &Arc<BackEnd>) -> Room {
    let engine = engine(office, back_end.clone()).await;
    within(engine.login_room("room1", "alice")).await.unwrap()
}

#[tokio::test]
async fn tokens_are_renewed_before_they_end_for_as_long_as_the_session_lasts() {
    let office = Office::new();
    office.cloud.kick_on_token_expiry(true);
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    assert_eq!(back_end.asked(), [(Login, 1)]);
    let mut events = room.engine().events();
    for _ in 0..3 {
        office.cloud.advance(HOUR - WARNING);
        renewed(room.engine(), &mut events).await;
    }
    assert_eq!(
        back_end.asked(),
        [(Login, 1), (Renewal, 1), (Renewal, 1), (Renewal, 1)]
    );
    assert_eq!(office.cloud.users("room1"), ["alice"]);
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn a_closure_that_returns_a_future_is_a_provider_and_hears_for_whom() {
    let office = Office::new();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let (issuer, noted) = (office.issuer(), asked.clone());
    let provider = move |request: TokenRequest| {
        let token = issuer.token_for(request.user.as_str()).issue();
        noted.lock().unwrap().push(request);
        async move { token }
    };
    let engine = engine(&office, provider).await;
    within(engine.login_room("room1", "alice")).await.unwrap();
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].room.as_str(), asked[0].user.as_str()),
        ("room1", "alice")
    );
    assert_eq!((asked[0].purpose, asked[0].attempt), (Login, 1));
}

#[tokio::test]
async fn a_login_that_brings_a_token_asks_for_none_before_that_ends() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let engine = engine(&office, back_end.clone()).await;
    let room = within(
        engine
            .login_room("room1", "alice")
            .token(office.token("alice")),
    )
    .await
    .unwrap();
    assert!(back_end.asked().is_empty());
    let mut events = engine.events();
    office.cloud.advance(HOUR - WARNING);
    renewed(&engine, &mut events).await;
    assert_eq!(back_end.asked(), [(Renewal, 1)]);
    drop(room);
}

#[tokio::test]
async fn a_login_s_own_provider_is_asked_and_not_the_engine_s() {
    let office = Office::new();
    let (of_engine, of_login) = (BackEnd::new(&office), BackEnd::new(&office));
    let engine = engine(&office, of_engine.clone()).await;
    let login = engine.login_room("room1", "alice");
    let _room = within(login.token_provider(of_login.clone()))
        .await
        .unwrap();
    let mut events = engine.events();
    office.cloud.advance(HOUR - WARNING);
    renewed(&engine, &mut events).await;
    assert!(of_engine.asked().is_empty());
    assert_eq!(of_login.asked(), [(Login, 1), (Renewal, 1)]);
}

#[tokio::test]
async fn a_change_of_rooms_asks_for_the_new_room_and_renews_there_only() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room1 = room(&office, &back_end).await;
    let room2 = within(room1.switch_to("room2")).await.unwrap();
    drop(room1);
    let mut events = room2.engine().events();
    office.cloud.advance(HOUR - WARNING);
    renewed(room2.engine(), &mut events).await;
    assert_eq!(back_end.asked(), [(Login, 1), (Login, 1), (Renewal, 1)]);
    assert_eq!(back_end.asked_for(), ["room1", "room2", "room2"]);
    office.cloud.advance(HOUR / 2);
    within(room2.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn a_change_of_rooms_may_bring_another_provider() {
    let office = Office::new();
    let (first, second) = (BackEnd::new(&office), BackEnd::new(&office));
    let room1 = room(&office, &first).await;
    let change = room1.switch_to("room2").token_provider(second.clone());
    let _room2 = within(change).await.unwrap();
    assert_eq!(first.asked_for(), ["room1"]);
    assert_eq!(second.asked_for(), ["room2"]);
}

#[tokio::test]
async fn each_of_several_rooms_renews_its_own_token() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let sdk = support::sdk();
    let engine = sdk.engine(office.cloud.app_id()).room_mode(RoomMode::Multi);
    let engine = within(engine.token_provider(back_end.clone()))
        .await
        .unwrap();
    let _room1 = within(engine.login_room("room1", "alice")).await.unwrap();
    office.cloud.advance(HOUR / 2);
    let _room2 = within(engine.login_room("room2", "alice")).await.unwrap();
    let mut events = engine.events();
    office.cloud.advance(HOUR / 2 - WARNING);
    renewed(&engine, &mut events).await;
    assert_eq!(back_end.asked_for(), ["room1", "room2", "room1"]);
    office.cloud.advance(HOUR / 2);
    renewed(&engine, &mut events).await;
    assert_eq!(back_end.asked_for(), ["room1", "room2", "room1", "room2"]);
}

#[tokio::test]
async fn a_provider_that_fails_at_a_login_fails_it_before_the_sdk_hears_of_it() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let engine = engine(&office, back_end.clone()).await;
    let mut events = engine.events();
    back_end.will([Answer::Failure("no connection")]);
    let error = within(engine.login_room("room1", "alice"))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TokenProvider);
    assert_eq!(error.code(), None);
    assert_eq!(
        error.to_string(),
        "get a token for \"alice\" in \"room1\": no connection"
    );
    assert!(tokens::is_quiet(&mut events));
    within(engine.login_room("room1", "alice")).await.unwrap();
    assert_eq!(back_end.asked(), [(Login, 1), (Login, 1)]);
}

#[tokio::test]
async fn an_answer_that_can_be_no_token_fails_the_login_with_the_rule() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let engine = engine(&office, back_end.clone()).await;
    let rules = [
        ("".to_owned(), "the provider gave an empty token"),
        (
            "x".repeat(2048),
            "token: has 2048 bytes, at most 2047 are allowed",
        ),
        ("04\0".to_owned(), "token: has a NUL at byte 2"),
    ];
    for (answer, rule) in rules {
        back_end.will([Answer::Token(answer)]);
        let error = within(engine.login_room("room1", "alice"))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TokenProvider);
        assert!(error.to_string().ends_with(rule), "{error}");
    }
}

#[tokio::test]
async fn a_login_that_is_dropped_while_its_token_is_asked_for_leaves_nothing_behind() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let engine = engine(&office, back_end.clone()).await;
    back_end.will([Answer::Later(Arc::default())]);
    let mut login = std::future::IntoFuture::into_future(engine.login_room("room1", "alice"));
    assert!(futures::poll!(&mut login).is_pending());
    assert!(back_end.is_busy());
    drop(login);
    assert!(!back_end.is_busy());
    assert!(engine.rooms().is_empty());
    assert_eq!(office.cloud.session_count(), 0);
}

#[tokio::test]
async fn a_login_that_waits_for_its_token_resolves_when_the_engine_goes() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let engine = engine(&office, back_end.clone()).await;
    back_end.will([Answer::Later(Arc::default())]);
    let mut login = std::future::IntoFuture::into_future(engine.login_room("room1", "alice"));
    assert!(futures::poll!(&mut login).is_pending());
    within(engine.destroy()).await.unwrap();
    let error = within(login).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::EngineGone);
}

/// Alice in room1, whose renewal waits for the back end.
async fn room_that_renews(office: &Office, back_end: &Arc<BackEnd>) -> (Room, Arc<Notify>) {
    let room = room(office, back_end).await;
    let go = Arc::new(Notify::new());
    back_end.will([Answer::Later(go.clone())]);
    office.cloud.advance(HOUR - WARNING);
    until("the back end is asked", || back_end.is_busy()).await;
    (room, go)
}

#[tokio::test]
async fn a_session_that_ends_during_a_renewal_ends_the_renewal_and_nothing_is_told() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let (room, go) = room_that_renews(&office, &back_end).await;
    let mut states = room.states();
    let mut events = room.engine().events();
    within(room.logout()).await.unwrap();
    until("the renewal ends", || !back_end.is_busy()).await;
    go.notify_one();
    assert_eq!(
        next(&mut states).await.unwrap().reason,
        zego_async::RoomStateReason::Logout
    );
    assert!(
        within(futures::StreamExt::next(&mut states))
            .await
            .is_none()
    );
    within(room.engine().destroy()).await.unwrap();
    while let Some(event) = within(futures::StreamExt::next(&mut events)).await {
        let event = event.unwrap();
        let called = format!("{event:?}").contains("renewToken");
        assert!(!called, "the session was over: {event:?}");
    }
}

#[tokio::test]
async fn the_session_that_a_kick_ends_renews_no_more() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let (_room, _go) = room_that_renews(&office, &back_end).await;
    office.cloud.kick("alice", zego_sim::Kick::SameUser);
    until("the renewal ends", || !back_end.is_busy()).await;
    office.cloud.advance(HOUR);
    assert_eq!(back_end.asked(), [(Login, 1), (Renewal, 1)]);
}

#[tokio::test]
async fn a_renewal_does_not_keep_room_engine_or_provider_alive() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let (room, _go) = room_that_renews(&office, &back_end).await;
    drop(room);
    until("the room is left", || office.cloud.session_count() == 0).await;
    until("the engine is gone", || office.cloud.engine_count() == 0).await;
    until("the renewal ends", || !back_end.is_busy()).await;
    until("the provider is let go of", || {
        Arc::strong_count(&back_end) == 1
    })
    .await;
}

#[tokio::test]
async fn an_engine_that_is_destroyed_during_a_renewal_goes_at_once() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let (room, _go) = room_that_renews(&office, &back_end).await;
    within(room.engine().destroy()).await.unwrap();
    until("the renewal ends", || !back_end.is_busy()).await;
}

#[test]
fn a_runtime_that_goes_during_a_renewal_takes_it_along() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (room, _go) = runtime.block_on(room_that_renews(&office, &back_end));
    drop(runtime);
    assert!(!back_end.is_busy());
    drop(room);
    assert_eq!(Arc::strong_count(&back_end), 1);
}
