//! Questionnaires (评议问卷): their questions, when they are open, and the answers counted.

use crate::ledger::Record;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Characters of a question and of a choice: what the ledger of answers takes.
const LINE: usize = 200;

/// A question with what may be chosen; none to choose from is a question to be answered in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub text: String,
    /// What may be chosen.
    pub choices: Vec<String>,
}

/// A questionnaire, as its record in the ledger says it.
#[derive(Debug, Clone, Copy)]
pub struct Questionnaire<'r>(pub &'r Record);

/// How a question was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The question.
    pub question: Question,
    /// How many answered it.
    pub answers: u64,
    /// How often each choice was taken, in their order.
    pub chosen: Vec<u64>,
}

impl Question {
    /// A line `question：choice/choice`.
    fn read(line: &str) -> Option<Self> {
        let cut = |text: &str| text.trim().chars().take(LINE).collect::<String>();
        let (text, choices) = line.split_once(['：', ':']).unwrap_or((line, ""));
        let choices = choices.split(['/', '／']).map(cut);
        let question = Self {
            text: cut(text),
            choices: choices.filter(|choice| !choice.is_empty()).collect(),
        };
        (!question.text.is_empty()).then_some(question)
    }

    /// Whether this may be answered.
    pub fn takes(&self, answer: &str) -> bool {
        self.choices.is_empty() || self.choices.iter().any(|choice| choice == answer)
    }
}

impl<'r> Questionnaire<'r> {
    /// A column's text.
    pub fn text(self, key: &str) -> &'r str {
        self.0.values.get(key).unwrap_or_default()
    }

    /// Its questions, one a line.
    pub fn questions(self) -> Vec<Question> {
        let lines = self.text("questions").lines();
        lines.filter_map(Question::read).collect()
    }

    /// Whether it is answered on this day: from its first day to its last, both included.
    pub fn is_open(self, today: Date) -> bool {
        self.0.struck.is_none() && self.holds(today)
    }

    /// Whether its results are shown: when it is over, or since the day its keeper named.
    pub fn shows_results(self, today: Date) -> bool {
        let day = |key| self.0.values.day(key);
        let over = day("until").is_some_and(|until| until < today);
        self.0.struck.is_none() && (over || day("published_on").is_some_and(|on| on <= today))
    }

    fn holds(self, today: Date) -> bool {
        let day = |key| self.0.values.day(key);
        day("from").is_some_and(|from| from <= today)
            && day("until").is_none_or(|until| today <= until)
    }

    /// How its questions were answered. Answers name their questionnaire by its title; those of
    /// other days belong to another one of that title.
    pub fn tally<'a>(self, answers: impl IntoIterator<Item = &'a Record>) -> Vec<Tally> {
        let mut given: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
        let own = answers.into_iter().filter(|one| self.is_answered_by(one));
        for answer in own {
            let text = |key| answer.values.get(key).unwrap_or_default();
            let question = given.entry(text("question")).or_default();
            let count = question.entry(text("choice")).or_default();
            *count = count.saturating_add(1);
        }
        let tally = |question: Question| {
            let given = given.get(question.text.as_str());
            let of = |choice: &String| given.and_then(|given| given.get(choice.as_str()).copied());
            Tally {
                answers: given.map_or(0, |given| given.values().sum()),
                chosen: question
                    .choices
                    .iter()
                    .map(|choice| of(choice).unwrap_or(0))
                    .collect(),
                question,
            }
        };
        self.questions().into_iter().map(tally).collect()
    }

    fn is_answered_by(self, answer: &Record) -> bool {
        answer.struck.is_none()
            && answer.values.get("questionnaire") == Some(self.text("title"))
            && answer.values.day("on").is_some_and(|on| self.holds(on))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{AgencyId, RecordId};
    use crate::ledger::LedgerBook;
    use jiff::civil::date;

    fn record(ledger: &str, values: &[(&str, &str)]) -> Record {
        let book = LedgerBook::statutory().unwrap();
        let text = |key: &str| values.iter().find(|one| one.0 == key).map(|one| one.1);
        let ledger = book.get(ledger).unwrap();
        Record {
            id: RecordId::from_random(1),
            agency: AgencyId::from_random(1),
            ledger: ledger.key.clone(),
            values: ledger.read(text, date(2026, 11, 20)).unwrap(),
            revision: 0,
            struck: None,
        }
    }

    fn asked() -> Record {
        let questions = "看得懂吗：看得懂/看不懂\n\n还缺什么\n：空的";
        let values = [
            ("title", "公开评议"),
            ("questions", questions),
            ("from", "2026-11-1"),
            ("until", "2026-11-10"),
        ];
        record("questionnaire", &values)
    }

    #[test]
    fn a_line_is_a_question_with_its_choices_and_one_without_is_answered_in_words() {
        let record = asked();
        let questions = Questionnaire(&record).questions();
        assert_eq!(questions.len(), 2);
        assert_eq!(questions[0].choices, ["看得懂", "看不懂"]);
        assert!(!questions[0].takes("随便"));
        assert!(questions[1].takes("随便"));
    }

    #[test]
    fn a_questionnaire_is_open_to_its_last_day_and_shows_its_results_afterwards() {
        let record = asked();
        let asked = Questionnaire(&record);
        assert!(!asked.is_open(date(2026, 10, 31)));
        assert!(asked.is_open(date(2026, 11, 10)));
        assert!(!asked.shows_results(date(2026, 11, 10)));
        assert!(!asked.is_open(date(2026, 11, 11)));
        assert!(asked.shows_results(date(2026, 11, 11)));
    }

    #[test]
    fn answers_of_another_period_under_the_same_title_are_not_counted() {
        let asked = asked();
        let answer = |on: &str, choice: &str| {
            let values = [
                ("on", on),
                ("questionnaire", "公开评议"),
                ("question", "看得懂吗"),
                ("choice", choice),
                ("way", "website"),
            ];
            record("answer", &values)
        };
        let answers = [
            answer("2026-11-2", "看得懂"),
            answer("2026-11-10", "看不懂"),
            answer("2026-10-2", "看不懂"),
        ];
        let tally = Questionnaire(&asked).tally(&answers);
        assert_eq!((tally[0].answers, tally[0].chosen.clone()), (2, vec![1, 1]));
        assert_eq!(tally[1].answers, 0);
    }
}
