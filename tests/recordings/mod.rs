//! Builds the examples that deal with recordings, and runs scenarios through them. Each replay is
//! a process of its own, as each recording was: counters and threads belong to a process.

#![allow(dead_code)] // each test file uses a part of it

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Mutex;
use std::thread;

/// The programs that replay and compare, as cargo built them.
pub(crate) struct Programs {
    replay: PathBuf,
    compare: PathBuf,
}

impl Programs {
    pub(crate) fn build() -> Self {
        Self {
            replay: build_example("replay"),
            compare: build_example("compare"),
        }
    }

    /// Runs one scenario on the embedded engine, in `folder`.
    pub(crate) fn replay(&self, scenario: &Path, folder: &Path) -> Output {
        Command::new(&self.replay)
            .arg(scenario)
            .current_dir(folder)
            .output()
            .expect("replay runs")
    }

    /// Compares the traces of two folders.
    pub(crate) fn compare(&self, expected: &Path, actual: &Path, names: &[String]) -> Output {
        Command::new(&self.compare)
            .args([expected, actual])
            .arg("-v")
            .args(names)
            .output()
            .expect("compare runs")
    }

    /// Runs scenarios, a few at a time, and leaves their traces in `answers`.
    pub(crate) fn replay_all(&self, scenarios: &Path, names: &[String], answers: &Path) {
        const AT_ONCE: usize = 8; // they mostly sleep
        let left = Mutex::new(names.iter());
        thread::scope(|scope| {
            for _ in 0..AT_ONCE {
                scope.spawn(|| {
                    loop {
                        let Some(name) = left.lock().expect("nobody panics with it").next() else {
                            break;
                        };
                        let folder = answers.join(format!("{name}.files"));
                        std::fs::create_dir_all(&folder).expect("a folder for its files");
                        let run = self.replay(&scenarios.join(format!("{name}.txt")), &folder);
                        assert!(run.status.success(), "{name}: {}", said(&run));
                        let trace = answers.join(format!("{name}.jsonl"));
                        std::fs::write(trace, &run.stdout).expect("the trace is written");
                    }
                });
            }
        });
    }
}

/// Runs an example of this package to its end.
pub(crate) fn run_example(name: &str) -> Output {
    Command::new(build_example(name))
        .output()
        .expect("the example runs")
}

/// Has cargo build an example, which takes no time when nothing changed, and says where it is.
fn build_example(name: &str) -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--message-format",
            "json",
            "--example",
            name,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "{}", said(&built));
    let messages = String::from_utf8_lossy(&built.stdout);
    let executable = messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message["target"]["name"] == name)
        .find_map(|message| message["executable"].as_str().map(PathBuf::from));
    executable.unwrap_or_else(|| panic!("cargo names no executable for {name}"))
}

/// What a program printed, errors last.
pub(crate) fn said(output: &Output) -> String {
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    format!("{out}{err}")
}

/// An empty folder for one test.
pub(crate) fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder); // the first run has none
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    folder
}

/// A folder of this repository.
pub(crate) fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
