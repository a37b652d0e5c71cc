//! `voice_bot` answers, and stops when somebody speaks.

use crate::child::Example;

#[test]
fn voice_bot_answers_its_caller_and_is_quiet_when_interrupted() {
    for agent in ["echo", "beep"] {
        let said = Example::start("voice_bot", &["--agent", agent]).succeed();
        assert!(said.contains("listens to caller-voice"), "{said}");
        let mut lines = said.lines();
        for wanted in [
            "caller   speaks for 1.5 s",
            "answers caller-voice for",
            "caller   hears the answer",
            "caller   speaks for 0.4 s",
            "bot      stops: caller-voice speaks",
            "answers caller-voice for",
            "caller   hears the answer",
            "bot      is out of the room",
        ] {
            let found = lines.any(|line| line.contains(wanted));
            assert!(
                found,
                "{agent}: no {wanted:?}, or not in this order:\n{said}"
            );
        }
    }
}

#[test]
fn voice_bot_leaves_in_good_order_when_it_is_interrupted() {
    let mut example = Example::start("voice_bot", &[]);
    example.wait_for("caller   speaks");
    example.signal("INT");
    let said = example.succeed();
    assert!(said.contains("bot      is out of the room"), "{said}");
}
