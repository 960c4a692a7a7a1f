//! [`Error`]: everything that can go wrong while models and files are read or written.

use std::fmt;
use std::path::PathBuf;

/// A problem with a model, a file or a document that was handed in.
///
/// The message names the file, row, field or value, the limit, and what to do. Analysis itself never fails.
#[derive(Debug)]
pub struct Error(Box<Kind>);

#[derive(Debug)]
enum Kind {
    #[cfg_attr(
        not(any(feature = "serde", feature = "train")),
        allow(dead_code, reason = "only readers and writers have files")
    )]
    Io {
        path: PathBuf,
        source: std::io::Error,
    },
    Model(String),
    Input(String),
}

impl Error {
    /// A file could not be read or written.
    #[cfg(any(feature = "serde", feature = "train"))]
    pub(crate) fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self(Box::new(Kind::Io { path: path.into(), source }))
    }

    /// A model is cut short, altered, or of another version.
    pub(crate) fn model(reason: impl Into<String>) -> Self {
        Self(Box::new(Kind::Model(reason.into())))
    }

    /// A document, row or option is not what it should be.
    pub(crate) fn input(reason: impl Into<String>) -> Self {
        Self(Box::new(Kind::Input(reason.into())))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Io { path, source } => write!(f, "{}: {source}", path.display()),
            Kind::Model(reason) => write!(f, "model: {reason}"),
            Kind::Input(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &*self.0 {
            Kind::Io { source, .. } => Some(source),
            Kind::Model(_) | Kind::Input(_) => None,
        }
    }
}
