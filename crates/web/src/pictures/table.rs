//! The figures of a picture as a table, on the page and as CSV.

/// A table: a head, and rows of a name and figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) head: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The last row, of sums; empty if there is none.
    pub(crate) sum: Vec<String>,
    /// Whether what stands behind the name are figures.
    pub(crate) is_figures: bool,
    /// A small drawing behind each row; empty if there are none.
    pub(crate) sparks: Vec<String>,
    /// What the CSV holds where that is more than the page shows.
    pub(crate) whole: Option<Box<Self>>,
}

impl Table {
    /// A table of figures under a head.
    pub(crate) fn figures(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|name| (*name).to_owned()).collect(),
            is_figures: true,
            ..Self::default()
        }
    }

    /// The rows, each with its small drawing; that is empty where there is none.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (&[String], &str)> {
        let sparks = self.sparks.iter().map(String::as_str);
        let sparks = sparks.chain(std::iter::repeat(""));
        self.rows.iter().map(Vec::as_slice).zip(sparks)
    }

    /// As CSV (RFC 4180) in UTF-8, with the mark by which spreadsheets know it.
    pub(crate) fn csv(&self) -> String {
        if let Some(whole) = &self.whole {
            return whole.csv();
        }
        let sum = Some(&self.sum).filter(|sum| !sum.is_empty());
        let rows = std::iter::once(&self.head).chain(&self.rows).chain(sum);
        let lines = rows.map(|row| {
            let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
            cells.join(",") + "\r\n"
        });
        std::iter::once("\u{feff}".to_owned())
            .chain(lines)
            .collect()
    }
}

/// A cell; one that a spreadsheet would take for a formula is kept from it by a blank.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula {
        format!(" {cell}")
    } else {
        cell.to_owned()
    };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_breaks_a_line_of_csv_or_is_run_as_a_formula() {
        let mut table = Table::figures(&["类别", "件数"]);
        table
            .rows
            .push(vec!["甲,\"乙\"".to_owned(), "1".to_owned()]);
        table.rows.push(vec!["=1+1".to_owned(), "2".to_owned()]);
        table.sum = vec!["合计".to_owned(), "3".to_owned()];
        assert_eq!(
            table.csv(),
            "\u{feff}类别,件数\r\n\"甲,\"\"乙\"\"\",1\r\n =1+1,2\r\n合计,3\r\n"
        );
    }
}
