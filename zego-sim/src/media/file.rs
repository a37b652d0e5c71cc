//! Sound from media files: WAV, MP3, AAC, FLAC, Ogg Vorbis and the audio of MP4, decoded as it is
//! asked for.

use std::path::Path;

use super::sound::Format;

#[cfg(feature = "media-files")]
pub(super) use decoded::samples_in;

/// Why a file can't be played, as codes of the media player.
pub(crate) mod refusal {
    pub(crate) const FORMAT: i32 = 1_008_005;
    pub(crate) const NOT_THERE: i32 = 1_008_006;
    #[cfg(feature = "media-files")]
    pub(crate) const NO_SOUND: i32 = 1_008_008;
}

/// Where a medium comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    File(String),
    Memory(Vec<u8>),
}

/// A medium that is open and can be played.
pub(crate) struct Medium {
    #[cfg(feature = "media-files")]
    track: decoded::Track,
    format: Format,
    duration_ms: u64,
}

impl Medium {
    /// Opens a medium; the error is a code of the media player.
    pub(crate) fn open(source: Source) -> Result<Self, i32> {
        if let Source::File(path) = &source {
            if path.is_empty() {
                return Err(refusal::FORMAT);
            }
            if path.contains("://") {
                return Err(crate::codes::NO_MODULE); // nothing is fetched from a network
            }
            if !Path::new(path).is_file() {
                return Err(refusal::NOT_THERE);
            }
        }
        Self::decode(source)
    }

    #[cfg(feature = "media-files")]
    fn decode(source: Source) -> Result<Self, i32> {
        let (track, format, duration_ms) = decoded::Track::open(source)?;
        Ok(Self {
            track,
            format,
            duration_ms,
        })
    }

    #[cfg(not(feature = "media-files"))]
    fn decode(_: Source) -> Result<Self, i32> {
        Err(crate::codes::NO_MODULE)
    }

    /// The format of its sound, with two channels at most.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// How long it is, in milliseconds.
    pub(crate) fn duration_ms(&self) -> u64 {
        self.duration_ms
    }

    /// Some more samples, of a length that the medium likes; none at its end.
    pub(crate) fn more(&mut self) -> Vec<i16> {
        #[cfg(feature = "media-files")]
        return self.track.more();
        #[cfg(not(feature = "media-files"))]
        Vec::new()
    }

    /// Goes on from another place; says whether it can.
    pub(crate) fn seek(&mut self, ms: u64) -> bool {
        #[cfg(feature = "media-files")]
        return self.track.seek(ms);
        #[cfg(not(feature = "media-files"))]
        {
            let _ = ms;
            false
        }
    }
}

#[cfg(feature = "media-files")]
mod decoded {
    //! The decoder behind a medium.

    use std::fs::File;
    use std::io::Cursor;
    use std::path::Path;

    use symphonia::core::audio::GenericAudioBufferRef;
    use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
    use symphonia::core::formats::probe::Hint;
    use symphonia::core::formats::{FormatReader, SeekMode, SeekTo, TrackType};
    use symphonia::core::io::MediaSourceStream;
    use symphonia::core::units::{Time, TimeBase};

    use super::super::sound::Format;
    use super::{Source, refusal};

    pub(super) struct Track {
        reader: Box<dyn FormatReader>,
        decoder: Box<dyn AudioDecoder>,
        id: u32,
        base: Option<TimeBase>,
        format: Format,
        /// How many frames are left out of what is decoded next: what lies before a seek's aim.
        skip: usize,
    }

    /// The samples of what was decoded; of more than two channels those in front.
    pub(in super::super) fn samples_in(buffer: &GenericAudioBufferRef<'_>) -> (Format, Vec<i16>) {
        let mut samples: Vec<i16> = vec![0; buffer.samples_interleaved()];
        buffer.copy_to_slice_interleaved(&mut samples);
        let channels = buffer.spec().channels().count();
        if channels > 2 {
            let fronts = samples.chunks_exact(channels).flat_map(|f| [f[0], f[1]]);
            samples = fronts.collect();
        }
        let format = Format {
            rate: buffer.spec().rate(),
            channels: channels.min(2),
        };
        (format, samples)
    }

    impl Track {
        pub(super) fn open(source: Source) -> Result<(Self, Format, u64), i32> {
            let mut hint = Hint::new();
            let stream = match source {
                Source::File(path) => {
                    if let Some(suffix) = Path::new(&path).extension().and_then(|s| s.to_str()) {
                        hint.with_extension(suffix);
                    }
                    let file = File::open(&path).map_err(|_| refusal::NOT_THERE)?;
                    MediaSourceStream::new(Box::new(file), Default::default())
                }
                Source::Memory(bytes) => {
                    MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default())
                }
            };
            let probe = symphonia::default::get_probe();
            let reader = probe
                .probe(&hint, stream, Default::default(), Default::default())
                .map_err(|_| refusal::FORMAT)?;
            let track = reader
                .default_track(TrackType::Audio)
                .ok_or(refusal::NO_SOUND)?;
            let parameters = track.codec_params.as_ref().and_then(|p| p.audio());
            let parameters = parameters.ok_or(refusal::NO_SOUND)?;
            let decoder = symphonia::default::get_codecs()
                .make_audio_decoder(parameters, &AudioDecoderOptions::default())
                .map_err(|_| refusal::NO_SOUND)?;
            let (id, base, frames) = (track.id, track.time_base, track.num_frames);
            let seconds = base
                .zip(track.duration)
                .and_then(|(base, duration)| base.calc_duration(duration))
                .map(|time| time.as_secs_f64());
            let mut this = Self {
                reader,
                decoder,
                id,
                base,
                format: Format {
                    rate: 0,
                    channels: 0,
                },
                skip: 0,
            };
            // The first packet says for sure what the others will be.
            let first = this.decoded().ok_or(refusal::NO_SOUND)?;
            this.seek(0).then_some(()).ok_or(refusal::FORMAT)?;
            let rate = f64::from(this.format.rate);
            let seconds = seconds
                .or(frames.map(|frames| frames as f64 / rate))
                .unwrap_or(first.len() as f64 / this.format.channels as f64 / rate);
            let format = this.format;
            Ok((this, format, (seconds * 1000.0).round() as u64))
        }

        pub(super) fn more(&mut self) -> Vec<i16> {
            while let Some(mut samples) = self.decoded() {
                let left_out = (self.skip * self.format.channels).min(samples.len());
                self.skip -= left_out / self.format.channels;
                samples.drain(..left_out);
                if !samples.is_empty() {
                    return samples;
                }
            }
            Vec::new()
        }

        pub(super) fn seek(&mut self, ms: u64) -> bool {
            let aim = ms as f64 / 1000.0;
            let Some(time) = Time::try_from_secs_f64(aim) else {
                return false;
            };
            let to = SeekTo::Time {
                time,
                track_id: Some(self.id),
            };
            let Ok(sought) = self.reader.seek(SeekMode::Accurate, to) else {
                return false;
            };
            self.decoder.reset();
            let begin = self.base.and_then(|base| base.calc_time(sought.actual_ts));
            let before = begin.map_or(0.0, |begin| (aim - begin.as_secs_f64()).max(0.0));
            self.skip = (before * f64::from(self.format.rate)) as usize;
            true
        }

        /// The samples of the next packet that can be decoded.
        fn decoded(&mut self) -> Option<Vec<i16>> {
            loop {
                let packet = self.reader.next_packet().ok()??;
                if packet.track_id != self.id {
                    continue;
                }
                let Ok(buffer) = self.decoder.decode(&packet) else {
                    continue; // a broken packet is left out
                };
                let (format, samples) = samples_in(&buffer);
                self.format = format;
                if samples.is_empty() {
                    continue;
                }
                return Some(samples);
            }
        }
    }
}
