//! A workbook: the text on the sheet 正文, each section with tables on a sheet of its own.

mod paper;
mod sheet;

pub(crate) use paper::write as write_paper;

use crate::RenderError;
use crate::document::{Document, Part};
use gongkai_domain::report::SectionId;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

/// ISO A4 in the numbering of the format.
const A4: u8 = 9;

/// The document as XLSX.
pub(crate) fn write(document: &Document) -> Result<Vec<u8>, RenderError> {
    workbook(document).map_err(|error| RenderError::writer("XLSX", &error))
}

fn workbook(document: &Document) -> Result<Vec<u8>, XlsxError> {
    book(&document.title, |workbook| {
        text_sheet(workbook.add_worksheet(), document)?;
        let parts = document.sections.iter();
        let mut with_tables = parts.filter(|part| !part.tables.is_empty());
        with_tables.try_for_each(|part| sheet::write(workbook.add_worksheet(), part))
    })
}

/// A workbook of this title with what is written into it; its bytes say nothing of the time.
fn book(
    title: &str,
    fill: impl FnOnce(&mut Workbook) -> Result<(), XlsxError>,
) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A date is obligatory; a fixed one keeps the bytes the same for the same report.
    let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(title)
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    fill(&mut workbook)?;
    workbook.save_to_buffer()
}

/// One column with a paragraph a row. A section that is all table has its heading on the sheet of
/// the table only.
fn text_sheet(sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
    page(sheet.set_name("正文")?);
    sheet.set_column_width(0, 76)?;
    let text = Format::new()
        .set_font_name("仿宋")
        .set_font_size(14)
        .set_text_wrap();
    let body = text.clone().set_align(FormatAlign::Top);
    let title = centred(18).set_font_name("宋体").set_bold();
    let heading = body.clone().set_font_name("黑体");
    let mut row = 0;
    let mut put = |words: &str, format: &Format| -> Result<(), XlsxError> {
        for words in in_cells(words) {
            sheet.write_string_with_format(row, 0, words, format)?;
            sheet.set_row_height(row, text_height(words))?;
            row += 1;
        }
        Ok(())
    };
    put(&document.title, &title)?;
    document
        .number
        .iter()
        .try_for_each(|number| put(number, &centred(14)))?;
    document
        .preamble
        .iter()
        .try_for_each(|paragraph| put(&paragraph.text(), &body))?;
    for part in document.sections.iter().filter(|part| says_something(part)) {
        put(&part.heading, &heading)?;
        part.paragraphs
            .iter()
            .try_for_each(|paragraph| put(&paragraph.text(), &body))?;
    }
    let signature = text.set_align(FormatAlign::Right);
    document
        .signature
        .iter()
        .try_for_each(|line| put(line, &signature))
}

/// A text in parts that a cell can hold (32,767 units of UTF-16, of which a character needs at
/// most two); one part for any real paragraph.
fn in_cells(text: &str) -> Vec<&str> {
    const CHARACTERS: usize = 16_000;
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((at, _)) = rest.char_indices().nth(CHARACTERS) {
        let (part, behind) = rest.split_at(at);
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

/// The height that a wrapped text needs, in points, up to the limit of a row.
fn text_height(text: &str) -> u32 {
    const HALF_CHARACTERS_IN_A_LINE: usize = 56;
    const LINE: usize = 21;
    let lines = half_widths(text).div_ceil(HALF_CHARACTERS_IN_A_LINE).max(1);
    u32::try_from((lines * LINE + 5).min(409)).unwrap_or(409)
}

/// The width of a text where a Chinese character counts two.
fn half_widths(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn says_something(part: &Part) -> bool {
    part.tables.is_empty() || !part.paragraphs.is_empty()
}

fn centred(size: u8) -> Format {
    Format::new()
        .set_font_name("仿宋")
        .set_font_size(size)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// A4, as wide as the page, numbered `— 1 —`.
fn page(sheet: &mut Worksheet) {
    sheet
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.8, 0.8, 1.0, 1.0, 0.4, 0.5)
        .set_footer("&C— &P —");
}

/// A short name, for the tab at the bottom of the window.
const fn sheet_name(section: SectionId) -> &'static str {
    match section {
        SectionId::One => "一、总体情况",
        SectionId::Two => "二、主动公开",
        SectionId::Three => "三、依申请公开",
        SectionId::Four => "四、复议诉讼",
        SectionId::Five => "五、问题与改进",
        SectionId::Six => "六、其他事项",
    }
}

#[cfg(test)]
mod tests;
