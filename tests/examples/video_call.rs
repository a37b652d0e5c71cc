//! `video_call` holds a call, finds out by itself whether it works, and says so.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::process::Command;

use crate::child::{Example, folder, program, target};

/// Size and colours of a picture.
fn png(path: &Path) -> (u32, u32, Vec<u8>) {
    let file = File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut reader = png::Decoder::new(BufReader::new(file)).read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    data.truncate(info.buffer_size());
    (info.width, info.height, data)
}

#[track_caller]
fn assert_a_call(said: &str, out: &Path) {
    assert!(said.contains("picture  ok:"), "{said}");
    assert!(said.contains("sound    ok:"), "{said}");
    assert!(said.ends_with("the call works"), "{said}");
    // The timeline has both sides' events, and both sides' ends.
    for line in [
        "A        · streams Add: bob-camera",
        "A        · bob-camera: Playing",
        "A        · first frame of bob-camera: VideoReceived",
        "A        is gone",
        "B        · users Add: alice",
        "B        · bob-camera: Publishing",
        "B        · first frame: VideoCaptured",
        "B        is gone",
    ] {
        assert!(said.contains(line), "nobody said {line:?}:\n{said}");
    }
    let (local, remote) = (png(&out.join("local.png")), png(&out.join("remote.png")));
    assert_eq!((local.0, local.1), (640, 360));
    assert!(local == remote, "the pictures in {} differ", out.display());
    let colours: std::collections::BTreeSet<_> = local.2.chunks(3).collect();
    assert!(
        colours.len() > 100,
        "{} colours are no test picture",
        colours.len()
    );
}

#[test]
fn two_users_hold_a_video_call_and_what_arrives_is_what_was_sent() {
    let out = folder("video_call");
    let call = Example::start(
        "video_call",
        &["--seconds", "2", "--out", out.to_str().unwrap()],
    );
    assert_a_call(&call.succeed(), &out);
}

#[test]
fn the_same_program_holds_the_call_on_a_library_that_it_loads() {
    // The embedded engine as the shared library, in the place of the real one.
    let built = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "zego-sim-cdylib", "--target-dir"])
        .arg(target().parent().unwrap())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(built.success());
    let name = [
        std::env::consts::DLL_PREFIX,
        "ZegoExpressEngine",
        std::env::consts::DLL_SUFFIX,
    ];
    let library = target().parent().unwrap().join("debug").join(name.concat());

    let out = folder("video_call_loaded");
    let mut call = Command::new(program("video_call"));
    call.args(["--seconds", "1", "--app-id", "1", "--out"])
        .arg(&out);
    call.env("ZEGO_EXPRESS_LIB", library)
        .env("ZEGO_APP_SIGN", "0".repeat(64));
    let said = Example::spawn(call).succeed();
    assert!(said.contains("on ZEGO Express 3.25"), "{said}");
    assert_a_call(&said, &out);
}

#[test]
fn a_call_in_which_nobody_publishes_fails_and_says_so() {
    let out = folder("video_call_alone");
    let arguments = [
        "--role",
        "a",
        "--patience",
        "1",
        "--out",
        out.to_str().unwrap(),
    ];
    let (success, said) = Example::start("video_call", &arguments).finish();
    assert!(!success, "{said}");
    assert!(said.contains("nobody published within 1s"), "{said}");
}

#[test]
fn b_alone_publishes_until_it_is_interrupted_and_keeps_its_picture() {
    let out = folder("video_call_b");
    let arguments = [
        "--role",
        "b",
        "--user",
        "carol",
        "--out",
        out.to_str().unwrap(),
    ];
    let mut example = Example::start("video_call", &arguments);
    example.wait_for("first frame: VideoCaptured");
    example.signal("INT");
    let said = example.succeed();
    assert!(said.contains("carol-camera: NoPublish"), "{said}");
    assert_eq!(png(&out.join("local.png")).0, 640);
}
