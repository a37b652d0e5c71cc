//! A WAV file that is complete after every write: what was written stays, whatever happens.

use std::fs::File;
use std::io::{Result, Seek, SeekFrom, Write};
use std::path::Path;

use zego_async::media::{AudioFormat, AudioFrame};

/// The bytes of a WAV file before its sound.
const HEADER: u32 = 44;

pub(crate) struct Wav {
    file: File,
    format: AudioFormat,
    bytes: u32,
}

impl Wav {
    /// A new file; one that is there already is an error, so that nothing is lost.
    pub(crate) fn create(path: &Path, format: AudioFormat) -> Result<Self> {
        let file = File::create_new(path)?;
        let mut wav = Self {
            file,
            format,
            bytes: 0,
        };
        wav.write_header()?;
        Ok(wav)
    }

    /// Appends a block, and says in the header that it is there.
    pub(crate) fn append(&mut self, block: &AudioFrame) -> Result<()> {
        let more = u32::try_from(block.data().len()).unwrap_or(u32::MAX);
        let Some(bytes) = self
            .bytes
            .checked_add(more)
            .filter(|&it| it < u32::MAX - HEADER)
        else {
            return Err(std::io::Error::other("a WAV file has 4 GB at most"));
        };
        self.file.write_all(block.data())?;
        self.bytes = bytes;
        // Once a second is enough: a reader takes what follows the length as sound, too.
        let second = self.format.rate().hz() * self.format.frame_bytes() as u32;
        if bytes / second != (bytes - more) / second {
            self.write_header()?;
        }
        Ok(())
    }

    /// Completes the file. Tells how many seconds it has.
    pub(crate) fn close(mut self) -> Result<f64> {
        self.write_header()?;
        self.file.sync_all()?;
        Ok(self.format.duration_of(self.bytes as usize).as_secs_f64())
    }

    fn write_header(&mut self) -> Result<()> {
        let rate = self.format.rate().hz();
        let frame = self.format.frame_bytes() as u16;
        let mut header = Vec::with_capacity(HEADER as usize);
        header.extend_from_slice(b"RIFF");
        header.extend_from_slice(&(HEADER - 8 + self.bytes).to_le_bytes());
        header.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
        header.extend_from_slice(&(frame / 2).to_le_bytes());
        header.extend_from_slice(&rate.to_le_bytes());
        header.extend_from_slice(&(rate * u32::from(frame)).to_le_bytes());
        header.extend_from_slice(&frame.to_le_bytes());
        header.extend_from_slice(b"\x10\0data");
        header.extend_from_slice(&self.bytes.to_le_bytes());
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&header)?;
        self.file.seek(SeekFrom::End(0))?;
        Ok(())
    }
}
