//! Markdown with pipe tables, as `CommonMark` and its table extension read it.

use crate::document::{Document, Placed, Table};

/// The document as Markdown. A merged cell keeps its content in its first cell; the cells that
/// it covers are empty.
pub(crate) fn write(document: &Document) -> String {
    let mut blocks = vec![format!("# {}", escaped(&document.title))];
    blocks.extend(document.number.iter().map(|number| escaped(number)));
    blocks.extend(
        document
            .preamble
            .iter()
            .map(|paragraph| escaped(&paragraph.text())),
    );
    for part in &document.sections {
        blocks.push(format!("## {}", escaped(&part.heading)));
        blocks.extend(
            part.paragraphs
                .iter()
                .map(|paragraph| escaped(&paragraph.text())),
        );
        blocks.extend(part.tables.iter().map(table));
    }
    blocks.extend(document.signature.iter().map(|line| escaped(line)));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

fn table(table: &Table) -> String {
    let mut rows: Vec<String> = table
        .lines
        .iter()
        .map(|line| row(line, table.width))
        .collect();
    let rule = format!("|{}", " --- |".repeat(table.width));
    rows.insert(1.min(rows.len()), rule);
    rows.join("\n")
}

fn row(line: &[Placed], width: usize) -> String {
    let mut cells = vec![String::new(); width];
    for cell in line {
        if let Some(place) = cells.get_mut(cell.column) {
            *place = escaped(&cell.content.text());
        }
    }
    format!("| {} |", cells.join(" | "))
}

/// A text that Markdown prints as it is: what would be taken as markup is escaped, no more.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if is_markup(before, c, rest.peek().copied()) {
            out.push('\\');
        }
        out.push(c);
        before = Some(c);
    }
    escape_ordinal(out)
}

fn is_markup(before: Option<char>, c: char, after: Option<char>) -> bool {
    let in_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | '|' | '~' | '<' => true,
        '_' => !(in_word(before) && in_word(after)),
        '&' => after.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()),
        '#' | '>' | '=' => before.is_none(),
        // A negative figure is no list and no rule.
        '-' | '+' => before.is_none() && !after.is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// `1. text` opens a list; `1.text`, as the labels of the form are written, does not.
fn escape_ordinal(text: String) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    let opens_list = digits > 0 && rest.starts_with(['.', ')']) && {
        let behind = rest.chars().nth(1);
        behind.is_none_or(char::is_whitespace)
    };
    if !opens_list {
        return text;
    }
    let (number, rest) = text.split_at(digits);
    format!("{number}\\{rest}")
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn only_what_would_be_markup_is_escaped() {
        assert_eq!(escaped("1.属于国家秘密"), "1.属于国家秘密");
        assert_eq!(escaped("1. 公开"), "1\\. 公开");
        assert_eq!(escaped("a|b <script>"), "a\\|b \\<script>");
        assert_eq!(escaped("zwgk_bgs@example.cn"), "zwgk_bgs@example.cn");
        assert_eq!(escaped("-8"), "-8");
        assert_eq!(escaped("# 一"), "\\# 一");
    }
}
