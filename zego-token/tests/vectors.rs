//! Tokens that ZEGO's own generator for Node and independent ones have made,
//! byte for byte in both directions.

use zego_token::{
    EntropyError, Issuer, KeyOrder, Mode, RoomPrivileges, ServerSecret, Token, TokenError, Verifier,
};

const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";
const APP_ID: u32 = 1;
const ISSUED_AT: i64 = 1_619_769_776;
const EXPIRES_AT: i64 = 1_619_773_376;
const NONCE: i32 = -626_114_709;

const CBC_IV: &[u8] = b"exn62lbokoa8n8jp";
const GCM_IV: &[u8] = &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

const CBC_BASIC: &str = "04AAAAAGCLx8AAEGV4bjYybGJva29hOG44anAAcGWCw6utyxH2DEPArGHIW+uFtLMjAbYbXXoL81Y07fsYh5YfdXwF/f9Om2sNFCQVzw64xjO8IiVdNY9l8tmVtJNJFAsSOtuXLJvvZurnu+dMCS6hgAHHfJVfRTfMALpisQh+ln9Uf+Nc08QCwyZ1Xbo=";
const CBC_PRIVILEGES: &str = "04AAAAAGCLx8AAEGV4bjYybGJva29hOG44anAAwGWCw6utyxH2DEPArGHIW+uFtLMjAbYbXXoL81Y07fsYh5YfdXwF/f9Om2sNFCQVzw64xjO8IiVdNY9l8tmVtJNJFAsSOtuXLJvvZurnu+dMCS6hgAHHfJVfRTfMALpisVCY3VdTG37qUAhkmPW32OdK4me08XVxAC9b+VAZIo+FqE9ROzrXgy1lS1KOijxwr1Wdl5gQc9NVzUdhBhUtiZX+oqIeexEgUhXzcQNbdlNoQHixmi0E0VEpfoBz1jOa5A==";
const GCM_BASIC: &str = "04AAAAAGCLx8AADAABAgMEBQYHCAkKCwB0lo4HRoGUdkuLbKIoOhbZY6YpcMaBTLWHRtiSNdXNuWkV2JYrMEAPwzru7qJgzdthcFKovcJRvmy9U8g3IyAdXJixYhqWYhDecQNNcsuID9CT5FsnL1A1AXBmoxFi4WWQelbxFaSVGd5QVNWx+r1S52IA7uYB";
const CBC_GO: &str = "04AAAAAGCLx8AAEGV4bjYybGJva29hOG44anAAcGWCw6utyxH2DEPArGHIW+s+CI8nIJXrE9EMRPL6rpXz/LN60g+4yvV2ldkl0Pt7yKU2F5wQdlLgiHP+RKEoKqLd7u5ZIurHwUZ30IsBMaJiCnc73C13vn4P9R+NFhFCYkc04IWWDcShG9q9ZYi0TV8=";

fn secret() -> ServerSecret {
    SECRET.parse().unwrap()
}

/// An issuer that uses the vectors' time, iv and nonce.
fn issuer(mode: Mode) -> Issuer {
    let entropy = |buffer: &mut [u8]| {
        let bytes = match buffer.len() {
            4 => &NONCE.to_be_bytes(),
            12 => GCM_IV,
            16 => CBC_IV,
            other => panic!("asked for {other} random bytes"),
        };
        buffer.copy_from_slice(bytes);
        Ok::<(), EntropyError>(())
    };
    Issuer::with_sources(APP_ID, secret(), || ISSUED_AT, entropy)
        .unwrap()
        .mode(mode)
}

fn room() -> RoomPrivileges {
    RoomPrivileges::new("demo").allow_login()
}

#[test]
fn a_basic_token_under_cbc_is_the_official_one() {
    let token = issuer(Mode::Cbc).token_for("demo").issue().unwrap();
    assert_eq!(token.as_str(), CBC_BASIC);
}

#[test]
fn a_token_with_privileges_under_cbc_is_the_official_one() {
    let issuer = issuer(Mode::Cbc);
    let token = issuer.token_for("demo").privileges(room()).issue();
    assert_eq!(token.unwrap().as_str(), CBC_PRIVILEGES);
}

#[test]
fn free_payload_text_goes_in_as_it_is() {
    let text = r#"{"room_id":"demo","privilege":{"1":1,"2":0},"stream_id_list":null}"#;
    let issuer = issuer(Mode::Cbc);
    let token = issuer.token_for("demo").payload_text(text).issue();
    assert_eq!(token.unwrap().as_str(), CBC_PRIVILEGES);
}

#[test]
fn a_basic_token_under_gcm_is_the_one_that_others_make() {
    let token = issuer(Mode::Gcm).token_for("demo").issue().unwrap();
    assert_eq!(token.as_str(), GCM_BASIC);
}

#[test]
fn a_basic_token_in_the_key_order_of_go_is_the_one_that_others_make() {
    let issuer = issuer(Mode::Cbc).key_order(KeyOrder::Go);
    let token = issuer.token_for("demo").issue().unwrap();
    assert_eq!(token.as_str(), CBC_GO);
}

#[test]
fn every_vector_is_read_back_into_what_it_was_made_of() {
    for (text, mode, privileges) in [
        (CBC_BASIC, Mode::Cbc, None),
        (CBC_PRIVILEGES, Mode::Cbc, Some(room())),
        (GCM_BASIC, Mode::Gcm, None),
        (CBC_GO, Mode::Cbc, None),
    ] {
        let token = Token::parse(text).unwrap();
        assert_eq!((token.mode(), token.expires_at()), (mode, EXPIRES_AT));
        let claims = token.open(&secret()).unwrap();
        assert_eq!(claims.app_id(), APP_ID);
        assert_eq!(claims.user_id(), "demo");
        assert_eq!(claims.nonce(), NONCE);
        assert_eq!(claims.issued_at(), ISSUED_AT);
        assert_eq!(claims.expires_at(), EXPIRES_AT);
        assert_eq!(claims.privileges(), Ok(privileges));
    }
}

#[test]
fn every_vector_verifies_until_the_second_in_which_it_expires() {
    let verify = |text: &str, now: i64| {
        let verifier = Verifier::with_clock(APP_ID, secret(), move || now).accept_cbc();
        verifier.verify(text, "demo").map(|_| ())
    };
    for text in [CBC_BASIC, CBC_PRIVILEGES, GCM_BASIC, CBC_GO] {
        assert_eq!(verify(text, EXPIRES_AT - 1), Ok(()));
        for now in [EXPIRES_AT, EXPIRES_AT + 1] {
            let expires_at = EXPIRES_AT;
            let expired = Err(TokenError::Expired { expires_at, now });
            assert_eq!(verify(text, now), expired);
        }
    }
}
