//! What the embedded cloud makes of tokens once it has a server secret: who is let in, who may
//! publish, and what happens at a token's end.

mod support;
mod tokens;

use std::time::Duration;

use support::{next, within};
use tokens::{HOUR, Office, SECRET, WARNING, is_quiet};
use zego_async::{ErrorKind, Result, Room, RoomStateReason};
use zego_sim::{Cloud, Fault, Operation};
use zego_token::{Issuer, Mode, OsEntropy, RoomPrivileges, ServerSecret};

/// Logs alice in to room1 on an engine of her own, with this token.
async fn log_in(cloud: &Cloud, token: &str) -> Result<Room> {
    let engine = tokens::engine(cloud).await;
    within(engine.login_room("room1", "alice").token(token)).await
}

#[track_caller]
fn assert_code<T: std::fmt::Debug>(result: Result<T>, code: i32) {
    let error = result.unwrap_err();
    assert_eq!(error.code().map(|code| code.value()), Some(code), "{error}");
}

#[tokio::test]
async fn a_token_of_either_mode_lets_its_user_in() {
    let office = Office::new();
    for mode in [Mode::Gcm, Mode::Cbc] {
        let issuer = office.issuer().mode(mode);
        let token = issuer.token_for("alice").issue().unwrap();
        let room = log_in(&office.cloud, token.as_str()).await.unwrap();
        assert_eq!(office.cloud.users("room1"), ["alice"]);
        within(room.logout()).await.unwrap();
    }
}

#[tokio::test]
async fn a_login_with_neither_sign_nor_token_fails_with_1002067() {
    assert_code(log_in(&Office::new().cloud, "").await, 1_002_067);
}

#[tokio::test]
async fn what_is_no_token_of_this_version_fails_with_1002079() {
    let cloud = Office::new().cloud;
    assert_code(log_in(&cloud, "03AAAA").await, 1_002_079);
    assert_code(log_in(&cloud, "garbage").await, 1_002_079);
}

#[tokio::test]
async fn a_token_that_cannot_be_taken_apart_fails_with_1002075() {
    let office = Office::new();
    let token = office.token("alice");
    for token in ["04", "04!!!!", "04AAAA", &token[..token.len() - 4]] {
        assert_code(log_in(&office.cloud, token).await, 1_002_075);
    }
    let issuer = office.issuer();
    let free_text = issuer.token_for("alice").payload_text("vip");
    let token = free_text.issue().unwrap();
    assert_code(log_in(&office.cloud, token.as_str()).await, 1_002_075);
}

#[tokio::test]
async fn a_token_of_another_secret_or_changed_on_its_way_fails_with_1002033() {
    let office = Office::new();
    let other: ServerSecret = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let forger = Issuer::new(office.cloud.app_id(), other).unwrap();
    let forged = forger.token_for("alice").issue().unwrap();
    assert_code(log_in(&office.cloud, forged.as_str()).await, 1_002_033);

    let token = office.token("alice");
    // The second character is of the expiry, which anybody can read and write.
    let later = format!("04B{}", &token[3..]);
    assert_code(log_in(&office.cloud, &later).await, 1_002_033);
}

#[tokio::test]
async fn a_token_for_another_app_or_user_fails_with_1002076_or_1002077() {
    let office = Office::new();
    let elsewhere = Issuer::new(office.cloud.app_id() + 1, SECRET.parse().unwrap()).unwrap();
    let token = elsewhere.token_for("alice").issue().unwrap();
    assert_code(log_in(&office.cloud, token.as_str()).await, 1_002_076);
    assert_code(log_in(&office.cloud, &office.token("bob")).await, 1_002_077);
}

#[tokio::test]
async fn an_expired_token_fails_with_1002078_from_its_last_second_on() {
    let office = Office::new();
    let token = office.token("alice");
    office.cloud.advance(HOUR - Duration::from_secs(1));
    let room = log_in(&office.cloud, &token).await.unwrap();
    within(room.logout()).await.unwrap();
    office.cloud.advance(Duration::from_secs(1));
    assert_code(log_in(&office.cloud, &token).await, 1_002_078);
}

#[tokio::test]
async fn privileges_for_another_room_or_without_login_fail_with_1002033() {
    let office = Office::new();
    let refused = [
        RoomPrivileges::new("room2").allow_login(),
        RoomPrivileges::new("room1").allow_publish(),
    ];
    for privileges in refused {
        let token = office.privileged(privileges);
        assert_code(log_in(&office.cloud, &token).await, 1_002_033);
    }
}

#[tokio::test]
async fn a_token_without_the_privilege_to_publish_lets_its_user_in_and_not_publish() {
    let office = Office::new();
    let listener = office.privileged(RoomPrivileges::new("room1").allow_login());
    let room = log_in(&office.cloud, &listener).await.unwrap();
    assert_code(within(room.publish("camera")).await, 1_002_033);

    let speaker = RoomPrivileges::new("room1").allow_login().allow_publish();
    let speaker = office.privileged(speaker.only_streams(["camera"]));
    within(room.renew_token(speaker)).await.unwrap();
    within(room.publish("camera")).await.unwrap();
    assert_code(within(room.publish("screen")).await, 1_002_082);

    within(room.renew_token(listener)).await.unwrap();
    assert_code(within(room.publish("camera")).await, 1_002_082);
}

#[tokio::test]
async fn an_engine_with_an_app_sign_is_let_in_whatever_its_token() {
    let office = Office::new();
    let alice = support::Party::new(&office.cloud).await;
    let room = within(alice.engine.login_room("room1", "alice").token("garbage"))
        .await
        .unwrap();
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn thirty_seconds_before_the_end_the_program_is_told_once() {
    let office = Office::new();
    let room = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let mut warnings = room.tokens_will_expire();
    let second = Duration::from_secs(1);
    office.cloud.advance(HOUR - WARNING - second);
    assert!(is_quiet(&mut warnings));
    office.cloud.advance(second);
    let warning = next(&mut warnings).await.unwrap();
    assert_eq!(warning.room, "room1");
    assert_eq!(warning.remaining_seconds, 30);
    office.cloud.advance(HOUR);
    assert!(is_quiet(&mut warnings));
}

#[tokio::test]
async fn a_token_that_has_less_than_thirty_seconds_left_is_warned_of_after_the_login() {
    let office = Office::new();
    let token = office.token("alice");
    office.cloud.advance(HOUR - Duration::from_secs(12));
    let engine = tokens::engine(&office.cloud).await;
    let mut warnings = engine.tokens_will_expire();
    let _room = within(engine.login_room("room1", "alice").token(token))
        .await
        .unwrap();
    assert_eq!(next(&mut warnings).await.unwrap().remaining_seconds, 12);
}

#[tokio::test]
async fn after_the_end_the_user_stays_and_goes_on_but_publishes_nothing_new_until_renewed() {
    let office = Office::new();
    let room = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let publication = within(room.publish("camera")).await.unwrap();
    office.cloud.advance(HOUR);
    assert_eq!(office.cloud.users("room1"), ["alice"]);
    assert_eq!(office.cloud.streams("room1"), ["camera"]);
    assert_eq!(publication.state(), zego_async::PublisherState::Publishing);
    within(publication.stop()).await.unwrap();
    assert_code(within(room.publish("camera")).await, 1_002_078);

    within(room.renew_token(office.token("alice")))
        .await
        .unwrap();
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn a_renewed_token_moves_the_warning_and_a_bad_one_is_noticed_at_the_next_publication() {
    let office = Office::new();
    let room = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let mut warnings = room.tokens_will_expire();
    office.cloud.advance(HOUR / 2);
    within(room.renew_token(office.token("alice")))
        .await
        .unwrap();
    office.cloud.advance(HOUR / 2);
    assert!(is_quiet(&mut warnings));

    within(room.renew_token("garbage")).await.unwrap();
    assert_eq!(office.cloud.users("room1"), ["alice"]);
    assert_code(within(room.publish("camera")).await, 1_002_079);
    office.cloud.advance(HOUR / 2 - WARNING);
    assert!(next(&mut warnings).await.is_ok());
}

#[tokio::test]
async fn where_the_cloud_is_set_to_it_a_token_s_end_throws_its_user_out() {
    let office = Office::new();
    office.cloud.kick_on_token_expiry(true);
    let room = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let mut states = room.states();
    office.cloud.advance(HOUR / 2);
    within(room.renew_token(office.token("alice")))
        .await
        .unwrap();
    office.cloud.advance(HOUR / 2);
    assert_eq!(office.cloud.users("room1"), ["alice"]);
    office.cloud.advance(HOUR / 2);
    let state = next(&mut states).await.unwrap();
    assert_eq!(state.reason, RoomStateReason::KickOut);
    assert_eq!(state.code.value(), 1_002_056);
    assert!(office.cloud.users("room1").is_empty());
}

#[tokio::test]
async fn a_switch_of_rooms_is_judged_by_the_token_that_it_brings() {
    let office = Office::new();
    let room1 = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let only_room1 = office.privileged(RoomPrivileges::new("room1").allow_login());
    assert_code(
        within(room1.switch_to("room2").token(only_room1)).await,
        1_002_033,
    );
    let room1 = log_in(&office.cloud, &office.token("alice")).await.unwrap();
    let room2 = within(room1.switch_to("room2").token(office.token("alice"))).await;
    assert_eq!(room2.unwrap().id(), "room2");
}

#[tokio::test]
async fn the_server_s_own_fault_can_be_ordered_and_is_an_authentication_failure() {
    let office = Office::new();
    let fault = Fault::Refuse(1_002_074);
    office.cloud.fail_next(Operation::Login, fault);
    let refused = log_in(&office.cloud, &office.token("alice")).await;
    assert_eq!(
        refused.as_ref().unwrap_err().kind(),
        ErrorKind::Authentication
    );
    assert_code(refused, 1_002_074);
}

#[tokio::test]
async fn without_a_secret_every_token_is_as_good_as_any_other() {
    let cloud = support::cloud();
    let room = log_in(&cloud, "garbage").await.unwrap();
    within(room.publish("camera")).await.unwrap();
}

#[tokio::test]
async fn on_the_machine_s_clock_tokens_of_an_ordinary_issuer_are_good() {
    let cloud = support::cloud();
    cloud.set_server_secret(SECRET.parse().unwrap());
    let issuer = Issuer::with_sources(
        cloud.app_id(),
        SECRET.parse().unwrap(),
        zego_token::SystemClock,
        OsEntropy,
    );
    let token = issuer.unwrap().token_for("alice").issue().unwrap();
    assert!(log_in(&cloud, token.as_str()).await.is_ok());
    assert!((token.expires_at() - 3600 - cloud.unix_seconds()).abs() < 60);
}
