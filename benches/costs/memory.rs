//! Bytes for each engine, as `benches/memory.rs` counts them in a process of its own.

use std::process::Command;

/// How many engines, and the bytes for each of them.
pub(crate) fn bytes() -> Vec<(usize, f64)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["bench", "--quiet", "--bench", "memory"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    let line = |line: &str| {
        let (engines, bytes) = line.split_once('\t')?;
        Some((engines.parse().ok()?, bytes.parse().ok()?))
    };
    text.lines().filter_map(line).collect()
}
