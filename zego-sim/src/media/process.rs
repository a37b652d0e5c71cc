//! Sound on its way through the program's hands: blocks of the length and format that it asked
//! for, changed by it, and out again.

use super::resample::Converter;
use super::settings::Blocks;
use super::sound::{Format, Sound};

/// A flow of sound that the program changes.
pub(crate) struct Processor {
    blocks: Blocks,
    converter: Converter,
}

impl Processor {
    /// A flow of that format through blocks of another.
    pub(crate) fn new(from: Format, blocks: Blocks) -> Self {
        Self {
            blocks,
            converter: Converter::new(from, blocks.format),
        }
    }

    /// Whether this is a flow from that format through such blocks.
    pub(crate) fn fits(&self, from: Format, blocks: Blocks) -> bool {
        self.converter.from() == from && self.blocks == blocks
    }

    /// Puts sound in and answers the blocks that are full by now, each changed by `change`.
    pub(crate) fn run(
        &mut self,
        sound: &[i16],
        mut change: impl FnMut(Format, &mut [i16]),
    ) -> Sound {
        self.converter.push(sound);
        let mut samples = Vec::new();
        while self.converter.frames() >= self.blocks.frames {
            let mut block = self.converter.pull(self.blocks.frames);
            change(self.blocks.format, &mut block);
            samples.append(&mut block);
        }
        Sound {
            format: self.blocks.format,
            samples,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_the_asked_length_and_come_out_changed() {
        let format = Format {
            rate: 16_000,
            channels: 1,
        };
        let blocks = Blocks {
            format,
            frames: 200,
        };
        let mut processor = Processor::new(format, blocks);
        let mut lengths = Vec::new();
        let mut out = Vec::new();
        for value in [1, 2, 3, 4] {
            let sound = processor.run(&[value; 160], |_, block| {
                lengths.push(block.len());
                block.iter_mut().for_each(|sample| *sample *= 10);
            });
            out.extend(sound.samples);
        }
        assert_eq!(lengths, [200, 200, 200]);
        assert_eq!((out[0], out[160], out[599]), (10, 20, 40));
    }
}
