//! A picture as a PNG file.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use zego_async::media::VideoFrame;

/// Writes a picture of blue, green, red and alpha, and leaves nothing half-written behind.
pub(crate) fn write(path: &Path, picture: &VideoFrame) -> std::io::Result<()> {
    let (width, height) = (picture.width(), picture.height());
    let stride = picture.strides()[0] as usize;
    let rows = picture.plane(0).chunks(stride);
    let pixels: Vec<u8> = rows
        .flat_map(|row| row[..4 * width as usize].chunks_exact(4))
        .flat_map(|pixel| [pixel[2], pixel[1], pixel[0]])
        .collect();
    let part = path.with_extension("part");
    let mut encoder = png::Encoder::new(BufWriter::new(File::create(&part)?), width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    std::fs::rename(part, path)
}
