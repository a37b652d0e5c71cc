//! Types, constants and layout proofs of the C interface, as bindgen wrote them.

#![allow(
    missing_docs,
    non_camel_case_types,
    non_upper_case_globals,
    non_snake_case
)]
#![allow(clippy::all, unreachable_pub, unsafe_op_in_unsafe_fn)]
#![allow(clippy::undocumented_unsafe_blocks)] // all-zero values of C structs, written by bindgen

#[cfg(feature = "bindgen")]
include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
#[cfg(not(feature = "bindgen"))]
include!("generated/bindings.rs");
