//! `recorder` writes a WAV and a PNG file for each stream.

use std::path::{Path, PathBuf};

use crate::child::Example;

/// A folder that nobody else has, gone with this.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("zego-async-{}-{name}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn arguments(&self) -> [&str; 2] {
        ["--folder", self.0.to_str().unwrap()]
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The samples of a WAV file whose header says how many there are.
fn samples(file: &Path) -> Vec<i16> {
    let wav = std::fs::read(file).unwrap();
    let number = |at: usize| u32::from_le_bytes(wav[at..at + 4].try_into().unwrap());
    assert_eq!((&wav[..4], &wav[8..16]), (&b"RIFF"[..], &b"WAVEfmt "[..]));
    assert_eq!(number(24), 48_000);
    assert_eq!(number(40) as usize, wav.len() - 44, "{file:?}");
    assert_eq!(number(4) as usize, wav.len() - 8, "{file:?}");
    let sound = wav[44..].chunks_exact(2);
    sound.map(|it| i16::from_le_bytes([it[0], it[1]])).collect()
}

#[test]
fn recorder_writes_the_sound_and_a_picture_of_each_stream() {
    let folder = Folder::new("recorder");
    let said = Example::start("recorder", &folder.arguments()).succeed();
    assert!(said.contains("all files are complete"), "{said}");
    for guest in 1..=2 {
        let name = format!("guest-{guest}-camera");
        let sound = samples(&folder.0.join(format!("{name}.wav")));
        assert!(sound.len() >= 48_000, "{name}: {} samples", sound.len());
        assert!(sound.iter().any(|it| it.abs() > 4000), "{name} is silent");
        let file = std::fs::File::open(folder.0.join(format!("{name}.png"))).unwrap();
        let mut picture = png::Decoder::new(std::io::BufReader::new(file))
            .read_info()
            .unwrap();
        let mut pixels = vec![0; picture.output_buffer_size().unwrap()];
        let info = picture.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (160, 90));
        let [red, green, blue] = [pixels[0], pixels[1], pixels[2]];
        assert!(green > 150 && red < 60 && blue < 60, "{red} {green} {blue}");
    }
}

#[test]
fn recorder_completes_its_files_when_it_is_interrupted() {
    let folder = Folder::new("interrupted");
    let mut example = Example::start("recorder", &folder.arguments());
    example.wait_for("is being recorded");
    std::thread::sleep(std::time::Duration::from_millis(500));
    example.signal("INT");
    let said = example.succeed();
    assert!(said.contains("all files are complete"), "{said}");
    let files = std::fs::read_dir(&folder.0).unwrap();
    let sounds = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "wav"));
    let lengths: Vec<_> = sounds.map(|path| samples(&path).len()).collect();
    assert!(lengths.iter().any(|&length| length > 4800), "{lengths:?}");
}
