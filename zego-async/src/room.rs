//! A room that the engine is in.

use std::fmt;
use std::sync::Arc;

use crate::config::check_token;
use crate::core::{RoomEntry, Scope};
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::event::*;
use crate::ids::{RoomId, User};
use crate::lease::{Lease, Leased};
use crate::play::Play;
use crate::publish::Publish;
use crate::streams::{EventStream, StreamRoster, UserRoster};
use crate::switch::SwitchRoom;
use crate::token::{self, Tokens};

/// A session in a room. Cheap to clone.
///
/// When the last clone goes the room is logged out of, unless it was [`detach`](Self::detach)ed;
/// [`logout`](Self::logout) is the way that can be awaited. The session may end before: by a kick
/// or a lost connection, which [`states`](Self::states) tells.
#[derive(Clone)]
pub struct Room {
    lease: Arc<Lease>,
    id: RoomId,
    tokens: Option<Tokens>,
}

impl Room {
    /// The room of a session that the SDK has accepted.
    pub(crate) fn new(engine: Engine, id: RoomId, session: u64, tokens: Option<Tokens>) -> Self {
        let lease = Lease::new(engine, Leased::Room(id.clone()), session);
        lease.arm();
        Self { lease, id, tokens }
    }

    /// Who got the token of the session.
    pub(crate) fn tokens(&self) -> Option<&Tokens> {
        self.tokens.as_ref()
    }

    /// The room's name.
    pub fn id(&self) -> &RoomId {
        &self.id
    }

    /// The engine that is in the room.
    pub fn engine(&self) -> &Engine {
        self.lease.engine()
    }

    /// The room's state now.
    pub fn state(&self) -> RoomState {
        self.look(|entry| entry.state)
            .unwrap_or(RoomState::Disconnected)
    }

    /// The user who is logged in; `None` once the session is over.
    pub fn user(&self) -> Option<User> {
        self.look(|entry| entry.user.clone())
    }

    /// The other users who are in the room now, as far as the SDK tells.
    pub fn current_users(&self) -> Vec<User> {
        self.look(|entry| entry.users.values().cloned().collect())
            .unwrap_or_default()
    }

    /// The streams of others that are in the room now.
    #[doc(alias = "zego_express_get_room_stream_list")]
    pub fn current_streams(&self) -> Vec<RemoteStream> {
        self.look(|entry| entry.streams.values().cloned().collect())
            .unwrap_or_default()
    }

    /// Leaves the room. Everything published and played in it stops.
    ///
    /// It is no error if the session is over already.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the room is left even if the future is dropped.
    #[doc(alias = "zego_express_logout_room_with_callback")]
    #[doc(alias = "zego_express_logout_room")]
    pub async fn logout(&self) -> Result<()> {
        self.lease.release().await
    }

    /// Keeps the room when the last clone of this handle goes: the engine stays in it until it
    /// is destroyed.
    pub fn detach(&self) {
        self.lease.detach();
    }

    /// Goes over to another room with the same user. The result of awaiting it is the new room.
    #[doc(alias = "zego_express_switch_room")]
    pub fn switch_to(&self, room: impl AsRef<str>) -> SwitchRoom {
        SwitchRoom::new(self.clone(), room.as_ref())
    }

    /// Gives the SDK a new token, before the old one ends; [`tokens_will_expire`](Self::tokens_will_expire)
    /// tells when. The server's opinion of the token shows at the next login or publication.
    ///
    /// A [`TokenProvider`](crate::TokenProvider) does this by itself.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the token may be renewed even if the future is dropped.
    #[doc(alias = "zego_express_renew_token")]
    pub async fn renew_token(&self, token: impl Into<String>) -> Result<()> {
        let token = crate::config::Secret::new(token);
        if token.as_str().is_empty() {
            return Err(Error::invalid("token", "must not be empty"));
        }
        check_token(token.as_str())?;
        let (core, (room, session)) = (self.engine().core().clone(), self.session());
        let lane = core.lane.clone();
        lane.call(move || {
            if !core.with_hub(|hub, _| hub.is_in_room(&room, session)) {
                return Err(Error::session_over("renew the token", &room));
            }
            token::renew(&core, &room, &token)
        })
        .await?
    }

    /// Publishes a stream in this room. Once the session is over it is an error of kind
    /// [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    #[doc(alias = "zego_express_start_publishing_stream_with_config")]
    pub fn publish(&self, stream: impl AsRef<str>) -> Publish {
        Publish::new(self.engine().clone(), Some(self.session()), stream.as_ref())
    }

    /// Plays a stream of this room. Once the session is over it is an error of kind
    /// [`NotLoggedIn`](crate::ErrorKind::NotLoggedIn).
    #[doc(alias = "zego_express_start_playing_stream_with_config")]
    pub fn play(&self, stream: impl AsRef<str>) -> Play {
        Play::new(self.engine().clone(), Some(self.session()), stream.as_ref())
    }

    /// State changes of this room, until the session is over, and tokens of it that were
    /// [not renewed](RoomStateReason::TokenNotRenewed).
    #[doc(alias = "zego_register_room_state_changed_callback")]
    pub fn states(&self) -> EventStream<RoomStateChanged> {
        self.stream()
    }

    /// The room's users: first who is there, then who comes and goes.
    ///
    /// It doesn't matter whether it is made right after the login or much later.
    #[doc(alias = "zego_register_room_user_update_callback")]
    pub fn users(&self) -> UserRoster {
        UserRoster::new(self.engine().core(), self.scope())
    }

    /// The streams of others in the room: first what is there, then what comes and goes.
    ///
    /// It doesn't matter whether it is made right after the login or much later.
    #[doc(alias = "zego_register_room_stream_update_callback")]
    pub fn streams(&self) -> StreamRoster {
        StreamRoster::new(self.engine().core(), self.scope())
    }

    /// Changes of the extra information of streams in this room.
    #[doc(alias = "zego_register_room_stream_extra_info_update_callback")]
    pub fn stream_extra_info(&self) -> EventStream<RoomStreamExtraInfoUpdate> {
        self.stream()
    }

    /// Changes of the room's own extra information, made by others.
    #[doc(alias = "zego_register_room_extra_info_update_callback")]
    pub fn extra_info(&self) -> EventStream<RoomExtraInfoUpdate> {
        self.stream()
    }

    /// How many users are in the room, every 30 seconds.
    #[doc(alias = "zego_register_room_online_user_count_update_callback")]
    pub fn online_user_counts(&self) -> EventStream<OnlineUserCount> {
        self.stream()
    }

    /// Says that the token ends soon.
    #[doc(alias = "zego_register_room_token_will_expire_callback")]
    pub fn tokens_will_expire(&self) -> EventStream<TokenWillExpire> {
        self.stream()
    }

    /// Broadcast messages of others in this room.
    #[doc(alias = "zego_register_im_recv_broadcast_message_callback")]
    pub fn broadcast_messages(&self) -> EventStream<BroadcastMessages> {
        self.stream()
    }

    /// Barrage messages of others in this room.
    #[doc(alias = "zego_register_im_recv_barrage_message_callback")]
    pub fn barrage_messages(&self) -> EventStream<BarrageMessages> {
        self.stream()
    }

    /// Custom commands to this user in this room.
    #[doc(alias = "zego_register_im_recv_custom_command_callback")]
    pub fn custom_commands(&self) -> EventStream<CustomCommand> {
        self.stream()
    }

    /// Which session in the room it is.
    pub(crate) fn session(&self) -> (RoomId, u64) {
        (self.id().clone(), self.lease.session())
    }

    fn scope(&self) -> Scope {
        self.lease.scope()
    }

    /// Looks at the session, if it still lasts.
    fn look<R>(&self, look: impl FnOnce(&RoomEntry) -> R) -> Option<R> {
        self.engine().core().with_hub(|hub, _| {
            let entry = hub.rooms.get(self.id());
            entry
                .filter(|entry| entry.session == self.lease.session())
                .map(look)
        })
    }

    #[allow(private_bounds)]
    fn stream<T: Payload>(&self) -> EventStream<T> {
        EventStream::new(
            self.engine()
                .core()
                .subscribe(Some(&[T::TOPIC]), self.scope()),
        )
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Room")
            .field("id", self.id())
            .field("state", &self.state())
            .finish()
    }
}
