//! Disclosure requests of the demonstration: the four of 2020 at one office, each brought to another end,
//! and at every office a few that are on their way today. Who asks is invented, and so is what for.

use super::Workplace;
use super::year::{by, workday};
use crate::{Advance, Context, NewRequest, Office, OfficeError};
use gongkai_domain::access::{Actor, Role};
use gongkai_domain::agency::RequestSetting;
use gongkai_domain::identity::RequestId;
use gongkai_domain::request::{
    Act, Applicant, Arrival, Consulted, OutcomeId, ReceiptChannel, RequesterKind, Stance, Way,
    Words,
};
use gongkai_domain::review::{Checklist, Remark, Verdict};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

/// How the offices of the demonstration deal with requests.
pub(super) fn setting(short: &str) -> RequestSetting {
    let mark: String = short.chars().take(2).collect();
    RequestSetting {
        online: true,
        document_mark: format!("{mark}公复"),
        reconsideration_organ: "演示县人民政府".to_owned(),
        court: "演示县人民法院".to_owned(),
        ..RequestSetting::default()
    }
}

/// The requests of an office. Without keys for personal data none is taken.
pub(super) async fn work(
    office: &Office,
    place: &Workplace,
    now: Timestamp,
) -> Result<(), OfficeError> {
    if office.keyring.is_none() {
        return Ok(());
    }
    let desk = Desk {
        office,
        place,
        today: crate::today(now),
    };
    if place.sketch.slug == "beibaixiang" {
        desk.year().await?;
    }
    desk.current().await
}

struct Desk<'a> {
    office: &'a Office,
    place: &'a Workplace,
    today: Date,
}

const NAMES: [&str; 8] = [
    "钱小满",
    "孙立夏",
    "吴白露",
    "郑谷雨",
    "冯惊蛰",
    "陈秋分",
    "褚霜降",
    "卫寒露",
];

fn words<const N: usize>(typed: [(&str, &str); N]) -> Words {
    let typed = typed.into_iter();
    typed
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

impl Desk<'_> {
    /// The four of 2020: disclosed, disclosed in part, withheld for a third party, not there.
    async fn year(&self) -> Result<(), OfficeError> {
        let in_person = ReceiptChannel::InPerson;
        let first = self
            .file(
                0,
                date(2020, 3, 9),
                in_person,
                "2019年镇区道路维修工程的决算表",
            )
            .await?;
        let supplied = words([(
            "supplied",
            "2019年镇区道路维修工程决算表1份，纸质，当面领取",
        )]);
        self.answer(&first, date(2020, 3, 18), "granted", supplied)
            .await?;

        let second = self
            .file(
                1,
                date(2020, 5, 12),
                in_person,
                "2019年临时救助对象名单和金额",
            )
            .await?;
        let part = words([
            ("supplied", "2019年临时救助人数、次数和金额汇总表1份"),
            ("withheld", "救助对象的姓名、住址、身体和家庭情况"),
            ("ground", "《中华人民共和国政府信息公开条例》第十五条"),
        ]);
        self.answer(&second, date(2020, 5, 28), "partially-granted", part)
            .await?;

        let third = self
            .file(
                2,
                date(2020, 8, 4),
                in_person,
                "某企业申请补贴时提交的工艺说明",
            )
            .await?;
        self.consult(&third, date(2020, 8, 6)).await?;
        let act = Act::ConsultAnswered {
            id: 1,
            stance: Stance::Objects,
        };
        let said = words([("reason", "属于本公司的技术秘密，不同意公开")]);
        self.step(&third, date(2020, 8, 20), act, said).await?;
        let kept = words([(
            "reason",
            "涉及企业的技术秘密，企业不同意公开且有合理理由，不公开不会对公共利益造成重大影响",
        )]);
        self.answer(&third, date(2020, 9, 2), "third-party-rights", kept)
            .await?;

        let fourth = self
            .file(3, date(2020, 11, 3), in_person, "1987年村道放样的原始手稿")
            .await?;
        self.search(&fourth, date(2020, 11, 9)).await?;
        let nothing = words([("note", "档案室和规划建设机构都没有这份手稿")]);
        self.answer(&fourth, date(2020, 11, 16), "not-existing", nothing)
            .await
    }

    /// What lies on the desks today.
    async fn current(&self) -> Result<(), OfficeError> {
        let online = ReceiptChannel::Online;
        self.file(
            4,
            self.before(1),
            online,
            "今年农田水渠清淤的中标单位和合同金额",
        )
        .await?;
        match self.place.sketch.slug {
            "xiangzhi" => {
                self.in_review().await?;
                self.sent_back().await?;
                self.pressing(18).await
            }
            "wucheng" => {
                self.unconfirmed().await?;
                self.awaiting_correction().await
            }
            "haibin" => {
                self.consulting().await?;
                self.agreed().await
            }
            "sizhang" => {
                self.extension().await?;
                self.awaiting_correction().await
            }
            _ => {
                self.pressing(24).await?;
                self.consulting().await
            }
        }
    }

    /// A working day so many working days ago.
    fn before(&self, workdays: u32) -> Date {
        let mut day = self.today;
        let mut left = workdays;
        while left > 0 {
            day = day.saturating_sub(1.day());
            left -= u32::from(self.office.calendar().is_workday(day) != Ok(false));
        }
        day
    }

    async fn in_review(&self) -> Result<(), OfficeError> {
        let asked = "今年上半年公用经费的支出明细";
        let id = self
            .file(5, self.before(9), ReceiptChannel::InPerson, asked)
            .await?;
        let supplied = words([("supplied", "上半年公用经费支出明细表1份，电子件")]);
        self.submit(&id, self.before(1), "granted", supplied).await
    }

    async fn sent_back(&self) -> Result<(), OfficeError> {
        let asked = "去年征地补偿的标准和发放名单";
        let id = self
            .file(6, self.before(12), ReceiptChannel::SignedMail, asked)
            .await?;
        let draft = words([
            ("supplied", "补偿标准文件1份"),
            ("withheld", "发放名单"),
            ("ground", "条例第十五条"),
        ]);
        self.submit(&id, self.before(3), "partially-granted", draft)
            .await?;
        let reviewer = by(self.place, Role::Reviewer, 0, self.before(2), 15)?;
        let view = self.office.request(&reviewer, &id).await?;
        let remark = Remark {
            field: "withheld".to_owned(),
            text: "写明不公开的是姓名、住址和账号，金额汇总可以公开。".to_owned(),
        };
        let verdict = Verdict::send_back(vec![remark]);
        let sent = self
            .office
            .review_reply(&reviewer, &id, view.row.revision, verdict);
        sent.await.map(|_| ())
    }

    /// Received so many working days ago and not answered.
    async fn pressing(&self, workdays: u32) -> Result<(), OfficeError> {
        let asked = "镇卫生院迁建项目的立项批复";
        let day = self.before(workdays);
        let id = self.file(7, day, ReceiptChannel::InPerson, asked).await?;
        self.search(&id, self.before(workdays.saturating_sub(2)))
            .await
    }

    async fn unconfirmed(&self) -> Result<(), OfficeError> {
        let asked = "村级组织换届选举的结果公告";
        let day = self.before(0);
        let id = self
            .file(5, day, ReceiptChannel::OrdinaryMail, asked)
            .await?;
        let note = words([("note", "信上没有电话，已经按地址寄了确认函")]);
        self.step(&id, day, Act::TryToConfirm, note).await
    }

    async fn awaiting_correction(&self) -> Result<(), OfficeError> {
        let asked = "有关拆迁的所有文件";
        let id = self
            .file(6, self.before(8), ReceiptChannel::InPerson, asked)
            .await?;
        let unclear = words([
            (
                "unclear",
                "“有关拆迁的所有文件”范围不明确，请写明是哪个项目、哪一年、哪一类文件",
            ),
            (
                "guidance",
                "可以写成“2024年某路拓宽工程的房屋征收决定和补偿方案”",
            ),
        ]);
        let ask = Act::AskCorrection { workdays: 15 };
        self.step(&id, self.before(5), ask, unclear).await?;
        self.step(&id, self.before(4), Act::CorrectionServed, Words::new())
            .await
    }

    async fn consulting(&self) -> Result<(), OfficeError> {
        let asked = "环卫保洁外包合同";
        let id = self
            .file(5, self.before(11), ReceiptChannel::SignedMail, asked)
            .await?;
        self.consult(&id, self.before(9)).await
    }

    async fn agreed(&self) -> Result<(), OfficeError> {
        let asked = "便民服务大厅排队叫号系统的采购价格";
        let id = self
            .file(6, self.before(10), ReceiptChannel::InPerson, asked)
            .await?;
        let supplied = words([("supplied", "采购合同中的价格条款复印件1份")]);
        self.submit(&id, self.before(4), "granted", supplied)
            .await?;
        self.carry(&id, self.before(2)).await
    }

    async fn extension(&self) -> Result<(), OfficeError> {
        let asked = "近五年全部信访事项的办理结果统计";
        let id = self
            .file(5, self.before(17), ReceiptChannel::InPerson, asked)
            .await?;
        self.search(&id, self.before(15)).await?;
        let act = Act::ProposeExtension { workdays: 20 };
        let why = words([("reason", "涉及五年的记录，要逐年核对，不能在原期限内答复")]);
        self.step(&id, self.before(1), act, why).await
    }

    async fn file(
        &self,
        who: usize,
        day: Date,
        channel: ReceiptChannel,
        wanted: &str,
    ) -> Result<RequestId, OfficeError> {
        let mut cx = by(self.place, Role::Clerk, 0, day, 10)?;
        if channel == ReceiptChannel::Online {
            cx = Context {
                actor: Actor::Public,
                origin: format!("演示 {}", self.place.sketch.slug),
                ..cx
            };
        }
        let name = NAMES.get(who).copied().unwrap_or_default();
        let new = NewRequest {
            agency: self.place.agency.id.clone(),
            arrival: Arrival {
                channel,
                arrived: day.at(9, 20, 0, 0),
                submitted: None,
            },
            applicant: Applicant {
                name: name.to_owned(),
                id_kind: "护照".to_owned(),
                id_number: format!("演示00{who}"),
                phone: format!("0990-0000{who:04}"),
                address: format!("演示县演示路{who}号"),
                description: wanted.to_owned(),
                medium: "纸面".to_owned(),
                delivery: "邮寄".to_owned(),
                ..Applicant::blank(RequesterKind::NaturalPerson)
            },
            files: Vec::new(),
            form: format!("demo {} {who} {day}", self.place.sketch.slug),
            split_from: None,
            words: Words::new(),
        };
        Ok(self.office.file_request(&cx, new).await?.id)
    }

    async fn step(
        &self,
        id: &RequestId,
        day: Date,
        act: Act,
        words: Words,
    ) -> Result<(), OfficeError> {
        let day = workday(self.office, day).min(self.today);
        let cx = by(self.place, Role::Clerk, 0, day, 11)?;
        let revision = self.office.request(&cx, id).await?.row.revision;
        let step = Advance::of(revision, day, act).with(words);
        self.office.advance_request(&cx, id, step).await.map(|_| ())
    }

    async fn search(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let how = words([
            ("where", "档案室、规划建设机构"),
            ("keywords", "按申请内容的名称和年份"),
            ("who", "经办人"),
        ]);
        self.step(id, day, Act::Search { hits: 0 }, how).await
    }

    /// A letter to a third party, received two days later.
    async fn consult(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let whom = Consulted::ThirdParty;
        let letter = words([
            ("name", "某某有限公司（演示）"),
            ("question", "是否同意公开，不同意的请说明理由"),
        ]);
        self.step(id, day, Act::Consult { id: 1, whom }, letter)
            .await?;
        let served = workday(self.office, day.saturating_add(2.days()));
        self.step(id, served, Act::ConsultServed { id: 1 }, Words::new())
            .await
    }

    async fn submit(
        &self,
        id: &RequestId,
        day: Date,
        outcome: &str,
        words: Words,
    ) -> Result<(), OfficeError> {
        let cx = by(self.place, Role::Clerk, 0, day, 14)?;
        let revision = self.office.request(&cx, id).await?.row.revision;
        let outcome = OutcomeId::from(outcome);
        let sent = self.office.submit_reply(&cx, id, revision, outcome, words);
        sent.await.map(|_| ())
    }

    /// All steps of the chain behind the first, on one day.
    async fn carry(&self, id: &RequestId, day: Date) -> Result<(), OfficeError> {
        let mut approvers = 0;
        for &(_, role, secrecy) in self.place.sketch.chain.iter().skip(1) {
            let nth = if role == Role::Approver { approvers } else { 0 };
            approvers += usize::from(role == Role::Approver);
            let cx = by(self.place, role, nth, day, 15)?;
            let revision = self.office.request(&cx, id).await?.row.revision;
            let verdict = Verdict::agree(secrecy.then(Checklist::clear));
            self.office.review_reply(&cx, id, revision, verdict).await?;
        }
        Ok(())
    }

    /// Draft, approval, signature, service and archive.
    async fn answer(
        &self,
        id: &RequestId,
        day: Date,
        outcome: &str,
        words: Words,
    ) -> Result<(), OfficeError> {
        let day = workday(self.office, day);
        self.submit(id, day, outcome, words).await?;
        self.carry(id, day).await?;
        let clerk = by(self.place, Role::Clerk, 0, day, 16)?;
        let number = self.office.request(&clerk, id).await?.row.number;
        let number = format!(
            "北白公复〔{}〕{}号",
            day.year(),
            number.trim_start_matches("2020-")
        );
        self.step(id, day, Act::Reply { number }, Words::new())
            .await?;
        self.step(id, day, Act::Serve { way: Way::Direct }, Words::new())
            .await?;
        let later = day.saturating_add(30.days());
        self.step(id, later, Act::Archive, Words::new()).await
    }
}
