//! Two hundred voices: each an engine with a publication, ten in a room, with one more engine in
//! each room that plays them all and reads each by itself.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use tokio::task::JoinSet;
use tokio::time::Instant;
use zego_async::media::{AudioFormat, AudioFrame, AudioSink, FrameStream};
use zego_async::{Channel, Engine, Playback, Publication, Room, Sdk};
use zego_sim::Cloud;

use crate::engine;
use crate::tally::{Counters, Kind, Sent, Signal, Tally, UNCOUNTED};

pub(crate) const ROOMS: usize = 20;
pub(crate) const IN_A_ROOM: usize = 10;
pub(crate) const VOICES: usize = ROOMS * IN_A_ROOM;
pub(crate) const A_SECOND: u64 = 100;
const FORMAT: AudioFormat = AudioFormat::MONO_48K;
const BLOCK: Duration = Duration::from_millis(10);
/// Bytes of a block.
pub(crate) const LENGTH: usize = 960;

type Block = [u8; LENGTH];

pub(crate) struct Scene {
    engines: Vec<Engine>,
    playbacks: Vec<Playback>,
    sinks: Vec<AudioSink>,
    streams: Vec<FrameStream<AudioFrame>>,
    _publications: Vec<Publication>,
    _rooms: Vec<Room>,
    all: u64,
}

impl Scene {
    pub(crate) async fn new(sdk: &Sdk, cloud: &Cloud) -> Self {
        let mut scene = Self {
            engines: Vec::new(),
            playbacks: Vec::new(),
            sinks: Vec::new(),
            streams: Vec::new(),
            _publications: Vec::new(),
            _rooms: Vec::new(),
            all: 0,
        };
        for room in 0..ROOMS {
            scene.add_room(sdk, cloud, room).await;
        }
        scene
    }

    async fn add_room(&mut self, sdk: &Sdk, cloud: &Cloud, number: usize) {
        let id = format!("room-{number}");
        let voice = |at: usize| format!("voice-{}", number * IN_A_ROOM + at);
        for at in 0..IN_A_ROOM {
            let speaker = engine(sdk, cloud, |builder| builder).await;
            let sink = speaker.enable_custom_audio(Channel::Main);
            self.sinks.push(sink.await.expect("a sink"));
            let room = speaker.login_room(&id, voice(at)).await.expect("a room");
            let publication = room.publish(voice(at)).await.expect("a publication");
            self._publications.push(publication);
            self._rooms.push(room);
            self.engines.push(speaker);
        }
        let listener = engine(sdk, cloud, |builder| builder).await;
        let room = listener.login_room(&id, format!("listener-{number}"));
        let room = room.await.expect("a room");
        for at in 0..IN_A_ROOM {
            let playback = room.play(voice(at)).await.expect("a playback");
            let blocks = playback.audio_frames().format(FORMAT);
            self.streams.push(blocks.await.expect("sound"));
            self.playbacks.push(playback);
        }
        self._rooms.push(room);
        self.engines.push(listener);
    }

    /// Has somebody read each voice.
    pub(crate) fn read(&mut self, readers: &mut JoinSet<Tally>, signal: &Arc<Signal>, all: u64) {
        self.all = all * A_SECOND;
        for (voice, mut blocks) in self.streams.drain(..).enumerate() {
            let (signal, all) = (signal.clone(), self.all);
            readers.spawn(async move {
                let mut tally = Tally::new(Kind::Voices);
                while let Some(block) = blocks.next().await {
                    let number = number_of(voice, block.data());
                    if tally.take(number, all, &signal) {
                        break;
                    }
                }
                tally.end(all, blocks.lost())
            });
        }
    }

    /// Sends the sound of each voice: first uncounted blocks, then all that are counted.
    pub(crate) fn send(&mut self, senders: &mut JoinSet<Sent>, signal: &Arc<Signal>) {
        for (voice, sink) in self.sinks.iter().cloned().enumerate() {
            let (signal, all) = (signal.clone(), self.all);
            senders.spawn(async move {
                let mut began = Instant::now();
                let mut counted = 0..all as u32;
                let sound = std::iter::from_fn(|| match signal.has_started() {
                    false => {
                        began = Instant::now();
                        Some(block(voice, UNCOUNTED))
                    }
                    true => counted.next().map(|number| block(voice, number)),
                });
                let pace = sink.paced(FORMAT).block(BLOCK);
                let sent = pace.send_stream(futures::stream::iter(sound)).await;
                sent.expect("it is sent");
                Sent {
                    kind: Kind::Voices,
                    count: all,
                    took: began.elapsed(),
                }
            });
        }
    }

    pub(crate) async fn stop(&self) {
        for playback in &self.playbacks {
            playback.stop().await.expect("it stops");
        }
    }

    pub(crate) fn counters(&self) -> Counters {
        let mut counters = Counters::default();
        self.engines
            .iter()
            .for_each(|engine| counters += engine.stats());
        counters
    }
}

/// The block of that number: which voice, which number, and samples that follow from both.
fn block(voice: usize, number: u32) -> Block {
    let mut block = [0; LENGTH];
    let (head, rest) = block.split_at_mut(8);
    head[..4].copy_from_slice(&(voice as u32).to_le_bytes());
    head[4..].copy_from_slice(&number.to_le_bytes());
    rest.fill((voice as u32).wrapping_add(number) as u8);
    block
}

/// The number that is in a block of a voice; `None` if it isn't one of those that were sent.
fn number_of(voice: usize, data: &[u8]) -> Option<u32> {
    let number = u32::from_le_bytes(*data[4..].first_chunk()?);
    (data == block(voice, number)).then_some(number)
}
