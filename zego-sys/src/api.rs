//! The table of functions: one field and one accessor for each function of the C interface.

use std::sync::Arc;

use libloading::Library;

/// A function of the C interface that the loaded library doesn't have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the loaded ZEGO Express library has no function {name}")]
pub struct MissingFunction {
    /// The C name of the function.
    pub name: &'static str,
}

macro_rules! define_api {
    ($(fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty;)*) => {
        /// The C names of all functions of the interface, in alphabetical order.
        pub const FUNCTION_NAMES: &[&str] = &[$(stringify!($name)),*];

        /// The functions of one ZEGO Express library, each `None` where the library lacks it.
        ///
        /// A table is filled from a file ([`Api::load`]) or field by field from functions of this
        /// process, starting from [`Api::empty`]. The library stays open as long as a clone of its
        /// table lives.
        ///
        /// The field holds the pointer, the method of the same name says what is missing:
        ///
        /// ```
        /// let api = zego_sys::Api::empty();
        /// let error = api.zego_express_start_preview().unwrap_err();
        /// assert_eq!(error.name, "zego_express_start_preview");
        /// ```
        #[derive(Clone)]
        #[non_exhaustive]
        pub struct Api {
            $(
                #[doc = concat!("`", stringify!($name), "`")]
                pub $name: Option<unsafe extern "C" fn($($ty),*) -> $ret>,
            )*
            library: Option<Arc<Library>>,
        }

        impl Api {
            /// A table without any function, to be filled from functions of this process.
            pub const fn empty() -> Self {
                Self { $($name: None,)* library: None }
            }

            /// Looks up every function in `library`, which the table keeps open.
            pub(crate) fn from_library(library: Library) -> Self {
                $(
                    // SAFETY: the signature is the one that the interface gives to this name, and
                    // the pointer is kept no longer than the library, which the table holds.
                    let $name = unsafe {
                        library
                            .get::<unsafe extern "C" fn($($ty),*) -> $ret>(
                                concat!(stringify!($name), "\0"),
                            )
                            .ok()
                            .map(|symbol| *symbol)
                    };
                )*
                Self { $($name,)* library: Some(Arc::new(library)) }
            }

            /// The C names of the functions that this table lacks.
            pub fn missing(&self) -> Vec<&'static str> {
                let mut names = Vec::new();
                $(
                    if self.$name.is_none() {
                        names.push(stringify!($name));
                    }
                )*
                names
            }

            $(
                #[doc = concat!("`", stringify!($name), "`, or an error that names it.")]
                #[inline]
                pub fn $name(
                    &self,
                ) -> Result<unsafe extern "C" fn($($ty),*) -> $ret, MissingFunction> {
                    self.$name.ok_or(MissingFunction { name: stringify!($name) })
                }
            )*
        }
    };
}

for_each_function!(define_api);

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Api")
            .field("functions", &(FUNCTION_NAMES.len() - self.missing().len()))
            .field("from_library", &self.library.is_some())
            .finish()
    }
}
