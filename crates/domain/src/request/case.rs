//! A case: what its entries add up to. Here is the order of things; periods are in `admit`.

use super::part::{
    Consultation, Correction, Draft, Ended, Extension, Fee, Reasons, Reply, Service,
};
use super::{Act, Arrival, CaseStage, Entry, Illegal, OutcomeId, RequesterKind};
use crate::identity::{InformationId, RequestId};
use crate::review::{Opinion, Round, Taken};
use jiff::civil::Date;

/// A request, replayed from its entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// How it came.
    pub arrival: Arrival,
    /// Who asks, as the report counts them.
    pub kind: RequesterKind,
    /// The request of which this is a part.
    pub split_from: Option<RequestId>,
    /// When both sides confirmed the receipt.
    pub confirmed: Option<Date>,
    /// How often it was tried to reach the requester.
    pub tried: Vec<Date>,
    /// The correction asked for.
    pub correction: Option<Correction>,
    /// The questions to others, by their numbers.
    pub consultations: Vec<Consultation>,
    /// The reasons asked for.
    pub reasons: Option<Reasons>,
    /// The later day set by article 35.
    pub delay: Option<Date>,
    /// Proposed working days of extension, not yet decided.
    pub proposed: Option<(Date, u16)>,
    /// The extension.
    pub extension: Option<Extension>,
    /// The fee.
    pub fee: Option<Fee>,
    /// The days on which the records were searched.
    pub searches: Vec<Date>,
    /// The draft in review.
    pub draft: Option<Draft>,
    /// The reply.
    pub reply: Option<Reply>,
    /// Its service.
    pub service: Option<Service>,
    /// When the requester took it back.
    pub withdrawn: Option<Date>,
    /// The request with which it goes on.
    pub merged: Option<RequestId>,
    /// The end without a reply.
    pub ended: Option<Ended>,
    /// The item published for all because of it.
    pub made_public: Option<InformationId>,
    /// When the folder went to the archive.
    pub archived: Option<Date>,
    entries: Vec<Entry>,
}

impl Case {
    /// Replays a whole history. Refuses one that cannot have been.
    pub fn replay(entries: impl IntoIterator<Item = Entry>) -> Result<Self, Illegal> {
        let mut entries = entries.into_iter();
        let mut case = Self::open(entries.next().ok_or(Illegal::NotRegistered)?)?;
        entries.try_for_each(|entry| case.take(entry))?;
        Ok(case)
    }

    /// Begins a case with its registration.
    pub fn open(entry: Entry) -> Result<Self, Illegal> {
        let Act::Register {
            arrival,
            kind,
            split_from,
        } = entry.act.clone()
        else {
            return Err(Illegal::NotRegistered);
        };
        if entry.on < arrival.arrived.date() {
            return Err(Illegal::Before(arrival.arrived.date()));
        }
        Ok(Self {
            arrival,
            kind,
            split_from,
            confirmed: None,
            tried: Vec::new(),
            correction: None,
            consultations: Vec::new(),
            reasons: None,
            delay: None,
            proposed: None,
            extension: None,
            fee: None,
            searches: Vec::new(),
            draft: None,
            reply: None,
            service: None,
            withdrawn: None,
            merged: None,
            ended: None,
            made_public: None,
            archived: None,
            entries: vec![entry],
        })
    }

    /// Its entries, in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The day of receipt (article 31).
    pub fn received_on(&self) -> Option<Date> {
        self.arrival.receipt(self.confirmed).on
    }

    /// How the request ended; none while it is open.
    pub fn outcome(&self) -> Option<(&OutcomeId, Date)> {
        let replied = self.reply.as_ref().map(|reply| (&reply.outcome, reply.on));
        replied.or_else(|| self.ended.as_ref().map(|ended| (&ended.outcome, ended.on)))
    }

    /// The question that stands under a number.
    pub fn consultation(&self, id: u16) -> Result<&Consultation, Illegal> {
        let mut all = self.consultations.iter();
        all.find(|asked| asked.id == id)
            .ok_or(Illegal::NoSuchQuestion)
    }

    /// Where it stands.
    pub fn stage(&self) -> CaseStage {
        let stages = [
            (self.archived.is_some(), CaseStage::Archived),
            (self.ended.is_some(), CaseStage::Ended),
            (self.service.is_some(), CaseStage::Served),
            (self.reply.is_some(), CaseStage::Replied),
            (self.is_agreed(), CaseStage::Agreed),
            (self.draft.is_some(), CaseStage::InReview),
            (self.received_on().is_none(), CaseStage::Unconfirmed),
            (self.awaits_correction(), CaseStage::AwaitingCorrection),
            (self.awaits_fee(), CaseStage::AwaitingFee),
            (self.awaits_reasons(), CaseStage::AwaitingReasons),
            (self.awaits_opinion(), CaseStage::AwaitingOpinion),
        ];
        let first = stages.into_iter().find(|(holds, _)| *holds);
        first.map_or(CaseStage::InHand, |(_, stage)| stage)
    }

    /// Whether all approvals for the reply are there.
    pub fn is_agreed(&self) -> bool {
        self.draft
            .as_ref()
            .is_some_and(|draft| draft.round.is_over())
    }

    pub(super) fn awaits_correction(&self) -> bool {
        self.correction
            .is_some_and(|asked| asked.corrected.is_none())
    }

    pub(super) fn awaits_fee(&self) -> bool {
        self.fee.is_some_and(|fee| fee.paid.is_none())
    }

    pub(super) fn awaits_reasons(&self) -> bool {
        self.reasons.is_some_and(|asked| asked.given.is_none())
    }

    fn awaits_opinion(&self) -> bool {
        let stopping = |asked: &Consultation| asked.whom.stops_the_clock() && asked.is_open();
        self.consultations.iter().any(stopping)
    }

    /// Takes an entry in, if it can follow what there is.
    pub(super) fn take(&mut self, entry: Entry) -> Result<(), Illegal> {
        let on = entry.on;
        if on < self.arrival.arrived.date() {
            return Err(Illegal::Before(self.arrival.arrived.date()));
        }
        self.stands_open_for(&entry.act)?;
        match entry.act.clone() {
            Act::Register { .. } => return Err(Illegal::Twice("登记")),
            Act::Confirm => self.confirm(on)?,
            Act::TryToConfirm => self.tried.push(on),
            Act::AskCorrection { workdays } => self.ask_correction(on, workdays)?,
            Act::CorrectionServed => self.serve_correction(on)?,
            Act::Correct => self.correct(on)?,
            Act::Consult { id, whom } => self.consult(on, id, whom)?,
            Act::ConsultServed { id } => self.asked(on, id, |asked| asked.served = Some(on))?,
            Act::ConsultAnswered { id, stance } => {
                self.asked(on, id, |asked| asked.answered = Some((on, stance)))?;
            }
            Act::ConsultClosed { id } => self.asked(on, id, |asked| asked.closed = Some(on))?,
            Act::AskReasons { workdays } => self.ask_reasons(on, workdays)?,
            Act::GiveReasons { reasonable } => self.give_reasons(on, reasonable)?,
            Act::Delay { until } => self.set_delay(on, until)?,
            Act::ProposeExtension { workdays } => self.propose(on, workdays)?,
            Act::Extend { workdays, by } => self.extend(Extension { on, workdays, by })?,
            Act::ChargeFee {
                method,
                before,
                quantity,
                fen,
            } => self.charge(Fee::noticed(on, method, (before, quantity), fen))?,
            Act::FeeServed => self.fee(on, |fee| fee.served = Some(on))?,
            Act::PayFee => self.fee(on, |fee| fee.paid = Some(on))?,
            Act::Search { .. } => self.searches.push(on),
            Act::Submit {
                outcome,
                chain,
                by,
                name,
            } => {
                let mut round = Round::on(chain);
                let step = round.awaited().ok_or(Illegal::NoChain)?.name.clone();
                round.taken.push(first_step(step, by, name, on));
                self.draft = Some(Draft { outcome, round });
            }
            Act::Review { taken, .. } => self.review(taken)?,
            Act::Reply { number } => self.reply(on, number)?,
            Act::Serve { way } => self.serve(Service { on, way })?,
            // What was drafted for it is not sent any more.
            Act::Withdraw => (self.withdrawn, self.draft) = (Some(on), None),
            Act::Merge { into } => (self.merged, self.draft) = (Some(into), None),
            Act::End { outcome } => self.ended = Some(Ended { outcome, on }),
            Act::MakePublic { information } => self.made_public = Some(information),
            Act::Archive => self.archived = Some(on),
        }
        self.entries.push(entry);
        Ok(())
    }

    /// Whether the stage lets this happen at all.
    fn stands_open_for(&self, act: &Act) -> Result<(), Illegal> {
        let stage = self.stage();
        let fits = match act {
            Act::Register { .. } => false,
            Act::Confirm | Act::TryToConfirm => stage == CaseStage::Unconfirmed,
            Act::Reply { .. } => stage == CaseStage::Agreed,
            Act::Serve { .. } => stage == CaseStage::Replied,
            Act::Archive => matches!(stage, CaseStage::Served | CaseStage::Ended),
            Act::MakePublic { .. } => self.made_public.is_none(),
            Act::Review { .. } => stage == CaseStage::InReview,
            Act::Withdraw | Act::Merge { .. } => !stage.is_over() && !self.is_leaving(),
            Act::End { .. } => !stage.is_over() && self.draft.is_none(),
            // What others answer, or the requester brings, comes when it comes.
            Act::CorrectionServed
            | Act::ConsultServed { .. }
            | Act::ConsultAnswered { .. }
            | Act::ConsultClosed { .. }
            | Act::FeeServed => !stage.is_over(),
            Act::AskCorrection { .. }
            | Act::Correct
            | Act::Consult { .. }
            | Act::AskReasons { .. }
            | Act::GiveReasons { .. }
            | Act::Delay { .. }
            | Act::ProposeExtension { .. }
            | Act::Extend { .. }
            | Act::ChargeFee { .. }
            | Act::PayFee
            | Act::Search { .. } => self.received_on().is_some() && self.is_worked_on(stage),
            Act::Submit { .. } => {
                let waits = self.awaits_correction() || self.awaits_fee();
                stage != CaseStage::Unconfirmed && self.is_worked_on(stage) && !waits
            }
        };
        if fits {
            Ok(())
        } else {
            Err(Illegal::Stage(stage))
        }
    }

    fn is_worked_on(&self, stage: CaseStage) -> bool {
        stage < CaseStage::InReview && !self.is_leaving()
    }

    /// Taken back or merged: only its end is missing.
    fn is_leaving(&self) -> bool {
        self.withdrawn.is_some() || self.merged.is_some()
    }
}

/// The submission is the first step of the chain: whoever drafts does not approve.
fn first_step(step: String, by: crate::identity::AccountId, name: String, on: Date) -> Taken {
    let at = on.at(0, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC);
    Taken {
        step,
        by,
        name,
        at: at.map_or(jiff::Timestamp::UNIX_EPOCH, |at| at.timestamp()),
        opinion: Opinion::Agree,
        checklist: None,
        remarks: Vec::new(),
    }
}
