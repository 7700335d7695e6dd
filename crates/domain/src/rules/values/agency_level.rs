//! What the name of an agency says about its level.

/// Whether the name is that of a body below the city with districts: a township, a street
/// office, or a county, banner or district with its departments.
///
/// A name that leaves it open (a 市 may be a city with districts or one of county level) is not
/// taken for one: nothing is guessed.
pub(super) fn is_below_city(name: &str) -> bool {
    let name = name.replace("自治区", "");
    is_township(&name) || is_county(&name)
}

/// 镇、乡、街道, as the last level of the name.
fn is_township(name: &str) -> bool {
    const ENDINGS: [&str; 5] = ["人民政府", "政府", "办事处", "公所", "办公室"];
    let place = ENDINGS
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name);
    place.ends_with(['镇', '乡']) || place.ends_with("街道") || name.contains("街道办事处")
}

/// 县、旗 or 区 behind the name of a place.
fn is_county(name: &str) -> bool {
    let behind_place = |level: char| name.find(level).is_some_and(|at| at > 0);
    let banner = ["旗人民政府", "旗政府"]
        .iter()
        .any(|ending| name.ends_with(ending));
    behind_place('县') || behind_place('区') || banner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_township_a_street_and_a_county_bureau_are_below_the_city() {
        for name in [
            "某市某镇人民政府",
            "甲区人民政府乙街道办事处",
            "丙县财政局",
            "丁乡政府",
        ] {
            assert!(is_below_city(name), "{name}");
        }
    }

    #[test]
    fn a_region_a_city_and_a_city_named_after_a_township_are_not() {
        for name in [
            "某某自治区司法厅",
            "某市人民政府",
            "景德镇市人民政府",
            "新乡市人民政府",
        ] {
            assert!(!is_below_city(name), "{name}");
        }
    }
}
