//! The fields that letters and an office's own templates may use, with where each comes from.

/// Where a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The agency's settings and guide.
    Agency,
    /// The request as it was made.
    Applicant,
    /// What happened to the case.
    Case,
    /// The clocks of the case.
    Clock,
    /// Numbers that the office gives.
    Number,
    /// The outcome and the letter itself.
    Letter,
    /// Typed by the clerk for this letter.
    Typed,
}

impl Source {
    /// Its name on a page, with what to do when something of it is missing.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Agency => "本机关设置",
            Self::Applicant => "申请表",
            Self::Case => "办理经过",
            Self::Clock => "期限",
            Self::Number => "编号",
            Self::Letter => "办理结果",
            Self::Typed => "本文书填写",
        }
    }
}

/// A field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name in templates and on pages.
    pub name: &'static str,
    /// Where it comes from.
    pub source: Source,
    /// What it holds, as a hint to who types it.
    pub hint: &'static str,
    /// Whether it tells who the requester is: not for third parties.
    pub person: bool,
    /// The key of the draft's words (`Need::field`) that holds it, if it is one of those.
    pub word: Option<&'static str>,
}

const fn field(source: Source, name: &'static str, hint: &'static str) -> Field {
    Field {
        name,
        source,
        hint,
        person: false,
        word: None,
    }
}

const fn person(name: &'static str, hint: &'static str) -> Field {
    Field {
        person: true,
        ..field(Applicant, name, hint)
    }
}

const fn word(name: &'static str, key: &'static str, hint: &'static str) -> Field {
    Field {
        word: Some(key),
        ..field(Typed, name, hint)
    }
}

use Source::{Agency, Applicant, Case, Clock, Letter, Number, Typed};

/// All fields, by source.
pub const FIELDS: &[Field] = &[
    field(Agency, "机关", "作出文书的行政机关全称"),
    field(Agency, "公开机构", "政府信息公开工作机构，例如党政办公室"),
    field(Agency, "机关地址", "办公地址"),
    field(Agency, "机关邮编", "邮政编码"),
    field(Agency, "机关电话", "联系电话"),
    field(Agency, "机关传真", "传真号码"),
    field(Agency, "办公时间", "办公时间"),
    field(Agency, "网上渠道", "互联网联系方式"),
    field(Agency, "复议机关", "受理行政复议的机关，例如某县人民政府"),
    field(Agency, "管辖法院", "管辖行政诉讼的人民法院"),
    field(Agency, "缴费方式", "收款单位、账号、缴纳办法"),
    person("申请人", "姓名或者名称，全称"),
    person("隐名申请人", "只显示首字的姓名或者名称"),
    person("证件名称", "居民身份证、统一社会信用代码等"),
    person("证件号码", "隐去中间各位的证件号码"),
    person("法定代表人", "法定代表人"),
    person("联系人", "单位申请人的联系人"),
    person("联系电话", "申请人的电话"),
    person("联系地址", "申请人的地址"),
    person("邮政编码", "申请人的邮政编码"),
    person("电子邮箱", "申请人的电子邮箱"),
    person("代理人", "代理人"),
    field(Applicant, "申请人类别", "自然人，或者五类组织之一"),
    field(Applicant, "称呼", "自然人称“您”，单位称“你单位”"),
    field(Applicant, "申请内容", "所需信息的名称、文号或者特征描述"),
    field(Applicant, "提供方式", "纸面、电子邮件、光盘、磁盘"),
    field(Applicant, "获取途径", "邮寄、网上、自行领取等"),
    field(Case, "提交方式", "当面、邮寄、网上等"),
    field(Case, "到达时间", "申请到达本机关的时间"),
    field(Case, "确认日期", "与申请人确认收到的日期"),
    field(Case, "收到日期", "条例第三十一条的收到申请之日"),
    field(Case, "收到依据", "为什么是这一天"),
    field(Case, "补正告知日期", "发出补正告知书的日期"),
    field(Case, "补正工作日数", "补正期限的工作日数"),
    field(Case, "补正收到日期", "收到补正材料的日期"),
    field(Case, "征求意见发出日期", "第一份征求意见书发出的日期"),
    field(Case, "说明理由告知日期", "要求说明理由的日期"),
    field(Case, "说明理由工作日数", "说明理由期限的工作日数"),
    field(Case, "理由收到日期", "收到理由的日期"),
    field(Case, "延迟答复日期", "条例第三十五条确定的日期"),
    field(Case, "延期工作日数", "延长的工作日数"),
    field(Case, "延期批准日期", "批准延期的日期"),
    field(Case, "收费通知日期", "发出收费通知的日期"),
    field(Case, "收费方式", "按件计收或者按量计收"),
    field(Case, "收费数量", "件数或者页数"),
    field(Case, "收费金额", "元"),
    field(Case, "收费计算", "每一档的件数或者页数、标准和金额"),
    field(Case, "缴费日期", "缴费的日期"),
    field(Case, "检索日期", "检索的日期"),
    field(Case, "撤回日期", "申请人撤回的日期"),
    field(Case, "审批记录", "每一步的姓名、意见"),
    field(Case, "经过情况", "补正、征求意见、延期、收费等经过"),
    field(Case, "答复日期", "答复作出的日期"),
    field(Case, "送达方式", "直接、委托、邮寄、网上"),
    field(Case, "送达日期", "送达的日期"),
    field(Case, "送达情况", "送达方式和日期"),
    field(Clock, "答复期限", "应当答复的最后一日"),
    field(Clock, "补正告知期限", "可以告知补正的最后一日"),
    field(Clock, "补正截止日期", "申请人补正的最后一日"),
    field(Clock, "缴费截止日期", "申请人缴费的最后一日"),
    field(Number, "申请编号", "登记的编号"),
    field(Number, "查询编号", "申请人查询进度用"),
    field(Number, "查询码", "申请人查询进度用"),
    field(Number, "文号", "本文书的文号，最后编"),
    field(Number, "答复文号", "已经制发的答复的文号"),
    field(Letter, "标题", "本文书的标题"),
    field(Letter, "收文人", "本文书给谁"),
    field(Letter, "正文", "本文书的正文，不含救济途径"),
    field(Letter, "救济途径", "行政复议、行政诉讼的一段话"),
    field(Letter, "文书日期", "落款日期"),
    field(Letter, "办理结果", "属于哪一种结果"),
    field(Letter, "结果依据", "结果的依据"),
    field(Letter, "结果条款", "结果依据的条款，不写条例名称"),
    field(Letter, "情形", "结果的情形，写成一句话"),
    word(
        "公开位置",
        "where_public",
        "在哪里可以看到或者得到：网址、栏目、名称、文号",
    ),
    word(
        "提供内容",
        "supplied",
        "提供哪些信息、用什么形式；或者获取的方式、途径和时间",
    ),
    word("不予公开内容", "withheld", "哪些内容不予公开"),
    word("不予公开依据", "ground", "不予公开部分的法律依据"),
    word("理由", "reason", "事实和理由"),
    word("定密依据", "classification", "密级、定密机关、定密依据"),
    word("查询途径", "where_to_ask", "到哪里、依照什么规定查询"),
    word("前次申请", "earlier", "前一件申请和答复的文号、日期"),
    field(Typed, "检索说明", "谁在哪里、用什么方法和关键词检索"),
    field(Typed, "补正内容", "哪里不明确、怎样补正"),
    field(Typed, "申请情况", "申请的数量、频次和时间"),
    field(Typed, "延期理由", "不能按期答复的原因"),
    field(Typed, "批准人", "批准延期的公开工作机构负责人"),
    field(Typed, "第三方名称", "被征求意见的第三方"),
    field(Typed, "共同制作机关", "被征求意见的机关"),
    field(Typed, "征求内容", "涉及对方的信息，不写申请人"),
    field(Typed, "影响说明", "为什么可能损害其合法权益"),
    field(Typed, "第三方意见", "第三方的意见和理由"),
    field(Typed, "拟公开内容", "决定公开的内容"),
    word(
        "公共利益理由",
        "override",
        "不公开会对公共利益造成什么重大影响",
    ),
    field(Typed, "协办单位", "协助查找的单位"),
    field(Typed, "协办事项", "查什么、怎样查"),
    field(Typed, "协办期限", "回复的最后一日"),
    field(Typed, "形式说明", "没有按照申请的形式提供的原因"),
    field(Typed, "负责公开的机关", "名称和联系方式"),
    field(Typed, "反映渠道", "信访、投诉、举报的渠道"),
    field(Typed, "处理说明", "怎样处理"),
    field(Typed, "转送机关", "负责更正的机关"),
    field(Typed, "并入申请", "并入的申请的编号"),
    field(Typed, "材料清单", "收到或者附送的材料"),
    field(Typed, "受送达文书", "送达的文书名称"),
    field(Typed, "邮件号码", "邮政企业的邮件号码"),
    field(Typed, "交邮日期", "交给邮政企业的日期"),
    field(Typed, "送达人", "送达人"),
    field(Typed, "登记人", "登记的工作人员"),
    field(Typed, "承办人", "承办的工作人员"),
    field(Typed, "归档号", "档案号"),
    field(Typed, "保密审查意见", "保密审查机构的意见"),
    field(Typed, "法制意见", "法制审核的意见"),
    field(Typed, "文书标题", "本机关习惯用的标题，不填用通用标题"),
];

impl Field {
    /// The field of this name.
    pub fn of_name(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name == name)
    }

    /// The field that answers a word of the draft.
    pub fn of_word(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.word == Some(key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::OutcomeBook;
    use std::collections::BTreeSet;

    #[test]
    fn a_field_stands_once_and_every_word_of_a_draft_has_one() {
        let names: BTreeSet<_> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), FIELDS.len());
        for outcome in OutcomeBook::statutory().unwrap().all() {
            for key in outcome.needs.iter().filter_map(|need| need.field()) {
                assert!(Field::of_word(key).is_some(), "{key}");
            }
        }
    }
}
