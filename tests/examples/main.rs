//! Every example runs and does what it is for: as a process of its own, on the embedded engine.

mod auto_play;
mod call_flow;
mod call_service;
mod child;
mod help;
mod recorder;
mod video_call;
mod voice_bot;

// The parts of `video_call` that judge, with their own tests: those of examples don't run by
// themselves. What only the call itself uses is dead here.
#[allow(dead_code)]
#[path = "../../examples/video_call/picture.rs"]
mod picture;
#[allow(dead_code)]
#[path = "../../examples/video_call/tone.rs"]
mod tone;
#[allow(dead_code)]
#[path = "../../examples/video_call/verdict.rs"]
mod verdict;
