//! The texts of the document: title, number, paragraphs, signature.

use super::{Paragraph, Part};
use gongkai_domain::report::AnnualReport;
use jiff::civil::Date;

/// A text as one line of characters that every format can hold: no line breaks, no control
/// characters (XML forbids them), no marks that turn the direction of writing (they make a title
/// read otherwise than it is stored).
pub(crate) fn line(text: &str) -> String {
    let kept = text
        .chars()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|&c| !is_unprintable(c));
    kept.collect::<String>().trim().to_owned()
}

fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The title as printed, or as the statutory name of the report calls for.
pub(super) fn title(report: &AnnualReport) -> String {
    let printed = report.title.as_deref().map(line).unwrap_or_default();
    if !printed.is_empty() {
        return printed;
    }
    let agency = report.agency.as_deref().map(line).unwrap_or_default();
    let year = report
        .report_year
        .map(|year| format!("{year}年"))
        .unwrap_or_default();
    format!("{agency}{year}政府信息公开工作年度报告")
}

/// The document number, unless the preamble prints it.
pub(super) fn number(report: &AnnualReport, preamble: &[Paragraph]) -> Option<String> {
    let number = report
        .document_number
        .as_deref()
        .map(line)
        .filter(|n| !n.is_empty())?;
    let printed = preamble
        .iter()
        .any(|paragraph| paragraph.text().contains(&number));
    (!printed).then_some(number)
}

/// The paragraphs of a text that say something.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    text.lines()
        .map(line)
        .filter(|line| !line.is_empty())
        .map(paragraph)
        .collect()
}

/// Splits off a heading of the second level: `（一）` up to the first full stop, or the whole
/// paragraph if it is as short as a heading and has none.
fn paragraph(text: String) -> Paragraph {
    const LONGEST_HEADING: usize = 32;
    let end = match text.char_indices().find(|&(_, c)| c == '。') {
        Some((at, stop)) => at + stop.len_utf8(),
        None => text.len(),
    };
    let (lead, rest) = text.split_at(end);
    if opens_second_level(lead) && lead.chars().count() <= LONGEST_HEADING {
        Paragraph {
            lead: lead.to_owned(),
            rest: rest.to_owned(),
        }
    } else {
        Paragraph {
            lead: String::new(),
            rest: text,
        }
    }
}

fn opens_second_level(text: &str) -> bool {
    let Some(inner) = text.strip_prefix(['（', '(']) else {
        return false;
    };
    let rest = inner.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < inner.len() && rest.starts_with(['）', ')'])
}

/// The agency and the day of issue, if the day is known, and the agency alone if the title does
/// not name it; a line that the text prints itself is not printed again.
pub(super) fn signature(
    report: &AnnualReport,
    preamble: &[Paragraph],
    sections: &[Part],
) -> Vec<String> {
    let end = sections
        .iter()
        .rev()
        .flat_map(|part| part.paragraphs.iter().rev())
        .take(3);
    let around: Vec<String> = preamble
        .iter()
        .chain(end)
        .map(|p| compact(&p.text()))
        .collect();
    let day = report.issued_on;
    if day.is_some_and(|day| around.iter().any(|text| prints_day(text, day))) {
        return Vec::new();
    }
    let agency = report
        .agency
        .as_deref()
        .map(line)
        .filter(|agency| !agency.is_empty());
    let title = report.title.as_deref().map(compact).unwrap_or_default();
    let needed = |agency: &String| {
        let name = compact(agency);
        !around.contains(&name) && (day.is_some() || !title.contains(&name))
    };
    let date = day.map(|day| format!("{}年{}月{}日", day.year(), day.month(), day.day()));
    agency.filter(needed).into_iter().chain(date).collect()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a short line prints the day of issue, in digits or in Chinese numerals.
fn prints_day(text: &str, day: Date) -> bool {
    const LONGEST_LINE: usize = 24;
    if text.chars().count() > LONGEST_LINE {
        return false;
    }
    let (y, m, d) = (day.year(), day.month(), day.day());
    let digits = [
        format!("{y}年{m}月{d}日"),
        format!("{y}年{m:02}月{d:02}日"),
        format!("{y}-{m:02}-{d:02}"),
    ];
    let in_numerals = text.starts_with('二') && text.contains('年') && text.ends_with('日');
    in_numerals || digits.iter().any(|day| text.contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_level_heading_is_told_from_the_text_behind_it() {
        let run_in = paragraph(String::from("（一）主动公开。全年公开信息二十四条。"));
        assert_eq!(run_in.lead, "（一）主动公开。");
        assert_eq!(run_in.rest, "全年公开信息二十四条。");
        assert_eq!(
            paragraph(String::from("（二）依申请公开")).lead,
            "（二）依申请公开"
        );
        assert_eq!(paragraph(String::from("（以下简称条例）等要求。")).lead, "");
    }

    #[test]
    fn a_day_of_issue_that_the_text_prints_is_not_printed_again() {
        let mut report = AnnualReport {
            issued_on: Some(jiff::civil::date(2021, 1, 12)),
            ..Default::default()
        };
        report.agency = Some(String::from("青石镇人民政府"));
        assert_eq!(
            signature(&report, &[], &[]),
            ["青石镇人民政府", "2021年1月12日"]
        );
        let dated = paragraphs("2021 年 1 月 12 日");
        assert!(signature(&report, &dated, &[]).is_empty());
    }

    #[test]
    fn what_xml_cannot_hold_is_dropped_from_a_line() {
        assert_eq!(line(" 一\u{0}\u{1b}\u{202e}\u{ffff}二\r\n"), "一二");
    }
}
