//! The threads under a batch, where there are several.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;

#[cfg(feature = "parallel")]
pub(super) use pooled::{Pending, Workers, pool};
#[cfg(not(feature = "parallel"))]
pub(super) use single::{Pending, Workers};

/// What `work` gives; the reason why not if it panics, which is a mistake in this library.
pub(super) fn attempt<R>(work: impl FnOnce() -> R) -> Result<R, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let reason = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
        format!("the analysis stopped: {reason}; please report this text")
    })
}

/// Whether anybody still wants results.
#[derive(Clone)]
pub(super) struct Wanted(Arc<AtomicBool>);

impl Wanted {
    pub(super) fn new() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }

    #[cfg(feature = "parallel")]
    fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Nobody does.
    pub(super) fn end(&self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

fn guarded<R>(work: impl FnOnce() -> R) -> Result<R, Error> {
    attempt(work).map_err(Error::input)
}

#[cfg(feature = "parallel")]
mod pooled {
    use std::mem;
    use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
    use std::time::Duration;

    use super::{Wanted, guarded};
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

        /// Makes the pool anew without a touch to the old one, whose threads are in another process.
        pub(in crate::corpus) fn abandon(&mut self, threads: usize) {
            mem::forget(mem::replace(&mut self.pool, pool(threads)));
        }

        /// How many pieces of work may be under way.
        pub(in crate::corpus) fn ahead(&self) -> usize {
            self.pool.as_ref().map_or(1, |pool| pool.current_num_threads() * AHEAD)
        }

        /// Does `work`, unless its result is no longer wanted when its turn comes.
        pub(in crate::corpus) fn start<R>(
            &self,
            wanted: &Wanted,
            work: impl FnOnce() -> R + Send + 'static,
        ) -> Pending<R>
        where
            R: Send + 'static,
        {
            let Some(pool) = &self.pool else { return Pending::Done(guarded(work)) };
            let (sender, receiver) = sync_channel(1);
            let wanted = wanted.clone();
            pool.spawn(move || {
                if wanted.is_so() {
                    // A receiver that is gone no longer wants the result.
                    drop(sender.send(guarded(work)));
                }
            });
            Pending::Coming(receiver)
        }
    }

    impl<R> Pending<R> {
        /// A result that will never come.
        pub(in crate::corpus) fn lost(reason: &str) -> Self {
            Self::Done(Err(Error::input(reason)))
        }

        /// Gives the result up without a touch to what waits for it, which is in another process.
        pub(in crate::corpus) fn abandon(&mut self, reason: &str) {
            if let Self::Coming(_) = self {
                mem::forget(mem::replace(self, Self::lost(reason)));
            }
        }

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

    use super::{Wanted, guarded};
    use crate::Error;

    /// Does work at once.
    pub(in crate::corpus) struct Workers;

    /// A result that is there.
    pub(in crate::corpus) struct Pending<R>(Result<R, Error>);

    impl Workers {
        pub(in crate::corpus) fn new(_threads: usize) -> Self {
            Self
        }

        /// There is nothing to make anew.
        pub(in crate::corpus) fn abandon(&mut self, _threads: usize) {}

        /// How many pieces of work may be under way.
        pub(in crate::corpus) fn ahead(&self) -> usize {
            1
        }

        pub(in crate::corpus) fn start<R>(&self, _wanted: &Wanted, work: impl FnOnce() -> R) -> Pending<R> {
            Pending(guarded(work))
        }
    }

    impl<R> Pending<R> {
        /// A result that will never come.
        pub(in crate::corpus) fn lost(reason: &str) -> Self {
            Self(Err(Error::input(reason)))
        }

        /// It is there already.
        pub(in crate::corpus) fn abandon(&mut self, _reason: &str) {}

        /// Whether the result is there: always.
        pub(in crate::corpus) fn ready(&mut self, _timeout: Duration) -> bool {
            true
        }

        pub(in crate::corpus) fn wait(self) -> Result<R, Error> {
            self.0
        }
    }
}
