//! Tokens that run out: the warning before, and what the cloud refuses or does after. Whether a
//! token is any good is judged in `token_check`.

use std::time::Duration;

use crate::event::{Event, Text};
use crate::sdk_thread::Tag;

use super::Cloud;
use super::protocol::{KICKED, ToEngine};
use super::world::World;
use crate::codes::KICKED_TOKEN_EXPIRED;

/// How long before the end the program is warned.
const WARNING: Duration = Duration::from_secs(30);

/// How a member stands with its token.
#[derive(Default)]
pub(super) struct Standing {
    /// Counts the member's tokens, so that the end of an old one is nothing.
    lives: u64,
    pub(super) expired: bool,
    /// The member was let in by its token, so each new one is judged too.
    pub(super) checked: bool,
    pub(super) renewed: bool,
}

impl Cloud {
    /// The user's token runs out after `remaining`. The program is warned 30 seconds before, or at
    /// once when less is left. After it, the user stays and its streams go on, but a new
    /// publication is refused (1002078), until the token is renewed.
    pub fn expire_token(&self, user: &str, remaining: Duration) {
        let mut world = self.world();
        for tag in world.sessions_of(user) {
            world.run_out(self, tag, remaining, Duration::ZERO);
        }
    }

    /// Whether a user is thrown out (1002056) when its token runs out, as a project may want it.
    pub fn kick_on_token_expiry(&self, kick: bool) {
        self.world().kick_on_expiry = kick;
    }

    /// The cloud's clock in seconds since 1970, by which tokens end. With a clock that a test
    /// moves it begins at the machine's time.
    pub fn unix_seconds(&self) -> i64 {
        i64::try_from(self.clock().unix().as_secs()).unwrap_or(i64::MAX)
    }

    /// A new token for a session: what was about to run out doesn't, unless the token is no good.
    /// The program isn't told which.
    pub(crate) fn renew(&self, tag: Tag, token: &str) {
        let mut world = self.world();
        let Some(member) = world.member(tag) else {
            return;
        };
        member.entry.config.token = token.to_owned();
        member.standing.renewed = true;
        if !member.standing.checked {
            member.standing.live_on();
            return;
        }
        let entry = member.entry.clone();
        if let Ok(end) = world.token_check.end_of_token(self, &entry) {
            world.run_out(self, tag, end, Duration::ZERO);
        }
    }
}

impl Standing {
    /// That of a new member.
    pub(super) fn new(checked: bool) -> Self {
        Self {
            checked,
            ..Self::default()
        }
    }

    /// A token begins, with which the end of the one before is forgotten.
    fn live_on(&mut self) -> u64 {
        self.expired = false;
        self.lives += 1;
        self.lives
    }
}

impl World {
    /// The member, if it is one by now, has a token for so long. The warning comes not sooner than
    /// in `not_before`: no room is told of before its login is answered.
    pub(super) fn run_out(
        &mut self,
        cloud: &Cloud,
        tag: Tag,
        remaining: Duration,
        not_before: Duration,
    ) {
        let Some(member) = self.member(tag) else {
            return;
        };
        let (life, line) = (member.standing.live_on(), member.line.clone());
        let warn_in = remaining.saturating_sub(WARNING).max(not_before);
        let seconds = remaining.min(WARNING).as_secs();
        let (cloud, later) = (cloud.clone(), cloud.clone());
        line.run(warn_in, None, move || {
            cloud.world().warn(tag, life, seconds);
        });
        line.run(remaining.max(warn_in), None, move || {
            later.world().expire(tag, life);
        });
    }

    fn warn(&mut self, tag: Tag, life: u64, seconds: u64) {
        if let Some(member) = self.member(tag).filter(|m| m.standing.lives == life) {
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
        let Some(member) = self.member(tag).filter(|m| m.standing.lives == life) else {
            return;
        };
        member.standing.expired = true;
        if kick {
            self.kick(tag, KICKED_TOKEN_EXPIRED, "{}".to_owned(), KICKED);
        }
    }
}
