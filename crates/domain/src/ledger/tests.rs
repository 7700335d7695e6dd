//! Ledgers read, counted and told apart.

use super::*;
use crate::report::MoneyUnit;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

const TODAY: Date = date(2020, 7, 1);

fn book() -> &'static LedgerBook {
    LedgerBook::statutory().unwrap()
}

fn ledger(key: &str) -> &'static Ledger {
    book().get(key).unwrap()
}

fn values(ledger: &'static Ledger, texts: &[(&str, &str)]) -> Values {
    let text = |key: &str| {
        texts
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, text)| *text)
    };
    ledger.read(text, TODAY).unwrap()
}

fn record(ledger: &'static Ledger, texts: &[(&str, &str)]) -> Record {
    Record {
        id: crate::identity::RecordId::from_random(1),
        agency: crate::identity::AgencyId::from_random(1),
        ledger: ledger.key.clone(),
        values: values(ledger, texts),
        revision: 0,
        struck: None,
    }
}

#[test]
fn the_ledgers_of_the_program_contradict_themselves_nowhere() {
    assert!(book().all().len() >= 25);
}

#[test]
fn every_default_is_a_value_of_its_column() {
    for ledger in book().all() {
        for (key, text) in ledger.defaults(TODAY).iter() {
            let column = ledger.column(key).unwrap();
            let read = column.read(text, TODAY);
            assert_eq!(read, Ok(Some(text.to_owned())), "{} {key}", ledger.key);
        }
    }
}

#[test]
fn what_is_shown_of_a_choice_is_read_back_as_that_choice() {
    for ledger in book().all() {
        for column in &ledger.columns {
            for choice in &column.choices {
                let shown = column.shown(&choice.key);
                let read = column.read(&shown, TODAY);
                assert_eq!(read, Ok(Some(choice.key.clone())), "{} {shown}", ledger.key);
            }
        }
    }
}

#[test]
fn a_call_is_written_down_as_people_type_it() {
    let enquiry = ledger("enquiry");
    let typed = [
        ("on", "6月15日"),
        ("way", "来电"),
        ("persons", "２"),
        ("content", "低保怎么办"),
    ];
    let values = values(enquiry, &typed);
    assert_eq!(values.day("on"), Some(date(2020, 6, 15)));
    assert_eq!(values.get("way"), Some("telephone"));
    assert_eq!(values.count("persons"), Some(2));
    assert_eq!(values.get("reply"), None, "blank is not an empty reply");
}

#[test]
fn what_is_wrong_is_said_column_by_column() {
    let typed = |key: &str| match key {
        "on" => Some("2020-7-2"),
        "way" => Some("托梦"),
        "persons" => Some("-1"),
        "replied_on" => Some("2020-2-30"),
        _ => None,
    };
    let gaps = ledger("enquiry").read(typed, TODAY).unwrap_err();
    let fields: Vec<&str> = gaps.iter().map(|gap| gap.field).collect();
    assert_eq!(fields, ["on", "way", "persons", "content", "replied_on"]);
    assert!(gaps[1].message.contains("现场"), "{}", gaps[1].message);
}

#[test]
fn a_reply_does_not_come_before_its_question() {
    let typed = |key: &str| match key {
        "on" => Some("2020-6-15"),
        "replied_on" => Some("2020-6-14"),
        "way" => Some("电话"),
        "persons" => Some("1"),
        "content" => Some("问"),
        _ => None,
    };
    let gaps = ledger("enquiry").read(typed, TODAY).unwrap_err();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].field, "replied_on");
}

#[test]
fn five_came_and_nine_rang() {
    let enquiry = ledger("enquiry");
    let base = [("on", "2020-6-15"), ("content", "问")];
    let of = |way, persons, on| {
        let mut texts = vec![("way", way), ("persons", persons)];
        texts.extend(base);
        texts[2] = ("on", on);
        record(enquiry, &texts)
    };
    let mut struck = of("现场", "7", "2020-6-15");
    struck.struck = Some(Struck {
        on: TODAY,
        reason: "重复".to_owned(),
    });
    let records = [
        of("现场", "5", "2020-6-15"),
        of("电话", "9", "2020-3-1"),
        of("电话", "4", "2019-12-31"),
        struck,
    ];
    let counted = |key: &str| {
        let (ledger, figure) = book().figure(key).unwrap();
        count(ledger, figure, &records, 2020).value
    };
    assert_eq!(counted("enquiries.on_site"), Decimal::from(5));
    assert_eq!(counted("enquiries.telephone"), Decimal::from(9));
    assert_eq!(counted("enquiries"), Decimal::from(14));
}

#[test]
fn money_without_a_unit_is_in_no_sum_and_is_said() {
    let column = Column {
        key: "amount".to_owned(),
        zh: "金额".to_owned(),
        en: "Amount".to_owned(),
        kind: Kind::Money,
        required: false,
        default: None,
        help: String::new(),
        aliases: Vec::new(),
        choices: Vec::new(),
        not_before: None,
        past: false,
        personal: false,
    };
    assert_eq!(
        column.read("76.3万元", TODAY),
        Ok(Some("76.3 万元".to_owned()))
    );
    assert_eq!(
        column.read("２４，２２０", TODAY),
        Ok(Some("24220".to_owned()))
    );
    assert!(column.read("若干", TODAY).is_err());
    let procurement = ledger("procurement");
    let of = |amount| {
        record(
            procurement,
            &[
                ("on", "2020-5-1"),
                ("project", "采购"),
                ("projects", "1"),
                ("amount", amount),
            ],
        )
    };
    let bare = of("24220");
    assert_eq!(bare.values.money("amount").unwrap().unit(), None);
    let known = of("76.3 万元");
    assert_eq!(
        known.values.money("amount").unwrap().unit(),
        Some(MoneyUnit::WanYuan)
    );
    let figure = procurement
        .figures
        .iter()
        .find(|one| one.key == "procurement.amount")
        .unwrap();
    let counted = count(procurement, figure, &[bare, known], 2020);
    assert_eq!(
        (counted.value, counted.uncounted),
        (Decimal::from(763_000), 1)
    );
}

#[test]
fn who_left_before_the_years_end_is_no_staff_of_that_year() {
    let staff = ledger("staff");
    let of = |name, from, until| {
        record(
            staff,
            &[
                ("name", name),
                ("kind", "专职"),
                ("from", from),
                ("until", until),
            ],
        )
    };
    let records = [
        of("甲", "2018-1-1", ""),
        of("乙", "2019-5-1", "2020-6-30"),
        of("丙", "2020-7-1", ""),
    ];
    let figure = staff
        .figures
        .iter()
        .find(|one| one.of == Span::Standing && one.only.is_empty());
    let count = |year| count(staff, figure.unwrap(), &records, year).value;
    assert_eq!(
        (count(2019), count(2020)),
        (Decimal::from(2), Decimal::from(2))
    );
}

#[test]
fn ledgers_of_a_group_stand_in_their_declared_order_whatever_their_files_are_called() {
    let book = LedgerBook::statutory().unwrap();
    let first = |group| book.of_group(group).next().unwrap().key.as_str();
    assert_eq!(first(Group::Interaction), "enquiry");
    assert_eq!(first(Group::Catalogue), "catalogue");
    assert_eq!(first(Group::Organisation), "leader");
    let texts = LedgerBook::embedded_texts().iter();
    let doubled = texts.map(|(name, text)| (*name, text.replacen("order = 2", "order = 1", 1)));
    let doubled: Vec<_> = doubled.collect();
    let doubled = doubled.iter().map(|(name, text)| (*name, text.as_str()));
    let error = LedgerBook::from_texts(doubled).unwrap_err();
    assert!(error.cause.contains("order 1 stands twice"), "{error}");
}

#[test]
fn a_file_that_names_a_column_it_lacks_is_refused() {
    let (name, text) = LedgerBook::embedded_texts()[0];
    let broken = text.replacen("titled_by = \"", "titled_by = \"no_", 1);
    assert_ne!(text, broken);
    let error = LedgerBook::from_texts([(name, broken.as_str())]).unwrap_err();
    assert!(error.cause.contains("no column"), "{error}");
}

/// What a cell of the printed catalogue says, by columns.
fn said(of: &str, text: &str) -> Result<Vec<(String, String)>, String> {
    let catalogue = ledger("catalogue");
    let printed = catalogue.printed.as_ref().unwrap();
    printed.column(of).unwrap().read(catalogue, text)
}

fn texts(said: &[(String, String)]) -> Vec<&str> {
    said.iter().map(|(_, text)| text.as_str()).collect()
}

#[test]
fn a_cell_with_marks_says_which_channels_must_be_and_which_may_be() {
    let cells = [
        "■政府网站\n□两微一端\n■社区/企事业单位/\n村公示栏(电子屏)",
        "☑政府网站 √村公示栏（电子屏）、☐微信公众号",
        "□ 两微一端；■政府网站、公开栏",
    ];
    for cell in cells {
        let said = said("channels", cell).unwrap();
        assert_eq!(
            texts(&said),
            ["website notice_board", "new_media"],
            "{cell}"
        );
    }
}

#[test]
fn a_channel_of_which_nobody_can_say_whether_it_must_be_is_asked_about() {
    let wrong = |cell: &str| said("channels", cell).unwrap_err();
    assert!(wrong("政府网站、□政府公报").contains("“政府网站、”前面没有■或者□"));
    assert!(wrong("■政府网站■").contains("没有写渠道"));
    assert!(wrong("■政府网站□网站").contains("既有■又有□"));
    assert!(wrong("■村头大喇叭").contains("“村头大喇叭”不在可选范围内"));
}

#[test]
fn a_limit_is_taken_for_days_only_where_its_words_leave_no_doubt() {
    let limit = |text: &str| {
        let said = said("limit", text).unwrap();
        (said[1].1.clone(), said[2].1.clone())
    };
    let days = |days: &str| ("within_workdays".to_owned(), days.to_owned());
    assert_eq!(limit("信息形成或者变更之日起20个工作日内"), days("20"));
    assert_eq!(limit("自收到之日起二十个工作日内公开"), days("20"));
    assert_eq!(limit("１５工作日"), days("15"));
    assert_eq!(limit("及时公开"), ("prompt".to_owned(), String::new()));
    assert_eq!(limit("长期"), ("long_term".to_owned(), String::new()));
    for doubtful in [
        "3个工作日内初审，20个工作日内公开",
        "及时公开（1个月内）",
        "每年公开一次",
        "几个工作日内",
    ] {
        assert_eq!(
            limit(doubtful),
            (String::new(), String::new()),
            "{doubtful}"
        );
    }
}

#[test]
fn what_the_printed_sheet_says_is_read_back_from_it() {
    let catalogue = ledger("catalogue");
    let printed = catalogue.printed.as_ref().unwrap();
    let values = values(
        catalogue,
        &[
            ("field", "就业"),
            ("level1", "补贴"),
            ("channels", "政府网站、公开栏"),
            ("channels_optional", "其他"),
            ("limit", "20个工作日内"),
            ("audience_all", "是"),
            ("from", "2020-1-1"),
        ],
    );
    let printed_as = |of: &str| printed.column(of).unwrap().text(catalogue, &values);
    assert_eq!(printed_as("audience_all"), "√");
    let channels = printed_as("channels");
    assert_eq!(
        channels,
        "■政府网站\n■社区/企事业单位/村公示栏（电子屏）\n□其他"
    );
    assert_eq!(
        texts(&said("channels", &channels).unwrap()),
        ["website notice_board", "other"]
    );
    assert_eq!(printed_as("level2"), "");
}

#[test]
fn the_name_of_a_sheet_is_that_of_a_field_however_it_is_dressed() {
    let catalogue = ledger("catalogue");
    let printed = catalogue.printed.as_ref().unwrap();
    for name in [
        "义务教育",
        "3.义务教育领域",
        "03、义务教育领域基层政务公开标准目录",
    ] {
        assert_eq!(
            printed.choice(catalogue, name),
            Some("compulsory_education"),
            "{name}"
        );
    }
    assert_eq!(printed.choice(catalogue, "乡村振兴领域"), None);
    assert_eq!(printed.stem("27.乡村振兴领域"), "乡村振兴");
}

#[test]
fn a_catalogue_as_of_a_day_is_what_had_begun_and_not_ended() {
    let catalogue = ledger("catalogue");
    let of = |item, from, until| {
        let texts = [
            ("field", "就业"),
            ("level1", "甲"),
            ("level2", item),
            ("from", from),
            ("until", until),
        ];
        record(catalogue, &texts)
    };
    let records = [of("子", "2019-1-1", "2020-6-30"), of("丑", "2020-7-1", "")];
    let (_, figure) = book().figure("catalogue.level2").unwrap();
    let on = |day| count_on(catalogue, figure, &records, day).value;
    assert_eq!(on(date(2018, 12, 31)), Decimal::ZERO);
    for day in [date(2020, 6, 30), date(2020, 7, 1)] {
        assert_eq!(on(day), Decimal::ONE, "{day}");
    }
}
