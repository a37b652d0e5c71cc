//! What the cloud makes of tokens once it knows the server secret: who may enter and who may
//! publish. Without a secret every token is as good as any other.

use std::time::Duration;

use zego_token::{Claims, ServerSecret, TokenError, Verifier};

use crate::codes::*;

use super::Cloud;
use super::protocol::Entry;
use super::world::Member;

/// The judge of tokens.
#[derive(Default)]
pub(super) struct TokenCheck {
    secret: Option<ServerSecret>,
}

impl Cloud {
    /// From now on tokens are checked as ZEGO's servers check them: a login without an app sign
    /// needs a token04 that was made with this secret for the cloud's app id and for its user.
    /// GCM and CBC are both accepted, and privileges are looked at.
    ///
    /// | what is wrong with the token | code of the failed login |
    /// |---|---|
    /// | there is none | 1002067 |
    /// | another secret, or changed on its way | 1002033 |
    /// | its privileges: another room, or no login | 1002033 |
    /// | not base64, wrong lengths or mode, no JSON, a payload that states no privileges | 1002075 |
    /// | another app id | 1002076 |
    /// | another user id | 1002077 |
    /// | expired | 1002078 |
    /// | doesn't begin with `04` | 1002079 |
    /// | its nonce is missing or not a number | 1002080 |
    ///
    /// Nothing here causes 1002074, the server's own fault; [`Fault::Refuse`](crate::Fault::Refuse)
    /// can.
    ///
    /// A token runs out by the cloud's clock, [`unix_seconds`](Self::unix_seconds), with the same
    /// consequences as [`expire_token`](Self::expire_token). A renewed token is judged when the
    /// next stream is published: a bad one fails it with the code above, one without the privilege
    /// to publish with 1002082 (a login's own token without that privilege, with 1002033).
    ///
    /// Who is in a room already is left alone. An engine with an app sign is let in by that,
    /// whatever its token.
    ///
    /// ```
    /// use zego_sim::Cloud;
    /// use zego_token::{Issuer, OsEntropy, ServerSecret};
    ///
    /// let cloud = Cloud::new().with_manual_time();
    /// let secret: ServerSecret = "fa94dd0f974cf2e293728a526b028271".parse()?;
    /// cloud.set_server_secret(secret.clone());
    ///
    /// let clock = cloud.clone();
    /// let now = move || clock.unix_seconds();
    /// let issuer = Issuer::with_sources(cloud.app_id(), secret, now, OsEntropy)?;
    /// let token = issuer.token_for("alice").issue()?;
    /// assert_eq!(token.expires_at(), cloud.unix_seconds() + 3600);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn set_server_secret(&self, secret: ServerSecret) {
        self.world().token_check.secret = Some(secret);
    }
}

impl TokenCheck {
    /// Judges a login; the answer is how long its token lasts, where tokens count.
    pub(super) fn admit(&self, cloud: &Cloud, entry: &Entry) -> Result<Option<Duration>, i32> {
        if self.secret.is_none() || entry.signed {
            return Ok(None);
        }
        let claims = self.judge(cloud, entry)?;
        claims.check_login(&entry.room).map_err(code)?;
        Ok(Some(lasts(cloud, &claims)))
    }

    /// How long a member's token lasts, if it is any good.
    pub(super) fn end_of_token(&self, cloud: &Cloud, entry: &Entry) -> Result<Duration, i32> {
        self.judge(cloud, entry).map(|claims| lasts(cloud, &claims))
    }

    /// Judges a publication of a member.
    pub(super) fn may_publish(
        &self,
        cloud: &Cloud,
        member: &Member,
        stream: &str,
    ) -> Result<(), i32> {
        if member.standing.checked {
            let claims = self.judge(cloud, &member.entry)?;
            let checked = claims.check_publish(&member.entry.room, stream);
            checked.map_err(|error| match code(error) {
                AUTHENTICATION_FAILED if member.standing.renewed => RENEWED_WITHOUT_PUBLISH,
                code => code,
            })?;
        }
        match member.standing.expired {
            true => Err(TOKEN_EXPIRED),
            false => Ok(()),
        }
    }

    fn judge(&self, cloud: &Cloud, entry: &Entry) -> Result<Claims, i32> {
        // Who was let in by a token was judged by a secret, and none is ever taken away.
        let secret = self.secret.clone().ok_or(TOKEN_INNER_ERROR)?;
        let now = cloud.unix_seconds();
        Verifier::with_clock(cloud.app_id(), secret, move || now)
            .accept_cbc()
            .verify(&entry.config.token, &entry.user.id)
            .map_err(code)
    }
}

fn lasts(cloud: &Cloud, claims: &Claims) -> Duration {
    let end = u64::try_from(claims.expires_at()).unwrap_or(0);
    Duration::from_secs(end).saturating_sub(cloud.clock().unix())
}

/// The SDK's code for what is wrong with a token.
fn code(error: TokenError) -> i32 {
    match error {
        TokenError::Prefix => TOKEN_VERSION,
        TokenError::TooLong { .. }
        | TokenError::Base64
        | TokenError::Length { .. }
        | TokenError::Mode { .. }
        | TokenError::Json
        | TokenError::Privileges { .. } => TOKEN_FORMAT,
        TokenError::Claim { field } => match field {
            "app_id" => TOKEN_OTHER_APP,
            "user_id" => TOKEN_OTHER_USER,
            "nonce" => TOKEN_NONCE,
            "ctime" | "expire" => TOKEN_EXPIRED,
            _ => TOKEN_FORMAT,
        },
        TokenError::WrongApp => TOKEN_OTHER_APP,
        TokenError::WrongUser => TOKEN_OTHER_USER,
        TokenError::Expired { .. } => TOKEN_EXPIRED,
        // Decryption, a changed expiry, and whatever the privileges don't allow.
        _ => AUTHENTICATION_FAILED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_that_is_missing_or_of_a_wrong_type_has_the_code_of_that_claim() {
        let claims = [
            ("app_id", 1_002_076),
            ("user_id", 1_002_077),
            ("ctime", 1_002_078),
            ("expire", 1_002_078),
            ("nonce", 1_002_080),
            ("payload", 1_002_075),
        ];
        for (field, expected) in claims {
            assert_eq!(code(TokenError::Claim { field }), expected, "{field}");
        }
    }
}
