//! One publish channel: what the program captures on it, on the way to the stream it publishes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::engine::mute::Withheld;
use crate::event::{Event, MediaEvent, PublishQuality};
use crate::sdk_thread::Tag;

use super::codec::{Coded, Decoding};
use super::desk::Desk;
use super::encoded::Encoded;
use super::picture::Picture;
use super::quality::Flow;
use super::sound::{Format, Sound};
use super::wire::Wire;

/// The channel whose sound is what is called captured.
pub(crate) const MAIN: i32 = 0;

/// A publish channel's media.
pub(crate) struct Channel {
    number: i32,
    /// The program captures sound by itself.
    custom_audio: AtomicBool,
    decoding: Mutex<Decoding>,
    withheld: Mutex<Withheld>,
    sending: Mutex<Option<Sending>>,
    captured_picture: AtomicBool,
    rendered_picture: AtomicBool,
    sent_picture: AtomicBool,
    sent_sound: AtomicBool,
    captured_video: Flow,
    captured_audio: Flow,
    sent_video: Flow,
    sent_audio: Flow,
}

/// The stream that the channel publishes.
struct Sending {
    tag: Tag,
    wire: Arc<Wire>,
}

impl Channel {
    pub(super) fn new(number: i32) -> Arc<Self> {
        Arc::new(Self {
            number,
            custom_audio: AtomicBool::new(false),
            decoding: Mutex::default(),
            withheld: Mutex::default(),
            sending: Mutex::default(),
            captured_picture: AtomicBool::new(false),
            rendered_picture: AtomicBool::new(false),
            sent_picture: AtomicBool::new(false),
            sent_sound: AtomicBool::new(false),
            captured_video: Flow::default(),
            captured_audio: Flow::default(),
            sent_video: Flow::default(),
            sent_audio: Flow::default(),
        })
    }

    /// Whether the program captures sound by itself.
    pub(crate) fn has_custom_audio(&self) -> bool {
        self.custom_audio.load(Ordering::Relaxed)
    }

    /// Lets the program capture sound by itself, or not.
    pub(crate) fn set_custom_audio(&self, on: bool) {
        self.custom_audio.store(on, Ordering::Relaxed);
        *self.decoding() = Decoding::default();
    }

    /// Decodes sound that the program sends encoded; the error is the interface's code.
    pub(crate) fn decode(&self, coded: Coded<'_>, described: Format) -> Result<Sound, i32> {
        self.decoding().decode(coded, described)
    }

    /// Keeps this back from the stream.
    pub(super) fn withhold(&self, withheld: Withheld) {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner) = withheld;
    }

    fn withheld(&self) -> Withheld {
        *self.withheld.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Publishes this stream from now on, or none.
    pub(super) fn connect(&self, desk: &Arc<Desk>, stream: Option<(Tag, &str)>) {
        let mut sending = self.sending();
        if sending.as_ref().map(|s| s.tag) == stream.map(|(tag, _)| tag) {
            return;
        }
        *sending = stream.map(|(tag, stream)| Sending {
            tag,
            wire: desk.wire(stream),
        });
        drop(sending);
        self.sent_picture.store(false, Ordering::Relaxed);
        self.sent_sound.store(false, Ordering::Relaxed);
    }

    /// A gate of capture was opened: what comes now comes for the first time.
    pub(crate) fn opened(&self) {
        self.captured_picture.store(false, Ordering::Relaxed);
        self.rendered_picture.store(false, Ordering::Relaxed);
    }

    /// The program captured a picture; `previewed` says that it is shown as well.
    pub(crate) fn picture(&self, desk: &Arc<Desk>, picture: Arc<Picture>, previewed: bool) {
        let channel = self.number;
        let withheld = self.withheld();
        if withheld.camera {
            return;
        }
        self.captured_video.count(picture.data.len());
        let first = |flag: &AtomicBool| !flag.swap(true, Ordering::Relaxed);
        if first(&self.captured_picture) {
            desk.tell_on_sdk_thread(Event::CapturedVideoFirst { channel });
        }
        if previewed {
            if first(&self.rendered_picture) {
                desk.tell_on_sdk_thread(Event::RenderedCaptureFirst { channel });
            }
            if let Some(series) = desk.renders_captured(channel) {
                let picture = picture.clone();
                desk.on_video_thread(move |desk| {
                    let picture = picture.in_series(series);
                    desk.with_sink(|sink| sink.captured_picture(channel, &picture));
                });
            }
        }
        if withheld.video {
            return;
        }
        if let Some(wire) = self.wire() {
            self.sent_video.count(picture.data.len());
            if first(&self.sent_picture) {
                desk.tell_on_sdk_thread(Event::SentVideoFirst { channel });
            }
            wire.picture(&picture);
        }
    }

    /// The program captured a picture that is encoded already.
    pub(crate) fn encoded(&self, desk: &Arc<Desk>, encoded: &Arc<Encoded>) {
        let channel = self.number;
        let withheld = self.withheld();
        if withheld.camera {
            return;
        }
        self.captured_video.count(encoded.data.len());
        if !self.captured_picture.swap(true, Ordering::Relaxed) {
            desk.tell_on_sdk_thread(Event::CapturedVideoFirst { channel });
        }
        if let Some(wire) = self.wire().filter(|_| !withheld.video) {
            self.sent_video.count(encoded.data.len());
            if !self.sent_picture.swap(true, Ordering::Relaxed) {
                desk.tell_on_sdk_thread(Event::SentVideoFirst { channel });
            }
            wire.encoded(encoded);
            if wire.lacks_key_frame(encoded) {
                let wanted = MediaEvent::KeyFrameWanted { channel };
                desk.tell_on_sdk_thread(Event::Media(wanted));
            }
        }
    }

    /// Sound that was captured and processed goes to the stream.
    pub(super) fn sound(&self, desk: &Arc<Desk>, sound: &Sound) {
        self.captured_audio.count(sound.samples.len() * 2);
        let Some(wire) = self.wire() else { return };
        self.sent_audio.count(sound.samples.len() * 2);
        if !self.sent_sound.swap(true, Ordering::Relaxed) {
            let channel = self.number;
            desk.tell_on_sdk_thread(Event::SentAudioFirst { channel });
        }
        match self.withheld().audio {
            false => wire.sound(sound),
            true => wire.sound(&Sound {
                format: sound.format,
                samples: vec![0; sound.samples.len()],
            }),
        }
    }

    pub(super) fn wire(&self) -> Option<Arc<Wire>> {
        self.sending().as_ref().map(|sending| sending.wire.clone())
    }

    /// What was captured and sent since this was asked last, if the channel publishes that.
    pub(super) fn quality(&self, tag: Tag) -> Option<PublishQuality> {
        self.sending().as_ref().filter(|sent| sent.tag == tag)?;
        let (video, audio) = (self.sent_video.rate(), self.sent_audio.rate());
        Some(PublishQuality {
            video_capture_fps: self.captured_video.rate().fps,
            video_send_fps: video.fps,
            video_kbps: video.kbps,
            audio_capture_fps: self.captured_audio.rate().fps,
            audio_send_fps: audio.fps,
            audio_kbps: audio.kbps,
            audio_bytes: audio.bytes,
            video_bytes: video.bytes,
            ..PublishQuality::default()
        })
    }

    fn decoding(&self) -> MutexGuard<'_, Decoding> {
        self.decoding.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn sending(&self) -> MutexGuard<'_, Option<Sending>> {
        self.sending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
