//! Sound and picture: from what a program captures to what others render, with nothing encoded in
//! between. Calls come in through `engine`; callbacks go out through `sink`.

pub(crate) mod calls;
pub(crate) mod capture;
pub(crate) mod channel;
pub(crate) mod codec;
pub(crate) mod convert;
pub(crate) mod desk;
pub(crate) mod effects;
pub(crate) mod encoded;
pub(crate) mod file;
pub(crate) mod inlet;
pub(crate) mod jitter;
pub(crate) mod load;
pub(crate) mod meter;
pub(crate) mod mix;
pub(crate) mod mixer;
pub(crate) mod monitor;
pub(crate) mod picture;
pub(crate) mod player;
pub(crate) mod player_calls;
pub(crate) mod pool;
pub(crate) mod process;
pub(crate) mod quality;
pub(crate) mod recorder;
pub(crate) mod render;
pub(crate) mod resample;

pub(crate) mod settings;
pub(crate) mod sink;
pub(crate) mod sound;
pub(crate) mod voice;
pub(crate) mod wire;
