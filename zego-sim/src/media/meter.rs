//! How loud a flow of sound is and which frequencies it has, measured from its samples.

use std::collections::VecDeque;
use std::f32::consts::TAU;

use super::sound::Sound;

/// How many frequency bands a spectrum has, as recorded.
pub(crate) const BANDS: usize = 64;
/// How many samples a spectrum is computed from; each band is as wide as what they resolve.
const WINDOW: usize = BANDS * 2;
/// The root mean square of a tone of full loudness, which is level 100.
const FULL: f32 = 23_170.0;
/// How loud a voice is at least.
const VOICE: f32 = 400.0;

/// Measures one flow.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    power: f64,
    samples: usize,
    latest: VecDeque<f32>,
}

/// How loud it was since the last reading.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Level {
    /// 0 to 100.
    pub(crate) level: f32,
    /// Loud enough for a voice.
    pub(crate) voice: bool,
}

impl Meter {
    /// Takes a block into account.
    pub(crate) fn take(&mut self, sound: &Sound) {
        for frame in sound.samples.chunks_exact(sound.format.channels.max(1)) {
            let sum: i32 = frame.iter().map(|sample| i32::from(*sample)).sum();
            let sample = sum as f32 / frame.len() as f32;
            self.power += f64::from(sample * sample);
            self.samples += 1;
            self.latest.push_back(sample);
        }
        let surplus = self.latest.len().saturating_sub(WINDOW);
        self.latest.drain(..surplus);
    }

    /// Reads the level, and begins to measure anew.
    pub(crate) fn level(&mut self) -> Level {
        let mean = self.power / self.samples.max(1) as f64;
        (self.power, self.samples) = (0.0, 0);
        let loudness = mean.sqrt() as f32;
        Level {
            level: (loudness / FULL * 100.0).min(100.0),
            voice: loudness >= VOICE,
        }
    }

    /// Reads the spectrum of the latest samples: the magnitude of each band, from the lowest to
    /// half the rate.
    pub(crate) fn spectrum(&self) -> Vec<f32> {
        let windowed: Vec<f32> = self
            .latest
            .iter()
            .enumerate()
            .map(|(n, s)| s * (0.5 - 0.5 * (TAU * n as f32 / WINDOW as f32).cos()))
            .collect();
        let band = |band: usize| {
            let step = TAU * band as f32 / WINDOW as f32;
            let (re, im) = windowed
                .iter()
                .enumerate()
                .fold((0.0, 0.0), |(re, im), (n, s)| {
                    let (sin, cos) = (step * n as f32).sin_cos();
                    (re + s * cos, im - s * sin)
                });
            f32::hypot(re, im)
        };
        (0..BANDS).map(band).collect()
    }
}

/// Whether samples are loud enough for a voice.
pub(super) fn has_voice(samples: &[i16]) -> bool {
    let power: f64 = samples.iter().map(|s| f64::from(*s).powi(2)).sum();
    (power / samples.len().max(1) as f64).sqrt() as f32 >= VOICE
}

#[cfg(test)]
mod tests {
    use super::super::sound::Format;
    use super::*;

    fn tone(pitch: f32, amplitude: f32) -> Sound {
        let format = Format {
            rate: 16_000,
            channels: 1,
        };
        let sample = |n: i32| (TAU * pitch * n as f32 / 16_000.0).sin() * amplitude;
        Sound {
            format,
            samples: (0..1600).map(|n| sample(n) as i16).collect(),
        }
    }

    #[test]
    fn a_tone_of_full_loudness_is_level_one_hundred_and_silence_is_none() {
        let mut meter = Meter::default();
        assert_eq!(meter.level(), Level::default());
        meter.take(&tone(440.0, 32_767.0));
        let loud = meter.level();
        assert!(loud.level > 99.0 && loud.voice, "{loud:?}");
        meter.take(&tone(440.0, 0.0));
        assert_eq!(meter.level(), Level::default());
    }

    #[test]
    fn half_the_amplitude_is_half_the_level() {
        let mut meter = Meter::default();
        meter.take(&tone(440.0, 16_384.0));
        let level = meter.level().level;
        assert!((49.0..51.0).contains(&level), "{level}");
    }

    #[test]
    fn the_highest_band_is_the_one_of_the_tone() {
        let mut meter = Meter::default();
        meter.take(&tone(2000.0, 8000.0));
        let bands = meter.spectrum();
        let highest = (0..BANDS).max_by(|a, b| bands[*a].total_cmp(&bands[*b]));
        assert_eq!((bands.len(), highest), (64, Some(16)));
    }
}
