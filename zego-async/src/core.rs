//! One engine from the inside: the native handle, what is known, the lane of calls, and the end.
//!
//! Handles of users hold the core through [`Engine`](crate::Engine); the keeper task and the slot
//! of the callbacks hold it until the engine is gone.

mod direct;
pub(crate) mod effects;
#[cfg(all(test, loom))]
mod engine_models;
mod hub;
pub(crate) mod keeper;
mod lane;
#[cfg(all(test, loom))]
mod models;
mod pending;
mod queue;
mod subscribers;

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Weak};

use tokio::sync::{oneshot, watch};

pub(crate) use effects::{Outcome, Wakers};
pub(crate) use hub::{
    Busy, Calling, Hub, PlaybackEntry, PreviewEntry, PublicationEntry, RoomEntry, Waiter,
};
pub(crate) use lane::Lane;
use queue::Queue;
pub(crate) use queue::Taken;
pub(crate) use subscribers::{EventBatch, EventReader, Scope};

use crate::canvas::Canvas;
use crate::config::RoomMode;
use crate::error::{Error, Result};
use crate::event::{CallKind, CallResult, Event, Topic};
use crate::ffi::{Called, Native, Receiver, Slot};
use crate::ids::RoomId;
use crate::media::{MediaHub, Monitors, Observers, Phase, VideoRender};
use crate::stats::EngineStats;
use crate::sync::{Line, Mutex};

pub(crate) struct Core {
    /// A number for logs.
    pub(crate) id: u64,
    pub(crate) native: Native,
    pub(crate) lane: Arc<Lane>,
    pub(crate) room_mode: RoomMode,
    /// As what the SDK hands pictures out, if it does.
    pub(crate) render: Option<VideoRender>,
    /// Who observes sound.
    pub(crate) observers: Mutex<Observers>,
    /// Who has sound measured.
    pub(crate) monitors: Mutex<Monitors>,
    /// Where frames go.
    pub(crate) media: MediaHub,
    direct: direct::DirectCalls,
    /// How many events a stream holds for a subscriber that is slow.
    capacity: usize,
    hub: Line<Mutex<Hub>>,
    slot: Mutex<Option<Slot>>,
    uninitialised: keeper::Flag,
    /// Turns true when the engine is gone.
    gone: watch::Sender<bool>,
    panics: AtomicU64,
    /// Windows that the SDK may draw into, by the session of what is drawn.
    canvases: Mutex<HashMap<u64, Canvas>>,
    /// What must be let go of when the engine is gone: the one place of a single-engine library.
    pub(crate) on_gone: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Core {
    pub(crate) fn new(
        native: Native,
        lane: Arc<Lane>,
        room_mode: RoomMode,
        render: Option<VideoRender>,
        capacity: usize,
    ) -> Arc<Self> {
        static NEXT_ID: AtomicU64 = AtomicU64::new(1);
        Arc::new(Self {
            id: NEXT_ID.fetch_add(1, Relaxed),
            native,
            lane,
            room_mode,
            render,
            observers: Mutex::default(),
            monitors: Mutex::default(),
            media: MediaHub::default(),
            direct: direct::DirectCalls::default(),
            capacity,
            hub: Line::default(),
            slot: Mutex::default(),
            uninitialised: keeper::Flag::default(),
            gone: watch::Sender::new(false),
            panics: AtomicU64::new(0),
            canvases: Mutex::default(),
            on_gone: Mutex::default(),
        })
    }

    /// Occupies a slot and registers every callback. Called on the lane, before `init`.
    pub(crate) fn listen(self: &Arc<Self>) {
        let slot = Slot::occupy(self.clone());
        self.native.register(&slot);
        *self.slot.lock() = Some(slot);
    }

    /// Looks at or changes what is known, under the lock, and does afterwards what follows.
    ///
    /// `change` must not call the SDK.
    pub(crate) fn with_hub<R>(
        &self,
        change: impl FnOnce(&mut Hub, &mut effects::Effects) -> R,
    ) -> R {
        let mut effects = effects::Effects::default();
        let result = change(&mut self.hub.0.lock(), &mut effects);
        self.run(&mut effects);
        result
    }

    #[inline]
    fn run(&self, effects: &mut effects::Effects) {
        effects.run(|stream, session| self.media.playback_over(stream, session));
    }

    /// A reader for the events of `topics`, or for all events.
    pub(crate) fn subscribe(&self, topics: Option<&[Topic]>, scope: Scope) -> EventReader {
        self.subscribe_with(topics, scope, |_| ()).0
    }

    /// As [`subscribe`](Self::subscribe), with a look at what is known in the same step.
    pub(crate) fn subscribe_with<R>(
        &self,
        topics: Option<&[Topic]>,
        scope: Scope,
        look: impl FnOnce(&Hub) -> R,
    ) -> (EventReader, R) {
        self.with_hub(|hub, _| {
            let reader = match topics {
                _ if hub.closing || !hub.lasts(&scope) => ended_reader(),
                Some(topics) => hub.subscribers.add(topics, scope, self.capacity),
                None => hub.subscribers.add_raw(self.capacity),
            };
            (reader, look(hub))
        })
    }

    /// A reader for a session that is about to begin, so that nothing of it is missed. It must be
    /// dropped if the session doesn't begin after all.
    pub(crate) fn subscribe_ahead(&self, topics: &[Topic], scope: Scope) -> EventReader {
        self.with_hub(|hub, _| match hub.closing {
            true => ended_reader(),
            false => hub.subscribers.add(topics, scope, self.capacity),
        })
    }

    /// Makes a call whose result comes with a sequence, on the lane, and waits for the result.
    ///
    /// Dropped while it waits, it leaves nothing in the registry.
    pub(crate) async fn call_for_result(
        self: &Arc<Self>,
        kind: CallKind,
        tried: String,
        call: impl FnOnce(&Native) -> Result<Called> + Send + 'static,
    ) -> Result<CallResult> {
        self.call_in_room(None, kind, tried, call).await
    }

    /// As [`call_for_result`](Self::call_for_result), for a call that must not be made again before
    /// its result has come: `busy` is dropped then, also if nobody waits any more.
    pub(crate) async fn call_alone(
        self: &Arc<Self>,
        kind: CallKind,
        tried: String,
        busy: Busy,
        call: impl FnOnce(&Native) -> Result<Called> + Send + 'static,
    ) -> Result<CallResult> {
        self.call_as(None, kind, tried, Some(busy), call).await
    }

    /// As [`call_for_result`](Self::call_for_result), for a call about a session in a room: once
    /// that is over the call isn't made, and no result may come, so none is waited for.
    pub(crate) async fn call_in_room(
        self: &Arc<Self>,
        room: Option<(RoomId, u64)>,
        kind: CallKind,
        tried: String,
        call: impl FnOnce(&Native) -> Result<Called> + Send + 'static,
    ) -> Result<CallResult> {
        self.call_as(room, kind, tried, None, call).await
    }

    async fn call_as(
        self: &Arc<Self>,
        room: Option<(RoomId, u64)>,
        kind: CallKind,
        tried: String,
        busy: Option<Busy>,
        call: impl FnOnce(&Native) -> Result<Called> + Send + 'static,
    ) -> Result<CallResult> {
        let core = self.clone();
        let waiting = self
            .lane
            .call(move || core.start_for_result(room, kind, tried, busy, call))
            .await??;
        waiting.wait().await
    }

    fn start_for_result(
        self: &Arc<Self>,
        room: Option<(RoomId, u64)>,
        kind: CallKind,
        tried: String,
        busy: Option<Busy>,
        call: impl FnOnce(&Native) -> Result<Called>,
    ) -> Result<WaitingForResult> {
        let stays = busy.is_some();
        self.with_hub(|hub, _| match &room {
            Some((id, session)) if !hub.is_in_room(id, *session) => {
                Err(Error::session_over(&tried, id))
            }
            _ => {
                hub.registry.begin(kind);
                Ok(())
            }
        })?;
        let called = call(&self.native);
        self.with_hub(|hub, effects| match called {
            Ok(called) if called.code.is_success() => {
                let (answer, result) = oneshot::channel();
                let waiter = Waiter::Caller {
                    tried,
                    answer,
                    room,
                    busy,
                };
                hub.request_accepted(kind, called.sequence, waiter, effects);
                let core = self.clone();
                Ok(WaitingForResult {
                    core,
                    kind,
                    sequence: called.sequence,
                    result,
                    stays,
                })
            }
            Ok(called) => {
                hub.registry.refused(kind);
                Err(Error::sdk(tried, called.code))
            }
            Err(error) => {
                hub.registry.refused(kind);
                Err(error)
            }
        })
    }

    /// Makes a call on the lane whose outcome an event tells, inside the call or after it. What
    /// the accepted call gives is handed out with the outcome; dropped before, it is dropped too.
    ///
    /// The caller sleeps through the return of the call: only the outcome wakes it.
    pub(crate) async fn call_for_outcome<R: Send + 'static>(
        self: &Arc<Self>,
        call: impl FnOnce(Outcome) -> Result<R> + Send + 'static,
    ) -> Result<R> {
        let (outcome, settled) = oneshot::channel();
        let core = Arc::downgrade(self);
        let called = self.lane.ask(move || {
            let _refused = RefusedByPanic(core);
            call(outcome)
        });
        match settled.await {
            Ok(Ok(())) => called.await.map_err(|_| Error::engine_gone())?,
            Ok(Err(error)) => Err(error),
            // Nothing will tell of it: the call was refused, or the engine went before it.
            Err(_) => match called.await {
                Ok(Err(refused)) => Err(refused),
                Ok(Ok(_)) | Err(_) => Err(Error::engine_gone()),
            },
        }
    }

    pub(crate) fn is_gone(&self) -> bool {
        *self.gone.borrow()
    }

    /// Waits until the engine is gone.
    pub(crate) async fn gone(&self) {
        let mut gone = self.gone.subscribe();
        // The sender lives as long as `self`.
        let _ = gone.wait_for(|&gone| gone).await;
    }

    /// Makes a control call on the lane. `tried` says in an error what it was.
    pub(crate) async fn control(
        self: &Arc<Self>,
        tried: impl std::fmt::Display + Send + 'static,
        call: impl FnOnce(&Native) -> Result<crate::ErrorCode> + Send + 'static,
    ) -> Result<()> {
        self.read(tried, move |native| Ok((call(native)?, ())))
            .await
    }

    /// Makes a control call on the lane that gives a value.
    pub(crate) async fn read<T: Send + 'static>(
        self: &Arc<Self>,
        tried: impl std::fmt::Display + Send + 'static,
        call: impl FnOnce(&Native) -> Result<(crate::ErrorCode, T)> + Send + 'static,
    ) -> Result<T> {
        let core = self.clone();
        let (code, value) = self.lane.call(move || call(&core.native)).await??;
        match code.is_success() {
            true => Ok(value),
            false => Err(Error::sdk(tried, code)),
        }
    }

    /// Makes a call at once, on this thread, past the lane: for frames and sound, which the SDK
    /// copies before it returns. Refused once the engine goes.
    pub(crate) fn direct<R>(&self, call: impl FnOnce(&Native) -> Result<R>) -> Result<R> {
        let _passed = self.direct.pass().ok_or_else(Error::engine_gone)?;
        call(&self.native)
    }

    /// Keeps a window that the SDK is about to draw into.
    pub(crate) fn keep_canvas(&self, session: u64, canvas: Option<Canvas>) {
        if let Some(canvas) = canvas {
            let before = self.canvases.lock().insert(session, canvas);
            drop(before);
        }
    }

    /// The SDK doesn't draw into the window of this session any more. A window belongs to the
    /// user: it is let go of with no lock held.
    pub(crate) fn let_canvas_go(&self, session: u64) {
        let canvas = self.canvases.lock().remove(&session);
        drop(canvas);
    }

    pub(crate) fn is_closing(&self) -> bool {
        self.hub.0.lock().closing
    }

    pub(crate) fn stats(&self) -> EngineStats {
        let media = self.media.counts();
        let hub = self.hub.0.lock();
        let counts = hub.registry.counts();
        EngineStats {
            callbacks: hub.callbacks,
            panicked_callbacks: self.panics.load(Relaxed),
            late_callbacks: crate::ffi::late_callbacks(),
            parked_results: counts.parked,
            late_results: counts.late,
            lagged_events: hub.subscribers.lagged(),
            deepest_queue: hub.subscribers.deepest(),
            pending_operations: hub.pending(),
            received_frames: media.received,
            dropped_frames: media.dropped,
            malformed_frames: media.malformed,
            sent_frames: media.sent,
            processed_blocks: media.processed,
            processing_time: media.processing_time,
            longest_processing: media.longest_processing,
            panicked_hooks: media.panicked_hooks,
        }
    }
}

/// A reader of a queue into which nothing will come.
fn ended_reader() -> EventReader {
    let queue = Queue::new(1);
    let reader = queue.join();
    queue.finish(&mut effects::Wakers::default());
    reader
}

impl Receiver for Core {
    fn deliver(&self, event: &mut Option<Event>, inside_call: bool) {
        if let Some(Event::VideoCapture(change)) = event {
            self.media.capture(change.channel, Phase::of(change));
        }
        let mut effects = effects::Effects::default();
        {
            let mut hub = self.hub.0.lock();
            hub.callbacks += 1;
            hub.take(event, inside_call, &mut effects);
        }
        self.run(&mut effects);
    }

    fn media(&self) -> &MediaHub {
        &self.media
    }

    fn uninitialised(&self) {
        self.with_hub(|hub, _| hub.callbacks += 1);
        self.uninitialised.raise();
    }

    fn panicked(&self) {
        self.panics.fetch_add(1, Relaxed);
    }
}

/// A call that panics is refused: whoever waits for its outcome must not wait for ever.
struct RefusedByPanic(Weak<Core>);

impl Drop for RefusedByPanic {
    fn drop(&mut self) {
        if std::thread::panicking()
            && let Some(core) = self.0.upgrade()
        {
            let calling = core.with_hub(|hub, effects| hub.refuse(effects));
            drop(calling);
        }
    }
}

/// A caller's place in the registry, given up when it is dropped.
struct WaitingForResult {
    core: Arc<Core>,
    kind: CallKind,
    sequence: i32,
    result: oneshot::Receiver<Result<CallResult>>,
    /// The place is given up only by the result.
    stays: bool,
}

impl WaitingForResult {
    async fn wait(mut self) -> Result<CallResult> {
        (&mut self.result)
            .await
            .unwrap_or_else(|_| Err(Error::engine_gone()))
    }
}

impl Drop for WaitingForResult {
    fn drop(&mut self) {
        if self.stays {
            return;
        }
        let waiter = self
            .core
            .with_hub(|hub, _| hub.registry.cancel(self.kind, self.sequence));
        drop(waiter);
    }
}
