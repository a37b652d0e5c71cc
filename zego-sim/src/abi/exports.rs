//! The functions under their C names, for a shared library that programs written for the SDK
//! load. Only a crate that uses the macro exports them.

/// Defines every function of the interface as an export that calls the embedded engine.
#[doc(hidden)]
#[macro_export]
macro_rules! export_c_interface {
    ($(fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty;)*) => {
        $(
            #[unsafe(no_mangle)]
            #[allow(clippy::missing_safety_doc, missing_docs)]
            pub unsafe extern "C" fn $name($($arg: $ty),*) -> $ret {
                // never: the table has every function of the interface
                let function = $crate::exported().$name.expect(stringify!($name));
                // SAFETY: the program keeps to the interface; the arguments go on as they came.
                unsafe { function($($arg),*) }
            }
        )*
    };
}
