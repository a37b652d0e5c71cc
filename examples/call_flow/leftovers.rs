//! What a call left behind, which should be nothing: neither in the engine nor in the cloud.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use zego_async::Engine;
use zego_sim::Cloud;

use crate::timeline::Timeline;

/// What is dropped is taken back in the background: how long that may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whether nothing is left, while the engine is still alive and could hold on to something.
pub(crate) async fn none(engine: &Engine, app_id: u32, timeline: Timeline) -> bool {
    let cloud = engine.sdk().is_embedded().then(|| Cloud::of(app_id));
    let deadline = Instant::now() + PATIENCE;
    loop {
        let counts = count(engine, cloud.as_ref());
        let left: usize = counts.iter().map(|(count, _)| count).sum();
        if left == 0 || Instant::now() >= deadline {
            let words = counts.map(|(count, what)| format!("{count} {what}"));
            timeline.say("caller", format_args!("left behind: {}", words.join(", ")));
            return left == 0;
        }
        sleep(Duration::from_millis(10)).await;
    }
}

fn count(engine: &Engine, cloud: Option<&Cloud>) -> [(usize, &'static str); 5] {
    let in_cloud = |count: fn(&Cloud) -> usize| cloud.map_or(0, count);
    [
        (engine.rooms().len(), "rooms"),
        (engine.stats().pending_operations, "pending operations"),
        (in_cloud(Cloud::session_count), "sessions"),
        (in_cloud(Cloud::stream_count), "streams"),
        (in_cloud(Cloud::playback_count), "playbacks"),
    ]
}
