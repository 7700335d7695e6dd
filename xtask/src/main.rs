//! What developers run besides cargo: `cargo xtask docs`, `cargo xtask tidy`, `cargo xtask corpus`.

mod calibrate;
mod corpus;
mod docs;
mod tidy;

use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage:
  cargo xtask docs                                writes docs/rules/ and docs/forms.md
  cargo xtask tidy                                checks what neither rustc nor clippy can
  cargo xtask corpus DIR [--count N] [--seed N]   invents reports with known truth, for measuring
  cargo xtask calibrate [--count N] [--seed N]    weighs what speaks for a cell, by invented reports";

#[expect(clippy::print_stderr, reason = "where complaints go")]
fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["docs"] => docs::write(&root()),
        ["tidy"] => tidy::run(&root()),
        ["corpus", folder, options @ ..] => {
            let count = option(options, "--count", 10_000)?;
            let seed = option(options, "--seed", 1)?;
            corpus::write(Path::new(folder), count, seed)
        }
        ["calibrate", options @ ..] => {
            let count = option(options, "--count", 100_000)?;
            let seed = option(options, "--seed", 1)?;
            calibrate::write(&root(), count, seed)
        }
        _ => bail!(USAGE),
    }
}

/// The number behind an option, or its default.
fn option(options: &[&str], name: &str, default: u64) -> Result<u64> {
    let Some(at) = options.iter().position(|option| *option == name) else {
        return Ok(default);
    };
    let value = options
        .get(at + 1)
        .with_context(|| format!("{name} needs a number"))?;
    value
        .parse()
        .with_context(|| format!("{name} {value}: not a number"))
}

/// The root of the workspace.
fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}
