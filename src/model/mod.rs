//! The trained weights: integers in one block of bytes, read in place.
//!
//! `en.bin` was written by `pullquote train`; `en.md` says from what, with which scores.

mod calibration;
mod chain;
mod hash;
pub(crate) mod net;
mod rates;
mod sections;
mod transitions;

use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use crate::Error;
use crate::names::named;

#[cfg(feature = "train")]
pub(crate) use calibration::SIGNS;
pub(crate) use calibration::{Calibration, Signs};
pub(crate) use chain::{Chain, Features, ROW, Scores, Sum};
#[cfg(feature = "train")]
pub(crate) use chain::{ChainWeights, row_of};
pub(crate) use hash::{hash_exact, hash_form, mix};
use net::Nets;
pub(crate) use rates::Rates;
#[cfg(feature = "train")]
pub(crate) use rates::{STEPS, write_rates};
use sections::Sections;
#[cfg(feature = "train")]
pub(crate) use sections::write as write_sections;
pub(crate) use transitions::{LOW, Transitions};

/// Bytes that begin at a multiple of 64, so that a line of a chain is one line of the cache.
#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

// Numbers of the sections of a model.
const RATES: usize = 0;
const LABELS: usize = 1;
const ROLES: usize = 2;
const CURVE: usize = 3;
const NETS_CURVE: usize = 4;
/// All from here on are nets.
const NETS: usize = 5;

/// Made by `pullquote train` from PolNeAR 1.0 and the lessons written for this project.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("en.bin"));

/// The embedded models, each read once a process.
static FAST: LazyLock<Model> = LazyLock::new(|| read_embedded(Variant::Fast));
static ACCURATE: LazyLock<Model> = LazyLock::new(|| read_embedded(Variant::Accurate));

#[allow(clippy::expect_used, reason = "a test checks and reads the embedded bytes, which no input can change")]
fn read_embedded(variant: Variant) -> Model {
    Model::parse(Bytes::Embedded(&EMBEDDED.0), variant).expect("the embedded model is whole")
}

/// The bytes of a model, which all that is read in place has a share of.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    Embedded(&'static [u8]),
    Given(Arc<Vec<u8>>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Embedded(bytes) => bytes,
            Self::Given(bytes) => bytes,
        }
    }
}

/// The two models that `pullquote train` puts into one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Two linear chains.
    Fast,
    /// The same and small recurrent nets, whose scores are added; takes several times as long.
    #[default]
    Accurate,
}

named!(Variant { Fast = "fast", Accurate = "accurate" });

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
    bytes: Bytes,
    rates: Rates,
    labels: Chain,
    roles: Chain,
    calibration: Calibration,
    /// The nets of the accurate variant, and the calibration of what they and the chains find together.
    nets: Option<(Nets, Calibration)>,
}

impl Model {
    /// A model inside the crate, for English news.
    #[must_use]
    pub fn embedded(variant: Variant) -> Self {
        match variant {
            Variant::Fast => FAST.clone(),
            Variant::Accurate => ACCURATE.clone(),
        }
    }

    /// Reads a model that `pullquote train` wrote: the accurate variant, unless the file has the fast one alone.
    ///
    /// # Errors
    /// If the bytes are no model, cut short, altered, or of another version.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, Error> {
        let bytes = bytes.into();
        sections::check(&bytes)?;
        Self::parse(Bytes::Given(Arc::new(bytes)), Variant::Accurate)
    }

    /// Reads a model whose header and checksum are right.
    fn parse(bytes: Bytes, variant: Variant) -> Result<Self, Error> {
        let sections = Sections::read(&bytes)?;
        let rates = Rates::read(&bytes, sections.get(RATES)?)?;
        let labels = Chain::read(&bytes, sections.get(LABELS)?)?;
        let roles = Chain::read(&bytes, sections.get(ROLES)?)?;
        let calibration = Calibration::read(&bytes, sections.get(CURVE)?)?;
        let nets = sections.after(NETS).filter(|_| variant == Variant::Accurate);
        let read = |nets| Ok((Nets::read(&bytes, nets)?, Calibration::read(&bytes, sections.get(NETS_CURVE)?)?));
        let nets = nets.map(read).transpose()?;
        Ok(Self(Arc::new(Parts { bytes, rates, labels, roles, calibration, nets })))
    }

    /// How often the word `form` was a cue in training, in steps from 0 to [`rates::STEPS`].
    pub(crate) fn cue_rate(&self, form: u32) -> u8 {
        self.0.rates.of(form)
    }

    /// Turns signs of what the chains find into probabilities.
    pub(crate) fn calibration(&self) -> Calibration {
        self.0.calibration
    }

    /// The chain that labels words, and the bytes its weights lie in.
    pub(crate) fn labels(&self) -> (&Chain, &[u8]) {
        (&self.0.labels, &self.0.bytes)
    }

    /// The chain that finds the parts of one cue's quotation, and the bytes its weights lie in.
    pub(crate) fn roles(&self) -> (&Chain, &[u8]) {
        (&self.0.roles, &self.0.bytes)
    }

    /// The nets of the accurate variant, and what turns signs of what they and the chains find into probabilities.
    pub(crate) fn nets(&self) -> Option<&(Nets, Calibration)> {
        self.0.nets.as_ref()
    }
}

impl Default for Model {
    fn default() -> Self {
        Self::embedded(Variant::default())
    }
}
