//! Index numbers (索引号): put together by each agency's own template (art. 12; the composition is
//! local), unique, counted up and never used again.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A template such as `{机构代码}/{年}-{流水号5}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct IndexTemplate {
    text: String,
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Literal(String),
    Region,
    Organ,
    Category,
    Year,
    Month,
    Day,
    Serial(usize),
}

/// What fills a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexParts<'a> {
    /// 地区代码.
    pub region: &'a str,
    /// 机构代码 or 统一社会信用代码.
    pub organ: &'a str,
    /// 类别代码.
    pub category: &'a str,
    /// The date of the item.
    pub date: Date,
}

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TemplateFault {
    /// No serial: numbers would not be unique.
    #[error("索引号模板里没有流水号，编出来会重复。请加上“{{流水号5}}”。")]
    NoSerial,
    /// More than one serial.
    #[error("索引号模板里的流水号只能有一个。")]
    Serials,
    /// Braces with something unknown in them.
    #[error(
        "索引号模板里的“{{{0}}}”不认识。可以用：地区代码、机构代码、类别、年、月、日、流水号5。"
    )]
    Unknown(String),
    /// A brace without its partner.
    #[error("索引号模板里的花括号没有成对。")]
    Brace,
}

impl Default for IndexTemplate {
    /// The composition most provinces have: organ code, year, five digits.
    fn default() -> Self {
        let text = "{机构代码}/{年}-{流水号5}".to_owned();
        let parts = vec![
            Part::Organ,
            Part::Literal("/".to_owned()),
            Part::Year,
            Part::Literal("-".to_owned()),
            Part::Serial(5),
        ];
        Self { text, parts }
    }
}

impl TryFrom<String> for IndexTemplate {
    type Error = TemplateFault;

    fn try_from(text: String) -> Result<Self, TemplateFault> {
        let parts = parse(&text)?;
        let serials = parts.iter().filter(|part| matches!(part, Part::Serial(_)));
        match serials.count() {
            0 => Err(TemplateFault::NoSerial),
            1 => Ok(Self { text, parts }),
            _ => Err(TemplateFault::Serials),
        }
    }
}

impl From<IndexTemplate> for String {
    fn from(template: IndexTemplate) -> Self {
        template.text
    }
}

impl IndexTemplate {
    /// The template as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What the serial counts within: everything but the serial. Items with the same scope get
    /// consecutive serials.
    pub fn scope(&self, parts: &IndexParts<'_>) -> String {
        self.fill(parts, None)
    }

    /// The index number with this serial. A serial longer than its width is written in full: a
    /// number is never cut.
    pub fn number(&self, parts: &IndexParts<'_>, serial: u64) -> String {
        self.fill(parts, Some(serial))
    }

    fn fill(&self, with: &IndexParts<'_>, serial: Option<u64>) -> String {
        let one = |part: &Part| match part {
            Part::Literal(text) => text.clone(),
            Part::Region => with.region.to_owned(),
            Part::Organ => with.organ.to_owned(),
            Part::Category => with.category.to_owned(),
            Part::Year => format!("{:04}", with.date.year()),
            Part::Month => format!("{:02}", with.date.month()),
            Part::Day => format!("{:02}", with.date.day()),
            Part::Serial(width) => {
                serial.map_or_else(|| "#".to_owned(), |serial| format!("{serial:0width$}"))
            }
        };
        self.parts.iter().map(one).collect()
    }
}

fn parse(text: &str) -> Result<Vec<Part>, TemplateFault> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((literal, behind)) = rest.split_once('{') {
        let (name, after) = behind.split_once('}').ok_or(TemplateFault::Brace)?;
        parts.push(Part::Literal(literal.to_owned()));
        parts.push(placeholder(name)?);
        rest = after;
    }
    parts.push(Part::Literal(rest.to_owned()));
    let stray = |part: &Part| matches!(part, Part::Literal(text) if text.contains('}'));
    parts.retain(|part| *part != Part::Literal(String::new()));
    if parts.iter().any(stray) {
        Err(TemplateFault::Brace)
    } else {
        Ok(parts)
    }
}

fn placeholder(name: &str) -> Result<Part, TemplateFault> {
    let unknown = || TemplateFault::Unknown(name.to_owned());
    match name {
        "地区代码" => Ok(Part::Region),
        "机构代码" => Ok(Part::Organ),
        "类别" => Ok(Part::Category),
        "年" => Ok(Part::Year),
        "月" => Ok(Part::Month),
        "日" => Ok(Part::Day),
        _ => {
            let width = name.strip_prefix("流水号").ok_or_else(unknown)?;
            match width.parse() {
                Ok(width @ 1..=12) => Ok(Part::Serial(width)),
                Ok(_) | Err(_) => Err(unknown()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn parts() -> IndexParts<'static> {
        IndexParts {
            region: "350502",
            organ: "11350502MB0000000X",
            category: "0201",
            date: date(2020, 3, 9),
        }
    }

    fn template(text: &str) -> Result<IndexTemplate, TemplateFault> {
        IndexTemplate::try_from(text.to_owned())
    }

    #[test]
    fn compositions_in_use_can_be_written_as_templates() {
        let number = |text: &str| template(text).unwrap().number(&parts(), 13);
        assert_eq!(
            number("{机构代码}/{年}-{流水号5}"),
            "11350502MB0000000X/2020-00013"
        );
        assert_eq!(
            number("{机构代码}/{年}{月}-{流水号5}"),
            "11350502MB0000000X/202003-00013"
        );
        assert_eq!(
            number("FJ{地区代码}-{类别}-{年}-{流水号3}"),
            "FJ350502-0201-2020-013"
        );
        let default = IndexTemplate::default();
        assert_eq!(template(default.as_str()), Ok(default));
    }

    #[test]
    fn a_serial_is_never_cut_to_its_width() {
        let number = template("{年}-{流水号2}").unwrap().number(&parts(), 1234);
        assert_eq!(number, "2020-1234");
    }

    #[test]
    fn a_template_without_a_serial_would_repeat_itself() {
        assert_eq!(template("{机构代码}/{年}"), Err(TemplateFault::NoSerial));
        assert_eq!(template("{流水号5}{流水号5}"), Err(TemplateFault::Serials));
        assert_eq!(
            template("{年份}{流水号5}"),
            Err(TemplateFault::Unknown("年份".to_owned()))
        );
        assert_eq!(template("{年"), Err(TemplateFault::Brace));
        assert_eq!(template("年}{流水号5}"), Err(TemplateFault::Brace));
    }
}
