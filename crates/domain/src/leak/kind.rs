//! Kinds of leaks: their names, how grave they are, how they are masked, what to do about them.

use crate::rules::Message;

/// What leaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeakKind {
    /// A resident identity number of 18 characters (GB 11643).
    ResidentId,
    /// A resident identity number of the old form with 15 digits.
    OldResidentId,
    /// A mobile telephone number.
    Mobile,
    /// The number of a bank card.
    BankCard,
    /// A mark of classification or of internal use.
    Mark,
    /// The number of a passport.
    Passport,
    /// The number of a permit for travel to or from Hong Kong, Macao or Taiwan.
    TravelPermit,
    /// The number of a soldier's or an officer's paper.
    MilitaryId,
    /// The number of a bank account.
    Account,
    /// The plate of a vehicle.
    Plate,
    /// The mailbox of a person.
    Email,
    /// A home to the door.
    HomeAddress,
    /// A table of names with sensitive facts beside them.
    NameList,
}

impl LeakKind {
    /// Every kind, those that stop publication first.
    pub const ALL: [Self; 13] = [
        Self::ResidentId,
        Self::OldResidentId,
        Self::Mobile,
        Self::BankCard,
        Self::Mark,
        Self::Passport,
        Self::TravelPermit,
        Self::MilitaryId,
        Self::Account,
        Self::Plate,
        Self::Email,
        Self::HomeAddress,
        Self::NameList,
    ];

    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResidentId => "resident-id",
            Self::OldResidentId => "old-resident-id",
            Self::Mobile => "mobile",
            Self::BankCard => "bank-card",
            Self::Mark => "classification-mark",
            Self::Passport => "passport",
            Self::TravelPermit => "travel-permit",
            Self::MilitaryId => "military-id",
            Self::Account => "bank-account",
            Self::Plate => "vehicle-plate",
            Self::Email => "email",
            Self::HomeAddress => "home-address",
            Self::NameList => "name-list",
        }
    }

    /// The name for the clerk.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ResidentId => "居民身份证号码",
            Self::OldResidentId => "15 位居民身份证号码",
            Self::Mobile => "手机号码",
            Self::BankCard => "银行卡号",
            Self::Mark => "密级或内部标志",
            Self::Passport => "护照号码",
            Self::TravelPermit => "港澳台通行证号码",
            Self::MilitaryId => "军人证件号码",
            Self::Account => "银行账号",
            Self::Plate => "车牌号码",
            Self::Email => "个人电子邮箱",
            Self::HomeAddress => "家庭住址",
            Self::NameList => "带敏感信息的人员名单",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::ResidentId => "resident identity number",
            Self::OldResidentId => "resident identity number of 15 digits",
            Self::Mobile => "mobile number",
            Self::BankCard => "bank card number",
            Self::Mark => "mark of classification or internal use",
            Self::Passport => "passport number",
            Self::TravelPermit => "travel permit number",
            Self::MilitaryId => "military paper number",
            Self::Account => "bank account",
            Self::Plate => "vehicle plate",
            Self::Email => "personal mailbox",
            Self::HomeAddress => "home address",
            Self::NameList => "list of names with sensitive columns",
        }
    }
}

/// How grave a leak is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// A person must look at it; publication goes on if the person says so.
    Doubtful,
    /// Nothing is published unless a second person takes it on in writing.
    Blocking,
}

impl Gravity {
    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Doubtful => "doubtful",
            Self::Blocking => "blocking",
        }
    }
}

/// What may be shown of a number: as much of both ends as official notices print.
pub(super) fn masked(kind: LeakKind, digits: &str) -> String {
    let (digits, first, last) = match kind {
        LeakKind::ResidentId | LeakKind::BankCard => (digits, 6, 4),
        LeakKind::OldResidentId => (digits, 6, 3),
        LeakKind::Mobile => (super::mobile::bare(digits), 3, 4),
        LeakKind::Passport | LeakKind::TravelPermit => (digits, 1, 3),
        LeakKind::Account => (digits, 4, 4),
        LeakKind::MilitaryId => (digits, 3, 2),
        LeakKind::Plate => (digits, 2, 2),
        // These say what they show themselves.
        LeakKind::Mark | LeakKind::Email | LeakKind::HomeAddress | LeakKind::NameList => {
            return digits.to_owned();
        }
    };
    let length = digits.chars().count();
    let shown = |at: usize| at < first || at + last >= length;
    digits
        .chars()
        .enumerate()
        .map(|(at, c)| if shown(at) { c } else { '*' })
        .collect()
}

/// What was found and what to do about it.
pub(super) fn message(kind: LeakKind, gravity: Gravity, excerpt: &str) -> Message {
    let (label, english) = (kind.label(), kind.english());
    match (kind, gravity) {
        (LeakKind::Mark, Gravity::Blocking) => Message::new(
            format!(
                "此处有{label}“{excerpt}”，涉密或内部文件不得公开。请停止发布，交保密审查人员核定；\
                 确已解密的，请换用解密后的文本。"
            ),
            format!("{english} ({excerpt}): stop, have the secrecy officer decide"),
        ),
        (LeakKind::Mark, Gravity::Doubtful) => Message::new(
            format!("此处提到“{excerpt}”。请核对这份文件是否涉密或限内部使用，不是的可以继续。"),
            format!("{english} mentioned ({excerpt}): check whether this document may be public"),
        ),
        (_, Gravity::Blocking) => Message::new(
            format!(
                "此处有{label}（{excerpt}），公开会泄露个人信息。请删去，或改成这里显示的带星号的样式；\
                 确需公开的，须由另一人复核并写明依据。"
            ),
            format!(
                "{english} ({excerpt}): delete or mask it; publishing it needs a second person \
                 and a written ground"
            ),
        ),
        (LeakKind::NameList, Gravity::Doubtful) => Message::new(
            format!(
                "此处像一张人员名单，姓名旁边有“{excerpt}”。请核对是否必须公开、公开到什么程度；\
                 不必公开的列请删去，姓名可以只留姓。"
            ),
            format!("{english} ({excerpt}): publish no more than is needed"),
        ),
        (LeakKind::ResidentId, Gravity::Doubtful) => Message::new(
            format!(
                "此处的号码（{excerpt}）像{label}，但校验不符，可能有错字。请核对，是的请删去或遮盖。"
            ),
            format!("{excerpt} looks like a {english} with a wrong check digit: look at it"),
        ),
        (_, Gravity::Doubtful) => Message::new(
            format!(
                "此处可能有{label}（{excerpt}）。是个人的请删去或遮盖；是单位对外公布的，核对后可以继续。"
            ),
            format!("{excerpt} looks like a {english}: delete it if it is a person's"),
        ),
    }
}
