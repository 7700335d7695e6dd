//! Work on several threads, with its results taken in order: nobody waits for a chunk to end, and
//! nobody runs further ahead than a window.

use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How far work may run ahead of what was taken: enough for one slow file not to stop the others.
const WINDOW: usize = 512;

/// Works on `0..count` on some threads and hands the results to `take` in order, on this thread.
/// The first error of `take` ends the work.
pub(super) fn in_order<T: Send>(
    threads: usize,
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    mut take: impl FnMut(usize, T) -> Result<()>,
) -> Result<()> {
    let line = Line::new(count);
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count) {
            scope.spawn(|| line.work(&work));
        }
        // Threads must be let go also when what takes their results panics.
        let _end = End(&line);
        (0..count).try_for_each(|at| match line.take(at) {
            Some(made) => take(at, made),
            None => bail!("a thread has ended abruptly"),
        })
    })
}

/// What the threads share.
struct Line<T> {
    count: usize,
    state: Mutex<State<T>>,
    /// There is room in the window.
    room: Condvar,
    /// Something was made.
    news: Condvar,
}

struct State<T> {
    /// The next to be worked on.
    next: usize,
    /// The next to be taken.
    wanted: usize,
    made: BTreeMap<usize, T>,
    ended: bool,
}

impl<T> Line<T> {
    const fn new(count: usize) -> Self {
        Self {
            count,
            state: Mutex::new(State {
                next: 0,
                wanted: 0,
                made: BTreeMap::new(),
                ended: false,
            }),
            room: Condvar::new(),
            news: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a thread does until there is nothing left to do.
    fn work(&self, work: impl Fn(usize) -> T) {
        let panicked = End(self);
        while let Some(at) = self.next() {
            let made = work(at);
            self.state().made.insert(at, made);
            self.news.notify_one();
        }
        std::mem::forget(panicked);
    }

    /// The next to be worked on, when there is room for it.
    fn next(&self) -> Option<usize> {
        let full = |state: &mut State<T>| {
            !state.ended && state.next < self.count && state.next >= state.wanted + WINDOW
        };
        let waited = self.room.wait_while(self.state(), full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.ended || state.next >= self.count {
            return None;
        }
        state.next += 1;
        Some(state.next - 1)
    }

    /// The result with this index, when it is there; none if a thread has ended before its time.
    fn take(&self, at: usize) -> Option<T> {
        let absent = |state: &mut State<T>| !state.ended && !state.made.contains_key(&at);
        let waited = self.news.wait_while(self.state(), absent);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        state.wanted = at + 1;
        let made = state.made.remove(&at);
        drop(state);
        self.room.notify_one();
        made
    }
}

/// Ends the work when it is dropped.
struct End<'l, T>(&'l Line<T>);

impl<T> Drop for End<'_, T> {
    fn drop(&mut self) {
        self.0.state().ended = true;
        self.0.room.notify_all();
        self.0.news.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn results_come_in_order_however_long_each_takes() {
        let slow = |at: usize| {
            std::thread::sleep(Duration::from_micros(if at.is_multiple_of(7) {
                900
            } else {
                1
            }));
            at
        };
        let mut taken = Vec::new();
        in_order(5, 2000, slow, |_, made| {
            taken.push(made);
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, (0..2000).collect::<Vec<_>>());
    }

    #[test]
    fn nobody_runs_further_ahead_than_the_window() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        in_order(3, 4 * WINDOW, work, |at, _| {
            std::thread::sleep(Duration::from_micros(50));
            assert!(begun.load(Ordering::SeqCst) <= at + 1 + WINDOW);
            Ok(())
        })
        .unwrap();
    }

    #[test]
    fn an_error_of_the_taker_ends_the_work() {
        let begun = AtomicUsize::new(0);
        let work = |_| begun.fetch_add(1, Ordering::SeqCst);
        let result = in_order(2, 100_000, work, |_, _| bail!("the pipe is closed"));
        assert!(result.is_err());
        assert!(begun.load(Ordering::SeqCst) < 2 * WINDOW);
    }
}
