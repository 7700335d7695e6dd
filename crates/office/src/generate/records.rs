//! Records of a unit's ledgers for a year: what the report counts and what its text speaks of.

use super::UnitYear;
use super::draw::{Draw, workday};
use crate::OfficeError;
use crate::ledgers::{fresh, ledger};
use gongkai_store::Write;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Records of a ledger in a year: one and so many by chance.
const LEDGERS: [(&str, u32); 6] = [
    ("enquiry", 12),
    ("decision", 4),
    ("procurement", 3),
    ("normative", 2),
    ("training", 2),
    ("problem", 1),
];

/// Sentences of a problem and of its measure.
const SENTENCES: u32 = 5;
/// Of a hundred units so many have copied what they say of their problems from each other.
const COPIED: u32 = 3;

const ABOUT: [&str; 12] = [
    "医保缴费",
    "宅基地审批",
    "高龄津贴",
    "残疾人证换发",
    "临时救助",
    "社保卡补办",
    "生育登记",
    "耕地补贴",
    "危房改造",
    "创业贷款",
    "户籍迁移",
    "道路维修",
];

const LACKING: [&str; 12] = [
    "栏目更新不够及时",
    "政策解读的形式单一",
    "依申请公开的答复不够规范",
    "基层公开栏维护不到位",
    "公开人员调整频繁",
    "主动公开目录没有细化到事项",
    "群众参与的渠道不多",
    "文件属性认定不够准确",
    "数据核对没有形成制度",
    "检索不够方便",
    "村居公开的内容不完整",
    "业务培训覆盖不全",
];

impl UnitYear<'_> {
    /// Writes the records of the year and gives their days.
    pub(super) async fn records(&self, write: &mut Write) -> Result<Vec<Date>, OfficeError> {
        let mut draw = self.draw(3);
        let mut days = Vec::new();
        if self.year == self.plan.years.0 {
            days.push(self.record(write, "staff", 0, &mut draw).await?);
        }
        for (key, more) in LEDGERS {
            for number in 0..=draw.below(more + 1) {
                days.push(self.record(write, key, number, &mut draw).await?);
            }
        }
        Ok(days)
    }

    async fn record(
        &self,
        write: &mut Write,
        key: &str,
        number: u32,
        draw: &mut Draw,
    ) -> Result<Date, OfficeError> {
        let first = date(self.year, 1, 4).saturating_add(i64::from(draw.below(350)).days());
        let day = workday(first, self.office.carried_calendar()).min(date(self.year, 12, 31));
        let typed = if key == "problem" {
            let copied = self.draw(5).chance(COPIED);
            let year = u64::from(self.year.unsigned_abs());
            let mut same = Draw::of(self.plan.seed, &[year, number.into()]);
            typed(key, (day, number), if copied { &mut same } else { draw })
        } else {
            typed(key, (day, number), draw)
        };
        let text = |column: &str| {
            let mut typed = typed.iter();
            let found = typed.find(|(name, _)| *name == column);
            found.map(|(_, text)| text.as_str())
        };
        let ledger = ledger(key)?;
        let values = ledger.read(text, day).map_err(OfficeError::Invalid)?;
        let record = fresh(&self.unit.agency.id, ledger, values)?;
        write.insert_record(ledger, &record).await?;
        Ok(day)
    }
}

/// What is typed into a record, by column.
fn typed(key: &str, (day, number): (Date, u32), draw: &mut Draw) -> Vec<(&'static str, String)> {
    let about = *draw.pick(&ABOUT);
    let nth = number + 1;
    let year = day.year();
    let on = day.to_string();
    match key {
        "enquiry" => enquiry((on, year, nth), about, draw),
        "decision" => decision((on, year, nth), draw),
        "procurement" => vec![
            ("on", on),
            ("project", format!("{about}项目（演示{year}年第{nth}项）")),
            ("projects", "1".to_owned()),
            ("amount", format!("{}万元", 1 + draw.below(90))),
        ],
        "normative" => vec![
            ("title", format!("{about}工作办法（演示{year}年第{nth}件）")),
            ("made_on", on),
        ],
        "training" => vec![
            ("on", on),
            ("kind", "own".to_owned()),
            (
                "topic",
                format!("政府信息公开业务（演示{year}年第{nth}期）"),
            ),
            ("persons", (5 + draw.below(60)).to_string()),
        ],
        "staff" => vec![
            ("name", "演示人员".to_owned()),
            ("kind", "part_time".to_owned()),
            ("from", on),
        ],
        _ => problem((on, year), about, draw),
    }
}

fn enquiry(
    (on, year, nth): (String, i16, u32),
    about: &str,
    draw: &mut Draw,
) -> Vec<(&'static str, String)> {
    let way = match draw.below(3) {
        0 => "on_site",
        1 => "telephone",
        _ => "website",
    };
    vec![
        ("on", on),
        ("way", way.to_owned()),
        ("persons", (1 + draw.below(3)).to_string()),
        (
            "content",
            format!("{about}怎样办理（演示{year}年第{nth}次）"),
        ),
        ("reply", "当场说明了依据、材料和经办窗口。".to_owned()),
    ]
}

fn decision((on, year, nth): (String, i16, u32), draw: &mut Draw) -> Vec<(&'static str, String)> {
    let kind = match draw.below(3) {
        0 => "permits",
        1 => "penalties",
        _ => "coercive_measures",
    };
    vec![
        ("on", on),
        ("kind", kind.to_owned()),
        ("count", draw.below(40).to_string()),
        ("source", format!("业务系统{year}年第{nth}批（演示）")),
    ]
}

/// A problem in the office's own words, as long as offices write them.
fn problem((on, year): (String, i16), about: &str, draw: &mut Draw) -> Vec<(&'static str, String)> {
    let next = year + 1;
    let lacking = (0..SENTENCES).map(|_| {
        let (one, other, about) = (draw.pick(&LACKING), draw.pick(&LACKING), draw.pick(&ABOUT));
        format!("{one}，在{about}方面{other}")
    });
    let lacking: Vec<String> = lacking.collect();
    let planned = (0..SENTENCES).map(|_| {
        let (about, lacking) = (draw.pick(&ABOUT), draw.pick(&LACKING));
        format!("对{about}的公开内容逐项列出，针对{lacking}明确专人每月核对")
    });
    let planned: Vec<String> = planned.collect();
    vec![
        ("noted_on", on),
        (
            "problem",
            format!(
                "{}，群众办理{about}时反映查找不便（演示）",
                lacking.join("，")
            ),
        ),
        (
            "measure",
            format!("{}，{next}年6月底前完成", planned.join("，")),
        ),
    ]
}
