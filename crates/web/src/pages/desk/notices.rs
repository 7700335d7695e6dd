//! What has just been done, said on the next page. Addresses carry a word of this list, never a sentence.

use std::collections::BTreeMap;

const NOTICES: &[(&str, &str)] = &[
    (
        "imported",
        "已导入。新的各条是草稿，请逐条补上正文或者附件再送审。",
    ),
    ("saved", "草稿已保存。"),
    ("submitted", "已送审，现在轮到下一步的审核人。"),
    ("agreed", "已同意，并记入审查表。"),
    ("sent_back", "已退回，经办人会在“今天要办”里看到您的意见。"),
    ("overridden", "已放行，理由记入审查表和操作记录。"),
    ("published", "已发布，公众现在可以看到。"),
    ("planned", "已安排定时发布，到了日期会自动发布。"),
    ("withdrawn", "已撤回，公众只能看到撤回说明。"),
    (
        "correcting",
        "可以更正了。改好以后要重新送审；在重新发布以前，公众看到的仍是原来的内容。",
    ),
    ("duty_done", "已登记办结。"),
    ("duty_undone", "已撤销登记，这一期又算没有办。"),
    (
        "problem",
        "已列入“问题和整改措施”台账，请到台账里写改进措施和期限。",
    ),
    ("reassessed", "已记录本次评估：仍不公开。"),
    (
        "handover_made",
        "清单、文据和电子包已经生成。打印盖章后送到接收单位，再回来登记。",
    ),
    ("report_typed", "已保存补填的数，谁在哪天填的已经记下。"),
    ("report_written", "已保存这一段文字。"),
    (
        "report_locked",
        "已锁定。报告以现在的数和文字为准，可以下载公布。",
    ),
    ("report_amended", "已更正，更正前后的数和原因都留着。"),
    ("report_handed_in", "已报送，等主管部门审核。"),
    (
        "report_registered",
        "已登记成一条信息并送审，六种格式的文件都在里面。审查完就可以发布。",
    ),
    (
        "report_registered_without_pdf",
        "已登记成一条信息并送审。这台电脑没有中文字体，没有生成PDF；装上字体以后可以再送一次。",
    ),
    ("report_filed", "已备案。"),
    (
        "report_sent_back",
        "已退回，单位会在“今天要办”和报告里看到您的意见。",
    ),
    (
        "document_taken",
        "已读取。请看核对结果；认不准的格请对照原文核对。",
    ),
    ("doubts_settled", "已保存核对结果。"),
    ("reminded", "已催办，单位会在“今天要办”里看到。"),
    ("reminded_none", "没有要催的单位：先勾选还没有报来的单位。"),
    ("return_typed", "已保存补填的数，谁在哪天填的已经记下。"),
    (
        "return_handed_in",
        "已登记报送，报送时的数留存下来；这一期任务办结。",
    ),
    (
        "return_reopened",
        "已撤销报送，表里又是现在的数，这一期又算没有办。",
    ),
    ("handover_delivered", "已登记送交。收到签收单以后逐个登记。"),
    ("handover_receipted", "已登记签收。"),
    ("handover_discarded", "已作废，里面的信息重新等待移交。"),
];

/// The sentence that an address asks for; none, if it asks for another.
pub(super) fn of(asked: &BTreeMap<String, String>) -> &'static str {
    let done = asked.get("done").map_or("", String::as_str);
    let found = NOTICES.iter().find(|(code, _)| *code == done);
    found.map_or("", |(_, notice)| notice)
}
