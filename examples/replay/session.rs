//! What a scenario has in its hands while it runs: the engine, the trace, and the players it made.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use zego_sys::Api;

use crate::ffi::Engine;
use crate::script::Step;
use crate::trace::Recorder;

const PREFIX: &str = "zego_express_";

pub(crate) struct Session {
    pub(crate) engine: Engine,
    pub(crate) recorder: &'static Recorder,
    /// The media player that was created last.
    pub(crate) player: i32,
    /// The audio effect player that was created last.
    pub(crate) effects: i32,
    /// The line that is being performed.
    line: String,
}

impl Session {
    pub(crate) fn new(api: Api, recorder: &'static Recorder) -> Self {
        Self {
            engine: Engine::new(api),
            recorder,
            player: 0,
            effects: 0,
            line: String::new(),
        }
    }

    pub(crate) fn perform(&mut self, step: Step) {
        self.line = step.text;
        (step.action)(self);
    }

    /// Makes a call and writes its line: the script's own words and the return code.
    pub(crate) fn plain(&self, function: &'static str, call: impl FnOnce(&Engine) -> i32) {
        let name = short(function);
        let rc = self.inside(name, call);
        let line = Value::from(self.line.as_str());
        self.recorder
            .call(name, &[("args", line), ("rc", rc.into())]);
    }

    /// The same for a call that gives its request a sequence number.
    pub(crate) fn numbered(
        &self,
        function: &'static str,
        call: impl FnOnce(&Engine, &mut i32) -> i32,
    ) {
        let name = short(function);
        let mut sequence = 0;
        let rc = self.inside(name, |engine| call(engine, &mut sequence));
        let line = Value::from(self.line.as_str());
        let fields = [("args", line), ("rc", rc.into()), ("seq", sequence.into())];
        self.recorder.call(name, &fields);
    }

    /// Makes a call whose callbacks name it as the one that they came inside of.
    pub(crate) fn inside<R>(&self, name: &'static str, call: impl FnOnce(&Engine) -> R) -> R {
        self.recorder.enter(Some(name));
        let result = call(&self.engine);
        self.recorder.enter(None);
        result
    }

    /// Sends `count` times, `every` apart, and keeps the pace whatever one sending takes.
    pub(crate) fn paced(&self, count: u32, every: Duration, mut send: impl FnMut(&Engine, u32)) {
        let began = Instant::now();
        for n in 0..count {
            send(&self.engine, n);
            let due = every * (n + 1);
            thread::sleep(due.saturating_sub(began.elapsed()));
        }
    }
}

/// A function's name as traces have it.
pub(crate) fn short(function: &'static str) -> &'static str {
    function.strip_prefix(PREFIX).unwrap_or(function)
}
