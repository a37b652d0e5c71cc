//! The effect player: short sounds that are loaded by a number and played over one another.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::codes::*;
use crate::event::{Event, MediaEvent};
use crate::instance::Instance;
use crate::outbox::{Outbox, When};

use super::desk::Desk;
use super::file::{Medium, Source};
use super::player::{Inner, Phase, Player, Who, state};

/// The index of the only effect player.
pub(crate) const ONLY: i32 = 0;

/// The effects of an engine, while it has an effect player.
#[derive(Default)]
pub(crate) struct Effects {
    exists: bool,
    loaded: BTreeMap<u32, Arc<Player>>,
    /// What is being loaded, and the sequence that its result will carry.
    loading: BTreeMap<u32, Option<i32>>,
}

/// How an effect is started.
pub(crate) struct Start {
    /// Where it comes from, when it wasn't loaded before.
    pub(crate) path: Option<String>,
    /// How often it is played; 0 without an end.
    pub(crate) times: u32,
    pub(crate) published: bool,
}

impl Effects {
    /// The effects that are loaded.
    pub(super) fn all(&self) -> Vec<Arc<Player>> {
        self.loaded.values().cloned().collect()
    }
}

impl Instance {
    /// Makes the effect player; answers the code and its index.
    pub(crate) fn create_effects(self: &Arc<Self>) -> (i32, i32) {
        let mut index = -1;
        let code = self.call("createAudioEffectPlayer", |state, _| {
            let desk = &state.life("createAudioEffectPlayer")?.desk;
            let mut effects = desk.effects();
            if std::mem::replace(&mut effects.exists, true) {
                return Err(TOO_MANY_EFFECT_PLAYERS);
            }
            index = ONLY;
            Ok(())
        });
        (code, index)
    }

    /// Ends the effect player. Nothing is told of it, unless there is no engine.
    pub(crate) fn destroy_effects(self: &Arc<Self>, index: i32) -> i32 {
        self.call("destroyAudioEffectPlayer", |state, out| {
            let desk = state.life("destroyAudioEffectPlayer")?.desk.clone();
            out.quiet = true;
            let mut effects = desk.effects();
            if !effects.exists || index != ONLY {
                return Err(NO_EFFECT_PLAYER);
            }
            for effect in std::mem::take(&mut *effects).all() {
                effect.end();
            }
            Ok(())
        })
    }

    /// Loads an effect; answers the code and the sequence of the result.
    pub(crate) fn load_effect(self: &Arc<Self>, index: i32, id: u32, path: &str) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("audioEffectPlayerLoadResource", |state, out| {
            let gap = state.result_gap();
            let desk = match state.effects(index) {
                Ok(desk) => desk,
                Err(code) => {
                    sequence = state.sequences.refused();
                    return Err(code);
                }
            };
            sequence = state.sequences.room();
            let loaded = desk.load_effect(id, path);
            state.gate_capture(out);
            let up = desk.once_up();
            if loaded {
                desk.effects().loading.insert(id, Some(sequence));
                // Decoding takes its time; that there is nothing to decode is known before.
                desk.on_sdk_thread(When::At(up + gap * 8 / 5), move |desk| {
                    let sequence = desk.effects().loading.remove(&id).flatten();
                    desk.tell_loaded(sequence.unwrap_or(0), OK);
                });
                return Ok(());
            }
            // While an effect is being loaded, the refusal of a second load takes the sequence of
            // the first one, and those after it none at all.
            let refused = match desk.effects().loading.get_mut(&id) {
                Some(first) => first.take(),
                None => Some(sequence),
            };
            if let Some(sequence) = refused {
                desk.on_sdk_thread(When::At(up + gap), move |desk| {
                    desk.tell_loaded(sequence, EFFECT_LOAD_FAILED);
                });
            }
            Ok(())
        });
        (code, sequence)
    }

    /// Starts an effect, from its beginning when it plays already.
    pub(crate) fn start_effect(self: &Arc<Self>, index: i32, id: u32, start: Start) -> i32 {
        self.with_effects("audioEffectPlayerStart", index, |desk, _| {
            if let Some(path) = &start.path {
                desk.effects().loaded.remove(&id);
                desk.load_effect(id, path);
            }
            let effect = desk.effects().loaded.get(&id).cloned();
            let due = desk.once_up();
            desk.on_sdk_thread(When::At(due), move |desk| match effect {
                Some(effect) => {
                    effect.stop();
                    let mut inner = effect.inner();
                    inner.settings.aux = start.published;
                    inner.settings.repeat = start.times != 1;
                    inner.left = start.times.checked_sub(1);
                    drop(inner);
                    effect.start(desk);
                }
                None => desk.tell(&Event::Media(MediaEvent::EffectState {
                    player: ONLY,
                    effect: id,
                    state: state::STOPPED,
                    code: EFFECT_PLAY_FAILED,
                })),
            });
        })
    }

    /// Stops one effect, or all of them; nothing is told of it.
    pub(crate) fn stop_effects(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        id: Option<u32>,
    ) -> i32 {
        self.with_effects(function, index, |desk, _| {
            for effect in desk.effects_of(id) {
                effect.stop();
            }
        })
    }

    /// Pauses one effect, or all of them.
    pub(crate) fn pause_effects(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        id: Option<u32>,
    ) -> i32 {
        self.with_effects(function, index, |desk, _| {
            for effect in desk.effects_of(id) {
                if effect.inner().phase == Phase::Playing {
                    effect.pause(desk);
                }
            }
        })
    }

    /// Goes on with one effect, or all of them.
    pub(crate) fn resume_effects(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        id: Option<u32>,
    ) -> i32 {
        self.with_effects(function, index, |desk, _| {
            for effect in desk.effects_of(id) {
                if effect.inner().phase == Phase::Paused {
                    effect.resume(desk);
                }
            }
        })
    }

    /// Forgets an effect.
    pub(crate) fn unload_effect(self: &Arc<Self>, index: i32, id: u32) -> i32 {
        self.with_effects("audioEffectPlayerUnloadResource", index, |desk, _| {
            if let Some(effect) = desk.effects().loaded.remove(&id) {
                effect.end();
            }
        })
    }

    /// Goes to another place of an effect; answers the code and the sequence of the result.
    pub(crate) fn seek_effect(self: &Arc<Self>, index: i32, id: u32, ms: u64) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call("audioEffectPlayerSeekTo", |state, _| {
            let desk = state.effects(index)?;
            sequence = state.sequences.single();
            let sought = desk.effects_of(Some(id)).iter().any(|e| e.inner().seek(ms));
            let code = if sought { OK } else { EFFECT_SEEK_FAILED };
            desk.tell_on_sdk_thread(Event::Media(MediaEvent::EffectSought {
                player: ONLY,
                sequence,
                code,
            }));
            Ok(())
        });
        (code, sequence)
    }

    /// Sets something of one effect, or of all of them.
    pub(crate) fn set_effects(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        id: Option<u32>,
        set: impl Fn(&mut Inner),
    ) -> i32 {
        self.with_effects(function, index, |desk, _| {
            for effect in desk.effects_of(id) {
                set(&mut effect.inner());
            }
        })
    }

    /// Reads something of an effect; one that isn't loaded has nothing.
    pub(crate) fn read_effect(
        self: &Arc<Self>,
        index: i32,
        id: u32,
        read: impl FnOnce(&Inner) -> u64,
    ) -> (i32, u64) {
        match self.look(|state| state.effects(index)) {
            Ok(desk) => {
                let effect = desk.effects_of(Some(id)).into_iter().next();
                (OK, effect.map_or(0, |effect| read(&effect.inner())))
            }
            Err(code) => (code, 0),
        }
    }

    fn with_effects(
        self: &Arc<Self>,
        function: &'static str,
        index: i32,
        body: impl FnOnce(&Arc<Desk>, &mut Outbox),
    ) -> i32 {
        self.call(function, |state, out| {
            let desk = state.effects(index)?;
            desk.want_to_run();
            state.gate_capture(out);
            body(&desk, out);
            Ok(())
        })
    }
}

impl crate::engine::State {
    /// The media of an engine that has that effect player.
    fn effects(&mut self, index: i32) -> Result<Arc<Desk>, i32> {
        let life = self.life.as_ref().ok_or(NO_EFFECT_PLAYER)?;
        let there = life.desk.effects().exists && index == ONLY;
        match there {
            true => Ok(life.desk.clone()),
            false => Err(NO_EFFECT_PLAYER),
        }
    }
}

impl Desk {
    /// Opens an effect that isn't loaded yet; says whether it did.
    fn load_effect(&self, id: u32, path: &str) -> bool {
        self.want_to_run();
        let mut effects = self.effects();
        if effects.loaded.contains_key(&id) {
            return false;
        }
        let Ok(medium) = Medium::open(Source::File(path.to_owned())) else {
            return false;
        };
        let effect = Player::new(Who::Effect(id));
        effect.hold(medium);
        effects.loaded.insert(id, effect);
        true
    }

    fn tell_loaded(&self, sequence: i32, code: i32) {
        self.tell(&Event::Media(MediaEvent::EffectLoaded {
            player: ONLY,
            sequence,
            code,
        }));
    }

    fn effects_of(&self, id: Option<u32>) -> Vec<Arc<Player>> {
        let effects = self.effects();
        match id {
            Some(id) => effects.loaded.get(&id).cloned().into_iter().collect(),
            None => effects.all(),
        }
    }
}
