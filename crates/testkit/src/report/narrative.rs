//! The text of a report, in words of our own, with statements that agree with its tables.

use super::prose::Prose;
use crate::Rng;
use crate::agency::Agency;
use gongkai_domain::report::{SectionId, StatementKind as Kind, Tables};

const AIMS: &[&str] = &[
    "围绕群众关心的事项，把公开贯穿到办事的各个环节",
    "按照应公开尽公开的要求，认真梳理职责范围内的信息",
    "结合工作实际，不断改进信息发布的方式和质量",
    "坚持及时、准确、便民，稳步推进各项公开任务",
    "把公开作为改进作风、接受监督的重要途径",
];
const MANAGEMENT: &[&str] = &[
    "信息发布前由经办人起草、股室负责人核对、分管领导签发，未经审查的内容一律不上网",
    "对历年发布的内容作了一次清理，过时的及时标注，有误的及时更正",
    "明确专人登记、整理和归档，做到每条信息有来源、有记录",
    "修订了内部管理办法，明确了发布时限和责任人",
];
const PLATFORM: &[&str] = &[
    "依托上级统一的门户网站发布信息，并在办事大厅设置查阅点",
    "调整了网站栏目，增加了便民查询入口，方便群众查找",
    "在村（社区）公示栏同步张贴与群众切身利益有关的内容",
    "对公众号的栏目作了整合，减少重复发布",
];
const SUPERVISION: &[&str] = &[
    "将此项工作列入年度考核，定期通报进展，全年没有需要追究责任的情形",
    "组织业务学习，向经办人员讲解常见问题和办理流程",
    "邀请群众代表座谈，听取对公开内容和方式的意见",
    "公布监督电话，接受社会评议",
];
const PROBLEMS: &[&str] = &[
    "有的内容更新不够及时，群众不便查找",
    "公开形式比较单一，图文解读偏少",
    "经办人员变动较多，业务还不够熟练",
    "部分股室主动提供信息的意识不强",
    "栏目设置还不够清晰，分类不尽合理",
];
const REMEDIES: &[&str] = &[
    "建立月度提醒，督促各股室按时报送",
    "增加图表、短视频等解读形式",
    "安排新到岗人员跟班学习，熟悉办理要求",
    "对栏目逐一核对，合并重复的内容",
    "加强与上级主管部门的沟通，遇到疑难及时请示",
];
const CHANNELS: &[&str] = &[
    "政府网站公开",
    "微信公众号发布",
    "微博发布",
    "公示栏张贴",
    "广播电视播发",
];
const CATEGORIES: &[&str] = &[
    "机构职能类",
    "政策文件类",
    "规划计划类",
    "财政资金类",
    "民生保障类",
    "工作动态类",
    "其他类",
];

/// The text of section one.
pub(super) fn one(rng: &mut Rng, agency: &Agency, year: i16, tables: &Tables) -> Prose {
    let mut prose = Prose::of(SectionId::One);
    let opening = format!("{year}年，{}在{}的指导下，", agency.own, agency.above);
    prose.say(&opening).say(rng.pick(AIMS)).say("。").end();
    let heads = rng.pick(&[true, true, false]);
    let head = |prose: &mut Prose, words: &str| {
        if heads {
            prose.say(words).end();
        }
    };
    head(&mut prose, "（一）主动公开方面");
    proactive(rng, &mut prose, agency, year);
    head(&mut prose, "（二）依申请公开方面");
    requests(rng, &mut prose, agency, year, tables);
    head(&mut prose, "（三）信息管理方面");
    prose.say(rng.pick(MANAGEMENT)).say("。");
    managed(rng, &mut prose, year);
    head(&mut prose, "（四）平台建设方面");
    prose.say(rng.pick(PLATFORM)).say("。").end();
    head(&mut prose, "（五）监督保障方面");
    prose.say(rng.pick(SUPERVISION)).say("。").end();
    prose
}

/// The total of the year, sometimes with its parts by channel or category.
fn proactive(rng: &mut Rng, prose: &mut Prose, agency: &Agency, year: i16) {
    let total = rng.between(5, 2_400);
    let opening = match rng.below(3) {
        0 => format!("{year}年，{}", agency.own),
        1 => "全年".to_owned(),
        _ => format!("截至{year}年12月31日，{}", agency.own),
    };
    prose.say(&opening);
    let words = format!(
        "{}{total}条",
        rng.pick(&["主动公开政府信息", "共主动公开政府信息"])
    );
    let whole = prose.state(Kind::ProactiveTotal, total, words);
    match rng.below(4) {
        0 => {
            let parts = parts(rng, total, CHANNELS, 3);
            prose.list(Kind::ProactiveByChannel, whole, &parts);
        }
        1 => {
            let parts = parts(rng, total, CATEGORIES, 5);
            prose.list(Kind::ProactiveByCategory, whole, &parts);
        }
        2 => {
            prose.say("，");
            let ever = total + rng.between(10, 9_000);
            prose.state(
                Kind::ProactiveCumulative,
                ever,
                format!("历年累计公开{ever}条"),
            );
        }
        _ => {}
    }
    prose.say("。").end();
}

/// `total` divided among some of the labels.
fn parts<'a>(rng: &mut Rng, total: i64, labels: &[&'a str], most: usize) -> Vec<(&'a str, i64)> {
    let count = 2 + rng.below(most - 1);
    let chosen = rng.sample(labels.len(), count);
    let mut left = total;
    let last = chosen.len() - 1;
    let part = |(at, label): (usize, usize)| {
        let value = if at == last {
            left
        } else {
            rng.between(0, left)
        };
        left -= value;
        (labels[label], value)
    };
    chosen.into_iter().enumerate().map(part).collect()
}

fn requests(rng: &mut Rng, prose: &mut Prose, agency: &Agency, year: i16, tables: &Tables) {
    let Some(new) = tables.count("requests.new.total") else {
        return;
    };
    prose.say(&format!("{year}年，{}", agency.own));
    if new == 0 && rng.chance(60) {
        prose.state(
            Kind::RequestsReceived,
            0,
            "未收到政府信息公开申请".to_owned(),
        );
    } else {
        let verb = rng.pick(&["收到", "新收到", "共收到"]);
        prose.state(
            Kind::RequestsReceived,
            new,
            format!("{verb}政府信息公开申请{new}件"),
        );
        if let Some(carried) = tables.count("requests.carried_in.total").filter(|&n| n > 0) {
            prose.say("，");
            prose.state(
                Kind::RequestsCarriedIn,
                carried,
                format!("上年结转{carried}件"),
            );
        }
        if rng.chance(70) {
            results(prose, tables);
        }
    }
    prose.say("。");
    disputes(rng, prose, tables);
    prose.end();
}

/// What became of the applications, as far as anything did.
fn results(prose: &mut Prose, tables: &Tables) {
    let sum = |prefix: &str| -> i64 {
        let rows = tables
            .form()
            .rows()
            .iter()
            .filter(|row| row.id.starts_with(prefix));
        rows.filter_map(|row| tables.count(&format!("{}.total", row.id)))
            .sum()
    };
    let all = [
        (Kind::RequestsGranted, "予以公开", "requests.granted"),
        (
            Kind::RequestsPartiallyGranted,
            "部分公开",
            "requests.partially_granted",
        ),
        (Kind::RequestsRefused, "不予公开", "requests.refused."),
        (
            Kind::RequestsUnavailable,
            "无法提供",
            "requests.unavailable.",
        ),
        (
            Kind::RequestsNotProcessed,
            "不予处理",
            "requests.not_processed.",
        ),
        (
            Kind::RequestsCarriedOut,
            "结转下年度办理",
            "requests.carried_out",
        ),
    ];
    for (kind, words, prefix) in all {
        let count = sum(prefix);
        if count > 0 {
            prose.say("，");
            prose.state(kind, count, format!("{words}{count}件"));
        }
    }
}

fn disputes(rng: &mut Rng, prose: &mut Prose, tables: &Tables) {
    let Some(reviews) = tables.count("reconsideration.total") else {
        return;
    };
    let suits = [
        "litigation.direct.total",
        "litigation.after_reconsideration.total",
    ];
    let suits: i64 = suits.iter().filter_map(|id| tables.count(id)).sum();
    if reviews == 0 && suits == 0 && rng.chance(60) {
        prose.say("全年");
        prose.state(
            Kind::Reconsiderations,
            0,
            "没有因信息公开引起的行政复议".to_owned(),
        );
        prose.state(Kind::Litigations, 0, "和行政诉讼".to_owned());
    } else {
        prose.say("因信息公开");
        prose.state(
            Kind::Reconsiderations,
            reviews,
            format!("被申请行政复议{reviews}件"),
        );
        prose.say("、");
        prose.state(Kind::Litigations, suits, format!("被提起行政诉讼{suits}件"));
    }
    prose.say("。");
}

/// Counters that are in no table: hand-over, enquiries.
fn managed(rng: &mut Rng, prose: &mut Prose, year: i16) {
    if rng.chance(30) {
        let handed = rng.between(1, 300);
        prose.say(&format!("{year}年向档案馆和图书馆"));
        prose.state(Kind::HandedOver, handed, format!("移交政府信息{handed}份"));
        prose.say("。");
    }
    if rng.chance(30) {
        let asked = rng.between(1, 200);
        prose.state(
            Kind::Consultations,
            asked,
            format!("接待群众咨询{asked}人次"),
        );
        prose.say("。");
    }
    prose.end();
}

/// The text of section five.
pub(super) fn five(rng: &mut Rng, agency: &Agency) -> String {
    let problems = rng.sample(PROBLEMS.len(), 3);
    let remedies = rng.sample(REMEDIES.len(), 3);
    let listed = |ordinals: [&str; 3], chosen: &[usize], texts: &[&str]| {
        let item = |(ordinal, &at): (&str, &usize)| format!("{ordinal}{}", texts[at]);
        ordinals
            .into_iter()
            .zip(chosen)
            .map(item)
            .collect::<Vec<_>>()
            .join("；")
    };
    let problems = listed(["一是", "二是", "三是"], &problems, PROBLEMS);
    let remedies = listed(["一是", "二是", "三是"], &remedies, REMEDIES);
    format!(
        "{}的工作还有不足：{problems}。\n下一步，{remedies}。\n",
        agency.own
    )
}

/// The text of section six, which speaks of fees where the tables tell of unpaid ones.
pub(super) fn six(rng: &mut Rng, agency: &Agency, tables: &Tables) -> Prose {
    let mut prose = Prose::of(SectionId::Six);
    let unpaid = tables.count("requests.other.unpaid.total").unwrap_or(0) > 0;
    match if unpaid { 2 } else { rng.below(4) } {
        0 => prose.say("无。"),
        1 => prose.say(agency.own).say("没有其他需要报告的事项。"),
        2 => {
            let fee = if rng.chance(70) {
                0
            } else {
                rng.between(10, 900)
            };
            prose.say("本年度");
            prose.state(Kind::ProcessingFees, fee, format!("收取信息处理费{fee}元"));
            prose.say("。")
        }
        _ => prose
            .say("本年度没有发出收费通知，")
            .say("也没有其他事项需要说明。"),
    };
    prose.end();
    prose
}
