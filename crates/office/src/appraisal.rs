//! Public appraisal: what anybody says of an office, without a name; what comes of it, for everybody.

use crate::error::invalid;
use crate::ledgers::{Typed, added, fresh, ledger, read};
use crate::{Context, Office, OfficeError, token};
use gongkai_domain::access::{Action, Actor, Object, Refusal, decide};
use gongkai_domain::appraisal::{GENERAL, Questionnaire, Ratings, Tally};
use gongkai_domain::event::Event;
use gongkai_domain::identity::{AgencyId, RecordId};
use gongkai_domain::leak::{self, LeakKind};
use gongkai_domain::ledger::Record;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A rating as it is given.
#[derive(Debug, Clone, Default)]
pub struct NewRating {
    /// The service, or 综合.
    pub service: String,
    /// The key of the grade.
    pub score: String,
    /// What was said besides.
    pub remark: String,
}

/// The ratings of a service in a year, for the desk.
#[derive(Debug, Clone)]
pub struct Rated {
    /// The service.
    pub service: String,
    /// The ratings.
    pub ratings: Ratings,
    /// Whether a problem has been made of them.
    pub noted: bool,
}

/// How a problem begins that was made of ratings.
fn problem(year: i16, service: &str) -> String {
    format!("{year}年“{service}”办事满意率")
}

impl Office {
    /// The services of an agency that anybody can have on a day.
    pub async fn services(
        &self,
        agency: &AgencyId,
        today: Date,
    ) -> Result<Vec<Record>, OfficeError> {
        let records = self.kept_records(agency, ledger("service")?).await?;
        let stands = |record: &&Record| {
            let day = |key| record.values.day(key);
            day("from").is_some_and(|from| from <= today)
                && day("until").is_none_or(|until| today <= until)
        };
        Ok(records.iter().filter(stands).cloned().collect())
    }

    /// What can be rated: everything together, then each service.
    pub async fn rateable(
        &self,
        agency: &AgencyId,
        today: Date,
    ) -> Result<Vec<String>, OfficeError> {
        let services = self.services(agency, today).await?;
        let names = services.iter().filter_map(|one| one.values.get("name"));
        let mut names: Vec<String> = names.map(ToOwned::to_owned).collect();
        names.sort();
        names.dedup();
        names.retain(|name| name != GENERAL);
        names.insert(0, GENERAL.to_owned());
        Ok(names)
    }

    /// Writes a rating down. Nobody is asked who they are, and it is not kept from where it came.
    pub async fn rate(
        &self,
        cx: &Context,
        agency: &AgencyId,
        rating: &NewRating,
    ) -> Result<Record, OfficeError> {
        self.may_appraise(cx, agency).await?;
        if !self
            .rateable(agency, cx.today())
            .await?
            .contains(&rating.service)
        {
            return Err(invalid("service", "请从列出的事项里选一项。"));
        }
        without_persons("remark", &rating.remark)?;
        let typed = typed([
            ("on", cx.today().to_string()),
            ("service", rating.service.clone()),
            ("score", rating.score.clone()),
            ("remark", rating.remark.clone()),
            ("way", "kiosk".to_owned()),
        ]);
        let ledger = ledger("rating")?;
        let record = fresh(agency, ledger, read(ledger, &typed, cx)?)?;
        self.take_down(cx, "rating", std::slice::from_ref(&record))
            .await?;
        Ok(record)
    }

    /// Writes the answers to an open questionnaire down, in the order of its questions; an empty one
    /// is a question passed over. They share a number that belongs to nobody.
    pub async fn answer(
        &self,
        cx: &Context,
        id: &RecordId,
        answers: &[String],
    ) -> Result<(), OfficeError> {
        let asked = self.store.ledger_record(id).await?;
        let asked = asked.filter(|record| record.ledger == "questionnaire");
        let asked = asked.ok_or(Refusal::Unknown)?;
        self.may_appraise(cx, &asked.agency).await?;
        let questionnaire = Questionnaire(&asked);
        if !questionnaire.is_open(cx.today()) {
            return Err(invalid("answers", "这份问卷现在不收作答。"));
        }
        let sheet = RecordId::from_random(token::bits()?).to_string();
        let ledger = ledger("answer")?;
        let mut records = Vec::new();
        for (question, answer) in questionnaire.questions().iter().zip(answers) {
            let answer = answer.trim();
            if answer.is_empty() {
                continue;
            }
            if !question.takes(answer) {
                return Err(invalid("answers", "请从列出的答案里选。"));
            }
            without_persons("answers", answer)?;
            let typed = typed([
                ("on", cx.today().to_string()),
                ("questionnaire", questionnaire.text("title").to_owned()),
                ("question", question.text.clone()),
                ("choice", answer.to_owned()),
                ("sheet", sheet.clone()),
                ("way", "website".to_owned()),
            ]);
            records.push(fresh(&asked.agency, ledger, read(ledger, &typed, cx)?)?);
        }
        if records.is_empty() {
            return Err(invalid("answers", "请至少回答一个问题。"));
        }
        self.take_down(cx, "answer", &records).await
    }

    async fn may_appraise(&self, cx: &Context, agency: &AgencyId) -> Result<(), OfficeError> {
        let lineage = self.lineage(agency).await?;
        if lineage.is_empty() {
            return Err(Refusal::Unknown.into());
        }
        Ok(decide(
            &cx.actor,
            Action::Appraise,
            Object::Agency(&lineage),
        )?)
    }

    /// Saves what the public said. The event names neither a person nor an address.
    async fn take_down(
        &self,
        cx: &Context,
        key: &str,
        records: &[Record],
    ) -> Result<(), OfficeError> {
        let address = cx.origin.as_str();
        let taken = self.throttle.take_appraisal(address, cx.now);
        taken.map_err(OfficeError::Slow)?;
        let anybody = Context {
            actor: Actor::Public,
            now: cx.now,
            origin: "公开专栏".to_owned(),
        };
        let ledger = ledger(key)?;
        let mut write = self.store.write().await?;
        let mut events: Vec<Event> = Vec::new();
        for record in records {
            write.insert_record(ledger, record).await?;
            events.push(added(&anybody, record)?);
        }
        Ok(write.commit(events).await?)
    }

    /// The ratings of an agency, year by year, the latest first.
    pub async fn ratings(&self, agency: &AgencyId) -> Result<Vec<(i16, Ratings)>, OfficeError> {
        let ledger = ledger("rating")?;
        let records = self.kept_records(agency, ledger).await?;
        Ok(Ratings::years(ledger, records.iter()))
    }

    /// The ratings of an agency in a year, service by service.
    pub async fn ratings_by_service(
        &self,
        agency: &AgencyId,
        year: i16,
    ) -> Result<BTreeMap<String, Ratings>, OfficeError> {
        let ledger = ledger("rating")?;
        let records = self.kept_records(agency, ledger).await?;
        Ok(Ratings::by_service(ledger, records.iter(), year))
    }

    /// The questionnaires of an agency, the newest first.
    pub async fn questionnaires(&self, agency: &AgencyId) -> Result<Arc<Vec<Record>>, OfficeError> {
        self.kept_records(agency, ledger("questionnaire")?).await
    }

    /// How the questions of a questionnaire were answered.
    pub async fn tally(&self, asked: &Record) -> Result<Vec<Tally>, OfficeError> {
        let answers = self.kept_records(&asked.agency, ledger("answer")?).await?;
        Ok(Questionnaire(asked).tally(answers.iter()))
    }

    /// The ratings of a year for who keeps an agency's ledgers: service by service, with whether
    /// each is among the problems already.
    pub async fn rated(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
    ) -> Result<Vec<Rated>, OfficeError> {
        self.may_ledger(cx, agency, Action::ReadLedgers).await?;
        let problems = self.kept_records(agency, ledger("problem")?).await?;
        let noted = |service: &str| {
            let begin = problem(year, service);
            let texts = problems.iter().filter_map(|one| one.values.get("problem"));
            texts.into_iter().any(|text| text.starts_with(&begin))
        };
        let services = self.ratings_by_service(agency, year).await?;
        let rated = services.into_iter().map(|(service, ratings)| Rated {
            noted: noted(&service),
            service,
            ratings,
        });
        Ok(rated.collect())
    }

    /// Makes a problem of the ratings of a service: what is to be done about it is written there.
    pub async fn note_ratings(
        &self,
        cx: &Context,
        agency: &AgencyId,
        year: i16,
        service: &str,
    ) -> Result<Record, OfficeError> {
        let rated = self.rated(cx, agency, year).await?;
        let found = rated.into_iter().find(|one| one.service == service);
        let found = found.ok_or(Refusal::Unknown)?;
        if found.noted {
            return Err(OfficeError::Conflict);
        }
        let ratings = &found.ratings;
        let text = format!(
            "{}{}：评价{}人次，其中不满意和非常不满意{}人次。",
            problem(year, service),
            ratings.share_satisfied().unwrap_or_default(),
            ratings.total(),
            ratings.dissatisfied(),
        );
        let typed = typed([
            ("noted_on", cx.today().to_string()),
            ("problem", text),
            ("source", "rating".to_owned()),
        ]);
        self.add_record(cx, agency, "problem", &typed).await
    }
}

fn typed<const N: usize>(pairs: [(&str, String); N]) -> Typed {
    let pairs = pairs.into_iter();
    pairs.map(|(key, text)| (key.to_owned(), text)).collect()
}

/// Refuses a text in which stands what tells who a person is.
fn without_persons(field: &'static str, text: &str) -> Result<(), OfficeError> {
    let found = leak::inspect(text).into_iter();
    let found = found.into_iter().find(|leak| leak.kind != LeakKind::Mark);
    found.map_or(Ok(()), |leak| {
        let message = format!(
            "您写的“{}”像是手机号、身份证号或者银行卡号。测评不记名，请删掉再提交。",
            leak.excerpt
        );
        Err(invalid(field, &message))
    })
}
