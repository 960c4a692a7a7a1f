//! Found quotations against gold ones.
//!
//! Two views of the same predictions. *Found*: a gold quotation is found by the free prediction whose content shares the
//! most code points with it, at least half of those that either covers; of those found it is told how often each part is
//! right. *Roles*: exact spans as in the literature on PolNeAR (Newell et al., LREC 2018), whole quotations with all three
//! roles equal, and linked ones: contents share half of their code points, cues and sources overlap or are both absent. A
//! comma that closes a source counts neither way.

mod count;
mod found;
mod measure;
mod roles;
mod table;

pub use count::{Counts, Share};
pub use measure::{EvaluateOptions, Evaluation};
#[cfg(feature = "train")]
pub(crate) use roles::{Roles, linked};
