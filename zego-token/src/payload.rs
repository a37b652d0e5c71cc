//! What a token may say besides whose it is: nothing, privileges in one room,
//! or free text. How it is packed is not this module's business.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::{IssueError, TokenError};
use crate::rules;

/// What the bearer of a token may do, in one room.
///
/// A new one allows nothing; each method allows something more:
///
/// ```
/// use zego_token::RoomPrivileges;
///
/// // A listener: may be in the room, may not publish.
/// let listener = RoomPrivileges::new("room1").allow_login();
///
/// // A speaker, who may publish one stream and no other.
/// let speaker = RoomPrivileges::new("room1")
///     .allow_login()
///     .allow_publish()
///     .only_streams(["room1_alice"]);
/// # assert!(listener.allows_login() && !listener.allows_publish());
/// # assert_eq!(speaker.streams().map(<[String]>::len), Some(1));
/// ```
///
/// ZEGO looks at privileges only for apps whose support has switched this on
/// ("authentication of privileges"); for others a token with privileges works
/// as one without.
///
/// `Debug` doesn't show the names of rooms and streams.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "privileges do nothing until they are put into a token"]
pub struct RoomPrivileges {
    room_id: String,
    login: bool,
    publish: bool,
    streams: Option<Vec<String>>,
}

impl RoomPrivileges {
    /// Allows nothing yet, in this room.
    ///
    /// The id has 1 to 127 bytes of ASCII letters, digits and
    /// ``~!@#$%^&*()_+=-`;',.<>\``, which is checked when the token is issued.
    pub fn new(room_id: impl Into<String>) -> Self {
        Self {
            room_id: room_id.into(),
            login: false,
            publish: false,
            streams: None,
        }
    }

    /// Allows logging in to the room.
    pub fn allow_login(mut self) -> Self {
        self.login = true;
        self
    }

    /// Allows publishing streams in the room, any unless
    /// [`only_streams`](Self::only_streams) names some.
    pub fn allow_publish(mut self) -> Self {
        self.publish = true;
        self
    }

    /// Narrows publishing to these streams; a later call replaces the list.
    ///
    /// Each id has 1 to 255 bytes of ASCII letters, digits, `_` and `-`, and
    /// there must be one at least, for ZEGO takes an empty list as "any stream".
    /// Both are checked when the token is issued.
    pub fn only_streams<I>(mut self, stream_ids: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<String>,
    {
        self.streams = Some(stream_ids.into_iter().map(Into::into).collect());
        self
    }

    /// The room that the privileges are for.
    #[must_use]
    pub fn room_id(&self) -> &str {
        &self.room_id
    }

    /// Whether logging in to the room is allowed.
    #[must_use]
    pub fn allows_login(&self) -> bool {
        self.login
    }

    /// Whether publishing is allowed; which streams, says
    /// [`streams`](Self::streams).
    #[must_use]
    pub fn allows_publish(&self) -> bool {
        self.publish
    }

    /// The only streams that may be published; `None` is any.
    #[must_use]
    pub fn streams(&self) -> Option<&[String]> {
        self.streams.as_deref()
    }

    /// The payload text, in the key order of ZEGO's samples.
    pub(crate) fn to_text(&self) -> Result<String, IssueError> {
        rules::room_id(&self.room_id)?;
        for stream_id in self.streams.iter().flatten() {
            rules::stream_id(stream_id)?;
        }
        if self.streams.as_ref().is_some_and(Vec::is_empty) {
            return Err(IssueError::Input {
                field: "only_streams",
                rule: "must name one stream at least; leave it away to allow any",
            });
        }
        let fields = Fields {
            room_id: &self.room_id,
            privilege: Privilege {
                login: self.login.into(),
                publish: self.publish.into(),
            },
            stream_id_list: self.streams.as_deref(),
        };
        // never: strings, numbers and a list always have a JSON form
        Ok(serde_json::to_string(&fields).expect("privileges have a JSON form"))
    }

    /// Reads a payload text back. Keys and privileges that are not known are
    /// passed over; a privilege that is not there is not granted.
    pub(crate) fn from_text(text: &str) -> Result<Self, TokenError> {
        let wrong = |field| TokenError::Privileges { field };

        let fields: Map<String, Value> =
            serde_json::from_str(text).map_err(|_| wrong("payload"))?;
        let room_id = fields.get("room_id").and_then(Value::as_str);
        let privilege = fields.get("privilege").and_then(Value::as_object);
        let privilege = privilege.ok_or(wrong("privilege"))?;
        let granted = |key| match privilege.get(key).map(Value::as_u64) {
            None | Some(Some(0)) => Ok(false),
            Some(Some(1)) => Ok(true),
            Some(_) => Err(wrong("privilege")),
        };
        let streams = match fields.get("stream_id_list") {
            None | Some(Value::Null) => None,
            Some(Value::Array(list)) if list.is_empty() => None,
            Some(Value::Array(list)) => Some(
                list.iter()
                    .map(|id| id.as_str().map(String::from))
                    .collect::<Option<_>>()
                    .ok_or(wrong("stream_id_list"))?,
            ),
            Some(_) => return Err(wrong("stream_id_list")),
        };
        Ok(Self {
            room_id: room_id.ok_or(wrong("room_id"))?.into(),
            login: granted("1")?,
            publish: granted("2")?,
            streams,
        })
    }
}

impl fmt::Debug for RoomPrivileges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RoomPrivileges")
            .field("login", &self.login)
            .field("publish", &self.publish)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Fields<'a> {
    room_id: &'a str,
    privilege: Privilege,
    stream_id_list: Option<&'a [String]>,
}

#[derive(Serialize)]
struct Privilege {
    #[serde(rename = "1")]
    login: u8,
    #[serde(rename = "2")]
    publish: u8,
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    fn refused_field(text: &str) -> &'static str {
        match RoomPrivileges::from_text(text) {
            Err(TokenError::Privileges { field }) => field,
            other => panic!("{text} gave {other:?}"),
        }
    }

    #[test]
    fn the_text_is_the_one_of_zego_s_samples() {
        let privileges = RoomPrivileges::new("demo").allow_login();
        assert_eq!(
            privileges.to_text().unwrap(),
            r#"{"room_id":"demo","privilege":{"1":1,"2":0},"stream_id_list":null}"#
        );
        let privileges = RoomPrivileges::new("demo")
            .allow_publish()
            .only_streams(["a", "b"]);
        assert_eq!(
            privileges.to_text().unwrap(),
            r#"{"room_id":"demo","privilege":{"1":0,"2":1},"stream_id_list":["a","b"]}"#
        );
    }

    #[test]
    fn a_privilege_that_is_not_stated_is_not_granted() {
        let read = RoomPrivileges::from_text(r#"{"room_id":"r","privilege":{"2":1,"3":1}}"#);
        assert_eq!(read, Ok(RoomPrivileges::new("r").allow_publish()));
    }

    #[test]
    fn a_text_that_is_no_privileges_is_refused_with_the_field() {
        assert_eq!(refused_field("free text"), "payload");
        assert_eq!(refused_field("[]"), "payload");
        assert_eq!(refused_field(r#"{"room_id":"r"}"#), "privilege");
        assert_eq!(refused_field(r#"{"privilege":{}}"#), "room_id");
        let high = r#"{"room_id":"r","privilege":{"1":2}}"#;
        assert_eq!(refused_field(high), "privilege");
        let text = r#"{"room_id":"r","privilege":{"1":"1"}}"#;
        assert_eq!(refused_field(text), "privilege");
        let list = r#"{"room_id":"r","privilege":{},"stream_id_list":["a",1]}"#;
        assert_eq!(refused_field(list), "stream_id_list");
    }

    #[test]
    fn an_empty_list_of_streams_is_refused_because_zego_reads_it_as_any() {
        let nothing: [&str; 0] = [];
        let privileges = RoomPrivileges::new("r").only_streams(nothing);
        let refused = privileges.to_text().unwrap_err();
        let field = "only_streams";
        assert!(matches!(refused, IssueError::Input { field: f, .. } if f == field));
        let read = r#"{"room_id":"r","privilege":{},"stream_id_list":[]}"#;
        assert_eq!(RoomPrivileges::from_text(read).unwrap().streams(), None);
    }

    #[test]
    fn debug_shows_no_names() {
        let privileges = RoomPrivileges::new("hidden").only_streams(["covered"]);
        let shown = format!("{privileges:?}");
        assert!(!shown.contains("hidden") && !shown.contains("covered"));
    }
}
