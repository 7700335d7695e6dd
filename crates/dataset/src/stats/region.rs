//! The region that the name of an agency opens with. What cannot be told from the name is not known.

/// The levels of regions, each with the words that end their names; longer words first.
const LEVELS: [&[&str]; 4] = [
    &["自治区", "特别行政区", "省"],
    &["自治州", "地区", "市", "盟", "州"],
    &["自治县", "自治旗", "新区", "林区", "县", "区", "旗", "市"],
    &["街道", "镇", "乡"],
];

/// The level of townships, whose endings are common in other words too.
const TOWNSHIP: usize = 3;

/// What the name of an organ of a township goes on with.
const TOWNSHIP_ORGANS: [&str; 5] = ["人民政府", "政府", "办事处", "党委", "党工委"];

/// Words that end like a region and are none.
const NO_REGIONS: [&str; 12] = [
    "城乡",
    "城镇",
    "乡镇",
    "社区",
    "园区",
    "景区",
    "小区",
    "库区",
    "校区",
    "灾区",
    "保护区",
    "控制区",
];

/// What does not stand in the name of a region: it is another organ's name up to there.
const ORGANS: [char; 10] = ['局', '部', '厅', '委', '院', '署', '处', '司', '校', '所'];

/// What a name opens with that does not open with its region.
const OPENINGS: [&str; 4] = ["中共", "中国", "国家", "共青团"];

/// Characters of the longest names of regions.
const LONGEST: usize = 12;

/// The longest opening of an agency's name that is a region, level below level:
/// 云汀市青石县鹭屿镇人民政府 is in 云汀市青石县鹭屿镇. `None` if there is none.
pub fn region(agency: &str) -> Option<&str> {
    if OPENINGS.iter().any(|word| agency.starts_with(word)) {
        return None;
    }
    let mut end = 0;
    let mut above = None;
    while let Some((length, level)) = next(agency.get(end..)?, above) {
        end += length;
        above = Some(level);
    }
    (end > 0).then(|| agency.get(..end)).flatten()
}

/// Length in bytes and level of the region that a name opens with.
fn next(name: &str, above: Option<usize>) -> Option<(usize, usize)> {
    let lowest = above.map_or(0, |level| level + 1);
    // A name has at least one character before the word that says what it is.
    let starts = name.char_indices().map(|(at, _)| at).skip(1).take(LONGEST);
    for start in starts {
        let rest = name.get(start..)?;
        for (level, words) in LEVELS.iter().enumerate().skip(lowest) {
            let word = words.iter().find(|word| rest.starts_with(**word));
            if let Some(word) = word {
                let end = start + word.len();
                let (region, behind) = name.split_at_checked(end)?;
                return is_region(region, level, behind).then_some((end, level));
            }
        }
    }
    None
}

fn is_region(region: &str, level: usize, behind: &str) -> bool {
    let named = !NO_REGIONS.iter().any(|word| region.ends_with(word)) && !region.contains(ORGANS);
    let organ = || TOWNSHIP_ORGANS.iter().any(|word| behind.starts_with(word));
    named && (level < TOWNSHIP || behind.is_empty() || organ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_is_the_longest_opening_of_administrative_levels() {
        let cases = [
            ("云汀市鹭屿镇人民政府", Some("云汀市鹭屿镇")),
            ("云汀市青石县教育局", Some("云汀市青石县")),
            ("东海省云汀市市场监督管理局", Some("东海省云汀市")),
            ("南岭壮族自治区民政厅", Some("南岭壮族自治区")),
            ("云汀市市中区海滨街道办事处", Some("云汀市市中区海滨街道")),
            ("云汀市城乡建设局", Some("云汀市")),
            ("云汀市乡村振兴局", Some("云汀市")),
            ("云汀市社区服务中心", Some("云汀市")),
            ("青石县", Some("青石县")),
            ("市场监督管理局", None),
            ("教育部", None),
            ("省教育厅", None),
            ("国家税务总局云汀市税务局", None),
            ("税务局云汀市分局", None),
            ("中共云汀市委办公室", None),
            ("", None),
        ];
        for (agency, expected) in cases {
            assert_eq!(region(agency), expected, "{agency}");
        }
    }
}
