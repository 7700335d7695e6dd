//! Many inputs over all cores with bounded memory: results come in the order of the inputs and
//! are the same whatever the number of threads.

mod ordered;
mod progress;

use crate::input::Input;
use crate::load::{Loaded, Loader, Unreadable};
use crate::output::complain;
use anyhow::Result;
use gongkai_exchange::Lang;
use ordered::in_order;
use progress::Progress;

pub(crate) use progress::grouped;

/// Below this many inputs progress is only noise.
pub(crate) const MANY: usize = 100;

/// How a run over many inputs goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// The number of threads; `None` for all cores.
    pub(crate) threads: Option<usize>,
    /// The language of messages.
    pub(crate) lang: Lang,
    /// Whether only errors are said.
    pub(crate) quiet: bool,
}

/// What one input came to: its reports, or why it could not be read.
pub(crate) type Found = Result<Vec<Loaded>, Unreadable>;

impl Run {
    /// The number of threads.
    pub(crate) fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.filter(|some| *some > 0).unwrap_or_else(all)
    }

    /// Loads every input, makes something of each report on its thread and hands it to `take` in
    /// the order of the inputs. Inputs that cannot be read are said and passed over; the result
    /// tells how many there were.
    pub(crate) fn each<T: Send>(
        &self,
        loader: &Loader,
        inputs: &[Input],
        make: impl Fn(usize, Loaded) -> T + Sync,
        mut take: impl FnMut(T) -> Result<()>,
    ) -> Result<usize> {
        let all: Vec<usize> = (0..inputs.len()).collect();
        let mut unreadable = 0;
        let made = |index, found: Found| -> Result<Vec<T>, Unreadable> {
            let reports = found?.into_iter();
            Ok(reports
                .map(|loaded| make(index, loaded))
                .collect::<Vec<T>>())
        };
        self.some(loader, inputs, &all, made, |_, made, progress| {
            match made {
                Ok(reports) => reports.into_iter().try_for_each(&mut take)?,
                Err(error) => {
                    unreadable += 1;
                    progress.aside(|| complain(&error.line(self.lang)));
                }
            }
            Ok(())
        })?;
        Ok(unreadable)
    }

    /// Loads some of the inputs, makes something of what each came to on its thread and hands it
    /// with its index to `take`, in the order that they are named in.
    pub(crate) fn some<T: Send>(
        &self,
        loader: &Loader,
        inputs: &[Input],
        which: &[usize],
        make: impl Fn(usize, Found) -> T + Sync,
        mut take: impl FnMut(usize, T, &Progress) -> Result<()>,
    ) -> Result<()> {
        let mut progress = Progress::new(self, which.len());
        let index = |at: usize| which.get(at).copied().unwrap_or_default();
        let work = |at| {
            let index = index(at);
            let found = inputs.get(index).map(|input| loader.load(input));
            make(index, found.unwrap_or(Ok(Vec::new())))
        };
        in_order(self.threads(), which.len(), work, |at, made| {
            take(index(at), made, &progress)?;
            progress.one_more();
            Ok(())
        })
    }
}
