//! Going over from one room to another in one step.

use std::future::IntoFuture;
use std::time::Duration;

use tracing::Instrument;

use crate::config::{RoomConfig, Secret};
use crate::core::{Calling, Outcome};
use crate::error::{Error, Result};
use crate::ids::{RoomId, User};
use crate::login::Started;
use crate::operation::Operation;
use crate::room::Room;
use crate::token::{Renewal, TokenProvider, Tokens};

/// A change of rooms that was asked for; awaiting it gives the new [`Room`].
///
/// The room before is left at once, and what was published and played in it stops; the preview
/// goes on. The login to the new room then settles as any login does.
///
/// # Cancel safety
///
/// It begins when it is first polled. Dropping it before it is done logs out of the new room; the
/// old one is left already.
#[derive(Debug, Clone)]
#[must_use = "a change of rooms begins when it is awaited"]
pub struct SwitchRoom {
    from: Room,
    to: Result<RoomId>,
    config: RoomConfig,
    timeout: Option<Duration>,
    tokens: Option<Tokens>,
}

impl SwitchRoom {
    pub(crate) fn new(from: Room, to: &str) -> Self {
        Self {
            tokens: from.tokens().cloned(),
            from,
            to: RoomId::new(to),
            config: RoomConfig::default(),
            timeout: None,
        }
    }

    /// Whether to be told of users who come and go. Off if not set.
    pub fn user_status_notify(mut self, on: bool) -> Self {
        self.config.user_status_notify = on;
        self
    }

    /// The token for the new room, up to 2047 bytes. Needed if the engine has no app sign and
    /// nobody to [ask](Self::token_provider).
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.config.token = Secret::new(token);
        self
    }

    /// Who gets the token, if [`token`](Self::token) sets none, and a new one before it ends; the
    /// one who got those of the room before if not set.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Tokens::new(provider));
        self
    }

    /// How many users the room takes; no limit if not set or 0.
    pub fn max_members(mut self, users: u32) -> Self {
        self.config.max_members = users;
        self
    }

    /// The kind of the new room, as the SDK's number; see
    /// [`LoginRoom::room_type`](crate::LoginRoom::room_type).
    pub fn room_type(mut self, kind: u32) -> Self {
        self.config.room_type = kind;
        self
    }

    /// Gives up after `timeout`, and logs out.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn switch(
        from: Room,
        to: RoomId,
        mut config: RoomConfig,
        tokens: Option<Tokens>,
    ) -> Result<Room> {
        config.check()?;
        let core = from.engine().core();
        if let Some(tokens) = &tokens
            && config.token.is_empty()
        {
            let user = user_of(&from, &to)?;
            config.token = tokens.for_login(core, &to, &user.id).await?;
        }
        let core = core.clone();
        let started =
            core.call_for_outcome(move |outcome| start(&from, to, &config, tokens, outcome));
        Ok(started.await?.logged_in())
    }
}

impl IntoFuture for SwitchRoom {
    type Output = Result<Room>;
    type IntoFuture = Operation<Room>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            from,
            to,
            config,
            timeout,
            tokens,
        } = self;
        let to = match to {
            Ok(to) => to,
            Err(error) => return Operation::new(String::new, None, async { Err(error) }),
        };
        let engine = from.engine().core().id;
        let span = tracing::debug_span!("switch_room", engine, from = %from.id(), %to);
        let tried = tried(from.id(), &to);
        Operation::new(
            move || tried,
            timeout,
            Self::switch(from, to, config, tokens).instrument(span),
        )
    }
}

/// Makes the call. Runs on the lane.
fn start(
    from: &Room,
    to: RoomId,
    config: &RoomConfig,
    tokens: Option<Tokens>,
    outcome: Outcome,
) -> Result<Started> {
    let core = from.engine().core();
    let tried = tried(from.id(), &to);
    let user = user_of(from, &to)?;
    let user_id = user.id.clone();
    let session = core.with_hub(|hub, _| {
        let session = hub.new_session();
        hub.begin_switch(Calling::Login {
            room: to.clone(),
            user,
            session,
            outcome,
        });
        session
    });
    let renewal = tokens
        .clone()
        .map(|tokens| Renewal::ahead(tokens, core, &to, session));
    let code = match core.native.switch_room(from.id(), &to, config) {
        Ok(code) => code,
        Err(error) => {
            drop(core.with_hub(|hub, effects| hub.refuse(effects)));
            return Err(error);
        }
    };
    if !code.is_success() {
        // Its LOGIN_FAILED came inside the call.
        drop(core.with_hub(|hub, effects| hub.refuse(effects)));
        return Err(Error::sdk(tried, code));
    }
    core.with_hub(|hub, effects| hub.accept(effects));
    Ok(Started {
        room: Room::new(from.engine().clone(), to, session, tokens),
        user: user_id,
        renewal,
    })
}

fn user_of(from: &Room, to: &RoomId) -> Result<User> {
    from.user()
        .ok_or_else(|| Error::session_over(tried(from.id(), to), from.id()))
}

fn tried(from: &RoomId, to: &RoomId) -> String {
    format!("switch from {from:?} to {to:?}")
}
