//! Sound that was encoded outside the SDK.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::pcm::AudioFormat;
use crate::error::{Error, Result};

/// The codec of encoded sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SoundCodec {
    /// AAC. The data begins with the specific config, which is `config_len` bytes long.
    Aac {
        /// 0 to 64.
        config_len: u32,
    },
    /// Opus.
    Opus,
}

/// A block of encoded sound. Cheap to clone.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodedSound {
    codec: SoundCodec,
    format: AudioFormat,
    samples: u32,
    timestamp: Duration,
    data: Bytes,
}

impl EncodedSound {
    /// A block of AAC: `config_len` (0 to 64) bytes of specific config, then the sound. `samples`
    /// is how many samples the block has for each channel: 480, 512, 1024, 1960 or 2048.
    /// `timestamp` is the time since 1970 at which it was captured.
    pub fn aac(
        format: AudioFormat,
        samples: u32,
        timestamp: Duration,
        config_len: u32,
        data: impl Into<Bytes>,
    ) -> Result<Self> {
        let data = data.into();
        if config_len > 64 || config_len as usize > data.len() {
            return Err(Error::invalid(
                "AAC config length",
                format_args!("is {config_len}, must be 0 to 64 and no more than the data"),
            ));
        }
        if ![480, 512, 1024, 1960, 2048].contains(&samples) {
            return Err(Error::invalid(
                "samples",
                format_args!("are {samples}, must be 480, 512, 1024, 1960 or 2048"),
            ));
        }
        Self::new(
            SoundCodec::Aac { config_len },
            format,
            samples,
            timestamp,
            data,
        )
    }

    /// A block of Opus; `samples` is how many samples it has for each channel, `timestamp` the
    /// time since 1970 at which it was captured.
    pub fn opus(
        format: AudioFormat,
        samples: u32,
        timestamp: Duration,
        data: impl Into<Bytes>,
    ) -> Result<Self> {
        if samples == 0 {
            return Err(Error::invalid("samples", "are 0"));
        }
        Self::new(SoundCodec::Opus, format, samples, timestamp, data.into())
    }

    fn new(
        codec: SoundCodec,
        format: AudioFormat,
        samples: u32,
        timestamp: Duration,
        data: Bytes,
    ) -> Result<Self> {
        if data.is_empty() {
            return Err(Error::invalid("data", "is empty"));
        }
        Ok(Self {
            codec,
            format,
            samples,
            timestamp,
            data,
        })
    }

    /// The codec.
    pub fn codec(&self) -> SoundCodec {
        self.codec
    }

    /// Rate and channels.
    pub fn format(&self) -> AudioFormat {
        self.format
    }

    /// Samples for each channel.
    pub fn samples(&self) -> u32 {
        self.samples
    }

    /// When it was captured, since 1970.
    pub fn timestamp(&self) -> Duration {
        self.timestamp
    }

    /// The encoded block.
    pub fn data(&self) -> &Bytes {
        &self.data
    }
}

impl fmt::Debug for EncodedSound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedSound")
            .field("codec", &self.codec)
            .field("format", &self.format)
            .field("samples", &self.samples)
            .field("bytes", &self.data.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_block_of_aac_is_named() {
        let error = |samples, config_len, data: &'static [u8]| {
            EncodedSound::aac(
                AudioFormat::STEREO_48K,
                samples,
                Duration::ZERO,
                config_len,
                data,
            )
            .unwrap_err()
            .to_string()
        };
        assert!(error(1024, 65, &[0; 99]).starts_with("AAC config length: is 65"));
        assert!(error(1024, 3, &[0; 2]).starts_with("AAC config length: is 3"));
        assert!(error(1000, 2, &[0; 9]).starts_with("samples: are 1000"));
        assert_eq!(error(1024, 0, &[]), "data: is empty");
    }
}
