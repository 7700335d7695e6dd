//! Forms are data: the files fit their schema, a further form works, a faulty one is refused.

#[cfg(test)]
mod schema;

/// A form that no office uses, with rows and relations of its own.
#[cfg(test)]
const THIRD: &str = include_str!("third.toml");

#[cfg(test)]
mod tests {
    use super::THIRD;
    use super::schema::violations;
    use gongkai_domain::report::{AnnualReport, Cell, FormBook, Tables};
    use gongkai_domain::rules::{Finding, inspect, inspect_series};

    const SCHEMA: &str = include_str!("../../../../statutes/schema/report-form.schema.json");

    #[test]
    fn every_statutory_form_fits_the_schema() {
        for (file, text) in FormBook::embedded_texts() {
            assert_eq!(violations(SCHEMA, text), Vec::<String>::new(), "{file}");
        }
        assert_eq!(violations(SCHEMA, THIRD), Vec::<String>::new());
    }

    #[test]
    fn the_schema_refuses_a_column_of_an_unknown_kind() {
        let faulty = THIRD.replacen("kind = \"count\"", "kind = \"number\"", 1);
        assert!(!violations(SCHEMA, &faulty).is_empty());
    }

    fn book() -> FormBook {
        let texts = FormBook::embedded_texts().iter().map(|(file, text)| {
            let ended = text.replace(
                "first_year = 2021\n",
                "first_year = 2021\nlast_year = 2029\n",
            );
            (*file, ended)
        });
        let texts: Vec<(&str, String)> = texts.chain([("2030.toml", THIRD.to_owned())]).collect();
        FormBook::from_texts(texts.iter().map(|(file, text)| (*file, text.as_str()))).unwrap()
    }

    fn report(book: &FormBook, year: i16, cells: &[(&str, i64)]) -> AnnualReport {
        let form = book.for_year(year).unwrap();
        let mut tables = Tables::absent(form.clone());
        for index in 0..form.cells().len() {
            tables.set(index, Cell::of_count(0));
        }
        for (id, count) in cells {
            tables.set(form.cell_index(id).unwrap(), Cell::of_count(*count));
        }
        AnnualReport {
            report_year: Some(year),
            tables: Some(tables),
            ..AnnualReport::default()
        }
    }

    fn about_cells(findings: Vec<Finding>) -> Vec<(&'static str, Vec<String>)> {
        let about = findings
            .into_iter()
            .filter(|finding| !finding.cells.is_empty());
        about.map(|finding| (finding.rule, finding.cells)).collect()
    }

    #[test]
    fn the_relations_and_totals_of_a_third_form_are_checked_by_the_rules_there_are() {
        let book = book();
        let sound = [
            ("letters.received.all", 3),
            ("letters.received.paper", 3),
            ("letters.closed.all", 3),
            ("letters.closed.paper", 3),
            ("letters.answered.paper", 3),
            ("letters.answered.all", 3),
        ];
        let found = inspect(&report(&book, 2031, &sound), &book, |rule| rule.by_default);
        assert_eq!(about_cells(found), []);
        let unsound = [
            ("letters.received.paper", 3),
            ("letters.received.all", 2),
            ("letters.answered.online", 1),
            ("letters.answered.all", 1),
        ];
        let found = inspect(&report(&book, 2031, &unsound), &book, |rule| {
            rule.by_default
        });
        let rules: Vec<&str> = about_cells(found)
            .into_iter()
            .map(|(rule, _)| rule)
            .collect();
        let expected = [
            "balance",
            "balance",
            "row-total",
            "results-total",
            "results-total",
        ];
        assert_eq!(rules, expected);
    }

    #[test]
    fn a_relation_between_years_of_a_third_form_is_checked_and_one_across_forms_is_not_guessed() {
        let book = book();
        let (before, now) = (
            report(&book, 2030, &[("letters.open.all", 2)]),
            report(&book, 2031, &[]),
        );
        let found = about_cells(inspect_series(&before, &now, &book, |rule| rule.by_default));
        assert_eq!(
            found,
            [("carry-over", vec![String::from("letters.brought_in.all")])]
        );
        let (last_of_old, first_of_new) = (report(&book, 2029, &[]), report(&book, 2030, &[]));
        let found = inspect_series(&last_of_old, &first_of_new, &book, |rule| rule.by_default);
        assert_eq!(found, []);
    }

    #[test]
    fn reports_of_years_that_do_not_follow_each_other_are_not_compared() {
        let book = book();
        let (before, now) = (
            report(&book, 2030, &[("letters.open.all", 2)]),
            report(&book, 2032, &[]),
        );
        assert_eq!(inspect_series(&before, &now, &book, |_| true), []);
    }

    /// What is said of the third form with one text replaced by another.
    fn refusal(old: &str, new: &str) -> String {
        let faulty = THIRD.replacen(old, new, 1);
        assert_ne!(faulty, THIRD, "{old}");
        FormBook::from_texts([("third.toml", faulty.as_str())])
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn a_faulty_form_is_refused_with_a_message_that_names_the_fault() {
        let cases = [
            (
                "right = [\"letters.closed\"",
                "right = [\"letters.lost\"",
                "a relation names letters.lost, which does not exist",
            ),
            (
                "id = \"letters.closed\"",
                "id = \"letters.answered\"",
                "cell letters.answered.paper stands twice",
            ),
            (
                "total_of = [\"letters.answered\"",
                "total_of = [\"letters.burnt\"",
                "a total names letters.burnt, which does not exist",
            ),
            (
                "total_of = [\"paper\"",
                "total_of = [\"stone\"",
                "a total names stone, which does not exist",
            ),
            (
                "left = [\"letters.received\", \"letters.brought_in\"]",
                "left = [\"letters.received.all\"]",
                "a relation joins rows of different columns, or rows and cells",
            ),
            (
                "left = [\"letters.received\", \"letters.brought_in\"]",
                "left = []",
                "a relation has a side without terms",
            ),
            (
                "kind = \"count\"",
                "kind = \"number\"",
                "a column of kind number with unit Some(\"件\") is unknown",
            ),
            (
                "layout = \"matrix\"",
                "layout = \"circle\"",
                "layout circle is unknown",
            ),
            (
                "schema = \"gongkai/report-form/1\"",
                "schema = \"gongkai/report-form/9\"",
                "schema is gongkai/report-form/9",
            ),
            (
                "cite = \"虚构第三条\"",
                "source = \"虚构第三条\"",
                "unknown field `source`",
            ),
        ];
        for (old, new, fault) in cases {
            let message = refusal(old, new);
            assert!(message.contains(fault), "{message}\ndoes not name: {fault}");
        }
    }

    #[test]
    fn a_correspondence_to_a_row_that_the_other_form_lacks_is_refused() {
        let with = |row: &str| {
            let entry = "\n[[correspondence]]\nform = \"2019\"\ncite = \"虚构\"";
            let rows = "rows = [\"letters.answered\"]";
            let form = format!("{THIRD}{entry}\nrow = \"{row}\"\n{rows}\n");
            let oldest = FormBook::embedded_texts()[0];
            FormBook::from_texts([oldest, ("third.toml", &form)])
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            with("letters.old"),
            "form 2030: form 2019 has no row letters.old"
        );
        let other = "form 2030: letters.answered has other columns than requests.new of form 2019";
        assert_eq!(with("requests.new"), other);
    }

    #[test]
    fn two_forms_for_one_year_are_refused_by_name() {
        let early = THIRD.replace("first_year = 2030", "first_year = 2020");
        let texts = FormBook::embedded_texts()
            .iter()
            .copied()
            .chain([("third.toml", early.as_str())]);
        let message = FormBook::from_texts(texts).unwrap_err().to_string();
        assert!(
            message.contains("form 2030: its report years overlap those of form 2019"),
            "{message}"
        );
    }
}
