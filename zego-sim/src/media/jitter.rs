//! Sound that came and waits for its turn: blocks of any length go in, blocks of 10 ms come out.

use std::collections::VecDeque;

use super::sound::{Format, Sound, take_front};

/// How much is gathered before the first block goes out.
const GATHERED_MS: u32 = 40;
/// How many turns a smaller amount waits for more.
const MOST_TURNS: u32 = 5;
/// How much waits at most; what is older is lost.
const MOST_MS: u32 = 1000;

/// A queue of samples in the format in which they came.
#[derive(Debug, Default)]
pub(crate) struct Jitter {
    format: Option<Format>,
    samples: VecDeque<i16>,
    flowing: bool,
    turns: u32,
}

impl Jitter {
    /// Puts a block in. A change of format throws away what waits.
    pub(crate) fn push(&mut self, sound: &Sound) {
        if self.format.replace(sound.format) != Some(sound.format) {
            self.clear();
        }
        self.samples.extend(&sound.samples);
        self.shorten(MOST_MS);
    }

    /// Throws away what waits beyond that, from its old end.
    pub(crate) fn shorten(&mut self, ms: u32) {
        let most = self.format.map_or(0, |format| format.samples_of_ms(ms));
        let lost = self.samples.len().saturating_sub(most);
        self.samples.drain(..lost);
    }

    /// Takes the block of that number out. Silence fills up a last block that is short; `None`
    /// while nothing flows.
    pub(crate) fn take(&mut self, block: u64) -> Option<Sound> {
        let format = self.format?;
        if !self.flowing {
            let enough = self.samples.len() >= format.samples_of_ms(GATHERED_MS);
            self.turns += u32::from(!self.samples.is_empty());
            self.flowing = enough || self.turns > MOST_TURNS;
            if !self.flowing {
                return None;
            }
        }
        let wanted = format.frames_of(block) * format.channels;
        if self.samples.is_empty() {
            self.clear();
            return None;
        }
        let samples = take_front(&mut self.samples, wanted);
        Some(Sound { format, samples })
    }

    /// Throws away what waits.
    pub(crate) fn clear(&mut self) {
        self.samples.clear();
        self.flowing = false;
        self.turns = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMAT: Format = Format {
        rate: 16_000,
        channels: 1,
    };

    fn sound(value: i16, ms: u32) -> Sound {
        Sound {
            format: FORMAT,
            samples: vec![value; FORMAT.samples_of_ms(ms)],
        }
    }

    #[test]
    fn blocks_of_twenty_milliseconds_come_out_as_blocks_of_ten() {
        let mut jitter = Jitter::default();
        jitter.push(&sound(1, 20));
        assert_eq!(jitter.take(0), None);
        jitter.push(&sound(2, 20));
        let taken: Vec<i16> = (1..5).map(|n| jitter.take(n).unwrap().samples[0]).collect();
        assert_eq!(taken, [1, 1, 2, 2]);
        assert_eq!(jitter.take(5), None);
    }

    #[test]
    fn a_single_short_block_comes_out_after_a_while() {
        let mut jitter = Jitter::default();
        jitter.push(&sound(3, 5));
        let block = (0..10).find_map(|n| jitter.take(n)).unwrap();
        assert_eq!(block.samples.len(), 160);
        assert_eq!((block.samples[0], block.samples[159]), (3, 0));
    }

    #[test]
    fn of_more_than_can_wait_the_oldest_is_lost() {
        let mut jitter = Jitter::default();
        for value in 0..110 {
            jitter.push(&sound(value, 10));
        }
        assert_eq!(jitter.take(0).unwrap().samples[0], 10);
    }

    #[test]
    fn another_format_begins_anew() {
        let mut jitter = Jitter::default();
        jitter.push(&sound(1, 100));
        let format = Format {
            rate: 48_000,
            channels: 2,
        };
        let samples = vec![9; format.samples_of_ms(40)];
        jitter.push(&Sound { format, samples });
        let block = jitter.take(0).unwrap();
        assert_eq!((block.format, block.samples.len()), (format, 960));
    }
}
