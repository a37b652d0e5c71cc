//! The player's end of a stream: what came and waits to be shown and heard, and how much it was.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::event::{Event, PlayQuality};
use crate::outbox::When;
use crate::sdk_thread::Tag;

use super::desk::Desk;
use super::encoded::Encoded;
use super::jitter::Jitter;
use super::meter::Meter;
use super::picture::{Layout, Picture};
use super::process::Processor;
use super::quality::{Flow, QUALITY_EVERY};
use super::settings::{Blocks, Plays};
use super::sink::Place;
use super::sound::Sound;
use super::wire::Wire;

/// How many pictures wait at most, some 400 ms of a camera's: a machine that stalls loses none, a
/// program that shows them slower loses the oldest.
const MOST_PICTURES: usize = 12;

/// How many encoded pictures wait at most.
const MOST_ENCODED: u64 = 120;

/// One stream that is played.
pub(crate) struct Inlet {
    pub(crate) tag: Tag,
    pub(crate) stream: String,
    desk: Weak<Desk>,
    wire: Arc<Wire>,
    plays: Mutex<Plays>,
    pub(super) jitter: Mutex<Jitter>,
    processor: Mutex<Option<Processor>>,
    meter: Mutex<Meter>,
    pictures: Mutex<Pictures>,
    encoded_waiting: AtomicU64,
    /// Encoded pictures were left out; those before the next key frame are useless.
    encoded_gap: AtomicBool,
    heard: AtomicBool,
    closed: AtomicBool,
    pub(super) video: Flow,
    pub(super) audio: Flow,
    pub(super) shown: AtomicU64,
    pub(super) played: AtomicU64,
}

#[derive(Default)]
struct Pictures {
    waiting: VecDeque<Arc<Picture>>,
    /// The size that the program was told last.
    size: Option<(usize, usize)>,
}

impl Inlet {
    pub(super) fn new(tag: Tag, stream: &str, desk: &Arc<Desk>, wire: Arc<Wire>) -> Arc<Self> {
        let inlet = Arc::new(Self {
            tag,
            stream: stream.to_owned(),
            desk: Arc::downgrade(desk),
            wire: wire.clone(),
            plays: Mutex::default(),
            jitter: Mutex::default(),
            processor: Mutex::default(),
            meter: Mutex::default(),
            pictures: Mutex::default(),
            encoded_waiting: AtomicU64::new(0),
            encoded_gap: AtomicBool::new(false),
            heard: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            video: Flow::default(),
            audio: Flow::default(),
            shown: AtomicU64::new(0),
            played: AtomicU64::new(0),
        });
        wire.join(&inlet);
        inlet
    }

    /// Takes no part in the stream any more.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::Release);
        self.wire.part(self.tag);
    }

    /// A picture came.
    pub(crate) fn picture(self: &Arc<Self>, picture: &Arc<Picture>) {
        let Some(desk) = self.desk.upgrade() else {
            return;
        };
        if self.plays().mute_video {
            return;
        }
        self.video.count(picture.data.len());
        let mut pictures = self.pictures();
        pictures.waiting.push_back(picture.clone());
        if pictures.waiting.len() > MOST_PICTURES {
            pictures.waiting.pop_front();
            return; // the task of the one that is lost serves this one
        }
        drop(pictures);
        let inlet = self.clone();
        desk.on_video_thread(move |desk| inlet.show(desk));
    }

    /// An encoded picture came. None is left out while the program keeps up; once it is far behind,
    /// all are until the next key frame.
    pub(crate) fn encoded(self: &Arc<Self>, encoded: &Arc<Encoded>) {
        let Some(desk) = self.desk.upgrade() else {
            return;
        };
        if self.plays().mute_video {
            return;
        }
        self.video.count(encoded.data.len());
        let waiting = self.encoded_waiting.load(Ordering::Relaxed);
        let behind = waiting >= MOST_ENCODED;
        let gap = self.encoded_gap.load(Ordering::Relaxed);
        let left_out = behind || (gap && !encoded.is_key_frame);
        self.encoded_gap.store(left_out, Ordering::Relaxed);
        if left_out {
            self.wire.want_key_frame();
            return;
        }
        self.encoded_waiting.fetch_add(1, Ordering::Relaxed);
        let (inlet, encoded) = (self.clone(), encoded.clone());
        desk.on_video_thread(move |desk| {
            inlet.encoded_waiting.fetch_sub(1, Ordering::Relaxed);
            inlet.show_encoded(desk, &encoded);
        });
    }

    /// A block of sound came.
    pub(crate) fn sound(self: &Arc<Self>, sound: &Sound) {
        let Some(desk) = self.desk.upgrade() else {
            return;
        };
        if self.plays().mute_audio {
            return;
        }
        self.audio.count(sound.samples.len() * 2);
        desk.record_played(&self.stream, sound);
        if desk.measures_sound() {
            self.meter().take(sound);
        }
        let blocks = desk.settings().processing.remote;
        match blocks {
            None => self.jitter().push(sound),
            Some(blocks) => {
                let (inlet, sound) = (self.clone(), sound.clone());
                desk.on_audio_thread(When::In(Duration::ZERO), move |desk| {
                    inlet.process(desk, &sound, blocks);
                });
            }
        }
        if !self.heard.swap(true, Ordering::Relaxed) {
            let stream = self.stream.as_str().into();
            desk.tell_on_sdk_thread(Event::ReceivedAudioFirst { stream });
        }
    }

    /// How it is to be played.
    pub(super) fn set_plays(&self, plays: Plays) {
        *self.plays.lock().unwrap_or_else(PoisonError::into_inner) = plays;
    }

    /// How it is played.
    pub(super) fn plays(&self) -> Plays {
        *self.plays.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn jitter(&self) -> MutexGuard<'_, Jitter> {
        self.jitter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets the program change the sound, on the audio thread.
    fn process(&self, desk: &Arc<Desk>, sound: &Sound, blocks: Blocks) {
        let place = || {
            self.processor
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        let known = place().take();
        let mut processor = known
            .filter(|processor| processor.fits(sound.format, blocks))
            .unwrap_or_else(|| Processor::new(sound.format, blocks));
        let time = desk.now_ms();
        let changed = processor.run(&sound.samples, |format, block| {
            let place = Place::Remote(&self.stream);
            desk.with_sink(|sink| sink.process(place, format, block, time));
        });
        self.jitter().push(&changed);
        *place() = Some(processor);
    }

    /// How loud the stream is.
    pub(super) fn meter(&self) -> MutexGuard<'_, Meter> {
        self.meter.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows the oldest picture, on the video thread.
    fn show(&self, desk: &Arc<Desk>) {
        let mut pictures = self.pictures();
        let Some(picture) = pictures.waiting.pop_front() else {
            return;
        };
        if self.closed.load(Ordering::Acquire) {
            return;
        }
        drop(pictures);
        let Layout { width, height, .. } = picture.layout;
        self.tell_size(desk, (width, height));
        self.shown.fetch_add(1, Ordering::Relaxed);
        if let Some(series) = desk.renders(&self.stream) {
            let picture = picture.in_series(series);
            desk.with_sink(|sink| sink.remote_picture(&self.stream, &picture));
        }
    }

    /// Hands an encoded picture to a program that takes such, on the video thread.
    fn show_encoded(&self, desk: &Arc<Desk>, encoded: &Encoded) {
        if self.closed.load(Ordering::Acquire) {
            return;
        }
        let size = (encoded.width as usize, encoded.height as usize);
        self.tell_size(desk, size);
        if desk.renders_encoded(&self.stream) {
            self.shown.fetch_add(1, Ordering::Relaxed);
            desk.with_sink(|sink| sink.remote_encoded(&self.stream, encoded));
        }
    }

    /// Tells of the first picture, and of pictures of another size.
    fn tell_size(&self, desk: &Arc<Desk>, (width, height): (usize, usize)) {
        let before = self.pictures().size.replace((width, height));
        let stream = || self.stream.as_str().into();
        if before.is_none() {
            desk.tell(&Event::ReceivedVideoFirst { stream: stream() });
        }
        if before != Some((width, height)) {
            desk.tell(&Event::ReceivedVideoSize {
                stream: stream(),
                width: width as i32,
                height: height as i32,
            });
        }
        if before.is_none() {
            desk.tell(&Event::RenderedVideoFirst { stream: stream() });
        }
    }

    /// What came and was shown and heard since this was asked last.
    pub(super) fn quality(&self) -> PlayQuality {
        let (video, audio) = (self.video.rate(), self.audio.rate());
        let a_second = |count: &AtomicU64| {
            count.swap(0, Ordering::Relaxed) as f64 / QUALITY_EVERY.as_secs_f64()
        };
        PlayQuality {
            video_recv_fps: video.fps,
            video_render_fps: a_second(&self.shown),
            video_kbps: video.kbps,
            audio_recv_fps: audio.fps,
            audio_render_fps: a_second(&self.played),
            audio_kbps: audio.kbps,
            audio_bytes: audio.bytes,
            video_bytes: video.bytes,
            ..PlayQuality::default()
        }
    }

    fn pictures(&self) -> MutexGuard<'_, Pictures> {
        self.pictures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
