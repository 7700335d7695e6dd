//! Invented agencies: place names put together from characters, so that no real office is meant.

use crate::Rng;

const FIRST: &[&str] = &[
    "砚", "檀", "漪", "棠", "苇", "鹭", "槐", "桐", "麓", "岚", "栖", "澄", "筠", "芷", "霁", "蓼",
];
const SECOND: &[&str] = &[
    "汀", "坳", "墟", "埭", "圩", "沚", "陂", "屿", "堰", "岙", "浒", "塬",
];
const BUREAUS: &[&str] = &[
    "民政局",
    "财政局",
    "教育局",
    "水利局",
    "统计局",
    "审计局",
    "司法局",
    "农业农村局",
    "市场监督管理局",
    "自然资源局",
    "城市管理局",
    "医疗保障局",
    "应急管理局",
];

/// An agency and how it speaks of itself in running text.
#[derive(Debug, Clone)]
pub(crate) struct Agency {
    /// Its full name, as in the title and under the text.
    pub(crate) name: String,
    /// 我镇, 我局 and the like.
    pub(crate) own: &'static str,
    /// The government above it, or the one it serves.
    pub(crate) above: String,
    /// Whether it may make 规章: only a city with districts among those invented here.
    pub(crate) makes_rules: bool,
}

/// Invents an agency.
pub(crate) fn agency(rng: &mut Rng) -> Agency {
    let (kind, own_county) = rng.pick(&[("县", "我县"), ("市", "我市"), ("区", "我区")]);
    let county = format!("{}{kind}", place(rng));
    let local = place(rng);
    let named = |own: &str| {
        if own.is_empty() {
            county.clone()
        } else {
            format!("{county}{own}")
        }
    };
    let above = named("人民政府");
    match rng.below(10) {
        0..=3 => {
            let prefix = if rng.chance(70) { county.as_str() } else { "" };
            Agency {
                name: format!("{prefix}{local}镇人民政府"),
                own: "我镇",
                above,
                makes_rules: false,
            }
        }
        4 => Agency {
            name: format!("{county}{local}乡人民政府"),
            own: "我乡",
            above,
            makes_rules: false,
        },
        5 => {
            let name = format!("{county}人民政府{local}街道办事处");
            Agency {
                name,
                own: "我街道",
                above,
                makes_rules: false,
            }
        }
        6 => Agency {
            name: format!("{county}{local}街道办事处"),
            own: "街道",
            above,
            makes_rules: false,
        },
        7 | 8 => Agency {
            name: named(rng.pick(BUREAUS)),
            own: "我局",
            above,
            makes_rules: false,
        },
        _ => {
            let above = format!("{}市人民政府", place(rng));
            Agency {
                name: named("人民政府"),
                own: own_county,
                above,
                makes_rules: kind == "市",
            }
        }
    }
}

fn place(rng: &mut Rng) -> String {
    format!("{}{}", rng.pick(FIRST), rng.pick(SECOND))
}

/// The short mark of an agency in its document numbers: 砚汀府办.
pub(crate) fn mark(rng: &mut Rng) -> String {
    format!(
        "{}{}",
        place(rng),
        rng.pick(&["政办", "府", "办", "政公开"])
    )
}
