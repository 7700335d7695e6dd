//! Sheets with many rows of a kind, made so that their counts are those of the reports.

use super::Sheet;

/// The sheets of an office.
pub(super) fn of(slug: &str) -> Vec<Sheet> {
    match slug {
        "xiangzhi" => vec![
            catalogue(19, 64, 140),
            powers(&[12, 220, 44, 5]),
            enquiries(&[("现场", 5), ("电话", 9)]),
        ],
        "wucheng" => vec![
            catalogue(15, 64, 206),
            enquiries(&[("口头", 47), ("电话", 79)]),
        ],
        "haibin" => vec![catalogue(12, 30, 60), powers(&[2, 142, 0, 0])],
        "sizhang" => vec![normative(20)],
        "beibaixiang" => vec![catalogue(14, 40, 80)],
        _ => Vec::new(),
    }
}

/// Fields that a township has a part in; those of the standard catalogue.
const FIELDS: [&str; 19] = [
    "社会救助",
    "养老服务",
    "财政预决算",
    "就业",
    "社会保险",
    "涉农补贴",
    "农村危房改造",
    "公共文化服务",
    "医疗卫生",
    "安全生产",
    "救灾",
    "扶贫",
    "户籍管理",
    "公共法律服务",
    "生态环境",
    "重大建设项目",
    "义务教育",
    "农村集体土地征收",
    "城市综合执法",
];
const LEVEL1: [&str; 6] = [
    "政策文件",
    "办事服务",
    "审核审批",
    "监督检查",
    "资金使用",
    "公示公告",
];
const LEVEL2: [&str; 4] = ["依据和标准", "条件和流程", "办理结果", "咨询和监督方式"];

/// A catalogue of so many fields, first-level and second-level items, spread evenly.
fn catalogue(fields: usize, level1: usize, level2: usize) -> Sheet {
    let head = "序号或编码|领域|一级事项|二级事项|公开内容（要素）|公开依据|公开时限|时限类型|工作日数|\
                公开主体|公开渠道和载体（必选）|全社会|主动|乡级|启用日期";
    let mut lines = vec![head.to_owned()];
    for first in 0..level1 {
        let field = pick(&FIELDS, first % fields);
        let item = pick(&LEVEL1, first / fields);
        let own = level2 / level1 + usize::from(first < level2 % level1);
        for second in 0..own {
            let code = format!(
                "{:02}{:02}{:02}",
                first % fields + 1,
                first / fields + 1,
                second + 1
            );
            let part = pick(&LEVEL2, second);
            lines.push(format!(
                "{code}|{field}|{item}|{part}|{field}{item}的{part}（演示）|政府信息公开条例|\
                 形成或者变更之日起20个工作日内|几个工作日内|20|本机关|政府网站、政务服务中心|是|是|是|2020-12-01"
            ));
        }
    }
    Sheet {
        ledger: "catalogue",
        lines,
    }
}

/// Kinds of powers as the report has them, what they are about, and what is done.
const POWERS: [(&str, &str, &str); 4] = [
    ("行政许可", "许可", "审批"),
    ("其他对外管理服务事项", "服务", "办理"),
    ("行政处罚", "违法行为", "处罚"),
    ("行政强制", "违法状态", "强制措施"),
];
const SUBJECTS: [&str; 12] = [
    "村庄建设",
    "农业生产",
    "殡葬管理",
    "养老救助",
    "残疾人保障",
    "退役军人服务",
    "社会保险",
    "劳动就业",
    "环境卫生",
    "安全生产",
    "文化体育",
    "户外设施",
];

/// So many powers of each kind, all listed in the year.
fn powers(counts: &[usize; 4]) -> Sheet {
    let mut lines = vec!["事项编码|事项名称|年报归类|承办机构|列入日期".to_owned()];
    for (at, (&(kind, about, done), &count)) in POWERS.iter().zip(counts).enumerate() {
        for number in 0..count {
            let subject = pick(&SUBJECTS, number % SUBJECTS.len());
            let code = format!("{}-{:03}", at + 1, number + 1);
            let turn = number / SUBJECTS.len() + 1;
            lines.push(format!(
                "{code}|{subject}{about}{done}（演示第{turn}项）|{kind}|综合便民服务中心|2020-07-01"
            ));
        }
    }
    Sheet {
        ledger: "power",
        lines,
    }
}

const QUESTIONS: [&str; 9] = [
    "医保缴费的时间和方式",
    "宅基地审批要交的材料",
    "高龄津贴怎样申请",
    "残疾人证到期怎样换",
    "临时救助的条件",
    "社保卡挂失和补办",
    "生育登记的流程",
    "耕地补贴发放到哪个账户",
    "危房改造补助的标准",
];

/// So many enquiries in each way, one person each, spread over the year.
fn enquiries(ways: &[(&str, usize)]) -> Sheet {
    let mut lines = vec!["咨询日期|咨询方式|人次|咨询内容|答复|答复日期".to_owned()];
    for &(way, count) in ways {
        for number in 0..count {
            let question = pick(&QUESTIONS, number % QUESTIONS.len());
            let day = day(number, count);
            lines.push(format!(
                "{day}|{way}|1|{question}（演示第{}次）|当场说明了依据、材料和经办窗口。|{day}",
                number + 1
            ));
        }
    }
    Sheet {
        ledger: "enquiry",
        lines,
    }
}

/// So many normative documents made in the year, none of them published.
fn normative(count: usize) -> Sheet {
    let mut lines = vec!["文件名称|文号|制发日期".to_owned()];
    for number in 0..count {
        let subject = pick(&SUBJECTS, number % SUBJECTS.len());
        lines.push(format!(
            "{subject}工作办法（演示第{}件）|演示政〔2020〕{}号|{}",
            number / SUBJECTS.len() + 1,
            number + 1,
            day(number, count)
        ));
    }
    Sheet {
        ledger: "normative",
        lines,
    }
}

fn pick<'l>(list: &[&'l str], at: usize) -> &'l str {
    list.get(at).copied().unwrap_or_default()
}

/// A day of 2020 for one of so many.
fn day(number: usize, of: usize) -> String {
    let step = number * 336 / of.max(1);
    format!("2020-{:02}-{:02}", step / 28 + 1, step % 28 + 1)
}
