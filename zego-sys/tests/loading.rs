//! What is opened, what is refused, and with which words.

use std::path::{Path, PathBuf};
use std::process::Command;

use zego_sys::{Api, FUNCTION_NAMES, LoadError};

/// Compiles `source` into a shared library, as any C compiler of the platform does.
fn library(name: &str, source: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let c_file = dir.join(format!("{name}.c"));
    let file = dir.join(format!("lib{name}.so"));
    std::fs::write(&c_file, source).unwrap();
    let status = Command::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .args([&file, &c_file])
        .status();
    assert!(status.unwrap().success(), "cc made no {}", file.display());
    file
}

fn load(path: &Path) -> Result<Api, LoadError> {
    // SAFETY: the libraries here are made by these tests and run no code when opened.
    unsafe { Api::load(path) }
}

#[test]
fn a_file_that_is_missing_is_an_error_that_names_it() {
    let error = load(Path::new("no/such/library.so")).unwrap_err();
    assert!(matches!(error, LoadError::Open { .. }));
    assert!(error.to_string().contains("no/such/library.so"), "{error}");
}

#[test]
fn a_library_of_something_else_is_refused() {
    let path = library("other", "int other(void) { return 1; }");
    assert!(matches!(
        load(&path).unwrap_err(),
        LoadError::NotZegoExpress { .. }
    ));
}

#[test]
fn a_library_older_than_3_24_is_refused_with_what_was_found_and_what_is_needed() {
    let path = library(
        "old",
        "int zego_express_get_version(const char **v) { *v = \"3.22\"; return 0; }
         int zego_express_engine_uninit_async(void) { return 0; }",
    );
    let error = load(&path).unwrap_err();
    assert!(
        matches!(error, LoadError::TooOld { found: 2, .. }),
        "{error:?}"
    );
    let text = error.to_string();
    for part in [
        "before 3.24",
        "zego_express_engine_create_handle",
        "2 of 722",
        "3.24 or later",
    ] {
        assert!(text.contains(part), "{part:?} is not in {text:?}");
    }
}

#[test]
fn a_library_that_lacks_functions_loads_and_says_which() {
    let path = library(
        "trimmed",
        "void *zego_express_engine_create_handle(void) { return 0; }",
    );
    let api = load(&path).unwrap();
    assert_eq!(api.missing().len(), FUNCTION_NAMES.len() - 1);
    let error = api.zego_express_login_room().unwrap_err();
    assert!(
        error.to_string().ends_with("zego_express_login_room"),
        "{error}"
    );

    let create = api.zego_express_engine_create_handle().unwrap();
    // SAFETY: the function takes nothing and returns a null pointer; the table keeps it loaded.
    assert!(unsafe { create() }.is_null());
}
