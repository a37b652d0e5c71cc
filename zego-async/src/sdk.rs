//! A loaded SDK, from which engines are made.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Weak};

#[cfg(feature = "sim")]
use zego_sys::LoadError;

use crate::builder::EngineBuilder;
use crate::core::Core;
use crate::engine::DESTROY_DEADLINE;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::Library;
use crate::sync::Mutex;
use crate::text::Text;

/// The variable that names the native library.
pub const LIBRARY_VARIABLE: &str = "ZEGO_EXPRESS_LIB";

/// A loaded ZEGO Express library. Cheap to clone.
///
/// ```
/// # #[cfg(feature = "sim")] fn main() -> zego_async::Result<()> {
/// use zego_async::Sdk;
///
/// let sdk = Sdk::embedded();
/// assert!(sdk.is_embedded());
/// println!("ZEGO Express {}", sdk.version()?);
/// # Ok(()) }
/// # #[cfg(not(feature = "sim"))] fn main() {}
/// ```
#[derive(Clone)]
pub struct Sdk {
    inner: Arc<Inner>,
}

struct Inner {
    library: Library,
    origin: Origin,
    engines: Mutex<Vec<Weak<Core>>>,
}

#[derive(Debug)]
enum Origin {
    File(PathBuf),
    #[cfg(feature = "sim")]
    Embedded,
    #[cfg(feature = "sim")]
    Table,
}

impl Sdk {
    /// The SDK that the environment names.
    ///
    /// In this order: the file in `ZEGO_EXPRESS_LIB`; else what the system's loader finds under
    /// the library's usual name; else, with the feature `sim`, the embedded engine, with one
    /// warning in the log. A file that is named but can't be used is an error, never passed over.
    pub fn from_env() -> Result<Self> {
        if let Some(path) = std::env::var_os(LIBRARY_VARIABLE).filter(|path| !path.is_empty()) {
            return Self::load(PathBuf::from(path));
        }
        let name = Path::new(zego_sys::LIBRARY_NAME);
        match Library::load(name) {
            Ok(library) => Ok(Self::new(library, Origin::File(name.to_owned()))),
            #[cfg(feature = "sim")]
            Err(error @ LoadError::Open { .. }) => {
                warn_embedded(&error);
                Ok(Self::embedded())
            }
            Err(error) => Err(Error::new(
                ErrorKind::Library,
                format!("{error}; name the library in {LIBRARY_VARIABLE}"),
            )),
        }
    }

    /// The SDK in the file at `path`, version 3.24 or later.
    ///
    /// The file is trusted: it is native code that runs in this process.
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        let library = Library::load(path)?;
        let missing = library.missing().len();
        if missing > 0 {
            tracing::info!(library = %path.display(), missing, "the library lacks functions");
        }
        Ok(Self::new(library, Origin::File(path.to_owned())))
    }

    /// The embedded engine: the same interface, an in-process cloud, no account, and no media
    /// that leaves the process.
    #[cfg(feature = "sim")]
    pub fn embedded() -> Self {
        Self::new(Library::from_api(zego_sim::api()), Origin::Embedded)
    }

    /// The SDK behind a table of functions of this process, such as the embedded engine with one
    /// instance only.
    #[cfg(feature = "sim")]
    pub fn from_api(api: zego_sys::Api) -> Self {
        Self::new(Library::from_api(api), Origin::Table)
    }

    /// The SDK of loom's models.
    #[cfg(all(test, loom))]
    pub(crate) fn of_model(library: Library) -> Self {
        Self::new(library, Origin::File(PathBuf::new()))
    }

    fn new(library: Library, origin: Origin) -> Self {
        Self {
            inner: Arc::new(Inner {
                library,
                origin,
                engines: Mutex::default(),
            }),
        }
    }

    /// The SDK's version, such as `3.25.0.51516`.
    #[doc(alias = "zego_express_get_version")]
    pub fn version(&self) -> Result<Text> {
        self.inner.library.version()
    }

    /// Whether this is the embedded engine.
    pub fn is_embedded(&self) -> bool {
        match &self.inner.origin {
            Origin::File(_) => false,
            #[cfg(feature = "sim")]
            Origin::Embedded => true,
            #[cfg(feature = "sim")]
            Origin::Table => false,
        }
    }

    /// The file that was loaded, or the name under which the system's loader was to find it;
    /// `None` for functions of this process.
    pub fn library_path(&self) -> Option<&Path> {
        match &self.inner.origin {
            Origin::File(path) => Some(path),
            #[cfg(feature = "sim")]
            Origin::Embedded | Origin::Table => None,
        }
    }

    /// The C names of the functions of 3.25 that the library lacks. Using what needs one of them
    /// is an error of kind [`ErrorKind::NotSupported`] that names it.
    pub fn missing_functions(&self) -> Vec<&'static str> {
        self.inner.library.missing()
    }

    /// A new engine for the app with this id, which ZEGO's console gives.
    ///
    /// The builder is awaited: `sdk.engine(app_id).app_sign(sign).await`.
    #[doc(alias = "zego_express_engine_init_with_profile")]
    pub fn engine(&self, app_id: u32) -> EngineBuilder {
        EngineBuilder::new(self.clone(), app_id)
    }

    /// Destroys every engine of this SDK and waits until all are gone, 30 seconds at most. The
    /// error, of kind [`Timeout`](ErrorKind::Timeout), says how many are not.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future doesn't stop the engines from going.
    pub async fn shutdown(&self) -> Result<()> {
        // The list stays: who asks again waits again.
        let engines: Vec<_> = {
            let engines = self.inner.engines.lock();
            let there = engines.iter().filter_map(Weak::upgrade);
            there.filter(|core| !core.is_gone()).collect()
        };
        engines.iter().for_each(Core::close);
        let all_gone = futures::future::join_all(engines.iter().map(|core| core.gone()));
        match tokio::time::timeout(DESTROY_DEADLINE, all_gone).await {
            Ok(_) => Ok(()),
            Err(_) => {
                let left = engines.iter().filter(|core| !core.is_gone()).count();
                let tried = format!("shut down: {left} of {} engines", engines.len());
                let error = format!("{tried} not gone within {DESTROY_DEADLINE:?}");
                Err(Error::new(ErrorKind::Timeout, error))
            }
        }
    }

    pub(crate) fn library(&self) -> &Library {
        &self.inner.library
    }

    pub(crate) fn add_engine(&self, core: &Arc<Core>) {
        let mut engines = self.inner.engines.lock();
        engines.retain(|core| core.strong_count() > 0);
        engines.push(Arc::downgrade(core));
    }
}

/// Libraries of one instance whose engine is in use, by their identity: several [`Sdk`]s may be
/// of the same library.
static ONLY_INSTANCES: LazyLock<Mutex<BTreeSet<usize>>> = LazyLock::new(Mutex::default);

/// The one instance of a single-engine library, free again when this is dropped.
pub(crate) struct OnlyInstance(usize);

impl OnlyInstance {
    /// Takes it, unless an engine has it.
    pub(crate) fn take(library: &Library) -> Result<Self> {
        let identity = library.identity();
        match ONLY_INSTANCES.lock().insert(identity) {
            true => Ok(Self(identity)),
            false => Err(Error::new(
                ErrorKind::LimitExceeded,
                "this build of the SDK has one engine for the process, and it is in use: destroy it first",
            )),
        }
    }
}

impl Drop for OnlyInstance {
    fn drop(&mut self) {
        ONLY_INSTANCES.lock().remove(&self.0);
    }
}

impl fmt::Debug for Sdk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sdk")
            .field("origin", &self.inner.origin)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "sim")]
fn warn_embedded(error: &LoadError) {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        tracing::warn!(
            %error,
            "using the embedded engine: no media leaves this process; name the real library in {LIBRARY_VARIABLE}"
        );
    });
}

#[cfg(all(test, feature = "sim"))]
mod tests {
    use std::pin::pin;
    use std::sync::mpsc;

    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn shutting_down_says_how_many_engines_do_not_go_in_time() {
        let sdk = Sdk::embedded();
        let engine = || sdk.engine(1).app_sign("0".repeat(64)).into_future();
        let (stuck, quick) = (engine().await.unwrap(), engine().await.unwrap());
        let (begin, began) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        stuck.core().lane.push(move || {
            let _ = begin.send(());
            let _ = released.recv();
        });
        began.recv().unwrap();
        tokio::time::pause();
        let mut shutdown = pin!(sdk.shutdown());
        assert!(shutdown.as_mut().now_or_never().is_none());
        quick.core().gone().await;
        tokio::time::advance(2 * DESTROY_DEADLINE).await;
        let error = shutdown.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert!(error.to_string().contains("1 of 2 engines"), "{error}");
        drop(release);
        sdk.shutdown().await.unwrap();
    }
}
