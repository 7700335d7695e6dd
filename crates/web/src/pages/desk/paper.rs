//! The secrecy review form to be printed: one A4 page, with opinions, signatures and dates of all steps.

use super::item::{Appearance, postings};
use super::{Answer, facts, id, page};
use crate::Site;
use crate::caller::Caller;
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use gongkai_domain::information::{Attribute, ChannelKind, Information};
use gongkai_domain::review::{Checklist, Concern, Opinion, ReviewChain, Taken};
use gongkai_office::{ItemView, today};
use jiff::civil::Date;

/// A box with its words.
struct Tick {
    on: bool,
    words: String,
}

struct Question {
    words: &'static str,
    yes: bool,
    no: bool,
}

struct Opined {
    step: String,
    words: String,
    name: String,
    on: String,
}

#[derive(Template)]
#[template(path = "desk/form.html")]
struct Paper {
    shell: Console,
    href: String,
    agency: String,
    section: String,
    filled_on: String,
    title: String,
    document_number: String,
    index_number: String,
    summary: String,
    official: bool,
    planned_on: String,
    channels: Vec<Tick>,
    attributes: Vec<Tick>,
    reason: String,
    questions: Vec<Question>,
    opinions: Vec<Opined>,
    publisher: String,
    postings: Vec<Appearance>,
    note: String,
}

/// Shows the form.
pub(crate) async fn show(
    State(site): State<Site>,
    caller: Caller,
    Path(item): Path<String>,
) -> Answer {
    let view = site.office.view(&caller.cx, &id(&item)?).await?;
    let agency = site.office.agency(&view.item.agency).await?;
    let shell = Console::of(
        &site,
        &caller,
        "政府信息公开保密审查表",
        "/desk/information",
    )
    .await?;
    let (item, own) = (&view.item, &view.item.facts);
    let published = view.history.iter().map(|entry| &entry.event);
    let mut published = published.filter(|event| event.action == "information.published");
    let first = view.history.first().map(|entry| today(entry.event.at));
    let planned = view.postings.iter().map(|posting| posting.on).min();
    page(&Paper {
        shell,
        href: format!("/desk/information/{}", item.id),
        agency: agency.name_on(caller.cx.today()).to_owned(),
        section: own.section.clone(),
        filled_on: chinese(first),
        title: own.title.clone(),
        document_number: own.document_number.clone(),
        index_number: item.index_number.clone(),
        summary: own.summary.clone(),
        official: !own.document_number.is_empty(),
        planned_on: chinese(planned),
        channels: channels(&site, &view).await?,
        attributes: attributes(&own.attribute),
        reason: reason(&own.attribute),
        questions: questions(item),
        opinions: opinions(item, &agency.settings.review),
        publisher: published
            .next()
            .map(|event| event.name.clone())
            .unwrap_or_default(),
        postings: postings(&site, &view).await?,
        note: item
            .leak_override
            .as_ref()
            .map(|ground| format!("发布前检查由第二人放行：{ground}"))
            .unwrap_or_default(),
    })
}

fn chinese(day: Option<Date>) -> String {
    day.map(|day| format!("{}年{}月{}日", day.year(), day.month(), day.day()))
        .unwrap_or_default()
}

/// The channels of the form, ticked where the item was or is to be posted.
async fn channels(site: &Site, view: &ItemView) -> Result<Vec<Tick>, crate::error::WebError> {
    use ChannelKind::{Broadcast, Column, Gazette, LedScreen, Newspaper, NoticeBoard, TouchScreen};
    let all = site.office.channels(&view.item.agency).await?;
    let used: Vec<&gongkai_domain::information::Channel> = all
        .iter()
        .filter(|channel| {
            view.postings
                .iter()
                .any(|posting| posting.channel == channel.id)
        })
        .collect();
    let kinds = |kinds: &[ChannelKind]| used.iter().any(|channel| kinds.contains(&channel.kind));
    let boards = [
        NoticeBoard,
        ChannelKind::VillageBoard,
        LedScreen,
        TouchScreen,
    ];
    let named = [
        (vec![Column, ChannelKind::Website], "政府网站"),
        (vec![Newspaper, Gazette], "报刊、公报"),
        (vec![Broadcast], "广播、电视"),
        (boards.to_vec(), "公开栏、电子屏"),
    ];
    let known: Vec<ChannelKind> = named.iter().flat_map(|(kinds, _)| kinds.clone()).collect();
    let others: Vec<&str> = used
        .iter()
        .filter(|channel| !known.contains(&channel.kind))
        .map(|channel| channel.name.as_str())
        .collect();
    let mut ticks: Vec<Tick> = named
        .iter()
        .map(|(of, words)| Tick {
            on: kinds(of),
            words: (*words).to_owned(),
        })
        .collect();
    ticks.push(Tick {
        on: !others.is_empty(),
        words: format!("其他：{}", others.join("、")),
    });
    Ok(ticks)
}

fn attributes(attribute: &Attribute) -> Vec<Tick> {
    let all = [
        ("proactive", "主动"),
        ("upon_request", "依申请"),
        ("withheld", "不予"),
    ];
    let tick = |(code, words): (&str, &str)| Tick {
        on: attribute.code() == code,
        words: words.to_owned(),
    };
    all.map(tick).into()
}

fn reason(attribute: &Attribute) -> String {
    match attribute {
        Attribute::Withheld { ground, reason } => {
            format!("{}（{}）。{reason}", ground.zh(), ground.article())
        }
        Attribute::Proactive | Attribute::UponRequest => "无".to_owned(),
    }
}

/// The questions with the last answers; blank where nobody has answered yet.
fn questions(item: &Information) -> Vec<Question> {
    let answers = item
        .round
        .taken
        .iter()
        .rev()
        .find_map(|taken| taken.checklist.as_ref());
    let answer = |concern| answers.and_then(|Checklist(answers)| answers.get(&concern).copied());
    let one = |concern: Concern| Question {
        words: concern.zh(),
        yes: answer(concern) == Some(true),
        no: answer(concern) == Some(false),
    };
    Concern::ALL.into_iter().map(one).collect()
}

/// Every step of the chain; blank where it has not been taken, to be signed by hand.
fn opinions(item: &Information, set_up: &ReviewChain) -> Vec<Opined> {
    let begun = !item.round.taken.is_empty();
    let chain = if begun { &item.round.chain } else { set_up };
    let steps = chain.steps.iter().enumerate();
    let one = |(at, step): (usize, &gongkai_domain::review::ReviewStep)| {
        let taken = item.round.taken.get(at);
        Opined {
            step: step.name.clone(),
            words: taken.map(|taken| opinion(taken, at)).unwrap_or_default(),
            name: taken.map(|taken| taken.name.clone()).unwrap_or_default(),
            on: chinese(taken.map(|taken| today(taken.at))),
        }
    };
    steps.map(one).collect()
}

fn opinion(taken: &Taken, at: usize) -> String {
    let said = taken.remarks.iter().map(|remark| {
        let text = remark.text.trim();
        if remark.field.is_empty() {
            text.to_owned()
        } else {
            format!("{}：{text}", facts::label(&remark.field))
        }
    });
    let said = said.collect::<Vec<_>>().join("；");
    let held = match taken.opinion {
        Opinion::Agree if at == 0 => "已核对，送审。",
        Opinion::Agree => "同意。",
        Opinion::SendBack => "退回修改。",
    };
    format!("{held}{said}")
}
