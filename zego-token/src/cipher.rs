//! AES-256 in the two modes of token04. What is encrypted is not this module's
//! business.

use alloc::vec::Vec;

use aes::Aes256;
use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, KeyInit};
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeDecrypt, BlockModeEncrypt, KeyIvInit};
use zeroize::Zeroizing;

use crate::secret::ServerSecret;

/// How a token is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Mode {
    /// AES-256-GCM: any change of the token is noticed. What ZEGO recommends.
    #[default]
    Gcm,
    /// AES-256-CBC with PKCS#7 padding: what ZEGO's older generators make. A
    /// changed token may decrypt to something else, so use it only where
    /// something can't read GCM.
    Cbc,
}

impl Mode {
    /// A short name: `gcm` or `cbc`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Gcm => "gcm",
            Self::Cbc => "cbc",
        }
    }

    /// The bytes of the initialization vector (ZEGO's documents also call GCM's
    /// the nonce).
    pub(crate) const fn iv_bytes(self) -> usize {
        match self {
            Self::Gcm => 12,
            Self::Cbc => 16,
        }
    }

    /// Whether a ciphertext can have this many bytes.
    pub(crate) const fn has_ciphertext_of(self, bytes: usize) -> bool {
        match self {
            Self::Gcm => bytes >= 16,
            Self::Cbc => bytes > 0 && bytes.is_multiple_of(16),
        }
    }
}

/// `None` when the lengths are not the mode's, which callers have ruled out, or
/// when the plaintext is too long for the mode, which a token's never is.
pub(crate) fn encrypt(
    mode: Mode,
    secret: &ServerSecret,
    iv: &[u8],
    plaintext: &[u8],
) -> Option<Vec<u8>> {
    match mode {
        Mode::Gcm => {
            let nonce = iv.try_into().ok()?;
            gcm(secret).encrypt(nonce, plaintext).ok()
        }
        Mode::Cbc => {
            let cipher = cbc::Encryptor::<Aes256>::new_from_slices(secret.key(), iv).ok()?;
            Some(cipher.encrypt_padded_vec::<Pkcs7>(plaintext))
        }
    }
}

/// `None` when it can't be decrypted, for whatever reason.
pub(crate) fn decrypt(
    mode: Mode,
    secret: &ServerSecret,
    iv: &[u8],
    ciphertext: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let plaintext = match mode {
        Mode::Gcm => {
            let nonce = iv.try_into().ok()?;
            gcm(secret).decrypt(nonce, ciphertext).ok()?
        }
        Mode::Cbc => {
            let cipher = cbc::Decryptor::<Aes256>::new_from_slices(secret.key(), iv).ok()?;
            cipher.decrypt_padded_vec::<Pkcs7>(ciphertext).ok()?
        }
    };
    Some(Zeroizing::new(plaintext))
}

fn gcm(secret: &ServerSecret) -> Aes256Gcm {
    Aes256Gcm::new(secret.key().into())
}

/// Doesn't compile unless the ciphers wipe what they make of the key.
const _: fn() = || {
    fn wiped<T: zeroize::ZeroizeOnDrop>() {}
    wiped::<Aes256>();
    wiped::<Aes256Gcm>();
    wiped::<cbc::Encryptor<Aes256>>();
    wiped::<cbc::Decryptor<Aes256>>();
};
