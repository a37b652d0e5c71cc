//! The gate of a channel's custom capture: open between the SDK's capture start and stop.

use std::task::{Context, Poll, Waker};

use crate::error::{Error, ErrorKind, Result};
use crate::event::VideoCaptureChanged;
use crate::sync::Mutex;

#[derive(Default)]
pub(crate) struct Gate {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    phase: Phase,
    /// A sink stands at the gate.
    taken: bool,
    wakers: Vec<Waker>,
}

/// How far a channel's custom capture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Phase {
    /// The SDK hasn't asked for frames yet.
    #[default]
    Waiting,
    /// The SDK takes frames.
    Open,
    /// The SDK has stopped taking frames.
    Stopped,
    /// The engine is gone.
    Gone,
}

impl Gate {
    /// Takes the place at the gate; a channel has one.
    pub(crate) fn take(&self) -> Result<()> {
        let mut state = self.state.lock();
        match (state.phase, state.taken) {
            (Phase::Gone, _) => Err(Error::engine_gone()),
            (_, true) => Err(Error::invalid("channel", "has a video sink already")),
            _ => {
                let fresh = State {
                    taken: true,
                    ..State::default()
                };
                let before = std::mem::replace(&mut *state, fresh);
                // A waker belongs to the user: what dropping it does may come back here.
                drop(state);
                drop(before);
                Ok(())
            }
        }
    }

    /// Gives the place up.
    pub(crate) fn leave(&self) {
        self.state.lock().taken = false;
    }

    /// The SDK said something. Gives whom to wake, once no lock is held.
    #[must_use = "who waits must be woken"]
    pub(crate) fn turn(&self, phase: Phase) -> Vec<Waker> {
        let mut state = self.state.lock();
        if state.phase == Phase::Gone {
            return Vec::new();
        }
        state.phase = phase;
        std::mem::take(&mut state.wakers)
    }

    pub(crate) fn phase(&self) -> Phase {
        self.state.lock().phase
    }

    /// Waits while the SDK hasn't asked for frames yet.
    pub(crate) fn poll_open(&self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        let mut state = self.state.lock();
        match state.phase {
            Phase::Waiting => {
                if !state.wakers.iter().any(|one| one.will_wake(cx.waker())) {
                    state.wakers.push(cx.waker().clone());
                }
                Poll::Pending
            }
            phase => Poll::Ready(phase.check()),
        }
    }
}

impl Phase {
    /// What the SDK's word means.
    pub(crate) fn of(change: &VideoCaptureChanged) -> Self {
        match change.started {
            true => Self::Open,
            false => Self::Stopped,
        }
    }

    /// Whether a frame may be sent now.
    pub(crate) fn check(self) -> Result<()> {
        match self {
            Self::Open => Ok(()),
            Self::Waiting => Err(Error::new(
                ErrorKind::NotStarted,
                "video sink: the SDK hasn't started to capture, preview or publish the channel",
            )),
            Self::Stopped => Err(Error::new(
                ErrorKind::Stopped,
                "video sink: the SDK has stopped capturing",
            )),
            Self::Gone => Err(Error::engine_gone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll(gate: &Gate) -> Poll<Result<()>> {
        gate.poll_open(&mut Context::from_waker(Waker::noop()))
    }

    fn kind(poll: Poll<Result<()>>) -> Option<ErrorKind> {
        match poll {
            Poll::Ready(Err(error)) => Some(error.kind()),
            _ => None,
        }
    }

    #[test]
    fn the_gate_opens_with_capture_start_and_refuses_after_capture_stop() {
        let gate = Gate::default();
        gate.take().unwrap();
        assert!(poll(&gate).is_pending());
        assert_eq!(
            gate.phase().check().unwrap_err().kind(),
            ErrorKind::NotStarted
        );
        drop(gate.turn(Phase::Open));
        assert!(matches!(poll(&gate), Poll::Ready(Ok(()))));
        drop(gate.turn(Phase::Stopped));
        assert_eq!(kind(poll(&gate)), Some(ErrorKind::Stopped));
        drop(gate.turn(Phase::Open));
        assert!(matches!(poll(&gate), Poll::Ready(Ok(()))));
        drop(gate.turn(Phase::Gone));
        drop(gate.turn(Phase::Open));
        assert_eq!(kind(poll(&gate)), Some(ErrorKind::EngineGone));
    }

    /// A waker that looks at the gate when it is dropped, as one does that holds the last sink.
    struct LooksWhenDropped(std::sync::Arc<Gate>);

    impl std::task::Wake for LooksWhenDropped {
        fn wake(self: std::sync::Arc<Self>) {}
    }

    impl Drop for LooksWhenDropped {
        fn drop(&mut self) {
            assert!(self.0.state.try_lock().is_some(), "dropped under the lock");
        }
    }

    #[test]
    fn who_waited_at_the_gate_for_a_sink_that_went_is_forgotten_with_no_lock_held() {
        let gate = std::sync::Arc::new(Gate::default());
        gate.take().unwrap();
        let waker = Waker::from(std::sync::Arc::new(LooksWhenDropped(gate.clone())));
        assert!(
            gate.poll_open(&mut Context::from_waker(&waker))
                .is_pending()
        );
        drop(waker);
        gate.leave();
        gate.take().unwrap();
        assert_eq!(std::sync::Arc::strong_count(&gate), 1, "it holds no waker");
    }

    #[test]
    fn a_channel_has_one_sink_at_a_time() {
        let gate = Gate::default();
        gate.take().unwrap();
        assert_eq!(gate.take().unwrap_err().kind(), ErrorKind::InvalidInput);
        gate.leave();
        gate.take().unwrap();
    }
}
