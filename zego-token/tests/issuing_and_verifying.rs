//! What issuers refuse to issue, and the reasons that verifiers give.

use std::time::{Duration, UNIX_EPOCH};

use zego_token::{
    EntropyError, IssueError, Issuer, MAX_TOKEN_BYTES, Mode, RoomPrivileges, ServerSecret, Token,
    TokenError, Verifier,
};

const SECRET: &str = "0123456789abcdef0123456789ABCDEF";
const NOW: i64 = 1_800_000_000;

fn secret() -> ServerSecret {
    SECRET.parse().unwrap()
}

fn entropy(buffer: &mut [u8]) -> Result<(), EntropyError> {
    buffer.fill(42);
    Ok(())
}

fn issuer() -> Issuer {
    Issuer::with_sources(7, secret(), || NOW, entropy).unwrap()
}

fn verifier() -> Verifier {
    Verifier::with_clock(7, secret(), || NOW)
}

#[track_caller]
fn assert_field<T>(result: Result<T, IssueError>, expected: &str) {
    match result {
        Err(IssueError::Input { field, .. }) => assert_eq!(field, expected),
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("{expected} was not refused"),
    }
}

#[test]
fn inputs_that_the_sdk_would_refuse_are_refused_by_name() {
    assert_field(Issuer::new(0, secret()), "app_id");

    let issuer = issuer();
    assert_field(issuer.token_for("").issue(), "user_id");
    assert_field(issuer.token_for("a".repeat(64)).issue(), "user_id");
    assert_field(issuer.token_for("two words").issue(), "user_id");

    let with = |privileges| issuer.token_for("u").privileges(privileges).issue();
    assert_field(with(RoomPrivileges::new("")), "room_id");
    assert_field(
        with(RoomPrivileges::new("r").only_streams(["a b"])),
        "stream_id",
    );
    let none = Vec::<String>::new();
    assert_field(
        with(RoomPrivileges::new("r").only_streams(none)),
        "only_streams",
    );
}

#[test]
fn a_lifetime_is_whole_seconds_that_end_in_time() {
    let issuer = issuer();
    let lasting = |lifetime| issuer.token_for("u").lifetime(lifetime).issue();
    assert_field(lasting(Duration::ZERO), "lifetime");
    assert_field(lasting(Duration::from_millis(999)), "lifetime");
    assert_field(lasting(Duration::from_millis(1500)), "lifetime");
    assert_field(lasting(Duration::MAX), "lifetime");
    let most = i64::MAX.unsigned_abs();
    assert_field(lasting(Duration::from_secs(most)), "lifetime");
    let last = lasting(Duration::from_secs(most - NOW.unsigned_abs()));
    assert_eq!(last.unwrap().expires_at(), i64::MAX);
    let second = lasting(Duration::from_secs(1)).unwrap();
    assert_eq!(second.expires_at(), NOW + 1);
}

#[test]
fn the_longest_payload_that_fits_is_issued_and_read_and_one_more_is_refused() {
    for mode in [Mode::Gcm, Mode::Cbc] {
        let issuer = issuer().mode(mode);
        let with = |length| {
            issuer
                .token_for("u")
                .payload_text("p".repeat(length))
                .issue()
        };
        let longest = (0..MAX_TOKEN_BYTES)
            .rev()
            .find(|&length| with(length).is_ok())
            .unwrap();
        assert!(longest > 1300, "{longest}");
        let token = with(longest).unwrap();
        assert!(token.as_str().len() <= MAX_TOKEN_BYTES);
        let claims = Token::parse(token.as_str()).unwrap().open(&secret());
        assert_eq!(claims.unwrap().payload_text().len(), longest);
        for more in [longest + 1, 70_000] {
            let refused = with(more).unwrap_err();
            assert!(
                matches!(refused, IssueError::TooLong { length } if length > MAX_TOKEN_BYTES),
                "{refused:?}"
            );
        }
    }
}

#[test]
fn without_randomness_no_token_is_issued() {
    let broken = |_: &mut [u8]| Err(EntropyError);
    let issuer = Issuer::with_sources(7, secret(), || NOW, broken).unwrap();
    let refused = issuer.token_for("u").issue().unwrap_err();
    assert_eq!(refused, IssueError::Entropy(EntropyError));
}

#[test]
fn the_operating_system_gives_the_time_and_makes_every_token_another() {
    let issuer = Issuer::new(7, secret()).unwrap();
    let issue = || issuer.token_for("u").issue().unwrap();
    let seconds = || UNIX_EPOCH.elapsed().unwrap().as_secs().cast_signed();
    let before = seconds();
    let (one, other) = (issue(), issue());
    assert_ne!(one.as_str(), other.as_str());
    let verifier = Verifier::new(7, secret());
    let one = verifier.verify(one.as_str(), "u").unwrap();
    let other = verifier.verify(other.as_str(), "u").unwrap();
    assert_eq!(one.expires_at() - one.issued_at(), 3600);
    for claims in [one, other] {
        assert!((before..=seconds()).contains(&claims.issued_at()));
    }
}

#[test]
fn a_token_for_another_app_user_or_time_is_refused_in_that_order() {
    let token = issuer().token_for("alice").issue().unwrap();
    let verify = |app_id, user_id, now| {
        let verifier = Verifier::with_clock(app_id, secret(), move || now);
        verifier.verify(token.as_str(), user_id).map(|_| ())
    };
    let expires_at = NOW + 3600;
    let late = expires_at + 5;
    assert_eq!(verify(7, "alice", NOW), Ok(()));
    assert_eq!(verify(8, "bob", late), Err(TokenError::WrongApp));
    assert_eq!(verify(7, "bob", late), Err(TokenError::WrongUser));
    assert_eq!(verify(7, "Alice", NOW), Err(TokenError::WrongUser));
    let expired = TokenError::Expired {
        expires_at,
        now: late,
    };
    assert_eq!(verify(7, "alice", late), Err(expired));
}

#[test]
fn another_secret_does_not_decrypt() {
    let other: ServerSecret = "F123456789abcdef0123456789ABCDEF".parse().unwrap();
    let gcm = issuer().token_for("u").issue().unwrap();
    assert_eq!(gcm.open(&other).unwrap_err(), TokenError::Decryption);
    let cbc = issuer().mode(Mode::Cbc).token_for("u").issue().unwrap();
    let refused = cbc.open(&other).unwrap_err();
    assert!(matches!(refused, TokenError::Decryption | TokenError::Json));
}

#[test]
fn an_expiry_that_was_put_off_in_the_open_part_is_noticed() {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    for mode in [Mode::Gcm, Mode::Cbc] {
        let issuer = issuer().mode(mode);
        let token = issuer.token_for("u").issue().unwrap();
        let mut bytes = STANDARD.decode(&token.as_str()[2..]).unwrap();
        bytes[3] += 1;
        let changed = format!("04{}", STANDARD.encode(bytes));
        let refused = verifier().accept_cbc().verify(&changed, "u").unwrap_err();
        assert_eq!(refused, TokenError::ExpiryChanged);
    }
}

#[test]
fn cbc_is_refused_unless_it_is_accepted() {
    let token = issuer().mode(Mode::Cbc).token_for("u").issue().unwrap();
    let refused = verifier().verify(token.as_str(), "u").unwrap_err();
    assert_eq!(refused, TokenError::CbcNotAccepted);
    let accepted = verifier().accept_cbc().verify(token.as_str(), "u");
    assert_eq!(accepted.unwrap().user_id(), "u");
}

#[test]
fn privileges_come_back_as_they_were_issued() {
    let privileges = RoomPrivileges::new("room")
        .allow_login()
        .allow_publish()
        .only_streams(["a", "b"]);
    let issuer = issuer();
    let request = issuer.token_for("u").payload_text("replaced");
    let token = request.privileges(privileges.clone()).issue().unwrap();
    let claims = verifier().verify(token.as_str(), "u").unwrap();
    assert_eq!(claims.privileges(), Ok(Some(privileges)));
    assert_eq!(claims.check_publish("room", "b"), Ok(()));
    let other = claims.check_publish("room", "c");
    assert_eq!(other, Err(TokenError::WrongStream));
}

#[test]
fn no_debug_shows_the_secret_the_token_or_what_it_says() {
    let issuer = issuer();
    let room = RoomPrivileges::new("hidden_room").allow_login();
    let request = issuer.token_for("hidden_user").privileges(room);
    let mut shown = format!("{issuer:?} {request:?} {:?}", verifier());
    let token = request.issue().unwrap();
    let claims = token.open(&secret()).unwrap();
    shown += &format!("{token:?} {claims:?} {:?}", claims.privileges());
    for secret in ["hidden", SECRET, &token.as_str()[..20], "707406378"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert_eq!(claims.nonce(), 707_406_378);
}

#[test]
fn issuers_verifiers_and_tokens_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + Clone + 'static>() {}
    shared::<Issuer>();
    shared::<Verifier>();
    shared::<Token>();
    shared::<ServerSecret>();
}
