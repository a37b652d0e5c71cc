//! The task that renews a room's token before it ends. It holds the engine weakly and ends with
//! the session.

use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::{Arc, Weak};

use futures::future::select;
use futures::{FutureExt, StreamExt};
use tracing::Instrument;

use super::{NoToken, TokenFailure, TokenPurpose, TokenRequest, Tokens};
use crate::config::Secret;
use crate::core::{Core, Scope};
use crate::error::{Error, ErrorKind, Result};
use crate::event::{RoomStateChanged, TokenWillExpire, Topic};
use crate::ids::{RoomId, UserId};
use crate::streams::EventStream;

/// A renewal that is ready to begin: it misses no warning of its session.
pub(crate) struct Renewal {
    tokens: Tokens,
    warnings: EventStream<TokenWillExpire>,
    session: u64,
}

impl Renewal {
    /// For a session that is about to begin.
    pub(crate) fn ahead(tokens: Tokens, core: &Core, room: &RoomId, session: u64) -> Self {
        let room = room.clone();
        let queue = core.subscribe_ahead(&[Topic::TokenWillExpire], Scope::Room { room, session });
        Self {
            tokens,
            warnings: EventStream::new(queue),
            session,
        }
    }

    /// The session has begun.
    pub(crate) fn begin(self, core: &Arc<Core>, room: &RoomId, user: UserId) {
        let session = self.session;
        let scope = Scope::Room {
            room: room.clone(),
            session,
        };
        let states = core.subscribe(Some(&[Topic::RoomState]), scope);
        let task = Task {
            tokens: self.tokens,
            core: Arc::downgrade(core),
            room: room.clone(),
            session,
            user,
        };
        let span = tracing::debug_span!("token_renewal", engine = core.id, %room);
        let warnings = self.warnings;
        core.lane.spawn(
            async move {
                let states = EventStream::<RoomStateChanged>::new(states);
                let over = states.for_each(|_| std::future::ready(()));
                select(pin!(task.run(warnings)), pin!(over)).await;
            }
            .instrument(span),
        );
    }
}

struct Task {
    tokens: Tokens,
    core: Weak<Core>,
    room: RoomId,
    session: u64,
    user: UserId,
}

impl Task {
    /// Renews at each warning. A warning that was lost was one all the same.
    async fn run(&self, mut warnings: EventStream<TokenWillExpire>) {
        while warnings.next().await.is_some() {
            self.renew(&mut warnings).await;
        }
    }

    async fn renew(&self, warnings: &mut EventStream<TokenWillExpire>) {
        for attempt in 1.. {
            let answer = self.tokens.ask(self.request(attempt)).await;
            // What was warned of meanwhile is the same end, which this answer is about.
            while warnings.next().now_or_never().flatten().is_some() {}
            let renewed = match answer {
                Ok(token) => self.hand_over(token).await,
                Err(none) => Err(none),
            };
            let Err(NoToken { error, refused }) = renewed else {
                tracing::debug!(attempt, "token renewed");
                return;
            };
            let pause = self.tokens.retry.pause_after(attempt);
            let pause = pause.filter(|_| !refused);
            let told = self.tell(TokenFailure {
                error,
                attempt,
                next_attempt_in: pause,
            });
            match (told, pause) {
                (ControlFlow::Continue(()), Some(pause)) => tokio::time::sleep(pause).await,
                _ => return,
            }
        }
    }

    fn request(&self, attempt: u32) -> TokenRequest {
        TokenRequest {
            room: self.room.clone(),
            user: self.user.clone(),
            purpose: TokenPurpose::Renewal,
            attempt,
        }
    }

    /// Gives the token to the SDK, unless the session is over by then.
    async fn hand_over(&self, token: Secret) -> Result<(), NoToken> {
        let Some(core) = self.core.upgrade() else {
            return Err(over(Error::engine_gone()));
        };
        let (room, session) = (self.room.clone(), self.session);
        let lane = core.lane.clone();
        let call = move || {
            if !core.with_hub(|hub, _| hub.is_in_room(&room, session)) {
                return Err(over(Error::new(
                    ErrorKind::LoggedOut,
                    "the session is over",
                )));
            }
            renew(&core, &room, &token).map_err(|error| NoToken {
                error,
                refused: false,
            })
        };
        lane.call(call).await.unwrap_or_else(|gone| Err(over(gone)))
    }

    /// Tells the room's state streams, while there is a room.
    fn tell(&self, failure: TokenFailure) -> ControlFlow<()> {
        let Some(core) = self.core.upgrade() else {
            return ControlFlow::Break(());
        };
        let (attempt, next) = (failure.attempt, failure.next_attempt_in);
        let error = failure.error.clone();
        let told = core.with_hub(|hub, effects| {
            hub.token_not_renewed(&self.room, self.session, failure, effects)
        });
        if !told {
            return ControlFlow::Break(());
        }
        tracing::warn!(attempt, next_attempt_in = ?next, %error, "the token was not renewed");
        ControlFlow::Continue(())
    }
}

/// Makes the call. Runs on the lane.
pub(crate) fn renew(core: &Core, room: &RoomId, token: &Secret) -> Result<()> {
    match core.native.renew_token(room, token.as_str())? {
        code if code.is_success() => Ok(()),
        code => Err(Error::sdk(
            format_args!("renew the token of {room:?}"),
            code,
        )),
    }
}

fn over(error: Error) -> NoToken {
    NoToken {
        error,
        refused: true,
    }
}
