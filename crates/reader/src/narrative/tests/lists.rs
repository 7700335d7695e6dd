//! Enumerations: what they break down and whether they are said to be complete.

use super::hold;

#[test]
fn parts_introduced_by_among_them_break_down_the_number_before() {
    hold(&[
        (
            "主动公开政府信息10条，其中政策文件类信息7条，人事信息3条。",
            &[
                "proactive_total 10",
                "proactive_by_category 7 政策文件 (list 1: all of 0)",
                "proactive_by_category 3 人事 (list 1: all of 0)",
            ],
        ),
        (
            "主动公开政府信息10条，准时率100%。其中政策、法规类信息4条，卫生、体育类信息6条。",
            &[
                "proactive_total 10",
                "proactive_by_category 4 政策、法规 (list 1: all of 0)",
                "proactive_by_category 6 卫生、体育 (list 1: all of 0)",
            ],
        ),
        (
            "主动公开政府信息总数9条：工作动态5条；（2）其他信息4条。",
            &[
                "proactive_total 9",
                "proactive_by_category 5 工作动态 (list 1: all of 0)",
                "proactive_by_category 4 其他 (list 1: all of 0)",
            ],
        ),
        (
            "在主动公开的信息中，规划类的信息4条，统计数据信息6条。",
            &[
                "proactive_by_category 4 规划 (list 1: all)",
                "proactive_by_category 6 统计数据 (list 1: all)",
            ],
        ),
    ]);
}

#[test]
fn channels_said_to_be_parts_are_a_complete_enumeration() {
    hold(&[
        (
            "发布重点领域政府信息12条，其中主要发布内容包括：微信公众号8条，政府网站4条，内容准确。",
            &[
                "proactive_total 12",
                "proactive_by_channel 8 微信公众号 (list 1: all of 0)",
                "proactive_by_channel 4 政府网站 (list 1: all of 0)",
            ],
        ),
        (
            "主动公开政府信息60条，分别为政府网站20条，《某县日报》5条，其他方式35条。",
            &[
                "proactive_total 60",
                "proactive_by_channel 20 政府网站 (list 1: all of 0)",
                "proactive_by_channel 5 《某县日报》 (list 1: all of 0)",
                "proactive_by_channel 35 其他方式 (list 1: all of 0)",
            ],
        ),
        (
            "主动公开信息70条，其中市政府网站公开信息40条、本局网站公开信息20条、广播电视公开信息10条。",
            &[
                "proactive_total 70",
                "proactive_by_channel 40 市政府网站 (list 1: all of 0)",
                "proactive_by_channel 20 本局网站 (list 1: all of 0)",
                "proactive_by_channel 10 广播电视 (list 1: all of 0)",
            ],
        ),
    ]);
}

#[test]
fn channels_beside_a_total_are_not_said_to_be_its_parts() {
    hold(&[
        (
            "主动公开政府信息100条，政府网站81条，微信公众号108条。",
            &[
                "proactive_total 100",
                "proactive_by_channel 81 政府网站 (list 1: some of 0)",
                "proactive_by_channel 108 微信公众号 (list 1: some of 0)",
            ],
        ),
        (
            "主动公开信息30条，其中依托网站主动公开信息30条；通过公示栏公开信息30条。",
            &[
                "proactive_total 30",
                "proactive_by_channel 30 网站 (list 1: some of 0)",
                "proactive_by_channel 30 公示栏 (list 1: some of 0)",
            ],
        ),
    ]);
}

#[test]
fn a_single_part_is_never_said_to_be_all() {
    hold(&[(
        "主动公开政府信息500条，其中政府信息公开网站上公开信息30条，包括通知公告12条、信息公开18条。",
        &[
            "proactive_total 500",
            "proactive_by_channel 30 政府信息公开网站 (list 1: some of 0)",
            "proactive_by_category 12 通知公告 (list 2: all of 1)",
            "proactive_by_category 18 信息公开 (list 2: all of 1)",
        ],
    )]);
}

#[test]
fn an_enumeration_left_open_is_not_complete() {
    hold(&[
        (
            "主动公开政府信息50条，主要有政策文件20条，公示公告10条。",
            &[
                "proactive_total 50",
                "proactive_by_category 20 政策文件 (list 1: some of 0)",
                "proactive_by_category 10 公示公告 (list 1: some of 0)",
            ],
        ),
        (
            "主动公开政府信息50条，其中政策文件20条，公示公告10条等。",
            &[
                "proactive_total 50",
                "proactive_by_category 20 政策文件 (list 1: some of 0)",
                "proactive_by_category 10 公示公告 (list 1: some of 0)",
            ],
        ),
    ]);
}

#[test]
fn an_enumeration_without_a_whole_is_complete_by_itself() {
    hold(&[(
        "2020年度，公布工作简讯30条，政策解读5条，一、二类河道整治情况7条，居民反映问题落实4条。",
        &[
            "proactive_by_category 30 工作简讯 (list 1: all)",
            "proactive_by_category 5 政策解读 (list 1: all)",
            "proactive_by_category 7 一、二类河道整治 (list 1: all)",
            "proactive_by_category 4 居民反映问题落实 (list 1: all)",
        ],
    )]);
}

#[test]
fn the_next_channel_ends_the_categories_of_the_one_before() {
    hold(&[(
        "主动公开信息90条，其中政府网站50条，其中动态30条、公告20条，微信公众号40条。",
        &[
            "proactive_total 90",
            "proactive_by_channel 50 政府网站 (list 1: all of 0)",
            "proactive_by_category 30 动态 (list 2: all of 1)",
            "proactive_by_category 20 公告 (list 2: all of 1)",
            "proactive_by_channel 40 微信公众号 (list 1: all of 0)",
        ],
    )]);
}

#[test]
fn what_else_was_done_ends_an_enumeration() {
    hold(&[(
        "主动公开信息20条，其中文件12条，动态8条，接待现场咨询3人次，组织培训2次。",
        &[
            "proactive_total 20",
            "proactive_by_category 12 文件 (list 1: all of 0)",
            "proactive_by_category 8 动态 (list 1: all of 0)",
            "consultations 3 现场",
        ],
    )]);
}

#[test]
fn parts_of_information_made_are_no_parts_of_what_was_disclosed() {
    hold(&[(
        "2020年共制作政府信息80条，其中主动公开信息60条，作为依申请公开信息数15条，不予公开信息数5条。",
        &["proactive_total 60"],
    )]);
}
