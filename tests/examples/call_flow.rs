//! `call_flow` ends every way a call can end, and leaves nothing behind.

use crate::child::Example;

const NOTHING: &str =
    "left behind: 0 rooms, 0 pending operations, 0 sessions, 0 streams, 0 playbacks";

/// Plays the scene to its end; gives how the call ended.
#[track_caller]
fn ending(scene: &str, more: &[&str]) -> String {
    let arguments = [&["--scene", scene], more].concat();
    let said = Example::start("call_flow", &arguments).succeed();
    assert!(said.contains(NOTHING), "{said}");
    let end = said.split("the end: ").nth(1);
    let end = end.unwrap_or_else(|| panic!("no end in\n{said}"));
    end.lines().next().unwrap().to_owned()
}

#[test]
fn a_call_that_is_answered_ends_when_the_other_side_leaves() {
    let patient = ["--setup-timeout", "30", "--ring-timeout", "30"];
    assert_eq!(ending("answered", &patient), "the other side left");
}

#[test]
fn a_call_that_nobody_answers_ends_after_the_ring_timeout() {
    let end = ending(
        "no-answer",
        &["--setup-timeout", "30", "--ring-timeout", "1"],
    );
    assert_eq!(end, "nobody answered");
}

#[test]
fn hanging_up_ends_a_call_that_rings_and_one_that_is_logging_in() {
    let patient = ["--setup-timeout", "30", "--ring-timeout", "30"];
    assert_eq!(ending("hang-up-while-ringing", &patient), "hung up");
    assert_eq!(ending("hang-up-in-login", &patient), "hung up");
}

#[test]
fn a_kick_ends_a_call_with_the_code_of_the_kick() {
    let end = ending("kicked", &["--setup-timeout", "30", "--ring-timeout", "30"]);
    assert_eq!(end, "kicked out: 1002055 room manual kicked out");
}

#[test]
fn a_login_that_is_refused_or_never_answered_ends_a_call_with_the_error() {
    let refused = ending("refused", &["--setup-timeout", "30"]);
    assert!(
        refused.contains("1002033 room error authentication failed"),
        "{refused}"
    );
    let silence = ending("silence", &["--setup-timeout", "1"]);
    assert!(
        silence.contains("log in to \"call\" as \"caller\""),
        "{silence}"
    );
    assert!(silence.contains("not done within 1s"), "{silence}");
}

#[test]
fn ctrl_c_in_the_middle_of_a_call_hangs_up_and_leaves_nothing_behind() {
    let arguments = [
        "--scene",
        "endless",
        "--setup-timeout",
        "30",
        "--ring-timeout",
        "30",
    ];
    let mut example = Example::start("call_flow", &arguments);
    example.wait_for("in the call");
    example.signal("INT");
    let said = example.succeed();
    assert!(said.contains("the end: hung up"), "{said}");
    assert!(said.contains(NOTHING), "{said}");
}
