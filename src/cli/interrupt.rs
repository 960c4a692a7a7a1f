//! Ctrl-C.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::INTERRUPTED;
use crate::Error;

/// Whether the command has been interrupted. A second interrupt ends the process at once.
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on.
    pub(super) fn listen() -> Result<Self, Error> {
        let flagged = Arc::new(AtomicBool::new(false));
        flag::register_conditional_shutdown(SIGINT, INTERRUPTED, Arc::clone(&flagged))
            .and_then(|_| flag::register(SIGINT, Arc::clone(&flagged)))
            .map_err(|error| Error::io("interrupts", error))?;
        Ok(Self(flagged))
    }

    pub(super) fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
