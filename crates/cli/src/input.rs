//! Which documents a command means: files, folders, patterns and standard input.

use anyhow::Result;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A document to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Input {
    /// A file named on the command line.
    File(PathBuf),
    /// A file found in a folder: one that is no report is passed over.
    Found(PathBuf),
    /// Standard input.
    Standard,
}

/// An argument that names nothing.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

/// Endings of files that can hold a report.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "csv", "tsv", "html", "htm", "shtml", "xhtml", "docx", "doc", "wps",
    "odt", "xlsx", "xls", "et", "pdf", "ofd", "json", "jsonl",
];

impl Input {
    /// The path for messages and results.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) | Self::Found(path) => path.to_string_lossy().into_owned(),
            Self::Standard => String::from("-"),
        }
    }

    /// What tells whether it has changed since: its size and when it was last written.
    pub(crate) fn mark(&self) -> String {
        let (Self::File(path) | Self::Found(path)) = self else {
            return String::new();
        };
        let Ok(metadata) = fs::metadata(path) else {
            return String::from("absent");
        };
        let written = metadata.modified().ok().and_then(|time| {
            let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
            Some(since.as_nanos())
        });
        format!("{} {written:?}", metadata.len())
    }

    /// All its bytes.
    pub(crate) fn bytes(&self) -> std::io::Result<Vec<u8>> {
        match self {
            Self::File(path) | Self::Found(path) => fs::read(path),
            Self::Standard => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }
}

/// What arguments name.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// The documents, in the order of the arguments; those of a folder by name. None twice.
    pub(crate) documents: Vec<Input>,
    /// Arguments that name nothing.
    pub(crate) missing: Vec<Missing>,
    /// Files of folders whose ending is of no format of reports, and links to folders. None twice, and none
    /// that is named otherwise.
    pub(crate) passed_over: Vec<PathBuf>,
}

/// The documents that arguments name.
pub(crate) fn inputs(arguments: &[String]) -> Result<Inputs> {
    let mut inputs = Inputs::default();
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" {
            inputs.documents.push(Input::Standard);
        } else if path.is_dir() {
            folder(path, &mut inputs)?;
        } else if path.exists() || !argument.contains(['*', '?', '[']) {
            inputs.documents.push(Input::File(path.to_owned()));
        } else if !pattern(argument, &mut inputs.documents)? {
            inputs.missing.push(Missing(argument.clone()));
        }
    }
    if arguments.len() > 1 {
        inputs.name_once();
    }
    Ok(inputs)
}

impl Inputs {
    /// Keeps the first of the names under which the arguments reach a file.
    fn name_once(&mut self) {
        let mut seen = BTreeSet::new();
        let mut is_new = |path: &PathBuf| {
            let whole = fs::canonicalize(path);
            seen.insert(whole.unwrap_or_else(|_absent| path.clone()))
        };
        self.documents.retain(|input| match input {
            Input::File(path) | Input::Found(path) => is_new(path),
            Input::Standard => true,
        });
        self.passed_over.retain(is_new);
    }
}

fn folder(path: &Path, inputs: &mut Inputs) -> Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for entry in entries {
        let name = entry
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let ending = entry
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .to_lowercase();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        // A link to a folder is not followed: it may lead back here.
        let kind = fs::symlink_metadata(&entry)?.file_type();
        if kind.is_dir() {
            folder(&entry, inputs)?;
        } else if ENDINGS.contains(&ending.as_str()) && !entry.is_dir() {
            // A link that leads nowhere cannot be read, and that is said.
            inputs.documents.push(Input::Found(entry));
        } else {
            inputs.passed_over.push(entry);
        }
    }
    Ok(())
}

/// Whether a pattern names any file.
fn pattern(argument: &str, inputs: &mut Vec<Input>) -> Result<bool> {
    let Ok(paths) = glob::glob(argument) else {
        return Ok(false);
    };
    let before = inputs.len();
    for path in paths {
        let path = path?;
        if path.is_file() {
            inputs.push(Input::File(path));
        }
    }
    Ok(inputs.len() > before)
}
