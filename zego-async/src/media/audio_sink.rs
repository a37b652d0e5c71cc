//! Sound in: custom capture of a channel's sound.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering::SeqCst;
use std::task::{Context, Poll};

use futures::Sink;

use super::paced::PacedAudio;
use super::pcm::{AudioFormat, AudioFrame, check_pcm};
use super::sound::EncodedSound;
use super::{check, known};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::Channel;

impl Engine {
    /// Has a channel take its sound from the program instead of a microphone.
    ///
    /// Call it before anything is previewed, published, played or observed: while anything runs, the
    /// SDK refuses it (1011003). A machine without a sound card
    /// needs it, together with [`audio_pull`](Self::audio_pull): without, the SDK finds no device
    /// and there is no sound at all.
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// use zego_async::Channel;
    /// use zego_async::media::AudioFormat;
    ///
    /// let sink = engine.enable_custom_audio(Channel::Main).await?;
    /// let second_of_silence = vec![0u8; 2 * 16_000];
    /// sink.paced(AudioFormat::MONO_16K).send_reader(&second_of_silence[..640]).await?;
    /// # drop(sink);
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    #[doc(alias = "zego_express_enable_custom_audio_io")]
    pub async fn enable_custom_audio(&self, channel: Channel) -> Result<AudioSink> {
        known(channel)?;
        let engine = self.clone();
        let opened = self.core().lane.call(move || {
            let core = engine.core().clone();
            if core.media.audio_sinks[channel.raw() as usize].swap(true, SeqCst) {
                return Err(Error::invalid("channel", "has an audio sink already"));
            }
            // From here on the lease gives the place back.
            let mut lease = Lease {
                engine,
                channel,
                on: false,
            };
            if !core.media.sinks_left_on[channel.raw() as usize].swap(false, SeqCst) {
                let code = core.native.enable_custom_audio(true, channel)?;
                check(
                    code,
                    format_args!("take the sound of {channel:?} from the program"),
                )?;
            }
            lease.on = true;
            Ok(AudioSink {
                lease: Arc::new(lease),
            })
        });
        opened.await?
    }
}

/// The place of a channel's microphone: sound that is sent here is captured by the channel. Cheap
/// to clone.
///
/// The SDK wants blocks of 10 to 20 ms at the pace at which they sound: [`paced`](Self::paced)
/// sees to that. What is sent before the channel is previewed or published is dropped by the SDK.
/// It copies a block before the call returns; no queue lies in between.
///
/// When the last clone is dropped, the channel goes back to the microphone, unless something is
/// previewed, published or played: then the SDK leaves it as it is, the channel has no sound, and a
/// new sink takes over from there. It keeps the engine alive.
#[derive(Clone)]
pub struct AudioSink {
    lease: Arc<Lease>,
}

struct Lease {
    engine: Engine,
    channel: Channel,
    /// The SDK takes the channel's sound from the program.
    on: bool,
}

impl AudioSink {
    /// The channel.
    pub fn channel(&self) -> Channel {
        self.lease.channel
    }

    /// Hands a block to the SDK. Never waits; the pace is the caller's business.
    #[doc(alias = "zego_express_send_custom_audio_capture_pcm_data")]
    pub fn try_send(&self, block: &AudioFrame) -> Result<()> {
        self.send_pcm(block.format(), block.data())
    }

    /// Hands a block to the SDK from any memory. Never waits; the pace is the caller's business.
    #[doc(alias = "zego_express_send_custom_audio_capture_pcm_data")]
    pub fn send_pcm(&self, format: AudioFormat, pcm: &[u8]) -> Result<()> {
        check_pcm(format, pcm)?;
        let core = self.lease.engine.core();
        let channel = self.channel();
        let code = core.direct(|native| native.send_pcm(format, pcm, channel))?;
        check(code, format_args!("send sound on {channel:?}"))?;
        core.media.sent();
        Ok(())
    }

    /// Hands a block of AAC or Opus to the SDK. Never waits; the pace is the caller's business.
    ///
    /// Whether it can be decoded shows at the players. The embedded engine decodes it right here,
    /// AAC-LC and Opus, and refuses what it can't decode.
    #[doc(alias = "zego_express_send_custom_audio_capture_aac_data")]
    #[doc(alias = "zego_express_send_custom_audio_capture_opus_data")]
    pub fn send_encoded(&self, block: &EncodedSound) -> Result<()> {
        let core = self.lease.engine.core();
        let channel = self.channel();
        let code = core.direct(|native| native.send_encoded_audio(block, channel))?;
        check(code, format_args!("send encoded sound on {channel:?}"))?;
        core.media.sent();
        Ok(())
    }

    /// Tells what the loudspeaker plays, when the program itself plays it: echo cancellation
    /// needs to know.
    #[doc(alias = "zego_express_send_reference_audio_pcm_data")]
    pub fn send_reference(&self, block: &AudioFrame) -> Result<()> {
        let core = self.lease.engine.core();
        let code = core.direct(|native| native.send_reference_pcm(block.format(), block.data()))?;
        check(code, "send reference sound")
    }

    /// Sends PCM of a stream or reader at the pace at which it sounds.
    pub fn paced(&self, format: AudioFormat) -> PacedAudio {
        PacedAudio::new(self.clone(), format)
    }
}

/// As a sink it is always ready, and sends each block at once.
impl Sink<AudioFrame> for AudioSink {
    type Error = Error;

    fn poll_ready(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, block: AudioFrame) -> Result<()> {
        self.try_send(&block)
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        let (core, channel, on) = (self.engine.core().clone(), self.channel, self.on);
        self.engine.core().lane.push(move || {
            let at = channel.raw() as usize;
            if on {
                let off = core.native.enable_custom_audio(false, channel);
                if !matches!(off, Ok(code) if code.is_success()) {
                    core.media.sinks_left_on[at].store(true, SeqCst);
                    tracing::debug!(engine = core.id, ?channel, ?off, "custom audio stays on");
                }
            }
            core.media.audio_sinks[at].store(false, SeqCst);
        });
    }
}

impl fmt::Debug for AudioSink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AudioSink")
            .field("channel", &self.lease.channel)
            .finish_non_exhaustive()
    }
}
