//! The list of a room's streams, which the program gets by pointer and gives back.

use std::ffi::{c_char, c_int};

use zego_sys::{Api, zego_handle, zego_room_stream_list, zego_room_stream_list_type, zego_stream};

use crate::event::Stream;

use super::convert::c_stream;
use super::handles::enter;
use super::text;

pub(super) fn install(api: &mut Api) {
    api.zego_express_get_room_stream_list = Some(get);
    api.zego_express_free_room_stream_list = Some(free);
}

/// Without streams there is no list: the pointer is NULL then, and the call succeeds.
unsafe extern "C" fn get(
    handle: zego_handle,
    room: *const c_char,
    kind: zego_room_stream_list_type,
    list: *mut *mut zego_room_stream_list,
) -> c_int {
    // SAFETY: the interface asks for a text or NULL.
    let room = unsafe { text::read_or_empty(room) };
    enter(handle, |engine| {
        let (own, others) = engine.instance.streams_of(&room);
        let own = if kind == 1 { own } else { Vec::new() };
        let made = match own.is_empty() && others.is_empty() {
            true => std::ptr::null_mut(),
            false => lend(&own, &others),
        };
        if !list.is_null() {
            // SAFETY: the interface asks for a place for a pointer.
            unsafe { *list = made };
        }
        0
    })
}

unsafe extern "C" fn free(handle: zego_handle, list: *mut zego_room_stream_list) -> c_int {
    enter(handle, |_| {
        if !list.is_null() {
            // SAFETY: the program gives back what `get` made, once.
            unsafe {
                let list = Box::from_raw(list);
                take_back(list.publish_stream_list, list.publish_stream_list_count);
                take_back(list.play_stream_list, list.play_stream_list_count);
            }
        }
        0
    })
}

fn lend(own: &[Stream], others: &[Stream]) -> *mut zego_room_stream_list {
    let (publish_stream_list, publish_stream_list_count) = lend_streams(own);
    let (play_stream_list, play_stream_list_count) = lend_streams(others);
    Box::into_raw(Box::new(zego_room_stream_list {
        publish_stream_list,
        play_stream_list,
        publish_stream_list_count,
        play_stream_list_count,
    }))
}

fn lend_streams(streams: &[Stream]) -> (*const zego_stream, u32) {
    if streams.is_empty() {
        return (std::ptr::null(), 0);
    }
    let streams: Box<[zego_stream]> = streams.iter().map(c_stream).collect();
    let count = u32::try_from(streams.len()).unwrap_or(u32::MAX);
    (Box::into_raw(streams).cast(), count)
}

/// # Safety
///
/// `streams` and `count` are what `lend_streams` answered, and nobody else uses them.
unsafe fn take_back(streams: *const zego_stream, count: u32) {
    if !streams.is_null() {
        let streams = std::ptr::slice_from_raw_parts_mut(streams.cast_mut(), count as usize);
        // SAFETY: the caller vouches that this is the box that was lent.
        drop(unsafe { Box::from_raw(streams) });
    }
}
