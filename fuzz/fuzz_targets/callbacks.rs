//! Callbacks of the SDK with made-up arguments: NULLs, lengths, bytes, unknown values.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    zego_async::fuzz::call_all(bytes);
});
