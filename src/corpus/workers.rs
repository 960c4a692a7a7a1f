//! The threads under a batch.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

use crate::Error;

/// Results that may wait or be under way for each thread: enough that a long text does not hold up the others.
const AHEAD: usize = 16;

/// A pool of its own, so that nothing is shared and nothing outlives a fork; none where one thread will do.
#[cfg(feature = "parallel")]
pub(super) fn pool(threads: usize) -> Option<rayon::ThreadPool> {
    let builder =
        rayon::ThreadPoolBuilder::new().num_threads(threads).thread_name(|index| format!("pullquote-{index}"));
    if threads > 1 { builder.build().ok() } else { None }
}

/// Does work on a pool, or at once where there is none.
pub(super) struct Workers {
    #[cfg(feature = "parallel")]
    pool: Option<rayon::ThreadPool>,
}

/// A result that is there or will come.
pub(super) enum Pending<R> {
    Done(Result<R, Error>),
    Coming(Receiver<Result<R, Error>>),
}

#[cfg(feature = "parallel")]
impl Workers {
    pub(super) fn new(threads: usize) -> Self {
        Self { pool: pool(threads) }
    }

    /// How many pieces of work may be under way.
    pub(super) fn ahead(&self) -> usize {
        self.pool.as_ref().map_or(1, |pool| pool.current_num_threads() * AHEAD)
    }

    pub(super) fn start<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Pending<R> {
        let Some(pool) = &self.pool else { return Pending::Done(guarded(work)) };
        let (sender, receiver) = sync_channel(1);
        // A receiver that is gone no longer wants the result.
        pool.spawn(move || drop(sender.send(guarded(work))));
        Pending::Coming(receiver)
    }
}

#[cfg(not(feature = "parallel"))]
impl Workers {
    pub(super) fn new(_threads: usize) -> Self {
        Self {}
    }

    pub(super) fn ahead(&self) -> usize {
        1
    }

    pub(super) fn start<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Pending<R> {
        Pending::Done(guarded(work))
    }
}

impl<R> Pending<R> {
    /// Whether the result is there, after a wait of `timeout` at most.
    pub(super) fn ready(&mut self, timeout: Duration) -> bool {
        let Self::Coming(receiver) = self else { return true };
        let received = receiver.recv_timeout(timeout);
        if let Ok(result) = received {
            *self = Self::Done(result);
            return true;
        }
        received.is_err_and(|error| error == RecvTimeoutError::Disconnected)
    }

    pub(super) fn wait(self) -> Result<R, Error> {
        match self {
            Self::Done(result) => result,
            Self::Coming(receiver) => {
                receiver.recv().unwrap_or_else(|_| Err(Error::input("a worker thread ended early")))
            }
        }
    }
}

/// What `work` gives; an error if it panics, which is a mistake in this library.
fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Error> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let reason = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        Error::input(format!("the analysis stopped: {reason}; please report this text"))
    })
}
