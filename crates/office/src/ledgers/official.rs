//! Workbooks of the catalogue for others: the printed sheet, one a field, and the self-check.

use super::catalogue::{CATALOGUE, FieldCheck};
use super::ledger;
use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::ledger::{Kind, Ledger, Printed, PrintedColumn, Record};
use gongkai_sheet::{Cell, Column, ColumnKind, Table};
use jiff::civil::Date;

impl Office {
    /// A ledger as the sheet that offices publish, as it stands on a day: heads in groups, marks in the
    /// cells, a sheet for each field. It is read back as it was.
    pub async fn printed_workbook(
        &self,
        cx: &Context,
        agency: &AgencyId,
        key: &str,
        on: Date,
    ) -> Result<Vec<u8>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadLedgers, Object::Agency(&lineage))?;
        let ledger = ledger(key)?;
        let printed = ledger.printed.as_ref();
        let printed = printed.ok_or(gongkai_domain::access::Refusal::Unknown)?;
        let owner = self.agency(agency).await?;
        let name = owner.name_on(cx.today());
        let mut sheets: Vec<(String, Vec<Record>)> = Vec::new();
        for record in self.standing(agency, ledger, on).await? {
            let sheet = printed.sheet(ledger, &record.values);
            match sheets.last_mut().filter(|(last, _)| *last == sheet) {
                Some((_, records)) => records.push(record),
                None => sheets.push((sheet, vec![record])),
            }
        }
        if sheets.is_empty() {
            sheets.push((ledger.zh.clone(), Vec::new()));
        }
        let tables = sheets
            .iter()
            .map(|(sheet, records)| table(ledger, printed, (name, sheet), records));
        let tables: Vec<Table> = tables.collect();
        gongkai_sheet::write_book(&tables).map_err(|error| OfficeError::File(error.to_string()))
    }

    /// The self-check as a workbook: a sheet with the numbers of each field, one with the entries.
    pub async fn check_workbook(
        &self,
        cx: &Context,
        agency: &AgencyId,
    ) -> Result<Vec<u8>, OfficeError> {
        let fields = self.catalogue_check(cx, agency).await?;
        let owner = self.agency(agency).await?;
        let title = format!("{}目录自查（{}）", owner.name_on(cx.today()), cx.today());
        let tables = [numbers(&title, &fields), entries(&title, &fields)?];
        gongkai_sheet::write_book(&tables).map_err(|error| OfficeError::File(error.to_string()))
    }
}

fn table(
    ledger: &Ledger,
    printed: &Printed,
    (agency, sheet): (&str, &str),
    records: &[Record],
) -> Table {
    let cell =
        |column: &PrintedColumn, record: &Record| Cell::text(column.text(ledger, &record.values));
    let row = |record: &Record| {
        printed
            .columns
            .iter()
            .map(|column| cell(column, record))
            .collect()
    };
    let domain = if sheet.ends_with("领域") || sheet == ledger.zh {
        ""
    } else {
        "领域"
    };
    let title = if sheet == ledger.zh {
        format!("{agency}{}", printed.title)
    } else {
        format!("{agency}{sheet}{domain}{}", printed.title)
    };
    Table {
        title,
        sheet: sheet.to_owned(),
        headed: true,
        columns: printed
            .columns
            .iter()
            .map(|column| head(ledger, column))
            .collect(),
        rows: records.iter().map(row).collect(),
        foot: vec![printed.remark.clone()],
        ..Table::default()
    }
}

fn head(ledger: &Ledger, column: &PrintedColumn) -> Column {
    let yes = ledger
        .column(&column.of)
        .is_some_and(|of| of.kind == Kind::Yes);
    let (title, over) = column
        .heads
        .split_last()
        .map_or(("", &[][..]), |(title, over)| (title.as_str(), over));
    Column {
        over: over.to_vec(),
        down: column.down,
        width: column.width,
        choices: if yes {
            vec!["√".to_owned()]
        } else {
            Vec::new()
        },
        ..Column::new(
            title,
            if yes {
                ColumnKind::YesNo
            } else {
                ColumnKind::LongText
            },
        )
    }
}

fn numbers(title: &str, fields: &[FieldCheck]) -> Table {
    let heads = [
        "领域",
        "目录事项（条）",
        "没有公开内容（条）",
        "一年没有更新（条）",
    ];
    let number = |count: usize| Cell::from(i64::try_from(count).unwrap_or(i64::MAX));
    let row = |field: &FieldCheck| {
        let counts = [field.entries, field.empty.len(), field.stale.len()];
        let name = Cell::text(field.name.as_str());
        std::iter::once(name).chain(counts.map(number)).collect()
    };
    let kinds = [
        ColumnKind::Text,
        ColumnKind::Integer,
        ColumnKind::Integer,
        ColumnKind::Integer,
    ];
    Table {
        title: title.to_owned(),
        sheet: "按领域".to_owned(),
        headed: true,
        columns: heads
            .into_iter()
            .zip(kinds)
            .map(|(head, kind)| Column::new(head, kind))
            .collect(),
        rows: fields.iter().map(row).collect(),
        ..Table::default()
    }
}

fn entries(title: &str, fields: &[FieldCheck]) -> Result<Table, OfficeError> {
    let ledger = ledger(CATALOGUE)?;
    let keys = ["code", "level1", "level2", "subject"];
    let mut columns = vec![Column::new("领域", ColumnKind::Text)];
    let heads = keys.iter().filter_map(|key| ledger.column(key));
    columns.extend(heads.map(|column| Column::new(column.zh.as_str(), ColumnKind::LongText)));
    columns.push(Column::new("情况", ColumnKind::Text));
    columns.push(Column::new("已公开几条", ColumnKind::Integer));
    columns.push(Column::new("最近公开", ColumnKind::Date));
    let mut rows = Vec::new();
    for field in fields {
        let empty = field.empty.iter().map(|entry| ("没有公开内容", entry));
        let stale = field.stale.iter().map(|entry| ("一年没有更新", entry));
        for (state, entry) in empty.chain(stale) {
            let text = |key: &&str| Cell::text(entry.record.values.get(key).unwrap_or_default());
            let mut row = vec![Cell::text(field.name.as_str())];
            row.extend(keys.iter().map(text));
            row.push(Cell::text(state));
            let items = entry.listed.map_or(0, |listed| listed.items);
            row.push(Cell::from(i64::try_from(items).unwrap_or(i64::MAX)));
            row.push(Cell::from(entry.listed.map(|listed| listed.last)));
            rows.push(row);
        }
    }
    Ok(Table {
        title: title.to_owned(),
        sheet: "要补的目录事项".to_owned(),
        headed: true,
        columns,
        rows,
        ..Table::default()
    })
}
