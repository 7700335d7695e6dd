//! Recorded pastes of many shapes, each read as the table that it was.

use gongkai_sheet::{Cell, read_pasted};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    paste: Vec<Paste>,
}

#[derive(Deserialize)]
struct Paste {
    name: String,
    text: String,
    rows: Vec<Vec<String>>,
    numbers: Option<Vec<u32>>,
}

impl Paste {
    /// What is wrong with the reading, if anything is.
    fn problem(&self) -> Option<String> {
        let grid = read_pasted(&self.text);
        let cells = |row: &Vec<String>| row.iter().map(|text| Cell::from(text.as_str())).collect();
        let rows: Vec<Vec<Cell>> = self.rows.iter().map(cells).collect();
        let count = u32::try_from(rows.len()).unwrap();
        let numbers = self
            .numbers
            .clone()
            .unwrap_or_else(|| (1..=count).collect());
        let right = grid.rows == rows && grid.numbers == numbers;
        (!right).then(|| format!("{}\n  read {:?} {:?}", self.name, grid.numbers, grid.rows))
    }
}

fn pastes() -> Vec<Paste> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/pastes");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let texts = files.map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| toml::from_str::<File>(&text).unwrap().paste)
        .collect()
}

#[test]
fn every_recorded_paste_is_read_as_the_table_it_was() {
    let pastes = pastes();
    assert!(pastes.len() >= 200, "{} pastes", pastes.len());
    let problems: Vec<String> = pastes.iter().filter_map(Paste::problem).collect();
    assert!(
        problems.is_empty(),
        "{} of {}:\n{}",
        problems.len(),
        pastes.len(),
        problems.join("\n")
    );
}

#[test]
fn a_paste_of_a_ledger_keeps_each_cell_whatever_is_pasted_around_it() {
    let tabs = |paste: &&Paste| paste.text.contains('\t') && !paste.text.starts_with('\u{feff}');
    for paste in pastes().iter().filter(tabs) {
        let around = read_pasted(&format!("台账\r\n{}", paste.text));
        let alone = read_pasted(&paste.text);
        assert_eq!(
            around.rows.get(1..),
            Some(alone.rows.as_slice()),
            "{}",
            paste.name
        );
    }
}
