//! Adding up the reports of several agencies, cell by cell.
//!
//! A gap is never counted as zero: a cell that one report leaves out, leaves blank or states
//! without a unit has no total, and says which reports are to blame.

mod running;

pub use running::Running;

use crate::report::{Amount, AnnualReport, CellState, Form, MoneyUnit, Number, Tables};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Why reports cannot be added up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SumError {
    /// The tables are not all in one form: columns of different forms do not add up.
    #[error("the reports are in different forms: {}", list(forms))]
    MixedForms {
        /// Each report with tables and the identifier of its form.
        forms: Vec<(Source, String)>,
    },
    /// No report has tables.
    #[error("none of the reports has tables")]
    NoTables,
    /// A total leaves the range of numbers.
    #[error("the total of {cell} is too large")]
    TooLarge {
        /// The cell.
        cell: String,
    },
}

fn list(forms: &[(Source, String)]) -> String {
    let named = forms
        .iter()
        .map(|(source, form)| format!("{source}: form {form}"));
    named.collect::<Vec<_>>().join(", ")
}

/// One of the reports that are added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its index in what was handed in.
    pub index: usize,
    /// The agency, if the report names it.
    pub agency: Option<String>,
}

impl std::fmt::Display for Source {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.agency {
            Some(agency) => out.write_str(agency),
            None => write!(out, "report {}", self.index + 1),
        }
    }
}

/// The sum of several reports.
#[derive(Debug, Clone)]
pub struct Aggregate {
    /// The form of all tables.
    pub form: Arc<Form>,
    /// The reports whose tables were added up.
    pub summed: Vec<Source>,
    /// The reports without tables: each of them leaves every total open.
    pub missing: Vec<Source>,
    /// The totals, in the order of the form's cells.
    pub totals: Vec<Total>,
}

/// The total of one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Total {
    /// Every report with tables states this cell. Money is in yuan.
    Known(Number),
    /// Some do not, so that the total is not known.
    Unknown {
        /// What the others come to; none where no report states it. Money is in yuan.
        stated: Option<Number>,
        /// The reports that leave it open.
        gaps: Vec<Gap>,
    },
}

/// A report that leaves a cell open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The report.
    pub source: Source,
    /// Why.
    pub why: Why,
}

/// Why a cell cannot be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The report has no tables.
    NoTables,
    /// Its row is not in the document.
    Absent,
    /// It says nothing.
    Blank,
    /// It says something that is no number of this cell.
    Unclear,
    /// It states an amount without a unit.
    UnitUnknown,
}

impl Why {
    /// The identifier in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoTables => "no_tables",
            Self::Absent => "absent",
            Self::Blank => "blank",
            Self::Unclear => "unclear",
            Self::UnitUnknown => "unit_unknown",
        }
    }

    /// The reason in Chinese.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::NoTables => "没有法定表格",
            Self::Absent => "文件中没有这一行",
            Self::Blank => "空白",
            Self::Unclear => "内容不明",
            Self::UnitUnknown => "金额没有写单位",
        }
    }
}

impl Aggregate {
    /// The total of the cell with this identifier; `None` if the form has no such cell.
    pub fn total(&self, id: &str) -> Option<&Total> {
        self.totals.get(self.form.cell_index(id)?)
    }
}

/// Adds up reports whose tables are all in one form; amounts become yuan.
///
/// Zero without a unit counts as zero. A report that leaves a cell open (one without tables
/// leaves all of them) makes its total unknown and is named.
pub fn sum(reports: &[&AnnualReport]) -> Result<Aggregate, SumError> {
    let sources = reports.iter().enumerate().map(|(index, report)| {
        (
            Source {
                index,
                agency: report.agency.clone(),
            },
            report.tables.as_ref(),
        )
    });
    let mut summed: Vec<(Source, &Tables)> = Vec::new();
    let mut missing = Vec::new();
    for (source, tables) in sources {
        match tables.filter(|tables| !tables.is_empty()) {
            Some(tables) => summed.push((source, tables)),
            None => missing.push(source),
        }
    }
    let form = common_form(&summed)?;
    let totals = (0..form.cells().len()).map(|cell| total(&summed, &missing, cell));
    let totals = totals.collect::<Result<_, _>>()?;
    let summed = summed.into_iter().map(|(source, _)| source).collect();
    Ok(Aggregate {
        form,
        summed,
        missing,
        totals,
    })
}

fn common_form(reports: &[(Source, &Tables)]) -> Result<Arc<Form>, SumError> {
    let (_, first) = reports.first().ok_or(SumError::NoTables)?;
    let form = first.form();
    if reports
        .iter()
        .all(|(_, tables)| Arc::ptr_eq(tables.form(), form))
    {
        return Ok(form.clone());
    }
    let forms = reports
        .iter()
        .map(|(source, tables)| (source.clone(), tables.form().id.clone()));
    Err(SumError::MixedForms {
        forms: forms.collect(),
    })
}

fn total(
    reports: &[(Source, &Tables)],
    missing: &[Source],
    cell: usize,
) -> Result<Total, SumError> {
    let without = |source: &Source| Gap {
        source: source.clone(),
        why: Why::NoTables,
    };
    let mut gaps: Vec<Gap> = missing.iter().map(without).collect();
    let mut sum = None;
    for (source, tables) in reports {
        match addend(tables.at(cell).state) {
            Ok(number) => {
                let next = sum.map_or(Some(number), |sum| add(sum, number));
                sum = Some(next.ok_or_else(|| too_large(tables, cell))?);
            }
            Err(why) => gaps.push(Gap {
                source: source.clone(),
                why,
            }),
        }
    }
    Ok(match sum {
        Some(number) if gaps.is_empty() => Total::Known(number),
        Some(_) | None => Total::Unknown { stated: sum, gaps },
    })
}

fn too_large(tables: &Tables, cell: usize) -> SumError {
    let spec = tables.form().cells().get(cell);
    SumError::TooLarge {
        cell: spec.map(|spec| spec.id.clone()).unwrap_or_default(),
    }
}

/// The number that a cell adds, money in yuan.
pub(crate) fn addend(state: CellState) -> Result<Number, Why> {
    match state {
        CellState::Absent => Err(Why::Absent),
        CellState::Blank => Err(Why::Blank),
        CellState::Unclear => Err(Why::Unclear),
        CellState::Stated(Number::Count(count)) => Ok(Number::Count(count)),
        CellState::Stated(Number::Amount(amount)) => {
            amount.worth().map(in_yuan).ok_or(Why::UnitUnknown)
        }
    }
}

fn in_yuan(yuan: Decimal) -> Number {
    Number::Amount(Amount::new(yuan, Some(MoneyUnit::Yuan)))
}

/// The sum of two numbers of one kind; `None` if it is out of range or they are not of one kind.
fn add(left: Number, right: Number) -> Option<Number> {
    match (left, right) {
        (Number::Count(left), Number::Count(right)) => left.checked_add(right).map(Number::Count),
        (Number::Amount(left), Number::Amount(right)) => {
            left.yuan()?.checked_add(right.yuan()?).map(in_yuan)
        }
        (Number::Count(_), Number::Amount(_)) | (Number::Amount(_), Number::Count(_)) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Cell, FormBook};

    fn report(agency: &str, form: &str, cells: &[(&str, Cell)]) -> AnnualReport {
        let form = FormBook::statutory().unwrap().get(form).unwrap();
        let mut tables = Tables::absent(form.clone());
        for (index, spec) in form.cells().iter().enumerate() {
            let named = cells.iter().find(|(id, _)| *id == spec.id);
            tables.set(
                index,
                named.map_or(Cell::of_count(1), |(_, cell)| cell.clone()),
            );
        }
        let agency = Some(agency.to_owned());
        AnnualReport {
            agency,
            tables: Some(tables),
            ..AnnualReport::default()
        }
    }

    fn amount(printed: i64, unit: Option<MoneyUnit>) -> Cell {
        Cell::stated(Number::Amount(Amount::new(Decimal::from(printed), unit)))
    }

    #[test]
    fn counts_add_up_and_money_adds_up_in_yuan() {
        let fees = "proactive.fees.amount";
        let one = report("甲", "2021", &[(fees, amount(2, Some(MoneyUnit::WanYuan)))]);
        let two = report("乙", "2021", &[(fees, amount(500, Some(MoneyUnit::Yuan)))]);
        let total = sum(&[&one, &two]).unwrap();
        assert_eq!(
            total.total("requests.new.total"),
            Some(&Total::Known(Number::Count(2)))
        );
        assert_eq!(
            total.total(fees),
            Some(&Total::Known(in_yuan(Decimal::from(20_500))))
        );
    }

    #[test]
    fn a_gap_is_named_and_never_counted_as_zero() {
        let one = report("甲", "2019", &[("requests.new.total", Cell::blank())]);
        let money = amount(24_220, None);
        let two = report("乙", "2019", &[("proactive.procurement.amount", money)]);
        let total = sum(&[&one, &two]).unwrap();
        let why = |id: &str| match total.total(id) {
            Some(Total::Unknown { gaps, .. }) => gaps
                .iter()
                .map(|gap| (gap.source.to_string(), gap.why))
                .collect(),
            Some(Total::Known(_)) | None => Vec::new(),
        };
        assert_eq!(
            why("requests.new.total"),
            [(String::from("甲"), Why::Blank)]
        );
        let bare = why("proactive.procurement.amount");
        assert!(bare.contains(&(String::from("乙"), Why::UnitUnknown)));
    }

    #[test]
    fn zero_money_without_a_unit_is_zero() {
        let zero = report(
            "甲",
            "2019",
            &[("proactive.procurement.amount", amount(0, None))],
        );
        let total = sum(&[&zero]).unwrap();
        let known = Total::Known(in_yuan(Decimal::ZERO));
        assert_eq!(total.total("proactive.procurement.amount"), Some(&known));
    }

    #[test]
    fn reports_in_two_forms_are_refused_by_name() {
        let (old, new) = (report("甲", "2019", &[]), report("乙", "2021", &[]));
        let error = sum(&[&old, &new]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the reports are in different forms: 甲: form 2019, 乙: form 2021"
        );
    }

    #[test]
    fn a_report_without_tables_is_missing_and_reports_without_any_have_no_sum() {
        let (whole, bare) = (report("甲", "2019", &[]), AnnualReport::default());
        let total = sum(&[&bare, &whole]).unwrap();
        let indices = |sources: &[Source]| sources.iter().map(|s| s.index).collect::<Vec<_>>();
        assert_eq!(
            (indices(&total.missing), indices(&total.summed)),
            (vec![0], vec![1])
        );
        assert_eq!(sum(&[&bare]).unwrap_err(), SumError::NoTables);
        assert_eq!(sum(&[]).unwrap_err(), SumError::NoTables);
    }

    #[test]
    fn a_total_beyond_the_range_is_refused() {
        let most = report(
            "甲",
            "2019",
            &[("requests.new.total", Cell::of_count(i64::MAX))],
        );
        let error = sum(&[&most, &most]).unwrap_err();
        assert_eq!(
            error,
            SumError::TooLarge {
                cell: String::from("requests.new.total")
            }
        );
    }
}
