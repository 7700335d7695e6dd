//! Whether an entry may be made now: the periods of the law, and what an outcome needs.

use super::clocks::{LONGEST_WAIT, longest_extension, opinion_deadline};
use super::{
    Act, Case, Consultation, Consulted, Entry, FeeBook, FeeMethod, FeeRefused, FeeSum, Illegal,
    Need, Outcome, OutcomeBook, OutcomeId, Stance, Words,
};
use crate::calendar::WorkdayCalendar;
use crate::clock::{self, Deadline, Due, PeriodId};
use jiff::civil::Date;

/// The day of an entry, and what it is judged by.
#[derive(Debug, Clone, Copy)]
struct Now<'a> {
    on: Date,
    words: &'a Words,
    calendar: &'a WorkdayCalendar,
}

impl Case {
    /// The case with a further entry, made on `today` with these words; or why it may not be made.
    pub fn then(
        &self,
        entry: Entry,
        words: &Words,
        today: Date,
        calendar: &WorkdayCalendar,
    ) -> Result<Self, Illegal> {
        if entry.on > today {
            return Err(Illegal::Future);
        }
        let mut next = self.clone();
        let act = entry.act.clone();
        let on = entry.on;
        next.take(entry)?;
        self.admit(
            &act,
            Now {
                on,
                words,
                calendar,
            },
        )?;
        Ok(next)
    }

    fn admit(&self, act: &Act, now: Now<'_>) -> Result<(), Illegal> {
        match act {
            Act::AskCorrection { workdays } => self.admit_correction(*workdays, now),
            Act::AskReasons { workdays } => wait(*workdays),
            Act::ProposeExtension { workdays } | Act::Extend { workdays, .. } => {
                self.admit_extension(*workdays, now)
            }
            Act::ChargeFee {
                method,
                before,
                quantity,
                fen,
            } => {
                self.admit_fee(now)?;
                let computed = self.fee_for(*method, *before, *quantity)?.fen;
                match *fen {
                    _ if computed == 0 => Err(Illegal::FeeOfNothing),
                    fen if fen == computed => Ok(()),
                    _ => Err(Illegal::FeeWrong(computed)),
                }
            }
            Act::Submit { outcome, .. } => self.admit_reply(outcome, now),
            Act::End { outcome } => self.admit_end(outcome, now),
            Act::Review { taken, .. } => {
                let draft = self.draft.as_ref().ok_or(Illegal::NoDraft)?;
                let verdict = crate::review::Verdict {
                    opinion: taken.opinion,
                    checklist: taken.checklist.clone(),
                    remarks: remarks(now.words),
                };
                let discloses = known(&draft.outcome)?.discloses;
                Ok(draft.round.check(&verdict, discloses)?)
            }
            Act::Register { .. }
            | Act::Confirm
            | Act::TryToConfirm
            | Act::CorrectionServed
            | Act::Correct
            | Act::Consult { .. }
            | Act::ConsultServed { .. }
            | Act::ConsultAnswered { .. }
            | Act::ConsultClosed { .. }
            | Act::GiveReasons { .. }
            | Act::Delay { .. }
            | Act::FeeServed
            | Act::PayFee
            | Act::Search { .. }
            | Act::Reply { .. }
            | Act::Serve { .. }
            | Act::Withdraw
            | Act::Merge { .. }
            | Act::MakePublic { .. }
            | Act::Archive => Ok(()),
        }
    }

    /// Within seven working days of receipt, which an unknown calendar cannot confirm.
    fn admit_correction(&self, workdays: u16, now: Now<'_>) -> Result<(), Illegal> {
        wait(workdays)?;
        let received = self.received_on().ok_or(Illegal::NotAsked("确认收到"))?;
        let due = clock::within(PeriodId::CorrectionNotice, received, now.calendar)?;
        match due.due {
            Due::On(due) if now.on > due => Err(Illegal::CorrectionTooLate(due)),
            Due::On(_) => Ok(()),
            Due::NotAnnounced { year } => Err(Illegal::NotAnnounced(year)),
        }
    }

    fn admit_extension(&self, workdays: u16, now: Now<'_>) -> Result<(), Illegal> {
        if workdays == 0 {
            return Err(Illegal::Days(20));
        }
        if workdays > longest_extension(now.on)? {
            return Err(Illegal::ExtensionTooLong);
        }
        match self.reply_due(now)? {
            Some(due) if now.on > due => Err(Illegal::ExtensionTooLate(due)),
            _ => Ok(()),
        }
    }

    /// Within the time to reply.
    fn admit_fee(&self, now: Now<'_>) -> Result<(), Illegal> {
        match self.reply_due(now)? {
            Some(due) if now.on > due => Err(Illegal::FeeTooLate(due)),
            _ => Ok(()),
        }
    }

    fn reply_due(&self, now: Now<'_>) -> Result<Option<Date>, Illegal> {
        let reply = self.reply_clock(now.on, now.calendar)?;
        Ok(reply.and_then(|reply| reply.deadline.on()))
    }

    fn admit_reply(&self, outcome: &OutcomeId, now: Now<'_>) -> Result<(), Illegal> {
        let outcome = known(outcome)?;
        if !outcome.replies {
            return Err(Illegal::IsNoReply);
        }
        if outcome.discloses {
            self.heard_others(now)?;
        }
        self.has_what_it_needs(outcome, now)
    }

    /// Nothing is handed out before those whose rights it touches have answered or let their time pass
    /// (articles 32, 34); against an objection only with a reason, which the third party is told.
    fn heard_others(&self, now: Now<'_>) -> Result<(), Illegal> {
        let asked = |asked: &&Consultation| {
            matches!(asked.whom, Consulted::ThirdParty | Consulted::CoMaker)
        };
        for asked in self.consultations.iter().filter(asked) {
            let time = opinion_deadline(asked, now.calendar)?;
            if asked.is_open() && !time.is_some_and(|time| passed(&time, now.on)) {
                return Err(Illegal::NotAnswered(asked.whom));
            }
            let objects = matches!(asked.answered, Some((_, Stance::Objects)));
            let reason = now.words.get("override");
            if objects && reason.is_none_or(|reason| reason.trim().is_empty()) {
                return Err(Illegal::Objected(asked.whom));
            }
        }
        Ok(())
    }

    fn admit_end(&self, outcome: &OutcomeId, now: Now<'_>) -> Result<(), Illegal> {
        let outcome = known(outcome)?;
        if outcome.replies {
            return Err(Illegal::NeedsReply);
        }
        self.has_what_it_needs(outcome, now)
    }

    fn has_what_it_needs(&self, outcome: &Outcome, now: Now<'_>) -> Result<(), Illegal> {
        let missing = self.missing(outcome, now.words, now.on, now.calendar)?;
        if missing.is_empty() {
            Ok(())
        } else {
            Err(Illegal::Missing(missing))
        }
    }

    /// What an outcome needs and neither the words of the draft nor the history of the case give.
    pub fn missing(
        &self,
        outcome: &Outcome,
        words: &Words,
        on: Date,
        calendar: &WorkdayCalendar,
    ) -> Result<Vec<Need>, Illegal> {
        let now = Now {
            on,
            words,
            calendar,
        };
        let mut missing = Vec::new();
        for need in &outcome.needs {
            if !self.meets(*need, now)? {
                missing.push(*need);
            }
        }
        Ok(missing)
    }

    fn meets(&self, need: Need, now: Now<'_>) -> Result<bool, Illegal> {
        if let Some(field) = need.field() {
            let text = now.words.get(field);
            return Ok(text.is_some_and(|text| !text.trim().is_empty()));
        }
        let third = |asked: &Consultation| asked.whom == Consulted::ThirdParty && !asked.is_open();
        Ok(match need {
            Need::Search => !self.searches.is_empty(),
            Need::ThirdParty => self.consultations.iter().any(third),
            Need::Corrected => self
                .correction
                .is_some_and(|asked| asked.corrected.is_some()),
            Need::ReasonsAsked => self.reasons_answered_or_lapsed(now),
            Need::CorrectionLapsed => self.correction_lapsed(now),
            Need::FeeLapsed => self.fee_lapsed(now)?,
            Need::Withdrawal => self.withdrawn.is_some(),
            Need::MergedInto => self.merged.is_some(),
            Need::WherePublic
            | Need::Supplied
            | Need::Withheld
            | Need::Ground
            | Need::Reason
            | Need::Classification
            | Need::WhereToAsk
            | Need::Earlier => false,
        })
    }

    /// Reasons were given and are not reasonable, or did not come in time.
    fn reasons_answered_or_lapsed(&self, now: Now<'_>) -> bool {
        let Some(asked) = self.reasons else {
            return false;
        };
        match asked.given {
            Some((_, reasonable)) => !reasonable,
            None => passed(
                &clock::count(asked.asked, asked.workdays, now.calendar),
                now.on,
            ),
        }
    }

    fn correction_lapsed(&self, now: Now<'_>) -> bool {
        let open = self.correction.filter(|asked| asked.corrected.is_none());
        open.is_some_and(|asked| {
            let by = |served| clock::count(served, asked.workdays, now.calendar);
            asked.served.map(by).is_some_and(|by| passed(&by, now.on))
        })
    }

    /// What the scales give for the request, with the working (国办函〔2020〕109号): those in force on the
    /// day of receipt. `before` are items of the same requester counted before in the calendar month.
    ///
    /// # Errors
    /// If nothing was charged then, or nothing can be computed.
    pub fn fee_for(
        &self,
        method: FeeMethod,
        before: u32,
        quantity: u32,
    ) -> Result<FeeSum, FeeRefused> {
        let arrived = self.arrival.arrived.date();
        let rule = FeeBook::statutory()?.on(self.received_on().unwrap_or(arrived))?;
        rule.compute(method, before, quantity)
    }

    fn fee_lapsed(&self, now: Now<'_>) -> Result<bool, Illegal> {
        let open = self.fee.filter(|fee| fee.paid.is_none());
        let Some(served) = open.and_then(|fee| fee.served) else {
            return Ok(false);
        };
        let by = clock::within(PeriodId::Fee, served, now.calendar)?;
        Ok(passed(&by, now.on))
    }
}

fn known(id: &OutcomeId) -> Result<&'static Outcome, Illegal> {
    let book = OutcomeBook::statutory().map_err(|_unreadable| Illegal::UnknownOutcome)?;
    book.get(id).ok_or(Illegal::UnknownOutcome)
}

fn passed(deadline: &Deadline, on: Date) -> bool {
    deadline.on().is_some_and(|due| on > due)
}

fn wait(workdays: u16) -> Result<(), Illegal> {
    if (1..=LONGEST_WAIT).contains(&workdays) {
        Ok(())
    } else {
        Err(Illegal::Days(LONGEST_WAIT))
    }
}

fn remarks(words: &Words) -> Vec<crate::review::Remark> {
    let of = |(field, text): (&String, &String)| crate::review::Remark {
        field: field.clone(),
        text: text.clone(),
    };
    words.iter().map(of).collect()
}
