//! What the words of the narrative do for the numbers near them.

/// What a word of the narrative does for the number near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// ， 、 ； ： （ ）
    Comma,
    Pause,
    Semicolon,
    Colon,
    Open,
    Close,
    /// A number with its measure word; the token carries its index.
    Quantity,
    /// 2020年; the token carries the year.
    Year,
    /// The name of a law, a document or an account, in marks.
    Name,
    /// Words that stand between a noun and its number and say nothing: 为, 数, 了, 案件.
    Filler,
    /// 共, 累计, 总数.
    Total,
    /// 本年, 全年.
    ThisYear,
    /// 上年, 去年.
    LastYear,
    /// 截至, 自: a year may follow.
    Until,
    /// 以来.
    Since,
    /// 历年.
    History,
    /// 同比, 较上年: the clause compares.
    Compare,
    /// 增加, 减少: the number is a difference.
    Change,
    /// 将继续, 力争, 不少于: the number is a plan or a rule.
    Plan,
    /// 每月, 平均.
    Each,
    /// 其中, 包括, 分别为: a complete enumeration begins.
    Among,
    /// 主要有, 包括但不限于: an open one.
    Mainly,
    /// 等 behind a number leaves its enumeration open.
    Etc,
    /// 另, 此外: what follows is not part of the enumeration.
    Besides,
    /// 主动公开.
    Proactive,
    /// 公开, 发布, 公布, 更新.
    Publish,
    /// 推送, 转载, 播放: done on a channel.
    Push,
    /// 政府信息, 信息.
    Info,
    /// 政府信息公开 as a noun.
    Disclosure,
    /// 各类, 相关: they do not narrow what is counted.
    Any,
    /// 通过, 利用: a channel follows.
    Through,
    /// A site or platform of the government's own.
    Site,
    /// Any other channel.
    Channel,
    /// 上报, 采用, 培训, 阅读: what is counted is none of the office's disclosures.
    Foreign,
    /// 制作, 获取: information made or obtained, not disclosed.
    Obtain,
    /// 依申请公开, 信息公开申请.
    Request,
    /// 申请.
    Apply,
    /// 收到, 受理.
    Receive,
    /// 网上申请, 当面申请, 自然人.
    RequestMode,
    /// 答复, 办结.
    Answer,
    /// 上年结转.
    CarriedIn,
    /// 结转下年.
    CarriedOut,
    /// 予以公开.
    Granted,
    /// 部分公开.
    Partial,
    /// 不予公开.
    Refused,
    /// 无法提供.
    Unavailable,
    /// 不予处理.
    NotProcessed,
    /// 行政复议.
    Reconsider,
    /// 行政诉讼.
    Litigate,
    /// 申诉.
    Appeal,
    /// 各 before a number: each of those named.
    Respectively,
    /// 移交, 送交.
    Transfer,
    /// 档案馆.
    Archive,
    /// 图书馆.
    Library,
    /// 咨询.
    Consult,
    /// 现场, 当面.
    OnSite,
    /// 电话.
    Phone,
    /// 网上.
    Online,
    /// 领域.
    Field,
    /// 一级事项, 二级事项.
    FirstLevel,
    SecondLevel,
    /// 对照, 国家, 指引: what is counted is a model, not the office's own.
    Model,
    /// 编制, 梳理.
    Compile,
    /// 规范性文件.
    Normative,
    /// 制发, 出台.
    Make,
    /// 现行有效, 废止, 清理.
    InForce,
    /// 行政许可.
    Permit,
    /// 行政处罚.
    Penalty,
    /// 决定.
    Decide,
    /// 作出, 办理, 实施.
    Act,
    /// 信息处理费.
    Fee,
    /// 收取, 收费.
    Collect,
    /// 减免, 退还.
    Remit,
    /// 行政事业性收费.
    Levy,
    /// 解读, 解读材料.
    Interpret,
    /// 在线访谈.
    Interview,
    /// 投诉, 举报.
    Complain,
    /// 热线, 信访: not complaints about disclosure.
    Hotline,
    /// 未收到, 没有, 无: nothing of what follows.
    Nothing,
    /// 因, 被, 针对: what follows is a cause of something else.
    Cause,
    /// 及时, 超期: what did not happen is something else.
    Late,
    /// 败诉, 被纠正: a review lost.
    Lost,
    /// 如有, 若: no statement of fact.
    If,
    /// A word that only keeps its characters from being taken for another.
    Other,
}

/// A word found in the text, by bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// What it does.
    pub(super) word: Word,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte behind it.
    pub(super) end: usize,
    /// The index of a quantity, or a year.
    pub(super) value: usize,
}
