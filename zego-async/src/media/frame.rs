//! Pictures as plain memory: their pixel formats, planes and strides. No I/O.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use crate::error::{Error, Result};
use crate::raw_enum::raw_enum;

raw_enum! {
    /// How the pixels of a picture lie in memory.
    #[doc(alias = "zego_video_frame_format")]
    pub enum PixelFormat {
        /// Three planes: Y, and U and V of a quarter each.
        I420 = 1,
        /// Two planes: Y, and U and V in turn.
        Nv12 = 2,
        /// Two planes: Y, and V and U in turn.
        Nv21 = 3,
        /// Blue, green, red, alpha.
        Bgra = 4,
        /// Red, green, blue, alpha.
        Rgba = 5,
        /// Alpha, red, green, blue.
        Argb = 6,
        /// Alpha, blue, green, red.
        Abgr = 7,
        /// Three planes: Y, and U and V of half each.
        I422 = 8,
        /// Blue, green, red.
        Bgr24 = 9,
        /// Red, green, blue.
        Rgb24 = 10,
    }
}

impl PixelFormat {
    /// The formats that exist, in order.
    pub const ALL: [Self; 10] = [
        Self::I420,
        Self::Nv12,
        Self::Nv21,
        Self::Bgra,
        Self::Rgba,
        Self::Argb,
        Self::Abgr,
        Self::I422,
        Self::Bgr24,
        Self::Rgb24,
    ];

    /// How many planes a picture has: 1 to 3, and 0 for an unknown format.
    pub const fn planes(self) -> usize {
        match self {
            Self::I420 | Self::I422 => 3,
            Self::Nv12 | Self::Nv21 => 2,
            Self::Bgra | Self::Rgba | Self::Argb | Self::Abgr | Self::Bgr24 | Self::Rgb24 => 1,
            Self::Unknown(_) => 0,
        }
    }

    /// The bytes of pixels in one row of a plane, which its stride must not be less than.
    pub const fn row_bytes(self, plane: usize, width: u32) -> usize {
        let width = width as usize;
        match (self, plane) {
            (Self::I420 | Self::I422, 1 | 2) => width.div_ceil(2),
            (Self::Nv12 | Self::Nv21, 1) => 2 * width.div_ceil(2),
            (Self::I420 | Self::I422 | Self::Nv12 | Self::Nv21, 0) => width,
            (Self::Bgra | Self::Rgba | Self::Argb | Self::Abgr, 0) => 4 * width,
            (Self::Bgr24 | Self::Rgb24, 0) => 3 * width,
            _ => 0,
        }
    }

    /// How many rows a plane has.
    pub const fn rows(self, plane: usize, height: u32) -> usize {
        let height = height as usize;
        match (self, plane) {
            (Self::I420, 1 | 2) | (Self::Nv12 | Self::Nv21, 1) => height.div_ceil(2),
            (_, plane) if plane < self.planes() => height,
            _ => 0,
        }
    }
}

raw_enum! {
    /// By how much a picture has to be turned clockwise to stand upright.
    pub enum Rotation {
        /// Not at all.
        Deg0 = 0,
        /// A quarter.
        Deg90 = 90,
        /// A half.
        Deg180 = 180,
        /// Three quarters.
        Deg270 = 270,
    }
}

raw_enum! {
    /// How a captured picture has to be mirrored to look like the preview.
    pub enum Flip {
        /// Not at all.
        None = 0,
        /// Left and right change places.
        X = 1,
        /// Top and bottom change places.
        Y = 2,
        /// Both.
        Both = 3,
    }
}

/// The widest and highest picture that is let through.
pub(crate) const MAX_SIDE: u32 = 16384;

/// The shape of a picture: format, size and strides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) format: PixelFormat,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) strides: [u32; 4],
}

impl Shape {
    /// Rows without a gap.
    fn packed(format: PixelFormat, width: u32, height: u32) -> Self {
        let strides = std::array::from_fn(|plane| format.row_bytes(plane, width) as u32);
        Self {
            format,
            width,
            height,
            strides,
        }
    }

    /// Checks format, size and strides.
    pub(crate) fn check(&self) -> Result<()> {
        if let PixelFormat::Unknown(number) = self.format {
            return Err(Error::invalid(
                "pixel format",
                format_args!("{number} is not one of the ten"),
            ));
        }
        for (field, side) in [("width", self.width), ("height", self.height)] {
            if side == 0 || side > MAX_SIDE {
                return Err(Error::invalid(
                    field,
                    format_args!("is {side}, must be 1 to {MAX_SIDE}"),
                ));
            }
        }
        for plane in 0..self.format.planes() {
            let row = self.format.row_bytes(plane, self.width);
            let stride = self.strides[plane] as usize;
            if stride < row || stride > 4 * row + 4096 {
                return Err(Error::invalid(
                    "stride",
                    format_args!(
                        "of plane {plane} is {stride}, must be {row} (a row of {} pixels in \
                         {:?}) or somewhat more",
                        self.width, self.format
                    ),
                ));
            }
        }
        Ok(())
    }

    pub(crate) fn plane_len(&self, plane: usize) -> usize {
        self.strides[plane] as usize * self.format.rows(plane, self.height)
    }

    pub(crate) fn len(&self) -> usize {
        (0..self.format.planes())
            .map(|plane| self.plane_len(plane))
            .sum()
    }
}

/// A raw picture. Cheap to clone: clones share the pixels.
///
/// The planes lie one after the other in one buffer, each of `stride × rows` bytes.
///
/// ```
/// use zego_async::media::{PixelFormat, VideoFrame};
///
/// let grey = vec![128; 640 * 360 * 3 / 2];
/// let frame = VideoFrame::new(PixelFormat::I420, 640, 360, grey)?;
/// assert_eq!(frame.plane(1).len(), 320 * 180);
///
/// let error = VideoFrame::new(PixelFormat::I420, 640, 360, vec![0; 7]).unwrap_err();
/// assert!(error.to_string().contains("must be 345600"));
/// # Ok::<(), zego_async::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "zego_video_frame_param")]
pub struct VideoFrame {
    shape: Shape,
    rotation: Rotation,
    flip: Flip,
    timestamp: Option<Duration>,
    data: Bytes,
}

impl VideoFrame {
    /// A picture whose rows have no gaps. `data` must be exactly as long as format and size say.
    pub fn new(
        format: PixelFormat,
        width: u32,
        height: u32,
        data: impl Into<Bytes>,
    ) -> Result<Self> {
        Self::from_shape(Shape::packed(format, width, height), data.into())
    }

    /// A picture whose rows have gaps: `strides` are the bytes from one row to the next, one for
    /// each plane. `data` must be exactly `stride × rows` bytes for each plane.
    pub fn with_strides(
        format: PixelFormat,
        width: u32,
        height: u32,
        strides: &[u32],
        data: impl Into<Bytes>,
    ) -> Result<Self> {
        if strides.len() != format.planes() {
            let (given, planes) = (strides.len(), format.planes());
            return Err(Error::invalid(
                "strides",
                format_args!("are {given}, must be {planes}, one for each plane of {format:?}"),
            ));
        }
        let strides = std::array::from_fn(|plane| strides.get(plane).copied().unwrap_or(0));
        let shape = Shape {
            format,
            width,
            height,
            strides,
        };
        Self::from_shape(shape, data.into())
    }

    fn from_shape(shape: Shape, data: Bytes) -> Result<Self> {
        shape.check()?;
        if data.len() != shape.len() {
            return Err(Error::invalid(
                "data",
                format_args!(
                    "has {} bytes, must be {} for {}x{} {:?} with strides {:?}",
                    data.len(),
                    shape.len(),
                    shape.width,
                    shape.height,
                    shape.format,
                    &shape.strides[..shape.format.planes()],
                ),
            ));
        }
        Ok(Self::trusted(shape, data))
    }

    /// A picture whose shape and length were checked.
    pub(crate) fn trusted(shape: Shape, data: Bytes) -> Self {
        Self {
            shape,
            rotation: Rotation::Deg0,
            flip: Flip::None,
            timestamp: None,
            data,
        }
    }

    pub(crate) fn with_data(mut self, data: Bytes) -> Self {
        self.data = data;
        self
    }

    /// Says when the picture was taken, on any clock that runs forward. Without it a sink uses
    /// the time at which the picture is sent.
    pub fn with_timestamp(mut self, timestamp: Duration) -> Self {
        self.timestamp = Some(timestamp);
        self
    }

    /// Says by how much the picture has to be turned.
    pub fn with_rotation(mut self, rotation: Rotation) -> Self {
        self.rotation = rotation;
        self
    }

    pub(crate) fn with_flip(mut self, flip: Flip) -> Self {
        self.flip = flip;
        self
    }

    /// The pixel format.
    pub fn format(&self) -> PixelFormat {
        self.shape.format
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.shape.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.shape.height
    }

    /// The bytes from one row to the next, one number for each plane.
    pub fn strides(&self) -> &[u32] {
        &self.shape.strides[..self.shape.format.planes()]
    }

    /// By how much the picture has to be turned clockwise.
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// How the picture has to be mirrored; only pictures of the preview have to.
    pub fn flip(&self) -> Flip {
        self.flip
    }

    /// When it was taken, as its maker said; for a picture that was received, when it arrived,
    /// counted from the making of the engine.
    pub fn timestamp(&self) -> Option<Duration> {
        self.timestamp
    }

    /// All planes, one after the other.
    pub fn data(&self) -> &Bytes {
        &self.data
    }

    /// The bytes of one plane; empty for a plane that the format doesn't have.
    pub fn plane(&self, plane: usize) -> &[u8] {
        if plane >= self.shape.format.planes() {
            return &[];
        }
        let start: usize = (0..plane).map(|before| self.shape.plane_len(before)).sum();
        &self.data[start..start + self.shape.plane_len(plane)]
    }

    pub(crate) fn shape(&self) -> &Shape {
        &self.shape
    }
}

impl fmt::Debug for VideoFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VideoFrame")
            .field("format", &self.shape.format)
            .field("width", &self.shape.width)
            .field("height", &self.shape.height)
            .field("strides", &self.strides())
            .field("rotation", &self.rotation)
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_takes_exactly_the_bytes_of_its_planes() {
        let bytes = |format| Shape::packed(format, 6, 4).len();
        let expected = [36, 36, 36, 96, 96, 96, 96, 48, 72, 72];
        assert_eq!(PixelFormat::ALL.map(bytes), expected);
        for format in PixelFormat::ALL {
            let len = bytes(format);
            let frame = VideoFrame::new(format, 6, 4, vec![1; len]).unwrap();
            let planes: usize = (0..4).map(|plane| frame.plane(plane).len()).sum();
            assert_eq!(planes, len, "{format:?}");
            assert!(VideoFrame::new(format, 6, 4, vec![1; len - 1]).is_err());
            assert!(VideoFrame::new(format, 6, 4, vec![1; len + 1]).is_err());
        }
    }

    #[test]
    fn odd_sizes_round_the_chroma_planes_up() {
        let frame = VideoFrame::new(PixelFormat::I420, 5, 3, vec![0; 15 + 6 + 6]).unwrap();
        assert_eq!(frame.strides(), [5, 3, 3]);
        assert_eq!(frame.plane(2).len(), 6);
    }

    #[test]
    fn planes_follow_each_other_at_the_distance_of_their_strides() {
        let data: Vec<u8> = (0..16 * 2 + 8 + 8).collect();
        let frame = VideoFrame::with_strides(PixelFormat::I420, 10, 2, &[16, 8, 8], data).unwrap();
        assert_eq!(frame.plane(0)[0], 0);
        assert_eq!(frame.plane(1)[0], 32);
        assert_eq!(frame.plane(2)[0], 40);
        assert_eq!(frame.plane(3), [0; 0]);
    }

    #[test]
    fn what_is_wrong_with_a_frame_is_named() {
        let error = |format, width, height, strides: &[u32]| {
            VideoFrame::with_strides(format, width, height, strides, vec![0; 6])
                .unwrap_err()
                .to_string()
        };
        let i420 = PixelFormat::I420;
        assert_eq!(
            error(i420, 0, 2, &[2, 1, 1]),
            "width: is 0, must be 1 to 16384"
        );
        assert!(error(i420, 2, 70000, &[2, 1, 1]).starts_with("height: is 70000"));
        assert!(error(i420, 4, 2, &[3, 2, 2]).starts_with("stride: of plane 0 is 3, must be 4"));
        assert!(error(i420, 2, 2, &[2, 1]).starts_with("strides: are 2, must be 3"));
        assert!(error(i420, 2, 2, &[4, 1, 1]).starts_with("data: has 6 bytes, must be 10"));
        let unknown = PixelFormat::from_raw(77);
        assert!(error(unknown, 2, 2, &[]).starts_with("pixel format: 77"));
    }
}
