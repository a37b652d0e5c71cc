//! A 440 Hz sine: as blocks of samples for an engine to capture, and as the WAV file that a
//! scenario calls [`NAME`].

use std::f64::consts::TAU;
use std::io;
use std::path::PathBuf;

/// What stands in a scenario for the path of the WAV file.
pub(crate) const NAME: &str = "TONE_WAV";

const PITCH: f64 = 440.0;
const AMPLITUDE: f64 = 12_000.0;
const FILE_RATE: u32 = 16_000;
const FILE_SECONDS: u32 = 3;

/// `count` samples of the tone from sample number `first` on, at `rate` samples a second.
pub(crate) fn samples(rate: u32, first: usize, count: usize) -> impl Iterator<Item = i16> {
    let step = TAU * PITCH / f64::from(rate);
    (first..first + count).map(move |n| (AMPLITUDE * (step * n as f64).sin()) as i16)
}

/// The root mean square of 16-bit little-endian samples, as a whole number.
pub(crate) fn loudness(pcm: &[u8]) -> i64 {
    let samples = pcm.chunks_exact(2);
    let count = samples.len().max(1) as f64;
    let power: f64 = samples
        .map(|pair| f64::from(i16::from_le_bytes([pair[0], pair[1]])).powi(2))
        .sum();
    (power / count).sqrt() as i64
}

/// Where this process has its tone file.
pub(crate) fn path() -> PathBuf {
    std::env::temp_dir().join(format!("replay-{}-tone.wav", std::process::id()))
}

/// The WAV file, there as long as this is: 3 s, mono, 16 bits, 16 kHz.
pub(crate) struct File(());

impl File {
    pub(crate) fn create() -> io::Result<Self> {
        let count = FILE_RATE * FILE_SECONDS;
        let size = count * 2;
        let mut file = Vec::with_capacity(44 + size as usize);
        file.extend(b"RIFF");
        file.extend((36 + size).to_le_bytes());
        file.extend(b"WAVEfmt ");
        file.extend(16u32.to_le_bytes());
        file.extend(1u16.to_le_bytes()); // PCM
        file.extend(1u16.to_le_bytes()); // channels
        file.extend(FILE_RATE.to_le_bytes());
        file.extend((FILE_RATE * 2).to_le_bytes()); // bytes a second
        file.extend(2u16.to_le_bytes()); // bytes a frame
        file.extend(16u16.to_le_bytes()); // bits a sample
        file.extend(b"data");
        file.extend(size.to_le_bytes());
        file.extend(samples(FILE_RATE, 0, count as usize).flat_map(i16::to_le_bytes));
        std::fs::write(path(), file)?;
        Ok(Self(()))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // An engine may still have it open, and the system clears its own folder anyway.
        let _ = std::fs::remove_file(path());
    }
}
