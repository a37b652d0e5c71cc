//! The workspace root holds examples, tests and benches; the crates are in the folders beside it.
