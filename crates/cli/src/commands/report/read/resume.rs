//! `--resume`: what was done before a run was broken off is not done again.
//!
//! Outcomes are kept in parts beside the output; when all parts are there, the output is put
//! together from them and they are removed. So the output is the same, byte for byte, whether the
//! run was broken off or not.

use super::output::Output;
use super::{Shape, Work};
use crate::batch::grouped;
use crate::input::Input;
use crate::output::complain;
use anyhow::{Context, Result};
use gongkai_dataset::{Digest, INPUTS_OF_A_PART, Outcome, Parts};
use gongkai_exchange::Lang;

pub(super) fn run(work: &Work<'_>, output: &mut Output) -> Result<()> {
    let path = work.arguments.output.output.as_deref();
    let path = path.context("--resume needs an output file")?;
    let parts = Parts::beside(path).with_context(|| path.display().to_string())?;
    let chunks: Vec<&[Input]> = work.inputs.chunks(INPUTS_OF_A_PART).collect();
    let digests: Vec<Digest> = chunks.iter().map(|inputs| digest(work, inputs)).collect();
    let (done, open) = sorted(&parts, &digests);
    tell(work, &parts, &done, &open);
    read(work, &parts, &digests, &open)?;
    for (part, digest) in digests.iter().enumerate() {
        let outcomes = parts.read(part, digest)?;
        outcomes
            .into_iter()
            .try_for_each(|outcome| output.take(outcome))?;
    }
    output.on_finish(parts);
    Ok(())
}

/// Everything that the outcomes of a part depend on.
fn digest(work: &Work<'_>, inputs: &[Input]) -> Digest {
    let made = match work.shape {
        Shape::Text(format) => format!("{format:?}"),
        Shape::Table(..) => String::from("records"),
    };
    let (version, lang) = (env!("CARGO_PKG_VERSION"), work.run.lang);
    let settings = format!("{version} {lang:?} {made} {}", work.loader.recognition());
    let marks = inputs.iter().flat_map(|input| [input.name(), input.mark()]);
    let all: Vec<String> = std::iter::once(settings).chain(marks).collect();
    Parts::digest(all.iter().map(String::as_str))
}

/// The parts that are done, and those that are not.
fn sorted(parts: &Parts, digests: &[Digest]) -> (Vec<usize>, Vec<usize>) {
    let all = 0..digests.len();
    all.partition(|part| {
        digests
            .get(*part)
            .is_some_and(|digest| parts.holds(*part, digest))
    })
}

/// Says what is taken up again, and what has to be read anew.
fn tell(work: &Work<'_>, parts: &Parts, done: &[usize], open: &[usize]) {
    let changed = open.iter().filter(|part| parts.exists(**part)).count();
    if work.run.quiet {
        return;
    }
    if !done.is_empty() {
        let count = (done.len() * INPUTS_OF_A_PART).min(work.inputs.len());
        let count = grouped(count as u128);
        complain(&match work.run.lang {
            Lang::Zh => format!("接着上一次：{count} 个文件已经读过，不再重读"),
            Lang::En => format!("taking up the run before: {count} files need not be read again"),
        });
    }
    if changed > 0 {
        complain(&match work.run.lang {
            Lang::Zh => format!(
                "有 {changed} 组文件（每组 {INPUTS_OF_A_PART} 个）或者读取的设置变了，重新读取"
            ),
            Lang::En => format!(
                "{changed} groups of {INPUTS_OF_A_PART} files, or the settings, have changed: they are read anew"
            ),
        });
    }
}

/// Reads the open parts and keeps each as soon as it is whole.
fn read(work: &Work<'_>, parts: &Parts, digests: &[Digest], open: &[usize]) -> Result<()> {
    let count = work.inputs.len();
    let inputs = |part: usize| {
        let first = part * INPUTS_OF_A_PART;
        first..(first + INPUTS_OF_A_PART).min(count)
    };
    let which: Vec<usize> = open.iter().flat_map(|part| inputs(*part)).collect();
    let mut outcomes: Vec<Outcome> = Vec::new();
    work.some(&which, |at, outcome| {
        outcomes.push(outcome);
        let part = at / INPUTS_OF_A_PART;
        if at + 1 == inputs(part).end
            && let Some(digest) = digests.get(part)
        {
            parts.keep(part, digest, &outcomes)?;
            outcomes.clear();
        }
        Ok(())
    })
}
