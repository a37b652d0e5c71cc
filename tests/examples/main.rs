//! Every example runs and does what it is for: as a process of its own, on the embedded engine.

mod auto_play;
mod call_flow;
mod call_service;
mod child;
mod help;
mod video_call;
