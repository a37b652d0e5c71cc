//! Tokens and the server secret are in no `Debug`, no error and no log line, at no level.

mod support;
mod tokens;

use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use support::{next, until, within};
use tokens::{HOUR, Office, SECRET, WARNING};
use zego_async::TokenRequest;

/// Every log line of the process.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

#[tokio::test]
async fn tokens_and_the_secret_are_shown_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let mut shown = String::new();
    let mut show = |what: &dyn std::fmt::Debug| write!(shown, "{what:?} {what:#?} ").unwrap();

    let office = Office::new();
    let issued = Arc::new(Mutex::new(Vec::<String>::new()));
    let (issuer, noted) = (office.issuer(), issued.clone());
    let provider = move |request: TokenRequest| {
        let token = issuer.token_for(request.user.as_str()).issue().unwrap();
        let token: String = token.into();
        let mut issued = noted.lock().unwrap();
        issued.push(token.clone());
        // The second answer can't be read, and the error quotes it.
        let answer = match issued.len() {
            2 => Err(format!("unexpected answer: {{\"tok\":\"{token}\"}}")),
            _ => Ok(token),
        };
        async move { answer }
    };
    show(&office.cloud);
    let builder = support::sdk().engine(office.cloud.app_id());
    let builder = builder.token_provider(provider);
    show(&builder);
    let engine = within(builder).await.unwrap();
    let own = office.token("alice");
    show(&engine.login_room("room1", "alice").token(&own));
    let room = within(engine.login_room("room1", "alice")).await.unwrap();
    show(&room);
    show(&room.switch_to("room2").token(&own));

    let mut states = room.states();
    office.cloud.advance(HOUR - WARNING);
    let change = next(&mut states).await.unwrap();
    let failure = change.token_failure.clone().unwrap();
    show(&change);
    show(&failure.error.to_string());
    assert!(failure.error.to_string().contains("unexpected answer"));
    assert_eq!(failure.next_attempt_in, Some(Duration::from_secs(1)));
    until("the renewal is in the log", || {
        log.text().contains("token renewed")
    })
    .await;

    // One that doesn't end soon, which would be a reason to ask for yet another.
    let fresh = office.token("alice");
    within(room.renew_token(fresh.clone())).await.unwrap();
    let with_nul = format!("{fresh}\0");
    let refused = within(room.renew_token(with_nul)).await.unwrap_err();
    show(&refused);
    office.cloud.refuse_next_call("renewToken", 1_000_017);
    show(&within(room.renew_token(fresh.clone())).await.unwrap_err());
    within(engine.destroy()).await.unwrap();

    let log = log.text();
    assert!(log.contains("the token was not renewed"), "{log}");
    let mut secrets = issued.lock().unwrap().clone();
    assert_eq!(secrets.len(), 3);
    secrets.extend([own, fresh, SECRET.to_owned()]);
    for secret in secrets {
        // A part is too much as well.
        for part in [&secret[..], &secret[secret.len() - 24..]] {
            assert!(!shown.contains(part), "{shown}");
            assert!(!log.contains(part), "{log}");
        }
    }
}
