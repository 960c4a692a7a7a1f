//! [`Pipeline`]: raw text to [`Document`].

use crate::Error;
use crate::document::Document;
use crate::model::Model;
use crate::normalize::{NormalizeOptions, normalize};
use crate::quote::{Quotations, QuoteOptions, detect};
use crate::segment::{SegmentOptions, segment};
use crate::speaker::{Speakers, resolve};

/// Finds who said what; made once, used by any number of threads.
#[derive(Clone, Debug, Default)]
pub struct Pipeline {
    model: Model,
    normalize: NormalizeOptions,
    segment: SegmentOptions,
    quote: QuoteOptions,
}

impl Pipeline {
    /// The pipeline with the embedded model and default options.
    #[must_use]
    pub fn new() -> Self {
        Self { model: Model::embedded(), ..Self::default() }
    }

    /// A pipeline with options of your own.
    #[must_use]
    pub fn builder() -> PipelineBuilder {
        PipelineBuilder::default()
    }

    /// Analyses `raw`. Never fails: text in which nothing is found gives a document without quotations.
    #[must_use]
    pub fn run(&self, raw: &str) -> Document {
        let normalized = normalize(raw, &self.normalize);
        let text = normalized.text();
        let segments = segment(text, &self.segment);
        let quotations = detect(text, &segments, &self.model, &self.quote);
        let speakers = resolve(text, &segments, &quotations);
        Document::new(raw, &normalized, segments, quotations, speakers)
    }

    /// Cuts `raw` into paragraphs, sentences and tokens, and does no more: the document has no quotations.
    #[must_use]
    pub fn segment(&self, raw: &str) -> Document {
        let normalized = normalize(raw, &self.normalize);
        let segments = segment(normalized.text(), &self.segment);
        Document::new(raw, &normalized, segments, Quotations::default(), Speakers::default())
    }
}

/// Options for a [`Pipeline`].
#[derive(Clone, Debug, Default)]
pub struct PipelineBuilder {
    model: Option<Vec<u8>>,
    normalize: NormalizeOptions,
    segment: SegmentOptions,
    quote: QuoteOptions,
}

impl PipelineBuilder {
    /// Uses a model that `pullquote train` wrote instead of the embedded one.
    #[must_use]
    pub fn model(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.model = Some(bytes.into());
        self
    }

    /// How raw text is normalized.
    #[must_use]
    pub fn normalize(mut self, options: NormalizeOptions) -> Self {
        self.normalize = options;
        self
    }

    /// How text is cut.
    #[must_use]
    pub fn segment(mut self, options: SegmentOptions) -> Self {
        self.segment = options;
        self
    }

    /// How quotations are decided.
    #[must_use]
    pub fn quote(mut self, options: QuoteOptions) -> Self {
        self.quote = options;
        self
    }

    /// Makes the pipeline.
    ///
    /// # Errors
    /// If the model is cut short, altered, or of another version.
    pub fn build(self) -> Result<Pipeline, Error> {
        let model = match self.model {
            Some(bytes) => Model::from_bytes(bytes)?,
            None => Model::embedded(),
        };
        Ok(Pipeline { model, normalize: self.normalize, segment: self.segment, quote: self.quote })
    }
}
