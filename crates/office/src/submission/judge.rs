//! The supervising office files a report, sends it back, reminds (Regulations, article 47).

use super::{noted, progress, save};
use crate::error::invalid;
use crate::{Context, Office, OfficeError, Tree};
use gongkai_domain::access::Action;
use gongkai_domain::agency::Agency;
use gongkai_domain::identity::AgencyId;
use gongkai_domain::submission::{Remark, Reminder, Submission, due_on};
use gongkai_domain::webhook::FactKind;
use gongkai_store::Told;
use serde_json::json;

/// Characters of a remark at most.
const LONGEST: usize = 1_000;
/// Agencies reminded at once at most: all of a large county.
const MOST: usize = 1_000;

impl Office {
    /// 备案: files the report that waits.
    pub async fn file_report(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::JudgeReports).await?;
        let mut one = self.seen(&agency.id, (year, revision)).await?;
        one.file(&person.name, cx.today())?;
        self.judged(cx, "report.filed", &one).await
    }

    /// 退回: sends the report that waits back, with a remark on each place that is to be corrected.
    pub async fn send_report_back(
        &self,
        cx: &Context,
        agency: &Agency,
        (year, revision): (i16, u64),
        remarks: Vec<Remark>,
    ) -> Result<(), OfficeError> {
        let person = self.who_may(cx, &agency.id, Action::JudgeReports).await?;
        let long = |remark: &Remark| remark.text.chars().count() > LONGEST;
        if remarks.iter().any(long) {
            return Err(invalid("remark", "每条意见最多1000个字。"));
        }
        let mut one = self.seen(&agency.id, (year, revision)).await?;
        one.send_back(&person.name, cx.today(), remarks)?;
        self.judged(cx, "report.sent_back", &one).await
    }

    /// 催办: reminds agencies whose report of a year is missing. Those that have handed in meanwhile are
    /// passed over. Gives how many were reminded.
    pub async fn remind_of_reports(
        &self,
        cx: &Context,
        year: i16,
        agencies: &[AgencyId],
    ) -> Result<usize, OfficeError> {
        if agencies.len() > MOST {
            return Err(invalid("agency", "一次最多催办1000家。"));
        }
        let tree = self.agencies().await?;
        let mut reminded = 0;
        for agency in agencies {
            let person = self.who_may(cx, agency, Action::JudgeReports).await?;
            let (mut one, work) = self.on_its_way(agency, year).await?;
            if progress(work.as_ref(), Some(&one)).is_here() {
                continue;
            }
            one.remind(Reminder {
                on: cx.today(),
                by: person.name.clone(),
                text: words(cx, &one),
            })?;
            let event = noted("report.reminded", &one);
            let event = event.to(&one.reminders.last()).by(cx)?;
            let mut write = self.store.write().await?;
            save(&mut write, &one).await?;
            write.tell(told(cx, &tree, &one));
            write.commit(vec![event]).await?;
            reminded += 1;
        }
        Ok(reminded)
    }

    async fn judged(
        &self,
        cx: &Context,
        action: &str,
        one: &Submission,
    ) -> Result<(), OfficeError> {
        let verdict = one.last().and_then(|round| round.verdict.as_ref());
        let event = noted(action, one).to(&verdict).by(cx)?;
        let mut write = self.store.write().await?;
        save(&mut write, one).await?;
        Ok(write.commit(vec![event]).await?)
    }
}

/// What a gateway for messages is told: whom, of which year, by when.
fn told(cx: &Context, tree: &Tree, one: &Submission) -> Told {
    let agency = tree.get(&one.agency);
    let body = json!({
        "kind": FactKind::Reminded,
        "at": cx.now,
        "agency": agency.map_or("", |agency| agency.slug.as_str()),
        "report": { "year": one.year, "due_on": due_on(one.year) },
    });
    Told {
        kind: FactKind::Reminded,
        lineage: tree.lineage(&one.agency),
        body: body.as_object().cloned().unwrap_or_default(),
    }
}

/// What a reminder says.
fn words(cx: &Context, one: &Submission) -> String {
    let what = if one.is_returned() {
        "已经退回，请按意见修改后重新报送"
    } else {
        "还没有报送，请抓紧"
    };
    let year = one.year;
    let due = due_on(year).map_or_else(String::new, |due| {
        let left = (due - cx.today()).get_days();
        let how = match left {
            left if left < 0 => format!("已经过了{}天", left.abs()),
            0 => "今天到期".to_owned(),
            left => format!("还有{left}天"),
        };
        format!("法定期限是{}年1月31日，{how}。", due.year())
    });
    format!("{year}年政府信息公开工作年度报告{what}。{due}")
}
