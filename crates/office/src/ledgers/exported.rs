//! A ledger as a spreadsheet: the columns as they are read back, with the identity of each record
//! in the last one, so that what comes back changes only what was changed in it.

use super::import::IDENTITY;
use super::{Plan, ledger};
use crate::workbook::written;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::ledger::{Column, Kind, Values};
use gongkai_sheet::{Cell, ColumnKind, Mark, Table};
use gongkai_store::RecordQuery;

impl Office {
    /// A ledger of an agency as a workbook: its records, of one year or all.
    pub async fn ledger_workbook(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        year: Option<i16>,
    ) -> Result<Vec<u8>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadLedgers, Object::Agency(&lineage))?;
        let ledger = ledger(key)?;
        let query = RecordQuery {
            agencies: vec![agency.clone()],
            ledger: ledger.key.clone(),
            year,
            limit: super::ALL,
            ..RecordQuery::default()
        };
        let records = self.store.ledger_records(&query).await?.rows;
        let owner = self.agency(agency).await?;
        let title = format!("{}{}", owner.name_on(cx.today()), ledger.zh);
        let table = Table {
            title,
            sheet: ledger.zh.clone(),
            columns: columns(&ledger.columns, IDENTITY),
            rows: records
                .iter()
                .map(|record| row(&ledger.columns, &record.values, record.id.as_str()))
                .collect(),
            ..Table::default()
        };
        written(&table)
    }
}

impl Plan {
    /// What was to be imported, with every wrong cell red and its reason as a comment.
    pub fn marked_workbook(&self) -> Result<Vec<u8>, OfficeError> {
        let heads = self.heads.iter().map(|head| {
            let column = head.column.and_then(|key| self.ledger.column(key));
            let kind = column.map_or(ColumnKind::Text, |column| kind(column.kind));
            gongkai_sheet::Column::new(head.text.as_str(), kind)
        });
        let mut marks = Vec::new();
        for (row, planned) in self.rows.iter().enumerate() {
            for gap in planned.gaps() {
                let column = self
                    .heads
                    .iter()
                    .position(|head| head.column == Some(gap.field));
                marks.push(Mark {
                    row,
                    column: column.unwrap_or_default(),
                    message: gap.message.clone(),
                });
            }
        }
        let cells =
            |texts: &Vec<String>| texts.iter().map(|text| Cell::text(text.as_str())).collect();
        written(&Table {
            title: format!("{}（有误的格子标红）", self.ledger.zh),
            sheet: self.ledger.zh.clone(),
            columns: heads.collect(),
            rows: self.rows.iter().map(|row| cells(&row.texts)).collect(),
            marks,
            ..Table::default()
        })
    }
}

pub(super) fn columns(columns: &[Column], identity: &'static str) -> Vec<gongkai_sheet::Column> {
    let one = |column: &Column| gongkai_sheet::Column {
        note: column.help.clone(),
        required: column.required,
        choices: match column.kind {
            Kind::Choice => column
                .choices
                .iter()
                .map(|choice| choice.zh.clone())
                .collect(),
            Kind::Yes => vec!["是".to_owned(), "否".to_owned()],
            Kind::Text | Kind::Long | Kind::Date | Kind::Count | Kind::Money | Kind::Choices => {
                Vec::new()
            }
        },
        ..gongkai_sheet::Column::new(column.zh.as_str(), kind(column.kind))
    };
    let identity = gongkai_sheet::Column {
        note: "程序用来认出这一行，请不要改；新加的行留空。".to_owned(),
        ..gongkai_sheet::Column::new(identity, ColumnKind::Text)
    };
    columns.iter().map(one).chain([identity]).collect()
}

fn kind(kind: Kind) -> ColumnKind {
    match kind {
        Kind::Long => ColumnKind::LongText,
        Kind::Date => ColumnKind::Date,
        Kind::Count => ColumnKind::Integer,
        // Money keeps its unit beside the figure: a column of bare numbers would lose it.
        Kind::Text | Kind::Money | Kind::Yes | Kind::Choice | Kind::Choices => ColumnKind::Text,
    }
}

pub(super) fn row(columns: &[Column], values: &Values, id: &str) -> Vec<Cell> {
    let cell = |column: &Column| cell(column, values);
    let identity = Cell::text(id);
    columns.iter().map(cell).chain([identity]).collect()
}

fn cell(column: &Column, values: &Values) -> Cell {
    let Some(text) = values.get(&column.key) else {
        return Cell::Blank;
    };
    let typed = match column.kind {
        Kind::Date => values.day(&column.key).map(Cell::Date),
        Kind::Count => values
            .count(&column.key)
            .map(|count| Cell::Number(count.into())),
        Kind::Text | Kind::Long | Kind::Money | Kind::Yes | Kind::Choice | Kind::Choices => None,
    };
    typed.unwrap_or_else(|| Cell::text(column.shown(text)))
}
