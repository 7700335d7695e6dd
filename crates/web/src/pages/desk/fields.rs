//! What stands in the registration form: from facts to texts, and back, with what is wrong.

use crate::form::{Posted, Problems};
use crate::words::iso;
use gongkai_domain::calendar::dates;
use gongkai_domain::identity::{InformationId, RecordId};
use gongkai_domain::information::{
    Attachment, Attribute, Carrier, Element, Facts, Form, Ground, Interpretation, Listing, Origin,
    Topic, Validity,
};
use gongkai_office::Category;
use jiff::civil::Date;

/// Names and texts of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fields(Vec<(String, String)>);

/// What the texts of a form point at, looked up before they are read.
pub(super) struct Known {
    pub(super) categories: Vec<Category>,
    /// The document of the index number typed; `None` if there is none of it.
    pub(super) interprets: Option<InformationId>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) today: Date,
}

impl Fields {
    /// As they were typed.
    pub(super) fn of_posted(posted: &Posted) -> Self {
        let fields = posted.fields();
        Self(
            fields
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        )
    }

    /// As facts fill them; `interprets` is the index number of the document interpreted.
    pub(super) fn of_facts(facts: &Facts, interprets: &str) -> Self {
        let mut fields = Self::default();
        for (name, value) in texts(facts) {
            fields.set(name, &value);
        }
        fields.set("interprets", interprets);
        if let Attribute::Withheld { ground, reason } = &facts.attribute {
            fields.set("ground", ground.code());
            fields.set("reason", reason);
        }
        match &facts.validity {
            Validity::InForce => fields.set("validity", "in_force"),
            Validity::Expired { on } => {
                fields.set("validity", "expired");
                fields.set("ended_on", &on.to_string());
            }
            Validity::Repealed { on, by } => {
                fields.set("validity", "repealed");
                fields.set("ended_on", &on.to_string());
                fields.set("repealed_by", by);
            }
        }
        if let Some(interpretation) = &facts.interpretation {
            fields.set("form", interpretation.form.code());
            for element in &interpretation.elements {
                fields
                    .0
                    .push(("elements".to_owned(), element.code().to_owned()));
            }
        }
        fields
    }

    /// A text without blanks around it.
    pub(super) fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// A text as it stands.
    pub(super) fn raw(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Whether a choice is made.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.0
            .iter()
            .any(|(field, text)| field == name && text == value)
    }

    /// All texts of a field.
    pub(super) fn all<'f>(&'f self, name: &'f str) -> impl Iterator<Item = &'f str> {
        let found = self.0.iter().filter(move |(field, _)| field == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Puts a text in the place of all there were.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    /// The facts of the texts. What cannot be read is a problem, and stays as it was in `base`.
    pub(super) fn facts(&self, base: &Facts, known: &Known) -> (Facts, Problems) {
        let mut read = Read {
            fields: self,
            known,
            problems: Problems::default(),
        };
        let facts = Facts {
            title: self.text("title").to_owned(),
            document_number: self.text("document_number").to_owned(),
            origin: if self.has("origin", "obtained") {
                Origin::Obtained
            } else {
                Origin::Made
            },
            issuing_organ: self.text("issuing_organ").to_owned(),
            dated_on: read.day("dated_on", base.dated_on),
            formed_on: read.day("formed_on", base.formed_on),
            publish_within: read.within(base.publish_within),
            carrier: self.carrier(),
            attribute: read.attribute(&base.attribute),
            topic: self.topic(known),
            category: self.category(known).map(|category| category.id.clone()),
            listing: self.listing(base),
            normative: self.has("normative", "1"),
            validity: read.validity(&base.validity),
            summary: lines(self.text("summary")),
            keywords: self.text("keywords").to_owned(),
            body: lines(self.text("body")),
            shelf: self.text("shelf").to_owned(),
            section: self.text("section").to_owned(),
            interpretation: read.interpretation(),
            needs_interpretation: self.has("needs_interpretation", "1"),
            attachments: known.attachments.clone(),
        };
        (facts, read.problems)
    }

    fn carrier(&self) -> Carrier {
        match self.text("carrier") {
            "paper" => Carrier::Paper,
            "electronic" => Carrier::Electronic,
            _ => Carrier::Both,
        }
    }

    fn category<'k>(&self, known: &'k Known) -> Option<&'k Category> {
        let chosen = self.text("category");
        let mut all = known.categories.iter();
        all.find(|category| category.id.as_str() == chosen)
    }

    /// The entry of the catalogue that is named; what it says, the office adds when it is saved.
    fn listing(&self, base: &Facts) -> Option<Listing> {
        let record: RecordId = self.text("listing").parse().ok()?;
        let before = base.listing.as_ref();
        let same = before.filter(|before| before.record == record);
        Some(same.cloned().unwrap_or(Listing {
            record,
            shown: String::new(),
            workdays: None,
            basis: String::new(),
        }))
    }

    /// The item of article 20 chosen, or else that of the category: the agency has mapped it.
    fn topic(&self, known: &Known) -> Option<Topic> {
        let number = self.text("topic").parse::<u8>().ok();
        let chosen = number.and_then(|number| Topic::try_from(number).ok());
        chosen.or_else(|| self.category(known)?.topic)
    }
}

/// Fields with one text each.
fn texts(facts: &Facts) -> Vec<(&'static str, String)> {
    let origin = match facts.origin {
        Origin::Made => "made",
        Origin::Obtained => "obtained",
    };
    let carrier = match facts.carrier {
        Carrier::Paper => "paper",
        Carrier::Electronic => "electronic",
        Carrier::Both => "both",
    };
    let flag = |on: bool| if on { "1".to_owned() } else { String::new() };
    let topic = facts.topic.map(|topic| topic.number().to_string());
    let category = facts.category.as_ref().map(ToString::to_string);
    let listing = facts.listing.as_ref();
    let listing = listing.map(|listing| listing.record.to_string());
    let within = facts.publish_within.map(|days| days.to_string());
    vec![
        ("title", facts.title.clone()),
        ("document_number", facts.document_number.clone()),
        ("dated_on", iso(&facts.dated_on)),
        ("formed_on", iso(&facts.formed_on)),
        ("category", category.unwrap_or_default()),
        ("listing", listing.unwrap_or_default()),
        ("topic", topic.unwrap_or_default()),
        ("summary", facts.summary.clone()),
        ("body", facts.body.clone()),
        ("attribute", facts.attribute.code().to_owned()),
        ("issuing_organ", facts.issuing_organ.clone()),
        ("origin", origin.to_owned()),
        ("carrier", carrier.to_owned()),
        ("normative", flag(facts.normative)),
        ("keywords", facts.keywords.clone()),
        ("section", facts.section.clone()),
        ("shelf", facts.shelf.clone()),
        ("publish_within", within.unwrap_or_default()),
        ("needs_interpretation", flag(facts.needs_interpretation)),
    ]
}

/// Line ends as the rest of the program has them; browsers send CRLF.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Digits in half width.
fn narrow(text: &str) -> String {
    let one = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFF10 + 0x30).unwrap_or(c),
        other => other,
    };
    text.chars().map(one).collect()
}

/// Reading the fields that can be wrong.
struct Read<'a> {
    fields: &'a Fields,
    known: &'a Known,
    problems: Problems,
}

impl Read<'_> {
    fn day(&mut self, name: &'static str, before: Option<Date>) -> Option<Date> {
        let read = dates::typed(self.fields.text(name), self.known.today);
        read.unwrap_or_else(|dates::NoDate| {
            self.problems.add(name, dates::EXPLANATION);
            before
        })
    }

    fn within(&mut self, before: Option<u8>) -> Option<u8> {
        let text = narrow(self.fields.text("publish_within"));
        if text.is_empty() {
            return None;
        }
        let days = text.parse::<u8>().ok().filter(|days| *days > 0);
        if days.is_none() {
            let message = "请填写工作日的个数，例如 10；没有更短的期限就不填。";
            self.problems.add("publish_within", message);
        }
        days.or(before)
    }

    fn attribute(&mut self, before: &Attribute) -> Attribute {
        match self.fields.text("attribute") {
            "proactive" => Attribute::Proactive,
            "upon_request" => Attribute::UponRequest,
            "withheld" => {
                let Some(ground) = Ground::of_code(self.fields.text("ground")) else {
                    let message =
                        "请选择不予公开的情形，条例第十四条至第十六条列明了哪些可以不公开。";
                    self.problems.add("ground", message);
                    return before.clone();
                };
                let reason = self.fields.text("reason").to_owned();
                Attribute::Withheld { ground, reason }
            }
            _ => {
                self.problems.add("attribute", "请选择公开属性。");
                before.clone()
            }
        }
    }

    fn validity(&mut self, before: &Validity) -> Validity {
        let kind = self.fields.text("validity");
        if !["expired", "repealed"].contains(&kind) {
            return Validity::InForce;
        }
        let problems = self.problems.0.len();
        let Some(on) = self.day("ended_on", None) else {
            if self.problems.0.len() == problems {
                self.problems
                    .add("ended_on", "请填写从哪一天起失效或者废止。");
            }
            return before.clone();
        };
        if kind == "expired" {
            return Validity::Expired { on };
        }
        let by = self.fields.text("repealed_by").to_owned();
        if by.is_empty() {
            self.problems
                .add("repealed_by", "请填写废止它的文件名称或者文号。");
        }
        Validity::Repealed { on, by }
    }

    fn interpretation(&mut self) -> Option<Interpretation> {
        if self.fields.text("interprets").is_empty() {
            return None;
        }
        let Some(of) = self.known.interprets.clone() else {
            let message = "没有找到这个索引号。请从被解读文件的页面上复制索引号。";
            self.problems.add("interprets", message);
            return None;
        };
        let elements = self.fields.all("elements").filter_map(Element::of_code);
        Some(Interpretation {
            of,
            form: Form::of_code(self.fields.text("form")).unwrap_or(Form::Text),
            elements: elements.collect(),
        })
    }
}
