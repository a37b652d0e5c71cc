//! Publications and playbacks: from REQUESTING to the end of each.

use super::*;
use crate::event::{PlayerStateChanged, PublisherStateChanged};

impl Hub {
    /// Whether this publication still lasts.
    pub(crate) fn is_published(&self, stream: &StreamId, session: u64) -> bool {
        self.publications
            .get(stream)
            .is_some_and(|entry| entry.session == session)
    }

    /// The other channel on which this stream is published already.
    pub(crate) fn published_on_another(
        &self,
        stream: &StreamId,
        channel: Channel,
    ) -> Option<Channel> {
        let entry = self.publications.get(stream)?;
        (entry.channel != channel && !entry.orphaned).then_some(entry.channel)
    }

    /// The other room in which this stream is published already.
    pub(crate) fn published_in_another(
        &self,
        stream: &StreamId,
        room: Option<&RoomId>,
    ) -> Option<RoomId> {
        let entry = self.publications.get(stream)?;
        let (there, here) = (entry.room.as_ref()?, room?);
        (there != here && !entry.orphaned).then(|| there.clone())
    }

    /// Whether this playback still lasts.
    pub(crate) fn is_played(&self, stream: &StreamId, session: u64) -> bool {
        self.playbacks
            .get(stream)
            .is_some_and(|entry| entry.session == session)
    }

    pub(super) fn enter_publication(
        &mut self,
        stream: StreamId,
        entry: PublicationEntry,
        effects: &mut Effects,
    ) {
        if let Some(mut before) = self.publications.insert(stream.clone(), entry) {
            if before.orphaned {
                expect(&mut self.expected_stops, Stop::Publication(stream));
            }
            self.finish_over(Verdict::ended(Over::Publication(before.session)), effects);
            settle_all(&mut before.waiters, &Err(stopped()), effects);
        }
    }

    pub(super) fn enter_playback(
        &mut self,
        stream: StreamId,
        entry: PlaybackEntry,
        effects: &mut Effects,
    ) {
        if let Some(mut before) = self.playbacks.insert(stream.clone(), entry) {
            if before.orphaned {
                expect(&mut self.expected_stops, Stop::Playback(stream.clone()));
            }
            self.finish_over(Verdict::ended(Over::Playback(before.session)), effects);
            effects.playback_over(stream, before.session);
            settle_all(&mut before.waiters, &Err(stopped()), effects);
        }
    }

    /// Joins a publication that lasts on this channel, and waits with the others until it is
    /// live: by the handle that there is, or by `newcomer` if all handles are gone.
    ///
    /// Gives `outcome` back if there is nothing to join.
    pub(crate) fn join_publication(
        &mut self,
        stream: &StreamId,
        channel: Channel,
        newcomer: &Arc<Lease>,
        outcome: Outcome,
        effects: &mut Effects,
    ) -> Result<Arc<Lease>, Outcome> {
        let entry = self.publications.get_mut(stream);
        let Some(entry) = entry.filter(|entry| entry.channel == channel && !entry.orphaned) else {
            return Err(outcome);
        };
        match entry.state {
            PublisherState::Publishing => effects.settle(outcome, Ok(())),
            _ => entry.waiters.push(outcome),
        }
        Ok(share(&mut entry.lease, entry.session, newcomer))
    }

    /// As [`join_publication`](Self::join_publication), for a playback.
    pub(crate) fn join_playback(
        &mut self,
        stream: &StreamId,
        newcomer: &Arc<Lease>,
        outcome: Outcome,
        effects: &mut Effects,
    ) -> Result<Arc<Lease>, Outcome> {
        let entry = self.playbacks.get_mut(stream);
        let Some(entry) = entry.filter(|entry| !entry.orphaned) else {
            return Err(outcome);
        };
        match entry.state {
            PlayerState::Playing => effects.settle(outcome, Ok(())),
            _ => entry.waiters.push(outcome),
        }
        Ok(share(&mut entry.lease, entry.session, newcomer))
    }

    /// As [`join_publication`](Self::join_publication), for a preview, which has nothing to wait
    /// for.
    pub(crate) fn join_preview(
        &mut self,
        channel: Channel,
        newcomer: &Arc<Lease>,
    ) -> Option<Arc<Lease>> {
        let entry = self.previews.get_mut(&channel)?;
        Some(share(&mut entry.lease, entry.session, newcomer))
    }

    /// The session of a channel's preview, if there is one.
    pub(crate) fn preview_session(&self, channel: Channel) -> Option<u64> {
        self.previews.get(&channel).map(|entry| entry.session)
    }

    /// The stop returned; if the SDK didn't tell of it, the publication is over all the same.
    pub(crate) fn publication_stopped(
        &mut self,
        stream: &StreamId,
        session: u64,
        effects: &mut Effects,
    ) {
        if self.is_published(stream, session) {
            let stop = Stop::Publication(stream.clone());
            expect(&mut self.expected_stops, stop);
            self.end_publication(stream, ErrorCode::SUCCESS, effects);
            self.finish_over(Verdict::ended(Over::Publication(session)), effects);
        }
    }

    /// As [`publication_stopped`](Self::publication_stopped), for a playback.
    pub(crate) fn playback_stopped(
        &mut self,
        stream: &StreamId,
        session: u64,
        effects: &mut Effects,
    ) {
        if self.is_played(stream, session) {
            let stop = Stop::Playback(stream.clone());
            expect(&mut self.expected_stops, stop);
            self.end_playback(stream, ErrorCode::SUCCESS, effects);
            self.finish_over(Verdict::ended(Over::Playback(session)), effects);
        }
    }

    /// The call was refused, though a late word about its stream may have been taken for its own.
    #[must_use = "it must be dropped with no lock held"]
    pub(crate) fn publish_refused(
        &mut self,
        stream: &StreamId,
        session: u64,
        effects: &mut Effects,
    ) -> Option<Calling> {
        if self.is_published(stream, session) {
            let verdict = self.end_publication(stream, ErrorCode::SUCCESS, effects);
            self.finish_over(verdict, effects);
        }
        self.refuse(effects)
    }

    /// As [`publish_refused`](Self::publish_refused), for a playback.
    #[must_use = "it must be dropped with no lock held"]
    pub(crate) fn play_refused(
        &mut self,
        stream: &StreamId,
        session: u64,
        effects: &mut Effects,
    ) -> Option<Calling> {
        if self.is_played(stream, session) {
            let verdict = self.end_playback(stream, ErrorCode::SUCCESS, effects);
            self.finish_over(verdict, effects);
        }
        self.refuse(effects)
    }

    /// Whether a channel publishes another stream by now.
    pub(crate) fn publishes_another(&self, channel: Channel, stream: &StreamId) -> bool {
        let mut entries = self.publications.iter();
        entries.any(|(other, entry)| other != stream && entry.channel == channel && !entry.orphaned)
    }

    fn end_publication(
        &mut self,
        stream: &StreamId,
        code: ErrorCode,
        effects: &mut Effects,
    ) -> Verdict {
        let Some(mut entry) = self.publications.remove(stream) else {
            return Verdict::REAL;
        };
        let error = match code.is_success() {
            true => self.ended(stopped),
            false => self.failed(format_args!("publish {stream:?}"), code),
        };
        settle_all(&mut entry.waiters, &Err(error), effects);
        Verdict::ended(Over::Publication(entry.session))
    }

    fn end_playback(
        &mut self,
        stream: &StreamId,
        code: ErrorCode,
        effects: &mut Effects,
    ) -> Verdict {
        let Some(mut entry) = self.playbacks.remove(stream) else {
            return Verdict::REAL;
        };
        let error = match code.is_success() {
            true => self.ended(stopped),
            false => self.failed(format_args!("play {stream:?}"), code),
        };
        effects.playback_over(stream.clone(), entry.session);
        settle_all(&mut entry.waiters, &Err(error), effects);
        Verdict::ended(Over::Playback(entry.session))
    }

    pub(super) fn publisher_state(
        &mut self,
        change: &PublisherStateChanged,
        inside_call: bool,
        effects: &mut Effects,
    ) -> Verdict {
        if let Some(Calling::Publish { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && change.state != PublisherState::NoPublish
        {
            self.accept(effects);
        }
        if let Some(Calling::Publish { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && inside_call
            && change.state == PublisherState::NoPublish
        {
            // The call is refused; it is no word about what stands under that name.
            return Verdict::NOT_REAL;
        }
        let is_orphaned = |entry: &PublicationEntry| entry.orphaned;
        let orphaned = self
            .publications
            .get(&change.stream)
            .is_some_and(is_orphaned);
        let is_its_stop =
            |stop: &Stop| matches!(stop, Stop::Publication(stream) if *stream == change.stream);
        match change.state {
            PublisherState::NoPublish
                if !inside_call
                    && !orphaned
                    && was_expected(&mut self.expected_stops, is_its_stop) =>
            {
                return Verdict::NOT_REAL;
            }
            // What was to be told of an earlier session would have been told by now.
            PublisherState::Publishing => self.expected_stops.retain(|stop| !is_its_stop(stop)),
            _ => {}
        }
        if let Some(Calling::Publish { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && !inside_call
            && !self.publications.contains_key(stream)
        {
            // The end overtook the call's return, on another thread than the call's.
            self.accept(effects);
        }
        let Some(entry) = self.publications.get_mut(&change.stream) else {
            return Verdict::NOT_REAL;
        };
        if inside_call
            && change.state == PublisherState::Requesting
            && entry.state == PublisherState::Publishing
        {
            // The word of the call itself, overtaken by what came of it on another thread.
            return Verdict::NOT_REAL;
        }
        if !matches!(change.state, PublisherState::Unknown(_)) {
            entry.state = change.state;
        }
        match change.state {
            PublisherState::Publishing => {
                settle_all(&mut entry.waiters, &Ok(()), effects);
                Verdict::REAL
            }
            PublisherState::NoPublish => self.end_publication(&change.stream, change.code, effects),
            PublisherState::Requesting | PublisherState::Unknown(_) => Verdict::REAL,
        }
    }

    pub(super) fn player_state(
        &mut self,
        change: &PlayerStateChanged,
        inside_call: bool,
        effects: &mut Effects,
    ) -> Verdict {
        if let Some(Calling::Play { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && change.state != PlayerState::NoPlay
        {
            self.accept(effects);
        }
        if let Some(Calling::Play { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && inside_call
            && change.state == PlayerState::NoPlay
        {
            // As for a publication.
            return Verdict::NOT_REAL;
        }
        let is_orphaned = |entry: &PlaybackEntry| entry.orphaned;
        let orphaned = self.playbacks.get(&change.stream).is_some_and(is_orphaned);
        let is_its_stop =
            |stop: &Stop| matches!(stop, Stop::Playback(stream) if *stream == change.stream);
        match change.state {
            PlayerState::NoPlay
                if !inside_call
                    && !orphaned
                    && was_expected(&mut self.expected_stops, is_its_stop) =>
            {
                return Verdict::NOT_REAL;
            }
            // As for a publication.
            PlayerState::Playing => self.expected_stops.retain(|stop| !is_its_stop(stop)),
            _ => {}
        }
        if let Some(Calling::Play { stream, .. }) = self.calling.as_deref()
            && *stream == change.stream
            && !inside_call
            && !self.playbacks.contains_key(stream)
        {
            // As for a publication.
            self.accept(effects);
        }
        let Some(entry) = self.playbacks.get_mut(&change.stream) else {
            return Verdict::NOT_REAL;
        };
        if inside_call
            && change.state == PlayerState::Requesting
            && entry.state == PlayerState::Playing
        {
            // As for a publication.
            return Verdict::NOT_REAL;
        }
        if !matches!(change.state, PlayerState::Unknown(_)) {
            entry.state = change.state;
        }
        match change.state {
            PlayerState::Playing => {
                settle_all(&mut entry.waiters, &Ok(()), effects);
                Verdict::REAL
            }
            PlayerState::NoPlay => self.end_playback(&change.stream, change.code, effects),
            PlayerState::Requesting | PlayerState::Unknown(_) => Verdict::REAL,
        }
    }
}

/// The end of a session that the SDK hasn't told of yet: it said nothing inside the call that
/// stopped the stream, or the stream began anew after its room was lost. That word, with whatever
/// code, isn't about the new session.
pub(super) enum Stop {
    Publication(StreamId),
    Playback(StreamId),
}

fn stopped() -> Error {
    Error::new(ErrorKind::Stopped, "the stream was stopped")
}

/// The handle that there is, or `newcomer` in its place.
fn share(lease: &mut Weak<Lease>, session: u64, newcomer: &Arc<Lease>) -> Arc<Lease> {
    lease.upgrade().unwrap_or_else(|| {
        newcomer.adopt(session);
        *lease = Arc::downgrade(newcomer);
        newcomer.clone()
    })
}

impl PublicationEntry {
    /// A publication that is about to be asked for.
    pub(crate) fn new(
        lease: &Arc<Lease>,
        channel: Channel,
        room: Option<RoomId>,
        outcome: Outcome,
    ) -> Self {
        Self {
            session: lease.session(),
            channel,
            room,
            state: PublisherState::Requesting,
            waiters: vec![outcome],
            lease: Arc::downgrade(lease),
            orphaned: false,
        }
    }
}

impl PlaybackEntry {
    /// A playback that is about to be asked for.
    pub(crate) fn new(lease: &Arc<Lease>, room: Option<RoomId>, outcome: Outcome) -> Self {
        Self {
            session: lease.session(),
            room,
            state: PlayerState::Requesting,
            waiters: vec![outcome],
            lease: Arc::downgrade(lease),
            orphaned: false,
        }
    }
}
