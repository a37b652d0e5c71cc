//! An engine: the handle from which everything else is asked for.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::config::Feature;
use crate::core::{Core, Scope};
use crate::error::{Error, ErrorKind, Result};
use crate::event::*;
use crate::ids::RoomId;
use crate::lease::{self, Leased};
use crate::login::LoginRoom;
use crate::play::Play;
use crate::preview::StartPreview;
use crate::publish::Publish;
use crate::sdk::Sdk;
use crate::stats::EngineStats;
use crate::streams::{EventStream, StreamRoster, UserRoster};
use crate::token::Tokens;

/// How long [`Engine::destroy`] and [`Sdk::shutdown`] wait.
pub(crate) const DESTROY_DEADLINE: Duration = Duration::from_secs(30);

/// An engine of the SDK. Cheap to clone; the engine lives as long as a clone of it, or a
/// [`Room`](crate::Room), [`Publication`](crate::Publication) or [`Playback`](crate::Playback).
///
/// When the last of them goes, the engine is destroyed in the background, in the same order as by
/// [`destroy`](Self::destroy): what is played and published is stopped, rooms are left, then the
/// engine ends. Dropping never blocks and works on every thread.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    core: Arc<Core>,
    sdk: Sdk,
    tokens: Option<Tokens>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.core.close();
    }
}

impl Engine {
    pub(crate) fn new(core: Arc<Core>, sdk: Sdk, tokens: Option<Tokens>) -> Self {
        Self {
            shared: Arc::new(Shared { core, sdk, tokens }),
        }
    }

    /// Who is asked for tokens, if a login says nothing else.
    pub(crate) fn tokens(&self) -> Option<&Tokens> {
        self.shared.tokens.as_ref()
    }

    pub(crate) fn core(&self) -> &Arc<Core> {
        &self.shared.core
    }

    /// The SDK that the engine is of.
    pub fn sdk(&self) -> &Sdk {
        &self.shared.sdk
    }

    /// Logs in to a room. The result of awaiting it is the [`Room`](crate::Room).
    ///
    /// ```
    /// # #[cfg(feature = "sim")]
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> zego_async::Result<()> {
    /// # let engine = zego_async::Sdk::embedded().engine(1).app_sign("0".repeat(64)).await?;
    /// use std::time::Duration;
    ///
    /// let room = engine
    ///     .login_room("room1", "alice")
    ///     .user_status_notify(true)
    ///     .timeout(Duration::from_secs(10))
    ///     .await?;
    /// room.logout().await?;
    /// # engine.destroy().await }
    /// # #[cfg(not(feature = "sim"))] fn main() {}
    /// ```
    #[doc(alias = "zego_express_login_room_with_callback")]
    #[doc(alias = "zego_express_login_room")]
    pub fn login_room(&self, room: impl AsRef<str>, user: impl AsRef<str>) -> LoginRoom {
        LoginRoom::new(self.clone(), room.as_ref(), user.as_ref())
    }

    /// Leaves a room, also one whose login is pending, which then fails with
    /// [`ErrorKind::LoggedOut`]. It is no error if the engine isn't in the room.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the room is left even if the future is dropped.
    #[doc(alias = "zego_express_logout_room_with_callback")]
    pub async fn logout_room(&self, room: impl AsRef<str>) -> Result<()> {
        let room = RoomId::new(room)?;
        let core = self.core().clone();
        let session = move || {
            core.with_hub(|hub, _| hub.rooms.get(&room).map(|it| (room.clone(), it.session)))
        };
        let engine = self.clone();
        let left = self.core().lane.call_surely(move || match session() {
            Some((room, session)) => lease::end(&engine, &Leased::Room(room), session),
            None => Ok(()),
        });
        left.await?
    }

    /// Leaves every room.
    ///
    /// # Cancel safety
    ///
    /// Once polled, the rooms are left even if the future is dropped.
    #[doc(alias = "zego_express_logout_all_room_with_callback")]
    #[doc(alias = "zego_express_logout_all_room")]
    pub async fn logout_all_rooms(&self) -> Result<()> {
        let engine = self.clone();
        let left = self.core().lane.call_surely(move || {
            let rooms = engine.core().with_hub(|hub, _| {
                let rooms = hub.rooms.iter();
                rooms
                    .map(|(room, entry)| (room.clone(), entry.session))
                    .collect::<Vec<_>>()
            });
            // All of them are tried; the first refusal is told.
            let mut outcome = Ok(());
            for (room, session) in rooms {
                let left = lease::end(&engine, &Leased::Room(room), session);
                outcome = outcome.and(left);
            }
            outcome
        });
        left.await?
    }

    /// Publishes a stream. The result of awaiting it is the [`Publication`](crate::Publication),
    /// once the stream is live.
    ///
    /// In multi-room mode use [`Room::publish`](crate::Room::publish), which says where to.
    #[doc(alias = "zego_express_start_publishing_stream")]
    pub fn publish(&self, stream: impl AsRef<str>) -> Publish {
        Publish::new(self.clone(), None, stream.as_ref())
    }

    /// Plays a stream. The result of awaiting it is the [`Playback`](crate::Playback), once the
    /// stream plays.
    ///
    /// In multi-room mode use [`Room::play`](crate::Room::play), which says where from.
    #[doc(alias = "zego_express_start_playing_stream")]
    pub fn play(&self, stream: impl AsRef<str>) -> Play {
        Play::new(self.clone(), None, stream.as_ref())
    }

    /// Starts capturing on the main channel, before or without publishing.
    #[doc(alias = "zego_express_start_preview")]
    pub fn preview(&self) -> StartPreview {
        StartPreview::new(self.clone())
    }

    /// Destroys the engine and waits until it is gone, 30 seconds at most.
    ///
    /// What is played and published is stopped, rooms are left, the engine ends; everything that
    /// is pending resolves with [`ErrorKind::EngineGone`], all streams end. May be called often,
    /// by any clone.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future doesn't stop the engine from going.
    #[doc(alias = "zego_express_engine_uninit_async")]
    pub async fn destroy(&self) -> Result<()> {
        self.core().close();
        match tokio::time::timeout(DESTROY_DEADLINE, self.core().gone()).await {
            Ok(()) => Ok(()),
            Err(_) => Err(Error::new(
                ErrorKind::Timeout,
                format!("destroy the engine: not gone within {DESTROY_DEADLINE:?}"),
            )),
        }
    }

    /// Whether the engine is gone or going.
    pub fn is_destroyed(&self) -> bool {
        self.core().is_closing()
    }

    /// Whether the loaded library and this platform can do something, by the SDK's number of it.
    #[doc(alias = "zego_express_is_feature_supported")]
    pub async fn is_feature_supported(&self, feature: Feature) -> Result<bool> {
        let core = self.core().clone();
        let call = move || core.native.is_feature_supported(feature.raw());
        let (code, supported) = self.core().lane.call(call).await??;
        match code.is_success() {
            true => Ok(supported),
            false => Err(Error::sdk(format_args!("ask for {feature:?}"), code)),
        }
    }

    /// What the engine has counted.
    pub fn stats(&self) -> EngineStats {
        self.core().stats()
    }

    /// Everything that the SDK says, exactly as it says it.
    ///
    /// Also what the typed streams leave out, such as the failure that the SDK reports of a room
    /// that is logged in to when a second login to it was refused.
    pub fn events(&self) -> EventStream<Event> {
        EventStream::raw(self.core().subscribe(None, Scope::Engine))
    }

    /// State changes of all rooms.
    #[doc(alias = "zego_register_room_state_changed_callback")]
    pub fn room_states(&self) -> EventStream<RoomStateChanged> {
        self.stream()
    }

    /// The users of all rooms: first who is there, then who comes and goes.
    #[doc(alias = "zego_register_room_user_update_callback")]
    pub fn room_users(&self) -> UserRoster {
        UserRoster::new(self.core(), Scope::Engine)
    }

    /// The streams of others in all rooms: first what is there, then what comes and goes.
    #[doc(alias = "zego_register_room_stream_update_callback")]
    pub fn room_streams(&self) -> StreamRoster {
        StreamRoster::new(self.core(), Scope::Engine)
    }

    /// Changes of the extra information of streams, in all rooms.
    #[doc(alias = "zego_register_room_stream_extra_info_update_callback")]
    pub fn stream_extra_info(&self) -> EventStream<RoomStreamExtraInfoUpdate> {
        self.stream()
    }

    /// How many users are in each room, every 30 seconds.
    #[doc(alias = "zego_register_room_online_user_count_update_callback")]
    pub fn online_user_counts(&self) -> EventStream<OnlineUserCount> {
        self.stream()
    }

    /// Tokens that end soon, in all rooms.
    #[doc(alias = "zego_register_room_token_will_expire_callback")]
    pub fn tokens_will_expire(&self) -> EventStream<TokenWillExpire> {
        self.stream()
    }

    /// State changes of all published streams.
    #[doc(alias = "zego_register_publisher_state_update_callback")]
    pub fn publisher_states(&self) -> EventStream<PublisherStateChanged> {
        self.stream()
    }

    /// Figures of all published streams, every 3 seconds.
    #[doc(alias = "zego_register_publisher_quality_update_callback")]
    pub fn publisher_quality(&self) -> EventStream<PublisherQuality> {
        self.stream()
    }

    /// First frames that are captured or sent, on all channels.
    #[doc(alias = "zego_register_publisher_captured_video_first_frame_callback")]
    pub fn publisher_first_frames(&self) -> EventStream<PublisherFirstFrame> {
        self.stream()
    }

    /// State changes of all played streams.
    #[doc(alias = "zego_register_player_state_update_callback")]
    pub fn player_states(&self) -> EventStream<PlayerStateChanged> {
        self.stream()
    }

    /// Figures of all played streams, every 3 seconds.
    #[doc(alias = "zego_register_player_quality_update_callback")]
    pub fn player_quality(&self) -> EventStream<PlayerQuality> {
        self.stream()
    }

    /// First frames that are received or rendered, of all played streams.
    #[doc(alias = "zego_register_player_recv_video_first_frame_callback")]
    pub fn player_first_frames(&self) -> EventStream<PlayerFirstFrame> {
        self.stream()
    }

    /// Starts and stops of the audio and video module.
    #[doc(alias = "zego_register_engine_state_update_callback")]
    pub fn engine_states(&self) -> EventStream<EngineStateChanged> {
        self.stream()
    }

    /// Complaints of the SDK about calls. They are also written to the log as warnings.
    #[doc(alias = "zego_register_debug_error_callback")]
    pub fn debug_errors(&self) -> EventStream<DebugError> {
        self.stream()
    }

    /// How good the network of each user is, every 2 seconds.
    #[doc(alias = "zego_register_network_quality_callback")]
    pub fn network_quality(&self) -> EventStream<NetworkQuality> {
        self.stream()
    }

    /// Microphones, speakers and cameras of this machine that fail.
    #[doc(alias = "zego_register_local_device_exception_occurred_callback")]
    pub fn local_device_exceptions(&self) -> EventStream<LocalDeviceException> {
        self.stream()
    }

    /// The rooms that the engine is in or logging in to, in the order of their names.
    pub fn rooms(&self) -> Vec<RoomId> {
        self.core()
            .with_hub(|hub, _| hub.rooms.ids().cloned().collect())
    }

    #[allow(private_bounds)]
    fn stream<T: Payload>(&self) -> EventStream<T> {
        EventStream::new(self.core().subscribe(Some(&[T::TOPIC]), Scope::Engine))
    }
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine")
            .field("id", &self.core().id)
            .finish_non_exhaustive()
    }
}
