//! Web pages as crawlers keep them: any encoding, anything around the report, tables as broken as
//! content systems write them.

use super::faults::faults;
use super::paper::{Item, escaped, items};
use encoding_rs::{BIG5, Encoding, GB18030};
use gongkai_domain::report::{AnnualReport, FormBook};
use gongkai_reader::{Document, Format, Reader};
use gongkai_testkit::{Rng, report};

/// How a content system writes a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// Plain, as by hand.
    Plain,
    /// The article stands in a cell of a table between menus and links.
    Layout,
    /// From Word: classes, empty namespaces, conditional comments, paragraphs in cells.
    Word,
    /// Cells and rows are never closed.
    Unclosed,
    /// Each table is cut into several, as by the pages of the original.
    Parted,
    /// Each row is a paragraph, its cells between tabs.
    Paragraphs,
}

const MANNERS: [Manner; 6] = [
    Manner::Plain,
    Manner::Layout,
    Manner::Word,
    Manner::Unclosed,
    Manner::Parted,
    Manner::Paragraphs,
];

fn page(meant: &AnnualReport, manner: Manner, charset: &str) -> String {
    let body: String = items(meant)
        .iter()
        .map(|item| written(item, manner))
        .collect();
    let body = if manner == Manner::Layout {
        format!(
            "<table><tr><td rowspan=2><ul><li><a href=/>首页</a><li>1<li>2</ul></td><td>位置：<a>信息公开</a></td></tr>\
             <tr><td><div>{body}</div><p>上一篇：<a>2018年政府信息公开工作年度报告</a></p></td></tr></table>\
             <table><tr><td>相关链接</td><td>12</td></tr><tr><td>访问量</td><td>345</td></tr></table>"
        )
    } else {
        body
    };
    format!(
        "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\">\r\n<html><head>\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\
         <title>年报</title><style>p{{margin:0}} /* 规章 9 9 9 */</style>\
         <script>var a = '<td>规章</td><td>7</td>';</script></head><body>\
         <!-- <table><tr><td>规章<td>8<td>8<td>8</table> -->{body}</body></html>"
    )
}

fn written(item: &Item, manner: Manner) -> String {
    let rows = match item {
        Item::Line(line) if manner == Manner::Word => {
            return format!(
                "<p class=MsoNormal><span lang=EN-US>{}<o:p></o:p></span></p>",
                escaped(line)
            );
        }
        Item::Line(line) => return format!("<p>&nbsp;&nbsp;{}</p>\n", escaped(line)),
        Item::Table { rows, .. } => rows,
    };
    let mut table = String::from("<table border=1>");
    let mut bottom = 0;
    for (number, row) in rows.iter().enumerate() {
        if manner == Manner::Parted && number > 3 && number >= bottom && number % 7 == 0 {
            table += "</table><p>&nbsp;</p><table border=1>";
        }
        let mut line = Vec::new();
        for cell in row {
            bottom = bottom.max(number + cell.rows);
            let text = escaped(&cell.text);
            line.push(match manner {
                Manner::Paragraphs => text,
                Manner::Unclosed => format!("<td rowspan={} colspan={}>{text}", cell.rows, cell.columns),
                Manner::Word => format!(
                    "<![if !supportMisalignedColumns]><![endif]><td width=99 rowspan={} colspan={} style='border:solid'>\
                     <p class=MsoNormal align=center><span lang=EN-US>{}</span></p></td>",
                    cell.rows,
                    cell.columns,
                    text.replacen("数量", "</span><span><br>数量", 1)
                ),
                Manner::Plain | Manner::Layout | Manner::Parted => format!(
                    "<td rowspan=\"{}\" colspan=\"{}\">{text}&nbsp;</td>",
                    cell.rows, cell.columns
                ),
            });
        }
        let line = match manner {
            Manner::Paragraphs => {
                let before = "\t".repeat(row.first().map_or(0, |cell| cell.column));
                format!(
                    "<p style=\"white-space:pre\">{before}{}</p>",
                    line.join("&#9;")
                )
            }
            Manner::Unclosed => format!("<tr>{}", line.concat()),
            Manner::Plain | Manner::Layout | Manner::Word | Manner::Parted => {
                format!("<tr>{}</tr>\n", line.concat())
            }
        };
        table.push_str(&line);
    }
    if manner == Manner::Paragraphs {
        return table.replacen("<table border=1>", "", 1);
    }
    table + "</table>"
}

fn samples() -> impl Iterator<Item = AnnualReport> {
    let forms = FormBook::statutory().unwrap().forms();
    (0..8).flat_map(move |seed| {
        forms
            .iter()
            .map(move |form| report(&mut Rng::new(seed), form))
    })
}

#[test]
fn every_cell_of_a_page_is_read_however_its_system_writes() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    for meant in samples() {
        for manner in MANNERS {
            let page = page(&meant, manner, "utf-8");
            let reading = reader.read(page.as_bytes(), "a.html").unwrap();
            assert_eq!(reading.format, Format::Html);
            let faults = faults(&meant, reading.report.tables.as_ref());
            assert!(faults.is_empty(), "{manner:?} {faults:?}");
            assert_eq!(reading.report.report_year, meant.report_year, "{manner:?}");
        }
    }
}

fn encoded(page: &str, encoding: &'static Encoding) -> Vec<u8> {
    encoding.encode(page).0.into_owned()
}

#[test]
fn a_page_is_decoded_whatever_it_says_of_its_encoding() {
    let page = |charset: &str| {
        format!(
            "<html><head><meta charset={charset}></head><body><p>主动公开政府信息</p></body></html>"
        )
    };
    let wide = |page: &str| {
        page.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<u8>>()
    };
    let marked = |page: &str| [vec![0xff, 0xfe], wide(page)].concat();
    let big = |page: &str| {
        page.encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect::<Vec<u8>>()
    };
    let pages = [
        encoded(&page("gb2312"), GB18030),
        encoded(&page("utf-8"), GB18030),
        encoded(&page("iso-8859-1"), GB18030),
        encoded(&page("windows-1252"), GB18030),
        encoded("<html><body><p>主动公开政府信息</p></body></html>", GB18030),
        page("gbk").into_bytes(),
        marked(&page("utf-16")),
        wide(&page("utf-8")),
        big(&page("utf-16")),
    ];
    for (number, bytes) in pages.iter().enumerate() {
        let document = Document::of(bytes, "a.htm").unwrap();
        assert_eq!(document.format, Format::Html, "{number}");
        let texts: Vec<&str> = document
            .pieces
            .iter()
            .map(|piece| piece.text.as_ref())
            .collect();
        assert_eq!(texts, ["主动公开政府信息"], "{number}");
    }
    let traditional =
        "<html><head><meta charset=big5></head><body><p>主動公開政府資訊</p></body></html>";
    let document = Document::of(&encoded(traditional, BIG5), "a.htm").unwrap();
    assert_eq!(document.pieces[0].text, "主動公開政府資訊");
}

#[test]
fn a_document_that_calls_itself_doc_is_what_its_bytes_are() {
    let reader = Reader::new(FormBook::statutory().unwrap());
    let meant = samples().next().unwrap();
    let page = page(&meant, Manner::Word, "gb2312");
    let reading = reader.read(&encoded(&page, GB18030), "a.doc").unwrap();
    assert_eq!(reading.format, Format::Html);
    assert!(faults(&meant, reading.report.tables.as_ref()).is_empty());
    let refused = reader
        .read(b"{\\rtf1\\ansi\\ansicpg936", "a.doc")
        .unwrap_err();
    assert!(refused.to_string().contains("RTF"));
}
