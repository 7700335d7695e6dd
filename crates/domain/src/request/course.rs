//! What each entry changes in a case, and what has to stand before it.

use super::part::{Consultation, Correction, Extension, Fee, Reasons, Reply, Service};
use super::{Case, Consulted, Illegal};
use crate::review::{Opinion, Taken};
use jiff::civil::Date;

impl Case {
    pub(super) fn confirm(&mut self, on: Date) -> Result<(), Illegal> {
        if !self.arrival.channel.is_confirmed() {
            return Err(Illegal::NothingToConfirm);
        }
        self.confirmed = Some(on);
        Ok(())
    }

    pub(super) fn ask_correction(&mut self, asked: Date, workdays: u16) -> Result<(), Illegal> {
        if self.correction.is_some() {
            return Err(Illegal::CorrectionTwice);
        }
        self.correction = Some(Correction {
            asked,
            workdays,
            served: None,
            corrected: None,
        });
        Ok(())
    }

    pub(super) fn serve_correction(&mut self, on: Date) -> Result<(), Illegal> {
        let asked = self.correction.as_mut().ok_or(Illegal::NotAsked("补正"))?;
        after(asked.asked, on)?;
        once(asked.served.as_ref(), "补正告知书的送达")?;
        asked.served = Some(on);
        Ok(())
    }

    pub(super) fn correct(&mut self, on: Date) -> Result<(), Illegal> {
        let asked = self.correction.as_mut().ok_or(Illegal::NotAsked("补正"))?;
        after(asked.asked, on)?;
        once(asked.corrected.as_ref(), "补正")?;
        asked.corrected = Some(on);
        Ok(())
    }

    pub(super) fn consult(&mut self, sent: Date, id: u16, whom: Consulted) -> Result<(), Illegal> {
        if self.consultation(id).is_ok() {
            return Err(Illegal::Twice("征求意见"));
        }
        if self.awaits_correction() || self.awaits_fee() {
            return Err(Illegal::Stage(self.stage()));
        }
        self.consultations.push(Consultation {
            id,
            whom,
            sent,
            served: None,
            answered: None,
            closed: None,
        });
        Ok(())
    }

    pub(super) fn asked(
        &mut self,
        on: Date,
        id: u16,
        change: impl FnOnce(&mut Consultation),
    ) -> Result<(), Illegal> {
        let mut all = self.consultations.iter_mut();
        let asked = all
            .find(|asked| asked.id == id)
            .ok_or(Illegal::NoSuchQuestion)?;
        after(asked.served.unwrap_or(asked.sent), on)?;
        if !asked.is_open() {
            return Err(Illegal::Twice("意见"));
        }
        let served = asked.served;
        change(asked);
        if served.is_some() && asked.served != served {
            return Err(Illegal::Twice("征求意见书的送达"));
        }
        Ok(())
    }

    pub(super) fn ask_reasons(&mut self, asked: Date, workdays: u16) -> Result<(), Illegal> {
        once(self.reasons.as_ref(), "说明理由告知")?;
        self.reasons = Some(Reasons {
            asked,
            workdays,
            given: None,
        });
        Ok(())
    }

    pub(super) fn give_reasons(&mut self, on: Date, reasonable: bool) -> Result<(), Illegal> {
        let asked = self.reasons.as_mut().ok_or(Illegal::NotAsked("说明理由"))?;
        after(asked.asked, on)?;
        once(asked.given.as_ref(), "说明理由")?;
        asked.given = Some((on, reasonable));
        Ok(())
    }

    pub(super) fn set_delay(&mut self, on: Date, until: Date) -> Result<(), Illegal> {
        let reasonable = self.reasons.and_then(|asked| asked.given);
        if !reasonable.is_some_and(|(_, reasonable)| reasonable) {
            return Err(Illegal::NotAsked("说明理由"));
        }
        once(self.delay.as_ref(), "延迟答复")?;
        after(on, until)?;
        self.delay = Some(until);
        Ok(())
    }

    pub(super) fn propose(&mut self, on: Date, workdays: u16) -> Result<(), Illegal> {
        once(self.extension.as_ref(), "延期")?;
        self.proposed = Some((on, workdays));
        Ok(())
    }

    pub(super) fn extend(&mut self, extension: Extension) -> Result<(), Illegal> {
        once(self.extension.as_ref(), "延期")?;
        let (on, workdays) = self.proposed.ok_or(Illegal::NotAsked("延期"))?;
        after(on, extension.on)?;
        if extension.workdays > workdays {
            return Err(Illegal::LongerThanProposed);
        }
        self.extension = Some(extension);
        Ok(())
    }

    pub(super) fn charge(&mut self, fee: Fee) -> Result<(), Illegal> {
        once(self.fee.as_ref(), "收费通知")?;
        if self.awaits_correction() {
            return Err(Illegal::Stage(self.stage()));
        }
        self.fee = Some(fee);
        Ok(())
    }

    pub(super) fn fee(&mut self, on: Date, change: impl FnOnce(&mut Fee)) -> Result<(), Illegal> {
        let fee = self.fee.as_mut().ok_or(Illegal::NotAsked("缴费"))?;
        after(fee.noticed, on)?;
        let before = *fee;
        change(fee);
        let twice = before.paid.is_some() || (before.served.is_some() && fee.paid.is_none());
        if twice {
            Err(Illegal::Twice("缴费"))
        } else {
            Ok(())
        }
    }

    pub(super) fn review(&mut self, taken: Taken) -> Result<(), Illegal> {
        let draft = self.draft.as_mut().ok_or(Illegal::NoDraft)?;
        let awaited = draft.round.awaited().ok_or(Illegal::NoDraft)?;
        if awaited.name != taken.step {
            return Err(Illegal::OtherStep);
        }
        if draft.round.taken.iter().any(|step| step.by == taken.by) {
            return Err(Illegal::SamePerson);
        }
        if taken.opinion == Opinion::SendBack {
            self.draft = None;
        } else {
            draft.round.taken.push(taken);
        }
        Ok(())
    }

    pub(super) fn reply(&mut self, on: Date, number: String) -> Result<(), Illegal> {
        let draft = self.draft.as_ref().ok_or(Illegal::NoDraft)?;
        if !draft.round.is_over() {
            return Err(Illegal::NotApproved);
        }
        if number.trim().is_empty() {
            return Err(Illegal::NoNumber);
        }
        self.reply = Some(Reply {
            outcome: draft.outcome.clone(),
            on,
            number,
        });
        Ok(())
    }

    pub(super) fn serve(&mut self, service: Service) -> Result<(), Illegal> {
        let reply = self.reply.as_ref().ok_or(Illegal::NoDraft)?;
        after(reply.on, service.on)?;
        self.service = Some(service);
        Ok(())
    }
}

fn once<T>(held: Option<&T>, what: &'static str) -> Result<(), Illegal> {
    if held.is_some() {
        Err(Illegal::Twice(what))
    } else {
        Ok(())
    }
}

fn after(earlier: Date, on: Date) -> Result<(), Illegal> {
    if on < earlier {
        Err(Illegal::Before(earlier))
    } else {
        Ok(())
    }
}
