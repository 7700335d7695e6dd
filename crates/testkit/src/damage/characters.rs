//! Labels misread by a machine.

use super::Job;
use super::labels::names_unit;
use crate::Rng;

/// Characters that are taken for each other.
const ALIKE: &[(char, char)] = &[
    ('政', '攻'),
    ('府', '俯'),
    ('信', '倌'),
    ('息', '恩'),
    ('公', '么'),
    ('开', '幵'),
    ('申', '甲'),
    ('请', '清'),
    ('本', '木'),
    ('年', '牟'),
    ('新', '薪'),
    ('收', '牧'),
    ('上', '土'),
    ('转', '砖'),
    ('理', '埋'),
    ('结', '给'),
    ('果', '杲'),
    ('予', '子'),
    ('以', '似'),
    ('部', '剖'),
    ('分', '兮'),
    ('不', '丕'),
    ('属', '嘱'),
    ('于', '干'),
    ('国', '囯'),
    ('家', '冢'),
    ('秘', '泌'),
    ('密', '蜜'),
    ('法', '祛'),
    ('律', '津'),
    ('行', '衍'),
    ('规', '现'),
    ('禁', '楚'),
    ('止', '正'),
    ('危', '卮'),
    ('安', '妄'),
    ('全', '金'),
    ('稳', '隐'),
    ('定', '宗'),
    ('保', '堡'),
    ('护', '沪'),
    ('第', '弟'),
    ('方', '万'),
    ('合', '台'),
    ('权', '杈'),
    ('益', '盆'),
    ('类', '娄'),
    ('内', '肉'),
    ('事', '亊'),
    ('务', '夯'),
    ('过', '迂'),
    ('程', '程'),
    ('性', '牲'),
    ('执', '抉'),
    ('案', '荽'),
    ('卷', '券'),
    ('查', '杳'),
    ('询', '洵'),
    ('关', '美'),
    ('掌', '拿'),
    ('握', '渥'),
    ('现', '规'),
    ('成', '戌'),
    ('制', '刹'),
    ('作', '怍'),
    ('补', '朴'),
    ('容', '客'),
    ('明', '朋'),
    ('确', '硝'),
    ('访', '纺'),
    ('举', '誉'),
    ('报', '极'),
    ('投', '役'),
    ('诉', '拆'),
    ('重', '童'),
    ('复', '夏'),
    ('出', '屮'),
    ('版', '板'),
    ('物', '牧'),
    ('由', '田'),
    ('大', '太'),
    ('量', '童'),
    ('认', '队'),
    ('总', '怠'),
    ('计', '汁'),
    ('件', '仵'),
    ('数', '教'),
    ('章', '童'),
    ('处', '外'),
    ('罚', '罸'),
    ('强', '弱'),
    ('收', '攸'),
    ('费', '贵'),
    ('采', '釆'),
    ('购', '构'),
    ('续', '读'),
    ('办', '为'),
];

/// Characters of no label, for those that a machine guesses.
const OTHERS: &[char] = &[
    '口', '曰', '丨', '彳', '亻', '卩', '厂', '乂', '匚', '冖', '曲', '辶',
];

/// Replaces 15 to 25 in a hundred characters of every label and head. At least two thirds of each
/// label stay right, so that order and likeness still tell the rows apart.
pub(super) fn misread(job: &mut Job<'_>) {
    let share = 15 + job.rng.below(11);
    job.each_label(|rng, slot| {
        if names_unit(slot) {
            return;
        }
        let characters: Vec<char> = slot.text.chars().collect();
        let most = characters.len() / 3;
        let wrong = (0..characters.len())
            .filter(|_| rng.chance(share))
            .count()
            .min(most);
        let chosen = rng.sample(characters.len(), wrong);
        let read = |(at, &character): (usize, &char)| {
            if chosen.contains(&at) && !character.is_ascii() {
                alike(rng, character)
            } else {
                character
            }
        };
        slot.text = characters.iter().enumerate().map(read).collect();
    });
}

fn alike(rng: &mut Rng, character: char) -> char {
    let known = ALIKE
        .iter()
        .find(|(right, _)| *right == character)
        .map(|(_, wrong)| *wrong);
    match known {
        Some(wrong) if rng.chance(70) => wrong,
        _ => rng.pick(OTHERS),
    }
}
