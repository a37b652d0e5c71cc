//! Runs bindgen over the C interface and splits the result: types, constants and layout proofs
//! go to `bindings.rs`, the functions to `functions.rs` as one macro from which the table is made.

use std::path::{Path, PathBuf};
use std::{env, fs};

use quote::ToTokens;
use syn::{FnArg, ForeignItem, ForeignItemFn, Item, ReturnType, visit_mut::VisitMut};

pub(crate) fn run() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let source = Headers::from_env();
    println!("cargo:rerun-if-changed={}", source.dir.display());
    let mut file = syn::parse_file(&source.bindings()).expect("bindgen writes valid Rust");

    let mut functions = Vec::new();
    file.items.retain(|item| match item {
        Item::ForeignMod(block) => {
            functions.extend(block.items.iter().filter_map(|item| match item {
                ForeignItem::Fn(function) => Some(function.clone()),
                _ => None,
            }));
            false
        }
        _ => true,
    });
    SignedEnums.visit_file_mut(&mut file);
    functions.sort_by_key(|function| function.sig.ident.to_string());

    let bindings = format!("{HEAD}{}", file.to_token_stream());
    fs::write(out.join("bindings.rs"), bindings).expect("OUT_DIR can be written");
    fs::write(out.join("functions.rs"), function_list(functions)).expect("OUT_DIR can be written");
}

const HEAD: &str =
    "// Made by bindgen from include/zego_express.h: `make bindings` makes it anew.\n";

/// Where the C interface is read from.
struct Headers {
    dir: PathBuf,
    official: bool,
}

impl Headers {
    fn from_env() -> Self {
        match env::var_os("ZEGO_EXPRESS_INCLUDE_DIR") {
            Some(dir) => Self {
                dir: dir.into(),
                official: true,
            },
            None => {
                let root =
                    env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
                Self {
                    dir: Path::new(&root).join("include"),
                    official: false,
                }
            }
        }
    }

    /// A translation unit that includes every header that declares a part of the interface.
    fn unit(&self) -> String {
        if self.dir.join("zego_express.h").exists() {
            return "#include \"zego_express.h\"\n".into();
        }
        let mut headers: Vec<String> = fs::read_dir(&self.dir)
            .unwrap_or_else(|error| {
                panic!("ZEGO_EXPRESS_INCLUDE_DIR {}: {error}", self.dir.display())
            })
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .filter(|name| name.starts_with("zego-express-") && name.ends_with(".h"))
            .collect();
        headers.sort();
        assert!(
            !headers.is_empty(),
            "ZEGO_EXPRESS_INCLUDE_DIR {}: found neither zego_express.h nor zego-express-*.h",
            self.dir.display()
        );
        let mut unit: String = headers
            .iter()
            .map(|name| format!("#include \"{name}\"\n"))
            .collect();
        // ZEGO declares these two in an internal header only.
        unit.push_str("extern \"C\" void *zego_express_engine_create_handle(void);\n");
        unit.push_str("extern \"C\" void zego_express_engine_destroy_handle(void *handle);\n");
        unit
    }

    fn bindings(&self) -> String {
        let mut builder = bindgen::Builder::default()
            .header_contents("zego_unit.h", &self.unit())
            .clang_arg(format!("-I{}", self.dir.display()))
            .allowlist_item("(zego|ZEGO)_.*")
            .default_enum_style(bindgen::EnumVariation::Consts)
            .prepend_enum_name(false)
            .default_macro_constant_type(bindgen::MacroTypeVariation::Signed)
            .derive_default(true)
            .derive_debug(false)
            .use_core()
            .ctypes_prefix("::core::ffi")
            .generate_comments(false)
            .disable_header_comment()
            .formatter(bindgen::Formatter::None);
        if self.official {
            // The official headers leave out the tags that C wants.
            builder = builder.clang_args(["-x", "c++"]);
        }
        builder
            .generate()
            .expect("bindgen reads the headers")
            .to_string()
    }
}

/// C leaves the sign of an enum to the compiler; the interface means `int` everywhere.
struct SignedEnums;

impl VisitMut for SignedEnums {
    fn visit_item_type_mut(&mut self, alias: &mut syn::ItemType) {
        if alias.ty.to_token_stream().to_string().ends_with("c_uint") {
            *alias.ty = syn::parse_quote!(::core::ffi::c_int);
        }
    }
}

/// The functions as one macro, so that tables, stubs and exports are made from one list.
fn function_list(functions: Vec<ForeignItemFn>) -> String {
    let mut text = format!(
        "{HEAD}/// Hands every function of the interface, with its signature, to the macro that is named.\n\
         #[macro_export]\nmacro_rules! for_each_function {{\n    ($target:ident) => {{\n        $target! {{\n"
    );
    for function in functions {
        let args: Vec<String> = function
            .sig
            .inputs
            .iter()
            .map(|arg| match arg {
                FnArg::Typed(arg) => {
                    format!("{}: {}", tidy(&arg.pat), qualified(&arg.ty))
                }
                FnArg::Receiver(_) => unreachable!("C functions have no receiver"),
            })
            .collect();
        let ret = match &function.sig.output {
            ReturnType::Default => "()".to_owned(),
            ReturnType::Type(_, ty) => qualified(ty),
        };
        text += &format!(
            "            fn {}({}) -> {};\n",
            function.sig.ident,
            args.join(", "),
            ret
        );
    }
    text + "        }\n    };\n}\n"
}

/// A type as it must be written inside a macro that other crates call.
fn qualified(ty: &syn::Type) -> String {
    struct Prefix;
    impl VisitMut for Prefix {
        fn visit_path_mut(&mut self, path: &mut syn::Path) {
            let ours = path.segments.len() == 1
                && path.leading_colon.is_none()
                && path.segments[0].ident.to_string().starts_with("zego_");
            if ours {
                path.segments[0].ident = quote::format_ident!("CRATE__{}", path.segments[0].ident);
            }
        }
    }
    let mut ty = ty.clone();
    Prefix.visit_type_mut(&mut ty);
    tidy(&ty).replace("CRATE__", "$crate::")
}

fn tidy(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        ("* ", "*"),
        (":: ", "::"),
        (" ::", "::"),
        ("const::", "const ::"),
        ("mut::", "mut ::"),
    ] {
        text = text.replace(from, to);
    }
    text
}
