//! Every rule has a report that it passes and one that it refuses, in `cases/rules/<code>/`.

#[cfg(test)]
mod file;
#[cfg(test)]
mod reconcile;

#[cfg(test)]
mod tests {
    use super::file::{Case, folder};
    use gongkai_domain::report::FormBook;
    use gongkai_domain::rules::{Check, Finding, REGISTRY, Rule, inspect, inspect_series};
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    fn findings(rule: &Rule, case: &Case) -> Vec<Finding> {
        let book = FormBook::statutory().unwrap();
        let only = |other: &Rule| other.code == rule.code;
        match (&rule.check, &case.prior) {
            (Check::Report(_), _) => inspect(&case.report, book, only),
            (Check::Pair(_), Some(prior)) => inspect_series(prior, &case.report, book, only),
            (Check::Pair(_), None) => panic!("the cases of {} need a prior report", rule.code),
        }
    }

    #[test]
    fn every_rule_has_cases_and_every_case_has_a_rule() {
        let folders: BTreeSet<String> = std::fs::read_dir(folder("rules"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let codes: BTreeSet<String> = REGISTRY.iter().map(|rule| rule.code.to_owned()).collect();
        assert_eq!(folders, codes);
    }

    #[test]
    fn the_good_case_of_every_rule_is_silent() {
        let mut wrong = String::new();
        for rule in REGISTRY {
            for finding in findings(rule, &Case::load(rule.code, "good")) {
                let _ = writeln!(wrong, "{}: {}", rule.code, finding.message.zh);
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn the_bad_case_of_every_rule_yields_exactly_what_it_expects() {
        let mut wrong = String::new();
        for rule in REGISTRY {
            let case = Case::load(rule.code, "bad");
            let found: Vec<_> = findings(rule, &case)
                .iter()
                .map(super::file::seen)
                .collect();
            if found.is_empty() || found != case.expect {
                let _ = writeln!(wrong, "{}:\n{}", rule.code, super::file::as_toml(&found));
            }
        }
        assert!(
            wrong.is_empty(),
            "found instead of what was expected:\n{wrong}"
        );
    }

    #[test]
    fn a_whole_report_yields_by_default_what_it_expects_and_nothing_else() {
        for entry in std::fs::read_dir(folder("reports")).unwrap() {
            let path = entry.unwrap().path();
            let case = Case::read(&path);
            let book = FormBook::statutory().unwrap();
            let found = inspect(&case.report, book, |rule| rule.by_default);
            let codes: Vec<&str> = found.iter().map(|finding| finding.rule).collect();
            assert_eq!(codes, case.found, "{}", path.display());
        }
    }

    #[test]
    fn every_relation_of_a_statutory_form_belongs_to_a_rule() {
        for form in FormBook::statutory().unwrap().forms() {
            for relation in &form.relations {
                assert!(
                    REGISTRY.iter().any(|rule| rule.code == relation.rule),
                    "{}",
                    relation.rule
                );
            }
        }
    }
}
