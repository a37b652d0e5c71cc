//! Reads whatever comes as a token: the bytes as its text, as what its base64
//! stands for, and as what is encrypted in it. Nothing may panic, and what is
//! read must be what was written.
#![no_main]

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use libfuzzer_sys::fuzz_target;
use zego_token::{EntropyError, Issuer, Mode, ServerSecret, Token, TokenError, Verifier};

fuzz_target!(|data: &[u8]| {
    let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse().unwrap();
    if let Ok(text) = std::str::from_utf8(data) {
        read(text, &secret);
        issue_and_read(text, &secret);
    }
    read(&format!("04{}", STANDARD.encode(data)), &secret);
});

fn read(text: &str, secret: &ServerSecret) {
    let parsed = Token::parse(text);
    let verifier = Verifier::with_clock(1, secret.clone(), || 1_619_769_776).accept_cbc();
    let verified = verifier.verify(text, "demo");
    let Ok(token) = parsed else {
        assert!(verified.is_err());
        return;
    };
    assert_eq!(token.as_str(), text);
    match token.open(secret) {
        Ok(claims) => {
            assert_eq!(claims.expires_at(), token.expires_at());
            let _ = claims.privileges();
            let _ = claims.check_login("demo");
            let _ = claims.check_publish("demo", "stream");
        }
        Err(reason) => assert_eq!(verified.unwrap_err(), reason),
    }
}

/// The payload's own reader meets the text, under real encryption.
fn issue_and_read(text: &str, secret: &ServerSecret) {
    let entropy = |buffer: &mut [u8]| {
        buffer.fill(1);
        Ok::<(), EntropyError>(())
    };
    for mode in [Mode::Gcm, Mode::Cbc] {
        let issuer = Issuer::with_sources(1, secret.clone(), || 0, entropy).unwrap();
        let issuer = issuer.mode(mode);
        let Ok(token) = issuer.token_for("demo").payload_text(text).issue() else {
            continue;
        };
        let claims = Token::parse(token.as_str()).and_then(|token| token.open(secret));
        let claims = claims.unwrap();
        assert_eq!(claims.payload_text(), text);
        match claims.privileges() {
            Ok(privileges) => assert_eq!(privileges.is_none(), text.is_empty()),
            Err(reason) => assert!(matches!(reason, TokenError::Privileges { .. })),
        }
    }
}
