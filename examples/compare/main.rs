//! Compares the traces of one folder with the recordings of another, and prints a table: scenario,
//! lines that agree, verdict.
//!
//! ```text
//! cargo run --example compare -- tests/real_engine/traces target/traces [-v] [SCENARIO...]
//! ```
//!
//! Every recording must have its trace, unless scenarios are named. `-v` shows the lines that
//! differ. Exit code 1: something differs; 2: something couldn't be read.

mod projection;
mod verdict;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use projection::Projection;
use verdict::Verdict;

const USAGE: &str = "usage: compare EXPECTED_FOLDER ACTUAL_FOLDER [-v] [SCENARIO...]";

fn main() -> ExitCode {
    match run(std::env::args().skip(1).collect()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(mut arguments: Vec<String>) -> Result<bool, String> {
    let verbose = arguments.iter().any(|argument| argument == "-v");
    arguments.retain(|argument| argument != "-v");
    let [expected, actual, wanted @ ..] = &arguments[..] else {
        return Err(USAGE.to_owned());
    };
    let names = match wanted {
        [] => recordings(Path::new(expected))?,
        wanted => wanted.to_vec(),
    };
    if names.is_empty() {
        return Err(format!("{expected} has no recordings"));
    }

    let (mut matched, mut total, mut same) = (0, 0, true);
    println!("{:<28}{:>12}  verdict", "scenario", "lines");
    for name in names {
        let verdict = compare(&trace(expected, &name), &trace(actual, &name))?;
        row(&name, &verdict);
        if verbose {
            for difference in &verdict.differences {
                println!("    {difference}");
            }
        }
        matched += verdict.matched;
        total += verdict.total;
        same &= verdict.is_same();
    }
    println!("{:<28}{:>12}", "all", format!("{matched}/{total}"));
    Ok(same)
}

fn compare(expected: &Path, actual: &Path) -> Result<Verdict, String> {
    Ok(Verdict::of(&read(expected)?, &read(actual)?))
}

fn read(path: &Path) -> Result<Projection, String> {
    let trace = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Projection::of(&String::from_utf8_lossy(&trace))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn row(name: &str, verdict: &Verdict) {
    let lines = format!("{}/{}", verdict.matched, verdict.total);
    let word = if verdict.is_same() {
        "same"
    } else {
        "DIFFERENT"
    };
    println!("{name:<28}{lines:>12}  {word}");
}

fn trace(folder: &str, name: &str) -> PathBuf {
    Path::new(folder).join(format!("{name}.jsonl"))
}

/// The names of the recordings in a folder, in order.
fn recordings(folder: &Path) -> Result<Vec<String>, String> {
    let unreadable = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if let (Some(name), true) = (
            path.file_stem().and_then(|name| name.to_str()),
            path.extension()
                .is_some_and(|extension| extension == "jsonl"),
        ) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}
