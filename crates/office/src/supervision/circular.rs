//! 通报: a circular drafted from the facts, in the same words for all (Regulations, article 47).

use super::{Listing, ListingKind};
use crate::pdf::{PaperFile, set};
use crate::submission::{GridRow, ReportGrid};
use crate::{Context, Office, OfficeError, ReportFile};
use gongkai_domain::submission::Progress;
use gongkai_render::paper::{Block, Cell as Printed, Paper, Table};
use gongkai_sheet::{Cell, ColumnKind};
use jiff::civil::Date;

/// A circular.
#[derive(Debug, Clone)]
pub struct Circular {
    /// Its title.
    pub title: String,
    /// Its parts, in order.
    pub parts: Vec<CircularPart>,
    /// Who signs.
    pub signed: String,
    /// The day of the draft.
    pub on: Date,
}

/// A part of a circular.
#[derive(Debug, Clone)]
pub struct CircularPart {
    /// Its heading.
    pub heading: &'static str,
    /// What it says.
    pub text: String,
    /// The units that it speaks of.
    pub list: Option<Listing>,
}

/// Units of a league that a circular names at most.
const NAMED: usize = 20;

impl Office {
    /// The draft of a circular on the reports of a year.
    pub async fn circular(&self, cx: &Context, year: i16) -> Result<Circular, OfficeError> {
        let grid = self.report_grid(cx, year).await?;
        let today = cx.today();
        let mut league = self.listing(cx, ListingKind::League, year).await?;
        // Who published nothing has no rank, which stands first.
        league
            .rows
            .retain(|row| row.first().is_some_and(|rank| *rank != Cell::Blank));
        league.rows.truncate(NAMED);
        let requests = self.listing(cx, ListingKind::Requests, year).await?;
        let parts = vec![
            came(&grid, today),
            missing(&grid, today),
            checked(&grid, today),
            CircularPart {
                heading: "四、公开和答复的及时率",
                text: if league.rows.is_empty() {
                    format!("{year}年各单位没有可以计算及时率的公开信息。")
                } else {
                    format!("{year}年主动公开及时率居前的单位如下。")
                },
                list: Some(league).filter(|list| !list.rows.is_empty()),
            },
            overdue(&requests),
            CircularPart {
                heading: "六、下一步要求",
                text: format!(
                    "请没有报送和被退回的单位尽快报送；请核对有错误的单位对照条例第五十条逐项改正后重新报送；请逾期未答复申请的单位依法答复。各单位要把{}年的台账及时登记，避免年底补数。",
                    today.year()
                ),
                list: None,
            },
        ];
        Ok(Circular {
            title: format!("关于{year}年政府信息公开工作年度报告编制报送情况的通报"),
            parts,
            signed: grid.above.name_on(today).to_owned(),
            on: today,
        })
    }

    /// The draft as a document.
    pub async fn circular_file(
        &self,
        cx: &Context,
        year: i16,
        kind: PaperFile,
    ) -> Result<ReportFile, OfficeError> {
        let circular = self.circular(cx, year).await?;
        let paper = paper(&circular);
        let bytes = match kind {
            PaperFile::Docx => {
                let written = paper.docx();
                written.map_err(|error| OfficeError::Internal(error.to_string()))?
            }
            PaperFile::Pdf => set(paper).await?,
        };
        Ok(ReportFile {
            name: format!("{}（草稿）.{}", circular.title, kind.ending()),
            bytes,
        })
    }
}

fn came(grid: &ReportGrid, today: Date) -> CircularPart {
    let expected = grid.rows.len();
    let here: Vec<&GridRow> = grid
        .rows
        .iter()
        .filter(|row| row.progress.is_here())
        .collect();
    let late = here
        .iter()
        .filter(|row| row.days_late(grid.due_on, today) > 0);
    let late = late.count();
    let due = grid.due_on.map_or_else(String::new, words);
    CircularPart {
        heading: "一、总体情况",
        text: format!(
            "按照《中华人民共和国政府信息公开条例》第四十九条，各单位应当在{due}前报送并公布{}年年度报告。应报{expected}家，截至{}，已报{}家（其中逾期报送{late}家），没有报来{}家；已备案{}家，已公布{}家。",
            grid.year,
            words(today),
            here.len(),
            expected - here.len(),
            grid.count(Progress::Filed) + filed_and_public(grid),
            grid.count(Progress::Published),
        ),
        list: None,
    }
}

/// Reports that were filed before they became public.
fn filed_and_public(grid: &ReportGrid) -> usize {
    let public = grid
        .rows
        .iter()
        .filter(|row| row.progress == Progress::Published);
    let filed = public.filter(|row| row.submission.filed_on().is_some());
    filed.count()
}

fn missing(grid: &ReportGrid, today: Date) -> CircularPart {
    let mut rows: Vec<&GridRow> = grid
        .rows
        .iter()
        .filter(|row| row.days_late(grid.due_on, today) > 0)
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.days_late(grid.due_on, today)));
    let text = if rows.is_empty() {
        "没有逾期的单位。"
    } else {
        "下列单位逾期报送或者至今没有报来。"
    };
    let line = |row: &&GridRow| {
        vec![
            Cell::text(row.agency.short_on(today)),
            Cell::text(row.progress.zh()),
            row.submission.first_on().map_or(Cell::Blank, Cell::Date),
            Cell::Number(row.days_late(grid.due_on, today).into()),
            Cell::Number(row.submission.reminders.len().into()),
        ]
    };
    CircularPart {
        heading: "二、逾期和没有报来的单位",
        text: text.to_owned(),
        list: some(
            &rows,
            line,
            vec![
                ("单位", ColumnKind::Text),
                ("状态", ColumnKind::Text),
                ("报送日期", ColumnKind::Date),
                ("逾期天数", ColumnKind::Integer),
                ("催办次数", ColumnKind::Integer),
            ],
        ),
    }
}

fn checked(grid: &ReportGrid, today: Date) -> CircularPart {
    let faulty = |row: &&GridRow| {
        let last = row.submission.last();
        row.submission.rounds.len() > 1
            || row.submission.is_returned()
            || last.is_some_and(|round| round.found.errors > 0)
    };
    let rows: Vec<&GridRow> = grid.rows.iter().filter(faulty).collect();
    let text = if rows.is_empty() {
        "已报来的报告，勾稽关系都成立，没有退回的。"
    } else {
        "下列单位的报告有数对不上，或者被退回过。"
    };
    let line = |row: &&GridRow| {
        let found = row.submission.last().map_or(0, |round| round.found.errors);
        vec![
            Cell::text(row.agency.short_on(today)),
            Cell::Number(found.into()),
            Cell::Number(row.submission.rounds.len().into()),
            Cell::text(if row.submission.is_returned() {
                "退回未报"
            } else {
                ""
            }),
        ]
    };
    CircularPart {
        heading: "三、核对发现的问题",
        text: text.to_owned(),
        list: some(
            &rows,
            line,
            vec![
                ("单位", ColumnKind::Text),
                ("错误（处）", ColumnKind::Integer),
                ("报送次数", ColumnKind::Integer),
                ("现状", ColumnKind::Text),
            ],
        ),
    }
}

fn overdue(requests: &Listing) -> CircularPart {
    // The sixth column is the days behind the last day; blank for those in time.
    let late = |row: &&Vec<Cell>| row.get(5).is_some_and(|cell| *cell != Cell::Blank);
    let rows: Vec<Vec<Cell>> = requests.rows.iter().filter(late).cloned().collect();
    let text = if rows.is_empty() {
        "没有逾期未答复的申请。".to_owned()
    } else {
        format!("有{}件申请逾期没有答复。", rows.len())
    };
    CircularPart {
        heading: "五、逾期未答复的申请",
        text,
        list: (!rows.is_empty()).then(|| Listing {
            rows,
            ..requests.clone()
        }),
    }
}

fn some<T>(
    rows: &[T],
    line: impl Fn(&T) -> Vec<Cell>,
    heads: Vec<(&'static str, ColumnKind)>,
) -> Option<Listing> {
    (!rows.is_empty()).then(|| Listing {
        title: String::new(),
        lede: String::new(),
        heads,
        rows: rows.iter().map(line).collect(),
    })
}

fn words(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// What a cell says on paper and on a page.
pub fn said(cell: &Cell) -> String {
    match cell {
        Cell::Blank => String::new(),
        Cell::Text(text) | Cell::Error(text) => text.clone(),
        Cell::Number(number) => number.normalize().to_string(),
        Cell::Date(day) => words(*day),
        Cell::DateTime(at) => at.to_string(),
        Cell::Bool(yes) => if *yes { "是" } else { "否" }.to_owned(),
    }
}

fn paper(circular: &Circular) -> Paper {
    let mut blocks = Vec::new();
    for part in &circular.parts {
        blocks.push(Block::Heading(part.heading.to_owned()));
        blocks.push(Block::Paragraph(part.text.clone()));
        blocks.extend(part.list.as_ref().map(|list| Block::Table(table(list))));
    }
    let on = words(circular.on);
    blocks.push(Block::Signature(vec![circular.signed.clone(), on]));
    Paper {
        title: circular.title.clone(),
        number: "（草稿，发文前请核对）".to_owned(),
        lying: false,
        blocks,
    }
}

fn table(list: &Listing) -> Table {
    let heads = list.heads.iter().map(|(head, _)| Printed::head(head));
    let row = |row: &Vec<Cell>| {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => Printed::text(text),
            Cell::Number(number) => Printed::number(*number),
            Cell::Blank | Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) | Cell::Error(_) => {
                Printed::centred(&said(cell))
            }
        });
        cells.collect::<Vec<_>>()
    };
    let mut rows = vec![heads.collect::<Vec<_>>()];
    rows.extend(list.rows.iter().map(row));
    Table {
        widths: list
            .heads
            .iter()
            .map(|(head, _)| head.chars().count().max(4))
            .collect(),
        head: 1,
        large: false,
        rows,
    }
}
