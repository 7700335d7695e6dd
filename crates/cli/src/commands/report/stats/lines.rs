//! A file with one report a line, as `read` writes it: read line by line, however long it is.

use crate::input::Input;
use crate::load::{Loaded, Loader, Unreadable};
use std::fs::File;
use std::io::{BufRead, BufReader};

/// Whether an input is such a file.
pub(super) fn holds(input: &Input) -> bool {
    match input {
        Input::File(path) | Input::Found(path) => path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl")),
        Input::Standard => false,
    }
}

/// Hands on each report of the file.
pub(super) fn each(
    loader: &Loader,
    input: &Input,
    mut take: impl FnMut(Loaded),
) -> Result<(), Unreadable> {
    let path = input.name();
    let fail = |cause: String| Unreadable {
        path: path.clone(),
        cause,
    };
    let file = File::open(&path).map_err(|error| fail(error.to_string()))?;
    for (number, line) in (1..).zip(BufReader::new(file).split(b'\n')) {
        let line = line.map_err(|error| fail(error.to_string()))?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let reports = gongkai_exchange::parse(&line, loader.book);
        let reports = reports.map_err(|error| fail(format!("{number}: {error}")))?;
        for (report, source) in reports {
            take(Loaded { report, source });
        }
    }
    Ok(())
}
