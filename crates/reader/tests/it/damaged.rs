//! Reports damaged on their way into a text, with known truth: a wrong value stated as sure is
//! the worst outcome, worse than a missing one.

use gongkai_domain::report::FormBook;
use gongkai_reader::Reader;
use gongkai_testkit::{Board, Damage, Layout, Rng, Sample, damaged, report};

#[expect(
    clippy::print_stdout,
    reason = "the text is what a failure is understood by"
)]
fn read(reader: &Reader, sample: &Sample, board: &mut Board) {
    let name = if sample.layout == Layout::Csv {
        "report.csv"
    } else {
        "report.txt"
    };
    let reading = reader.read(sample.text.as_bytes(), name).unwrap();
    let tables = reading.report.tables.as_ref();
    for error in sample.errors(tables).iter().take(2) {
        println!(
            "{:?} {:?}: {error}\n{}",
            sample.layout, sample.damages, sample.text
        );
    }
    board.add(sample, tables);
}

/// Every layout without damage, and with one kind of damage.
fn one_damage(count: usize, seed: u64, damages: &[Damage]) -> Board {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut board = Board::default();
    let mut rng = Rng::new(seed);
    for number in 0..count {
        let form = &book.forms()[number % book.forms().len()];
        let meant = report(&mut rng, form);
        let layout = rng.pick(&Layout::ALL);
        let damage = if damages.is_empty() {
            Vec::new()
        } else {
            vec![rng.pick(damages)]
        };
        read(
            &reader,
            &damaged(&meant, layout, &damage, &mut rng),
            &mut board,
        );
    }
    board
}

/// Damage after which a careful person still proves most cells.
fn fair() -> Vec<Damage> {
    let foul = [
        Damage::ValuesBeforeLabels,
        Damage::TwoReports,
        Damage::Deduplicated,
    ];
    Damage::ALL
        .into_iter()
        .filter(|damage| !foul.contains(damage))
        .collect()
}

#[test]
fn undamaged_reports_of_every_layout_are_read_without_a_wrong_value() {
    let board = one_damage(3_000, 1, &[]);
    let all = board.get("all").unwrap();
    assert!(all.wrong <= 2, "{board}");
    for layout in Layout::ALL
        .into_iter()
        .filter(|layout| *layout != Layout::Concatenated)
    {
        let score = board.get(layout.name()).unwrap();
        assert!(score.recall() > 0.995, "{}\n{board}", layout.name());
    }
}

#[test]
fn reports_with_one_damage_are_read_without_wrong_values_to_speak_of() {
    let board = one_damage(6_000, 2, &fair());
    let all = board.get("all").unwrap();
    assert!(all.precision() > 0.9999 && all.recall() > 0.97, "{board}");
}

#[test]
fn reports_that_deceive_a_careful_person_are_mostly_left_in_doubt() {
    let foul = [
        Damage::ValuesBeforeLabels,
        Damage::TwoReports,
        Damage::Deduplicated,
    ];
    let board = one_damage(1_500, 3, &foul);
    assert!(board.get("all").unwrap().precision() > 0.995, "{board}");
}

#[test]
fn ten_thousand_reports_with_up_to_three_damages_keep_precision() {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut board = Board::default();
    let mut rng = Rng::new(4);
    for number in 0..10_000 {
        let form = &book.forms()[number % book.forms().len()];
        read(&reader, &Sample::drawn(&mut rng, form, 3), &mut board);
    }
    let all = board.get("all").unwrap();
    assert!(all.precision() > 0.9995 && all.recall() > 0.96, "{board}");
}
