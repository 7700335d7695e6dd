//! Any bytes at all: read to an end, soon, alike each time, and nothing stated that is not there.

use super::{hostile, provenance};
use gongkai_domain::report::{FormBook, Note, Place};
use gongkai_reader::{Reader, Reading, SourceError};
use gongkai_testkit::{Rng, Sample};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(FormBook::statutory().unwrap()));

const NAMES: [&str; 3] = ["a.txt", "a.csv", "a.html"];

/// Reads a document twice and returns what is wrong with it.
fn fault(bytes: &[u8], name: &str) -> Option<String> {
    let start = Instant::now();
    let reading = READER.read(bytes, name).ok();
    let late = start.elapsed() > Duration::from_secs(5);
    let again = READER.read(bytes, name).ok();
    let shown = |reading: &Option<Reading>| format!("{reading:?}");
    let text = std::str::from_utf8(bytes).ok();
    let invented = text.zip(reading.as_ref());
    let invented = invented.map(|(text, reading)| provenance::invented(text, reading));
    let invented = invented.filter(|invented| !invented.is_empty());
    if late {
        return Some(String::from("takes too long"));
    }
    if shown(&reading) != shown(&again) {
        return Some(String::from("two readings differ"));
    }
    invented.map(|invented| format!("not in the text: {invented:?}"))
}

const WORDS: &[&str] = &[
    "规章",
    "行政规范性文件",
    "行政许可",
    "行政处罚",
    "其他行政管理服务事项",
    "总计",
    "（七）总计",
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "自然人",
    "本年度办理结果",
    "（三）不予公开",
    "1.属于国家秘密",
    "四、结转下年度继续办理",
    "结果维持",
    "尚未审结",
    "信息内容",
    "采购总金额（万元）",
    "单位：元",
    "一、总体情况\n",
    "二、主动公开政府信息情况\n",
    "六、其他\n",
    "主动公开政府信息24条",
    "其中：",
    "未收到政府信息公开申请",
    "2020年",
    "甲镇人民政府\n",
    "第3页",
];
const FIGURES: &[&str] = &[
    "0",
    "1",
    "12",
    "3.5",
    "1,362",
    "-3",
    "+19",
    "000",
    "⑩",
    "１２",
    "无",
    "/",
    "9999999999999999999",
];
const BETWEEN: &[&str] = &[
    "\t", "\n", " ", "　", "|", "\r", "\r\n", "，", "。", "、", "：", ",", "\"", "\n\n", "\u{c}",
    "  ", "",
];

/// Words and figures that reports are made of, and what stands between them.
fn soup() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => select(WORDS).prop_map(str::to_owned),
        6 => select(FIGURES).prop_map(str::to_owned),
        8 => select(BETWEEN).prop_map(str::to_owned),
        1 => "[\\PC]{0,3}",
    ];
    prop::collection::vec(part, 0..300).prop_map(|parts| parts.concat())
}

/// One mutilation: what is done, where, and how far it reaches.
type Wound = (u8, Index, Index, usize);

/// A generated report, damaged as in the field, then wounded as nowhere.
fn wounded(seed: u64, wounds: &[Wound]) -> (String, bool) {
    let mut rng = Rng::new(seed);
    let forms = FormBook::statutory().unwrap().forms();
    let form = rng.below(forms.len());
    let sample = Sample::drawn(&mut rng, &forms[form], 3);
    let mut text: Vec<char> = sample.text.chars().collect();
    for (kind, at, other, length) in wounds {
        if text.is_empty() {
            break;
        }
        let at = at.index(text.len());
        let part = at..(at + length).min(text.len());
        match kind % 6 {
            0 => drop(text.drain(part)),
            1 => {
                let copy = text[part].to_vec();
                let to = other.index(text.len());
                drop(text.splice(to..to, copy));
            }
            2 => {
                let other = other.index(text.len());
                text.swap(at, other);
            }
            3 => text.insert(at, ['\t', '\n', '3', ' ', '|', '（', '政'][length % 7]),
            4 => text[part].reverse(),
            _ => text.truncate(text.len() - length.min(&text.len())),
        }
    }
    (
        text.into_iter().collect(),
        sample.layout == gongkai_testkit::Layout::Csv,
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_to_an_end(
        begin in select(&["", "<html>", "<table>", "PK\u{3}\u{4}", "\u{feff}"][..]),
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        name in select(&NAMES[..]),
    ) {
        let bytes = [begin.as_bytes(), bytes.as_slice()].concat();
        prop_assert_eq!(fault(&bytes, name), None);
    }

    #[test]
    fn nothing_is_stated_that_a_soup_of_words_and_figures_does_not_say(
        text in soup(),
        name in select(&NAMES[..]),
    ) {
        prop_assert_eq!(fault(text.as_bytes(), name), None);
    }

    #[test]
    fn nothing_is_stated_that_a_wounded_report_does_not_say(
        seed in any::<u64>(),
        wounds in prop::collection::vec((any::<u8>(), any::<Index>(), any::<Index>(), 0_usize..200), 0..12),
    ) {
        let (text, csv) = wounded(seed, &wounds);
        prop_assert_eq!(fault(text.as_bytes(), if csv { "a.csv" } else { "a.txt" }), None);
    }
}

#[test]
fn figures_too_large_to_be_added_are_no_mistake_of_the_program() {
    let figures = "9000000000000000000 ".repeat(8);
    let text = format!(
        "一、本年新收政府信息公开申请数量 {figures}\n二、上年结转政府信息公开申请数量 {figures}\n\
         四、结转下年度继续办理 {figures}\n"
    );
    assert_eq!(fault(text.as_bytes(), "a.txt"), None);
}

#[test]
fn a_number_in_a_circle_beyond_nine_is_not_its_first_digit() {
    let text = "规章\t⑩\t⑫\t⑳\n行政规范性文件\t1\t2\t3\n行政许可\t4\n行政处罚\t5\n行政强制\t6\n";
    assert_eq!(fault(text.as_bytes(), "a.txt"), None);
}

#[test]
fn no_document_takes_longer_than_its_size_allows() {
    for (name, file, bytes) in hostile::documents(256 << 10) {
        let start = Instant::now();
        drop(READER.read(&bytes, file));
        let elapsed = start.elapsed();
        // What grows with the square of the size takes minutes at this size.
        assert!(elapsed < Duration::from_secs(5), "{name}: {elapsed:?}");
    }
}

#[test]
fn a_document_with_more_lines_than_any_report_is_refused() {
    let text = "规章\n".repeat(250_001);
    let refused = READER.read(text.as_bytes(), "a.txt");
    assert!(
        matches!(refused, Err(SourceError::TooLarge { .. })),
        "{refused:?}"
    );
}

#[test]
fn figures_without_a_place_are_named_as_far_as_anyone_would_go_through_them() {
    let rows = "规章 0 0 0\n行政规范性文件 0 0 0\n行政许可 0\n行政处罚 0\n";
    let text = format!("{rows}{}行政强制 0\n", "甲 1 2 3 4 5 6 7\n".repeat(2_000));
    let reading = READER.read(text.as_bytes(), "a.txt").unwrap();
    let unplaced = |note: &&Note| matches!(note, Note::Unplaced { .. });
    assert_eq!(reading.report.notes.iter().filter(unplaced).count(), 500);
}

#[test]
fn a_record_behind_blank_lines_stands_in_its_own_line() {
    let text = "规章,1,2,3\n\n\n行政规范性文件,4,5,6\n行政许可,7\n行政处罚,8\n行政强制,9\n";
    let reading = READER.read(text.as_bytes(), "a.csv").unwrap();
    let tables = reading.report.tables.unwrap();
    let five = tables.iter().find(|(_, cell)| cell.count() == Some(5));
    let place = five.and_then(|(_, cell)| cell.place.clone());
    assert_eq!(place, Some(Place::Text { line: 4, column: 3 }));
}
