//! Who asks and what for: what article 29 asks for, and nothing else. All of it is sealed where it lies.

use crate::leak;
use serde::{Deserialize, Serialize};

/// Who asks, as the columns of the annual report count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequesterKind {
    /// 自然人.
    NaturalPerson,
    /// 商业企业.
    Business,
    /// 科研机构.
    Research,
    /// 社会公益组织.
    PublicWelfare,
    /// 法律服务机构.
    LegalService,
    /// 其他.
    Other,
}

impl RequesterKind {
    /// All of them, in the order of the report's columns.
    pub const ALL: [Self; 6] = [
        Self::NaturalPerson,
        Self::Business,
        Self::Research,
        Self::PublicWelfare,
        Self::LegalService,
        Self::Other,
    ];

    /// The column of the annual report, and the mark in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NaturalPerson => "natural_person",
            Self::Business => "business",
            Self::Research => "research",
            Self::PublicWelfare => "public_welfare",
            Self::LegalService => "legal_service",
            Self::Other => "other",
        }
    }

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NaturalPerson => "自然人",
            Self::Business => "商业企业",
            Self::Research => "科研机构",
            Self::PublicWelfare => "社会公益组织",
            Self::LegalService => "法律服务机构",
            Self::Other => "其他组织",
        }
    }

    /// The kind of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A request as it was made: who, how to be reached, what, and in which form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applicant {
    /// As the report counts them.
    pub kind: RequesterKind,
    /// 姓名 or 名称.
    pub name: String,
    /// 证件名称: 居民身份证, or what the organisation is registered with.
    pub id_kind: String,
    /// 证件号码 or 统一社会信用代码.
    pub id_number: String,
    /// 法定代表人, of organisations.
    #[serde(default)]
    pub representative: String,
    /// 联系人, of organisations.
    #[serde(default)]
    pub contact: String,
    /// 联系电话.
    #[serde(default)]
    pub phone: String,
    /// 联系地址.
    #[serde(default)]
    pub address: String,
    /// 邮政编码.
    #[serde(default)]
    pub postcode: String,
    /// 电子邮箱.
    #[serde(default)]
    pub email: String,
    /// 传真.
    #[serde(default)]
    pub fax: String,
    /// 代理人, if one acts.
    #[serde(default)]
    pub agent: String,
    /// 所需政府信息的名称、文号或者便于查询的其他特征性描述.
    pub description: String,
    /// 提供方式: 纸面, 电子邮件, 光盘, 磁盘.
    #[serde(default)]
    pub medium: String,
    /// 获取途径: 邮寄, 网上, 自行领取 …
    #[serde(default)]
    pub delivery: String,
    /// 所需信息的用途, which nobody has to say since 2019.
    #[serde(default)]
    pub purpose: String,
    /// Help needed with reading, seeing or hearing (article 43).
    #[serde(default)]
    pub assistance: String,
}

/// What is wrong with one field of a request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ApplicantFault {
    /// The name of the field.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub message: String,
}

impl ApplicantFault {
    fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

const RESIDENT_ID: &str = "居民身份证";
const LONGEST_NAME: usize = 60;
const LONGEST_DESCRIPTION: usize = 2000;

impl Applicant {
    /// A request of a person with nothing filled in yet.
    pub fn blank(kind: RequesterKind) -> Self {
        let id_kind = match kind {
            RequesterKind::NaturalPerson => RESIDENT_ID,
            RequesterKind::Business
            | RequesterKind::Research
            | RequesterKind::PublicWelfare
            | RequesterKind::LegalService
            | RequesterKind::Other => "统一社会信用代码",
        };
        Self {
            kind,
            name: String::new(),
            id_kind: id_kind.to_owned(),
            id_number: String::new(),
            representative: String::new(),
            contact: String::new(),
            phone: String::new(),
            address: String::new(),
            postcode: String::new(),
            email: String::new(),
            fax: String::new(),
            agent: String::new(),
            description: String::new(),
            medium: String::new(),
            delivery: String::new(),
            purpose: String::new(),
            assistance: String::new(),
        }
    }

    /// What article 29 asks for and is not there or cannot be. An agency takes a paper that lacks some
    /// of it all the same and asks for correction; a page can ask at once.
    pub fn faults(&self) -> Vec<ApplicantFault> {
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(ApplicantFault::new("name", "请填写姓名或者单位名称。"));
        }
        if self.name.chars().count() > LONGEST_NAME {
            faults.push(ApplicantFault::new(
                "name",
                "姓名或者名称太长，请不要超过60个字。",
            ));
        }
        faults.extend(self.id_fault());
        let reachable = [&self.phone, &self.address, &self.email];
        if reachable.iter().all(|way| way.trim().is_empty()) {
            let message = "请至少填写一种联系方式：电话、地址或者电子邮箱。";
            faults.push(ApplicantFault::new("phone", message));
        }
        if self.email.chars().any(|c| c == '@' || c == '＠') == self.email.trim().is_empty() {
            let message = "电子邮箱里要有“@”，例如：someone@example.cn。";
            faults.push(ApplicantFault::new("email", message));
        }
        faults.extend(self.description_fault());
        faults
    }

    fn id_fault(&self) -> Option<ApplicantFault> {
        let number = self.id_number.trim();
        let length = number.chars().count();
        let fault = |message: String| Some(ApplicantFault::new("id_number", message));
        if number.is_empty() {
            return fault("请填写证件号码（条例第二十九条要求提供身份证明）。".to_owned());
        }
        if self.id_kind != RESIDENT_ID {
            return None;
        }
        if length != 18 {
            return fault(format!("请填写18位身份证号码，您填写了{length}位。"));
        }
        if leak::is_resident_id(&number.to_uppercase()) {
            return None;
        }
        fault("身份证号码有一位不对，请逐位核对。".to_owned())
    }

    fn description_fault(&self) -> Option<ApplicantFault> {
        let length = self.description.trim().chars().count();
        if length == 0 {
            let message = "请写明需要什么信息：名称、文号，或者便于查找的其他描述。";
            return Some(ApplicantFault::new("description", message));
        }
        let message = format!("描述请不要超过2000个字，现在是{length}个字。");
        (length > LONGEST_DESCRIPTION).then(|| ApplicantFault::new("description", message))
    }
}

/// What may be shown of a personal text: as much of both ends as official notices print.
pub fn mask(field: &str, text: &str) -> String {
    let length = text.chars().count();
    let (first, last) = match field {
        "id_number" if length >= 15 => (6, 4),
        "phone" | "fax" if length >= 7 => (3, 4),
        "name" | "representative" | "contact" | "agent" => (1, 0),
        "email" => (
            1,
            text.split('@')
                .nth(1)
                .map_or(0, |host| host.chars().count() + 1),
        ),
        _ => (0, 0),
    };
    let shown = |at: usize| at < first || at + last >= length;
    let masked = text.chars().enumerate();
    masked
        .map(|(at, c)| if shown(at) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person() -> Applicant {
        Applicant {
            name: "张三".to_owned(),
            id_number: "11010519491231002X".to_owned(),
            phone: "13800005678".to_owned(),
            description: "2025年道路改造工程的决算".to_owned(),
            ..Applicant::blank(RequesterKind::NaturalPerson)
        }
    }

    fn fields(applicant: &Applicant) -> Vec<&'static str> {
        let faults = applicant.faults();
        faults.iter().map(|fault| fault.field).collect()
    }

    #[test]
    fn name_identity_a_way_to_be_reached_and_a_description_are_asked_for_and_no_purpose() {
        assert_eq!(fields(&person()), Vec::<&str>::new());
        let blank = Applicant::blank(RequesterKind::NaturalPerson);
        assert_eq!(
            fields(&blank),
            ["name", "id_number", "phone", "description"]
        );
    }

    #[test]
    fn a_number_of_seventeen_digits_is_told_as_such_and_a_wrong_digit_too() {
        let mut wrong = person();
        wrong.id_number.pop();
        assert!(wrong.faults()[0].message.contains("17位"));
        wrong.id_number.push('1');
        assert_eq!(fields(&wrong), ["id_number"]);
        wrong.id_kind = "护照".to_owned();
        assert_eq!(fields(&wrong), Vec::<&str>::new());
    }

    #[test]
    fn what_is_shown_of_a_person_is_as_much_as_notices_print() {
        assert_eq!(
            mask("id_number", "11010519491231002X"),
            "110105********002X"
        );
        assert_eq!(mask("phone", "13800005678"), "138****5678");
        assert_eq!(mask("name", "王小明"), "王**");
        assert_eq!(mask("email", "wang@example.cn"), "w***@example.cn");
        assert_eq!(mask("address", "某路1号"), "****");
    }
}
