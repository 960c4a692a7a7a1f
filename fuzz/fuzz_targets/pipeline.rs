//! Any text through the whole pipeline: `cargo +nightly fuzz run pipeline -- -dict=fuzz/normalize.dict`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use pullquote::{Pipeline, Span};

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::new);

fuzz_target!(|text: &str| {
    let document = PIPELINE.run(text);
    let fits = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?}");
    document.sentences().for_each(|sentence| fits(sentence.span()));
    document.tokens().for_each(|token| fits(token.span()));
    for quotation in document.quotations() {
        quotation.content().iter().copied().for_each(fits);
        quotation.cue().into_iter().chain(quotation.source()).for_each(fits);
    }
});
