//! The SDK's rules for names, checked before a token is issued: what the SDK
//! would refuse at login is refused here, with the field and the rule.

use crate::error::IssueError;

pub(crate) fn user_id(id: &str) -> Result<(), IssueError> {
    name(id, "user_id", 63, "must have 1 to 63 bytes")
}

pub(crate) fn room_id(id: &str) -> Result<(), IssueError> {
    name(id, "room_id", 127, "must have 1 to 127 bytes")
}

pub(crate) fn stream_id(id: &str) -> Result<(), IssueError> {
    let field = "stream_id";
    if id.is_empty() || id.len() > 255 {
        let rule = "must have 1 to 255 bytes";
        return Err(IssueError::Input { field, rule });
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    if !id.bytes().all(allowed) {
        let rule = "may only have ASCII letters, digits, _ and -";
        return Err(IssueError::Input { field, rule });
    }
    Ok(())
}

fn name(
    id: &str,
    field: &'static str,
    most: usize,
    length: &'static str,
) -> Result<(), IssueError> {
    const PUNCTUATION: &[u8] = b"~!@#$%^&*()_+=-`;',.<>\\";

    if id.is_empty() || id.len() > most {
        let rule = length;
        return Err(IssueError::Input { field, rule });
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || PUNCTUATION.contains(&byte);
    if !id.bytes().all(allowed) {
        let rule = "may only have ASCII letters, digits and ~!@#$%^&*()_+=-`;',.<>\\";
        return Err(IssueError::Input { field, rule });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec;

    use super::*;

    #[test]
    fn names_may_have_exactly_the_sdk_s_lengths() {
        let long = |bytes| String::from_utf8(vec![b'a'; bytes]).unwrap();
        for (rule, most) in [
            (user_id as fn(&str) -> Result<(), IssueError>, 63),
            (room_id, 127),
            (stream_id, 255),
        ] {
            assert!(rule("").is_err());
            assert_eq!(rule("a"), Ok(()));
            assert_eq!(rule(&long(most)), Ok(()));
            assert!(rule(&long(most + 1)).is_err());
        }
    }

    #[test]
    fn user_and_room_ids_may_have_the_sdk_s_punctuation_and_stream_ids_may_not() {
        let all = "~!@#$%^&*()_+=-`;',.<>\\";
        assert_eq!(user_id(all), Ok(()));
        assert_eq!(room_id(all), Ok(()));
        assert_eq!(stream_id("a-Z_9"), Ok(()));
        assert!(stream_id("a.b").is_err());
        for refused in ["a b", "a/b", "a\"b", "ä", "a\0", "a:b", "a|b"] {
            assert!(user_id(refused).is_err(), "{refused:?}");
            assert!(room_id(refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn an_error_names_the_field_and_the_rule_and_not_the_value() {
        let error = alloc::format!("{}", room_id("ein Raum").unwrap_err());
        assert!(error.starts_with("room_id may only have"), "{error}");
        assert!(!error.contains("Raum"), "{error}");
    }
}
