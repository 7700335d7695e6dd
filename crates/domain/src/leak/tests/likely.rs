//! What is only pointed at: found nearly always, and silent where offices speak of themselves.

use super::{Dice, blocking, inspect, kinds, wide};
use crate::leak::{Gravity, LeakKind};

const LIKELY: [LeakKind; 7] = [
    LeakKind::Passport,
    LeakKind::TravelPermit,
    LeakKind::MilitaryId,
    LeakKind::Account,
    LeakKind::Plate,
    LeakKind::Email,
    LeakKind::HomeAddress,
];

impl Dice {
    fn letter(&mut self) -> String {
        const LETTERS: [&str; 10] = ["A", "B", "C", "D", "E", "F", "G", "H", "K", "M"];
        self.pick(&LETTERS).to_owned()
    }

    /// Digits that do not begin with a year.
    fn number(&mut self, count: usize) -> String {
        format!("4{}", self.digits(count - 1))
    }

    /// The label and the number of a passport.
    fn passport(&mut self) -> (&'static str, String) {
        let ordinary = if self.below(2) == 0 { "E" } else { "G" };
        match self.below(6) {
            0 => ("", format!("{ordinary}{}", self.number(8))),
            1 => ("", format!("E{}{}", self.letter(), self.number(7))),
            2 => ("护照号码：", format!("{ordinary}{}", self.digits(8))),
            3 => ("护照：", format!("S{}", self.digits(8))),
            4 => ("持护照 ", format!("DE{}", self.digits(7))),
            _ => ("护照号", format!("P{}", self.digits(7))),
        }
    }

    /// Something of a kind, with the label that its kind needs, and what of it is to be found.
    fn likely(&mut self, kind: LeakKind) -> (String, String) {
        let (label, number) = match kind {
            LeakKind::Passport => self.passport(),
            LeakKind::TravelPermit => match self.below(4) {
                0 => ("", format!("H{}", self.number(8))),
                1 => ("回乡证", format!("M{}", self.digits(10))),
                2 => ("台胞证号：", self.number(8)),
                _ => ("通行证号码 ", format!("C{}", self.digits(8))),
            },
            LeakKind::MilitaryId => match self.below(3) {
                0 => ("", format!("军字第{}", self.number(7))),
                1 => ("军官证：", format!("南字第{}", self.digits(8))),
                _ => ("", format!("士字第P{}X", self.digits(6))),
            },
            LeakKind::Account => ("李某账号：", format!("80{}", self.digits(13))),
            LeakKind::Plate => {
                let (place, city) = (self.pick(&["浙", "闽", "京", "苏"]), self.letter());
                let gap = self.pick(&["", "·", " "]);
                let body = match self.below(4) {
                    0 => self.digits(5),
                    1 => format!("{}{}", self.letter(), self.digits(4)),
                    2 => format!("D{}", self.digits(5)),
                    _ => format!("F{}{}", self.letter(), self.digits(4)),
                };
                ("车主驾驶", format!("{place}{city}{gap}{body}"))
            }
            LeakKind::Email => {
                let host = self.pick(&["qq.com", "163.com", "example.cn", "mail.example.com"]);
                let name = self.pick(&["li.wu", "chen88", "zhang_san", "w"]);
                ("邮箱", format!("{name}{}@{host}", self.below(1000)))
            }
            LeakKind::HomeAddress => {
                let (one, two) = (self.below(30) + 1, self.below(300) + 1);
                let group = self.pick(&["三", "十二", "7"]);
                let home = match self.below(5) {
                    0 => format!("甲村{group}组{two}号"),
                    1 => format!("甲村第{group}村民小组{two}号"),
                    2 => format!("乙苑{one}幢{group}单元{two}室"),
                    3 => format!("乙小区{one}号楼{group}单元{two}"),
                    _ => return (format!("住址：丙路{two}号"), format!("丙路{two}号")),
                };
                ("家在", home)
            }
            other @ (LeakKind::ResidentId
            | LeakKind::OldResidentId
            | LeakKind::Mobile
            | LeakKind::BankCard
            | LeakKind::Mark
            | LeakKind::NameList) => unreachable!("{other:?} is planted elsewhere"),
        };
        (format!("{label}{number}"), number)
    }

    /// A sentence in which an office speaks of itself, or of things.
    fn official(&mut self) -> String {
        let (number, seven) = (1 + self.below(300), 6_000_000 + self.below(900_000));
        match self.below(17) {
            0 => format!("监督电话：0577-6{seven}，邮箱：jiazhen{number}@163.com"),
            1 => format!("意见请发至电子邮箱 jz{number}@example.gov.cn。"),
            2 => format!("受理机构：甲镇党政综合办公室；电子邮箱：{seven}@qq.com"),
            3 => format!("办公地址：甲镇乙路{number}号行政服务中心2号楼305室"),
            4 => format!("甲村村民委员会，地址：甲村{number}号"),
            5 => format!("甲村三组{number}户完成改厕，乙村五组{number}号桥已经修好。"),
            6 => format!(
                "户名：甲镇财政所，开户行：某银行，账号：8010{}",
                self.digits(11)
            ),
            7 => format!("执行新GB{number:05}—2019和JGJ{number:03}-2016。"),
            8 => format!("增值电信业务经营许可证：浙B2-2010{number:04}"),
            9 => format!("项目编号：G2021{number:04}，文号E2020{number:04}"),
            10 => format!("G{}高速、S{number}省道、H{number}地块", self.below(99)),
            11 => format!("设备型号 HP{seven}-A，版本V{number}.2"),
            12 => format!("开标地点：丁大厦3幢{number}室"),
            13 => format!("第三小组{number}人，第{number}号议案。"),
            14 => format!("关于甲字第{number}号请示的批复"),
            15 => {
                format!("有不明之处请联系甲镇综合办（电话：0577-6{seven}，电子邮件：jz@163.com）")
            }
            _ => format!("姓名\t职务\t办公电话\n王某\t主任\t6{seven}\n李某\t科员\t6{seven}"),
        }
    }
}

#[test]
fn of_fourteen_thousand_planted_likely_leaks_nearly_all_are_pointed_at() {
    let mut dice = Dice(0x1234_5678_9abc_def1);
    let mut missed = Vec::new();
    for round in 0..14_000 {
        let kind = LIKELY[round % LIKELY.len()];
        let (labelled, number) = dice.likely(kind);
        // Mailboxes are not written wide, and homes stay as they are.
        let is_wide = dice.below(5) == 0 && !matches!(kind, LeakKind::Email | LeakKind::Account);
        let (labelled, number) = if is_wide {
            (wide(&labelled), wide(&number))
        } else {
            (labelled, number)
        };
        let text = format!(
            "{}\n村民{labelled}，特此公示。{}",
            dice.clean(),
            dice.clean()
        );
        let at = text.rfind(&number).unwrap();
        let found = inspect(&text);
        let covers = |bytes: &std::ops::Range<usize>| {
            bytes.start < at + number.len() && bytes.end >= at + number.len()
        };
        let hit = found.iter().find(|leak| covers(&leak.bytes));
        if hit.is_none_or(|leak| leak.kind != kind) {
            missed.push((kind, text, found));
        }
    }
    let some = missed.get(..missed.len().min(5));
    // Assurance asks for 99.5 %.
    assert!(missed.len() <= 70, "{} missed: {some:#?}", missed.len());
}

#[test]
fn twenty_thousand_sentences_of_offices_raise_no_alarm() {
    let mut dice = Dice(0x0dd0_beef_cafe_f00d);
    let texts = (0..20_000).map(|_| dice.official());
    let alarms: Vec<_> = texts
        .map(|text| (text.clone(), inspect(&text)))
        .filter(|(_, leaks)| !leaks.is_empty())
        .collect();
    assert_eq!(alarms.len(), 0, "{:#?}", alarms.get(..alarms.len().min(5)));
}

#[test]
fn what_may_be_an_office_s_is_pointed_at_and_stops_nothing() {
    let text = "王某护照E12345678，车牌浙C·12345，邮箱wang@example.com，住甲村三组12号";
    let leaks = inspect(text);
    assert_eq!(blocking(text), []);
    assert!(leaks.iter().all(|leak| leak.gravity == Gravity::Doubtful));
    let shown: Vec<&str> = leaks.iter().map(|leak| leak.excerpt.as_str()).collect();
    assert_eq!(
        shown,
        [
            "E*****678",
            "浙C***45",
            "w****@example.com",
            "住甲村*组**号"
        ]
    );
}

#[test]
fn a_mailbox_under_the_word_of_a_person_is_pointed_at_though_an_office_is_near() {
    assert_eq!(kinds("咨询电话：12345，邮箱 jia@163.com"), []);
    let person = "办公室收件。申请人王某，邮箱 jia@163.com";
    assert_eq!(kinds(person), [LeakKind::Email]);
    assert_eq!(kinds("a@b，@所有人，微博@甲镇发布"), []);
}

#[test]
fn a_table_of_names_beside_illness_need_or_minors_is_pointed_at_once() {
    let row = |head: &str| format!("公示\n{head}\n1\t王小明\t甲\n2\t李芳\t乙\n3\t赵大海\t丙");
    for head in [
        "序号\t姓名\t残疾类别",
        "序号\t学生姓名\t班级",
        "序号\t姓名\t病种",
    ] {
        assert_eq!(kinds(&row(head)), [LeakKind::NameList], "{head}");
    }
    for text in [
        row("序号\t姓名\t职务"),
        "姓名\t\t身份证号\t\n住址\t\t\t".to_owned(),
        "序号\t姓名\t病种\n1\t王*\t甲\n2\t李某\t乙".to_owned(),
    ] {
        assert_eq!(kinds(&text), [], "{text}");
    }
}

#[test]
fn what_is_certain_hides_what_is_likely_at_the_same_place() {
    assert_eq!(kinds("账号：6222021234567890128"), [LeakKind::BankCard]);
    assert_eq!(kinds("13800138000@example.com"), [LeakKind::Mobile]);
}

#[test]
fn a_long_text_without_line_ends_takes_no_more_than_its_length() {
    for piece in [
        "浙C12345",
        "账号8012345678901234",
        "a@b.cn ",
        "1单元1室",
        "E12345678 ",
    ] {
        let text = piece.repeat(40_000);
        let begun = inspect(&text).len();
        assert!(begun > 0, "{piece}");
    }
}
