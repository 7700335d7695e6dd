//! Every value of a statute says where it comes from.

use super::{File, Problem};
use anyhow::{Context as _, Result};
use toml::{Table, Value};

/// The problems of one file of `statutes/`.
pub(super) fn check(file: &File) -> Result<Vec<Problem>> {
    let form: Table = toml::from_str(&file.text).with_context(|| file.path.clone())?;
    if file.path.starts_with("statutes/workdays/") {
        return Ok(of_year(file, &form));
    }
    // A ledger is no law: it says why it is kept.
    let dated: &[&str] = if ["statutes/ledgers/", "statutes/register/"]
        .iter()
        .any(|folder| file.path.starts_with(folder))
    {
        &[]
    } else {
        &["from", "checked"]
    };
    let mut problems = Vec::new();
    for &key in dated {
        if form.get(key).and_then(Value::as_datetime).is_none() {
            problems.push(format!("{}: has no date `{key}`", file.path));
        }
    }
    let blocks = entries(&form, "table").flat_map(|table| entries(table, "block"));
    let parts = [("the form", vec![&form]), ("a block", blocks.collect())];
    let kinds = ["relation", "correspondence"].map(|kind| (kind, entries(&form, kind).collect()));
    for (kind, entries) in parts.into_iter().chain(kinds) {
        let bare = entries.iter().filter(|entry| !is_cited(entry)).count();
        if bare > 0 {
            problems.push(format!("{}: {kind} without `cite` ({bare})", file.path));
        }
    }
    Ok(problems)
}

/// A year has no law of its own but its notices, each with title and date.
fn of_year(file: &File, year: &Table) -> Vec<Problem> {
    let path = &file.path;
    let mut problems = Vec::new();
    if year.get("checked").and_then(Value::as_datetime).is_none() {
        problems.push(format!("{path}: has no date `checked`"));
    }
    let stem = path.rsplit('/').next().unwrap_or(path);
    let number = year.get("year").and_then(Value::as_integer);
    if number.is_none_or(|number| format!("{number}.toml") != stem) {
        problems.push(format!("{path}: is not named by its `year`"));
    }
    let named = |notice: &Table| {
        let title = notice.get("title").and_then(Value::as_str);
        let dated = notice.get("date").and_then(Value::as_datetime).is_some();
        dated && title.is_some_and(|title| !title.trim().is_empty())
    };
    let bare = entries(year, "notice").filter(|notice| !named(notice));
    problems.extend(bare.map(|_| format!("{path}: notice without `title` or `date`")));
    problems
}

fn entries<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Table> + use<'t> {
    let list = table.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_table)
}

fn is_cited(entry: &Table) -> bool {
    let cite = entry.get("cite").and_then(Value::as_str);
    cite.is_some_and(|cite| !cite.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    const FORM: &str = "cite = \"60号\"\nfrom = 2019-11-12\nchecked = 2026-01-01\n\
                        [[relation]]\nrule = \"balance\"\ncite = \"表内注\"\n";

    fn problems(text: &str) -> usize {
        check(&file("statutes/report-form/2019.toml", text))
            .unwrap()
            .len()
    }

    #[test]
    fn a_relation_without_its_source_is_refused() {
        assert_eq!(problems(FORM), 0);
        assert_eq!(problems(&FORM.replace("表内注", " ")), 1);
        assert_eq!(problems(&FORM.replace("cite = \"表内注\"", "")), 1);
    }

    #[test]
    fn a_year_of_working_days_names_its_notices() {
        const YEAR: &str = "year = 2026\nchecked = 2026-01-01\n\
                            [[notice]]\ntitle = \"通知\"\ndate = 2025-11-04\n";
        let problems = |path, text: &str| check(&file(path, text)).unwrap().len();
        let path = "statutes/workdays/2026.toml";
        assert_eq!(problems(path, YEAR), 0);
        assert_eq!(problems("statutes/workdays/2027.toml", YEAR), 1);
        assert_eq!(problems(path, &YEAR.replace("通知", " ")), 1);
        assert_eq!(problems(path, &YEAR.replace("date = 2025-11-04\n", "")), 1);
        assert_eq!(
            problems(path, &YEAR.replace("checked = 2026-01-01\n", "")),
            1
        );
    }

    #[test]
    fn a_form_says_since_when_and_when_it_was_last_checked() {
        assert_eq!(problems(&FORM.replace("from = 2019-11-12\n", "")), 1);
        assert_eq!(
            problems(&FORM.replace("checked = 2026-01-01", "checked = \"soon\"")),
            1
        );
    }
}
