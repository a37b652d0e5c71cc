//! Mixing tasks, which a server of the cloud would do. There is none here: a task that isn't
//! refused for what it is comes back with the code for that.

use std::sync::Arc;

use crate::codes::*;
use crate::event::{Event, MediaEvent};
use crate::instance::Instance;

/// The longest id of a task.
const LONGEST_ID: usize = 255;
/// How many streams a task mixes at most.
const MOST_INPUTS: u32 = 12;

/// What is looked at of a task.
pub(crate) struct Task {
    pub(crate) id: String,
    pub(crate) inputs: u32,
    pub(crate) outputs: u32,
}

impl Task {
    fn check_id(&self) -> Result<(), i32> {
        match self.id.len() {
            0 => Err(MIXER_ID_EMPTY),
            length if length > LONGEST_ID => Err(MIXER_ID_TOO_LONG),
            _ => Ok(()),
        }
    }

    fn check(&self) -> Result<(), i32> {
        self.check_id()?;
        match (self.inputs, self.outputs) {
            (0, _) => Err(MIXER_INPUTS),
            (inputs, _) if inputs > MOST_INPUTS => Err(MIXER_TOO_MANY_INPUTS),
            (_, 0) => Err(MIXER_OUTPUTS),
            _ => Ok(()),
        }
    }
}

impl Instance {
    /// Starts a task; answers the code and the sequence of the result.
    pub(crate) fn start_mixing(self: &Arc<Self>, task: &Task) -> (i32, i32) {
        self.mix("startMixerTask", task.check(), |code, sequence| {
            MediaEvent::MixerStarted { code, sequence }
        })
    }

    /// Stops a task; answers the code and the sequence of the result.
    pub(crate) fn stop_mixing(self: &Arc<Self>, task: &Task) -> (i32, i32) {
        self.mix("stopMixerTask", task.check_id(), |code, sequence| {
            MediaEvent::MixerStopped { code, sequence }
        })
    }

    fn mix(
        self: &Arc<Self>,
        function: &'static str,
        checked: Result<(), i32>,
        result: impl FnOnce(i32, i32) -> MediaEvent,
    ) -> (i32, i32) {
        let mut sequence = 0;
        let code = self.call(function, |state, out| {
            let checked = checked.and_then(|()| state.life(function).map(|_| ()));
            let number = state.sequences.room();
            sequence = if checked.is_ok() { number } else { -number };
            let code = checked.err().unwrap_or(MIXER_NO_SERVICE);
            let gap = state.result_gap();
            out.in_row(gap, Event::Media(result(code, sequence)));
            checked
        });
        (code, sequence)
    }
}
