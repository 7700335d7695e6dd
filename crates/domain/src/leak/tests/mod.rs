//! What the gate must find and what it must let pass, by example and by the ten thousand.

mod likely;

use super::{Gravity, Leak, LeakKind, inspect};
use crate::report::Place;

fn kinds(text: &str) -> Vec<LeakKind> {
    inspect(text).iter().map(|leak| leak.kind).collect()
}

fn blocking(text: &str) -> Vec<Leak> {
    let leaks = inspect(text).into_iter();
    leaks
        .filter(|leak| leak.gravity == Gravity::Blocking)
        .collect()
}

/// Numbers from a seed: the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.below(10).to_string()).collect()
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let at = self.below(u64::try_from(choices.len()).unwrap());
        choices[usize::try_from(at).unwrap()]
    }

    fn day(&mut self) -> (u64, u64, u64) {
        (
            1935 + self.below(80),
            1 + self.below(12),
            1 + self.below(28),
        )
    }

    fn region(&mut self) -> String {
        let province = self.pick(&["11", "33", "35", "44", "51", "62", "65"]);
        format!(
            "{province}{:02}{:02}",
            1 + self.below(20),
            1 + self.below(30)
        )
    }

    fn resident_id(&mut self) -> String {
        let (year, month, day) = self.day();
        let body = format!(
            "{}{year}{month:02}{day:02}{}",
            self.region(),
            self.digits(3)
        );
        // The check is the one for which the weighted sum is one modulo eleven.
        let sum = body.chars().rev().zip(1_u32..).fold(0, |sum, (c, place)| {
            sum + c.to_digit(10).unwrap() * (2_u32.pow(place) % 11)
        });
        let check = (12 - sum % 11) % 11;
        let check = if check == 10 {
            "X".to_owned()
        } else {
            check.to_string()
        };
        body + &check
    }

    fn old_id(&mut self) -> String {
        let (year, month, day) = self.day();
        let year = year % 65 + 30;
        format!(
            "{}{year:02}{month:02}{day:02}{}",
            self.region(),
            self.digits(3)
        )
    }

    fn mobile(&mut self) -> String {
        format!("1{}{}", 3 + self.below(7), self.digits(9))
    }

    fn card(&mut self) -> String {
        let length = if self.below(2) == 0 { 16 } else { 19 };
        let body = format!("62{}", self.digits(length - 3));
        let sum: u32 = body.chars().rev().zip(0..).fold(0, |sum, (c, at)| {
            let digit = c.to_digit(10).unwrap();
            let doubled = if at % 2 == 0 { digit * 2 } else { digit };
            sum + doubled / 10 + doubled % 10
        });
        format!("{body}{}", (10 - sum % 10) % 10)
    }

    /// A number of a kind, written as people write it.
    fn planted(&mut self, kind: LeakKind) -> String {
        let (plain, shapes): (String, &[&[usize]]) = match kind {
            LeakKind::ResidentId => (
                self.resident_id(),
                &[&[18], &[18], &[6, 8, 4], &[6, 4, 4, 4]],
            ),
            LeakKind::OldResidentId => (self.old_id(), &[&[15], &[6, 6, 3]]),
            LeakKind::Mobile => (self.mobile(), &[&[11], &[11], &[3, 4, 4], &[4, 3, 4]]),
            LeakKind::BankCard => (self.card(), &[&[19], &[4, 4, 4, 4, 3], &[6, 13]]),
            other @ (LeakKind::Mark
            | LeakKind::Passport
            | LeakKind::TravelPermit
            | LeakKind::MilitaryId
            | LeakKind::Account
            | LeakKind::Plate
            | LeakKind::Email
            | LeakKind::HomeAddress
            | LeakKind::NameList) => unreachable!("{other:?} is planted elsewhere"),
        };
        let count = u64::try_from(shapes.len()).unwrap();
        let shape = shapes[usize::try_from(self.below(count)).unwrap()];
        let gap = self.pick(&[" ", "-", "　", "－", "\u{a0}"]);
        let mut rest = plain.as_str();
        let mut groups = Vec::new();
        for length in shape {
            let (group, behind) = rest.split_at((*length).min(rest.len()));
            groups.push(group);
            rest = behind;
        }
        groups.retain(|group| !group.is_empty());
        let text = groups.join(gap);
        if self.below(4) == 0 {
            wide(&text)
        } else {
            text
        }
    }

    /// A sentence of an invented notice with nothing in it that must not be published.
    fn clean(&mut self) -> String {
        let (year, month, day) = (
            2015 + self.below(10),
            1 + self.below(12),
            1 + self.below(28),
        );
        let (number, eight) = (self.below(900) + 1, 61_000_000 + self.below(900_000));
        match self.below(14) {
            0 => format!("{year}年{month}月{day}日，甲镇召开第{number}次办公会议。"),
            1 => format!("甲政办〔{year}〕{number}号"),
            2 => format!("咨询电话：0577-{eight}，传真 0577 {eight}。"),
            3 => format!("索引号：114417000072{}Y/{year}-{number:05}", self.digits(5)),
            4 => format!("统一社会信用代码：1133038200{}", self.digits(8)),
            5 => format!(
                "下达资金{}.{}万元，其中省级{}元。",
                self.digits(5),
                number,
                self.digits(11)
            ),
            6 => format!(
                "项目代码：{year}-330382-{:02}-01-{}",
                self.below(90),
                self.digits(6)
            ),
            7 => format!(
                "总计\t{}\t{}\t{}\t0",
                number,
                self.below(9000),
                self.below(9000)
            ),
            8 => format!("{year}-{month:02}-{day:02} {:02}:30", self.below(24)),
            9 => format!(
                "监督电话：12345、95588、400-{}-{}",
                self.digits(3),
                self.digits(4)
            ),
            10 => format!(
                "http://example.gov.cn/art/{year}/{month}/{day}/art_122910{}_1{}.html",
                number,
                self.digits(10)
            ),
            11 => format!(
                "邮政编码：325{:03}，地址：甲路{number}号。",
                self.below(1000)
            ),
            12 => format!(
                "{year}—{}年完成投资{}亿元，同比增长{}.{}%。",
                year + 1,
                number,
                month,
                day
            ),
            _ => format!(
                "{} {} {} {} {}",
                number,
                self.below(9000),
                self.below(100),
                year,
                self.below(9)
            ),
        }
    }
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '0'..='9' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            'X' => 'Ｘ',
            other => other,
        })
        .collect()
}

const PLANTED: [LeakKind; 4] = [
    LeakKind::ResidentId,
    LeakKind::OldResidentId,
    LeakKind::Mobile,
    LeakKind::BankCard,
];

#[test]
fn of_twelve_thousand_planted_numbers_every_one_is_found() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut missed = Vec::new();
    for round in 0..12_000 {
        let kind = PLANTED[round % PLANTED.len()];
        let number = dice.planted(kind);
        let label = dice.pick(&[
            "",
            "电话：",
            "身份证号",
            "（",
            "，联系人王某",
            "卡号 ",
            "Tel",
            "+86 ",
        ]);
        let text = format!(
            "{}\n甲村李某{label}{number}，特此公示。{}",
            dice.clean(),
            dice.clean()
        );
        let at = text.find(&number).unwrap();
        let found = blocking(&text);
        let hit = found
            .iter()
            .find(|leak| leak.bytes == (at..at + number.len()));
        if hit.is_none_or(|leak| leak.kind != kind) {
            missed.push((kind, text, found));
        }
    }
    assert_eq!(missed.len(), 0, "{:#?}", missed.get(..missed.len().min(5)));
}

#[test]
fn twenty_thousand_clean_sentences_raise_no_alarm() {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let alarms: Vec<(String, Vec<Leak>)> = (0..20_000)
        .map(|_| dice.clean())
        .map(|text| (text.clone(), inspect(&text)))
        .filter(|(_, leaks)| !leaks.is_empty())
        .collect();
    assert_eq!(alarms.len(), 0, "{:#?}", alarms.get(..alarms.len().min(5)));
}

#[test]
fn a_line_of_twenty_thousand_numbers_takes_no_more_than_its_length() {
    let line = "13800138000 ".repeat(20_000);
    assert_eq!(inspect(&line).len(), 20_000);
}

#[test]
fn no_number_is_shown_in_full_anywhere() {
    let mut dice = Dice(77);
    for kind in PLANTED {
        let number = dice.planted(kind);
        let plain: String = number.chars().filter(char::is_ascii_digit).collect();
        for leak in inspect(&format!("号码 {number}。")) {
            let shown = format!("{leak:?} {} {}", leak.message.zh, leak.message.en);
            assert!(!shown.contains(&number) && (plain.is_empty() || !shown.contains(&plain)));
            assert!(leak.excerpt.contains("****"), "{}", leak.excerpt);
        }
    }
}

#[test]
fn a_leak_is_shown_masked_with_its_line_and_column() {
    let leaks = inspect("名单\n王某 11010119900307109X，手机１３８００１３８０００");
    let seen: Vec<(&str, &Place)> = leaks
        .iter()
        .map(|l| (l.excerpt.as_str(), &l.place))
        .collect();
    let at = |line, column| Place::Text { line, column };
    let (id, mobile) = (at(2, 4), at(2, 25));
    assert_eq!(
        seen.get(1..).unwrap_or_default(),
        [("138****8000", &mobile)],
        "{seen:?}"
    );
    assert_eq!(seen[0], ("110101********109X", &id));
}

#[test]
fn an_identity_number_with_a_wrong_check_is_only_doubtful() {
    let right = Dice(5).resident_id();
    let last = right.chars().last().unwrap();
    let wrong = format!("{}{}", &right[..17], if last == '1' { '2' } else { '1' });
    assert_eq!(inspect(&right)[0].gravity, Gravity::Blocking);
    assert_eq!(inspect(&wrong)[0].gravity, Gravity::Doubtful);
    assert_eq!(kinds(&format!("证书编号：{wrong}")), []);
}

#[test]
fn digits_in_boxes_of_a_form_are_one_identity_number() {
    let boxes = |gap: &str| {
        let digits = Dice(9).resident_id();
        let digits: Vec<String> = digits.chars().map(String::from).collect();
        digits.join(gap)
    };
    assert_eq!(kinds(&boxes("\t")), [LeakKind::ResidentId]);
    assert_eq!(kinds(&boxes(" ")), [LeakKind::ResidentId]);
}

#[test]
fn a_mobile_number_is_found_behind_the_code_of_the_country_and_beside_others() {
    for text in [
        "8613800138000",
        "+86-138-0013-8000",
        "（+86）13800138000",
        "013800138000",
        "13800138000/13900139000",
        "13800138000 13900139000",
        "tel:13800138000",
        "13800138000@example.com",
        "138\u{200b}0013\u{200b}8000",
    ] {
        assert!(kinds(text).contains(&LeakKind::Mobile), "{text}");
    }
}

#[test]
fn numbers_of_things_and_institutions_are_no_leaks() {
    for text in [
        "索引号 11441700007280420Y/2021-00050",
        "统一社会信用代码：911101085923662400",
        "0577-61980022",
        "(0577)61980022-8001",
        "057761980022",
        "总金额13800138000元，另13800138000.50",
        "1,380,013,800",
        "t20210112_13800138000.html",
        "138 4567 3321 120 9",
        "编号：QZ00113-1401-2021-00012",
        "合同号：6217000123456789018",
        "330382000012345",
        "0 1 0 3 0 0 0 0 1 3 8 0 0 0 0 0 0 0 0 1",
        "f13812345678a",
        "2019 2020 2021 2022",
        "1490 1231072",
        "127106 198 103 154 290",
    ] {
        assert_eq!(inspect(text), [], "{text}");
    }
}

#[test]
fn a_mark_of_classification_blocks_wherever_it_stands_as_a_mark() {
    for (text, mark) in [
        ("机密★10年", "机密★10年"),
        ("甲镇文件　秘 密 ★ 一年", "秘密★一年"),
        ("绝密", "绝密"),
        ("【机　密】", "机密"),
        ("密级：秘密 3年", "秘密3年"),
        ("内部资料，注意保存", "内部资料，注意保存"),
        ("（内部文件 严禁外传）", "内部文件严禁外传"),
        ("注意保存", "注意保存"),
    ] {
        let leaks = blocking(text);
        assert_eq!(leaks.len(), 1, "{text}");
        assert_eq!(
            (leaks[0].kind, leaks[0].excerpt.as_str()),
            (LeakKind::Mark, mark)
        );
    }
}

#[test]
fn a_sentence_about_secrecy_is_no_mark() {
    for text in [
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "涉及国家秘密、商业秘密、个人隐私的信息不予公开。",
        "请注意保存缴费凭证。",
        "加强保密工作，严防机密外泄。",
        "发布前须经秘密审查。",
        "1.属于国家\n秘密",
    ] {
        assert_eq!(inspect(text), [], "{text}");
    }
    assert_eq!(
        inspect("此表为机密数据，勿传。")[0].gravity,
        Gravity::Doubtful
    );
}
