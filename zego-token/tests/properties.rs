//! What holds for every token: it comes back, no change of it passes, and
//! nothing that is read brings the reader down.

use std::time::Duration;

use proptest::prelude::*;
use zego_token::{
    EntropyError, Issuer, KeyOrder, Mode, RoomPrivileges, ServerSecret, Token, TokenError,
};

fn secrets() -> impl Strategy<Value = ServerSecret> {
    "[!-~]{32}".prop_map(|text| text.parse().unwrap())
}

fn modes() -> impl Strategy<Value = Mode> {
    prop_oneof![Just(Mode::Gcm), Just(Mode::Cbc)]
}

fn key_orders() -> impl Strategy<Value = KeyOrder> {
    prop_oneof![Just(KeyOrder::Node), Just(KeyOrder::Go)]
}

fn privileges() -> impl Strategy<Value = RoomPrivileges> {
    let streams = proptest::collection::vec("[A-Za-z0-9_-]{1,40}", 1..5);
    let room = "[A-Za-z0-9~!@#$%^&*()_+=`;',.<>\\\\-]{1,127}";
    (
        room,
        any::<bool>(),
        any::<bool>(),
        proptest::option::of(streams),
    )
        .prop_map(|(room, login, publish, streams)| {
            let mut privileges = RoomPrivileges::new(room);
            if login {
                privileges = privileges.allow_login();
            }
            if publish {
                privileges = privileges.allow_publish();
            }
            match streams {
                Some(streams) => privileges.only_streams(streams),
                None => privileges,
            }
        })
}

/// An issuer whose random bytes all come from one seed.
fn issuer(app_id: u32, secret: &ServerSecret, now: i64, seed: u8) -> Issuer {
    let entropy = move |buffer: &mut [u8]| {
        for (byte, at) in buffer.iter_mut().zip(0u8..) {
            *byte = seed.wrapping_mul(31).wrapping_add(at.wrapping_mul(17));
        }
        Ok::<(), EntropyError>(())
    };
    Issuer::with_sources(app_id, secret.clone(), move || now, entropy).unwrap()
}

fn gcm_token(secret: &ServerSecret) -> Token {
    let issuer = issuer(1, secret, 1_700_000_000, 9);
    issuer
        .token_for("alice")
        .payload_text("text")
        .issue()
        .unwrap()
}

fn read(text: &str, secret: &ServerSecret) -> Result<(), TokenError> {
    Token::parse(text)?.open(secret).map(|_| ())
}

proptest! {
    #[test]
    fn what_is_issued_comes_back(
        secret in secrets(),
        app_id in 1..=u32::MAX,
        user_id in "[A-Za-z0-9~!@#$%^&*()_+=`;',.<>\\\\-]{1,63}",
        now in -10_000_000_000i64..1_000_000_000_000,
        lifetime in 1u64..10_000_000_000,
        text in "\\PC{0,200}",
        mode in modes(),
        order in key_orders(),
        seed: u8,
    ) {
        let issuer = issuer(app_id, &secret, now, seed).mode(mode).key_order(order);
        let request = issuer.token_for(user_id.clone()).payload_text(text.clone());
        let token = request.lifetime(Duration::from_secs(lifetime)).issue().unwrap();

        let read = Token::parse(token.as_str()).unwrap();
        prop_assert_eq!(read.as_str(), token.as_str());
        prop_assert_eq!(read.mode(), mode);
        let claims = read.open(&secret).unwrap();
        prop_assert_eq!(claims.app_id(), app_id);
        prop_assert_eq!(claims.user_id(), user_id);
        prop_assert_eq!(claims.issued_at(), now);
        prop_assert_eq!(claims.expires_at(), now + lifetime.cast_signed());
        prop_assert_eq!(claims.payload_text(), text);
    }

    #[test]
    fn privileges_come_back(secret in secrets(), privileges in privileges(), mode in modes()) {
        let issuer = issuer(1, &secret, 0, 0).mode(mode);
        let token = issuer.token_for("u").privileges(privileges.clone()).issue().unwrap();
        let claims = token.open(&secret).unwrap();
        prop_assert_eq!(claims.privileges(), Ok(Some(privileges)));
    }

    #[test]
    fn another_secret_never_opens_a_gcm_token(one in secrets(), other in secrets()) {
        let opened = gcm_token(&one).open(&other);
        prop_assert_eq!(opened.err(), Some(TokenError::Decryption));
    }

    #[test]
    fn random_text_never_panics_and_never_passes(secret in secrets(), text in "(04)?\\PC{0,300}") {
        prop_assert!(read(&text, &secret).is_err());
    }

    #[test]
    fn random_bytes_never_panic_and_never_pass(
        secret in secrets(),
        bytes in proptest::collection::vec(any::<u8>(), 0..600),
        mode in 0u8..3,
    ) {
        prop_assert!(read(&text_of(&bytes), &secret).is_err());

        // The same bytes as the ciphertext of a well-formed token.
        let iv = if mode == 1 { 12 } else { 16 };
        let length = u16::try_from(bytes.len()).unwrap();
        let mut packed = vec![0; 8];
        packed.extend([0, iv]);
        packed.extend(vec![3; iv.into()]);
        packed.extend(length.to_be_bytes());
        packed.extend(&bytes);
        packed.push(mode);
        prop_assert!(read(&text_of(&packed), &secret).is_err());
    }
}

#[test]
fn every_flipped_bit_of_a_gcm_token_s_bytes_is_refused() {
    let secret = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let token = gcm_token(&secret);
    let bytes = bytes_of(token.as_str());
    assert_eq!(read(&text_of(&bytes), &secret), Ok(()));
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(read(&text_of(&changed), &secret).is_err(), "bit {bit}");
    }
}

#[test]
fn every_flipped_bit_of_a_gcm_token_s_text_is_refused() {
    let secret = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let token = gcm_token(&secret);
    let text = token.as_str().as_bytes();
    let mut tried = 0;
    for bit in 0..text.len() * 8 {
        let mut changed = text.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        // What is not UTF-8 any more can't even be handed over.
        if let Ok(changed) = String::from_utf8(changed) {
            assert!(read(&changed, &secret).is_err(), "bit {bit}");
            tried += 1;
        }
    }
    assert_eq!(tried, text.len() * 7);
}

#[test]
fn every_beginning_of_a_gcm_token_is_refused() {
    let secret = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let token = gcm_token(&secret);
    let text = token.as_str();
    for length in 0..text.len() {
        assert!(read(&text[..length], &secret).is_err(), "{length}");
    }
}

fn text_of(bytes: &[u8]) -> String {
    use base64::Engine as _;
    format!(
        "04{}",
        base64::engine::general_purpose::STANDARD.encode(bytes)
    )
}

fn bytes_of(token: &str) -> Vec<u8> {
    use base64::Engine as _;
    let encoded = token.strip_prefix("04").unwrap();
    base64::engine::general_purpose::STANDARD
        .decode(encoded)
        .unwrap()
}
