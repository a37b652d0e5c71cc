//! Recording to a file: what a channel captures, or a stream that is played.

use std::fmt;
use std::future::IntoFuture;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::oneshot;

use super::media_player::settled;
use super::{check, known};
use crate::core::Scope;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::{Channel, Payload, RecordProgress, RecordSource, RecordStateChanged};
use crate::operation::Operation;
use crate::play::Playback;
use crate::raw_enum::raw_enum;
use crate::streams::EventStream;

raw_enum! {
    /// What is written.
    #[doc(alias = "zego_data_record_type")]
    pub enum RecordKind {
        /// What suits the file.
        Default = 0,
        /// Sound.
        Audio = 1,
        /// Pictures.
        Video = 2,
        /// Both.
        AudioAndVideo = 3,
    }
}

impl Engine {
    /// Records what a channel captures into a file: `.mp4`, `.flv` or `.aac`.
    ///
    /// Awaiting it waits until the file is being written, which needs the channel to be previewed
    /// or published. If the channel stops to capture meanwhile, the recording ends.
    #[doc(alias = "zego_express_start_recording_captured_data")]
    pub fn record(&self, channel: Channel, file: impl Into<PathBuf>) -> Record {
        Record::new(self, RecordSource::Channel(channel), file.into())
    }
}

impl Playback {
    /// Records the stream into a file: `.mp4`, `.flv` or `.aac`; otherwise as
    /// [`Engine::record`].
    #[doc(alias = "zego_express_start_recording_remote_data")]
    pub fn record(&self, file: impl Into<PathBuf>) -> Record {
        let source = RecordSource::Stream(self.stream().clone());
        Record::new(self.engine(), source, file.into())
    }
}

/// A recording that was asked for; awaiting it gives the [`Recording`].
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops the recording again.
#[derive(Debug, Clone)]
#[must_use = "nothing is recorded until this is awaited"]
pub struct Record {
    engine: Engine,
    source: RecordSource,
    file: PathBuf,
    kind: RecordKind,
    timeout: Option<Duration>,
}

impl Record {
    fn new(engine: &Engine, source: RecordSource, file: PathBuf) -> Self {
        Self {
            engine: engine.clone(),
            source,
            file,
            kind: RecordKind::Default,
            timeout: None,
        }
    }

    /// What is written; what suits the file if not set.
    pub fn kind(mut self, kind: RecordKind) -> Self {
        self.kind = kind;
        self
    }

    /// Gives up after `timeout`, and stops.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn start(self) -> Result<Recording> {
        if let RecordSource::Channel(channel) = self.source {
            known(channel)?;
        }
        let file = self
            .file
            .to_str()
            .ok_or_else(|| Error::invalid("file", "has a name that is not UTF-8"))?
            .to_owned();
        // The SDK takes small letters only.
        if ![".mp4", ".flv", ".aac"]
            .iter()
            .any(|end| file.ends_with(end))
        {
            return Err(Error::invalid(
                "file",
                format_args!("is {file:?}, must end in .mp4, .flv or .aac"),
            ));
        }
        let lane = self.engine.core().lane.clone();
        let (recording, started) = lane.call(move || self.begin(&file)).await??;
        settled(started).await?;
        Ok(recording)
    }

    /// Makes the call. Runs on the lane.
    fn begin(self, file: &str) -> Result<(Recording, oneshot::Receiver<Result<()>>)> {
        let Self {
            engine,
            source,
            kind,
            ..
        } = self;
        let core = engine.core().clone();
        let (outcome, started) = oneshot::channel();
        let begun = core.with_hub(|hub, _| hub.begin_recording(&source, outcome));
        let Ok(session) = begun else {
            return Err(Error::invalid(
                "source",
                format_args!("{source:?} is being recorded already"),
            ));
        };
        let called = core
            .native
            .start_recording(&source, file, kind)
            .and_then(|code| check(code, format_args!("record into {file:?}")));
        if let Err(error) = called {
            let outcome = Err(error.clone());
            core.with_hub(|hub, effects| hub.recording_over(&source, session, outcome, effects));
            return Err(error);
        }
        let lease = Arc::new(Lease {
            engine,
            source,
            session,
        });
        Ok((Recording { lease }, started))
    }
}

impl IntoFuture for Record {
    type Output = Result<Recording>;
    type IntoFuture = Operation<Recording>;

    fn into_future(self) -> Self::IntoFuture {
        let (timeout, tried) = (self.timeout, format!("record {:?}", self.source));
        Operation::new(move || tried, timeout, self.start())
    }
}

/// A file that is being written. Cheap to clone; it is closed when the last clone goes, and
/// [`stop`](Self::stop) is the way that can be awaited. It keeps the engine alive.
#[derive(Clone)]
pub struct Recording {
    lease: Arc<Lease>,
}

struct Lease {
    engine: Engine,
    source: RecordSource,
    session: u64,
}

impl Recording {
    /// What is recorded.
    pub fn source(&self) -> &RecordSource {
        &self.lease.source
    }

    /// Ends the recording, and waits until the file is complete: 10 seconds at most. No error if
    /// it is over already.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the recording ends even if the future is dropped.
    #[doc(alias = "zego_express_stop_recording_captured_data")]
    #[doc(alias = "zego_express_stop_recording_remote_data")]
    pub async fn stop(&self) -> Result<()> {
        let lease = self.lease.clone();
        let (outcome, stopped) = oneshot::channel();
        let core = self.lease.engine.core();
        core.lane
            .call_surely(move || {
                let core = lease.engine.core();
                core.with_hub(|hub, effects| {
                    hub.await_recording(&lease.source, lease.session, outcome, effects);
                });
                end(&lease.engine, &lease.source, lease.session)
            })
            .await??;
        match tokio::time::timeout(STOP_DEADLINE, settled(stopped)).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Error::new(
                crate::ErrorKind::Timeout,
                format!(
                    "stop recording {:?}: the file isn't complete after {STOP_DEADLINE:?}",
                    self.lease.source
                ),
            )),
        }
    }

    /// State changes, until it is over.
    #[doc(alias = "zego_register_captured_data_record_state_update_callback")]
    pub fn states(&self) -> EventStream<RecordStateChanged> {
        self.events()
    }

    /// How long and how large the file is, every second.
    #[doc(alias = "zego_register_captured_data_record_progress_update_callback")]
    #[doc(alias = "zego_register_remote_data_record_progress_update_callback")]
    pub fn progress(&self) -> EventStream<RecordProgress> {
        self.events()
    }

    #[allow(private_bounds)]
    fn events<T: Payload>(&self) -> EventStream<T> {
        let scope = Scope::Recording {
            source: self.lease.source.clone(),
            session: self.lease.session,
        };
        let core = self.lease.engine.core();
        EventStream::new(core.subscribe(Some(&[T::TOPIC]), scope))
    }
}

/// How long the end of a recording is waited for.
const STOP_DEADLINE: Duration = Duration::from_secs(10);

/// Ends what still lasts. Runs on the lane.
fn end(engine: &Engine, source: &RecordSource, session: u64) -> Result<()> {
    let core = engine.core();
    let Some(writes) = core.with_hub(|hub, _| hub.recording_writes(source, session)) else {
        return Ok(());
    };
    let code = core.native.stop_recording(source)?;
    check(code, format_args!("stop recording {source:?}"))?;
    if !writes {
        // Nothing was written yet, and the SDK says nothing of it.
        core.with_hub(|hub, effects| hub.recording_over(source, session, Ok(()), effects));
    }
    Ok(())
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (engine, source, session) = (self.engine.clone(), self.source.clone(), self.session);
        self.engine.core().lane.push(move || {
            if let Err(error) = end(&engine, &source, session) {
                tracing::debug!(%error, "a recording doesn't end");
            }
        });
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recording")
            .field("source", &self.lease.source)
            .finish_non_exhaustive()
    }
}
