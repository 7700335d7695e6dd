//! One number with its measure word: 24条, １，２１３件, 1.2万余条, 两份, 十二期, 400元.

/// A number that is followed by a measure word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quantity {
    /// The number; money is in yuan.
    pub(super) value: i64,
    /// The measure word.
    pub(super) unit: Unit,
    /// Said to be about, nearly or over, or rounded to a part of ten thousand.
    pub(super) approximate: bool,
}

/// Measure words that count something a report speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// 条, 条次.
    Item,
    /// 件, 件次.
    Case,
    /// 份.
    Copy,
    /// 次.
    Time,
    /// 人次.
    Visit,
    /// 人.
    Person,
    /// 篇.
    Article,
    /// 期.
    Issue,
    /// 场, 场次.
    Session,
    /// 项.
    Entry,
    /// 个.
    Piece,
    /// 宗, 起, 例: cases of law.
    Matter,
    /// 封.
    Letter,
    /// 则.
    Note,
    /// 部, 册, 幅.
    Volume,
    /// 批.
    Batch,
    /// 元.
    Yuan,
    /// No measure word, which only a zero at the end of a clause may go without.
    Bare,
}

impl Unit {
    /// Whether pieces of information are counted in it.
    pub(super) fn counts_information(self) -> bool {
        matches!(
            self,
            Self::Item | Self::Case | Self::Copy | Self::Article | Self::Note
        )
    }

    /// Whether requests, reviews and complaints are counted in it.
    pub(super) fn counts_cases(self) -> bool {
        matches!(
            self,
            Self::Item
                | Self::Case
                | Self::Copy
                | Self::Time
                | Self::Piece
                | Self::Entry
                | Self::Matter
                | Self::Letter
                | Self::Bare
        )
    }
}

/// Measure words, the longer before the shorter, with the characters that make another word of
/// them: 24条例, 5个月, 一次性.
const UNITS: [(&str, Unit, &str); 26] = [
    ("条次", Unit::Item, ""),
    ("条", Unit::Item, "例款线文令龙"),
    ("件次", Unit::Case, ""),
    ("件", Unit::Case, "事套"),
    ("份次", Unit::Copy, ""),
    ("份", Unit::Copy, "额子"),
    ("人次", Unit::Visit, ""),
    ("人", Unit::Person, "员民大才力口事"),
    ("次", Unit::Time, "性月日年要"),
    ("篇次", Unit::Article, ""),
    ("篇", Unit::Article, "章幅"),
    ("期", Unit::Issue, "间限末"),
    ("场次", Unit::Session, ""),
    ("场", Unit::Session, "所地景"),
    ("项", Unit::Entry, "目"),
    ("个", Unit::Piece, "月工别人百性"),
    ("宗", Unit::Matter, "旨"),
    ("起", Unit::Matter, "草来"),
    ("例", Unit::Matter, "如行"),
    ("封", Unit::Letter, "面闭"),
    ("则", Unit::Note, ""),
    ("部", Unit::Volume, "门分署委"),
    ("册", Unit::Volume, ""),
    ("幅", Unit::Volume, "度"),
    ("批", Unit::Batch, "准复示"),
    ("元", Unit::Yuan, "旦素月"),
];

/// The measure words.
pub(super) fn units() -> impl Iterator<Item = &'static str> {
    UNITS
        .iter()
        .map(|(name, ..)| *name)
        .chain(["余", "多", "来", "百", "千", "万"])
}

/// Characters before a number that make it no count: 第3条, 0595-88, 〔2019〕, 每一条.
const BEFORE_FIGURES: &str = "第-—–~～至./+〔[【每";
const BEFORE_NUMERALS: &str = "第每某这那同统唯逐任单万之专";

/// Reads the quantity that begins at this byte, and says where it ends.
pub(super) fn quantity(text: &str, at: usize) -> Option<(Quantity, usize)> {
    let rest = text.get(at..)?;
    let before = text.get(..at)?.chars().next_back();
    let figures = rest.starts_with(|it: char| it.is_ascii_digit());
    let (mut number, length) = if figures {
        figure(rest)?
    } else {
        numeral(rest)?
    };
    if before.is_some_and(|it| bars(it, figures)) {
        return None;
    }
    let mut tail = rest.get(length..)?;
    tail = number.scale(tail);
    let rough = tail.strip_prefix(['余', '多', '来', '+']);
    tail = number.scale(rough.unwrap_or(tail));
    let unit = unit(tail);
    let (unit, after) = unit.or_else(|| number.is_zero().then(|| bare(before, tail)).flatten())?;
    let end = at + rest.len() - after.len();
    let approximate = rough.is_some()
        || (unit != Unit::Yuan && number.is_rounded())
        || text
            .get(..at)
            .is_some_and(|lead| ROUGH_BEFORE.iter().any(|it| lead.ends_with(it)))
        || ROUGH_AFTER.iter().any(|it| after.starts_with(it));
    let value = number
        .whole()
        .filter(|_| unit == Unit::Yuan || number.counts())?;
    Some((
        Quantity {
            value,
            unit,
            approximate,
        },
        end,
    ))
}

/// The year that begins at this byte (2020年), and where its figures and 年 end.
pub(super) fn year(text: &str, at: usize) -> Option<(i16, usize)> {
    let figures = text.get(at..at + 4)?;
    if text.get(..at)?.ends_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let year = figures
        .parse()
        .ok()
        .filter(|year| (1990..2100).contains(year))?;
    text.get(at + 4..)?
        .starts_with('年')
        .then_some((year, at + 4 + '年'.len_utf8()))
}

/// Whether this character opens a numeral in characters.
pub(super) fn is_numeral(found: char) -> bool {
    digit(found).is_some() || found == '十' || found == '百'
}

const ROUGH_BEFORE: [&str; 7] = ["约", "近", "超", "超过", "逾", "接近", "突破"];
const ROUGH_AFTER: [&str; 4] = ["余", "以上", "左右", "多"];

fn bars(before: char, figures: bool) -> bool {
    let barred = if figures {
        BEFORE_FIGURES
    } else {
        BEFORE_NUMERALS
    };
    barred.contains(before) || before.is_ascii_alphanumeric()
}

fn unit(text: &str) -> Option<(Unit, &str)> {
    UNITS.iter().find_map(|(name, unit, barred)| {
        let after = text.strip_prefix(name)?;
        (!after.starts_with(|it| barred.contains(it))).then_some((*unit, after))
    })
}

/// A zero may stand without a measure word: 均为0。
fn bare(before: Option<char>, tail: &str) -> Option<(Unit, &str)> {
    let ends = tail
        .chars()
        .next()
        .is_none_or(|it| "，；。、）\u{1e}".contains(it));
    (ends && before.is_some_and(|it| "为是数量议讼请".contains(it))).then_some((Unit::Bare, tail))
}

/// A decimal number on its way to a whole one.
#[derive(Clone, Copy)]
struct Decimal {
    figures: i64,
    decimals: u32,
    factor: i64,
}

impl Decimal {
    /// Takes 百, 千, 万 or 亿 behind the figures into the number.
    fn scale<'t>(&mut self, text: &'t str) -> &'t str {
        let mut text = text;
        for (name, factor) in [
            ("百", 100),
            ("千", 1_000),
            ("万", 10_000),
            ("亿", 100_000_000),
        ] {
            if let Some(rest) = text.strip_prefix(name) {
                self.factor = self.factor.saturating_mul(factor);
                text = rest;
            }
        }
        text
    }

    fn is_zero(self) -> bool {
        self.figures == 0
    }

    /// 1.2万条 is nobody's exact count.
    fn is_rounded(self) -> bool {
        self.factor > 1 && self.decimals > 0 && self.decimals < 4
    }

    /// Counts have no decimals, unless they are counted by the ten thousand.
    fn counts(self) -> bool {
        self.decimals == 0 || self.factor > 1
    }

    fn whole(self) -> Option<i64> {
        let scaled = self.figures.checked_mul(self.factor)?;
        let divisor = 10_i64.checked_pow(self.decimals)?;
        (scaled % divisor == 0).then(|| scaled / divisor)
    }
}

/// More groups of three figures than this are no number that counts anything.
const MOST_GROUPS: usize = 6;

/// Reads figures with separators of thousands and decimals.
fn figure(text: &str) -> Option<(Decimal, usize)> {
    let mut figures = run(text);
    let mut length = figures.len();
    let mut value: i64 = figures.parse().ok()?;
    let mut grouped = figures.len() <= 3;
    for _ in 0..MOST_GROUPS {
        let group = grouped.then(|| thousands(text.get(length..)?)).flatten();
        let Some((group, width)) = group else { break };
        value = value.checked_mul(1_000)?.checked_add(group)?;
        length += width;
        grouped = true;
    }
    let mut decimals = 0;
    if let Some(fraction) = text.get(length..).and_then(|rest| rest.strip_prefix('.')) {
        figures = run(fraction);
        if figures.is_empty() {
            return None;
        }
        decimals = u32::try_from(figures.len())
            .ok()
            .filter(|count| *count < 9)?;
        value = value
            .checked_mul(10_i64.pow(decimals))?
            .checked_add(figures.parse().ok()?)?;
        length += 1 + figures.len();
    }
    Some((
        Decimal {
            figures: value,
            decimals,
            factor: 1,
        },
        length,
    ))
}

fn run(text: &str) -> &str {
    let end = text
        .find(|it: char| !it.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// A separator with exactly three figures behind it.
fn thousands(text: &str) -> Option<(i64, usize)> {
    let rest = text.strip_prefix([',', '，'])?;
    let figures = run(rest);
    let value = (figures.len() == 3)
        .then(|| figures.parse().ok())
        .flatten()?;
    Some((value, text.len() - rest.len() + 3))
}

/// Reads a number in characters up to 9999: 两, 十二, 一百零三, 二〇.
fn numeral(text: &str) -> Option<(Decimal, usize)> {
    let (mut total, mut open, mut length) = (0_i64, None, 0);
    for found in text.chars() {
        let weight = match found {
            '十' => 10,
            '百' => 100,
            '千' => 1_000,
            _ => 0,
        };
        if weight > 0 {
            total += open.take().unwrap_or(1) * weight;
        } else if let Some(digit) = digit(found) {
            // 二三 is not a number but a manner of speaking.
            if open.is_some_and(|it| it != 0) {
                return None;
            }
            open = Some(digit);
        } else {
            break;
        }
        length += found.len_utf8();
        if length > 24 {
            return None;
        }
    }
    let figures = total + open.unwrap_or(0);
    (length > 0).then_some((
        Decimal {
            figures,
            decimals: 0,
            factor: 1,
        },
        length,
    ))
}

fn digit(found: char) -> Option<i64> {
    let value = match found {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}
