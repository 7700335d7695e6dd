//! Source files are short, say what they are for, and hold nothing left behind.

use super::{File, Problem};

/// A longer file has two subjects.
const LONGEST: usize = 400;
/// Tests may be longer: each stands by itself.
const LONGEST_TESTS: usize = 600;

/// Marks of work that was put off; written in two parts, for this file is checked too.
const PUT_OFF: [&str; 4] = [
    concat!("FIX", "ME"),
    concat!("XX", "X:"),
    concat!("to", "do!("),
    concat!("unimple", "mented!("),
];

/// The problems of one source file.
pub(super) fn check(file: &File) -> Vec<Problem> {
    let File { path, text } = file;
    let mut problems = Vec::new();
    if !text.starts_with("//!") {
        problems.push(format!("{path}:1: must open with `//!` and what it is for"));
    }
    let lines = text.lines().count();
    let most = if is_test(path) {
        LONGEST_TESTS
    } else {
        LONGEST
    };
    if lines > most {
        problems.push(format!(
            "{path}: {lines} lines, at most {most}: part it by subject"
        ));
    }
    for (number, line) in (1..).zip(text.lines()) {
        if PUT_OFF.iter().any(|mark| line.contains(mark)) {
            problems.push(format!("{path}:{number}: do it now or write an issue"));
        }
    }
    let dead = commented_out(text);
    problems.extend(dead.map(|line| format!("{path}:{line}: code in a comment: delete it")));
    problems
}

fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The lines at which code begins that is commented out: two lines of it, for one line in a
/// sentence may end like code.
fn commented_out(text: &str) -> impl Iterator<Item = usize> {
    let code: Vec<bool> = text.lines().map(is_code_in_comment).collect();
    let starts = move |at: usize| {
        let here = |at: Option<usize>| at.and_then(|at| code.get(at)).is_some_and(|code| *code);
        here(Some(at)) && here(Some(at + 1)) && !here(at.checked_sub(1))
    };
    (0..text.lines().count())
        .filter(move |at| starts(*at))
        .map(|at| at + 1)
}

fn is_code_in_comment(line: &str) -> bool {
    let Some(comment) = line.trim_start().strip_prefix("//") else {
        return false;
    };
    if comment.starts_with(['/', '!']) {
        return false;
    }
    let comment = comment.trim();
    comment.ends_with([';', '{', '}']) || comment == ")" || comment.ends_with("),")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn problems(path: &str, text: &str) -> usize {
        check(&file(path, text)).len()
    }

    #[test]
    fn a_file_says_what_it_is_for() {
        assert_eq!(problems("a.rs", "//! Deadlines.\n"), 0);
        assert_eq!(problems("a.rs", "use std::fs;\n"), 1);
    }

    #[test]
    fn a_file_has_at_most_four_hundred_lines_and_tests_six_hundred() {
        let long = format!("//! Long.\n{}", "\n".repeat(400));
        assert_eq!(problems("crates/a/src/b.rs", &long), 1);
        assert_eq!(problems("crates/a/tests/b.rs", &long), 0);
        let longer = format!("//! Long.\n{}", "\n".repeat(600));
        assert_eq!(problems("crates/a/tests/b.rs", &longer), 1);
    }

    #[test]
    fn nothing_is_put_off() {
        let text = format!("//! A.\nfn a() {{ {} }}\n", concat!("to", "do!()"));
        assert_eq!(problems("a.rs", &text), 1);
    }

    #[test]
    fn code_is_deleted_and_not_commented_out() {
        let dead = "//! A.\n// let a = 1;\n// let b = 2;\n";
        assert_eq!(problems("a.rs", dead), 1);
        let sentence = "//! A.\n// A label that ends the row;\n// it needs two lines.\n";
        assert_eq!(problems("a.rs", sentence), 0);
    }
}
