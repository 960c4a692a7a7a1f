//! Where each weight of a net lies.

use std::ops::Range;

use super::layer::{GATES, MOST_UNITS, TAPS};
use crate::Error;

/// Outputs of a matrix whose weights lie side by side.
pub(crate) const LANES: usize = 8;

/// Labels of a head, with one that is never used.
pub(crate) const SCORES: usize = LANES;

/// How large a net is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sizes {
    /// Word forms with a vector of their own.
    pub(crate) forms: usize,
    /// Numbers in the vector of a word form.
    pub(crate) form_width: usize,
    /// Numbers in the sum of the other vectors of a word.
    pub(crate) trait_width: usize,
    /// Rows of the table of each trait.
    pub(crate) traits: Vec<usize>,
    /// Layers that read all words.
    pub(crate) layers: usize,
    /// Units a direction in the layer that reads around a cue.
    pub(crate) role_units: usize,
    /// Rows of the table of each trait that a word has with regard to a cue.
    pub(crate) role_traits: Vec<usize>,
}

/// A table of vectors among the weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) start: usize,
    pub(crate) rows: usize,
    pub(crate) width: usize,
}

impl Table {
    /// Where row `row` lies; the first row if there is no such row.
    pub(crate) fn row(&self, row: usize) -> Range<usize> {
        let row = if row < self.rows { row } else { 0 };
        let start = self.start + row * self.width;
        start..start + self.width
    }
}

/// A matrix among the weights: in panels of [`LANES`] outputs, each with one row an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matrix {
    pub(crate) start: usize,
    pub(crate) inputs: usize,
    /// A multiple of [`LANES`].
    pub(crate) outputs: usize,
}

impl Matrix {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.inputs * self.outputs
    }
}

/// Where the weights of a layer lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Layer {
    /// Rows of the mix, each as wide as the matrix has inputs.
    pub(crate) taps: usize,
    /// From a mixed word to its gates.
    pub(crate) gates: Head,
}

impl Layer {
    /// Where the weights of the mix lie.
    pub(crate) fn mix(&self) -> Range<usize> {
        self.taps..self.taps + TAPS * self.gates.matrix.inputs
    }
}

/// A matrix to scores, and what is added to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) matrix: Matrix,
    pub(crate) bias: usize,
}

impl Head {
    /// Where what is added lies.
    pub(crate) fn bias(&self) -> Range<usize> {
        self.bias..self.bias + self.matrix.outputs
    }
}

/// Where each weight of a net lies, the tables first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) sizes: Sizes,
    /// Row 0 is for unknown forms.
    pub(crate) forms: Table,
    pub(crate) traits: Vec<Table>,
    pub(crate) layers: Vec<Layer>,
    pub(crate) labels: Head,
    /// From a word to its gates in the layer around a cue.
    pub(crate) role_words: Head,
    /// From the cue to what is added to the gates of every word.
    pub(crate) role_cue: Matrix,
    pub(crate) role_traits: Vec<Table>,
    /// From a word to scores of roles, past the layer around the cue.
    pub(crate) role_direct: Head,
    /// From the states around a cue to what is added to these scores.
    pub(crate) roles: Matrix,
    /// Number of weights.
    pub(crate) total: usize,
}

/// Lays weights one after the other.
#[derive(Default)]
struct Next(usize);

impl Next {
    fn take(&mut self, count: usize) -> usize {
        let start = self.0;
        self.0 += count;
        start
    }

    fn table(&mut self, rows: usize, width: usize) -> Table {
        Table { start: self.take(rows * width), rows, width }
    }

    fn matrix(&mut self, inputs: usize, outputs: usize) -> Matrix {
        Matrix { start: self.take(inputs * outputs), inputs, outputs }
    }

    fn head(&mut self, inputs: usize, outputs: usize) -> Head {
        Head { matrix: self.matrix(inputs, outputs), bias: self.take(outputs) }
    }
}

impl Plan {
    pub(crate) fn new(sizes: Sizes) -> Self {
        let (width, gates) = (sizes.width(), GATES * sizes.role_units);
        let mut next = Next::default();
        let forms = next.table(sizes.forms + 1, sizes.form_width);
        let traits = sizes.traits.iter().map(|&rows| next.table(rows, sizes.trait_width)).collect();
        let layer = |next: &mut Next| {
            let taps = next.take(TAPS * width);
            Layer { taps, gates: next.head(width, GATES * width / 2) }
        };
        let layers = (0..sizes.layers).map(|_| layer(&mut next)).collect();
        let labels = next.head(width, SCORES);
        let role_words = next.head(width, gates);
        let role_cue = next.matrix(width, gates);
        let role_traits = sizes.role_traits.iter().map(|&rows| next.table(rows, gates)).collect();
        let role_direct = next.head(width, SCORES);
        let roles = next.matrix(2 * sizes.role_units, SCORES);
        let total = next.0;
        Self { sizes, forms, traits, layers, labels, role_words, role_cue, role_traits, role_direct, roles, total }
    }

    /// All matrices.
    #[cfg(feature = "train")]
    pub(crate) fn matrices(&self) -> impl Iterator<Item = &Matrix> {
        let heads =
            [&self.labels.matrix, &self.role_words.matrix, &self.role_direct.matrix, &self.role_cue, &self.roles];
        self.layers.iter().map(|layer| &layer.gates.matrix).chain(heads)
    }
}

impl Sizes {
    /// Numbers in the vector of a word.
    pub(crate) fn width(&self) -> usize {
        self.form_width + self.trait_width
    }

    /// Whether a net of these sizes can be.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let even = self.width().is_multiple_of(2 * LANES) && self.role_units.is_multiple_of(LANES);
        let small = self.width() <= 2 * MOST_UNITS && self.role_units <= MOST_UNITS && self.width() > 0;
        let few = self.traits.iter().chain(&self.role_traits).all(|&rows| rows > 0 && rows <= 1 << 16);
        if even && small && few && self.role_units > 0 && self.forms < 1 << 20 && self.layers <= 16 {
            return Ok(());
        }
        Err(Error::model(format!("a net of these sizes cannot be: {self:?}")))
    }
}
