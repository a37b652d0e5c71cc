//! Where `unsafe` may stand: in the layers that speak C, and nowhere else.

use std::path::{Path, PathBuf};

/// The layers that speak C.
const MAY: &[&str] = &[
    "zego-sys/",
    "zego-sim/src/abi/",
    "zego-sim/tests/",
    "zego-sim/cdylib/",
    "zego-async/src/ffi/",
    "examples/replay/ffi.rs",
];

#[test]
fn unsafe_stands_only_in_the_layers_that_speak_c() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in [
        "zego-sys",
        "zego-sim",
        "zego-async",
        "zego-token",
        "examples",
        "tests",
    ] {
        sources(&root.join(folder), &mut files);
    }
    assert!(
        files.len() > 100,
        "only {} files were looked at",
        files.len()
    );
    let mut wrong = Vec::new();
    for file in files {
        let name = file
            .strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .replace('\\', "/");
        if MAY.iter().any(|may| name.starts_with(may)) || name == "tests/unsafe_code.rs" {
            continue;
        }
        let text = std::fs::read_to_string(&file).unwrap();
        for (number, line) in text.lines().enumerate() {
            if opens_unsafe(line) {
                wrong.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Whether a line has `unsafe` as a word of code.
fn opens_unsafe(line: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .any(|word| word == "unsafe")
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path.file_name().is_some_and(|name| name != "target") {
                sources(&path, files);
            }
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}
