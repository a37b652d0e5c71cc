//! Pictures that an encoder outside the SDK made, or that the SDK hands out undecoded.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;

use super::frame::{MAX_SIDE, Rotation};
use crate::error::{Error, Result};
use crate::raw_enum::raw_enum;

raw_enum! {
    /// The codec of an encoded picture and how its parts are framed.
    #[doc(alias = "zego_video_encoded_frame_format")]
    pub enum EncodedFormat {
        /// H.264, each part after its length.
        H264Avcc = 0,
        /// H.264, each part after a start code.
        H264AnnexB = 1,
        /// VP8.
        Vp8 = 2,
        /// H.265, each part after its length.
        H265Avcc = 3,
        /// H.265, each part after a start code.
        H265AnnexB = 4,
    }
}

/// An encoded picture. Cheap to clone.
///
/// A key frame carries its parameter sets (SPS and PPS) before the picture; the SDK wants a key
/// frame about every 2 seconds and no B-frames.
#[derive(Clone, PartialEq, Eq)]
#[doc(alias = "zego_video_encoded_frame_param")]
pub struct EncodedFrame {
    format: EncodedFormat,
    width: u32,
    height: u32,
    key_frame: bool,
    rotation: Rotation,
    sei: Bytes,
    timestamp: Option<Duration>,
    data: Bytes,
}

impl EncodedFrame {
    /// An encoded picture of this size; not a key frame unless [said so](Self::key_frame).
    pub fn new(
        format: EncodedFormat,
        width: u32,
        height: u32,
        data: impl Into<Bytes>,
    ) -> Result<Self> {
        if let EncodedFormat::Unknown(number) = format {
            return Err(Error::invalid(
                "encoded format",
                format_args!("{number} is not one of the five"),
            ));
        }
        for (field, side) in [("width", width), ("height", height)] {
            if side == 0 || side > MAX_SIDE {
                return Err(Error::invalid(
                    field,
                    format_args!("is {side}, must be 1 to {MAX_SIDE}"),
                ));
            }
        }
        let data = data.into();
        if data.is_empty() {
            return Err(Error::invalid("data", "is empty"));
        }
        Ok(Self::trusted(format, width, height, data))
    }

    /// What the SDK reported, as it is.
    pub(crate) fn trusted(format: EncodedFormat, width: u32, height: u32, data: Bytes) -> Self {
        Self {
            format,
            width,
            height,
            key_frame: false,
            rotation: Rotation::Deg0,
            sei: Bytes::new(),
            timestamp: None,
            data,
        }
    }

    pub(crate) fn with_data(mut self, data: Bytes) -> Self {
        self.data = data;
        self
    }

    /// Says whether this is a key frame.
    pub fn key_frame(mut self, yes: bool) -> Self {
        self.key_frame = yes;
        self
    }

    /// Says by how much the picture has to be turned.
    pub fn with_rotation(mut self, rotation: Rotation) -> Self {
        self.rotation = rotation;
        self
    }

    /// Sends supplemental information with the picture.
    pub fn with_sei(mut self, sei: impl Into<Bytes>) -> Self {
        self.sei = sei.into();
        self
    }

    /// Says when the picture was taken, on any clock that runs forward. Without it a sink uses
    /// the time at which the picture is sent.
    pub fn with_timestamp(mut self, timestamp: Duration) -> Self {
        self.timestamp = Some(timestamp);
        self
    }

    /// Codec and framing.
    pub fn format(&self) -> EncodedFormat {
        self.format
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// Whether decoding can begin here.
    pub fn is_key_frame(&self) -> bool {
        self.key_frame
    }

    /// By how much the picture has to be turned clockwise.
    pub fn rotation(&self) -> Rotation {
        self.rotation
    }

    /// Supplemental information that came with the picture; empty if none did.
    pub fn sei(&self) -> &Bytes {
        &self.sei
    }

    /// When it was taken, as its maker said.
    pub fn timestamp(&self) -> Option<Duration> {
        self.timestamp
    }

    /// The encoded picture.
    pub fn data(&self) -> &Bytes {
        &self.data
    }
}

impl fmt::Debug for EncodedFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodedFrame")
            .field("format", &self.format)
            .field("width", &self.width)
            .field("height", &self.height)
            .field("key_frame", &self.key_frame)
            .field("bytes", &self.data.len())
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}
