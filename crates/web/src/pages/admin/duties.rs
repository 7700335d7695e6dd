//! Which recurring duties an agency has, by when, and its own limits of freshness.

use super::{FormPage, SEEN, changed_meanwhile, managed};
use crate::Site;
use crate::caller::Caller;
use crate::error::WebError;
use crate::form::{Posted, Problems};
use crate::pages::session::answer;
use crate::sheet::{Field, Sheet};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::dates;
use gongkai_domain::duty::{
    Duty, DutyBook, DutyChoice, FreshnessBook, FreshnessRule, Fulfilment, Limit, OwnDuties, Rhythm,
};
use gongkai_domain::returns::ReturnBook;
use gongkai_office::{Category, OfficeError, settings_mark};
use jiff::civil::Date;

/// The field of the table of the quarterly return.
const TABLE: &str = "return_table";

/// What the form is made of.
struct About {
    agency: Agency,
    categories: Vec<Category>,
    duties: Vec<Duty>,
    /// Rules with the agency's own limits.
    rules: Vec<FreshnessRule>,
}

impl About {
    async fn of(site: &Site, caller: &Caller, id: &str) -> Result<Self, WebError> {
        let (_, agency) = managed(site, caller, id).await?;
        let duties = DutyBook::statutory().map_err(|_broken| WebError::Internal)?;
        let rules = FreshnessBook::statutory().map_err(|_broken| WebError::Internal)?;
        let of_kind = duties.all().iter();
        let of_kind = of_kind.filter(|duty| duty.applies_to.contains(&agency.kind));
        Ok(Self {
            categories: site.office.categories(&agency.id).await?,
            duties: of_kind.filter(|duty| duty.adjustable).cloned().collect(),
            rules: rules.of_agency(&agency.settings.duties),
            agency,
        })
    }

    fn own(&self) -> &OwnDuties {
        &self.agency.settings.duties
    }

    fn sheet(&self, caller: &Caller) -> Sheet {
        let action = format!("/admin/agencies/{}/duties", self.agency.id);
        let text = "勾选本单位有的。日期不改就按原来的办；填31表示当月最后一天。";
        let mut sheet = Sheet::new("duties", &action, &caller.csrf, "保存定期任务")
            .hidden(SEEN, &settings_mark(&self.agency.settings))
            .heading("duty", "有哪些定期任务", text);
        for duty in &self.duties {
            let legend = format!("{}（{}）", duty.title, duty.cite);
            sheet = sheet.row(legend, self.fields(duty), Vec::new());
        }
        let tables = self.tables();
        if !tables.is_empty() {
            let chosen = gongkai_office::return_table(&self.agency);
            let chosen = chosen.map_or("", |table| table.id.as_str());
            let field = Field::select(TABLE, "季度报送用哪张统计表", tables).value(chosen);
            sheet = sheet.field(field);
        }
        let text = "多久没有发布就提醒。写天数或者月数，例如 14天、6个月。";
        sheet = sheet.heading("limit", "更新期限", text);
        for rule in self.rules.iter().filter(|rule| rule.adjustable) {
            let field = Field::text(&format!("limit.{}", rule.id), &rule.title);
            let field = field.value(&rule.limit.zh()).width("w-short");
            sheet = sheet.field(field);
        }
        sheet
    }

    /// Names and titles of the tables that it may hand in each quarter.
    fn tables(&self) -> Vec<(&'static str, &'static str)> {
        let tables = ReturnBook::statutory().map_or(&[][..], ReturnBook::all);
        let own = tables.iter().filter(|table| table.is_for(self.agency.kind));
        own.map(|table| (table.id.as_str(), table.title.as_str()))
            .collect()
    }

    fn fields(&self, duty: &Duty) -> Vec<Field> {
        let own = self.own().applied(duty);
        let choice = self
            .own()
            .choices
            .get(&duty.id)
            .cloned()
            .unwrap_or_default();
        let named = |name: &str| format!("{name}.{}", duty.id);
        let text = |name, label: &str, value: String| {
            Field::text(&named(name), label)
                .value(&value)
                .width("w-short")
        };
        let mut fields =
            vec![Field::tick(&named("has"), "本单位有这一项").ticked(self.own().has(duty))];
        let (month, day) = day_of(own.rhythm);
        if matches!(own.rhythm, Rhythm::Yearly { .. }) {
            fields.push(text("month", "月", number(month)).optional_as("（没有定可不填）"));
        }
        if !own.rhythm.is_since_last() {
            fields.push(text("day", "日", number(day)));
            let since = choice.since.map(|day| day.to_string()).unwrap_or_default();
            fields.push(text("since", "从哪天算起", since).optional());
        }
        if let Fulfilment::Posting(asked) = &own.fulfilled {
            if !asked.words.is_empty() {
                fields.push(text("words", "标题里的词", asked.words.join("、")).width("w-mid"));
            }
            let any = (String::new(), "任何类别".to_owned());
            let all = self.categories.iter();
            let all = all.map(|one| (one.id.to_string(), one.name.clone()));
            let chosen = asked.categories.first().map(ToString::to_string);
            let category = Field::select(
                &named("category"),
                "只算这个类别的",
                std::iter::once(any).chain(all),
            );
            fields.push(category.value(&chosen.unwrap_or_default()));
        }
        fields
    }

    /// The table that the form chooses; none where it is the one of the agency's kind.
    fn table(&self, posted: &Posted) -> String {
        let named = posted.text(TABLE);
        let book = ReturnBook::statutory().ok();
        let own = book.and_then(|book| book.of_agency(self.agency.kind, ""));
        let known = self.tables().iter().any(|(id, _)| *id == named);
        let other = known && own.is_none_or(|own| own.id != named);
        if other {
            named.to_owned()
        } else {
            String::new()
        }
    }

    /// What the form says; problems stand under their headings.
    fn read(&self, posted: &Posted, today: Date, problems: &mut Problems) -> OwnDuties {
        let mut own = OwnDuties::default();
        for duty in &self.duties {
            match choice(duty, posted, today) {
                Ok(choice) if choice == DutyChoice::default() => {}
                Ok(choice) => {
                    own.choices.insert(duty.id.clone(), choice);
                }
                Err(problem) => problems.add("duty", format!("{}：{problem}", duty.title)),
            }
        }
        let standard = FreshnessBook::statutory().map(|book| book.of_agency(&OwnDuties::default()));
        for rule in standard
            .unwrap_or_default()
            .iter()
            .filter(|rule| rule.adjustable)
        {
            match limit(posted.text(&format!("limit.{}", rule.id))) {
                Some(limit) if limit == rule.limit => {}
                Some(limit) => {
                    own.limits.insert(rule.id.clone(), limit);
                }
                None => problems.add(
                    "limit",
                    format!("{}：请写天数或者月数，例如 14天、6个月。", rule.title),
                ),
            }
        }
        own
    }
}

/// What the form says of a duty; what is as the file has it stays unsaid.
fn choice(duty: &Duty, posted: &Posted, today: Date) -> Result<DutyChoice, String> {
    let text = |name: &str| posted.text(&format!("{name}.{}", duty.id));
    let has = posted.ticked(&format!("has.{}", duty.id));
    let (month, day) = own_day(duty.rhythm, text("month"), text("day"))?;
    let since = dates::typed(text("since"), today);
    Ok(DutyChoice {
        has: (has != duty.by_default).then_some(has),
        since: since.map_err(|_no_date| dates::EXPLANATION.to_owned())?,
        month,
        day,
        words: words(duty, text("words")),
        categories: text("category").parse().into_iter().collect(),
    })
}

/// Month and day as typed, where they are others than the rhythm's.
fn own_day(rhythm: Rhythm, month: &str, day: &str) -> Result<(Option<i8>, Option<i8>), String> {
    let before = day_of(rhythm);
    let own = match rhythm {
        Rhythm::DaysSince(_) | Rhythm::MonthsSince(_) => before,
        Rhythm::Monthly { .. } | Rhythm::Quarterly { .. } => (None, within(day, 31)?),
        Rhythm::Yearly { .. } => (within(month, 12)?, within(day, 31)?),
    };
    let half = matches!(rhythm, Rhythm::Yearly { .. }) && own.0.is_some() != own.1.is_some();
    if half {
        return Err("月和日要一起填。".to_owned());
    }
    Ok(if own == before { (None, None) } else { own })
}

/// A number up to some; nothing for nothing.
fn within(typed: &str, most: i8) -> Result<Option<i8>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse::<i8>().ok();
    let number = number.filter(|number| (1..=most).contains(number));
    let problem = || format!("“{typed}”不是1到{most}的数字。");
    number.map(Some).ok_or_else(problem)
}

/// Month and day of a rhythm, where it has them.
fn day_of(rhythm: Rhythm) -> (Option<i8>, Option<i8>) {
    match rhythm {
        Rhythm::Monthly { day, .. } | Rhythm::Quarterly { day, .. } => (None, Some(day)),
        Rhythm::Yearly { on, .. } => on.unzip(),
        Rhythm::DaysSince(_) | Rhythm::MonthsSince(_) => (None, None),
    }
}

fn number(number: Option<i8>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// Words that are not those of the file.
fn words(duty: &Duty, typed: &str) -> Vec<String> {
    let parts = typed.split(['、', '，', ',', ' ']).map(str::trim);
    let words: Vec<String> = parts
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    match &duty.fulfilled {
        Fulfilment::Posting(asked) if asked.words != words && !asked.words.is_empty() => words,
        Fulfilment::Posting(_)
        | Fulfilment::Mark
        | Fulfilment::Guide
        | Fulfilment::Reassessment => Vec::new(),
    }
}

/// 14天, 6个月.
fn limit(typed: &str) -> Option<Limit> {
    let days = typed
        .strip_suffix('天')
        .or_else(|| typed.strip_suffix('日'));
    if let Some(days) = days {
        let days = days.trim().parse().ok().filter(|days| *days > 0);
        return days.map(Limit::Days);
    }
    let months = typed
        .strip_suffix("个月")
        .or_else(|| typed.strip_suffix('月'));
    let months = months?.trim().parse().ok().filter(|months| *months > 0);
    months.map(Limit::Months)
}

async fn show(
    site: &Site,
    caller: &Caller,
    about: &About,
    sheet: Sheet,
) -> Result<Response, WebError> {
    let name = about.agency.name_on(caller.cx.today());
    let page = FormPage::of(site, caller, "定期任务和更新期限", "/admin/agencies", sheet).await?;
    let page = page
        .crumb("/admin/agencies", "单位设置")
        .crumb(&format!("/admin/agencies/{}", about.agency.id), name)
        .lede("按月、按季、按年要公开和报送的，会提前列在经办人员的“今天要办”里。");
    answer(page.status(), &page)
}

/// The form.
pub(crate) async fn page(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let about = About::of(&site, &caller, &id).await?;
    let sheet = about.sheet(&caller);
    show(&site, &caller, &about, sheet).await
}

/// Saves.
pub(crate) async fn save(
    State(site): State<Site>,
    caller: Caller,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, WebError> {
    let about = About::of(&site, &caller, &id).await?;
    let mut problems = Problems::default();
    let own = about.read(&posted, caller.cx.today(), &mut problems);
    if !problems.is_empty() {
        let sheet = about.sheet(&caller).typed(&posted).with(&problems);
        return show(&site, &caller, &about, sheet).await;
    }
    let mut settings = about.agency.settings.clone();
    settings.duties = own;
    settings.return_table = about.table(&posted);
    let id = &about.agency.id;
    let saved = site
        .office
        .set_up(&caller.cx, id, posted.text(SEEN), settings);
    match saved.await {
        Ok(()) => {}
        Err(OfficeError::Conflict) => {
            let sheet = about.sheet(&caller).typed(&posted);
            let sheet = sheet.with(&changed_meanwhile());
            return show(&site, &caller, &about, sheet).await;
        }
        Err(error) => return Err(error.into()),
    }
    let to = format!("/admin/agencies/{}?done=settings", about.agency.id);
    Ok(Redirect::to(&to).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_days_or_months_and_never_none() {
        assert_eq!(limit("14天"), Some(Limit::Days(14)));
        assert_eq!(limit("6个月"), Some(Limit::Months(6)));
        assert_eq!(limit("6 个月"), Some(Limit::Months(6)));
        for wrong in ["", "14", "0天", "六个月", "-3天", "300个月"] {
            assert_eq!(limit(wrong), None, "{wrong}");
        }
    }
}
