//! The list of an agency's requests as a spreadsheet, without who asked and what for.

use crate::{Context, Office, OfficeError};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::request::{Case, Clocks, OutcomeBook, OutcomeId};
use gongkai_sheet::{Cell, Column, ColumnKind, Table};
use gongkai_store::{RequestQuery, RequestRow};
use jiff::civil::Date;

const COLUMNS: [(&str, ColumnKind); 10] = [
    ("编号", ColumnKind::Text),
    ("申请人类型", ColumnKind::Text),
    ("提交方式", ColumnKind::Text),
    ("到达日期", ColumnKind::Date),
    ("收到日期", ColumnKind::Date),
    ("答复期限", ColumnKind::Date),
    ("剩余工作日", ColumnKind::Integer),
    ("状态", ColumnKind::Text),
    ("办理结果", ColumnKind::Text),
    ("办结日期", ColumnKind::Date),
];

impl Office {
    /// The requests of an agency as a workbook, of one year or all. Nothing in it tells who asked.
    pub async fn requests_workbook(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: Option<i16>,
    ) -> Result<Vec<u8>, OfficeError> {
        let lineage = self.lineage(agency).await?;
        decide(&cx.actor, Action::ReadRequests, Object::Agency(&lineage))?;
        let query = RequestQuery {
            agencies: vec![agency.clone()],
            year,
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let calendars = self.calendars().await?;
        let mut rows = Vec::new();
        for row in self.store.requests(&query).await?.rows {
            let (case, _) = self.case(&row).await?;
            let clocks = case.clocks(cx.today(), calendars.of(&row.agency))?;
            rows.push(cells(&row, &case, &clocks));
        }
        let owner = self.agency(agency).await?;
        let name = owner.name_on(cx.today());
        let column = |(title, kind): (&str, ColumnKind)| Column::new(title, kind);
        let table = Table {
            title: format!("{name}政府信息公开申请"),
            sheet: "依申请公开".to_owned(),
            columns: COLUMNS.into_iter().map(column).collect(),
            rows,
            ..Table::default()
        };
        gongkai_sheet::write(&table).map_err(|error| OfficeError::File(error.to_string()))
    }
}

fn cells(row: &RequestRow, case: &Case, clocks: &Clocks) -> Vec<Cell> {
    let day = |day: Option<Date>| day.map_or(Cell::Blank, Cell::Date);
    let reply = clocks.reply.as_ref();
    let left = reply.and_then(|reply| reply.left);
    vec![
        Cell::text(row.number.as_str()),
        Cell::text(row.kind.zh()),
        Cell::text(row.channel.zh()),
        Cell::Date(row.arrived.date()),
        day(case.received_on()),
        day(reply.and_then(|reply| reply.deadline.on())),
        left.map_or(Cell::Blank, |left| Cell::Number(left.into())),
        Cell::text(case.stage().zh()),
        Cell::text(case.outcome().map(|(id, _)| title(id)).unwrap_or_default()),
        day(case.outcome().map(|(_, on)| on)),
    ]
}

fn title(id: &OutcomeId) -> String {
    let book = OutcomeBook::statutory().ok();
    let found = book.and_then(|book| book.get(id));
    found.map_or_else(|| id.as_str().to_owned(), |outcome| outcome.title.clone())
}
