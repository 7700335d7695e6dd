//! What the generator promises of damaged samples: the truth fits the text.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot find its form has failed"
)]

use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{Form, FormBook, Number};
use gongkai_testkit::{CellTruth, Damage, Layout, ReportBuilder, Rng, Sample, damaged, report};
use std::collections::BTreeMap;
use std::sync::Arc;

fn forms() -> &'static [Arc<Form>] {
    FormBook::statutory().unwrap().forms()
}

fn counted(sample: &Sample) -> BTreeMap<usize, usize> {
    let mut counts = BTreeMap::new();
    for (cell, ..) in &sample.places {
        *counts.entry(*cell).or_default() += 1;
    }
    counts
}

fn all_zero_but_dense_new() -> gongkai_domain::report::AnnualReport {
    ReportBuilder::new(&forms()[0])
        .all(0)
        .row("requests.new", &[1, 2, 3, 4, 5, 6, 21])
        .build()
}

#[test]
fn the_same_seed_gives_the_same_sample_for_every_damage_in_every_layout() {
    for form in forms() {
        for (damage, layout) in Damage::ALL
            .into_iter()
            .flat_map(|d| Layout::ALL.into_iter().map(move |l| (d, l)))
        {
            let draw = || {
                let mut rng = Rng::new(5);
                let report = report(&mut rng, form);
                damaged(&report, layout, &[damage], &mut rng).text
            };
            assert_eq!(draw(), draw(), "{damage:?} {layout:?}");
        }
    }
}

#[test]
fn what_must_be_read_stands_once_in_the_text_and_what_is_gone_does_not() {
    for form in forms() {
        for seed in 0..3_000 {
            let sample = Sample::drawn(&mut Rng::new(seed), form, 4);
            let counted = counted(&sample);
            for (cell, (id, truth)) in sample.truth.iter().enumerate() {
                let times = counted.get(&cell).copied().unwrap_or_default();
                let expected = match truth {
                    CellTruth::MustRead(_) => times == 1,
                    CellTruth::MayRead(_) | CellTruth::Either(..) => true,
                    CellTruth::Blank | CellTruth::Absent | CellTruth::Nothing => times == 0,
                };
                assert!(
                    expected,
                    "{seed} {id} {truth:?} {times} {:?}",
                    sample.damages
                );
            }
        }
    }
}

#[test]
fn damage_to_labels_and_surroundings_leaves_every_figure_provable() {
    let harmless = [
        Damage::WrongTitleYear,
        Damage::OtherFormYear,
        Damage::Thousands,
        Damage::Units,
        Damage::DecimalCounts,
        Damage::FullWidthDigits,
        Damage::LocalRows,
        Damage::ShiftedRows,
        Damage::LabelVariants,
        Damage::Explained,
        Damage::TruncatedHeads,
        Damage::HalfWidth,
        Damage::LostNumerals,
        Damage::SpacedLabels,
        Damage::OcrLabels,
        Damage::Traditional,
        Damage::Pinyin,
        Damage::LabelLost,
        Damage::SplitLabels,
        Damage::HeadingVariants,
        Damage::SentenceBeforeTable,
    ];
    for form in forms() {
        for damage in harmless {
            for layout in Layout::ALL
                .into_iter()
                .filter(|&l| l != Layout::Concatenated)
            {
                let mut rng = Rng::new(3);
                let report = report(&mut rng, form);
                let sample = damaged(&report, layout, &[damage], &mut rng);
                let unproved = sample
                    .truth
                    .iter()
                    .find(|(_, t)| !matches!(t, CellTruth::MustRead(_)));
                assert_eq!(unproved, None, "{damage:?} {layout:?}");
            }
        }
    }
}

#[test]
fn a_surplus_zero_leaves_a_row_of_zeros_provable_and_a_mixed_row_not() {
    let mut mixed = 0;
    for seed in 0..60 {
        let report = all_zero_but_dense_new();
        let sample = damaged(
            &report,
            Layout::Tsv,
            &[Damage::ExtraValue],
            &mut Rng::new(seed),
        );
        let zero = sample.truth.cell("requests.granted.other");
        let weak = |id: &str| matches!(sample.truth.cell(id), CellTruth::MayRead(_));
        if zero != CellTruth::MustRead(Number::Count(0)) {
            let extra = sample
                .text
                .lines()
                .any(|line| line.contains("予以公开") && line.contains(['1', '7']));
            assert!(extra, "{seed}");
        }
        mixed += usize::from(weak("requests.new.research"));
    }
    assert!(mixed > 0);
}

#[test]
fn a_dropped_blank_cell_leaves_nothing_of_its_row_certain() {
    let report = ReportBuilder::new(&forms()[1]).all(0).build();
    for layout in Layout::ALL.into_iter().filter(|&l| l != Layout::PdfLayout) {
        let sample = damaged(&report, layout, &[Damage::MissingValue], &mut Rng::new(2));
        let row = |row: &str| {
            sample
                .truth
                .iter()
                .filter(|(id, _)| id.starts_with(row))
                .count()
        };
        assert!(row("requests.new") == 7);
        let nothing: Vec<&str> = sample
            .truth
            .iter()
            .filter(|(_, truth)| *truth == CellTruth::Nothing)
            .map(|(id, _)| id)
            .collect();
        assert!(!nothing.is_empty(), "{layout:?}");
    }
}

#[test]
fn a_deduplicated_page_repeats_no_line() {
    for layout in Layout::ALL {
        let mut rng = Rng::new(4);
        let report = report(&mut rng, &forms()[0]);
        let sample = damaged(&report, layout, &[Damage::Deduplicated], &mut rng);
        let mut lines: Vec<&str> = sample
            .text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let all = lines.len();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), all, "{layout:?}");
    }
}

#[test]
fn two_reports_in_one_file_allow_the_figures_of_either() {
    let report = ReportBuilder::new(&forms()[0])
        .all(0)
        .count("requests.new.total", 77_777)
        .build();
    let sample = damaged(
        &report,
        Layout::PipeRow,
        &[Damage::TwoReports],
        &mut Rng::new(1),
    );
    let truth = sample.truth.cell("requests.new.total");
    assert!(truth.allows(Number::Count(77_777)));
    assert!(
        sample
            .truth
            .iter()
            .all(|(_, truth)| !matches!(truth, CellTruth::MustRead(_)))
    );
}

#[test]
fn blank_cells_are_blank_in_a_grid_and_lost_where_cells_have_no_places() {
    let report = ReportBuilder::new(&forms()[0])
        .all(3)
        .blank("requests.new.other")
        .build();
    let truth = |layout| {
        let sample = damaged(&report, layout, &[], &mut Rng::new(1));
        (
            sample.truth.cell("requests.new.other"),
            sample.truth.cell("requests.new.total"),
        )
    };
    let three = Number::Count(3);
    assert_eq!(
        truth(Layout::Tsv),
        (CellTruth::Blank, CellTruth::MustRead(three))
    );
    assert_eq!(
        truth(Layout::SpaceRow),
        (CellTruth::Nothing, CellTruth::MayRead(three))
    );
}

#[test]
fn dropped_rows_are_absent_and_their_labels_gone() {
    for seed in 0..40 {
        let report = ReportBuilder::new(&forms()[0]).all(0).build();
        let sample = damaged(
            &report,
            Layout::PipeRow,
            &[Damage::DroppedRows],
            &mut Rng::new(seed),
        );
        let gone = |row: &str| sample.truth.cell(&format!("{row}.total")) == CellTruth::Absent;
        assert_eq!(
            gone("requests.not_processed.repeat"),
            !sample.text.contains("重复申请")
        );
    }
}

#[test]
fn a_year_of_another_form_leaves_no_trace_of_the_old_year() {
    for form in forms() {
        let mut rng = Rng::new(9);
        let original = report(&mut rng, form);
        let sample = damaged(&original, Layout::Tsv, &[Damage::OtherFormYear], &mut rng);
        let year = sample.report.report_year.unwrap();
        assert!(!form.applies_to(year));
        assert!(sample.text.contains(&year.to_string()));
    }
}

#[test]
fn money_is_printed_with_the_unit_that_the_truth_names() {
    for seed in 0..300 {
        let sample = Sample::drawn(&mut Rng::new(seed), &forms()[0], 0);
        if sample.layout == Layout::PdfLayout {
            continue;
        }
        let amount = sample
            .report
            .tables
            .as_ref()
            .unwrap()
            .iter()
            .find_map(|(spec, cell)| {
                matches!(spec.kind, CellKind::Amount(_))
                    .then(|| cell.amount())
                    .flatten()
            });
        let unit = amount.unwrap().unit();
        let text: String = sample.text.chars().filter(|c| !c.is_whitespace()).collect();
        let table = text.split("采购项目数量").nth(1).unwrap();
        let printed = table.split("三、").next().unwrap().contains('元');
        assert_eq!(printed, unit.is_some(), "{seed} {table}");
    }
}
