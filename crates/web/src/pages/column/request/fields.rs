//! The steps of a request and their fields, as data: what is asked is what article 29 asks for.

use crate::form::{Posted, Problems};
use crate::sheet::{Field, Sheet};
use gongkai_domain::request::{Applicant, RequesterKind};
use gongkai_office::RequestDraft;

/// A step before the last, with its part of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Who asks, a person.
    Person,
    /// Who asks, an organisation.
    Organisation,
    /// What for.
    What,
    /// In which form, and by which way.
    How,
}

impl Step {
    const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::What, Self::How];

    pub(super) const fn path(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::What => "what",
            Self::How => "how",
        }
    }

    pub(super) fn of_path(path: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.path() == path)
    }

    /// The first step of a requester of a kind.
    pub(super) fn who(kind: RequesterKind) -> Self {
        if kind == RequesterKind::NaturalPerson {
            Self::Person
        } else {
            Self::Organisation
        }
    }

    /// The mark under which a draft remembers that the step was gone through.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::Person | Self::Organisation => "who",
            Self::What => "what",
            Self::How => "how",
        }
    }

    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Person | Self::Organisation => 1,
            Self::What => 2,
            Self::How => 3,
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Person | Self::Organisation => "申请人",
            Self::What => "要什么信息",
            Self::How => "怎么给您",
        }
    }

    /// The page after it.
    pub(super) const fn next(self) -> &'static str {
        match self {
            Self::Person | Self::Organisation => "what",
            Self::What => "how",
            Self::How => "check",
        }
    }

    /// The page before it; none before the first.
    pub(super) fn back(self, kind: RequesterKind) -> Option<&'static str> {
        match self {
            Self::Person | Self::Organisation => None,
            Self::What => Some(Self::who(kind).path()),
            Self::How => Some(Self::What.path()),
        }
    }
}

/// The first step that is still to be gone through; none if all are.
pub(super) fn undone(draft: &RequestDraft) -> Option<Step> {
    let steps = [Step::who(draft.applicant.kind), Step::What, Step::How];
    let open = |step: &Step| !draft.done.contains(step.mark());
    let first = steps.into_iter().find(open);
    // The address may have been taken away since the way was chosen.
    first.or_else(|| {
        let mut problems = Problems::default();
        ways(&mut problems, &draft.applicant);
        (!problems.is_empty()).then_some(Step::How)
    })
}

/// Papers by which a person shows who they are.
const PAPERS: [&str; 6] = [
    "居民身份证",
    "护照",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "外国人永久居留身份证",
    "其他证件",
];

/// Forms in which information is given.
const MEDIA: [(&str, &str); 3] = [
    ("电子文件", "电子文件"),
    ("纸面", "纸质复印件"),
    ("光盘", "光盘"),
];

/// Ways by which it is given.
const WAYS: [(&str, &str); 5] = [
    ("网上获取", "在网上查看、下载（用查询码）"),
    ("电子邮件", "发到电子邮箱"),
    ("邮寄", "邮寄到联系地址"),
    ("自行领取", "自己来领取"),
    ("当场阅读、抄录", "当场阅读、抄录"),
];

/// The fields of a step, filled in as far as known.
pub(super) fn sheet(step: Step, action: &str, csrf: &str, known: &Applicant) -> Sheet {
    let sheet = Sheet::new("", action, csrf, "继续");
    match step {
        Step::Person => reached(person(sheet, known), known),
        Step::Organisation => reached(organisation(sheet, known), known),
        Step::What => sheet.field(
            Field::area("description", "需要的政府信息", 8)
                .hint("写名称、文号，或者时间、地点、事项等便于查找的特征。一份申请只写一件事。")
                .value(&known.description),
        ),
        Step::How => how(sheet, known),
    }
}

fn person(sheet: Sheet, known: &Applicant) -> Sheet {
    let papers = PAPERS.map(|paper| (paper, paper));
    sheet
        .field(
            Field::text("name", "姓名")
                .autocomplete("name")
                .width("w-mid")
                .value(&known.name),
        )
        .field(Field::select("id_kind", "证件名称", papers).value(&known.id_kind))
        .field(
            Field::text("id_number", "证件号码")
                .hint("身份证号码18位，最后一位可能是X。")
                .width("w-mid")
                .autocomplete("off")
                .value(&known.id_number),
        )
}

fn organisation(sheet: Sheet, known: &Applicant) -> Sheet {
    let kinds = RequesterKind::ALL.into_iter().skip(1);
    let kinds: Vec<(&str, &str)> = kinds.map(|kind| (kind.code(), kind.zh())).collect();
    let chosen = known.kind;
    let chosen = if chosen == RequesterKind::NaturalPerson {
        ""
    } else {
        chosen.code()
    };
    sheet
        .field(Field::radios("kind", "单位类型", &kinds).value(chosen))
        .field(
            Field::text("name", "单位名称")
                .autocomplete("organization")
                .value(&known.name),
        )
        .field(
            Field::text("id_number", "统一社会信用代码")
                .width("w-mid")
                .value(&known.id_number),
        )
        .field(
            Field::text("representative", "法定代表人或者负责人")
                .width("w-mid")
                .value(&known.representative),
        )
        .field(
            Field::text("contact", "联系人")
                .width("w-mid")
                .autocomplete("name")
                .value(&known.contact),
        )
}

/// How the requester is reached: one way at least.
fn reached(sheet: Sheet, known: &Applicant) -> Sheet {
    sheet
        .field(
            Field::text("phone", "联系电话")
                .hint("手机或者固定电话。电话、地址、邮箱至少填一样。")
                .width("w-mid")
                .autocomplete("tel")
                .value(&known.phone),
        )
        .field(
            Field::text("address", "联系地址")
                .optional_as("（要邮寄的必填）")
                .autocomplete("street-address")
                .value(&known.address),
        )
        .field(
            Field::text("email", "电子邮箱")
                .optional_as("（要发邮件的必填）")
                .autocomplete("email")
                .value(&known.email),
        )
}

fn how(sheet: Sheet, known: &Applicant) -> Sheet {
    sheet
        .field(Field::radios("medium", "希望以什么形式提供", &MEDIA).value(&known.medium))
        .field(Field::radios("delivery", "希望怎样拿到", &WAYS).value(&known.delivery))
        .field(
            Field::text("assistance", "需要的帮助")
                .optional_as("（不需要可不填）")
                .hint("阅读有困难，或者视力、听力有障碍的，写明需要怎样帮助，例如：请打电话念给我听。")
                .value(&known.assistance),
        )
}

/// What was typed in a step, in its place among what was known.
pub(super) fn typed(step: Step, posted: &Posted, known: &Applicant) -> Applicant {
    let mut typed = known.clone();
    let text = |name: &str| posted.text(name).to_owned();
    match step {
        Step::Person => {
            typed = of_kind(typed, RequesterKind::NaturalPerson);
            let paper = PAPERS
                .into_iter()
                .find(|paper| *paper == posted.text("id_kind"));
            paper.unwrap_or_default().clone_into(&mut typed.id_kind);
        }
        Step::Organisation => {
            let kind = RequesterKind::of_code(posted.text("kind"));
            let kind = kind.filter(|kind| *kind != RequesterKind::NaturalPerson);
            typed = of_kind(typed, kind.unwrap_or(RequesterKind::Other));
            typed.representative = text("representative");
            typed.contact = text("contact");
        }
        Step::What => typed.description = text("description"),
        Step::How => {
            typed.medium = one_of(&MEDIA, posted.text("medium"));
            typed.delivery = one_of(&WAYS, posted.text("delivery"));
            typed.assistance = text("assistance");
        }
    }
    if matches!(step, Step::Person | Step::Organisation) {
        typed.name = text("name");
        typed.id_number = posted.text("id_number").to_uppercase();
        typed.phone = text("phone");
        typed.address = text("address");
        typed.email = text("email");
    }
    typed
}

/// The same wish of another kind of requester.
fn of_kind(known: Applicant, kind: RequesterKind) -> Applicant {
    Applicant {
        description: known.description,
        medium: known.medium,
        delivery: known.delivery,
        assistance: known.assistance,
        ..Applicant::blank(kind)
    }
}

fn one_of(choices: &[(&str, &str)], typed: &str) -> String {
    let found = choices.iter().find(|(value, _)| *value == typed);
    found.map_or("", |(value, _)| value).to_owned()
}

/// What is wrong with a step as it was typed.
pub(super) fn problems(step: Step, posted: &Posted, typed: &Applicant) -> Problems {
    let mut problems = Problems::default();
    let own: &[&str] = match step {
        Step::Person | Step::Organisation => &["name", "id_number", "phone", "email"],
        Step::What => &["description"],
        Step::How => &[],
    };
    if step == Step::Person && typed.id_kind.is_empty() {
        problems.add("id_kind", "请选择证件名称。");
    }
    if step == Step::Organisation && RequesterKind::of_code(posted.text("kind")).is_none() {
        problems.add("kind", "请选择单位类型。");
    }
    if step == Step::Organisation && typed.contact.is_empty() {
        problems.add("contact", "请填写联系人，办理时会与其联系。");
    }
    for fault in typed.faults() {
        if own.contains(&fault.field) {
            problems.add(fault.field, fault.message);
        }
    }
    let long = [
        ("address", &typed.address),
        ("assistance", &typed.assistance),
    ];
    for (field, _) in long
        .into_iter()
        .filter(|(_, text)| text.chars().count() > 200)
    {
        problems.add(field, "请不要超过200个字。");
    }
    if step == Step::How {
        ways(&mut problems, typed);
    }
    problems
}

fn ways(problems: &mut Problems, typed: &Applicant) {
    if typed.medium.is_empty() {
        problems.add("medium", "请选择提供的形式。");
    }
    let lacking = match typed.delivery.as_str() {
        "" => "请选择怎样拿到。",
        "邮寄" if typed.address.is_empty() => {
            "选了邮寄，还没有填联系地址。请返回第1步填写，或者换一种方式。"
        }
        "电子邮件" if typed.email.is_empty() => {
            "选了发到电子邮箱，还没有填邮箱。请返回第1步填写，或者换一种方式。"
        }
        _ => "",
    };
    if !lacking.is_empty() {
        problems.add("delivery", lacking);
    }
}

/// What was filled in, for the last look: name, text, the step in which it is changed.
pub(super) fn answers(known: &Applicant) -> Vec<(&'static str, String, &'static str)> {
    let who = Step::who(known.kind);
    let person = who == Step::Person;
    let kind = if person { "个人" } else { known.kind.zh() };
    let number = if person {
        "证件号码"
    } else {
        "统一社会信用代码"
    };
    let paper = if person { known.id_kind.as_str() } else { "" };
    let name_of = |choices: &[(&str, &str)], value: &str| {
        let found = choices.iter().find(|(one, _)| *one == value);
        found.map_or("", |(_, name)| name).to_owned()
    };
    let all = vec![
        ("申请人", kind.to_owned(), who.path()),
        (
            if person { "姓名" } else { "单位名称" },
            known.name.clone(),
            who.path(),
        ),
        ("证件名称", paper.to_owned(), who.path()),
        (number, known.id_number.clone(), who.path()),
        ("法定代表人", known.representative.clone(), who.path()),
        ("联系人", known.contact.clone(), who.path()),
        ("联系电话", known.phone.clone(), who.path()),
        ("联系地址", known.address.clone(), who.path()),
        ("电子邮箱", known.email.clone(), who.path()),
        ("需要的信息", known.description.clone(), Step::What.path()),
        ("形式", name_of(&MEDIA, &known.medium), Step::How.path()),
        (
            "怎样拿到",
            name_of(&WAYS, &known.delivery),
            Step::How.path(),
        ),
        ("需要的帮助", known.assistance.clone(), Step::How.path()),
    ];
    let filled = all.into_iter().filter(|(_, text, _)| !text.is_empty());
    filled.collect()
}
