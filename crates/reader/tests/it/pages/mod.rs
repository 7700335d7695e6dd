//! Reports on fixed pages: every cell of the statutory tables, from every kind of font and ruling.

mod hard;
mod hostile;
pub(crate) mod paper;
pub(crate) mod writer;

use gongkai_domain::report::{AnnualReport, CellState, FormBook, Place, Tables};
use gongkai_reader::{Reader, Reading};
use gongkai_testkit::{Rng, report};
use paper::{Paper, Style, papers};
use writer::{Manner, pdf};

fn reader() -> Reader {
    Reader::new(FormBook::statutory().unwrap())
}

/// Reports of both forms.
fn reports(seeds: std::ops::Range<u64>) -> Vec<AnnualReport> {
    let forms = FormBook::statutory().unwrap().forms();
    seeds
        .flat_map(|seed| {
            forms
                .iter()
                .map(move |form| report(&mut Rng::new(seed), form))
        })
        .collect()
}

fn read(pages: &[Paper], manner: Manner) -> Reading {
    reader().read(&pdf(pages, manner), "a.pdf").unwrap()
}

/// What of the tables was read otherwise than it was printed.
fn wrong(read: Option<&Tables>, printed: &Tables) -> Vec<String> {
    let Some(read) = read else {
        return vec![String::from("no tables")];
    };
    let pairs = read.iter().zip(printed.iter());
    pairs
        .filter(|((_, read), (_, printed))| read.state != printed.state)
        .map(|((spec, read), (_, printed))| {
            format!("{}: {:?} for {:?}", spec.id, read.state, printed.state)
        })
        .collect()
}

/// Cells whose place is not where their figure was printed.
fn misplaced(read: &Tables, pages: &[Paper]) -> Vec<String> {
    let mut misplaced = Vec::new();
    for (page, paper) in (1..).zip(pages) {
        for text in &paper.texts {
            let Some(index) = text.cell else { continue };
            let (spec, cell) = read.iter().nth(index).unwrap();
            let Some(Place::Page { page: found, area }) = &cell.place else {
                misplaced.push(format!("{}: {:?}", spec.id, cell.place));
                continue;
            };
            let point = |tenths: u32| f32::from(u16::try_from(tenths).unwrap()) / 10.0;
            let (x, y) = (text.x + 1.0, text.y - 2.0);
            let across = point(area.left)..=point(area.right);
            let down = point(area.top)..=point(area.bottom);
            let inside = across.contains(&x) && down.contains(&y);
            if *found != page || !inside || area.right - area.left > 600 {
                misplaced.push(format!("{}: page {found} {area:?} for {x},{y}", spec.id));
            }
        }
    }
    misplaced
}

/// Reads reports laid out in a style and written in a manner; every cell must be right, and lead
/// back to its place.
fn assert_read(style: Style, manner: Manner, seeds: std::ops::Range<u64>) {
    for report in reports(seeds) {
        let pages = papers(&report, style);
        let reading = read(&pages, manner);
        let printed = report.tables.as_ref().unwrap();
        let faults = wrong(reading.report.tables.as_ref(), printed);
        assert_eq!(faults, Vec::<String>::new(), "{style:?} {manner:?}");
        if manner.turned == writer::Turned::Upright {
            let misplaced = misplaced(reading.report.tables.as_ref().unwrap(), &pages);
            assert_eq!(misplaced, Vec::<String>::new(), "{style:?} {manner:?}");
        }
        assert_eq!(
            title(&reading.report),
            title(&report),
            "{style:?} {manner:?}"
        );
    }
}

/// The title without blanks.
fn title(report: &AnnualReport) -> String {
    let title = report.title.as_deref().unwrap_or_default();
    title.split_whitespace().collect()
}

/// How many of the cells are stated.
fn stated(tables: &Tables) -> usize {
    let cells = tables.iter().map(|(_, cell)| cell.state);
    cells
        .filter(|state| matches!(state, CellState::Stated(_)))
        .count()
}
