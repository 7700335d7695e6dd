//! Document numbers (文号): a template for each series, a serial that begins anew each year and is given
//! last, when the letter is issued.

use super::Template;
use super::template::Piece;
use serde::{Deserialize, Serialize};

/// The series in which letters are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Series {
    /// Replies and decisions.
    Reply,
    /// Notices on the way.
    Notice,
    /// Letters that ask others.
    Enquiry,
}

impl Series {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Reply, Self::Notice, Self::Enquiry];

    /// Its name on a page.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::Reply => "答复书",
            Self::Notice => "告知书、通知书",
            Self::Enquiry => "征求意见书、函",
        }
    }
}

/// What is wrong with a numbering.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberFault {
    /// Braces without a field, or not closed.
    #[error("文号格式里的花括号不成对：{0}。请检查。")]
    Braces(String),
    /// Another field than year, serial and organ.
    #[error("文号格式里不能用“{0}”，只能用{{机关代字}}、{{年}}、{{序号}}。")]
    Unknown(String),
    /// A template without a year or a serial would repeat its numbers.
    #[error("文号格式里{{年}}和{{序号}}要各写一次。")]
    Once,
    /// Two fields without a word between them cannot be told apart.
    #[error("文号格式里{{年}}和{{序号}}之间要有字隔开。")]
    Together,
    /// The agency has not said its short name for documents.
    #[error("还没有填写机关代字，不能编文号。请在本机关设置里填写。")]
    NoOrgan,
}

/// A template such as `{机关代字}公复〔{年}〕{序号}号`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NumberTemplate(Template);

impl TryFrom<String> for NumberTemplate {
    type Error = NumberFault;

    fn try_from(text: String) -> Result<Self, NumberFault> {
        let template = Template::parse(&text).map_err(|_braces| NumberFault::Braces(text))?;
        let names: Vec<&str> = template.fields().map(|(name, _)| name).collect();
        let known = ["机关代字", "年", "序号"];
        if let Some(other) = names.iter().find(|name| !known.contains(name)) {
            return Err(NumberFault::Unknown((*other).to_owned()));
        }
        let once = |what: &str| names.iter().filter(|name| **name == what).count() == 1;
        if !once("年") || !once("序号") {
            return Err(NumberFault::Once);
        }
        let fields = |pair: &[Piece]| {
            pair.iter()
                .all(|piece| matches!(piece, Piece::Field { .. }))
        };
        let mut together = template.pieces().windows(2).filter(|pair| fields(pair));
        if together.any(|pair| !pair.iter().any(is_organ)) {
            return Err(NumberFault::Together);
        }
        Ok(Self(template))
    }
}

fn is_organ(piece: &Piece) -> bool {
    matches!(piece, Piece::Field { name, .. } if name == "机关代字")
}

impl From<NumberTemplate> for String {
    fn from(template: NumberTemplate) -> Self {
        template.0.as_str().to_owned()
    }
}

impl NumberTemplate {
    /// The template as written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    fn number(&self, organ: &str, year: i16, serial: u32) -> Result<String, NumberFault> {
        let mut facts = super::Facts::new();
        facts.put("机关代字", organ);
        facts.put("年", &year.to_string());
        facts.put("序号", &serial.to_string());
        self.0.fill(&facts).ok_or(NumberFault::NoOrgan)
    }

    /// Year and serial of a number that follows the template.
    fn read(&self, organ: &str, number: &str) -> Option<(i16, u32)> {
        let mut rest = number.trim();
        let (mut year, mut serial) = (None, None);
        for piece in self.0.pieces() {
            match piece {
                Piece::Text(words) => rest = rest.strip_prefix(words.as_str())?,
                Piece::Field { name, .. } if name == "机关代字" => {
                    rest = rest.strip_prefix(organ)?;
                }
                Piece::Field { name, .. } => {
                    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
                    let digits = rest.strip_suffix(behind)?;
                    rest = behind;
                    if name == "年" {
                        year = Some(digits.parse().ok()?);
                    } else {
                        serial = Some(digits.parse().ok()?);
                    }
                }
            }
        }
        rest.is_empty().then_some((year?, serial?))
    }
}

/// How an agency numbers its letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NumberScheme {
    /// 机关代字, such as 某政.
    pub organ: String,
    /// Of replies.
    pub reply: NumberTemplate,
    /// Of notices.
    pub notice: NumberTemplate,
    /// Of letters that ask others.
    pub enquiry: NumberTemplate,
}

impl Default for NumberScheme {
    fn default() -> Self {
        let template = |words: &str| {
            let text = format!("{{机关代字}}{words}〔{{年}}〕{{序号}}号");
            NumberTemplate(Template::parse(&text).unwrap_or_else(|_braces| Template::empty()))
        };
        Self {
            organ: String::new(),
            reply: template("公复"),
            notice: template("公告"),
            enquiry: template("公函"),
        }
    }
}

impl NumberScheme {
    /// The template of a series.
    pub const fn template(&self, series: Series) -> &NumberTemplate {
        match series {
            Series::Reply => &self.reply,
            Series::Notice => &self.notice,
            Series::Enquiry => &self.enquiry,
        }
    }

    /// The number with this serial.
    pub fn number(&self, series: Series, year: i16, serial: u32) -> Result<String, NumberFault> {
        self.template(series)
            .number(self.organ.trim(), year, serial)
    }

    /// The serial of a number of this series and year; none if it follows another pattern.
    pub fn serial(&self, series: Series, year: i16, number: &str) -> Option<u32> {
        let read = self.template(series).read(self.organ.trim(), number);
        read.filter(|(of_year, _)| *of_year == year)
            .map(|(_, serial)| serial)
    }

    /// The number after the last that was given in a year. Numbers of other patterns do not count; series
    /// that share a template share their serials.
    pub fn next<'n>(
        &self,
        series: Series,
        year: i16,
        given: impl IntoIterator<Item = &'n str>,
    ) -> Result<String, NumberFault> {
        let serials = given
            .into_iter()
            .filter_map(|number| self.serial(series, year, number));
        let last = serials.max().unwrap_or(0);
        self.number(series, year, last.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheme() -> NumberScheme {
        NumberScheme {
            organ: "某政".to_owned(),
            ..NumberScheme::default()
        }
    }

    #[test]
    fn the_next_number_follows_the_last_one_given_in_the_year() {
        let given = [
            "某政公复〔2025〕19号",
            "某政公复〔2026〕2号",
            "某政公复〔2026〕10号",
            "某政公告〔2026〕30号",
            "公复〔2026〕99号",
        ];
        let next = |year| scheme().next(Series::Reply, year, given).unwrap();
        assert_eq!(next(2026), "某政公复〔2026〕11号");
        assert_eq!(next(2027), "某政公复〔2027〕1号");
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        let number = scheme().number(Series::Notice, 2026, 7).unwrap();
        assert_eq!(scheme().serial(Series::Notice, 2026, &number), Some(7));
        assert_eq!(scheme().serial(Series::Notice, 2025, &number), None);
        assert_eq!(scheme().serial(Series::Reply, 2026, &number), None);
        let wrong = "某政公复〔2026〕7号之一";
        assert_eq!(scheme().serial(Series::Reply, 2026, wrong), None);
    }

    #[test]
    fn a_template_that_would_repeat_itself_is_refused_and_no_organ_is_invented() {
        let template = |text: &str| NumberTemplate::try_from(text.to_owned());
        assert_eq!(template("公复〔{年}〕号"), Err(NumberFault::Once));
        assert_eq!(template("公复{年}{序号}号"), Err(NumberFault::Together));
        assert!(matches!(
            template("{月}{年}-{序号}"),
            Err(NumberFault::Unknown(_))
        ));
        assert!(template("（{年}）第{序号}号").is_ok());
        let nameless = NumberScheme::default().number(Series::Reply, 2026, 1);
        assert_eq!(nameless, Err(NumberFault::NoOrgan));
    }
}
