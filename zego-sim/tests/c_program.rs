//! A program in C, compiled against our header, finds in the shared library what it would find in
//! the SDK's.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn a_c_program_logs_in_publishes_and_plays_over_the_shared_library() {
    let library = build_library();
    let program = compile("call.c");

    let run = Command::new(&program)
        .arg(&library)
        .output()
        .expect("the program starts");

    assert!(run.status.success(), "{:?}\n{}", run.status, said(&run));
    let printed = String::from_utf8_lossy(&run.stdout);
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "version 3.25.0.51516",
            "alice logined",
            "alice has a login result",
            "bob has a login result",
            "alice publishes",
            "bob hears of the stream",
            "bob plays",
            "engine gone",
            "engine gone",
        ]
    );
}

/// Builds the cdylib as it is now, and answers where cargo says it is.
fn build_library() -> PathBuf {
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--message-format", "json"])
        .args(["--package", "zego-sim-cdylib"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo starts");
    assert!(built.status.success(), "{}", said(&built));
    let messages = String::from_utf8_lossy(&built.stdout);
    let named = messages
        .split('"')
        .find(|text| Path::new(text).file_stem() == Some("libZegoExpressEngine".as_ref()));
    PathBuf::from(named.expect("cargo names the library"))
}

fn compile(source: &str) -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("call");
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".to_owned());
    let compiled = Command::new(compiler)
        .args([
            "-std=c99",
            "-D_POSIX_C_SOURCE=200809L",
            "-Wall",
            "-Wextra",
            "-Werror",
        ])
        .arg("-I")
        .arg(here.join("../zego-sys/include"))
        .arg(here.join("tests/c_program").join(source))
        .arg("-o")
        .arg(&program)
        .arg("-ldl")
        .output()
        .expect("a C compiler is there");
    assert!(compiled.status.success(), "{}", said(&compiled));
    program
}

fn said(output: &Output) -> String {
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    format!("{printed}{errors}")
}
