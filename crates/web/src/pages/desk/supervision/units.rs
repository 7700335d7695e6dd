//! What the supervising office sees: the agencies below, counts of what is public, and no draft.

use super::{Answer, Asked, page};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Query, State};
use gongkai_office::RequestTally;

struct Line {
    name: String,
    href: String,
    published: u64,
    withdrawn: u64,
    of_year: u64,
    in_time: u64,
    late: u64,
    /// Open disclosure requests, those overdue, the age of the oldest, where they stand.
    requests: u64,
    requests_late: u64,
    requests_oldest: String,
    requests_stages: String,
}

#[derive(Template)]
#[template(path = "desk/supervision/units.html")]
struct Supervision {
    shell: Console,
    year: i16,
    years: Vec<i16>,
    lines: Vec<Line>,
    total: Line,
}

/// Shows the agencies below.
pub(crate) async fn show(State(site): State<Site>, caller: Caller, Query(asked): Asked) -> Answer {
    let today = caller.cx.today();
    let asked = asked.get("year").and_then(|year| year.parse::<i16>().ok());
    let year = asked.filter(|year| (2008..=today.year()).contains(year));
    let year = year.unwrap_or(today.year());
    let seen = site.office.supervised(&caller.cx, year).await?;
    let lines: Vec<Line> = seen
        .into_iter()
        .map(|seen| Line {
            name: seen.agency.name_on(today).to_owned(),
            href: format!("/{}", seen.agency.slug),
            published: seen.published,
            withdrawn: seen.withdrawn,
            of_year: seen.figures.published,
            in_time: seen.figures.in_time,
            late: seen.figures.late,
            requests: seen.requests.open,
            requests_late: seen.requests.overdue,
            requests_oldest: seen
                .requests
                .oldest_days
                .map(|days| format!("{days} 天"))
                .unwrap_or_default(),
            requests_stages: stages(&seen.requests),
        })
        .collect();
    let sum = |figure: fn(&Line) -> u64| lines.iter().map(figure).sum();
    let total = Line {
        name: "合计".to_owned(),
        href: String::new(),
        published: sum(|line| line.published),
        withdrawn: sum(|line| line.withdrawn),
        of_year: sum(|line| line.of_year),
        in_time: sum(|line| line.in_time),
        late: sum(|line| line.late),
        requests: sum(|line| line.requests),
        requests_late: sum(|line| line.requests_late),
        requests_oldest: String::new(),
        requests_stages: String::new(),
    };
    page(&Supervision {
        shell: Console::of(&site, &caller, "下级单位", "/desk/supervision").await?,
        year,
        years: (2019..=today.year()).rev().collect(),
        lines,
        total,
    })
}

/// Where the open requests stand: 办理中 2、征求意见中 1.
fn stages(tally: &RequestTally) -> String {
    let unopened = (tally.unopened > 0).then(|| format!("还没打开 {}", tally.unopened));
    let stages = tally.by_stage.iter();
    let stages = stages.map(|(stage, count)| format!("{} {count}", stage.zh()));
    let all: Vec<String> = unopened.into_iter().chain(stages).collect();
    all.join("、")
}
