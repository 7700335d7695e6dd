//! An item as a row of the register: its facts as texts of columns, and back.

use super::Typed;
use gongkai_domain::identity::CategoryId;
use gongkai_domain::information::{
    Attribute, Carrier, Facts, Gap, Ground, Origin, Topic, Validity,
};
use gongkai_domain::ledger::Values;
use gongkai_store::Category;
use jiff::civil::Date;

/// The texts of an item's facts, by column.
pub(super) fn texts(facts: &Facts, categories: &[Category]) -> Typed {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let yes = |on: bool| if on { "yes" } else { "no" }.to_owned();
    let named = |id: &CategoryId| categories.iter().find(|one| one.id == *id);
    let category = facts.category.as_ref().and_then(named);
    let (ground, reason) = match &facts.attribute {
        Attribute::Withheld { ground, reason } => (ground.code(), reason.clone()),
        Attribute::Proactive | Attribute::UponRequest => ("", String::new()),
    };
    let (validity, ended_on, repealed_by) = match &facts.validity {
        Validity::InForce => ("in_force", String::new(), String::new()),
        Validity::Expired { on } => ("expired", on.to_string(), String::new()),
        Validity::Repealed { on, by } => ("repealed", on.to_string(), by.clone()),
    };
    let within = facts.publish_within.map(|days| days.to_string());
    let topic = facts.topic.map(|topic| topic.number().to_string());
    let all = [
        ("title", facts.title.clone()),
        ("document_number", facts.document_number.clone()),
        (
            "category",
            category.map_or_else(String::new, |one| one.name.clone()),
        ),
        ("topic", topic.unwrap_or_default()),
        ("attribute", facts.attribute.code().to_owned()),
        ("ground", ground.to_owned()),
        ("reason", reason),
        ("dated_on", day(facts.dated_on)),
        ("formed_on", day(facts.formed_on)),
        ("issuing_organ", facts.issuing_organ.clone()),
        ("origin", origin(facts.origin).to_owned()),
        ("carrier", carrier(facts.carrier).to_owned()),
        ("normative", yes(facts.normative)),
        ("validity", validity.to_owned()),
        ("ended_on", ended_on),
        ("repealed_by", repealed_by),
        ("summary", facts.summary.clone()),
        ("keywords", facts.keywords.clone()),
        ("section", facts.section.clone()),
        ("shelf", facts.shelf.clone()),
        ("publish_within", within.unwrap_or_default()),
        ("needs_interpretation", yes(facts.needs_interpretation)),
    ];
    all.into_iter()
        .map(|(key, text)| (key.to_owned(), text))
        .collect()
}

fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Made => "made",
        Origin::Obtained => "obtained",
    }
}

fn carrier(carrier: Carrier) -> &'static str {
    match carrier {
        Carrier::Paper => "paper",
        Carrier::Electronic => "electronic",
        Carrier::Both => "both",
    }
}

/// What the values of a row change in facts: only columns that say something else than before.
pub(super) struct Change<'v> {
    pub(super) before: &'v Values,
    pub(super) after: &'v Values,
    pub(super) categories: &'v [Category],
}

impl Change<'_> {
    /// The facts with the change, or what is wrong with it. Text and files stay as they are.
    pub(super) fn of(&self, base: &Facts) -> Result<Facts, Vec<Gap>> {
        let mut facts = base.clone();
        let mut gaps = Vec::new();
        self.set_texts(&mut facts);
        self.set_codes(&mut facts);
        if self.is_new(&["dated_on"]) {
            facts.dated_on = self.after.day("dated_on");
        }
        if self.is_new(&["formed_on"]) {
            facts.formed_on = self.after.day("formed_on");
        }
        self.set_shelf(&mut facts, &mut gaps);
        self.set_within(&mut facts, &mut gaps);
        if self.is_new(&["attribute", "ground", "reason"]) {
            self.attribute(&mut gaps)
                .into_iter()
                .for_each(|attribute| facts.attribute = attribute);
        }
        if self.is_new(&["validity", "ended_on", "repealed_by"]) {
            self.validity(&mut gaps)
                .into_iter()
                .for_each(|validity| facts.validity = validity);
        }
        gaps.extend(facts.faults());
        if gaps.is_empty() {
            Ok(facts)
        } else {
            Err(gaps)
        }
    }

    fn is_new(&self, keys: &[&str]) -> bool {
        keys.iter()
            .any(|key| self.before.get(key) != self.after.get(key))
    }

    fn text(&self, key: &str) -> &str {
        self.after.get(key).unwrap_or_default()
    }

    fn set_texts(&self, facts: &mut Facts) {
        let texts = [
            ("title", &mut facts.title),
            ("document_number", &mut facts.document_number),
            ("issuing_organ", &mut facts.issuing_organ),
            ("summary", &mut facts.summary),
            ("keywords", &mut facts.keywords),
            ("section", &mut facts.section),
            ("shelf", &mut facts.shelf),
        ];
        for (key, place) in texts {
            if self.is_new(&[key]) {
                self.text(key).clone_into(place);
            }
        }
    }

    fn set_codes(&self, facts: &mut Facts) {
        if self.is_new(&["origin"]) {
            facts.origin = match self.text("origin") {
                "obtained" => Origin::Obtained,
                _ => Origin::Made,
            };
        }
        if self.is_new(&["carrier"]) {
            facts.carrier = match self.text("carrier") {
                "paper" => Carrier::Paper,
                "electronic" => Carrier::Electronic,
                _ => Carrier::Both,
            };
        }
        if self.is_new(&["normative"]) {
            facts.normative = self.text("normative") == "yes";
        }
        if self.is_new(&["needs_interpretation"]) {
            facts.needs_interpretation = self.text("needs_interpretation") == "yes";
        }
    }

    /// Category and item of article 20. Where the item is blank it is that of the category: the agency
    /// has mapped it.
    fn set_shelf(&self, facts: &mut Facts, gaps: &mut Vec<Gap>) {
        let name = self.text("category");
        let found = self.categories.iter().find(|one| one.name == name);
        if self.is_new(&["category"]) {
            facts.category = found.map(|one| one.id.clone());
            if found.is_none() && !name.is_empty() {
                let message =
                    format!("没有“{name}”这个类别。请填写本单位设置的类别，或者先请管理员增加。");
                gaps.push(gap("category", message));
            }
        }
        if self.is_new(&["category", "topic"]) {
            let number = self.text("topic").parse::<u8>().ok();
            let topic = number.and_then(|number| Topic::try_from(number).ok());
            facts.topic = topic.or_else(|| found.and_then(|one| one.topic));
        }
    }

    fn set_within(&self, facts: &mut Facts, gaps: &mut Vec<Gap>) {
        if !self.is_new(&["publish_within"]) {
            return;
        }
        facts.publish_within = None;
        if let Some(days) = self.after.get("publish_within") {
            facts.publish_within = days.parse().ok().filter(|days| *days > 0);
            if facts.publish_within.is_none() {
                let message = "请填写1到255之间的工作日数；没有更短的期限就不填。";
                gaps.push(gap("publish_within", message.to_owned()));
            }
        }
    }

    fn attribute(&self, gaps: &mut Vec<Gap>) -> Option<Attribute> {
        let ground = Ground::of_code(self.text("ground"));
        match (self.text("attribute"), ground) {
            ("proactive", None) => Some(Attribute::Proactive),
            ("upon_request", None) => Some(Attribute::UponRequest),
            ("withheld", Some(ground)) => Some(Attribute::Withheld {
                ground,
                reason: self.text("reason").to_owned(),
            }),
            ("withheld", None) => {
                let message = "不予公开的，请填写属于哪一种情形（条例第十四条至第十六条）。";
                gaps.push(gap("ground", message.to_owned()));
                None
            }
            _ => {
                let message = "不予公开的才填写情形。请核对公开属性。";
                gaps.push(gap("ground", message.to_owned()));
                None
            }
        }
    }

    fn validity(&self, gaps: &mut Vec<Gap>) -> Option<Validity> {
        match (self.text("validity"), self.after.day("ended_on")) {
            ("expired", Some(on)) => Some(Validity::Expired { on }),
            ("repealed", Some(on)) => Some(Validity::Repealed {
                on,
                by: self.text("repealed_by").to_owned(),
            }),
            ("expired" | "repealed", None) => {
                let message = "请填写从哪一天起失效或者废止。";
                gaps.push(gap("ended_on", message.to_owned()));
                None
            }
            (_, Some(_)) => {
                let message = "有效的不填失效或者废止日期。请核对有效性。";
                gaps.push(gap("ended_on", message.to_owned()));
                None
            }
            (_, None) => Some(Validity::InForce),
        }
    }
}

fn gap(field: &'static str, message: String) -> Gap {
    Gap { field, message }
}
