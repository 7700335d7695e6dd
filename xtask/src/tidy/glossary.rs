//! GLOSSARY.md holds the Chinese name of each section and of each group of rows of the forms.

use super::Problem;
use anyhow::Result;
use gongkai_domain::report::FormBook;
use gongkai_domain::report::form::{Form, without_numeral};
use std::collections::BTreeSet;

/// The names that the glossary lacks.
pub(super) fn check(glossary: &str) -> Result<Vec<Problem>> {
    let names: BTreeSet<&str> = FormBook::statutory()?
        .forms()
        .iter()
        .flat_map(|form| names(form))
        .collect();
    Ok(lacking(names, glossary))
}

/// The sections of a form and the labels above its rows and columns, without numerals.
fn names(form: &Form) -> impl Iterator<Item = &str> {
    let headings = form.headings.iter().map(|heading| &heading.label);
    let rows = form.rows().iter().flat_map(|row| &row.path);
    let blocks = form.tables.iter().flat_map(|table| &table.blocks);
    let columns = blocks
        .flat_map(|block| &block.columns)
        .flat_map(|column| &column.path);
    headings
        .chain(rows)
        .chain(columns)
        .map(|label| without_numeral(label))
}

fn lacking<'n>(names: impl IntoIterator<Item = &'n str>, glossary: &str) -> Vec<Problem> {
    names
        .into_iter()
        .filter(|name| !glossary.contains(name))
        .map(|name| format!("GLOSSARY.md: lacks {name}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_of_rows_without_an_entry_is_named() {
        let glossary = "| 不予公开 | refused |";
        assert_eq!(
            lacking(["不予公开", "无法提供"], glossary),
            ["GLOSSARY.md: lacks 无法提供"]
        );
    }

    #[test]
    fn sections_and_groups_of_every_form_are_asked_for() {
        for form in FormBook::statutory().unwrap().forms() {
            let names: BTreeSet<&str> = names(form).collect();
            for name in ["总体情况", "不予处理", "法人或其他组织", "行政诉讼"] {
                assert!(names.contains(name), "{} {name}", form.id);
            }
        }
    }
}
