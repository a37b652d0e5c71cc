//! Does the embedded engine answer as the real one was recorded to answer? Each test prints a table
//! of scenarios, and fails unless every line of each agrees. `make conformance` asks the real
//! engine the same.

mod recordings;

use std::path::Path;

use recordings::{Programs, folder, said, scratch};

#[test]
fn rooms_streams_and_messages_are_answered_as_the_real_engine_did() {
    compare("tests/real_engine", |number| number <= 13);
}

#[test]
fn sound_and_pictures_are_answered_as_the_real_engine_did() {
    compare("tests/real_engine", |number| number >= 14);
}

#[test]
fn rules_that_the_first_scenarios_leave_open_are_answered_as_the_real_engine_did() {
    compare("tests/real_engine/more", |_| true);
}

/// Two events of different threads may come within the same few milliseconds, in either order on a
/// busy machine, so a few scenarios that differ are replayed again, each alone. Where many differ,
/// it is not the machine.
fn compare(recordings: &str, wanted: impl Fn(u32) -> bool) {
    const TAKES: usize = 3;
    const FEW: usize = 4;
    let recordings = folder(recordings);
    let (scenarios, traces) = (recordings.join("scenarios"), recordings.join("traces"));
    let names = names(&scenarios, wanted);
    let answers = scratch(&format!("answers-{}", names[0]));
    let programs = Programs::build();

    programs.replay_all(&scenarios, &names, &answers);
    let mut verdict = programs.compare(&traces, &answers, &names);
    for _ in 1..TAKES {
        let table = said(&verdict);
        let differing: Vec<String> = table
            .lines()
            .filter(|row| row.ends_with("DIFFERENT"))
            .filter_map(|row| row.split_whitespace().next().map(str::to_owned))
            .collect();
        if differing.len() > FEW {
            break;
        }
        for name in differing {
            programs.replay_all(&scenarios, &[name], &answers);
        }
        verdict = programs.compare(&traces, &answers, &names);
    }
    println!("{}", said(&verdict));
    assert!(verdict.status.success(), "some lines differ; see the table");
}

fn names(scenarios: &Path, wanted: impl Fn(u32) -> bool) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(scenarios)
        .expect("the scenarios are part of the repository")
        .map(|entry| entry.expect("readable").path())
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .filter(|name| wanted(number(name)))
        .collect();
    names.sort();
    names
}

fn number(name: &str) -> u32 {
    let digits = name.split('_').next().unwrap_or("");
    digits.parse().expect("scenarios begin with their number")
}
