//! Embeds the files of `statutes/`, so that a further form or year is a further file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

/// Each folder of `statutes/` and the list that is made of its files.
const FOLDERS: &[(&str, &str)] = &[
    ("report-form", "report_forms.rs"),
    ("workdays", "workdays.rs"),
    ("periods", "periods.rs"),
    ("ledgers", "ledgers.rs"),
    ("register", "register.rs"),
    ("returns", "returns.rs"),
    ("duties", "duties.rs"),
    ("freshness", "freshness.rs"),
    ("outcomes", "outcomes.rs"),
    ("fees", "fees.rs"),
    ("remedies", "remedies.rs"),
    ("letters", "letters.rs"),
    ("compilation", "compilation.rs"),
    ("narrative", "narrative.rs"),
];

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../statutes");
    for (folder, list) in FOLDERS {
        embed(&root.join(folder), list)?;
    }
    Ok(())
}

/// Writes the name and text of each TOML file of a folder as a list, sorted by name.
fn embed(folder: &Path, list: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<_> = fs::read_dir(folder)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    paths.sort();
    let mut source = String::from("&[\n");
    for path in &paths {
        let full = path.canonicalize()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(
            source,
            "    ({name:?}, include_str!({:?})),",
            full.display().to_string()
        );
    }
    source.push_str("]\n");
    let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join(list);
    fs::write(out, source)
}
