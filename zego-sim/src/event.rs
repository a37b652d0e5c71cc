//! What an engine tells the program: one variant for each callback that is modelled. The model
//! makes them, the `abi` layer turns them into C calls; tests may make ones no engine would send.

mod media;

pub use media::MediaEvent;

/// A text for a callback: bytes that need not be UTF-8, or the null pointer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Text(Option<Vec<u8>>);

impl Text {
    /// The null pointer in place of a text.
    pub const NULL: Self = Self(None);

    /// Any bytes; a C program sees them up to the first zero.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Some(bytes.into()))
    }

    /// The bytes, `None` for the null pointer.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.0.as_deref()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::bytes(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::bytes(text)
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::bytes(text.as_str())
    }
}

/// A list for a callback: items with their count, or the null pointer with a count that lies.
#[derive(Debug, Clone, PartialEq)]
pub enum List<T> {
    /// A pointer to the items and their number.
    Items(Vec<T>),
    /// The null pointer, with this count beside it.
    Null(u32),
}

impl<T> From<Vec<T>> for List<T> {
    fn from(items: Vec<T>) -> Self {
        Self::Items(items)
    }
}

/// A user as callbacks carry one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct User {
    /// The user's id, at most 63 bytes.
    pub id: Text,
    /// The user's name, at most 255 bytes.
    pub name: Text,
}

impl User {
    /// A user of this id and name.
    pub fn new(id: impl Into<Text>, name: impl Into<Text>) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
        }
    }
}

/// A stream as callbacks carry one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stream {
    /// Who publishes it.
    pub user: User,
    /// The stream's id, at most 255 bytes.
    pub id: Text,
    /// What the publisher set as extra information, at most 1023 bytes.
    pub extra_info: Text,
}

/// One piece of a room's extra information.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomExtra {
    /// The key, at most 127 bytes.
    pub key: Text,
    /// The value, at most 4095 bytes.
    pub value: Text,
    /// Who set it.
    pub user: User,
    /// When, in milliseconds of UNIX time.
    pub time: u64,
}

/// A message to a whole room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoomMessage {
    /// The text, at most 1024 bytes.
    pub text: Text,
    /// The number the cloud gave it; barrage messages carry it as text.
    pub id: u64,
    /// When it was sent, in milliseconds of UNIX time.
    pub time: u64,
    /// Who sent it.
    pub user: User,
}

/// What a publisher is told of its stream's quality, every 3 seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PublishQuality {
    /// Video frames captured a second.
    pub video_capture_fps: f64,
    /// Video frames sent a second.
    pub video_send_fps: f64,
    /// Video bits sent a second, in thousands.
    pub video_kbps: f64,
    /// Audio frames captured a second.
    pub audio_capture_fps: f64,
    /// Audio frames sent a second.
    pub audio_send_fps: f64,
    /// Audio bits sent a second, in thousands.
    pub audio_kbps: f64,
    /// Round trip in milliseconds.
    pub rtt: i32,
    /// Share of packets lost, 0 to 1.
    pub packet_lost_rate: f64,
    /// Audio bytes since publishing began.
    pub audio_bytes: f64,
    /// Video bytes since publishing began.
    pub video_bytes: f64,
}

/// What a player is told of its stream's quality, every 3 seconds.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PlayQuality {
    /// Video frames received a second.
    pub video_recv_fps: f64,
    /// Video frames rendered a second.
    pub video_render_fps: f64,
    /// Video bits received a second, in thousands.
    pub video_kbps: f64,
    /// Audio frames received a second.
    pub audio_recv_fps: f64,
    /// Audio frames rendered a second.
    pub audio_render_fps: f64,
    /// Audio bits received a second, in thousands.
    pub audio_kbps: f64,
    /// Round trip in milliseconds.
    pub rtt: i32,
    /// Share of packets lost, 0 to 1.
    pub packet_lost_rate: f64,
    /// From capture to render, in milliseconds.
    pub delay: i32,
    /// Audio bytes since playing began.
    pub audio_bytes: f64,
    /// Video bytes since playing began.
    pub video_bytes: f64,
    /// Whether the program muted the stream's video.
    pub mute_video: bool,
    /// Whether the program muted the stream's audio.
    pub mute_audio: bool,
}

/// One callback with its arguments. Enumerations are the interface's integers, so that a test can
/// send a value that no header names.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[allow(missing_docs)] // fields are the callback's arguments, named as there
pub enum Event {
    /// A call came to its end.
    ApiCalled { code: i32, function: &'static str },
    /// A call was refused.
    DebugError {
        code: i32,
        function: Text,
        info: Text,
    },
    /// The audio and video part started (0) or stopped (1).
    EngineState { state: i32 },
    /// The engine is gone.
    EngineUninit,
    /// Something that the engine can't go on after.
    FatalError { code: i32 },
    /// The older of the two room states: 0 disconnected, 1 connecting, 2 connected.
    RoomState {
        room: Text,
        state: i32,
        code: i32,
        extended: Text,
    },
    /// Why a room's state changed, 0 to 8.
    RoomStateChanged {
        room: Text,
        reason: i32,
        code: i32,
        extended: Text,
    },
    /// The result of a login with its sequence.
    LoginResult {
        room: Text,
        code: i32,
        sequence: i32,
        extended: Text,
    },
    /// The result of a logout with its sequence.
    LogoutResult {
        room: Text,
        code: i32,
        sequence: i32,
        extended: Text,
    },
    /// Users came (0) or left (1).
    RoomUsers {
        room: Text,
        update: i32,
        users: List<User>,
    },
    /// Streams came (0) or went (1).
    RoomStreams {
        room: Text,
        update: i32,
        streams: List<Stream>,
        extended: Text,
    },
    /// Extra information of streams changed.
    RoomStreamExtra { room: Text, streams: List<Stream> },
    /// Extra information of the room changed.
    RoomExtras { room: Text, extras: List<RoomExtra> },
    /// How many users are in the room.
    RoomOnlineCount { room: Text, count: i32 },
    /// The room's token expires in so many seconds.
    TokenWillExpire { room: Text, seconds: i32 },
    /// The result of setting room extra information.
    RoomExtraResult {
        room: Text,
        key: Text,
        code: i32,
        sequence: i32,
    },
    /// A publication's state: 0 none, 1 requesting, 2 publishing.
    PublisherState {
        stream: Text,
        state: i32,
        code: i32,
        extended: Text,
    },
    /// A publication's quality.
    PublisherQuality {
        stream: Text,
        quality: PublishQuality,
    },
    /// The result of setting a stream's extra information.
    StreamExtraResult { code: i32, sequence: i32 },
    /// The first captured audio.
    CapturedAudioFirst,
    /// The first captured video of a channel.
    CapturedVideoFirst { channel: i32 },
    /// The first audio sent from a channel.
    SentAudioFirst { channel: i32 },
    /// The first video sent from a channel.
    SentVideoFirst { channel: i32 },
    /// The first captured video rendered.
    RenderedCaptureFirst { channel: i32 },
    /// The captured picture's size changed.
    CapturedVideoSize {
        channel: i32,
        width: i32,
        height: i32,
    },
    /// A playback's state: 0 none, 1 requesting, 2 playing.
    PlayerState {
        stream: Text,
        state: i32,
        code: i32,
        extended: Text,
    },
    /// A playback's quality.
    PlayerQuality { stream: Text, quality: PlayQuality },
    /// The first audio received.
    ReceivedAudioFirst { stream: Text },
    /// The first video received.
    ReceivedVideoFirst { stream: Text },
    /// The first video rendered.
    RenderedVideoFirst { stream: Text },
    /// The received picture's size changed.
    ReceivedVideoSize {
        stream: Text,
        width: i32,
        height: i32,
    },
    /// Data that came with a stream's video.
    Sei { stream: Text, data: Vec<u8> },
    /// Broadcast messages of a room.
    Broadcasts {
        room: Text,
        messages: List<RoomMessage>,
    },
    /// Barrage messages of a room.
    Barrages {
        room: Text,
        messages: List<RoomMessage>,
    },
    /// A custom command of another user.
    Command { room: Text, user: User, text: Text },
    /// A transparent message of another user.
    Transparent {
        room: Text,
        user: User,
        content: Vec<u8>,
    },
    /// The result of sending a broadcast message.
    BroadcastResult {
        room: Text,
        id: u64,
        code: i32,
        sequence: i32,
    },
    /// The result of sending a barrage message.
    BarrageResult {
        room: Text,
        id: Text,
        code: i32,
        sequence: i32,
    },
    /// The result of sending a custom command.
    CommandResult {
        room: Text,
        code: i32,
        sequence: i32,
    },
    /// The result of sending a transparent message.
    TransparentResult {
        room: Text,
        code: i32,
        sequence: i32,
    },
    /// Frames for custom capture may be sent.
    CaptureStart { channel: i32 },
    /// Frames for custom capture are no longer wanted.
    CaptureStop { channel: i32 },
    /// The camera of a stream's publisher changed its state.
    RemoteCamera { stream: Text, state: i32 },
    /// The microphone of a stream's publisher changed its state.
    RemoteMicrophone { stream: Text, state: i32 },
    /// Something of a component.
    Media(MediaEvent),
    /// How good the network of a user is; the empty id is the user of this engine.
    NetworkQuality {
        user: Text,
        uplink: i32,
        downlink: i32,
    },
}
