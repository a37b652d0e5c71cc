//! The list of the C interface's functions, as one macro: [`for_each_function!`].

#[cfg(feature = "bindgen")]
include!(concat!(env!("OUT_DIR"), "/functions.rs"));
#[cfg(not(feature = "bindgen"))]
include!("generated/functions.rs");
