//! Hand-overs, consultations, catalogues, documents, decisions, fees, complaints.

use super::hold;

#[test]
fn documents_handed_over_go_to_an_archive_or_a_library() {
    hold(&[
        ("向县档案馆、图书馆移交政府信息40份。", &["handed_over 40"]),
        (
            "加强信息移交市档案馆和图书馆工作，方便群众，2020年\n已移交 24 份。",
            &["handed_over 24"],
        ),
        (
            "送交档案馆12份、图书馆10份。",
            &["handed_over 12 档案馆", "handed_over 10 图书馆"],
        ),
        ("移交案卷材料30份。", &[]),
    ]);
}

#[test]
fn consultations_are_labelled_by_the_way_of_asking() {
    hold(&[
        (
            "共接待现场咨询5人次，接听咨询电话9人次，回复网上咨询3条。",
            &[
                "consultations 5 现场",
                "consultations 9 电话",
                "consultations 3 网上",
            ],
        ),
        ("已接受群众咨询80次，均得到答复。", &["consultations 80"]),
        ("受理现场、电话咨询共30人次。", &["consultations 30"]),
        (
            "接待群众咨询20人次，其中现场8人次，电话12人次。",
            &[
                "consultations 20",
                "consultations 8 现场 (list 1: all of 0)",
                "consultations 12 电话 (list 1: all of 0)",
            ],
        ),
        ("受理12345热线咨询60件。", &[]),
    ]);
}

#[test]
fn the_catalogue_counts_fields_and_two_levels() {
    hold(&[
        (
            "结合实际梳理出18个领域一级事项60项、二级事项130项。",
            &[
                "catalogue_items 18 领域",
                "catalogue_items 60 一级事项",
                "catalogue_items 130 二级事项",
            ],
        ),
        (
            "编制并公开15个试点领域标准目录，其中公布了70个一级事项、210个二级事项。",
            &[
                "catalogue_items 15 领域",
                "catalogue_items 70 一级事项",
                "catalogue_items 210 二级事项",
            ],
        ),
        ("对照26个试点领域标准指引，完善目录。", &[]),
        ("全面落实26个试点领域基层政务公开标准目录。", &[]),
    ]);
}

#[test]
fn normative_documents_are_those_made_in_the_year() {
    hold(&[
        ("本年制发行政规范性文件3件。", &["normative_documents 3"]),
        ("全年未制发规范性文件。", &["normative_documents 0"]),
        ("现行有效规范性文件14件，废止规范性文件2件。", &[]),
    ]);
}

#[test]
fn permits_and_penalties_are_decisions() {
    hold(&[
        (
            "作出行政许可决定12件，行政处罚决定4件。",
            &["permits 12", "penalties 4"],
        ),
        ("办理行政许可30件。", &["permits 30"]),
        ("全年未作出行政处罚决定。", &["penalties 0"]),
        ("公开行政许可事项12项。", &[]),
        ("行政处罚依据20条。", &[]),
    ]);
}

#[test]
fn processing_fees_are_in_yuan() {
    hold(&[
        ("本年度实际收取信息处理费400元。", &["processing_fees 400"]),
        (
            "收取政府信息公开信息处理费1.2万元。",
            &["processing_fees 12000"],
        ),
        (
            "本年度未收取政府信息公开信息处理费。",
            &["processing_fees 0"],
        ),
        ("没有依申请公开政府信息收费情况。", &["processing_fees 0"]),
        ("减免信息处理费300元。", &[]),
        ("全年投入信息公开经费5万元。", &[]),
    ]);
}

#[test]
fn interpretations_interviews_and_complaints_have_kinds_of_their_own() {
    hold(&[
        ("全年发布政策解读12篇。", &["interpretations 12"]),
        ("发布8条解读材料。", &["interpretations 8"]),
        ("参加政府网站在线访谈2次。", &["online_interviews 2"]),
        ("举办两期网上访谈。", &["online_interviews 2"]),
        ("收到有关信息公开的投诉举报3件。", &["complaints 3"]),
        ("未接到群众对信息公开工作的投诉、举报。", &["complaints 0"]),
    ]);
}
