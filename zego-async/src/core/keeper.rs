//! The task that keeps an engine, and the order in which an engine ends.
//!
//! The keeper owns the core until the engine is gone. It writes the SDK's complaints to the log,
//! and when its runtime goes before the engine, it ends the engine.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use futures::StreamExt;

use super::{Core, Scope};
use crate::event::{Event, Topic};
use crate::streams::{EventStream, Lagged};
use crate::sync::{Bell, Mutex};

/// How long uninit's own callback is waited for. It comes within the call, or not at all.
const UNINIT_DEADLINE: Duration = Duration::from_secs(5);

/// How long a frame that the SDK works on is waited for.
const DIRECT_DEADLINE: Duration = Duration::from_secs(5);

/// Something that happens once and can be waited for with a deadline, on a blocking thread.
#[derive(Default)]
pub(crate) struct Flag {
    raised: Mutex<bool>,
    change: Bell,
}

impl Flag {
    pub(crate) fn raise(&self) {
        *self.raised.lock() = true;
        self.change.ring();
    }

    pub(crate) fn wait(&self, deadline: Duration) -> bool {
        let until = Instant::now() + deadline;
        let mut raised = self.raised.lock();
        while !*raised {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            raised = self.change.wait(raised, left);
        }
        true
    }
}

/// Keeps `core` until its engine is gone.
///
/// The runtime may go first, even before the task has run once: then the engine goes with it.
pub(crate) fn keep(core: Arc<Core>) -> impl Future<Output = ()> + Send {
    let ends = EndsWithRuntime(core.clone());
    async move {
        let _ends = ends;
        watch(core).await;
    }
}

async fn watch(core: Arc<Core>) {
    let mut topics = vec![Topic::DebugError];
    if tracing::enabled!(tracing::Level::DEBUG) {
        topics.extend([Topic::RoomState, Topic::PublisherState, Topic::PlayerState]);
    }
    let mut told = EventStream::raw(core.subscribe(Some(&topics), Scope::Engine));
    while let Some(event) = told.next().await {
        log(core.id, event);
    }
    core.gone().await;
}

/// Writes to the log what the SDK told. On this task, since a log may block.
fn log(engine: u64, told: Result<Event, Lagged>) {
    match told {
        Ok(Event::DebugError(error)) => tracing::warn!(
            engine,
            code = error.code.value(),
            function = %error.function,
            info = %error.info,
            "the SDK refused a call"
        ),
        Ok(Event::RoomState(change)) => {
            let code = change.code.value();
            tracing::debug!(engine, room = %change.room, code, reason = ?change.reason, "room");
        }
        Ok(Event::PublisherState(change)) => {
            let code = change.code.value();
            tracing::debug!(engine, stream = %change.stream, code, state = ?change.state, "publisher");
        }
        Ok(Event::PlayerState(change)) => {
            let code = change.code.value();
            tracing::debug!(engine, stream = %change.stream, code, state = ?change.state, "player");
        }
        Ok(_) => {}
        Err(lagged) => tracing::warn!(engine, %lagged, "the log fell behind the SDK"),
    }
}

struct EndsWithRuntime(Arc<Core>);

impl Drop for EndsWithRuntime {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Core {
    /// Begins the end: no new calls, then the rest on the lane. Returns at once; idempotent.
    pub(crate) fn close(self: &Arc<Self>) {
        self.with_hub(|hub, _| hub.closing = true);
        let core = self.clone();
        self.lane.close(move || core.end());
    }

    /// Stops what runs, ends the engine, and tells everybody. Runs on a blocking thread.
    fn end(self: &Arc<Self>) {
        let _ended = EndOnce(self);
        // Frames first: what the SDK works on when it ends is its own.
        self.direct.close(DIRECT_DEADLINE);
        let (playbacks, channels, previews, rooms) = self.with_hub(|hub, _| {
            (
                hub.playbacks.keys().cloned().collect::<Vec<_>>(),
                hub.publications
                    .values()
                    .map(|entry| entry.channel)
                    .collect::<Vec<_>>(),
                hub.previews.keys().copied().collect::<Vec<_>>(),
                hub.rooms.ids().cloned().collect::<Vec<_>>(),
            )
        });
        let mut refused = 0;
        let mut check = |result: crate::Result<crate::ErrorCode>| {
            refused += u32::from(!matches!(result, Ok(code) if code.is_success()));
        };
        playbacks
            .iter()
            .for_each(|stream| check(self.native.stop_playing(stream)));
        channels
            .iter()
            .for_each(|&channel| check(self.native.stop_publishing(channel)));
        previews
            .iter()
            .for_each(|&channel| check(self.native.stop_preview(channel)));
        rooms
            .iter()
            .for_each(|room| check(self.native.logout(room).map(|called| called.code)));
        match self.native.uninit() {
            Ok(code) if code.is_success() => {
                if !self.uninitialised.wait(UNINIT_DEADLINE) {
                    tracing::warn!(
                        engine = self.id,
                        "the SDK never said that the engine is gone"
                    );
                }
            }
            Ok(code) => tracing::warn!(engine = self.id, %code, "uninit was refused"),
            Err(error) => tracing::warn!(engine = self.id, %error, "uninit can't be called"),
        }
        if refused > 0 {
            tracing::debug!(engine = self.id, refused, "stop calls that the SDK refused");
        }
    }

    /// Gives up an engine whose `init` was refused: there is nothing to uninitialise, and no
    /// callback to wait for. Runs on the lane.
    pub(crate) fn abandon(self: &Arc<Self>) {
        drop(EndOnce(self));
    }
}

/// Whatever happens on the way, nobody is left waiting.
struct EndOnce<'a>(&'a Arc<Core>);

impl Drop for EndOnce<'_> {
    fn drop(&mut self) {
        let core = self.0;
        core.native.unregister();
        if core.direct.close(DIRECT_DEADLINE) {
            core.native.destroy_handle();
        } else {
            tracing::error!(
                engine = core.id,
                "the SDK still works on a frame: its handle is left to it"
            );
        }
        let canvases = std::mem::take(&mut *core.canvases.lock());
        surely(core, || drop(canvases));
        // The hub first: whoever asks for frames from now on learns there that it is too late.
        surely(core, || core.with_hub(|hub, effects| hub.close(effects)));
        surely(core, || core.media.close());
        let slot = core.slot.lock().take();
        surely(core, || drop(slot));
        let release = core.on_gone.lock().take();
        surely(core, || release.into_iter().for_each(|release| release()));
        surely(core, || {
            core.gone.send_replace(true);
        });
        tracing::debug!(engine = core.id, "engine gone");
    }
}

/// Takes a step of the end. Windows and wakers are the user's: what panics in one must not keep the
/// others from their end.
fn surely(core: &Core, step: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(step)).is_err() {
        core.panics.fetch_add(1, Relaxed);
        tracing::error!(engine = core.id, "something panicked when the engine ended");
    }
}
