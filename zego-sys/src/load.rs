//! Opens a library and refuses what doesn't speak the interface of 3.24 and later.

use std::path::{Path, PathBuf};

use libloading::Library;

use crate::{Api, FUNCTION_NAMES, INTERFACE_VERSION};

/// The name under which the platform's loader finds the native library.
pub const LIBRARY_NAME: &str = if cfg!(windows) {
    "ZegoExpressEngine.dll"
} else if cfg!(target_vendor = "apple") {
    "libZegoExpressEngine.dylib"
} else {
    "libZegoExpressEngine.so"
};

/// Why a library couldn't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// The system's loader couldn't open the file.
    #[error("cannot open the ZEGO Express library {}: {source}", path.display())]
    Open {
        /// What was to be opened.
        path: PathBuf,
        /// What the loader said.
        source: libloading::Error,
    },
    /// The file is a library, but has none of the interface's functions.
    #[error("{} is not a ZEGO Express library: it has none of the {} functions of its C interface", path.display(), FUNCTION_NAMES.len())]
    NotZegoExpress {
        /// What was opened.
        path: PathBuf,
    },
    /// The library is older than 3.24: its functions take no handle, so none of them may be called.
    #[error(
        "{} is a ZEGO Express library from before 3.24: {found} of {} functions, but no zego_express_engine_create_handle; its functions take other arguments; 3.24 or later is needed, best {INTERFACE_VERSION}",
        path.display(), FUNCTION_NAMES.len()
    )]
    TooOld {
        /// What was opened.
        path: PathBuf,
        /// How many functions of the interface it has.
        found: usize,
    },
}

impl Api {
    /// Opens the library at `path`, a file or a name that the system's loader searches for.
    ///
    /// The first thing looked for is `zego_express_engine_create_handle`: a library without it is
    /// older than 3.24 and refused, since its functions have the same names and other arguments.
    /// Single functions that are missing are no error here; using one is ([`Api::missing`] lists
    /// them).
    ///
    /// # Safety
    ///
    /// Opening a library runs its initialisers, and the table's functions are trusted to have the
    /// signatures of the interface. The caller vouches for the file.
    pub unsafe fn load(path: impl AsRef<Path>) -> Result<Self, LoadError> {
        let path = path.as_ref();
        // SAFETY: the caller vouches for what the library does when it is opened and closed.
        let library = unsafe { Library::new(path) }.map_err(|source| LoadError::Open {
            path: path.to_owned(),
            source,
        })?;
        let api = Self::from_library(library);
        if api.zego_express_engine_create_handle.is_none() {
            let found = FUNCTION_NAMES.len() - api.missing().len();
            let path = path.to_owned();
            return Err(match found {
                0 => LoadError::NotZegoExpress { path },
                found => LoadError::TooOld { path, found },
            });
        }
        Ok(api)
    }
}
