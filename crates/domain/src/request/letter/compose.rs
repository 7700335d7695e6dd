//! A letter with everything filled in, or the list of what is missing.

use super::book::{Addressee, Letter};
use super::{Facts, Field, Source, Template, date_zh};
use crate::request::{Outcome, RemedyBook, RemedyWording};
use jiff::civil::Date;

/// What a letter says besides its facts.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// Its date.
    pub on: Date,
    /// The outcome, of letters that say one.
    pub outcome: Option<&'a Outcome>,
    /// The remedy paragraph chosen, by its name, where several may stand.
    pub remedy: Option<&'a str>,
    /// Whether it is only looked at: a draft has no number yet.
    pub draft: bool,
}

/// A letter ready to be printed. All texts are final.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The letter.
    pub letter: String,
    /// Its title.
    pub title: String,
    /// Its number; none where it has none, or none yet.
    pub number: Option<String>,
    /// Whom it is for.
    pub to: Option<String>,
    /// Its paragraphs.
    pub body: Vec<String>,
    /// The remedy paragraph.
    pub remedy: Option<String>,
    /// The agency and the date; nothing on forms.
    pub signature: Vec<String>,
    /// The rows of a form: labels and values in turn.
    pub rows: Vec<Vec<String>>,
    /// Below the signature or the table.
    pub notes: Vec<String>,
    /// The slip behind it.
    pub slip: Option<ComposedSlip>,
    /// The fields of what its outcome must say.
    pub says: Vec<&'static str>,
    /// All facts, with those of the letter itself, for an office's own template.
    pub facts: Facts,
}

/// A slip ready to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComposedSlip {
    /// Its title.
    pub title: String,
    /// Its rows: labels and values in turn.
    pub rows: Vec<Vec<String>>,
    /// Below the table.
    pub notes: Vec<String>,
}

/// Why a letter cannot be written: one thing that is missing or must not be there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum MissingFact {
    /// A fact is not known.
    #[error("缺少“{0}”{hint}", hint = hint(.0))]
    Fact(String),
    /// The letter says an outcome, and none was given, or one that it does not say.
    #[error("这份文书要写办理结果，请先选择这份文书可以用的结果")]
    Outcome,
    /// More than one remedy paragraph may stand, and none was chosen.
    #[error("救济途径有不同写法，请选择：{}", .0.join("；"))]
    Wording(Vec<String>),
    /// A text names the requester to somebody who must not know.
    #[error("给{addressee}的文书里不能写明申请人，“{field}”里有申请人的信息，请删去")]
    NamesRequester {
        /// To whom the letter goes.
        addressee: &'static str,
        /// The field of the request that shows.
        field: String,
    },
    /// The letter is older than the law behind it.
    #[error("{0}以前还没有这种文书的依据，请核对日期")]
    TooEarly(String),
    /// The remedies cannot be used.
    #[error("救济途径数据有误：{0}")]
    Data(String),
}

fn hint(name: &str) -> String {
    let field = Field::of_name(name);
    field.map_or_else(String::new, |field| match field.source {
        Source::Agency => format!("（{}，请在本机关设置里填写）", field.hint),
        Source::Typed => format!("（{}，请填写）", field.hint),
        Source::Applicant | Source::Case | Source::Clock | Source::Number | Source::Letter => {
            format!("（{}）", field.hint)
        }
    })
}

impl MissingFact {
    /// The name of the fact, where it is one.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Fact(name) | Self::NamesRequester { field: name, .. } => Some(name),
            Self::Outcome | Self::Wording(_) | Self::TooEarly(_) | Self::Data(_) => None,
        }
    }
}

impl Letter {
    /// The letter with everything filled in. Refused with all that is missing, in the order of the text;
    /// so a letter without organ and court of its remedy, without its number or without what its outcome
    /// needs is never written.
    pub fn compose(&self, facts: &Facts, saying: Saying<'_>) -> Result<Composed, Vec<MissingFact>> {
        let mut missing = Vec::new();
        if saying.on < self.from {
            missing.push(MissingFact::TooEarly(date_zh(self.from)));
        }
        let mut facts = facts.clone();
        facts.put("文书日期", &date_zh(saying.on));
        self.say_outcome(&mut facts, saying, &mut missing);
        let remedy = self.say_remedy(&facts, saying, &mut missing);
        self.need(&facts, saying, &mut missing);
        self.keep_secret(&facts, &mut missing);
        if missing.is_empty() {
            Ok(self.written(facts, remedy, self.says(saying)))
        } else {
            Err(missing)
        }
    }

    /// What the clerk types for the letter with this outcome, in the order of the text, and whether each may
    /// stay empty; last the title that an office prefers.
    pub fn typed(&self, outcome: Option<&Outcome>) -> Vec<(&'static Field, bool)> {
        let said = outcome.and_then(|outcome| self.said.get(outcome.id.as_str()));
        let says = self.says_of(outcome).into_iter().map(|name| (name, false));
        let names = self.own_templates().chain(said).flat_map(Template::fields);
        let mut typed: Vec<(&'static Field, bool)> = Vec::new();
        for (name, optional) in names.chain(says).chain([("文书标题", true)]) {
            let Some(field) = Field::of_name(name).filter(|field| field.source == Source::Typed)
            else {
                continue;
            };
            match typed.iter_mut().find(|(known, _)| known.name == field.name) {
                Some((_, all)) => *all = *all && optional,
                None => typed.push((field, optional)),
            }
        }
        typed
    }

    /// The outcome's name and law, and what it comes to.
    fn say_outcome(&self, facts: &mut Facts, saying: Saying<'_>, missing: &mut Vec<MissingFact>) {
        let Some(outcome) = saying.outcome else {
            if self.says_outcome() {
                missing.push(MissingFact::Outcome);
            }
            return;
        };
        facts.put("办理结果", &outcome.title);
        let cite = outcome.cite.strip_prefix("条例");
        facts.put("结果条款", cite.unwrap_or(&outcome.cite));
        let law = |cite| format!("《中华人民共和国政府信息公开条例》{cite}");
        facts.put("结果依据", &cite.map_or_else(|| outcome.cite.clone(), law));
        if self.says_outcome() && outcome.letter != self.id {
            missing.push(MissingFact::Outcome);
        }
        match self.said.get(outcome.id.as_str()) {
            Some(said) => {
                miss(missing, said.missing(facts));
                let text = said.fill_blank(facts);
                facts.put("情形", &text);
            }
            None if self.said.is_empty() => {}
            None => missing.push(MissingFact::Outcome),
        }
    }

    fn says_outcome(&self) -> bool {
        let of_outcome = self.remedy == super::LetterRemedy::Outcome;
        of_outcome || !self.said.is_empty()
    }

    fn say_remedy(
        &self,
        facts: &Facts,
        saying: Saying<'_>,
        missing: &mut Vec<MissingFact>,
    ) -> Option<String> {
        let kind = self.remedy_for(saying.outcome.map(|outcome| outcome.remedy));
        let book = match RemedyBook::statutory() {
            Ok(book) => book,
            Err(error) => {
                missing.push(MissingFact::Data(error.to_string()));
                return None;
            }
        };
        let wordings = book.wordings(kind, saying.on);
        let wording = chosen(&wordings, saying.remedy);
        let Some(wording) = wording else {
            if !wordings.is_empty() {
                let titles = wordings.iter().map(|wording| wording.title.clone());
                missing.push(MissingFact::Wording(titles.collect()));
            }
            return None;
        };
        miss(missing, wording.text.missing(facts));
        Some(wording.text.fill_blank(facts).trim().to_owned())
    }

    /// What the letter, its number and its outcome need.
    fn need(&self, facts: &Facts, saying: Saying<'_>, missing: &mut Vec<MissingFact>) {
        let said = |name: &&str| *name != "情形";
        for template in self.own_templates() {
            miss(missing, template.missing(facts).into_iter().filter(said));
        }
        if self.series.is_some() {
            let number = ["文号"].into_iter().filter(|_| !saying.draft);
            let needed = ["机关"].into_iter().chain(number);
            miss(missing, needed.filter(|name| facts.get(name).is_none()));
        }
        let says = self.says(saying).into_iter();
        miss(missing, says.filter(|name| facts.get(name).is_none()));
    }

    /// The fields of what the outcome must say.
    fn says(&self, saying: Saying<'_>) -> Vec<&'static str> {
        self.says_of(saying.outcome)
    }

    fn says_of(&self, outcome: Option<&Outcome>) -> Vec<&'static str> {
        let outcome = outcome.filter(|_| self.says_outcome());
        let needs = outcome.iter().flat_map(|outcome| &outcome.needs);
        let fields = needs.filter_map(|need| Field::of_word(need.field()?));
        fields.map(|field| field.name).collect()
    }

    fn own_templates(&self) -> impl Iterator<Item = &Template> {
        let said: Vec<&Template> = self.said.values().collect();
        self.templates()
            .filter(move |one| !said.iter().any(|other| std::ptr::eq(*other, *one)))
    }

    /// A third party is not told who asks: no fact that shows in the letter may hold it.
    fn keep_secret(&self, facts: &Facts, missing: &mut Vec<MissingFact>) {
        if self.addressee.may_know_requester() {
            return;
        }
        let names = [
            "申请人",
            "联系人",
            "法定代表人",
            "代理人",
            "联系电话",
            "电子邮箱",
            "联系地址",
        ];
        let tells = names.iter().filter_map(|name| facts.get(name));
        let tells: Vec<&str> = tells.filter(|text| text.chars().count() > 1).collect();
        for (name, _) in self.fields() {
            let text = facts.get(name).unwrap_or_default();
            if tells.iter().any(|tell| text.contains(tell)) {
                missing.push(MissingFact::NamesRequester {
                    addressee: self.addressee.zh(),
                    field: name.to_owned(),
                });
            }
        }
    }

    fn written(
        &self,
        mut facts: Facts,
        remedy: Option<String>,
        says: Vec<&'static str>,
    ) -> Composed {
        let title = facts.get("文书标题").unwrap_or(&self.title).to_owned();
        let filled = |template: &Template| template.fill(&facts).map(|text| closed(&text));
        let body = self.body.iter().filter_map(filled);
        let body: Vec<String> = body.flat_map(|text| lines(&text)).collect();
        let to = self.to.as_ref().map(|to| to.fill_blank(&facts));
        let number = self
            .series
            .and_then(|_| facts.get("文号").map(str::to_owned));
        let signature = match self.addressee {
            Addressee::Internal => Vec::new(),
            _ if self.to.is_none() => Vec::new(),
            Addressee::Requester
            | Addressee::ThirdParty
            | Addressee::CoMaker
            | Addressee::Unit
            | Addressee::Agency => ["机关", "文书日期"].map(|name| text(&facts, name)).to_vec(),
        };
        let slip = self.slip.as_ref().map(|slip| ComposedSlip {
            title: slip.title.fill_blank(&facts),
            rows: cells(&slip.rows, &facts),
            notes: notes(&slip.notes, &facts),
        });
        let (rows, notes) = (cells(&self.rows, &facts), notes(&self.notes, &facts));
        facts.put("标题", &title);
        facts.put("正文", &body.join("\n"));
        facts.put("收文人", to.as_deref().unwrap_or_default());
        facts.put("救济途径", remedy.as_deref().unwrap_or_default());
        Composed {
            letter: self.id.clone(),
            title,
            number,
            to,
            body,
            remedy,
            signature,
            rows,
            notes,
            slip,
            says,
            facts,
        }
    }

    /// What an office's own template must not leave out: of each group one field. Number, date and remedy
    /// are fields, never typed into the template; so is what the outcome must say, unless the template
    /// takes our text as a whole.
    pub fn statutory_fields(&self, composed: &Composed) -> Vec<Vec<&'static str>> {
        let runs = self.series.is_some();
        let fields = [
            (runs, "文号"),
            (runs, "文书日期"),
            (composed.remedy.is_some(), "救济途径"),
        ];
        let asked = fields.into_iter().filter(|(asked, _)| *asked);
        let mut groups: Vec<Vec<&str>> = asked.map(|(_, name)| vec![name]).collect();
        let said = composed.says.iter();
        groups.extend(said.map(|name| vec!["正文", *name]));
        groups
    }
}

/// The paragraph chosen by name, or the only one there is.
fn chosen<'b>(wordings: &[&'b RemedyWording], id: Option<&str>) -> Option<&'b RemedyWording> {
    match (id, wordings) {
        (Some(id), wordings) => wordings.iter().find(|wording| wording.id == id).copied(),
        (None, [only]) => Some(only),
        (None, _) => None,
    }
}

fn miss<'n>(missing: &mut Vec<MissingFact>, names: impl IntoIterator<Item = &'n str>) {
    for name in names {
        let fact = MissingFact::Fact(name.to_owned());
        if !missing.contains(&fact) {
            missing.push(fact);
        }
    }
}

fn text(facts: &Facts, name: &str) -> String {
    facts.get(name).unwrap_or_default().to_owned()
}

/// Cells with blanks for what is not known.
fn cells(rows: &[Vec<Template>], facts: &Facts) -> Vec<Vec<String>> {
    let row = |row: &Vec<Template>| row.iter().map(|cell| cell.fill_blank(facts)).collect();
    rows.iter().map(row).collect()
}

fn notes(notes: &[Template], facts: &Facts) -> Vec<String> {
    notes.iter().filter_map(|note| note.fill(facts)).collect()
}

/// A paragraph that ends as one.
fn closed(text: &str) -> String {
    let text = text.trim_end();
    let open = text
        .chars()
        .last()
        .is_some_and(|last| !"。！？；：）”》….".contains(last));
    format!("{text}{}", if open { "。" } else { "" })
}

fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}
