//! Sound as plain memory: sample rates, channels and blocks of PCM. No I/O.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::error::{Error, Result};
use crate::raw_enum::raw_enum;

raw_enum! {
    /// Samples a second: one of the seven rates that the SDK knows.
    #[doc(alias = "zego_audio_sample_rate")]
    pub enum SampleRate {
        /// 8 kHz, a telephone.
        Hz8000 = 8000,
        /// 16 kHz, what speech recognisers like.
        Hz16000 = 16000,
        /// 22.05 kHz. Only blocks of 20 ms are whole samples.
        Hz22050 = 22050,
        /// 24 kHz, what many voices of speech synthesis have.
        Hz24000 = 24000,
        /// 32 kHz.
        Hz32000 = 32000,
        /// 44.1 kHz, a CD.
        Hz44100 = 44100,
        /// 48 kHz, what the SDK works with inside.
        Hz48000 = 48000,
    }
}

impl SampleRate {
    /// The rates that exist, in order.
    pub const ALL: [Self; 7] = [
        Self::Hz8000,
        Self::Hz16000,
        Self::Hz22050,
        Self::Hz24000,
        Self::Hz32000,
        Self::Hz44100,
        Self::Hz48000,
    ];

    /// Samples a second.
    pub const fn hz(self) -> u32 {
        self.raw().unsigned_abs()
    }
}

raw_enum! {
    /// One channel or two.
    #[doc(alias = "zego_audio_channel")]
    pub enum AudioChannels {
        /// One.
        Mono = 1,
        /// Two, left and right sample in turn.
        Stereo = 2,
    }
}

/// Sample rate and channels of PCM whose samples are 16 bits, signed, little-endian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "zego_audio_frame_param")]
pub struct AudioFormat {
    rate: SampleRate,
    channels: AudioChannels,
}

impl AudioFormat {
    /// 16 kHz, mono: speech recognition.
    pub const MONO_16K: Self = Self {
        rate: SampleRate::Hz16000,
        channels: AudioChannels::Mono,
    };
    /// 48 kHz, mono: what the SDK works with inside.
    pub const MONO_48K: Self = Self {
        rate: SampleRate::Hz48000,
        channels: AudioChannels::Mono,
    };
    /// 48 kHz, stereo: music.
    pub const STEREO_48K: Self = Self {
        rate: SampleRate::Hz48000,
        channels: AudioChannels::Stereo,
    };

    /// A format; rate and channels must be ones that have a name.
    pub fn new(rate: SampleRate, channels: AudioChannels) -> Result<Self> {
        if let SampleRate::Unknown(hz) = rate {
            return Err(Error::invalid(
                "sample rate",
                format_args!(
                    "is {hz} Hz, must be 8000, 16000, 22050, 24000, 32000, 44100 or 48000"
                ),
            ));
        }
        if let AudioChannels::Unknown(count) = channels {
            return Err(Error::invalid(
                "channels",
                format_args!("are {count}, must be 1 or 2"),
            ));
        }
        Ok(Self { rate, channels })
    }

    /// Mono at a rate in samples a second, such as a WAV file has it.
    pub fn mono(hz: u32) -> Result<Self> {
        Self::from_numbers(hz, 1)
    }

    /// Stereo at a rate in samples a second, such as a WAV file has it.
    pub fn stereo(hz: u32) -> Result<Self> {
        Self::from_numbers(hz, 2)
    }

    fn from_numbers(hz: u32, channels: i32) -> Result<Self> {
        let rate = SampleRate::from_raw(i32::try_from(hz).unwrap_or(i32::MAX));
        Self::new(rate, AudioChannels::from_raw(channels))
    }

    /// What the SDK reported, as it is.
    pub(crate) fn reported(rate: i32, channels: i32) -> Self {
        Self {
            rate: SampleRate::from_raw(rate),
            channels: AudioChannels::from_raw(channels),
        }
    }

    /// The rate.
    pub const fn rate(self) -> SampleRate {
        self.rate
    }

    /// The channels.
    pub const fn channels(self) -> AudioChannels {
        self.channels
    }

    /// Bytes of one sample of all channels.
    pub const fn frame_bytes(self) -> usize {
        2 * self.channels.raw().unsigned_abs() as usize
    }

    /// Bytes of this much sound. The time must be a whole number of samples: blocks of 10 ms are
    /// at every rate but 22.05 kHz, blocks of 20 ms at all.
    pub fn bytes_of(self, time: Duration) -> Result<usize> {
        let sample_nanos = time.as_nanos() * u128::from(self.rate.hz());
        if !sample_nanos.is_multiple_of(1_000_000_000) {
            return Err(Error::invalid(
                "block",
                format_args!(
                    "of {time:?} isn't a whole number of samples at {} Hz",
                    self.rate.hz()
                ),
            ));
        }
        let samples = usize::try_from(sample_nanos / 1_000_000_000)
            .map_err(|_| Error::invalid("block", "is too long"))?;
        Ok(samples * self.frame_bytes())
    }

    /// How long this many bytes of sound last.
    pub fn duration_of(self, bytes: usize) -> Duration {
        let samples = (bytes / self.frame_bytes().max(1)) as u128;
        let nanos = samples * 1_000_000_000 / u128::from(self.rate.hz().max(1));
        Duration::from_nanos(u64::try_from(nanos).unwrap_or(u64::MAX))
    }
}

/// A block of PCM. Cheap to clone: clones share the samples.
///
/// ```
/// use zego_async::media::{AudioFormat, AudioFrame};
///
/// let block = AudioFrame::from_samples(AudioFormat::MONO_16K, &[0; 160])?;
/// assert_eq!(block.duration().as_millis(), 10);
/// # Ok::<(), zego_async::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AudioFrame {
    format: AudioFormat,
    timestamp: Option<Duration>,
    data: Bytes,
}

impl AudioFrame {
    /// A block of samples of 16 bits, little-endian; `data` must be whole samples.
    pub fn new(format: AudioFormat, data: impl Into<Bytes>) -> Result<Self> {
        let data = data.into();
        check_pcm(format, &data)?;
        Ok(Self::trusted(format, data))
    }

    /// A block of samples; stereo has left and right in turn.
    pub fn from_samples(format: AudioFormat, samples: &[i16]) -> Result<Self> {
        let data: Vec<u8> = samples.iter().flat_map(|s| s.to_le_bytes()).collect();
        Self::new(format, data)
    }

    pub(crate) fn trusted(format: AudioFormat, data: Bytes) -> Self {
        Self {
            format,
            timestamp: None,
            data,
        }
    }

    pub(crate) fn with_timestamp(mut self, timestamp: Duration) -> Self {
        self.timestamp = Some(timestamp);
        self
    }

    /// Rate and channels.
    pub fn format(&self) -> AudioFormat {
        self.format
    }

    /// When it arrived, counted from the making of the engine; `None` for a block that was made
    /// here.
    pub fn timestamp(&self) -> Option<Duration> {
        self.timestamp
    }

    /// How long it lasts.
    pub fn duration(&self) -> Duration {
        self.format.duration_of(self.data.len())
    }

    /// The samples as bytes, little-endian.
    pub fn data(&self) -> &Bytes {
        &self.data
    }

    /// The samples; stereo has left and right in turn.
    pub fn samples(&self) -> impl ExactSizeIterator<Item = i16> + '_ {
        self.data
            .chunks_exact(2)
            .map(|sample| i16::from_le_bytes([sample[0], sample[1]]))
    }

    /// How loud the block is: the root of the mean square of its samples, 0 to 1.
    pub fn rms(&self) -> f32 {
        let count = self.samples().len();
        if count == 0 {
            return 0.0;
        }
        let squares: f64 = self.samples().map(|s| f64::from(s).powi(2)).sum();
        ((squares / count as f64).sqrt() / f64::from(i16::MAX)).min(1.0) as f32
    }
}

impl fmt::Debug for AudioFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AudioFrame")
            .field("format", &self.format)
            .field("duration", &self.duration())
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}

/// Whether `data` is a block of PCM: whole samples, and some.
pub(crate) fn is_pcm(format: AudioFormat, data: &[u8]) -> bool {
    let whole = match format.channels {
        AudioChannels::Mono => data.len().is_multiple_of(2),
        AudioChannels::Stereo => data.len().is_multiple_of(4),
        // The SDK may know more than two one day.
        AudioChannels::Unknown(_) => data.len().is_multiple_of(format.frame_bytes()),
    };
    whole && !data.is_empty()
}

/// Says what is wrong with a block of PCM.
pub(crate) fn check_pcm(format: AudioFormat, data: &[u8]) -> Result<()> {
    if !is_pcm(format, data) {
        let frame = format.frame_bytes();
        return Err(Error::invalid(
            "PCM",
            format_args!(
                "has {} bytes, must be a multiple of {frame} (16 bits, {:?}) and not empty",
                data.len(),
                format.channels()
            ),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_as_long_as_its_samples_say_at_every_rate() {
        for rate in SampleRate::ALL {
            let format = AudioFormat::new(rate, AudioChannels::Stereo).unwrap();
            let bytes = format.bytes_of(Duration::from_millis(20)).unwrap();
            assert_eq!(bytes, rate.hz() as usize / 50 * 4);
            assert_eq!(format.duration_of(bytes), Duration::from_millis(20));
        }
    }

    #[test]
    fn ten_milliseconds_at_22050_hz_are_no_whole_samples() {
        let format = AudioFormat::mono(22050).unwrap();
        let error = format.bytes_of(Duration::from_millis(10)).unwrap_err();
        assert!(error.to_string().contains("22050 Hz"), "{error}");
    }

    #[test]
    fn what_is_wrong_with_a_block_is_named() {
        assert!(
            AudioFormat::mono(11025)
                .unwrap_err()
                .to_string()
                .contains("is 11025 Hz")
        );
        let error = AudioFrame::new(AudioFormat::STEREO_48K, vec![0; 6]).unwrap_err();
        assert!(error.to_string().contains("multiple of 4"), "{error}");
        assert!(AudioFrame::new(AudioFormat::MONO_48K, vec![]).is_err());
    }

    #[test]
    fn samples_survive_the_way_through_bytes() {
        let samples = [0, 1, -1, i16::MAX, i16::MIN, 77];
        let block = AudioFrame::from_samples(AudioFormat::MONO_16K, &samples).unwrap();
        assert_eq!(block.samples().collect::<Vec<_>>(), samples);
        assert!(block.rms() > 0.5 && block.rms() <= 1.0);
    }
}
