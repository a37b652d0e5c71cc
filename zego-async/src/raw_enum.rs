//! Enumerations of the C interface as Rust enums that also hold values nobody has named yet.

/// Declares an enum over C's integers: a value without a name is `Unknown(i32)`, never lost.
macro_rules! raw_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $value:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A value that this crate has no name for.
            Unknown(i32),
        }

        impl $name {
            /// The meaning of the SDK's number.
            pub const fn from_raw(raw: i32) -> Self {
                match raw {
                    $($value => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }

            /// The SDK's number.
            pub const fn raw(self) -> i32 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(raw) => raw,
                }
            }
        }
    };
}
pub(crate) use raw_enum;
