//! A loaded library: its table, and what can be asked of it without an engine.

use std::ffi::c_char;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use zego_sys::{Api, LoadError};

use super::text::text;
use crate::error::{Error, Result};
use crate::text::Text;

/// The functions of one library, shared by all its engines.
#[derive(Clone)]
pub(crate) struct Library {
    pub(super) api: Arc<Api>,
}

impl Library {
    /// Opens the file, or what the system's loader finds under the name.
    pub(crate) fn load(path: &Path) -> Result<Self, LoadError> {
        // SAFETY: the user named this file as the ZEGO Express library, by argument, by
        // environment or by the system's own search path; SECURITY.md states that it is trusted.
        let api = unsafe { Api::load(path) }?;
        let library = Self::from_api(api);
        library.keep_open();
        Ok(library)
    }

    /// Keeps the library open until the process ends: its threads outlive its engines, and the
    /// last table may be dropped inside one of its callbacks. One table of each library is enough,
    /// however often it is loaded.
    fn keep_open(&self) {
        static OPEN: Mutex<Vec<Library>> = Mutex::new(Vec::new());
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if open.iter().all(|kept| kept.identity() != self.identity()) {
            open.push(self.clone());
        }
    }

    /// A number that is the same for every table of one loaded library.
    pub(crate) fn identity(&self) -> usize {
        self.api
            .zego_express_engine_create_handle
            .map_or(0, |create| create as usize)
    }

    /// Takes functions of this process.
    pub(crate) fn from_api(api: Api) -> Self {
        Self { api: Arc::new(api) }
    }

    /// The SDK's version, as it says it.
    pub(crate) fn version(&self) -> Result<Text> {
        let get = self.api.zego_express_get_version()?;
        let mut version: *const c_char = std::ptr::null();
        // SAFETY: the version belongs to no engine, so the handle is NULL; the text it points to
        // is the library's own and lives as long as the library.
        let version = unsafe {
            get(std::ptr::null_mut(), &mut version);
            text(version)
        };
        match version.is_empty() {
            true => Err(Error::new(
                crate::ErrorKind::Library,
                "the library doesn't tell its version",
            )),
            false => Ok(version),
        }
    }

    /// How many functions of the interface the library lacks.
    pub(crate) fn missing(&self) -> Vec<&'static str> {
        self.api.missing()
    }
}
