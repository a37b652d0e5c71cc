//! Media players, effects and recordings: who waits for results that carry no sequence.

use super::*;
use crate::event::{
    AudioEffectStateChanged, MediaPlayerLoaded, MediaPlayerStateChanged, MediaState, RecordSource,
    RecordState, RecordStateChanged,
};

/// What is known of media players, effects and recordings.
#[derive(Default)]
pub(crate) struct Components {
    pub(crate) players: HashMap<i32, PlayerEntry>,
    /// Effects that were started and haven't said so yet.
    effects: Vec<(u32, Waiting)>,
    pub(crate) recordings: HashMap<RecordSource, RecordingEntry>,
    next_ticket: u64,
}

/// A media player that exists.
pub(crate) struct PlayerEntry {
    pub(crate) session: u64,
    pub(crate) state: MediaState,
    /// The state that it was told last to take.
    told: MediaState,
    /// Loads are answered in the order in which they were asked for.
    loads: VecDeque<Waiting>,
    /// Who waits for which state.
    states: Vec<(MediaState, Waiting)>,
}

/// A recording that was asked for.
pub(crate) struct RecordingEntry {
    pub(crate) session: u64,
    pub(crate) state: RecordState,
    started: Option<Outcome>,
    stopped: Vec<Outcome>,
}

/// Somebody who waits, with a ticket by which the place can be given up.
struct Waiting {
    ticket: u64,
    outcome: Outcome,
}

impl Hub {
    fn waiting(&mut self, outcome: Outcome) -> Waiting {
        self.components.next_ticket += 1;
        Waiting {
            ticket: self.components.next_ticket,
            outcome,
        }
    }

    /// A player was created; its session.
    pub(crate) fn player_created(&mut self, player: i32) -> u64 {
        let session = self.new_session();
        let entry = PlayerEntry {
            session,
            state: MediaState::NoPlay,
            told: MediaState::NoPlay,
            loads: VecDeque::new(),
            states: Vec::new(),
        };
        self.components.players.insert(player, entry);
        session
    }

    /// A player is gone: who waits for it is told.
    pub(crate) fn player_destroyed(&mut self, player: i32, session: u64, effects: &mut Effects) {
        if !self.has_player(player, session) {
            return;
        }
        if let Some(entry) = self.components.players.remove(&player) {
            let error = self.ended(stopped);
            entry.settle_all(&error, effects);
        }
        self.subscribers.finish_scope(
            |scope| matches!(scope, Scope::MediaPlayer { session: one, .. } if *one == session),
            &mut effects.wakers,
        );
    }

    /// Whether this player still exists.
    pub(crate) fn has_player(&self, player: i32, session: u64) -> bool {
        let entry = self.components.players.get(&player);
        entry.is_some_and(|entry| entry.session == session)
    }

    /// A load is about to be asked for. The ticket gives the place up if it is refused.
    pub(crate) fn begin_load(&mut self, player: i32, outcome: Outcome) -> Option<u64> {
        let waiting = self.waiting(outcome);
        let ticket = waiting.ticket;
        let entry = self.components.players.get_mut(&player)?;
        entry.loads.push_back(waiting);
        Some(ticket)
    }

    /// A state is about to be asked for.
    pub(crate) fn begin_state(
        &mut self,
        player: i32,
        wanted: MediaState,
        outcome: Outcome,
    ) -> Option<u64> {
        let waiting = self.waiting(outcome);
        let ticket = waiting.ticket;
        let entry = self.components.players.get_mut(&player)?;
        entry.states.push((wanted, waiting));
        Some(ticket)
    }

    /// The SDK took a command. A player that is in that state already tells of no change, so who
    /// waits is answered here.
    pub(crate) fn state_taken(
        &mut self,
        player: i32,
        ticket: u64,
        wanted: MediaState,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.components.players.get_mut(&player) else {
            return;
        };
        let told = std::mem::replace(&mut entry.told, wanted);
        if told != wanted || entry.state != wanted {
            return;
        }
        let waits = |(_, waiting): &(MediaState, Waiting)| waiting.ticket == ticket;
        if let Some(at) = entry.states.iter().position(waits) {
            let (_, waiting) = entry.states.remove(at);
            effects.settle(waiting.outcome, Ok(()));
        }
    }

    /// An effect is about to be started.
    pub(crate) fn begin_effect(&mut self, effect: u32, outcome: Outcome) -> u64 {
        let waiting = self.waiting(outcome);
        let ticket = waiting.ticket;
        self.components.effects.push((effect, waiting));
        ticket
    }

    /// The effect player is gone: who waits for an effect is told.
    pub(crate) fn effects_stopped(&mut self, effects: &mut Effects) {
        let error = self.ended(stopped);
        for (_, waiting) in std::mem::take(&mut self.components.effects) {
            effects.settle(waiting.outcome, Err(error.clone()));
        }
    }

    /// The call was refused: nobody waits for its result any more.
    pub(crate) fn give_up(&mut self, ticket: u64) {
        for entry in self.components.players.values_mut() {
            entry.loads.retain(|waiting| waiting.ticket != ticket);
            entry.states.retain(|(_, waiting)| waiting.ticket != ticket);
        }
        self.components
            .effects
            .retain(|(_, waiting)| waiting.ticket != ticket);
    }

    /// A recording is about to be asked for. Gives `outcome` back if there is one already.
    pub(crate) fn begin_recording(
        &mut self,
        source: &RecordSource,
        outcome: Outcome,
    ) -> Result<u64, Outcome> {
        if self.components.recordings.contains_key(source) {
            return Err(outcome);
        }
        let session = self.new_session();
        let entry = RecordingEntry {
            session,
            state: RecordState::NoRecord,
            started: Some(outcome),
            stopped: Vec::new(),
        };
        self.components.recordings.insert(source.clone(), entry);
        Ok(session)
    }

    /// Waits for the end of a recording. `outcome` is settled at once if there is none.
    pub(crate) fn await_recording(
        &mut self,
        source: &RecordSource,
        session: u64,
        outcome: Outcome,
        effects: &mut Effects,
    ) {
        let entry = self.components.recordings.get_mut(source);
        match entry.filter(|entry| entry.session == session) {
            Some(entry) => entry.stopped.push(outcome),
            None => effects.settle(outcome, Ok(())),
        }
    }

    /// Whether a recording writes its file; `None` if it is over.
    pub(crate) fn recording_writes(&self, source: &RecordSource, session: u64) -> Option<bool> {
        let entry = self.components.recordings.get(source)?;
        (entry.session == session).then_some(entry.state == RecordState::Recording)
    }

    /// A recording is over, with or without a word of the SDK.
    pub(crate) fn recording_over(
        &mut self,
        source: &RecordSource,
        session: u64,
        outcome: Result<()>,
        effects: &mut Effects,
    ) {
        let entry = self.components.recordings.get(source);
        if entry.is_none_or(|entry| entry.session != session) {
            return;
        }
        if let Some(entry) = self.components.recordings.remove(source) {
            let early = outcome.clone().and_then(|()| Err(self.ended(stopped)));
            if let Some(started) = entry.started {
                effects.settle(started, early);
            }
            for waiter in entry.stopped {
                effects.settle(waiter, outcome.clone());
            }
        }
        self.subscribers.finish_scope(
            |scope| matches!(scope, Scope::Recording { session: one, .. } if *one == session),
            &mut effects.wakers,
        );
    }

    pub(super) fn media_player_loaded(
        &mut self,
        loaded: &MediaPlayerLoaded,
        effects: &mut Effects,
    ) {
        let entry = self.components.players.get_mut(&loaded.player);
        let Some(waiting) = entry.and_then(|entry| entry.loads.pop_front()) else {
            return;
        };
        let outcome = match loaded.code.is_success() {
            true => Ok(()),
            false => Err(self.failed("load media", loaded.code)),
        };
        effects.settle(waiting.outcome, outcome);
    }

    pub(super) fn media_player_state(
        &mut self,
        change: &MediaPlayerStateChanged,
        effects: &mut Effects,
    ) {
        let Some(entry) = self.components.players.get_mut(&change.player) else {
            return;
        };
        entry.state = change.state;
        let over = matches!(change.state, MediaState::NoPlay | MediaState::Ended);
        if over {
            entry.told = change.state;
        }
        let (done, left): (Vec<_>, Vec<_>) = std::mem::take(&mut entry.states)
            .into_iter()
            .partition(|(wanted, _)| !change.code.is_success() || *wanted == change.state || over);
        entry.states = left;
        for (wanted, waiting) in done {
            let outcome = if !change.code.is_success() {
                Err(self.failed("play media", change.code))
            } else if wanted == change.state {
                Ok(())
            } else {
                Err(self.ended(stopped))
            };
            effects.settle(waiting.outcome, outcome);
        }
    }

    pub(super) fn effect_state(&mut self, change: &AudioEffectStateChanged, effects: &mut Effects) {
        let of = |(effect, _): &(u32, Waiting)| *effect == change.effect;
        let Some(at) = self.components.effects.iter().position(of) else {
            return;
        };
        let outcome = match (change.code.is_success(), change.state) {
            (false, _) => {
                Err(self.failed(format_args!("play effect {}", change.effect), change.code))
            }
            (true, MediaState::Playing) => Ok(()),
            _ => return,
        };
        let (_, waiting) = self.components.effects.remove(at);
        effects.settle(waiting.outcome, outcome);
    }

    pub(super) fn record_state(&mut self, change: &RecordStateChanged, effects: &mut Effects) {
        let Some(entry) = self.components.recordings.get_mut(&change.source) else {
            return;
        };
        let session = entry.session;
        // A recording that was stopped before it began is called complete later, when another may
        // have been asked for: only what was begun can be complete.
        if change.state == RecordState::Success && entry.state != RecordState::Recording {
            return;
        }
        entry.state = change.state;
        match change.state {
            RecordState::Recording => {
                if let Some(started) = entry.started.take() {
                    effects.settle(started, Ok(()));
                }
            }
            RecordState::Success => self.recording_over(&change.source, session, Ok(()), effects),
            RecordState::NoRecord => {
                let outcome = match change.code.is_success() {
                    true => Ok(()),
                    false => {
                        Err(self.failed(format_args!("record {:?}", change.file), change.code))
                    }
                };
                self.recording_over(&change.source, session, outcome, effects);
            }
            RecordState::Unknown(_) => {}
        }
    }

    /// The engine is gone: everybody who waits is told.
    pub(super) fn close_components(&mut self, effects: &mut Effects) {
        let components = std::mem::take(&mut self.components);
        let gone = Error::engine_gone();
        for entry in components.players.into_values() {
            entry.settle_all(&gone, effects);
        }
        for (_, waiting) in components.effects {
            effects.settle(waiting.outcome, Err(gone.clone()));
        }
        for entry in components.recordings.into_values() {
            for outcome in entry.started.into_iter().chain(entry.stopped) {
                effects.settle(outcome, Err(gone.clone()));
            }
        }
    }
}

impl PlayerEntry {
    fn settle_all(self, error: &Error, effects: &mut Effects) {
        let states = self.states.into_iter().map(|(_, waiting)| waiting);
        for waiting in self.loads.into_iter().chain(states) {
            effects.settle(waiting.outcome, Err(error.clone()));
        }
    }
}

fn stopped() -> Error {
    Error::new(ErrorKind::Stopped, "it was stopped")
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use tokio::sync::oneshot;

    use super::*;

    fn settled(outcome: &mut oneshot::Receiver<Result<()>>) -> Option<Result<()>> {
        outcome
            .now_or_never()
            .map(|sent| sent.expect("not dropped"))
    }

    fn take(hub: &mut Hub, event: Event) {
        let mut effects = Effects::default();
        hub.take(&mut Some(event), false, &mut effects);
        effects.run(|_, _| ());
    }

    fn loaded(code: i32) -> Event {
        Event::MediaPlayerLoaded(MediaPlayerLoaded {
            player: 0,
            code: ErrorCode::new(code),
        })
    }

    #[test]
    fn loads_of_a_player_are_answered_in_their_order_also_when_nobody_waits_for_the_first() {
        let mut hub = Hub::default();
        hub.player_created(0);
        let (first, gone) = oneshot::channel();
        let (refused, mut never) = oneshot::channel();
        let (second, mut waiter) = oneshot::channel();
        hub.begin_load(0, first);
        let ticket = hub.begin_load(0, refused).expect("the player exists");
        hub.begin_load(0, second);
        drop(gone);
        hub.give_up(ticket);
        take(&mut hub, loaded(1008006));
        assert!(settled(&mut waiter).is_none());
        take(&mut hub, loaded(0));
        assert!(settled(&mut waiter).expect("settled").is_ok());
        assert!(never.try_recv().is_err());
        take(&mut hub, loaded(0));
    }

    fn plays(state: MediaState) -> Event {
        Event::MediaPlayerState(MediaPlayerStateChanged {
            player: 0,
            state,
            code: ErrorCode::new(0),
        })
    }

    /// Tells the player to take a state, as the SDK takes it: with no word of its own.
    fn tell(hub: &mut Hub, wanted: MediaState) -> oneshot::Receiver<Result<()>> {
        let (outcome, waiter) = oneshot::channel();
        let ticket = hub.begin_state(0, wanted, outcome).expect("it exists");
        let mut effects = Effects::default();
        hub.state_taken(0, ticket, wanted, &mut effects);
        effects.run(|_, _| ());
        waiter
    }

    #[test]
    fn a_command_that_changes_nothing_is_answered_and_one_that_does_waits_for_the_change() {
        use MediaState::{NoPlay, Paused, Playing};
        let mut hub = Hub::default();
        hub.player_created(0);
        assert!(
            settled(&mut tell(&mut hub, NoPlay))
                .expect("answered")
                .is_ok()
        );
        let mut started = tell(&mut hub, Playing);
        assert!(settled(&mut started).is_none());
        take(&mut hub, plays(Playing));
        assert!(settled(&mut started).expect("it plays").is_ok());
        assert!(
            settled(&mut tell(&mut hub, Playing))
                .expect("answered")
                .is_ok()
        );
        // It is on its way to another state: that it still plays is no answer.
        let mut paused = tell(&mut hub, Paused);
        let mut resumed = tell(&mut hub, Playing);
        assert!(settled(&mut resumed).is_none());
        take(&mut hub, plays(Paused));
        assert!(settled(&mut paused).expect("it is paused").is_ok());
        assert!(settled(&mut resumed).is_none());
        take(&mut hub, plays(Playing));
        assert!(settled(&mut resumed).expect("it plays").is_ok());
    }

    #[test]
    fn a_player_that_is_destroyed_leaves_nobody_waiting() {
        let mut hub = Hub::default();
        let session = hub.player_created(0);
        let (load, mut loading) = oneshot::channel();
        let (start, mut starting) = oneshot::channel();
        hub.begin_load(0, load);
        hub.begin_state(0, MediaState::Playing, start);
        let mut effects = Effects::default();
        hub.player_destroyed(0, session, &mut effects);
        effects.run(|_, _| ());
        for outcome in [&mut loading, &mut starting] {
            let error = settled(outcome).expect("settled").unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Stopped);
        }
        assert!(!hub.has_player(0, session));
    }
}
