//! What goes out to the program as pictures and blocks of sound; the `abi` layer calls the
//! registered functions.

use super::encoded::Encoded;
use super::picture::Picture;
use super::sound::Format;

/// Whose sound a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose<'a> {
    Captured,
    Playback,
    /// Captured and played together.
    Mixed,
    /// One stream that is played.
    Player(&'a str),
    /// A media player's own sound.
    MediaPlayer(i32),
}

/// At which place a program changes sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    Captured,
    AfterMonitor,
    Remote(&'a str),
    Playback,
}

/// Takes pictures and sound; called with no lock held, on a media thread or a caller's.
pub(crate) trait Sink: Send + Sync {
    /// A picture that a channel captured.
    fn captured_picture(&self, channel: i32, picture: &Picture);
    /// A picture of a stream that is played.
    fn remote_picture(&self, stream: &str, picture: &Picture);
    /// An encoded picture of a stream that is played.
    fn remote_encoded(&self, stream: &str, encoded: &Encoded);
    /// A block of sound, valid while this runs.
    fn sound(&self, whose: Whose<'_>, format: Format, samples: &[i16]);
    /// A block that the program may change; `time` in milliseconds.
    fn process(&self, place: Place<'_>, format: Format, samples: &mut [i16], time: f64);
}
