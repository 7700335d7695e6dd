//! The links of the documentation lead somewhere.

use super::{File, Problem};

/// The relative links of a page that lead nowhere.
pub(super) fn check(file: &File, exists: impl Fn(&str) -> bool) -> Vec<Problem> {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut problems = Vec::new();
    let mut in_code = false;
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for target in targets(line) {
            if !exists(&resolved(folder, target)) {
                problems.push(format!("{}:{number}: {target} does not exist", file.path));
            }
        }
    }
    problems
}

/// The targets of a line's links that are files of the project.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.split("](").skip(1);
    ends.filter_map(|rest| {
        let target = rest.split(')').next()?;
        let file = target.split('#').next()?;
        let outside = file.contains("://") || file.starts_with("mailto:");
        (!file.is_empty() && !outside).then_some(file)
    })
}

fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn a_link_to_a_file_that_is_gone_is_named_with_its_line() {
        let page = file(
            "docs/README.md",
            "See [rules](rules/README.md#x), [law](https://example.org/) and\n[old](../OLD.md).\n\
             ```\n[not](a-link.md)\n```\n",
        );
        let problems = check(&page, |path| path == "docs/rules/README.md");
        assert_eq!(problems, ["docs/README.md:2: ../OLD.md does not exist"]);
        assert_eq!(check(&page, |path| path != "OLD.md").len(), 1);
    }
}
