//! A flow of samples from one format into another. What goes in block by block comes out block by
//! block, some milliseconds later where the rate changes.

use std::collections::VecDeque;

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Async, FixedAsync, Resampler, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};

use super::sound::{Format, clamp, take_front};

/// The length of the filter: enough that no rate's echo of another is heard.
const FILTER: usize = 64;
/// How many milliseconds are held back, so that a block is never a frame short.
const HELD_BACK_MS: u32 = 4;

/// Takes samples of one format and gives them in another.
pub(crate) struct Converter {
    from: Format,
    to: Format,
    rates: Option<Rates>,
    ready: VecDeque<i16>,
}

/// The change of rate, on the fewer of both sides' channels.
struct Rates {
    resampler: Async<f32>,
    channels: usize,
    waiting: Vec<f32>,
    given: Vec<f32>,
}

impl Converter {
    pub(crate) fn new(from: Format, to: Format) -> Self {
        let mut converter = Self {
            from,
            to,
            rates: None,
            ready: VecDeque::new(),
        };
        if from.rate != to.rate {
            converter.rates = Rates::new(from, to);
            let held_back = to.samples_of_ms(HELD_BACK_MS);
            converter.ready.extend(std::iter::repeat_n(0, held_back));
        }
        converter
    }

    /// What goes in.
    pub(crate) fn from(&self) -> Format {
        self.from
    }

    /// What comes out.
    pub(crate) fn to(&self) -> Format {
        self.to
    }

    /// Puts samples in.
    pub(crate) fn push(&mut self, samples: &[i16]) {
        let (from, to) = (self.from.channels, self.to.channels);
        match &mut self.rates {
            None => {
                let frames = samples.chunks_exact(from);
                match (from, to) {
                    (2, 1) => self.ready.extend(frames.map(middle)),
                    (1, 2) => self.ready.extend(samples.iter().flat_map(|&s| [s, s])),
                    _ => self.ready.extend(samples),
                }
            }
            Some(rates) => {
                let inner = rates.channels;
                match (from, inner) {
                    (2, 1) => {
                        let frames = samples.chunks_exact(2);
                        rates.waiting.extend(frames.map(|f| f32::from(middle(f))));
                    }
                    _ => rates.waiting.extend(samples.iter().map(|&s| f32::from(s))),
                }
                let ready = &mut self.ready;
                rates.run(|samples| {
                    let samples = samples.iter().map(|s| clamp(s.round() as i32));
                    match (inner, to) {
                        (1, 2) => ready.extend(samples.flat_map(|s| [s, s])),
                        _ => ready.extend(samples),
                    }
                });
            }
        }
    }

    /// Takes so many frames out; what isn't there yet is silence.
    pub(crate) fn pull(&mut self, frames: usize) -> Vec<i16> {
        take_front(&mut self.ready, frames * self.to.channels)
    }

    /// How many frames can be taken out.
    pub(crate) fn frames(&self) -> usize {
        self.ready.len() / self.to.channels
    }
}

impl Rates {
    fn new(from: Format, to: Format) -> Option<Self> {
        let channels = from.channels.min(to.channels);
        let filter = SincInterpolationParameters::new(FILTER, WindowFunction::BlackmanHarris2)
            .interpolation(SincInterpolationType::Linear);
        let chunk = (from.rate / 400) as usize;
        let ratio = f64::from(to.rate) / f64::from(from.rate);
        let resampler =
            Async::new_sinc(ratio, 1.0, &filter, chunk, channels, FixedAsync::Input).ok()?;
        Some(Self {
            given: vec![0.0; resampler.output_frames_max() * channels],
            resampler,
            channels,
            waiting: Vec::new(),
        })
    }

    /// Resamples as much as there is, chunk by chunk.
    fn run(&mut self, mut take: impl FnMut(&[f32])) {
        let mut begin = 0;
        loop {
            let frames = self.resampler.input_frames_next();
            let end = begin + frames * self.channels;
            if end > self.waiting.len() {
                break;
            }
            let from = InterleavedSlice::new(&self.waiting[begin..end], self.channels, frames);
            let room = self.given.len() / self.channels;
            let to = InterleavedSlice::new_mut(&mut self.given, self.channels, room);
            let (Ok(from), Ok(mut to)) = (from, to) else {
                break; // never: both slices have the length they are said to have
            };
            let Ok((_, made)) = self.resampler.process_into_buffer(&from, &mut to, None) else {
                break; // never: input and output are as long as the resampler asked for
            };
            take(&self.given[..made * self.channels]);
            begin = end;
        }
        self.waiting.drain(..begin);
    }
}

fn middle(frame: &[i16]) -> i16 {
    clamp((i32::from(frame[0]) + i32::from(frame[1])) / 2)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::TAU;

    use super::*;

    fn format(rate: u32, channels: usize) -> Format {
        Format { rate, channels }
    }

    /// A second of a tone of that pitch through the converter, block by block.
    fn through(from: Format, to: Format, pitch: f64) -> Vec<i16> {
        let mut converter = Converter::new(from, to);
        let mut begin = 0;
        let mut out = Vec::new();
        for block in 0..100 {
            let frames = from.frames_of(block);
            let samples: Vec<i16> = (begin..begin + frames)
                .map(|n| (TAU * pitch * n as f64 / f64::from(from.rate)).sin() * 10_000.0)
                .flat_map(|s| std::iter::repeat_n(s as i16, from.channels))
                .collect();
            begin += frames;
            converter.push(&samples);
            out.extend(converter.pull(to.frames_of(block)));
        }
        out
    }

    /// How often a flow of one channel rises through zero.
    fn rises(samples: &[i16]) -> usize {
        samples.windows(2).filter(|w| w[0] < 0 && w[1] >= 0).count()
    }

    #[test]
    fn a_tone_keeps_its_pitch_and_loudness_at_every_rate() {
        for from in [8000, 16000, 22050, 44100, 48000] {
            for to in [8000, 16000, 22050, 24000, 32000, 44100, 48000] {
                let out = through(format(from, 1), format(to, 1), 440.0);
                assert_eq!(out.len(), to as usize);
                let settled = &out[to as usize / 10..];
                let rises = rises(settled);
                assert!((395..=397).contains(&rises), "{from} to {to}: {rises}");
                let power: f64 = out.iter().map(|s| f64::from(*s).powi(2)).sum();
                let loudness = (power / out.len() as f64).sqrt();
                assert!(
                    (6800.0..7300.0).contains(&loudness),
                    "{from} to {to}: {loudness}"
                );
            }
        }
    }

    #[test]
    fn both_channels_carry_what_was_one() {
        let out = through(format(16000, 1), format(44100, 2), 440.0);
        assert!(out.chunks_exact(2).all(|frame| frame[0] == frame[1]));
        assert!(out.iter().any(|sample| *sample > 9000));
    }

    #[test]
    fn one_channel_is_the_middle_of_two() {
        let mut converter = Converter::new(format(48000, 2), format(48000, 1));
        converter.push(&[100, 300, -50, -150]);
        assert_eq!(converter.pull(2), [200, -100]);
        assert_eq!(converter.pull(1), [0]);
    }
}
