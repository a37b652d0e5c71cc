//! Who listens to what: the queues of all event streams of one engine, by topic.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::task::Waker;

use super::queue::Queue;
use crate::event::{Channel, Event, RecordSource, Topic};
use crate::ids::{RoomId, StreamId};

pub(crate) type EventQueue = Arc<Queue<Event>>;

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

struct Subscriber {
    queue: EventQueue,
    scope: Scope,
}

impl Subscriber {
    /// Puts `event` into the queue; answers how many were lost for it.
    fn put(&self, event: Event, wakers: &mut Vec<Waker>) -> u64 {
        let put = self.queue.put(event);
        wakers.extend(put.waker);
        u64::from(put.lost)
    }
}

/// All subscribers of one engine.
pub(crate) struct Subscribers {
    by_topic: [Vec<Subscriber>; Topic::COUNT],
    /// Those that want everything, as the SDK sent it.
    raw: Vec<Subscriber>,
    lagged: AtomicU64,
}

impl Default for Subscribers {
    fn default() -> Self {
        let by_topic = std::array::from_fn(|_| Vec::new());
        Self {
            by_topic,
            raw: Vec::new(),
            lagged: AtomicU64::new(0),
        }
    }
}

impl Subscribers {
    /// Adds a queue for the events of `topics`.
    pub(crate) fn add(&mut self, topics: &[Topic], scope: Scope, queue: &EventQueue) {
        for &topic in topics {
            let list = &mut self.by_topic[topic as usize];
            list.retain(|subscriber| !subscriber.queue.is_abandoned());
            list.push(Subscriber {
                queue: queue.clone(),
                scope: scope.clone(),
            });
        }
    }

    /// Adds a queue for everything.
    pub(crate) fn add_raw(&mut self, queue: &EventQueue) {
        self.raw
            .retain(|subscriber| !subscriber.queue.is_abandoned());
        self.raw.push(Subscriber {
            queue: queue.clone(),
            scope: Scope::Engine,
        });
    }

    /// Puts `event` into the queues of those who want it. `typed` is false for an event that
    /// tells of a refused call and not of a room's, publication's or playback's real state: only
    /// those that want everything get it.
    pub(crate) fn publish(&mut self, event: Event, typed: bool, wakers: &mut Vec<Waker>) {
        let lost = self.raw.iter().map(|one| one.put(event.clone(), wakers));
        self.lagged.fetch_add(lost.sum(), Relaxed);
        if typed {
            self.publish_typed(event, wakers);
        }
    }

    /// As [`publish`](Self::publish), for what this crate says itself: those that want everything
    /// want it as the SDK sent it, and don't get it.
    pub(crate) fn publish_typed(&mut self, event: Event, wakers: &mut Vec<Waker>) {
        let list = &self.by_topic[event.topic() as usize];
        let mut lost = 0;
        if let [only] = list.as_slice() {
            if only.scope.covers(&event) {
                lost = only.put(event, wakers);
            }
        } else {
            for subscriber in list.iter().filter(|one| one.scope.covers(&event)) {
                lost += subscriber.put(event.clone(), wakers);
            }
        }
        self.lagged.fetch_add(lost, Relaxed);
    }

    /// Ends the streams of a session that is over.
    pub(crate) fn finish_scope(&mut self, over: impl Fn(&Scope) -> bool, wakers: &mut Vec<Waker>) {
        for list in &mut self.by_topic {
            list.retain(|subscriber| {
                let ends = over(&subscriber.scope);
                if ends {
                    wakers.extend(subscriber.queue.finish());
                }
                !ends
            });
        }
    }

    /// Ends all streams.
    pub(crate) fn finish_all(&mut self, wakers: &mut Vec<Waker>) {
        for subscriber in self.by_topic.iter_mut().flat_map(std::mem::take) {
            wakers.extend(subscriber.queue.finish());
        }
        for subscriber in std::mem::take(&mut self.raw) {
            wakers.extend(subscriber.queue.finish());
        }
    }

    /// How many events subscribers lost because they were too slow.
    pub(crate) fn lagged(&self) -> u64 {
        self.lagged.load(Relaxed)
    }

    /// How many events wait in the fullest queue.
    pub(crate) fn deepest(&self) -> usize {
        let all = self.by_topic.iter().flatten().chain(&self.raw);
        all.map(|subscriber| subscriber.queue.len())
            .max()
            .unwrap_or(0)
    }
}

impl Scope {
    fn covers(&self, event: &Event) -> bool {
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
