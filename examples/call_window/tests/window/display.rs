//! A screen of its own in memory: what is on it, and a mouse.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{
    AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt,
    EventMask, ImageFormat, MOTION_NOTIFY_EVENT, Window,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;

/// An X server that draws into memory; it ends when this is dropped.
pub(crate) struct Display {
    server: Child,
    connection: RustConnection,
    root: Window,
    /// What programs find it by.
    pub(crate) name: String,
}

/// What is on the screen at one moment.
pub(crate) struct Screenshot {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Red, green, blue.
    pub(crate) pixels: Vec<[u8; 3]>,
}

impl Display {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
            .args(["-screen", "0", "1000x700x24"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb doesn't start; `make window-test` installs it");
        let mut number = String::new();
        let said = server.stdout.take().unwrap();
        BufReader::new(said).read_line(&mut number).unwrap();
        let name = format!(":{}", number.trim());
        let (connection, screen) = x11rb::connect(Some(&name)).unwrap();
        let root = connection.setup().roots[screen].root;
        Self {
            server,
            connection,
            root,
            name,
        }
    }

    pub(crate) fn look(&self) -> Screenshot {
        let (width, height) = (1000, 700);
        let all = (ImageFormat::Z_PIXMAP, self.root);
        let image = self
            .connection
            .get_image(all.0, all.1, 0, 0, width, height, !0)
            .unwrap();
        let data = image.reply().unwrap().data;
        let pixels = data.chunks_exact(4).map(|it| [it[2], it[1], it[0]]);
        Screenshot {
            width: width.into(),
            height: height.into(),
            pixels: pixels.collect(),
        }
    }

    /// Moves the mouse there, presses it and lets go.
    pub(crate) fn click(&self, (x, y): (f32, f32)) {
        let fake = |kind: u8, detail: u8| {
            let (x, y) = (x as i16, y as i16);
            let faked = self
                .connection
                .xtest_fake_input(kind, detail, 0, self.root, x, y, 0);
            faked.unwrap().check().unwrap();
        };
        fake(MOTION_NOTIFY_EVENT, 0);
        fake(BUTTON_PRESS_EVENT, 1);
        fake(BUTTON_RELEASE_EVENT, 1);
    }

    /// Where the window with that title is: left, top, width, height.
    pub(crate) fn place_of(&self, title: &str) -> Option<(i16, i16, u16, u16)> {
        let window = self.window(title)?;
        let size = self.connection.get_geometry(window).unwrap().reply().ok()?;
        let at = self
            .connection
            .translate_coordinates(window, self.root, 0, 0)
            .unwrap();
        let at = at.reply().ok()?;
        Some((at.dst_x, at.dst_y, size.width, size.height))
    }

    /// Asks the window to close, as the cross in its title bar would.
    pub(crate) fn close(&self, title: &str) {
        let window = self.window(title).expect("there is no window to close");
        let atom = |name: &[u8]| {
            let atom = self.connection.intern_atom(false, name).unwrap();
            atom.reply().unwrap().atom
        };
        let data = [atom(b"WM_DELETE_WINDOW"), 0, 0, 0, 0];
        let message = ClientMessageEvent::new(32, window, atom(b"WM_PROTOCOLS"), data);
        let sent = self
            .connection
            .send_event(false, window, EventMask::NO_EVENT, message);
        sent.unwrap().check().unwrap();
    }

    fn window(&self, title: &str) -> Option<Window> {
        let tree = self.connection.query_tree(self.root).unwrap();
        tree.reply().unwrap().children.into_iter().find(|&window| {
            let (property, kind) = (AtomEnum::WM_NAME, AtomEnum::ANY);
            let name = self
                .connection
                .get_property(false, window, property, kind, 0, 64);
            // A window may be gone before it is asked for its name.
            name.unwrap()
                .reply()
                .is_ok_and(|name| name.value == title.as_bytes())
        })
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Both fail if it has ended, which is as well.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
