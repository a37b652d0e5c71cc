//! Renewals that go wrong: what is told, when the provider is asked again, and when no more.

mod support;
mod tokens;

use std::sync::Arc;
use std::time::Duration;

use support::{next, until, within};
use tokens::{Answer, BackEnd, HOUR, Office, WARNING, renewed};
use tokio::sync::Notify;
use zego_async::event::RoomStateChanged;
use zego_async::{
    ErrorKind, EventStream, Room, RoomState, RoomStateReason, TokenFailure, TokenRetry,
};

/// Alice in room1, with a token of this back end.
async fn room(office: &Office, back_end: &Arc<BackEnd>) -> Room {
    let engine = support::sdk().engine(office.cloud.app_id());
    let engine = within(engine.token_provider(back_end.clone()))
        .await
        .unwrap();
    within(engine.login_room("room1", "alice")).await.unwrap()
}

/// The next failure that the room's states tell of.
async fn failure(states: &mut EventStream<RoomStateChanged>) -> Arc<TokenFailure> {
    let change = next(states).await.unwrap();
    assert_eq!(change.reason, RoomStateReason::TokenNotRenewed);
    assert_eq!(change.room, "room1");
    assert_eq!(change.state(), None);
    change.token_failure.expect("it says what happened")
}

fn seconds(duration: Option<Duration>) -> Option<u64> {
    duration.map(|duration| duration.as_secs())
}

#[tokio::test]
async fn a_failing_provider_is_asked_again_after_growing_pauses_and_each_failure_is_told() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    let mut events = room.engine().events();
    back_end.will((0..3).map(|_| Answer::Failure("no connection")));
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    for (attempt, pause) in [(1, 1), (2, 2), (3, 4)] {
        let failure = failure(&mut states).await;
        assert_eq!(failure.attempt, attempt);
        assert_eq!(seconds(failure.next_attempt_in), Some(pause));
        assert_eq!(failure.error.kind(), ErrorKind::TokenProvider);
        assert_eq!(room.state(), RoomState::Connected);
    }
    renewed(room.engine(), &mut events).await;
    assert_eq!(back_end.renewals_at(), [0, 1, 3, 7]);
    tokio::time::resume();
    office.cloud.advance(HOUR / 2);
    within(room.publish("camera")).await.unwrap();
    assert!(tokens::is_quiet(&mut states));
}

#[tokio::test]
async fn after_the_last_attempt_the_provider_is_left_alone_until_the_next_warning() {
    let office = Office::new();
    let retry = TokenRetry::default().attempts(3);
    let back_end = BackEnd::that_retries(&office, retry);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    back_end.will((0..4).map(|_| Answer::Failure("no connection")));
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let mut pauses = Vec::new();
    for _ in 0..3 {
        pauses.push(seconds(failure(&mut states).await.next_attempt_in));
    }
    assert_eq!(pauses, [Some(1), Some(2), None]);
    tokio::time::sleep(HOUR).await;
    assert_eq!(back_end.renewals_at(), [0, 1, 3]);

    office.cloud.expire_token("alice", Duration::from_secs(10));
    office.cloud.settle();
    let again = failure(&mut states).await;
    assert_eq!(
        (again.attempt, seconds(again.next_attempt_in)),
        (1, Some(1))
    );
}

#[tokio::test]
async fn a_provider_that_refuses_is_not_asked_again() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    back_end.will([Answer::Refusal]);
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let failure = failure(&mut states).await;
    assert_eq!((failure.attempt, failure.next_attempt_in), (1, None));
    assert_eq!(
        failure.error.to_string(),
        "get a token for \"alice\" in \"room1\": refused: may not call"
    );
    tokio::time::sleep(HOUR).await;
    assert_eq!(back_end.renewals_at(), [0]);
}

#[tokio::test]
async fn a_provider_that_panics_has_failed_and_is_asked_again() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    let mut events = room.engine().events();
    back_end.will([Answer::Panic]);
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let failure = failure(&mut states).await;
    assert!(failure.error.to_string().ends_with("the provider panicked"));
    renewed(room.engine(), &mut events).await;
    assert_eq!(back_end.renewals_at(), [0, 1]);
}

#[tokio::test]
async fn a_provider_that_does_not_answer_in_time_has_failed_and_is_asked_again() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    let mut events = room.engine().events();
    back_end.will([Answer::Later(Arc::default())]);
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let failure = failure(&mut states).await;
    assert!(failure.error.to_string().ends_with("no answer within 10s"));
    renewed(room.engine(), &mut events).await;
    assert_eq!(back_end.renewals_at(), [0, 11]);
}

#[tokio::test]
async fn an_answer_that_can_be_no_token_is_a_failure() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    back_end.will([Answer::Token("".to_owned())]);
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let failure = failure(&mut states).await;
    assert!(
        failure
            .error
            .to_string()
            .ends_with("the provider gave an empty token")
    );
}

#[tokio::test]
async fn a_token_that_the_sdk_refuses_is_told_with_its_code_and_another_is_asked_for() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    office.cloud.refuse_next_call("renewToken", 1_000_017);
    tokio::time::pause();
    office.cloud.advance(HOUR - WARNING);
    let change = next(&mut states).await.unwrap();
    assert_eq!(change.reason, RoomStateReason::TokenNotRenewed);
    assert_eq!(change.code.value(), 1_000_017);
    let error = &change.token_failure.unwrap().error;
    assert_eq!(error.code().map(|code| code.value()), Some(1_000_017));
    until("asked again", || back_end.renewals_at() == [0, 1]).await;
}

#[tokio::test]
async fn a_failure_without_an_answer_of_the_sdk_says_that_there_is_no_token() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut of_engine = room.engine().room_states();
    back_end.will([Answer::Failure("no connection")]);
    office.cloud.advance(HOUR - WARNING);
    let change = next(&mut of_engine).await.unwrap();
    assert_eq!(change.reason, RoomStateReason::TokenNotRenewed);
    assert_eq!(change.code.value(), 1_002_067);
}

#[tokio::test]
async fn what_the_sdk_did_not_say_is_not_among_the_events_as_it_says_them() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    let mut events = room.engine().events();
    back_end.will([Answer::Refusal]);
    office.cloud.advance(HOUR - WARNING);
    failure(&mut states).await;
    within(room.engine().destroy()).await.unwrap();
    let mut told = Vec::new();
    while let Some(event) = within(futures::StreamExt::next(&mut events)).await {
        told.push(format!("{:?}", event.unwrap()));
    }
    assert!(told.iter().any(|event| event.contains("TokenWillExpire")));
    assert!(!told.iter().any(|event| event.contains("TokenNotRenewed")));
}

#[tokio::test]
async fn a_provider_slower_than_the_token_s_end_still_gives_the_room_its_rights_back() {
    let office = Office::new();
    let retry = TokenRetry::default().patience(HOUR);
    let back_end = BackEnd::that_retries(&office, retry);
    let room = room(&office, &back_end).await;
    let mut events = room.engine().events();
    let go = Arc::new(Notify::new());
    back_end.will([Answer::Later(go.clone())]);
    office.cloud.advance(HOUR - WARNING);
    until("the back end is asked", || back_end.is_busy()).await;
    office.cloud.advance(2 * WARNING);
    assert_eq!(office.cloud.users("room1"), ["alice"]);
    let late = within(room.publish("camera")).await.unwrap_err();
    assert_eq!(late.code().map(|code| code.value()), Some(1_002_078));

    go.notify_one();
    renewed(room.engine(), &mut events).await;
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn where_the_end_of_a_token_is_a_kick_a_slow_provider_costs_the_room() {
    let office = Office::new();
    office.cloud.kick_on_token_expiry(true);
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut states = room.states();
    back_end.will([Answer::Later(Arc::default())]);
    office.cloud.advance(HOUR - WARNING);
    until("the back end is asked", || back_end.is_busy()).await;
    office.cloud.advance(WARNING);
    let change = next(&mut states).await.unwrap();
    assert_eq!(change.reason, RoomStateReason::KickOut);
    assert_eq!(change.code.value(), 1_002_056);
    until("the renewal ends", || !back_end.is_busy()).await;
}

#[tokio::test]
async fn several_warnings_of_one_end_cause_one_renewal() {
    let office = Office::new();
    let retry = TokenRetry::default().patience(HOUR);
    let back_end = BackEnd::that_retries(&office, retry);
    let room = room(&office, &back_end).await;
    let mut events = room.engine().events();
    let go = Arc::new(Notify::new());
    back_end.will([Answer::Later(go.clone())]);
    office.cloud.advance(HOUR - WARNING);
    until("the back end is asked", || back_end.is_busy()).await;
    for _ in 0..3 {
        let event = zego_sim::Event::TokenWillExpire {
            room: "room1".into(),
            seconds: 30,
        };
        office.cloud.inject("alice", event);
    }
    office.cloud.settle();
    go.notify_one();
    renewed(room.engine(), &mut events).await;
    assert_eq!(back_end.renewals_at().len(), 1);
    assert!(!back_end.is_busy());
}

#[tokio::test]
async fn a_token_that_ends_soon_after_its_renewal_is_renewed_again() {
    let office = Office::new();
    let back_end = BackEnd::new(&office);
    let room = room(&office, &back_end).await;
    let mut events = room.engine().events();
    office.cloud.advance(HOUR - WARNING);
    renewed(room.engine(), &mut events).await;
    back_end.will([Answer::Good(Duration::from_secs(5))]);
    office.cloud.advance(HOUR - WARNING);
    renewed(room.engine(), &mut events).await;
    renewed(room.engine(), &mut events).await;
    assert_eq!(back_end.renewals_at().len(), 3);
}
