//! What the generator promises: lawful reports, the same bytes for the same seed, every figure in
//! every layout.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot find its form has failed"
)]

use gongkai_domain::report::{FormBook, Number};
use gongkai_domain::rules::inspect;
use gongkai_testkit::{Layout, ReportBuilder, Rng, print, report};

fn book() -> &'static FormBook {
    FormBook::statutory().unwrap()
}

#[test]
fn an_invented_report_breaks_no_rule_and_leaves_none_undecided() {
    for form in book().forms() {
        for seed in 0..400 {
            let report = report(&mut Rng::new(seed), form);
            // The form of 2019 prints no unit of money, so a report without one is lawful.
            let findings = inspect(&report, book(), |rule| {
                rule.by_default && rule.code != "unit-missing"
            });
            assert!(findings.is_empty(), "{} {seed}: {findings:?}", form.id);
        }
    }
}

#[test]
fn the_same_seed_prints_the_same_bytes() {
    for form in book().forms() {
        for layout in Layout::ALL {
            let text = |seed| {
                let mut rng = Rng::new(seed);
                let report = report(&mut rng, form);
                print(&report, layout, &mut rng).text
            };
            assert_eq!(text(11), text(11));
            assert_ne!(text(11), text(12));
        }
    }
}

#[test]
fn every_layout_prints_every_figure_once_at_the_place_it_names() {
    for form in book().forms() {
        for (layout, seed) in Layout::ALL
            .into_iter()
            .flat_map(|l| (0..20).map(move |s| (l, s)))
        {
            let mut rng = Rng::new(seed);
            let report = report(&mut rng, form);
            let printed = print(&report, layout, &mut rng);
            let lines: Vec<Vec<char>> = printed.text.lines().map(|l| l.chars().collect()).collect();
            let mut cells: Vec<usize> = printed.places.iter().map(|&(cell, ..)| cell).collect();
            cells.sort_unstable();
            assert_eq!(
                cells,
                (0..form.cells().len()).collect::<Vec<_>>(),
                "{layout:?}"
            );
            for (cell, line, column) in printed.places {
                let there: String = lines[line as usize - 1][column as usize - 1..]
                    .iter()
                    .collect();
                let number = report.tables.as_ref().unwrap().at(cell).number().unwrap();
                let digits = match number {
                    Number::Count(count) => count.to_string(),
                    Number::Amount(amount) => amount.printed().to_string(),
                };
                let there = there.trim_start_matches('+');
                assert!(
                    there.starts_with(&digits),
                    "{layout:?} {cell}: {digits} {there}"
                );
            }
        }
    }
}

#[test]
fn reports_of_one_form_are_not_all_zero_nor_all_full() {
    let form = book().get("2019").unwrap();
    let stated = |seed: u64| {
        let report = report(&mut Rng::new(seed), form);
        let tables = report.tables.unwrap();
        tables
            .iter()
            .filter(|(_, cell)| cell.count().is_some_and(|count| count != 0))
            .count()
    };
    let nonzero: Vec<usize> = (0..200).map(stated).collect();
    assert!(nonzero.iter().filter(|&&count| count < 20).count() > 40);
    assert!(nonzero.iter().filter(|&&count| count > 120).count() > 10);
}

#[test]
fn a_balanced_builder_follows_one_application_through_all_its_totals() {
    for form in book().forms() {
        let report = ReportBuilder::new(form)
            .all(0)
            .count("requests.granted.business", 2)
            .count("requests.carried_in.business", 1)
            .balanced()
            .build();
        let count = |id: &str| report.tables.as_ref().unwrap().count(id);
        assert_eq!(count("requests.new.business"), Some(1));
        assert_eq!(count("requests.total.total"), Some(2));
        let findings = inspect(&report, book(), |_| true);
        let mut of_figures = findings.iter().filter(|finding| !finding.cells.is_empty());
        assert_eq!(of_figures.next(), None);
    }
}
