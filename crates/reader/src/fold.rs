//! Characters as they mean: one form for the many that offices, fonts and converters print.
//!
//! Folding makes labels and figures comparable; it never touches what is kept as text.

use unicode_normalization::char::decompose_compatible;

/// The plain form of a character: half-width for full-width letters and figures, the ideograph
/// for a radical, simplified for traditional. What stands for two characters, as ⑩ does, stays.
#[inline]
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => narrow(c),
        '\u{3000}' | '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{feff}' => ' ',
        '\u{2e80}'..='\u{2fdf}' => ideograph(c),
        '\u{f900}'..='\u{faff}' | '\u{2460}'..='\u{2468}' => compatible(c),
        '\u{4e00}'..='\u{9fff}' => simplified(c),
        _ => c,
    }
}

/// The ideograph that a radical looks like; every other character itself. Browsers print radicals
/// where ideographs are meant.
pub(crate) fn ideograph(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2ef3}' => paired(RADICALS, c),
        '\u{2f00}'..='\u{2fdf}' => compatible(c),
        _ => c,
    }
}

fn narrow(c: char) -> char {
    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c)
}

fn compatible(c: char) -> char {
    let mut plain = c;
    decompose_compatible(c, |part| {
        if plain == c {
            plain = part;
        }
    });
    plain
}

fn paired(pairs: &[(char, char)], c: char) -> char {
    pairs
        .binary_search_by_key(&c, |pair| pair.0)
        .map_or(c, |at| pairs[at].1)
}

/// Characters of the statutory labels only: a general conversion would change names.
fn simplified(c: char) -> char {
    let at = (u32::from(c) - IDEOGRAPHS) as usize;
    SIMPLIFIED
        .get(at)
        .and_then(|to| char::from_u32((*to).into()))
        .unwrap_or(c)
}

/// The first of the unified ideographs.
const IDEOGRAPHS: u32 = 0x4e00;

/// For each unified ideograph the one it stands for: one look-up instead of a search, for every
/// character of every document passes here.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no unified ideograph lies beyond U+9FFF"
)]
static SIMPLIFIED: [u16; 0x5200] = {
    let mut table = [0; 0x5200];
    let mut at = 0;
    while at < table.len() {
        table[at] = (IDEOGRAPHS as usize + at) as u16;
        at += 1;
    }
    let mut pair = 0;
    while pair < TRADITIONAL.len() {
        let (from, to) = TRADITIONAL[pair];
        table[(from as u32 - IDEOGRAPHS) as usize] = to as u16;
        pair += 1;
    }
    table
};

/// Whether the character is white space of any width.
pub(crate) fn is_blank(c: char) -> bool {
    match c {
        '\u{3001}'..='\u{fefe}' => false,
        '\u{200b}' | '\u{feff}' => true,
        _ => c.is_whitespace(),
    }
}

/// Whether the character is a letter, a figure or an ideograph.
fn is_word(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// The text without white space of any width at its ends.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// Letters, figures and ideographs of a label in plain form, without the Latin gloss in brackets
/// that some mirrors print behind each traditional character.
pub(crate) fn label_chars(text: &str) -> Vec<char> {
    let mut plain = Vec::with_capacity(text.len() / 3 + 1);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if matches!(c, '\u{4e00}'..='\u{9fff}') {
            plain.push(simplified(c));
            continue;
        }
        let c = fold(c);
        if c == '('
            && let Some(after) = behind_gloss(rest.clone())
        {
            rest = after;
            continue;
        }
        if is_word(c) {
            plain.push(c);
        }
    }
    plain
}

/// What follows a gloss such as `shù)`; `None` if the bracket holds something else.
fn behind_gloss(mut inside: std::str::Chars<'_>) -> Option<std::str::Chars<'_>> {
    for length in 0..8 {
        match fold(inside.next()?) {
            ')' => return (length > 0).then_some(inside),
            c if c.is_alphabetic() && u32::from(c) < 0x2e80 => {}
            _ => return None,
        }
    }
    None
}

/// After the property `Equivalent_Unified_Ideograph` of Unicode; what is only part of characters and
/// has no ideograph of its own is left out. Sorted.
#[rustfmt::skip]
const RADICALS: &[(char, char)] = &[
    ('\u{2e81}', '厂'), ('\u{2e84}', '乙'), ('\u{2e85}', '亻'), ('\u{2e86}', '冂'), ('\u{2e88}', '刀'),
    ('\u{2e89}', '刂'), ('\u{2e8a}', '卜'), ('\u{2e8c}', '小'), ('\u{2e8d}', '小'), ('\u{2e8e}', '兀'),
    ('\u{2e90}', '尢'), ('\u{2e92}', '巳'), ('\u{2e93}', '幺'), ('\u{2e95}', '彐'), ('\u{2e96}', '忄'),
    ('\u{2e98}', '扌'), ('\u{2e99}', '攵'), ('\u{2e9b}', '旡'), ('\u{2e9c}', '日'), ('\u{2e9d}', '月'),
    ('\u{2e9e}', '歺'), ('\u{2e9f}', '母'), ('\u{2ea0}', '民'), ('\u{2ea1}', '氵'), ('\u{2ea2}', '氺'),
    ('\u{2ea3}', '灬'), ('\u{2ea4}', '爫'), ('\u{2ea5}', '爫'), ('\u{2ea6}', '丬'), ('\u{2ea7}', '牛'),
    ('\u{2ea8}', '犭'), ('\u{2ea9}', '王'), ('\u{2eaa}', '疋'), ('\u{2eab}', '目'), ('\u{2eac}', '示'),
    ('\u{2ead}', '礻'), ('\u{2eae}', '竹'), ('\u{2eaf}', '糹'), ('\u{2eb0}', '纟'), ('\u{2eb1}', '罓'),
    ('\u{2eb2}', '罒'), ('\u{2eb6}', '羊'), ('\u{2eb9}', '耂'), ('\u{2eba}', '肀'), ('\u{2ebb}', '聿'),
    ('\u{2ebd}', '臼'), ('\u{2ebe}', '艹'), ('\u{2ebf}', '艹'), ('\u{2ec0}', '艹'), ('\u{2ec1}', '虎'),
    ('\u{2ec2}', '衤'), ('\u{2ec3}', '覀'), ('\u{2ec4}', '西'), ('\u{2ec5}', '见'), ('\u{2ec6}', '角'),
    ('\u{2ec7}', '角'), ('\u{2ec8}', '讠'), ('\u{2ec9}', '贝'), ('\u{2eca}', '足'), ('\u{2ecb}', '车'),
    ('\u{2ecc}', '辶'), ('\u{2ecd}', '辶'), ('\u{2ece}', '辶'), ('\u{2ed0}', '钅'), ('\u{2ed1}', '長'),
    ('\u{2ed2}', '镸'), ('\u{2ed3}', '长'), ('\u{2ed4}', '门'), ('\u{2ed6}', '阝'), ('\u{2ed7}', '雨'),
    ('\u{2ed8}', '青'), ('\u{2ed9}', '韦'), ('\u{2eda}', '页'), ('\u{2edb}', '风'), ('\u{2edc}', '飞'),
    ('\u{2edd}', '食'), ('\u{2edf}', '飠'), ('\u{2ee0}', '饣'), ('\u{2ee1}', '首'), ('\u{2ee2}', '马'),
    ('\u{2ee3}', '骨'), ('\u{2ee4}', '鬼'), ('\u{2ee5}', '鱼'), ('\u{2ee6}', '鸟'), ('\u{2ee7}', '卤'),
    ('\u{2ee8}', '麦'), ('\u{2ee9}', '黄'), ('\u{2eea}', '黾'), ('\u{2eeb}', '斉'), ('\u{2eec}', '齐'),
    ('\u{2eed}', '歯'), ('\u{2eee}', '齿'), ('\u{2eef}', '竜'), ('\u{2ef0}', '龙'), ('\u{2ef1}', '龜'),
    ('\u{2ef2}', '亀'), ('\u{2ef3}', '龟'),
];

#[rustfmt::skip]
const TRADITIONAL: &[(char, char)] = &[
    ('並', '并'), ('亂', '乱'), ('來', '来'), ('個', '个'), ('備', '备'), ('傳', '传'), ('價', '价'),
    ('億', '亿'), ('內', '内'), ('兩', '两'), ('冊', '册'), ('凈', '净'), ('別', '别'), ('創', '创'),
    ('動', '动'), ('務', '务'), ('勝', '胜'), ('勞', '劳'), ('勢', '势'), ('勵', '励'), ('區', '区'),
    ('協', '协'), ('參', '参'), ('員', '员'), ('問', '问'), ('單', '单'), ('國', '国'), ('園', '园'),
    ('圓', '圆'), ('執', '执'), ('報', '报'), ('場', '场'), ('壓', '压'), ('夠', '够'), ('奪', '夺'),
    ('奮', '奋'), ('婦', '妇'), ('學', '学'), ('實', '实'), ('審', '审'), ('寫', '写'), ('寬', '宽'),
    ('將', '将'), ('專', '专'), ('尋', '寻'), ('對', '对'), ('導', '导'), ('屆', '届'), ('層', '层'),
    ('屬', '属'), ('島', '岛'), ('師', '师'), ('帶', '带'), ('幹', '干'), ('庫', '库'), ('廢', '废'),
    ('廣', '广'), ('彙', '汇'), ('復', '复'), ('徵', '征'), ('徹', '彻'), ('態', '态'), ('應', '应'),
    ('懷', '怀'), ('戰', '战'), ('戶', '户'), ('採', '采'), ('擇', '择'), ('擊', '击'), ('擔', '担'),
    ('據', '据'), ('擬', '拟'), ('擴', '扩'), ('敗', '败'), ('數', '数'), ('斷', '断'), ('於', '于'),
    ('時', '时'), ('暫', '暂'), ('書', '书'), ('會', '会'), ('條', '条'), ('業', '业'), ('構', '构'),
    ('標', '标'), ('樣', '样'), ('樹', '树'), ('橋', '桥'), ('機', '机'), ('檔', '档'), ('檢', '检'),
    ('權', '权'), ('歡', '欢'), ('歲', '岁'), ('歷', '历'), ('歸', '归'), ('殘', '残'), ('決', '决'),
    ('況', '况'), ('準', '准'), ('滿', '满'), ('漢', '汉'), ('潛', '潜'), ('濟', '济'), ('災', '灾'),
    ('為', '为'), ('無', '无'), ('爭', '争'), ('牆', '墙'), ('狀', '状'), ('獎', '奖'), ('獲', '获'),
    ('現', '现'), ('環', '环'), ('產', '产'), ('畫', '画'), ('當', '当'), ('發', '发'), ('監', '监'),
    ('瞭', '了'), ('確', '确'), ('礎', '础'), ('禮', '礼'), ('種', '种'), ('稱', '称'), ('積', '积'),
    ('穩', '稳'), ('竊', '窃'), ('競', '竞'), ('節', '节'), ('範', '范'), ('簡', '简'), ('籌', '筹'),
    ('約', '约'), ('紅', '红'), ('納', '纳'), ('級', '级'), ('細', '细'), ('終', '终'), ('組', '组'),
    ('結', '结'), ('絕', '绝'), ('給', '给'), ('統', '统'), ('經', '经'), ('綜', '综'), ('維', '维'),
    ('綱', '纲'), ('網', '网'), ('線', '线'), ('練', '练'), ('縣', '县'), ('縮', '缩'), ('總', '总'),
    ('織', '织'), ('繳', '缴'), ('繼', '继'), ('續', '续'), ('罰', '罚'), ('罷', '罢'), ('義', '义'),
    ('習', '习'), ('聯', '联'), ('聲', '声'), ('職', '职'), ('聽', '听'), ('腦', '脑'), ('臺', '台'),
    ('與', '与'), ('興', '兴'), ('舉', '举'), ('舊', '旧'), ('萬', '万'), ('藝', '艺'), ('藥', '药'),
    ('蘇', '苏'), ('處', '处'), ('號', '号'), ('術', '术'), ('衛', '卫'), ('裏', '里'), ('補', '补'),
    ('裝', '装'), ('製', '制'), ('複', '复'), ('見', '见'), ('規', '规'), ('視', '视'), ('覺', '觉'),
    ('覽', '览'), ('觀', '观'), ('訂', '订'), ('計', '计'), ('記', '记'), ('訟', '讼'), ('訪', '访'),
    ('設', '设'), ('許', '许'), ('訴', '诉'), ('註', '注'), ('詢', '询'), ('認', '认'), ('誤', '误'),
    ('說', '说'), ('課', '课'), ('調', '调'), ('請', '请'), ('論', '论'), ('諮', '咨'), ('證', '证'),
    ('識', '识'), ('議', '议'), ('護', '护'), ('讀', '读'), ('變', '变'), ('財', '财'), ('貧', '贫'),
    ('貨', '货'), ('責', '责'), ('貳', '贰'), ('買', '买'), ('費', '费'), ('貿', '贸'), ('資', '资'),
    ('賠', '赔'), ('賣', '卖'), ('質', '质'), ('賴', '赖'), ('購', '购'), ('贊', '赞'), ('軟', '软'),
    ('較', '较'), ('載', '载'), ('輔', '辅'), ('輕', '轻'), ('輪', '轮'), ('轉', '转'), ('辦', '办'),
    ('辭', '辞'), ('農', '农'), ('連', '连'), ('進', '进'), ('運', '运'), ('過', '过'), ('達', '达'),
    ('違', '违'), ('遞', '递'), ('適', '适'), ('遲', '迟'), ('選', '选'), ('遺', '遗'), ('還', '还'),
    ('邊', '边'), ('鄉', '乡'), ('鄰', '邻'), ('醫', '医'), ('釋', '释'), ('銀', '银'), ('錄', '录'),
    ('錯', '错'), ('鎮', '镇'), ('鐘', '钟'), ('鐵', '铁'), ('長', '长'), ('門', '门'), ('閉', '闭'),
    ('開', '开'), ('閒', '闲'), ('間', '间'), ('閱', '阅'), ('關', '关'), ('陳', '陈'), ('陽', '阳'),
    ('隊', '队'), ('際', '际'), ('隨', '随'), ('險', '险'), ('隱', '隐'), ('隸', '隶'), ('雙', '双'),
    ('雜', '杂'), ('離', '离'), ('難', '难'), ('電', '电'), ('靈', '灵'), ('響', '响'), ('頁', '页'),
    ('項', '项'), ('順', '顺'), ('須', '须'), ('預', '预'), ('頓', '顿'), ('領', '领'), ('題', '题'),
    ('額', '额'), ('願', '愿'), ('類', '类'), ('顯', '显'), ('風', '风'), ('飛', '飞'), ('養', '养'),
    ('館', '馆'), ('馬', '马'), ('驗', '验'), ('驟', '骤'), ('體', '体'), ('鬥', '斗'), ('鮮', '鲜'),
    ('麗', '丽'), ('麥', '麦'), ('點', '点'), ('黨', '党'), ('齊', '齐'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_traditional_label_with_glosses_is_the_simplified_one() {
        assert_eq!(label_chars("規(guī)章數(shù)量"), label_chars("规章数量"));
        assert_eq!(label_chars("（二） 部分公開"), label_chars("(二)部分公开"));
    }

    #[test]
    fn a_bracket_with_words_is_kept() {
        assert_eq!(
            label_chars("部分公开（区分处理的）"),
            label_chars("部分公开区分处理的")
        );
    }

    #[test]
    fn radicals_of_printed_fonts_are_ideographs() {
        assert_eq!(fold('\u{2f8f}'), '行');
        assert_eq!(fold('\u{2ea0}'), '民');
    }
}
