//! Sounds of any formats added up in one.

use super::resample::Converter;
use super::sound::{self, Format, Sound, clamp};

/// A sum of flows in one format.
pub(super) struct Mix {
    to: Format,
    groups: Vec<Converter>,
}

impl Mix {
    pub(super) fn new(to: Format) -> Self {
        Self {
            to,
            groups: Vec::new(),
        }
    }

    /// The format of the sum.
    pub(super) fn to(&self) -> Format {
        self.to
    }

    /// Adds up so many frames of what plays. Streams of one format were added up before, so that
    /// each format is converted once.
    pub(super) fn mix(&mut self, sums: &[Sum], frames: usize) -> Vec<i16> {
        for sum in sums {
            if !self.groups.iter().any(|group| group.from() == sum.format) {
                self.groups.push(Converter::new(sum.format, self.to));
            }
        }
        let mut total = vec![0; frames * self.to.channels];
        self.groups.retain_mut(|group| {
            let sum = sums.iter().find(|sum| sum.format == group.from());
            if let Some(sum) = sum {
                group.push(&sum.samples);
            }
            let left = group.frames() > 0;
            sound::add(&mut total, &group.pull(frames));
            sum.is_some() || left
        });
        total.into_iter().map(clamp).collect()
    }
}

/// Streams of one format, added up.
pub(super) struct Sum {
    format: Format,
    samples: Vec<i16>,
}

/// Adds up sounds of one format each.
pub(super) fn sums<'a>(sounds: impl Iterator<Item = &'a Sound>) -> Vec<Sum> {
    let mut totals: Vec<(Format, Vec<i32>)> = Vec::new();
    for sound in sounds {
        match totals
            .iter_mut()
            .find(|(format, _)| *format == sound.format)
        {
            Some((_, total)) => sound::add(total, &sound.samples),
            None => totals.push((
                sound.format,
                sound.samples.iter().map(|&s| s.into()).collect(),
            )),
        }
    }
    let clamped = |total: Vec<i32>| total.into_iter().map(clamp).collect();
    totals
        .into_iter()
        .map(|(format, total)| Sum {
            format,
            samples: clamped(total),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound(rate: u32, value: i16) -> Sound {
        let format = Format { rate, channels: 1 };
        let samples = vec![value; (rate / 100) as usize];
        Sound { format, samples }
    }

    #[test]
    fn sounds_of_several_formats_are_added_up_in_one() {
        let to = Format {
            rate: 16_000,
            channels: 1,
        };
        let mut mix = Mix::new(to);
        let mut last = Vec::new();
        for _ in 0..10 {
            let sounds = [sound(16_000, 100), sound(16_000, 20), sound(48_000, 3)];
            last = mix.mix(&sums(sounds.iter()), 160);
        }
        assert_eq!(last.len(), 160);
        assert!(last.iter().all(|s| (122..=124).contains(s)), "{last:?}");
    }

    #[test]
    fn a_sum_that_is_too_loud_is_cut_at_the_loudest() {
        let format = sound(16_000, 0).format;
        let sounds = [sound(16_000, 30_000), sound(16_000, 30_000)];
        let mixed = Mix::new(format).mix(&sums(sounds.iter()), 160);
        assert_eq!(mixed, [i16::MAX; 160]);
    }
}
