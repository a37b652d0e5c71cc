//! What an engine tells of its components: players, effects, recorders, monitors.

use super::Text;

/// One callback of a component with its arguments.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs)] // fields are the callback's arguments, named as there
pub enum MediaEvent {
    /// A media player has loaded, or failed to.
    PlayerLoaded { player: i32, code: i32 },
    /// A media player's state: 0 stopped, 1 playing, 2 paused, 3 at the end.
    PlayerState { player: i32, state: i32, code: i32 },
    /// How far a media player is, in milliseconds.
    PlayerProgress { player: i32, ms: u64 },
    /// The result of a media player's seek.
    PlayerSought {
        player: i32,
        sequence: i32,
        code: i32,
    },
    /// An effect has loaded, or failed to.
    EffectLoaded {
        player: i32,
        sequence: i32,
        code: i32,
    },
    /// The result of an effect's seek.
    EffectSought {
        player: i32,
        sequence: i32,
        code: i32,
    },
    /// An effect's state, as a media player's.
    EffectState {
        player: i32,
        effect: u32,
        state: i32,
        code: i32,
    },
    /// The recording of a channel: 0 none, 1 recording, 2 done.
    RecordState {
        channel: i32,
        state: i32,
        code: i32,
        path: Text,
        kind: i32,
    },
    /// How far a recording is.
    RecordProgress {
        channel: i32,
        ms: u64,
        bytes: u64,
        path: Text,
        kind: i32,
    },
    /// The recording of a played stream, as that of a channel.
    RemoteRecordState {
        stream: Text,
        state: i32,
        code: i32,
        path: Text,
        kind: i32,
    },
    /// How far the recording of a played stream is.
    RemoteRecordProgress {
        stream: Text,
        ms: u64,
        bytes: u64,
        path: Text,
        kind: i32,
    },
    /// How loud the captured sound is, 0 to 100.
    CapturedLevel { level: f32, voice: bool },
    /// How loud each stream is.
    RemoteLevels { levels: Vec<(Text, f32, bool)> },
    /// The captured sound by frequencies.
    CapturedSpectrum { bands: Vec<f32> },
    /// Each stream by frequencies.
    RemoteSpectra { spectra: Vec<(Text, Vec<f32>)> },
    /// The captured sound (source 0), or what processing made of it (1), is a voice for good, or
    /// none.
    Voice { source: i32, voice: bool },
    /// How busy the machine and the program are.
    Performance {
        cpu_app: f64,
        cpu_system: f64,
        memory_app: f64,
        memory_system: f64,
        memory_app_mb: f64,
    },
    /// The result of starting a mixing task.
    MixerStarted { code: i32, sequence: i32 },
    /// The result of stopping a mixing task.
    MixerStopped { code: i32, sequence: i32 },
    /// Of the encoded frames of custom capture, the next one should be a key frame.
    KeyFrameWanted { channel: i32 },
    /// Encoded frames of custom capture should have this size and rate; the bit rate in kbit/s.
    TrafficControl {
        channel: i32,
        width: i32,
        height: i32,
        fps: i32,
        kbps: i32,
    },
}
