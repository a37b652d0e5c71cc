//! Whether what arrived is what was sent.

use std::fmt;

use zego_async::media::{AudioFrame, VideoFrame};

use crate::picture::{self, Seen};
use crate::tone;

/// A picture that was encoded and decoded still has this much of the one that was sent, in dB.
const LIKENESS: f64 = 25.0;
/// How much of a window of sound must be the tone: a lost block may be missing, nothing else.
const PURITY: f64 = 0.8;
/// How many of a hundred pictures and windows of sound must be right: a network loses some, and
/// the first ones may be blank.
const RIGHT: usize = 75;

/// What A saw and heard.
pub(crate) struct Verdict {
    seconds: u32,
    /// The last picture that was recognised, and its number.
    pub(crate) frame: Option<VideoFrame>,
    pub(crate) kept: Option<u16>,
    pictures: usize,
    right_pictures: usize,
    moved: usize,
    worst_likeness: f64,
    window: Vec<i16>,
    windows: usize,
    right_windows: usize,
    worst_purity: f64,
}

impl Verdict {
    pub(crate) fn new(seconds: u32) -> Self {
        Self {
            seconds,
            frame: None,
            kept: None,
            pictures: 0,
            right_pictures: 0,
            moved: 0,
            worst_likeness: f64::INFINITY,
            window: Vec::new(),
            windows: 0,
            right_windows: 0,
            worst_purity: 1.0,
        }
    }

    /// Takes a picture into account.
    pub(crate) fn look(&mut self, frame: VideoFrame) {
        self.pictures += 1;
        let Some(Seen { number, likeness }) = picture::recognise(&frame) else {
            return;
        };
        if likeness < LIKENESS {
            return;
        }
        self.right_pictures += 1;
        self.worst_likeness = self.worst_likeness.min(likeness);
        // A picture that stands still is one picture, however often it comes.
        self.moved += usize::from(self.kept.is_some_and(|before| before != number));
        self.kept = Some(number);
        self.frame = Some(frame);
    }

    /// Takes a block of sound into account.
    pub(crate) fn listen(&mut self, block: &AudioFrame) {
        self.window.extend(block.samples());
        let window = tone::window(block.format());
        while self.window.len() >= window {
            let purity = tone::purity(&self.window[..window], block.format());
            self.window.drain(..window);
            self.windows += 1;
            if purity >= PURITY {
                self.right_windows += 1;
                self.worst_purity = self.worst_purity.min(purity);
            }
        }
    }

    /// Whether there was enough of both that is right.
    pub(crate) fn is_complete(&self) -> bool {
        self.share() >= 1.0
    }

    /// How much of what is wanted has come, 0 to 1.
    pub(crate) fn share(&self) -> f64 {
        let pictures = self.right_pictures as f64 / self.wanted_pictures() as f64;
        let windows = self.right_windows as f64 / self.wanted_windows() as f64;
        pictures.min(windows).min(1.0)
    }

    /// Tells what was seen and heard, and whether it was right.
    pub(crate) fn tell(&self) -> bool {
        let enough =
            |right: usize, all: usize, wanted: usize| right >= wanted && right * 100 >= all * RIGHT;
        let picture = enough(self.right_pictures, self.pictures, self.wanted_pictures())
            // Every second one must have moved.
            && self.moved * 2 >= self.right_pictures;
        let sound = enough(self.right_windows, self.windows, self.wanted_windows());
        println!(
            "\npicture  {}: {} of {} are the ones that were sent ({} wanted), {} moved, likeness {:.0} dB",
            word(picture),
            self.right_pictures,
            self.pictures,
            self.wanted_pictures(),
            self.moved,
            self.worst_likeness,
        );
        println!(
            "sound    {}: {} of {} windows are {} Hz ({} wanted), purity {:.3}",
            word(sound),
            self.right_windows,
            self.windows,
            tone::HZ,
            self.wanted_windows(),
            self.worst_purity,
        );
        println!(
            "the call {}",
            if picture && sound {
                "works"
            } else {
                "does NOT work"
            }
        );
        picture && sound
    }

    fn wanted_pictures(&self) -> usize {
        (self.seconds * picture::FPS) as usize
    }

    fn wanted_windows(&self) -> usize {
        (self.seconds * tone::WINDOWS_PER_SECOND) as usize
    }
}

/// What has come so far.
impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.right_windows as f64 / f64::from(tone::WINDOWS_PER_SECOND);
        write!(
            f,
            "{} pictures, {seconds:.1} s of sound",
            self.right_pictures
        )
    }
}

fn word(right: bool) -> &'static str {
    if right { "ok" } else { "WRONG" }
}

#[cfg(test)]
mod tests {
    use futures::StreamExt;
    use zego_async::media::{AudioFormat, PixelFormat};

    use super::*;

    /// One second of pictures and sound.
    fn judge(picture: impl Fn(u16) -> VideoFrame, pcm: &[Vec<u8>]) -> Verdict {
        let mut verdict = Verdict::new(1);
        (0..15).for_each(|number| verdict.look(picture(number)));
        for block in pcm {
            verdict.listen(&AudioFrame::new(AudioFormat::MONO_48K, block.clone()).unwrap());
        }
        verdict
    }

    fn sent(number: u16) -> VideoFrame {
        picture::draw(number, 320, 180).unwrap()
    }

    fn second_of_tone() -> Vec<Vec<u8>> {
        let tone = tone::blocks().take(50).collect();
        // Nothing in it waits.
        futures::FutureExt::now_or_never(tone).unwrap()
    }

    #[test]
    fn what_was_sent_is_right() {
        let verdict = judge(sent, &second_of_tone());
        assert!(verdict.is_complete() && verdict.tell());
        assert_eq!(verdict.kept, Some(14));
    }

    #[test]
    fn another_picture_one_that_stands_still_and_too_few_are_wrong() {
        let grey = |_| {
            let data = vec![128; 320 * 180 * 3 / 2];
            VideoFrame::new(PixelFormat::I420, 320, 180, data).unwrap()
        };
        assert!(!judge(grey, &second_of_tone()).tell());
        assert!(!judge(|_| sent(7), &second_of_tone()).tell());
        let mut few = Verdict::new(2);
        (0..15).for_each(|number| few.look(sent(number)));
        assert!(!few.is_complete() && !few.tell());
    }

    #[test]
    fn silence_another_pitch_and_no_sound_are_wrong() {
        let silence = vec![vec![0; 2 * 960]; 50];
        assert!(!judge(sent, &silence).tell());
        assert!(!judge(sent, &[]).tell());
        // Every second sample of the tone is the tone an octave higher.
        let octave: Vec<Vec<u8>> = second_of_tone()
            .chunks(2)
            .map(|two| {
                two.concat()
                    .chunks(4)
                    .flat_map(|four| [four[0], four[1]])
                    .collect()
            })
            .cycle()
            .take(50)
            .collect();
        assert!(!judge(sent, &octave).tell());
    }
}
