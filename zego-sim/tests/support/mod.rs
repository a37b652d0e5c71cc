//! A program that uses the embedded engine through the C interface and writes down what it hears.
//! All `unsafe` of these tests is here.

#![allow(dead_code)] // each test file uses its own part

mod callbacks;

use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock};
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use zego_sim::{Cloud, Latency};
use zego_sys::{
    Api, zego_engine_config, zego_engine_profile, zego_handle, zego_publisher_config,
    zego_room_config, zego_stream, zego_user,
};

/// A test that takes longer hangs.
const DEADLINE: Duration = Duration::from_secs(20);

/// A cloud in which everything happens at once, or when the test moves the clock.
pub(crate) fn still_cloud() -> Cloud {
    let cloud = Cloud::new().with_manual_time();
    cloud.set_latency(Latency::NONE);
    cloud
}

/// One callback as a line of text.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) thread: ThreadId,
}

type Reaction = Box<dyn Fn(&str) + Send + Sync>;

/// What a program hears, and what it does at once when it hears it.
#[derive(Default)]
pub(crate) struct Heard {
    lines: Mutex<Vec<Line>>,
    arrived: Condvar,
    reaction: OnceLock<Reaction>,
}

impl Heard {
    fn hear(&self, text: String) {
        let line = Line {
            text: text.clone(),
            thread: std::thread::current().id(),
        };
        self.lines().push(line);
        self.arrived.notify_all();
        if let Some(reaction) = self.reaction.get() {
            reaction(&text);
        }
    }

    fn lines(&self) -> MutexGuard<'_, Vec<Line>> {
        self.lines.lock().expect("no test panics while it hears")
    }
}

/// An engine with its callbacks registered.
#[derive(Clone)]
pub(crate) struct Program {
    api: Api,
    handle: Handle,
    heard: Arc<Heard>,
}

#[derive(Clone, Copy)]
struct Handle(zego_handle);

// SAFETY: a handle is a number to the embedded engine, and its calls may come from any thread.
unsafe impl Send for Handle {}
// SAFETY: as above.
unsafe impl Sync for Handle {}

impl Program {
    /// A handle of its own with callbacks, without an engine.
    pub(crate) fn new() -> Self {
        Self::with(zego_sim::api())
    }

    /// The same over any table.
    pub(crate) fn with(api: Api) -> Self {
        let heard = Arc::new(Heard::default());
        let create = api.zego_express_engine_create_handle.expect("it is there");
        // SAFETY: called as the interface says.
        let handle = Handle(unsafe { create() });
        let program = Self { api, handle, heard };
        program.register();
        program
    }

    /// With an engine in that cloud.
    pub(crate) fn in_cloud(cloud: &Cloud) -> Self {
        let program = Self::new();
        assert_eq!(program.init(cloud.app_id(), &"a".repeat(64)), 0);
        program
    }

    /// Does something inside every callback.
    pub(crate) fn on_hearing(&self, reaction: impl Fn(&str) + Send + Sync + 'static) {
        assert!(self.heard.reaction.set(Box::new(reaction)).is_ok());
    }

    /// Everything heard so far, without the ends of calls.
    pub(crate) fn heard(&self) -> Vec<String> {
        let lines = self.heard.lines();
        let told = lines.iter().filter(|line| !line.text.starts_with("api "));
        told.map(|line| line.text.clone()).collect()
    }

    /// Everything heard since the last time, without the ends of calls.
    pub(crate) fn take(&self) -> Vec<String> {
        let lines = std::mem::take(&mut *self.heard.lines());
        let told = lines.into_iter().map(|line| line.text);
        told.filter(|text| !text.starts_with("api ")).collect()
    }

    /// Every line with its thread, ends of calls too.
    pub(crate) fn lines(&self) -> Vec<Line> {
        self.heard.lines().clone()
    }

    /// Waits until that was heard.
    pub(crate) fn wait_for(&self, text: &str) {
        let start = Instant::now();
        let mut lines = self.heard.lines();
        while !lines.iter().any(|line| line.text == text) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "never heard {text:?}, but {lines:#?}");
            let waited = self.heard.arrived.wait_timeout(lines, left);
            lines = waited.expect("no test panics while it hears").0;
        }
    }

    pub(crate) fn init(&self, app_id: u32, sign: &str) -> c_int {
        let mut profile = zego_engine_profile {
            app_id,
            scenario: 3,
            ..Default::default()
        };
        write(&mut profile.app_sign, sign);
        let init = self.api.zego_express_engine_init_with_profile;
        // SAFETY: called as the interface says.
        unsafe { init.expect("it is there")(self.handle.0, profile) }
    }

    pub(crate) fn uninit(&self) -> c_int {
        let uninit = self.api.zego_express_engine_uninit_async;
        // SAFETY: called as the interface says.
        unsafe { uninit.expect("it is there")(self.handle.0) }
    }

    pub(crate) fn destroy_handle(&self) {
        let destroy = self.api.zego_express_engine_destroy_handle;
        // SAFETY: called as the interface says.
        unsafe { destroy.expect("it is there")(self.handle.0) }
    }

    pub(crate) fn config(&self, text: &str) -> c_int {
        let mut config = zego_engine_config::default();
        write(&mut config.advanced_config, text);
        let set = self.api.zego_express_set_engine_config;
        // SAFETY: called as the interface says.
        unsafe { set.expect("it is there")(self.handle.0, config) }
    }

    pub(crate) fn room_mode(&self, mode: c_int) -> c_int {
        let set = self.api.zego_express_set_room_mode;
        // SAFETY: called as the interface says.
        unsafe { set.expect("it is there")(self.handle.0, mode) }
    }

    /// Logs in with user notifications.
    pub(crate) fn login(&self, room: &str, user: &str) -> c_int {
        self.login_with(room, user, "", 0)
    }

    pub(crate) fn login_with(&self, room: &str, user: &str, token: &str, room_type: u32) -> c_int {
        let mut config = zego_room_config {
            is_user_status_notify: true,
            room_type,
            ..Default::default()
        };
        write(&mut config.token, token);
        let room = c_text(room);
        let mut sequence = 0;
        let login = self.api.zego_express_login_room_with_callback;
        // SAFETY: called as the interface says.
        unsafe {
            login.expect("it is there")(
                self.handle.0,
                room.as_ptr(),
                a_user(user),
                &mut config,
                &mut sequence,
            )
        }
    }

    pub(crate) fn logout(&self, room: &str) -> c_int {
        let room = c_text(room);
        let mut sequence = 0;
        let logout = self.api.zego_express_logout_room_with_callback;
        // SAFETY: called as the interface says.
        unsafe { logout.expect("it is there")(self.handle.0, room.as_ptr(), &mut sequence) }
    }

    pub(crate) fn renew_token(&self, room: &str, token: &str) -> c_int {
        let (room, token) = (c_text(room), c_text(token));
        let renew = self.api.zego_express_renew_token;
        // SAFETY: called as the interface says.
        unsafe { renew.expect("it is there")(self.handle.0, room.as_ptr(), token.as_ptr()) }
    }

    pub(crate) fn publish(&self, stream: &str, channel: c_int) -> c_int {
        self.publish_in(stream, channel, "")
    }

    pub(crate) fn publish_in(&self, stream: &str, channel: c_int, room: &str) -> c_int {
        let mut config = zego_publisher_config::default();
        write(&mut config.room_id, room);
        let stream = c_text(stream);
        let publish = self.api.zego_express_start_publishing_stream_with_config;
        // SAFETY: called as the interface says.
        unsafe { publish.expect("it is there")(self.handle.0, stream.as_ptr(), config, channel) }
    }

    pub(crate) fn stop_publishing(&self, channel: c_int) -> c_int {
        let stop = self.api.zego_express_stop_publishing_stream;
        // SAFETY: called as the interface says.
        unsafe { stop.expect("it is there")(self.handle.0, channel) }
    }

    pub(crate) fn play(&self, stream: &str) -> c_int {
        let stream = c_text(stream);
        let play = self.api.zego_express_start_playing_stream;
        // SAFETY: called as the interface says; no canvas.
        unsafe { play.expect("it is there")(self.handle.0, stream.as_ptr(), std::ptr::null_mut()) }
    }

    pub(crate) fn stop_playing(&self, stream: &str) -> c_int {
        let stream = c_text(stream);
        let stop = self.api.zego_express_stop_playing_stream;
        // SAFETY: called as the interface says.
        unsafe { stop.expect("it is there")(self.handle.0, stream.as_ptr()) }
    }

    pub(crate) fn mute_published_audio(&self, channel: c_int, mute: bool) -> c_int {
        let set = self.api.zego_express_mute_publish_stream_audio;
        // SAFETY: called as the interface says.
        unsafe { set.expect("it is there")(self.handle.0, mute, channel) }
    }

    pub(crate) fn broadcast(&self, room: &str, text: &str) -> c_int {
        let (room, text) = (c_text(room), c_text(text));
        let mut sequence = 0;
        let send = self.api.zego_express_send_broadcast_message;
        // SAFETY: called as the interface says.
        unsafe {
            send.expect("it is there")(self.handle.0, room.as_ptr(), text.as_ptr(), &mut sequence)
        }
    }

    pub(crate) fn command(&self, room: &str, text: &str, to: &[&str]) -> c_int {
        let (room, text) = (c_text(room), c_text(text));
        let mut users: Vec<zego_user> = to.iter().map(|user| a_user(user)).collect();
        let mut sequence = 0;
        let send = self.api.zego_express_send_custom_command;
        // SAFETY: called as the interface says.
        unsafe {
            send.expect("it is there")(
                self.handle.0,
                room.as_ptr(),
                text.as_ptr(),
                users.as_mut_ptr(),
                users.len() as u32,
                &mut sequence,
            )
        }
    }

    pub(crate) fn send_sei(&self, data: &[u8], channel: c_int) -> c_int {
        let send = self.api.zego_express_send_sei;
        // SAFETY: called as the interface says.
        unsafe {
            send.expect("it is there")(self.handle.0, data.as_ptr(), data.len() as u32, channel)
        }
    }

    /// The ids of all streams of a room, as the program asks for them.
    pub(crate) fn stream_list(&self, room: &str) -> Vec<String> {
        let room = c_text(room);
        let get = self.api.zego_express_get_room_stream_list;
        let free = self.api.zego_express_free_room_stream_list;
        let mut list = std::ptr::null_mut();
        let mut ids = Vec::new();
        // SAFETY: called as the interface says; the list is read before it is given back.
        unsafe {
            get.expect("it is there")(self.handle.0, room.as_ptr(), 1, &mut list);
            if let Some(list) = list.as_ref() {
                let own = streams(list.publish_stream_list, list.publish_stream_list_count);
                let others = streams(list.play_stream_list, list.play_stream_list_count);
                ids.extend(own);
                ids.extend(others);
            }
            free.expect("it is there")(self.handle.0, list);
        }
        ids
    }

    fn register(&self) {
        let context = Arc::as_ptr(&self.heard).cast_mut().cast::<c_void>();
        // The callbacks' context lives as long as the process: a late callback finds it.
        std::mem::forget(self.heard.clone());
        macro_rules! register {
            ($($register:ident: $callback:expr;)*) => {$(
                // SAFETY: the callback has the interface's type, the context stays.
                unsafe {
                    self.api.$register.expect("it is there")(
                        self.handle.0,
                        Some($callback),
                        context,
                    )
                };
            )*};
        }
        register! {
            zego_register_api_called_result_callback: callbacks::api_called;
            zego_register_debug_error_callback: callbacks::debug_error;
            zego_register_engine_uninit_callback: callbacks::engine_uninit;
            zego_register_room_state_changed_callback: callbacks::room_state_changed;
            zego_register_room_login_result_callback: callbacks::login_result;
            zego_register_room_logout_result_callback: callbacks::logout_result;
            zego_register_room_user_update_callback: callbacks::users_updated;
            zego_register_room_stream_update_callback: callbacks::streams_updated;
            zego_register_room_online_user_count_update_callback: callbacks::online_count;
            zego_register_room_token_will_expire_callback: callbacks::token_will_expire;
            zego_register_publisher_state_update_callback: callbacks::publisher_state;
            zego_register_publisher_quality_update_callback: callbacks::publisher_quality;
            zego_register_player_state_update_callback: callbacks::player_state;
            zego_register_player_quality_update_callback: callbacks::player_quality;
            zego_register_player_recv_sei_callback: callbacks::sei;
            zego_register_remote_mic_state_update_callback: callbacks::microphone;
            zego_register_im_recv_broadcast_message_callback: callbacks::broadcast;
            zego_register_im_recv_custom_command_callback: callbacks::command;
            zego_register_im_send_broadcast_message_result_callback: callbacks::broadcast_result;
            zego_register_im_send_custom_command_result_callback: callbacks::command_result;
        }
    }
}

fn a_user(id: &str) -> zego_user {
    let mut user = zego_user::default();
    write(&mut user.user_id, id);
    write(&mut user.user_name, id);
    user
}

fn c_text(text: &str) -> CString {
    CString::new(text).expect("no test sends a zero")
}

fn write(array: &mut [c_char], text: &str) {
    assert!(text.len() <= array.len());
    for (to, from) in array.iter_mut().zip(text.bytes()) {
        *to = c_char::from_ne_bytes([from]);
    }
}

/// The text behind a pointer as a reader of the log wants it.
///
/// # Safety
///
/// `text` is null or ends with zero.
unsafe fn text(text: *const c_char) -> String {
    if text.is_null() {
        return "NULL".to_owned();
    }
    // SAFETY: the caller vouches for it.
    unsafe { CStr::from_ptr(text) }
        .to_string_lossy()
        .into_owned()
}

fn array(array: &[c_char]) -> String {
    let bytes = array.iter().map(|c| c.to_ne_bytes()[0]);
    let bytes: Vec<u8> = bytes.take_while(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// # Safety
///
/// `list` is null or points to `count` streams.
unsafe fn streams(list: *const zego_stream, count: u32) -> Vec<String> {
    if list.is_null() {
        return vec!["NULL".to_owned(); count as usize];
    }
    // SAFETY: the caller vouches for the count.
    let streams = unsafe { std::slice::from_raw_parts(list, count as usize) };
    streams
        .iter()
        .map(|stream| array(&stream.stream_id))
        .collect()
}
