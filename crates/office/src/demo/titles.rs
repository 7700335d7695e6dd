//! Invented titles and texts.

/// Titles by a word in the name of their category; the first that fits. `{月}` is the month.
const TITLES: [(&str, &[&str]); 16] = [
    (
        "机构",
        &[
            "机构设置和主要职责",
            "领导班子成员分工",
            "内设机构和联系方式",
            "办公地址和办公时间",
        ],
    ),
    (
        "规划",
        &["2020年工作计划", "国民经济和社会发展年度计划执行情况"],
    ),
    (
        "解读",
        &[
            "《便民服务事项清单》解读",
            "图解医保缴费政策",
            "《人居环境整治方案》政策解读",
            "残疾人换证办理流程图解",
        ],
    ),
    (
        "政策文件",
        &[
            "关于做好{月}月防火工作的通知",
            "关于印发人居环境整治方案的通知",
            "关于调整工作领导小组成员的通知",
            "关于开展安全隐患排查的通知",
        ],
    ),
    (
        "政策",
        &[
            "城乡居民医保缴费政策",
            "耕地地力保护补贴政策",
            "高龄津贴发放政策",
            "创业担保贷款政策",
        ],
    ),
    ("许可", &["行政许可事项清单"]),
    (
        "权责",
        &["权责清单（{月}月调整）", "行政职权目录", "随机抽查事项清单"],
    ),
    (
        "办实事",
        &[
            "为民办实事项目安排",
            "为民办实事项目{月}月进展",
            "农村道路养护项目完成情况",
        ],
    ),
    ("国土", &["农村宅基地审批结果公示"]),
    ("科教", &["文化站免费开放公告"]),
    (
        "安全",
        &[
            "{月}月安全生产检查情况",
            "防汛防台风应急预案",
            "森林防火命令",
            "消防安全专项整治情况",
        ],
    ),
    (
        "财",
        &[
            "{月}月财务收支情况",
            "2020年部门预算",
            "2019年部门决算",
            "{月}月“三公”经费支出情况",
        ],
    ),
    (
        "三公",
        &[
            "2020年“三公”经费支出月报",
            "2020年财务收支月报",
            "2020年部门预算",
            "2019年部门决算",
            "2020年部门预算调整情况",
        ],
    ),
    (
        "救助",
        &[
            "{月}月城乡低保发放情况",
            "临时救助对象公示（{月}月）",
            "特困人员供养情况公示",
        ],
    ),
    (
        "便民",
        &[
            "便民服务事项办事指南（{月}月更新）",
            "社保卡办理指南",
            "户籍业务代办指南",
        ],
    ),
    (
        "动态",
        &[
            "召开{月}月政务公开工作例会",
            "{月}月人居环境整治推进情况",
            "开展志愿服务活动",
            "组织防汛演练",
            "走访慰问困难家庭",
        ],
    ),
];
const OTHERS: &[&str] = &[
    "{月}月工作情况通报",
    "便民公告（{月}月）",
    "意见征集公告",
    "意见征集结果反馈",
];

/// The title of the item of this number in a category, in a month; no two the same in an office.
pub(super) fn title(category: &str, number: u32, month: i8) -> String {
    let fitting = TITLES.iter().find(|(word, _)| category.contains(word));
    let titles = fitting.map_or(OTHERS, |(_, titles)| titles);
    let count = u32::try_from(titles.len()).unwrap_or(1);
    let at = usize::try_from(number % count).unwrap_or_default();
    let title = titles
        .get(at)
        .copied()
        .unwrap_or_default()
        .replace("{月}", &month.to_string());
    let turn = number / count;
    // Numbers from 200 on are of another year: their titles need no issue.
    if turn == 0 || number >= 200 {
        title
    } else {
        format!("{title}（第{}期）", turn + 1)
    }
}

/// A text of three paragraphs.
pub(super) fn body(title: &str, office: &str) -> String {
    format!(
        "{office}现将“{title}”有关情况公开如下（演示内容，不是真实文件）。\n\n\
         一、本次公开的内容由经办科室整理，经逐级审查后发布。\n\n\
         二、公众对本次公开的内容有意见建议的，可以在工作时间内与政府信息公开工作机构联系。"
    )
}

/// An overview within a hundred characters.
pub(super) fn summary(title: &str, office: &str) -> String {
    format!("{office}公开的{title}，包括依据、内容和联系方式。")
        .chars()
        .take(100)
        .collect()
}
