//! Sound out at the program's own pace: the mix of everything that is played.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use futures::stream::BoxStream;

use super::beat::Beat;
use super::check;
use super::paced::block_bytes;
use super::pcm::{AudioFormat, AudioFrame};
use super::pool::Pool;
use crate::core::Core;
use crate::engine::Engine;
use crate::error::{ErrorKind, Result};

impl Engine {
    /// The mix of everything that is played, to be fetched by the program instead of played by a
    /// loudspeaker: what a server without a sound card does.
    ///
    /// It needs [`enable_custom_audio`](Self::enable_custom_audio) on the main channel. Before
    /// anything is played there is silence.
    #[doc(alias = "zego_express_fetch_custom_audio_render_pcm_data")]
    pub fn audio_pull(&self, format: AudioFormat) -> AudioPull {
        AudioPull {
            core: self.core().clone(),
            format,
            pool: Pool::default(),
        }
    }
}

/// The place of the loudspeaker. It doesn't keep the engine alive.
///
/// The SDK gives as much sound as it is asked for, so it has to be asked at the pace at which it
/// sounds: [`paced`](Self::paced) sees to that.
pub struct AudioPull {
    core: Arc<Core>,
    format: AudioFormat,
    pool: Pool,
}

impl AudioPull {
    /// Fetches a block: 10 to 20 ms, and a whole number of samples. Never waits; the pace is the
    /// caller's business.
    #[doc(alias = "zego_express_fetch_custom_audio_render_pcm_data")]
    pub fn fetch(&mut self, block: Duration) -> Result<AudioFrame> {
        let bytes = block_bytes(self.format, block)?;
        let Self { core, format, pool } = self;
        let mut fetched = Ok(());
        let data = pool.fill(bytes, |buffer| {
            buffer.resize(bytes, 0);
            fetched = core
                .direct(|native| native.fetch_pcm(*format, buffer))
                .and_then(|code| check(code, "fetch sound"));
        });
        fetched?;
        Ok(AudioFrame::trusted(*format, data).with_timestamp(core.media.now()))
    }

    /// Fetches blocks at the pace at which they sound, until the engine goes. Those that are late
    /// by up to 100 ms are made up for by shorter gaps, of half a block at least. After a longer
    /// stall it goes on at the usual pace; what wasn't fetched in time is the SDK's to drop.
    ///
    /// # Cancel safety
    ///
    /// `next()` is cancel safe: a block is fetched only when it is returned.
    pub fn paced(mut self, block: Duration) -> Result<BoxStream<'static, Result<AudioFrame>>> {
        block_bytes(self.format, block)?;
        let stream = async_stream::stream! {
            let mut beat = Beat::new(block);
            loop {
                beat.tick().await;
                match self.fetch(block) {
                    Err(error) if error.kind() == ErrorKind::EngineGone => return,
                    fetched => yield fetched,
                }
            }
        };
        Ok(Box::pin(stream))
    }
}

impl fmt::Debug for AudioPull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AudioPull")
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}
