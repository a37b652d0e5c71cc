//! Logging in: from the request to LOGINED, or to the first state that says it won't come.

use std::future::IntoFuture;
use std::time::Duration;

use tracing::Instrument;

use crate::config::{RoomConfig, Secret};
use crate::core::{Calling, Core, Outcome};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::ids::{RoomId, User, UserId};
use crate::operation::Operation;
use crate::room::Room;
use crate::token::{Renewal, TokenProvider, Tokens};

/// A login that was asked for; awaiting it gives the [`Room`].
///
/// It resolves when the SDK says LOGINED, and fails when it says that the login failed, that the
/// user was kicked out, or that the room was left meanwhile. While the SDK is still trying it
/// doesn't resolve: without a network the SDK tries for 20 minutes, so set a
/// [`timeout`](Self::timeout).
///
/// # Cancel safety
///
/// The login begins when it is first polled. Dropping it before it is done logs out again.
#[derive(Debug, Clone)]
#[must_use = "a login begins when it is awaited"]
pub struct LoginRoom {
    engine: Engine,
    room: Result<RoomId>,
    user: Result<User>,
    config: RoomConfig,
    timeout: Option<Duration>,
    tokens: Option<Tokens>,
}

impl LoginRoom {
    pub(crate) fn new(engine: Engine, room: &str, user: &str) -> Self {
        Self {
            tokens: engine.tokens().cloned(),
            engine,
            room: RoomId::new(room),
            user: User::new(user, user),
            config: RoomConfig::default(),
            timeout: None,
        }
    }

    /// The name that others are shown, up to 255 bytes; the user's id if not set.
    pub fn user_name(mut self, name: impl AsRef<str>) -> Self {
        self.user = self.user.and_then(|user| User::new(user.id, name));
        self
    }

    /// Whether to be told of users who come and go. Others are told of this user only if this is
    /// on here too. Off if not set.
    pub fn user_status_notify(mut self, on: bool) -> Self {
        self.config.user_status_notify = on;
        self
    }

    /// The token that a back end made for this user, up to 2047 bytes. Needed if the engine has
    /// no app sign and nobody to [ask](Self::token_provider).
    pub fn token(mut self, token: impl Into<String>) -> Self {
        self.config.token = Secret::new(token);
        self
    }

    /// Who gets the token, if [`token`](Self::token) sets none, and a new one before it ends; the
    /// engine's provider if not set.
    pub fn token_provider(mut self, provider: impl TokenProvider) -> Self {
        self.tokens = Some(Tokens::new(provider));
        self
    }

    /// How many users the room takes; no limit if not set or 0.
    pub fn max_members(mut self, users: u32) -> Self {
        self.config.max_members = users;
        self
    }

    /// Which capabilities the users of the room agree on, as the SDK's bits.
    pub fn capability_negotiation(mut self, types: u32) -> Self {
        self.config.capability_negotiation = types;
        self
    }

    /// The kind of room, as the SDK's number; 0 if not set.
    ///
    /// Kind 1 is not documented: the real engine enters such a room by itself, without a network,
    /// and publishes and plays nothing in it. It serves to try logins out.
    pub fn room_type(mut self, kind: u32) -> Self {
        self.config.room_type = kind;
        self
    }

    /// Gives up after `timeout`, and logs out.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    async fn log_in(
        engine: Engine,
        room: RoomId,
        user: User,
        mut config: RoomConfig,
        tokens: Option<Tokens>,
    ) -> Result<Room> {
        config.check()?;
        if let Some(tokens) = &tokens
            && config.token.is_empty()
        {
            config.token = tokens.for_login(engine.core(), &room, &user.id).await?;
        }
        let core = engine.core().clone();
        let started = core
            .call_for_outcome(move |outcome| start(engine, room, user, &config, tokens, outcome));
        Ok(started.await?.logged_in())
    }
}

impl IntoFuture for LoginRoom {
    type Output = Result<Room>;
    type IntoFuture = Operation<Room>;

    fn into_future(self) -> Self::IntoFuture {
        let Self {
            engine,
            room,
            user,
            config,
            timeout,
            tokens,
        } = self;
        let (room, user) = match room.and_then(|room| Ok((room, user?))) {
            Ok(ids) => ids,
            Err(error) => return Operation::new(String::new, None, async { Err(error) }),
        };
        let span =
            tracing::debug_span!("login_room", engine = engine.core().id, %room, user = %user.id);
        let text = tried(&room, &user);
        Operation::new(
            move || text,
            timeout,
            Self::log_in(engine, room, user, config, tokens).instrument(span),
        )
    }
}

/// A session that the SDK accepted. Dropping it logs out.
pub(crate) struct Started {
    pub(crate) room: Room,
    pub(crate) user: UserId,
    pub(crate) renewal: Option<Renewal>,
}

impl Started {
    /// The login is done: the room, whose tokens are renewed from now on.
    pub(crate) fn logged_in(self) -> Room {
        tracing::debug!("logged in");
        if let Some(renewal) = self.renewal {
            renewal.begin(self.room.engine().core(), self.room.id(), self.user);
        }
        self.room
    }
}

/// Makes the call. Runs on the lane.
fn start(
    engine: Engine,
    room: RoomId,
    user: User,
    config: &RoomConfig,
    tokens: Option<Tokens>,
    outcome: Outcome,
) -> Result<Started> {
    let core = engine.core().clone();
    let text = tried(&room, &user);
    let session = begin(&core, &room, &user, outcome);
    let renewal = tokens
        .clone()
        .map(|tokens| Renewal::ahead(tokens, &core, &room, session));
    match core.native.login(&room, &user, config) {
        Ok(called) if called.code.is_success() => {
            core.with_hub(|hub, effects| {
                hub.login_accepted(&room, session, called.sequence, effects);
            });
            tracing::debug!(sequence = called.sequence, "login accepted");
            Ok(Started {
                room: Room::new(engine, room, session, tokens),
                user: user.id,
                renewal,
            })
        }
        Ok(called) => {
            drop(
                core.with_hub(|hub, effects| {
                    hub.login_refused(&room, session, called.code, effects)
                }),
            );
            Err(Error::sdk(text, called.code))
        }
        Err(error) => {
            drop(core.with_hub(|hub, effects| hub.login_not_made(effects)));
            Err(error)
        }
    }
}

fn begin(core: &Core, room: &RoomId, user: &User, outcome: Outcome) -> u64 {
    core.with_hub(|hub, _| {
        let session = hub.new_session();
        hub.begin(Calling::Login {
            room: room.clone(),
            user: user.clone(),
            session,
            outcome,
        });
        session
    })
}

fn tried(room: &RoomId, user: &User) -> String {
    format!("log in to {room:?} as {:?}", user.id)
}
