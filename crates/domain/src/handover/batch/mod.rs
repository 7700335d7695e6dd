//! A batch with its steps: each takes the batch and gives the next, or a refusal.

use super::{Line, Period, Receiver};
use crate::identity::{AgencyId, HandoverId, InformationId};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A zero report may be made so many days before its period ends: a long holiday may lie between.
const EARLIEST_ZERO: i8 = 10;

/// One hand-over: a list, its papers and its package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its identity.
    pub id: HandoverId,
    /// Who hands over.
    pub agency: AgencyId,
    /// 2020年第5期: counted in each year.
    pub number: String,
    /// What it is.
    pub kind: BatchKind,
    /// The days whose publications it covers.
    pub period: Period,
    /// By when it had to be handed over, where a day can be named.
    pub due_on: Option<Date>,
    /// When it was made.
    pub made_on: Date,
    /// To whom, as they were set up then.
    pub receivers: Vec<Receiver>,
    /// What, in the order of the list; empty in a zero report.
    pub items: Vec<Line>,
    /// SHA-256 of the package as it was made, under which it is kept.
    pub package: String,
    /// SHA-256 of the package's manifest, whose beginning stands on the delivery note.
    pub manifest: String,
    /// Where it stands.
    pub stage: BatchStage,
    /// Who took it over, in the order in which they said so.
    pub receipts: Vec<Receipt>,
    /// Counts every change: who saves over a newer one is refused.
    pub revision: u64,
}

/// What a batch is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum BatchKind {
    /// What was published and not handed over yet.
    Regular,
    /// 零报告: nothing was published in the period.
    Zero,
    /// 撤换.
    Replacement(Replacement),
}

/// Why handed-over items are replaced: asked for by letter and approved first, else the houses may
/// refuse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// Why.
    pub reason: String,
    /// Who approved it, by which document.
    pub approval: String,
}

/// Where a batch stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "snake_case")]
pub enum BatchStage {
    /// 待送交: list and package are made.
    Prepared,
    /// 已送交.
    Delivered(Delivery),
    /// 已作废: made by mistake and never delivered; its items wait again.
    Discarded {
        /// When.
        on: Date,
        /// Why.
        reason: String,
    },
}

/// The way to the houses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// When.
    pub on: Date,
    /// Who brought it.
    pub by: String,
}

/// What a house confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The house, by its name in the batch.
    pub receiver: String,
    /// When.
    pub on: Date,
    /// Who signed.
    pub by: String,
    /// SHA-256 of the scanned receipt, if there is one.
    pub scan: Option<String>,
    /// What they remarked.
    pub remark: String,
}

/// A batch before it has identity, number and package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is.
    pub kind: BatchKind,
    /// The days it covers.
    pub period: Period,
    /// By when it is due.
    pub due_on: Option<Date>,
    /// When it is made.
    pub made_on: Date,
    /// To whom.
    pub receivers: Vec<Receiver>,
    /// What.
    pub items: Vec<Line>,
}

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Nobody is named who takes it over.
    #[error("还没有设置接收单位。请系统管理员在单位设置里填写档案馆和图书馆。")]
    NoReceiver,
    /// A list without items that is no zero report.
    #[error("没有等待移交的信息。本期确实没有公开信息的，请生成零报告。")]
    Nothing,
    /// A zero report although something waits.
    #[error("这一期有{0}件信息等待移交，不能做零报告。请生成移交清单。")]
    NotZero(usize),
    /// A zero report long before its period is over: something may still be published.
    #[error("这一期到{}年{}月{}日才结束，现在做零报告太早。请在最后{EARLIEST_ZERO}天里做。", .0.year(), .0.month(), .0.day())]
    TooSoon(Date),
    /// An item that stands in a list already, or twice in this one.
    #[error("“{0}”已经在移交清单里。要换掉已移交的内容，请做撤换。")]
    Twice(String),
    /// A replacement of what was not handed over.
    #[error("“{0}”还没有移交过，不需要撤换。")]
    NotHanded(String),
    /// A replacement without reason or approval.
    #[error("撤换要写明理由和批准的单位或者文件，否则接收单位可以拒收。")]
    NoGround,
    /// The step does not follow from where the batch stands.
    #[error("这一批现在是“{0}”，不能做这一步。请重新打开页面看最新状态。")]
    Stage(&'static str),
    /// A day before the step it follows.
    #[error("日期不能早于{}年{}月{}日。请核对。", .0.year(), .0.month(), .0.day())]
    TooEarly(Date),
    /// Nobody is named who did it.
    #[error("请填写经手人姓名。")]
    Nobody,
    /// A house that was not to take it over.
    #[error("接收单位里没有“{0}”。请刷新页面重新选择。")]
    UnknownReceiver(String),
    /// A house that confirmed already.
    #[error("“{0}”已经签收过。")]
    Receipted(String),
    /// Thrown away without a word.
    #[error("请写明作废的理由。")]
    NoReason,
}

impl BatchKind {
    /// Its mark in tables.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Zero => "zero",
            Self::Replacement(_) => "replacement",
        }
    }

    /// Its name on a page.
    pub const fn zh(&self) -> &'static str {
        match self {
            Self::Regular => "移交清单",
            Self::Zero => "零报告",
            Self::Replacement(_) => "撤换",
        }
    }
}

impl BatchStage {
    /// Its mark in tables.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Delivered(_) => "delivered",
            Self::Discarded { .. } => "discarded",
        }
    }

    /// Its name on a page.
    pub const fn zh(&self) -> &'static str {
        match self {
            Self::Prepared => "待送交",
            Self::Delivered(_) => "已送交",
            Self::Discarded { .. } => "已作废",
        }
    }
}

impl Draft {
    /// Whether it may be made; `handed` are the items that stand in a list already.
    pub fn check(&self, handed: &BTreeSet<InformationId>) -> Result<(), Refused> {
        if self.receivers.is_empty() {
            return Err(Refused::NoReceiver);
        }
        let mut seen = BTreeSet::new();
        if let Some(twice) = self
            .items
            .iter()
            .find(|line| !seen.insert(&line.information))
        {
            return Err(Refused::Twice(twice.title.clone()));
        }
        let mut lines = self.items.iter();
        match &self.kind {
            BatchKind::Zero if self.items.is_empty() => self.check_day(),
            BatchKind::Zero => Err(Refused::NotZero(self.items.len())),
            BatchKind::Regular | BatchKind::Replacement(_) if self.items.is_empty() => {
                Err(Refused::Nothing)
            }
            BatchKind::Regular => match lines.find(|line| handed.contains(&line.information)) {
                Some(line) => Err(Refused::Twice(line.title.clone())),
                None => Ok(()),
            },
            BatchKind::Replacement(why) => {
                if why.reason.trim().is_empty() || why.approval.trim().is_empty() {
                    return Err(Refused::NoGround);
                }
                match lines.find(|line| !handed.contains(&line.information)) {
                    Some(line) => Err(Refused::NotHanded(line.title.clone())),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Draft {
    fn check_day(&self) -> Result<(), Refused> {
        let earliest = self.period.to.checked_sub(EARLIEST_ZERO.days());
        if earliest.is_ok_and(|earliest| self.made_on < earliest) {
            return Err(Refused::TooSoon(self.period.to));
        }
        Ok(())
    }
}

impl Batch {
    /// Notes that it was brought to the houses.
    pub fn deliver(mut self, on: Date, by: &str) -> Result<Self, Refused> {
        self.at_prepared()?;
        if on < self.made_on {
            return Err(Refused::TooEarly(self.made_on));
        }
        let by = named(by)?;
        self.stage = BatchStage::Delivered(Delivery { on, by });
        Ok(self)
    }

    /// Notes that a house took it over.
    pub fn receipt(mut self, receipt: Receipt) -> Result<Self, Refused> {
        let BatchStage::Delivered(delivery) = &self.stage else {
            return Err(Refused::Stage(self.stage.zh()));
        };
        if receipt.on < delivery.on {
            return Err(Refused::TooEarly(delivery.on));
        }
        let by = named(&receipt.by)?;
        let name = &receipt.receiver;
        if !self.receivers.iter().any(|receiver| receiver.name == *name) {
            return Err(Refused::UnknownReceiver(name.clone()));
        }
        if self.receipts.iter().any(|one| one.receiver == *name) {
            return Err(Refused::Receipted(name.clone()));
        }
        self.receipts.push(Receipt { by, ..receipt });
        Ok(self)
    }

    /// Throws away what was made by mistake and not delivered.
    pub fn discard(mut self, on: Date, reason: &str) -> Result<Self, Refused> {
        self.at_prepared()?;
        if reason.trim().is_empty() {
            return Err(Refused::NoReason);
        }
        let reason = reason.trim().to_owned();
        self.stage = BatchStage::Discarded { on, reason };
        Ok(self)
    }

    /// The houses whose receipt has not come back.
    pub fn awaited(&self) -> Vec<&Receiver> {
        if !matches!(self.stage, BatchStage::Delivered(_)) {
            return Vec::new();
        }
        let has = |name: &str| self.receipts.iter().any(|one| one.receiver == name);
        let houses = self.receivers.iter();
        houses.filter(|house| !has(&house.name)).collect()
    }

    /// Whether all houses took it over.
    pub fn is_receipted(&self) -> bool {
        matches!(self.stage, BatchStage::Delivered(_)) && self.awaited().is_empty()
    }

    /// Where it stands, in words.
    pub fn zh(&self) -> &'static str {
        if self.is_receipted() {
            "已签收"
        } else {
            self.stage.zh()
        }
    }

    /// The day on which it was delivered.
    pub const fn delivered_on(&self) -> Option<Date> {
        match &self.stage {
            BatchStage::Delivered(delivery) => Some(delivery.on),
            BatchStage::Prepared | BatchStage::Discarded { .. } => None,
        }
    }

    fn at_prepared(&self) -> Result<(), Refused> {
        if self.stage == BatchStage::Prepared {
            Ok(())
        } else {
            Err(Refused::Stage(self.zh()))
        }
    }
}

fn named(name: &str) -> Result<String, Refused> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refused::Nobody);
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests;
