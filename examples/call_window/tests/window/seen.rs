//! A call with its window on a screen of its own, looked at piece by piece.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::child::Example;
use crate::display::{Display, Screenshot};
use crate::layout::{Area, Button, Layout};

/// How long anything may take to be seen.
const HUNG: Duration = Duration::from_secs(60);

/// The colour of a meter's first pieces.
const LIT: [u8; 3] = [70, 211, 105];

/// A running call.
pub(crate) struct Seen {
    pub(crate) display: Display,
    pub(crate) program: Example,
    layout: Layout,
    left: f32,
    top: f32,
}

impl Seen {
    /// Starts the program and waits for its window.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let display = Display::start();
        let mut command = Command::new(env!("CARGO_BIN_EXE_call_window"));
        command.args(arguments).env("DISPLAY", &display.name);
        for name in [
            "WAYLAND_DISPLAY",
            "ZEGO_EXPRESS_LIB",
            "ZEGO_APP_ID",
            "ZEGO_APP_SIGN",
            "ZEGO_TOKEN",
        ] {
            command.env_remove(name);
        }
        let program = Example::spawn(command);
        let place = patiently("the window", || display.place_of("Call"));
        Self {
            layout: Layout::new(place.2.into(), place.3.into(), 1.0),
            left: place.0.into(),
            top: place.1.into(),
            display,
            program,
        }
    }

    /// A call in which both sides are there.
    pub(crate) fn in_a_call() -> Self {
        let mut seen = Self::start(&[]);
        seen.program.wait_for("Bob is there");
        seen.program.wait_for("sees and hears the caller");
        seen
    }

    pub(crate) fn click(&self, button: Button) {
        let (x, y) = self.layout.button(button).middle();
        self.display.click((x + self.left, y + self.top));
    }

    pub(crate) fn own(&self) -> Area {
        // The lower part has the name on it.
        upper(self.layout.own)
    }

    pub(crate) fn other(&self) -> Area {
        // The right part has the own picture on it.
        let other = upper(self.layout.other);
        Area {
            width: other.width * 0.6,
            ..other
        }
    }

    /// How many pixels of the own side's meter are lit.
    pub(crate) fn own_meter(&self) -> usize {
        self.lit(self.layout.own)
    }

    pub(crate) fn other_meter(&self) -> usize {
        self.lit(self.layout.other)
    }

    fn lit(&self, view: Area) -> usize {
        let like = |pixel: &[u8; 3]| (0..3).all(|it| pixel[it].abs_diff(LIT[it]) < 10);
        let pixels = self.pixels(self.layout.meter(view));
        pixels.iter().filter(|pixel| like(pixel)).count()
    }

    /// The colour of a button beside its sign.
    pub(crate) fn button(&self, button: Button) -> [f32; 3] {
        let area = self.layout.button(button);
        self.mean(Area {
            left: area.left + area.width * 0.1,
            top: area.middle().1 - 2.0,
            width: 4.0,
            height: 4.0,
        })
    }

    /// The colour of an area as a whole: red, green, blue.
    pub(crate) fn mean(&self, area: Area) -> [f32; 3] {
        let pixels = self.pixels(area);
        let sum = |part: usize| {
            pixels
                .iter()
                .map(|pixel| f32::from(pixel[part]))
                .sum::<f32>()
        };
        std::array::from_fn(|part| sum(part) / pixels.len() as f32)
    }

    /// What is in an area of the window.
    pub(crate) fn pixels(&self, area: Area) -> Vec<[u8; 3]> {
        let Screenshot { width, pixels, .. } = self.display.look();
        let (left, right) = (area.left + self.left, area.right() + self.left);
        let (top, bottom) = (area.top + self.top, area.bottom() + self.top);
        (top as usize..bottom as usize)
            .flat_map(|y| {
                let row = &pixels[y * width as usize..][..width as usize];
                row[left as usize..right as usize].to_vec()
            })
            .collect()
    }

    /// Keeps the screen as a file.
    pub(crate) fn save(&self, path: &Path) {
        let shot = self.display.look();
        let file = std::fs::File::create(path).unwrap();
        let mut encoder = png::Encoder::new(file, shot.width, shot.height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(shot.pixels.as_flattened()).unwrap();
    }
}

/// Looks until there is something to see.
pub(crate) fn patiently<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(started.elapsed() < HUNG, "{what} can't be seen");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until it is so.
pub(crate) fn until(what: &str, mut so: impl FnMut() -> bool) {
    patiently(what, || so().then_some(()));
}

fn upper(view: Area) -> Area {
    Area {
        height: view.height * 0.6,
        ..view
    }
    .grown(-12.0)
}
