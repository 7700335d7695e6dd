//! The layouts in which text pipelines deliver reports.

mod cells;
mod page;
mod paged;
mod rows;

use crate::Rng;
use crate::paper::{Found, Item, LineKind, Paper, Sheet, draw, strip};
use gongkai_domain::report::AnnualReport;

/// A way of printing tables as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Tabs between cells, merged places as empty cells.
    Tsv,
    /// The same with merged labels that cover a place too few, the line filled up at its right,
    /// and lines that have lost the empty cells at their left.
    TsvShifted,
    /// `规章 | 0 | 0 | 0 | |`: merged columns as trailing bars, merged rows absent.
    PipeRow,
    /// `规章 |` and `0 |` on lines of their own, bars alone as padding.
    PipeCell,
    /// `| 规章 | 0 | 0 | 0 |`, with or without the last bar.
    PipeLeadRow,
    /// A bar alone opens each row, then one cell a line.
    PipeLeadCell,
    /// One cell a line, nothing else.
    CellLine,
    /// One cell a paragraph.
    CellBlankLine,
    /// One cell a line behind a tab, an empty line after each row and inside broken cells.
    CellTab,
    /// A cell and its bar on two lines.
    CellLinePipeLine,
    /// Cells broken over lines between bars.
    PipeMultiline,
    /// Heads one cell a line, rows in one line.
    Mixed,
    /// Blanks between cells.
    SpaceRow,
    /// Nothing between the cells of a row.
    Concatenated,
    /// Columns aligned by blanks, labels cut over lines, values on the middle line.
    PdfLayout,
    /// Reading order without alignment, labels cut over lines.
    PdfRaw,
    /// A Markdown table.
    Markdown,
    /// Commas between cells, quotes where needed.
    Csv,
    /// A web page: paragraphs and tables with merged cells.
    Html,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 19] = [
        Self::Tsv,
        Self::TsvShifted,
        Self::PipeRow,
        Self::PipeCell,
        Self::PipeLeadRow,
        Self::PipeLeadCell,
        Self::CellLine,
        Self::CellBlankLine,
        Self::CellTab,
        Self::CellLinePipeLine,
        Self::PipeMultiline,
        Self::Mixed,
        Self::SpaceRow,
        Self::Concatenated,
        Self::PdfLayout,
        Self::PdfRaw,
        Self::Markdown,
        Self::Csv,
        Self::Html,
    ];

    /// Its name in tables of scores.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tsv => "tsv",
            Self::TsvShifted => "tsv-shifted",
            Self::PipeRow => "pipe-row",
            Self::PipeCell => "pipe-cell",
            Self::PipeLeadRow => "pipe-lead-row",
            Self::PipeLeadCell => "pipe-lead-cell",
            Self::CellLine => "cell-line",
            Self::CellBlankLine => "cell-blankline",
            Self::CellTab => "cell-tab",
            Self::CellLinePipeLine => "cell-line+pipe-line",
            Self::PipeMultiline => "pipe-multiline",
            Self::Mixed => "mixed",
            Self::SpaceRow => "space-row",
            Self::Concatenated => "concatenated",
            Self::PdfLayout => "pdf-layout",
            Self::PdfRaw => "pdf-raw",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Html => "html",
        }
    }

    /// How a line break inside a cell is printed.
    pub(crate) const fn line_break(self) -> &'static str {
        match self {
            Self::Markdown => "<br>",
            Self::CellBlankLine => "\n\n",
            Self::Tsv
            | Self::TsvShifted
            | Self::PipeRow
            | Self::PipeCell
            | Self::PipeLeadRow
            | Self::PipeLeadCell
            | Self::CellLine
            | Self::CellTab
            | Self::CellLinePipeLine
            | Self::PipeMultiline
            | Self::Mixed
            | Self::SpaceRow
            | Self::Concatenated
            | Self::PdfLayout
            | Self::PdfRaw
            | Self::Csv
            | Self::Html => "\n",
        }
    }

    /// Whether a person can tell from the text which column an empty cell is in.
    pub const fn shows_blanks(self) -> bool {
        match self {
            Self::Tsv
            | Self::PipeRow
            | Self::PipeLeadRow
            | Self::CellTab
            | Self::CellLinePipeLine
            | Self::PipeMultiline
            | Self::Mixed
            | Self::PdfLayout
            | Self::Markdown
            | Self::Csv
            | Self::Html => true,
            // Padding looks like blank cells; empty lines are paragraph breaks.
            Self::TsvShifted
            | Self::PipeCell
            | Self::PipeLeadCell
            | Self::CellLine
            | Self::CellBlankLine
            | Self::SpaceRow
            | Self::Concatenated
            | Self::PdfRaw => false,
        }
    }

    /// Whether every cell of a row stands on the line of its row.
    pub const fn one_line_a_row(self) -> bool {
        match self {
            Self::Tsv
            | Self::TsvShifted
            | Self::PipeRow
            | Self::PipeLeadRow
            | Self::Mixed
            | Self::SpaceRow
            | Self::Concatenated
            | Self::Markdown
            | Self::Csv
            | Self::Html => true,
            Self::PipeCell
            | Self::PipeLeadCell
            | Self::CellLine
            | Self::CellBlankLine
            | Self::CellTab
            | Self::CellLinePipeLine
            | Self::PipeMultiline
            | Self::PdfLayout
            | Self::PdfRaw => false,
        }
    }
}

/// A printed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The text.
    pub text: String,
    /// Where each figure begins: index of the cell in the form, line and column (in characters),
    /// both counted from one, in the order of the text.
    pub places: Vec<(usize, u32, u32)>,
}

/// Prints a report without damage. Rows whose cells are all absent are left out, blank cells are
/// printed empty.
pub fn print(report: &AnnualReport, layout: Layout, rng: &mut Rng) -> Printed {
    let paper = draw(rng, report);
    let (text, found) = strip(&render(&paper, layout, rng));
    let place = |found: Found| (found.cell, found.line, found.column);
    Printed {
        text,
        places: found.into_iter().map(place).collect(),
    }
}

/// The text of a paper, marks included.
pub(crate) fn render(paper: &Paper, layout: Layout, rng: &mut Rng) -> String {
    if layout == Layout::Html {
        return page::render(paper);
    }
    let style = TextStyle::of(layout, rng);
    let mut out = String::from(rng.pick(&["", "", "\n\n"]));
    for item in &paper.items {
        match item {
            Item::Line(kind, text) => style.line(&mut out, *kind, text),
            Item::Sheet(sheet) => {
                out.push_str(style.before_table);
                table(sheet, layout, rng, &mut out);
                out.push_str(style.before_table);
            }
        }
    }
    out
}

fn table(sheet: &Sheet, layout: Layout, rng: &mut Rng, out: &mut String) {
    match layout {
        Layout::Tsv => rows::tsv(sheet, out),
        Layout::TsvShifted => rows::tsv_shifted(sheet, rng, out),
        Layout::PipeRow => rows::pipe_row(sheet, out),
        Layout::PipeLeadRow => rows::pipe_lead_row(sheet, rng, out),
        Layout::SpaceRow => rows::joined(sheet, " ", out),
        Layout::Concatenated => rows::joined(sheet, "", out),
        Layout::Mixed => rows::mixed(sheet, out),
        Layout::Markdown => rows::markdown(sheet, out),
        Layout::Csv => rows::csv(sheet, out),
        Layout::Html => page::table(sheet, out),
        Layout::PipeCell => cells::pipe_cell(sheet, out),
        Layout::PipeLeadCell => cells::pipe_lead_cell(sheet, out),
        Layout::CellLine => cells::cell_line(sheet, out),
        Layout::CellBlankLine => cells::cell_blank_line(sheet, out),
        Layout::CellTab => cells::cell_tab(sheet, rng, out),
        Layout::CellLinePipeLine => cells::cell_line_pipe_line(sheet, out),
        Layout::PipeMultiline => cells::pipe_multiline(sheet, rng, out),
        Layout::PdfLayout => paged::aligned(sheet, rng, out),
        Layout::PdfRaw => paged::raw(sheet, rng, out),
    }
}

/// How the lines around the tables are set.
struct TextStyle {
    between: &'static str,
    before_table: &'static str,
    indent: &'static str,
    wrap: Option<usize>,
}

impl TextStyle {
    fn of(layout: Layout, rng: &mut Rng) -> Self {
        let wraps = matches!(layout, Layout::PdfLayout | Layout::PdfRaw);
        let indent = rng.pick(&["", "", "　　", "    "]);
        if wraps {
            return Self {
                between: "",
                before_table: "",
                indent,
                wrap: Some(38),
            };
        }
        let airy = layout == Layout::CellBlankLine || rng.chance(60);
        let between = if airy { "\n" } else { "" };
        Self {
            between,
            before_table: between,
            indent,
            wrap: None,
        }
    }

    fn line(&self, out: &mut String, kind: LineKind, text: &str) {
        if matches!(kind, LineKind::Text) {
            out.push_str(self.indent);
        }
        match self.wrap {
            Some(width) => paged::wrapped(text, width, out),
            None => out.push_str(text),
        }
        out.push('\n');
        out.push_str(self.between);
    }
}
