//! The test tone, and how much of a sound it is.

use std::f64::consts::TAU;

use futures::{Stream, stream};
use zego_async::media::AudioFormat;

/// The pitch of the tone: concert A.
pub(crate) const HZ: u32 = 440;
/// Sound is judged in windows of whole periods.
pub(crate) const WINDOWS_PER_SECOND: u32 = 10;

/// Half of what 16 bits can hold.
const AMPLITUDE: f64 = 16_384.0;

/// The tone without end, as mono at 48 kHz in pieces of 20 ms.
pub(crate) fn blocks() -> impl Stream<Item = Vec<u8>> {
    // A second has whole periods, so it can be repeated.
    let second: Vec<u8> = (0..48_000u32)
        .flat_map(|n| sample(n).to_le_bytes())
        .collect();
    let pieces: Vec<Vec<u8>> = second.chunks(2 * 960).map(<[u8]>::to_vec).collect();
    stream::iter(pieces.into_iter().cycle())
}

/// How many samples a window has.
pub(crate) fn window(format: AudioFormat) -> usize {
    (format.rate().hz() / WINDOWS_PER_SECOND) as usize
}

/// Which share of the sound's power is at the tone's pitch, 0 to 1, by Goertzel's algorithm.
/// Silence has none. The sound is mono.
pub(crate) fn purity(samples: &[i16], format: AudioFormat) -> f64 {
    let turn = 2.0 * (TAU * f64::from(HZ) / f64::from(format.rate().hz())).cos();
    let (mut last, mut before, mut power) = (0.0, 0.0, 0.0);
    for sample in samples.iter().map(|&sample| f64::from(sample)) {
        (last, before) = (sample + turn * last - before, last);
        power += sample * sample;
    }
    // Less than a hundredth of full scale counts as silence.
    if power < samples.len() as f64 * 327.0 * 327.0 {
        return 0.0;
    }
    let at_pitch = last * last + before * before - turn * last * before;
    2.0 * at_pitch / (samples.len() as f64 * power)
}

fn sample(n: u32) -> i16 {
    ((f64::from(n * HZ) * TAU / 48_000.0).sin() * AMPLITUDE) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: AudioFormat = AudioFormat::MONO_48K;

    fn heard(sample: impl Fn(u32) -> i16) -> f64 {
        let samples: Vec<i16> = (0..window(FORMAT) as u32).map(sample).collect();
        purity(&samples, FORMAT)
    }

    #[test]
    fn the_tone_is_pure_and_noise_silence_and_another_pitch_are_not_the_tone() {
        assert!(heard(sample) > 0.999);
        assert_eq!(heard(|_| 0), 0.0);
        let other = |n: u32| ((f64::from(n * 660) * TAU / 48_000.0).sin() * AMPLITUDE) as i16;
        assert!(heard(other) < 0.01);
        let noise = |n: u32| (n.wrapping_mul(2_654_435_761) >> 16) as i16;
        assert!(heard(noise) < 0.1);
    }
}
