//! The numbers that tie a result to its call. Rooms, extra information and every refused call
//! share one counter; messages that were sent count on their own.

/// The counters of a handle; they go on over the lives of its engines.
#[derive(Default)]
pub(crate) struct Sequences {
    shared: i32,
    messages: i32,
}

impl Sequences {
    /// A login or logout that got as far as the room layer, which takes a number of its own first.
    pub(crate) fn room(&mut self) -> i32 {
        self.shared += 2;
        self.shared
    }

    /// A call that takes one number.
    pub(crate) fn single(&mut self) -> i32 {
        self.shared += 1;
        self.shared
    }

    /// A call that was refused before it got to its layer.
    pub(crate) fn refused(&mut self) -> i32 {
        -self.single()
    }

    /// A message that was sent.
    pub(crate) fn message(&mut self) -> i32 {
        self.messages += 1;
        self.messages
    }
}
