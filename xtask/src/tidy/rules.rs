//! Every rule explains itself to a clerk, is registered, and has a good and a bad case.

use super::{File, Problem};
use gongkai_domain::rules::REGISTRY;

/// The headings of a rule's header, which becomes its page.
const HEADINGS: [&str; 4] = [
    "//! # 检查什么",
    "//! # 为什么",
    "//! # 怎样改",
    "//! # 依据",
];

const FOLDER: &str = "crates/domain/src/rules/";

/// The problems of all rules.
pub(super) fn check(files: &[File], exists: impl Fn(&str) -> bool) -> Vec<Problem> {
    let rules = files
        .iter()
        .filter(|file| file.path.starts_with(FOLDER) && file.text.contains("const RULE: Rule"));
    let codes: Vec<&str> = REGISTRY.iter().map(|rule| rule.code).collect();
    rules
        .flat_map(|file| of_rule(file, &codes, &exists))
        .collect()
}

fn of_rule(file: &File, registered: &[&str], exists: impl Fn(&str) -> bool) -> Vec<Problem> {
    let File { path, text } = file;
    let stem = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".rs");
    let code = stem.replace('_', "-");
    let mut problems = Vec::new();
    for heading in HEADINGS {
        let body = text.lines().skip_while(|line| *line != heading).nth(1);
        if body.is_none_or(|line| line.trim() == "//!" || !line.starts_with("//! ")) {
            problems.push(format!("{path}: says nothing under `{heading}`"));
        }
    }
    if !registered.contains(&code.as_str()) {
        problems.push(format!("{path}: {code} is not in REGISTRY"));
    }
    for case in ["good", "bad"] {
        let case = format!("cases/rules/{code}/{case}.toml");
        if !exists(&case) {
            problems.push(format!("{path}: {case} is missing"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    const HEADER: &str = "//! Balance.\n//!\n//! # 检查什么\n//! 一\n//!\n//! # 为什么\n//! 二\n\
                          //!\n//! # 怎样改\n//! 三\n//!\n//! # 依据\n//! 四\n";

    fn problems(header: &str, code: &str, exists: bool) -> usize {
        let rule = file("crates/domain/src/rules/arithmetic/balance.rs", header);
        of_rule(&rule, &[code], |_| exists).len()
    }

    #[test]
    fn a_rule_explains_itself_is_registered_and_has_two_cases() {
        assert_eq!(problems(HEADER, "balance", true), 0);
        assert_eq!(
            problems(&HEADER.replace("# 怎样改", "# 改法"), "balance", true),
            1
        );
        assert_eq!(
            problems(&HEADER.replace("//! 三\n", ""), "balance", true),
            1
        );
        assert_eq!(problems(HEADER, "row-total", true), 1);
        assert_eq!(problems(HEADER, "balance", false), 2);
    }
}
