//! The app sign is in no `Debug`, no error and no log line, at no level.

mod support;

use std::io;
use std::sync::{Arc, Mutex};

use futures::StreamExt;
use support::within;

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

#[tokio::test]
async fn the_app_sign_is_shown_nowhere() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    let sign = "5ec2e7".repeat(10) + "5ec2";
    let cloud = support::cloud();
    let builder = support::sdk().engine(cloud.app_id()).app_sign(&sign);
    let mut shown = format!("{builder:?}");
    let engine = within(builder).await.unwrap();
    let mut events = engine.events();
    let room = within(engine.login_room("room1", "alice")).await.unwrap();
    shown += &format!("{engine:?} {room:?} {:?}", engine.stats());
    let wrong = support::sdk()
        .engine(cloud.app_id())
        .app_sign(format!("{sign}x"));
    shown += &format!("{:?}", within(wrong).await.unwrap_err());
    cloud.refuse_next_call("createEngine", 1001004);
    let refused = support::sdk().engine(cloud.app_id()).app_sign(&sign);
    shown += &format!("{:?}", within(refused).await.unwrap_err());
    within(engine.destroy()).await.unwrap();
    while let Some(event) = within(events.next()).await {
        shown += &format!("{event:?}");
    }
    shown += std::str::from_utf8(&log.0.lock().unwrap()).unwrap();
    assert!(
        shown.contains("log in") || shown.contains("login"),
        "the log was captured"
    );
    assert!(!shown.contains("5ec2e7"), "{shown}");
}
