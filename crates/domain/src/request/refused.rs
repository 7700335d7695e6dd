//! Why something cannot happen to a request.

use super::{ApplicantFault, CaseStage, Consulted, FeeRefused, Need, yuan};
use crate::clock::ClockError;
use crate::review::StepRefused;
use jiff::civil::Date;

/// Why an entry is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Illegal {
    /// A history that does not begin with a registration.
    #[error("申请还没有登记。请先登记。")]
    NotRegistered,
    /// Something that happens once.
    #[error("“{0}”已经办过，不能再办一次。请刷新页面查看最新情况。")]
    Twice(&'static str),
    /// The stage does not let it happen.
    #[error("这件申请现在是“{}”，不能办这一步；可以办的列在申请的页面上。", .0.zh())]
    Stage(CaseStage),
    /// A day before that of what it follows.
    #[error("日期早于前一步的日期（{0}）。请核对日期。")]
    Before(Date),
    /// A day that has not come.
    #[error("日期在今天以后。请填写实际发生的日期。")]
    Future,
    /// The way of coming needs no confirmation.
    #[error("这件申请的提交方式不需要与申请人确认，收到之日已经确定。")]
    NothingToConfirm,
    /// A second notice to correct.
    #[error("补正只能告知一次，要一次性说明（条例第三十条）。请根据现有材料办理答复。")]
    CorrectionTwice,
    /// A notice to correct after its seven working days.
    #[error(
        "补正告知的期限到{0}为止（收到申请之日起7个工作日内，条例第三十条），已经过了。请根据现有材料办理答复。"
    )]
    CorrectionTooLate(Date),
    /// A period of no or too many days.
    #[error("期限要在1到{0}个工作日之间。请修改。")]
    Days(u16),
    /// Something answered that was not asked.
    #[error("还没有办“{0}”的前一步。请先办前一步。")]
    NotAsked(&'static str),
    /// No question under this number.
    #[error("没有这一份征求意见书。请刷新页面。")]
    NoSuchQuestion,
    /// More than the law allows, or not in time.
    #[error(
        "延期要在答复期限届满（{0}）以前批准并告知申请人（条例第三十三条）。期限已经过了，不能延期，请尽快答复。"
    )]
    ExtensionTooLate(Date),
    /// More working days than allowed.
    #[error("延期最多20个工作日（条例第三十三条第二款）。请减少天数。")]
    ExtensionTooLong,
    /// More working days than were proposed.
    #[error("批准的天数不能多于拟延长的天数。")]
    LongerThanProposed,
    /// A fee noticed after the time to reply.
    #[error("收费通知要在答复期限（{0}）以内发出。期限已经过了。")]
    FeeTooLate(Date),
    /// A fee of nothing.
    #[error("收费金额是0，不需要发收费通知。")]
    FeeOfNothing,
    /// Another fee than the scales give, in fen.
    #[error("金额与收费标准不符，按标准应当是{}元。请核对件数或者页数。", yuan(*.0))]
    FeeWrong(u64),
    /// No fee can be named.
    #[error(transparent)]
    Fee(#[from] FeeRefused),
    /// Another outcome than is known.
    #[error("没有这种答复结果。请从列表中选择。")]
    UnknownOutcome,
    /// Somebody whose rights are touched has not answered, and still has time.
    #[error("{}还没有答复意见，期限也没有届满，不能先公开。请等答复，或者等期限届满。", .0.zh())]
    NotAnswered(Consulted),
    /// They object.
    #[error(
        "{}不同意公开。要公开的，请在“公开理由”里写明：其理由为什么不成立，或者不公开会对公共利益造成什么重大影响，并书面告知对方（条例第三十二条）。",
        .0.zh()
    )]
    Objected(Consulted),
    /// An outcome that needs a reply, or none.
    #[error("这种结果要制发答复书，走完审批再结束。")]
    NeedsReply,
    /// An outcome that is no reply.
    #[error("这种结果不是答复，请用“终止办理”。")]
    IsNoReply,
    /// What must be known or have happened is not.
    #[error("材料还不全，不能提交：缺少{}。请补齐后再提交。", list(.0))]
    Missing(Vec<Need>),
    /// No draft.
    #[error("还没有拟好的答复。请先拟答复并提交审批。")]
    NoDraft,
    /// No chain.
    #[error("本单位还没有设置审批流程。请联系系统管理员设置。")]
    NoChain,
    /// Approvals are missing.
    #[error("审批还没有走完，不能制发答复。")]
    NotApproved,
    /// No number.
    #[error("请填写答复书的文号。")]
    NoNumber,
    /// Another step is awaited.
    #[error("审批已经到了另一步。请刷新页面。")]
    OtherStep,
    /// Two steps by one person.
    #[error("同一个人不能办理两步审批。请由其他人办理。")]
    SamePerson,
    /// The step is refused.
    #[error(transparent)]
    Step(#[from] StepRefused),
    /// What is known of the requester does not do.
    #[error(transparent)]
    Applicant(#[from] ApplicantFault),
    /// The calendar does not reach so far.
    #[error("{0}年的节假日安排还没有公布，算不出期限。请系统管理员录入后再办。")]
    NotAnnounced(i16),
    /// The periods cannot be used.
    #[error("{}", .0.zh())]
    Clock(#[from] ClockError),
}

fn list(needs: &[Need]) -> String {
    let names: Vec<_> = needs.iter().map(|need| need.zh()).collect();
    names.join("；")
}
