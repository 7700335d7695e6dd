//! Lists of the supervising office over all its units: the same rows for a page, a workbook and a paper.

use super::supervising;
use crate::submission::expected;
use crate::{Context, Office, OfficeError, Tree};
use gongkai_domain::access::{Action, Object, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::last_of_year;
use gongkai_domain::duty::Kept;
use gongkai_domain::identity::AgencyId;
use gongkai_sheet::{Cell, ColumnKind};
use gongkai_store::{RequestQuery, RequestRow, Timeliness};
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A list.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Its title.
    pub title: String,
    /// What it says, in a sentence.
    pub lede: String,
    /// The heads of its columns and what they hold.
    pub heads: Vec<(&'static str, ColumnKind)>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingKind {
    /// 及时率: published and answered in time, unit by unit.
    League,
    /// Open requests by their last day, without persons.
    Requests,
    /// Columns that have stood still too long.
    Freshness,
}

impl ListingKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::League, Self::Requests, Self::Freshness];

    /// Its mark in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::League => "league",
            Self::Requests => "requests",
            Self::Freshness => "freshness",
        }
    }

    /// Its name.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::League => "及时率排行",
            Self::Requests => "在办申请",
            Self::Freshness => "栏目更新",
        }
    }

    /// The list of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl Office {
    /// A list over the units of a supervisor; the league is of a year.
    pub async fn listing(
        &self,
        cx: &Context,
        kind: ListingKind,
        year: i16,
    ) -> Result<Listing, OfficeError> {
        decide(&cx.actor, Action::Supervise, Object::Installation)?;
        let tree = self.agencies().await?;
        let above = supervising(cx, &tree)?.clone();
        match kind {
            ListingKind::League => self.league(&tree, &above, year).await,
            ListingKind::Requests => self.requests_below(cx, &tree, &above).await,
            ListingKind::Freshness => self.standing_still(cx, &tree, &above).await,
        }
    }

    /// Who published and answered in time, the best first; without anything to count no rank.
    async fn league(&self, tree: &Tree, above: &Agency, year: i16) -> Result<Listing, OfficeError> {
        let published = by_agency(self.store.timeliness(year).await?);
        let replied = by_agency(self.store.reply_timeliness(year).await?);
        let mut units: Vec<(&Agency, Timeliness, Timeliness)> = expected(tree, &above.id, year)
            .into_iter()
            .map(|agency| {
                let of = |all: &BTreeMap<AgencyId, Timeliness>| all.get(&agency.id).copied();
                let published = of(&published).unwrap_or_default();
                (agency, published, of(&replied).unwrap_or_default())
            })
            .collect();
        units.sort_by_key(|(_, published, _)| Reverse((share(*published), published.in_time)));
        let last = last_of_year(year);
        // Who is as good as another has the same rank.
        let better = |than: Option<Decimal>| {
            let before = units.iter().filter(|(_, one, _)| share(*one) > than);
            before.count() + 1
        };
        let rows = units.iter().map(|(agency, published, replied)| {
            let share = share(*published);
            let rank = better(share);
            vec![
                share.map_or(Cell::Blank, |_| Cell::Number(rank.into())),
                Cell::text(agency.short_on(last)),
                Cell::Number(published.all.into()),
                Cell::Number(published.in_time.into()),
                Cell::Number(published.late.into()),
                share.map_or(Cell::Blank, Cell::Number),
                Cell::Number(replied.all.into()),
                Cell::Number(replied.in_time.into()),
                Cell::Number(replied.late.into()),
            ]
        });
        Ok(Listing {
            rows: rows.collect(),
            title: format!("{year}年公开和答复及时率"),
            lede: "按主动公开的及时率从高到低排。及时率＝按期公开的件数÷（按期＋逾期）；没有公开过的不排名次，算不出期限的不计入。".to_owned(),
            heads: vec![
                ("名次", ColumnKind::Integer),
                ("单位", ColumnKind::Text),
                ("公开（件）", ColumnKind::Integer),
                ("按期", ColumnKind::Integer),
                ("逾期", ColumnKind::Integer),
                ("及时率（%）", ColumnKind::Money),
                ("办结申请（件）", ColumnKind::Integer),
                ("按期办结", ColumnKind::Integer),
                ("逾期办结", ColumnKind::Integer),
            ],
        })
    }

    /// Open requests by their last day: numbers and days, neither who asks nor what for (U-26).
    async fn requests_below(
        &self,
        cx: &Context,
        tree: &Tree,
        above: &Agency,
    ) -> Result<Listing, OfficeError> {
        let below = tree.below(&above.id).into_iter();
        let query = RequestQuery {
            agencies: below.map(|agency| agency.id.clone()).collect(),
            open: true,
            limit: crate::ledgers::ALL,
            ..RequestQuery::default()
        };
        let mut open = self.store.requests(&query).await?.rows;
        open.sort_by_key(|row| (row.due_on.is_none(), row.due_on, row.arrived));
        let today = cx.today();
        let late = open
            .iter()
            .filter(|row| row.due_on.is_some_and(|due| due < today));
        let late = late.count();
        let rows = open.iter().map(|row| request_row(row, tree, today));
        Ok(Listing {
            title: "在办的依申请公开".to_owned(),
            lede: format!(
                "共{}件，逾期{late}件。按最后一天排，没有申请人，也没有申请的内容。",
                open.len()
            ),
            heads: vec![
                ("单位", ColumnKind::Text),
                ("编号", ColumnKind::Text),
                ("收到", ColumnKind::Date),
                ("已过天数", ColumnKind::Integer),
                ("最后一天", ColumnKind::Date),
                ("逾期天数", ColumnKind::Integer),
                ("在哪一步", ColumnKind::Text),
            ],
            rows: rows.collect(),
        })
    }

    /// Columns beyond their limit, the longest first.
    async fn standing_still(
        &self,
        cx: &Context,
        tree: &Tree,
        above: &Agency,
    ) -> Result<Listing, OfficeError> {
        let today = cx.today();
        let mut found = Vec::new();
        let mut looked = 0_usize;
        for agency in expected(tree, &above.id, today.year()) {
            for one in self.watched_in(tree, agency, today).await? {
                let Some(rule) = &one.rule else {
                    continue;
                };
                looked += 1;
                if one.freshness.kept == Kept::Fresh {
                    continue;
                }
                let days = one.freshness.days;
                found.push((
                    days.unwrap_or(i64::MAX),
                    vec![
                        Cell::text(agency.short_on(today)),
                        Cell::text(one.what),
                        Cell::text(one.name.as_str()),
                        one.last.map_or(Cell::Blank, Cell::Date),
                        days.map_or_else(
                            || Cell::text("从来没有"),
                            |days| Cell::Number(days.into()),
                        ),
                        Cell::text(rule.limit.zh()),
                        Cell::text(rule.cite.as_str()),
                    ],
                ));
            }
        }
        found.sort_by_key(|(days, _)| Reverse(*days));
        Ok(Listing {
            title: "栏目更新情况".to_owned(),
            lede: format!("看了{looked}处，超过期限没有更新的{}处。", found.len()),
            heads: vec![
                ("单位", ColumnKind::Text),
                ("种类", ColumnKind::Text),
                ("名称", ColumnKind::Text),
                ("最后更新", ColumnKind::Date),
                ("已过天数", ColumnKind::Integer),
                ("期限", ColumnKind::Text),
                ("依据", ColumnKind::Text),
            ],
            rows: found.into_iter().map(|(_, row)| row).collect(),
        })
    }
}

fn by_agency(all: Vec<(AgencyId, Timeliness)>) -> BTreeMap<AgencyId, Timeliness> {
    all.into_iter().collect()
}

/// What was in time of what had a limit, in percent with one decimal; none where nothing had.
fn share(of: Timeliness) -> Option<Decimal> {
    let limited = Decimal::from(of.in_time.saturating_add(of.late));
    let share = Decimal::from(of.in_time.saturating_mul(100)).checked_div(limited)?;
    Some(share.round_dp(1))
}

fn request_row(row: &RequestRow, tree: &Tree, today: Date) -> Vec<Cell> {
    let agency = tree.get(&row.agency);
    let came = row.received_on.unwrap_or_else(|| row.arrived.date());
    let late = row.due_on.map(|due| (today - due).get_days());
    vec![
        Cell::text(agency.map_or("", |agency| agency.short_on(today))),
        Cell::text(row.number.as_str()),
        Cell::Date(came),
        Cell::Number((today - came).get_days().into()),
        row.due_on.map_or(Cell::Blank, Cell::Date),
        late.filter(|days| *days > 0)
            .map_or(Cell::Blank, |days| Cell::Number(days.into())),
        Cell::text(row.stage.zh()),
    ]
}
