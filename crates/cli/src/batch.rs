//! Many inputs over all cores with bounded memory: results come in the order of the inputs and
//! are the same whatever the number of threads.

use crate::input::Input;
use crate::load::{Loaded, Loader, Unreadable};
use crate::output::complain;
use anyhow::Result;
use gongkai_exchange::Lang;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::io::IsTerminal;

/// How many inputs are in memory at once.
const AT_ONCE: usize = 512;

/// Below this many inputs a progress bar is only noise.
const MANY: usize = 100;

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

/// What one input came to: what `make` made of each report, or why it could not be read.
type Made<T> = Result<Vec<T>, Unreadable>;

impl Run {
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
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.unwrap_or(0))
            .build()?;
        let progress = self.progress(inputs.len());
        let mut unreadable = 0;
        for (chunk, some) in inputs.chunks(AT_ONCE).enumerate() {
            let made: Vec<Made<T>> = pool.install(|| {
                let all = some.par_iter().enumerate();
                all.map(|(at, input)| {
                    let reports = loader.load(input)?;
                    let index = chunk * AT_ONCE + at;
                    Ok(reports
                        .into_iter()
                        .map(|loaded| make(index, loaded))
                        .collect())
                })
                .collect()
            });
            for result in made {
                match result {
                    Ok(reports) => reports.into_iter().try_for_each(&mut take)?,
                    Err(error) => {
                        unreadable += 1;
                        progress.suspend(|| complain(&error.line(self.lang)));
                    }
                }
            }
            progress.inc(u64::try_from(some.len()).unwrap_or(0));
        }
        progress.finish_and_clear();
        Ok(unreadable)
    }

    fn progress(&self, count: usize) -> ProgressBar {
        if self.quiet || count < MANY || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = match self.lang {
            Lang::Zh => "{wide_bar} {pos}/{len} 份  每秒 {per_sec}  还需 {eta}",
            Lang::En => "{wide_bar} {pos}/{len}  {per_sec}  {eta} left",
        };
        let style =
            ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
        ProgressBar::new(u64::try_from(count).unwrap_or(0)).with_style(style)
    }
}
