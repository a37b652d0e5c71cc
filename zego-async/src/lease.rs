//! What a handle stands for: a room session, a publication, a playback or a preview, which ends
//! when its last handle goes.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

use crate::config::RoomMode;
use crate::core::{Core, Scope};
use crate::engine::Engine;
use crate::error::{Error, ErrorCode, Result};
use crate::event::Channel;
use crate::ids::{RoomId, StreamId};

/// Something that the engine does until it is told to stop.
pub(crate) struct Lease {
    engine: Engine,
    what: Leased,
    /// Which session of it: a later one under the same name is somebody else's.
    session: AtomicU64,
    /// The SDK accepted it, so letting go of it means stopping it.
    armed: AtomicBool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leased {
    Room(RoomId),
    Publication { stream: StreamId, channel: Channel },
    Playback(StreamId),
    Preview(Channel),
}

impl Lease {
    /// A lease on something that the SDK hasn't accepted yet.
    pub(crate) fn new(engine: Engine, what: Leased, session: u64) -> Arc<Self> {
        Arc::new(Self {
            engine,
            what,
            session: AtomicU64::new(session),
            armed: AtomicBool::new(false),
        })
    }

    /// The SDK accepted it.
    pub(crate) fn arm(&self) {
        self.armed.store(true, Relaxed);
    }

    /// Takes over a session whose handles are gone and whose end hasn't run yet.
    pub(crate) fn adopt(&self, session: u64) {
        self.session.store(session, Relaxed);
        self.arm();
    }

    /// It goes on when the last handle goes.
    pub(crate) fn detach(&self) {
        self.armed.store(false, Relaxed);
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    pub(crate) fn session(&self) -> u64 {
        self.session.load(Relaxed)
    }

    /// Whose events belong to it.
    pub(crate) fn scope(&self) -> Scope {
        let session = self.session();
        match &self.what {
            Leased::Room(room) => Scope::Room {
                room: room.clone(),
                session,
            },
            Leased::Publication { stream, channel } => Scope::Publication {
                stream: stream.clone(),
                channel: *channel,
                session,
            },
            Leased::Playback(stream) => Scope::Playback {
                stream: stream.clone(),
                session,
            },
            Leased::Preview(_) => Scope::Engine,
        }
    }

    /// Ends it and waits until the SDK has done so. No error if it is over already.
    pub(crate) async fn release(&self) -> Result<()> {
        let (engine, what, session) = (self.engine.clone(), self.what.clone(), self.session());
        let core = self.engine.core();
        let ended = core
            .lane
            .call_surely(move || end(&engine, &what, session))
            .await;
        match ended {
            Ok(result) => result,
            // An engine that goes ends everything.
            Err(_) if core.is_closing() => {
                core.gone().await;
                Ok(())
            }
            Err(panicked) => Err(panicked),
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if !self.armed.load(Relaxed) {
            return;
        }
        let (engine, what, session) = (self.engine.clone(), self.what.clone(), self.session());
        let lane = self.engine.core().lane.clone();
        lane.push(move || {
            // Somebody may have asked for the same again since.
            let core = engine.core();
            if core.with_hub(|hub, _| hub.is_held(&what)) {
                if !core.with_hub(|hub, _| hub.stands(&what, session)) {
                    core.let_canvas_go(session);
                }
                return;
            }
            if let Err(error) = end(&engine, &what, session) {
                tracing::debug!(%error, "what was let go of doesn't stop");
            }
        });
    }
}

/// Ends what still lasts. Runs on the lane.
///
/// The SDK tells of the end inside the call; where it doesn't, it ends here all the same.
pub(crate) fn end(engine: &Engine, what: &Leased, session: u64) -> Result<()> {
    stop(engine, what, session)?;
    // The SDK drew into the window until now.
    engine.core().let_canvas_go(session);
    Ok(())
}

fn stop(engine: &Engine, what: &Leased, session: u64) -> Result<()> {
    let core = engine.core();
    match what {
        Leased::Room(room) => {
            if !core.with_hub(|hub, _| hub.is_in_room(room, session)) {
                return Ok(());
            }
            core.with_hub(|hub, _| hub.begin_logout());
            check(core.native.logout(room)?.code, || {
                format!("log out of {room:?}")
            })?;
            core.with_hub(|hub, effects| hub.logout_returned(room, session, effects));
            // The SDK stops previews then, and has no word for it.
            if matches!(core.room_mode, RoomMode::Single) {
                previews_stopped(core);
            }
        }
        Leased::Publication { stream, channel } => {
            if !core.with_hub(|hub, _| hub.is_published(stream, session)) {
                return Ok(());
            }
            // The SDK stops a channel, whatever it publishes.
            if !core.with_hub(|hub, _| hub.publishes_another(*channel, stream)) {
                check(core.native.stop_publishing(*channel)?, || {
                    format!("stop publishing {stream:?}")
                })?;
            }
            core.with_hub(|hub, effects| hub.publication_stopped(stream, session, effects));
        }
        Leased::Playback(stream) => {
            if !core.with_hub(|hub, _| hub.is_played(stream, session)) {
                return Ok(());
            }
            check(core.native.stop_playing(stream)?, || {
                format!("stop playing {stream:?}")
            })?;
            core.with_hub(|hub, effects| hub.playback_stopped(stream, session, effects));
        }
        Leased::Preview(channel) => {
            let lasts = core.with_hub(|hub, _| {
                let lasts = hub
                    .previews
                    .get(channel)
                    .is_some_and(|it| it.session == session);
                if lasts {
                    hub.previews.remove(channel);
                }
                lasts
            });
            if lasts {
                core.media.preview_over(*channel, session);
                check(core.native.stop_preview(*channel)?, || {
                    format!("stop the preview of {channel:?}")
                })?;
            }
        }
    }
    Ok(())
}

fn previews_stopped(core: &Core) {
    let previews = core.with_hub(|hub, _| std::mem::take(&mut hub.previews));
    for (channel, entry) in previews {
        core.media.preview_over(channel, entry.session);
        core.let_canvas_go(entry.session);
    }
}

fn check(code: ErrorCode, tried: impl FnOnce() -> String) -> Result<()> {
    match code.is_success() {
        true => Ok(()),
        false => Err(Error::sdk(tried(), code)),
    }
}
