//! What happens to a report on its way into a text file, and what can still be read of it then.
//!
//! Each damage changes the paper (or the finished text) and the truth together. The truth is
//! that of a careful person who has the text only: what order and count of figures still prove
//! stays [`MustRead`](crate::CellTruth::MustRead), what they do not becomes [`MayRead`](crate::CellTruth::MayRead).

mod characters;
mod documents;
mod figures;
mod labels;
mod pages;
mod rows;
mod script;
mod text;
mod values;

use crate::layout::{Layout, render};
use crate::paper::{Item, Paper, Sheet, SheetRow, draw, strip};
use crate::{Rng, Truth};
use gongkai_domain::report::{AnnualReport, Form};
use std::sync::Arc;

/// One kind of damage. They are done in the order in which they are listed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Damage {
    /// The title names another year than the text.
    WrongTitleYear,
    /// The whole report is of a year that calls for another form.
    OtherFormYear,
    /// Cells without a figure: empty, `/`, `—`, `-` or 无.
    BlankCells,
    /// Every blank cell is dropped: labels follow each other without figures.
    BlanksDropped,
    /// Changes as `+19`, 增98, 减4.
    WordedChanges,
    /// Thousands separators.
    Thousands,
    /// 件, 项, 条 behind counts.
    Units,
    /// Counts with decimals: `0.00`.
    DecimalCounts,
    /// Digits of full width.
    FullWidthDigits,
    /// Blanks of all kinds around figures, rarely inside.
    StrayBlanks,
    /// A row with one figure more than it has columns.
    ExtraValue,
    /// A row whose blank cell is gone, the others have moved up.
    MissingValue,
    /// Some rows are not there.
    DroppedRows,
    /// The end of a table is not there, sometimes with the next table.
    DroppedPage,
    /// A table is not there.
    DroppedTable,
    /// Rows that the form does not know, with figures.
    LocalRows,
    /// Rows of a grid that begin too far left.
    ShiftedRows,
    /// Other wordings of labels and heads that the form lists.
    LabelVariants,
    /// Explanations in brackets behind labels and heads, with figures and other labels in them.
    Explained,
    /// Heads cut to their first characters.
    TruncatedHeads,
    /// Punctuation of half width, numerals set otherwise.
    HalfWidth,
    /// Numerals gone from labels.
    LostNumerals,
    /// Blanks inside labels.
    SpacedLabels,
    /// One in five characters of the labels misread.
    OcrLabels,
    /// Traditional characters.
    Traditional,
    /// Readings in Latin letters inside words.
    Pinyin,
    /// A row without its label.
    LabelLost,
    /// Labels in two pieces, on two lines or in two cells.
    SplitLabels,
    /// Section headings worded otherwise.
    HeadingVariants,
    /// A sentence between heading and table.
    SentenceBeforeTable,
    /// Figures stand before their label.
    ValuesBeforeLabels,
    /// A page number between label and figures.
    PageNumberInRow,
    /// Tables cut by pages, with page numbers and repeated heads.
    PageBreaks,
    /// Every line that stood before is dropped.
    Deduplicated,
    /// Another report, with other figures, follows in the same file.
    TwoReports,
}

impl Damage {
    /// Every kind, in the order in which they are done.
    pub const ALL: [Self; 35] = [
        Self::WrongTitleYear,
        Self::OtherFormYear,
        Self::BlankCells,
        Self::BlanksDropped,
        Self::WordedChanges,
        Self::Thousands,
        Self::Units,
        Self::DecimalCounts,
        Self::FullWidthDigits,
        Self::StrayBlanks,
        Self::ExtraValue,
        Self::MissingValue,
        Self::DroppedRows,
        Self::DroppedPage,
        Self::DroppedTable,
        Self::LocalRows,
        Self::ShiftedRows,
        Self::LabelVariants,
        Self::Explained,
        Self::TruncatedHeads,
        Self::HalfWidth,
        Self::LostNumerals,
        Self::SpacedLabels,
        Self::OcrLabels,
        Self::Traditional,
        Self::Pinyin,
        Self::LabelLost,
        Self::SplitLabels,
        Self::HeadingVariants,
        Self::SentenceBeforeTable,
        Self::ValuesBeforeLabels,
        Self::PageNumberInRow,
        Self::PageBreaks,
        Self::Deduplicated,
        Self::TwoReports,
    ];

    /// Its name in tables of scores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::WrongTitleYear => "wrong-title-year",
            Self::OtherFormYear => "other-form-year",
            Self::BlankCells => "blank-cells",
            Self::BlanksDropped => "blanks-dropped",
            Self::WordedChanges => "worded-changes",
            Self::Thousands => "thousands",
            Self::Units => "units",
            Self::DecimalCounts => "decimal-counts",
            Self::FullWidthDigits => "full-width-digits",
            Self::StrayBlanks => "stray-blanks",
            Self::ExtraValue => "extra-value",
            Self::MissingValue => "missing-value",
            Self::DroppedRows => "dropped-rows",
            Self::DroppedPage => "dropped-page",
            Self::DroppedTable => "dropped-table",
            Self::LocalRows => "local-rows",
            Self::ShiftedRows => "shifted-rows",
            Self::LabelVariants => "label-variants",
            Self::Explained => "explained",
            Self::TruncatedHeads => "truncated-heads",
            Self::HalfWidth => "half-width",
            Self::LostNumerals => "lost-numerals",
            Self::SpacedLabels => "spaced-labels",
            Self::OcrLabels => "ocr-labels",
            Self::Traditional => "traditional",
            Self::Pinyin => "pinyin",
            Self::LabelLost => "label-lost",
            Self::SplitLabels => "split-labels",
            Self::HeadingVariants => "heading-variants",
            Self::SentenceBeforeTable => "sentence-before-table",
            Self::ValuesBeforeLabels => "values-before-labels",
            Self::PageNumberInRow => "page-number-in-row",
            Self::PageBreaks => "page-breaks",
            Self::Deduplicated => "deduplicated",
            Self::TwoReports => "two-reports",
        }
    }

    /// Whether order and count of rows or figures no longer tell where a figure belongs.
    const fn disturbs_order(self) -> bool {
        matches!(
            self,
            Self::BlankCells
                | Self::BlanksDropped
                | Self::ExtraValue
                | Self::MissingValue
                | Self::DroppedRows
                | Self::DroppedPage
                | Self::DroppedTable
                | Self::LocalRows
                | Self::OcrLabels
                | Self::ValuesBeforeLabels
                | Self::PageNumberInRow
                | Self::PageBreaks
                | Self::Deduplicated
        )
    }
}

/// A damaged report and what may be read of it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The text.
    pub text: String,
    /// What may be read of each cell.
    pub truth: Truth,
    /// The report as it went to print: title, years and text as they stand in the sample.
    pub report: AnnualReport,
    /// The layout it is printed in.
    pub layout: Layout,
    /// The damage done, in the order in which it was done.
    pub damages: Vec<Damage>,
    /// Where each figure begins: index of the cell in the form, line and column (in characters),
    /// both counted from one, in the order of the text.
    pub places: Vec<(usize, u32, u32)>,
}

/// A report under damage.
struct Job<'a> {
    rng: &'a mut Rng,
    form: Arc<Form>,
    report: AnnualReport,
    paper: Paper,
    truth: Truth,
    layout: Layout,
    damages: &'a [Damage],
}

/// Prints a report with damage. A kind named twice is done once.
///
/// # Panics
/// If the report has no tables: there would be nothing to damage.
pub fn damaged(report: &AnnualReport, layout: Layout, damages: &[Damage], rng: &mut Rng) -> Sample {
    let damages: Vec<Damage> = Damage::ALL
        .into_iter()
        .filter(|d| damages.contains(d))
        .collect();
    let mut report = report.clone();
    documents::redate(&mut report, &damages, rng);
    let Some(tables) = &report.tables else {
        panic!("a report without tables cannot be damaged")
    };
    let truth = Truth::of(tables);
    let form = Arc::clone(tables.form());
    let paper = draw(rng, &report);
    let mut job = Job {
        rng,
        form,
        report,
        paper,
        truth,
        layout,
        damages: &damages,
    };
    for &damage in &damages {
        job.suffer(damage);
    }
    text::weaken_by_layout(&mut job);
    let mut marked = render(&job.paper, layout, job.rng);
    text::suffer(&mut job, &mut marked);
    let (text, found) = strip(&marked);
    let places = found
        .into_iter()
        .map(|found| (found.cell, found.line, found.column))
        .collect();
    let Job { truth, report, .. } = job;
    Sample {
        text,
        truth,
        report,
        layout,
        damages,
        places,
    }
}

impl Sample {
    /// A sample of an invented report: any layout, up to `most` kinds of damage.
    pub fn drawn(rng: &mut Rng, form: &Arc<Form>, most: usize) -> Self {
        let report = crate::report(rng, form);
        let layout = rng.pick(&Layout::ALL);
        let count = rng.below(most + 1);
        let chosen = rng.sample(Damage::ALL.len(), count);
        let damages: Vec<Damage> = chosen.into_iter().map(|at| Damage::ALL[at]).collect();
        damaged(&report, layout, &damages, rng)
    }
}

impl Job<'_> {
    fn suffer(&mut self, damage: Damage) {
        match damage {
            Damage::BlankCells => figures::blank(self),
            Damage::BlanksDropped => figures::drop_blanks(self),
            Damage::WordedChanges => figures::word_changes(self),
            Damage::Thousands => figures::group_thousands(self),
            Damage::Units => figures::add_units(self),
            Damage::DecimalCounts => figures::add_decimals(self),
            Damage::FullWidthDigits => figures::widen(self),
            Damage::StrayBlanks => figures::stray_blanks(self),
            Damage::ExtraValue => values::extra(self),
            Damage::MissingValue => values::missing(self),
            Damage::DroppedRows => rows::drop_rows(self),
            Damage::DroppedPage => rows::drop_page(self),
            Damage::DroppedTable => rows::drop_table(self),
            Damage::LocalRows => rows::add_local(self),
            Damage::ShiftedRows => rows::shift(self),
            Damage::LabelVariants => labels::vary(self),
            Damage::Explained => labels::explain(self),
            Damage::TruncatedHeads => labels::truncate_heads(self),
            Damage::HalfWidth => labels::narrow(self),
            Damage::LostNumerals => labels::lose_numerals(self),
            Damage::SpacedLabels => labels::space(self),
            Damage::OcrLabels => characters::misread(self),
            Damage::Traditional => script::traditional(self),
            Damage::Pinyin => script::pinyin(self),
            Damage::LabelLost => rows::lose_label(self),
            Damage::SplitLabels => labels::split(self),
            Damage::HeadingVariants => documents::vary_headings(self),
            Damage::SentenceBeforeTable => documents::add_sentence(self),
            Damage::ValuesBeforeLabels => values::before_labels(self),
            Damage::PageNumberInRow => pages::number_in_row(self),
            Damage::PageBreaks => pages::cut(self),
            // Done before the report is drawn, and to the finished text.
            Damage::WrongTitleYear
            | Damage::OtherFormYear
            | Damage::Deduplicated
            | Damage::TwoReports => {}
        }
    }

    /// Every table on paper.
    fn sheets(&mut self) -> impl Iterator<Item = &mut Sheet> {
        self.paper.items.iter_mut().filter_map(|item| match item {
            Item::Sheet(sheet) => Some(sheet),
            Item::Line(..) => None,
        })
    }

    /// Every line of every table.
    fn lines(&mut self) -> impl Iterator<Item = &mut SheetRow> {
        self.sheets().flat_map(|sheet| &mut sheet.rows)
    }

    /// Index of the item and of the line for every line with figures.
    fn figure_lines(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for (item, content) in self.paper.items.iter().enumerate() {
            if let Item::Sheet(sheet) = content {
                let lines = sheet
                    .rows
                    .iter()
                    .enumerate()
                    .filter(|(_, row)| row.has_values());
                found.extend(lines.map(|(line, _)| (item, line)));
            }
        }
        found
    }

    /// The line at these indices.
    fn line(&mut self, (item, line): (usize, usize)) -> Option<&mut SheetRow> {
        match self.paper.items.get_mut(item)? {
            Item::Sheet(sheet) => sheet.rows.get_mut(line),
            Item::Line(..) => None,
        }
    }

    /// The number that the cell states in the report.
    fn number(&self, cell: usize) -> Option<gongkai_domain::report::Number> {
        self.report.tables.as_ref()?.at(cell).number()
    }

    fn suffers(&self, damage: Damage) -> bool {
        self.damages.contains(&damage)
    }
}
