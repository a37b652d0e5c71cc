//! Where time and randomness come from: the operating system, unless a test
//! says otherwise.

use crate::error::EntropyError;

/// Tells the time. Any closure that returns Unix seconds is a clock.
pub trait Clock: Send + Sync {
    /// The present time, in whole seconds since 1970-01-01 00:00 UTC.
    fn unix_seconds(&self) -> i64;
}

impl<F: Fn() -> i64 + Send + Sync> Clock for F {
    fn unix_seconds(&self) -> i64 {
        self()
    }
}

/// Gives random bytes. Any closure that fills a buffer is a source.
///
/// Two tokens encrypted under one secret with the same initialization vector
/// give their content away, so outside tests this must be a source fit for
/// cryptography.
pub trait Entropy: Send + Sync {
    /// Fills all of `buffer` with random bytes.
    ///
    /// For each token it is asked twice: for the initialization vector
    /// (GCM 12 bytes, CBC 16), then for the four bytes, big endian, of the
    /// number `nonce` in the token's content.
    ///
    /// # Errors
    ///
    /// [`EntropyError`] when there is no randomness; then no token is issued.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError>;
}

impl<F: Fn(&mut [u8]) -> Result<(), EntropyError> + Send + Sync> Entropy for F {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError> {
        self(buffer)
    }
}

/// The clock of the operating system.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[cfg(feature = "std")]
impl Clock for SystemClock {
    fn unix_seconds(&self) -> i64 {
        use std::time::{SystemTime, UNIX_EPOCH};

        // Both conversions saturate, 292 thousand million years from now.
        match SystemTime::now().duration_since(UNIX_EPOCH) {
            Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
            Err(before) => {
                i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |seconds| -seconds)
            }
        }
    }
}

/// The random generator of the operating system.
#[cfg(feature = "std")]
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

#[cfg(feature = "std")]
impl Entropy for OsEntropy {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(buffer).map_err(|_| EntropyError)
    }
}
