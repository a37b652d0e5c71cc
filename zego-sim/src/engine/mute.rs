//! Mutes and volumes of what is published and played, and what others are told of them.

use std::sync::Arc;

use crate::instance::Instance;

use super::State;

/// What a channel keeps back from its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Withheld {
    pub(crate) audio: bool,
    pub(crate) video: bool,
    pub(crate) camera: bool,
}

/// Which part of a stream a call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Audio,
    Video,
    /// The picture at its source.
    Camera,
}

impl Instance {
    /// Keeps a part of a channel's stream back, or lets it go again; others are told.
    pub(crate) fn withhold(
        self: &Arc<Self>,
        function: &'static str,
        channel: i32,
        part: Part,
        off: bool,
    ) -> i32 {
        self.call(function, |state, out| {
            let life = state.life(function)?;
            let withheld = life.withheld.entry(channel).or_default();
            let before = *withheld;
            match part {
                Part::Audio => withheld.audio = off,
                Part::Video => withheld.video = off,
                Part::Camera => withheld.camera = off,
            }
            let now = *withheld;
            let published = life.publications.get(&channel).map(|p| p.tag);
            let cloud = life.cloud.clone();
            if let Some(tag) = published.filter(|_| now != before) {
                out.then(move |_| cloud.withhold(tag, now));
            }
            Ok(())
        })
    }

    /// Mutes a part of a played stream; one that isn't played is fine.
    pub(crate) fn mute_playback(
        self: &Arc<Self>,
        function: &'static str,
        stream: Option<&str>,
        part: Part,
        off: bool,
    ) -> i32 {
        self.call(function, |state, _| {
            let life = state.life(function)?;
            let meant = |known: &str| stream.is_none_or(|stream| stream == known);
            for playback in life.playbacks.iter_mut().filter(|p| meant(&p.stream)) {
                match part {
                    Part::Audio => playback.audio_muted = off,
                    Part::Video | Part::Camera => playback.video_muted = off,
                }
            }
            Ok(())
        })
    }

    /// Sets how loud a stream is played, or all with no stream named; the engine takes any number.
    pub(crate) fn set_play_volume(
        self: &Arc<Self>,
        function: &'static str,
        stream: Option<&str>,
        volume: i32,
    ) -> i32 {
        self.call(function, |state: &mut State, _| {
            let life = state.life(function)?;
            let meant = |known: &str| stream.is_none_or(|stream| stream == known);
            for playback in life.playbacks.iter_mut().filter(|p| meant(&p.stream)) {
                playback.volume = volume.clamp(0, 200);
            }
            Ok(())
        })
    }

    /// A call that the engine takes and that changes nothing here.
    pub(crate) fn accept(self: &Arc<Self>, function: &'static str) -> i32 {
        self.call(function, |state, _| state.life(function).map(|_| ()))
    }
}
