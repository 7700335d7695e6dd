//! What a reading promises of its cells comes true, and what it promises too little of is not
//! stated.

use gongkai_domain::report::{CellState, FormBook, Tables};
use gongkai_reader::Reader;
use gongkai_testkit::{Layout, Rng, Sample};

/// How many cells were promised at least so much, and how many of them were wrong.
#[derive(Debug, Default)]
struct Promise {
    cells: f64,
    promised: f64,
    wrong: f64,
}

fn promises(bounds: &[u32], count: usize) -> Vec<Promise> {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut rng = Rng::new(77);
    let mut promises: Vec<Promise> = bounds.iter().map(|_| Promise::default()).collect();
    for number in 0..count {
        let form = &book.forms()[number % book.forms().len()];
        let sample = Sample::drawn(&mut rng, form, 3);
        let csv = sample.layout == Layout::Csv;
        let name = if csv { "a.csv" } else { "a.txt" };
        let reading = reader.read(sample.text.as_bytes(), name).unwrap();
        for (spec, cell) in reading.report.tables.iter().flat_map(Tables::iter) {
            let Some(number) = cell.number().or(cell.offered) else {
                continue;
            };
            let share = cell.certainty.in_per_million();
            let Some(at) = bounds.iter().rposition(|bound| share >= *bound) else {
                continue;
            };
            promises[at].cells += 1.0;
            promises[at].promised += f64::from(share) / 1e6;
            promises[at].wrong += f64::from(u8::from(!sample.truth.cell(&spec.id).allows(number)));
        }
    }
    promises
}

#[test]
fn of_cells_promised_with_a_probability_that_share_is_right() {
    let promises = promises(&[0, 900_000, 990_000, 999_900], 2_500);
    for (promise, slack) in promises.iter().zip([0.15, 0.05, 0.003, 0.000_3]) {
        let right = 1.0 - promise.wrong / promise.cells;
        let promised = promise.promised / promise.cells;
        assert!(
            (right - promised).abs() < slack,
            "{right} {promised} {promise:?}"
        );
    }
}

#[test]
fn a_number_less_sure_than_99_in_a_hundred_is_offered_and_not_stated() {
    let book = FormBook::statutory().unwrap();
    let reader = Reader::new(book);
    let mut rng = Rng::new(78);
    let mut offered = 0;
    for number in 0..400 {
        let form = &book.forms()[number % book.forms().len()];
        let sample = Sample::drawn(&mut rng, form, 3);
        let reading = reader.read(sample.text.as_bytes(), "a.txt").unwrap();
        for (spec, cell) in reading.report.tables.iter().flat_map(Tables::iter) {
            let stated = matches!(cell.state, CellState::Stated(_));
            assert!(
                !stated || cell.certainty.in_per_million() >= 990_000,
                "{}",
                spec.id
            );
            assert!(
                cell.offered.is_none() || cell.state == CellState::Unclear,
                "{}",
                spec.id
            );
            offered += u32::from(cell.offered.is_some());
        }
    }
    assert!(offered > 20, "{offered}");
}

#[test]
fn a_row_with_a_cell_for_every_column_is_sure_of_its_blanks_and_a_short_one_is_not() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let read = |cells: &str| {
        let zeros = "<td>0</td>".repeat(7);
        let page = format!(
            "<table><tr><td>一、本年新收政府信息公开申请数量</td>{zeros}</tr>\
             <tr><td>二、上年结转政府信息公开申请数量</td>{cells}</tr>\
             <tr><td>（一）予以公开</td>{zeros}</tr></table>"
        );
        let reading = reader.read(page.as_bytes(), "a.html").unwrap();
        let tables = reading.report.tables.unwrap();
        let cell = |column| tables.cell(&format!("requests.carried_in.{column}"));
        [cell("natural_person"), cell("business")].map(|cell| cell.unwrap().state)
    };
    let whole = read(&format!("<td>5</td><td></td>{}", "<td>0</td>".repeat(5)));
    assert!(
        matches!(whole, [CellState::Stated(_), CellState::Blank]),
        "{whole:?}"
    );
    let short = read(&format!("<td>5</td>{}", "<td>0</td>".repeat(5)));
    assert_eq!(short, [CellState::Unclear, CellState::Unclear]);
}

#[test]
fn a_row_with_a_blank_is_read_by_the_columns_of_its_own_part_of_a_table_cut_in_two() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let zeros = "<td>0</td>".repeat(7);
    let page = format!(
        "<table><tr><td>一、本年新收政府信息公开申请数量</td>{zeros}</tr>\
         <tr><td>二、上年结转政府信息公开申请数量</td>{zeros}</tr></table>\
         <table><tr><td colspan=2>（一）予以公开</td>{zeros}</tr>\
         <tr><td colspan=2>（二）部分公开</td><td></td><td>5</td>{}</tr></table>",
        "<td>0</td>".repeat(5)
    );
    let reading = reader.read(page.as_bytes(), "a.html").unwrap();
    let tables = reading.report.tables.unwrap();
    let cell = |column| tables.cell(&format!("requests.partially_granted.{column}"));
    let [blank, five] = ["natural_person", "business"].map(|column| cell(column).unwrap());
    assert_eq!(blank.state, CellState::Blank);
    assert_eq!(five.count(), Some(5), "{five:?}");
}

#[test]
fn a_sum_that_does_not_hold_makes_its_cells_less_certain_and_changes_none() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let row = |total: u32| {
        format!(
            "一、本年新收政府信息公开申请数量\t3\t1\t0\t0\t0\t0\t{total}\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n三、本年度办理结果\t（一）予以公开\t2\t1\t0\t0\t0\t0\t3\n"
        )
    };
    let read = |total| {
        let reading = reader.read(row(total).as_bytes(), "a.txt").unwrap();
        let tables = reading.report.tables.unwrap();
        tables.cell("requests.new.total").unwrap().clone()
    };
    let (right, wrong) = (read(4), read(5));
    assert!(wrong.certainty < right.certainty, "{right:?} {wrong:?}");
    assert_eq!(wrong.number().or(wrong.offered).unwrap().to_string(), "5");
}
