//! The tables of a year: each cell counted, typed, or asked for.

use super::evidence::YearEvidence;
use super::source::{CellSource, Compilation};
use super::typed::TypedCell;
use crate::calendar::days_of_year;
use crate::dispute::section_four;
use crate::ledger::{Counted as Tally, LedgerBook, belongs};
use crate::report::form::{CellKind, CellSpec};
use crate::report::{Amount, Cell, CellState, Form, MoneyUnit, Number, SectionId, Tables};
use crate::request::section_three;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A cell of the report of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompiledCell {
    /// `row.column`.
    pub id: String,
    /// What it is.
    pub value: CellValue,
}

/// What is known of a cell, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellValue {
    /// Counted over records; none, where they cannot be added up (money with and without units).
    Counted {
        /// The number.
        number: Option<Number>,
        /// Records that belong to it and hold nothing to add up.
        uncounted: u64,
    },
    /// Typed by a person.
    Typed(Number, TypedCell),
    /// Zero, for an agency of this kind cannot have any; the provision.
    Beyond(String),
    /// Nobody knows yet.
    Asked(Why),
}

/// Why a cell is asked of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Other systems hold it.
    NotKept,
    /// The ledger of this key was not in use in the year.
    NoLedger(String),
}

/// The report's tables with what each number is.
#[derive(Debug, Clone)]
pub struct Compiled {
    form: Arc<Form>,
    /// The cells in the order of the form.
    pub cells: Vec<CompiledCell>,
}

impl CellValue {
    /// The number, if there is one.
    pub const fn number(&self) -> Option<Number> {
        match self {
            Self::Counted { number, .. } => *number,
            Self::Typed(number, _) => Some(*number),
            Self::Beyond(_) => Some(Number::Count(0)),
            Self::Asked(_) => None,
        }
    }

    /// Whether a person may say what it is: nothing that is counted is taken from a person.
    pub const fn is_asked(&self) -> bool {
        matches!(self, Self::Typed(..) | Self::Asked(_))
    }
}

/// The tables of a form for the year of the evidence. A typed number stands only where nothing is counted.
pub fn compile(
    form: &Arc<Form>,
    sources: &Compilation,
    evidence: &YearEvidence,
    ledgers: &LedgerBook,
    typed: &BTreeMap<String, TypedCell>,
) -> Compiled {
    let asked = evidence.requests.iter().map(|one| one.counted.clone());
    let disputes = evidence.disputes.iter().map(|(_, dispute)| dispute);
    let mut counts = section_three(asked, evidence.year);
    counts.extend(section_four(disputes, evidence.year));
    let value = |spec: &CellSpec| match section(form, spec) {
        Some(SectionId::Two) => {
            let source = sources.source(&spec.id);
            let counted = counted(source, evidence, ledgers);
            or_typed(counted, spec.kind, typed.get(&spec.id))
        }
        _ => of_count(counts.get(&spec.id).copied().unwrap_or(0)),
    };
    let cells = form.cells().iter().map(|spec| CompiledCell {
        id: spec.id.clone(),
        value: value(spec),
    });
    Compiled {
        cells: cells.collect(),
        form: Arc::clone(form),
    }
}

fn section(form: &Form, spec: &CellSpec) -> Option<SectionId> {
    Some(form.tables.get(spec.table)?.section)
}

fn of_count(count: u64) -> CellValue {
    CellValue::Counted {
        number: i64::try_from(count).ok().map(Number::Count),
        uncounted: 0,
    }
}

fn counted(
    source: Option<&CellSource>,
    evidence: &YearEvidence,
    ledgers: &LedgerBook,
) -> CellValue {
    let Some(source) = source else {
        return CellValue::Asked(Why::NotKept);
    };
    let value = match source {
        CellSource::Typed => return CellValue::Asked(Why::NotKept),
        CellSource::Beyond(cite) => return CellValue::Beyond(cite.clone()),
        CellSource::Figure(key) => evidence.figure(ledgers, key).map(whole),
        CellSource::Before(key) => evidence.before(ledgers, key).map(whole),
        CellSource::Change(key) => {
            let both = evidence.figure(ledgers, key);
            let both = both.zip(evidence.before(ledgers, key));
            both.map(|(now, then)| change(now, then))
        }
        CellSource::Money(key) => money(evidence, ledgers, key),
    };
    value.unwrap_or_else(|| {
        let ledger = source.figure().and_then(|key| ledgers.figure(key));
        CellValue::Asked(ledger.map_or(Why::NotKept, |(ledger, _)| {
            Why::NoLedger(ledger.key.clone())
        }))
    })
}

fn whole(tally: Tally) -> CellValue {
    CellValue::Counted {
        number: tally.value.to_i64().map(Number::Count),
        uncounted: tally.uncounted,
    }
}

fn change(now: Tally, then: Tally) -> CellValue {
    let difference = now.value.checked_sub(then.value);
    CellValue::Counted {
        number: difference
            .and_then(|value| value.to_i64())
            .map(Number::Count),
        uncounted: now.uncounted.saturating_add(then.uncounted),
    }
}

/// Money in yuan. Where no amount has a unit their digits add up, and the sum has none; where some have
/// and some have not, there is no sum.
fn money(evidence: &YearEvidence, ledgers: &LedgerBook, key: &str) -> Option<CellValue> {
    let (ledger, figure, records) = evidence.kept(ledgers, key)?;
    let tally = evidence.figure(ledgers, key)?;
    let column = figure.sum.as_deref()?;
    let days = days_of_year(evidence.year)?;
    let of_year = records.iter();
    let of_year = of_year.filter(|one| belongs(ledger, figure, one, days));
    let amounts: Vec<Amount> = of_year.filter_map(|one| one.values.money(column)).collect();
    let bare = |amount: &Amount| amount.worth().is_none();
    let number = if !amounts.iter().any(bare) {
        Some(Amount::new(tally.value, Some(MoneyUnit::Yuan)))
    } else if amounts
        .iter()
        .all(|one| bare(one) || one.printed().is_zero())
    {
        let digits = amounts.iter().map(Amount::printed).sum::<Decimal>();
        Some(Amount::new(digits, None))
    } else {
        None
    };
    Some(CellValue::Counted {
        number: number.map(Number::Amount),
        uncounted: tally.uncounted,
    })
}

fn or_typed(counted: CellValue, kind: CellKind, typed: Option<&TypedCell>) -> CellValue {
    let number = typed.and_then(|typed| typed.number(kind));
    match (counted, number.zip(typed)) {
        (CellValue::Asked(_), Some((number, typed))) => CellValue::Typed(number, typed.clone()),
        (known, _) => known,
    }
}

impl Compiled {
    /// The form.
    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The cell with this identifier.
    pub fn cell(&self, id: &str) -> Option<&CompiledCell> {
        self.cells.get(self.form.cell_index(id)?)
    }

    /// The tables as a report has them: what nobody knows is blank, what cannot be added up unclear.
    pub fn tables(&self) -> Tables {
        let mut tables = Tables::absent(Arc::clone(&self.form));
        for (index, cell) in self.cells.iter().enumerate() {
            tables.set(index, stated(&cell.value));
        }
        tables
    }

    /// The cells that a person has to say or has said.
    pub fn asked(&self) -> impl Iterator<Item = &CompiledCell> {
        self.cells.iter().filter(|cell| cell.value.is_asked())
    }
}

fn stated(value: &CellValue) -> Cell {
    match (value.number(), value) {
        (Some(number), _) => Cell::stated(number),
        (None, CellValue::Asked(_)) => Cell::blank(),
        (None, _) => Cell {
            state: CellState::Unclear,
            ..Cell::blank()
        },
    }
}
