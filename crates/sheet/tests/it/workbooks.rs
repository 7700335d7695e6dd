//! Workbooks as other programs write them, and files that are none: read, or refused with the cause
//! and what to do.

use gongkai_sheet::{Cell, Grid, Limits, Merged, ReadError, read, read_within};
use jiff::civil::date;
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().unwrap()
}

fn grid(bytes: &[u8]) -> Grid {
    read(bytes).unwrap().remove(0)
}

/// The workbook with one part changed.
fn changed(bytes: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().to_string();
        let mut text = Vec::new();
        file.read_to_end(&mut text).unwrap();
        if name == part {
            text = change(String::from_utf8(text).unwrap()).into_bytes();
        }
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(&text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook whose one sheet has these rows, in the markup of the format.
fn with_cells(markup: &str) -> Vec<u8> {
    let empty = workbook(|sheet| {
        sheet.write_string(0, 0, "x").unwrap();
    });
    changed(&empty, "xl/worksheets/sheet1.xml", |text| {
        let (head, _) = text.split_once("<sheetData>").unwrap();
        let (_, tail) = text.split_once("</sheetData>").unwrap();
        format!("{head}<sheetData>{markup}</sheetData>{tail}")
    })
}

#[test]
fn a_formula_gives_the_value_it_was_saved_with() {
    let bytes = workbook(|sheet| {
        let sum = Formula::new("=1+2").set_result("76.3");
        sheet.write_formula(0, 0, sum).unwrap();
        let broken = Formula::new("=1/0").set_result("#DIV/0!");
        sheet.write_formula(0, 1, broken).unwrap();
    });
    let expected = [
        Cell::Number("76.3".parse().unwrap()),
        Cell::Error("#DIV/0!".to_owned()),
    ];
    assert_eq!(grid(&bytes).rows, [expected]);
}

#[test]
fn merged_cells_hold_their_value_once_and_are_told() {
    let bytes = workbook(|sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 2, 0, "社会救助", &plain).unwrap();
        for (row, item) in [(0, "低保"), (1, "特困"), (2, "临时")] {
            sheet.write_string(row, 1, item).unwrap();
        }
    });
    let grid = grid(&bytes);
    let merged = Merged {
        top: 1,
        bottom: 3,
        left: 0,
        right: 0,
    };
    assert_eq!(grid.merged, [merged]);
    assert_eq!(grid.cell(1, 0), &Cell::Blank);
    let filled = grid.fill_merged();
    assert_eq!(filled.cell(2, 0), &Cell::from("社会救助"));
    assert_eq!(filled.cell(2, 1), &Cell::from("临时"));
}

#[test]
fn hidden_rows_and_sheets_are_read_and_formats_alone_are_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "甲").unwrap();
    sheet
        .write_string(4, 0, "乙")
        .unwrap()
        .set_row_hidden(4)
        .unwrap();
    sheet
        .write_blank(900, 300, &Format::new().set_bold())
        .unwrap();
    book.add_worksheet()
        .set_hidden(true)
        .write_string(0, 0, "丙")
        .unwrap();
    let grids = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(grids[0].numbers, [1, 5]);
    assert_eq!(grids[0].width(), 1);
    assert!(grids[1].hidden && !grids[0].hidden);
    assert_eq!(grids[1].cell(0, 0), &Cell::from("丙"));
}

#[test]
fn a_file_that_counts_days_from_1904_is_read_by_its_count() {
    let bytes = workbook(|sheet| {
        let day = Format::new().set_num_format("yyyy/m/d;@");
        sheet.write_number_with_format(0, 0, 44_565, &day).unwrap();
    });
    let macintosh = changed(&bytes, "xl/workbook.xml", |text| {
        text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
    });
    assert_eq!(grid(&bytes).cell(0, 0), &Cell::Date(date(2022, 1, 4)));
    assert_eq!(grid(&macintosh).cell(0, 0), &Cell::Date(date(2026, 1, 5)));
}

#[test]
fn cells_in_any_order_and_without_names_stand_where_they_belong() {
    let inline = |text: &str| format!("t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let cells = format!(
        "<row r=\"3\"><c r=\"B3\" {}</row><row r=\"1\"><c {}<c {}</row>",
        inline("丙"),
        inline("甲"),
        inline("乙")
    );
    let grid = grid(&with_cells(&cells));
    assert_eq!(grid.numbers, [1, 3]);
    assert_eq!(grid.rows[0], [Cell::from("甲"), Cell::from("乙")]);
    assert_eq!(grid.place(1, 1), "B3");
}

#[test]
fn two_cells_at_the_ends_of_a_sheet_do_not_fill_the_memory() {
    let far = with_cells(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"ZZ1048576\"><v>2</v></c></row>",
    );
    assert_eq!(
        read(&far),
        Err(ReadError::TooLarge {
            what: "列数",
            limit: String::from("512")
        })
    );
    let deep = with_cells(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"B1048576\"><v>2</v></c></row>",
    );
    let deep = changed(&deep, "xl/worksheets/sheet1.xml", |text| {
        text.replace(
            "<dimension ref=\"A1\"/>",
            "<dimension ref=\"A1:XFD1048576\"/>",
        )
    });
    assert_eq!(grid(&deep).numbers, [1, 1_048_576]);
}

#[test]
fn a_sheet_that_is_one_merged_cell_is_filled_within_its_rows_only() {
    let one = with_cells(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"/></row><row r=\"2\"><c r=\"B2\"><v>2</v></c></row>",
    );
    let all = changed(&one, "xl/worksheets/sheet1.xml", |text| {
        let merged = "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
        text.replace("</sheetData>", &format!("</sheetData>{merged}"))
    });
    let filled = grid(&all).fill_merged();
    assert_eq!((filled.rows.len(), filled.width()), (2, 2));
}

#[test]
fn a_part_that_unpacks_to_far_more_than_it_is_packed_is_refused() {
    let bomb = with_cells(&" ".repeat(8 << 20));
    assert!(matches!(
        read(&bomb),
        Err(ReadError::TooLarge {
            what: "压缩比", ..
        })
    ));
}

#[test]
fn a_part_that_declares_less_than_it_holds_is_not_believed() {
    let cells = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>".to_owned() + &" ".repeat(8 << 20);
    let mut bomb = with_cells(&cells);
    let size = {
        let mut archive = ZipArchive::new(Cursor::new(&bomb)).unwrap();
        archive.by_name("xl/worksheets/sheet1.xml").unwrap().size()
    };
    let declared = u32::try_from(size).unwrap().to_le_bytes();
    while let Some(at) = memchr::memmem::find(&bomb, &declared) {
        bomb[at..at + 4].copy_from_slice(&[1, 0, 0, 0]);
    }
    assert!(read(&bomb).is_err());
}

#[test]
fn texts_that_are_only_declared_get_no_room() {
    let bytes = workbook(|sheet| {
        sheet.write_string(0, 0, "甲").unwrap();
    });
    let bomb = changed(&bytes, "xl/sharedStrings.xml", |text| {
        text.replace("uniqueCount=\"1\"", "uniqueCount=\"99999999999\"")
    });
    assert!(matches!(read(&bomb), Err(ReadError::Damaged { .. })));
}

#[test]
fn one_long_text_in_every_cell_is_refused_before_it_is_copied() {
    let cell = "<c t=\"s\"><v>0</v></c>";
    let rows = format!("<row>{}</row>", cell.repeat(20)).repeat(500);
    let text = "甲乙丙丁".repeat(2_500);
    let bytes = changed(&with_cells(&rows), "xl/sharedStrings.xml", |shared| {
        shared.replace("<t>x</t>", &format!("<t>{text}</t>"))
    });
    assert!(matches!(
        read(&bytes),
        Err(ReadError::TooLarge {
            what: "文字总量",
            ..
        })
    ));
}

#[test]
fn formats_that_are_copied_for_each_cell_are_short() {
    let bytes = workbook(|sheet| {
        let day = Format::new().set_num_format("yyyy/m/d;@");
        sheet.write_number_with_format(0, 0, 46_027, &day).unwrap();
    });
    let bomb = changed(&bytes, "xl/styles.xml", |text| {
        text.replace("yyyy/m/d;@", &"y".repeat(100_000))
    });
    assert!(matches!(read(&bomb), Err(ReadError::Damaged { .. })));
}

#[test]
fn what_is_more_than_a_limit_is_named_with_the_limit() {
    let limits = Limits {
        rows: 2,
        columns: 3,
        cells: 5,
        ..Limits::default()
    };
    let cell = "<c><v>1</v></c>";
    let said = |rows: usize, columns: usize| {
        let markup = format!("<row>{}</row>", cell.repeat(columns)).repeat(rows);
        read_within(&with_cells(&markup), &limits).map_err(|error| error.to_string())
    };
    assert!(said(2, 2).is_ok());
    assert!(said(3, 1).unwrap_err().contains("行数超过上限（2）"));
    assert!(said(1, 4).unwrap_err().contains("列数超过上限（3）"));
    assert!(said(2, 3).unwrap_err().contains("单元格数超过上限（5）"));
    let small = Limits {
        file_bytes: 100,
        ..Limits::default()
    };
    assert!(read_within(&with_cells(""), &small).is_err());
}

#[test]
fn a_workbook_cut_off_in_the_middle_is_damaged() {
    let whole = with_cells("<row><c><v>1</v></c></row>");
    let half = &whole[..whole.len() / 2];
    assert!(read(half).unwrap_err().to_string().contains("另存为 .xlsx"));
    let torn = with_cells("<row><c><v>1</v></c>");
    let torn = changed(&torn, "xl/worksheets/sheet1.xml", |text| {
        text.split_once("</sheetData>").unwrap().0.to_owned()
    });
    assert!(matches!(read(&torn), Err(ReadError::Damaged { .. })));
}

#[test]
fn a_workbook_without_any_content_says_so() {
    assert_eq!(read(&with_cells("")), Err(ReadError::Empty));
}

#[test]
fn csv_is_read_in_every_encoding_that_spreadsheets_write() {
    let text = "标题,日期\r\n关于防汛的通知,2026/1/5\r\n";
    let (national, ..) = encoding_rs::GB18030.encode(text);
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let expected = grid(text.as_bytes());
    assert_eq!(expected.cell(1, 1), &Cell::from("2026/1/5"));
    let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
    for bytes in [
        marked(b"\xef\xbb\xbf", text.as_bytes()),
        national.to_vec(),
        marked(b"\xff\xfe", &little),
        little,
        text.replace(',', "\t").into_bytes(),
        text.replace(',', ";").into_bytes(),
        format!("sep=;\r\n{}", text.replace(',', ";")).into_bytes(),
    ] {
        assert_eq!(grid(&bytes).rows, expected.rows);
    }
}
