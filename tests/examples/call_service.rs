//! `call_service` does over HTTP what it is asked for, and leaves every room when it is stopped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::child::Example;

/// How long an answer may take before it counts as lost.
const LOST: Duration = Duration::from_secs(60);

struct Service {
    example: Example,
    address: String,
}

impl Service {
    fn start() -> Self {
        Self::start_with(&[])
    }

    fn start_with(options: &[&str]) -> Self {
        let options = [&["--listen", "127.0.0.1:0"], options].concat();
        let mut example = Example::start("call_service", &options);
        let line = example.wait_for("listening on http://");
        let address = line.trim_start_matches("listening on http://").to_owned();
        Self { example, address }
    }

    /// Sends a request; gives the connection from which the answer comes.
    fn request(&self, method: &str, path: &str, body: &str) -> BufReader<TcpStream> {
        let mut connection = TcpStream::connect(&self.address).unwrap();
        connection.set_read_timeout(Some(LOST)).unwrap();
        let length = body.len();
        write!(
            connection,
            "{method} {path} HTTP/1.1\r\nhost: service\r\nconnection: close\r\n\
             content-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .unwrap();
        BufReader::new(connection)
    }

    /// The status and the body of an answer; the body is `null` if there is none.
    fn ask(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let mut answer = String::new();
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.request(method, path, &body)
            .read_to_string(&mut answer)
            .unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask("POST", path, body)
    }

    fn get(&self, path: &str) -> (u16, Value) {
        self.ask("GET", path, Value::Null)
    }

    /// The room's events, one JSON value each, until the service ends them.
    fn events(&self, room: &str) -> impl Iterator<Item = (String, Value)> + use<> {
        let answer = self.request("GET", &format!("/rooms/{room}/events"), "");
        let mut name = String::new();
        answer
            .lines()
            .map_while(Result::ok)
            .filter_map(move |line| {
                if let Some(event) = line.strip_prefix("event: ") {
                    name = event.to_owned();
                }
                let data = line.strip_prefix("data: ")?;
                Some((name.clone(), serde_json::from_str(data).unwrap()))
            })
    }
}

#[test]
fn users_join_publish_are_listed_and_leave() {
    let service = Service::start();
    for user in ["anna", "ben"] {
        let joined = service.post("/rooms/lobby/join", json!({ "user": user }));
        assert_eq!(joined, (201, json!({ "room": "lobby", "user": user })));
    }
    let stream = json!({ "user": "ben", "stream": "ben-voice" });
    let published = service.post("/rooms/lobby/publish", stream);
    assert_eq!(
        published,
        (201, json!({ "stream": "ben-voice", "user": "ben" }))
    );

    let (status, users) = service.get("/rooms/lobby/users");
    assert_eq!(status, 200);
    let ids: Vec<_> = users
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["anna", "ben"]);
    let (_, streams) = service.get("/rooms/lobby/streams");
    assert_eq!(
        streams,
        json!([{ "id": "ben-voice", "user": "ben", "extra_info": "" }])
    );

    for user in ["anna", "ben"] {
        assert_eq!(
            service
                .post("/rooms/lobby/leave", json!({ "user": user }))
                .0,
            204
        );
    }
    assert_eq!(service.get("/rooms/lobby/users").0, 404);
    assert_eq!(service.get("/rooms/lobby/streams").0, 404);
}

#[test]
fn what_cannot_be_done_is_answered_with_a_status_and_the_reason() {
    let service = Service::start();
    let refusals = [
        (
            "/rooms/lobby/join",
            json!({ "user": "an na" }),
            400,
            "user id: has ' '",
        ),
        (
            "/rooms/lobby/leave",
            json!({ "user": "anna" }),
            404,
            "not in this room",
        ),
        (
            "/rooms/lobby/publish",
            json!({ "user": "anna", "stream": "s" }),
            404,
            "not in this room",
        ),
    ];
    for (path, body, status, words) in refusals {
        let (answered, body) = service.post(path, body);
        assert_eq!(answered, status, "{path}: {body}");
        assert!(
            body["error"].as_str().unwrap().contains(words),
            "{path}: {body}"
        );
    }
    assert_eq!(
        service
            .post("/rooms/lobby/join", json!({ "user": "anna" }))
            .0,
        201
    );
    let (status, body) = service.post("/rooms/other/join", json!({ "user": "anna" }));
    assert_eq!(
        (status, &body["error"]),
        (409, &json!("the user is in a room already"))
    );
}

#[test]
fn a_token_is_issued_that_lets_its_user_into_the_room_it_names() {
    const SECRET: &str = "fa94dd0f974cf2e293728a526b028271";
    let name = format!("zego-call-service-secret-{}", std::process::id());
    let file = std::env::temp_dir().join(name);
    std::fs::write(&file, SECRET).unwrap();
    let service = Service::start_with(&["--app-id", "7", "--secret-file", file.to_str().unwrap()]);
    std::fs::remove_file(&file).unwrap();

    let (status, answer) = service.post("/token", json!({ "user": "anna", "room": "lobby" }));
    assert_eq!(status, 200);
    let verifier = zego_token::Verifier::new(7, SECRET.parse().unwrap());
    let claims = verifier
        .verify(answer["token"].as_str().unwrap(), "anna")
        .unwrap();
    assert_eq!(answer["expires_at"], claims.expires_at());
    assert!(claims.check_login("lobby").is_ok());
    assert!(claims.check_publish("lobby", "anna-voice").is_ok());
    assert!(claims.check_login("other").is_err());

    let (status, answer) = service.post("/token", json!({ "user": "an na" }));
    assert_eq!(status, 400);
    let words = answer["error"].as_str().unwrap();
    assert!(words.starts_with("user_id "), "{words}");
}

#[test]
fn without_a_server_secret_no_tokens_are_issued() {
    let (status, answer) = Service::start().post("/token", json!({ "user": "anna" }));
    assert_eq!(status, 501);
    assert_eq!(answer["error"], "this service has no server secret");
}

#[test]
fn a_listener_sees_who_and_what_is_there_and_then_what_changes() {
    let service = Service::start();
    let join = |user| service.post("/rooms/lobby/join", json!({ "user": user })).0;
    assert_eq!(join("anna"), 201);
    let mut events = service.events("lobby");
    // Users and streams each begin with what is there: nobody, nothing.
    let mut first: Vec<_> = events.by_ref().take(2).collect();
    first.sort_by(|one, other| one.0.cmp(&other.0));
    let nothing = json!({ "reset": [] });
    assert_eq!(
        first,
        [
            ("streams".to_owned(), nothing.clone()),
            ("users".to_owned(), nothing)
        ]
    );

    assert_eq!(join("ben"), 201);
    let (_, came) = events.find(|(name, _)| name == "users").unwrap();
    assert_eq!(came["added"][0]["id"], "ben");
    service.post(
        "/rooms/lobby/publish",
        json!({ "user": "ben", "stream": "ben-voice" }),
    );
    let (_, appeared) = events.find(|(name, _)| name == "streams").unwrap();
    assert_eq!(appeared["added"][0]["id"], "ben-voice");
    service.post("/rooms/lobby/leave", json!({ "user": "ben" }));
    let (_, gone) = events.find(|(name, _)| name == "streams").unwrap();
    assert_eq!(gone["removed"][0]["id"], "ben-voice");
}

#[test]
fn stopping_the_service_ends_its_event_streams_and_every_engine() {
    for signal in ["TERM", "INT"] {
        let service = Service::start();
        assert_eq!(
            service
                .post("/rooms/lobby/join", json!({ "user": "anna" }))
                .0,
            201
        );
        let mut events = service.events("lobby");
        assert!(events.next().is_some());
        service.example.signal(signal);
        let rest: Vec<_> = events.collect();
        let left = rest
            .iter()
            .any(|(name, data)| name == "state" && data["reason"] == "Logout");
        assert!(left, "{rest:?}");
        let said = service.example.succeed();
        assert!(said.ends_with("stopping\nevery engine is gone"), "{said}");
    }
}
