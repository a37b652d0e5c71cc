//! Frames in the SDK's memory, for the length of a callback: what they are, and the one copy.

use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};

use super::encoded::{EncodedFormat, EncodedFrame};
use super::frame::{Flip, PixelFormat, Rotation, Shape, VideoFrame};
use super::outlet::Frame;
use super::pcm::{AudioFormat, AudioFrame, is_pcm};

/// A picture.
pub(crate) struct Picture<'a> {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) strides: [i32; 4],
    pub(crate) rotation: i32,
    pub(crate) flip: i32,
    pub(crate) planes: [&'a [u8]; 4],
}

/// An encoded picture.
pub(crate) struct EncodedPicture<'a> {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) rotation: i32,
    pub(crate) key_frame: bool,
    pub(crate) sei: &'a [u8],
    pub(crate) timestamp_ms: u64,
    pub(crate) data: &'a [u8],
}

/// Sound.
pub(crate) struct Sound<'a> {
    pub(crate) rate: i32,
    pub(crate) channels: i32,
    pub(crate) data: &'a [u8],
}

impl Frame for VideoFrame {
    type Head = Self;

    fn of(head: Self, bytes: Bytes) -> Self {
        head.with_data(bytes)
    }
}

impl Picture<'_> {
    fn shape(&self) -> Shape {
        let side = |side: i32| u32::try_from(side).unwrap_or(0);
        Shape {
            format: PixelFormat::from_raw(self.format),
            width: side(self.width),
            height: side(self.height),
            strides: self.strides.map(side),
        }
    }

    /// The frame without its bytes, and how many they are. `None` if the picture isn't what it
    /// says.
    pub(super) fn look(&self, now: Duration) -> Option<(VideoFrame, usize)> {
        let shape = self.shape();
        shape.check().ok()?;
        for plane in 0..shape.format.planes() {
            // The last row needn't have the gap that the others end with.
            let row = shape.format.row_bytes(plane, shape.width);
            let gap = (shape.strides[plane] as usize).saturating_sub(row);
            if self.planes[plane].len() + gap < shape.plane_len(plane) {
                return None;
            }
        }
        let len = shape.len();
        let head = VideoFrame::trusted(shape, Bytes::new())
            .with_rotation(Rotation::from_raw(self.rotation))
            .with_flip(Flip::from_raw(self.flip))
            .with_timestamp(now);
        Some((head, len))
    }

    /// Copies a picture that is what it says.
    pub(super) fn copy(&self, buffer: &mut BytesMut) {
        let shape = self.shape();
        for plane in 0..shape.format.planes() {
            let end = buffer.len() + shape.plane_len(plane);
            let there = self.planes[plane].len().min(shape.plane_len(plane));
            buffer.extend_from_slice(&self.planes[plane][..there]);
            buffer.resize(end, 0);
        }
    }
}

impl Frame for EncodedFrame {
    /// The frame without its bytes, and how many of them are the picture; what follows is the SEI.
    type Head = (Self, usize);

    fn of((head, len): Self::Head, mut bytes: Bytes) -> Self {
        let sei = bytes.split_off(len);
        let frame = head.with_data(bytes);
        match sei.is_empty() {
            true => frame,
            false => frame.with_sei(sei),
        }
    }
}

impl EncodedPicture<'_> {
    /// As [`Picture::look`].
    pub(super) fn look(&self) -> Option<((EncodedFrame, usize), usize)> {
        let side = |side: i32| u32::try_from(side).ok();
        if self.data.is_empty() {
            return None;
        }
        let (width, height) = (side(self.width)?, side(self.height)?);
        let format = EncodedFormat::from_raw(self.format);
        let head = EncodedFrame::trusted(format, width, height, Bytes::new())
            .key_frame(self.key_frame)
            .with_rotation(Rotation::from_raw(self.rotation))
            .with_timestamp(Duration::from_millis(self.timestamp_ms));
        let len = self.data.len();
        Some(((head, len), len + self.sei.len()))
    }

    pub(super) fn copy(&self, buffer: &mut BytesMut) {
        buffer.extend_from_slice(self.data);
        buffer.extend_from_slice(self.sei);
    }
}

impl Frame for AudioFrame {
    type Head = (AudioFormat, Arrival);

    fn of((format, arrival): Self::Head, bytes: Bytes) -> Self {
        Self::trusted(format, bytes).with_timestamp(arrival.time())
    }
}

/// When a frame came, on the clock of an engine's frames. The difference is the reader's work.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Arrival {
    epoch: Instant,
    now: Instant,
}

impl Arrival {
    pub(super) fn now(epoch: Instant) -> Self {
        let now = Instant::now();
        Self { epoch, now }
    }

    pub(super) fn time(self) -> Duration {
        self.now - self.epoch
    }
}

impl Sound<'_> {
    /// As [`Picture::look`].
    pub(super) fn look(
        &self,
        now: impl FnOnce() -> Arrival,
    ) -> Option<((AudioFormat, Arrival), usize)> {
        let format = AudioFormat::reported(self.rate, self.channels);
        is_pcm(format, self.data).then(|| ((format, now()), self.data.len()))
    }

    pub(super) fn copy(&self, buffer: &mut BytesMut) {
        buffer.extend_from_slice(self.data);
    }
}
