//! The program on a screen in memory: what is to be seen, and what clicks do. It needs Xvfb, which
//! `make window-test` installs.

// Other tests use the rest of it.
#[allow(dead_code)]
#[path = "../../../../tests/examples/child.rs"]
mod child;
mod display;
// The window is laid out by it, so the test knows where to look and to click.
#[allow(dead_code)]
#[path = "../../src/layout.rs"]
mod layout;
mod seen;

use std::path::Path;
use std::process::Command;

use child::Example;
use layout::Button;
use seen::{Seen, until};

fn blue([red, _, blue]: [f32; 3]) -> bool {
    blue > red + 40.0
}

fn orange([red, _, blue]: [f32; 3]) -> bool {
    red > blue + 40.0
}

fn grey([red, green, blue]: [f32; 3]) -> bool {
    (red - green).abs() < 20.0 && (green - blue).abs() < 20.0
}

#[test]
fn both_pictures_are_visible_and_move() {
    let seen = Seen::in_a_call();
    until("the own picture", || blue(seen.mean(seen.own())));
    until("the other picture", || orange(seen.mean(seen.other())));
    let before = (seen.pixels(seen.own()), seen.pixels(seen.other()));
    until("movement of the own picture", || {
        seen.pixels(seen.own()) != before.0
    });
    until("movement of the other picture", || {
        seen.pixels(seen.other()) != before.1
    });
    until("both sounds at once", || {
        seen.own_meter() > 100 && seen.other_meter() > 100
    });
    seen.save(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("call_window.png"));
}

#[test]
fn the_microphone_button_silences_the_meter_and_the_other_side() {
    let mut seen = Seen::in_a_call();
    until("the own sound", || seen.own_meter() > 100);
    let on = seen.button(Button::Microphone);

    seen.click(Button::Microphone);
    seen.program.wait_for("sees the caller, hears nothing");
    until("silence", || seen.own_meter() == 0);
    until("the other sound", || seen.other_meter() > 100);
    let off = seen.button(Button::Microphone);
    assert!(off[0] > on[0] + 100.0, "{on:?} {off:?}");
    assert_eq!(seen.own_meter(), 0);

    seen.click(Button::Microphone);
    seen.program.wait_for("sees and hears the caller");
    until("the own sound again", || seen.own_meter() > 100);
}

#[test]
fn the_camera_button_hides_the_picture_on_both_sides() {
    let mut seen = Seen::in_a_call();
    until("the own picture", || blue(seen.mean(seen.own())));

    seen.click(Button::Camera);
    seen.program.wait_for("hears the caller, sees nothing");
    until("no own picture", || grey(seen.mean(seen.own())));
    assert!(orange(seen.mean(seen.other())));

    seen.click(Button::Camera);
    seen.program.wait_for("sees and hears the caller");
    until("the own picture again", || blue(seen.mean(seen.own())));
}

#[test]
fn the_end_button_ends_the_call_and_the_program() {
    let seen = Seen::in_a_call();
    let [red, green, blue] = seen.button(Button::End);
    assert!(red > 2.0 * green && red > 2.0 * blue);
    seen.click(Button::End);
    let said = seen.program.succeed();
    for words in ["Alice    is out of the room", "Bob      is out of the room"] {
        assert!(said.contains(words), "nobody said {words:?}:\n{said}");
    }
}

#[test]
fn closing_the_window_ends_the_call_too() {
    let seen = Seen::in_a_call();
    seen.display.close("Call");
    let said = seen.program.succeed();
    assert!(said.contains("Alice    is out of the room"), "{said}");
}

#[test]
fn a_call_that_fails_says_so_until_the_window_is_closed() {
    let mut seen = Seen::start(&["--room", "no rooms?"]);
    seen.program.wait_for("room id: has ' '");
    // The window is still there.
    seen.click(Button::End);
    let (success, said) = seen.program.finish();
    assert!(!success, "{said}");
}

#[test]
fn without_a_screen_it_says_so_and_fails() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_call_window"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let (success, said) = Example::spawn(command).finish();
    assert!(!success, "{said}");
    assert!(said.contains("call_window: "), "{said}");
}

#[test]
fn the_help_explains_the_options_and_the_keys() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_call_window"));
    command.arg("--help");
    let help = Example::spawn(command).succeed();
    for words in ["Usage:", "--app-id", "--source", "Escape"] {
        assert!(help.contains(words), "doesn't say {words}:\n{help}");
    }
}
