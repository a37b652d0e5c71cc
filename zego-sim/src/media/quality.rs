//! How much of a stream flows: frames and bytes, since the beginning and of late.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How often publishers and players are told of their streams' quality.
pub(crate) const QUALITY_EVERY: Duration = Duration::from_secs(3);

/// Counts one kind of frames of one stream.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    frames: AtomicU64,
    bytes: AtomicU64,
    last_frames: AtomicU64,
    last_bytes: AtomicU64,
}

/// What flowed since the last report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rate {
    /// Frames a second.
    pub(crate) fps: f64,
    /// Thousands of bits a second; nothing is encoded, so these are raw bytes.
    pub(crate) kbps: f64,
    /// Bytes since the beginning.
    pub(crate) bytes: f64,
}

impl Flow {
    /// One more frame of so many bytes.
    pub(crate) fn count(&self, bytes: usize) {
        self.frames.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// The rate since this was asked last, which is taken to be one report ago.
    pub(crate) fn rate(&self) -> Rate {
        let (frames, bytes) = (
            self.frames.load(Ordering::Relaxed),
            self.bytes.load(Ordering::Relaxed),
        );
        let new_frames = frames - self.last_frames.swap(frames, Ordering::Relaxed);
        let new_bytes = bytes - self.last_bytes.swap(bytes, Ordering::Relaxed);
        let seconds = QUALITY_EVERY.as_secs_f64();
        Rate {
            fps: new_frames as f64 / seconds,
            kbps: new_bytes as f64 * 8.0 / 1000.0 / seconds,
            bytes: bytes as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_counts_what_came_since_the_last_one() {
        let flow = Flow::default();
        for _ in 0..90 {
            flow.count(1000);
        }
        let rate = flow.rate();
        assert_eq!((rate.fps, rate.kbps, rate.bytes), (30.0, 240.0, 90_000.0));
        flow.count(500);
        assert_eq!(flow.rate().bytes, 90_500.0);
        assert_eq!(flow.rate().fps, 0.0);
    }
}
