//! Replays a scenario, a script of C calls, on an engine and prints what the engine answered, one
//! JSON object a line: every call when it returned, every callback when it came.
//!
//! ```text
//! cargo run --example replay -- tests/real_engine/scenarios/03_login_ok.txt [--lib PATH]
//! ```
//!
//! It speaks to the C interface only, so that what it prints is the engine's own doing. Recordings
//! of the published engine in this format lie in `tests/real_engine`, and the example `compare`
//! sets two of them side by side. Exit code 2: the arguments or a line of the script are wrong.

mod commands;
mod ffi;
mod script;
mod session;
mod tone;
mod trace;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use zego_sys::Api;

const USAGE: &str = "usage: replay SCENARIO.txt [--lib PATH]";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Does what the command line asks for, and writes the trace to standard output.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let (scenario, library) = read_arguments(arguments)?;
    let steps = script::read(&scenario)?;
    let api = match library {
        Some(path) => ffi::load(&path)?,
        None => embedded(&steps),
    };
    let tone = match steps.iter().any(|step| step.text.contains(tone::NAME)) {
        true => Some(tone::File::create().map_err(|error| format!("{}: {error}", tone::NAME))?),
        false => None,
    };
    let recorder = trace::start(Box::new(std::io::stdout()));
    let mut session = session::Session::new(api, recorder);
    for step in steps {
        session.perform(step);
    }
    drop(tone);
    recorder
        .finish()
        .map_err(|error| format!("cannot write the trace: {error}"))
}

fn read_arguments(
    mut arguments: impl Iterator<Item = String>,
) -> Result<(PathBuf, Option<PathBuf>), String> {
    let mut scenario = None;
    let mut library = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--lib" => match arguments.next() {
                Some(path) => library = Some(PathBuf::from(path)),
                None => return Err(format!("--lib needs a path\n{USAGE}")),
            },
            option if option.starts_with('-') => {
                return Err(format!("unknown option {option}\n{USAGE}"));
            }
            _ if scenario.is_some() => return Err(format!("one scenario at a time\n{USAGE}")),
            path => scenario = Some(Path::new(path).to_owned()),
        }
    }
    match scenario {
        Some(scenario) => Ok((scenario, library)),
        None => Err(USAGE.to_owned()),
    }
}

/// The embedded engine as the recordings were made: one engine, and no network.
fn embedded(steps: &[script::Step]) -> Api {
    for step in steps {
        let mut words = step.text.split_whitespace();
        if words.next() == Some("init")
            && let Some(Ok(app_id)) = words.next().map(str::parse)
        {
            zego_sim::Cloud::of(app_id).go_offline();
        }
    }
    zego_sim::single_instance_api()
}
