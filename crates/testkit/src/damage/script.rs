//! Traditional characters and readings in Latin letters, as mirrors of official sites print them.

use super::Job;
use crate::paper::{Item, is_mark};

const SIMPLIFIED: &str = "万规数项许处罚强开关信务办机构级监审费业东内与专严个为义书买乱争亏产亲亿仅从仓们价众优会传伤体余备复实对导将尔尘层岁岗岛币帅师带帮并广庆库应废开异张归当录总惩态惯愿懒戏户执扩扫扬护报担择据损换无旧时显权条来极构标样档检欢残气汇汉沟没济测温湾满滥灭灵点热环现电画疗监盖盘矿确离种积称稳类粮紧约级纪纯纲纳线组织终经结给络绝统继续维综绿缴网罗职联脑节范药获补装观览触计订认讨让训议记讲论设访证评识诉词译试话该详语误说请诸读课调谈谢购质贯责败货贡财账贫贴费资赔赖赛车转轮软载较辅辆输边达过运还这进远违连选递邮释里量针钟铁银销锁错键长门问间闻阅队阶际陆陈险随难静项顾领频题额风飞驾验齐";
const TRADITIONAL: &str = "萬規數項許處罰強開關信務辦機構級監審費業東內與專嚴個為義書買亂爭虧產親億僅從倉們價眾優會傳傷體餘備復實對導將爾塵層歲崗島幣帥師帶幫並廣慶庫應廢開異張歸當錄總懲態慣願懶戲戶執擴掃揚護報擔擇據損換無舊時顯權條來極構標樣檔檢歡殘氣匯漢溝沒濟測溫灣滿濫滅靈點熱環現電畫療監蓋盤礦確離種積稱穩類糧緊約級紀純綱納線組織終經結給絡絕統繼續維綜綠繳網羅職聯腦節範藥獲補裝觀覽觸計訂認討讓訓議記講論設訪證評識訴詞譯試話該詳語誤說請諸讀課調談謝購質貫責敗貨貢財賬貧貼費資賠賴賽車轉輪軟載較輔輛輸邊達過運還這進遠違連選遞郵釋裡量針鐘鐵銀銷鎖錯鍵長門問間聞閱隊階際陸陳險隨難靜項顧領頻題額風飛駕驗齊";

const READINGS: &[(char, &str)] = &[
    ('数', "shù"),
    ('规', "guī"),
    ('项', "xiàng"),
    ('许', "xǔ"),
    ('处', "chǔ"),
    ('罚', "fá"),
    ('强', "qiáng"),
    ('开', "kāi"),
    ('关', "guān"),
    ('务', "wù"),
    ('办', "bàn"),
    ('机', "jī"),
    ('构', "gòu"),
    ('级', "jí"),
    ('费', "fèi"),
    ('业', "yè"),
    ('内', "nèi"),
    ('复', "fù"),
    ('实', "shí"),
    ('对', "duì"),
    ('总', "zǒng"),
    ('报', "bào"),
    ('无', "wú"),
    ('权', "quán"),
    ('条', "tiáo"),
    ('类', "lèi"),
    ('结', "jié"),
    ('维', "wéi"),
    ('计', "jì"),
    ('认', "rèn"),
    ('访', "fǎng"),
    ('诉', "sù"),
    ('请', "qǐng"),
    ('购', "gòu"),
    ('转', "zhuǎn"),
    ('过', "guò"),
    ('为', "wèi"),
    ('业', "yè"),
    ('组', "zǔ"),
    ('织', "zhī"),
    ('审', "shěn"),
    ('执', "zhí"),
];

fn turned(text: &str) -> String {
    let turn = |character: char| {
        let known = SIMPLIFIED
            .chars()
            .zip(TRADITIONAL.chars())
            .find(|(from, _)| *from == character);
        known.map_or(character, |(_, to)| to)
    };
    text.chars().map(turn).collect()
}

/// Every simplified character of labels, headings and text becomes traditional.
pub(super) fn traditional(job: &mut Job<'_>) {
    let worded = job.rng.chance(25);
    for item in &mut job.paper.items {
        match item {
            Item::Line(_, text) => *text = turned(text),
            Item::Sheet(sheet) => {
                for slot in sheet.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    let text = if worded {
                        slot.text.replace("文件", "檔案")
                    } else {
                        slot.text.clone()
                    };
                    slot.text = turned(&text);
                }
            }
        }
    }
}

/// The reading of a character behind it, in brackets, once or twice in a label.
pub(super) fn pinyin(job: &mut Job<'_>) {
    job.each_label(|rng, slot| {
        let mut text = String::new();
        let mut left = 1 + rng.below(2);
        for character in slot.text.chars() {
            text.push(character);
            let reading = READINGS.iter().find(|(known, _)| {
                turned(&known.to_string()).contains(character) || *known == character
            });
            if let Some((_, reading)) = reading.filter(|_| left > 0 && !is_mark(character)) {
                text.extend(["(", reading, ")"]);
                left -= 1;
            }
        }
        slot.text = text;
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_simplified_character_has_its_traditional_one() {
        assert_eq!(SIMPLIFIED.chars().count(), TRADITIONAL.chars().count());
        assert_eq!(turned("行政许可数量"), "行政許可數量");
        assert_eq!(turned("属于国家秘密0"), "属于国家秘密0");
    }
}
