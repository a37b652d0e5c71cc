//! The command `zego-token`: issues tokens, looks into them, verifies them.
//! What it knows of tokens is in the library; here are arguments and answers.
#![forbid(unsafe_code)]

mod answer;
mod args;
mod commands;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let args = args::Args::parse();
    let result = commands::run(&args.command);
    answer::tell(result, args.json)
}
