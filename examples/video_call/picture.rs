//! The test picture: it moves, and it carries its number, so that who receives it knows what it
//! should look like.

use zego_async::Result;
use zego_async::media::{PixelFormat, VideoFrame};

/// What B sends: what the scenario for calls encodes.
pub(crate) const WIDTH: u32 = 640;
pub(crate) const HEIGHT: u32 = 360;
pub(crate) const FPS: u32 = 15;

/// The number is a strip of black and white cells at the top, the highest bit first.
const BITS: u32 = 16;
const BLACK: u8 = 16;
const WHITE: u8 = 235;
const GREY: u8 = 128;

/// What a picture turned out to be.
pub(crate) struct Seen {
    pub(crate) number: u16,
    /// How much it is like the one that was sent: peak signal-to-noise ratio in dB.
    pub(crate) likeness: f64,
}

/// The picture with that number: the strip, a coloured ground, and a box that runs across it.
/// It is made of whole rows, since it is drawn while a tone waits to be sent.
pub(crate) fn draw(number: u16, width: u32, height: u32) -> Result<VideoFrame> {
    let (chroma_width, chroma_height) = (width.div_ceil(2), height.div_ceil(2));
    let mut data = Vec::with_capacity((width * height + 2 * chroma_width * chroma_height) as usize);
    let strip = strip_height(height);
    let bright = Box::of(number, width, height);

    let cells: Vec<u8> = (0..width)
        .map(|x| BITS - 1 - x * BITS / width)
        .map(|bit| {
            if (number >> bit) & 1 == 1 {
                WHITE
            } else {
                BLACK
            }
        })
        .collect();
    let ground: Vec<u8> = (0..width + height)
        .map(|at| ramp(at, width + height, 48, 200))
        .collect();
    for y in 0..height {
        let at = data.len();
        match y < strip {
            true => data.extend_from_slice(&cells),
            false => data.extend_from_slice(&ground[y as usize..][..width as usize]),
        }
        bright.paint(&mut data[at..], y, 1, WHITE);
    }

    let across: Vec<u8> = (0..chroma_width)
        .map(|x| ramp(x, chroma_width, 64, 192))
        .collect();
    for plane in 0..2 {
        for y in 0..chroma_height {
            let at = data.len();
            match (2 * y < strip, plane) {
                (true, _) => data.resize(at + chroma_width as usize, GREY),
                (false, 0) => data.extend_from_slice(&across),
                (false, _) => {
                    let down = ramp(y, chroma_height, 64, 192);
                    data.resize(at + chroma_width as usize, down);
                }
            }
            bright.paint(&mut data[at..], 2 * y, 2, GREY);
        }
    }
    VideoFrame::new(PixelFormat::I420, width, height, data)
}

/// Reads the number of a picture of any size, and compares the picture with the one of that
/// number. `None` if it isn't I420, is too small or higher than
/// wide.
pub(crate) fn recognise(frame: &VideoFrame) -> Option<Seen> {
    let (width, height) = (frame.width(), frame.height());
    if frame.format() != PixelFormat::I420 || width < 2 * BITS || height < 16 || height > width {
        return None;
    }
    let stride = *frame.strides().first()? as usize;
    let row = frame
        .plane(0)
        .get(strip_height(height) as usize / 2 * stride..)?;
    let number = (0..BITS).fold(0, |number, cell| {
        let middle = ((2 * cell + 1) * width / (2 * BITS)) as usize;
        let white = row.get(middle).is_some_and(|&luma| luma > GREY);
        number << 1 | u16::from(white)
    });
    let likeness = likeness(frame, &draw(number, width, height).ok()?);
    Some(Seen { number, likeness })
}

/// The box that runs from left to right and begins again, once in four seconds. It is on even
/// pixels, where brightness and colour have the same edges.
struct Box {
    left: u32,
    top: u32,
    size: u32,
}

impl Box {
    fn of(number: u16, width: u32, height: u32) -> Self {
        let size = (height / 4) & !1;
        let steps = 4 * FPS;
        Self {
            left: (u32::from(number) % steps * (width - size) / steps) & !1,
            top: (height / 2) & !1,
            size,
        }
    }

    /// Paints its part of the row `y` of a plane with one sample for each `shrink` pixels.
    fn paint(&self, row: &mut [u8], y: u32, shrink: u32, sample: u8) {
        if (self.top..self.top + self.size).contains(&y) {
            let left = (self.left / shrink) as usize;
            row[left..][..(self.size / shrink) as usize].fill(sample);
        }
    }
}

fn strip_height(height: u32) -> u32 {
    (height / 8) & !1
}

fn ramp(at: u32, of: u32, from: u32, to: u32) -> u8 {
    (from + at * (to - from) / of.max(1)) as u8
}

/// Peak signal-to-noise ratio over all planes, 99 dB for equal pictures.
fn likeness(one: &VideoFrame, other: &VideoFrame) -> f64 {
    let (mut squares, mut count) = (0u64, 0u64);
    for plane in 0..one.format().planes() {
        let row = one.format().row_bytes(plane, one.width());
        let rows = |frame: &VideoFrame| frame.strides()[plane] as usize;
        let pairs = one
            .plane(plane)
            .chunks(rows(one))
            .zip(other.plane(plane).chunks(rows(other)));
        for (one, other) in pairs {
            count += row as u64;
            if one.get(..row) == other.get(..row) {
                continue;
            }
            for (&a, &b) in one.iter().zip(other).take(row) {
                squares += u64::from(a.abs_diff(b)).pow(2);
            }
        }
    }
    match squares {
        0 => 99.0,
        _ => 10.0 * (255.0 * 255.0 * count as f64 / squares as f64).log10(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_recognised_by_its_number_at_any_size() {
        for (width, height) in [(640, 360), (320, 180), (1280, 720), (101, 77)] {
            for number in [0, 1, 59, 60, 0x8001, u16::MAX] {
                let seen = recognise(&draw(number, width, height).unwrap()).unwrap();
                assert_eq!((seen.number, seen.likeness), (number, 99.0));
            }
        }
    }

    #[test]
    fn a_grey_picture_is_not_like_the_one_that_was_sent() {
        let grey = vec![GREY; 640 * 360 * 3 / 2];
        let grey = VideoFrame::new(PixelFormat::I420, 640, 360, grey).unwrap();
        assert!(recognise(&grey).unwrap().likeness < 25.0);
    }

    #[test]
    fn a_picture_moves() {
        let [one, next] = [7, 8].map(|number| draw(number, WIDTH, HEIGHT).unwrap());
        assert_ne!(one.data(), next.data());
    }
}
