//! Embeds every file of `statutes/report-form/`, so that a further form is a further file.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../statutes");
    let folder = root.join("report-form");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut paths: Vec<_> = fs::read_dir(&folder)?
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
    let out = Path::new(&env::var_os("OUT_DIR").unwrap_or_default()).join("report_forms.rs");
    fs::write(out, source)
}
