//! What a case, its clocks, the requester and the agency say, as facts for letters.

use super::{Facts, Field};
use crate::clock::Deadline;
use crate::request::{
    Applicant, Case, Clocks, FeeMethod, FeeSum, RequesterKind, WaitKind, Way, Words, mask, yuan,
};
use jiff::civil::Date;

/// The agency's part of a letter. An empty text is something nobody has said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sender {
    /// 机关.
    pub agency: String,
    /// 公开机构.
    pub office: String,
    /// 机关地址.
    pub address: String,
    /// 机关邮编.
    pub postcode: String,
    /// 机关电话.
    pub telephone: String,
    /// 机关传真.
    pub fax: String,
    /// 办公时间.
    pub hours: String,
    /// 网上渠道.
    pub internet: String,
    /// 复议机关.
    pub reconsideration_organ: String,
    /// 管辖法院.
    pub court: String,
    /// 缴费方式.
    pub payment: String,
}

/// What is known when a letter is written. The case is taken as it will be when the letter is out: an
/// extension is first entered ([`Case::then`]), then told.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The case.
    pub case: &'a Case,
    /// Who asks and for what.
    pub applicant: &'a Applicant,
    /// The clocks of the case on the day of the letter.
    pub clocks: &'a Clocks,
    /// The agency.
    pub sender: &'a Sender,
    /// The fee with its working, where one is charged.
    pub fee: Option<&'a FeeSum>,
    /// What was typed: by the keys of a draft's words or by the Chinese names of fields.
    pub words: &'a Words,
}

/// All facts that follow from what is known. What nobody said is not there.
pub fn facts_of(known: &Known<'_>) -> Facts {
    let mut facts = Facts::new();
    of_sender(&mut facts, known.sender);
    of_applicant(&mut facts, known.applicant);
    of_arrival(&mut facts, known.case);
    of_course(&mut facts, known.case);
    of_fee(&mut facts, known);
    of_end(&mut facts, known.case);
    of_clocks(&mut facts, known.clocks);
    facts.put("经过情况", &course(known.case));
    for (key, text) in known.words {
        let field = Field::of_word(key).or_else(|| Field::of_name(key));
        if let Some(field) = field {
            facts.put(field.name, text);
        }
    }
    facts
}

fn of_sender(facts: &mut Facts, sender: &Sender) {
    let parts = [
        ("机关", &sender.agency),
        ("公开机构", &sender.office),
        ("机关地址", &sender.address),
        ("机关邮编", &sender.postcode),
        ("机关电话", &sender.telephone),
        ("机关传真", &sender.fax),
        ("办公时间", &sender.hours),
        ("网上渠道", &sender.internet),
        ("复议机关", &sender.reconsideration_organ),
        ("管辖法院", &sender.court),
        ("缴费方式", &sender.payment),
    ];
    for (name, text) in parts {
        facts.put(name, text);
    }
}

fn of_applicant(facts: &mut Facts, applicant: &Applicant) {
    let masked_number = mask("id_number", &applicant.id_number);
    let masked_name = mask("name", &applicant.name);
    let parts = [
        ("申请人", &applicant.name),
        ("隐名申请人", &masked_name),
        ("证件名称", &applicant.id_kind),
        ("证件号码", &masked_number),
        ("法定代表人", &applicant.representative),
        ("联系人", &applicant.contact),
        ("联系电话", &applicant.phone),
        ("联系地址", &applicant.address),
        ("邮政编码", &applicant.postcode),
        ("电子邮箱", &applicant.email),
        ("代理人", &applicant.agent),
        ("申请内容", &applicant.description),
        ("提供方式", &applicant.medium),
        ("获取途径", &applicant.delivery),
    ];
    for (name, text) in parts {
        facts.put(name, text);
    }
    facts.put("申请人类别", applicant.kind.zh());
    let is_person = applicant.kind == RequesterKind::NaturalPerson;
    facts.put("称呼", if is_person { "您" } else { "你单位" });
}

fn of_arrival(facts: &mut Facts, case: &Case) {
    let arrived = case.arrival.arrived;
    let minutes = format!("{:02}:{:02}", arrived.hour(), arrived.minute());
    facts.put(
        "到达时间",
        &format!("{} {minutes}", date_zh(arrived.date())),
    );
    facts.put("提交方式", case.arrival.channel.zh());
    facts.put_some("确认日期", case.confirmed.map(date_zh));
    let receipt = case.arrival.receipt(case.confirmed);
    facts.put_some("收到日期", receipt.on.map(date_zh));
    facts.put("收到依据", &format!("{}（{}）", receipt.zh, receipt.cite));
}

fn of_course(facts: &mut Facts, case: &Case) {
    if let Some(asked) = case.correction {
        facts.put("补正告知日期", &date_zh(asked.asked));
        facts.put("补正工作日数", &asked.workdays.to_string());
        facts.put_some("补正收到日期", asked.corrected.map(date_zh));
    }
    let asked = case
        .consultations
        .iter()
        .filter(|asked| asked.whom.stops_the_clock());
    facts.put_some(
        "征求意见发出日期",
        asked.map(|asked| asked.sent).min().map(date_zh),
    );
    if let Some(asked) = case.reasons {
        facts.put("说明理由告知日期", &date_zh(asked.asked));
        facts.put("说明理由工作日数", &asked.workdays.to_string());
        facts.put_some("理由收到日期", asked.given.map(|(on, _)| date_zh(on)));
    }
    facts.put_some("延迟答复日期", case.delay.map(date_zh));
    if let Some(extension) = &case.extension {
        facts.put("延期工作日数", &extension.workdays.to_string());
        facts.put("延期批准日期", &date_zh(extension.on));
    }
    facts.put_some("检索日期", case.searches.last().copied().map(date_zh));
    facts.put_some("撤回日期", case.withdrawn.map(date_zh));
}

fn of_fee(facts: &mut Facts, known: &Known<'_>) {
    if let Some(fee) = known.case.fee {
        let (method, unit) = match fee.method {
            FeeMethod::Items => ("按件计收", "件"),
            FeeMethod::Pages => ("按量计收", "页"),
        };
        facts.put("收费通知日期", &date_zh(fee.noticed));
        facts.put("收费方式", method);
        facts.put("收费数量", &format!("{}{unit}", fee.quantity));
        facts.put("收费金额", &yuan(fee.fen));
        facts.put_some("缴费日期", fee.paid.map(date_zh));
    }
    if let Some(sum) = known.fee {
        facts.put("收费计算", &format!("{}。", sum.working().join("；")));
    }
}

fn of_end(facts: &mut Facts, case: &Case) {
    if let Some(reply) = &case.reply {
        facts.put("答复日期", &date_zh(reply.on));
        facts.put("答复文号", &reply.number);
    }
    if let Some(service) = case.service {
        let (way, on) = (way(service.way), date_zh(service.on));
        facts.put("送达方式", way);
        facts.put("送达日期", &on);
        facts.put("送达情况", &format!("{on}，{way}"));
    }
    let taken = case.draft.iter().flat_map(|draft| &draft.round.taken);
    let steps = taken.map(|taken| {
        let opinion = match taken.opinion {
            crate::review::Opinion::Agree => "同意",
            crate::review::Opinion::SendBack => "退回",
        };
        format!("{}：{}，{opinion}", taken.step, taken.name)
    });
    facts.put("审批记录", &steps.collect::<Vec<_>>().join("\n"));
}

const fn way(way: Way) -> &'static str {
    match way {
        Way::Direct => "直接送达",
        Way::Entrusted => "委托送达",
        Way::Post => "邮寄送达",
        Way::Online => "网上送达",
    }
}

fn of_clocks(facts: &mut Facts, clocks: &Clocks) {
    let day = |deadline: &Deadline| deadline.on().map(date_zh);
    let reply = clocks.reply.as_ref();
    facts.put_some("答复期限", reply.and_then(|reply| day(&reply.deadline)));
    for wait in &clocks.waits {
        let name = match wait.kind {
            WaitKind::CorrectionNotice => "补正告知期限",
            WaitKind::Correction => "补正截止日期",
            WaitKind::Payment => "缴费截止日期",
            WaitKind::Confirmation | WaitKind::Opinion(..) | WaitKind::Reasons => continue,
        };
        facts.put_some(name, wait.deadline.as_ref().and_then(day));
    }
}

/// What happened on the way, for the forms of the folder.
fn course(case: &Case) -> String {
    let mut course = Vec::new();
    let mut tell = |on: Option<Date>, what: &str| {
        course.extend(on.map(|on| (on, format!("{}{what}", date_zh(on)))));
    };
    tell(case.correction.map(|asked| asked.asked), "告知补正");
    tell(
        case.correction.and_then(|asked| asked.corrected),
        "收到补正材料",
    );
    for asked in &case.consultations {
        tell(Some(asked.sent), &format!("征求{}意见", asked.whom.zh()));
        let answered = asked.answered.map(|(on, stance)| (on, stance.zh()));
        tell(
            answered.map(|(on, _)| on),
            answered.map_or("", |(_, stance)| stance),
        );
    }
    tell(case.reasons.map(|asked| asked.asked), "要求说明理由");
    tell(case.extension.as_ref().map(|agreed| agreed.on), "批准延期");
    tell(case.fee.map(|fee| fee.noticed), "通知缴费");
    tell(case.fee.and_then(|fee| fee.paid), "缴费");
    tell(case.withdrawn, "申请人撤回");
    course.sort_by_key(|(on, _)| *on);
    let told: Vec<String> = course.into_iter().map(|(_, words)| words).collect();
    told.join("；")
}

/// A day as letters print it: 2026年3月2日.
pub fn date_zh(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
