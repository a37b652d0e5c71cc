//! Uses the checked-in bindings, or makes new ones when the feature `bindgen` asks for it.

#[cfg(feature = "bindgen")]
#[path = "build/generate.rs"]
mod generate;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=ZEGO_EXPRESS_INCLUDE_DIR");
    #[cfg(feature = "bindgen")]
    generate::run();
}
