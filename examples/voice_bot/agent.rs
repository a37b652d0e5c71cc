//! What the bot says to what it hears. This is where a language model goes; here are an echo and
//! a beep.

use std::time::Duration;

use zego_async::media::{AudioFormat, AudioFrame};

/// The format in which agents hear and speak.
pub(crate) const FORMAT: AudioFormat = AudioFormat::MONO_16K;

/// Blocks that are louder than this are speech. A real agent uses a trained detector.
const LOUD: f32 = 0.02;
/// An utterance is over after this much silence.
const PAUSE: Duration = Duration::from_millis(250);
/// What is shorter is no utterance but a noise.
const SHORTEST: Duration = Duration::from_millis(100);

/// Whether somebody speaks in a block.
pub(crate) fn is_speech(block: &AudioFrame) -> bool {
    block.rms() > LOUD
}

/// Somebody to talk to. One of them listens to one speaker.
pub(crate) trait Agent: Send {
    /// Hears a block, and answers when it has something to say.
    ///
    /// It is called for every block of 10 ms, so it must be quick: what takes longer belongs into
    /// a task of its own, whose answer is given out here once it is there.
    fn hear(&mut self, block: &AudioFrame) -> Option<Vec<i16>>;
}

/// Says what was said.
#[derive(Default)]
pub(crate) struct Echo {
    ear: Ear,
}

impl Agent for Echo {
    fn hear(&mut self, block: &AudioFrame) -> Option<Vec<i16>> {
        self.ear.hear(block)
    }
}

/// Beeps for as long as somebody spoke.
#[derive(Default)]
pub(crate) struct BeepBack {
    ear: Ear,
}

impl Agent for BeepBack {
    fn hear(&mut self, block: &AudioFrame) -> Option<Vec<i16>> {
        let said = self.ear.hear(block)?;
        let period = FORMAT.rate().hz() as usize / 800;
        let beep = |at: usize| {
            if at % period < period / 2 {
                4000
            } else {
                -4000
            }
        };
        Some((0..said.len()).map(beep).collect())
    }
}

/// Collects what is said until there is a pause.
#[derive(Default)]
struct Ear {
    said: Vec<i16>,
    /// Samples of silence at the end of it.
    silence: usize,
}

impl Ear {
    fn hear(&mut self, block: &AudioFrame) -> Option<Vec<i16>> {
        let speech = is_speech(block);
        if self.said.is_empty() && !speech {
            return None;
        }
        self.said.extend(block.samples());
        self.silence = match speech {
            true => 0,
            false => self.silence + block.samples().len(),
        };
        if self.silence < samples(PAUSE) {
            return None;
        }
        let mut said = std::mem::take(&mut self.said);
        said.truncate(said.len() - std::mem::take(&mut self.silence));
        (said.len() >= samples(SHORTEST)).then_some(said)
    }
}

fn samples(time: Duration) -> usize {
    (time.as_millis() * u128::from(FORMAT.rate().hz()) / 1000) as usize
}
