//! The encrypted part of a token: whose it is, how long it is good, and its
//! payload, as JSON in the key orders of ZEGO's generators.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::error::TokenError;
use crate::payload::RoomPrivileges;

/// The order of the keys in a token's JSON. Readers don't care; it matters only
/// when tokens are compared byte for byte with those of another generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum KeyOrder {
    /// That of ZEGO's generators for Node, Python and PHP: `app_id`, `user_id`,
    /// `nonce`, `ctime`, `expire`, `payload`.
    #[default]
    Node,
    /// That of ZEGO's generator for Go: `app_id`, `user_id`, `ctime`, `expire`,
    /// `nonce`, `payload`.
    Go,
}

/// What a token says.
///
/// Get it from [`Verifier::verify`](crate::Verifier::verify), or for diagnosis
/// from [`Token::open`](crate::Token::open). `Debug` shows only the expiry,
/// which every token shows anyway.
#[derive(Clone, PartialEq, Eq)]
pub struct Claims {
    pub(crate) app_id: u32,
    pub(crate) user_id: String,
    pub(crate) nonce: i32,
    pub(crate) issued_at: i64,
    pub(crate) expires_at: i64,
    pub(crate) payload: String,
}

impl Claims {
    /// The app that the token is for.
    #[must_use]
    pub fn app_id(&self) -> u32 {
        self.app_id
    }

    /// The user that the token is for.
    #[must_use]
    pub fn user_id(&self) -> &str {
        &self.user_id
    }

    /// A random number that makes each token another.
    #[must_use]
    pub fn nonce(&self) -> i32 {
        self.nonce
    }

    /// When the token was issued, in Unix seconds, by its issuer's clock.
    #[must_use]
    pub fn issued_at(&self) -> i64 {
        self.issued_at
    }

    /// When the token expires, in Unix seconds.
    #[must_use]
    pub fn expires_at(&self) -> i64 {
        self.expires_at
    }

    /// The payload as it stands in the token; empty in a basic token.
    #[must_use]
    pub fn payload_text(&self) -> &str {
        &self.payload
    }

    /// The payload as privileges; `None` for a basic token.
    ///
    /// # Errors
    ///
    /// [`TokenError::Privileges`] when the payload is some other text.
    pub fn privileges(&self) -> Result<Option<RoomPrivileges>, TokenError> {
        if self.payload.is_empty() {
            return Ok(None);
        }
        RoomPrivileges::from_text(&self.payload).map(Some)
    }

    /// Whether the token allows logging in to a room. A basic token allows
    /// every room.
    ///
    /// # Errors
    ///
    /// [`TokenError::WrongRoom`], [`LoginNotAllowed`](TokenError::LoginNotAllowed),
    /// or [`Privileges`](TokenError::Privileges) when that can't be said.
    pub fn check_login(&self, room_id: &str) -> Result<(), TokenError> {
        match self.privileges()? {
            Some(privileges) if privileges.room_id() != room_id => Err(TokenError::WrongRoom),
            Some(privileges) if !privileges.allows_login() => Err(TokenError::LoginNotAllowed),
            _ => Ok(()),
        }
    }

    /// Whether the token allows publishing a stream in a room. A basic token
    /// allows every stream in every room.
    ///
    /// # Errors
    ///
    /// [`TokenError::WrongRoom`],
    /// [`PublishNotAllowed`](TokenError::PublishNotAllowed),
    /// [`WrongStream`](TokenError::WrongStream), or
    /// [`Privileges`](TokenError::Privileges) when that can't be said.
    pub fn check_publish(&self, room_id: &str, stream_id: &str) -> Result<(), TokenError> {
        let Some(privileges) = self.privileges()? else {
            return Ok(());
        };
        if privileges.room_id() != room_id {
            return Err(TokenError::WrongRoom);
        }
        if !privileges.allows_publish() {
            return Err(TokenError::PublishNotAllowed);
        }
        match privileges.streams() {
            Some(streams) if !streams.iter().any(|id| id == stream_id) => {
                Err(TokenError::WrongStream)
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn to_json(&self, order: KeyOrder) -> Zeroizing<Vec<u8>> {
        let json = match order {
            KeyOrder::Node => serde_json::to_vec(&NodeOrder {
                app_id: self.app_id,
                user_id: &self.user_id,
                nonce: self.nonce,
                ctime: self.issued_at,
                expire: self.expires_at,
                payload: &self.payload,
            }),
            KeyOrder::Go => serde_json::to_vec(&GoOrder {
                app_id: self.app_id,
                user_id: &self.user_id,
                ctime: self.issued_at,
                expire: self.expires_at,
                nonce: self.nonce,
                payload: &self.payload,
            }),
        };
        // never: strings and numbers always have a JSON form
        Zeroizing::new(json.expect("claims have a JSON form"))
    }

    /// Keys that are not known are passed over.
    pub(crate) fn from_json(json: &[u8]) -> Result<Self, TokenError> {
        // The JSON library's own errors quote what they read, so they stop here.
        let fields: Map<String, Value> =
            serde_json::from_slice(json).map_err(|_| TokenError::Json)?;
        let fields = Fields(&fields);
        Ok(Self {
            app_id: fields.integer("app_id")?,
            user_id: fields.text("user_id")?,
            nonce: fields.integer("nonce")?,
            issued_at: fields.integer("ctime")?,
            expires_at: fields.integer("expire")?,
            payload: fields.text("payload")?,
        })
    }
}

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Claims")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct NodeOrder<'a> {
    app_id: u32,
    user_id: &'a str,
    nonce: i32,
    ctime: i64,
    expire: i64,
    payload: &'a str,
}

#[derive(Serialize)]
struct GoOrder<'a> {
    app_id: u32,
    user_id: &'a str,
    ctime: i64,
    expire: i64,
    nonce: i32,
    payload: &'a str,
}

struct Fields<'a>(&'a Map<String, Value>);

impl Fields<'_> {
    fn integer<T: TryFrom<i64>>(&self, field: &'static str) -> Result<T, TokenError> {
        let number = self.0.get(field).and_then(Value::as_i64);
        number
            .and_then(|number| T::try_from(number).ok())
            .ok_or(TokenError::Claim { field })
    }

    fn text(&self, field: &'static str) -> Result<String, TokenError> {
        let text = self.0.get(field).and_then(Value::as_str);
        text.map(String::from).ok_or(TokenError::Claim { field })
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;
    use alloc::string::ToString;

    use super::*;

    fn claims(payload: &str) -> Claims {
        Claims {
            app_id: 1,
            user_id: "demo".into(),
            nonce: -7,
            issued_at: 100,
            expires_at: 200,
            payload: payload.into(),
        }
    }

    #[test]
    fn the_keys_stand_in_the_order_asked_for() {
        let text = |order| String::from_utf8(claims("p\"").to_json(order).to_vec()).unwrap();
        assert_eq!(
            text(KeyOrder::Node),
            r#"{"app_id":1,"user_id":"demo","nonce":-7,"ctime":100,"expire":200,"payload":"p\""}"#
        );
        assert_eq!(
            text(KeyOrder::Go),
            r#"{"app_id":1,"user_id":"demo","ctime":100,"expire":200,"nonce":-7,"payload":"p\""}"#
        );
    }

    #[test]
    fn both_orders_are_read_alike() {
        for order in [KeyOrder::Node, KeyOrder::Go] {
            let json = claims("p").to_json(order);
            assert_eq!(Claims::from_json(&json), Ok(claims("p")));
        }
    }

    #[test]
    fn each_field_that_is_missing_or_of_a_wrong_type_is_named() {
        let whole: Value = serde_json::from_slice(&claims("").to_json(KeyOrder::Node)).unwrap();
        for field in ["app_id", "user_id", "nonce", "ctime", "expire", "payload"] {
            for wrong in [None, Some(Value::Bool(true)), Some(1.5.into())] {
                let mut json = whole.clone();
                let fields = json.as_object_mut().unwrap();
                fields.remove(field);
                fields.extend(wrong.map(|wrong| (field.to_string(), wrong)));
                let refused = Claims::from_json(json.to_string().as_bytes());
                assert_eq!(refused, Err(TokenError::Claim { field }));
            }
        }
    }

    #[test]
    fn numbers_that_do_not_fit_are_refused() {
        for (field, number) in [
            ("app_id", "-1"),
            ("app_id", "4294967296"),
            ("nonce", "2147483648"),
            ("ctime", "9223372036854775808"),
        ] {
            let mut json: Value =
                serde_json::from_slice(&claims("").to_json(KeyOrder::Go)).unwrap();
            json[field] = serde_json::from_str(number).unwrap();
            let refused = Claims::from_json(json.to_string().as_bytes());
            assert_eq!(refused, Err(TokenError::Claim { field }), "{number}");
        }
    }

    #[test]
    fn what_is_no_json_object_is_refused() {
        for json in [b"".as_slice(), b"[]", b"{", b"\xff\xfe", b"{}x", b"null"] {
            assert_eq!(Claims::from_json(json), Err(TokenError::Json));
        }
    }

    #[test]
    fn a_basic_token_allows_every_room_and_stream() {
        assert_eq!(claims("").check_login("any"), Ok(()));
        assert_eq!(claims("").check_publish("any", "stream"), Ok(()));
    }

    #[test]
    fn privileges_allow_what_they_name_and_nothing_else() {
        let with = |privileges: RoomPrivileges| claims(&privileges.to_text().unwrap());

        let nothing = with(RoomPrivileges::new("r"));
        assert_eq!(nothing.check_login("r"), Err(TokenError::LoginNotAllowed));
        let refused = nothing.check_publish("r", "s");
        assert_eq!(refused, Err(TokenError::PublishNotAllowed));

        let all = with(RoomPrivileges::new("r").allow_login().allow_publish());
        assert_eq!(all.check_login("r"), Ok(()));
        assert_eq!(all.check_login("q"), Err(TokenError::WrongRoom));
        assert_eq!(all.check_publish("r", "s"), Ok(()));
        assert_eq!(all.check_publish("q", "s"), Err(TokenError::WrongRoom));

        let one = RoomPrivileges::new("r").allow_publish().only_streams(["s"]);
        assert_eq!(with(one.clone()).check_publish("r", "s"), Ok(()));
        let refused = with(one).check_publish("r", "t");
        assert_eq!(refused, Err(TokenError::WrongStream));
    }

    #[test]
    fn free_text_allows_nothing_because_it_states_nothing() {
        let unclear = Err(TokenError::Privileges { field: "payload" });
        assert_eq!(claims("free").check_login("r"), unclear);
        assert_eq!(claims("free").check_publish("r", "s"), unclear);
    }

    #[test]
    fn debug_shows_nothing_that_was_encrypted() {
        let shown = format!("{:?}", claims("covered"));
        assert!(!shown.contains("demo") && !shown.contains("covered"));
        assert!(!shown.contains("-7"));
    }
}
