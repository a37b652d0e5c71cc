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
pub(crate) fn draw(number: u16, width: u32, height: u32) -> Result<VideoFrame> {
    let (chroma_width, chroma_height) = (width.div_ceil(2), height.div_ceil(2));
    let mut data = Vec::with_capacity((width * height + 2 * chroma_width * chroma_height) as usize);
    let pixels =
        |width: u32, height: u32| (0..height).flat_map(move |y| (0..width).map(move |x| (x, y)));
    data.extend(pixels(width, height).map(|(x, y)| luma(number, x, y, width, height)));
    let plain = |x: u32, y: u32| {
        let (x, y) = (2 * x, 2 * y);
        y < strip(height) || in_box(number, x, y, width, height)
    };
    for plane in 0..2 {
        data.extend(
            pixels(chroma_width, chroma_height).map(|(x, y)| match (plain(x, y), plane) {
                (true, _) => GREY,
                (false, 0) => ramp(x, chroma_width, 64, 192),
                (false, _) => ramp(y, chroma_height, 64, 192),
            }),
        );
    }
    VideoFrame::new(PixelFormat::I420, width, height, data)
}

/// Reads the number of a picture of any size, and compares the picture with the one of that
/// number. `None` if it isn't I420, or too small.
pub(crate) fn recognise(frame: &VideoFrame) -> Option<Seen> {
    let (width, height) = (frame.width(), frame.height());
    if frame.format() != PixelFormat::I420 || width < 2 * BITS || height < 16 {
        return None;
    }
    let stride = *frame.strides().first()? as usize;
    let row = frame.plane(0).get(strip(height) as usize / 2 * stride..)?;
    let number = (0..BITS).fold(0, |number, cell| {
        let middle = ((2 * cell + 1) * width / (2 * BITS)) as usize;
        let white = row.get(middle).is_some_and(|&luma| luma > GREY);
        number << 1 | u16::from(white)
    });
    let likeness = likeness(frame, &draw(number, width, height).ok()?);
    Some(Seen { number, likeness })
}

fn luma(number: u16, x: u32, y: u32, width: u32, height: u32) -> u8 {
    if y < strip(height) {
        let bit = BITS - 1 - x * BITS / width;
        return if number >> bit & 1 == 1 { WHITE } else { BLACK };
    }
    match in_box(number, x, y, width, height) {
        true => WHITE,
        false => ramp(x + y, width + height, 48, 200),
    }
}

/// The box runs from left to right and begins again, once in four seconds.
fn in_box(number: u16, x: u32, y: u32, width: u32, height: u32) -> bool {
    let size = height / 4;
    let steps = 4 * FPS;
    // On even pixels, where picture and colour have the same edges.
    let left = (u32::from(number) % steps * (width - size) / steps) & !1;
    let top = (height / 2) & !1;
    (left..left + size).contains(&x) && (top..top + size).contains(&y)
}

fn strip(height: u32) -> u32 {
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
            for (&a, &b) in one.iter().zip(other).take(row) {
                squares += u64::from(a.abs_diff(b)).pow(2);
            }
            count += row as u64;
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
