//! The words that decide what a number counts, and how they are found in the text.

use super::number;
use std::sync::LazyLock;

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

/// What may begin with a character; a bit set in vain costs a look, never a mistake.
pub(super) mod opens {
    /// A word of the vocabulary.
    pub(in super::super) const WORD: u8 = 1;
    /// A numeral in characters.
    pub(in super::super) const NUMERAL: u8 = 2;
    /// A name in marks, or an ordinal.
    pub(in super::super) const SKIPPED: u8 = 4;
    /// A measure word.
    pub(in super::super) const UNIT: u8 = 8;
    /// The end of a sentence.
    pub(in super::super) const STOP: u8 = 16;
    /// A word of absence.
    pub(in super::super) const ABSENCE: u8 = 32;
}

/// The vocabulary, ready to be looked up.
pub(super) struct Lexicon {
    words: Vec<Entry>,
    /// Where the words that begin with a pair of characters stand; words of one character stand
    /// by that character alone, behind them.
    pairs: Vec<u16>,
    singles: Vec<u16>,
    signs: Box<[u8; SINGLES]>,
}

/// A word with its first bytes as one number, so that most of the others are passed over at once.
struct Entry {
    word: Word,
    name: &'static str,
    begins: u128,
    covers: u128,
}

impl Entry {
    fn new(name: &'static str, word: Word) -> Self {
        let covered = name.len().min(WIDE);
        let covers = u128::MAX.checked_shr(u32::try_from(8 * (WIDE - covered)).unwrap_or(0));
        Self { word, name, begins: wide(name.as_bytes()), covers: covers.unwrap_or(0) }
    }

    fn begins(&self, bytes: &[u8], wide: u128) -> bool {
        wide & self.covers == self.begins
            && (self.name.len() <= WIDE || bytes.starts_with(self.name.as_bytes()))
    }
}

const WIDE: usize = 16;
const SINGLES: usize = 4096;
const PAIRS: usize = 8192;

impl Lexicon {
    /// The vocabulary.
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    /// What may begin with the character that begins these bytes.
    pub(super) fn signs(&self, bytes: &[u8]) -> u8 {
        self.signs.get(single(bytes)).copied().unwrap_or(0)
    }

    /// The longest word that begins the text.
    pub(super) fn word_at(&self, text: &str) -> Option<(Word, usize)> {
        let bytes = text.as_bytes();
        let wide = wide(bytes);
        let begins = |entry: &&Entry| entry.begins(bytes, wide);
        let pair = self.among(&self.pairs, pair(bytes)).iter().find(begins);
        let found = pair.or_else(|| self.among(&self.singles, single(bytes)).iter().find(begins))?;
        Some((found.word, found.name.len()))
    }

    fn among(&self, from: &[u16], bucket: usize) -> &[Entry] {
        let bound = |at: usize| from.get(at).map_or(0, |it| usize::from(*it));
        self.words.get(bound(bucket)..bound(bucket + 1)).unwrap_or_default()
    }

    fn build() -> Self {
        let all = WORDS.iter().flat_map(|(word, names)| names.iter().map(|name| (*name, *word)));
        let mut words: Vec<_> = all.collect();
        let place = |name: &str| {
            let bytes = name.as_bytes();
            let alone = is_single(name);
            let bucket = if alone { single(bytes) } else { pair(bytes) };
            (alone, bucket, usize::MAX - name.len())
        };
        words.sort_by_key(|(name, _)| place(name));
        let bounds = |alone: bool, buckets: usize| {
            let before = |bucket| words.partition_point(|it| (place(it.0).0, place(it.0).1) < (alone, bucket));
            (0..=buckets).map(|bucket| u16::try_from(before(bucket)).unwrap_or(u16::MAX)).collect()
        };
        let (pairs, singles) = (bounds(false, PAIRS), bounds(true, SINGLES));
        let signs = signs(&words);
        let words = words.into_iter().map(|(name, word)| Entry::new(name, word)).collect();
        Self { words, pairs, singles, signs }
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

/// The first bytes as one number.
fn wide(bytes: &[u8]) -> u128 {
    let whole = bytes.get(..WIDE).and_then(|first| first.try_into().ok());
    u128::from_le_bytes(whole.unwrap_or_else(|| {
        let mut padded = [0; WIDE];
        padded.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
        padded
    }))
}

fn signs(words: &[(&str, Word)]) -> Box<[u8; SINGLES]> {
    let mut signs = Box::new([0; SINGLES]);
    let mut mark = |name: &str, bit: u8| {
        if let Some(sign) = signs.get_mut(single(name.as_bytes())) {
            *sign |= bit;
        }
    };
    words.iter().for_each(|(name, _)| mark(name, opens::WORD));
    let absent = words.iter().filter(|(_, word)| *word == Word::Nothing);
    absent.for_each(|(name, _)| mark(name, opens::ABSENCE));
    number::units().for_each(|name| mark(name, opens::UNIT));
    let characters = [
        ("零〇一二两三四五六七八九十百0123456789", opens::NUMERAL),
        ("第《“‘「〔【<", opens::SKIPPED),
        ("。！？\u{1e}", opens::STOP),
    ];
    for (all, bit) in characters {
        let mut buffer = [0; 4];
        all.chars().for_each(|found| mark(found.encode_utf8(&mut buffer), bit));
    }
    signs
}

fn is_single(name: &str) -> bool {
    name.chars().nth(1).is_none()
}

/// The last twelve bits of a character of three bytes, or the byte of ASCII.
fn single(bytes: &[u8]) -> usize {
    match bytes {
        [first, ..] if *first < 0x80 => usize::from(*first),
        [_, second, third, ..] => usize::from(*second & 0x3F) << 6 | usize::from(*third & 0x3F),
        _ => 0,
    }
}

/// A number for the first two characters.
fn pair(bytes: &[u8]) -> usize {
    let width = if bytes.first().is_some_and(|first| *first < 0x80) { 1 } else { 3 };
    let second = single(bytes.get(width..).unwrap_or_default());
    (single(bytes).wrapping_mul(37) ^ second.wrapping_mul(5)) & (PAIRS - 1)
}

/// The vocabulary. A longer word wins over a shorter one that begins at the same character.
const WORDS: &[(Word, &[&str])] = &[
    (Word::Comma, &["，"]),
    (Word::Pause, &["、"]),
    (Word::Semicolon, &["；"]),
    (Word::Colon, &["："]),
    (Word::Open, &["（"]),
    (Word::Close, &["）"]),
    (Word::Filler, &[
        "为", "数", "数量", "件数", "条数", "了", "的", "有", "计", "达", "达到", "已", "案", "案件",
        "情况", "约", "近", "超", "超过", "逾", "大约", "接近", "突破", "仅", "是", "均", "均为", "事件",
        "类", "度", "也", "大", "件", "出", "事项", "业务", "分", "并",
    ]),
    (Word::Total, &["共", "共计", "总共", "累计", "总数", "合计", "总计", "总量", "总条数", "一共", "共有", "总"]),
    (Word::ThisYear, &["本年", "本年度", "今年", "全年", "全年度", "年度", "年内", "一年以来", "一年来", "今年以来", "本年度以来"]),
    (Word::LastYear, &["上年", "上年度", "上一年", "上一年度", "去年", "前一年", "往年"]),
    (Word::Until, &["截至", "截止", "截止到", "截至到", "自", "从", "在", "至", "到"]),
    (Word::Since, &["以来"]),
    (Word::History, &["历年", "历史累计", "开通以来", "成立以来", "实施以来", "施行以来", "建立以来", "开展以来", "运行以来", "上线以来"]),
    (Word::Compare, &[
        "同比", "环比", "相比", "较上", "较去", "较前", "较20", "较19", "比上", "比去", "比前", "比20",
        "比19", "与上年", "与去年", "与20", "基础上", "高于", "低于", "多于", "少于", "排名", "位居", "位列",
    ]),
    (Word::Change, &[
        "增加", "减少", "增长", "下降", "上升", "回落", "提高", "提升", "增至", "降至", "增幅", "降幅",
        "增", "减", "多了", "少了", "同比多", "同比少",
    ]),
    (Word::Plan, &[
        "将继续", "将进一步", "将在", "将于", "将主动", "将公开", "将发布", "将新增", "将全", "将加", "力争",
        "预计", "争取", "确保达", "下一步", "明年", "来年", "下一年度", "不少于", "不低于", "不得少于", "至少",
        "原则上", "拟公开", "拟发布", "计划公开", "计划发布", "计划于", "计划在", "计划新增", "以内", "之内",
        "应不",
    ]),
    (Word::Each, &[
        "每月", "每季", "每年", "每周", "每日", "每天", "每半年", "每个", "每篇", "每条", "每件", "每次",
        "平均", "日均", "月均", "年均", "人均",
    ]),
    (Word::Among, &[
        "其中", "包括", "包含", "分别为", "分别是", "分别有", "主要为", "主要是", "具体为", "具体是",
        "的信息中", "的政府信息中", "含",
    ]),
    (Word::Mainly, &["主要有", "包括但不限于", "包含但不限于", "其中主要有"]),
    (Word::Etc, &["等"]),
    (Word::Besides, &["另", "另外", "此外", "除此之外"]),
    (Word::Proactive, &["主动公开", "主动在", "主动通过", "主动向社会公开", "主动发布", "主动公布"]),
    (Word::Publish, &["公开", "发布", "公布", "更新", "公开发布", "发布更新", "更新发布"]),
    (Word::Push, &["推送", "刊发", "刊登", "上传", "转发", "转载", "播放", "播报", "张贴", "录入", "发表", "推文", "发文", "推出"]),
    (Word::Info, &[
        "信息", "政府信息", "政务信息", "政务公开信息", "文件信息", "政务类信息", "政府公开信息", "政务动态信息",
    ]),
    (Word::Disclosure, &["政府信息公开", "信息公开", "政务公开", "政府信息主动公开", "政务信息公开", "信息主动公开"]),
    (Word::Any, &[
        "各类", "各项", "各种", "相关", "有关", "重点领域", "本级", "政府", "政务", "全部", "全市", "全县",
        "全区", "全镇", "全乡", "我镇", "我乡", "我局", "我县", "我市", "我区", "本镇", "本单位", "本机关",
        "街道", "我街道", "新增", "新", "法定", "应", "类别", "方面", "重要",
    ]),
    (Word::Through, &["通过", "利用", "依托", "借助", "运用", "使用"]),
    (Word::Site, &[
        "网站", "政府网站", "门户网站", "政府门户网站", "政府门户", "公开网站", "政务网站", "信息公开网站",
        "政府信息公开网站", "政府信息公开网", "信息公开网", "政务公开网", "门户网", "门户", "平台", "专栏", "公开目录", "信息公开目录", "政府网", "政务网", "信息网",
        "公开网", "网页", "官网", "政务公开专栏", "信息公开专栏", "政府信息公开专栏", "政务公开平台",
        "信息公开平台", "政府信息公开平台", "政府信息公开目录", "政府信息公开系统", "政务公开目录", "公开系统", "信息公开系统",
    ]),
    (Word::Channel, &[
        "微信", "公众号", "微信公众号", "微信公众平台", "微信平台", "微博", "抖音", "抖音平台", "头条",
        "快手", "视频号", "客户端", "APP", "app", "公开栏", "公示栏", "公告栏", "宣传栏", "信息栏", "宣传橱窗",
        "政务公开栏", "信息公开栏", "政府信息公开栏", "村务公开栏", "党务公开栏", "政务公示栏",
        "央媒", "日报社", "显示屏", "LED", "电子屏", "大屏", "触摸屏", "一体机", "报纸", "日报", "晚报", "报刊", "电视",
        "电视台", "广播", "广播电台", "大喇叭", "新媒体", "新媒体平台", "媒体", "媒体平台", "两微", "微信群",
        "订阅号", "服务号", "公报", "手机报", "美篇", "查阅点", "查阅场所", "政务微博", "政务微信", "短信",
        "简报", "小程序", "龙游通", "杂志", "微信公众账号", "政务新媒体", "发布会", "新闻发布会", "其他方式",
        "其他渠道", "其他形式", "其他载体", "其它方式", "其它渠道", "其它形式",
    ]),
    (Word::Foreign, &[
        "上报", "报送", "投稿", "采用", "录用", "审发", "约稿", "培训", "会议", "检查", "督查", "通报",
        "阅读", "浏览", "点击", "访问", "关注", "粉丝", "转办", "留言", "来信", "意见", "建议", "提案",
        "诉求", "舆情", "线索", "问题", "采纳", "整改", "征集", "专职", "兼职", "工作人员", "领导",
        "学习", "宣传活动", "讲座", "发放", "印制", "制度", "栏目", "错误", "错链", "删除", "下架", "退回", "排查", "巡查", "评论", "转化", "依申请公开信息", "采购", "招标公告数",
    ]),
    (Word::Obtain, &["制作", "获取", "产生", "形成", "收集", "拟定", "拟制"]),
    (Word::Request, &[
        "依申请公开", "依申请", "公开申请", "申请公开", "信息公开申请", "政府信息公开申请", "政务公开申请",
        "依申请公开申请", "依申请信息公开", "依申请公开件", "依申请件", "依申请公开政府信息", "信息申请",
    ]),
    (Word::Apply, &["申请", "申请件", "申请书", "申请表"]),
    (Word::Receive, &[
        "收到", "受理", "接收", "接到", "新收", "新收到", "收件", "收到并", "共收", "办理", "发生", "收到和处理",
        "处理", "接受", "收到了",
    ]),
    (Word::RequestMode, &[
        "网上申请", "网络申请", "当面申请", "现场申请", "信函申请", "来信申请", "书面申请", "邮寄申请", "在线申请",
        "邮件申请", "电子邮件申请", "平台申请", "窗口申请", "自然人", "法人", "企业", "公民",
    ]),
    (Word::Answer, &["答复", "办结", "回复", "依申请公开答复", "告知", "按时答复"]),
    (Word::CarriedIn, &[
        "上年结转", "上年度结转", "上一年结转", "上一年度结转", "去年结转", "结转上年", "上年转入", "结转自上年",
    ]),
    (Word::CarriedOut, &[
        "结转下年", "结转下一年", "结转至下", "结转到下", "转下年", "下年度继续办理", "结转到20", "结转至20",
        "结转20", "转至下年", "转入下年",
    ]),
    (Word::Granted, &["予以公开", "同意公开", "全部公开"]),
    (Word::Partial, &["部分公开", "予以部分公开"]),
    (Word::Refused, &["不予公开", "不予以公开", "不公开"]),
    (Word::Unavailable, &["无法提供", "不能提供"]),
    (Word::NotProcessed, &["不予处理", "不作处理"]),
    (Word::Reconsider, &["行政复议", "复议", "申请行政复议", "被申请行政复议", "提起行政复议", "申请复议"]),
    (Word::Litigate, &["行政诉讼", "诉讼", "提起行政诉讼", "被提起行政诉讼", "提起诉讼", "提请行政诉讼", "行政应诉"]),
    (Word::Appeal, &["申诉"]),
    (Word::Respectively, &["各为", "各"]),
    (Word::Transfer, &["移交", "送交", "移送", "递交", "寄送", "送存", "提供", "报送至", "送达", "交送", "备送", "送"]),
    (Word::Archive, &["档案馆"]),
    (Word::Library, &["图书馆"]),
    (Word::Consult, &["咨询"]),
    (Word::OnSite, &["现场", "当面", "窗口", "上门"]),
    (Word::Phone, &["电话", "来电"]),
    (Word::Online, &["网上", "网络", "在线", "线上", "互联网", "邮件", "电子邮件", "微信咨询", "网站咨询", "网上咨询"]),
    (Word::Field, &["领域", "试点领域", "基层政务公开领域", "公开领域"]),
    (Word::FirstLevel, &["一级事项", "一级公开事项", "一级目录", "一级类目"]),
    (Word::SecondLevel, &["二级事项", "二级公开事项", "二级目录", "二级类目"]),
    (Word::Model, &["对照", "按照", "根据", "依据", "参照", "落实", "指引", "国家", "国务院", "国办", "推进", "围绕"]),
    (Word::Compile, &[
        "编制", "梳理", "形成了", "完成", "涉及", "涵盖", "覆盖", "确定", "确认", "公开了", "公布了", "发布了",
        "集中公开", "汇编", "编写", "建立",
    ]),
    (Word::Normative, &["规范性文件", "行政规范性文件"]),
    (Word::Make, &["制发", "制定", "出台", "印发", "新制作", "下发", "新制定", "制定出台", "制定发布", "制定印发"]),
    (Word::InForce, &[
        "现行有效", "有效", "废止", "修改", "修订", "清理", "失效", "备案", "审查", "审核", "保留", "宣布",
        "评估",
    ]),
    (Word::Permit, &["行政许可"]),
    (Word::Penalty, &["行政处罚"]),
    (Word::Decide, &["决定", "处理决定", "许可决定", "处罚决定"]),
    (Word::Act, &["作出", "做出", "实施", "核发", "审批", "颁发", "办理了", "查处"]),
    (Word::Fee, &["信息处理费", "信息公开处理费", "处理费", "信息处理费用"]),
    (Word::Collect, &["收取", "收费", "费用", "实收"]),
    (Word::Remit, &["减免", "免收", "免除", "退还", "退回费"]),
    (Word::Levy, &["行政事业性收费", "事业性收费", "涉企收费", "行政性收费"]),
    (Word::Interpret, &[
        "解读", "政策解读", "解读材料", "解读稿件", "解读稿", "解读文章", "解读信息", "政策解读信息", "解读类信息",
        "政策解读材料", "政策解读稿件", "政策解读稿", "政策解读文章", "图文解读", "图解", "政策文件解读",
        "政策解读文件", "解读文件",
    ]),
    (Word::Interview, &["在线访谈", "网上访谈", "网络访谈", "访谈"]),
    (Word::Complain, &["投诉", "举报", "投诉举报", "举报投诉", "投诉信件", "举报信件", "投诉信", "举报信"]),
    (Word::Hotline, &["热线", "12345", "信访", "网民", "网友"]),
    (Word::Nothing, &[
        "未收到", "未接到", "未有", "未发生", "未出现", "未产生", "未受理", "未接收", "未收", "未接受", "未办理",
        "未被", "未因", "未曾", "没有", "没发生", "没收到", "无", "未提起", "未引发", "未引起", "未涉及",
        "未收取", "未制发", "未制定", "未出台", "未作出", "未做出", "未实施", "未开展", "未举办", "未参加",
        "不存在", "零", "未产生过", "未发生过", "未收到过", "未向", "未对", "未征收", "未进行",
    ]),
    (Word::Cause, &["因", "被", "针对", "引起", "引发", "导致", "由于", "就"]),
    (Word::Late, &[
        "及时", "按时", "按期", "超期", "逾期", "超时", "不当", "违规", "泄密", "不规范", "不到位", "泄露",
        "迟报", "漏报", "未答复", "不答复", "失实",
    ]),
    (Word::Lost, &["败诉", "纠错", "纠正", "违法", "责令", "撤销"]),
    (Word::If, &["如果", "若", "如有", "凡", "一旦", "的，应", "应当"]),
    (Word::Other, &[
        "无法", "无需", "无须", "无正当", "无障碍", "无关", "无误", "无效", "无偿", "无缝", "无纸", "无线",
        "无形", "无论", "无理", "无不", "无人机", "无差", "无锡", "无机", "无故", "无视", "无疑", "无极",
        "有无", "信息中心", "信息化", "信息员", "信息技术", "信息管理", "公开招", "公开透明", "公开指南",
        "公开年报", "公开年度", "公开工作", "公开制度", "公开电话", "公开条例", "信息公开条例",
        "政府信息公开条例", "信息公开指南", "政府信息公开指南", "信息公开年报", "政府信息公开年报",
        "信息公开工作", "政府信息公开工作", "政务公开工作", "信息公开事项", "有关部门", "没有现成", "规划计划",
        "增强", "增进", "减轻", "计划生育", "计生", "因此", "因素", "若干", "凡是", "无力", "零距离",
        "零售", "零星", "零散", "零差", "就业", "就是", "就近", "成就", "电视剧", "公开性", "公开率",
        "公开属性", "公开原则", "从业", "自然", "自查", "自觉", "自身", "自主", "自治", "现在",
        "在职", "存在", "大数据", "数据", "数字", "有效性", "等级", "平等", "等额", "优等", "到位", "送审",
        "推送的", "发送", "大力", "总体", "总结", "总书记", "各级", "各部门", "各单位", "各科室", "各村",
        "新闻", "新增长", "新型", "新区", "新城", "应急", "应用", "应对", "响应", "反应", "网上办", "减排",
        "增收", "增值", "增量", "增设", "增派", "减税", "减灾", "超市", "远近", "最近", "近年", "附近",
        "另行", "含义", "含量", "处理费用由", "分管", "部分", "分类", "分级", "分析", "分工", "分局",
        "为民", "为主", "为进", "作为", "成为", "行为", "已经", "有序", "有力", "所有", "还有", "具有",
        "计算", "统计", "设计", "审计", "会计", "大会", "重大", "大厅", "扩大", "加大", "出现", "出台了",
        "突出", "提出", "每日头条", "每日经济", "每日新闻", "每日甘肃", "每日一", "并联", "并网", "类别的",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_that_begins_here_is_found() {
        assert_eq!(Lexicon::get().word_at("政府信息公开申请两件"), Some((Word::Request, "政府信息公开申请".len())));
        assert_eq!(Lexicon::get().word_at("信息中心"), Some((Word::Other, "信息中心".len())));
    }

    #[test]
    fn no_word_is_listed_with_two_meanings() {
        let twice = |name: &str| WORDS.iter().flat_map(|(_, it)| *it).filter(|it| **it == name).count();
        let doubled: Vec<_> =
            WORDS.iter().flat_map(|(_, it)| *it).filter(|it| twice(it) > 1).collect();
        assert!(doubled.is_empty(), "{doubled:?}");
    }
}
