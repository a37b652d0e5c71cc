//! Init, uninit and what may be set before.

use std::sync::Arc;

use crate::cloud::Cloud;
use crate::codes::*;
use crate::event::Event;
use crate::instance::Instance;
use crate::media::desk::Desk;
use crate::outbox::Outbox;

use super::settings::Settings;
use super::{Life, State};
use crate::shared::unique;

/// What the embedded engine can do, as the interface numbers features: sound, picture, SEI,
/// custom capture and render.
pub(crate) const SUPPORTED_FEATURES: &[i32] = &[0, 1, 5, 7, 9];

impl Instance {
    /// Brings an engine to life; a second time changes nothing and succeeds.
    pub(crate) fn init(self: &Arc<Self>, app_id: u32, app_sign: &str, scenario: i32) -> i32 {
        self.call("createEngine", |state, _| {
            if app_id == 0 {
                return Err(APP_ID_ZERO);
            }
            if !matches!(app_sign.len(), 0 | 64) {
                return Err(APP_SIGN_LENGTH);
            }
            if !app_sign.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                return Err(APP_SIGN_CHARACTER);
            }
            if state.life.is_some() {
                return Ok(());
            }
            let cloud = Cloud::of(app_id);
            if let Some(code) = cloud.take_refusal("createEngine") {
                return Err(code);
            }
            let number = unique();
            self.sdk().begin(&cloud.clock());
            cloud.engine_came(self, number);
            let settings = Settings::new(scenario);
            state.life = Some(Life::new(
                self,
                number,
                cloud,
                !app_sign.is_empty(),
                settings,
            ));
            Ok(())
        })
    }

    /// Ends the engine: streams and rooms first, on this thread, then the word on the SDK thread
    /// that it is gone, all before this returns. Without an engine nothing happens.
    pub(crate) fn uninit(self: &Arc<Self>) -> i32 {
        let mut ended = None;
        let mut outbox = Outbox::default();
        self.look(|state| {
            if state.life.is_some() {
                state.stop_everything(&mut outbox);
                ended = state.life.take();
            }
        });
        let after = std::mem::take(&mut outbox.after);
        outbox.events.drain(..).for_each(|event| self.tell(&event));
        self.follow(after);
        if let Some(life) = ended {
            life.desk.end();
            life.cloud.engine_went(life.number);
            let instance = self.clone();
            let open: Vec<i32> = life.open_captures().collect();
            let gap = life.cloud.latency().result_gap;
            let goodbye = move || {
                for channel in open {
                    instance.tell(&Event::CaptureStop { channel });
                }
                instance.tell(&Event::EngineUninit);
            };
            self.sdk().finish_row(gap, Box::new(goodbye));
            // Another thread may have brought the next engine to life meanwhile.
            self.look(|state| {
                if state.life.is_none() {
                    self.sdk().end();
                }
            });
        }
        self.finish("destroyEngine", OK);
        OK
    }

    /// One room at a time, or several; only before init.
    pub(crate) fn set_room_mode(self: &Arc<Self>, multi_room: bool) -> i32 {
        self.call("setRoomMode", |state, _| {
            if state.life.is_some() {
                return Err(ROOM_MODE_TOO_LATE);
            }
            state.multi_room = multi_room;
            Ok(())
        })
    }

    /// Where the engine may connect to; only before init, and nowhere here.
    pub(crate) fn set_geo_fence(self: &Arc<Self>) -> i32 {
        self.call("setGeoFence", |state, _| match state.life {
            Some(_) => Err(GEO_FENCE_TOO_LATE),
            None => Ok(()),
        })
    }

    /// Chooses a scenario, which must happen before any login.
    pub(crate) fn set_scenario(self: &Arc<Self>, scenario: i32) -> i32 {
        self.call("setRoomScenario", |state, _| {
            let life = state.life("setRoomScenario")?;
            if !life.sessions.is_empty() {
                return Err(CONFIG_AFTER_LOGIN);
            }
            life.settings.set_scenario(scenario);
            Ok(())
        })
    }

    /// Takes `key=value;key=value;` into the settings that the model looks at.
    pub(crate) fn set_config(self: &Arc<Self>, text: &str) -> i32 {
        self.call("setEngineConfig", |state, _| {
            for (key, value) in text.split(';').filter_map(|pair| pair.split_once('=')) {
                state
                    .settings
                    .insert(key.trim().into(), value.trim().into());
            }
            Ok(())
        })
    }
}

impl Life {
    fn new(
        instance: &Arc<Instance>,
        number: u64,
        cloud: Cloud,
        has_app_sign: bool,
        settings: Settings,
    ) -> Self {
        let warm_at = cloud.clock().now() + cloud.latency().warm_up;
        let desk = Desk::new(instance, &cloud);
        Self {
            number,
            cloud,
            has_app_sign,
            warm_at,
            settings,
            sessions: Vec::new(),
            publications: Default::default(),
            last_published: Default::default(),
            stream_extras: Default::default(),
            withheld: Default::default(),
            last_broadcast: None,
            playbacks: Vec::new(),
            previews: Default::default(),
            captures: Default::default(),
            running: false,
            desk,
        }
    }
}

impl State {
    fn stop_everything(&mut self, out: &mut Outbox) {
        self.stop_publications(None, OK, out);
        self.stop_playbacks(None, OK, out);
        let Some(life) = &mut self.life else { return };
        for session in std::mem::take(&mut life.sessions) {
            session.tell_left(out);
            out.cancel(session.tag);
        }
    }
}
