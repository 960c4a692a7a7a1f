//! The trained weights: integers in one block of bytes, read in place.
//!
//! `en.bin` was written by `pullquote train`; `en.md` says from what, with which scores.

mod calibration;
mod chain;
mod hash;
mod rates;
mod sections;
mod transitions;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use crate::Error;

pub(crate) use calibration::Calibration;
#[cfg(feature = "train")]
pub(crate) use chain::ChainWeights;
pub(crate) use chain::{Chain, ROW, Scores};
pub(crate) use hash::{hash_exact, hash_form, join, mix};
pub(crate) use rates::Rates;
#[cfg(feature = "train")]
pub(crate) use rates::{STEPS, write_rates};
use sections::Sections;
#[cfg(feature = "train")]
pub(crate) use sections::write as write_sections;
pub(crate) use transitions::Transitions;

/// Bytes that begin at a multiple of 64, so that a line of a chain is one line of the cache.
#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

/// Made by `pullquote train` from PolNeAR 1.0.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("en.bin"));

/// The embedded model, checked once a process.
#[allow(clippy::expect_used, reason = "a test reads the embedded bytes, which no input can change")]
static WHOLE: LazyLock<Model> =
    LazyLock::new(|| Model::parse(Cow::Borrowed(&EMBEDDED.0)).expect("the embedded model is whole"));

/// A trained model, shared by any number of pipelines and threads.
///
/// ```
/// use pullquote::model::Model;
/// assert!(Model::from_bytes(b"not a model").is_err());
/// ```
#[derive(Clone, Debug)]
pub struct Model(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    bytes: Cow<'static, [u8]>,
    rates: Rates,
    labels: Chain,
    roles: Chain,
    calibration: Calibration,
}

impl Model {
    /// The model inside the crate, for English news.
    #[must_use]
    pub fn embedded() -> Self {
        WHOLE.clone()
    }

    /// Reads a model that `pullquote train` wrote.
    ///
    /// # Errors
    /// If the bytes are no model, cut short, altered, or of another version.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, Error> {
        Self::parse(Cow::Owned(bytes.into()))
    }

    fn parse(bytes: Cow<'static, [u8]>) -> Result<Self, Error> {
        let sections = Sections::read(&bytes)?;
        let rates = Rates::read(&bytes, sections.get(0)?)?;
        let labels = Chain::read(&bytes, sections.get(1)?)?;
        let roles = Chain::read(&bytes, sections.get(2)?)?;
        let calibration = Calibration::read(&bytes, sections.get(3)?)?;
        Ok(Self(Arc::new(Parts { bytes, rates, labels, roles, calibration })))
    }

    /// How often the word `form` was a cue in training, in steps from 0 to [`rates::STEPS`].
    pub(crate) fn cue_rate(&self, form: u32) -> u8 {
        self.0.rates.of(form)
    }

    /// The probability that a quotation is right whose parts score `margin` nats better than none.
    pub(crate) fn probability(&self, margin: f32) -> f32 {
        self.0.calibration.probability(margin)
    }

    /// The chain that labels words, and the bytes its weights lie in.
    pub(crate) fn labels(&self) -> (&Chain, &[u8]) {
        (&self.0.labels, &self.0.bytes)
    }

    /// The chain that finds the parts of one cue's quotation, and the bytes its weights lie in.
    pub(crate) fn roles(&self) -> (&Chain, &[u8]) {
        (&self.0.roles, &self.0.bytes)
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::embedded()
    }
}
