//! Totals, channels and categories of what was disclosed.

use super::hold;

#[test]
fn the_total_is_what_was_disclosed_proactively_in_the_year() {
    hold(&[
        (
            "2020年，本镇主动公开政府信息36条。",
            &["proactive_total 36"],
        ),
        (
            "全年共主动公开各类政府信息 ２１８ 条。",
            &["proactive_total 218"],
        ),
        (
            "本年度主动公开信息总数为1,204条。",
            &["proactive_total 1204"],
        ),
        (
            "截至2020年12月31日，累计主动公开政府信息57件。",
            &["proactive_total 57"],
        ),
        ("年内主动公开政务信息合计十二条。", &["proactive_total 12"]),
        ("主动公开政府信息，共45条。", &["proactive_total 45"]),
        ("全年发布重点领域政府信息66条。", &["proactive_total 66"]),
        ("2022年，全乡政府信息公开90条。", &["proactive_total 90"]),
        ("全年主动公开了31条政府信息。", &["proactive_total 31"]),
    ]);
}

#[test]
fn a_number_said_to_be_about_or_over_is_approximate() {
    hold(&[
        ("全年主动公开政府信息近500条。", &["proactive_total 500约"]),
        ("全年主动公开政府信息300余条。", &["proactive_total 300约"]),
        ("全年主动公开政府信息70多条。", &["proactive_total 70约"]),
        ("全年主动公开政府信息超过80条。", &["proactive_total 80约"]),
        ("全年主动公开政府信息60条以上。", &["proactive_total 60约"]),
        (
            "全年主动公开政府信息1.2万条。",
            &["proactive_total 12000约"],
        ),
        (
            "全年主动公开政府信息2万余条。",
            &["proactive_total 20000约"],
        ),
    ]);
}

#[test]
fn what_was_disclosed_since_the_beginning_is_not_of_the_year() {
    hold(&[
        (
            "2020年主动公开政府信息20条，历年累计公开780条。",
            &["proactive_total 20", "proactive_cumulative 780"],
        ),
        (
            "自2008年5月条例施行以来，累计主动公开政府信息3000条。2021年主动公开40条，2021年良好。",
            &["proactive_cumulative 3000", "proactive_total 40"],
        ),
        (
            "到年底累计主动公开政府信息900条，其中，本年度新增主动公开政府信息150条。",
            &["proactive_cumulative 900", "proactive_total 150"],
        ),
        (
            "2021年以来，本局主动公开政府信息33条。",
            &["proactive_total 33"],
        ),
    ]);
}

#[test]
fn a_total_on_the_own_site_is_the_total_only_if_nothing_stands_beside_it() {
    hold(&[
        (
            "本街道在区政府网站共主动公开政府信息29条。",
            &["proactive_total 29"],
        ),
        (
            "通过区政府网站主动公开政府信息29条。通过政务微博公开信息12条。",
            &[
                "proactive_by_channel 29 区政府网站",
                "proactive_by_channel 12 政务微博",
            ],
        ),
        (
            "全年主动公开政府信息50条。在区政府网站主动公开政府信息29条。",
            &["proactive_total 50", "proactive_by_channel 29 区政府网站"],
        ),
        (
            "2022年市政府门户网站公开信息52条。",
            &["proactive_by_channel 52 市政府门户网站"],
        ),
    ]);
}

#[test]
fn a_weaker_total_gives_way_to_one_that_says_proactive() {
    hold(&[(
        "主动公开政府信息25条。全年共发布信息300条。",
        &["proactive_total 25"],
    )]);
}

#[test]
fn a_channel_is_named_by_the_words_before_the_verb() {
    hold(&[
        (
            "通过“某镇发布”微信公众号推送信息77条。",
            &["proactive_by_channel 77 微信公众号"],
        ),
        (
            "利用村务公开栏公开信息15条。",
            &["proactive_by_channel 15 村务公开栏"],
        ),
        (
            "在抖音平台发布信息6条。",
            &["proactive_by_channel 6 抖音平台"],
        ),
        (
            "微信公众号（某镇之声）发布88条。",
            &["proactive_by_channel 88 微信公众号"],
        ),
        ("村民小组发布88条。", &[]),
        (
            "借助LED显示屏发布信息40条。",
            &["proactive_by_channel 40 LED显示屏"],
        ),
    ]);
}

#[test]
fn a_category_is_named_without_the_words_that_call_it_information() {
    hold(&[
        (
            "全年公开财政资金类信息18条。",
            &["proactive_by_category 18 财政资金"],
        ),
        (
            "在区政府网站发布防汛信息9条。",
            &["proactive_by_category 9 防汛"],
        ),
    ]);
}
