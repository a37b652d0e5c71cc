//! What the three subcommands do, from arguments to an answer.

use std::fmt::Write as _;
use std::io::Read as _;
use std::time::Duration;

use serde_json::{Value, json};
use zego_token::{Claims, Issuer, RoomPrivileges, Token, Verifier};

use crate::answer::{Answer, Failure};
use crate::args::{Command, Generate, Inspect, Verify};

pub(crate) fn run(command: &Command) -> Result<Answer, Failure> {
    match command {
        Command::Generate(args) => generate(args),
        Command::Inspect(args) => inspect(args),
        Command::Verify(args) => verify(args),
    }
}

fn generate(args: &Generate) -> Result<Answer, Failure> {
    let issuer = Issuer::new(args.app_id, args.secret.read()?)?
        .mode(args.mode.into())
        .key_order(args.key_order.into());
    let mut request = issuer
        .token_for(&args.user_id)
        .lifetime(Duration::from_secs(args.lifetime));
    if let Some(room_id) = &args.room_id {
        let mut privileges = RoomPrivileges::new(room_id);
        if args.allow_login {
            privileges = privileges.allow_login();
        }
        if args.allow_publish {
            privileges = privileges.allow_publish();
        }
        if !args.stream_ids.is_empty() {
            privileges = privileges.only_streams(&args.stream_ids);
        }
        request = request.privileges(privileges);
    }
    if let Some(text) = &args.payload {
        request = request.payload_text(text);
    }
    let token = request.issue()?;
    Ok(Answer {
        text: format!("{token}\n"),
        json: json!({
            "token": token.as_str(),
            "mode": token.mode().name(),
            "expires_at": token.expires_at(),
        }),
    })
}

fn inspect(args: &Inspect) -> Result<Answer, Failure> {
    let token = Token::parse(&token_text(&args.token)?)?;
    let header = [
        ("mode", json!(token.mode().name())),
        ("expires_at", json!(token.expires_at())),
    ];
    if args.header_only {
        return Ok(Answer::of_fields(header));
    }
    let claims = token.open(&args.secret.read()?)?;
    Ok(Answer::of_fields(header.into_iter().chain(fields(&claims))))
}

fn verify(args: &Verify) -> Result<Answer, Failure> {
    let mut verifier = Verifier::new(args.app_id, args.secret.read()?);
    if args.accept_cbc {
        verifier = verifier.accept_cbc();
    }
    let claims = verifier.verify(&token_text(&args.token)?, &args.user_id)?;
    if let Some(room_id) = &args.room_id {
        claims.check_login(room_id)?;
        if let Some(stream_id) = &args.stream_id {
            claims.check_publish(room_id, stream_id)?;
        }
    }
    let valid = ("valid", json!(true));
    let expiry = ("expires_at", json!(claims.expires_at()));
    let all = [valid, expiry].into_iter().chain(fields(&claims));
    Ok(Answer::of_fields(all))
}

fn token_text(argument: &str) -> Result<String, Failure> {
    // More than any token has, so that what is too long is still seen to be.
    const MOST: u64 = 64 * 1024;

    if argument != "-" {
        return Ok(argument.into());
    }
    let mut text = String::new();
    let input = std::io::stdin().lock().take(MOST).read_to_string(&mut text);
    input.map_err(Failure::Input)?;
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    Ok(text)
}

fn fields(claims: &Claims) -> impl Iterator<Item = (&'static str, Value)> {
    let privileges = claims.privileges().ok().flatten().map(|privileges| {
        json!({
            "room_id": privileges.room_id(),
            "login": privileges.allows_login(),
            "publish": privileges.allows_publish(),
            "stream_ids": privileges.streams(),
        })
    });
    [
        ("app_id", json!(claims.app_id())),
        ("user_id", json!(claims.user_id())),
        ("issued_at", json!(claims.issued_at())),
        ("nonce", json!(claims.nonce())),
        ("payload", json!(claims.payload_text())),
        ("privileges", json!(privileges)),
    ]
    .into_iter()
}

impl Answer {
    fn of_fields(fields: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        let mut text = String::new();
        let mut json = serde_json::Map::new();
        for (field, value) in fields {
            // Quoted, because a foreign token's text may hold what would steer a
            // terminal. Writing to a string doesn't fail.
            let _ = match &value {
                Value::String(value) => writeln!(text, "{field}: {value:?}"),
                Value::Object(_) | Value::Null => Ok(()),
                value => writeln!(text, "{field}: {value}"),
            };
            json.insert(field.into(), value);
        }
        Self {
            text,
            json: json.into(),
        }
    }
}
