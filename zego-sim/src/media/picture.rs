//! One picture: its format, planes and strides, and the same picture in the formats that players
//! ask for, made once and only when asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::convert;
use super::pool::Buffer;

/// How the pixels of a picture lie in memory; values as the interface numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum PixelFormat {
    I420 = 1,
    Nv12 = 2,
    Nv21 = 3,
    Bgra = 4,
    Rgba = 5,
    Argb = 6,
    Abgr = 7,
    I422 = 8,
    Bgr = 9,
    Rgb = 10,
}

/// One plane: bytes a row at least, and rows.
pub(crate) struct Plane {
    pub(crate) row: usize,
    pub(crate) rows: usize,
}

impl PixelFormat {
    /// The format of that number.
    pub(crate) fn numbered(number: i32) -> Option<Self> {
        use PixelFormat::*;
        let all = [I420, Nv12, Nv21, Bgra, Rgba, Argb, Abgr, I422, Bgr, Rgb];
        all.into_iter().find(|format| *format as i32 == number)
    }

    /// The planes of a picture of that size.
    pub(crate) fn planes(self, width: usize, height: usize) -> Vec<Plane> {
        use PixelFormat::*;
        let plane = |row, rows| Plane { row, rows };
        let (half_width, half_height) = (width.div_ceil(2), height.div_ceil(2));
        match self {
            I420 => vec![
                plane(width, height),
                plane(half_width, half_height),
                plane(half_width, half_height),
            ],
            I422 => vec![
                plane(width, height),
                plane(half_width, height),
                plane(half_width, height),
            ],
            Nv12 | Nv21 => vec![plane(width, height), plane(half_width * 2, half_height)],
            Bgra | Rgba | Argb | Abgr => vec![plane(width * 4, height)],
            Bgr | Rgb => vec![plane(width * 3, height)],
        }
    }
}

/// The shape of a picture in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) format: PixelFormat,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Bytes from one row to the next, of each plane.
    pub(crate) strides: [usize; 4],
}

/// The longest side of a picture that is taken.
const LONGEST_SIDE: i32 = 16_384;

impl Layout {
    /// The layout that a program describes; a stride of 0 means rows without a gap. `None` when
    /// the format, the size or a stride is none that can be.
    pub(crate) fn described(
        format: i32,
        width: i32,
        height: i32,
        strides: [i32; 4],
    ) -> Option<Self> {
        let format = PixelFormat::numbered(format)?;
        if !(1..=LONGEST_SIDE).contains(&width) || !(1..=LONGEST_SIDE).contains(&height) {
            return None;
        }
        let mut layout = Self::tight(format, width as usize, height as usize);
        let planes = format.planes(layout.width, layout.height);
        for (at, plane) in planes.iter().enumerate() {
            layout.strides[at] = match usize::try_from(strides[at]).ok()? {
                0 => plane.row,
                stride if stride < plane.row || stride > plane.row * 8 + 4096 => return None,
                stride => stride,
            };
        }
        Some(layout)
    }

    /// Rows without gaps.
    pub(crate) fn tight(format: PixelFormat, width: usize, height: usize) -> Self {
        let mut strides = [0; 4];
        for (stride, plane) in strides.iter_mut().zip(format.planes(width, height)) {
            *stride = plane.row;
        }
        Self {
            format,
            width,
            height,
            strides,
        }
    }

    /// Where each plane lies; the planes follow one another.
    pub(crate) fn ranges(&self) -> Vec<Range<usize>> {
        let mut begin = 0;
        let planes = self.format.planes(self.width, self.height).into_iter();
        planes
            .zip(self.strides)
            .map(|(plane, stride)| {
                let range = begin..begin + stride * plane.rows;
                begin = range.end;
                range
            })
            .collect()
    }

    /// How many bytes a picture needs: the last row may end where its pixels do.
    pub(crate) fn least_length(&self) -> usize {
        let planes = self.format.planes(self.width, self.height);
        let total = self.ranges().last().map_or(0, |range| range.end);
        let gap = planes
            .last()
            .map_or(0, |last| self.strides[planes.len() - 1] - last.row);
        total - gap
    }

    /// How many bytes all rows with their gaps take.
    pub(crate) fn full_length(&self) -> usize {
        self.ranges().last().map_or(0, |range| range.end)
    }
}

/// A picture, shared by everybody who shows it.
pub(crate) struct Picture {
    pub(crate) layout: Layout,
    pub(crate) rotation: i32,
    /// The program's time of the picture, in milliseconds.
    pub(crate) time: u64,
    pub(crate) data: Buffer,
    as_i420: OnceLock<Arc<Picture>>,
    as_bgra: OnceLock<Arc<Picture>>,
}

/// Which of the two series a program renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Series {
    Rgb,
    Yuv,
}

impl Picture {
    /// A picture that owns its bytes.
    pub(crate) fn new(layout: Layout, data: Buffer, rotation: i32, time: u64) -> Arc<Self> {
        Arc::new(Self {
            layout,
            rotation,
            time,
            data,
            as_i420: OnceLock::new(),
            as_bgra: OnceLock::new(),
        })
    }

    /// A picture from a program's bytes, which may end with the last row's pixels.
    pub(crate) fn copy_of(layout: Layout, bytes: &[u8], rotation: i32, time: u64) -> Arc<Self> {
        let (least, full) = (layout.least_length(), layout.full_length());
        let data = if bytes.len() >= full {
            Buffer::copy_of(&bytes[..full])
        } else {
            let mut data = Buffer::of_length(full);
            data[..least].copy_from_slice(&bytes[..least]);
            data
        };
        Self::new(layout, data, rotation, time)
    }

    /// The picture in the format of a series: I420 for YUV, BGRA for RGB.
    pub(crate) fn in_series(self: &Arc<Self>, series: Series) -> Arc<Self> {
        let (format, made) = match series {
            Series::Yuv => (PixelFormat::I420, &self.as_i420),
            Series::Rgb => (PixelFormat::Bgra, &self.as_bgra),
        };
        if self.layout.format == format {
            return self.clone();
        }
        made.get_or_init(|| {
            let (layout, data) = convert::convert(self, format);
            Self::new(layout, data, self.rotation, self.time)
        })
        .clone()
    }

    /// The bytes of one plane.
    pub(crate) fn plane(&self, at: usize) -> &[u8] {
        &self.data[self.layout.ranges()[at].clone()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_follow_one_another_with_their_strides() {
        let layout = Layout::described(1, 5, 3, [8, 4, 4, 0]).unwrap();
        assert_eq!(layout.ranges(), [0..24, 24..32, 32..40]);
        assert_eq!(layout.full_length(), 40);
        assert_eq!(layout.least_length(), 39);
    }

    #[test]
    fn a_stride_of_zero_means_rows_without_gaps() {
        let layout = Layout::described(4, 10, 2, [0; 4]).unwrap();
        assert_eq!(layout, Layout::tight(PixelFormat::Bgra, 10, 2));
    }

    #[test]
    fn what_no_picture_can_be_is_refused() {
        for (format, width, height, stride) in [
            (0, 4, 4, 0),
            (11, 4, 4, 0),
            (1, 0, 4, 0),
            (1, 4, -1, 0),
            (1, 4, 4, 3),
            (4, 4, 4, -16),
        ] {
            let strides = [stride, 0, 0, 0];
            assert_eq!(Layout::described(format, width, height, strides), None);
        }
    }
}
