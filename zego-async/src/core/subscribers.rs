//! Who listens to what: the queues of all event streams of one engine, by topic.

use std::sync::Arc;

use super::effects::Wakers;
use super::queue::{Batch, Queue, Reader};
use crate::event::{Channel, Event, RecordSource, Topic};
use crate::ids::{RoomId, StreamId};

/// Reads events, each there until it is taken. They are queued as options, since to look into one
/// on its way, be it to see that it is there, would cost more than to move it as it is.
pub(crate) type EventReader = Reader<Option<Event>>;
pub(crate) type EventBatch = Batch<Option<Event>>;

/// Of whose events a subscriber wants to hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Of all.
    Engine,
    /// Of one room, as long as this session in it lasts.
    Room { room: RoomId, session: u64 },
    /// Of one channel, as long as the engine lasts.
    Channel(Channel),
    /// Of one media player, as long as it exists.
    MediaPlayer { player: i32, session: u64 },
    /// Of one recording, as long as it lasts.
    Recording { source: RecordSource, session: u64 },
    /// Of one published stream, as long as this publication lasts.
    Publication {
        stream: StreamId,
        channel: Channel,
        session: u64,
    },
    /// Of one played stream, as long as this playback lasts.
    Playback { stream: StreamId, session: u64 },
}

/// Subscribers that want to hear the same share a queue.
#[repr(align(64))]
struct Group {
    queue: Arc<Queue<Option<Event>>>,
    topics: Topics,
    scope: Scope,
}

/// A set of topics, one bit for each.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Topics(u64);

const _: () = assert!(Topic::COUNT <= u64::BITS as usize);

impl Topics {
    fn of(topics: &[Topic]) -> Self {
        Self(topics.iter().fold(0, |set, &topic| set | 1 << topic as u64))
    }
}

/// All subscribers of one engine. What every event needs comes first.
#[repr(C)]
pub(crate) struct Subscribers {
    /// Those that want everything, as the SDK sent it.
    raw: Option<Arc<Queue<Option<Event>>>>,
    lagged: u64,
    by_topic: [Vec<Group>; Topic::COUNT],
}

impl Default for Subscribers {
    fn default() -> Self {
        Self {
            raw: None,
            lagged: 0,
            by_topic: std::array::from_fn(|_| Vec::new()),
        }
    }
}

impl Subscribers {
    /// A reader for the events of `topics`.
    pub(crate) fn add(&mut self, topics: &[Topic], scope: Scope, capacity: usize) -> EventReader {
        let set = Topics::of(topics);
        for &topic in topics {
            self.by_topic[topic as usize].retain(|group| group.queue.has_readers());
        }
        let known = topics
            .first()
            .into_iter()
            .flat_map(|&topic| &self.by_topic[topic as usize])
            .find(|group| group.topics == set && group.scope == scope);
        if let Some(group) = known {
            return group.queue.join();
        }
        let queue = Queue::new(capacity);
        let reader = queue.join();
        for &topic in topics {
            self.by_topic[topic as usize].push(Group {
                queue: queue.clone(),
                topics: set,
                scope: scope.clone(),
            });
        }
        reader
    }

    /// A reader for everything.
    pub(crate) fn add_raw(&mut self, capacity: usize) -> EventReader {
        self.raw.get_or_insert_with(|| Queue::new(capacity)).join()
    }

    /// Puts `event` into the queues of those who want it. `typed` is false for an event that
    /// tells of a refused call and not of a room's, publication's or playback's real state: only
    /// those that want everything get it.
    #[inline]
    pub(crate) fn publish(&mut self, event: &mut Option<Event>, typed: bool, wakers: &mut Wakers) {
        if let Some(raw) = self.raw.as_ref().filter(|raw| raw.has_readers()) {
            self.lagged += raw.put(&mut event.clone(), wakers);
        }
        if typed {
            self.publish_typed(event, wakers);
        }
    }

    /// As [`publish`](Self::publish), for what this crate says itself: those that want everything
    /// want it as the SDK sent it, and don't get it.
    #[inline]
    pub(crate) fn publish_typed(&mut self, event: &mut Option<Event>, wakers: &mut Wakers) {
        let Some(told) = event.as_ref() else { return };
        let mut last = None::<&Group>;
        for group in &self.by_topic[told.topic() as usize] {
            if group.scope.covers(told)
                && let Some(before) = last.replace(group)
            {
                self.lagged += before.queue.put(&mut event.clone(), wakers);
            }
        }
        if let Some(group) = last {
            self.lagged += group.queue.put(event, wakers);
        }
    }

    /// Ends the streams of a session that is over.
    pub(crate) fn finish_scope(&mut self, over: impl Fn(&Scope) -> bool, wakers: &mut Wakers) {
        for groups in &mut self.by_topic {
            groups.retain(|group| {
                let ends = over(&group.scope);
                if ends {
                    group.queue.finish(wakers);
                }
                !ends
            });
        }
    }

    /// Ends all streams.
    pub(crate) fn finish_all(&mut self, wakers: &mut Wakers) {
        for group in self.by_topic.iter_mut().flat_map(std::mem::take) {
            group.queue.finish(wakers);
        }
        if let Some(raw) = self.raw.take() {
            raw.finish(wakers);
        }
    }

    /// How many events subscribers lost because they were too slow.
    pub(crate) fn lagged(&self) -> u64 {
        self.lagged
    }

    /// How many events wait in the fullest queue.
    pub(crate) fn deepest(&self) -> usize {
        let typed = self.by_topic.iter().flatten().map(|group| &group.queue);
        let all = typed.chain(&self.raw).map(|queue| queue.len());
        all.max().unwrap_or(0)
    }
}

impl Scope {
    #[inline]
    fn covers(&self, event: &Event) -> bool {
        matches!(self, Self::Engine) || self.is_of(event)
    }

    fn is_of(&self, event: &Event) -> bool {
        match self {
            Self::Engine => true,
            Self::Room { room, .. } => event.room() == Some(room),
            Self::Channel(channel) => event.channel() == Some(*channel),
            Self::MediaPlayer { player, .. } => event.media_player() == Some(*player),
            Self::Recording { source, .. } => event.recording() == Some(source),
            Self::Publication {
                stream, channel, ..
            } => event.publisher_stream() == Some(stream) || event.channel() == Some(*channel),
            Self::Playback { stream, .. } => {
                event.player_stream() == Some(stream) || event.measures(stream)
            }
        }
    }
}

impl Event {
    fn room(&self) -> Option<&RoomId> {
        Some(match self {
            Self::RoomState(event) => &event.room,
            Self::RoomConnection(event) => &event.room,
            Self::RoomUsers(event) => &event.room,
            Self::RoomStreams(event) => &event.room,
            Self::RoomStreamExtraInfo(event) => &event.room,
            Self::RoomExtraInfo(event) => &event.room,
            Self::OnlineUserCount(event) => &event.room,
            Self::TokenWillExpire(event) => &event.room,
            Self::BroadcastMessages(event) => &event.room,
            Self::BarrageMessages(event) => &event.room,
            Self::CustomCommand(event) => &event.room,
            _ => return None,
        })
    }

    fn publisher_stream(&self) -> Option<&StreamId> {
        Some(match self {
            Self::PublisherState(event) => &event.stream,
            Self::PublisherQuality(event) => &event.stream,
            Self::PublisherStreamEvent(event) => &event.stream,
            Self::PublisherRelay(event) => &event.stream,
            _ => return None,
        })
    }

    /// The channel of an event that names no stream.
    fn channel(&self) -> Option<Channel> {
        match self {
            Self::PublisherFirstFrame(event) => event.channel,
            Self::PublisherVideoSize(event) => Some(event.channel),
            Self::PublisherEncoderChanged(event) => Some(event.channel),
            Self::PublisherLowFps(event) => Some(event.channel),
            Self::VideoCapture(event) => Some(event.channel),
            Self::CaptureDemand(event) => Some(event.channel),
            _ => None,
        }
    }

    fn media_player(&self) -> Option<i32> {
        Some(match self {
            Self::MediaPlayerState(event) => event.player,
            Self::MediaPlayerLoaded(event) => event.player,
            Self::MediaPlayerProgress(event) => event.player,
            Self::MediaPlayerBuffering(event) => event.player,
            _ => return None,
        })
    }

    fn recording(&self) -> Option<&RecordSource> {
        match self {
            Self::RecordState(event) => Some(&event.source),
            Self::RecordProgress(event) => Some(&event.source),
            _ => None,
        }
    }

    /// Whether it measures this stream, among others.
    fn measures(&self, stream: &StreamId) -> bool {
        match self {
            Self::RemoteSoundLevels(event) => event.levels.iter().any(|it| it.stream == *stream),
            Self::RemoteSpeech(event) => event.streams.iter().any(|it| it.stream == *stream),
            Self::RemoteSpectra(event) => event.spectra.iter().any(|it| it.stream == *stream),
            _ => false,
        }
    }

    fn player_stream(&self) -> Option<&StreamId> {
        Some(match self {
            Self::PlayerState(event) => &event.stream,
            Self::PlayerQuality(event) => &event.stream,
            Self::PlayerFirstFrame(event) => &event.stream,
            Self::PlayerVideoSize(event) => &event.stream,
            Self::PlayerMedia(event) => &event.stream,
            Self::PlayerStreamEvent(event) => &event.stream,
            Self::PlayerLowFps(event) => &event.stream,
            Self::PlayerSwitched(event) => &event.stream,
            Self::RemoteDevice(event) => &event.stream,
            Self::Sei(event) => &event.stream,
            _ => return None,
        })
    }
}
