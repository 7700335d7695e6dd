//! Tables of persons by name with what the law holds sensitive beside it: illness, disability,
//! need, minors, identity papers (Personal Information Protection Law, article 28).

use super::{Gravity, Hit, LeakKind};

/// Heads of the column of names.
const NAMES: [&str; 8] = [
    "姓名",
    "户主",
    "户主姓名",
    "学生姓名",
    "儿童姓名",
    "患者姓名",
    "幼儿姓名",
    "申请人",
];
/// Words of a head that make the table sensitive.
const SENSITIVE: [&str; 24] = [
    "身份证",
    "证件号",
    "病种",
    "病情",
    "疾病",
    "诊断",
    "残疾",
    "低保",
    "特困",
    "困难",
    "致贫",
    "救助",
    "监护人",
    "家长",
    "年级",
    "班级",
    "学籍",
    "出生",
    "未成年",
    "住址",
    "账号",
    "孤儿",
    "艾滋",
    "精神",
];
/// The hundred family names most people have.
const FAMILIES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘\
                        于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱\
                        江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
/// Lines under the head in which names are looked for, and how many there must be.
const DEPTH: usize = 8;
const LEAST: usize = 2;

/// The lists of a text, each at the head of its column of names.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push((start, line));
        start += line.len();
    }
    let heads = lines.iter().enumerate();
    let found = heads.filter_map(|(at, (start, line))| {
        let cells = cells(line);
        let column = cells
            .iter()
            .position(|cell| NAMES.contains(&plain(cell).as_str()))?;
        let sensitive = cells.iter().filter(|cell| is_sensitive(cell));
        let excerpt: Vec<String> = sensitive.map(|cell| plain(cell)).take(3).collect();
        let below = lines.get(at + 1..)?.iter().take(DEPTH);
        let named = below.filter(|(_, line)| is_person(self::cells(line).get(column)));
        let is_list = !excerpt.is_empty() && named.count() >= LEAST;
        is_list.then(|| Hit {
            kind: LeakKind::NameList,
            gravity: Gravity::Doubtful,
            bytes: *start..*start + line.trim_end().len(),
            excerpt: excerpt.join("、"),
        })
    });
    found.collect()
}

/// The cells of a line of a table.
fn cells(line: &str) -> Vec<&str> {
    let line = line.trim_end_matches(['\n', '\r']);
    if line.contains(['\t', '|']) {
        return line.split(['\t', '|']).collect();
    }
    line.split([' ', '\u{3000}'])
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// A cell without blanks.
fn plain(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_sensitive(cell: &str) -> bool {
    let cell = plain(cell);
    cell.chars().count() <= 10 && SENSITIVE.iter().any(|word| cell.contains(word))
}

/// Two to four characters that begin with a family name, not masked.
fn is_person(cell: Option<&&str>) -> bool {
    let cell = cell.map(|cell| plain(cell)).unwrap_or_default();
    let family = cell.chars().next().is_some_and(|c| FAMILIES.contains(c));
    let han = cell
        .chars()
        .all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '某');
    family && han && (2..=4).contains(&cell.chars().count())
}
