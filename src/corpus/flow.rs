//! Items that a thread of its own takes, so that whoever waits for results can stop waiting.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::batch::{BYTES_AHEAD, Threads};
use super::workers::{Pending, Wanted, Workers, attempt};
use crate::Error;

/// Applies a function to every item on several threads and gives the results in the order of the items, as they come.
///
/// Unlike [`super::Ordered`], a thread of its own reads ahead: a slow reader keeps nobody from seeing the results that are
/// there, or from giving up.
///
/// ```
/// use std::time::Duration;
/// use pullquote::corpus::{Flow, Step, Threads};
/// let mut flow = Flow::new(["a", "bcd"].into_iter(), Threads::new(2), |text| text.len(), |text| text.len());
/// let mut lengths = Vec::new();
/// loop {
///     match flow.step(Duration::from_millis(50)) {
///         Step::Done(length) => lengths.push(length?),
///         Step::Waiting => {}
///         Step::End => break,
///     }
/// }
/// assert_eq!(lengths, [1, 3]);
/// # Ok::<(), pullquote::Error>(())
/// ```
pub struct Flow<R> {
    coming: Receiver<(usize, Pending<R>)>,
    next: Option<(usize, Pending<R>)>,
    room: Arc<Room>,
    wanted: Wanted,
}

/// What a wait for the next result gives.
pub enum Step<R> {
    /// The next result; an error if the function panicked.
    Done(Result<R, Error>),
    /// It is not there yet.
    Waiting,
    /// There is none to come.
    End,
}

impl<R: Send + 'static> Flow<R> {
    /// `work` on each of `items`; `weigh` says how many bytes an item holds.
    pub fn new<I>(
        items: I,
        threads: Threads,
        weigh: fn(&I::Item) -> usize,
        work: impl Fn(I::Item) -> R + Send + Sync + 'static,
    ) -> Self
    where
        I: Iterator<Item: Send + 'static> + Send + 'static,
    {
        let (workers, wanted) = (Workers::new(threads.count()), Wanted::new());
        let room = Arc::new(Room::default());
        let (sender, coming) = sync_channel(workers.ahead());
        let start = {
            let (work, room, wanted) = (Arc::new(work), Arc::clone(&room), wanted.clone());
            move |item: I::Item| {
                let (weight, work) = (weigh(&item), Arc::clone(&work));
                room.take(weight).then(|| (weight, workers.start(&wanted, move || work(item))))
            }
        };
        thread::spawn(move || read(items, start, &sender));
        Self { coming, next: None, room, wanted }
    }

    /// The next result, after a wait of `timeout` at most.
    pub fn step(&mut self, timeout: Duration) -> Step<R> {
        if self.next.is_none() {
            match self.coming.recv_timeout(timeout) {
                Ok(next) => self.next = Some(next),
                Err(RecvTimeoutError::Timeout) => return Step::Waiting,
                Err(RecvTimeoutError::Disconnected) => return Step::End,
            }
        }
        match self.next.take_if(|(_, pending)| pending.ready(timeout)) {
            Some((weight, pending)) => {
                self.room.give(weight);
                Step::Done(pending.wait())
            }
            None => Step::Waiting,
        }
    }
}

impl<R> Drop for Flow<R> {
    fn drop(&mut self) {
        self.wanted.end();
        self.room.close();
    }
}

/// Starts work on every item until nobody wants the results; an iterator that panics ends them with an error.
fn read<T, R>(
    mut items: impl Iterator<Item = T>,
    start: impl Fn(T) -> Option<(usize, Pending<R>)>,
    sender: &SyncSender<(usize, Pending<R>)>,
) {
    let all = attempt(|| {
        while let Some(started) = items.next().and_then(&start) {
            if sender.send(started).is_err() {
                break;
            }
        }
    });
    if let Err(reason) = all {
        // A receiver that is gone no longer wants to know.
        let _ = sender.send((0, Pending::lost(&reason)));
    }
}

/// The bytes that are under way.
#[derive(Default)]
struct Room {
    taken: Mutex<Taken>,
    changed: Condvar,
}

#[derive(Default)]
struct Taken {
    bytes: usize,
    closed: bool,
}

impl Room {
    /// Waits until there is room for `bytes`; says whether there still is anyone who wants the result.
    fn take(&self, bytes: usize) -> bool {
        let full = |taken: &mut Taken| !taken.closed && taken.bytes > 0 && taken.bytes + bytes > BYTES_AHEAD;
        let waited = self.changed.wait_while(self.taken(), full);
        let mut taken = waited.unwrap_or_else(PoisonError::into_inner);
        taken.bytes += bytes;
        !taken.closed
    }

    fn give(&self, bytes: usize) {
        self.taken().bytes -= bytes;
        self.changed.notify_one();
    }

    fn close(&self) {
        self.taken().closed = true;
        self.changed.notify_one();
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
