//! The words that name a channel or a category, cut out of a clause.

use super::flow::opens_with_number;

/// A name longer than this is a sentence, and what it counts is not certain.
const LONGEST: usize = 40;

/// Words before a name that are no part of it.
const BEFORE: &[&str] = &[
    "其中",
    "包括",
    "包含",
    "分别为",
    "分别是",
    "分别有",
    "主要为",
    "主要是",
    "主要有",
    "主要包括",
    "主要",
    "具体为",
    "具体是",
    "的信息中",
    "的政府信息中",
    "，",
    "、",
    "：",
    "；",
    "）",
    "及",
    "和",
    "与",
    "以及",
    "另外",
    "另",
    "此外",
    "公布",
    "发布",
    "更新",
    "主动公开",
    "涉及",
    "属于",
    "通过",
    "利用",
    "依托",
    "借助",
    "运用",
    "使用",
    "经由",
    "主动",
    "了",
    "已",
    "全年",
    "本年度",
    "本年",
    "今年",
    "我镇",
    "我街道",
    "我局",
    "我乡",
    "我县",
    "我市",
    "我区",
    "我办",
    "我单位",
    "本镇",
    "本机关",
    "镇在",
    "在",
    "等",
    "并",
    "还",
    "共",
    "有",
    "含",
];

/// Words behind a name that are no part of it, the longer before the shorter.
const BEHIND: &[&str] = &[
    "类政府信息",
    "类政务信息",
    "类的信息",
    "类信息",
    "政府信息",
    "政务信息",
    "信息",
    "类情况",
    "情况",
    "类文件信息",
    "类",
    "方面",
    "内容",
    "的",
    "共计",
    "合计",
    "总计",
    "累计",
    "共",
    "计",
    "总数",
    "数量",
    "发布量",
    "公开量",
    "信息数",
    "条数",
    "为",
    "有",
    "达到",
    "达",
    "约",
    "近",
    "超过",
    "超",
    "各",
    "：",
    "，",
    "（",
    "更新",
    "了",
];

/// Words that say nothing by themselves.
const EMPTY: &[&str] = &[
    "", "政府", "政务", "各类", "相关", "有关", "数", "总", "公开", "已", "又", "再", "主动",
];

/// The name in a clause; `None` if nothing is left of it.
pub(super) fn cleaned(clause: &str) -> Option<String> {
    let name = stripped(clause);
    let certain = !EMPTY.contains(&name) && name.chars().nth(LONGEST).is_none();
    certain.then(|| name.to_owned())
}

/// The name of a channel: names of accounts in marks are left out, unless nothing else is said.
pub(super) fn channel(clause: &str) -> Option<String> {
    let bare = without_accounts(clause);
    cleaned(&bare).or_else(|| cleaned(clause))
}

fn stripped(clause: &str) -> &str {
    let mut name = clause.trim();
    loop {
        let length = name.len();
        name = without_number(name);
        name = without_year(name);
        for word in BEFORE {
            name = name.strip_prefix(word).unwrap_or(name);
        }
        for word in ["公开", "公布了", "发布了"] {
            name = name
                .strip_prefix(word)
                .filter(|rest| is_object(rest))
                .unwrap_or(name);
        }
        // 网上 is a name, 网站上 is a place.
        name = name
            .strip_suffix('上')
            .filter(|rest| !rest.ends_with(['网', '线']))
            .unwrap_or(name);
        for word in BEHIND {
            name = name.strip_suffix(word).unwrap_or(name);
        }
        name = name.trim();
        name = name
            .strip_prefix('“')
            .and_then(|it| it.strip_suffix('”'))
            .unwrap_or(name);
        if name.len() == length {
            return name;
        }
    }
}

/// 公开招聘, 公开指南 and the like are names, not a verb and its object.
fn is_object(rest: &str) -> bool {
    !rest.is_empty()
        && !rest.starts_with(['招', '指', '年', '目', '制', '栏', '公', '选', '考', '竞'])
}

fn without_number(name: &str) -> &str {
    if !opens_with_number(name) {
        return name;
    }
    let rest = name.trim_start_matches(['（', '(']);
    // 一、二孩 is no numbered item: only figures take a comma of enumeration here.
    let bare = rest.trim_start_matches(|it: char| it.is_ascii_digit());
    let bracketed = rest.len() < name.len();
    if bare.len() == rest.len() && !bracketed && !rest.contains('是') {
        return name.trim_start_matches(|it| ('①'..='⑳').contains(&it));
    }
    let tail = rest
        .trim_start_matches(|it: char| it.is_ascii_digit() || "一二三四五六七八九十".contains(it));
    tail.strip_prefix(['）', ')', '、', '.', '．', '是'])
        .unwrap_or(name)
}

fn without_year(name: &str) -> &str {
    let figures = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = name.get(figures..).and_then(|rest| rest.strip_prefix('年'));
    match rest {
        Some(rest) if figures == 4 => rest.strip_prefix('度').unwrap_or(rest),
        _ => name,
    }
}

fn without_accounts(clause: &str) -> String {
    let mut depth = 0_u32;
    clause
        .chars()
        .filter(|found| {
            depth += u32::from(matches!(found, '“' | '（' | '「' | '【'));
            let outside = depth == 0;
            depth = depth.saturating_sub(u32::from(matches!(found, '”' | '）' | '」' | '】')));
            outside
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_category_is_named_without_the_word_information() {
        assert_eq!(cleaned("其中机构职能类信息").as_deref(), Some("机构职能"));
        assert_eq!(cleaned("其他政府信息").as_deref(), Some("其他"));
        assert_eq!(cleaned("信息公开").as_deref(), Some("信息公开"));
    }

    #[test]
    fn numbers_of_items_are_no_part_of_a_name() {
        assert_eq!(cleaned("（3）财政资金类").as_deref(), Some("财政资金"));
        assert_eq!(cleaned("2.应急管理信息").as_deref(), Some("应急管理"));
        assert_eq!(cleaned("四是公告栏").as_deref(), Some("公告栏"));
        assert_eq!(
            cleaned("一、二级河道整治").as_deref(),
            Some("一、二级河道整治")
        );
    }

    #[test]
    fn a_channel_is_named_without_the_name_of_its_account() {
        assert_eq!(
            channel("通过“山水某镇”微信公众号").as_deref(),
            Some("微信公众号")
        );
        assert_eq!(channel("《某镇信息》").as_deref(), Some("《某镇信息》"));
    }
}
