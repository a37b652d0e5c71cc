//! Recording what a channel captures, or a stream that is played. Whatever the file's name ends
//! with, what is written is a WAV file of the sound; pictures aren't recorded.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::codes::*;
use crate::event::{Event, MediaEvent};
use crate::instance::Instance;
use crate::outbox::When;

use super::desk::Desk;
use super::resample::Converter;
use super::sound::{Format, Sound};

/// The ends of names that are taken; a name without one is taken as well.
const SUFFIXES: [&str; 3] = ["aac", "flv", "mp4"];
/// The kind of recording that has no sound.
const PICTURES_ALONE: i32 = 2;
/// How often the program is told how far a recording is.
const PROGRESS_EVERY: Duration = Duration::from_secs(1);

/// States that the program is told.
mod state {
    pub(super) const NONE: i32 = 0;
    pub(super) const RECORDING: i32 = 1;
    pub(super) const DONE: i32 = 2;
}

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Recorded {
    /// What a channel captures.
    Channel(i32),
    /// A stream that is played.
    Stream(String),
}

/// The recordings of an engine.
#[derive(Default)]
pub(crate) struct Recordings {
    running: BTreeMap<Recorded, Recording>,
    runs: u64,
}

struct Recording {
    run: u64,
    path: String,
    kind: i32,
    file: Option<Wav>,
    /// The code that it failed with, if it did.
    failure: i32,
}

impl Instance {
    /// Records what a channel captures, as soon as something comes. One recording a channel.
    pub(crate) fn record_channel(self: &Arc<Self>, channel: i32, path: &str, kind: i32) -> i32 {
        self.record(
            "startRecordingCapturedData",
            Recorded::Channel(channel),
            path,
            kind,
        )
    }

    /// Records a stream that is played, as soon as something comes. One recording a stream.
    pub(crate) fn record_stream(self: &Arc<Self>, stream: &str, path: &str, kind: i32) -> i32 {
        let source = Recorded::Stream(stream.to_owned());
        self.record("startRecordingRemoteData", source, path, kind)
    }

    fn record(
        self: &Arc<Self>,
        function: &'static str,
        source: Recorded,
        path: &str,
        kind: i32,
    ) -> i32 {
        self.call(function, |state, out| {
            let suffix = path.rsplit_once('.').map(|(_, suffix)| suffix);
            let known = suffix.is_none_or(|suffix| SUFFIXES.contains(&suffix));
            if path.is_empty() || !known {
                let code = RECORD_SUFFIX;
                out.tell(changed(&source, state::NONE, code, path, kind));
                return Err(code);
            }
            let Some(life) = &state.life else {
                return Ok(());
            };
            if let Recorded::Stream(stream) = &source
                && !life.playbacks.iter().any(|p| *p.stream == **stream)
            {
                return Err(STREAM_NOT_PLAYED);
            }
            let desk = life.desk.clone();
            let mut recordings = desk.recordings();
            recordings.runs += 1;
            let run = recordings.runs;
            recordings.running.entry(source).or_insert(Recording {
                run,
                path: path.to_owned(),
                kind,
                file: None,
                failure: OK,
            });
            desk.note_recorded(&recordings);
            drop(recordings);
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Ends a channel's recording; nothing to end is fine.
    pub(crate) fn stop_recording_channel(self: &Arc<Self>, channel: i32) -> i32 {
        self.stop_recording("stopRecordingCapturedData", &Recorded::Channel(channel))
    }

    /// Ends a stream's recording; nothing to end is fine.
    pub(crate) fn stop_recording_stream(self: &Arc<Self>, stream: &str) -> i32 {
        let source = Recorded::Stream(stream.to_owned());
        self.stop_recording("stopRecordingRemoteData", &source)
    }

    fn stop_recording(self: &Arc<Self>, function: &'static str, source: &Recorded) -> i32 {
        self.call(function, |state, out| {
            let Some(life) = &state.life else {
                return Ok(());
            };
            let desk = life.desk.clone();
            let ended = desk.take_recording(source);
            state.gate_capture(out);
            if let Some((source, recording)) = ended {
                // What was asked for before comes first.
                let due = match desk.is_up() {
                    true => desk.once_up(),
                    false => desk.once_up() + Duration::from_millis(1),
                };
                out.then(move |_| desk.finish_recording(When::At(due), source, recording));
            }
            Ok(())
        })
    }
}

impl Desk {
    /// Whether a channel is recorded.
    pub(crate) fn records(&self, channel: i32) -> bool {
        let recordings = self.recordings();
        recordings.running.contains_key(&Recorded::Channel(channel))
    }

    /// Whether anything is recorded.
    pub(crate) fn records_any(&self) -> bool {
        !self.recordings().running.is_empty()
    }

    /// Keeps in mind whether a stream is recorded, for those who ask with every block.
    fn note_recorded(&self, recordings: &Recordings) {
        let stream = |source: &Recorded| matches!(source, Recorded::Stream(_));
        let any = recordings.running.keys().any(stream);
        self.records_streams.store(any, Ordering::Relaxed);
    }

    fn take_recording(&self, source: &Recorded) -> Option<(Recorded, Recording)> {
        let mut recordings = self.recordings();
        let taken = recordings.running.remove_entry(source);
        self.note_recorded(&recordings);
        taken
    }

    fn finish_recording(self: &Arc<Self>, when: When, source: Recorded, recording: Recording) {
        self.on_sdk_thread(when, move |desk| {
            let event = recording.finish(&source);
            desk.tell(&event);
        });
    }

    /// Recordings of streams that aren't played any more are over.
    pub(super) fn record_only(self: &Arc<Self>, played: impl Fn(&str) -> bool) {
        if !self.records_streams.load(Ordering::Relaxed) {
            return;
        }
        let over: Vec<Recorded> = {
            let recordings = self.recordings();
            let sources = recordings.running.keys();
            let gone = |source: &&Recorded| matches!(source, Recorded::Stream(s) if !played(s));
            sources.filter(gone).cloned().collect()
        };
        for source in over {
            if let Some((source, recording)) = self.take_recording(&source) {
                self.finish_recording(When::In(Duration::ZERO), source, recording);
            }
        }
    }

    /// Sound of a stream that is played came, on any thread.
    pub(super) fn record_played(self: &Arc<Self>, stream: &str, sound: &Sound) {
        if self.records_streams.load(Ordering::Relaxed) {
            let (source, sound) = (Recorded::Stream(stream.to_owned()), sound.clone());
            self.on_audio_thread(When::In(Duration::ZERO), move |desk| {
                desk.write_recorded(&source, &sound);
            });
        }
    }

    /// Sound goes into its file, if it is recorded; on the audio thread.
    pub(super) fn write_recorded(self: &Arc<Self>, source: &Recorded, sound: &Sound) {
        let mut recordings = self.recordings();
        let Some(recording) = recordings.running.get_mut(source) else {
            return;
        };
        if recording.failed() || !recording.takes_sound() {
            return;
        }
        let mut event = None;
        let run = recording.run;
        let Recording { path, kind, .. } = &*recording;
        let (path, kind) = (path.clone(), *kind);
        if recording.file.is_none() {
            let (state, code) = match Wav::create(&path, sound.format) {
                Ok(file) => {
                    recording.file = Some(file);
                    (state::RECORDING, OK)
                }
                Err(_) => {
                    recording.failure = RECORD_OPEN;
                    (state::NONE, RECORD_OPEN)
                }
            };
            event = Some(changed(source, state, code, &path, kind));
        }
        if let Some(file) = &mut recording.file
            && file.write(sound).is_err()
        {
            recording.failure = RECORD_WRITE;
            event = Some(changed(source, state::NONE, RECORD_WRITE, &path, kind));
        }
        let began = event.is_some() && !recording.failed();
        drop(recordings);
        if let Some(event) = event {
            self.tell_on_sdk_thread(event);
        }
        if began {
            self.tell_progress_later(source.clone(), run);
        }
    }

    fn tell_progress_later(self: &Arc<Self>, source: Recorded, run: u64) {
        self.on_sdk_thread(When::In(PROGRESS_EVERY), move |desk| {
            let recordings = desk.recordings();
            let recording = recordings
                .running
                .get(&source)
                .filter(|r| r.run == run && !r.failed());
            let Some((recording, file)) = recording.and_then(|r| r.file.as_ref().map(|f| (r, f)))
            else {
                return;
            };
            let (ms, bytes) = (file.ms(), file.bytes());
            let (path, kind) = (recording.path.as_str().into(), recording.kind);
            drop(recordings);
            desk.tell(&Event::Media(match source.clone() {
                Recorded::Channel(channel) => MediaEvent::RecordProgress {
                    channel,
                    ms,
                    bytes,
                    path,
                    kind,
                },
                Recorded::Stream(stream) => MediaEvent::RemoteRecordProgress {
                    stream: stream.into(),
                    ms,
                    bytes,
                    path,
                    kind,
                },
            }));
            desk.tell_progress_later(source, run);
        });
    }
}

impl Recording {
    /// Whether sound is wanted: always in a file of sound, and elsewhere unless pictures alone are.
    fn takes_sound(&self) -> bool {
        self.kind != PICTURES_ALONE || self.path.ends_with(".aac")
    }

    /// Completes the file; the event says how that went. A recording to which nothing came ends
    /// well, without a file.
    fn failed(&self) -> bool {
        self.failure != OK
    }

    fn finish(mut self, source: &Recorded) -> Event {
        let written = self.file.as_mut().map_or(Ok(()), Wav::complete);
        let code = match written {
            Err(_) if !self.failed() => RECORD_WRITE,
            _ => self.failure,
        };
        changed(source, state::DONE, code, &self.path, self.kind)
    }
}

/// A WAV file that is written block by block; its head says how much when it is completed.
struct Wav {
    file: BufWriter<File>,
    format: Format,
    /// For sound that comes in another format.
    converter: Option<Converter>,
    data: u64,
}

/// How long a WAV file's head is.
const HEAD: u64 = 44;

impl Wav {
    fn create(path: &str, format: Format) -> io::Result<Self> {
        let mut this = Self {
            file: BufWriter::new(File::create(path)?),
            format,
            converter: None,
            data: 0,
        };
        this.complete()?;
        Ok(this)
    }

    /// Appends samples; those of another format than the first ones are converted to it.
    fn write(&mut self, sound: &Sound) -> io::Result<()> {
        if sound.format == self.format {
            self.converter = None;
            return self.append(&sound.samples);
        }
        let known = self.converter.take();
        let mut converter = known
            .filter(|converter| converter.from() == sound.format)
            .unwrap_or_else(|| Converter::new(sound.format, self.format));
        converter.push(&sound.samples);
        let samples = converter.pull(converter.frames());
        self.converter = Some(converter);
        self.append(&samples)
    }

    fn append(&mut self, samples: &[i16]) -> io::Result<()> {
        for sample in samples {
            self.file.write_all(&sample.to_le_bytes())?;
        }
        self.data += samples.len() as u64 * 2;
        Ok(())
    }

    /// Writes the head that goes with what is there.
    fn complete(&mut self) -> io::Result<()> {
        let channels = self.format.channels as u16;
        let data = u32::try_from(self.data).unwrap_or(u32::MAX - HEAD as u32);
        let mut head = Vec::with_capacity(HEAD as usize);
        head.extend(b"RIFF");
        head.extend((data + HEAD as u32 - 8).to_le_bytes());
        head.extend(b"WAVEfmt ");
        head.extend(16u32.to_le_bytes());
        head.extend(1u16.to_le_bytes()); // PCM
        head.extend(channels.to_le_bytes());
        head.extend(self.format.rate.to_le_bytes());
        head.extend((self.format.rate * u32::from(channels) * 2).to_le_bytes());
        head.extend((channels * 2).to_le_bytes());
        head.extend(16u16.to_le_bytes()); // bits a sample
        head.extend(b"data");
        head.extend(data.to_le_bytes());
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&head)?;
        self.file.seek(SeekFrom::End(0))?;
        self.file.flush()
    }

    fn ms(&self) -> u64 {
        let a_second = u64::from(self.format.rate) * self.format.channels as u64 * 2;
        self.data * 1000 / a_second.max(1)
    }

    fn bytes(&self) -> u64 {
        HEAD + self.data
    }
}

impl Drop for Wav {
    fn drop(&mut self) {
        // What can't be written now could not be told to anybody any more.
        let _ = self.complete();
    }
}

fn changed(source: &Recorded, state: i32, code: i32, path: &str, kind: i32) -> Event {
    let path = path.into();
    Event::Media(match source {
        Recorded::Channel(channel) => MediaEvent::RecordState {
            channel: *channel,
            state,
            code,
            path,
            kind,
        },
        Recorded::Stream(stream) => MediaEvent::RemoteRecordState {
            stream: stream.as_str().into(),
            state,
            code,
            path,
            kind,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn second(rate: u32, channels: usize) -> Sound {
        Sound {
            format: Format { rate, channels },
            samples: vec![1000; rate as usize * channels],
        }
    }

    #[test]
    fn sound_that_changes_its_format_keeps_its_length_in_the_file() {
        let name = format!("zego-sim-formats-{}.wav", std::process::id());
        let path = std::env::temp_dir().join(name);
        let first = second(16_000, 1);
        let mut file = Wav::create(path.to_str().unwrap(), first.format).unwrap();
        for sound in [first, second(48_000, 2), second(16_000, 1)] {
            file.write(&sound).unwrap();
        }
        let ms = file.ms();
        let bytes = file.bytes();
        drop(file);
        let written = std::fs::read(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        // Converting begins and ends within a block.
        assert!((2980..=3020).contains(&ms), "{ms}");
        assert_eq!(written.len() as u64, bytes);
    }
}
