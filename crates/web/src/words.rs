//! Words of pages: dates, sizes, states, escapes.

#![expect(
    clippy::trivially_copy_pass_by_ref,
    clippy::ref_option,
    reason = "templates hand over references to what they show"
)]

use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

/// 2026年1月5日, as it stands under a document.
pub(crate) fn document_date(date: &Date) -> String {
    format!("{}年{}月{}日", date.year(), date.month(), date.day())
}

/// 2026年1月5日（星期一）.
pub(crate) fn long_date(date: &Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    format!("{year}年{month}月{day}日（{}）", weekday(*date))
}

fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

/// 1月5日; with the year where it is another than this one.
pub(crate) fn short_date(date: &Date, today: &Date) -> String {
    let year = if date.year() == today.year() {
        String::new()
    } else {
        format!("{}年", date.year())
    };
    format!("{year}{}月{}日", date.month(), date.day())
}

/// A date in a form field or a table: 2026-01-05; empty where there is none.
pub(crate) fn iso(date: &Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// 2026-01-05 09:30, as clocks in China show it.
pub(crate) fn instant(at: &Timestamp) -> String {
    gongkai_office::china(*at)
        .strftime("%Y-%m-%d %H:%M")
        .to_string()
}

/// 3.2 MB.
pub(crate) fn bytes(size: &u64) -> String {
    let kilobytes = size.div_ceil(1024);
    if kilobytes < 1024 {
        format!("{kilobytes} KB")
    } else {
        format!("{}.{} MB", kilobytes / 1024, kilobytes % 1024 * 10 / 1024)
    }
}

/// How long to wait: 请50秒后再试, 请约12分钟后再试.
pub(crate) fn wait(seconds: u64) -> String {
    if seconds < 90 {
        format!("请{seconds}秒后再试。")
    } else {
        format!("请约{}分钟后再试。", seconds.div_ceil(60))
    }
}

/// What happened, as the history says it.
#[expect(clippy::too_many_lines, reason = "a table of names")]
pub(crate) fn event(action: &str) -> &str {
    if action.starts_with("request.") {
        return request_event(action);
    }
    match action {
        "information.registered" => "登记",
        "information.revised" => "修改",
        "information.submitted" => "送审",
        "information.opened" => "打开审查",
        "information.agreed" => "审核同意",
        "information.sent_back" => "退回修改",
        "information.leak_overridden" => "放行发布前检查",
        "information.doubts_settled" => "看过发布前检查里“请再看”的内容",
        "information.reassessed" => "重新评估，仍不公开",
        "information.correction_begun" => "开始更正",
        "information.publication_planned" => "安排定时发布",
        "information.published" => "发布",
        "information.withdrawn" => "撤回",
        "dispute.filed" => "登记行政复议、诉讼",
        "dispute.advanced" => "登记复议、诉讼的进展",
        "duty.done" => "登记定期任务办结",
        "duty.undone" => "撤销定期任务登记",
        "return.typed" => "补填季度统计表",
        "return.handed_in" => "报送季度统计表",
        "return.reopened" => "撤销季度报送",
        "handover.prepared" => "生成移交清单",
        "handover.delivered" => "登记送交",
        "handover.receipted" => "登记签收",
        "handover.discarded" => "作废移交清单",
        "file.taken" => "上传文件",
        "agency.created" => "设立单位",
        "agency.renamed" => "单位更名",
        "agency.merged" => "单位并入",
        "agency.set_up" => "修改单位设置",
        "agency.column_moved" => "改在另一专栏公开",
        "agency.networks_set" => "修改登录地址",
        "agency.calendar_set" => "选用地方放假安排",
        "calendar.entered" => "录入放假通知",
        "calendar.removed" => "撤销录入的放假通知",
        "calendar.settled" => "按放假安排重算到期日",
        "channel.added" => "增加发布渠道",
        "category.added" => "增加类别",
        "account.opened" => "开设账号",
        "account.granted" => "修改角色",
        "account.activated" => "启用账号",
        "account.disabled" => "停用账号",
        "account.password_reset" => "重置密码",
        "account.password_changed" => "修改密码",
        "account.password_kept" => "保留密码",
        "account.second_factor_enrolled" => "开通动态口令",
        "request.data_asked" => "申请人要求更正或者删除个人信息",
        "token.made" => "申请接口令牌",
        "token.revoked" => "撤销接口令牌",
        "webhook.added" => "增加推送地址",
        "webhook.removed" => "删除推送地址",
        "webhook.sent_again" => "重新推送",
        "session.begun" => "登录",
        "session.refused" => "登录失败",
        "session.elsewhere" => "从不允许的地址登录，已拒绝",
        "session.ended" => "退出",
        "installation.token_issued" => "签发初始口令",
        "installation.set_up" => "初始设置",
        other => other,
    }
}

/// What happened to a disclosure request.
fn request_event(action: &str) -> &str {
    match action {
        "request.registered" => "登记申请",
        "request.opened" => "打开新申请",
        "request.revealed" => "查看申请人信息",
        "request.file_read" => "下载申请材料",
        "request.letter_drafted" => "下载文书草稿",
        "request.numbered" => "编文号",
        "request.letter" => "制发文书",
        "request.erased" => "清除申请人信息",
        "request.confirm" => "与申请人确认收到",
        "request.try_to_confirm" => "联系申请人没有联系上",
        "request.ask_correction" => "告知补正",
        "request.correction_served" => "登记补正告知书送达",
        "request.correct" => "登记补正",
        "request.consult" => "发出征求意见书",
        "request.consult_served" => "登记征求意见书送达",
        "request.consult_answered" => "登记对方意见",
        "request.consult_closed" => "结束征求意见",
        "request.ask_reasons" => "要求申请人说明理由",
        "request.give_reasons" => "登记申请人的理由",
        "request.delay" => "确定延迟答复的日期",
        "request.propose_extension" => "报请延期",
        "request.extend" => "批准延期",
        "request.charge_fee" => "通知缴费",
        "request.fee_served" => "登记收费通知送达",
        "request.pay_fee" => "登记缴费",
        "request.search" => "登记检索",
        "request.submit" => "提交答复审批",
        "request.review" => "审批答复",
        "request.reply" => "制发答复书",
        "request.serve" => "登记送达申请人",
        "request.withdraw" => "申请人撤回申请",
        "request.merge" => "并入另一件申请",
        "request.end" => "终止办理申请",
        "request.make_public" => "申请的信息转为主动公开",
        "request.archive" => "申请案卷归档",
        other => other,
    }
}

/// A status in words.
pub(crate) trait Status {
    /// The title of its page.
    fn zh(&self) -> &'static str;
}

impl Status for StatusCode {
    fn zh(&self) -> &'static str {
        match *self {
            Self::NOT_FOUND => "没有找到",
            Self::FORBIDDEN => "不能这样做",
            Self::UNAUTHORIZED => "需要令牌",
            Self::GONE => "已经撤回",
            Self::UNSUPPORTED_MEDIA_TYPE => "格式不对",
            Self::CONFLICT => "状态已经变了",
            Self::UNPROCESSABLE_ENTITY | Self::BAD_REQUEST => "内容需要改正",
            Self::PAYLOAD_TOO_LARGE => "内容太大",
            Self::TOO_MANY_REQUESTS => "请稍等再试",
            _ => "出了问题",
        }
    }
}

/// Text as part of an address.
pub(crate) fn escaped(text: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    let one = |byte: u8| {
        if keep(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}
