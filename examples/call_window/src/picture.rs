//! A video frame on a canvas: scaled until it fills its area, upright, with round corners.

use tiny_skia::{Pixmap, PremultipliedColorU8};
use zego_async::media::{PixelFormat, Rotation, VideoFrame};

use crate::layout::Area;

/// Positions in a frame have 16 bits below the point.
const ONE: i64 = 1 << 16;

/// Draws an I420 frame; what doesn't fit the area's shape is cut off on both sides. A frame of
/// another format is left out: the engine is told to hand out I420.
pub(crate) fn draw(
    canvas: &mut Pixmap,
    frame: &VideoFrame,
    area: Area,
    radius: f32,
    mirrored: bool,
) {
    if frame.format() != PixelFormat::I420 {
        return;
    }
    let source = Source::new(frame);
    let walk = Walk::new(frame, area, mirrored);
    let (width, height) = (area.width.round() as i64, area.height.round() as i64);
    let (left, top) = (area.left.round() as i64, area.top.round() as i64);
    let (canvas_width, canvas_height) = (i64::from(canvas.width()), i64::from(canvas.height()));
    let pixels = canvas.pixels_mut();
    for y in 0..height {
        if !(0..canvas_height).contains(&(top + y)) {
            continue;
        }
        let cut = corner(y, height, radius);
        for x in cut.max(-left)..(width - cut).min(canvas_width - left) {
            let (at_x, at_y) = walk.at(x, y);
            pixels[((top + y) * canvas_width + left + x) as usize] = source.pixel(at_x, at_y);
        }
    }
}

/// How many pixels a round corner takes off a row.
fn corner(y: i64, height: i64, radius: f32) -> i64 {
    let edge = y.min(height - 1 - y) as f32 + 0.5;
    if edge >= radius {
        return 0;
    }
    let across = radius - edge;
    (radius - (radius * radius - across * across).sqrt()).round() as i64
}

/// From a pixel of the area to a position in the frame.
struct Walk {
    start: (i64, i64),
    step_x: (i64, i64),
    step_y: (i64, i64),
}

impl Walk {
    fn new(frame: &VideoFrame, area: Area, mirrored: bool) -> Self {
        let (width, height) = (frame.width() as f32, frame.height() as f32);
        let lies = matches!(frame.rotation(), Rotation::Deg90 | Rotation::Deg270);
        let (upright_width, upright_height) = match lies {
            true => (height, width),
            false => (width, height),
        };
        let step = (upright_width / area.width).min(upright_height / area.height);
        let (across, down) = (if mirrored { -step } else { step }, step);
        // One to the right and one down in the upright picture, as steps in the frame.
        let (step_x, step_y) = match frame.rotation() {
            Rotation::Deg90 => ((0.0, -across), (down, 0.0)),
            Rotation::Deg180 => ((-across, 0.0), (0.0, -down)),
            Rotation::Deg270 => ((0.0, across), (-down, 0.0)),
            _ => ((across, 0.0), (0.0, down)),
        };
        // The middle of the area shows the middle of the frame.
        let (columns, rows) = ((area.width - 1.0) / 2.0, (area.height - 1.0) / 2.0);
        let start = (
            (width - 1.0) / 2.0 - columns * step_x.0 - rows * step_y.0,
            (height - 1.0) / 2.0 - columns * step_x.1 - rows * step_y.1,
        );
        let fixed = |(x, y): (f32, f32)| ((x * ONE as f32) as i64, (y * ONE as f32) as i64);
        Self {
            start: fixed(start),
            step_x: fixed(step_x),
            step_y: fixed(step_y),
        }
    }

    fn at(&self, x: i64, y: i64) -> (i64, i64) {
        (
            self.start.0 + x * self.step_x.0 + y * self.step_y.0,
            self.start.1 + x * self.step_x.1 + y * self.step_y.1,
        )
    }
}

struct Source<'a> {
    planes: [&'a [u8]; 3],
    strides: [usize; 3],
    right: i64,
    bottom: i64,
}

impl<'a> Source<'a> {
    fn new(frame: &'a VideoFrame) -> Self {
        let strides = frame.strides();
        Self {
            planes: std::array::from_fn(|plane| frame.plane(plane)),
            strides: std::array::from_fn(|plane| strides[plane] as usize),
            right: i64::from(frame.width()) - 1,
            bottom: i64::from(frame.height()) - 1,
        }
    }

    fn pixel(&self, x: i64, y: i64) -> PremultipliedColorU8 {
        let (x, y) = (x.clamp(0, self.right * ONE), y.clamp(0, self.bottom * ONE));
        let (column, row) = (x / ONE, y / ONE);
        let (next_column, next_row) = ((column + 1).min(self.right), (row + 1).min(self.bottom));
        // Brightness is blended of four pixels, colour is that of the nearest.
        let luma = |column: i64, row: i64| {
            i64::from(self.planes[0][row as usize * self.strides[0] + column as usize])
        };
        let (part_x, part_y) = (x % ONE, y % ONE);
        let upper = luma(column, row) * (ONE - part_x) + luma(next_column, row) * part_x;
        let lower = luma(column, next_row) * (ONE - part_x) + luma(next_column, next_row) * part_x;
        let luma = ((upper / ONE * (ONE - part_y) + lower / ONE * part_y) / ONE) as i32;
        let chroma = |plane: usize| {
            let at = row as usize / 2 * self.strides[plane] + column as usize / 2;
            i32::from(self.planes[plane][at]) - 128
        };
        rgb(luma, chroma(1), chroma(2))
    }
}

/// BT.601 with 16 to 235, as video calls have it, in 1/256.
fn rgb(luma: i32, u: i32, v: i32) -> PremultipliedColorU8 {
    let luma = 298 * (luma - 16) + 128;
    let part = |sum: i32| (sum >> 8).clamp(0, 255) as u8;
    PremultipliedColorU8::from_rgba(
        part(luma + 409 * v),
        part(luma - 100 * u - 208 * v),
        part(luma + 516 * u),
        255,
    )
    // never: no part is above 255.
    .unwrap_or(PremultipliedColorU8::TRANSPARENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left half black, right half white.
    fn halves(rotation: Rotation) -> VideoFrame {
        let mut data = vec![128; 64 * 32 * 3 / 2];
        for row in 0..32 {
            data[row * 64..][..32].fill(16);
            data[row * 64 + 32..][..32].fill(235);
        }
        let frame = VideoFrame::new(PixelFormat::I420, 64, 32, data).unwrap();
        frame.with_rotation(rotation)
    }

    /// Whether the pixel at that place of a drawn frame is white.
    fn white(rotation: Rotation, mirrored: bool, at: (u32, u32)) -> bool {
        let mut canvas = Pixmap::new(100, 100).unwrap();
        let area = Area {
            left: 0.0,
            top: 0.0,
            width: 100.0,
            height: 100.0,
        };
        draw(&mut canvas, &halves(rotation), area, 0.0, mirrored);
        canvas.pixel(at.0, at.1).unwrap().red() > 200
    }

    #[test]
    fn a_picture_is_turned_clockwise_until_it_is_upright() {
        let (left, right, top, bottom) = ((10, 50), (90, 50), (50, 10), (50, 90));
        let whites = [
            (Rotation::Deg0, right, left),
            (Rotation::Deg90, bottom, top),
            (Rotation::Deg180, left, right),
            (Rotation::Deg270, top, bottom),
        ];
        for (rotation, bright, dark) in whites {
            assert!(white(rotation, false, bright), "{rotation:?}");
            assert!(!white(rotation, false, dark), "{rotation:?}");
        }
        assert!(white(Rotation::Deg0, true, left) && !white(Rotation::Deg0, true, right));
    }

    #[test]
    fn colours_are_those_of_bt_601() {
        let parts = |color: PremultipliedColorU8| [color.red(), color.green(), color.blue()];
        assert_eq!(parts(rgb(235, 0, 0)), [255, 255, 255]);
        assert_eq!(parts(rgb(16, 0, 0)), [0, 0, 0]);
        let [red, green, blue] = parts(rgb(81, 90 - 128, 240 - 128));
        assert!(red > 250 && green < 5 && blue < 5, "{red} {green} {blue}");
    }

    #[test]
    fn round_corners_show_what_is_below() {
        let mut canvas = Pixmap::new(40, 40).unwrap();
        let area = Area {
            left: -5.0,
            top: 0.0,
            width: 45.0,
            height: 60.0,
        };
        draw(&mut canvas, &halves(Rotation::Deg0), area, 12.0, false);
        assert_eq!(canvas.pixel(39, 0).unwrap().alpha(), 0);
        assert_eq!(canvas.pixel(20, 0).unwrap().alpha(), 255);
        assert_eq!(canvas.pixel(39, 39).unwrap().alpha(), 255);
    }
}
