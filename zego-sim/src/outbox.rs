//! What a piece of the model wants to happen when the engine's lock is free again: events for the
//! program, work for the SDK thread, requests to the cloud.

use std::sync::Arc;
use std::time::Duration;

use crate::event::Event;
use crate::instance::Instance;
use crate::sdk_thread::Tag;

/// Work that needs the engine, without its lock.
pub(crate) type Work = Box<dyn FnOnce(&Arc<Instance>) + Send>;

/// Collected under the lock, carried out after it.
#[derive(Default)]
pub(crate) struct Outbox {
    pub(crate) events: Vec<Event>,
    pub(crate) after: Vec<After>,
    /// The call says nothing of its own end.
    pub(crate) quiet: bool,
}

/// When something is due.
#[derive(Debug, Clone, Copy)]
pub(crate) enum When {
    /// So much later than now.
    In(Duration),
    /// At a time of the engine's clock, or now when that is past.
    At(Duration),
}

/// One thing to do after the events were told.
pub(crate) enum After {
    /// On this thread, at once.
    Now(Work),
    /// On the SDK thread.
    Later {
        when: When,
        tag: Option<Tag>,
        work: Work,
    },
    /// On the SDK thread, in the row of the results that come one by one.
    InRow { gap: Duration, event: Event },
    /// What was posted with this tag is not done any more.
    Cancel(Tag),
}

impl Outbox {
    /// Tells the program on the thread that carries this out.
    pub(crate) fn tell(&mut self, event: Event) {
        self.events.push(event);
    }

    /// Does `work` as soon as the events are told.
    pub(crate) fn then(&mut self, work: impl FnOnce(&Arc<Instance>) + Send + 'static) {
        self.after.push(After::Now(Box::new(work)));
    }

    /// Does `work` on the SDK thread once `delay` has passed.
    pub(crate) fn later(
        &mut self,
        delay: Duration,
        tag: Option<Tag>,
        work: impl FnOnce(&Arc<Instance>) + Send + 'static,
    ) {
        self.after.push(After::Later {
            when: When::In(delay),
            tag,
            work: Box::new(work),
        });
    }

    /// Does `work` on the SDK thread when the clock shows `due`.
    pub(crate) fn at(
        &mut self,
        due: Duration,
        tag: Option<Tag>,
        work: impl FnOnce(&Arc<Instance>) + Send + 'static,
    ) {
        self.after.push(After::Later {
            when: When::At(due),
            tag,
            work: Box::new(work),
        });
    }

    /// Tells `event` on the SDK thread, `gap` after what was put in the row before.
    pub(crate) fn in_row(&mut self, gap: Duration, event: Event) {
        self.after.push(After::InRow { gap, event });
    }

    /// Takes back what was posted with `tag`.
    pub(crate) fn cancel(&mut self, tag: Tag) {
        self.after.push(After::Cancel(tag));
    }
}
