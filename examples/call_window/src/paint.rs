//! Paints the whole window: both views with names and meters, the status, the buttons.

use std::error::Error;

use tiny_skia::{Color, FillRule, PathBuilder, Pixmap, Stroke, Transform};

use crate::icons::{self, paint, rounded};
use crate::layout::{Area, Button, Layout};
use crate::picture;
use crate::screen::{Controls, Scene, View};
use crate::text::{Align, Pen};

/// How many pieces a meter has.
const SEGMENTS: u16 = 12;
/// How round the corners of views are, in units.
const RADIUS: f32 = 12.0;

/// Paints onto one canvas, which is made anew only when the window gets another size.
pub(crate) struct Painter {
    pen: Pen,
    canvas: Option<Pixmap>,
}

impl Painter {
    pub(crate) fn new() -> Result<Self, Box<dyn Error>> {
        Ok(Self {
            pen: Pen::new()?,
            canvas: None,
        })
    }

    /// The window as it should look.
    pub(crate) fn paint(
        &mut self,
        (width, height): (u32, u32),
        layout: &Layout,
        scene: &Scene,
        controls: Controls,
        hovered: Option<Button>,
    ) -> Result<&Pixmap, Box<dyn Error>> {
        let fits = |canvas: &Pixmap| (canvas.width(), canvas.height()) == (width, height);
        let canvas = match self.canvas.take().filter(fits) {
            Some(canvas) => canvas,
            None => Pixmap::new(width, height).ok_or("the window is too large")?,
        };
        let canvas = self.canvas.insert(canvas);
        canvas.fill(background());

        let mut sheet = Sheet {
            canvas,
            pen: &self.pen,
            unit: layout.unit,
        };
        sheet.words(&scene.status, layout.status, (17.0, Align::Left));
        sheet.view(&scene.other, layout, layout.other, false);
        sheet.view(&scene.own, layout, layout.own, true);
        for button in Button::ALL {
            sheet.button(button, layout, controls, hovered == Some(button));
        }
        Ok(canvas)
    }
}

/// The canvas while it is painted.
struct Sheet<'a> {
    canvas: &'a mut Pixmap,
    pen: &'a Pen,
    unit: f32,
}

impl Sheet<'_> {
    /// One side of the call. Its own side is seen as in a mirror.
    fn view(&mut self, view: &View, layout: &Layout, area: Area, own: bool) {
        let radius = RADIUS * self.unit;
        match view.picture.as_ref().filter(|_| !view.camera_off) {
            Some(frame) => picture::draw(self.canvas, frame, area, radius, own),
            None => self.nobody(view, area),
        }
        // A frame hides the steps of the corners.
        let (width, color) = match own {
            true => (2.0, Color::WHITE),
            false => (2.5, background()),
        };
        self.outline(area, radius, width * self.unit, color);
        if view.name.is_empty() {
            return;
        }
        let (name, meter) = (layout.name(area), layout.meter(area));
        self.shade(name, meter);
        let words = match view.microphone_off {
            true => format!("{} · muted", view.name),
            false => view.name.clone(),
        };
        self.words(&words, name, (15.0, Align::Left));
        self.meter(view.level, meter);
    }

    /// What stands for a picture that isn't there.
    fn nobody(&mut self, view: &View, area: Area) {
        let radius = RADIUS * self.unit;
        self.fill(area, radius, Color::from_rgba8(38, 43, 51, 255));
        let words = match (view.name.is_empty(), view.camera_off) {
            (true, _) => "nobody is here yet",
            (false, true) => "camera off",
            (false, false) => "no picture yet",
        };
        self.words(words, area, (16.0, Align::Middle));
    }

    /// Makes words readable on any picture.
    fn shade(&mut self, name: Area, meter: Area) {
        let both = Area {
            height: name.height + meter.height,
            ..name
        };
        let color = Color::from_rgba8(0, 0, 0, 130);
        self.fill(both.grown(6.0 * self.unit), 8.0 * self.unit, color);
    }

    fn meter(&mut self, level: f32, area: Area) {
        let step = area.width / f32::from(SEGMENTS);
        for segment in 0..SEGMENTS {
            let color = match (f32::from(segment) / f32::from(SEGMENTS) < level, segment) {
                (false, _) => Color::from_rgba8(255, 255, 255, 50),
                (true, 0..8) => Color::from_rgba8(70, 211, 105, 255),
                (true, 8..11) => Color::from_rgba8(245, 200, 66, 255),
                (true, _) => Color::from_rgba8(240, 90, 70, 255),
            };
            let piece = Area {
                left: area.left + f32::from(segment) * step,
                width: step - 2.0 * self.unit,
                ..area
            };
            self.fill(piece, 2.0 * self.unit, color);
        }
    }

    fn button(&mut self, button: Button, layout: &Layout, controls: Controls, hovered: bool) {
        let on = match button {
            Button::Microphone => controls.microphone,
            Button::Camera => controls.camera,
            Button::End => true,
        };
        let (ground, sign) = match (button, on, hovered) {
            (Button::End, _, false) => ((226, 58, 58), Color::WHITE),
            (Button::End, _, true) => ((245, 86, 86), Color::WHITE),
            (_, true, false) => ((58, 64, 74), Color::WHITE),
            (_, true, true) => ((80, 88, 100), Color::WHITE),
            (_, false, false) => ((225, 228, 232), background()),
            (_, false, true) => ((255, 255, 255), background()),
        };
        let area = layout.button(button);
        let ((x, y), (red, green, blue)) = (area.middle(), ground);
        if let Some(circle) = PathBuilder::from_circle(x, y, area.width / 2.0) {
            let color = Color::from_rgba8(red, green, blue, 255);
            let (rule, place) = (FillRule::Winding, Transform::identity());
            self.canvas
                .fill_path(&circle, &paint(color), rule, place, None);
        }
        icons::draw(self.canvas, button, area, sign, !on);
    }

    fn words(&mut self, words: &str, area: Area, (size, align): (f32, Align)) {
        let line = (size * self.unit, align);
        self.pen.write(self.canvas, words, area, line, Color::WHITE);
    }

    fn fill(&mut self, area: Area, radius: f32, color: Color) {
        if let Some(path) = rounded(area, radius) {
            let (rule, place) = (FillRule::Winding, Transform::identity());
            self.canvas
                .fill_path(&path, &paint(color), rule, place, None);
        }
    }

    fn outline(&mut self, area: Area, radius: f32, width: f32, color: Color) {
        if let Some(path) = rounded(area, radius) {
            let stroke = Stroke {
                width,
                ..Stroke::default()
            };
            let place = Transform::identity();
            self.canvas
                .stroke_path(&path, &paint(color), &stroke, place, None);
        }
    }
}

fn background() -> Color {
    Color::from_rgba8(20, 23, 28, 255)
}
