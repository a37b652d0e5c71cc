//! The program's calls about media players.

use std::sync::Arc;
use std::time::Duration;

use crate::codes::*;
use crate::engine::State;
use crate::event::{Event, MediaEvent};
use crate::instance::Instance;
use crate::outbox::{Outbox, When};

use super::file::Source;
use super::player::{Inner, Phase, Player, Who, changed, state};

/// How many media players an engine has at most.
const MOST_PLAYERS: i32 = 10;
/// How long opening a medium takes, as recorded.
const LOADING: Duration = Duration::from_millis(15);

impl Instance {
    /// Makes a media player; answers the code and its index.
    pub(crate) fn create_media_player(self: &Arc<Self>) -> (i32, i32) {
        let mut index = -1;
        let code = self.call("createMediaPlayer", |state, _| {
            let desk = &state.life("createMediaPlayer")?.desk;
            let mut players = desk.players();
            let free = |at: &i32| !players.iter().any(|player| player.who == Who::Player(*at));
            index = (0..MOST_PLAYERS).find(free).unwrap_or(-1);
            if index < 0 {
                return Err(TOO_MANY_PLAYERS);
            }
            players.push(Player::new(Who::Player(index)));
            Ok(())
        });
        (code, index)
    }

    /// Ends a media player. Nothing is told of it, unless there is no engine.
    pub(crate) fn destroy_media_player(self: &Arc<Self>, index: i32) -> i32 {
        self.call("destroyMediaPlayer", |state, out| {
            let desk = state.life("destroyMediaPlayer")?.desk.clone();
            out.quiet = true;
            let mut players = desk.players();
            let at = players
                .iter()
                .position(|player| player.who == Who::Player(index));
            let player = players.swap_remove(at.ok_or(NO_PLAYER)?);
            drop(players);
            player.end();
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Opens a medium; the result comes later.
    pub(crate) fn load_medium(self: &Arc<Self>, index: i32, source: Source, begin_ms: u64) -> i32 {
        self.call("MediaPlayerLoadResource", |state, out| {
            let life = state.life.as_mut().ok_or(NO_PLAYER)?;
            let desk = life.desk.clone();
            let player = desk.player(index).ok_or(NO_PLAYER)?;
            if matches!(player.inner().phase, Phase::Playing | Phase::Paused) {
                return Err(ALREADY_STARTED);
            }
            player.inner().phase = Phase::Empty;
            desk.want_to_run();
            let loading = LOADING.min(life.cloud.latency().start_up);
            state.gate_capture(out);
            let due = desk.once_up() + loading;
            desk.on_audio_thread(When::At(due), move |desk| {
                player.load(desk, index, source, begin_ms);
            });
            Ok(())
        })
    }

    pub(crate) fn start_player(self: &Arc<Self>, index: i32) -> i32 {
        self.with_player("MediaPlayerStart", index, |desk, player, _| {
            let phase = player.inner().phase;
            match phase {
                Phase::Empty => Err(NOTHING_LOADED),
                Phase::Playing | Phase::Paused => Err(ALREADY_STARTED),
                Phase::Loaded | Phase::Stopped | Phase::Ended => {
                    player.start(desk);
                    Ok(())
                }
            }
        })
    }

    pub(crate) fn pause_player(self: &Arc<Self>, index: i32) -> i32 {
        self.with_player("MediaPlayerPause", index, |desk, player, _| {
            player.is(Phase::Playing)?;
            player.pause(desk);
            Ok(())
        })
    }

    pub(crate) fn resume_player(self: &Arc<Self>, index: i32) -> i32 {
        self.with_player("MediaPlayerResume", index, |desk, player, _| {
            player.is(Phase::Paused)?;
            player.resume(desk);
            Ok(())
        })
    }

    pub(crate) fn stop_player(self: &Arc<Self>, index: i32) -> i32 {
        self.with_player("MediaPlayerStop", index, |_, player, out| {
            if matches!(
                player.inner().phase,
                Phase::Empty | Phase::Loaded | Phase::Stopped
            ) {
                return Err(PLAYER_INNER);
            }
            player.stop();
            out.tell(changed(player.who, state::STOPPED, OK));
            Ok(())
        })
    }

    /// Goes to another place; the result carries the program's own sequence, or one that is made
    /// here when it gave none. Answers the code and the sequence.
    pub(crate) fn seek_player(self: &Arc<Self>, index: i32, ms: u64, given: i32) -> (i32, i32) {
        let mut sequence = given;
        let code = self.call("MediaPlayerSeekTo", |state, out| {
            if sequence == 0 {
                sequence = state.sequences.single();
            }
            let gap = state.result_gap();
            let desk = state.life.as_ref().map(|life| life.desk.clone());
            let player = desk.as_ref().and_then(|desk| desk.player(index));
            let (told, sought) = match &player {
                Some(player) if player.inner().seek(ms) => (index, Ok(())),
                Some(_) => (index, Err(SEEK_FAILED)),
                None => (-1, Err(NO_PLAYER)),
            };
            let result = Event::Media(MediaEvent::PlayerSought {
                player: told,
                sequence,
                code: sought.err().unwrap_or(OK),
            });
            match &desk {
                Some(desk) if sought.is_ok() => desk.tell_on_sdk_thread(result),
                _ => out.in_row(gap, result),
            }
            sought
        });
        (code, sequence)
    }

    /// Sets something of a media player.
    pub(crate) fn set_player(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        set: impl FnOnce(&mut Inner),
    ) -> i32 {
        self.with_player(function, index, |_, player, _| {
            set(&mut player.inner());
            Ok(())
        })
    }

    /// Reads something of a media player. With `told`, the program hears of the call's end.
    pub(crate) fn read_player<T: Default>(
        self: &Arc<Self>,
        function: &'static str,
        told: bool,
        index: i32,
        read: impl FnOnce(&Inner) -> T,
    ) -> (i32, T) {
        let player = self.desk().ok().and_then(|desk| desk.player(index));
        let value = player.map(|player| read(&player.inner()));
        let code = if value.is_some() { OK } else { NO_PLAYER };
        if told {
            self.finish(function, code);
        }
        (code, value.unwrap_or_default())
    }

    fn with_player(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        body: impl FnOnce(&Arc<super::desk::Desk>, &Arc<Player>, &mut Outbox) -> Result<(), i32>,
    ) -> i32 {
        self.call(function, |state, out| {
            let life = state.life.as_ref().ok_or(NO_PLAYER)?;
            let player = life.desk.player(index).ok_or(NO_PLAYER)?;
            body(&life.desk, &player, out)
        })
    }
}

impl State {
    /// The room is left: media players that play, or could go on, stop. The program hears of it
    /// when the audio and video part stops, which is before the result of leaving.
    pub(crate) fn stop_players(&mut self, out: &mut Outbox) {
        let gap = self.result_gap();
        let Some(life) = &self.life else { return };
        for player in life.desk.players().iter() {
            if matches!(player.inner().phase, Phase::Playing | Phase::Paused) {
                player.stop();
                let desk = life.desk.clone();
                let event = changed(player.who, state::STOPPED, OK);
                out.later(gap / 2, None, move |_| desk.tell(&event));
            }
        }
    }
}

impl Player {
    fn is(&self, phase: Phase) -> Result<(), i32> {
        match self.inner().phase == phase {
            true => Ok(()),
            false => Err(PLAYER_INNER),
        }
    }
}
