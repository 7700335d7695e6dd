//! How far a long run is: a bar on a terminal, a line now and then in a log.

use super::{MANY, Run};
use crate::output::complain;
use gongkai_exchange::Lang;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How often a log is told.
const EVERY: Duration = Duration::from_secs(10);

/// The progress of a run.
pub(crate) struct Progress {
    bar: ProgressBar,
    log: Option<Log>,
}

struct Log {
    lang: Lang,
    count: usize,
    done: usize,
    begun: Instant,
    told: Instant,
}

impl Progress {
    pub(super) fn new(run: &Run, count: usize) -> Self {
        let silent = run.quiet || count < MANY;
        let terminal = std::io::stderr().is_terminal();
        let now = Instant::now();
        Self {
            bar: if silent || !terminal {
                ProgressBar::hidden()
            } else {
                bar(run.lang, count)
            },
            log: (!silent && !terminal).then_some(Log {
                lang: run.lang,
                count,
                done: 0,
                begun: now,
                told: now,
            }),
        }
    }

    /// Says something without disturbing the bar.
    pub(crate) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(super) fn one_more(&mut self) {
        self.bar.inc(1);
        if let Some(log) = &mut self.log {
            log.done += 1;
            if log.told.elapsed() >= EVERY {
                log.told = Instant::now();
                complain(&line(log.lang, log.done, log.count, log.begun.elapsed()));
            }
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn bar(lang: Lang, count: usize) -> ProgressBar {
    let style = match lang {
        Lang::Zh => "{wide_bar} {pos}/{len} 份  每秒 {per_sec}  还需 {eta}",
        Lang::En => "{wide_bar} {pos}/{len}  {per_sec}  {eta} left",
    };
    let style =
        ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(u64::try_from(count).unwrap_or(0)).with_style(style)
}

/// `已读 12,000/100,000，每秒 2,100 份，约剩 42 秒`.
fn line(lang: Lang, done: usize, count: usize, spent: Duration) -> String {
    let milliseconds = spent.as_millis().max(1);
    let (done_wide, left) = (done as u128, count.saturating_sub(done) as u128);
    let rate = done_wide * 1000 / milliseconds;
    let seconds = (left * milliseconds / 1000).div_ceil(done_wide.max(1));
    let [done, count] = [done, count].map(|number| grouped(number as u128));
    let [rate, seconds] = [rate, seconds].map(grouped);
    match lang {
        Lang::Zh => format!("已读 {done}/{count}，每秒 {rate} 份，约剩 {seconds} 秒"),
        Lang::En => format!("{done}/{count} read, {rate} per second, about {seconds} s left"),
    }
}

/// A number with commas between thousands.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_is_told_how_far_how_fast_and_how_long() {
        let spent = Duration::from_millis(5714);
        assert_eq!(
            line(Lang::Zh, 12_000, 100_000, spent),
            "已读 12,000/100,000，每秒 2,100 份，约剩 42 秒"
        );
        assert_eq!(
            line(Lang::En, 999, 1000, Duration::from_secs(9)),
            "999/1,000 read, 111 per second, about 1 s left"
        );
    }
}
