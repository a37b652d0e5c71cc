//! Words on a canvas.

use ab_glyph::{Font, FontRef, Glyph, InvalidFont, PxScale, ScaleFont, point};
use tiny_skia::{Color, Pixmap, PremultipliedColorU8};

use crate::layout::Area;

/// Where words begin in the area they get. They are in the middle of its height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Middle,
}

/// Writes in one typeface, which the program brings along.
pub(crate) struct Pen {
    font: FontRef<'static>,
}

impl Pen {
    pub(crate) fn new() -> Result<Self, InvalidFont> {
        let font = FontRef::try_from_slice(epaint_default_fonts::UBUNTU_LIGHT)?;
        Ok(Self { font })
    }

    /// Writes one line, `size` pixels high.
    pub(crate) fn write(
        &self,
        canvas: &mut Pixmap,
        words: &str,
        area: Area,
        (size, align): (f32, Align),
        color: Color,
    ) {
        let font = self.font.as_scaled(PxScale::from(size));
        let mut glyphs: Vec<Glyph> = Vec::new();
        let mut width = 0.0;
        for character in words.chars() {
            let mut glyph = font.scaled_glyph(character);
            if let Some(last) = glyphs.last() {
                width += font.kern(last.id, glyph.id);
            }
            glyph.position = point(width, font.ascent());
            width += font.h_advance(glyph.id);
            glyphs.push(glyph);
        }
        let left = match align {
            Align::Left => area.left,
            Align::Middle => area.middle().0 - width / 2.0,
        };
        let top = area.middle().1 - font.height() / 2.0;
        for mut glyph in glyphs {
            glyph.position += point(left, top);
            let Some(outline) = self.font.outline_glyph(glyph) else {
                // A space.
                continue;
            };
            let bounds = outline.px_bounds();
            outline.draw(|x, y, cover| {
                let at = (bounds.min.x + x as f32, bounds.min.y + y as f32);
                blend(canvas, at, color, cover.min(1.0));
            });
        }
    }
}

/// Lays a colour over a pixel; one that is outside is left out.
fn blend(canvas: &mut Pixmap, (x, y): (f32, f32), color: Color, cover: f32) {
    let (width, height) = (canvas.width(), canvas.height());
    if x < 0.0 || y < 0.0 || x >= width as f32 || y >= height as f32 {
        return;
    }
    let cover = cover * color.alpha();
    let mix = |under: u8, over: f32| {
        (f32::from(under) * (1.0 - cover) + 255.0 * over * cover).round() as u8
    };
    let pixel = &mut canvas.pixels_mut()[(y as u32 * width + x as u32) as usize];
    let (red, green, blue) = (
        mix(pixel.red(), color.red()),
        mix(pixel.green(), color.green()),
        mix(pixel.blue(), color.blue()),
    );
    // The canvas has no holes, so no part can be brighter than its alpha allows.
    if let Some(mixed) = PremultipliedColorU8::from_rgba(red, green, blue, 255) {
        *pixel = mixed;
    }
}
