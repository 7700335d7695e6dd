//! Documents that nobody would write: each makes one part of the reader work as hard as it can.

use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A kind of document: its name, the name of its file, how it begins, what is repeated.
struct Kind(&'static str, &'static str, &'static str, &'static str);

const TEXTS: &[Kind] = &[
    Kind("tabs", "a.txt", "", "\t"),
    Kind("cells between tabs", "a.txt", "", "a\t"),
    Kind("blank lines", "a.txt", "", "\n"),
    Kind("carriage returns", "a.txt", "a", "\r"),
    Kind("bars", "a.txt", "", "|\n"),
    Kind("rows", "a.txt", "", "规章 0 0 0\n"),
    Kind("tabbed rows", "a.txt", "", "规章\t0\t0\t0\n"),
    Kind("bare labels", "a.txt", "", "规章\n"),
    Kind(
        "labels nobody knows",
        "a.txt",
        "",
        "政府公开\n信息政务\n行政内容\n规定文件 1\n",
    ),
    Kind(
        "long labels",
        "a.txt",
        "",
        "行政机关内部事务信息不予公开的申请事项数目 1\n",
    ),
    Kind(
        "cut labels",
        "a.txt",
        "",
        "政府\n公开\n信息\n政务\n内容\n行政 1\n",
    ),
    Kind("bare figures", "a.txt", "规章 0 0 0\n", "0\n"),
    Kind("figures in one line", "a.txt", "规章 ", "0 "),
    Kind(
        "runs of fifteen",
        "a.txt",
        ROWS,
        "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
    ),
    Kind("heads behind rows", "a.txt", HEADS, "总计\n1\n"),
    Kind("runs of seven", "a.txt", ROWS, "甲 0 0 0 0 0 0 0\n"),
    Kind("digits", "a.txt", "", "1"),
    Kind("groups of digits", "a.txt", ONE, "000,"),
    Kind("characters", "a.txt", "", "政"),
    Kind("brackets", "a.txt", ONE, "（"),
    Kind("lines of brackets", "a.txt", "", "（（（（ 1\n"),
    Kind("headings", "a.txt", "", "一、总体情况\n"),
    Kind("headings and text", "a.txt", "", "一、总体情况\n公开。\n"),
    Kind("imprints", "a.txt", SIX, "附件\n"),
    Kind("dates", "a.txt", SIX, "2020年1月1日\n"),
    Kind("years", "a.txt", ONE, "2020年"),
    Kind("years apart", "a.txt", ONE, "2020年。"),
    Kind("quantities", "a.txt", ONE, "24条，"),
    Kind("quantities without marks", "a.txt", ONE, "1条"),
    Kind("sentences", "a.txt", ONE, "主动公开政府信息24条。"),
    Kind(
        "sentences in lines",
        "a.txt",
        ONE,
        "主动公开政府信息24条。\n",
    ),
    Kind(
        "own sites",
        "a.txt",
        ONE,
        "在政府网站主动公开政府信息24条。",
    ),
    Kind(
        "own sites beside others",
        "a.txt",
        OTHERS,
        "在政府网站主动公开政府信息24条。",
    ),
    Kind("enumerations", "a.txt", ONE, "其中：公告1条，文件2条。"),
    Kind("one enumeration", "a.txt", ONE, "公告1条，文件2条、"),
    Kind("absences", "a.txt", ONE, "未收到"),
    Kind("absences of requests", "a.txt", ONE, "未收到信息公开申请"),
    Kind("openings", "a.txt", ONE, "其中网站公开1条，"),
    Kind("absences in clauses", "a.txt", ONE, "未收到申请，"),
    Kind("reviews", "a.txt", ONE, "未发生行政复议，"),
    Kind("opening marks", "a.txt", ONE, "《"),
    Kind("ordinals", "a.txt", ONE, "第"),
    Kind("a long name", "a.txt", NAME, "的"),
    Kind("names", "a.txt", ONE, "在"),
    Kind("numerals", "a.txt", ONE, "一"),
    Kind("commas", "a.csv", "", ","),
    Kind("quotes", "a.csv", "", "\""),
    Kind("fields", "a.csv", "", "规章,0,0,0\n"),
    Kind("tables", "a.html", "<html>", "<table>"),
    Kind("empty tables", "a.html", "<html>", "<table></table>"),
    Kind("rows without cells", "a.html", "<html><table>", "<tr>"),
    Kind("empty cells", "a.html", "<html><table><tr>", "<td>"),
    Kind("rows of one cell", "a.html", "<html><table>", "<tr><td>"),
    Kind(
        "cells that reach down",
        "a.html",
        "<html><table>",
        "<tr><td rowspan=0><td>",
    ),
    Kind("nested tables", "a.html", "<html>", "<table><tr><td>a"),
    Kind("closing tags", "a.html", "<html>", "</table>"),
    Kind("attributes", "a.html", "<html><div ", "a=b "),
    Kind("open quotes", "a.html", "<html>", "<div a='"),
    Kind("open comments", "a.html", "<html>", "<!--"),
    Kind("open scripts", "a.html", "<html><script>", "</a"),
    Kind("references", "a.html", "<html>", "&amp"),
    Kind("paragraphs", "a.html", "<html>", "<p>a"),
    Kind(
        "page of rows",
        "a.html",
        "<html><table>",
        "<tr><td>规章<td>0<td>0<td>0",
    ),
];

const ONE: &str = "一、总体情况\n";
const SIX: &str = "一、总体情况\n公开。\n六、其他需要报告的事项\n";
const HEADS: &str = "规章 0 0 0\n行政规范性文件 0 0 0\n行政许可 0\n行政处罚 0\n";
const NAME: &str = "一、总体情况\n主动公开政府信息24条，其中：一、";
const OTHERS: &str =
    "一、总体情况\n在微信公众号主动公开政府信息2条。\n五、存在的主要问题及改进情况\n";
const ROWS: &str = "规章 0 0 0\n行政规范性文件 0 0 0\n行政许可 0\n行政处罚 0\n行政强制 0\n";

const MARKUP: &[Kind] = &[
    Kind(
        "word paragraphs",
        "a.docx",
        "<w:document><w:body>",
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>",
    ),
    Kind(
        "word breaks",
        "a.docx",
        "<w:document><w:body><w:p><w:r>",
        "<w:br/><w:t>a</w:t>",
    ),
    Kind("word rows", "a.docx", "<w:document><w:tbl>", "<w:tr/>"),
    Kind(
        "word cells",
        "a.docx",
        "<w:document><w:tbl>",
        "<w:tr><w:tc/></w:tr>",
    ),
    Kind("word tables", "a.docx", "<w:document>", "<w:tbl/>"),
    Kind(
        "sheet cells",
        "a.xlsx",
        "<worksheet>",
        "<row><c><v>1</v></c><c><v>2</v></c></row>",
    ),
    Kind("sheet rows", "a.xlsx", "<worksheet>", "<row/>"),
    Kind(
        "merges",
        "a.xlsx",
        "<worksheet><row><c/></row>",
        "<mergeCell ref=\"A1:B2\"/>",
    ),
    Kind("shared strings", "a.xlsx", "<sst>", "<si/>"),
    Kind(
        "open paragraphs",
        "a.odt",
        "<office:text>",
        "<text:p>a</text:p>",
    ),
    Kind(
        "open breaks",
        "a.odt",
        "<office:text><text:p>",
        "<text:line-break/>a",
    ),
    Kind(
        "open blanks",
        "a.odt",
        "<office:text><text:p>",
        "<text:s text:c=\"4000000000\"/>",
    ),
    Kind("open tables", "a.odt", "<office:text>", "<table:table/>"),
    Kind(
        "open rows",
        "a.odt",
        "<office:text><table:table>",
        "<table:table-row/>",
    ),
    Kind(
        "open cells",
        "a.odt",
        "<office:text><table:table>",
        "<table:table-row><table:table-cell/></table:table-row>",
    ),
    Kind(
        "repeated rows",
        "a.odt",
        "<office:text><table:table>",
        "<table:table-row table:number-rows-repeated=\"900\"><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>",
    ),
    Kind(
        "repeated cells",
        "a.odt",
        "<office:text><table:table><table:table-row>",
        "<table:table-cell table:number-columns-repeated=\"900\"/></table:table-row><table:table-row>",
    ),
    Kind(
        "parted cells",
        "a.odt",
        "<office:text><table:table>",
        "<table:table-row><table:table-cell><table:table table:is-sub-table=\"true\"><table:table-row>\
         <table:table-cell/><table:table-cell/></table:table-row></table:table></table:table-cell></table:table-row>",
    ),
    Kind(
        "codes",
        "a.ofd",
        "<ofd:Page>",
        "<ofd:TextObject Boundary=\"0 0 9 9\" Size=\"3\"><ofd:TextCode X=\"9\" Y=\"9\" \
         DeltaX=\"g 4000000000 1\">aaaaaaaa</ofd:TextCode></ofd:TextObject>",
    ),
    Kind(
        "a long code",
        "a.ofd",
        "<ofd:Page><ofd:TextObject Size=\"3\">",
        "<ofd:TextCode X=\"9\" DeltaX=\"0\">政府公开政府公开</ofd:TextCode>",
    ),
    Kind(
        "strokes",
        "a.ofd",
        "<ofd:Page>",
        "<ofd:PathObject Boundary=\"0 0 9 9\"><ofd:AbbreviatedData>M 0 0 L 90 0 M 0 0 L 0 90\
         </ofd:AbbreviatedData></ofd:PathObject>",
    ),
    Kind(
        "a long path",
        "a.ofd",
        "<ofd:Page><ofd:PathObject><ofd:AbbreviatedData>",
        "M 0 0 L 9 0 ",
    ),
    Kind("page blocks", "a.ofd", "<ofd:Page>", "<ofd:PageBlock>"),
    Kind(
        "templates",
        "a.ofd",
        "<ofd:Page>",
        "<ofd:Template TemplateID=\"1\"/>",
    ),
];

/// Every document, of about so many bytes: its name, the name of its file, its bytes.
pub(crate) fn documents(
    size: usize,
) -> impl Iterator<Item = (&'static str, &'static str, Vec<u8>)> {
    let text = move |&Kind(name, file, begin, unit): &Kind| {
        let times = size.saturating_sub(begin.len()) / unit.len();
        (name, file, format!("{begin}{}", unit.repeat(times)))
    };
    let texts = TEXTS.iter().map(move |kind| {
        let (name, file, text) = text(kind);
        (name, file, text.into_bytes())
    });
    let markup = MARKUP.iter().map(move |kind| {
        let (name, file, text) = text(kind);
        (name, file, packed(file, &closed(text)))
    });
    texts.chain(markup).chain([
        (
            "attributes of one tag",
            "a.docx",
            packed("a.docx", &attributes(size)),
        ),
        ("many sheets", "a.xlsx", sheets(size)),
        ("one sheet many times", "a.xlsx", one_sheet(size)),
        ("many parts", "a.docx", parts(size)),
        ("many pages", "a.ofd", pages(size)),
    ])
}

/// The text with the tags closed that it leaves open.
fn closed(mut text: String) -> String {
    let open = [
        "<w:r>",
        "<w:p>",
        "<w:tbl>",
        "<w:body>",
        "<w:document>",
        "<worksheet>",
        "<sst>",
        "<text:p>",
        "<table:table-row>",
        "<table:table>",
        "<office:text>",
        "<ofd:AbbreviatedData>",
        "<ofd:PathObject>",
        "<ofd:PageBlock>",
        "<ofd:Page>",
    ];
    let count = |text: &str, tag: &str| text.matches(tag).count();
    for tag in open {
        let close = tag.replacen('<', "</", 1);
        for _ in count(&text, &close)..count(&text, tag) {
            text.push_str(&close);
        }
    }
    text
}

fn attributes(size: usize) -> String {
    let all = (0..size / 12).map(|number| format!(" a{number:x}=''"));
    let all = all.collect::<Vec<_>>().concat();
    format!("<w:document><w:tbl><w:tr><w:tc><w:gridSpan{all}/></w:tc></w:tr></w:tbl></w:document>")
}

fn sheets(size: usize) -> Vec<u8> {
    let sheet = "<sheet name=\"a\" r:id=\"z\"/>".repeat(size / 64);
    let workbook = format!("<workbook><sheets>{sheet}</sheets></workbook>");
    let relation =
        |number| format!("<Relationship Id=\"a{number}\" Type=\"worksheet\" Target=\"a\"/>");
    let relations: Vec<String> = (0..size / 128).map(relation).collect();
    let relations = format!("<a>{}</a>", relations.concat());
    container(&[
        ("_rels/.rels", &relation_to("xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", &relations),
        ("xl/workbook.xml", &workbook),
    ])
}

/// A workbook of up to a thousand sheets that are all the same part, of a megabyte unpacked.
fn one_sheet(size: usize) -> Vec<u8> {
    let sheet = "<sheet name=\"a\" r:id=\"a\"/>".repeat((size >> 14).min(1_000));
    let rows = "<row/>".repeat((size / 6).min(160_000));
    container(&[
        ("_rels/.rels", &relation_to("xl/workbook.xml")),
        (
            "xl/_rels/workbook.xml.rels",
            "<a><Relationship Id=\"a\" Type=\"worksheet\" Target=\"a\"/></a>",
        ),
        (
            "xl/workbook.xml",
            &format!("<workbook><sheets>{sheet}</sheets></workbook>"),
        ),
        ("xl/a", &format!("<worksheet>{rows}</worksheet>")),
    ])
}

/// An archive whose directory is as long as its size allows.
fn parts(size: usize) -> Vec<u8> {
    let names: Vec<String> = (0..(size / 80).min(65_000))
        .map(|number| format!("{number:x}"))
        .collect();
    let mut parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    parts.push(("word/document.xml", ""));
    container(&parts)
}

/// A package whose pages are all the same part, over a template as long as its size allows.
fn pages(size: usize) -> Vec<u8> {
    let page = "<ofd:Page ID=\"2\" BaseLoc=\"P.xml\"/>".repeat(size / 256);
    let main = format!(
        "<ofd:Document><ofd:CommonData><ofd:TemplatePage ID=\"1\" BaseLoc=\"T.xml\"/></ofd:CommonData>\
         <ofd:Pages>{page}</ofd:Pages></ofd:Document>"
    );
    let text = "政".repeat(size / 8);
    let template = format!(
        "<ofd:Page><ofd:TextObject Size=\"3\"><ofd:TextCode X=\"1\" Y=\"9\">{text}</ofd:TextCode></ofd:TextObject></ofd:Page>"
    );
    container(&[
        ("OFD.xml", OFD),
        ("D.xml", &main),
        ("T.xml", &template),
        (
            "P.xml",
            "<ofd:Page><ofd:Template TemplateID=\"1\"/></ofd:Page>",
        ),
    ])
}

const OFD: &str = "<ofd:OFD><ofd:DocBody><ofd:DocRoot>D.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";

fn packed(file: &str, xml: &str) -> Vec<u8> {
    if file == "a.odt" {
        let kind = "application/vnd.oasis.opendocument.text";
        return container(&[("mimetype", kind), ("content.xml", xml)]);
    }
    if file == "a.ofd" {
        let main = "<ofd:Document><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"P.xml\"/></ofd:Pages></ofd:Document>";
        return container(&[("OFD.xml", OFD), ("D.xml", main), ("P.xml", xml)]);
    }
    if file == "a.docx" {
        return container(&[
            ("_rels/.rels", &relation_to("word/document.xml")),
            ("word/document.xml", xml),
        ]);
    }
    let part =
        |id, kind| format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"sheet.xml\"/>");
    let parts = format!(
        "<a>{}{}</a>",
        part("a", "worksheet"),
        part("b", "sharedStrings")
    );
    container(&[
        ("_rels/.rels", &relation_to("xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", &parts),
        (
            "xl/workbook.xml",
            "<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>",
        ),
        ("xl/sheet.xml", xml),
    ])
}

fn relation_to(main: &str) -> String {
    format!("<a><Relationship Id=\"a\" Type=\"officeDocument\" Target=\"{main}\"/></a>")
}

fn container(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in parts {
        writer.start_file(*name, plain).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
