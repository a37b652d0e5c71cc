//! Sound out: what is played and captured, as streams of PCM.

use std::fmt;
use std::future::IntoFuture;
use std::sync::{Arc, Weak};

use super::hub::Mix;
use super::pcm::{AudioFormat, AudioFrame, SampleRate};
use super::stream::FrameStream;
use super::{BLOCKS, check};
use crate::core::Core;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::ids::StreamId;
use crate::operation::Operation;
use crate::play::Playback;

/// Sound that is to be observed; awaiting it gives the stream of blocks.
///
/// The SDK has one observer for the whole engine: it starts with the first stream and stops when
/// the last is dropped. So all streams of an engine that exist at the same time have the same
/// [format](Self::format); another one is refused. Observing starts the audio module, which opens
/// the microphone of a machine that has one, unless
/// [`enable_custom_audio`](Engine::enable_custom_audio) was called before. Then the SDK has no
/// clock of its own: what is captured and mixed is observed at the pace at which an
/// [`audio_pull`](Engine::audio_pull) fetches, so let one run beside.
///
/// ```
/// # #[cfg(feature = "sim")]
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
/// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
/// use zego_async::media::AudioFormat;
///
/// let blocks = engine.captured_audio().format(AudioFormat::MONO_16K).await?;
/// assert_eq!(blocks.lost(), 0);
/// # drop(blocks);
/// # engine.destroy().await }
/// # #[cfg(not(feature = "sim"))] fn main() {}
/// ```
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done stops observing again.
#[derive(Clone)]
#[must_use = "sound is observed when this is awaited"]
pub struct ObserveAudio {
    core: Arc<Core>,
    source: Source,
    format: AudioFormat,
}

#[derive(Debug, Clone)]
enum Source {
    Mix(Mix),
    Playback { stream: StreamId, session: u64 },
}

impl Playback {
    /// The stream's sound from now on, until it is stopped: 48 kHz mono if no other
    /// [format](ObserveAudio::format) is asked for, in blocks of 10 ms or as the SDK gives them.
    #[doc(alias = "zego_express_start_audio_data_observer")]
    #[doc(alias = "zego_register_player_audio_data_callback")]
    pub fn audio_frames(&self) -> ObserveAudio {
        let source = Source::Playback {
            stream: self.stream().clone(),
            session: self.session(),
        };
        ObserveAudio::new(self.engine().core(), source)
    }
}

impl Engine {
    /// What the channels capture, from now on until the engine goes.
    #[doc(alias = "zego_register_captured_audio_data_callback")]
    pub fn captured_audio(&self) -> ObserveAudio {
        ObserveAudio::new(self.core(), Source::Mix(Mix::Captured))
    }

    /// The mix of everything that is played, from now on until the engine goes.
    ///
    /// It comes at the pace of the loudspeaker; a machine without one uses
    /// [`audio_pull`](Self::audio_pull).
    #[doc(alias = "zego_register_playback_audio_data_callback")]
    pub fn playback_audio(&self) -> ObserveAudio {
        ObserveAudio::new(self.core(), Source::Mix(Mix::Playback))
    }

    /// The mix of what is captured and played, from now on until the engine goes.
    #[doc(alias = "zego_register_mixed_audio_data_callback")]
    pub fn mixed_audio(&self) -> ObserveAudio {
        ObserveAudio::new(self.core(), Source::Mix(Mix::Mixed))
    }
}

impl ObserveAudio {
    fn new(core: &Arc<Core>, source: Source) -> Self {
        Self {
            core: core.clone(),
            source,
            format: AudioFormat::MONO_48K,
        }
    }

    /// In which format; 48 kHz mono if not set. Single streams can't be had at 8, 22.05 and
    /// 24 kHz.
    pub fn format(mut self, format: AudioFormat) -> Self {
        self.format = format;
        self
    }

    async fn start(self) -> Result<FrameStream<AudioFrame>> {
        if let Source::Playback { .. } = self.source
            && let SampleRate::Hz8000 | SampleRate::Hz22050 | SampleRate::Hz24000 =
                self.format.rate()
        {
            return Err(Error::invalid(
                "sample rate",
                format_args!(
                    "is {} Hz, must be 16000, 32000, 44100 or 48000 for a single stream",
                    self.format.rate().hz()
                ),
            ));
        }
        let lane = self.core.lane.clone();
        lane.call(move || self.begin()).await?
    }

    /// Runs on the lane.
    fn begin(self) -> Result<FrameStream<AudioFrame>> {
        let Self {
            core,
            source,
            format,
        } = self;
        let (seat, lasts) = match &source {
            Source::Mix(mix) => {
                let seat = core.media.mixes[*mix as usize].join(BLOCKS, 0);
                (seat, !core.is_closing())
            }
            Source::Playback { stream, session } => {
                let seat = core.media.remote_audio.join(stream, BLOCKS, *session);
                let lasts = core.with_hub(|hub, _| hub.is_played(stream, *session));
                (seat, lasts)
            }
        };
        if !lasts {
            seat.finish();
            return Ok(FrameStream::new(seat, None));
        }
        let observed = Observed::begin(&core, source.bit(), format)?;
        Ok(FrameStream::new(seat, Some(Box::new(observed))))
    }
}

impl IntoFuture for ObserveAudio {
    type Output = Result<FrameStream<AudioFrame>>;
    type IntoFuture = Operation<FrameStream<AudioFrame>>;

    fn into_future(self) -> Self::IntoFuture {
        Operation::new(String::new, None, self.start())
    }
}

impl fmt::Debug for ObserveAudio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ObserveAudio")
            .field("source", &self.source)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

impl Source {
    /// Which of the SDK's observer bits it needs.
    fn bit(&self) -> usize {
        match self {
            Self::Mix(mix) => *mix as usize,
            Self::Playback { .. } => 3,
        }
    }
}

/// Who observes what: the SDK has one observer, with one format, for all.
#[derive(Default)]
pub(crate) struct Observers {
    /// How many streams want each of the SDK's bits.
    wanted: [usize; 4],
    format: Option<AudioFormat>,
}

impl Observers {
    /// Counts one more in. Tells the bits to start with if the SDK has to hear of it.
    fn add(&mut self, bit: usize, format: AudioFormat) -> Result<Option<u32>> {
        match self.format {
            Some(running) if running != format => {
                return Err(Error::invalid(
                    "audio format",
                    format_args!(
                        "is {format:?}, but sound is observed already, as {running:?}; there is \
                         one format for all"
                    ),
                ));
            }
            _ => self.format = Some(format),
        }
        self.wanted[bit] += 1;
        Ok((self.wanted[bit] == 1).then(|| self.bits()))
    }

    /// Counts one out. Tells the bits that are left, and in which format, if the SDK has to hear
    /// of it.
    fn remove(&mut self, bit: usize) -> Option<(u32, AudioFormat)> {
        self.wanted[bit] -= 1;
        let format = self.format?;
        let bits = self.bits();
        if bits == 0 {
            self.format = None;
        }
        (self.wanted[bit] == 0).then_some((bits, format))
    }

    fn bits(&self) -> u32 {
        (0..4)
            .filter(|&bit| self.wanted[bit] > 0)
            .map(|bit| 1 << bit)
            .sum()
    }
}

/// One stream's part in the observer, given up when it is dropped.
struct Observed {
    core: Weak<Core>,
    bit: usize,
}

impl Observed {
    /// Runs on the lane.
    fn begin(core: &Arc<Core>, bit: usize, format: AudioFormat) -> Result<Self> {
        let Some(bits) = core.observers.lock().add(bit, format)? else {
            return Ok(Self {
                core: Arc::downgrade(core),
                bit,
            });
        };
        let started = core
            .native
            .start_audio_observer(bits, format)
            .and_then(|code| check(code, format_args!("observe sound as {format:?}")));
        match started {
            Ok(()) => Ok(Self {
                core: Arc::downgrade(core),
                bit,
            }),
            Err(error) => {
                core.observers.lock().remove(bit);
                Err(error)
            }
        }
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        let Some(core) = self.core.upgrade() else {
            return;
        };
        let (lane, bit) = (core.lane.clone(), self.bit);
        lane.push(move || {
            let left = core.observers.lock().remove(bit);
            let told = match left {
                None => return,
                Some((0, _)) => core.native.stop_audio_observer(),
                Some((bits, format)) => core.native.start_audio_observer(bits, format),
            };
            if !matches!(told, Ok(code) if code.is_success()) {
                tracing::debug!(engine = core.id, ?told, "sound is still observed");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sdk_hears_of_the_first_and_the_last_who_wants_a_kind_of_sound() {
        let mut observers = Observers::default();
        let format = AudioFormat::MONO_16K;
        assert_eq!(observers.add(3, format).unwrap(), Some(0b1000));
        assert_eq!(observers.add(3, format).unwrap(), None);
        assert_eq!(observers.add(0, format).unwrap(), Some(0b1001));
        assert_eq!(observers.remove(3), None);
        assert_eq!(observers.remove(3), Some((0b0001, format)));
        assert_eq!(observers.remove(0), Some((0, format)));
    }

    #[test]
    fn another_format_is_refused_while_sound_is_observed_and_taken_when_it_is_not() {
        let mut observers = Observers::default();
        observers.add(0, AudioFormat::MONO_16K).unwrap();
        let error = observers.add(1, AudioFormat::STEREO_48K).unwrap_err();
        assert!(error.to_string().starts_with("audio format: is"), "{error}");
        observers.remove(0);
        observers.add(1, AudioFormat::STEREO_48K).unwrap();
    }

    #[cfg(feature = "sim")]
    #[tokio::test]
    async fn an_observer_that_is_refused_leaves_nobody_behind_for_whom_sound_is_copied() {
        let sdk = crate::Sdk::embedded();
        let engine = sdk.engine(1).app_sign("0".repeat(64)).await.unwrap();
        let blocks = engine.captured_audio().await.unwrap();
        let other = engine.captured_audio().format(AudioFormat::MONO_16K);
        assert!(other.await.is_err());
        drop(blocks);
        let outlet = engine.core().media.mixes[Mix::Captured as usize].get();
        assert!(outlet.is_some_and(|outlet| outlet.is_idle()));
        engine.destroy().await.unwrap();
    }
}
