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
    /// Name and number of each figure that is not nothing.
    figures: Vec<(&'static str, String)>,
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
        .ledger_figures(&caller.cx, &agency.id, year)
        .await?;
    let mut groups = Vec::new();
    for group in Group::ALL {
        let line = |ledger: &'static gongkai_domain::ledger::Ledger| Line {
            href: format!("{AT}/{}?agency={}", ledger.key, agency.slug),
            name: &ledger.zh,
            help: &ledger.help,
            figures: counted
                .iter()
                .filter(|(of, _, counted)| of.key == ledger.key && counted.records > 0)
                .map(|(_, figure, counted)| (figure.zh.as_str(), counted.value.to_string()))
                .collect(),
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
