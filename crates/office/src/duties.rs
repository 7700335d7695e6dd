//! Recurring duties of an agency: which it has, how they stand, and a person's word that one was done.

use crate::calendar::Source;
use crate::error::invalid;
use crate::events::Record;
use crate::{Context, Office, OfficeError, OpenDate, Reckoned};
use gongkai_domain::access::{Action, Object, Refusal, decide};
use gongkai_domain::agency::Agency;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_domain::duty::{
    Done, DueDay, Duty, DutyBook, DutyPeriod, DutyStanding, Fulfilment, Occurrence, PostedFact,
    Rhythm, occurrences, since_last, standing,
};
use gongkai_domain::identity::AgencyId;
use gongkai_domain::information::{ChannelKind, Stage};
use gongkai_store::{DeskQuery, DutyMark, Summary};
use jiff::ToSpan;
use jiff::civil::Date;

/// A duty of an agency with its turns.
#[derive(Debug, Clone)]
pub struct DutyView {
    /// The duty, with the agency's own days.
    pub duty: Duty,
    /// Its turns, in order.
    pub turns: Vec<DutyTurn>,
}

/// One turn of a duty, and how it stands.
#[derive(Debug, Clone)]
pub struct DutyTurn {
    /// The turn.
    pub turn: Occurrence,
    /// How it stands.
    pub standing: DutyStanding,
    /// What shows that it is done.
    pub proof: Option<DutyProof>,
}

/// What shows that a turn is done.
#[derive(Debug, Clone)]
pub enum DutyProof {
    /// A posting.
    Posting(PostedFact),
    /// A person's word.
    Mark(DutyMark),
}

/// A turn of a duty that a person says was done.
#[derive(Debug, Clone)]
pub struct NewMark {
    /// The identifier of the duty.
    pub duty: String,
    /// What it was done for.
    pub period: DutyPeriod,
    /// The day on which it was done.
    pub done_on: Date,
    /// Where it can be seen, or what is to be known.
    pub note: String,
}

/// All that shows what an agency has done.
struct Evidence {
    channels: Vec<ChannelKind>,
    marks: Vec<DutyMark>,
    posted: Vec<PostedFact>,
    withheld: Vec<Summary>,
    /// The first posting: what was over before is not asked for.
    begun: Option<Date>,
}

impl Office {
    /// The duties of an agency with their turns of some days.
    pub async fn duties(
        &self,
        cx: &Context,
        agency: &Agency,
        days: (Date, Date),
    ) -> Result<Vec<DutyView>, OfficeError> {
        let lineage = self.lineage(&agency.id).await?;
        decide(&cx.actor, Action::OpenDesk, Object::Agency(&lineage))?;
        let evidence = self.evidence(agency, days).await?;
        let calendars = self.calendars().await?;
        let calendar = calendars.of(&agency.id);
        views(agency, &evidence, days, (cx.today(), calendar))
    }

    /// The turns of an agency's duties that are not done, from a year before a day to a year after
    /// it, as open matters.
    pub(crate) async fn open_duties(
        &self,
        agency: &Agency,
        today: Date,
    ) -> Result<Source, OfficeError> {
        let days = (
            today.saturating_sub(1.year()),
            today.saturating_add(1.year()),
        );
        let evidence = self.evidence(agency, days).await?;
        let calendars = self.calendars().await?;
        let now = (today, calendars.of(&agency.id));
        let mut open = Vec::new();
        for view in views(agency, &evidence, days, now)? {
            let undone = view.turns.iter().filter(|turn| turn.proof.is_none());
            open.extend(undone.map(|turn| open_turn(agency, &view.duty, turn.turn)));
        }
        Ok(open)
    }

    async fn evidence(
        &self,
        agency: &Agency,
        (from, to): (Date, Date),
    ) -> Result<Evidence, OfficeError> {
        let channels = self.store.channels(&agency.id).await?;
        // A year is a turn's longest window.
        let from = from.saturating_sub(1.year());
        let to = to.saturating_add(1.year());
        let withheld = DeskQuery {
            agencies: vec![agency.id.clone()],
            stages: vec![Stage::Kept],
            attribute: Some("withheld".to_owned()),
            limit: u64::from(u32::MAX),
            ..DeskQuery::default()
        };
        Ok(Evidence {
            channels: channels.iter().map(|channel| channel.kind).collect(),
            marks: self.store.duty_marks(&agency.id).await?,
            posted: self.store.posted(&agency.id, from, to).await?,
            withheld: self.store.desk(&withheld).await?.rows,
            begun: self.store.first_posting(&agency.id).await?,
        })
    }

    /// Notes a person's word that a turn of a duty was done.
    pub async fn mark_duty(
        &self,
        cx: &Context,
        agency: &Agency,
        new: NewMark,
    ) -> Result<(), OfficeError> {
        self.may_keep(cx, &agency.id).await?;
        let person = cx.actor.person().ok_or(Refusal::SignIn)?;
        if new.done_on > cx.today() {
            return Err(invalid(
                "done_on",
                "办理日期不能晚于今天，请填实际办理的日期。",
            ));
        }
        self.check_turn(agency, &new).await?;
        let mark = DutyMark {
            agency: agency.id.clone(),
            duty: new.duty,
            period: new.period,
            done_on: new.done_on,
            account: person.account.clone(),
            name: person.name.clone(),
            note: new.note.trim().to_owned(),
            information: None,
        };
        let record = Record::of("duty.done", object(&mark.duty)).in_agency(&agency.id);
        let event = record.to(&told(&mark)).by(cx)?;
        let mut write = self.store.write().await?;
        write.insert_duty_mark(&mark).await?;
        Ok(write.commit(vec![event]).await?)
    }

    /// Whether the agency has such a turn of such a duty, and does not keep it in another way.
    async fn check_turn(&self, agency: &Agency, new: &NewMark) -> Result<(), OfficeError> {
        let channels = self.store.channels(&agency.id).await?;
        let kinds: Vec<ChannelKind> = channels.iter().map(|channel| channel.kind).collect();
        let duties = book()?.of_agency(agency.kind, &agency.settings.duties, &kinds);
        let duty = duties.into_iter().find(|duty| duty.id == new.duty);
        let duty = duty.ok_or(Refusal::Unknown)?;
        let known = match new.period {
            DutyPeriod::Month(start) | DutyPeriod::Quarter(start) | DutyPeriod::Year(start) => {
                let days = (start, start.saturating_add(2.years()));
                let calendars = self.calendars().await?;
                let calendar = calendars.of(&agency.id);
                let turns = occurrences(duty.rhythm, duty.roll, days, calendar);
                turns.iter().any(|turn| turn.period == new.period)
            }
            DutyPeriod::Since(_) | DutyPeriod::First => duty.rhythm.is_since_last(),
        };
        match (known, &duty.fulfilled) {
            (true, Fulfilment::Posting(_) | Fulfilment::Mark) => Ok(()),
            (true, Fulfilment::Guide) => Err(invalid(
                "",
                "这一项按指南的修订日期自动算，请联系系统管理员修改指南。",
            )),
            (true, Fulfilment::Reassessment) => Err(invalid(
                "",
                "这一项按每条不予公开信息的评估日期自动算，请在“今天要办”里逐条评估。",
            )),
            (false, _) => Err(Refusal::Unknown.into()),
        }
    }

    /// Takes such a word back. A return that was handed in is open again with it.
    pub async fn unmark_duty(
        &self,
        cx: &Context,
        agency: &AgencyId,
        duty: &str,
        period: DutyPeriod,
    ) -> Result<(), OfficeError> {
        self.may_keep(cx, agency).await?;
        let marks = self.store.duty_marks(agency).await?;
        let mut marks = marks.into_iter();
        let mark = marks.find(|mark| mark.duty == duty && mark.period == period);
        let mark = mark.ok_or(Refusal::Unknown)?;
        let record = Record::of("duty.undone", object(duty)).in_agency(agency);
        let mut events = vec![record.from(&told(&mark)).by(cx)?];
        let reopened = self.reopened_return(cx, agency, duty, period).await?;
        let mut write = self.store.write().await?;
        write.remove_duty_mark(agency, duty, period).await?;
        if let Some((kept, event)) = reopened {
            write.save_return(&kept).await?;
            events.push(event);
        }
        Ok(write.commit(events).await?)
    }

    async fn may_keep(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        let object = Object::Agency(&lineage);
        Ok(decide(&cx.actor, Action::KeepDuties, object)?)
    }
}

/// The duties of an agency with their turns of some days, as they stand today.
fn views(
    agency: &Agency,
    evidence: &Evidence,
    days: (Date, Date),
    (today, calendar): (Date, &WorkdayCalendar),
) -> Result<Vec<DutyView>, OfficeError> {
    let duties = book()?.of_agency(agency.kind, &agency.settings.duties, &evidence.channels);
    let views = duties.into_iter().filter_map(|duty| {
        let duty = with_local_period(duty, agency);
        let turns = turns((agency, &duty), evidence, days, calendar).into_iter();
        let turns = turns.map(|turn| evidence.look_at(&duty, turn, today));
        let turns: Vec<DutyTurn> = turns.collect();
        (!turns.is_empty()).then_some(DutyView { duty, turns })
    });
    Ok(views.collect())
}

/// The turns of some days, of those that are asked of the agency.
fn turns(
    (agency, duty): (&Agency, &Duty),
    evidence: &Evidence,
    days: (Date, Date),
    calendar: &WorkdayCalendar,
) -> Vec<Occurrence> {
    if duty.rhythm.is_since_last() {
        let last = evidence.last_of(agency, duty);
        let none = duty.fulfilled == Fulfilment::Reassessment && evidence.withheld.is_empty();
        let open = since_last(duty.rhythm, duty.roll, last, calendar);
        return open.filter(|_| !none).into_iter().collect();
    }
    let own = &agency.settings.duties;
    let begun = own.since(duty).or(evidence.begun);
    let turns = occurrences(duty.rhythm, duty.roll, days, calendar);
    let asked = turns.into_iter();
    let asked = asked.filter(|turn| begun.is_none_or(|begun| turn.closes >= begun));
    asked.collect()
}

/// A turn as an open matter: counted anew, its day may go elsewhere.
fn open_turn(agency: &Agency, duty: &Duty, turn: Occurrence) -> OpenDate {
    let (rhythm, roll) = (duty.rhythm, duty.roll);
    let reasoning = vec![format!("{}（{}）", rhythm.zh(), duty.cite)];
    let count = move |calendar: &WorkdayCalendar| match turn.period {
        DutyPeriod::Since(last) => since_last(rhythm, roll, Some(last), calendar),
        DutyPeriod::First => None,
        DutyPeriod::Month(_) | DutyPeriod::Quarter(_) | DutyPeriod::Year(_) => {
            let days = (turn.opens, turn.opens);
            let turns = occurrences(rhythm, roll, days, calendar).into_iter();
            turns.into_iter().find(|other| other.period == turn.period)
        }
    };
    OpenDate {
        object: object(&duty.id),
        agency: agency.id.clone(),
        what: format!("{}（{}）", duty.title, turn.period.zh()),
        kept: None,
        clock: Box::new(move |calendar| {
            let (due, unannounced) = match count(calendar)?.due {
                DueDay::On(day) => (Some(day), None),
                DueDay::NotAnnounced { year } => (None, Some(year)),
                DueDay::NotSet => return None,
            };
            Some(Reckoned {
                due,
                unannounced,
                reasoning: reasoning.clone(),
            })
        }),
    }
}

impl Evidence {
    /// The last time that a duty was done which runs from the last time.
    fn last_of(&self, agency: &Agency, duty: &Duty) -> Option<Date> {
        let marked = || self.marks_of(duty).map(|mark| mark.done_on).max();
        match &duty.fulfilled {
            Fulfilment::Guide => agency.settings.guide.updated_on,
            Fulfilment::Reassessment => {
                let days = self.withheld.iter();
                days.filter_map(|item| item.reassessed_on).min()
            }
            Fulfilment::Mark => marked(),
            Fulfilment::Posting(asked) => {
                let met = self.posted.iter().filter(|posted| asked.is_met_by(posted));
                met.map(|posted| posted.on).max().max(marked())
            }
        }
    }

    fn marks_of<'e>(&'e self, duty: &'e Duty) -> impl Iterator<Item = &'e DutyMark> {
        self.marks.iter().filter(|mark| mark.duty == duty.id)
    }

    fn look_at(&self, duty: &Duty, turn: Occurrence, today: Date) -> DutyTurn {
        let proof = self.proof(duty, &turn);
        let done = proof.as_ref().map(DutyProof::done);
        DutyTurn {
            standing: standing(&turn, done.as_slice(), today),
            turn,
            proof,
        }
    }

    /// The first that shows that a turn is done.
    fn proof(&self, duty: &Duty, turn: &Occurrence) -> Option<DutyProof> {
        // The turn that is open has nothing behind it: it was counted from the last.
        if matches!(turn.period, DutyPeriod::Since(_) | DutyPeriod::First) {
            return None;
        }
        let marks = self.marks_of(duty).cloned().map(DutyProof::Mark);
        let posted = match &duty.fulfilled {
            Fulfilment::Posting(asked) => self
                .posted
                .iter()
                .find(|posted| asked.is_met_by(posted) && covers(turn, posted)),
            Fulfilment::Mark | Fulfilment::Guide | Fulfilment::Reassessment => None,
        };
        let posted = posted.cloned().map(DutyProof::Posting);
        let all = marks.chain(posted);
        let met = all.filter(|proof| turn.is_done_by(&proof.done()));
        met.min_by_key(|proof| proof.done().on)
    }
}

fn covers(turn: &Occurrence, posted: &PostedFact) -> bool {
    let on = posted.on;
    turn.is_done_by(&Done { on, period: None })
}

impl DutyProof {
    fn done(&self) -> Done {
        match self {
            Self::Posting(posted) => Done {
                on: posted.on,
                period: None,
            },
            Self::Mark(mark) => Done {
                on: mark.done_on,
                period: Some(mark.period),
            },
        }
    }
}

/// All duties that the program knows.
pub(crate) fn book() -> Result<&'static DutyBook, OfficeError> {
    DutyBook::statutory().map_err(|error| OfficeError::Internal(error.to_string()))
}

/// The period of reassessment is among the agency's settings already.
fn with_local_period(mut duty: Duty, agency: &Agency) -> Duty {
    if duty.fulfilled == Fulfilment::Reassessment {
        duty.rhythm = Rhythm::MonthsSince(agency.settings.months_to_reassessment());
    }
    duty
}

fn object(duty: &str) -> String {
    format!("duty:{duty}")
}

/// What the log says of a mark: period, day, note.
fn told(mark: &DutyMark) -> (String, Date, &str) {
    (mark.period.to_string(), mark.done_on, mark.note.as_str())
}
