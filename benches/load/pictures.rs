//! One publisher of pictures of 1080p, thirty a second, and four players of it.

use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use futures::StreamExt;
use tokio::task::JoinSet;
use tokio::time::{Instant, interval};
use zego_async::media::{PixelFormat, VideoFrame, VideoRender, VideoSink};
use zego_async::{Channel, Engine, Playback, Publication, Room, Sdk};
use zego_sim::Cloud;

use crate::engine;
use crate::tally::{Counters, Kind, Sent, Signal, Tally, UNCOUNTED};

pub(crate) const WIDTH: u32 = 1920;
pub(crate) const HEIGHT: u32 = 1080;
pub(crate) const A_SECOND: u64 = 30;
pub(crate) const PLAYERS: usize = 4;
/// Bytes of a picture in I420.
pub(crate) const LENGTH: usize = (WIDTH * HEIGHT * 3 / 2) as usize;

pub(crate) struct Scene {
    publisher: Engine,
    players: Vec<(Engine, Playback)>,
    sink: Option<VideoSink>,
    _publication: Publication,
    _rooms: Vec<Room>,
    all: u64,
}

impl Scene {
    pub(crate) async fn new(sdk: &Sdk, cloud: &Cloud) -> Self {
        let rendering =
            |builder: zego_async::EngineBuilder| builder.video_render(VideoRender::I420);
        let publisher = engine(sdk, cloud, rendering).await;
        let sink = publisher.video_sink(Channel::Main).await.expect("a sink");
        let room = publisher.login_room("cinema", "camera");
        let mut rooms = vec![room.await.expect("a room")];
        let publication = rooms[0].publish("camera").await.expect("a publication");
        let mut players = Vec::new();
        for number in 0..PLAYERS {
            let player = engine(sdk, cloud, rendering).await;
            let room = player.login_room("cinema", format!("player-{number}"));
            let room = room.await.expect("a room");
            let playback = room.play("camera").await.expect("a playback");
            players.push((player, playback));
            rooms.push(room);
        }
        sink.ready().await.expect("the channel captures");
        Self {
            publisher,
            players,
            sink: Some(sink),
            _publication: publication,
            _rooms: rooms,
            all: 0,
        }
    }

    /// Has each player read its pictures.
    pub(crate) fn read(&mut self, readers: &mut JoinSet<Tally>, signal: &Arc<Signal>, all: u64) {
        self.all = all * A_SECOND;
        for (_, playback) in &self.players {
            let mut pictures = playback.video_frames().expect("it renders");
            let (signal, all) = (signal.clone(), self.all);
            readers.spawn(async move {
                let mut tally = Tally::new(Kind::Pictures);
                while let Some(picture) = pictures.next().await {
                    if tally.take(number_of(&picture), all, &signal) {
                        break;
                    }
                }
                tally.end(all, pictures.lost())
            });
        }
    }

    /// Sends pictures: first uncounted ones, then all that are counted, each when it is due.
    pub(crate) fn send(&mut self, senders: &mut JoinSet<Sent>, signal: &Arc<Signal>) {
        let sink = self.sink.take().expect("sends once");
        let (signal, all) = (signal.clone(), self.all);
        senders.spawn(async move {
            // What a picture is made in is taken back from it: the SDK copied it.
            let mut pixels = Some(BytesMut::zeroed(LENGTH));
            let mut send = |number: u32| {
                let mut buffer = pixels.take().expect("it is put back");
                stamp(&mut buffer, number);
                let picture = VideoFrame::new(PixelFormat::I420, WIDTH, HEIGHT, buffer.freeze());
                let picture = picture.expect("a picture");
                sink.try_send(&picture).expect("it is taken");
                let data = picture.data().clone();
                drop(picture);
                pixels = Some(data.try_into_mut().expect("nobody else holds it"));
            };
            let mut clock = interval(Duration::from_secs(1) / A_SECOND as u32);
            while !signal.has_started() {
                clock.tick().await;
                send(UNCOUNTED);
            }
            let began = Instant::now();
            for number in 0..all {
                clock.tick().await;
                send(number as u32);
            }
            clock.tick().await;
            Sent {
                kind: Kind::Pictures,
                count: all,
                took: began.elapsed(),
            }
        });
    }

    pub(crate) async fn stop(&self) {
        for (_, playback) in &self.players {
            playback.stop().await.expect("it stops");
        }
    }

    pub(crate) fn counters(&self) -> Counters {
        let mut counters = Counters::default();
        counters += self.publisher.stats();
        self.players
            .iter()
            .for_each(|(player, _)| counters += player.stats());
        counters
    }
}

/// Writes the number into the first pixels of a picture, and into the last.
fn stamp(pixels: &mut [u8], number: u32) {
    let end = pixels.len() - 4;
    pixels[..4].copy_from_slice(&number.to_le_bytes());
    pixels[end..].copy_from_slice(&number.to_le_bytes());
}

/// The number that is in a picture; `None` if it isn't one of those that were sent.
fn number_of(picture: &VideoFrame) -> Option<u32> {
    let data = picture.data();
    let is_ours = picture.format() == PixelFormat::I420
        && (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        && data.len() == LENGTH;
    let (first, last) = (data.first_chunk::<4>()?, data.last_chunk::<4>()?);
    (is_ours && first == last).then(|| u32::from_le_bytes(*first))
}
