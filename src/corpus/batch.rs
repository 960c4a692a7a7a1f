//! Many texts on several threads, results in the order of the texts.

use std::collections::VecDeque;
use std::env;
use std::num::NonZeroUsize;
use std::process;
use std::sync::Arc;
use std::time::Duration;

use super::workers::{Pending, Wanted, Workers};
use crate::{Document, Error, Pipeline};

/// Bytes of text that may be under way at once, unless one text alone is larger.
pub(super) const BYTES_AHEAD: usize = 16 << 20;

/// The variable that says how many threads work where the caller does not.
const VARIABLE: &str = "PULLQUOTE_NUM_THREADS";

/// Threads that a machine may be asked for.
const MOST: usize = 1024;

/// How many threads work: what you say, else what the environment variable `PULLQUOTE_NUM_THREADS` says, else one a core.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Threads(Option<NonZeroUsize>);

impl Threads {
    /// `count` threads, 1024 at most; 0 leaves it to the environment.
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self(NonZeroUsize::new(count.min(MOST)))
    }

    /// The number that `PULLQUOTE_NUM_THREADS` names; the default where it is not set, empty or 0.
    ///
    /// # Errors
    /// If the variable holds something else than a number. [`Threads::count`] passes over such a value.
    pub fn from_env() -> Result<Self, Error> {
        let value = env::var_os(VARIABLE).unwrap_or_default();
        let value = value.to_string_lossy();
        if value.is_empty() {
            return Ok(Self::default());
        }
        let wrong = |_| Error::input(format!("{VARIABLE}: {value:?} is not a number of threads"));
        value.parse().map(Self::new).map_err(wrong)
    }

    /// The number of threads; 1 without the feature `parallel`.
    #[must_use]
    pub fn count(self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let said = || self.0.or_else(|| Self::from_env().ok()?.0);
        if cfg!(feature = "parallel") { said().map_or_else(cores, NonZeroUsize::get) } else { 1 }
    }
}

impl Pipeline {
    /// Analyses `texts` on several threads; the documents are in the order of the texts, the same for any number of
    /// threads.
    ///
    /// ```
    /// use pullquote::{Pipeline, corpus::Threads};
    /// let documents = Pipeline::new().run_batch(&["“No,” she said.", ""], Threads::default());
    /// assert_eq!(documents[0].text(), "“No,” she said.");
    /// assert_eq!(documents.len(), 2);
    /// ```
    #[must_use]
    pub fn run_batch<T: AsRef<str> + Sync>(&self, texts: &[T], threads: Threads) -> Vec<Document> {
        let run = |text: &T| self.run(text.as_ref());
        #[cfg(feature = "parallel")]
        if let Some(pool) = super::workers::pool(threads.count().min(texts.len())) {
            use rayon::prelude::*;
            return pool.install(|| texts.par_iter().map(run).collect());
        }
        let _ = threads;
        texts.iter().map(run).collect()
    }
}

/// Applies a function to every item on several threads and yields the results in the order of the items.
///
/// Items are taken as results are asked for, a few at a time, so that any number of them passes through bounded memory. A
/// function that panics costs its own item only. In a forked process, what was under way at the fork is reported as lost and
/// the rest is done there, by threads of its own.
///
/// ```
/// use pullquote::corpus::{Ordered, Threads};
/// let lengths = Ordered::new(["a", "bcd"].into_iter(), Threads::new(2), |text| text.len(), |text| text.len());
/// assert_eq!(lengths.map(Result::unwrap).collect::<Vec<_>>(), [1, 3]);
/// ```
pub struct Ordered<I: Iterator, R> {
    items: I,
    weigh: fn(&I::Item) -> usize,
    work: Arc<dyn Fn(I::Item) -> R + Send + Sync>,
    threads: Threads,
    workers: Workers,
    wanted: Wanted,
    process: u32,
    under_way: VecDeque<(usize, Pending<R>)>,
    weight: usize,
}

impl<I: Iterator, R: Send + 'static> Ordered<I, R>
where
    I::Item: Send + 'static,
{
    /// `work` on each of `items`; `weigh` says how many bytes an item holds.
    pub fn new(
        items: I,
        threads: Threads,
        weigh: fn(&I::Item) -> usize,
        work: impl Fn(I::Item) -> R + Send + Sync + 'static,
    ) -> Self {
        Self {
            items,
            weigh,
            work: Arc::new(work),
            threads,
            workers: Workers::new(threads.count()),
            wanted: Wanted::new(),
            process: process::id(),
            under_way: VecDeque::new(),
            weight: 0,
        }
    }

    /// Takes what items there is room for and waits up to `timeout` for the next result. If it is there, or there is none
    /// to come, `next` gives it at once.
    pub fn ready(&mut self, timeout: Duration) -> bool {
        self.fill();
        self.under_way.front_mut().is_none_or(|(_, pending)| pending.ready(timeout))
    }

    fn fill(&mut self) {
        if self.process != process::id() {
            self.start_anew();
        }
        while self.has_room()
            && let Some(item) = self.items.next()
        {
            let (weight, work) = ((self.weigh)(&item), Arc::clone(&self.work));
            self.weight += weight;
            self.under_way.push_back((weight, self.workers.start(&self.wanted, move || work(item))));
        }
    }

    /// After a fork: the threads are not in this process, and nothing that they held may be touched.
    fn start_anew(&mut self) {
        self.workers.abandon(self.threads.count());
        self.process = process::id();
        for (_, pending) in &mut self.under_way {
            pending.abandon("the process was forked while this was under way");
        }
    }

    fn has_room(&self) -> bool {
        self.under_way.len() < self.workers.ahead() && (self.under_way.is_empty() || self.weight < BYTES_AHEAD)
    }
}

impl<I: Iterator, R> Drop for Ordered<I, R> {
    fn drop(&mut self) {
        self.wanted.end();
    }
}

impl<I: Iterator, R: Send + 'static> Iterator for Ordered<I, R>
where
    I::Item: Send + 'static,
{
    type Item = Result<R, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.fill();
        let (weight, pending) = self.under_way.pop_front()?;
        self.weight -= weight;
        Some(pending.wait())
    }
}
