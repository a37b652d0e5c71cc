//! Pictures as PNG files.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use zego_async::media::{PixelFormat, VideoFrame};

/// `target/video_call` where cargo builds, else a folder for temporary files.
pub(crate) fn default_folder() -> PathBuf {
    match Path::new("target").is_dir() {
        true => PathBuf::from("target/video_call"),
        false => std::env::temp_dir().join("video_call"),
    }
}

/// Writes an I420 picture as a PNG file, on a thread that may wait for the disk.
pub(crate) async fn save(frame: &VideoFrame, path: PathBuf) -> Result<(), Box<dyn Error>> {
    let frame = frame.clone();
    let saving =
        tokio::task::spawn_blocking(move || write(&frame, &path).map_err(|e| e.to_string()));
    Ok(saving.await??)
}

fn write(frame: &VideoFrame, path: &Path) -> Result<(), Box<dyn Error>> {
    let rgb = rgb(frame).ok_or("only I420 can be saved")?;
    let file = File::create(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut png = png::Encoder::new(BufWriter::new(file), frame.width(), frame.height());
    png.set_color(png::ColorType::Rgb);
    png.set_depth(png::BitDepth::Eight);
    let mut png = png.write_header()?;
    png.write_image_data(&rgb)?;
    png.finish()?;
    Ok(())
}

/// BT.601 with the limited range, which is what the SDK's pictures have.
fn rgb(frame: &VideoFrame) -> Option<Vec<u8>> {
    let &[y_stride, u_stride, v_stride] = frame.strides() else {
        return None;
    };
    if frame.format() != PixelFormat::I420 {
        return None;
    }
    let at = |plane: usize, stride: u32, x: u32, y: u32| {
        let at = (y * stride + x) as usize;
        frame.plane(plane).get(at).copied().map_or(0.0, f32::from)
    };
    let (width, height) = (frame.width(), frame.height());
    let pixels = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let rgb = pixels.flat_map(|(x, y)| {
        let luma = 1.164 * (at(0, y_stride, x, y) - 16.0);
        let u = at(1, u_stride, x / 2, y / 2) - 128.0;
        let v = at(2, v_stride, x / 2, y / 2) - 128.0;
        // Converting from a float saturates.
        [
            luma + 1.596 * v,
            luma - 0.392 * u - 0.813 * v,
            luma + 2.017 * u,
        ]
        .map(|c| c as u8)
    });
    Some(rgb.collect())
}
