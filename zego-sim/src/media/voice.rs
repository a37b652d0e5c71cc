//! Whether the captured sound is a voice for good: looked at over whole periods, and told when it
//! is another than before.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::codes::*;
use crate::event::{Event, MediaEvent};
use crate::instance::Instance;
use crate::outbox::When;

use super::desk::Desk;
use super::meter;
use super::sound::Sound;

/// Where a voice is looked for, by the interface's numbers.
pub(crate) mod source {
    pub(crate) const CAPTURED: i32 = 0;
    /// What the program's processing made of it.
    pub(crate) const PROCESSED: i32 = 1;
}

/// The watches of an engine, by source.
#[derive(Debug, Default)]
pub(crate) struct Watches {
    running: BTreeMap<i32, Watch>,
    runs: u64,
}

#[derive(Debug, Default)]
struct Watch {
    run: u64,
    /// Blocks of this period, and those with a voice.
    blocks: u64,
    voiced: u64,
    told: Option<bool>,
}

impl Instance {
    /// Looks for a voice over periods of so many milliseconds.
    pub(crate) fn watch_voice(self: &Arc<Self>, source: i32, ms: i32) -> i32 {
        self.call("startAudioVADStableStateMonitor", |state, _| {
            let desk = &state.life("startAudioVADStableStateMonitor")?.desk;
            if !known(source) {
                return Err(VOICE_SOURCE);
            }
            let period = u64::try_from(ms).ok().filter(|ms| *ms > 0);
            let period = Duration::from_millis(period.ok_or(ILLEGAL_PARAMETER)?);
            let mut watches = desk.watches();
            watches.runs += 1;
            let run = watches.runs;
            let watch = Watch {
                run,
                ..Watch::default()
            };
            watches.running.insert(source, watch);
            drop(watches);
            desk.look_later(source, run, period);
            Ok(())
        })
    }

    /// Stopping succeeds even where nothing is watched.
    pub(crate) fn unwatch_voice(self: &Arc<Self>, source: i32) -> i32 {
        self.call("stopAudioVADStableStateMonitor", |state, _| {
            if !known(source) {
                return Err(VOICE_SOURCE);
            }
            if let Some(life) = &state.life {
                life.desk.watches().running.remove(&source);
            }
            Ok(())
        })
    }
}

impl Desk {
    /// Sound passes a place where a voice may be looked for.
    pub(super) fn watch(&self, source: i32, sound: &Sound) {
        // Processing in longer blocks gives nothing until a block is full.
        if sound.samples.is_empty() {
            return;
        }
        if let Some(watch) = self.watches().running.get_mut(&source) {
            watch.blocks += 1;
            watch.voiced += u64::from(meter::has_voice(&sound.samples));
        }
    }

    fn look_later(self: &Arc<Self>, source: i32, run: u64, period: Duration) {
        self.on_sdk_thread(When::In(period), move |desk| {
            let mut watches = desk.watches();
            let watch = watches.running.get_mut(&source).filter(|w| w.run == run);
            let Some(watch) = watch else {
                return;
            };
            let change = watch.end_period();
            drop(watches);
            desk.look_later(source, run, period);
            if let Some(voice) = change {
                desk.tell(&Event::Media(MediaEvent::Voice { source, voice }));
            }
        });
    }
}

impl Watch {
    /// What the period was from its beginning to its end, when that is news.
    fn end_period(&mut self) -> Option<bool> {
        let (blocks, voiced) = (
            std::mem::take(&mut self.blocks),
            std::mem::take(&mut self.voiced),
        );
        let steady = match voiced {
            _ if blocks == 0 => return None,
            0 => false,
            all if all == blocks => true,
            _ => return None,
        };
        (self.told.replace(steady) != Some(steady)).then_some(steady)
    }
}

fn known(source: i32) -> bool {
    matches!(source, source::CAPTURED | source::PROCESSED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(watch: &mut Watch, blocks: u64, voiced: u64) -> Option<bool> {
        (watch.blocks, watch.voiced) = (blocks, voiced);
        watch.end_period()
    }

    #[test]
    fn only_a_whole_period_of_another_kind_is_news() {
        let mut watch = Watch::default();
        assert_eq!(period(&mut watch, 0, 0), None);
        assert_eq!(period(&mut watch, 10, 0), Some(false));
        assert_eq!(period(&mut watch, 10, 4), None);
        assert_eq!(period(&mut watch, 10, 10), Some(true));
        assert_eq!(period(&mut watch, 10, 10), None);
        assert_eq!(period(&mut watch, 10, 1), None);
        assert_eq!(period(&mut watch, 10, 0), Some(false));
    }
}
