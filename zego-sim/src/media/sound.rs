//! Blocks of sound: 16-bit samples with their rate and channels, and what is done to samples.

use std::collections::VecDeque;

/// Rates and channels of samples.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Format {
    pub(crate) rate: u32,
    pub(crate) channels: usize,
}

/// The rates that the interface names.
const RATES: [i32; 7] = [8000, 16000, 22050, 24000, 32000, 44100, 48000];

/// How many blocks of 10 ms a second has.
pub(crate) const BLOCKS_A_SECOND: u64 = 100;

impl Format {
    /// The format that a program describes, when there is such a one.
    pub(crate) fn described(rate: i32, channels: i32) -> Option<Self> {
        let known = RATES.contains(&rate) && matches!(channels, 1 | 2);
        known.then(|| Self {
            rate: rate.unsigned_abs(),
            channels: channels.unsigned_abs() as usize,
        })
    }

    /// How many frames the block of that number has: 10 ms, with a frame more in every other one
    /// where the rate asks for half frames.
    pub(crate) fn frames_of(self, block: u64) -> usize {
        let until = |block: u64| block * u64::from(self.rate) / BLOCKS_A_SECOND;
        (until(block + 1) - until(block)) as usize
    }

    /// How many samples so many milliseconds have.
    pub(crate) fn samples_of_ms(self, ms: u32) -> usize {
        (self.rate * ms / 1000) as usize * self.channels
    }
}

/// A block of samples, shared by everybody who hears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sound {
    pub(crate) format: Format,
    /// The channels' samples in turn.
    pub(crate) samples: Vec<i16>,
}

/// Samples from a program's bytes, which are little-endian; an odd byte at the end is no sample.
pub(crate) fn samples_of(bytes: &[u8]) -> impl Iterator<Item = i16> {
    let pairs = bytes.chunks_exact(2);
    pairs.map(|pair| i16::from_le_bytes([pair[0], pair[1]]))
}

/// Makes samples louder or softer; 100 leaves them as they are.
pub(crate) fn amplify(samples: &mut [i16], percent: u32) {
    if percent == 100 {
        return;
    }
    let percent = percent as i32;
    for sample in samples {
        *sample = clamp(i32::from(*sample) * percent / 100);
    }
}

/// Takes so many samples from the front of a queue; what isn't there is silence.
pub(crate) fn take_front(queue: &mut VecDeque<i16>, wanted: usize) -> Vec<i16> {
    let there = wanted.min(queue.len());
    let mut samples = Vec::with_capacity(wanted);
    let (front, back) = queue.as_slices();
    let in_front = there.min(front.len());
    samples.extend_from_slice(&front[..in_front]);
    samples.extend_from_slice(&back[..there - in_front]);
    queue.drain(..there);
    samples.resize(wanted, 0);
    samples
}

/// Adds samples to a sum.
pub(crate) fn add(sum: &mut [i32], samples: &[i16]) {
    for (sum, sample) in sum.iter_mut().zip(samples) {
        *sum += i32::from(*sample);
    }
}

/// The nearest value that a sample can have.
pub(crate) fn clamp(value: i32) -> i16 {
    value.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_ten_milliseconds_make_up_a_second() {
        for rate in RATES {
            let format = Format::described(rate, 1).unwrap();
            let second: usize = (0..100).map(|block| format.frames_of(block)).sum();
            assert_eq!(second, rate as usize);
        }
    }

    #[test]
    fn rates_and_channels_that_the_interface_does_not_name_are_none() {
        for (rate, channels) in [(12_345, 1), (0, 1), (16_000, 0), (16_000, 3), (-8000, 1)] {
            assert_eq!(Format::described(rate, channels), None);
        }
    }

    #[test]
    fn samples_come_out_of_a_queue_in_turn_wherever_its_ring_begins() {
        let mut queue = VecDeque::with_capacity(8);
        let mut next = 0;
        for length in [3, 1, 4, 2, 5, 3] {
            queue.extend(next..next + length);
            let all: Vec<i16> = (next..next + length).collect();
            assert_eq!(take_front(&mut queue, length as usize), all);
            next += length;
        }
        queue.extend([7, 8]);
        assert_eq!(take_front(&mut queue, 3), [7, 8, 0]);
        assert!(queue.is_empty());
    }

    #[test]
    fn louder_samples_stay_within_their_range() {
        let mut samples = [100, -100, i16::MAX, i16::MIN];
        amplify(&mut samples, 200);
        assert_eq!(samples, [200, -200, i16::MAX, i16::MIN]);
    }
}
