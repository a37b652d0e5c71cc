//! Tokens that run out: the warning before, and what the cloud refuses or does after.

use std::time::Duration;

use crate::event::{Event, Text};
use crate::sdk_thread::Tag;

use super::Cloud;
use super::protocol::{KICKED, ToEngine};
use super::world::World;
use crate::codes::KICKED_TOKEN_EXPIRED;

/// How long before the end the program is warned.
const WARNING: Duration = Duration::from_secs(30);

impl Cloud {
    /// The user's token runs out after `remaining`. The program is warned 30 seconds before, or at
    /// once when less is left. After it, the user stays and its streams go on, but a new
    /// publication is refused (1002078), until the token is renewed.
    pub fn expire_token(&self, user: &str, remaining: Duration) {
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            let Some(member) = world.member(tag) else {
                continue;
            };
            member.token_lives += 1;
            let (life, line) = (member.token_lives, member.line.clone());
            let warn_in = remaining.saturating_sub(WARNING);
            let seconds = remaining.min(WARNING).as_secs();
            let (cloud, later) = (self.clone(), self.clone());
            line.run(warn_in, None, move || {
                cloud.world().warn(tag, life, seconds);
            });
            line.run(remaining, None, move || later.world().expire(tag, life));
        }
    }

    /// Whether a user is thrown out (1002056) when its token runs out, as a project may want it.
    pub fn kick_on_token_expiry(&self, kick: bool) {
        self.world().kick_on_expiry = kick;
    }

    /// A new token for a session: what was about to run out doesn't.
    pub(crate) fn renew(&self, tag: Tag, token: &str) {
        if let Some(member) = self.world().member(tag) {
            member.entry.config.token = token.to_owned();
            member.token_lives += 1;
            member.token_expired = false;
        }
    }
}

impl World {
    fn warn(&mut self, tag: Tag, life: u64, seconds: u64) {
        if let Some(member) = self.member(tag).filter(|m| m.token_lives == life) {
            let event = Event::TokenWillExpire {
                room: Text::from(&member.entry.room),
                seconds: i32::try_from(seconds).unwrap_or(i32::MAX),
            };
            let tag = Some(tag);
            let message = ToEngine::Tell { tag, event };
            member.line.send(Duration::ZERO, message);
        }
    }

    fn expire(&mut self, tag: Tag, life: u64) {
        let kick = self.kick_on_expiry;
        let Some(member) = self.member(tag).filter(|m| m.token_lives == life) else {
            return;
        };
        member.token_expired = true;
        if kick {
            self.kick(tag, KICKED_TOKEN_EXPIRED, "{}".to_owned(), KICKED);
        }
    }
}
