//! Where everything is in a window of a given size. Numbers only: nothing is drawn here.

/// A rectangle, in pixels of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// What can be clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Button {
    Microphone,
    End,
    Camera,
}

impl Button {
    /// From left to right.
    pub(crate) const ALL: [Self; 3] = [Self::Microphone, Self::End, Self::Camera];
}

/// The places of everything.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    /// Pixels for each unit of the design: 1 on an ordinary screen, 2 on a fine one.
    pub(crate) unit: f32,
    /// What is going on, in words.
    pub(crate) status: Area,
    /// The other side's picture.
    pub(crate) other: Area,
    /// This side's picture, on a corner of the other's.
    pub(crate) own: Area,
    buttons: [Area; 3],
}

/// The margins, in units.
const MARGIN: f32 = 16.0;
const STATUS: f32 = 48.0;
const BAR: f32 = 96.0;

impl Layout {
    pub(crate) fn new(width: u32, height: u32, unit: f32) -> Self {
        let (width, height) = (width as f32, height as f32);
        let margin = MARGIN * unit;
        let status = Area {
            left: margin,
            top: 0.0,
            width: (width - 2.0 * margin).max(1.0),
            height: STATUS * unit,
        };
        let other = Area {
            left: margin,
            top: status.height,
            width: status.width,
            height: (height - status.height - BAR * unit).max(1.0),
        };
        let own_width = (other.width * 0.28).max(1.0);
        let own = Area {
            left: other.right() - own_width - margin,
            top: other.top + margin,
            width: own_width,
            height: own_width * 0.625,
        };
        let middle = height - BAR * unit / 2.0;
        let button = |at: f32, size: f32| Area {
            left: width / 2.0 + at * unit - size * unit / 2.0,
            top: middle - size * unit / 2.0,
            width: size * unit,
            height: size * unit,
        };
        Self {
            unit,
            status,
            other,
            own,
            buttons: [button(-88.0, 52.0), button(0.0, 64.0), button(88.0, 52.0)],
        }
    }

    pub(crate) fn button(&self, button: Button) -> Area {
        self.buttons[button as usize]
    }

    /// The button that has this point. Buttons are round.
    pub(crate) fn button_at(&self, x: f32, y: f32) -> Option<Button> {
        Button::ALL.into_iter().find(|&button| {
            let area = self.button(button);
            let (middle_x, middle_y) = area.middle();
            (x - middle_x).hypot(y - middle_y) <= area.width / 2.0
        })
    }

    /// The meter in the lower left corner of a view.
    pub(crate) fn meter(&self, view: Area) -> Area {
        let space = 14.0 * self.unit;
        let height = 10.0 * self.unit;
        Area {
            left: view.left + space,
            top: view.bottom() - space - height,
            width: 96.0 * self.unit,
            height,
        }
    }

    /// The name, above the meter.
    pub(crate) fn name(&self, view: Area) -> Area {
        let meter = self.meter(view);
        let height = 24.0 * self.unit;
        Area {
            top: meter.top - height,
            height,
            ..meter
        }
    }
}

impl Area {
    pub(crate) fn right(&self) -> f32 {
        self.left + self.width
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.top + self.height
    }

    pub(crate) fn middle(&self) -> (f32, f32) {
        (self.left + self.width / 2.0, self.top + self.height / 2.0)
    }

    /// As much larger on each side; smaller if negative.
    pub(crate) fn grown(&self, by: f32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            width: (self.width + 2.0 * by).max(0.0),
            height: (self.height + 2.0 * by).max(0.0),
        }
    }
}
