//! Numbers that count nothing a report states.

use super::{hold, read};

#[test]
fn dates_ordinals_and_document_numbers_count_nothing() {
    hold(&[
        (
            "根据《条例》第二十条和国办发〔2019〕54号文件，于2021年1月15日公开。",
            &[],
        ),
        ("学习党的二十大精神，第3次会议研究信息公开。", &[]),
        ("信息公开及时率100%，邮编200000，电话021-5550123。", &[]),
        ("按照条例第十九条例外规定主动公开政府信息。", &[]),
        ("每月15日和最后一天主动公开信息。", &[]),
    ]);
}

#[test]
fn figures_of_other_years_are_not_the_years() {
    hold(&[
        (
            "2020年主动公开信息30条，2020年有进步。2019年，主动公开信息25条。",
            &["proactive_total 30"],
        ),
        (
            "2020年主动公开信息30条，2020年有进步。2021年将主动公开信息50条。",
            &["proactive_total 30"],
        ),
        ("上年，本镇主动公开政府信息40条。", &[]),
        (
            "主动公开政府信息90条，较上年增加12条，同比减少3条。",
            &["proactive_total 90"],
        ),
        ("比2019年的58条信息有所增加。", &[]),
        (
            "2020年良好。2020年按照2019年修订的条例，主动公开信息30条。",
            &["proactive_total 30"],
        ),
    ]);
}

#[test]
fn plans_and_rules_state_nothing() {
    hold(&[
        ("下一步，力争全年主动公开政府信息200条。", &[]),
        ("各科室主动公开政府信息不少于20条。", &[]),
        ("要求每月主动公开政府信息5条。", &[]),
        ("在20个工作日内主动公开政府信息。", &[]),
    ]);
}

#[test]
fn what_is_not_disclosure_is_not_counted_as_such() {
    hold(&[
        ("向上级报送信息56条，采用信息12条。", &[]),
        ("配备2名专职人员，设立公开栏目4个，组织培训3次。", &[]),
        ("办理人大代表建议5件，回复网民留言40条。", &[]),
        ("公众号粉丝2000人，阅读信息3万次。", &[]),
        ("受理12345热线投诉90件。", &[]),
        ("统筹推进一件事改革，公开条件3条。", &[]),
    ]);
}

#[test]
fn a_range_or_a_part_of_a_number_is_no_count() {
    hold(&[
        ("主动公开信息3-5条。", &[]),
        ("主动公开信息3至5条。", &[]),
        ("主动公开信息二三十条。", &[]),
    ]);
}

#[test]
fn a_number_that_no_machine_holds_is_left_out() {
    assert_eq!(read("主动公开政府信息99999999999999999999条。"), []);
    assert_eq!(read("主动公开政府信息9223372036854775807万条。"), []);
}

#[test]
fn requests_handled_otherwise_are_not_requests_received() {
    hold(&[(
        "（二）依申请公开。2021年新收政府信息公开申请7件，予以公开5件，不予处理1件，其他处理1件。",
        &[
            "requests_received 7",
            "requests_granted 5",
            "requests_not_processed 1",
        ],
    )]);
}
