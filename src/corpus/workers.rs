//! The threads under a batch, where there are several.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Error;

#[cfg(feature = "parallel")]
pub(super) use pooled::{Pending, Workers, pool};
#[cfg(not(feature = "parallel"))]
pub(super) use single::{Pending, Workers};

/// What `work` gives; an error if it panics, which is a mistake in this library.
fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Error> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let reason = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        Error::input(format!("the analysis stopped: {reason}; please report this text"))
    })
}

#[cfg(feature = "parallel")]
mod pooled {
    use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
    use std::time::Duration;

    use super::guarded;
    use crate::Error;

    /// Results that may wait or be under way for each thread: enough that a long text does not hold up the others.
    const AHEAD: usize = 16;

    /// A pool of its own, so that nothing is shared and nothing outlives a fork; none where one thread will do.
    pub(in crate::corpus) fn pool(threads: usize) -> Option<rayon::ThreadPool> {
        let named = rayon::ThreadPoolBuilder::new().thread_name(|index| format!("pullquote-{index}"));
        if threads > 1 { named.num_threads(threads).build().ok() } else { None }
    }

    /// Does work on a pool, or at once where one thread will do.
    pub(in crate::corpus) struct Workers {
        pool: Option<rayon::ThreadPool>,
    }

    /// A result that is there or will come.
    pub(in crate::corpus) enum Pending<R> {
        Done(Result<R, Error>),
        Coming(Receiver<Result<R, Error>>),
    }

    impl Workers {
        pub(in crate::corpus) fn new(threads: usize) -> Self {
            Self { pool: pool(threads) }
        }

        /// How many pieces of work may be under way.
        pub(in crate::corpus) fn ahead(&self) -> usize {
            self.pool.as_ref().map_or(1, |pool| pool.current_num_threads() * AHEAD)
        }

        pub(in crate::corpus) fn start<R>(&self, work: impl FnOnce() -> R + Send + 'static) -> Pending<R>
        where
            R: Send + 'static,
        {
            let Some(pool) = &self.pool else { return Pending::Done(guarded(work)) };
            let (sender, receiver) = sync_channel(1);
            // A receiver that is gone no longer wants the result.
            pool.spawn(move || drop(sender.send(guarded(work))));
            Pending::Coming(receiver)
        }
    }

    impl<R> Pending<R> {
        /// Whether the result is there, after a wait of `timeout` at most.
        pub(in crate::corpus) fn ready(&mut self, timeout: Duration) -> bool {
            let Self::Coming(receiver) = self else { return true };
            let received = receiver.recv_timeout(timeout);
            if let Ok(result) = received {
                *self = Self::Done(result);
                return true;
            }
            received.is_err_and(|error| error == RecvTimeoutError::Disconnected)
        }

        pub(in crate::corpus) fn wait(self) -> Result<R, Error> {
            match self {
                Self::Done(result) => result,
                Self::Coming(receiver) => {
                    receiver.recv().unwrap_or_else(|_| Err(Error::input("a worker thread ended early")))
                }
            }
        }
    }
}

#[cfg(not(feature = "parallel"))]
mod single {
    use std::time::Duration;

    use super::guarded;
    use crate::Error;

    /// Does work at once.
    pub(in crate::corpus) struct Workers;

    /// A result that is there.
    pub(in crate::corpus) struct Pending<R>(Result<R, Error>);

    impl Workers {
        pub(in crate::corpus) fn new(_threads: usize) -> Self {
            Self
        }

        /// How many pieces of work may be under way.
        pub(in crate::corpus) fn ahead(&self) -> usize {
            1
        }

        pub(in crate::corpus) fn start<R>(&self, work: impl FnOnce() -> R) -> Pending<R> {
            Pending(guarded(work))
        }
    }

    impl<R> Pending<R> {
        /// Whether the result is there: always.
        pub(in crate::corpus) fn ready(&mut self, _timeout: Duration) -> bool {
            true
        }

        pub(in crate::corpus) fn wait(self) -> Result<R, Error> {
            self.0
        }
    }
}
