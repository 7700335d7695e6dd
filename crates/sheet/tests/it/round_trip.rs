//! What is written is read again as it was: every kind of cell, every kind of column.

use gongkai_sheet::{
    Cell, Column, ColumnKind, Grid, Mark, Table, read, read_pasted, write, write_book, write_csv,
};
use jiff::civil::{Date, DateTime, date};
use proptest::prelude::*;
use rust_decimal::Decimal;

const KINDS: [ColumnKind; 7] = [
    ColumnKind::Text,
    ColumnKind::LongText,
    ColumnKind::Integer,
    ColumnKind::Money,
    ColumnKind::Date,
    ColumnKind::DateTime,
    ColumnKind::YesNo,
];

fn table(rows: Vec<Vec<Cell>>) -> Table {
    let column = |kind: &ColumnKind| Column::new(format!("{kind:?}"), *kind);
    Table {
        title: String::from("2026年移交 & 登记"),
        sheet: String::from("台账"),
        columns: KINDS.iter().map(column).collect(),
        rows,
        ..Table::default()
    }
}

fn days() -> impl Strategy<Value = Date> {
    let day = |days: i64| date(1900, 1, 1).checked_add(jiff::Span::new().days(days));
    (0_i64..150_000).prop_map(move |days| day(days).unwrap())
}

fn times() -> impl Strategy<Value = DateTime> {
    let within = (0_i8..24, 0_i8..60, 0_i8..60, 0_i32..1000);
    let at = |(day, (hour, minute, second, milli)): (Date, (i8, i8, i8, i32))| {
        day.at(hour, minute, second, milli * 1_000_000)
    };
    (days(), within).prop_map(at)
}

/// Numbers of at most fifteen digits, as a spreadsheet holds them.
fn numbers() -> impl Strategy<Value = Decimal> {
    let digits = -999_999_999_999_999_i64..=999_999_999_999_999;
    (digits, 0_u32..8).prop_map(|(digits, scale)| Decimal::new(digits, scale).normalize())
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\\r\u{fffe}\u{ffff}]{1,24}",
        "[ \\t\\n=+@'\"<>&;,，　0-9甲乙_x-]{1,12}",
        "<r>[<>/rt甲]{0,6}</r>",
        "_x00[0-9A-F]{2}_",
    ]
}

/// Text without control characters: a file full of them is no CSV.
fn plain() -> impl Strategy<Value = String> {
    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
    texts().prop_map(move |text| text.replace(control, "丙"))
}

fn cells() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Blank),
        texts().prop_map(Cell::Text),
        numbers().prop_map(Cell::Number),
        days().prop_map(Cell::Date),
        times().prop_map(Cell::DateTime),
        any::<bool>().prop_map(Cell::Bool),
        Just(Cell::Error(String::from("#DIV/0!"))),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<Cell>>> {
    prop::collection::vec(prop::collection::vec(cells(), 0..9), 0..6)
}

/// The cells of a table as they are to be read: where they stand is in their numbers.
fn expected(rows: &[Vec<Cell>]) -> (Vec<Vec<Cell>>, Vec<u32>) {
    let mut kept = Vec::new();
    for (row, number) in rows.iter().zip(2_u32..) {
        let mut row = row.clone();
        for (column, cell) in row.iter_mut().enumerate() {
            let kind = KINDS.get(column).copied();
            if let (Cell::Bool(yes), Some(ColumnKind::YesNo)) = (&*cell, kind) {
                *cell = Cell::from(if *yes { "是" } else { "否" });
            }
        }
        while row.last().is_some_and(Cell::is_blank) {
            row.pop();
        }
        if !row.is_empty() {
            kept.push((row, number));
        }
    }
    kept.into_iter().unzip()
}

fn only(mut grids: Vec<Grid>) -> Grid {
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn a_workbook_gives_back_the_cells_that_were_written(rows in rows()) {
        let table = table(rows);
        let mut grid = only(read(&write(&table).unwrap()).unwrap());
        let titles = grid.rows.remove(0);
        let number = grid.numbers.remove(0);
        prop_assert_eq!(number, 1);
        let same = titles.iter().zip(&table.columns).all(|(cell, column)| *cell == Cell::from(&*column.title));
        prop_assert!(same);
        prop_assert_eq!((grid.rows, grid.numbers), expected(&table.rows));
    }

    #[test]
    fn csv_gives_back_the_text_that_was_written(rows in prop::collection::vec(prop::collection::vec(plain(), 1..5), 1..5)) {
        let texts = rows.iter().map(|row| row.iter().map(|text| Cell::Text(text.clone())).collect());
        let table = table(texts.collect());
        let grid = only(read(&write_csv(&table)).unwrap());
        let expected: Vec<_> = table.rows.clone();
        prop_assert_eq!(grid.rows.get(1..).unwrap_or_default(), expected.as_slice());
    }

    #[test]
    fn whatever_is_pasted_no_character_but_white_space_is_lost(text in "[甲乙0-9,;|\"\\t\\r\\n  ─+-]{0,60}") {
        let kept = |text: &str| -> String {
            let drawn = |c: char| c.is_whitespace() || "|─+-\",;".contains(c);
            text.chars().filter(|c| !drawn(*c)).collect()
        };
        let read: String = read_pasted(&text).rows.iter().flatten().map(ToString::to_string).collect();
        prop_assert_eq!(kept(&read), kept(&text));
    }

    #[test]
    fn a_workbook_with_any_damage_is_read_or_refused(at in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = write(&table(vec![vec![Cell::from("甲"), Cell::from(3_i64)]])).unwrap();
        for (index, byte) in at {
            let length = bytes.len();
            bytes[index.index(length)] = byte;
        }
        drop(read(&bytes));
    }

    #[test]
    fn whatever_the_bytes_reading_ends(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        drop(read(&bytes));
    }
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let mut table = table(vec![vec![Cell::from("甲"), Cell::Blank, Cell::from(3_i64)]]);
    table.marks.push(Mark {
        row: 0,
        column: 2,
        message: String::from("应填日期"),
    });
    let first = write(&table).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert_eq!(first, write(&table).unwrap());
}

#[test]
fn long_rows_of_digits_stay_what_they_are() {
    let rows = vec![vec![
        Cell::from("110101199001011234"),
        Cell::from("008613800138000"),
        Cell::from("0012"),
    ]];
    let grid = only(read(&write(&table(rows.clone())).unwrap()).unwrap());
    assert_eq!(grid.rows.get(1), rows.first());
}

#[test]
fn a_number_with_more_digits_than_a_spreadsheet_keeps_comes_back_as_text() {
    let number: Decimal = "1234567890123456.78".parse().unwrap();
    let grid = only(read(&write(&table(vec![vec![Cell::from(number)]])).unwrap()).unwrap());
    assert_eq!(grid.cell(1, 0), &Cell::from("1234567890123456.78"));
}

#[test]
fn title_remarks_and_marks_do_not_change_what_is_read_of_the_table() {
    let entry = vec![Cell::from("甲"), Cell::from("乙")];
    let mut table = table(vec![entry.clone()]);
    table.headed = true;
    table.head = vec![String::from("单位：某镇人民政府")];
    table.foot = vec![String::from("填表人："), String::from("注：本表一式两份")];
    table.marks.push(Mark {
        row: 0,
        column: 1,
        message: String::from("没有这个栏目"),
    });
    let grid = only(read(&write(&table).unwrap()).unwrap());
    let header = grid.header(&["Text", "LongText"]).unwrap();
    let entries: Vec<usize> = grid.entries(header).collect();
    assert_eq!(
        entries
            .iter()
            .map(|row| &grid.rows[*row])
            .collect::<Vec<_>>(),
        [&entry]
    );
    assert_eq!(grid.place(entries[0], 1), "B4");
}

#[test]
fn a_mark_beyond_the_columns_and_two_marks_on_a_cell_are_shown() {
    let mut table = table(vec![vec![Cell::from("甲")]]);
    for (column, message) in [(0, "太短"), (0, "重复"), (9, "多出一列")] {
        let message = message.to_owned();
        table.marks.push(Mark {
            row: 0,
            column,
            message,
        });
    }
    let bytes = write(&table).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let comments = archive.by_name("xl/comments1.xml").unwrap();
    let comments = std::io::read_to_string(comments).unwrap();
    assert!(comments.contains("太短\n重复"));
    assert!(comments.contains("ref=\"J2\""));
}

#[test]
fn a_long_list_of_choices_stands_on_a_sheet_that_is_not_read() {
    let mut table = table(vec![vec![Cell::from("第3项，其他")]]);
    table.columns[0].choices = (1..100).map(|n| format!("第{n}项，其他")).collect();
    let grids = read(&write_book(&[table.clone(), table]).unwrap()).unwrap();
    let names: Vec<&str> = grids.iter().map(|grid| grid.name.as_str()).collect();
    assert_eq!(names, ["台账", "台账（2）"]);
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_with_its_place() {
    let long = table(vec![vec![Cell::from("甲".repeat(32_768))]]);
    assert!(write(&long).unwrap_err().to_string().starts_with("A2"));
}
