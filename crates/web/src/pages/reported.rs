//! Pictures of how requests went and of what annual reports say, for the desk, the public column and the
//! supervising office.

use crate::Site;
use crate::error::WebError;
use crate::pictures::{OutcomeBar, Outcomes, Picture, change, outcomes, reply_days};
use gongkai_domain::agency::Agency;
use gongkai_domain::compare::trends;
use gongkai_domain::report::Tables;
use gongkai_domain::request::OutcomeGroup;
use gongkai_office::LockedReport;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The pictures of an agency's year: days to reply, outcomes by year, year on year. Reports are those that
/// were locked; a draft of the year may be given with them and is marked as one.
pub(crate) async fn of_year(
    site: &Site,
    agency: &Agency,
    year: i16,
    (locked, draft): (Vec<LockedReport>, Option<Tables>),
) -> Result<Vec<Picture>, WebError> {
    let agencies = [agency.id.clone()];
    let times = site.office.reply_times(&agencies, year).await?;
    let is_draft = draft.is_some();
    let locked = locked.into_iter().map(|one| (one.year, one.tables));
    let draft = draft.map(|tables| (year, tables));
    let reports: BTreeMap<i16, Tables> =
        locked.chain(draft).filter(|(of, _)| *of <= year).collect();
    let mut pictures = vec![reply_days(year, &times)];
    let what = Outcomes {
        title: "各年申请的办理结果",
        of: "年度",
    };
    let bars: Vec<OutcomeBar> = reports
        .iter()
        .map(|(of, tables)| {
            let draft = if is_draft && *of == year {
                "（草稿）"
            } else {
                ""
            };
            bar(format!("{of}年{draft}"), Some(tables))
        })
        .collect();
    pictures.push(outcomes(what, &bars));
    if reports.contains_key(&year) {
        pictures.push(change(year, &trends(&reports), is_draft));
    }
    Ok(pictures)
}

/// The outcomes of a year by unit, those with most requests first. Who has not handed a report in has none.
pub(crate) fn by_unit(
    year: i16,
    units: &[Agency],
    handed: &[LockedReport],
    today: Date,
) -> Picture {
    let of = |unit: &Agency| {
        let report = handed.iter().find(|report| report.agency == unit.id);
        let name = unit.short_on(today).to_owned();
        bar(name, report.map(|report| &report.tables))
    };
    let mut bars: Vec<OutcomeBar> = units.iter().map(of).collect();
    let ended = |one: &OutcomeBar| one.counts.map_or(0, |counts| counts.iter().sum::<u64>());
    bars.sort_by_key(|one| std::cmp::Reverse(ended(one)));
    let title = format!("{year}年各单位申请的办理结果");
    outcomes(
        Outcomes {
            title: &title,
            of: "单位",
        },
        &bars,
    )
}

fn bar(name: String, tables: Option<&Tables>) -> OutcomeBar {
    let counts = tables.and_then(|tables| {
        let counts = OutcomeGroup::ALL.map(|group| group.count(tables));
        let known: Vec<u64> = counts.into_iter().flatten().collect();
        known.try_into().ok()
    });
    OutcomeBar { name, counts }
}
