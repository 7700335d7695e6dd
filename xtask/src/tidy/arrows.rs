//! The crates point at each other as ARCHITECTURE.md draws it, and in no other way.

use super::{File, Problem};
use anyhow::{Context as _, Result};

/// For each crate the crates of the project that it may use, and those its tests may use besides.
const ARROWS: [(&str, &[&str], &[&str]); 14] = [
    ("gongkai-domain", &[], &["gongkai-testkit"]),
    (
        "gongkai-exchange",
        &["gongkai-domain"],
        &["gongkai-testkit"],
    ),
    (
        "gongkai-dataset",
        &["gongkai-domain", "gongkai-exchange"],
        &["gongkai-testkit"],
    ),
    ("gongkai-reader", &["gongkai-domain"], &["gongkai-testkit"]),
    (
        "gongkai-render",
        &["gongkai-domain"],
        &["gongkai-reader", "gongkai-testkit"],
    ),
    ("gongkai-sheet", &[], &[]),
    ("gongkai-store", &["gongkai-domain"], &["gongkai-testkit"]),
    (
        "gongkai-office",
        &[
            "gongkai-domain",
            "gongkai-exchange",
            "gongkai-reader",
            "gongkai-render",
            "gongkai-sheet",
            "gongkai-store",
        ],
        &[],
    ),
    (
        "gongkai-web",
        &["gongkai-domain", "gongkai-office", "gongkai-sheet"],
        &["gongkai-store"],
    ),
    ("gongkai-testkit", &["gongkai-domain"], &[]),
    ("gongkai-worker", &["gongkai-reader"], &[]),
    (
        "gongkai",
        &[
            "gongkai-dataset",
            "gongkai-domain",
            "gongkai-exchange",
            "gongkai-office",
            "gongkai-reader",
            "gongkai-render",
            "gongkai-sheet",
            "gongkai-store",
            "gongkai-web",
            "gongkai-worker",
        ],
        &["gongkai-testkit"],
    ),
    (
        "xtask",
        &["gongkai-domain", "gongkai-reader", "gongkai-testkit"],
        &[],
    ),
    (
        "gongkai-fuzz",
        &[
            "gongkai-domain",
            "gongkai-exchange",
            "gongkai-reader",
            "gongkai-render",
            "gongkai-testkit",
        ],
        &[],
    ),
];

/// What the law must do without: files, clocks, networks, environment.
const IMPURE: [&str; 6] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "std::thread",
];

/// The arrows that must not be, and what is impure in the domain.
pub(super) fn check(files: &[File]) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    for file in files {
        let manifest = file.path.strip_suffix("/Cargo.toml");
        if manifest.is_some() {
            problems.extend(of_manifest(file).with_context(|| file.path.clone())?);
        }
        if file.path.starts_with("crates/domain/src/") {
            let impure = IMPURE.iter().filter(|word| file.text.contains(*word));
            problems.extend(
                impure.map(|word| {
                    format!("{}: {word}: the domain is handed what it needs", file.path)
                }),
            );
        }
    }
    Ok(problems)
}

fn of_manifest(file: &File) -> Result<Vec<Problem>> {
    let manifest: toml::Table = toml::from_str(&file.text)?;
    let name = manifest
        .get("package")
        .and_then(|package| package.get("name")?.as_str())
        .context("no package.name")?;
    let Some((_, code, tests)) = ARROWS.iter().find(|(known, ..)| *known == name) else {
        let problem = format!(
            "{}: say in xtask/src/tidy/arrows.rs what it may use",
            file.path
        );
        return Ok(vec![problem]);
    };
    let own = |table: &str| -> Vec<String> {
        let dependencies = manifest.get(table).and_then(toml::Value::as_table);
        let names = dependencies
            .into_iter()
            .flat_map(|table| table.keys().cloned());
        names
            .filter(|name| name.starts_with("gongkai") || name == "xtask")
            .collect()
    };
    let wrong = |name: &String| format!("{}: must not use {name}", file.path);
    let by_code = own("dependencies")
        .into_iter()
        .chain(own("build-dependencies"));
    let by_tests = own("dev-dependencies").into_iter();
    let bad = by_code.filter(|name| !code.contains(&name.as_str()));
    let bad_in_tests = by_tests.filter(|name| ![*code, *tests].concat().contains(&name.as_str()));
    Ok(bad.chain(bad_in_tests).map(|name| wrong(&name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    fn problems(path: &str, text: &str) -> usize {
        check(&[file(path, text)]).unwrap().len()
    }

    #[test]
    fn the_reader_uses_the_domain_and_nobody_else() {
        let manifest = |table: &str, name: &str| {
            format!("[package]\nname = \"gongkai-reader\"\n[{table}]\n{name}.workspace = true\n")
        };
        let at = "crates/reader/Cargo.toml";
        assert_eq!(problems(at, &manifest("dependencies", "gongkai-domain")), 0);
        assert_eq!(problems(at, &manifest("dependencies", "gongkai-render")), 1);
        assert_eq!(
            problems(at, &manifest("dependencies", "gongkai-testkit")),
            1
        );
        assert_eq!(
            problems(at, &manifest("dev-dependencies", "gongkai-testkit")),
            0
        );
    }

    #[test]
    fn a_crate_without_arrows_is_asked_for_them() {
        let manifest = "[package]\nname = \"gongkai-utils\"\n";
        assert_eq!(problems("crates/utils/Cargo.toml", manifest), 1);
    }

    #[test]
    fn the_domain_opens_no_file() {
        assert_eq!(problems("crates/domain/src/a.rs", "use std::fs;"), 1);
        assert_eq!(problems("crates/reader/src/a.rs", "use std::fs;"), 0);
    }
}
