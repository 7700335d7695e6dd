//! What is to be done next with a case: one step, named by the clocks of the day.

use super::{Case, CaseStage, Clocks, Consultation, Consulted, OutcomeId, WaitKind};
use jiff::civil::Date;

/// The one next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// The receipt has to be confirmed with the requester, the same day (article 31).
    Confirm,
    /// The head of the office has to agree to an extension that was proposed (article 33).
    Extend,
    /// The day on which the notice to correct was received has to be noted: the time runs from it.
    NoteCorrectionServed,
    /// The same for the notice to pay.
    NoteFeeServed,
    /// The same for a letter that asks for an opinion.
    NoteConsultServed(u16),
    /// The time for an answer is over: what silence means has to be noted (articles 32, 34).
    CloseConsultation(u16),
    /// The request ends without a reply in this way.
    End(OutcomeId),
    /// Others have their time.
    Wait(WaitKind),
    /// The reply has to be drafted.
    Draft,
    /// Somebody of the chain has to take a step.
    Review,
    /// The reply has to be signed and numbered.
    Sign,
    /// The reply has to be served.
    Serve,
    /// The folder has to go to the archive (article 45).
    Archive,
    /// Nothing.
    Nothing,
}

impl Case {
    /// The next step on the day for which the clocks were computed.
    pub fn next(&self, today: Date, clocks: &Clocks) -> NextStep {
        match self.stage() {
            CaseStage::Archived => NextStep::Nothing,
            CaseStage::Ended | CaseStage::Served => NextStep::Archive,
            CaseStage::Replied => NextStep::Serve,
            CaseStage::Agreed => NextStep::Sign,
            CaseStage::InReview => NextStep::Review,
            CaseStage::Unconfirmed
            | CaseStage::InHand
            | CaseStage::AwaitingCorrection
            | CaseStage::AwaitingOpinion
            | CaseStage::AwaitingReasons
            | CaseStage::AwaitingFee => self.next_in_hand(today, clocks),
        }
    }

    fn next_in_hand(&self, today: Date, clocks: &Clocks) -> NextStep {
        let over = |kind: WaitKind| {
            let mut waits = clocks.waits.iter();
            waits.any(|wait| wait.kind == kind && wait.is_over(today))
        };
        if self.withdrawn.is_some() {
            return NextStep::End(OutcomeId::from("withdrawn"));
        }
        if self.merged.is_some() {
            return NextStep::End(OutcomeId::from("merged"));
        }
        if self.received_on().is_none() {
            return NextStep::Confirm;
        }
        if self.proposed.is_some() && self.extension.is_none() && !is_late(clocks) {
            return NextStep::Extend;
        }
        if let Some(asked) = self.correction.filter(|asked| asked.corrected.is_none()) {
            return match asked.served {
                None => NextStep::NoteCorrectionServed,
                Some(_) if over(WaitKind::Correction) => {
                    NextStep::End(OutcomeId::from("uncorrected"))
                }
                Some(_) => NextStep::Wait(WaitKind::Correction),
            };
        }
        if let Some(fee) = self.fee.filter(|fee| fee.paid.is_none()) {
            return match fee.served {
                None => NextStep::NoteFeeServed,
                Some(_) if over(WaitKind::Payment) => NextStep::End(OutcomeId::from("unpaid")),
                Some(_) => NextStep::Wait(WaitKind::Payment),
            };
        }
        let open = |asked: &&Consultation| asked.is_open() && asked.whom.stops_the_clock();
        if let Some(asked) = self.consultations.iter().find(open) {
            return next_of(asked, over);
        }
        if self.awaits_reasons() && !over(WaitKind::Reasons) {
            return NextStep::Wait(WaitKind::Reasons);
        }
        NextStep::Draft
    }
}

fn next_of(asked: &Consultation, over: impl Fn(WaitKind) -> bool) -> NextStep {
    let wait = WaitKind::Opinion(asked.whom, asked.id);
    let has_period = matches!(asked.whom, Consulted::ThirdParty | Consulted::CoMaker);
    if has_period && asked.served.is_none() {
        NextStep::NoteConsultServed(asked.id)
    } else if over(wait) {
        NextStep::CloseConsultation(asked.id)
    } else {
        NextStep::Wait(wait)
    }
}

fn is_late(clocks: &Clocks) -> bool {
    let left = clocks.reply.as_ref().and_then(|reply| reply.left);
    left.is_some_and(|left| left < 0)
}

#[cfg(test)]
mod tests {
    use super::super::{Act, Arrival, Entry, ReceiptChannel, RequesterKind};
    use super::*;
    use crate::calendar::WorkdayCalendar;
    use jiff::civil::date;

    fn case(channel: ReceiptChannel, acts: &[(Date, Act)]) -> Case {
        let arrived = date(2026, 3, 2);
        let register = Entry {
            on: arrived,
            act: Act::Register {
                arrival: Arrival {
                    channel,
                    arrived: arrived.at(9, 0, 0, 0),
                    submitted: None,
                },
                kind: RequesterKind::NaturalPerson,
                split_from: None,
            },
        };
        let others = acts.iter().map(|(on, act)| Entry {
            on: *on,
            act: act.clone(),
        });
        Case::replay(std::iter::once(register).chain(others)).unwrap()
    }

    fn next(case: &Case, today: Date) -> NextStep {
        let calendar = WorkdayCalendar::statutory().unwrap();
        case.next(today, &case.clocks(today, calendar).unwrap())
    }

    #[test]
    fn a_letter_is_confirmed_first_and_what_was_handed_in_is_answered() {
        let letter = case(ReceiptChannel::OrdinaryMail, &[]);
        assert_eq!(next(&letter, date(2026, 3, 2)), NextStep::Confirm);
        let handed_in = case(ReceiptChannel::InPerson, &[]);
        assert_eq!(next(&handed_in, date(2026, 3, 2)), NextStep::Draft);
    }

    #[test]
    fn a_third_party_has_its_time_from_service_and_then_the_office_decides() {
        let ask = Act::Consult {
            id: 1,
            whom: Consulted::ThirdParty,
        };
        let mut acts = vec![(date(2026, 3, 3), ask)];
        let sent = case(ReceiptChannel::InPerson, &acts);
        assert_eq!(
            next(&sent, date(2026, 3, 4)),
            NextStep::NoteConsultServed(1)
        );
        acts.push((date(2026, 3, 4), Act::ConsultServed { id: 1 }));
        let served = case(ReceiptChannel::InPerson, &acts);
        let wait = WaitKind::Opinion(Consulted::ThirdParty, 1);
        assert_eq!(next(&served, date(2026, 3, 5)), NextStep::Wait(wait));
        assert_eq!(
            next(&served, date(2026, 4, 1)),
            NextStep::CloseConsultation(1)
        );
    }

    #[test]
    fn what_is_not_corrected_in_time_ends_and_not_a_day_earlier() {
        let acts = [
            (date(2026, 3, 4), Act::AskCorrection { workdays: 10 }),
            (date(2026, 3, 5), Act::CorrectionServed),
        ];
        let asked = case(ReceiptChannel::InPerson, &acts);
        let wait = NextStep::Wait(WaitKind::Correction);
        assert_eq!(next(&asked, date(2026, 3, 19)), wait);
        let end = NextStep::End(OutcomeId::from("uncorrected"));
        assert_eq!(next(&asked, date(2026, 3, 20)), end);
    }
}
