//! The signs on the buttons, drawn in a square from -12 to 12.

use tiny_skia::{
    Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

use crate::layout::{Area, Button};

/// Draws a button's sign into its middle; crossed out if what it stands for is off.
pub(crate) fn draw(canvas: &mut Pixmap, button: Button, area: Area, color: Color, crossed: bool) {
    let (x, y) = area.middle();
    let scale = area.width / 52.0;
    let brush = Brush {
        paint: paint(color),
        place: Transform::from_row(scale, 0.0, 0.0, scale, x, y),
    };
    match button {
        Button::Microphone => brush.microphone(canvas),
        Button::Camera => brush.camera(canvas),
        Button::End => brush.handset(canvas),
    }
    if crossed {
        brush.line(canvas, 2.5, |path| {
            path.move_to(-11.0, -11.0);
            path.line_to(11.0, 11.0);
        });
    }
}

/// A plain colour with smooth edges.
pub(crate) fn paint(color: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color);
    paint
}

/// A rectangle with round corners. `None` if it has no area.
pub(crate) fn rounded(area: Area, radius: f32) -> Option<Path> {
    let rect = Rect::from_xywh(area.left, area.top, area.width, area.height)?;
    let (left, top, right, bottom) = (rect.left(), rect.top(), rect.right(), rect.bottom());
    let r = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.quad_to(right, top, right, top + r);
    path.line_to(right, bottom - r);
    path.quad_to(right, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.quad_to(left, bottom, left, bottom - r);
    path.line_to(left, top + r);
    path.quad_to(left, top, left + r, top);
    path.close();
    path.finish()
}

struct Brush {
    paint: Paint<'static>,
    place: Transform,
}

impl Brush {
    fn microphone(&self, canvas: &mut Pixmap) {
        self.block(canvas, (-3.5, -11.0, 7.0, 13.0), 3.5);
        self.line(canvas, 2.0, |path| {
            path.move_to(-7.0, -2.0);
            path.cubic_to(-7.0, 8.0, 7.0, 8.0, 7.0, -2.0);
            path.move_to(0.0, 6.0);
            path.line_to(0.0, 10.5);
            path.move_to(-4.0, 10.5);
            path.line_to(4.0, 10.5);
        });
    }

    fn camera(&self, canvas: &mut Pixmap) {
        self.block(canvas, (-11.5, -7.0, 15.0, 14.0), 3.0);
        let mut lens = PathBuilder::new();
        lens.move_to(5.0, -1.5);
        lens.line_to(11.5, -6.0);
        lens.line_to(11.5, 6.0);
        lens.line_to(5.0, 1.5);
        lens.close();
        self.fill(canvas, lens.finish());
    }

    fn handset(&self, canvas: &mut Pixmap) {
        self.line(canvas, 4.5, |path| {
            path.move_to(-9.5, 1.5);
            path.cubic_to(-6.0, -5.0, 6.0, -5.0, 9.5, 1.5);
        });
        for side in [-1.0, 1.0] {
            self.line(canvas, 5.5, |path| {
                path.move_to(side * 9.8, 1.0);
                path.line_to(side * 8.2, 3.5);
            });
        }
    }

    fn block(&self, canvas: &mut Pixmap, (left, top, width, height): (f32, f32, f32, f32), r: f32) {
        let area = Area {
            left,
            top,
            width,
            height,
        };
        self.fill(canvas, rounded(area, r));
    }

    fn fill(&self, canvas: &mut Pixmap, path: Option<Path>) {
        if let Some(path) = path {
            canvas.fill_path(&path, &self.paint, FillRule::Winding, self.place, None);
        }
    }

    fn line(&self, canvas: &mut Pixmap, width: f32, draw: impl FnOnce(&mut PathBuilder)) {
        let mut path = PathBuilder::new();
        draw(&mut path);
        let stroke = Stroke {
            width,
            line_cap: LineCap::Round,
            ..Stroke::default()
        };
        if let Some(path) = path.finish() {
            canvas.stroke_path(&path, &self.paint, &stroke, self.place, None);
        }
    }
}
