//! Where the native library is looked for by examples, tests and benches.
//!
//! Nothing links against the SDK: it is opened at run time. `ZEGO_EXPRESS_LIB` names the file then;
//! without it the loader searches the system for it. With `ZEGO_EXPRESS_LIB_DIR` set when this
//! package is built, that folder of an unpacked SDK is put into the search path of its programs,
//! so that they find the library with no variable set later. This script downloads nothing and
//! copies nothing.

use std::env;
use std::path::Path;

const VARIABLE: &str = "ZEGO_EXPRESS_LIB_DIR";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    let Some(folder) = env::var_os(VARIABLE).filter(|folder| !folder.is_empty()) else {
        return;
    };
    if let Err(reason) = look_in(Path::new(&folder)) {
        println!("cargo::error={VARIABLE}: {reason}");
    }
}

/// Has the programs of this package look for the library in the folder, if it is there.
fn look_in(folder: &Path) -> Result<(), String> {
    let system = env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let library = match system.as_str() {
        "windows" => "ZegoExpressEngine.dll",
        "macos" => "libZegoExpressEngine.dylib",
        _ => "libZegoExpressEngine.so",
    };
    let folder = folder
        .canonicalize()
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    if !folder.join(library).is_file() {
        return Err(format!("there is no {library} in {}", folder.display()));
    }
    if system == "windows" {
        let folder = folder.display();
        println!("cargo::warning=Windows has no search path in programs: add {folder} to PATH");
        return Ok(());
    }
    let path = folder
        .to_str()
        .ok_or_else(|| format!("{} is not UTF-8", folder.display()))?;
    println!("cargo::rustc-link-arg=-Wl,-rpath,{path}");
    Ok(())
}
