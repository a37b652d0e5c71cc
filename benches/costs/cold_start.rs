//! What a minimal program costs that uses the binding: its build, its size, its dependencies, and
//! the time from its start until it is in a room.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::compare::median;

/// Why each direct dependency is there, and whom it brings along.
const REASONS: [(&str, &str); 11] = [
    (
        "async-stream",
        "streams that are written as loops, such as pulled sound; brings `futures-core`, `pin-project-lite` and, while building, a macro",
    ),
    (
        "bytes",
        "frames that all subscribers share without a copy, in buffers that are used again; brings nothing",
    ),
    (
        "futures",
        "the `Stream` trait, its combinators and macros; brings the `futures-*` family, `slab` and `memchr`",
    ),
    (
        "pin-project-lite",
        "futures and streams that are pinned without unsafe code of our own; brings nothing",
    ),
    (
        "raw-window-handle",
        "the windows that the SDK draws into, of any window library; brings nothing",
    ),
    (
        "rustc-hash",
        "the hash by which a frame finds the readers of its stream; brings nothing",
    ),
    (
        "smol_str",
        "names and texts in events without memory of their own; brings nothing",
    ),
    ("thiserror", "the errors; works while building"),
    (
        "tokio",
        "channels, deadlines and the pool for blocking calls (`rt`, `sync`, `time`); brings `pin-project-lite`",
    ),
    (
        "tracing",
        "spans and events of operations; brings `tracing-core` and, while building, a macro",
    ),
    (
        "zego-sys",
        "the C interface; brings `libloading`, which opens the library",
    ),
];

/// The section of BENCHMARKS.md.
pub(crate) fn section() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let manifest = root.join("benches/minimal/Cargo.toml");
    let target = root.join("target/minimal");
    // A build from nothing is what is measured; the first time there is nothing.
    let _ = std::fs::remove_dir_all(&target);
    let began = Instant::now();
    cargo(&["build", "--release", "--quiet"], &manifest, &target);
    let build = began.elapsed().as_secs_f64();
    let program = target.join("release/minimal");
    let size = std::fs::metadata(&program).expect("it was built").len();
    let library = engine(root);
    let starts = (0..20).map(|_| start(&program, &library));
    let start = median(starts);
    let tree = cargo(
        &["tree", "--edges", "normal", "--prefix", "none"],
        &manifest,
        &target,
    );
    let names: BTreeSet<&str> = tree
        .lines()
        .filter_map(|line| line.split(' ').next())
        .collect();
    let others = names
        .iter()
        .filter(|name| !name.starts_with("zego-") && **name != "minimal")
        .count();
    let mut text = format!(
        "## 9: a minimal program\n\n\
         `benches/minimal` loads the library, makes an engine, logs in and leaves.\n\n\
         | | |\n|---|---|\n\
         | from the start of the process to LOGINED, median of 20 | {start:.1} ms, of which the \
         embedded engine sleeps 100 ms: it warms up and answers as slowly as the real one |\n\
         | build from nothing, release | {build:.1} s |\n\
         | size of the program, stripped | {:.2} MB |\n\
         | crates besides this repository's | {others} |\n\n\
         Each direct dependency, and why it is there:\n\n",
        size as f64 / 1e6,
    );
    let reasons: BTreeSet<&str> = REASONS.iter().map(|(name, _)| *name).collect();
    let direct = cargo(
        &[
            "tree",
            "--package",
            "zego-async",
            "--depth",
            "1",
            "--edges",
            "normal",
            "--prefix",
            "none",
        ],
        &manifest,
        &target,
    );
    let direct = direct
        .lines()
        .skip(1)
        .filter_map(|line| line.split(' ').next());
    assert_eq!(
        direct.collect::<BTreeSet<_>>(),
        reasons,
        "each has a reason"
    );
    for (name, reason) in REASONS {
        let _ = writeln!(text, "- `{name}`: {reason}.");
    }
    text
}

fn cargo(arguments: &[&str], manifest: &Path, target: &Path) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(arguments)
        .arg("--manifest-path")
        .arg(manifest)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

/// The embedded engine as a shared library.
fn engine(root: &Path) -> PathBuf {
    let target = root.join("target");
    let arguments = ["build", "--release", "--quiet", "-p", "zego-sim-cdylib"];
    cargo(&arguments, &root.join("Cargo.toml"), &target);
    target.join("release/libZegoExpressEngine.so")
}

/// Milliseconds from the start of the process until it says that it is in the room.
fn start(program: &Path, library: &Path) -> f64 {
    use std::io::BufRead;
    let began = Instant::now();
    let mut child = Command::new(program)
        .env("ZEGO_EXPRESS_LIB", library)
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("it runs");
    let output = child.stdout.take().expect("piped");
    let mut line = String::new();
    std::io::BufReader::new(output)
        .read_line(&mut line)
        .expect("text");
    let took = began.elapsed().as_secs_f64() * 1000.0;
    assert_eq!(line.trim(), "LOGINED");
    assert!(child.wait().expect("it ends").success());
    took
}
