//! Sound that the program sends encoded, decoded as it comes: AAC-LC and Opus. Afterwards it goes
//! the way of PCM.

use super::sound::{Format, Sound};
use crate::codes::ILLEGAL_PARAMETER;

/// A block of encoded sound, as the program sends it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Coded<'a> {
    /// AAC, with the specific config that came before it; empty if none did.
    Aac { config: &'a [u8], data: &'a [u8] },
    /// Opus.
    Opus(&'a [u8]),
}

/// What one channel is sent encoded.
#[derive(Default)]
pub(crate) struct Decoding {
    decoder: Option<Decoder>,
    /// What is left of the last block: sound goes on in pieces of 10 ms.
    rest: Vec<i16>,
    format: Option<Format>,
}

impl Decoding {
    /// Decodes a block that the program describes with `described`. What comes out are whole
    /// pieces of 10 ms; the rest comes with the next block. The error is the interface's code.
    pub(crate) fn decode(&mut self, coded: Coded<'_>, described: Format) -> Result<Sound, i32> {
        // A decoder that fails in the middle isn't used again.
        let mut decoder = match self.decoder.take() {
            Some(decoder) if decoder.fits(coded, described) => decoder,
            _ => Decoder::new(coded, described)?,
        };
        let Sound { format, samples } = decoder.decode(coded)?;
        self.decoder = Some(decoder);
        if self.format.replace(format) != Some(format) {
            self.rest.clear();
        }
        self.rest.extend(samples);
        let piece = format.frames_of(0) * format.channels;
        let whole = self.rest.len() / piece.max(1) * piece;
        let left = self.rest.split_off(whole);
        let samples = std::mem::replace(&mut self.rest, left);
        Ok(Sound { format, samples })
    }
}

enum Decoder {
    #[cfg(feature = "media-files")]
    Aac(aac::Aac),
    #[cfg(feature = "opus")]
    Opus(opus::Opus),
}

impl Decoder {
    fn new(coded: Coded<'_>, described: Format) -> Result<Self, i32> {
        match coded {
            #[cfg(feature = "media-files")]
            Coded::Aac { config, .. } => aac::Aac::new(config, described).map(Self::Aac),
            #[cfg(feature = "opus")]
            Coded::Opus(_) => opus::Opus::new(described).map(Self::Opus),
            #[allow(unreachable_patterns)] // with all features there is no codec that is missing
            _ => {
                let _ = described;
                Err(crate::codes::NO_MODULE)
            }
        }
    }

    /// Whether it goes on with this block.
    fn fits(&self, coded: Coded<'_>, described: Format) -> bool {
        match (self, coded) {
            #[cfg(feature = "media-files")]
            (Self::Aac(decoder), Coded::Aac { config, .. }) => decoder.fits(config, described),
            #[cfg(feature = "opus")]
            (Self::Opus(decoder), Coded::Opus(_)) => decoder.fits(described),
            #[allow(unreachable_patterns)] // with one codec alone there is no other
            _ => {
                let _ = described;
                false
            }
        }
    }

    fn decode(&mut self, coded: Coded<'_>) -> Result<Sound, i32> {
        match (self, coded) {
            #[cfg(feature = "media-files")]
            (Self::Aac(decoder), Coded::Aac { data, .. }) => decoder.decode(data),
            #[cfg(feature = "opus")]
            (Self::Opus(decoder), Coded::Opus(data)) => decoder.decode(data),
            #[allow(unreachable_patterns)] // as above
            _ => Err(ILLEGAL_PARAMETER),
        }
    }
}

#[cfg(feature = "media-files")]
mod aac {
    use symphonia::core::audio::layouts::{CHANNEL_LAYOUT_MONO, CHANNEL_LAYOUT_STEREO};
    use symphonia::core::codecs::audio::well_known::CODEC_ID_AAC;
    use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
    use symphonia::core::packet::PacketRef;
    use symphonia::core::units::{Duration, Timestamp};

    use super::super::file::samples_in;
    use super::{Format, ILLEGAL_PARAMETER, Sound};

    pub(super) struct Aac {
        decoder: Box<dyn AudioDecoder>,
        config: Vec<u8>,
        described: Format,
    }

    impl Aac {
        pub(super) fn new(config: &[u8], described: Format) -> Result<Self, i32> {
            let mut parameters = AudioCodecParameters::new();
            parameters
                .for_codec(CODEC_ID_AAC)
                .with_sample_rate(described.rate)
                .with_channels(match described.channels {
                    1 => CHANNEL_LAYOUT_MONO,
                    _ => CHANNEL_LAYOUT_STEREO,
                });
            if !config.is_empty() {
                parameters.with_extra_data(config.into());
            }
            let decoder = symphonia::default::get_codecs()
                .make_audio_decoder(&parameters, &AudioDecoderOptions::default())
                .map_err(|_| ILLEGAL_PARAMETER)?;
            Ok(Self {
                decoder,
                config: config.to_vec(),
                described,
            })
        }

        /// A program may send the config once, or with every block.
        pub(super) fn fits(&self, config: &[u8], described: Format) -> bool {
            self.described == described && (config.is_empty() || self.config == config)
        }

        pub(super) fn decode(&mut self, data: &[u8]) -> Result<Sound, i32> {
            let nothing = Sound {
                format: self.described,
                samples: Vec::new(),
            };
            if data.is_empty() {
                return Ok(nothing); // a config by itself
            }
            let packet = PacketRef::new(0, Timestamp::ZERO, Duration::ZERO, data);
            let decoded = self.decoder.decode_ref(&packet);
            let (format, samples) = samples_in(&decoded.map_err(|_| ILLEGAL_PARAMETER)?);
            Format::described(format.rate.cast_signed(), format.channels as i32)
                .map(|format| Sound { format, samples })
                .ok_or(ILLEGAL_PARAMETER)
        }
    }
}

#[cfg(feature = "opus")]
mod opus {
    use opus_pure::OpusDecoder;

    use super::{Format, ILLEGAL_PARAMETER, Sound};

    /// The rate that Opus always has, whatever its encoder was given.
    const RATE: u32 = 48_000;
    /// The longest packet has 120 ms.
    const MOST_FRAMES: usize = RATE as usize * 120 / 1000;

    pub(super) struct Opus {
        decoder: Box<OpusDecoder>,
        channels: usize,
    }

    impl Opus {
        pub(super) fn new(described: Format) -> Result<Self, i32> {
            let channels = described.channels;
            OpusDecoder::new(RATE.cast_signed(), channels)
                .map(|decoder| Self {
                    decoder: Box::new(decoder),
                    channels,
                })
                .map_err(|_| ILLEGAL_PARAMETER)
        }

        pub(super) fn fits(&self, described: Format) -> bool {
            self.channels == described.channels
        }

        pub(super) fn decode(&mut self, data: &[u8]) -> Result<Sound, i32> {
            if data.is_empty() {
                return Err(ILLEGAL_PARAMETER); // to the decoder it would be a lost packet
            }
            let mut samples = vec![0; MOST_FRAMES * self.channels];
            let frames = self
                .decoder
                .decode_s16(data, MOST_FRAMES, &mut samples)
                .map_err(|_| ILLEGAL_PARAMETER)?;
            samples.truncate(frames * self.channels);
            let format = Format {
                rate: RATE,
                channels: self.channels,
            };
            Ok(Sound { format, samples })
        }
    }
}

#[cfg(all(test, feature = "media-files", feature = "opus"))]
mod tests {
    use super::*;

    const FORMAT: Format = Format {
        rate: 48_000,
        channels: 1,
    };
    /// AAC-LC, 48 kHz, mono.
    const CONFIG: [u8; 2] = [0x11, 0x88];

    fn opus_packets(count: usize) -> Vec<Vec<u8>> {
        let mut encoder =
            opus_pure::OpusEncoder::new(48_000, 1, opus_pure::Application::Audio).unwrap();
        let block = |number: usize| -> Vec<i16> {
            (number * 960..(number + 1) * 960)
                .map(|at| ((at as f64 * 0.0576).sin() * 9000.0) as i16)
                .collect()
        };
        let encode = |number| {
            let mut packet = vec![0; 1500];
            let length = encoder
                .encode_s16(&block(number), 960, &mut packet)
                .unwrap();
            packet.truncate(length);
            packet
        };
        (0..count).map(encode).collect()
    }

    #[test]
    fn opus_becomes_as_much_sound_as_it_was_made_of() {
        let mut decoding = Decoding::default();
        let mut samples = Vec::new();
        for packet in opus_packets(10) {
            let sound = decoding.decode(Coded::Opus(&packet), FORMAT).unwrap();
            assert_eq!(sound.format, FORMAT);
            samples.extend(sound.samples);
        }
        assert_eq!(samples.len(), 9600);
        let loudest = samples.iter().map(|sample| sample.unsigned_abs()).max();
        assert!(loudest > Some(8000), "{loudest:?}");
    }

    #[test]
    fn another_codec_or_another_config_begins_anew() {
        let mut decoding = Decoding::default();
        let config = Coded::Aac {
            config: &CONFIG,
            data: &[],
        };
        assert!(decoding.decode(config, FORMAT).unwrap().samples.is_empty());
        let packet = &opus_packets(1)[0];
        assert_eq!(
            decoding
                .decode(Coded::Opus(packet), FORMAT)
                .unwrap()
                .samples
                .len(),
            960
        );
        assert!(decoding.decode(config, FORMAT).is_ok());
    }

    #[test]
    fn garbage_is_refused_and_what_comes_after_it_is_decoded() {
        let good = opus_packets(4);
        let mut decoding = Decoding::default();
        let mut seed = 7u32;
        let mut byte = || {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 24) as u8
        };
        let mut refused = 0;
        for length in 1..200 {
            let data: Vec<u8> = (0..length).map(|_| byte()).collect();
            let config = &CONFIG;
            for coded in [
                Coded::Aac {
                    config,
                    data: &data,
                },
                Coded::Opus(&data),
            ] {
                refused += usize::from(decoding.decode(coded, FORMAT).is_err());
            }
        }
        assert!(refused > 0);
        assert_eq!(
            decoding.decode(Coded::Opus(&[]), FORMAT),
            Err(ILLEGAL_PARAMETER)
        );
        let config = &[0xff, 0xff][..];
        assert_eq!(
            decoding.decode(Coded::Aac { config, data: &[1] }, FORMAT),
            Err(ILLEGAL_PARAMETER)
        );
        for packet in &good {
            let sound = decoding.decode(Coded::Opus(packet), FORMAT).unwrap();
            assert_eq!(sound.samples.len(), 960);
        }
    }
}
