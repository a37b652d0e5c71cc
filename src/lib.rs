//! The workspace root holds examples, tests and benches; the crates are in the folders beside it.

/// The program on the first screen of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
