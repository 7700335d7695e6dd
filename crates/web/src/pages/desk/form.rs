//! The registration form as a page shows it: groups of fields, with hints, problems and remarks.

use super::facts::{File, label};
use super::fields::Fields;
use super::steps::Said;
use crate::form::Problems;
use gongkai_domain::information::{Element, Form as Shape, Ground, Topic};
use gongkai_office::Category;

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Short,
    Area,
    Select,
    Radio,
    Check,
}

/// Something to choose.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    /// Under which heading it is offered; empty for none.
    pub(super) group: String,
    pub(super) on: bool,
}

/// A field.
#[derive(Debug, Clone)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) optional: bool,
    pub(super) kind: Kind,
    pub(super) rows: u8,
    /// Characters at most; 0 where nobody counts.
    pub(super) most: u16,
    pub(super) value: String,
    pub(super) choices: Vec<Choice>,
    pub(super) error: String,
    pub(super) remarks: Vec<Said>,
    /// Whether the value was read from the attachment.
    pub(super) proposed: bool,
}

impl Field {
    /// The identities of what describes it, of those that are there.
    pub(super) fn described(&self) -> String {
        let name = self.name;
        let parts = [
            (self.proposed || !self.hint.is_empty(), "hint"),
            (!self.error.is_empty(), "error"),
            (!self.remarks.is_empty(), "remark"),
            (self.most > 0, "count"),
        ];
        let there = parts.iter().filter(|(there, _)| *there);
        let ids: Vec<String> = there.map(|(_, part)| format!("{name}-{part}")).collect();
        ids.join(" ")
    }

    /// The choices, those of one heading together.
    pub(super) fn groups(&self) -> Vec<Choices<'_>> {
        let same = |one: &Choice, next: &Choice| one.group == next.group;
        let groups = self.choices.chunk_by(same);
        groups
            .map(|choices| Choices {
                name: choices.first().map_or("", |choice| choice.group.as_str()),
                choices,
            })
            .collect()
    }
}

/// Choices under one heading; the heading may be empty.
pub(super) struct Choices<'f> {
    pub(super) name: &'f str,
    pub(super) choices: &'f [Choice],
}

/// Fields that belong together.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) help: &'static str,
    pub(super) fields: Vec<Field>,
    /// Whether it has to be looked at: something is wrong in it, or somebody has said something.
    pub(super) open: bool,
}

/// The form.
#[derive(Debug, Clone)]
pub(super) struct Form {
    pub(super) action: String,
    /// Where drafts are kept without being asked; empty before there is a draft.
    pub(super) autosave: String,
    pub(super) csrf: String,
    pub(super) revision: String,
    /// Hidden, for a person who works in one agency only.
    pub(super) agency: String,
    pub(super) agencies: Vec<Choice>,
    pub(super) main: Group,
    pub(super) more: Vec<Group>,
    pub(super) files: Vec<File>,
    pub(super) file_error: String,
    pub(super) problems: Problems,
    pub(super) general: Vec<Said>,
}

/// An entry of the catalogue that may be chosen.
#[derive(Debug, Clone)]
pub(super) struct EntryChoice {
    pub(super) id: String,
    pub(super) field: String,
    pub(super) item: String,
}

/// What a form is filled with.
pub(super) struct Filling<'a> {
    pub(super) fields: &'a Fields,
    pub(super) problems: &'a Problems,
    pub(super) said: &'a [Said],
    pub(super) categories: &'a [Category],
    /// Entries of the catalogue, and the one that the item has, which may stand no more.
    pub(super) entries: &'a [EntryChoice],
    /// Names of fields that were read from the attachment.
    pub(super) proposed: &'a [&'static str],
}

impl Filling<'_> {
    fn field(&self, name: &'static str, kind: Kind, hint: &'static str) -> Field {
        let about = self.said.iter().filter(|said| said.field == name);
        Field {
            name,
            label: label(name),
            hint,
            optional: false,
            kind,
            rows: 3,
            most: 0,
            value: self.fields.raw(name).to_owned(),
            choices: Vec::new(),
            error: self.problems.of(name).to_owned(),
            remarks: about.cloned().collect(),
            proposed: self.proposed.contains(&name),
        }
    }

    fn optional(&self, name: &'static str, kind: Kind, hint: &'static str) -> Field {
        Field {
            optional: true,
            ..self.field(name, kind, hint)
        }
    }

    fn chosen<'c>(
        &self,
        field: Field,
        choices: impl IntoIterator<Item = (&'c str, String)>,
    ) -> Field {
        let one = |(value, label): (&str, String)| Choice {
            on: self.fields.has(field.name, value),
            value: value.to_owned(),
            label,
            group: String::new(),
        };
        Field {
            choices: choices.into_iter().map(one).collect(),
            ..field
        }
    }

    fn group(title: &'static str, help: &'static str, fields: Vec<Field>) -> Group {
        let pressing = |field: &Field| !field.error.is_empty() || !field.remarks.is_empty();
        Group {
            title,
            help,
            open: fields.iter().any(pressing),
            fields,
        }
    }

    /// What nearly every item needs.
    pub(super) fn main(&self) -> Group {
        let summary = Field {
            most: 100,
            ..self.field(
                "summary",
                Kind::Area,
                "一两句话说清楚写了什么，公众在目录里先看到它",
            )
        };
        let body = Field {
            rows: 8,
            ..self.optional("body", Kind::Area, "内容都在附件里的，可以不填")
        };
        let categories = self.categories.iter();
        let categories = categories.map(|category| (category.id.as_str(), category.name.clone()));
        let category = self.field("category", Kind::Select, "");
        let attribute = self.field(
            "attribute",
            Kind::Radio,
            "公开属性，是指这条信息主动公开、有人申请才公开，还是不公开",
        );
        let attributes = [
            ("proactive", "主动公开".to_owned()),
            (
                "upon_request",
                "依申请公开（只对特定的人有用，有人申请时再提供）".to_owned(),
            ),
            ("withheld", "不予公开（要在下面选情形、写理由）".to_owned()),
        ];
        let fields = vec![
            self.field("title", Kind::Text, "照文件上的写，不加书名号"),
            self.optional("document_number", Kind::Short, "如 青政〔2026〕8号"),
            self.optional(
                "dated_on",
                Kind::Short,
                "文件落款的日期，如 2026-2-9、20260209、2月9日",
            ),
            self.field(
                "formed_on",
                Kind::Short,
                "从第二天起数 20 个工作日以内公开（条例第二十六条）；一般就是成文日期",
            ),
            self.chosen(category, categories),
            self.listing(),
            summary,
            body,
            self.chosen(attribute, attributes),
        ];
        Self::group("基本内容", "", fields)
    }

    /// The entry of the catalogue, by field.
    fn listing(&self) -> Field {
        let hint = if self.entries.is_empty() {
            "本单位还没有标准目录，可以在台账里导入"
        } else {
            "按标准目录的哪一条公开；目录规定了几个工作日的，公开期限按目录算"
        };
        let field = self.optional("listing", Kind::Select, hint);
        let choices = self.entries.iter().map(|entry| Choice {
            on: self.fields.has("listing", &entry.id),
            value: entry.id.clone(),
            label: entry.item.clone(),
            group: entry.field.clone(),
        });
        Field {
            choices: choices.collect(),
            ..field
        }
    }

    /// Everything else, in groups that stay closed where nothing is to be done.
    pub(super) fn more(&self) -> Vec<Group> {
        vec![
            self.withheld(),
            self.topic(),
            self.document(),
            self.keeping(),
            self.limit(),
            self.interpretation(),
        ]
    }

    fn withheld(&self) -> Group {
        let grounds = Ground::ALL.map(|ground| {
            let words = format!("{}（{}）", ground.zh(), ground.article());
            (ground.code(), words)
        });
        let ground = self.optional("ground", Kind::Select, "");
        let reason = self.optional(
            "reason",
            Kind::Area,
            "写明为什么属于这种情形，一年后要重新评估",
        );
        let mut group = Self::group(
            "不予公开的情形和理由",
            "只有选了“不予公开”才填。条例第十四条至第十六条列明了哪些可以不公开。",
            vec![self.chosen(ground, grounds), reason],
        );
        group.open |= self.fields.has("attribute", "withheld");
        group
    }

    fn topic(&self) -> Group {
        let topics: Vec<(String, String)> = Topic::all()
            .map(|topic| {
                let words = format!("{}　{}", topic.article(), topic.zh());
                (topic.number().to_string(), words)
            })
            .collect();
        let field = self.optional("topic", Kind::Select, "不选时按本单位类别自动对应");
        let choices = topics
            .iter()
            .map(|(code, words)| (code.as_str(), words.clone()));
        Self::group(
            "法定类别",
            "条例第二十条列出了应当主动公开的十五项信息，第二十一条是乡镇和县一级另外要公开的。",
            vec![self.chosen(field, choices)],
        )
    }

    fn document(&self) -> Group {
        let flag = || [("1", "是".to_owned())];
        let origin = self.field("origin", Kind::Radio, "");
        let carrier = self.field("carrier", Kind::Radio, "");
        let validity = self.field("validity", Kind::Radio, "");
        let normative = self.optional(
            "normative",
            Kind::Check,
            "行政规范性文件，是指涉及公民、法人权利义务，在一定时期内反复适用的公文；年度报告要单独统计",
        );
        let fields = vec![
            self.field(
                "issuing_organ",
                Kind::Text,
                "几个机关联合发文的，填牵头机关",
            ),
            self.chosen(
                origin,
                [
                    ("made", "本机关制作".to_owned()),
                    ("obtained", "本机关获取".to_owned()),
                ],
            ),
            self.chosen(
                carrier,
                [
                    ("paper", "纸质".to_owned()),
                    ("electronic", "电子".to_owned()),
                    ("both", "纸质和电子".to_owned()),
                ],
            ),
            self.chosen(normative, flag()),
            self.chosen(
                validity,
                [
                    ("in_force", "有效".to_owned()),
                    ("expired", "失效（到期，不再适用）".to_owned()),
                    ("repealed", "废止（被另一份文件废止）".to_owned()),
                ],
            ),
            self.optional("ended_on", Kind::Short, "失效或者废止的才填"),
            self.optional("repealed_by", Kind::Text, "废止的才填：哪份文件废止了它"),
            self.optional("keywords", Kind::Text, "方便检索的几个词，用空格隔开"),
        ];
        Self::group("文件情况和有效性", "", fields)
    }

    fn keeping(&self) -> Group {
        let fields = vec![
            self.optional("section", Kind::Text, "哪个科室填报，印在审查表上"),
            self.optional("shelf", Kind::Text, "纸质文件放在哪个盒子，如 2026年第3盒"),
        ];
        Self::group("填报科室和存放", "", fields)
    }

    fn limit(&self) -> Group {
        let hint = "目录规定的期限比 20 个工作日短的才填，写工作日的个数";
        let fields = vec![self.optional("publish_within", Kind::Short, hint)];
        Self::group("更短的公开期限", "", fields)
    }

    fn interpretation(&self) -> Group {
        let needs = self.optional(
            "needs_interpretation",
            Kind::Check,
            "政策文件要配解读的勾选；解读要和文件同步组织、同步审签、同步部署，这叫“三同步”",
        );
        let form = self.optional("form", Kind::Select, "");
        let elements = self.optional(
            "elements",
            Kind::Check,
            "解读稿要写全八个方面，写到了的勾上；没有写全的不能送审",
        );
        let forms = Shape::ALL.map(|form| (form.code(), form.zh().to_owned()));
        let all = Element::ALL.map(|element| (element.code(), element.zh().to_owned()));
        let interprets = "这条信息本身是解读稿的，填被解读文件的索引号，两边会自动互相链接";
        let fields = vec![
            self.chosen(needs, [("1", "需要解读".to_owned())]),
            self.optional("interprets", Kind::Short, interprets),
            self.chosen(form, forms),
            self.chosen(elements, all),
        ];
        let mut group = Self::group("政策解读", "", fields);
        group.open |= !self.fields.text("interprets").is_empty();
        group
    }
}
