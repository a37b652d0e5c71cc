//! The window: what the user does becomes controls, what there is to see is painted.

use std::error::Error;
use std::num::NonZeroU32;
use std::rc::Rc;
use std::time::{Duration, Instant};

use tokio::sync::watch;
use winit::application::ApplicationHandler;
use winit::dpi::LogicalSize;
use winit::event::{ElementState, KeyEvent, MouseButton, StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop};
use winit::keyboard::{Key, NamedKey};
use winit::window::{CursorIcon, Window, WindowId};

use crate::layout::{Button, Layout};
use crate::paint::Painter;
use crate::screen::{Controls, Screen, Word};

/// No more than 30 pictures a second: more than cameras give in a call.
const PACE: Duration = Duration::from_millis(33);

/// Shows the window until the call is over. The window system wants the main thread for it.
pub(crate) fn show(
    events: EventLoop<Word>,
    screen: Screen,
    controls: watch::Sender<Controls>,
) -> Result<(), Box<dyn Error>> {
    let mut app = App {
        screen,
        controls,
        painter: Painter::new()?,
        canvas: None,
        pointer: None,
        pressed: None,
        drawn: Instant::now(),
        failed: None,
    };
    let shown = events.run_app(&mut app);
    // However it ended, nobody can hang up any more.
    app.controls.send_modify(|controls| controls.hung_up = true);
    shown?;
    app.failed.map_or(Ok(()), Err)
}

struct App {
    screen: Screen,
    controls: watch::Sender<Controls>,
    painter: Painter,
    canvas: Option<Canvas>,
    pointer: Option<(f32, f32)>,
    /// The button on which the mouse went down.
    pressed: Option<Button>,
    drawn: Instant,
    failed: Option<Box<dyn Error>>,
}

struct Canvas {
    window: Rc<Window>,
    surface: softbuffer::Surface<Rc<Window>, Rc<Window>>,
}

impl ApplicationHandler<Word> for App {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.canvas.is_none() {
            match Canvas::open(events) {
                Ok(canvas) => self.canvas = Some(canvas),
                Err(error) => self.fail(events, error),
            }
        }
    }

    fn new_events(&mut self, events: &ActiveEventLoop, cause: StartCause) {
        if let StartCause::ResumeTimeReached { .. } = cause {
            events.set_control_flow(ControlFlow::Wait);
            self.redraw();
        }
    }

    fn user_event(&mut self, events: &ActiveEventLoop, word: Word) {
        let due = self.drawn + PACE;
        match word {
            Word::Over => events.exit(),
            Word::Changed if due <= Instant::now() => self.redraw(),
            Word::Changed => events.set_control_flow(ControlFlow::WaitUntil(due)),
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        match event {
            WindowEvent::CloseRequested => self.click(Button::End),
            WindowEvent::CursorMoved { position, .. } => {
                self.pointer = Some((position.x as f32, position.y as f32));
                self.point();
            }
            WindowEvent::CursorLeft { .. } => {
                self.pointer = None;
                self.redraw();
            }
            WindowEvent::MouseInput {
                state,
                button: MouseButton::Left,
                ..
            } => match state {
                ElementState::Pressed => self.pressed = self.hovered(),
                // Only if it was pressed and let go on the same button.
                ElementState::Released => {
                    if let Some(button) = self.pressed.take()
                        && self.hovered() == Some(button)
                    {
                        self.click(button);
                    }
                }
            },
            WindowEvent::KeyboardInput { event, .. } => self.key(&event),
            WindowEvent::Resized(_) | WindowEvent::ScaleFactorChanged { .. } => self.redraw(),
            WindowEvent::RedrawRequested => {
                if let Err(error) = self.draw() {
                    self.fail(events, error);
                }
            }
            _ => {}
        }
    }
}

impl App {
    fn key(&mut self, event: &KeyEvent) {
        if event.state != ElementState::Pressed || event.repeat {
            return;
        }
        match event.logical_key.as_ref() {
            Key::Named(NamedKey::Escape) => self.click(Button::End),
            Key::Character("m" | "M") => self.click(Button::Microphone),
            Key::Character("c" | "C") => self.click(Button::Camera),
            _ => {}
        }
    }

    fn click(&mut self, button: Button) {
        self.controls.send_modify(|controls| match button {
            Button::Microphone => controls.microphone = !controls.microphone,
            Button::Camera => controls.camera = !controls.camera,
            Button::End => controls.hung_up = true,
        });
        self.redraw();
    }

    fn hovered(&self) -> Option<Button> {
        let (x, y) = self.pointer?;
        self.canvas.as_ref()?.layout().button_at(x, y)
    }

    /// The pointer says what can be clicked.
    fn point(&self) {
        if let Some(canvas) = &self.canvas {
            canvas.window.set_cursor(match self.hovered() {
                Some(_) => CursorIcon::Pointer,
                None => CursorIcon::Default,
            });
            canvas.window.request_redraw();
        }
    }

    fn redraw(&self) {
        if let Some(canvas) = &self.canvas {
            canvas.window.request_redraw();
        }
    }

    fn draw(&mut self) -> Result<(), Box<dyn Error>> {
        let (scene, controls, hovered) =
            (self.screen.look(), *self.controls.borrow(), self.hovered());
        self.drawn = Instant::now();
        let Some(canvas) = &mut self.canvas else {
            return Ok(());
        };
        let size = canvas.window.inner_size();
        let (Some(width), Some(height)) =
            (NonZeroU32::new(size.width), NonZeroU32::new(size.height))
        else {
            // Nobody sees a window without an area.
            return Ok(());
        };
        let layout = canvas.layout();
        let painted = self.painter.paint(
            (size.width, size.height),
            &layout,
            &scene,
            controls,
            hovered,
        )?;
        canvas.surface.resize(width, height)?;
        let mut pixels = canvas.surface.buffer_mut()?;
        for (pixel, painted) in pixels.iter_mut().zip(painted.pixels()) {
            let (red, green, blue) = (painted.red(), painted.green(), painted.blue());
            *pixel = u32::from_be_bytes([0, red, green, blue]);
        }
        pixels.present()?;
        Ok(())
    }

    fn fail(&mut self, events: &ActiveEventLoop, error: Box<dyn Error>) {
        self.failed = Some(error);
        events.exit();
    }
}

impl Canvas {
    fn open(events: &ActiveEventLoop) -> Result<Self, Box<dyn Error>> {
        let window = Window::default_attributes()
            .with_title("Call")
            .with_inner_size(LogicalSize::new(960, 640))
            .with_min_inner_size(LogicalSize::new(480, 360));
        let window = Rc::new(events.create_window(window)?);
        let context = softbuffer::Context::new(window.clone())?;
        let surface = softbuffer::Surface::new(&context, window.clone())?;
        window.request_redraw();
        Ok(Self { window, surface })
    }

    fn layout(&self) -> Layout {
        let size = self.window.inner_size();
        Layout::new(size.width, size.height, self.window.scale_factor() as f32)
    }
}
