//! What the examples say about themselves.

use crate::child::Example;

#[test]
fn every_example_explains_itself_and_its_options() {
    let options = [
        ("auto_play", "--guests"),
        ("call_flow", "--scene"),
        ("call_service", "--listen"),
        ("recorder", "--folder"),
        ("video_call", "--role"),
        ("voice_bot", "--agent"),
    ];
    for (name, option) in options {
        let help = Example::start(name, &["--help"]).succeed();
        for words in ["Usage:", "--app-id", option] {
            assert!(help.contains(words), "{name} doesn't say {words}:\n{help}");
        }
    }
}

#[test]
fn a_secret_in_the_environment_is_not_shown_by_the_help() {
    let mut command = std::process::Command::new(crate::child::program("auto_play"));
    command
        .arg("--help")
        .env("ZEGO_APP_SIGN", "5ecre7")
        .env("ZEGO_TOKEN", "04s3cret");
    let help = Example::spawn(command).succeed();
    assert!(help.contains("ZEGO_APP_SIGN") && help.contains("ZEGO_TOKEN"));
    assert!(
        !help.contains("5ecre7") && !help.contains("04s3cret"),
        "{help}"
    );
}

#[test]
fn input_that_is_refused_makes_an_example_fail_and_say_why() {
    let (success, said) = Example::start("auto_play", &["--room", "no rooms?"]).finish();
    assert!(!success, "{said}");
    assert!(said.contains("room id: has ' '"), "{said}");
}
