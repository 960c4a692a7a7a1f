//! [`Pipeline`]: raw text to [`Document`].

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
    /// The pipeline with the accurate embedded model and default options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
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
    /// The default one, unless said otherwise; not read before it is needed.
    model: Option<Model>,
    normalize: NormalizeOptions,
    segment: SegmentOptions,
    quote: QuoteOptions,
}

impl PipelineBuilder {
    /// What finds quotations: a model inside the crate, of which the accurate one is taken if nothing is said, or one of your
    /// own.
    ///
    /// ```
    /// use pullquote::Pipeline;
    /// use pullquote::model::{Model, Variant};
    ///
    /// let pipeline = Pipeline::builder().model(Model::embedded(Variant::Accurate)).build();
    /// assert_eq!(pipeline.run("“We won,” said Ana Silva.").quotations().len(), 1);
    /// ```
    #[must_use]
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
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
    #[must_use]
    pub fn build(self) -> Pipeline {
        let Self { model, normalize, segment, quote } = self;
        Pipeline { model: model.unwrap_or_default(), normalize, segment, quote }
    }
}
