//! All ledgers, by group, with how many records of the year each has.

use super::{AT, agencies, chosen, named};
use crate::Site;
use crate::caller::Caller;
use crate::pages::desk::{Answer, Asked, page};
use crate::shell::{Console, Link};
use askama::Template;
use axum::extract::{Query, State};
use gongkai_domain::ledger::Group;
use gongkai_office::ledgers;

struct Line {
    href: String,
    name: &'static str,
    help: &'static str,
    /// How many records there are; of the year, where they have a day. Empty where there are none.
    records: String,
}

#[derive(Template)]
#[template(path = "desk/ledgers.html")]
struct Index {
    shell: Console,
    agency: String,
    agencies: Vec<Link>,
    year: i16,
    years: [(String, i16); 2],
    groups: Vec<(&'static str, Vec<Line>)>,
}

/// Shows them.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let own = agencies(&site, &caller).await?;
    let agency = chosen(&own, named(&asked))?;
    let today = caller.cx.today();
    let year = asked.get("year").and_then(|year| year.parse().ok());
    let year: i16 = year
        .filter(|year| (2008..=2999).contains(year))
        .unwrap_or(today.year());
    let counted = site
        .office
        .ledger_counts(&caller.cx, &agency.id, year)
        .await?;
    let mut groups = Vec::new();
    for group in Group::ALL {
        let line = |ledger: &'static gongkai_domain::ledger::Ledger| Line {
            href: format!("{AT}/{}?agency={}", ledger.key, agency.slug),
            name: &ledger.zh,
            help: &ledger.help,
            records: match counted.get(&ledger.key) {
                Some((all, _)) if ledger.dated_by.is_none() => format!("{all} 条"),
                Some((all, of_year)) => format!("{year} 年 {of_year} 条，共 {all} 条"),
                None => String::new(),
            },
        };
        groups.push((group.zh(), ledgers()?.of_group(group).map(line).collect()));
    }
    let other = |agency: &gongkai_domain::agency::Agency| Link {
        href: format!("{AT}?agency={}", agency.slug),
        name: agency.name_on(today).to_owned(),
        current: agency.slug == named(&asked),
        count: None,
    };
    let at = |year: i16| (format!("{AT}?agency={}&year={year}", agency.slug), year);
    page(&Index {
        shell: Console::of(&site, &caller, "台账", AT).await?,
        agency: agency.name_on(today).to_owned(),
        agencies: if own.len() > 1 {
            own.iter().map(other).collect()
        } else {
            Vec::new()
        },
        year,
        years: [at(year - 1), at(year + 1)],
        groups,
    })
}
