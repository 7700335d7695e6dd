//! What tables need of a report: small, complete in itself, and fit for a file on the way.

use gongkai_domain::report::{
    Amount, AnnualReport, Cell, CellState, MoneyUnit, Number, Place, Tables,
};
use gongkai_domain::rules::Finding;
use gongkai_exchange::{Lang, Source};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A report without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Path of the source as it was given.
    pub path: String,
    /// SHA-256 of the source, in hexadecimal.
    pub sha256: String,
    /// Media type of the source.
    pub media_type: String,
    /// The agency, as the document names it.
    pub agency: Option<String>,
    /// The year reported on.
    pub report_year: Option<i16>,
    /// The year in the title.
    pub title_year: Option<i16>,
    /// The title.
    pub title: Option<String>,
    /// The document number (文号).
    pub document_number: Option<String>,
    /// The day of issue.
    pub issued_on: Option<Date>,
    /// The identifier of its form; none if it has no tables.
    pub form: Option<String>,
    /// The cells in the order of the form.
    pub cells: Vec<RecordedCell>,
    /// What the rules found.
    pub findings: Vec<RecordedFinding>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedCell {
    /// What it says.
    pub content: Content,
    /// The number that is offered where what it says is doubtful.
    pub offered: Option<Content>,
    /// The characters that stand there.
    pub raw: Option<Box<str>>,
    /// Where they stand.
    pub place: Option<Place>,
    /// How sure the reader is, in millionths.
    pub certainty: u32,
}

/// What a cell says, in a shape that can be stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// Its row is not in the document.
    Missing,
    /// It says nothing.
    Blank,
    /// What it says is no number with certainty.
    Doubtful,
    /// A whole number.
    Count(i64),
    /// Money as printed: digits, how many of them stand behind the point, and which unit of
    /// [`MoneyUnit::ALL`] is printed, if one is.
    Amount(i128, u32, Option<u8>),
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedFinding {
    /// The code of the rule.
    pub rule: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// `violated` or `not_evaluated`.
    pub outcome: String,
    /// What is wrong, in the language asked for.
    pub message: String,
    /// The cells concerned.
    pub cells: Vec<String>,
    /// Where it stands in the document.
    pub at: Option<String>,
}

impl Record {
    /// What tables need of a report.
    pub fn new(report: &AnnualReport, source: &Source, findings: &[Finding], lang: Lang) -> Self {
        let cells = report.tables.iter().flat_map(Tables::iter);
        Self {
            path: source.path.clone(),
            sha256: source.sha256.clone(),
            media_type: source.media_type.clone(),
            agency: report.agency.clone(),
            report_year: report.report_year,
            title_year: report.title_year,
            title: report.title.clone(),
            document_number: report.document_number.clone(),
            issued_on: report.issued_on,
            form: report.form().map(|form| form.id.clone()),
            cells: cells.map(|(_, cell)| RecordedCell::new(cell)).collect(),
            findings: findings
                .iter()
                .map(|finding| RecordedFinding::new(finding, lang))
                .collect(),
        }
    }

    /// How many cells are in the state that a test asks for.
    pub(crate) fn count(&self, is: impl Fn(CellState) -> bool) -> i64 {
        let cells = self.cells.iter().filter(|cell| is(cell.content.state()));
        i64::try_from(cells.count()).unwrap_or(i64::MAX)
    }

    /// The rules that are violated with this severity, once for each finding.
    pub(crate) fn violated<'s>(&'s self, severity: &'s str) -> impl Iterator<Item = &'s str> {
        let findings = self.findings.iter();
        findings
            .filter(move |finding| finding.outcome == "violated" && finding.severity == severity)
            .map(|finding| finding.rule.as_str())
    }
}

impl RecordedCell {
    fn new(cell: &Cell) -> Self {
        Self {
            content: Content::new(cell.state),
            offered: cell
                .offered
                .map(|number| Content::new(CellState::Stated(number))),
            raw: cell.raw.clone(),
            place: cell.place.clone(),
            certainty: cell.certainty.in_per_million(),
        }
    }
}

impl Content {
    fn new(state: CellState) -> Self {
        match state {
            CellState::Absent => Self::Missing,
            CellState::Blank => Self::Blank,
            CellState::Unclear => Self::Doubtful,
            CellState::Stated(Number::Count(count)) => Self::Count(count),
            CellState::Stated(Number::Amount(amount)) => {
                let printed = amount.printed();
                let at = |unit| MoneyUnit::ALL.iter().position(|known| *known == unit);
                let unit = amount.unit().and_then(at);
                let unit = unit.and_then(|at| u8::try_from(at).ok());
                Self::Amount(printed.mantissa(), printed.scale(), unit)
            }
        }
    }

    /// What it is in the domain's words.
    pub fn state(self) -> CellState {
        match self {
            Self::Missing => CellState::Absent,
            Self::Blank => CellState::Blank,
            Self::Doubtful => CellState::Unclear,
            Self::Count(count) => CellState::Stated(Number::Count(count)),
            // Digits that no decimal holds can only come from a file that was tampered with.
            Self::Amount(..) => self.amount().map_or(CellState::Unclear, |amount| {
                CellState::Stated(Number::Amount(amount))
            }),
        }
    }

    /// The money it states, if it does.
    pub fn amount(self) -> Option<Amount> {
        let Self::Amount(digits, scale, unit) = self else {
            return None;
        };
        let printed = Decimal::try_from_i128_with_scale(digits, scale).ok()?;
        let unit = unit.and_then(|at| MoneyUnit::ALL.get(usize::from(at)));
        Some(Amount::new(printed, unit.copied()))
    }

    /// The whole number it states, if it does.
    pub const fn count(self) -> Option<i64> {
        match self {
            Self::Count(count) => Some(count),
            Self::Missing | Self::Blank | Self::Doubtful | Self::Amount(..) => None,
        }
    }
}

impl RecordedFinding {
    fn new(finding: &Finding, lang: Lang) -> Self {
        Self {
            rule: finding.rule.to_owned(),
            severity: finding.severity.name().to_owned(),
            outcome: finding.outcome.name().to_owned(),
            message: lang.of(&finding.message).to_owned(),
            cells: finding.cells.clone(),
            at: finding.place.as_ref().map(Place::to_string),
        }
    }
}
