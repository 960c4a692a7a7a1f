//! The elements of a document.

use std::sync::Arc;

use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::PyString;

use super::attribute::{Attribute, Each};
use super::document::Document;
use super::shared::Shared;
use super::span::shorten;
use crate::document as core;

/// A class of elements: the shared document and an index. Attributes are read off the core; methods follow.
macro_rules! view {
    (
        $(#[$doc:meta])* $name:ident {
            $($(#[$about:meta])+ $attribute:ident = |$view:ident| $value:expr;)+
        } {
            $($methods:tt)*
        }
    ) => {
        $(#[$doc])*
        #[pyclass(frozen, module = "pullquote")]
        pub(super) struct $name {
            shared: Arc<Shared>,
            index: usize,
        }

        impl $name {
            pub(super) fn view(shared: Arc<Shared>, index: usize, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
                Self { shared, index }.into_bound_py_any(py)
            }

            fn core(&self) -> core::$name<'_> {
                core::$name::new(self.shared.document(), self.index)
            }
        }

        #[pymethods]
        impl $name {
            /// Its number in the document, from 0.
            #[getter]
            fn index(&self) -> usize {
                self.index
            }

            /// The document that it is part of.
            #[getter]
            fn document(&self) -> Document {
                Document::new(self.shared.clone())
            }

            fn __eq__(&self, other: &Self, py: Python<'_>) -> PyResult<bool> {
                Ok(self.index == other.index && self.shared.equals(&other.shared, py)?)
            }

            fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
                (self.index, self.shared.text()).into_pyobject(py)?.hash()
            }

            $(
                $(#[$about])+
                #[getter]
                fn $attribute<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                    let $view = self.core();
                    $value.to_python(&self.shared, py)
                }
            )+

            $($methods)*
        }
    };
}

/// A class of elements that are one stretch of the text.
macro_rules! spanned {
    ($(#[$doc:meta])* $name:ident { $($attributes:tt)* }) => {
        view!($(#[$doc])* $name {
            /// Where it stands.
            span = |view| view.span();
            $($attributes)*
        } {
            /// Offset of the first code point.
            #[getter]
            fn start(&self, py: Python<'_>) -> u32 {
                self.shared.span(self.core().span(), py).start()
            }

            /// Offset one past the last code point.
            #[getter]
            fn end(&self, py: Python<'_>) -> u32 {
                self.shared.span(self.core().span(), py).end()
            }

            /// The caller's own text of it.
            #[getter]
            fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.shared.span(self.core().span(), py).text(py)
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                self.shared.span(self.core().span(), py).repr(stringify!($name), py)
            }
        });
    };
}

spanned!(
    /// A paragraph: `kind` says what it is in the article.
    Paragraph {
        /// `body`, `headline`, `dateline`, `byline`, `credit`, `caption`, `prompt`, `timestamp`, `motto` or `list_item`.
        kind = |paragraph| paragraph.kind().as_str();
        /// Its sentences.
        sentences = |paragraph| Each(paragraph.sentences());
    }
);

spanned!(
    /// A sentence.
    Sentence {
        /// Its words: tokens with their clitics split off.
        words = |sentence| Each(sentence.words());
    }
);

spanned!(
    /// A surface token: `don't` is one.
    Token {
        /// `word`, `number`, `punctuation`, `mark`, `symbol`, `url`, `email`, `handle`, `hashtag` or `emoji`.
        kind = |token| token.kind().as_str();
        /// The words under it: `don't` has `do` and `n't`.
        words = |token| Each(token.words());
    }
);

spanned!(
    /// A pair of quotation marks and what stands between them.
    Mark {
        /// `speech`, `term` or `title`.
        r#use = |mark| mark.r#use().as_str();
        /// Whether both marks are there.
        closed = |mark| mark.closed();
    }
);

view!(
    /// A quotation: what was said, with its cue and source.
    Quotation {
        /// The attributed words: one or more spans in order of the text.
        content = |quotation| Each(quotation.content());
        /// The words that signal the attribution.
        cue = |quotation| quotation.cue();
        /// The phrase to which the content is attributed.
        source = |quotation| quotation.source();
        /// To whom it was said.
        addressee = |quotation| quotation.addressee();
        /// The entity behind the source.
        speaker = |quotation| quotation.speaker();
        /// `direct`, `mixed` or `indirect`.
        kind = |quotation| quotation.kind().as_str();
        /// `assertion`, `belief`, `fact` or `eventuality`.
        act = |quotation| quotation.act().as_str();
        /// Probability that the quotation is right, from 0 to 1.
        score = |quotation| quotation.score();
        /// The quotation in whose content this one is nested.
        parent = |quotation| quotation.parent();
        /// Whether the speaker goes on from the quotation before.
        inherited = |quotation| quotation.inherited();
        /// What decided it, in words: what made it first, then what moved its edges.
        evidence = |quotation| Each(quotation.evidence().iter().map(|reason| reason.as_str()));
    } {
        /// The attributed words as the caller wrote them, pieces joined by one space.
        #[getter]
        fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
            let pieces = self.core().content().iter().map(|bytes| self.shared.span(*bytes, py).text(py));
            PyString::new(py, " ").call_method1("join", (pieces.collect::<PyResult<Vec<_>>>()?,))
        }

        fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
            let name = self.core().speaker().map(core::Speaker::name).into_pyobject(py)?;
            Ok(format!("Quotation({}, speaker={}, kind='{}')", shorten(&self.text(py)?)?, name.repr()?, self.core().kind().as_str()))
        }
    }
);

view!(
    /// The entity behind one or more sources.
    Speaker {
        /// The fullest name that the document gives, without title, or its first description.
        name = |speaker| speaker.name();
        /// Titles and roles that the document gives.
        titles = |speaker| Each(speaker.titles());
        /// `person`, `organization`, `group`, `document`, `author` or `unknown`.
        category = |speaker| speaker.category().as_str();
        /// Whether the document names none of the few people who speak.
        anonymous = |speaker| speaker.anonymous();
        /// The organization that it belongs to or speaks for, where the document says so.
        affiliation = |speaker| speaker.affiliation();
        /// Third-person pronouns by which the document refers to it as a source, in order.
        pronouns = |speaker| Each(speaker.pronouns());
        /// Where the document says on what terms it keeps the name back.
        terms = |speaker| Each(speaker.terms());
        /// The spans that refer to it as a source, in order.
        mentions = |speaker| Each(speaker.mentions());
        /// For each of its mentions, in words, why it was taken to mean this speaker.
        evidence = |speaker| Each(speaker.evidence());
        /// Its quotations, in order.
        quotations = |speaker| Each(speaker.quotations());
    } {
        fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
            let name = self.core().name().into_pyobject(py)?.repr()?;
            Ok(format!("Speaker({name}, category='{}')", self.core().category().as_str()))
        }
    }
);
