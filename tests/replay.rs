//! The tools around the recordings: what `replay` says to bad scripts, and that `compare` sees a
//! difference where there is one.

mod recordings;

use std::path::Path;

use recordings::{Programs, folder, said, scratch};

const RECORDED: &str = "tests/real_engine/traces";

#[test]
fn every_bad_line_is_named_with_its_file_and_number_and_nothing_is_run() {
    let folder = scratch("bad-lines");
    let script = folder.join("bad.txt");
    let lines = [
        "handle",
        "login room1",
        "nosuch 1",
        "sleep soon",
        "# a remark, then an empty line",
        "",
        "sleep 1 2",
        "mute_mic 2",
        "init 1 x65:a 3",
    ];
    std::fs::write(&script, lines.join("\n")).expect("the script is written");

    let run = Programs::build().replay(&script, &folder);

    assert_eq!(run.status.code(), Some(2));
    assert_eq!(run.stdout, b"", "a bad script must not be run in part");
    let errors = String::from_utf8_lossy(&run.stderr);
    let expected = [
        ":2: login: USER is missing",
        ":3: nosuch: no such command",
        ":4: sleep: MS must be a number",
        ":7: sleep: one word too many: 2",
        ":8: mute_mic: B must be 0 or 1, not 2",
        ":9: init: SIGN has 65 bytes, its array only 64",
    ];
    assert_eq!(errors.lines().count(), expected.len(), "{errors}");
    for (error, expected) in errors.lines().zip(expected) {
        let named = format!("{}{expected}", script.display());
        assert!(error.starts_with(&named), "{error:?} is not {named:?}");
    }
}

#[test]
fn a_recording_agrees_with_itself() {
    let recorded = folder(RECORDED);
    let verdict = Programs::build().compare(&recorded, &recorded, &[]);
    assert!(verdict.status.success(), "{}", said(&verdict));
    assert!(said(&verdict).contains("971/971"), "{}", said(&verdict));
}

#[test]
fn a_lost_line_an_added_line_and_a_changed_field_are_each_seen() {
    let name = "03_login_ok";
    let recorded = read(name);
    let lost = recorded.replacen(&line_with(&recorded, "\"reason\":1"), "", 1);
    let first = line_with(&recorded, "room_login_result");
    let added = recorded.replacen(&first, &first.repeat(2), 1);
    let changed = recorded.replacen("\"rc\":1002001", "\"rc\":1002002", 1);
    for altered in [lost, added, changed] {
        assert_ne!(altered, recorded);
        assert_differs(name, &altered);
    }
}

#[test]
fn a_callback_that_came_on_another_thread_is_seen() {
    let name = "03_login_ok";
    let recorded = read(name);
    let result = line_with(&recorded, "room_login_result");
    let moved = result.replace("\"thread\":\"sdk\"", "\"thread\":\"caller\"");
    assert_differs(name, &recorded.replacen(&result, &moved, 1));
}

#[test]
fn a_replay_that_the_engine_took_down_at_its_end_is_seen() {
    let name = "03_login_ok";
    let recorded = read(name);
    assert_differs(name, &recorded.replace("{\"end\":true}\n", ""));
}

#[test]
fn media_that_comes_half_as_often_or_half_as_loud_is_seen() {
    let name = "15_player_audio";
    let recorded = read(name);
    assert_differs(name, &recorded.replacen("\"n\":148", "\"n\":74", 1));
    assert_differs(name, &recorded.replacen("\"rms\":8394", "\"rms\":4197", 1));
}

#[test]
fn times_and_the_numbers_of_sequences_are_not_compared() {
    let name = "03_login_ok";
    let altered = read(name)
        .replace("\"t\":1", "\"t\":2")
        .replace("\"seq\":2", "\"seq\":77");
    let (verdict, table) = compare(name, &altered);
    assert!(verdict, "{table}");
}

fn assert_differs(name: &str, altered: &str) {
    let (same, table) = compare(name, altered);
    assert!(!same, "{table}");
}

/// Sets an altered trace beside the recording: are they the same, and what does the table say?
fn compare(name: &str, altered: &str) -> (bool, String) {
    let actual = scratch(&format!("altered-{:?}", std::thread::current().id()));
    std::fs::write(actual.join(format!("{name}.jsonl")), altered).expect("the trace is written");
    let verdict = Programs::build().compare(&folder(RECORDED), &actual, &[name.to_owned()]);
    (verdict.status.success(), said(&verdict))
}

fn read(name: &str) -> String {
    let path = folder(RECORDED).join(Path::new(name).with_extension("jsonl"));
    std::fs::read_to_string(path).expect("the recording is part of the repository")
}

/// The first line that has this in it, with its end.
fn line_with(trace: &str, part: &str) -> String {
    let line = trace.lines().find(|line| line.contains(part));
    format!("{}\n", line.expect("the recording has such a line"))
}
