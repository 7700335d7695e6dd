//! The score counts what a reader states against what the text supports.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot find its form has failed"
)]

use gongkai_domain::report::{Cell, FormBook, Tables};
use gongkai_testkit::{Board, Damage, Layout, ReportBuilder, Rng, Sample, Score, damaged};
use std::sync::Arc;

fn zeros(damages: &[Damage]) -> Sample {
    let form = FormBook::statutory().unwrap().get("2021").unwrap();
    damaged(
        &ReportBuilder::new(form).all(0).build(),
        Layout::Tsv,
        damages,
        &mut Rng::new(1),
    )
}

fn read(sample: &Sample) -> Tables {
    sample.report.tables.clone().unwrap()
}

#[test]
fn a_reader_that_states_everything_rightly_has_precision_and_recall_one() {
    let sample = zeros(&[]);
    let score = Score::of(&sample, Some(&read(&sample)));
    assert_eq!(
        (score.stated, score.wrong, score.must, score.found),
        (200, 0, 200, 200)
    );
    assert_eq!(score.perfect, 1);
}

#[test]
fn a_wrong_figure_is_stated_but_not_found() {
    let sample = zeros(&[]);
    let mut tables = read(&sample);
    tables.set(12, Cell::of_count(4));
    let score = Score::of(&sample, Some(&tables));
    assert_eq!(
        (score.stated, score.wrong, score.found, score.perfect),
        (200, 1, 199, 0)
    );
    assert_eq!(sample.errors(Some(&tables)).len(), 1);
}

#[test]
fn a_cell_left_out_costs_recall_only() {
    let sample = zeros(&[]);
    let mut tables = read(&sample);
    tables.set(12, Cell::blank());
    let score = Score::of(&sample, Some(&tables));
    assert_eq!(
        (score.stated, score.wrong, score.must, score.found),
        (199, 0, 200, 199)
    );
}

#[test]
fn a_zero_invented_for_a_dropped_row_is_wrong() {
    let sample = zeros(&[Damage::DroppedRows]);
    let score = Score::of(&sample, Some(&read(&sample)));
    assert!(score.wrong > 0);
    assert_eq!(score.wrong + score.must, 200);
}

#[test]
fn no_reading_states_nothing_and_finds_nothing() {
    let score = Score::of(&zeros(&[]), None);
    assert_eq!(
        (score.stated, score.wrong, score.found, score.must),
        (0, 0, 0, 200)
    );
    assert!(score.recall() < f64::EPSILON);
}

#[test]
fn cells_that_only_another_form_has_are_wrong() {
    let sample = zeros(&[]);
    let other = FormBook::statutory().unwrap().get("2019").unwrap();
    let mut tables = Tables::absent(Arc::clone(other));
    tables.set(0, Cell::of_count(0));
    assert_eq!(Score::of(&sample, Some(&tables)).wrong, 1);
}

#[test]
fn a_board_counts_each_sample_under_its_damage_its_layout_and_all() {
    let sample = zeros(&[Damage::DroppedRows, Damage::Traditional]);
    let mut board = Board::default();
    board.add(&sample, None);
    board.add(&zeros(&[]), None);
    let samples = |name| board.get(name).map(|score| score.samples);
    assert_eq!(samples("all"), Some(2));
    assert_eq!(
        (samples("dropped-rows"), samples("traditional")),
        (Some(1), Some(1))
    );
    assert_eq!((samples("(none)"), samples("tsv")), (Some(1), Some(2)));
    assert_eq!(board.to_string().lines().count(), 6);
}
