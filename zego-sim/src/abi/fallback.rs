//! A function for each one of the interface that says that its module isn't included: what the
//! table holds until a topic puts its own in.

use zego_sys::{Api, for_each_function};

use super::handles::Reply;

macro_rules! fallbacks {
    ($(fn $name:ident($($arg:ident: $ty:ty),*) -> $ret:ty;)*) => {
        $(
            unsafe extern "C" fn $name($(_: $ty),*) -> $ret {
                <$ret as Reply>::not_modelled()
            }
        )*

        /// A table in which nothing is modelled.
        pub(super) fn table() -> Api {
            let mut api = Api::empty();
            $(api.$name = Some($name);)*
            api
        }

        /// The names of the functions in `api` that aren't the ones made here.
        pub(super) fn replaced_in(api: &Api) -> Vec<&'static str> {
            let fallbacks = table();
            let mut names = Vec::new();
            $(
                if api.$name.map(|f| f as usize) != fallbacks.$name.map(|f| f as usize) {
                    names.push(stringify!($name));
                }
            )*
            names
        }
    };
}

for_each_function!(fallbacks);
