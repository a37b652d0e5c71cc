//! Sound that the program changes on its way: the one place where its code runs on a thread of the
//! SDK.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use super::check;
use super::pcm::AudioFormat;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::sync::Mutex;

/// Where on its way sound is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// What is captured, after echo, gain and noise were cared for, before it is encoded.
    Captured,
    /// Each played stream, before they are mixed.
    Remote,
    /// The mix of the played streams, before it is heard.
    Playback,
}

impl Stage {
    const ALL: [Self; 3] = [Self::Captured, Self::Remote, Self::Playback];
}

/// A block of sound that belongs to the SDK and may be changed in place.
pub struct SoundBlock<'a> {
    format: AudioFormat,
    stream: &'a str,
    timestamp: Duration,
    pcm: &'a mut [u8],
}

impl SoundBlock<'_> {
    /// Rate and channels.
    pub fn format(&self) -> AudioFormat {
        self.format
    }

    /// The stream that it belongs to; empty for what is captured and for the mix.
    pub fn stream(&self) -> &str {
        self.stream
    }

    /// The SDK's time of it.
    pub fn timestamp(&self) -> Duration {
        self.timestamp
    }

    /// The samples as bytes, little-endian; stereo has left and right in turn.
    pub fn pcm(&mut self) -> &mut [u8] {
        self.pcm
    }

    /// Changes each sample.
    pub fn map(&mut self, mut change: impl FnMut(i16) -> i16) {
        for sample in self.pcm.chunks_exact_mut(2) {
            let changed = change(i16::from_le_bytes([sample[0], sample[1]]));
            sample.copy_from_slice(&changed.to_le_bytes());
        }
    }
}

impl fmt::Debug for SoundBlock<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SoundBlock")
            .field("format", &self.format)
            .field("stream", &self.stream)
            .field("bytes", &self.pcm.len())
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// Lets the program change sound on its way, in place.
    ///
    /// `hook` runs **on a thread of the SDK**, for each block. While it runs the SDK's sound waits:
    /// it must not block, wait for a lock, allocate much, or call anything of an engine. What it
    /// costs is in [`EngineStats::processing_time`](crate::EngineStats) and its neighbours. If it
    /// panics, the panic goes no further, the block stays as it was left, and the hook is called
    /// no more.
    ///
    /// `block_samples` is how many samples for each channel a block has: 160 to 2048, or 0 for
    /// what suits the SDK. There is one hook for each stage at a time. Call it before anything is
    /// previewed, published or played; some stages are refused by the SDK later.
    ///
    /// Dropping the [`ProcessingHook`] takes the hook away.
    ///
    /// ```no_run
    /// # async fn f(engine: zego_async::Engine) -> zego_async::Result<()> {
    /// use zego_async::media::{AudioFormat, Stage};
    ///
    /// let half_as_loud = engine
    ///     .process_audio(Stage::Captured, AudioFormat::MONO_16K, 320, |block| {
    ///         block.map(|sample| sample / 2);
    ///     })
    ///     .await?;
    /// # drop(half_as_loud);
    /// # Ok(()) }
    /// ```
    #[doc(alias = "zego_express_enable_custom_audio_capture_processing")]
    #[doc(alias = "zego_express_enable_custom_audio_remote_processing")]
    #[doc(alias = "zego_express_enable_custom_audio_playback_processing")]
    pub async fn process_audio(
        &self,
        stage: Stage,
        format: AudioFormat,
        block_samples: u32,
        hook: impl FnMut(&mut SoundBlock<'_>) + Send + 'static,
    ) -> Result<ProcessingHook> {
        if block_samples != 0 && !(160..=2048).contains(&block_samples) {
            return Err(Error::invalid(
                "block samples",
                format_args!("are {block_samples}, must be 160 to 2048, or 0"),
            ));
        }
        let engine = self.clone();
        let core = self.core().clone();
        let started = self.core().lane.call(move || {
            core.media.hooks.set(stage, Box::new(hook))?;
            // From here on the guard takes the hook away.
            let guard = ProcessingHook {
                engine,
                stage,
                format,
                block_samples,
            };
            let code = core
                .native
                .enable_processing(stage, true, format, block_samples)?;
            check(code, format_args!("process sound: {stage:?}"))?;
            Ok(guard)
        });
        started.await?
    }
}

/// A hook that changes sound, for as long as this lives. It keeps the engine alive.
#[must_use = "the hook is taken away when this is dropped"]
pub struct ProcessingHook {
    engine: Engine,
    stage: Stage,
    format: AudioFormat,
    block_samples: u32,
}

impl ProcessingHook {
    /// Where the hook is.
    pub fn stage(&self) -> Stage {
        self.stage
    }
}

impl Drop for ProcessingHook {
    fn drop(&mut self) {
        let core = self.engine.core().clone();
        let (stage, format, samples) = (self.stage, self.format, self.block_samples);
        self.engine.core().lane.push(move || {
            let off = core.native.enable_processing(stage, false, format, samples);
            if !matches!(off, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, ?stage, ?off, "processing stays on");
            }
            core.media.hooks.clear(stage);
        });
    }
}

impl fmt::Debug for ProcessingHook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProcessingHook")
            .field("stage", &self.stage)
            .finish_non_exhaustive()
    }
}

type Hook = Box<dyn FnMut(&mut SoundBlock<'_>) + Send>;

/// Sound in the SDK's memory, lent for the length of a callback.
pub(crate) struct Lent<'a> {
    pub(crate) rate: i32,
    pub(crate) channels: i32,
    pub(crate) data: &'a mut [u8],
    pub(crate) stream: &'a str,
    pub(crate) timestamp_ms: f64,
}

/// The hooks of an engine, and what they cost.
#[derive(Default)]
pub(crate) struct Hooks {
    hooks: [Mutex<Slot>; Stage::ALL.len()],
    runs: AtomicU64,
    nanos: AtomicU64,
    longest: AtomicU64,
    panicked: AtomicU64,
}

#[derive(Default)]
enum Slot {
    #[default]
    Empty,
    Hook(Hook),
    Panicked,
}

impl Hooks {
    pub(crate) fn set(&self, stage: Stage, hook: Hook) -> Result<()> {
        let mut slot = self.hooks[stage as usize].lock();
        if !matches!(*slot, Slot::Empty) {
            return Err(Error::invalid(
                "stage",
                format_args!("{stage:?} has a hook already"),
            ));
        }
        *slot = Slot::Hook(hook);
        Ok(())
    }

    fn clear(&self, stage: Stage) {
        let slot = std::mem::take(&mut *self.hooks[stage as usize].lock());
        drop(slot);
    }

    /// The engine is gone: what the hooks hold goes too, be it the engine's own handle.
    pub(crate) fn clear_all(&self) {
        for stage in Stage::ALL {
            // What a hook holds is the user's and may panic.
            let _ = catch_unwind(AssertUnwindSafe(|| self.clear(stage)));
        }
    }

    /// Runs the hook of a stage, on the SDK's thread.
    pub(crate) fn run(&self, stage: Stage, lent: Lent<'_>) {
        let mut slot = self.hooks[stage as usize].lock();
        let Slot::Hook(hook) = &mut *slot else {
            return;
        };
        let mut block = SoundBlock {
            format: AudioFormat::reported(lent.rate, lent.channels),
            stream: lent.stream,
            timestamp: Duration::try_from_secs_f64(lent.timestamp_ms / 1000.0)
                .unwrap_or(Duration::ZERO),
            pcm: lent.data,
        };
        let started = Instant::now();
        let panicked = catch_unwind(AssertUnwindSafe(|| hook(&mut block))).is_err();
        let nanos = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.runs.fetch_add(1, Relaxed);
        self.nanos.fetch_add(nanos, Relaxed);
        self.longest.fetch_max(nanos, Relaxed);
        if panicked {
            self.panicked.fetch_add(1, Relaxed);
            let hook = std::mem::replace(&mut *slot, Slot::Panicked);
            drop(slot);
            // What the hook holds may panic once more.
            let _ = catch_unwind(AssertUnwindSafe(move || drop(hook)));
            tracing::error!(
                ?stage,
                "a processing hook panicked; it is not called any more"
            );
        }
    }

    pub(crate) fn runs(&self) -> u64 {
        self.runs.load(Relaxed)
    }

    pub(crate) fn time(&self) -> Duration {
        Duration::from_nanos(self.nanos.load(Relaxed))
    }

    pub(crate) fn longest(&self) -> Duration {
        Duration::from_nanos(self.longest.load(Relaxed))
    }

    pub(crate) fn panicked(&self) -> u64 {
        self.panicked.load(Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lent(data: &mut [u8]) -> Lent<'_> {
        Lent {
            rate: 16000,
            channels: 1,
            data,
            stream: "voice",
            timestamp_ms: 1500.0,
        }
    }

    #[test]
    fn a_hook_changes_samples_in_place_and_its_cost_is_counted() {
        let hooks = Hooks::default();
        let hook = |block: &mut SoundBlock<'_>| {
            assert_eq!(
                (block.stream(), block.timestamp().as_millis()),
                ("voice", 1500)
            );
            assert_eq!(block.format(), AudioFormat::MONO_16K);
            block.map(|sample| sample / 2);
        };
        hooks.set(Stage::Remote, Box::new(hook)).unwrap();
        let mut pcm = [1000i16.to_le_bytes(), (-1000i16).to_le_bytes()].concat();
        hooks.run(Stage::Remote, lent(&mut pcm));
        hooks.run(Stage::Captured, lent(&mut pcm));
        assert_eq!(
            pcm,
            [500i16.to_le_bytes(), (-500i16).to_le_bytes()].concat()
        );
        assert_eq!((hooks.runs(), hooks.panicked()), (1, 0));
        assert!(hooks.longest() <= hooks.time());
    }

    #[test]
    fn a_hook_that_panics_is_not_called_again() {
        let hooks = Hooks::default();
        hooks
            .set(Stage::Captured, Box::new(|_| panic!("asked for")))
            .unwrap();
        let mut pcm = [0; 4];
        for _ in 0..3 {
            hooks.run(Stage::Captured, lent(&mut pcm));
        }
        assert_eq!((hooks.runs(), hooks.panicked()), (1, 1));
        assert!(hooks.set(Stage::Captured, Box::new(|_| ())).is_err());
        hooks.clear(Stage::Captured);
        hooks.set(Stage::Captured, Box::new(|_| ())).unwrap();
    }

    #[test]
    fn hooks_of_an_engine_that_is_gone_hold_nothing() {
        let hub = crate::media::MediaHub::default();
        let held = std::sync::Arc::new(());
        let in_hook = held.clone();
        let hook = move |_: &mut SoundBlock<'_>| drop(in_hook.clone());
        hub.hooks.set(Stage::Playback, Box::new(hook)).unwrap();
        assert_eq!(std::sync::Arc::strong_count(&held), 2);
        hub.close();
        assert_eq!(std::sync::Arc::strong_count(&held), 1);
    }
}
