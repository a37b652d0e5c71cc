//! Mixing tasks: what is wrong with one is refused here, and no server is there for the others.

use std::ffi::c_int;

use zego_sys::{Api, zego_handle, zego_mixer_task};

use crate::media::mixer::Task;

use super::handles::enter;
use super::{put, text};

pub(super) fn install(api: &mut Api) {
    api.zego_express_start_mixer_task = Some(start);
    api.zego_express_stop_mixer_task = Some(stop);
}

unsafe extern "C" fn start(
    handle: zego_handle,
    task: zego_mixer_task,
    sequence: *mut c_int,
) -> c_int {
    enter(handle, |engine| {
        let (code, number) = engine.instance.start_mixing(&read(&task));
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { put(sequence, number) };
        code
    })
}

unsafe extern "C" fn stop(
    handle: zego_handle,
    task: zego_mixer_task,
    sequence: *mut c_int,
) -> c_int {
    enter(handle, |engine| {
        let (code, number) = engine.instance.stop_mixing(&read(&task));
        // SAFETY: the interface asks for a place for the sequence, or NULL.
        unsafe { put(sequence, number) };
        code
    })
}

fn read(task: &zego_mixer_task) -> Task {
    Task {
        id: text::read_array(&task.task_id),
        inputs: task.input_list_count,
        outputs: task.output_list_count,
    }
}
