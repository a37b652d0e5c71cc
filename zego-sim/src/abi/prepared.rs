//! Callbacks with their C arguments made in advance, to be fired as often and as fast as a
//! measurement wants. Nothing of the model runs when one is fired.

use std::ffi::c_void;

use zego_sys::{self as sys, zego_handle};

use crate::event::{Event, Text};

use super::callbacks::Context;
use super::convert::{LentList, c_stream, c_user};
use super::handles::Ears;
use super::text::Lent;

/// What can be prepared beside an [`Event`]: media of a played stream, as the SDK hands it out.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Frame {
    /// Sound of a played stream: 16-bit samples.
    Sound {
        /// The played stream.
        stream: String,
        /// Samples a second.
        rate: i32,
        /// 1 or 2.
        channels: i32,
        /// The samples.
        data: Vec<u8>,
    },
    /// A picture of a played stream.
    Picture {
        /// The played stream.
        stream: String,
        /// The interface's number of the pixel format.
        format: i32,
        /// Width in pixels.
        width: i32,
        /// Height in pixels.
        height: i32,
        /// Bytes from one row to the next, for each plane.
        strides: [i32; 4],
        /// The planes; those that the format lacks are empty.
        planes: [Vec<u8>; 4],
    },
}

/// A call of one registered C function, ready to be made.
///
/// It calls the function that was registered when it was prepared; it must not be fired after
/// that function was taken back, as the SDK itself would not.
pub struct PreparedCallback(Box<dyn Fn() + Send + Sync>);

impl PreparedCallback {
    /// Calls the function, on this thread.
    pub fn fire(&self) {
        (self.0)();
    }
}

impl std::fmt::Debug for PreparedCallback {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PreparedCallback").finish_non_exhaustive()
    }
}

/// The handle and the context that every callback takes.
#[derive(Clone, Copy)]
struct Ends {
    handle: usize,
    context: Context,
}

impl Ends {
    fn handle(self) -> zego_handle {
        std::ptr::without_provenance_mut::<c_void>(self.handle)
    }

    fn context(self) -> *mut c_void {
        self.context.pointer()
    }
}

/// A callback that calls what is registered in a slot; nothing if there is nothing in it.
macro_rules! prepared {
    ($ears:expr, $slot:ident, $($argument:expr),* $(,)?) => {{
        let (function, context) = $ears.$slot.get()?;
        let function = function?;
        let ends = Ends { handle: $ears.handle().addr(), context };
        Some(PreparedCallback(Box::new(move || {
            // SAFETY: the program registered the function for this callback; the arguments have
            // the interface's types and live until the call returns.
            unsafe { function(ends.handle(), $($argument,)* ends.context()) }
        })))
    }};
}

/// `event` for what is registered now; `None` if nothing is, or for events that nobody measures.
pub(super) fn event(ears: &Ears, event: &Event) -> Option<PreparedCallback> {
    match event {
        Event::RoomStateChanged {
            room,
            reason,
            code,
            extended,
        } => {
            let (room, extended) = (Lent::new(room), Lent::new(extended));
            let (reason, code) = (*reason, *code);
            prepared!(
                ears,
                room_state_changed,
                room.pointer(),
                reason,
                code,
                extended.pointer()
            )
        }
        Event::RoomUsers {
            room,
            update,
            users,
        } => {
            let (room, update) = (Lent::new(room), *update);
            let users = LentList::new(users, c_user);
            prepared!(
                ears,
                room_user_update,
                room.pointer(),
                update,
                users.pointer(),
                users.count
            )
        }
        Event::RoomStreams {
            room,
            update,
            streams,
            extended,
        } => {
            let (room, extended, update) = (Lent::new(room), Lent::new(extended), *update);
            let streams = LentList::new(streams, c_stream);
            prepared!(
                ears,
                room_stream_update,
                room.pointer(),
                update,
                streams.pointer(),
                streams.count,
                extended.pointer()
            )
        }
        Event::CommandResult {
            room,
            code,
            sequence,
        } => {
            let (room, code, sequence) = (Lent::new(room), *code, *sequence);
            prepared!(
                ears,
                im_send_custom_command_result,
                room.pointer(),
                code,
                sequence
            )
        }
        _ => None,
    }
}

/// `frame` for what is registered now; `None` if nothing is.
pub(super) fn frame(ears: &Ears, frame: Frame) -> Option<PreparedCallback> {
    match frame {
        Frame::Sound {
            stream,
            rate,
            channels,
            data,
        } => {
            let stream = Lent::new(&Text::from(stream));
            let length = u32::try_from(data.len()).ok()?;
            let param = sys::zego_audio_frame_param {
                sample_rate: rate,
                channel: channels,
            };
            prepared!(
                ears,
                player_audio_data,
                data.as_ptr(),
                length,
                param,
                stream.pointer()
            )
        }
        Frame::Picture {
            stream,
            format,
            width,
            height,
            strides,
            planes,
        } => {
            let stream = Lent::new(&Text::from(stream));
            let param = sys::zego_video_frame_param {
                format,
                strides,
                width,
                height,
                rotation: 0,
            };
            prepared!(
                ears,
                custom_video_render_remote_frame_data,
                stream.pointer(),
                planes
                    .each_ref()
                    .map(|plane| match plane.is_empty() {
                        true => std::ptr::null_mut(),
                        false => plane.as_ptr().cast_mut(),
                    })
                    .as_mut_ptr(),
                planes
                    .each_ref()
                    .map(|plane| plane.len() as u32)
                    .as_mut_ptr(),
                param
            )
        }
    }
}
