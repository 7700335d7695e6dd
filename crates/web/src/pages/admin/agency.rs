//! One agency: its names, its end in another, its channels and categories.

use super::managed;
use crate::Site;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::{answer, done};
use crate::sheet::{Field, Sheet, Summary};
use crate::shell::Console;
use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::{Agency, AgencyName, Succession};
use gongkai_domain::calendar::dates;
use gongkai_domain::information::{Channel, ChannelKind, Topic};
use gongkai_office::{OfficeError, Tree};

#[derive(Template)]
#[template(path = "admin/agency.html")]
struct Page {
    shell: Console,
    summary: Summary,
    id: String,
    name: String,
    agency: Agency,
    above: String,
    /// What took over its duties.
    successor: String,
    channels: Vec<Channel>,
    /// Code, name, item of article 20.
    categories: Vec<(String, String, String)>,
    /// What article 12 asks for and the guide does not say.
    missing: String,
    sheets: Sheets,
}

/// The four forms of the page.
struct Sheets {
    rename: Sheet,
    merge: Sheet,
    channel: Sheet,
    category: Sheet,
}

impl Sheets {
    fn of(caller: &Caller, tree: &Tree, agency: &Agency) -> Self {
        let at = |what: &str| format!("/admin/agencies/{}/{what}", agency.id);
        let new = |id, what, button| Sheet::new(id, &at(what), &caller.csrf, button).secondary();
        let date = "如 2026-1-5、20260105";
        let today = caller.cx.today();
        let others = tree.0.iter().filter(|other| other.id != agency.id);
        let others = others.map(|other| (other.id.to_string(), other.name_on(today).to_owned()));
        let choose = [(String::new(), "请选择".to_owned())];
        let channels = ChannelKind::ALL.into_iter();
        let kinds = channels.filter(|kind| *kind != ChannelKind::Column);
        let topics = [(String::new(), "不对应".to_owned())].into_iter();
        let topics = topics.chain(Topic::all().map(|topic| {
            let name = format!("{}：{}", topic.article(), topic.zh());
            (topic.number().to_string(), name)
        }));
        Self {
            rename: new("rename", "rename", "保存新名称")
                .field(Field::text("name", "新的全称").hint("与印章一致"))
                .field(Field::text("short", "新的简称").width("w-mid"))
                .field(Field::text("since", "启用日期").hint(date).width("w-mid"))
                .field(
                    Field::text("reason", "更名依据").hint("批准更名的文件，如 某政〔2026〕8号"),
                ),
            merge: new("merge", "merge", "登记并入")
                .danger()
                .field(Field::select(
                    "by",
                    "由哪个单位承接职责",
                    choose.into_iter().chain(others),
                ))
                .field(Field::text("on", "从哪天起").hint(date).width("w-mid"))
                .field(Field::text("why", "依据").hint("决定撤并的文件")),
            channel: new("channel", "channels", "增加渠道")
                .field(Field::select(
                    "channel_kind",
                    "种类",
                    kinds.map(|kind| (kind.code(), kind.zh())),
                ))
                .field(Field::text("channel", "名称").hint("如 微信公众号某某发布"))
                .field(Field::text("place", "网址或者地点").optional()),
            category: new("category", "categories", "增加类别")
                .field(
                    Field::text("category", "名称")
                        .hint("如 机构职能")
                        .width("w-mid"),
                )
                .field(
                    Field::text("code", "类别代码")
                        .optional()
                        .hint("索引号模板里有“类别”时要填")
                        .width("w-short"),
                )
                .field(
                    Field::select("topic", "对应条例第二十条的哪一项", topics)
                        .hint("条例第二十条列出了应当主动公开的各类信息"),
                ),
        }
    }

    fn one(&mut self, which: Which) -> &mut Sheet {
        match which {
            Which::Rename => &mut self.rename,
            Which::Merge => &mut self.merge,
            Which::Channel => &mut self.channel,
            Which::Category => &mut self.category,
        }
    }
}

/// Which form was posted.
#[derive(Clone, Copy)]
enum Which {
    Rename,
    Merge,
    Channel,
    Category,
}

/// What was posted, and what is wrong with it.
struct Failed<'p> {
    which: Which,
    posted: &'p Posted,
    problems: Problems,
}

async fn show(
    site: &Site,
    caller: &Caller,
    (tree, agency): (Tree, Agency),
    failed: Option<Failed<'_>>,
    notice: &str,
) -> Result<Response, WebError> {
    let mut sheets = Sheets::of(caller, &tree, &agency);
    let mut summary = Summary::default();
    if let Some(failed) = failed {
        let sheet = sheets.one(failed.which);
        *sheet = sheet.clone().typed(failed.posted).with(&failed.problems);
        summary = sheet.summary();
    }
    let today = caller.cx.today();
    let name = agency.name_on(today).to_owned();
    let named = |id| {
        tree.get(id)
            .map_or("", |agency| agency.name_on(today))
            .to_owned()
    };
    let shell = Console::of(site, caller, &summary.title(&name), "/admin/agencies").await?;
    let categories = site.office.categories(&agency.id).await?.into_iter();
    let page = Page {
        shell: shell.with_notice(notice),
        id: agency.id.to_string(),
        name,
        above: agency.parent.as_ref().map(named).unwrap_or_default(),
        successor: agency
            .successor
            .as_ref()
            .map(|end| named(&end.by))
            .unwrap_or_default(),
        channels: site.office.channels(&agency.id).await?,
        categories: categories
            .map(|one| {
                (
                    one.code,
                    one.name,
                    one.topic.map_or("", Topic::article).to_owned(),
                )
            })
            .collect(),
        missing: agency.settings.guide.missing().join("、"),
        sheets,
        agency,
        summary,
    };
    answer(page.summary.status(), &page)
}

/// The page.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, WebError> {
    let found = managed(&site, &caller, &id).await?;
    let notice = done::words(asked.text("done"));
    show(&site, &caller, found, None, notice).await
}

/// After a form: back to the page with a notice, or the form again with what is wrong.
async fn close(
    site: &Site,
    caller: &Caller,
    found: (Tree, Agency),
    (which, posted, done): (Which, &Posted, &str),
    outcome: Result<(), OfficeError>,
) -> Result<Response, WebError> {
    match outcome {
        Ok(()) => {
            let to = format!("/admin/agencies/{}?done={done}", found.1.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(OfficeError::Invalid(mut gaps)) => {
            for gap in &mut gaps {
                gap.field = own_name(which, gap.field);
            }
            let failed = Failed {
                which,
                posted,
                problems: Problems(gaps),
            };
            show(site, caller, found, Some(failed), "").await
        }
        Err(error) => Err(error.into()),
    }
}

/// The office calls the name of a channel and of a category simply `name`.
fn own_name(which: Which, field: &'static str) -> &'static str {
    match (which, field) {
        (Which::Channel, "name") => "channel",
        (Which::Category, "name") => "category",
        _ => field,
    }
}

fn gap(field: &'static str, message: &str) -> OfficeError {
    let mut problems = Problems::default();
    problems.add(field, message);
    OfficeError::Invalid(problems.0)
}

/// Gives it a new name.
pub(crate) async fn rename(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let found = managed(&site, &caller, &id).await?;
    let since = dates::typed(posted.text("since"), caller.cx.today());
    let short = posted.text("short");
    let outcome = match since.ok().flatten() {
        None => Err(gap("since", dates::EXPLANATION)),
        Some(_) if short.is_empty() => Err(gap("short", "请填写新的简称。")),
        Some(since) => {
            let name = AgencyName {
                since,
                name: posted.text("name").to_owned(),
                short: short.to_owned(),
                reason: posted.text("reason").to_owned(),
            };
            site.office
                .rename_agency(&caller.cx, &found.1.id, name)
                .await
        }
    };
    let form = (Which::Rename, &posted, "renamed");
    close(&site, &caller, found, form, outcome).await
}

/// Ends it in another.
pub(crate) async fn merge(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let found = managed(&site, &caller, &id).await?;
    let on = dates::typed(posted.text("on"), caller.cx.today());
    let reason = posted.text("why");
    let outcome = match (posted.text("by").parse(), on.ok().flatten()) {
        (Err(_), _) => Err(gap("by", "请选择承接职责的另一个单位。")),
        (Ok(_), None) => Err(gap("on", dates::EXPLANATION)),
        (Ok(_), Some(_)) if reason.is_empty() => Err(gap("why", "请填写决定撤并的文件。")),
        (Ok(by), Some(on)) => {
            let end = Succession {
                by,
                on,
                reason: reason.to_owned(),
            };
            site.office.merge_agency(&caller.cx, &found.1.id, end).await
        }
    };
    let form = (Which::Merge, &posted, "merged");
    close(&site, &caller, found, form, outcome).await
}

/// Adds a channel.
pub(crate) async fn add_channel(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let found = managed(&site, &caller, &id).await?;
    let (name, place) = (posted.text("channel"), posted.text("place"));
    let kind = ChannelKind::of_code(posted.text("channel_kind"));
    // Its own column an agency has from the first day on.
    let outcome = match kind.filter(|kind| *kind != ChannelKind::Column) {
        None => Err(gap("channel_kind", "请选择渠道的种类。")),
        Some(kind) => {
            let added = site
                .office
                .add_channel(&caller.cx, &found.1.id, kind, name, place);
            added.await.map(|_| ())
        }
    };
    let form = (Which::Channel, &posted, "channel");
    close(&site, &caller, found, form, outcome).await
}

/// Adds a category.
pub(crate) async fn add_category(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let found = managed(&site, &caller, &id).await?;
    let (code, name) = (posted.text("code"), posted.text("category"));
    let number = posted.text("topic");
    let topic = number.parse::<u8>().ok();
    let topic = topic.and_then(|number| Topic::try_from(number).ok());
    let outcome = if topic.is_none() && !number.is_empty() {
        Err(gap("topic", "请从列表里选择。"))
    } else {
        let added = site
            .office
            .add_category(&caller.cx, &found.1.id, code, name, topic);
        added.await.map(|_| ())
    };
    let form = (Which::Category, &posted, "category");
    close(&site, &caller, found, form, outcome).await
}
