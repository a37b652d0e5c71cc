//! The command `zego-token`, run as its users run it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";
const CBC_PRIVILEGES: &str = "04AAAAAGCLx8AAEGV4bjYybGJva29hOG44anAAwGWCw6utyxH2DEPArGHIW+uFtLMjAbYbXXoL81Y07fsYh5YfdXwF/f9Om2sNFCQVzw64xjO8IiVdNY9l8tmVtJNJFAsSOtuXLJvvZurnu+dMCS6hgAHHfJVfRTfMALpisVCY3VdTG37qUAhkmPW32OdK4me08XVxAC9b+VAZIo+FqE9ROzrXgy1lS1KOijxwr1Wdl5gQc9NVzUdhBhUtiZX+oqIeexEgUhXzcQNbdlNoQHixmi0E0VEpfoBz1jOa5A==";
const EXPIRED: &str = "04AAAAAGCLx8AADAABAgMEBQYHCAkKCwB0lo4HRoGUdkuLbKIoOhbZY6YpcMaBTLWHRtiSNdXNuWkV2JYrMEAPwzru7qJgzdthcFKovcJRvmy9U8g3IyAdXJixYhqWYhDecQNNcsuID9CT5FsnL1A1AXBmoxFi4WWQelbxFaSVGd5QVNWx+r1S52IA7uYB";

/// Runs the command with the secret in the usual variable.
fn run(arguments: &[&str]) -> Output {
    command(arguments)
        .env("ZEGO_SERVER_SECRET", SECRET)
        .output()
        .unwrap()
}

/// The command with an environment that holds no secret.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zego-token"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn json(output: &Output, code: i32) -> Value {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    assert_eq!(text(&output.stderr), "");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[track_caller]
fn token(arguments: &[&str]) -> String {
    let output = run(&[&["generate"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    text(&output.stdout).strip_suffix('\n').unwrap().into()
}

/// A file of a test's own that goes when the test ends.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str, content: &[u8]) -> Self {
        let name = format!("zego-token-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[test]
fn a_generated_token_is_verified_and_its_expiry_is_the_lifetime_s() {
    let token = token(&["--app-id=7", "--user-id=alice", "--lifetime=600"]);
    let verified = run(&["verify", "--json", "--app-id=7", "--user-id=alice", &token]);
    let verified = json(&verified, 0);
    assert_eq!(verified["valid"], true);
    assert_eq!(verified["app_id"], 7);
    assert_eq!(verified["user_id"], "alice");
    assert_eq!(verified["privileges"], Value::Null);
    let lasts = verified["expires_at"].as_i64().unwrap() - verified["issued_at"].as_i64().unwrap();
    assert_eq!(lasts, 600);
}

#[test]
fn generate_answers_in_json_what_it_issued() {
    let output = run(&[
        "--json",
        "generate",
        "--app-id=7",
        "--user-id=a",
        "--mode=cbc",
    ]);
    let issued = json(&output, 0);
    assert_eq!(issued["mode"], "cbc");
    let token = issued["token"].as_str().unwrap();
    let inspected = json(&run(&["inspect", "--json", token]), 0);
    assert_eq!(inspected["expires_at"], issued["expires_at"]);
}

#[test]
fn privileges_are_generated_and_verified() {
    let token = token(&[
        "--app-id=7",
        "--user-id=alice",
        "--room-id=room1",
        "--allow-login",
        "--allow-publish",
        "--stream-id=a",
        "--stream-id=b",
    ]);
    let verify = |room: &str, stream: &str| {
        let fixed = ["verify", "--json", "--app-id=7", "--user-id=alice", &token];
        run(&[&fixed[..], &["--room-id", room, "--stream-id", stream]].concat())
    };
    let valid = json(&verify("room1", "b"), 0);
    assert_eq!(
        valid["privileges"]["stream_ids"],
        serde_json::json!(["a", "b"])
    );
    let room = json(&verify("room2", "b"), 1);
    assert_eq!(room["error"]["code"], "wrong_room");
    let stream = json(&verify("room1", "c"), 1);
    assert_eq!(stream["error"]["code"], "wrong_stream");
}

#[test]
fn payload_text_arrives_as_it_was_given() {
    let token = token(&["--app-id=7", "--user-id=a", "--payload=any \"text\""]);
    let inspected = json(&run(&["inspect", "--json", &token]), 0);
    assert_eq!(inspected["payload"], "any \"text\"");
    assert_eq!(inspected["privileges"], Value::Null);
}

#[test]
fn inspect_prints_all_that_a_token_says() {
    let output = run(&["inspect", CBC_PRIVILEGES]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let expected = r#"mode: "cbc"
expires_at: 1619773376
app_id: 1
user_id: "demo"
issued_at: 1619769776
nonce: -626114709
payload: "{\"room_id\":\"demo\",\"privilege\":{\"1\":1,\"2\":0},\"stream_id_list\":null}"
"#;
    assert_eq!(text(&output.stdout), expected);
}

#[test]
fn inspect_needs_no_secret_for_the_header_only() {
    let output = command(&["inspect", "--json", "--header-only", EXPIRED]).output();
    let header = json(&output.unwrap(), 0);
    let expected = serde_json::json!({ "mode": "gcm", "expires_at": 1_619_773_376 });
    assert_eq!(header, expected);
}

#[test]
fn a_token_is_read_from_standard_input_when_none_is_given() {
    let mut child = command(&["inspect", "--json"])
        .env("ZEGO_SERVER_SECRET", SECRET)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    writeln!(input, "{CBC_PRIVILEGES}").unwrap();
    drop(input);
    let inspected = json(&child.wait_with_output().unwrap(), 0);
    assert_eq!(inspected["user_id"], "demo");
}

#[test]
fn a_token_that_is_not_valid_gives_one_and_the_reason() {
    for (token, user_id, reason) in [
        ("03AAAA", "demo", "prefix"),
        ("04!", "demo", "base64"),
        ("04AAAA", "demo", "length"),
        (EXPIRED, "bob", "wrong_user"),
        (EXPIRED, "demo", "expired"),
        (CBC_PRIVILEGES, "demo", "cbc_not_accepted"),
    ] {
        let output = run(&[
            "verify",
            "--json",
            "--app-id=1",
            "--user-id",
            user_id,
            token,
        ]);
        let refused = json(&output, 1);
        assert_eq!(refused["valid"], false);
        assert_eq!(refused["error"]["code"], reason);
    }
    let cbc = [
        "--accept-cbc",
        "--app-id=1",
        "--user-id=demo",
        CBC_PRIVILEGES,
    ];
    let output = run(&[&["verify", "--json"], &cbc[..]].concat());
    assert_eq!(json(&output, 1)["error"]["code"], "expired");

    let output = run(&["verify", "--app-id=1", "--user-id=bob", EXPIRED]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    let said = "zego-token: the token was issued for another user\n";
    assert_eq!(text(&output.stderr), said);
}

#[test]
fn arguments_that_are_wrong_give_two() {
    for arguments in [
        &["generate"][..],
        &["generate", "--app-id=0", "--user-id=a"],
        &["generate", "--app-id=-1", "--user-id=a"],
        &["generate", "--app-id=1", "--user-id=two words"],
        &["generate", "--app-id=1", "--user-id=a", "--lifetime=0"],
        &["generate", "--app-id=1", "--user-id=a", "--allow-login"],
        &[
            "generate",
            "--app-id=1",
            "--user-id=a",
            "--room-id=r",
            "--payload=p",
        ],
        &["generate", "--app-id=1", "--user-id=a", "--secret", SECRET],
        &["verify", "--app-id=1", EXPIRED],
        &["inspect", "--header-only", "--secret-env=X", EXPIRED],
        &["unknown"],
        &[],
    ] {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {output:?}");
        assert_eq!(text(&output.stdout), "");
    }
    let output = run(&["generate", "--json", "--app-id=0", "--user-id=a"]);
    assert_eq!(json(&output, 2)["error"]["message"], "app_id must not be 0");
}

#[test]
fn without_a_usable_secret_it_gives_three() {
    let arguments = ["generate", "--json", "--app-id=1", "--user-id=a"];
    let unset = json(&command(&arguments).output().unwrap(), 3);
    assert_eq!(unset["error"]["code"], "secret");
    let message = unset["error"]["message"].as_str().unwrap();
    assert!(message.contains("ZEGO_SERVER_SECRET"), "{message}");

    let short = command(&arguments)
        .env("ZEGO_SERVER_SECRET", "fa94dd0f")
        .output()
        .unwrap();
    let message = json(&short, 3)["error"]["message"].to_string();
    assert!(!message.contains("fa94dd0f"), "{message}");

    let missing = [&arguments[..], &["--secret-file=no/such/file"]].concat();
    let message = json(&run(&missing), 3)["error"]["message"].to_string();
    assert!(message.contains("no/such/file"), "{message}");
}

#[test]
fn the_secret_may_be_in_another_variable_or_in_a_file() {
    let other = command(&["inspect", "--json", "--secret-env=OTHER", EXPIRED])
        .env("OTHER", SECRET)
        .output();
    assert_eq!(json(&other.unwrap(), 0)["user_id"], "demo");

    for (name, end) in [("plain", ""), ("line", "\n"), ("crlf", "\r\n")] {
        let file = TempFile::new(name, format!("{SECRET}{end}").as_bytes());
        let arguments = ["inspect", "--json", "--secret-file", file.path(), EXPIRED];
        let output = command(&arguments).output().unwrap();
        assert_eq!(json(&output, 0)["user_id"], "demo");
    }
    for (name, end) in [("two-lines", "\n\n"), ("longer", "0"), ("bytes", "\u{e9}")] {
        let file = TempFile::new(name, format!("{SECRET}{end}").as_bytes());
        let arguments = ["inspect", "--json", "--secret-file", file.path(), EXPIRED];
        let output = command(&arguments).output().unwrap();
        assert_eq!(json(&output, 3)["error"]["code"], "secret");
    }
}

#[test]
fn another_secret_does_not_open_the_token() {
    let output = command(&["inspect", "--json", EXPIRED])
        .env("ZEGO_SERVER_SECRET", SECRET.replace('f', "e"))
        .output();
    assert_eq!(json(&output.unwrap(), 1)["error"]["code"], "decryption");
}

#[test]
fn help_names_the_exit_codes() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("3  there is no usable server secret"));
}
