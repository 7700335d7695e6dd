//! Cells to what is printed in them.

use crate::RenderError;
use gongkai_domain::report::form::CellKind;
use gongkai_domain::report::{Amount, Cell, CellSpec, Form, MoneyUnit, Number};
use rust_decimal::Decimal;

/// What is printed in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Printed {
    /// Nothing.
    Empty,
    /// A bare figure.
    Figure(Decimal),
    /// Text: a label, or a figure with its unit.
    Text(String),
}

impl Printed {
    /// As characters.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Figure(figure) => figure.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// What is printed in a cell of the form. Blank, unclear and absent print nothing.
pub(super) fn cell(form: &Form, spec: &CellSpec, cell: &Cell) -> Result<Printed, RenderError> {
    match (cell.number(), spec.kind) {
        (None, _) => Ok(Printed::Empty),
        (Some(Number::Count(count)), CellKind::Amount(Some(unit))) => {
            converted(form, spec, Amount::new(Decimal::from(count), None), unit)
        }
        (Some(Number::Count(count)), _) => Ok(Printed::Figure(Decimal::from(count))),
        (Some(Number::Amount(amount)), CellKind::Amount(Some(unit))) => {
            converted(form, spec, amount, unit)
        }
        (Some(Number::Amount(amount)), _) => Ok(with_its_unit(amount)),
    }
}

/// An amount under a head that prints no unit keeps its own.
fn with_its_unit(amount: Amount) -> Printed {
    match amount.unit() {
        Some(_) => Printed::Text(amount.to_string()),
        None => Printed::Figure(amount.printed()),
    }
}

/// An amount under a head that prints a unit: the exact figure in that unit.
fn converted(
    form: &Form,
    spec: &CellSpec,
    amount: Amount,
    unit: MoneyUnit,
) -> Result<Printed, RenderError> {
    if amount.unit().is_none() {
        let (cell, label) = (spec.id.clone(), form.cell_label(&spec.id));
        return Err(RenderError::AmountWithoutUnit {
            cell,
            label,
            figure: amount.printed(),
            unit,
        });
    }
    amount
        .in_unit(unit)
        .map(|amount| Printed::Figure(amount.printed()))
        .ok_or_else(|| RenderError::AmountOutOfRange {
            cell: spec.id.clone(),
            label: form.cell_label(&spec.id),
            figure: amount.to_string(),
            unit,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(figure: &str, unit: MoneyUnit) -> Amount {
        Amount::new(figure.parse().unwrap(), Some(unit))
    }

    #[test]
    fn an_amount_under_a_head_without_unit_keeps_the_unit_it_has() {
        assert_eq!(
            with_its_unit(amount("76.3", MoneyUnit::WanYuan)).text(),
            "76.3万元"
        );
        assert_eq!(with_its_unit(amount("0.00", MoneyUnit::Yuan)).text(), "0元");
        assert_eq!(
            with_its_unit(Amount::new(Decimal::from(24_220), None)).text(),
            "24220"
        );
    }
}
