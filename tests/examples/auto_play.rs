//! `auto_play` plays what appears and stops what disappears.

use crate::child::Example;

#[test]
fn auto_play_plays_each_guest_and_stops_each_that_leaves() {
    let said = Example::start("auto_play", &["--guests", "3"]).succeed();
    for guest in 1..=3 {
        let lines = ["plays", "is gone: stopped"].map(|what| {
            let wanted = format!("guest-{guest}-voice {what}");
            said.lines().position(|line| line.ends_with(&wanted))
        });
        let [Some(played), Some(stopped)] = lines else {
            panic!("guest {guest}: {lines:?} in\n{said}");
        };
        assert!(played < stopped, "{said}");
    }
    assert!(said.contains("is out of the room, nothing plays"), "{said}");
}

#[test]
fn auto_play_leaves_in_good_order_when_it_is_interrupted() {
    let mut example = Example::start("auto_play", &["--guests", "9"]);
    example.wait_for("guest-1-voice plays");
    example.signal("INT");
    let said = example.succeed();
    assert!(said.contains("guest-1-voice is gone: stopped"), "{said}");
    assert!(said.contains("is out of the room, nothing plays"), "{said}");
}
