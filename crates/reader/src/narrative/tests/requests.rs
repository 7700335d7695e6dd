//! Requests, their outcomes, reviews and suits.

use super::hold;

#[test]
fn requests_received_are_counted_in_the_year() {
    hold(&[
        ("本年度收到5件政府信息公开申请。", &["requests_received 5"]),
        (
            "全年共受理政府信息依申请公开7件，均已答复。",
            &["requests_received 7"],
        ),
        ("2021年发生依申请公开1次。", &["requests_received 1"]),
        (
            "收到公民、法人的政府信息公开申请两件。",
            &["requests_received 2"],
        ),
        (
            "（二）依申请公开情况。本年共收到申请3件。",
            &["requests_received 3"],
        ),
        (
            "受理、答复依申请公开的政府信息0条。",
            &["requests_received 0"],
        ),
        (
            "本街道共收到12件信息依申请公开。",
            &["requests_received 12"],
        ),
        (
            "收到申请政府信息公开事项9件，其余2件结转下年度办理。",
            &["requests_received 9", "requests_carried_out 2"],
        ),
        (
            "全年收到政府信息公开申请6件，上年无结转，行政复议1件。",
            &["requests_received 6", "reconsiderations 1"],
        ),
        (
            "全年收到政府信息公开申请数量为0。",
            &["requests_received 0"],
        ),
    ]);
}

#[test]
fn no_request_in_words_is_zero() {
    hold(&[
        (
            "2022年，本镇未收到政府信息公开申请。",
            &["requests_received 0"],
        ),
        (
            "全年没有公民、法人或其他组织申请公开政府信息。",
            &["requests_received 0"],
        ),
        ("全年未有群众依申请信息公开件。", &["requests_received 0"]),
        ("未收到任何公开政府信息的申请。", &["requests_received 0"]),
        ("全年无依申请公开信息。", &["requests_received 0"]),
        ("本年未收到一件依申请公开件。", &["requests_received 0"]),
        (
            "未收到依申请公开、行政复议、行政诉讼案件。",
            &["requests_received 0", "reconsiderations 0", "litigations 0"],
        ),
    ]);
}

#[test]
fn requests_since_the_beginning_are_not_of_the_year() {
    hold(&[(
        "（二）依申请公开方面\n2020年，街道未收到政府信息公开申请。历年累计受理4件。",
        &["requests_received 0", "requests_cumulative 4"],
    )]);
}

#[test]
fn outcomes_break_down_the_requests() {
    hold(&[
        (
            "收到政府信息公开申请5件，其中予以公开2件，部分公开1件，不予公开1件，无法提供1件。",
            &[
                "requests_received 5",
                "requests_granted 2 (list 1: all of 0)",
                "requests_partially_granted 1 (list 1: all of 0)",
                "requests_refused 1 (list 1: all of 0)",
                "requests_unavailable 1 (list 1: all of 0)",
            ],
        ),
        (
            "新收政府信息公开申请8件，上年结转2件，其中予以公开6件，不予处理1件，结转下年度3件。",
            &[
                "requests_received 8",
                "requests_carried_in 2",
                "requests_granted 6 (list 1: all)",
                "requests_not_processed 1 (list 1: all)",
                "requests_carried_out 3 (list 1: all)",
            ],
        ),
        (
            "收到政府信息公开申请6件（含上年结转1件），其中予以公开5件，其他处理1件。",
            &[
                "requests_received 6",
                "requests_carried_in 1",
                "requests_granted 5 (list 1: some)",
            ],
        ),
    ]);
}

#[test]
fn what_was_disclosed_or_withheld_without_a_request_is_no_outcome() {
    hold(&[("确定不予公开文件3件，部分公开文件2件。", &[])]);
}

#[test]
fn ways_of_asking_are_not_counted_as_requests_received() {
    hold(&[(
        "收到政府信息公开申请4件，其中网上申请3件，当面申请1件。",
        &["requests_received 4"],
    )]);
}

#[test]
fn reviews_and_suits_are_counted_each_by_itself() {
    hold(&[
        (
            "因政府信息公开被申请行政复议2件，被提起行政诉讼1件。",
            &["reconsiderations 2", "litigations 1"],
        ),
        (
            "因政府信息公开引起的行政复议、行政诉讼均为0件。",
            &["reconsiderations 0", "litigations 0"],
        ),
        ("政府信息公开行政复议和行政诉讼共3件。", &[]),
        (
            "政府信息公开行政复议、行政诉讼各1件。",
            &["reconsiderations 1", "litigations 1"],
        ),
        ("全年办理行政复议案件120件。", &[]),
    ]);
}

#[test]
fn no_review_and_no_suit_in_words_are_zero() {
    hold(&[
        (
            "没有出现因政府信息公开申请行政复议、提起行政诉讼。",
            &["reconsiderations 0", "litigations 0"],
        ),
        (
            "未发生因政府信息公开被申请行政复议，被提起行政诉讼的情况。",
            &["reconsiderations 0", "litigations 0"],
        ),
        (
            "未发生有关政府信息公开事务的行政诉讼案；未收到申诉案。",
            &["litigations 0"],
        ),
        (
            "无行政复议，行政诉讼1件，系政府信息公开引起。",
            &["reconsiderations 0"],
        ),
    ]);
}

#[test]
fn what_did_not_go_wrong_is_not_zero_requests() {
    hold(&[
        ("未发生逾期答复政府信息公开申请的情况。", &[]),
        ("未发生行政复议被纠错、行政诉讼败诉的情况。", &[]),
        ("全年未收到行政许可申请。", &[]),
        ("无法向申请人提供申请公开的信息。", &[]),
        ("如未收到政府信息公开申请，可以不填。", &[]),
    ]);
}
