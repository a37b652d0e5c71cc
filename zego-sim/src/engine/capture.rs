//! Preview, the gates of custom capture, and whether the audio and video part runs.

use std::sync::Arc;
use std::time::Duration;

use crate::event::Event;
use crate::instance::Instance;
use crate::outbox::Outbox;

use super::{Life, State};

/// How long the audio and video part stays up with nothing to do.
const COOL_DOWN: Duration = Duration::from_millis(40);

/// Custom capture of one channel.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Capture {
    /// Raw frames (0) or encoded ones, as the interface numbers them.
    pub(crate) buffer_type: i32,
    /// The program was told to send frames.
    pub(crate) open: bool,
    /// The program will have been told so, once the audio and video part runs.
    asked: bool,
}

impl Instance {
    /// Shows what a channel captures; nothing is drawn here, but capture begins.
    pub(crate) fn start_preview(self: &Arc<Self>, channel: i32) -> i32 {
        self.call("startPreview", |state, out| {
            state.life("startPreview")?.previews.insert(channel);
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Ends the preview; without one nothing happens.
    pub(crate) fn stop_preview(self: &Arc<Self>, channel: i32) -> i32 {
        self.call("stopPreview", |state, out| {
            state.life("stopPreview")?.previews.remove(&channel);
            state.gate_capture(out);
            Ok(())
        })
    }

    /// Chooses whether the program captures a channel's video by itself.
    pub(crate) fn set_custom_capture(
        self: &Arc<Self>,
        channel: i32,
        buffer_type: Option<i32>,
    ) -> i32 {
        self.call("enableCustomVideoCapture", |state, out| {
            let life = state.life("enableCustomVideoCapture")?;
            match buffer_type {
                Some(buffer_type) => {
                    life.captures.entry(channel).or_default().buffer_type = buffer_type
                }
                None => {
                    if life
                        .captures
                        .remove(&channel)
                        .is_some_and(|capture| capture.open)
                    {
                        out.later(Duration::ZERO, None, move |instance| {
                            instance.tell(&Event::CaptureStop { channel });
                        });
                    }
                }
            }
            state.gate_capture(out);
            Ok(())
        })
    }
}

impl State {
    pub(crate) fn stop_previews(&mut self, out: &mut Outbox) {
        if let Some(life) = &mut self.life {
            life.previews.clear();
            self.gate_capture(out);
        }
    }

    /// Opens and closes the gates of custom capture, and starts or stops the audio and video
    /// part, after anything changed that they depend on.
    pub(crate) fn gate_capture(&mut self, out: &mut Outbox) {
        let Some(life) = &mut self.life else { return };
        let number = life.number;
        if life.is_needed() && !life.running {
            life.running = true;
            let due = life.cloud.clock().now() + life.cloud.latency().start_up;
            life.desk.starts_at(due);
            out.at(due, None, move |instance| instance.start_up(number));
        } else if !life.is_needed() && life.desk.is_up() {
            let cool_down = COOL_DOWN.min(life.cloud.latency().start_up * 8);
            out.later(cool_down, None, move |instance| instance.cool_down(number));
        }
        // What is asked for before the part runs is done one after the other once it does.
        let due = life.desk.runs_at();
        let channels: Vec<i32> = life.captures.keys().copied().collect();
        for channel in channels {
            let wanted = life.captures_on(channel);
            let Some(capture) = life.captures.get_mut(&channel) else {
                continue;
            };
            if std::mem::replace(&mut capture.asked, wanted) == wanted {
                continue;
            }
            if !wanted && std::mem::take(&mut capture.open) {
                // The program hears of it even when the engine goes meanwhile.
                out.later(Duration::ZERO, None, move |instance| {
                    instance.tell(&Event::CaptureStop { channel });
                });
            } else if wanted {
                out.at(due, None, move |instance| {
                    instance.open_capture(number, channel);
                });
            } else {
                out.at(due, None, move |instance| {
                    instance.close_capture(number, channel);
                });
            }
        }
    }
}

impl Life {
    /// Something captures, sends, plays.
    pub(crate) fn is_needed(&self) -> bool {
        self.shows_pictures() || self.desk.needs_to_run()
    }

    /// Something is previewed, published or played.
    pub(crate) fn shows_pictures(&self) -> bool {
        !self.previews.is_empty()
            || self.publications.values().any(|p| p.publishing)
            || self.playbacks.iter().any(|p| p.playing)
    }

    /// Whether what a channel captures goes anywhere.
    fn captures_on(&self, channel: i32) -> bool {
        self.previews.contains(&channel)
            || self.desk.records(channel)
            || self
                .publications
                .get(&channel)
                .is_some_and(|p| p.publishing)
    }

    /// The channels whose gates are open.
    pub(crate) fn open_captures(&self) -> impl Iterator<Item = i32> {
        let open = self.captures.iter().filter(|(_, capture)| capture.open);
        open.map(|(channel, _)| *channel)
    }
}

impl Instance {
    fn start_up(self: &Arc<Self>, number: u64) {
        self.update(|state, out| {
            let Some(life) = state.same_life(number) else {
                return;
            };
            life.desk.set_up(true);
            out.tell(Event::EngineState { state: 0 });
            // It may not be needed any more.
            state.gate_capture(out);
        });
    }

    fn open_capture(self: &Arc<Self>, number: u64, channel: i32) {
        self.update(|state, out| {
            let Some(life) = state.same_life(number) else {
                return;
            };
            if let Some(capture) = life.captures.get_mut(&channel).filter(|c| !c.open) {
                capture.open = true;
                life.desk.channel(channel).opened();
                out.tell(Event::CaptureStart { channel });
            }
        });
    }

    fn close_capture(self: &Arc<Self>, number: u64, channel: i32) {
        self.update(|state, out| {
            let Some(life) = state.same_life(number) else {
                return;
            };
            if let Some(capture) = life.captures.get_mut(&channel).filter(|c| c.open) {
                capture.open = false;
                out.tell(Event::CaptureStop { channel });
            }
        });
    }

    fn cool_down(self: &Arc<Self>, number: u64) {
        self.update(|state, out| {
            let Some(life) = state.same_life(number) else {
                return;
            };
            if life.running && !life.is_needed() {
                life.running = false;
                life.desk.set_up(false);
                out.tell(Event::EngineState { state: 1 });
            }
        });
    }
}
