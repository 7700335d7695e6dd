//! Documentation that is generated: what is committed must be what the sources say.

mod forms;
mod rules;

use anyhow::{Context as _, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Pages by their path below `docs/`.
type Pages = BTreeMap<String, String>;

/// The folder of which every page is generated.
const RULES: &str = "rules";

/// Writes the pages and removes those of rules that no longer exist.
pub(crate) fn write(root: &Path) -> Result<()> {
    let docs = root.join("docs");
    fs::create_dir_all(docs.join(RULES))?;
    let pages = pages(root)?;
    for name in committed(&docs)?.difference(&pages.keys().cloned().collect()) {
        fs::remove_file(docs.join(name))?;
    }
    for (name, text) in &pages {
        fs::write(docs.join(name), text).with_context(|| format!("docs/{name}"))?;
    }
    Ok(())
}

/// Every generated page.
fn pages(root: &Path) -> Result<Pages> {
    let mut pages = rules::pages(root)?;
    pages.insert(String::from("forms.md"), forms::page()?);
    Ok(pages)
}

/// The pages that are in the folder of generated pages.
fn committed(docs: &Path) -> Result<BTreeSet<String>> {
    fs::read_dir(docs.join(RULES))?
        .map(|entry| Ok(format!("{RULES}/{}", entry?.file_name().to_string_lossy())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_pages_are_what_their_sources_say() {
        let root = crate::root();
        let docs = root.join("docs");
        let pages = pages(&root).unwrap();
        for (name, text) in &pages {
            let committed = fs::read_to_string(docs.join(name)).unwrap_or_default();
            assert!(
                committed == *text,
                "docs/{name} is out of date: cargo xtask docs"
            );
        }
        let stale: Vec<String> = committed(&docs)
            .unwrap()
            .into_iter()
            .filter(|name| !pages.contains_key(name))
            .collect();
        assert!(stale.is_empty(), "run cargo xtask docs: {stale:?}");
    }
}
