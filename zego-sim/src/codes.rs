//! The error codes that the model answers with, under the names of the domain.

pub(crate) const OK: i32 = 0;
pub(crate) const NO_ENGINE: i32 = 1_000_001;
pub(crate) const NOT_LOGGED_IN: i32 = 1_000_002;
pub(crate) const NO_MODULE: i32 = 1_000_010;
pub(crate) const STREAM_ID_TOO_LONG: i32 = 1_000_014;
pub(crate) const STREAM_ID_EMPTY: i32 = 1_000_015;
pub(crate) const STREAM_ID_CHARACTER: i32 = 1_000_016;
pub(crate) const ILLEGAL_PARAMETER: i32 = 1_000_017;
pub(crate) const OTHER_USER: i32 = 1_000_020;
pub(crate) const CONFIG_AFTER_LOGIN: i32 = 1_000_067;

pub(crate) const APP_ID_ZERO: i32 = 1_001_000;
pub(crate) const APP_SIGN_LENGTH: i32 = 1_001_001;
pub(crate) const APP_SIGN_CHARACTER: i32 = 1_001_002;
pub(crate) const ROOM_MODE_TOO_LATE: i32 = 1_001_020;
pub(crate) const GEO_FENCE_TOO_LATE: i32 = 1_001_021;

pub(crate) const ALREADY_IN_A_ROOM: i32 = 1_002_001;
pub(crate) const NOT_IN_THAT_ROOM: i32 = 1_002_002;
pub(crate) const USER_ID_EMPTY: i32 = 1_002_005;
pub(crate) const USER_ID_CHARACTER: i32 = 1_002_006;
pub(crate) const USER_ID_TOO_LONG: i32 = 1_002_007;
pub(crate) const USER_NAME_TOO_LONG: i32 = 1_002_010;
pub(crate) const ROOM_ID_EMPTY: i32 = 1_002_011;
pub(crate) const ROOM_ID_CHARACTER: i32 = 1_002_012;
pub(crate) const ROOM_ID_TOO_LONG: i32 = 1_002_013;
pub(crate) const EXTRA_KEY_EMPTY: i32 = 1_002_014;
pub(crate) const EXTRA_KEY_TOO_LONG: i32 = 1_002_015;
pub(crate) const EXTRA_VALUE_TOO_LONG: i32 = 1_002_016;
pub(crate) const EXTRA_TOO_MANY_KEYS: i32 = 1_002_017;
pub(crate) const AUTHENTICATION_FAILED: i32 = 1_002_033;
pub(crate) const ROOM_FULL: i32 = 1_002_034;
pub(crate) const TOO_MANY_ROOMS: i32 = 1_002_037;
pub(crate) const KICKED_SAME_USER: i32 = 1_002_050;
pub(crate) const RECONNECTING: i32 = 1_002_051;
pub(crate) const RECONNECT_TIMEOUT: i32 = 1_002_053;
pub(crate) const KICKED_BY_SERVER: i32 = 1_002_055;
pub(crate) const KICKED_TOKEN_EXPIRED: i32 = 1_002_056;
pub(crate) const KICKED_SESSION: i32 = 1_002_057;
pub(crate) const ROOM_ID_IN_USE: i32 = 1_002_064;
pub(crate) const NO_TOKEN: i32 = 1_002_067;
pub(crate) const TOKEN_INNER_ERROR: i32 = 1_002_074;
pub(crate) const TOKEN_FORMAT: i32 = 1_002_075;
pub(crate) const TOKEN_OTHER_APP: i32 = 1_002_076;
pub(crate) const TOKEN_OTHER_USER: i32 = 1_002_077;
pub(crate) const TOKEN_EXPIRED: i32 = 1_002_078;
pub(crate) const TOKEN_VERSION: i32 = 1_002_079;
pub(crate) const TOKEN_NONCE: i32 = 1_002_080;
pub(crate) const RENEWED_WITHOUT_PUBLISH: i32 = 1_002_082;

pub(crate) const BITRATE: i32 = 1_003_002;
pub(crate) const PUBLISH_INTERRUPTED: i32 = 1_003_020;
pub(crate) const PUBLISH_TIMEOUT: i32 = 1_003_021;
pub(crate) const CHANNEL_BUSY: i32 = 1_003_023;
pub(crate) const STREAM_ID_TAKEN: i32 = 1_003_028;
pub(crate) const PUBLISH_NO_ROOM: i32 = 1_003_071;

pub(crate) const PLAY_FAILED: i32 = 1_004_001;
pub(crate) const NO_SUCH_STREAM: i32 = 1_004_002;
pub(crate) const TOO_MANY_PLAYED: i32 = 1_004_010;
pub(crate) const STREAM_NOT_PLAYED: i32 = 1_004_011;
pub(crate) const PLAY_INTERRUPTED: i32 = 1_004_020;
pub(crate) const PLAY_NO_ROOM: i32 = 1_004_071;

pub(crate) const MIXER_NO_SERVICE: i32 = 1_005_000;
pub(crate) const MIXER_ID_EMPTY: i32 = 1_005_001;
pub(crate) const MIXER_ID_TOO_LONG: i32 = 1_005_002;
pub(crate) const MIXER_INPUTS: i32 = 1_005_020;
pub(crate) const MIXER_OUTPUTS: i32 = 1_005_021;
pub(crate) const MIXER_TOO_MANY_INPUTS: i32 = 1_005_025;

pub(crate) const LEVEL_INTERVAL: i32 = 1_006_031;
pub(crate) const SPECTRUM_INTERVAL: i32 = 1_006_032;
pub(crate) const VOICE_SOURCE: i32 = 1_006_042;

pub(crate) const NO_PLAYER: i32 = 1_008_001;
pub(crate) const NOTHING_LOADED: i32 = 1_008_003;
pub(crate) const ALREADY_STARTED: i32 = 1_008_014;
pub(crate) const SEEK_FAILED: i32 = 1_008_016;
pub(crate) const TOO_MANY_PLAYERS: i32 = 1_008_030;
pub(crate) const PLAYER_INNER: i32 = 1_008_099;

pub(crate) const MESSAGE_EMPTY: i32 = 1_009_001;
pub(crate) const MESSAGE_TOO_LONG: i32 = 1_009_002;
pub(crate) const MESSAGE_OTHER_ROOM: i32 = 1_009_005;
pub(crate) const BROADCAST_TOO_OFTEN: i32 = 1_009_015;

pub(crate) const RECORD_SUFFIX: i32 = 1_010_002;
pub(crate) const RECORD_OPEN: i32 = 1_010_013;
pub(crate) const RECORD_WRITE: i32 = 1_010_014;

pub(crate) const CAPTURE_NOT_STARTED: i32 = 1_011_001;
pub(crate) const CUSTOM_VIDEO_FAILED: i32 = 1_011_003;
pub(crate) const CAPTURE_FORMAT: i32 = 1_011_010;

pub(crate) const NO_CUSTOM_CAPTURE: i32 = 1_012_002;
pub(crate) const NO_CUSTOM_RENDER: i32 = 1_012_003;
pub(crate) const OBSERVED_RATE: i32 = 1_012_010;

pub(crate) const NO_EFFECT_PLAYER: i32 = 1_014_000;
pub(crate) const EFFECT_LOAD_FAILED: i32 = 1_014_001;
pub(crate) const EFFECT_PLAY_FAILED: i32 = 1_014_002;
pub(crate) const EFFECT_SEEK_FAILED: i32 = 1_014_003;
pub(crate) const TOO_MANY_EFFECT_PLAYERS: i32 = 1_014_004;

pub(crate) const PERFORMANCE_INTERVAL: i32 = 1_015_031;
