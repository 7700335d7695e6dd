//! The hard cases, one by one.

use super::paper::{Paper, Ruling, Style, Text, papers};
use super::writer::{Font, Manner, Turned, pdf};
use super::{assert_read, read, reader, reports, stated, title, wrong};
use gongkai_domain::report::Note;
use gongkai_reader::SourceError;

const FULL: Style = Style {
    ruling: Ruling::Full,
    cut: false,
    start: 60.0,
    numbered: true,
};

#[test]
fn a_font_with_a_map_to_unicode_is_read() {
    assert_read(FULL, Manner::PLAIN, 0..4);
}

#[test]
fn fonts_without_a_map_are_read_in_the_file_or_not() {
    for inside in [false, true] {
        for font in [Font::Gbk { inside }, Font::Ucs2 { inside }] {
            assert_read(FULL, Manner::font(font), 0..2);
        }
    }
    assert_read(FULL, Manner::font(Font::Collection), 0..2);
}

#[test]
fn radicals_of_browsers_are_the_ideographs_they_look_like() {
    let style = Style {
        numbered: false,
        ..FULL
    };
    for report in reports(0..2) {
        let pages = papers(&report, style);
        let reading = read(&pages, Manner::font(Font::Radicals));
        let faults = wrong(
            reading.report.tables.as_ref(),
            report.tables.as_ref().unwrap(),
        );
        assert_eq!(faults, Vec::<String>::new());
        assert_eq!(title(&reading.report), title(&report));
    }
}

#[test]
fn fonts_drawn_by_the_file_are_read() {
    let manner = Manner {
        single: true,
        ..Manner::font(Font::Drawn)
    };
    assert_read(FULL, manner, 0..2);
}

#[test]
fn a_font_that_says_nothing_is_no_guess() {
    let report = reports(0..1).remove(0);
    let reading = read(&papers(&report, FULL), Manner::font(Font::Unknown));
    assert_eq!(reading.report.tables.as_ref().map_or(0, stated), 0);
    let unknown =
        |note: &Note| matches!(note, Note::Undecodable { encoding, .. } if encoding == Note::FONTS);
    assert!(reading.report.notes.iter().any(unknown));
}

#[test]
fn every_ruling_is_read() {
    for ruling in [
        Ruling::OpenSides,
        Ruling::OpenFrame,
        Ruling::Dashed,
        Ruling::Dotted,
    ] {
        assert_read(Style::ruled(ruling), Manner::PLAIN, 0..3);
    }
}

#[test]
fn lines_that_are_narrow_areas_are_lines() {
    for ruling in [Ruling::Full, Ruling::Dashed] {
        let manner = Manner {
            areas: true,
            single: true,
            ..Manner::PLAIN
        };
        assert_read(Style::ruled(ruling), manner, 0..2);
    }
}

#[test]
fn tables_with_lines_between_rows_only_are_read() {
    assert_read(Style::ruled(Ruling::RowsOnly), Manner::PLAIN, 0..4);
}

#[test]
fn tables_without_any_lines_are_read() {
    assert_read(Style::ruled(Ruling::None), Manner::PLAIN, 0..4);
}

#[test]
fn pages_on_their_side_are_read() {
    for turned in [Turned::Content, Turned::Both, Turned::View] {
        let manner = Manner {
            turned,
            ..Manner::PLAIN
        };
        assert_read(FULL, manner, 0..2);
    }
}

#[test]
fn pages_within_form_objects_are_read() {
    let manner = Manner {
        form: true,
        ..Manner::PLAIN
    };
    assert_read(FULL, manner, 0..2);
}

#[test]
fn rows_and_labels_cut_by_the_page_are_read_wherever_the_page_breaks() {
    for start in 0..24_u8 {
        let style = Style {
            cut: true,
            start: 60.0 + f32::from(start) * 14.0,
            ..FULL
        };
        assert_read(style, Manner::PLAIN, 0..1);
    }
}

#[test]
fn two_pages_side_by_side_are_read_one_after_the_other() {
    for report in reports(0..3) {
        let pages = papers(
            &report,
            Style {
                numbered: false,
                ..FULL
            },
        );
        let mut sheets: Vec<Paper> = Vec::new();
        for (number, page) in pages.into_iter().enumerate() {
            if number % 2 == 0 {
                sheets.push(Paper {
                    width: 1190.0,
                    ..page
                });
                continue;
            }
            let sheet = sheets.last_mut().unwrap();
            let moved = page.texts.into_iter().map(|text| Text {
                x: text.x + 595.0,
                ..text
            });
            sheet.texts.extend(moved);
            let lines = page.lines.into_iter();
            sheet
                .lines
                .extend(lines.map(|[a, b, c, d]| [a + 595.0, b, c + 595.0, d]));
        }
        let reading = read(&sheets, Manner::PLAIN);
        let faults = wrong(
            reading.report.tables.as_ref(),
            report.tables.as_ref().unwrap(),
        );
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn the_text_of_a_report_is_read_in_whole_paragraphs() {
    for report in reports(0..6) {
        let reading = read(
            &papers(
                &report,
                Style {
                    numbered: false,
                    ..FULL
                },
            ),
            Manner::PLAIN,
        );
        let values = |report: &gongkai_domain::report::AnnualReport| {
            let all = report.statements.iter().map(|it| (it.kind, it.value));
            all.collect::<Vec<_>>()
        };
        let missed: Vec<_> = values(&report)
            .into_iter()
            .filter(|it| !values(&reading.report).contains(it))
            .collect();
        assert_eq!(missed, Vec::new());
    }
}

#[test]
fn a_scan_is_said_to_be_one() {
    let picture = Paper {
        width: 595.0,
        height: 842.0,
        picture: true,
        ..Paper::default()
    };
    let pages = [picture.clone(), picture.clone()];
    let refused = reader().read(&pdf(&pages, Manner::PLAIN), "a.pdf").err();
    assert_eq!(refused, Some(SourceError::NoText { pages: 2 }));
    let mut pages = papers(&reports(0..1).remove(0), FULL);
    pages.insert(1, picture);
    let reading = read(&pages, Manner::PLAIN);
    let note = Note::PicturePages { pages: vec![2] };
    assert!(reading.report.notes.contains(&note));
}
