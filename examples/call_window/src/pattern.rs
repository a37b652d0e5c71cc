//! A moving picture and a voice of sorts, for a side without camera and microphone.

use std::f32::consts::TAU;
use std::time::Duration;

use futures::{Stream, stream};
use tokio::time::{MissedTickBehavior, interval};
use zego_async::media::{AudioFormat, PixelFormat, VideoFrame, VideoSink};
use zego_async::{Error, Result};

/// What the scenario for video calls encodes.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 360;
const FPS: u32 = 15;

/// The sound is mono at this rate.
pub(crate) const SOUND: AudioFormat = AudioFormat::MONO_48K;
const RATE: u32 = 48_000;

/// A landscape and a voice that can be told from the other one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    /// Blue, and lower.
    Day,
    /// Orange, and higher.
    Evening,
}

/// A colour as Y, U and V.
type Color = [u8; 3];

struct Colors {
    sky: [Color; 2],
    sun: Color,
    hills: [Color; 2],
}

impl Pattern {
    /// Sends the picture at its pace, and shows it; comes back only if that fails.
    pub(crate) async fn film(self, camera: &VideoSink, mut show: impl FnMut(VideoFrame)) -> Error {
        let mut clock = interval(Duration::from_secs(1) / FPS);
        clock.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut number = 0;
        loop {
            clock.tick().await;
            let frame = match self.draw(number) {
                Ok(frame) => frame,
                Err(error) => return error,
            };
            if let Err(error) = camera.try_send(&frame) {
                return error;
            }
            show(frame);
            number += 1;
        }
    }

    /// One picture: a sun that rises and sets every eight seconds, behind hills that pass by.
    pub(crate) fn draw(self, number: u32) -> Result<VideoFrame> {
        let colors = self.colors();
        let (width, height) = (WIDTH as f32, HEIGHT as f32);
        let time = number as f32 / FPS as f32;
        let turn = time / 8.0 * TAU;
        let sun = (
            width * (0.5 - 0.36 * turn.cos()),
            height * (0.5 - 0.25 * turn.sin()),
        );
        let ridge =
            |x: u32, waves: f32, speed: f32| (x as f32 / width * waves + time * speed).sin();
        let far: Vec<f32> = (0..WIDTH)
            .map(|x| height * (0.68 - 0.06 * ridge(x, 7.0, 0.3)))
            .collect();
        let near: Vec<f32> = (0..WIDTH)
            .map(|x| height * (0.82 - 0.07 * ridge(x, 4.0, 0.8)))
            .collect();
        let radius = height * 0.13;
        let shade = |x: u32, y: u32| {
            let (column, row) = (x as usize, y as f32);
            let [top, bottom] = colors.sky;
            let sky = mix(top, bottom, row / height);
            let away = (x as f32 - sun.0).hypot(row - sun.1);
            // What is in front covers a pixel at its edge by a part.
            let sky = mix(sky, colors.sun, radius - away + 0.5);
            let hills = mix(sky, colors.hills[0], row - far[column] + 0.5);
            mix(hills, colors.hills[1], row - near[column] + 0.5)
        };

        let mut data = Vec::with_capacity((WIDTH * HEIGHT * 3 / 2) as usize);
        for y in 0..HEIGHT {
            data.extend((0..WIDTH).map(|x| shade(x, y)[0]));
        }
        for plane in [1, 2] {
            for y in (0..HEIGHT).step_by(2) {
                data.extend((0..WIDTH).step_by(2).map(|x| shade(x, y)[plane]));
            }
        }
        VideoFrame::new(PixelFormat::I420, WIDTH, HEIGHT, data)
    }

    /// The voice without end, in pieces of 20 ms: a tone that swells as if in syllables.
    pub(crate) fn voice(self) -> impl Stream<Item = Vec<u8>> {
        let pitch = match self {
            Self::Day => 220,
            Self::Evening => 330,
        };
        // Two seconds have whole periods of both, so they can be repeated.
        let sound: Vec<u8> = (0..2 * RATE)
            .flat_map(|n| {
                let time = n as f32 / RATE as f32;
                let swell = (TAU * 1.5 * time).sin() * (TAU * 0.5 * time).cos();
                let loud = 0.02 + 0.5 * swell * swell;
                // The phase is counted in whole numbers, or it would lose its way.
                let phase = (n * pitch % RATE) as f32 / RATE as f32;
                let sample = (TAU * phase).sin() * loud * f32::from(i16::MAX);
                (sample as i16).to_le_bytes()
            })
            .collect();
        let pieces: Vec<Vec<u8>> = sound.chunks(2 * 960).map(<[u8]>::to_vec).collect();
        stream::iter(pieces.into_iter().cycle())
    }

    fn colors(self) -> Colors {
        match self {
            Self::Day => Colors {
                sky: [[112, 165, 92], [190, 145, 112]],
                sun: [230, 100, 135],
                hills: [[105, 142, 105], [72, 148, 108]],
            },
            Self::Evening => Colors {
                sky: [[96, 112, 176], [172, 72, 168]],
                sun: [215, 70, 150],
                hills: [[84, 116, 162], [56, 120, 150]],
            },
        }
    }
}

/// The second colour over the first, as far as it covers it: 0 to 1, and all or nothing beyond.
fn mix(under: Color, over: Color, cover: f32) -> Color {
    match cover {
        ..=0.0 => under,
        1.0.. => over,
        _ => std::array::from_fn(|it| {
            (f32::from(under[it]) * (1.0 - cover) + f32::from(over[it]) * cover) as u8
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::StreamExt;

    #[test]
    fn the_picture_moves_and_the_two_differ() {
        let draw = |pattern: Pattern, number| pattern.draw(number).unwrap();
        assert_ne!(draw(Pattern::Day, 0).data(), draw(Pattern::Day, 1).data());
        assert_ne!(
            draw(Pattern::Day, 0).data(),
            draw(Pattern::Evening, 0).data()
        );
    }

    #[tokio::test]
    async fn the_voice_swells_and_is_never_quite_silent() {
        let pieces: Vec<Vec<u8>> = Pattern::Day.voice().take(100).collect().await;
        let levels: Vec<f32> = pieces
            .into_iter()
            .map(|piece| {
                zego_async::media::AudioFrame::new(SOUND, piece)
                    .unwrap()
                    .rms()
            })
            .collect();
        assert!(levels.iter().all(|&level| level > 0.01), "{levels:?}");
        assert!(levels.iter().any(|&level| level > 0.2), "{levels:?}");
        assert!(levels.iter().any(|&level| level < 0.03), "{levels:?}");
    }
}
