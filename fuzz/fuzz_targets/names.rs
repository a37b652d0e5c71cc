//! Ids, names and settings: what is accepted reaches the engine whole, the rest is refused.

#![no_main]

use std::time::Duration;

use libfuzzer_sys::fuzz_target;
use zego_async::{RoomId, Sdk, StreamId, UserId};

mod threads;

fuzz_target!(|texts: (String, String, String)| {
    let (first, second, third) = &texts;
    for text in [first, second, third] {
        if let Ok(id) = RoomId::new(text) {
            assert_eq!(id.as_str(), text);
            assert!((1..=127).contains(&text.len()) && !text.contains('\0'));
        }
        if let Ok(id) = UserId::new(text) {
            assert_eq!(id.as_str(), text);
            assert!((1..=63).contains(&text.len()) && !text.contains('\0'));
        }
        if let Ok(id) = StreamId::new(text) {
            assert_eq!(id.as_str(), text);
            assert!((1..=255).contains(&text.len()) && !text.contains('\0'));
        }
    }
    threads::leaves_none(|| make_and_log_in(&texts));
});

fn make_and_log_in((first, second, third): &(String, String, String)) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let cloud = zego_sim::Cloud::new();
        cloud.set_latency(zego_sim::Latency::NONE);
        let builder = Sdk::embedded()
            .engine(cloud.app_id())
            .app_sign("0".repeat(64))
            .advanced(first, second);
        let deadline = Duration::from_secs(20);
        let Ok(engine) = tokio::time::timeout(deadline, builder.into_future())
            .await
            .expect("hangs")
        else {
            return;
        };
        let login = engine.login_room(first, second).user_name(third);
        if let Ok(room) = tokio::time::timeout(deadline, login.into_future())
            .await
            .expect("hangs")
        {
            assert_eq!(cloud.users(first), [second.as_str()]);
            drop(room);
        }
        tokio::time::timeout(deadline, engine.destroy())
            .await
            .expect("hangs")
            .expect("the engine goes");
        assert_eq!(cloud.engine_count() + cloud.session_count(), 0);
    });
}
