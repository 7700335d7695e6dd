//! A dispute, replayed from what happened in it.

use super::{Ruling, Term};
use crate::clock::{self, ClockError, Contested, REVIEW_LAW_FROM};
use crate::identity::RequestId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The way a dispute takes; the rows of section four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Road {
    /// 行政复议.
    Reconsideration,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReconsideration,
}

impl Road {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 3] = [
        Self::Reconsideration,
        Self::Direct,
        Self::AfterReconsideration,
    ];

    /// The row of the form.
    pub const fn row(self) -> &'static str {
        match self {
            Self::Reconsideration => "reconsideration",
            Self::Direct => "litigation.direct",
            Self::AfterReconsideration => "litigation.after_reconsideration",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Reconsideration => "行政复议",
            Self::Direct => "未经复议直接起诉",
            Self::AfterReconsideration => "复议后起诉",
        }
    }
}

/// Something that happened, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The day.
    pub on: Date,
    /// What.
    #[serde(flatten)]
    pub step: Move,
}

/// What can happen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "move", rename_all = "snake_case")]
pub enum Move {
    /// It was filed. Always the first, and only that.
    File {
        /// The way.
        road: Road,
        /// The organ or the court.
        before: String,
        /// The request it is about; none where that request came before the register.
        #[serde(default)]
        request: Option<RequestId>,
        /// What is contested.
        contested: Contested,
        /// The day of the letter, or on which its time was over without one.
        acted_on: Date,
    },
    /// It was accepted (受理, 立案).
    Accept {
        /// Whether reconsideration goes by simplified procedure.
        #[serde(default)]
        simplified: bool,
    },
    /// The agency received the copy and the order to answer.
    Notified,
    /// The agency handed in its answer and the evidence.
    Answer,
    /// Reconsideration was extended.
    Extend {
        /// By how many days.
        days: u16,
    },
    /// Organ or court decided.
    Decide {
        /// How.
        ruling: Ruling,
    },
    /// The judgment was appealed: it is pending again.
    Appeal,
}

/// Why something cannot have happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutOfOrder {
    /// A history that does not begin with the filing.
    #[error("还没有登记申请复议或者起诉的日期。请先登记。")]
    NotFiled,
    /// Something that happens once.
    #[error("“{0}”已经登记过，不能再登记一次。")]
    Twice(&'static str),
    /// Something before what it follows.
    #[error("日期早于前一步的日期（{0}）。请核对日期。")]
    Before(Date),
    /// Something that needs another step before it.
    #[error("要先登记“{0}”。")]
    Needs(&'static str),
    /// A step after the end.
    #[error("这件案子已经审结，不能再登记这一步。")]
    Over,
    /// A step that reconsideration has and courts do not, or the other way round.
    #[error("{}没有“{}”这一步。", .1.zh(), .0)]
    OtherRoad(&'static str, Road),
    /// An extension of a simplified procedure, or of too many days.
    #[error("行政复议最多延长30日，适用简易程序的不能延长（行政复议法第六十二条）。")]
    ExtensionTooLong,
    /// Simplified procedure before there was one.
    #[error("2024年1月1日以前受理的行政复议没有简易程序。请核对受理日期。")]
    NotYetSimplified,
    /// A ruling that this way does not know.
    #[error("{}不会以“{}”结案。请选择其他结果。", .0.zh(), .1.zh())]
    Ruling(Road, Ruling),
    /// No organ and no court.
    #[error("请填写复议机关或者法院的名称。")]
    Nameless,
    /// The statutory periods cannot be used.
    #[error("{}", .0.zh())]
    Clock(#[from] ClockError),
}

/// A dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// The way.
    pub road: Road,
    /// The organ or the court.
    pub before: String,
    /// The request it is about.
    pub request: Option<RequestId>,
    /// What is contested.
    pub contested: Contested,
    /// The day of what is contested.
    pub acted_on: Date,
    /// When it was filed.
    pub filed_on: Date,
    /// When it was accepted, and whether in simplified procedure.
    pub accepted: Option<(Date, bool)>,
    /// When the agency received the copy.
    pub notified_on: Option<Date>,
    /// When the agency answered.
    pub answered_on: Option<Date>,
    /// Days of extension.
    pub extended_by: Option<u16>,
    /// How it ended, if it did.
    pub ruled: Option<(Date, Ruling)>,
    /// When its judgment was appealed.
    pub appealed_on: Option<Date>,
    turns: Vec<Turn>,
}

impl Dispute {
    /// Replays a whole history; refuses one that cannot have been.
    pub fn replay(turns: impl IntoIterator<Item = Turn>) -> Result<Self, OutOfOrder> {
        let mut turns = turns.into_iter();
        let mut dispute = Self::open(turns.next().ok_or(OutOfOrder::NotFiled)?)?;
        for turn in turns {
            dispute = dispute.then(turn)?;
        }
        Ok(dispute)
    }

    /// Begins with the filing.
    pub fn open(turn: Turn) -> Result<Self, OutOfOrder> {
        let Move::File {
            road,
            before,
            request,
            contested,
            acted_on,
        } = turn.step.clone()
        else {
            return Err(OutOfOrder::NotFiled);
        };
        if before.trim().is_empty() {
            return Err(OutOfOrder::Nameless);
        }
        after(acted_on, turn.on)?;
        Ok(Self {
            road,
            before,
            request,
            contested,
            acted_on,
            filed_on: turn.on,
            accepted: None,
            notified_on: None,
            answered_on: None,
            extended_by: None,
            ruled: None,
            appealed_on: None,
            turns: vec![turn],
        })
    }

    /// The dispute with a further turn, or why it cannot have been.
    pub fn then(&self, turn: Turn) -> Result<Self, OutOfOrder> {
        let mut next = self.clone();
        next.take(&turn)?;
        next.turns.push(turn);
        Ok(next)
    }

    /// What happened, in order.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// Whether it is decided and not appealed.
    pub const fn is_over(&self) -> bool {
        self.ruled.is_some()
    }

    /// Whether it went to court although the law wants reconsideration first: refusals and silence of 2024
    /// or later (行政复议法 article 23, paragraph 1, items 3 and 4). The court decides what follows.
    pub fn skips_reconsideration(&self) -> bool {
        self.road == Road::Direct && clock::review_first(self.contested, self.acted_on)
    }

    /// The clocks that run, and from which day.
    pub fn terms(&self) -> Vec<Term> {
        super::term::of(self)
    }

    fn take(&mut self, turn: &Turn) -> Result<(), OutOfOrder> {
        let on = turn.on;
        let last = self.turns.last().map_or(self.filed_on, |last| last.on);
        after(last, on)?;
        if self.is_over() && turn.step != Move::Appeal {
            return Err(OutOfOrder::Over);
        }
        match turn.step {
            Move::File { .. } => return Err(OutOfOrder::Twice("申请复议或者起诉")),
            Move::Accept { simplified } => self.accept(on, simplified)?,
            Move::Notified => {
                self.accepted.ok_or(OutOfOrder::Needs("受理"))?;
                once(&mut self.notified_on, on, "收到答复通知")?;
            }
            Move::Answer => {
                self.notified_on.ok_or(OutOfOrder::Needs("收到答复通知"))?;
                once(&mut self.answered_on, on, "提交答复")?;
            }
            Move::Extend { days } => self.extend(days)?,
            Move::Decide { ruling } => self.decide(on, ruling)?,
            Move::Appeal => self.appeal(on)?,
        }
        Ok(())
    }

    fn accept(&mut self, on: Date, simplified: bool) -> Result<(), OutOfOrder> {
        if simplified && self.road != Road::Reconsideration {
            return Err(OutOfOrder::OtherRoad("复议简易程序", self.road));
        }
        if simplified && on < REVIEW_LAW_FROM {
            return Err(OutOfOrder::NotYetSimplified);
        }
        once(&mut self.accepted, (on, simplified), "受理")
    }

    fn extend(&mut self, days: u16) -> Result<(), OutOfOrder> {
        if self.road != Road::Reconsideration {
            return Err(OutOfOrder::OtherRoad("延长复议期限", self.road));
        }
        let (accepted_on, simplified) = self.accepted.ok_or(OutOfOrder::Needs("受理"))?;
        if days == 0 || days > clock::review_extension(accepted_on, simplified)? {
            return Err(OutOfOrder::ExtensionTooLong);
        }
        once(&mut self.extended_by, days, "延长复议期限")
    }

    fn decide(&mut self, on: Date, ruling: Ruling) -> Result<(), OutOfOrder> {
        if !ruling.fits(self.road) {
            return Err(OutOfOrder::Ruling(self.road, ruling));
        }
        if ruling.needs_acceptance() && self.accepted.is_none() {
            return Err(OutOfOrder::Needs("受理"));
        }
        if ruling == Ruling::NotAccepted && self.accepted.is_some() {
            return Err(OutOfOrder::Twice("受理"));
        }
        self.ruled = Some((on, ruling));
        Ok(())
    }

    fn appeal(&mut self, on: Date) -> Result<(), OutOfOrder> {
        if self.road == Road::Reconsideration {
            return Err(OutOfOrder::OtherRoad("上诉", self.road));
        }
        self.ruled.ok_or(OutOfOrder::Needs("判决"))?;
        once(&mut self.appealed_on, on, "上诉")?;
        self.ruled = None;
        Ok(())
    }
}

fn once<T>(held: &mut Option<T>, new: T, what: &'static str) -> Result<(), OutOfOrder> {
    if held.is_some() {
        return Err(OutOfOrder::Twice(what));
    }
    *held = Some(new);
    Ok(())
}

fn after(earlier: Date, on: Date) -> Result<(), OutOfOrder> {
    if on < earlier {
        Err(OutOfOrder::Before(earlier))
    } else {
        Ok(())
    }
}
