//! How loud sound is, as a meter shows it.

use std::time::Duration;

use zego_async::media::AudioFrame;

/// A meter moves this often.
const PACE: Duration = Duration::from_millis(60);
/// What a meter can show: from this many decibels below the loudest there is.
const RANGE: f32 = 60.0;

/// Makes levels of blocks of sound.
#[derive(Default)]
pub(crate) struct Meter {
    loudest: f32,
    heard: Duration,
}

impl Meter {
    /// Takes a block into account; 0 to 1 whenever the meter is to move.
    pub(crate) fn hear(&mut self, block: &AudioFrame) -> Option<f32> {
        self.loudest = self.loudest.max(block.rms());
        self.heard += block.duration();
        if self.heard < PACE {
            return None;
        }
        let Self { loudest, .. } = std::mem::take(self);
        Some(shown(loudest))
    }
}

/// Ears are logarithmic, and so is the meter.
fn shown(rms: f32) -> f32 {
    (1.0 + 20.0 * rms.log10() / RANGE).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use zego_async::media::AudioFormat;

    fn block(sample: i16) -> AudioFrame {
        AudioFrame::from_samples(AudioFormat::MONO_48K, &[sample; 960]).unwrap()
    }

    #[test]
    fn silence_shows_nothing_and_the_loudest_sound_everything() {
        assert_eq!(shown(0.0), 0.0);
        assert_eq!(shown(1.0), 1.0);
        assert!((shown(0.001)).abs() < 0.01);
        assert!((shown(0.0316) - 0.5).abs() < 0.01);
    }

    #[test]
    fn a_meter_moves_every_third_block_and_shows_the_loudest() {
        let mut meter = Meter::default();
        assert_eq!(meter.hear(&block(0)), None);
        assert_eq!(meter.hear(&block(i16::MAX)), None);
        assert_eq!(meter.hear(&block(0)), Some(1.0));
        for _ in 0..2 {
            assert_eq!(meter.hear(&block(0)), None);
        }
        assert_eq!(meter.hear(&block(0)), Some(0.0));
    }
}
