//! One handle of the interface: the state behind it, its SDK thread, and the way in for calls.
//! No lock is held while the program's callbacks run.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::abi::{Frame, PreparedCallback};
use crate::engine::State;
use crate::event::{Event, Text};
use crate::media::sink::Sink;
use crate::outbox::{After, Outbox};
use crate::sdk_thread::SdkThread;

/// Takes an engine's events; the `abi` layer calls the registered functions.
pub(crate) trait Listener: Sink + Send + Sync {
    /// Called with no lock held; may call back into the engine.
    fn hear(&self, event: &Event);

    /// The call that tells an event, ready to be made often.
    fn prepare(&self, event: &Event) -> Option<PreparedCallback>;

    /// The call that hands out a frame, ready to be made often.
    fn prepare_frame(&self, frame: Frame) -> Option<PreparedCallback>;
}

/// What stands behind one handle.
pub(crate) struct Instance {
    listener: Arc<dyn Listener>,
    state: Mutex<State>,
    sdk: Arc<SdkThread>,
}

impl Instance {
    pub(crate) fn new(listener: Arc<dyn Listener>) -> Arc<Self> {
        Arc::new(Self {
            listener,
            state: Mutex::default(),
            sdk: SdkThread::new(),
        })
    }

    /// One call of the interface: `body` runs under the lock, then its events are told on this
    /// thread, then the call's own end, then the rest follows. Answers the call's return code.
    pub(crate) fn call(
        self: &Arc<Self>,
        function: &'static str,
        body: impl FnOnce(&mut State, &mut Outbox) -> Result<(), i32>,
    ) -> i32 {
        let mut outbox = Outbox::default();
        let code = self.change(|state| body(state, &mut outbox));
        let code = code.err().unwrap_or(0);
        outbox.events.drain(..).for_each(|event| self.tell(&event));
        if !outbox.quiet {
            self.finish(function, code);
        }
        self.follow(outbox.after);
        code
    }

    /// A change of the engine's state that no call asked for: told on this thread.
    pub(crate) fn update(self: &Arc<Self>, body: impl FnOnce(&mut State, &mut Outbox)) {
        let mut outbox = Outbox::default();
        self.change(|state| body(state, &mut outbox));
        outbox.events.drain(..).for_each(|event| self.tell(&event));
        self.follow(outbox.after);
    }

    /// Looks at the state, or changes what nobody is told of.
    pub(crate) fn look<T>(&self, body: impl FnOnce(&mut State) -> T) -> T {
        body(&mut self.lock())
    }

    /// Tells the program that a call ended.
    pub(crate) fn finish(&self, function: &'static str, code: i32) {
        self.tell(&Event::ApiCalled { code, function });
        if code != 0 {
            self.tell(&Event::DebugError {
                code,
                function: function.into(),
                info: Text::from(""),
            });
        }
    }

    /// Tells the program on this thread.
    pub(crate) fn tell(&self, event: &Event) {
        self.listener.hear(event);
    }

    /// What takes this engine's events.
    pub(crate) fn listener(&self) -> &dyn Listener {
        &*self.listener
    }

    /// Where pictures and sound go.
    pub(crate) fn sink(&self) -> &dyn Sink {
        &*self.listener
    }

    /// The thread for what comes later.
    pub(crate) fn sdk(&self) -> &Arc<SdkThread> {
        &self.sdk
    }

    /// Changes the state, and lets the media follow before anybody is told: who hears that a
    /// stream plays finds its pictures on the way.
    fn change<T>(&self, body: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.lock();
        let answer = body(&mut state);
        if let Some(life) = &state.life {
            life.desk.follow(life);
        }
        answer
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries out what an outbox collected besides its events.
    pub(crate) fn follow(self: &Arc<Self>, after: Vec<After>) {
        for step in after {
            match step {
                After::Now(work) => work(self),
                After::Later { when, tag, work } => {
                    let instance = self.clone();
                    self.sdk.post(when, tag, Box::new(move || work(&instance)));
                }
                After::InRow { gap, event } => {
                    let instance = self.clone();
                    self.sdk
                        .post_serial(gap, Box::new(move || instance.tell(&event)));
                }
                After::Cancel(tag) => self.sdk.cancel(tag),
            }
        }
    }
}
