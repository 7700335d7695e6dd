//! What a requester may read of a case: its history in plain words, each step with its article. What the office
//! does for itself (searching, drafting, reviewing, whom it asked and what they said) has no line here, and of
//! the words typed with an entry only those appear that are meant for the requester.

use super::{
    Act, Arrival, CaseStage, Consulted, Entry, FeeMethod, Need, Outcome, OutcomeBook, OutcomeId,
    Way, Words,
};
use crate::clock::day_zh;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One line of the history, as the requester reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// When.
    pub on: Date,
    /// What happened, in a few words.
    pub title: String,
    /// What that means, in a sentence or two; may be empty.
    pub text: String,
    /// The law: 条例第三十条.
    pub cite: String,
    /// What the office says to the requester: what it is, and the text.
    pub words: Vec<(&'static str, String)>,
    /// Whether the requester is asked to do something.
    pub asks: bool,
}

impl Told {
    fn of(on: Date, title: &str, text: impl Into<String>, cite: &str) -> Self {
        Self {
            on,
            title: title.to_owned(),
            text: text.into(),
            cite: cite.to_owned(),
            words: Vec::new(),
            asks: false,
        }
    }

    fn asking(mut self) -> Self {
        self.asks = true;
        self
    }

    fn with(mut self, meant: &[(&str, &'static str)], words: &Words) -> Self {
        let found = meant.iter().filter_map(|(key, label)| {
            let text = words.get(*key).map(|text| text.trim());
            text.filter(|text| !text.is_empty())
                .map(|text| (*label, text.to_owned()))
        });
        self.words = found.collect();
        self
    }
}

/// Words of a notice to correct that are meant for the requester, by their keys.
const OF_CORRECTION: &[(&str, &str)] = &[
    ("unclear", "要补正什么"),
    ("补正内容", "要补正什么"),
    ("guidance", "怎样补正"),
];
/// The same of an extension or a delay.
const OF_EXTENSION: &[(&str, &str)] = &[("reason", "原因"), ("延期理由", "原因"), ("理由", "原因")];
/// The same of a notice to pay.
const OF_FEE: &[(&str, &str)] = &[("basis", "怎样算的")];
/// The same of a notice to give reasons.
const OF_REASONS: &[(&str, &str)] = &[("facts", "情况"), ("申请情况", "情况")];
/// The same of a reply; of those only what its outcome says.
const OF_REPLY: &[(Need, &str)] = &[
    (Need::WherePublic, "在哪里可以看到或者得到"),
    (Need::Supplied, "提供的信息"),
    (Need::Withheld, "不予公开的内容"),
    (Need::Ground, "不予公开的依据"),
    (Need::Reason, "理由"),
    (Need::Classification, "定密依据"),
    (Need::WhereToAsk, "可以到哪里查询"),
    (Need::Earlier, "此前的申请和答复"),
];

/// The history of a case for its requester, in order.
pub fn told<'e>(history: impl IntoIterator<Item = (&'e Entry, &'e Words)>) -> Vec<Told> {
    let mut teller = Teller::default();
    for (entry, words) in history {
        if let Some(line) = teller.line(entry, words) {
            // Letters to several on one day are one step.
            if teller.lines.last() != Some(&line) {
                teller.lines.push(line);
            }
        }
    }
    teller.lines
}

/// What has to be remembered from one entry to the next.
#[derive(Default)]
struct Teller<'e> {
    lines: Vec<Told>,
    arrival: Option<&'e Arrival>,
    /// Questions that stop the clock and are open.
    asked: BTreeSet<u16>,
    /// Why more time was proposed: told when the head of the office has agreed, never before.
    proposed: Option<&'e Words>,
    /// The draft that went into review last: nothing of it is told before the reply is served.
    draft: Option<(&'e OutcomeId, &'e Words)>,
}

impl<'e> Teller<'e> {
    fn line(&mut self, entry: &'e Entry, words: &'e Words) -> Option<Told> {
        let on = entry.on;
        match &entry.act {
            Act::Register { arrival, .. } => {
                self.arrival = Some(arrival);
                Some(registered(on, arrival))
            }
            Act::Confirm => self.arrival.map(|arrival| confirmed(on, arrival)),
            Act::TryToConfirm => Some(unreached(on)),
            Act::AskCorrection { workdays } => {
                Some(correction(on, *workdays).with(OF_CORRECTION, words))
            }
            Act::CorrectionServed => Some(correction_served(on)),
            Act::Correct => Some(corrected(on)),
            Act::Consult { id, whom } => self.consult(on, *id, *whom),
            Act::ConsultAnswered { id, .. } | Act::ConsultClosed { id } => self.answered(on, *id),
            Act::AskReasons { workdays } => Some(reasons(on, *workdays).with(OF_REASONS, words)),
            Act::GiveReasons { .. } => Some(Told::of(on, "收到您说明的理由", "", ARTICLE_35)),
            Act::Delay { until } => Some(delayed(on, *until).with(OF_EXTENSION, words)),
            Act::Extend { workdays, .. } => Some(self.extended(on, *workdays, words)),
            Act::ChargeFee { method, fen, .. } => Some(fee(on, *method, *fen).with(OF_FEE, words)),
            Act::FeeServed => Some(fee_served(on)),
            Act::PayFee => Some(paid(on)),
            Act::ProposeExtension { .. } => {
                self.proposed = Some(words);
                None
            }
            Act::Submit { outcome, .. } => {
                self.draft = Some((outcome, words));
                None
            }
            Act::Reply { number } => Some(replied(on, number)),
            Act::Serve { way } => Some(self.served(on, *way)),
            Act::Withdraw => Some(Told::of(on, "您撤回了申请", "本机关将结束办理。", "")),
            Act::Merge { .. } => Some(Told::of(on, "并入您的另一件申请", "两件申请一起办理。", "")),
            Act::End { outcome } => Some(ended(on, outcome)),
            Act::MakePublic { .. } => Some(made_public(on)),
            Act::ConsultServed { .. } | Act::Search { .. } | Act::Review { .. } | Act::Archive => {
                None
            }
        }
    }

    fn consult(&mut self, on: Date, id: u16, whom: Consulted) -> Option<Told> {
        let (title, text, cite) = match whom {
            Consulted::ThirdParty => (
                "征求第三方意见",
                "您申请的信息涉及第三方，需要书面征求第三方的意见。",
                "条例第三十二条、第三十三条第三款",
            ),
            Consulted::CoMaker => (
                "征求共同制作机关意见",
                "您申请的信息由几个机关共同制作，需要征求其他机关的意见。",
                "条例第三十四条、第三十三条第三款",
            ),
            Consulted::OtherAgency => (
                "征求其他机关意见",
                "办理您的申请需要征求其他机关的意见。",
                ARTICLE_33_3,
            ),
            Consulted::Assisting => return None,
        };
        self.asked.insert(id);
        let text = format!("{text}征求意见所需时间不计算在答复期限内。");
        Some(Told::of(on, title, text, cite))
    }

    fn answered(&mut self, on: Date, id: u16) -> Option<Told> {
        let was_open = self.asked.remove(&id);
        (was_open && self.asked.is_empty())
            .then(|| Told::of(on, "征求意见结束", "答复期限继续计算。", ARTICLE_33_3))
    }

    fn extended(&self, on: Date, workdays: u16, words: &Words) -> Told {
        let told = extended(on, workdays).with(OF_EXTENSION, words);
        match self.proposed {
            Some(proposed) if told.words.is_empty() => told.with(OF_EXTENSION, proposed),
            _ => told,
        }
    }

    fn served(&self, on: Date, way: Way) -> Told {
        let how = match way {
            Way::Direct | Way::Entrusted => "答复书已经送达，以签收之日为送达之日。",
            Way::Post => "答复书已经交邮政企业寄出，以交邮之日为送达之日。",
            Way::Online => "答复书可以在本页查看。",
        };
        let said = self.draft.and_then(|(id, words)| Some((known(id)?, words)));
        let Some((outcome, words)) = said else {
            return Told::of(on, "答复已经送达", how, "");
        };
        let of_outcome = OF_REPLY.iter().filter_map(|(need, label)| {
            let key = outcome.needs.contains(need).then(|| need.field())?;
            key.map(|key| (key, *label))
        });
        let meant: Vec<(&str, &'static str)> = of_outcome.collect();
        let text = format!("答复结果：{}。{how}", outcome.title);
        Told::of(on, "答复已经送达", text, &outcome.cite).with(&meant, words)
    }
}

const ARTICLE_30: &str = "条例第三十条";
const ARTICLE_31: &str = "条例第三十一条";
const ARTICLE_33_3: &str = "条例第三十三条第三款";
const ARTICLE_35: &str = "条例第三十五条";
const FEES: &str = "条例第四十二条、国办函〔2020〕109号";

fn known(id: &OutcomeId) -> Option<&'static Outcome> {
    OutcomeBook::statutory().ok()?.get(id)
}

fn registered(on: Date, arrival: &Arrival) -> Told {
    let receipt = arrival.receipt(None);
    if receipt.on.is_some() {
        return Told::of(on, "收到申请", format!("{}。", receipt.zh), receipt.cite);
    }
    let text = "本机关会与您联系确认，确认之日为收到申请之日。";
    Told::of(on, "申请已经到达，等待确认", text, receipt.cite)
}

fn confirmed(on: Date, arrival: &Arrival) -> Told {
    let receipt = arrival.receipt(Some(on));
    Told::of(
        on,
        "确认收到申请",
        format!("{}。", receipt.zh),
        receipt.cite,
    )
}

fn unreached(on: Date) -> Told {
    let text = "本机关想与您确认收到申请，没有联系上。请您尽快联系本机关。";
    Told::of(on, "没有联系上您", text, ARTICLE_31).asking()
}

fn correction(on: Date, workdays: u16) -> Told {
    let text = format!(
        "申请的内容还不够明确。请自收到补正告知书之日起{workdays}个工作日内补正。没有正当理由逾期不补正的，视为放弃申请。"
    );
    Told::of(on, "请您补正", text, ARTICLE_30).asking()
}

fn correction_served(on: Date) -> Told {
    let text = "补正的期限从第二天起计算。";
    Told::of(on, "补正告知书已经送达", text, ARTICLE_30)
}

fn corrected(on: Date) -> Told {
    let text = "答复期限从收到补正之日的第二天起重新计算。";
    Told::of(on, "收到补正", text, ARTICLE_30)
}

fn reasons(on: Date, workdays: u16) -> Told {
    let text = format!("您申请的数量、频次明显超过合理范围，请在{workdays}个工作日内说明理由。");
    Told::of(on, "请您说明理由", text, ARTICLE_35).asking()
}

fn delayed(on: Date, until: Date) -> Told {
    let text = format!("本机关将在{}以前答复。", day_zh(until));
    Told::of(on, "延迟答复", text, ARTICLE_35)
}

fn extended(on: Date, workdays: u16) -> Told {
    let text = format!("经公开工作机构负责人同意，答复期限延长{workdays}个工作日。");
    Told::of(on, "延期答复", text, "条例第三十三条第二款")
}

fn fee(on: Date, method: FeeMethod, fen: u64) -> Told {
    let by = match method {
        FeeMethod::Items => "按件",
        FeeMethod::Pages => "按量",
    };
    let text = format!(
        "{by}计收{}.{:02}元。请自收到收费通知次日起20个工作日内缴纳；逾期没有缴纳的，视为放弃申请。",
        fen / 100,
        fen % 100
    );
    Told::of(on, "请您缴纳信息处理费", text, FEES).asking()
}

fn fee_served(on: Date) -> Told {
    Told::of(on, "收费通知已经送达", "缴费的期限从第二天起计算。", FEES)
}

fn paid(on: Date) -> Told {
    let text = "答复期限从缴费之日的第二天起重新计算。";
    Told::of(on, "收到缴费", text, FEES)
}

fn replied(on: Date, number: &str) -> Told {
    let text = format!("答复书文号：{number}。正在送达。");
    Told::of(on, "作出答复", text, "条例第三十六条")
}

fn ended(on: Date, outcome: &OutcomeId) -> Told {
    let (title, cite) = known(outcome).map_or(("", ""), |one| (&*one.title, &*one.cite));
    Told::of(on, "结束办理", title, cite)
}

fn made_public(on: Date) -> Told {
    let text = "您申请的信息已经转为主动公开，所有人都可以查阅。";
    Told::of(on, "转为主动公开", text, "条例第四十四条")
}

/// Where a request stands, in a sentence for its requester. Steps inside the office are one state.
pub const fn state_told(stage: CaseStage) -> &'static str {
    match stage {
        CaseStage::Unconfirmed => "申请已经到达，等待与您确认收到",
        CaseStage::InHand | CaseStage::InReview | CaseStage::Agreed => "正在办理",
        CaseStage::AwaitingCorrection => "等待您补正",
        CaseStage::AwaitingOpinion => "正在征求意见",
        CaseStage::AwaitingReasons => "等待您说明理由",
        CaseStage::AwaitingFee => "等待您缴费",
        CaseStage::Replied => "已经作出答复，正在送达",
        CaseStage::Served | CaseStage::Archived => "已经办结",
        CaseStage::Ended => "已经结束办理",
    }
}
