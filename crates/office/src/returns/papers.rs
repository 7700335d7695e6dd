//! The return on paper, as counties have it: head with agency and quarter, one row an indicator, who
//! compiled and who checked it. What is not known stays blank and is said below.

use super::{ReturnSummary, ReturnView};
use crate::{Context, Office, OfficeError, pdf};
use gongkai_domain::agency::Agency;
use gongkai_domain::digits::numeral;
use gongkai_domain::returns::{Line, Number, Quarter, Sum, SumLine};
use gongkai_render::paper::{Block, Cell, Paper, Table};

/// A paper of a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReturnFile {
    /// The table as DOCX.
    Docx,
    /// The table as XLSX.
    Xlsx,
    /// The table as PDF.
    Pdf,
}

impl ReturnFile {
    /// Its ending.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
        }
    }

    /// The file of this name in addresses: `table.docx`.
    pub fn of_code(code: &str) -> Option<Self> {
        let all = [Self::Docx, Self::Xlsx, Self::Pdf];
        let ending = code.strip_prefix("table.")?;
        all.into_iter().find(|file| file.ending() == ending)
    }

    async fn written(self, paper: Paper) -> Result<Vec<u8>, OfficeError> {
        let bytes = match self {
            Self::Docx => paper.docx(),
            Self::Xlsx => paper.xlsx(),
            Self::Pdf => return pdf::set(paper).await,
        };
        bytes.map_err(|error| OfficeError::Internal(error.to_string()))
    }
}

/// A row to be printed.
struct Row<'l> {
    group: &'l str,
    name: &'l str,
    unit: &'l str,
    part: bool,
    quarter: Option<Number>,
    year: Option<Number>,
    remark: String,
}

/// The names of columns with their widths.
const COLUMNS: [(&str, usize); 5] = [
    ("序号", 6),
    ("统计指标", 50),
    ("单位", 8),
    ("本期实际", 13),
    ("本年累计", 13),
];
/// A column more, where agencies are added up.
const REMARK: (&str, usize) = ("备注", 20);

impl Office {
    /// The return of a quarter as a paper: with the figures as handed in, and before that as they are
    /// now. Gives its name and its bytes.
    pub async fn return_paper(
        &self,
        cx: &Context,
        agency: &Agency,
        quarter: Quarter,
        file: ReturnFile,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let view = self.quarterly_return(cx, agency, quarter).await?;
        let name = agency.name_on(cx.today());
        let paper = of_agency(&view, name, &agency.settings.guide.telephone);
        let short = agency.short_on(cx.today());
        let named = format!("{short}{}{}", quarter.zh(), view.table.title);
        let bytes = file.written(paper).await?;
        Ok((format!("{named}.{}", file.ending()), bytes))
    }

    /// The sum of a quarter as a paper.
    pub async fn return_summary_paper(
        &self,
        cx: &Context,
        quarter: Quarter,
        file: ReturnFile,
    ) -> Result<(String, Vec<u8>), OfficeError> {
        let summary = self.return_summary(cx, quarter).await?;
        let paper = of_sum(&summary, cx);
        let short = summary.above.short_on(cx.today());
        let named = format!("{short}{}{}（汇总）", quarter.zh(), summary.table.title);
        let bytes = file.written(paper).await?;
        Ok((format!("{named}.{}", file.ending()), bytes))
    }
}

fn of_agency(view: &ReturnView, name: &str, telephone: &str) -> Paper {
    let handed_in = view.handed_in();
    let title = handed_in.map_or(&view.table.title, |handed_in| &handed_in.title);
    let on = handed_in.map_or_else(
        || "　　　　年　　月　　日".to_owned(),
        |handed_in| {
            let on = handed_in.on;
            format!("{}年{}月{}日", on.year(), on.month(), on.day())
        },
    );
    let compiled = handed_in.map_or("　　　　", |handed_in| &handed_in.compiled_by);
    let checked = handed_in.map_or("　　　　", |handed_in| &handed_in.checked_by);
    let rows: Vec<Row<'_>> = view.shown().iter().map(of_line).collect();
    let mut blocks = vec![
        Block::Line(format!("填报单位（盖章）：{name}")),
        Block::Table(table(&rows, false)),
        Block::Line(format!(
            "单位负责人：　　　　　　审核人：{checked}　　　填表人：{compiled}"
        )),
        Block::Line(format!("联系电话：{telephone}　　　报出日期：{on}")),
    ];
    blocks.extend(note(&rows));
    Paper {
        title: title.clone(),
        number: format!("（{}）", view.quarter.zh()),
        lying: false,
        blocks,
    }
}

/// What a reader has to know of blank cells.
fn note(rows: &[Row<'_>]) -> Option<Block> {
    let blank = rows.iter().filter(|row| row.quarter.is_none()).count();
    let words = format!("注：空白的{blank}项没有统计到，不是0。");
    (blank > 0).then_some(Block::Line(words))
}

fn of_sum(summary: &ReturnSummary, cx: &Context) -> Paper {
    let name = |below: &super::Below| below.agency.short_on(cx.today()).to_owned();
    let missing: Vec<String> = summary.missing().map(name).collect();
    let handed_in = summary.below.len() - missing.len();
    let rows: Vec<Row<'_>> = summary.lines.iter().map(of_sum_line).collect();
    let mut blocks = vec![
        Block::Line(format!(
            "汇总单位（盖章）：{}　　　应报{}家，已报{handed_in}家",
            summary.above.name_on(cx.today()),
            summary.below.len(),
        )),
        Block::Table(table(&rows, true)),
    ];
    if !missing.is_empty() {
        let names = missing.join("、");
        blocks.push(Block::Line(format!(
            "注：没有报送、不在合计里的单位：{names}。"
        )));
    }
    blocks.extend(note(&rows));
    blocks.push(Block::Line(
        "单位负责人：　　　　　　审核人：　　　　　　填表人：　　　　　　报出日期：".to_owned(),
    ));
    Paper {
        title: format!("{}（汇总）", summary.table.title),
        number: format!("（{}）", summary.quarter.zh()),
        lying: false,
        blocks,
    }
}

fn of_line(line: &Line) -> Row<'_> {
    Row {
        group: &line.group,
        name: &line.zh,
        unit: &line.unit,
        part: line.part,
        quarter: line.quarter.number(),
        year: line.year.number(),
        remark: String::new(),
    }
}

fn of_sum_line(line: &SumLine) -> Row<'_> {
    Row {
        group: &line.group,
        name: &line.zh,
        unit: &line.unit,
        part: line.part,
        quarter: line.quarter.number,
        year: line.year.number,
        remark: lacking(&line.quarter),
    }
}

/// Whose number a sum lacks; nobody's, where there is no sum at all.
fn lacking(sum: &Sum) -> String {
    match sum.missing.as_slice() {
        [] => String::new(),
        _ if sum.number.is_none() => "都没有填".to_owned(),
        names => format!("缺{}", names.join("、")),
    }
}

fn table(rows: &[Row<'_>], remarks: bool) -> Table {
    let remark = remarks.then_some(REMARK);
    let columns: Vec<(&str, usize)> = COLUMNS.into_iter().chain(remark).collect();
    let mut printed = vec![columns.iter().map(|(name, _)| Cell::head(name)).collect()];
    let mut group = "";
    let mut groups = 0;
    let mut parts = 0;
    for (number, row) in (1..).zip(rows) {
        if row.group != group {
            group = row.group;
            groups += 1;
            let heading = format!("{}、{group}", numeral(groups));
            printed.push(vec![Cell::heading(&heading).over(columns.len())]);
        }
        parts = if row.part { parts + 1 } else { 0 };
        printed.push(cells(number, row, parts, remarks));
    }
    Table {
        widths: columns.iter().map(|(_, width)| *width).collect(),
        head: 1,
        large: false,
        rows: printed,
    }
}

fn cells(number: u64, row: &Row<'_>, part: usize, remarks: bool) -> Vec<Cell> {
    let name = match part {
        0 => row.name.to_owned(),
        1 => format!("　其中：{}", row.name),
        _ => format!("　　　　{}", row.name),
    };
    let value = |number: Option<Number>| {
        number.map_or_else(|| Cell::centred(""), |number| Cell::number(number.value()))
    };
    let mut cells = vec![
        Cell::count(number),
        Cell::text(&name),
        Cell::centred(row.unit),
        value(row.quarter),
        value(row.year),
    ];
    cells.extend(remarks.then(|| Cell::text(&row.remark)));
    cells
}
