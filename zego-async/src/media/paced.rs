//! Sending sound at the pace at which it sounds.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use futures::{Stream, StreamExt};
use tokio::io::{AsyncRead, ReadBuf};

use super::audio_sink::AudioSink;
use super::beat::Beat;
use super::pcm::AudioFormat;
use crate::error::{Error, ErrorKind, Result};

/// Sends PCM in real time, from any stream or reader.
///
/// The source may come in pieces of any length; the SDK gets blocks of 20 ms, or as
/// [`block`](Self::block) says, each when its time has come. Times are counted from the first
/// block, so that they don't drift: blocks that are late by up to 100 ms, as a busy machine brings
/// it, are made up for by shorter gaps, of half a block at least. After a longer stall, of the
/// source or of the program, it goes on at the usual pace and doesn't make up for the time that is
/// lost. Nothing is dropped, and no blocks come in a burst.
#[derive(Debug, Clone)]
#[must_use = "nothing is sent until a source is given and awaited"]
pub struct PacedAudio {
    sink: AudioSink,
    format: AudioFormat,
    block: Duration,
}

impl PacedAudio {
    pub(super) fn new(sink: AudioSink, format: AudioFormat) -> Self {
        Self {
            sink,
            format,
            block: Duration::from_millis(20),
        }
    }

    /// How long a block is: 10 to 20 ms, and a whole number of samples.
    pub fn block(mut self, block: Duration) -> Self {
        self.block = block;
        self
    }

    /// Sends what the stream gives, until it ends; the last block is filled up with silence.
    /// Tells how much sound was sent.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future stops within the block that is due: this is how a voice is interrupted.
    /// What the stream has given and wasn't sent yet is lost.
    pub async fn send_stream<B: AsRef<[u8]>>(
        self,
        source: impl Stream<Item = B>,
    ) -> Result<Duration> {
        let mut source = pin!(source);
        let mut pacing = Pacing::new(self.format, self.block)?;
        while let Some(piece) = source.next().await {
            pacing.push(piece.as_ref());
            self.send_due(&mut pacing).await?;
        }
        self.finish(pacing).await
    }

    /// Sends what the reader gives, until it ends; the last block is filled up with silence. Tells
    /// how much sound was sent.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future stops within the block that is due. What was read and wasn't sent yet
    /// is lost.
    pub async fn send_reader(self, source: impl AsyncRead) -> Result<Duration> {
        let mut source = pin!(source);
        let mut pacing = Pacing::new(self.format, self.block)?;
        let mut buffer = [0; 4096];
        loop {
            let read = read(source.as_mut(), &mut buffer).await?;
            if read == 0 {
                return self.finish(pacing).await;
            }
            pacing.push(&buffer[..read]);
            self.send_due(&mut pacing).await?;
        }
    }

    async fn send_due(&self, pacing: &mut Pacing) -> Result<()> {
        while let Some(block) = pacing.due().await {
            self.sink.send_pcm(self.format, block)?;
        }
        Ok(())
    }

    async fn finish(&self, mut pacing: Pacing) -> Result<Duration> {
        pacing.fill_up();
        self.send_due(&mut pacing).await?;
        Ok(pacing.sounded)
    }
}

/// Checks the length of a block, and gives it in bytes.
pub(super) fn block_bytes(format: AudioFormat, block: Duration) -> Result<usize> {
    if block < Duration::from_millis(10) || block > Duration::from_millis(20) {
        return Err(Error::invalid(
            "block",
            format_args!("is {block:?}, must be 10 to 20 ms"),
        ));
    }
    format.bytes_of(block)
}

/// Cuts what is pushed into blocks, and gives each when its time has come.
struct Pacing {
    format: AudioFormat,
    block: Duration,
    bytes: usize,
    /// It starts with the first block that is there.
    beat: Option<Beat>,
    pending: BytesMut,
    /// Bytes at the front that were given already.
    given: usize,
    /// How much of the source was given.
    sounded: Duration,
    /// Bytes of silence at the end.
    silence: usize,
}

impl Pacing {
    fn new(format: AudioFormat, block: Duration) -> Result<Self> {
        let bytes = block_bytes(format, block)?;
        Ok(Self {
            format,
            block,
            bytes,
            beat: None,
            pending: BytesMut::with_capacity(4 * bytes),
            given: 0,
            sounded: Duration::ZERO,
            silence: 0,
        })
    }

    fn push(&mut self, pcm: &[u8]) {
        self.pending.extend_from_slice(pcm);
    }

    /// The next whole block, when its time has come; `None` at once if there is none.
    async fn due(&mut self) -> Option<&[u8]> {
        self.pending.advance(std::mem::take(&mut self.given));
        if self.pending.len() < self.bytes {
            return None;
        }
        let block = self.block;
        let beat = self.beat.get_or_insert_with(|| Beat::new(block));
        beat.tick().await;
        self.given = self.bytes;
        let sound = match self.pending.len() == self.bytes {
            true => self.bytes - self.silence,
            false => self.bytes,
        };
        self.sounded += self.format.duration_of(sound);
        Some(&self.pending[..self.bytes])
    }

    /// Fills the last block up with silence.
    fn fill_up(&mut self) {
        if !self.pending.is_empty() {
            self.silence = self.bytes - self.pending.len();
            self.pending.resize(self.bytes, 0);
        }
    }
}

async fn read(mut source: Pin<&mut impl AsyncRead>, buffer: &mut [u8]) -> Result<usize> {
    let mut buffer = ReadBuf::new(buffer);
    poll_fn(|cx| source.as_mut().poll_read(cx, &mut buffer))
        .await
        .map_err(|error| Error::new(ErrorKind::Source, format!("read PCM to send: {error}")))?;
    Ok(buffer.filled().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::{Instant, advance, sleep};

    const TEN: Duration = Duration::from_millis(10);

    fn pacing() -> Pacing {
        Pacing::new(AudioFormat::MONO_16K, TEN).unwrap()
    }

    async fn due_at(pacing: &mut Pacing, start: Instant) -> u128 {
        assert_eq!(pacing.due().await.map(<[u8]>::len), Some(320));
        start.elapsed().as_millis()
    }

    #[tokio::test(start_paused = true)]
    async fn blocks_leave_at_multiples_of_their_length_for_an_hour() {
        let mut pacing = pacing();
        let start = Instant::now();
        for n in 0..360_000u128 {
            pacing.push(&[1; 320]);
            assert_eq!(due_at(&mut pacing, start).await, 10 * n);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_stall_there_is_no_burst_and_the_beat_is_the_old_one() {
        let mut pacing = pacing();
        let start = Instant::now();
        pacing.push(&[1; 320 * 6]);
        assert_eq!(due_at(&mut pacing, start).await, 0);
        advance(Duration::from_millis(995)).await;
        let mut times = Vec::new();
        for _ in 0..5 {
            times.push(due_at(&mut pacing, start).await);
        }
        assert_eq!(times, [995, 1000, 1010, 1020, 1030]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_source_that_pauses_leaves_a_gap_and_nothing_is_made_up_for() {
        let mut pacing = pacing();
        pacing.push(&[1; 320]);
        let start = Instant::now();
        assert_eq!(due_at(&mut pacing, start).await, 0);
        assert!(pacing.due().await.is_none());
        sleep(Duration::from_secs(3)).await;
        pacing.push(&[1; 960]);
        let mut times = Vec::new();
        for _ in 0..3 {
            times.push(due_at(&mut pacing, start).await);
        }
        assert_eq!(times, [3000, 3010, 3020]);
    }

    #[tokio::test(start_paused = true)]
    async fn pieces_of_any_length_become_blocks_and_the_last_is_filled_up_with_silence() {
        let sound: Vec<u8> = (0..1000u32).map(|n| n as u8).collect();
        let mut pacing = pacing();
        let mut got = Vec::new();
        for piece in sound.chunks(7) {
            pacing.push(piece);
            while let Some(block) = pacing.due().await {
                got.extend_from_slice(block);
            }
        }
        pacing.fill_up();
        while let Some(block) = pacing.due().await {
            got.extend_from_slice(block);
        }
        assert_eq!(got[..1000], sound);
        assert_eq!(got[1000..], [0; 280]);
        assert_eq!(pacing.sounded, AudioFormat::MONO_16K.duration_of(1000));
    }

    #[test]
    fn blocks_that_the_sdk_would_not_like_are_refused() {
        let error = |ms| Pacing::new(AudioFormat::MONO_48K, Duration::from_millis(ms)).err();
        assert!(error(10).is_none());
        assert!(error(21).unwrap().to_string().starts_with("block: is 21ms"));
        assert!(error(9).is_some());
        let format = AudioFormat::mono(22050).unwrap();
        assert!(Pacing::new(format, TEN).is_err());
    }
}
