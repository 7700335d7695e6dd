//! `cargo xtask tidy`: the habits of this house that neither rustc nor clippy can check.
//!
//! Each check is a function from text to problems, so that a test can show it a bad text. The
//! same run is a test, so that `cargo test --workspace` keeps the house tidy.

mod arrows;
mod glossary;
mod laws;
mod links;
mod manifest;
mod rules;
mod sources;

use anyhow::{Context as _, Result, bail};
use std::fs;
use std::path::Path;

/// What is not as it should be: a path and what to do about it.
type Problem = String;

/// A file of the project: its path from the root, with `/`, and its text.
struct File {
    path: String,
    text: String,
}

/// Checks everything; fails with the list of problems.
pub(crate) fn run(root: &Path) -> Result<()> {
    let problems = problems(root)?;
    if problems.is_empty() {
        return Ok(());
    }
    bail!("{} untidy:\n{}", problems.len(), problems.join("\n"))
}

fn problems(root: &Path) -> Result<Vec<Problem>> {
    let mut files = Vec::new();
    collect(root, root, &mut files)?;
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let exists = |path: &str| root.join(path).exists();
    let mut problems = Vec::new();
    for file in &files {
        match file.path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("rs") => problems.extend(sources::check(file)),
            Some("md") => problems.extend(links::check(file, exists)),
            Some("toml") if file.path.starts_with("statutes/") => {
                problems.extend(laws::check(file)?);
            }
            _ => {}
        }
    }
    problems.extend(rules::check(&files, exists));
    problems.extend(arrows::check(&files)?);
    problems.extend(manifest::check(text(&files, "Cargo.toml")?));
    problems.extend(glossary::check(text(&files, "GLOSSARY.md")?)?);
    Ok(problems)
}

fn text<'f>(files: &'f [File], path: &str) -> Result<&'f str> {
    let file = files.iter().find(|file| file.path == path);
    file.map(|file| file.text.as_str())
        .with_context(|| format!("{path} is missing"))
}

/// The files of a folder and the folders in it, without what is built or hidden.
fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || name == "target" || name == "out" || name == "node_modules" {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if [".rs", ".md", ".toml"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let path = path.strip_prefix(root).unwrap_or(&path);
            let path = path.to_string_lossy().replace('\\', "/");
            files.push(File { path, text });
        }
    }
    Ok(())
}

/// A file for the tests of the checks.
#[cfg(test)]
fn file(path: &str, text: &str) -> File {
    File {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        let problems = problems(&crate::root()).unwrap();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}
