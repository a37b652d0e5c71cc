//! An example as a child process, with what it says.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long an example may be silent before it counts as hung.
const HUNG: Duration = Duration::from_secs(60);

/// What would make an example run elsewhere than on the embedded engine.
const SETTINGS: [&str; 5] = [
    "ZEGO_EXPRESS_LIB",
    "ZEGO_APP_ID",
    "ZEGO_APP_SIGN",
    "ZEGO_SERVER_SECRET",
    "ZEGO_TOKEN",
];

/// A running example; it is killed when this is dropped.
pub(crate) struct Example {
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

impl Example {
    pub(crate) fn start(name: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program(name));
        command.args(arguments);
        SETTINGS.iter().for_each(|name| {
            command.env_remove(name);
        });
        Self::spawn(command)
    }

    pub(crate) fn spawn(mut command: Command) -> Self {
        command.stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(child.stdout.take().unwrap()),
            Box::new(child.stderr.take().unwrap()),
        ];
        for output in outputs {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Self {
            child,
            lines,
            said: Vec::new(),
        }
    }

    /// Reads until a line has `text` in it, and gives the line.
    pub(crate) fn wait_for(&mut self, text: &str) -> String {
        loop {
            match self.lines.recv_timeout(HUNG) {
                Ok(line) => {
                    self.said.push(line.clone());
                    if line.contains(text) {
                        return line;
                    }
                }
                Err(why) => panic!(
                    "{why:?}, and nobody said {text:?}:\n{}",
                    self.said.join("\n")
                ),
            }
        }
    }

    /// Sends a signal, such as `INT` for Ctrl-C.
    pub(crate) fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.child.id());
        let killed = Command::new("sh").args(["-c", &kill]).status().unwrap();
        assert!(killed.success(), "{kill}: {killed}");
    }

    /// Waits for the end; gives what was said, and whether the exit code says that all is well.
    pub(crate) fn finish(mut self) -> (bool, String) {
        loop {
            match self.lines.recv_timeout(HUNG) {
                Ok(line) => self.said.push(line),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("hangs:\n{}", self.said.join("\n")),
            }
        }
        let closed = Instant::now();
        while closed.elapsed() < HUNG {
            if let Some(status) = self.child.try_wait().unwrap() {
                return (status.success(), self.said.join("\n"));
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("doesn't end:\n{}", self.said.join("\n"));
    }

    /// The same for an example that must succeed.
    pub(crate) fn succeed(self) -> String {
        let (success, said) = self.finish();
        assert!(success, "{said}");
        said
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        // Both fail if it has ended, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The folder that cargo builds into for this profile.
pub(crate) fn target() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    test.ancestors().nth(2).unwrap().to_owned()
}

/// Where cargo puts the example beside the tests.
pub(crate) fn program(name: &str) -> PathBuf {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let path = target().join("examples").join(name);
    assert!(
        path.exists(),
        "{} isn't built: `cargo test` builds the examples, with `--test` it needs `--examples` too",
        path.display()
    );
    path
}

/// An empty folder for what an example writes.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    // It is there after an earlier run.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
