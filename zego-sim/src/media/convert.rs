//! Pictures from any format into the two that are rendered: I420 and BGRA, in the limited range
//! of BT.601 as video has it.

use yuv::{
    BufferStoreMut, YuvBiPlanarImage, YuvConversionMode, YuvError, YuvPlanarImage,
    YuvPlanarImageMut, YuvRange, YuvStandardMatrix,
};

use super::picture::{Layout, Picture, PixelFormat};
use super::pool::Buffer;

const RANGE: YuvRange = YuvRange::Limited;
const MATRIX: YuvStandardMatrix = YuvStandardMatrix::Bt601;
const MODE: YuvConversionMode = YuvConversionMode::Balanced;

/// The picture in `format`, which is I420 or BGRA, without gaps between its rows.
pub(super) fn convert(picture: &Picture, format: PixelFormat) -> (Layout, Buffer) {
    let layout = Layout::tight(format, picture.layout.width, picture.layout.height);
    let mut data = Buffer::of_length(layout.full_length());
    let converted = match format {
        PixelFormat::Bgra => to_bgra(picture, &mut data),
        _ => to_i420(picture, &layout, &mut data),
    };
    if converted.is_err() {
        // never: layouts are checked when pictures come in; black is what nobody mistakes.
        data.fill(0);
    }
    (layout, data)
}

fn to_bgra(picture: &Picture, to: &mut [u8]) -> Result<(), YuvError> {
    use PixelFormat::*;
    let row = picture.layout.width as u32 * 4;
    match picture.layout.format {
        I420 => yuv::yuv420_to_bgra(&planar(picture), to, row, RANGE, MATRIX),
        I422 => yuv::yuv422_to_bgra(&planar(picture), to, row, RANGE, MATRIX),
        Nv12 => yuv::yuv_nv12_to_bgra(&bi_planar(picture), to, row, RANGE, MATRIX, MODE),
        Nv21 => yuv::yuv_nv21_to_bgra(&bi_planar(picture), to, row, RANGE, MATRIX, MODE),
        Bgra => shuffle::<4>(picture, to, [0, 1, 2, 3]),
        Rgba => shuffle::<4>(picture, to, [2, 1, 0, 3]),
        Argb => shuffle::<4>(picture, to, [3, 2, 1, 0]),
        Abgr => shuffle::<4>(picture, to, [1, 2, 3, 0]),
        Bgr => shuffle::<3>(picture, to, [0, 1, 2, OPAQUE]),
        Rgb => shuffle::<3>(picture, to, [2, 1, 0, OPAQUE]),
    }
}

fn to_i420(picture: &Picture, layout: &Layout, to: &mut [u8]) -> Result<(), YuvError> {
    use PixelFormat::*;
    let from = picture.plane(0);
    let stride = picture.layout.strides[0] as u32;
    match picture.layout.format {
        I420 | I422 | Nv12 | Nv21 => {
            separate(picture, layout, to);
            Ok(())
        }
        Bgra => yuv::bgra_to_yuv420(
            &mut planar_mut(layout, to),
            from,
            stride,
            RANGE,
            MATRIX,
            MODE,
        ),
        Rgba => yuv::rgba_to_yuv420(
            &mut planar_mut(layout, to),
            from,
            stride,
            RANGE,
            MATRIX,
            MODE,
        ),
        Bgr => yuv::bgr_to_yuv420(
            &mut planar_mut(layout, to),
            from,
            stride,
            RANGE,
            MATRIX,
            MODE,
        ),
        Rgb => yuv::rgb_to_yuv420(
            &mut planar_mut(layout, to),
            from,
            stride,
            RANGE,
            MATRIX,
            MODE,
        ),
        Argb | Abgr => {
            let row = layout.width * 4;
            let mut bgra = Buffer::of_length(row * layout.height);
            to_bgra(picture, &mut bgra)?;
            let mut planes = planar_mut(layout, to);
            yuv::bgra_to_yuv420(&mut planes, &bgra, row as u32, RANGE, MATRIX, MODE)
        }
    }
}

/// Stands for a byte that the source doesn't have.
const OPAQUE: usize = usize::MAX;

/// Puts the bytes of each pixel into BGRA's order: `order` says which byte of the source is blue,
/// green, red and alpha.
fn shuffle<const FROM: usize>(
    picture: &Picture,
    to: &mut [u8],
    order: [usize; 4],
) -> Result<(), YuvError> {
    let width = picture.layout.width;
    let rows = picture.plane(0).chunks(picture.layout.strides[0]);
    for (from, to) in rows.zip(to.chunks_exact_mut(width * 4)) {
        let pixels = from.chunks_exact(FROM).zip(to.chunks_exact_mut(4));
        for (from, to) in pixels {
            for (to, &at) in to.iter_mut().zip(&order) {
                *to = if at == OPAQUE { 255 } else { from[at] };
            }
        }
    }
    Ok(())
}

/// Luma as it is, chroma into planes of its own with a value for two rows and two columns.
fn separate(picture: &Picture, layout: &Layout, to: &mut [u8]) {
    let ranges = layout.ranges();
    let (luma, chroma) = to.split_at_mut(ranges[0].end);
    let (blue, red) = chroma.split_at_mut(ranges[1].len());
    let width = layout.width;
    let rows = picture.plane(0).chunks(picture.layout.strides[0]);
    for (from, to) in rows.zip(luma.chunks_exact_mut(width)) {
        to.copy_from_slice(&from[..width]);
    }
    let half = width.div_ceil(2);
    let chroma_rows = |plane: usize| picture.plane(plane).chunks(picture.layout.strides[plane]);
    match picture.layout.format {
        PixelFormat::Nv12 | PixelFormat::Nv21 => {
            let (first, second) = match picture.layout.format {
                PixelFormat::Nv12 => (blue, red),
                _ => (red, blue),
            };
            let to = first
                .chunks_exact_mut(half)
                .zip(second.chunks_exact_mut(half));
            for (from, (first, second)) in chroma_rows(1).zip(to) {
                for (at, pair) in from.chunks_exact(2).take(half).enumerate() {
                    (first[at], second[at]) = (pair[0], pair[1]);
                }
            }
        }
        PixelFormat::I422 => {
            for (plane, to) in [(1, blue), (2, red)] {
                let rows: Vec<&[u8]> = chroma_rows(plane).collect();
                for (pair, to) in rows.chunks(2).zip(to.chunks_exact_mut(half)) {
                    let (upper, lower) = (pair[0], pair[pair.len() - 1]);
                    for (at, to) in to.iter_mut().enumerate() {
                        *to = (u16::from(upper[at]) + u16::from(lower[at])).div_ceil(2) as u8;
                    }
                }
            }
        }
        _ => {
            for (plane, to) in [(1, blue), (2, red)] {
                for (from, to) in chroma_rows(plane).zip(to.chunks_exact_mut(half)) {
                    to.copy_from_slice(&from[..half]);
                }
            }
        }
    }
}

fn planar(picture: &Picture) -> YuvPlanarImage<'_, u8> {
    let strides = picture.layout.strides;
    YuvPlanarImage {
        y_plane: picture.plane(0),
        y_stride: strides[0] as u32,
        u_plane: picture.plane(1),
        u_stride: strides[1] as u32,
        v_plane: picture.plane(2),
        v_stride: strides[2] as u32,
        width: picture.layout.width as u32,
        height: picture.layout.height as u32,
    }
}

fn bi_planar(picture: &Picture) -> YuvBiPlanarImage<'_, u8> {
    let strides = picture.layout.strides;
    YuvBiPlanarImage {
        y_plane: picture.plane(0),
        y_stride: strides[0] as u32,
        uv_plane: picture.plane(1),
        uv_stride: strides[1] as u32,
        width: picture.layout.width as u32,
        height: picture.layout.height as u32,
    }
}

fn planar_mut<'a>(layout: &Layout, to: &'a mut [u8]) -> YuvPlanarImageMut<'a, u8> {
    let ranges = layout.ranges();
    let (luma, chroma) = to.split_at_mut(ranges[0].end);
    let (blue, red) = chroma.split_at_mut(ranges[1].len());
    YuvPlanarImageMut {
        y_plane: BufferStoreMut::Borrowed(luma),
        y_stride: layout.strides[0] as u32,
        u_plane: BufferStoreMut::Borrowed(blue),
        u_stride: layout.strides[1] as u32,
        v_plane: BufferStoreMut::Borrowed(red),
        v_stride: layout.strides[2] as u32,
        width: layout.width as u32,
        height: layout.height as u32,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::picture::Series;
    use super::*;

    /// A picture of one colour, given as red, green, blue, with gaps behind its rows.
    fn plain(format: PixelFormat, [r, g, b]: [u8; 3]) -> Arc<Picture> {
        use PixelFormat::*;
        let (width, height) = (7, 5);
        let mut layout = Layout::tight(format, width, height);
        layout
            .strides
            .iter_mut()
            .filter(|s| **s > 0)
            .for_each(|s| *s += 6);
        let [y, u, v] = in_yuv([r, g, b]);
        let pattern: Vec<Vec<u8>> = match format {
            I420 | I422 => vec![vec![y], vec![u], vec![v]],
            Nv12 => vec![vec![y], vec![u, v]],
            Nv21 => vec![vec![y], vec![v, u]],
            Bgra => vec![vec![b, g, r, 255]],
            Rgba => vec![vec![r, g, b, 255]],
            Argb => vec![vec![255, r, g, b]],
            Abgr => vec![vec![255, b, g, r]],
            Bgr => vec![vec![b, g, r]],
            Rgb => vec![vec![r, g, b]],
        };
        let mut data = Buffer::of_length(layout.full_length());
        data.fill(0xEE);
        for ((range, pattern), stride) in
            layout.ranges().into_iter().zip(pattern).zip(layout.strides)
        {
            for row in data[range].chunks_mut(stride) {
                let used = row.len() - 6;
                for (at, byte) in row[..used].iter_mut().enumerate() {
                    *byte = pattern[at % pattern.len()];
                }
            }
        }
        Picture::new(layout, data, 0, 0)
    }

    fn in_yuv([r, g, b]: [u8; 3]) -> [u8; 3] {
        let [r, g, b] = [r, g, b].map(f64::from);
        let y = 16.0 + 0.257 * r + 0.504 * g + 0.098 * b;
        let u = 128.0 - 0.148 * r - 0.291 * g + 0.439 * b;
        let v = 128.0 + 0.439 * r - 0.368 * g - 0.071 * b;
        [y, u, v].map(|value| value.round() as u8)
    }

    fn near(bytes: &[u8], colour: &[u8]) -> bool {
        let pixels = bytes.chunks_exact(colour.len());
        pixels
            .flatten()
            .zip(colour.iter().cycle())
            .all(|(a, b)| a.abs_diff(*b) <= 3)
    }

    const FORMATS: [PixelFormat; 10] = {
        use PixelFormat::*;
        [I420, Nv12, Nv21, Bgra, Rgba, Argb, Abgr, I422, Bgr, Rgb]
    };

    #[test]
    fn every_format_becomes_bgra_of_the_same_colour() {
        for format in FORMATS.into_iter().filter(|f| *f != PixelFormat::Bgra) {
            for [r, g, b] in [[250, 20, 30], [10, 200, 60], [40, 50, 240]] {
                let bgra = plain(format, [r, g, b]).in_series(Series::Rgb);
                assert_eq!(bgra.layout, Layout::tight(PixelFormat::Bgra, 7, 5));
                assert!(
                    near(&bgra.data, &[b, g, r, 255]),
                    "{format:?}: {:?}",
                    &bgra.data[..8]
                );
            }
        }
    }

    #[test]
    fn every_format_becomes_i420_of_the_same_colour() {
        for format in FORMATS.into_iter().filter(|f| *f != PixelFormat::I420) {
            let i420 = plain(format, [200, 90, 40]).in_series(Series::Yuv);
            assert_eq!(i420.layout, Layout::tight(PixelFormat::I420, 7, 5));
            for (at, value) in in_yuv([200, 90, 40]).into_iter().enumerate() {
                assert!(near(i420.plane(at), &[value]), "{format:?} plane {at}");
            }
        }
    }

    #[test]
    fn a_picture_in_the_asked_format_is_not_converted() {
        let picture = plain(PixelFormat::I420, [1, 2, 3]);
        assert!(Arc::ptr_eq(&picture.in_series(Series::Yuv), &picture));
        let bgra = picture.in_series(Series::Rgb);
        assert!(Arc::ptr_eq(&picture.in_series(Series::Rgb), &bgra));
    }
}
