//! Pages as they are published.

use super::*;
use crate::source::PieceKind;

fn read(page: &str) -> Vec<(String, PieceKind)> {
    let pieces = pieces(page.as_bytes()).unwrap();
    pieces
        .into_iter()
        .map(|piece| (piece.text.into_owned(), piece.kind))
        .collect()
}

fn texts(page: &str) -> Vec<String> {
    read(page).into_iter().map(|(text, _)| text).collect()
}

fn at(column: u32, columns: u32, rows: u32) -> PieceKind {
    PieceKind::Cell {
        column,
        columns,
        rows,
    }
}

#[test]
fn scripts_styles_comments_and_the_title_are_not_text() {
    let page = "<head><title>t</title><style>p{}</style></head><!-- <p>x</p> --><body>\
        <script>if (a</b) '<p>y</p>'</script><p>公开&nbsp;24\n  条</p><!DOCTYPE>";
    assert_eq!(texts(page), ["公开\u{A0}24 条"]);
}

#[test]
fn blocks_and_breaks_end_lines_and_inline_elements_do_not() {
    let page = "<div>一<b>、</b><span>总体</span>情况<br/>第二行<p>第三行</div>尾";
    assert_eq!(texts(page), ["一、总体情况", "第二行", "第三行", "尾"]);
    assert_eq!(texts("<pre>规章\t0\n处罚  1</pre>"), ["规章\t0", "处罚  1"]);
}

#[test]
fn a_cell_that_reaches_down_shifts_the_cells_below_it() {
    let page = "<table><tr><td rowspan=2>甲<td colspan='2'>乙</tr>\
        <tr><td>丙<td></td></tr><tr><td rowspan=9>丁<td>戊<td>己</table>";
    let kinds: Vec<PieceKind> = read(page).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(
        kinds,
        [
            at(0, 1, 2),
            at(1, 2, 1),
            at(1, 1, 1),
            at(2, 1, 1),
            at(0, 1, 1),
            at(1, 1, 1),
            at(2, 1, 1)
        ]
    );
}

#[test]
fn no_cell_reaches_over_the_end_of_the_head() {
    let page = "<table><thead><tr><th rowspan=3>甲<th>乙</thead>\
        <tbody><tr><td>丙<td>丁</tbody></table>";
    let kinds: Vec<PieceKind> = read(page).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(kinds, [at(0, 1, 1), at(1, 1, 1), at(0, 1, 1), at(1, 1, 1)]);
}

#[test]
fn a_table_that_arranges_the_page_does_not_swallow_the_table_in_it() {
    let page = "<table><tr><td>导航</td><td><p>正文</p><table><tr><td>规章</td><td>3</td></tr>\
        </table>尾</td></tr></table>";
    assert_eq!(
        read(page),
        [
            (String::from("导航"), PieceKind::Text),
            (String::from("正文"), PieceKind::Text),
            (String::from("规章"), at(0, 1, 1)),
            (String::from("3"), at(1, 1, 1)),
            (String::from("尾"), PieceKind::Text),
        ]
    );
}

#[test]
fn paragraphs_in_a_cell_are_lines_of_one_piece_and_cells_of_a_row_share_their_line() {
    let page = "<p>前</p><table><tr><td><p>本年新</p><p>公开数量</p></td><td>0</td></tr>\
        <tr><td>甲</td><td>乙</td></tr></table>";
    let pieces = pieces(page.as_bytes()).unwrap();
    assert_eq!(pieces[1].text, "本年新\n公开数量");
    let lines: Vec<u32> = pieces.iter().map(|piece| piece.line).collect();
    assert_eq!(lines, [1, 2, 2, 3, 3]);
    assert_eq!(pieces[4].place.to_string(), "table 1, 2:2");
    assert_eq!(pieces[0].place.to_string(), "1:1");
}

#[test]
fn what_has_no_tags_or_is_another_format_is_no_page() {
    for bytes in [b"1 < 2".as_slice(), b"PK\x03\x04<p>", b"%PDF-1.4 <a>"] {
        assert_eq!(pieces(bytes).unwrap_err(), SourceError::NotThisFormat);
    }
}

#[test]
fn tables_nested_beyond_any_page_and_spans_beyond_any_table_end_well() {
    let deep = "<table><tr><td>".repeat(100_000);
    assert!(pieces(deep.as_bytes()).is_ok());
    let wide = format!("<table><tr>{}", "<td colspan=1000>".repeat(2));
    assert!(matches!(
        pieces(wide.as_bytes()),
        Err(SourceError::TooLarge { .. })
    ));
    let many = "<td>".repeat(1_000_001);
    let refused = pieces(format!("<table><tr>{many}").as_bytes());
    assert!(matches!(refused, Err(SourceError::TooLarge { .. })));
}

#[test]
fn a_quote_that_is_never_closed_swallows_no_more_than_its_tag() {
    assert_eq!(texts("<p class=\"a>一</p><p>二</p>"), ["一", "二"]);
}

#[test]
fn a_page_of_more_lines_than_any_report_is_refused() {
    let lines = format!("<pre>{}", "a\n".repeat(1_000_001));
    assert!(matches!(
        pieces(lines.as_bytes()),
        Err(SourceError::TooLarge { .. })
    ));
}
