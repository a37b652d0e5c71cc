//! The registry of calls that wait for their result.
//!
//! A result is known by its kind and sequence, since sequences of different kinds count apart. It
//! may come before the call returned and its sequence is known: then it is parked. It may come for
//! a call that was refused, twice, or never: none of that reaches a waiter that isn't its own.

use std::collections::HashMap;

use crate::event::{CallKind, CallResult};

type Key = (CallKind, i32);

/// How many results may be parked at once. One call at a time is under way, so more than one is
/// already unusual; the bound keeps a storm of strays from growing memory.
const MAX_PARKED: usize = 64;

/// Waiters of type `W` by the key of the result they wait for.
pub(crate) struct Registry<W> {
    waiting: HashMap<Key, W>,
    parked: Vec<CallResult>,
    /// Kinds of the calls under way, whose results may come before they return.
    under_way: Vec<CallKind>,
    displaced: Vec<W>,
    counts: Counts,
}

/// What the registry has seen.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Results that came before their call returned.
    pub(crate) parked: u64,
    /// Results that nobody waited for: of refused calls, of waiters that went, doubled ones.
    pub(crate) late: u64,
}

impl<W> Default for Registry<W> {
    fn default() -> Self {
        Self {
            waiting: HashMap::new(),
            parked: Vec::new(),
            under_way: Vec::new(),
            displaced: Vec::new(),
            counts: Counts::default(),
        }
    }
}

impl<W> Registry<W> {
    /// A call of this kind begins; a result of it may come from now on.
    pub(crate) fn begin(&mut self, kind: CallKind) {
        self.under_way.push(kind);
    }

    /// The call was accepted with this sequence. Gives the waiter back with the result if that
    /// was there first.
    pub(crate) fn accepted(
        &mut self,
        kind: CallKind,
        sequence: i32,
        waiter: W,
    ) -> Option<(W, CallResult)> {
        let parked = self
            .parked
            .iter()
            .position(|result| result.kind == kind && result.sequence == sequence)
            .map(|at| self.parked.swap_remove(at));
        self.end(kind);
        match parked {
            Some(result) => {
                self.counts.parked += 1;
                Some((waiter, result))
            }
            None => {
                // A sequence that is used again while its first waiter waits: that one's result
                // can't be told apart any more. It is dropped later, when no lock is held.
                let before = self.waiting.insert((kind, sequence), waiter);
                self.displaced.extend(before);
                None
            }
        }
    }

    /// The call was refused or never made; a result that comes for it all the same is late.
    pub(crate) fn refused(&mut self, kind: CallKind) {
        self.end(kind);
    }

    fn end(&mut self, kind: CallKind) {
        if let Some(at) = self.under_way.iter().position(|&one| one == kind) {
            self.under_way.swap_remove(at);
        }
        if !self.under_way.contains(&kind) {
            let before = self.parked.len();
            self.parked.retain(|result| result.kind != kind);
            self.counts.late += (before - self.parked.len()) as u64;
        }
    }

    /// A result arrived: its waiter, if there is one.
    pub(crate) fn arrived(&mut self, result: &CallResult) -> Option<W> {
        let waiter = self.waiting.remove(&(result.kind, result.sequence));
        if waiter.is_none() {
            if self.under_way.contains(&result.kind) && self.parked.len() < MAX_PARKED {
                self.parked.push(result.clone());
            } else {
                self.counts.late += 1;
            }
        }
        waiter
    }

    /// The waiter went; its result, if it comes, is late.
    pub(crate) fn cancel(&mut self, kind: CallKind, sequence: i32) -> Option<W> {
        self.waiting.remove(&(kind, sequence))
    }

    /// Waiters whose sequence was given away again: nothing will come for them.
    pub(crate) fn take_displaced(&mut self) -> Vec<W> {
        std::mem::take(&mut self.displaced)
    }

    /// Those waiters that `is` picks, to be told that nothing will come for them.
    pub(crate) fn take_where(&mut self, is: impl Fn(&W) -> bool) -> Vec<W> {
        let picked = self.waiting.extract_if(|_, waiter| is(waiter));
        picked.map(|(_, waiter)| waiter).collect()
    }

    /// Everybody who waits, to be told that nothing will come.
    pub(crate) fn drain(&mut self) -> Vec<W> {
        self.parked.clear();
        self.waiting.drain().map(|(_, waiter)| waiter).collect()
    }

    /// How many waiters `is` picks.
    pub(crate) fn count(&self, is: impl Fn(&W) -> bool) -> usize {
        self.waiting.values().filter(|waiter| is(waiter)).count()
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Everything that is held: waiters, parked results and calls under way.
    #[cfg(feature = "baseline")]
    pub(crate) fn entries(&self) -> usize {
        self.waiting.len() + self.parked.len() + self.under_way.len() + self.displaced.len()
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    fn result(kind: CallKind, sequence: i32) -> CallResult {
        CallResult {
            kind,
            sequence,
            code: ErrorCode::SUCCESS,
            subject: "".into(),
            extended_data: "".into(),
        }
    }

    #[test]
    fn a_result_that_arrives_before_the_call_returns_is_not_lost() {
        let mut registry = Registry::default();
        registry.begin(CallKind::Login);
        assert!(registry.arrived(&result(CallKind::Login, 2)).is_none());
        let (waiter, result) = registry.accepted(CallKind::Login, 2, "alice").unwrap();
        assert_eq!((waiter, result.sequence), ("alice", 2));
        assert_eq!(registry.counts().parked, 1);
    }

    #[test]
    fn results_of_different_kinds_with_the_same_sequence_do_not_meet() {
        let mut registry = Registry::default();
        for (kind, waiter) in [
            (CallKind::Login, "login"),
            (CallKind::SendBroadcast, "message"),
        ] {
            registry.begin(kind);
            assert!(registry.accepted(kind, 2, waiter).is_none());
        }
        assert_eq!(
            registry.arrived(&result(CallKind::SendBroadcast, 2)),
            Some("message")
        );
        assert_eq!(registry.arrived(&result(CallKind::Login, 2)), Some("login"));
    }

    #[test]
    fn a_doubled_result_and_one_of_a_refused_call_are_counted_and_dropped() {
        let mut registry = Registry::default();
        registry.begin(CallKind::Login);
        assert!(registry.accepted(CallKind::Login, 2, "alice").is_none());
        assert!(registry.arrived(&result(CallKind::Login, 2)).is_some());
        assert!(registry.arrived(&result(CallKind::Login, 2)).is_none());
        registry.begin(CallKind::Login);
        registry.refused(CallKind::Login);
        assert!(registry.arrived(&result(CallKind::Login, -3)).is_none());
        assert_eq!(registry.counts().late, 2);
        assert_eq!(registry.len(), 0);
    }

    #[test]
    fn a_storm_of_strays_during_a_call_costs_bounded_memory() {
        let mut registry = Registry::<()>::default();
        registry.begin(CallKind::Login);
        for sequence in 0..10_000 {
            registry.arrived(&result(CallKind::Login, sequence));
        }
        assert!(registry.parked.len() <= MAX_PARKED);
        registry.refused(CallKind::Login);
        assert!(registry.parked.is_empty());
        assert_eq!(registry.counts().late, 10_000);
    }
}
