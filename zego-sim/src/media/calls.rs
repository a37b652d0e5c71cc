//! The program's calls about pictures and sound, as the engine answers them.

use std::sync::Arc;

use crate::codes::*;
use crate::instance::Instance;

use super::channel::{Channel, MAIN};
use super::codec::Coded;
use super::desk::Desk;
use super::picture::{Layout, Picture, Series};
use super::settings::{Blocks, Observers, Processing, Settings};
use super::sound::{Format, Sound, samples_of};

/// A picture as the program describes it.
pub(crate) struct Described {
    pub(crate) format: i32,
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) strides: [i32; 4],
    pub(crate) rotation: i32,
    pub(crate) time: u64,
}

/// How a program takes the pictures that it renders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// In a series of formats, as the interface numbers them.
    Raw(i32),
    /// As they were encoded by their publisher.
    Encoded,
}

impl Instance {
    /// Takes a raw picture that the program captured.
    pub(crate) fn send_picture(
        self: &Arc<Self>,
        channel: i32,
        described: &Described,
        bytes: &[u8],
    ) -> i32 {
        let gate = self.look(|state| {
            let life = state.life.as_ref().ok_or(NO_ENGINE)?;
            life.open_captures()
                .find(|open| *open == channel)
                .ok_or(CAPTURE_NOT_STARTED)?;
            Ok((life.desk.clone(), life.previews.contains(&channel)))
        });
        let (desk, previewed) = match gate {
            Ok(gate) => gate,
            Err(code) => return code,
        };
        let Described {
            format,
            width,
            height,
            strides,
            rotation,
            time,
        } = *described;
        let layout = Layout::described(format, width, height, strides);
        let Some(layout) = layout.filter(|layout| bytes.len() >= layout.least_length()) else {
            return CAPTURE_FORMAT;
        };
        let picture = Picture::copy_of(layout, bytes, rotation, time);
        desk.channel(channel).picture(&desk, picture, previewed);
        OK
    }

    /// Takes sound that the program captured.
    pub(crate) fn send_pcm(
        self: &Arc<Self>,
        channel: i32,
        rate: i32,
        channels: i32,
        bytes: &[u8],
    ) -> i32 {
        self.take_sound(channel, rate, channels, |_, format| {
            let samples = samples_of(bytes).collect();
            Ok(Sound { format, samples })
        })
    }

    /// Takes sound that the program captured and encoded.
    pub(crate) fn send_coded(
        self: &Arc<Self>,
        channel: i32,
        rate: i32,
        channels: i32,
        coded: Coded<'_>,
    ) -> i32 {
        self.take_sound(channel, rate, channels, |channel, format| {
            channel.decode(coded, format)
        })
    }

    fn take_sound(
        self: &Arc<Self>,
        number: i32,
        rate: i32,
        channels: i32,
        sound: impl FnOnce(&Channel, Format) -> Result<Sound, i32>,
    ) -> i32 {
        let desk = self.desk().ok();
        let channel = desk.map(|desk| (desk.channel(number), desk));
        let Some((channel, desk)) = channel.filter(|(channel, _)| channel.has_custom_audio())
        else {
            return NO_CUSTOM_CAPTURE;
        };
        let Some(format) = Format::described(rate, channels) else {
            return ILLEGAL_PARAMETER;
        };
        match sound(&channel, format) {
            Ok(sound) => {
                if !sound.samples.is_empty() {
                    desk.capture(number, sound);
                }
                OK
            }
            Err(code) => code,
        }
    }

    /// Gives the program the sound that would be heard.
    pub(crate) fn fetch_pcm(
        self: &Arc<Self>,
        rate: i32,
        channels: i32,
        samples: &mut [i16],
    ) -> i32 {
        samples.fill(0);
        let Some(desk) = self
            .desk()
            .ok()
            .filter(|d| d.channel(MAIN).has_custom_audio())
        else {
            return NO_CUSTOM_RENDER;
        };
        let Some(format) = Format::described(rate, channels) else {
            return ILLEGAL_PARAMETER;
        };
        if desk.is_up() {
            desk.pull(format, samples);
        }
        OK
    }

    /// Lets the program capture and render sound by itself.
    pub(crate) fn set_custom_audio(self: &Arc<Self>, channel: i32, on: bool) -> i32 {
        self.call("enableCustomAudioIO", |state, _| {
            let life = state.life("enableCustomAudioIO")?;
            if life.desk.is_up() {
                return Err(CUSTOM_VIDEO_FAILED); // sound too is told that
            }
            life.desk.channel(channel).set_custom_audio(on);
            Ok(())
        })
    }

    /// Lets the program render pictures, in a series of formats.
    pub(crate) fn set_custom_render(self: &Arc<Self>, taken: Option<Taken>) -> i32 {
        self.call("enableCustomVideoRender", |state, _| {
            let life = state.life("enableCustomVideoRender")?;
            if life.shows_pictures() {
                return Err(CUSTOM_VIDEO_FAILED);
            }
            let mut settings = life.desk.settings();
            settings.render_encoded = matches!(taken, Some(Taken::Encoded));
            settings.render = match taken {
                Some(Taken::Raw(0)) => Some(Series::Rgb),
                Some(Taken::Raw(_)) => Some(Series::Yuv),
                Some(Taken::Encoded) | None => None,
            };
            Ok(())
        })
    }

    /// Lets the program render what a channel captures as well.
    pub(crate) fn set_captured_render(self: &Arc<Self>, channel: i32, on: bool) -> i32 {
        self.set("enableCapturedVideoCustomVideoRender", |settings| {
            match on {
                true => settings.render_captured.insert(channel),
                false => settings.render_captured.remove(&channel),
            };
        })
    }

    /// Lets the program render a stream, or leaves it out.
    pub(crate) fn set_remote_render(self: &Arc<Self>, stream: &str, on: bool) -> i32 {
        self.set("enableRemoteVideoCustomVideoRender", |settings| {
            match on {
                true => settings.unrendered.remove(stream),
                false => settings.unrendered.insert(stream.to_owned()),
            };
        })
    }

    /// Starts to hand blocks of sound to the program.
    pub(crate) fn observe(self: &Arc<Self>, mask: u32, rate: i32, channels: i32) -> i32 {
        self.call("startAudioDataObserver", |state, out| {
            let life = state.life("startAudioDataObserver")?;
            let format = Format::described(rate, channels);
            let observers = Observers::of(mask, format);
            if observers.player && matches!(rate, 8_000 | 22_050 | 24_000) {
                return Err(OBSERVED_RATE);
            }
            life.desk.settings().observers = observers;
            if observers.any() {
                // As recorded, the part runs on when the observers stop.
                life.desk.want_to_run();
            }
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Hands out no more blocks of sound.
    pub(crate) fn stop_observing(self: &Arc<Self>) -> i32 {
        self.call("stopAudioDataObserver", |state, out| {
            let life = state.life("stopAudioDataObserver")?;
            life.desk.settings().observers = Observers::default();
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Lets the program change sound at one place, or no more. The blocks that it once had while the
    /// audio and video part runs stay the same until that stops.
    pub(crate) fn set_processing(
        self: &Arc<Self>,
        function: &'static str,
        blocks: Option<Blocks>,
        place: impl Fn(&mut Processing) -> &mut Option<Blocks>,
    ) -> i32 {
        self.call(function, |state, _| {
            let desk = state.life(function)?.desk.clone();
            let runs = desk.is_up();
            let settings = &mut *desk.settings();
            let kept = place(&mut settings.kept_processing);
            let blocks = blocks.map(|new| match *kept {
                Some(kept) if runs => kept,
                _ => *kept.insert(new),
            });
            *place(&mut settings.processing) = blocks;
            Ok(())
        })
    }

    /// Sets something of the engine's.
    pub(crate) fn set(
        self: &Arc<Self>,
        function: &'static str,
        set: impl FnOnce(&mut Settings),
    ) -> i32 {
        self.call(function, |state, _| {
            set(&mut state.life(function)?.desk.settings());
            Ok(())
        })
    }

    /// The media of the engine, for calls that nobody is told of.
    pub(crate) fn desk(&self) -> Result<Arc<Desk>, i32> {
        self.look(|state| match &state.life {
            Some(life) => Ok(life.desk.clone()),
            None => Err(NO_ENGINE),
        })
    }
}
